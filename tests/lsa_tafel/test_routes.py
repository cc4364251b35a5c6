"""The screen and the phones, asked as browsers ask: what a phone may know, and what it may not do."""

import asyncio
import gzip
import io
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import areas
from lsa_tafel import desk, editing, events, notes, own_slides, photos, render, report, routes, slides, store
from lsa_tafel.limits import Limit

APP = Starlette(routes=lsa_server.routes(), middleware=lsa_server.around())
ABOUT = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "zuidwest", "language": "nl", "version": "x"}


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    """An empty store, and nobody limited yet; a slow machine does not refill a limit."""
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    for name in ("_phone_limit", "_session_limit", "_wrong_code", "_new_places", "_new_places_of_strangers"):
        known = getattr(routes, name)
        monkeypatch.setattr(routes, name, Limit(known._burst, 0.0))


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


def _desk(key):
    """A browser that opened the link of the desk, and the address of its screen."""
    client = TestClient(APP)
    answer = client.post("/live/desk/enter", json={"key": key})
    assert answer.status_code == 200
    return client, answer.json()["screen"]


def _do(key, **body):
    client, screen = _desk(key)
    return client.post(f"{screen}/desk", json=body)


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


def test_wrong_codes_are_refused_after_a_while_and_right_ones_of_the_same_address_never(evening):
    _, session = evening
    joker = TestClient(APP)
    answers = [joker.post("/live/join", json={"code": f"AAAA{i:02d}"}).status_code for i in range(60)]
    assert answers[0] == 404
    assert answers[-1] == 429
    for _ in range(60):
        _phone(session)
        assert joker.post("/live/join", json={"code": "AAAAAA"}).status_code == 429


@pytest.mark.slow
def test_one_program_cannot_take_all_places_and_phones_that_opened_the_page_get_in_meanwhile(evening):
    _, session = evening
    taken = [TestClient(APP).post("/live/join", json={"code": session.code}).status_code for _ in range(300)]
    assert taken.count(200) < 300
    assert taken[-1] == 429
    for _ in range(60):
        phone = TestClient(APP)
        phone.get(f"/doe-mee/{session.code}")
        assert phone.post("/live/join", json={"code": session.code}).status_code == 200


def test_one_phone_has_one_place_however_often_it_joins(evening):
    _, session = evening
    phone = TestClient(APP)
    for _ in range(5):
        phone.get(f"/doe-mee/{session.code}")
        assert phone.post("/live/join", json={"code": session.code}).status_code == 200
    assert len(store.phones(session.id)) == 1


def test_the_page_of_a_phone_is_the_same_whether_a_code_exists_or_not_and_is_no_try(evening):
    _, session = evening
    pages = [TestClient(APP).get(f"/doe-mee/{code}").text.replace(code, "") for code in (session.code, "ABCDEF")]
    assert pages[0] == pages[1]
    looker = TestClient(APP)
    for _ in range(60):
        looker.get("/doe-mee/ABCDEF")
    assert looker.post("/live/join", json={"code": "ABCDEF"}).status_code == 404


def test_a_phone_that_was_removed_is_out_with_what_it_wrote_and_comes_back_with_it(evening):
    key, session = evening
    phone = _phone(session)
    _say(phone, session, {"guess": 30}, "zin")
    name = store.phones(session.id)[0]["name"]
    assert _do(key, do="remove", phone=name).status_code == 200
    for answer in (
        phone.get(f"/live/s/{session.id}/state"), phone.post("/live/join", json={"code": session.code}),
        _say(phone, session, {"guess": 31}), phone.get(f"/live/s/{session.id}/events"),
    ):  # fmt: skip
        assert (answer.status_code, answer.json()) == (403, {"error": "removed"})
    assert store.answers(session.id) == []
    _do(key, do="readmit", phone=name)
    assert [one["sentence"] for one in store.answers(session.id)] == ["zin"]
    assert phone.get(f"/live/s/{session.id}/state").status_code == 200


