"""Figures that are gone or damaged: every part says so in words, and what needs no figures goes on."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import database

HEAD = 20_000_000
"""Bytes of a file that was not wholly copied."""


def _stump(folder, name):
    with database.current_path().open("rb") as whole:
        (folder / name).write_bytes(whole.read(HEAD))
    (folder / "current").write_text(name)


def _instead(folder, content):
    (folder / "lsa-a.duckdb").write_bytes(content)
    (folder / "current").write_text("lsa-a.duckdb")


DAMAGE = {
    "a stump": lambda folder: _stump(folder, "lsa-stump.duckdb"),
    "an empty file": lambda folder: _instead(folder, b""),
    "something else": lambda folder: _instead(folder, b"no figures" * 2000),
    "a file that is gone": lambda folder: (folder / "current").write_text("lsa-a.duckdb"),
    "a pointer that leads outside": lambda folder: (folder / "current").write_text("../../etc/passwd"),
    "a pointer of rubbish": lambda folder: (folder / "current").write_bytes(b"\xff\x00\xfe"),
    "nothing at all": lambda folder: None,
}


@pytest.mark.parametrize("how", DAMAGE)
def test_every_part_says_so_and_what_needs_no_figures_goes_on(built_database, tmp_path, monkeypatch, how):
    DAMAGE[how](tmp_path)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path}/sessions.sqlite")
    client = TestClient(Starlette(routes=lsa_server.routes(), middleware=lsa_server.around()))
    page = client.get("/gebied/WK059904")
    assert (page.status_code, "De cijfers zijn er nu niet" in page.text) == (503, True)
    assert page.headers["retry-after"]
    figures = client.get("/api/v1/values?limit=1")
    assert (figures.status_code, figures.json()["error"]["code"]) == (503, "no_figures")
    assert client.get("/geo/index.json").status_code == 503
    health = client.get("/health")
    assert (health.status_code, health.json()["status"], health.json()["store"]) == (
        503,
        "no_figures",
        {"status": "ok"},
    )
    assert client.get("/health/live").status_code == 200
    assert client.get("/doe-mee").status_code == 200
    assert client.post("/live/join", json={"code": "AAAAAA"}).status_code == 404
    assert "root:" not in page.text


def test_a_damaged_database_is_not_remembered_once_it_is_whole_again(built_database, tmp_path, monkeypatch):
    whole = database.current_path()
    _stump(tmp_path, "lsa-b.duckdb")
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    with pytest.raises(database.NoDatabase, match="build --if-needed"):
        database.cursor()
    (tmp_path / "lsa-b.duckdb").unlink()
    (tmp_path / "lsa-b.duckdb").symlink_to(whole)
    assert database.cursor().execute("SELECT count(*) > 0 FROM value").fetchall() == [(True,)]
