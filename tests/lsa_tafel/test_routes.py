"""The screen and the phones, asked as browsers ask: what a phone may know, and what it may not do."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import areas
from lsa_server.headers import FrameHeaders
from lsa_tafel import routes, slides, store
from lsa_tafel.limits import Limit

APP = Starlette(routes=lsa_server.routes(), middleware=[Middleware(FrameHeaders)])
ABOUT = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "zuidwest", "language": "nl", "version": "x"}


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    """An empty store, and nobody limited yet."""
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    for name in ("_phone_limit", "_session_limit", "_wrong_code", "_wrong_code_in_all"):
        known = getattr(routes, name)
        monkeypatch.setattr(routes, name, Limit(known._burst, known._rate))


@pytest.fixture
def evening():
    """A facilitator's key and the session, with a guess on the screen."""
    made = slides.make([(areas.area("WK059904"), "Overschie")], list(slides.READY_MADE["samenleven"]), ["Trots op?"],
                       "Avond", "nl")  # fmt: skip
    key, _ = store.create(ABOUT, made)
    return key, store.go(key, 1)


def _phone(session):
    client = TestClient(APP)
    assert client.post("/live/join", json={"code": session.code}).status_code == 200
    return client


def _say(phone, session, value, sentence="", slide=None):
    body = {"slide": slide or session.slide["id"], "value": value, "sentence": sentence}
    return phone.post(f"/live/s/{session.id}/answer", json=body)


def test_a_phone_joins_answers_and_sees_its_answer_again(evening):
    _, session = evening
    phone = _phone(session)
    assert _say(phone, session, {"guess": 30}).json() == {"saved": True}
    state = phone.get(f"/live/s/{session.id}/state").json()
    assert state["open"]
    assert state["mine"] == {"value": {"guess": 30}, "sentence": ""}


def test_a_phone_cannot_see_the_figure_before_the_room_does(evening):
    _, session = evening
    state = _phone(session).get(f"/live/s/{session.id}/state").text
    assert "51" not in state
    assert "sentence" not in state.split('"mine"')[0]


def test_the_same_phone_joins_once(evening):
    _, session = evening
    phone = _phone(session)
    number = phone.cookies[routes.COOKIE]
    phone.post("/live/join", json={"code": session.code})
    assert phone.cookies[routes.COOKIE] == number
    cookie = TestClient(APP).post("/live/join", json={"code": session.code}).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_who_did_not_join_hears_nothing(evening):
    _, session = evening
    stranger = TestClient(APP)
    for path in ("state", "events"):
        assert stranger.get(f"/live/s/{session.id}/{path}").status_code == 404
    assert _say(stranger, session, {"guess": 1}).status_code == 404


def test_guessing_codes_is_useless(evening):
    _, session = evening
    guesser = TestClient(APP)
    answers = [guesser.post("/live/join", json={"code": f"AAAA{i:02d}"}).status_code for i in range(60)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert guesser.post("/live/join", json={"code": session.code}).status_code == 429


def test_a_room_with_one_address_can_join_all_at_once(evening):
    _, session = evening
    for _ in range(120):
        _phone(session)


def test_a_phone_that_answers_too_often_is_asked_to_wait(evening):
    _, session = evening
    phone = _phone(session)
    answers = [_say(phone, session, {"guess": i}).status_code for i in range(40)]
    assert answers[0] == 200
    assert 429 in answers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"slide": "nothing", "value": {"guess": 1}}, 400),
        ({"value": {"guess": 1}}, 400),
        ({"slide": "guess-WK059904-rivm_eenzaam", "value": {"guess": 1000}}, 400),
        ({"slide": "WK059904-rivm_eenzaam", "value": {"recognise": "yes"}}, 409),
    ],
)
def test_a_wrong_answer_is_refused(evening, body, status):
    _, session = evening
    assert _phone(session).post(f"/live/s/{session.id}/answer", json=body).status_code == status


def test_what_is_no_json_or_too_long_is_refused(evening):
    _, session = evening
    phone, path = _phone(session), f"/live/s/{session.id}/answer"
    assert phone.post(path, content=b"value=1").status_code == 415
    json = {"Content-Type": "application/json"}
    assert phone.post(path, content=b"[1]", headers=json).status_code == 400
    assert phone.post(path, content=b"{", headers=json).status_code == 400
    assert phone.post(path, content=b'"' + b"a" * 9000 + b'"', headers=json).status_code == 413


