"""A damaged database, pointer or map layer is noticed in a moment, told in one line, and made anew."""

import json
import shutil
import time

import pytest

from lsa_data import commands as command
from lsa_data.ask import about, database
from lsa_data.build import pipeline, versions


@pytest.fixture
def folder(tmp_path, monkeypatch, built_database):
    """A data folder with the real database, its layers and what is known of it."""
    version = database.version()
    for name in (built_database.name, f"geo-{version}", f"about-{version}.json", database.POINTER):
        source = built_database.parent / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    return tmp_path


def _layer(folder):
    return next(folder.glob("geo-*/wijk-????.*.gz"))


def _cut(size):
    def cut(folder):
        with next(folder.glob("lsa-*.duckdb")).open("r+b") as file:
            file.truncate(size)

    return cut


def _one_byte(folder):
    with next(folder.glob("lsa-*.duckdb")).open("r+b") as file:
        file.seek(40_000_000)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 1]))


def _pointer(text):
    return lambda folder: (folder / database.POINTER).write_bytes(text)


DAMAGE = {
    "cut to nothing": (_cut(0), "is damaged: 0 bytes, where"),
    "cut in its head": (_cut(100), "is damaged: 100 bytes, where"),
    "cut to 20 MB": (_cut(20_000_000), "is damaged: 20,000,000 bytes, where"),
    "one bit": (_one_byte, "is damaged: its content changed"),
    "gone": (lambda folder: next(folder.glob("lsa-*.duckdb")).unlink(), "is gone"),
    "a pointer with rubbish": (_pointer(b"\xff\x00rubbish\n"), "current is damaged"),
    "an empty pointer": (_pointer(b""), "current is damaged"),
    "a pointer out of the folder": (_pointer(b"../lsa-x.duckdb"), "current is damaged"),
    "a pointer to a root": (_pointer(b"/tmp/lsa-x.duckdb"), "current is damaged"),
    "a pointer to what is not there": (_pointer(b"lsa-2020.01-00000000.duckdb"), "is gone"),
    "no pointer": (lambda folder: (folder / database.POINTER).unlink(), "There is no database"),
    "a layer gone": (lambda folder: _layer(folder).unlink(), "geojson.gz is gone"),
    "a layer cut": (lambda folder: _layer(folder).write_bytes(b"\x1f\x8b"), "is damaged: 2 bytes"),
    "all layers gone": (lambda folder: shutil.rmtree(next(folder.glob("geo-*"))), "is gone"),
    "no knowledge": (lambda folder: next(folder.glob("about-*")).write_text("{"), "is gone or damaged"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_noticed_at_once_and_made_anew(folder, monkeypatch, capsys, what):
    damage, told = DAMAGE[what]
    damage(folder)
    made = []
    monkeypatch.setattr(pipeline, "build", lambda report: made.append(1) or folder)
    start = time.process_time()
    reason = versions.needed()
    assert time.process_time() - start < 2, "seconds of this process, however busy the machine is"
    assert told in reason
    assert "\n" not in reason
    assert command.main(["build", "--if-needed"]) == 0
    assert made
    assert f"A database is made: {reason}" in capsys.readouterr().out


def test_a_whole_database_is_up_to_date(folder, monkeypatch, capsys):
    monkeypatch.setattr(pipeline, "build", lambda report: pytest.fail("built for nothing"))
    assert command.main(["build", "--if-needed"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_a_pointer_leads_nowhere_outside_the_data_folder(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "lsa-outside.duckdb"
    shutil.copy(next(folder.glob("lsa-*.duckdb")), outside)
    for name in (str(outside), f"../{outside.parent.name}/{outside.name}", "..", "lsa-a/../../b.duckdb"):
        (folder / database.POINTER).write_text(name)
        with pytest.raises(database.NoDatabase, match="does not hold the name of a database"):
            database.current_path()


def test_a_damaged_previous_database_is_not_rolled_back_to(folder):
    version = database.version()
    (folder / "lsa-older.duckdb").write_bytes(b"cut")
    known = {"lsa-older.duckdb": {"bytes": 100, "sha256": "x"}}
    text = json.dumps({"made": "", "files": known, "figures": None, "changes": []})
    about.path_of("older").write_text(text)
    with pytest.raises(database.NoDatabase, match="3 bytes, where 100 were written"):
        versions.rollback()
    assert database.version() == version
