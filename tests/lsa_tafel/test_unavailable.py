"""A store that cannot be used fails alone, in words, and works again when it is back."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_tafel import store, tables
from tests.lsa_tafel.conftest import ABOUT

SLIDE = {"id": "wens", "kind": "priorities", "themes": ["wonen"]}


@pytest.fixture
def client():
    return TestClient(Starlette(routes=lsa_server.routes(), middleware=lsa_server.around()))


def _damaged(folder):
    (folder / "sessions.sqlite").write_bytes(b"this is no database " * 400)
    return f"sqlite:///{folder}/sessions.sqlite"


STORES = {
    "damaged": _damaged,
    "no address": lambda _: "nonsense",
    "unknown kind": lambda _: "nonsense://somewhere",
    "out of reach": lambda _: "postgresql://user:SECRET@127.0.0.1:1/none",
    "a folder": lambda folder: f"sqlite:///{folder}",
}


@pytest.mark.parametrize("how", STORES)
def test_only_aan_tafel_fails_and_says_so(client, tmp_path, monkeypatch, how):
    monkeypatch.setenv("LSA_STORE_URL", STORES[how](tmp_path))
    joined = client.post("/live/join", json={"code": "AAAAAA"})
    assert (joined.status_code, joined.json()) == (503, {"error": "lost"})
    assert client.get("/doe-mee").status_code == 200
    assert client.get("/gebied/WK059904").status_code == 200
    health = client.get("/health")
    assert (health.status_code, health.json()["status"]) == (503, "ok")
    assert health.json()["store"]["status"] == "unavailable"
    assert "SECRET" not in health.text
    assert client.get("/health/live").status_code == 200


def test_a_damaged_store_is_never_written_over(client, tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", _damaged(tmp_path))
    before = (tmp_path / "sessions.sqlite").read_bytes()
    with pytest.raises(tables.Unavailable):
        store.create(ABOUT, [SLIDE])
    assert (tmp_path / "sessions.sqlite").read_bytes() == before


def test_a_store_that_is_damaged_while_it_is_used_is_noticed(client, tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path}/sessions.sqlite")
    _, session = store.create(ABOUT, [SLIDE])
    tables.engine().dispose()
    for path in tmp_path.glob("sessions.sqlite*"):
        path.write_bytes(b"x" * 20_000)
    assert client.post("/live/join", json={"code": session.code}).status_code == 503
