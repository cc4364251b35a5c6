"""The commands, run as people run them: what goes wrong is told in words, with the exit code that belongs to it.

A full disk is real where it says so: the process may not write files above a size (RLIMIT_FSIZE), which fails in the
same place as a full disk does. ENOSPC itself, a disk that can only be read (tests may run as root, for whom no folder
is forbidden) and Ctrl-C are raised by a stand-in inside `main`.
"""

import errno
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from lsa_data import commands as command
from lsa_data.ask import database
from lsa_data.build import pipeline
from lsa_data.problem import TROUBLES, Problem, trouble
from lsa_data.refresh import update

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def _run(*arguments, data=None, cwd=ROOT, largest=None):
    """Exit code and standard error of the real command; never a traceback."""

    def limit():
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    environment = os.environ | ({"LSA_DATA_DIR": str(data)} if data else {})
    done = subprocess.run([sys.executable, "-m", "lsa_data", *map(str, arguments)], cwd=cwd, env=environment,
                          capture_output=True, text=True, timeout=120, preexec_fn=limit)  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


def _files(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["build", "update", "path", "info", "rollback", "audit", "check-links"])
def test_a_data_folder_that_is_a_file_is_told(tmp_path, name):
    data = tmp_path / "data"
    data.write_text("a file")
    code, told = _run(name, data=data)
    assert code == 1
    assert f"{name} stopped: {data}" in told
    assert "where a folder is needed" in told
    assert "name another folder in LSA_DATA_DIR" in told


@pytest.mark.parametrize("name", ["path", "info", "rollback", "audit", "check-links"])
def test_without_a_database_it_says_how_to_make_one(tmp_path, name):
    code, told = _run(name, data=tmp_path / "nothing")
    assert code == 1
    assert "Make it with: python -m lsa_data build" in told


def test_a_disk_that_takes_no_more_leaves_the_database_in_use(tmp_path, built_database):
    """Real: files above 4 MB cannot be written."""
    shutil.copy(built_database, tmp_path / "lsa-old.duckdb")
    (tmp_path / "current").write_text("lsa-old.duckdb\n")
    code, told = _run("build", data=tmp_path, largest=4_000_000)
    assert code == 1
    assert "File too large" in told
    assert f"Nothing is lost: the database in use is still {tmp_path / 'lsa-old.duckdb'}" in told
    assert "Raise that limit, or name another folder in LSA_DATA_DIR" in told
    assert [name for name in _files(tmp_path) if not name.endswith(".lock")] == ["current", "lsa-old.duckdb"], (
        "no rubbish"
    )


@pytest.fixture
def project(tmp_path):
    """A copy of the project's code and catalogue, to make mistakes in."""
    shutil.copytree(ROOT / "lsa_data", tmp_path / "project/lsa_data", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "queries", tmp_path / "project/queries")
    return tmp_path / "project"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("initiatives.csv", "noordwest;", "mars;", "initiatives.csv, line 2, column regio is 'mars'"),
        ("meetings.csv", ";besloten;", ";geheim;", "meetings.csv, line 2, column toegang is 'geheim'"),
        ("indicators.toml", 'unit = "score"', 'unit = "x"', "indicators.toml: lbm2_totaal.unit is 'x'"),
        ("regio.csv", "name_en", "naam_en", "regio.csv, line 1: the columns are"),
    ],
)
def test_a_mistake_in_a_file_that_people_edit_stops_the_build(project, name, old, new, told):
    path = project / "lsa_data/catalogue" / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    code, said = _run("build", data=project / "data", cwd=project)
    assert code == 1
    assert told in said
    assert "There was no database in use before." in said


def test_a_file_of_the_catalogue_that_is_gone_is_named(project):
    (project / "lsa_data/catalogue/meetings.csv").unlink()
    code, told = _run("build", data=project / "data", cwd=project)
    assert code == 1
    assert "meetings.csv is not there" in told


def test_missing_source_files_are_all_named_and_nothing_is_written(tmp_path):
    (tmp_path / "cbs_wijk_2016").mkdir()
    (tmp_path / "cbs_wijk_2016/gem_2016.dbf").touch()
    code, told = _run("startset", "--from", tmp_path, "--to", tmp_path / "out")
    assert code == 1
    for name in (
        "leefbaarometer2_wijk",
        "rivm_gezondheid",
        "cbs_wijk_2016/wijk_2016.dbf",
        "politie_gemeente/data.json",
    ):
        assert name in told
    assert "gem_2016" not in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["update", "--only", "mars"], ["update", "--since", "then"]])
