"""What docs/privacy.md says is stored of whom is all that is stored: the log and the store after a whole evening."""

import logging
import sqlite3

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_server import watching
from lsa_tafel import store
from tests.lsa_tafel.conftest import ABOUT

NAME, SENTENCE, BROWSER, VISITOR, SEARCH = (
    "Fatima de Wit",
    "Trots op ons plein",
    "Telefoon/9.9",
    "203.0.113.77",
    "achterom",
)


@pytest.fixture
def evening(tmp_path, monkeypatch, made, capsys):
    """The log and every text in the store after an evening; beside it somebody reads and searches."""
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path}/sessions.sqlite")
    monkeypatch.setenv("LSA_LOG_REQUESTS", "1")
    logger, before = logging.getLogger("lsa"), logging.getLogger("lsa").level
    monkeypatch.setattr(logger, "handlers", [])
    watching.write_log()
    app = Starlette(routes=lsa_server.routes(), middleware=lsa_server.around())
    client = TestClient(app, client=(VISITOR, 4711), headers={"User-Agent": BROWSER}, raise_server_exceptions=False)
    key, session = store.create(ABOUT, made)
    screen = store.screen_key(key)
    client.get(f"/doe-mee/{session.code}")
    joined = client.post("/live/join", json={"code": session.code})
    phone = client.cookies["lsa_aan_tafel"]
    client.post("/live/desk/enter", json={"key": key})
    for number, slide in enumerate(made):
        store.go(key, number)
        client.get(f"/live/s/{session.id}/state")
        client.post(f"/live/s/{session.id}/answer",
                    json={"slide": slide["id"], "value": {}, "sentence": f"{SENTENCE}, {NAME}"})  # fmt: skip
        client.get(f"/live/screen/{screen}/state")
    client.get(f"/live/screen/{screen}/report.html")
    client.get(f"/api/v1/search?q={SEARCH}")
    client.get(f"/gebied/WK059904?naam={NAME}")
    logger.setLevel(before)
    assert joined.status_code == 200
    with sqlite3.connect(tmp_path / "sessions.sqlite") as kept:
        dump = "\n".join(kept.iterdump())
    return capsys.readouterr().err, dump, {"key": key, "screen": screen, "code": session.code, "phone": phone}


def test_the_log_tells_nothing_of_anybody(evening):
    log, _, secrets = evening
    assert log.count('"answered"') > 10
    for secret in (*secrets.values(), NAME, SENTENCE, BROWSER, VISITOR, SEARCH):
        assert secret not in log


def test_the_store_has_what_was_written_and_nothing_about_who_did(evening):
    _, dump, secrets = evening
    assert SENTENCE in dump
    for secret in (secrets["key"], secrets["screen"], BROWSER, VISITOR, SEARCH):
        assert secret not in dump