def test_empty_places_are_given_to_others_and_who_answered_stays(evening, monkeypatch):
    key, session = evening
    monkeypatch.setattr(store, "MOST_PHONES", 2)
    wrote, silent = _phone(session), _phone(session)
    _say(wrote, session, {"guess": 30})
    assert _do(key, do="free").json() == {"freed": 1}
    assert _phone(session)
    assert wrote.get(f"/live/s/{session.id}/state").status_code == 200
    assert silent.get(f"/live/s/{session.id}/state").status_code == 404


def test_the_projected_address_only_shows(evening):
    key, session = evening
    _, screen = _desk(key)
    looker = TestClient(APP)
    assert looker.get(screen).status_code == 200
    assert looker.get(f"{screen}/state").json()["steers"] is False
    asked = [looker.post(f"{screen}/go", json={"step": "next"}), looker.get(f"{screen}/desk")]
    asked += [looker.post(f"{screen}/desk", json={"do": "delete"})]
    asked += [looker.get(f"{screen}/{name}") for name in ("slides.html", "report.html", "report.docx", "report.json")]
    assert [(one.status_code, one.json()) for one in asked] == [(403, {"error": "only_shows"})] * len(asked)
    assert looker.post("/live/desk/enter", json={"key": screen.rsplit("/", 1)[1]}).status_code == 404
    assert store.by_key(key).current == session.current