def test_wrong_use_is_two(arguments):
    code, told = _run(*arguments)
    assert code == 2
    assert "usage: python -m lsa_data" in told


def _raising(monkeypatch, error, name="build"):
    def work(*_, **__):
        raise error

    monkeypatch.setattr(pipeline if name == "build" else update, name, work)
    return command.main([name])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM])
def test_a_disk_that_cannot_be_written_is_told(monkeypatch, capsys, number):
    """Stand-in: raised where the build would write."""
    assert _raising(monkeypatch, OSError(number, os.strerror(number), "/somewhere/new.duckdb")) == 1
    happened, safe, to_do = capsys.readouterr().err.splitlines()
    assert "/somewhere/new.duckdb" in happened
    assert safe == f"Nothing is lost: the database in use is still {database.current_path()}"
    assert to_do.endswith("or name another folder in LSA_DATA_DIR.")


def test_a_full_disk_that_the_database_meets_is_told(monkeypatch, capsys):
    """Stand-in: DuckDB's own error, bare and inside one of ours."""
    full = duckdb.IOException(f'IO Error: Could not write file "x": {os.strerror(errno.ENOSPC)}')
    assert _raising(monkeypatch, full) == 1
    assert "the disk is full" in capsys.readouterr().err
    failed = pipeline.BuildFailed(f"The new database could not be made: {full}")
    failed.__cause__ = full
    assert _raising(monkeypatch, failed) == 1
    assert "Make room on it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "to_do"),
    [
        ("build", "Run it again to go on."),
        ("update", "What was fetched is kept: run the same command again within a day, and it goes on where it was."),
    ],
)
def test_ctrl_c_is_130_and_says_what_is_safe(monkeypatch, capsys, tmp_path, built_database, name, to_do):
    for there in (built_database.name, database.POINTER):
        (tmp_path / there).symlink_to(built_database.parent / there)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    assert _raising(monkeypatch, KeyboardInterrupt(), name) == 130
    assert capsys.readouterr().err.splitlines() == [
        f"{name} stopped: by Ctrl-C",
        f"Nothing is lost: the database in use is still {database.current_path()}",
        to_do,
    ]


def test_ctrl_c_while_the_program_is_loaded_is_130_and_one_line(tmp_path):
    """Stand-in: a module of the project of which loading is what Ctrl-C meets."""
    (tmp_path / "lsa_data").mkdir()
    shutil.copy(ROOT / "lsa_data/__main__.py", tmp_path / "lsa_data")
    (tmp_path / "lsa_data/commands.py").write_text("raise KeyboardInterrupt")
    assert _run("update", cwd=tmp_path) == (130, "stopped: by Ctrl-C, before anything was done\n")


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), duckdb.BinderException("Binder Error: a bug")])
def test_a_mistake_in_the_program_gives_a_traceback(monkeypatch, error):
    with pytest.raises(type(error), match="a bug"):
        _raising(monkeypatch, error)


def _all_problems(of=Problem):
    for one in of.__subclasses__():
        yield one
        yield from _all_problems(one)


def test_every_error_of_our_own_can_be_acted_on():
    """A class of errors in these packages is a `Problem`, so that the command line tells it."""
    import lsa_server.api
    import lsa_tafel.answering

    own = {
        found
        for name, module in list(sys.modules.items())
        if name.split(".")[0] in ("lsa_data", "lsa_tafel", "lsa_server", "lsa_ui")
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, Exception) and found.__module__ == name
    }
    assert {lsa_server.api.Refused, lsa_tafel.answering.Refused} <= own
    assert own - {Problem} == {one for one in _all_problems() if one.__module__.startswith("lsa_")}


def test_what_to_do_is_known_for_every_trouble():
    for number in TROUBLES:
        what, to_do = trouble(OSError(number, os.strerror(number), "/x"))
        assert "/x" in what
        assert to_do
    assert trouble(OSError("something else")) is None
