"""A store of an earlier release goes on working."""

import copy
import hashlib
import json

import pytest
import sqlalchemy as sa

from lsa_tafel import editing, hands, notes, on_screen, own_slides, report, steering, store, tables
from tests.lsa_tafel.conftest import ABOUT

FORMER = (
    "CREATE TABLE table_session (id VARCHAR(64) PRIMARY KEY, code VARCHAR(6) UNIQUE NOT NULL, opened_at FLOAT NOT NULL,"
    " made_at FLOAT NOT NULL, about TEXT NOT NULL, slides TEXT NOT NULL, current INTEGER NOT NULL,"
    " revealed BOOLEAN NOT NULL, moves INTEGER NOT NULL, answers INTEGER NOT NULL, exported BOOLEAN NOT NULL)",
    "CREATE TABLE table_phone (session VARCHAR(64), phone VARCHAR(32), PRIMARY KEY (session, phone))",
    "CREATE TABLE table_answer (session VARCHAR(64), slide VARCHAR(80), phone VARCHAR(32), value TEXT NOT NULL,"
    " sentence TEXT NOT NULL, shown VARCHAR(10) NOT NULL, at FLOAT NOT NULL, PRIMARY KEY (session, slide, phone))",
    "CREATE TABLE table_note (session VARCHAR(64), slide VARCHAR(80), text TEXT NOT NULL,"
    " PRIMARY KEY (session, slide))",
)
"""The tables of release 2026.11."""
NEW = {"brief", "source_brief", "how_sure", "national", "areas_word", "asked", "answers"}
"""What a slide of a figure says since then."""
KEY, PHONE = "k" * 32, "a" * 32


@pytest.fixture
def former(kept, made, monkeypatch):
    """A store as release 2026.11 left it, in the middle of an evening."""
    tables.engine_of.cache_clear()
    url = tables.address().replace("postgresql://", "postgresql+psycopg://")
    slides = [copy.deepcopy(slide) for slide in made if slide["kind"] != "agreements"]
    for slide in slides:
        for name in NEW & set(slide):
            del slide[name]
        if "scale" in slide:
            slide["scale"] = {name: value for name, value in slide["scale"].items() if name != "ends"}
    number = hashlib.sha256(KEY.encode()).hexdigest()
    with sa.create_engine(url).begin() as connection:
        for name in ("session", "phone", "answer", "note", "agreement", "hands"):
            connection.execute(sa.text(f"DROP TABLE IF EXISTS table_{name}"))
        for table in FORMER:
            connection.execute(sa.text(table))
        values = {
            "id": number,
            "at": store.now(),
            "about": json.dumps(ABOUT),
            "slides": json.dumps(slides),
            "no": False,
        }
        connection.execute(
            sa.text("INSERT INTO table_session VALUES (:id, 'ABCDEF', :at, :at, :about, :slides, 1, :no, 3, 1, :no)"),
            values,
        )
        values |= {"phone": PHONE, "slide": slides[1]["id"]}
        connection.execute(sa.text("INSERT INTO table_phone VALUES (:id, :phone)"), values)
        connection.execute(
            sa.text("INSERT INTO table_answer VALUES (:id, :slide, :phone, :value, 'zin', 'shown', :at)"),
            values | {"value": '{"guess": 30}'},
        )
        connection.execute(sa.text("INSERT INTO table_note VALUES (:id, 'title', 'een notitie')"), values)
    yield slides
    tables.engine_of.cache_clear()


def test_a_session_of_the_release_before_goes_on(former):
    session = store.by_key(KEY)
    assert store.by_screen(store.give_screen(KEY)).id == session.id
    assert [one["sentence"] for one in store.answers(session.id)] == ["zin"]
    assert store.has_joined(session.id, PHONE)
    store.answer(session.id, former[1]["id"], PHONE, {"guess": 40}, "zin")
    assert store.answers(session.id)[0]["value"] == {"guess": 40}
    assert [(one["answers"], one["removed"]) for one in store.phones(session.id)] == [(1, False)]
    store.moderate(KEY, former[1]["id"], PHONE, store.SHOWN, corrected="een zin")
    assert store.answers(session.id)[0]["sentence"] == "een zin"
    assert session.tables == 0
    store.work_in_tables(KEY, 2)
    store.join("ABCDEF-2", PHONE)
    hands.count(KEY, former[1]["id"], 2, {"guesses": [30]})
    assert [(one["table"], one["value"]) for one in hands.of_session(session.id)] == [(2, {"guesses": [30]})]
    assert store.answers(session.id)[0]["table"] == 2
    note = notes.of_session(session.id)["title"]
    assert notes.save(KEY, "title", "een notitie en meer", note, "a").text == "een notitie en meer"
    assert report.of_session(session).notes == ("een notitie en meer",)
    assert not session.kept


def test_a_session_of_the_release_before_is_steered_shown_and_edited(former):
    session = store.by_key(KEY)
    assert (session.page, session.black, session.past) == (0, False, ())
    assert steering.steer(session, {"step": "next"}).revealed
    for _ in former:
        session = store.by_key(KEY)
        assert "<h1" in on_screen.html(session, steering.place_of(session), "/live/screen/x", "http://a")
        steering.steer(session, {"step": "next"})
    assert steering.steer(store.by_key(KEY), {"step": "undo"})
    editing.add(KEY, "title", own_slides.text("Nieuw"))
    assert store.by_remote(store.new_remote(KEY)).slides[1]["title"] == "Nieuw"
    store.clear(KEY)
    store.restore(KEY)
    assert len(store.answers(session.id)) == 1
