"""An evening of Aan tafel in real browsers: two desks, a screen, and the phones of a room."""

import io

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe

from lsa_data.ask import areas
from lsa_tafel import notes, report, slides, store
from tests.browser.conftest import DESKTOP, PHONE, free_port, ready, started
from tests.browser.test_browser import WCAG

SAID = ("De buren helpen elkaar.", "Het dak lekt al jaren.", "Niemand kent ons nummer.")


@pytest.fixture
def evening():
    """A desk key and its session in the store that the server uses."""
    figures = list(slides.READY_MADE["samenleven"])
    made = slides.make([(areas.area("WK059904"), "Overschie")], figures, ["Waar bent u trots op?"], "Avond", "nl")
    about = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "zuidwest", "language": "nl", "version": "x"}
    key, session = store.create(about, made)
    yield key, session
    try:
        store.delete(key)
    except store.NoSession:
        assert "the facilitator deleted it"


@pytest.fixture
def room(chromium, server):
    """Opens browsers that know nothing of each other: `room(path)`, on a phone with `room(path, PHONE)`."""
    yield from _room(chromium, server)


def _room(chromium, address):
    contexts = []

    def opened(path, options=DESKTOP):
        contexts.append(chromium.new_context(base_url=address, accept_downloads=True, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


def _until(page, holds):
    """Wait until something is so that the page itself does not show."""
    for _ in range(80):
        if holds():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it did not become so")


def _downloaded(desk, name):
    with desk.expect_download() as download:
        desk.get_by_role("link", name=name).click()
    return download.value.path().read_bytes()


def _word(desk):
    document = docx.Document(io.BytesIO(_downloaded(desk, "Word")))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def _note(desk, number):
    return desk.get_by_label(f"Notitie bij dia {number}:")


def _kept(key, slide):
    return notes.of_session(store.by_key(key).id).get(slide, notes.NOTHING).text


def test_a_whole_evening_and_the_report_of_that_moment_holds_all_of_it(room, evening):
    key, session = evening
    desk, remote = room(f"/live/desk#{key}"), room(f"/live/desk#{key}", PHONE)
    screen = room(f"/live/screen/{store.screen_key(key)}")
    phones = [room(f"/doe-mee/{session.code}", PHONE) for _ in range(6)]
    desk.get_by_text("Doen mee: 6").wait_for()
    remote.get_by_role("button", name="Volgende").click()
    for number, phone in enumerate(phones):
        phone.get_by_role("slider").fill(str(20 + 10 * number))
        phone.get_by_role("button", name="Verstuur").click()
        phone.get_by_text("Bewaard.").wait_for()
    screen.get_by_text("Antwoorden: 6").wait_for()
    _note(desk, 2).press_sequentially("Er werd gelachen")
    desk.get_by_role("button", name="Volgende").click()
    screen.get_by_text("zaal 45").wait_for()
    screen.get_by_text("Overschie 51").wait_for()
    desk.get_by_role("button", name="Volgende").click()
    for number, phone in enumerate(phones):
        phone.get_by_role("button", name="ja" if number < 4 else "nee").click()
        phone.locator("#sentence").fill(SAID[number] if number < 3 else "")
        phone.get_by_role("button", name="Verstuur").click()
        phone.get_by_text("Bewaard.").wait_for()
    for sentence in SAID[:2]:
        remote.locator(".row", has_text=sentence).get_by_role("button", name="Laat zien").click()
    remote.locator(".row", has_text=SAID[2]).get_by_role("button", name="Niet tonen").click()
    remote.get_by_text("Er wacht niets.").wait_for()
    assert screen.locator(".column").count() == 0, "what the room thinks is hidden until the desk asks"
    remote.get_by_role("button", name="Volgende").click()
    screen.locator(".column").first.wait_for()
    assert not screen.get_by_text(SAID[0]).is_visible()
    remote.get_by_role("button", name="Volgende").click()
    for sentence in SAID[:2]:
        screen.get_by_text(sentence).wait_for()
    store.go(key, [slide["kind"] for slide in session.slides].index("priorities"))
    for phone in phones:
        phone.get_by_role("button", name="Samen leven +1").click()
        phone.get_by_text("Bewaard.").wait_for()
    assert screen.locator(".column").count() == 0, "votes are hidden until the desk asks"
    remote.get_by_role("button", name="Volgende").click()
    screen.locator(".column").first.wait_for()
    remote.get_by_role("button", name="Volgende").click()
    phones[0].get_by_label("Wie", exact=True).fill("De kerk")
    phones[0].get_by_label("Wat doet u").fill("kookt in maart")
    phones[0].get_by_role("button", name="Zet erbij").click()
    remote.locator("#agreements_list").get_by_role("button", name="Laat zien").click()
    form = desk.locator("form.row")
    for label, text in (("Wie", "Fatma"), ("Wat", "belt de gemeente"), ("Klaar op", "2027-01-31")):
        form.get_by_label(label, exact=True).fill(text)
    form.get_by_role("button").click()
    screen.get_by_text("belt de gemeente").wait_for()
    screen.get_by_text("kookt in maart").wait_for()
    _note(desk, 12).press_sequentially("De laatste woorden van de avond")
    text = _word(desk)
    for part in (
        "De kerk: kookt in maart", "Fatma: belt de gemeente (31 januari 2027)", "Het meest herkend",
        "Geraden (midden van 6 antwoorden): 45", "Herkenning (6 antwoorden): ja 4, deels 0, nee 2", *SAID[:2],
        "Samen leven: 6 stemmen", "Er werd gelachen", "De laatste woorden van de avond",
    ):  # fmt: skip
        assert part in text, part
    assert SAID[2] not in text
    assert _downloaded(desk, "Markdown").decode().count("De laatste woorden van de avond") == 1
    assert report.read(_downloaded(desk, "bundelen")).notes == ("De laatste woorden van de avond",)
    assert b"DTSTART;VALUE=DATE:20270131" in _downloaded(desk, "agenda")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Lees of print").click()
    opened.value.get_by_text("De laatste woorden van de avond").wait_for()
    assert key not in opened.value.url
    assert not store.by_key(key).kept, "to download is not to keep"
    desk.get_by_label("Tot ik hem zelf wis.").check()
    _until(desk, lambda: store.by_key(key).kept)


def test_two_who_write_the_same_note_see_each_other_and_lose_nothing(room, evening):
    key, _ = evening
    desk, other = room(f"/live/desk#{key}"), room(f"/live/desk#{key}")
    _note(desk, 1).press_sequentially("Welkom aan iedereen")
    other.get_by_text("Bijgewerkt: iemand schreef dit op een ander apparaat.").wait_for()
    assert _note(other, 1).input_value() == "Welkom aan iedereen"
    desk.context.set_offline(True)
    _note(desk, 1).press_sequentially("\nHet dak lekt")
    _note(other, 1).focus()
    other.keyboard.press("Control+End")
    other.keyboard.type("\nBuren helpen elkaar")
    _until(other, lambda: "elkaar" in _kept(key, "title"))
    desk.get_by_text("Nog niet bewaard.").wait_for()
    desk.context.set_offline(False)
    for page in (desk, other):
        _until(page, lambda page=page: {"Welkom aan iedereen", "Het dak lekt", "Buren helpen elkaar"}
               == set(_note(page, 1).input_value().split("\n")))  # fmt: skip
    assert sorted(_kept(key, "title").split("\n")) == ["Buren helpen elkaar", "Het dak lekt", "Welkom aan iedereen"]


def test_a_note_survives_another_slide_and_a_reload_that_came_before_it_was_kept(room, evening):
    key, _ = evening
    desk = room(f"/live/desk#{key}")
    _note(desk, 1).press_sequentially("Half getypt")
    store.go(key, 1)
    desk.get_by_role("button", name="Op het scherm staat nu dia 2. Schrijf daar verder").wait_for()
    desk.keyboard.type(" en toch af")
    desk.get_by_role("button", name="Schrijf daar verder").click()
    desk.route("**/desk", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    _note(desk, 2).press_sequentially("Kwijt als het misgaat")
    desk.get_by_text("Nog niet bewaard.").wait_for()
    desk.unroute("**/desk")
    desk.evaluate("void (fetch = () => new Promise(() => {}))")
    desk.reload()
    _until(desk, lambda: _note(desk, 2).input_value() == "Kwijt als het misgaat")
    slide = store.by_key(key).slide["id"]
    _until(desk, lambda: _kept(key, slide) == "Kwijt als het misgaat")
    assert _kept(key, "title") == "Half getypt en toch af"


def test_a_report_says_so_when_not_everything_could_be_kept_yet(room, evening):
    key, _ = evening
    desk = room(f"/live/desk#{key}")
    desk.route("**/desk", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    _note(desk, 1).press_sequentially("Nog onderweg")
    desk.get_by_role("link", name="Word").click()
    desk.get_by_text("het verslag is nog niet compleet").wait_for()
    desk.unroute("**/desk")
    _until(desk, lambda: _kept(key, "title"))
    assert "Nog onderweg" in _word(desk)


def test_a_server_that_is_killed_loses_nothing_of_desk_or_phone(chromium, built_database, evening):
    key, session = evening
    port = free_port()
    process = started(port)
    rooms = _room(chromium, f"http://127.0.0.1:{port}")
    room = next(rooms)
    try:
        desk, phone = room(f"/live/desk#{key}"), room(f"/doe-mee/{session.code}", PHONE)
        desk.get_by_role("button", name="Volgende").click()
        phone.get_by_role("slider").fill("40")
        _note(desk, 2).press_sequentially("Voor het uitviel")
        _until(desk, lambda: "uitviel" in _kept(key, session.slides[1]["id"]))
        process.kill()
        process.wait()
        desk.keyboard.type(", en erna")
        phone.get_by_role("button", name="Verstuur").click()
        phone.get_by_text("Nog niet bewaard.").wait_for()
        process = started(port)
        phone.get_by_text("Bewaard. U mag").wait_for()
        _until(desk, lambda: _kept(key, session.slides[1]["id"]) == "Voor het uitviel, en erna")
        assert [one["value"] for one in store.answers(session.id)] == [{"guess": 40}]
    finally:
        next(rooms, None)
        process.kill()
        process.wait()


def test_a_phone_that_is_removed_is_told_and_one_that_lost_its_place_comes_back_by_itself(room, evening):
    key, session = evening
    desk = room(f"/live/desk#{key}")
    phone, silent = (room(f"/doe-mee/{session.code}", PHONE) for _ in range(2))
    desk.get_by_text("Doen mee: 2").wait_for()
    desk.get_by_role("button", name="Volgende").click()
    phone.get_by_role("slider").fill("40")
    phone.get_by_role("button", name="Verstuur").click()
    desk.locator("#n", has_text="Antwoorden: 1").wait_for()
    desk.get_by_role("button", name="Maak lege plaatsen vrij").click()
    desk.get_by_text("Vrijgemaakte plaatsen: 1.").wait_for()
    silent.get_by_role("slider").wait_for()
    desk.get_by_text("Doen mee: 2").wait_for()
    desk.get_by_text("Alle telefoons").click()
    desk.get_by_role("button", name="Haal telefoon 1 weg").click()
    phone.get_by_text("uit de bijeenkomst gehaald").wait_for()
    desk.locator("#n", has_text="Antwoorden: 0").wait_for()


def test_the_screen_of_the_desk_steers_by_keyboard_and_the_projected_address_elsewhere_does_not(room, evening):
    key, _ = evening
    desk = room(f"/live/desk#{key}")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Open het scherm").click()
    screen = opened.value
    screen.get_by_role("button", name="Volgende").wait_for()
    screen.wait_for_load_state("load")
    screen.keyboard.press("PageDown")
    screen.get_by_text("Hoeveel van de 100").wait_for()
    elsewhere = room(screen.url)
    elsewhere.get_by_text("Hoeveel van de 100").wait_for()
    assert not elsewhere.get_by_role("button", name="Volgende").is_visible()
    elsewhere.keyboard.press("PageDown")
    desk.get_by_text("2 van 13").wait_for()
    assert store.by_key(key).current == 1


def test_phones_follow_the_screen_and_their_answers_come_on_it(page, phone, evening):
    key, session = evening
    page.goto(f"/live/screen/{key}")
    page.get_by_text(session.code).wait_for()
    phone.goto(f"/doe-mee/{session.code}")
    phone.get_by_text("Kijk naar het scherm.").wait_for()
    page.keyboard.press("PageDown")
    phone.get_by_role("button", name="Verstuur").wait_for()
    phone.get_by_role("slider").fill("30")
    phone.get_by_role("button", name="Verstuur").click()
    phone.get_by_text("Bewaard.").wait_for()
    page.get_by_text("Antwoorden: 1").wait_for()
    for reader in (page, phone):
        _keeps_the_rules(reader)
    page.keyboard.press("PageDown")
    phone.get_by_text("Deze vraag is gesloten.").wait_for()
    page.keyboard.press("PageDown")
    phone.get_by_role("button", name="deels").click()
    phone.get_by_text("Bewaard.").wait_for()
    page.keyboard.press("PageDown")
    page.get_by_text("Nog te weinig antwoorden").wait_for()


def _keeps_the_rules(reader):
    found = Axe().run(reader, options=WCAG).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found] == []


def test_the_desk_and_the_slide_of_agreements_keep_the_rules_of_accessibility(page, phone, evening):
    key, session = evening
    store.go(key, [slide["kind"] for slide in session.slides].index("agreements"))
    phone.goto(f"/doe-mee/{session.code}")
    phone.get_by_label("Wat doet u").fill("iets samen")
    phone.get_by_role("button", name="Zet erbij").click()
    phone.get_by_text("Verstuurd naar de begeleider.").wait_for()
    page.goto(f"/live/desk#{key}")
    page.get_by_text("Van een telefoon.").wait_for()
    for reader in (page, phone):
        _keeps_the_rules(reader)
    phone.goto(f"/live/desk#{key}")
    phone.get_by_text("Van een telefoon.").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phone_that_lost_the_network_goes_on(room, evening):
    key, session = evening
    store.go(key, 1)
    phone = room(f"/doe-mee/{session.code}", PHONE)
    phone.get_by_role("slider").fill("40")
    phone.route("**/answer", lambda route: route.abort())
    phone.get_by_role("button", name="Verstuur").click()
    phone.get_by_text("Nog niet bewaard.").wait_for()
    phone.unroute("**/answer")
    phone.get_by_text("Bewaard. U mag").wait_for()
    assert [one["value"] for one in store.answers(session.id)] == [{"guess": 40}]


def test_a_session_in_english_speaks_english_on_desk_phone_and_screen(room, evening):
    about = store.by_key(evening[0]).about | {"language": "en"}
    made = slides.make([], [], ["What are you proud of?"], "Evening", "en")
    key, session = store.create(about, made)
    desk, phone = room(f"/live/desk#{key}"), room(f"/doe-mee/{session.code}", PHONE)
    desk.get_by_role("button", name="Next").click()
    phone.get_by_role("button", name="Send").wait_for()
    assert desk.locator("html").get_attribute("lang") == phone.locator("html").get_attribute("lang") == "en"
    store.delete(key)


@pytest.mark.parametrize(("way", "words"), [("/live/desk", "ontbreekt de sleutel"), ("/live/desk#x", "bestaat niet")])
def test_a_link_that_lost_its_key_says_what_to_do(room, way, words):
    room(way).get_by_text(words).wait_for()


def test_a_facilitator_prepares_opens_the_desk_and_deletes_an_evening(page):
    page.goto("/aan-tafel?gebied=WK059904")
    ready(page)
    page.get_by_label("Titel van de bijeenkomst").fill("Avond in Overschie")
    page.get_by_text("Overschie (Rotterdam)").first.wait_for()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_text("Bewaar deze link.").wait_for()
    assert "sleutel=" in page.url
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open uw bureau").click()
    desk = opened.value
    desk.get_by_role("heading", name="Avond in Overschie").wait_for()
    desk.get_by_text("Wis deze bijeenkomst").click()
    desk.locator("#sure").check()
    desk.get_by_role("button", name="Wis alles").click()
    desk.get_by_text("Deze bijeenkomst bestaat niet (meer).").wait_for()
    page.reload()
    page.get_by_role("heading", name="Bereid een bijeenkomst voor").wait_for()
