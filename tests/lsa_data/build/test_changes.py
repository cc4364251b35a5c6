"""What changed from one database to the next, and what is told of it after an update, a rollback and a release."""

import subprocess
import sys
from pathlib import Path

import pytest

from lsa_data.ask import database, last_update
from lsa_data.ask.about import about
from lsa_data.ask.what_changed import what_changed
from lsa_data.build import changes, versions
from tests.lsa_data.build import tiny_build

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]


def _between(tmp_path, was, now):
    for name, lines in (("was", was), ("now", now)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "figures.csv").write_text("\n".join(lines))
        tiny_build.tiny(tmp_path / f"{name}.duckdb", tmp_path / name, lambda text: None)
    return changes.between(tmp_path / "was.duckdb", tmp_path / "now.duckdb", tmp_path)


def test_new_revised_and_gone_figures_are_counted_per_source_with_their_years_and_areas(tmp_path):
    found = _between(
        tmp_path,
        ["WK1,2020,1", "WK2,2020,2", "WK3,2020,3", "WK4,2020,", "WK5,2020,"],
        ["WK1,2020,1", "WK2,2020,2.5", "WK4,2020,4", "WK5,2020,", "WK1,2022,1", "WK2,2022,2"],
    )
    of = found["sources"]["kwb"]
    one = [{"area_type": "wijk", "vintage": 2020, "areas": 1}]
    assert of["new"] == {
        "figures": 3, "years": [2020, 2022],
        "areas": [*one, {"area_type": "wijk", "vintage": 2022, "areas": 2}],
    }  # fmt: skip
    assert of["revised"] == {"figures": 1, "years": [2020], "areas": one}
    assert of["gone"] == {"figures": 1, "years": [2020], "areas": one}
    assert of["indicators"] == {"kwb_woz": {"new": 3, "revised": 1, "gone": 1}}
    assert found["areas"] == [
        {"area_type": "wijk", "vintage": 2020, "new": 0, "gone": 1},
        {"area_type": "wijk", "vintage": 2022, "new": 2, "gone": 0},
    ]


def test_what_stayed_the_same_is_no_change(tmp_path):
    assert _between(tmp_path, ["WK1,2020,1", "WK2,2020,"], ["WK1,2020,1", "WK2,2020,"]) == {"areas": [], "sources": {}}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with a small database of the embedded figures."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    _do("build")
    return tmp_path / "data"


def _do(work, *more):
    folder = database.data_folder()
    command = [sys.executable, "-m", "tests.lsa_data.build.tiny_build", work, str(folder), *more]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)


def _loaded(moment):
    (database.data_folder() / last_update.REPORT).write_text(
        f'{{"sources": {{"kwb2025": {{"source": "kwb", "checked_at": "{moment}", "loaded_at": "{moment}"}}}}}}'
    )


def test_an_installation_that_was_never_updated_says_so(folder):
    version = database.version()
    assert what_changed() == {"version": version, "updated": False, "rolled_back": None, "changes": []}


def test_an_update_tells_what_it_changed_and_keeps_that_through_a_repair_and_a_restart(folder):
    before = database.version()
    _do("renew")
    told = what_changed()
    assert (told["updated"], told["rolled_back"]) == (True, None)
    (change,) = told["changes"]
    assert (change["by"], change["before"], change["after"]) == ("update", before, database.version())
    assert change["sources"]["kwb"]["indicators"] == {"kwb_woz": {"new": 1, "revised": 1, "gone": 1}}
    database.current_path().write_bytes(b"stump")
    _do("build")
    assert what_changed() == told, "made anew from the figures of the update"


def test_an_update_that_was_rolled_back_is_told_and_no_longer_claims_its_figures(folder):
    _do("renew")
    updated = database.version()
    made = about(updated)["changes"][0]["at"]
    _loaded(made)
    assert last_update.of_source("kwb")["loaded_at"] == made
    versions.rollback()
    told = what_changed()
    assert (told["updated"], told["changes"]) == (False, [])
    assert told["rolled_back"] == {"at": made, "version": updated}
    assert last_update.of_source("kwb")["loaded_at"] is None
    versions.rollback()
    assert what_changed()["rolled_back"] is None
    assert last_update.of_source("kwb")["loaded_at"] == made


def test_the_next_update_comes_on_top_and_a_rollback_then_goes_to_what_was_in_use(folder):
    _do("renew")
    first = database.version()
    versions.rollback()
    embedded = database.version()
    _do("renew", "again")
    told = what_changed()
    assert [change["before"] for change in told["changes"]] == [embedded]
    assert not (folder / f"lsa-{first}.duckdb").exists(), "what was taken back is not what a rollback goes to"
    versions.rollback()
    assert database.version() == embedded
    versions.rollback()
    _do("renew")
    assert [change["by"] for change in what_changed()["changes"]] == ["update", "update"]


def test_a_release_with_other_figures_is_no_update(folder):
    startset = folder.parent / "startset/figures.csv"
    startset.write_text("WK1,2022,1\nWK2,2022,7\nWK3,2022,3\n")
    _do("build")
    told = what_changed()
    assert not told["updated"]
    assert [change["by"] for change in told["changes"]] == ["release"]