def test_the_screen_steps_and_shows_the_guesses_of_five(evening):
    key, session = evening
    screen = TestClient(APP)
    for number in range(5):
        _say(_phone(session), session, {"guess": 10 * number})
    assert "Zo raadde de zaal" not in screen.get(f"/live/screen/{key}/state").json()["html"]
    screen.post(f"/live/screen/{key}/go", json={"step": "next"})
    assert "Zo raadde de zaal" in screen.get(f"/live/screen/{key}/state").json()["html"]
    assert _say(_phone(session), session, {"guess": 1}).status_code == 409
    screen.post(f"/live/screen/{key}/go", json={"step": "next"})
    assert "51 van de 100" in screen.get(f"/live/screen/{key}/state").json()["html"]


def test_a_deleted_session_is_gone_for_everybody(evening):
    key, session = evening
    phone = _phone(session)
    store.delete(key)
    assert phone.get(f"/live/s/{session.id}/state").status_code == 404
    assert TestClient(APP).get(f"/live/screen/{key}").status_code == 404


def test_the_page_of_a_phone_is_light_and_asks_for_nothing_else(evening):
    _, session = evening
    page = TestClient(APP).get(f"/doe-mee/{session.code}")
    assert len(page.content) < 50_000
    assert "https://" not in page.text
    assert '<html lang="nl">' in page.text
    assert "Wat bewaren we?" in page.text


@pytest.mark.parametrize("code", ["%3Cscript%3E", "AAAAAAAAAAAA", "..%2f..", "'%22"])
def test_a_code_in_the_address_cannot_do_anything(code):
    page = TestClient(APP).get(f"/doe-mee/{code}")
    if page.status_code == 200:
        assert '"code": ""' in page.text


def test_the_offline_file_is_a_download(evening):
    key, _ = evening
    answer = TestClient(APP).get(f"/live/screen/{key}/slides.html")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.count('<section class="slide') == len(store.by_key(key).slides)


def test_nothing_of_it_is_kept_by_caches(evening):
    key, session = evening
    for path in (f"/live/screen/{key}", f"/live/screen/{key}/state", f"/doe-mee/{session.code}"):
        assert TestClient(APP).get(path).headers["cache-control"] == "no-store"


def test_the_report_can_be_printed(evening):
    key, _ = evening
    page = TestClient(APP).get(f"/live/screen/{key}/report.html").text
    assert "<h2>Afspraken</h2><ul><li>" in re.sub(r">\s+<", "><", page)
    assert "51 van de 100" in page


def test_a_store_that_cannot_be_reached_is_told_and_nothing_breaks(evening, monkeypatch):
    key, session = evening
    phone = _phone(session)
    monkeypatch.setenv("LSA_STORE_URL", "postgresql://lsa@127.0.0.1:1/nothing")
    for path in (f"/live/s/{session.id}/state", f"/live/screen/{key}/state", f"/live/screen/{key}/events"):
        answer = phone.get(path)
        assert (answer.status_code, answer.json()) == (503, {"error": "lost"})


def test_the_cookie_of_a_phone_is_only_sent_back_over_https_where_the_room_uses_https(evening):
    _, session = evening
    for scheme, secure in (("https", True), ("http", False)):
        answer = TestClient(APP).post("/live/join", json={"code": session.code}, headers={"X-Forwarded-Proto": scheme})
        assert ("secure" in answer.headers["set-cookie"].lower().split("; ")) is secure


def test_a_full_session_says_so_and_who_is_in_stays_in(evening, monkeypatch):
    _, session = evening
    monkeypatch.setattr(store, "MOST_PHONES", 2)
    first, _ = _phone(session), _phone(session)
    late = TestClient(APP).post("/live/join", json={"code": session.code})
    assert (late.status_code, late.json()) == (409, {"error": "code_full"})
    assert first.post("/live/join", json={"code": session.code}).status_code == 200


@pytest.mark.parametrize(("screen", "expected"), [(True, "data: [3, 8]\n\n"), (False, ": ping\n\n")])
def test_an_answer_of_the_room_is_told_to_the_screen_and_not_to_the_phones(monkeypatch, screen, expected):
    monkeypatch.setattr(routes, "PING_EVERY", 0.01)

    async def heard() -> list[str]:
        watch = routes._Watch("x")
        watch.seen, watch.watchers = (3, 7), 1
        monkeypatch.setitem(routes._watches, "x", watch)
        stream = routes._stream(None, "x", screen)
        lines = [await anext(stream) for _ in range(2)]
        watch.seen = (3, 8)
        watch.changed.set()
        watch.changed = asyncio.Event()
        return [*lines, await anext(stream)]

    with ThreadPoolExecutor(1) as apart:  # a browser in the same test process has a running loop of its own
        said = apart.submit(asyncio.run, heard()).result()
    assert said[1:] == ["data: [3, 7]\n\n" if screen else "data: 3\n\n", expected]