def test_who_opens_an_address_that_cannot_be_shown_reads_why_in_words(evening):
    key, _ = evening
    screen = _desk(key)[1]
    looker = TestClient(APP, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    for path in (f"{screen}/report.html", f"{screen}/report.docx", f"{screen}/tables.html"):
        answer = looker.get(path)
        assert answer.status_code == 403 and "Open eerst het bureau" in answer.text and "from the desk" in answer.text
    store.delete(key)
    for path in (screen, f"{screen}/report.html"):
        answer = looker.get(path)
        assert answer.status_code == 404 and "Deze bijeenkomst bestaat niet (meer)." in answer.text
        assert answer.headers["content-type"].startswith("text/html") and "no-store" in answer.headers["cache-control"]


def test_the_key_of_the_desk_is_in_no_address_and_no_page(evening):
    key, session = evening
    client, screen = _desk(key)
    assert key not in screen
    for path in (screen, f"{screen}/state", f"{screen}/desk", f"{screen}/report.html", f"{screen}/slides.html"):
        assert key not in client.get(path).text, path
    phone = _phone(session)
    for secret in (key, screen.rsplit("/", 1)[1]):
        assert secret not in phone.get(f"/live/s/{session.id}/state").text


def test_a_desk_of_one_session_is_nothing_for_another(evening):
    key, _ = evening
    other_key, _ = store.create(ABOUT, [{"id": "end", "kind": "end"}])
    client, _ = _desk(key)
    client.cookies.set(desk.COOKIE, key)
    other_screen = desk.path_of(store.give_screen(other_key))
    assert client.get(f"{other_screen}/desk").status_code == 403


def test_an_address_of_before_with_one_key_leads_to_the_screen_that_only_shows_and_still_steers(evening):
    key, _ = evening
    browser = TestClient(APP)
    for path in (f"/live/screen/{key}", f"/live/screen/{key}/report.html", f"/live/screen/{key}/slides.html"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert key not in str(answer.url)
    assert browser.post(f"{desk.path_of(store.screen_key(key))}/go", json={"step": "next"}).status_code == 200


def test_a_sentence_that_changed_since_the_facilitator_read_it_waits_again(evening):
    key, session = evening
    phone = _phone(session)
    _say(phone, session, {"guess": 30}, "netjes")
    client, screen = _desk(key)
    read = client.get(f"{screen}/desk").json()["sentences"][0]
    _say(phone, session, {"guess": 30}, "iets anders")
    answer = client.post(f"{screen}/desk", json=read | {"do": "moderate", "shown": "shown"})
    assert (answer.status_code, answer.json()) == (409, {"error": "sentence_changed"})
    sentences = client.get(f"{screen}/desk").json()["sentences"]
    assert [(one["sentence"], one["shown"]) for one in sentences] == [("iets anders", "waiting")]


def test_a_sentence_that_was_refused_is_read_again_corrected_and_shown(evening):
    key, session = evening
    _say(_phone(session), session, {"guess": 30}, "Jan van 12 is de oorzaak")
    client, screen = _desk(key)
    read = client.get(f"{screen}/desk").json()["sentences"][0]
    client.post(f"{screen}/desk", json=read | {"do": "moderate", "shown": "hidden"})
    said = read | {"do": "moderate", "shown": "shown", "corrected": " Een buurman is\nde oorzaak "}
    assert client.post(f"{screen}/desk", json=said).status_code == 200
    (now,) = client.get(f"{screen}/desk").json()["sentences"]
    assert (now["sentence"], now["wrote"], now["shown"]) == ("Een buurman is de oorzaak", read["wrote"], "shown")
    for wrong in ("", " ", "a" * 281, 3):
        assert client.post(f"{screen}/desk", json=said | {"corrected": wrong}).status_code == 400


def test_hands_are_counted_at_the_desk_and_stand_on_the_screen(evening):
    key, session = evening
    guess = session.slide["id"]
    assert _do(key, do="hands", slide=guess, value={"guesses": [20, 30, 40, 50]}).status_code == 200
    client, screen = _desk(key)
    state = client.get(f"{screen}/desk").json()
    assert (state["hands"], state["n"]) == ({"0": {"guesses": [20, 30, 40, 50]}}, 4)
    assert state["counts"] == {"id": guess, "of_100": True, "choices": []}
    client.post(f"{screen}/go", json={"step": "next"})
    assert "zaal 35" in client.get(f"{screen}/state").json()["html"]
    for wrong in ({"guesses": [101]}, {"guesses": "x"}, {"yes": 3}, [], {"guesses": [1] * 1001}):
        assert _do(key, do="hands", slide=guess, value=wrong).status_code == 400
    assert _do(key, do="hands", slide=guess, table=1, value={"guesses": [3]}).status_code == 400, "there are no tables"
    assert _do(key, do="hands", slide="elders", value={"yes": 1}).status_code == 400


@pytest.mark.parametrize("paper", ["report.html", "handout.html", "tables.html"])
def test_a_page_to_print_has_a_foot_of_its_own_so_that_a_browser_prints_no_address_with_a_key(evening, paper):
    client, screen = _desk(evening[0])
    assert "@bottom-center { content:" in client.get(f"{screen}/{paper}").text


def test_every_table_has_a_code_and_a_result_of_its_own(evening):
    key, session = evening
    assert _do(key, do="tables", tables=2).status_code == 200
    for table, guess in ((1, 20), (2, 60)):
        phone = TestClient(APP)
        code = store.table_code(session.code, table)
        assert code in phone.get(f"/doe-mee/{code}").text
        assert phone.post("/live/join", json={"code": code}).json()["table"] == table
        _say(phone, session, {"guess": guess})
    client, screen = _desk(key)
    assert [text.split(" van")[0] for text in client.get(f"{screen}/desk").json()["per_table"]] == [
        "Tafel 1: Geraden: 20",
        "Tafel 2: Geraden: 60",
    ]
    cards = client.get(f"{screen}/tables.html").text
    assert all(store.table_code(session.code, table) in cards for table in (1, 2))
    assert TestClient(APP).get(f"{screen}/tables.html").status_code == 403
    for wrong in (-1, 21, "veel"):
        assert _do(key, do="tables", tables=wrong).status_code == 400


def test_a_phone_that_scans_the_card_of_another_table_moves_there(evening):
    key, session = evening
    store.work_in_tables(key, 3)
    phone = _phone(session)
    for code, table in ((f"{session.code}-2", 2), (f"{session.code.lower()}3", 3), (f"{session.code}-9", 3)):
        assert phone.post("/live/join", json={"code": code}).json()["table"] == table
    assert len(store.phones(session.id)) == 1


def test_the_figures_of_the_session_are_hand_outs_and_posters_for_the_desk_alone(evening):
    key, session = evening
    client, screen = _desk(key)
    sentences = [slide["sentence"] for slide in session.slides if slide["kind"] == "figure"]
    _say(_phone(session), session, {"guess": 99})
    paper = client.get(f"{screen}/handout.html").text
    assert all(sentence.split(".")[0] in paper for sentence in sentences)
    assert paper.count("data:image/png") == len(sentences)
    assert "99 van de 100" not in paper, "a hand-out tells nobody what a room guessed"
    assert TestClient(APP).get(f"{screen}/handout.html").status_code == 403
    (area,) = client.get(f"{screen}/desk").json()["areas"]
    figures = "&".join(f"cijfers={slide['indicator']}" for slide in session.slides if slide["kind"] == "figure")
    assert area == {"name": "Overschie", "poster": f"/poster/WK059904?{figures}"}


@pytest.mark.parametrize(
    "body", [{}, {"do": "x"}, {"do": "note", "slide": "x"}, {"do": "moderate", "phone": "x"}, {"do": "agree"},
             {"do": "note", "slide": "title", "base": {"version": "x"}},
             {"do": "agree", "name": "a" * 32, "what": "x", "due": "gisteren"}],
)  # fmt: skip
def test_what_a_desk_cannot_do_is_refused(evening, body):
    assert _do(evening[0], **body).status_code == 400


def test_a_note_that_is_too_long_is_refused_and_the_kept_one_stays(evening):
    key, _ = evening
    assert _do(key, do="note", slide="title", text="kort").status_code == 200
    answer = _do(key, do="note", slide="title", text="a" * 10_001, base={"version": 1, "text": "kort"})
    assert (answer.status_code, answer.json()) == (413, {"error": "note_full"})
    assert notes.of_session(store.by_key(key).id)["title"].text == "kort"


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


def test_the_screen_shows_the_guesses_together_with_the_figure(evening):
    key, session = evening
    screen, path = _desk(key)
    for number in range(5):
        _say(_phone(session), session, {"guess": 10 * number})
    assert "Overschie 51" not in screen.get(f"{path}/state").json()["html"]
    screen.post(f"{path}/go", json={"step": "next"})
    shown = screen.get(f"{path}/state").json()["html"]
    assert "zaal 20" in shown, "the guess"
    assert "Overschie 51" in shown, "and the figure together with it"
    assert shown.count("<circle") == 5
    assert _say(_phone(session), session, {"guess": 1}).status_code == 409
    screen.post(f"{path}/go", json={"step": "next"})
    assert "51 van de 100" in screen.get(f"{path}/state").json()["html"]


def test_a_deleted_session_is_gone_for_everybody(evening):
    key, session = evening
    phone = _phone(session)
    store.delete(key)
    assert phone.get(f"/live/s/{session.id}/state").status_code == 404
    assert TestClient(APP).get(f"/live/screen/{key}").status_code == 404


def test_the_page_of_a_phone_is_light_and_asks_for_nothing_else(evening):
    _, session = evening
    page = TestClient(APP).get(f"/doe-mee/{session.code}")
    assert len(gzip.compress(page.content)) < 15_000
    assert "https://" not in page.text
    assert '<html lang="nl">' in page.text
    assert "Wat bewaren we?" in page.text


@pytest.mark.parametrize("code", ["%3Cscript%3E", "AAAAAAAAAAAA", "..%2f..", "'%22"])
def test_a_code_in_the_address_cannot_do_anything(code):
    page = TestClient(APP).get(f"/doe-mee/{code}")
    if page.status_code == 200:
        assert re.search(r'"code": "[2-9A-Z]{0,6}"', page.text)


def test_the_offline_file_is_a_download(evening):
    key, _ = evening
    client, screen = _desk(key)
    answer = client.get(f"{screen}/slides.html")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.count('<section class="slide') == len(store.by_key(key).slides) + 4, "a guess twice"


def test_nothing_of_it_is_kept_by_caches(evening):
    key, session = evening
    client, screen = _desk(key)
    paths = (screen, f"{screen}/state", f"{screen}/desk", f"{screen}/report.docx", f"/doe-mee/{session.code}")
    for path in paths:
        assert client.get(path).headers["cache-control"] == "no-store"


def test_the_report_can_be_printed(evening):
    key, _ = evening
    client, screen = _desk(key)
    page = client.get(f"{screen}/report.html").text
    assert "<h3>Afspraken</h3><ul><li>" in re.sub(r">\s+<", "><", page.replace(' dir="auto"', ""))
    assert "51 van de 100" in page
    assert page.count("data:image/png") == 4
    assert "size: A4" in page
    assert "counter(page)" in page


def test_a_store_that_cannot_be_reached_is_told_and_nothing_breaks(evening, monkeypatch):
    key, session = evening
    phone, screen = _phone(session), desk.path_of(store.screen_key(key))
    monkeypatch.setenv("LSA_STORE_URL", "postgresql://lsa@127.0.0.1:1/nothing")
    for path in (f"/live/s/{session.id}/state", f"{screen}/state", f"{screen}/events", f"{screen}/desk"):
        answer = phone.get(path)
        assert (answer.status_code, answer.json()) == (503, {"error": "lost"})


def test_the_cookie_of_a_phone_is_only_sent_back_over_https_where_the_room_uses_https(evening):
    _, session = evening
    for scheme, secure in (("https", True), ("http", False)):
        answer = TestClient(APP, f"{scheme}://room").post("/live/join", json={"code": session.code})
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
    monkeypatch.setattr(events, "PING_EVERY", 0.01)

    async def heard() -> list[str]:
        watch = events._Watch("x")
        watch.seen, watch.watchers = (3, 7), 1
        monkeypatch.setitem(events._watches, "x", watch)
        stream = events._lines("x", screen)
        lines = [await anext(stream) for _ in range(2)]
        watch.seen = (3, 8)
        watch.changed.set()
        watch.changed = asyncio.Event()
        return [*lines, await anext(stream)]

    with ThreadPoolExecutor(1) as apart:  # a browser in the same test process has a running loop of its own
        said = apart.submit(asyncio.run, heard()).result()
    assert said[1:] == ["data: [3, 7]\n\n" if screen else "data: 3\n\n", expected]


def test_a_page_that_is_loaded_again_does_not_make_the_server_look_more_often(monkeypatch):
    monkeypatch.setattr(store, "changed", lambda _: (1, 1))

    async def looking() -> int:
        for _ in range(4):
            stream = events._lines("again", True)
            assert [await anext(stream) for _ in range(2)][1] == "data: [1, 1]\n\n"
            await stream.aclose()
        return len(asyncio.all_tasks()) - 1

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(asyncio.run, looking()).result() == 1


def _remote(key):
    """A phone with the remote of a session."""
    made = _do(key, do="remote").json()
    client = TestClient(APP)
    assert client.post("/live/remote/enter", json={"key": made["remote"].rsplit("#", 1)[1]}).status_code == 200
    return client, made


def test_a_remote_steers_and_can_do_nothing_else(evening):
    key, session = evening
    _say(_phone(session), session, {"guess": 20}, "Een geheime zin")
    client, made = _remote(key)
    assert client.post("/live/remote/go", json={"step": "next"}).status_code == 200
    assert store.by_key(key).revealed
    state = client.get("/live/remote/state")
    assert {"slides", "next", "black", "inside"} <= set(state.json())
    screen = store.screen_key(key)
    for secret in (key, screen, session.code, session.id, "geheime"):
        assert secret not in state.text
    remote_key = made["remote"].rsplit("#", 1)[1]
    assert client.post("/live/desk/enter", json={"key": remote_key}).status_code == 404
    client.cookies.set(desk.COOKIE, remote_key)
    for body in ({"do": "delete"}, {"do": "note", "slide": "title", "text": "x"}, {"do": "remote"}):
        assert client.post(f"/live/screen/{screen}/desk", json=body).status_code == 403
    assert client.get(f"/live/screen/{screen}/report.json").status_code == 403


def test_a_new_remote_turns_the_one_before_off_and_keys_of_others_are_none(evening):
    key, _ = evening
    before, _ = _remote(key)
    after, made = _remote(key)
    assert made["remote"].count("#") == 1
    assert before.get("/live/remote/state").status_code == 404
    assert after.get("/live/remote/state").status_code == 200
    for wrong in (key, store.screen_key(key), "", "x"):
        assert TestClient(APP).post("/live/remote/enter", json={"key": wrong}).status_code == 404
    cookie = TestClient(APP).post("/live/remote/enter", json={"key": made["remote"].rsplit("#", 1)[1]})
    said = cookie.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert "path=/live/remote" in said


def test_who_only_sees_the_screen_cannot_steer_it(evening):
    key, session = evening
    screen = desk.path_of(store.screen_key(key))
    assert TestClient(APP).post(f"{screen}/go", json={"step": "next"}).status_code == 403
    assert TestClient(APP).post("/live/remote/go", json={"step": "next"}).status_code == 404
    assert store.by_key(key).current == session.current


@pytest.mark.parametrize("body", [{}, {"step": "up"}, {"number": 99}, {"slide": "none"}])
def test_a_step_that_is_none_is_told_so(evening, body):
    client, screen = _desk(evening[0])
    assert client.post(f"{screen}/go", json=body).status_code == 400


def test_the_screen_says_that_a_code_is_too_old_instead_of_showing_it(evening, monkeypatch):
    key, session = evening
    later = store.now() + 20 * 86400
    monkeypatch.setattr(store, "now", lambda: later)
    client, screen = _desk(key)
    html = client.get(f"{screen}/state").json()["html"]
    assert session.code not in html
    assert "de code is verlopen" in html


def test_a_photo_is_shown_to_who_may_see_the_screen_only(evening):
    key, _ = evening
    out = io.BytesIO()
    Image.new("RGB", (30, 20)).save(out, "PNG")
    photo = photos.keep(key, out.getvalue())
    editing.add(key, "title", own_slides.photo(photo, "Het plein"))
    client, screen = _desk(key)
    client.post(f"{screen}/go", json={"number": 2})
    html = client.get(f"{screen}/state").json()["html"]
    assert f'src="{screen}/photo/{photo}"' in html
    answer = TestClient(APP).get(f"{screen}/photo/{photo}")
    assert answer.headers["content-type"] == "image/jpeg"
    assert TestClient(APP).get(f"/live/screen/{'x' * 32}/photo/{photo}").status_code == 404
    assert client.get(f"{screen}/photo/none").status_code == 404
    assert "data:image/jpeg" in client.get(f"{screen}/slides.html").text


def test_a_phone_is_asked_about_a_score_in_words(evening):
    key, _ = evening
    made = slides.make([(areas.area("WK059904"), "Overschie")], ["lbm2_veiligheid"], [], "Avond", "nl")
    key, session = store.create(ABOUT, made)
    store.go(key, 1)
    slide = _phone(session).get(f"/live/s/{session.id}/state").json()["slide"]
    assert slide["title"] == "Was er hier meer of minder overlast en onveiligheid dan in heel Nederland?"
    assert slide["answers"]["lower"] == "meer overlast", "a lower score is more nuisance"
    for number in range(5):
        _say(_phone(session), session, {"guess": "lower" if number else "higher"}, slide=made[1]["id"])
    client, screen = _desk(key)
    asked = client.get(f"{screen}/desk").json()["counts"]["choices"]
    assert ["lower", "meer overlast"] in asked, "hands are counted for the same words"
    _do(key, do="hands", slide=made[1]["id"], value={"lower": 2})
    assert "meer overlast 6" in report.markdown(report.lines(report.of_session(store.by_key(key))))
    html = render.slide_html(made[2], {"n": 0, "sentences": []}, False, ABOUT)
    assert not re.search(r"−?0,\d\d", html), "no points on the screen"


def test_a_phone_has_the_words_of_its_own_language_for_a_figure_that_is_no_score(evening):
    _, session = evening
    assert _phone(session).get(f"/live/s/{session.id}/state").json()["slide"]["answers"] is None


def test_a_phone_looks_at_the_screen_when_a_slide_asks_nothing(evening):
    key, session = evening
    editing.add(key, "title", own_slides.text("Samen sterk") | {"speaker": "alleen voor mij"})
    store.go(key, 1)
    state = _phone(session).get(f"/live/s/{session.id}/state")
    assert state.json()["asks"] is False
    assert "alleen voor mij" not in state.text
