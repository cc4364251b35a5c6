"""Who watches over an installation sees whether there are figures, how old they are, and how the last update went."""

import json
import re

import pytest

from lsa_data import commands as command
from lsa_data.ask import database, health, last_update
from lsa_data.problem import Problem
from lsa_data.refresh import update


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder without a database."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    return tmp_path


def _ends(monkeypatch, how):
    def ending(*_, **__):
        if isinstance(how, BaseException):
            raise how
        return [update.Outcome("kwb2025", how, "")]

    monkeypatch.setattr(update, "update", ending)
    monkeypatch.setattr(database, "current_path", lambda: "a database")


def _run(*more):
    try:
        return command.main(["update", *more])
    except ZeroDivisionError:
        return "traceback"


@pytest.mark.parametrize(
    ("how", "code"),
    [("same", 0), ("rejected", 1), (Problem("no database"), 1), (KeyboardInterrupt(), 130), (ZeroDivisionError(), 1)],
)
def test_however_an_update_ends_that_is_written_down(folder, monkeypatch, how, code):
    _ends(monkeypatch, how)
    _run()
    run = last_update.last_run()
    assert run["exit_code"] == code
    assert (run["well_at"] == run["ended_at"]) is (code == 0)
    assert f"lsa_update_exit_code {code}\n" in (folder / health.METRICS).read_text()


def test_a_failure_keeps_when_an_update_last_ended_well_and_a_dry_run_writes_nothing(folder, monkeypatch):
    (folder / last_update.LAST_RUN).write_text(
        json.dumps({"ended_at": "2026-11-02T05:00:00+00:00", "exit_code": 0, "well_at": "2026-11-02T05:00:00+00:00"})
    )
    _ends(monkeypatch, "rejected")
    _run("--dry-run")
    assert last_update.last_run()["exit_code"] == 0
    _run()
    assert last_update.last_run()["exit_code"] == 1
    assert last_update.last_run()["well_at"] == "2026-11-02T05:00:00+00:00"


def test_an_update_that_cannot_write_down_how_it_ended_keeps_its_exit_code(folder, monkeypatch, capsys):
    _ends(monkeypatch, "same")
    (folder / "last-run.new").mkdir()
    assert _run() == 0
    assert "was not written down" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"exit_code": 1}', '{"sources": 1'])
def test_what_was_written_down_and_is_damaged_is_as_if_it_was_not_there(folder, text):
    (folder / last_update.LAST_RUN).write_text(text)
    (folder / last_update.REPORT).write_text(text)
    assert health.health()["last_update"] is None
    assert health.health()["sources"] == {}


@pytest.mark.parametrize("content", [None, b"", b"a stump"])
def test_without_a_database_that_opens_there_are_no_figures(folder, content):
    if content is not None:
        (folder / "lsa-x.duckdb").write_bytes(content)
        (folder / "current").write_text("lsa-x.duckdb")
    found = health.health()
    assert (found["status"], found["version"]) == ("no_figures", None)
    assert "lsa_figures_usable 0\n" in health.metrics()


def test_metrics_are_lines_that_prometheus_reads(folder):
    (folder / last_update.LAST_RUN).write_text(
        json.dumps({"ended_at": "2026-11-02T05:00:00+00:00", "exit_code": 1, "well_at": None})
    )
    checks = {"kwb2025": {"source": "kwb", "checked_at": "2026-11-02T05:00:00+00:00", "state": "rejected"}}
    (folder / last_update.REPORT).write_text(json.dumps({"sources": checks}))
    told = health.metrics()
    assert 'lsa_feed_rejected{feed="kwb2025"} 1\n' in told
    assert "lsa_update_ended_seconds 1793595600\n" in told
    line = re.compile(r'# (HELP|TYPE) lsa_[a-z_]+ .+|lsa_[a-z_]+(\{feed="[a-z0-9_]+"\})? -?\d+')
    assert [text for text in told.splitlines() if not line.fullmatch(text)] == []
