"""Builds and updates beside each other, and those that were killed."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lsa_data.build import turns

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


def _start(work, *paths):
    command = [sys.executable, "-m", "tests.lsa_data.build.tiny_build", work, *map(str, paths)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _ended(process):
    said, wrong = process.communicate(timeout=100)
    assert process.returncode == 0, wrong
    return said


def _wait_for(there):
    for _ in range(1000):
        if there():
            return
        time.sleep(0.02)
    pytest.fail("it never came")


@pytest.fixture
def folder(tmp_path):
    """An empty data folder."""
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def test_an_update_that_is_killed_at_any_moment_leaves_a_working_database_and_the_next_removes_its_rubbish(folder):
    said = _ended(_start("killed", folder))
    assert int(said.split()[2]) > 15


def test_of_two_builds_at_once_the_second_waits_and_takes_nothing_of_the_first(folder, tmp_path):
    begun = tmp_path / "begun"
    first = _start("slow", folder, begun)
    _wait_for(begun.exists)
    scratch = list(folder.glob("building-*"))
    assert scratch
    second = _start("build", folder)
    try:
        assert second.stdout.readline() == "waits for another build in this data folder to end\n"
        assert list(folder.glob("building-*")) == scratch, "what is being built now is no rubbish"
    finally:
        begun.unlink()
    _ended(first)
    _ended(second)
    assert not list(folder.glob("building-*"))
    assert (folder / "current").is_file()


def test_what_a_killed_build_left_goes_at_the_next(folder, tmp_path):
    begun = tmp_path / "begun"
    first = _start("slow", folder, begun)
    _wait_for(begun.exists)
    first.kill()
    first.communicate()
    for name in ("updating-x", "geo-2020.01-orphan", "downloads"):
        (folder / name).mkdir()
    for name in ("downloads/a.part", "downloads/a", "update.new", "about-2020.01-orphan.json", "sessions.sqlite"):
        (folder / name).touch()
    assert list(folder.glob("building-*"))
    _ended(_start("build", folder))
    left = {path.relative_to(folder).parts[0] for path in folder.rglob("*")}
    assert {name.partition("-")[0] for name in left} == {
        "current", "lsa", "geo", "about", "downloads", "sessions.sqlite", "building.lock", "updating.lock",
    }  # fmt: skip
    assert not [name for name in left if "orphan" in name]
    assert [path.name for path in (folder / "downloads").iterdir()] == ["a"]


def test_two_updates_at_once_are_one_and_the_scratch_of_an_update_is_safe_from_a_build(folder):
    with turns.updating(folder):
        (folder / "updating-now").mkdir()
        with turns.building(folder, print):
            assert (folder / "updating-now").is_dir()
        with pytest.raises(turns.AlreadyUpdating, match="Wait until it ends"), turns.updating(folder):
            pass
    with turns.building(folder, print):
        assert not (folder / "updating-now").exists()
