"""An evening of Aan tafel in real browsers: two desks, a screen, and the phones of a room."""

import io
import re

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe

from lsa_data.ask import areas
from lsa_tafel import agreements, hands, notes, report, slides, store
from lsa_tafel.words import phone_words
from tests.browser.conftest import DESKTOP, PHONE, comes_true, free_port, ready, started
from tests.browser.test_browser import WCAG

SAID = ("De buren helpen elkaar.", "Het dak lekt al jaren.", "Niemand kent ons nummer.")


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


class _Phone:
    """A phone in the room that speaks one language, used as a person uses it."""

    def __init__(self, room, session, language, **options):
        self.words = phone_words(language)
        self.page = room(f"/doe-mee/{session.code}", PHONE | {"locale": language} | options)

    def press(self, word):
        self.page.get_by_role("button", name=self.words[word], exact=True).click()

    def is_told(self, word):
        self.page.get_by_role("status").get_by_text(self.words[word], exact=True).wait_for()

    def guess(self, number):
        self.page.get_by_role("slider").fill(str(number))
        self.press("send")
        self.is_told("saved")

    def write(self, sentence):
        self.page.locator("#sentence").fill(sentence)


def _forward(desk, session, key, to):
    """Press "Volgende" until a slide is on the screen."""
    for _ in range(2 * len(session.slides)):
        now = store.by_key(key)
        if now.slide["id"] == to:
            return
        desk.get_by_role("button", name="Volgende").click()
        _until(desk, lambda now=now: store.by_key(key).moves > now.moves)
    raise AssertionError("the slide did not come")


def _row(desk, sentence):
    return desk.locator(".row", has_text=sentence)


def test_a_whole_evening_and_the_report_says_word_by_word_what_was_done(chromium, built_database, evening):
    """Two desks, a screen, six phones in four languages; the server is killed and a phone loses the network."""
    key, session = evening
    of_kind = {kind: [one for one in session.slides if one["kind"] == kind] for kind in ("guess", "figure")}
    guess, figure = of_kind["guess"][0], of_kind["figure"][0]
    port = free_port()
    process = started(port)
    rooms = _room(chromium, f"http://127.0.0.1:{port}")
    room = next(rooms)
    try:
        desk, remote = room(f"/live/desk#{key}"), room(f"/live/desk#{key}", PHONE)
        screen = room(f"/live/screen/{store.screen_key(key)}")
        phones = [_Phone(room, session, language) for language in ("nl", "nl", "ar", "ar", "tr", "uk")]
        desk.get_by_text("Doen mee: 6").wait_for()
        _forward(remote, session, key, guess["id"])
        phones[2].press("send")
        phones[2].is_told("phone_slide_first")
        assert phones[2].page.locator("html").get_attribute("dir") == "rtl"
        for number, phone in enumerate(phones):
            phone.guess(20 + 10 * number)
        screen.get_by_text("Antwoorden: 6").wait_for()
        _note(desk, 2).press_sequentially("Er werd gelachen")
        _until(desk, lambda: _kept(key, guess["id"]) == "Er werd gelachen")

        _forward(desk, session, key, figure["id"])
        phones[0].write(SAID[0])
        phones[0].page.reload()
        phones[0].press("yes")
        phones[0].is_told("saved")
        phones[1].page.context.set_offline(True)
        phones[1].write(SAID[1])
        phones[1].press("yes")
        phones[1].is_told("not_saved")
        _note(desk, 3).press_sequentially("Voor het uitviel")
        _until(desk, lambda: _kept(key, figure["id"]) == "Voor het uitviel")
        process.kill()
        process.wait()
        desk.keyboard.type(", en erna")
        phones[2].write(SAID[2])
        phones[2].press("yes")
        phones[2].is_told("not_saved")
        process = started(port)
        phones[1].page.context.set_offline(False)
        for phone in phones[1:3]:
            phone.is_told("saved")
        for phone in phones[3:]:
            phone.press("no" if phone is phones[5] else "yes")
            phone.is_told("saved")
        _until(desk, lambda: _kept(key, figure["id"]) == "Voor het uitviel, en erna")
        for choice, counted in (("ja", "2"), ("nee", "1")):
            _count(desk, choice, counted)
        _until(desk, lambda: _counted(session) == [{"yes": 2, "no": 1}])
        _row(remote, SAID[0]).get_by_role("button", name="Laat zien").click()
        _row(remote, SAID[2]).get_by_role("button", name="Niet tonen").click()
        _row(remote, SAID[1]).get_by_role("button", name="Verbeter").click()
        remote.get_by_label("Verbeter").fill("Het dak lekt.")
        remote.get_by_role("button", name="Bewaar en laat zien").click()
        remote.get_by_text("Er wacht niets.").wait_for()

        _forward(desk, session, key, "question-0")
        phones[5].page.get_by_role("heading", name="Waar bent u trots op?").wait_for()
        phones[5].write("Сусіди допомагають.")
        phones[5].press("send")
        phones[5].is_told("saved")
        _row(desk, "Сусіди допомагають.").get_by_role("button", name="Laat zien").click()
        _forward(remote, session, key, "priorities")
        for phone in phones:
            phone.page.get_by_role("button", name="+1").first.click()
            phone.is_told("saved")
        _forward(remote, session, key, "agreements")
        phones[0].page.get_by_label("Wie", exact=True).fill("De kerk")
        phones[0].page.get_by_label("Wat doet u").fill("kookt in maart")
        phones[0].press("agreement_add")
        remote.locator("#proposed_list").get_by_role("button", name="Laat zien").click()
        form = desk.locator("form.row")
        for label, text in (("Wie", "Fatma"), ("Wat", "belt de gemeente"), ("Klaar op", "2027-01-31")):
            form.get_by_label(label, exact=True).fill(text)
        form.get_by_role("button").click()
        screen.get_by_text("belt de gemeente").wait_for()
        screen.get_by_text("kookt in maart").wait_for()
        _forward(desk, session, key, "end")
        _note(desk, len(session.slides)).press_sequentially("De laatste woorden")

        assert _word(desk).split("\n") == _what_was_done(of_kind["figure"])
        assert _downloaded(desk, "Markdown").decode().count("De laatste woorden") == 1
        assert report.read(_downloaded(desk, "bundelen")).notes == ("De laatste woorden",)
        assert b"DTSTART;VALUE=DATE:20270131" in _downloaded(desk, "agenda")
        with desk.context.expect_page() as opened:
            desk.get_by_role("link", name="Lees of print").click()
        opened.value.get_by_text("De laatste woorden").wait_for()
        assert key not in opened.value.url
        assert not store.by_key(key).kept, "to download is not to keep"
        desk.get_by_label("Tot ik hem zelf wis.").check()
        _until(desk, lambda: store.by_key(key).kept)
    finally:
        next(rooms, None)
        process.kill()
        process.wait()


def _what_was_done(figures):
    """Every line of the report of that evening; a picture has no text."""
    first = figures[0]
    told = [
        "Avond", "Plaats: niet ingevuld", "Datum: 2026-11-24", "Regio: zuidwest", "In het kort", "Afspraken",
        "De kerk: kookt in maart", "Fatma: belt de gemeente (31 januari 2027)", "Het meest herkend",
        f"Overschie: {first['title']}. Herkend: ja 7, deels 0, nee 2 (antwoorden: 9).", "Wat moet er eerst?",
        "Samen leven: 6 stemmen", "De cijfers en wat de zaal ervan vond",
    ]  # fmt: skip
    for figure in figures:
        source = f"Bron: {figure['source']}; cijfer van {figure['year']}"
        told += [f"Overschie: {figure['title']}", figure["sentence"], "", source]
        if figure is first:
            told += [
                "Geraden: 45 van de 100 (het middelste antwoord; antwoorden: 6).",
                "Herkend: ja 7, deels 0, nee 2 (antwoorden: 9).", "Wat mensen schreven:", SAID[0], "Het dak lekt.",
                "Notities: Er werd gelachen", "Voor het uitviel, en erna",
            ]  # fmt: skip
    return [
        *told, "Wat moet er eerst?", "Samen leven: 6 stemmen", "Eigen vragen", "Waar bent u trots op?",
        "Wat mensen schreven:", "Сусіди допомагають.", "Notities", "De laatste woorden", "Bronnen",
        *sorted({figure["source"] for figure in figures}), "Gegevens versie x",
    ]  # fmt: skip


def test_half_typed_text_is_there_after_another_slide_another_language_and_a_reload(room, evening):
    key, session = evening
    figure = next(place for place, slide in enumerate(session.slides) if slide["kind"] == "figure")
    store.go(key, figure)
    phone = _Phone(room, session, "nl").page
    phone.locator("#sentence").fill("Half getypt")
    phone.get_by_text("Nog 269 van 280 tekens").wait_for()
    store.go(key, figure + 1)
    phone.get_by_role("slider").wait_for()
    store.go(key, figure)
    phone.get_by_label("Taal").select_option("pl")
    phone.get_by_role("heading", name=phone_words("pl")["recognise"]).wait_for()
    assert phone.locator("#sentence").input_value() == "Half getypt"
    phone.reload()
    phone.get_by_role("heading", name=phone_words("pl")["recognise"]).wait_for()
    assert phone.locator("#sentence").input_value() == "Half getypt"
    assert store.answers(session.id) == [], "nothing was sent"
    store.go(key, figure + 1, revealed=True)
    store.go(key, len(session.slides) - 2)
    phone.locator("#what").fill("een afspraak, half")
    phone.reload()
    _until(phone, lambda: phone.locator("#what").input_value() == "een afspraak, half")


def test_a_question_that_closes_before_a_sentence_was_sent_says_so_and_keeps_it(room, evening):
    key, session = evening
    store.go(key, 1)
    phone = _Phone(room, session, "nl").page
    phone.get_by_role("slider").fill("30")
    phone.get_by_role("button", name="Verstuur").click()
    phone.get_by_text("Bewaard.").wait_for()
    question = next(place for place, slide in enumerate(session.slides) if slide["kind"] == "question")
    store.go(key, question)
    phone.locator("#sentence").fill("Te laat")
    store.go(key, question, revealed=True)
    phone.get_by_text("Dit verstuurde u nog niet").wait_for()
    phone.get_by_text("Te laat").wait_for()
    store.go(key, question)
    _until(phone, lambda: phone.locator("#sentence").input_value() == "Te laat")


def test_a_small_room_without_a_network_counts_hands_in_the_file_and_the_desk_reads_them(room, evening, tmp_path):
    key, session = evening
    desk = room(f"/live/desk#{key}")
    file = tmp_path / "dias.html"
    file.write_bytes(_downloaded(desk, "Bewaar de dia's"))
    offline = room(file.as_uri())
    offline.context.set_offline(True)
    offline.keyboard.press("PageDown")
    offline.locator(".hands:visible summary").click()
    for wrong in ("20 300", "20 dertig"):
        offline.get_by_label("Wat mensen raadden").locator("visible=true").fill("20")
        offline.get_by_text("20 van de 100").locator("visible=true").wait_for()
        offline.get_by_label("Wat mensen raadden").locator("visible=true").fill(wrong)
        offline.get_by_text("Raad van 0 tot 100.").locator("visible=true").wait_for()
    offline.get_by_label("Wat mensen raadden").locator("visible=true").fill("20 30 40 50")
    offline.get_by_text("35 van de 100").locator("visible=true").wait_for()
    offline.reload()
    offline.locator(".hands:visible summary").click()
    assert offline.get_by_label("Wat mensen raadden").locator("visible=true").input_value() == "20 30 40 50"
    offline.keyboard.press("End")
    with offline.expect_download() as saved:
        offline.get_by_role("button", name="Bewaar de handen").click()
    desk.get_by_text("Handen uit het bestand").click()
    desk.locator("#hands_file").set_input_files(saved.value.path())
    _until(desk, lambda: [one["value"] for one in hands.of_session(session.id)] == [{"guesses": [20, 30, 40, 50]}])


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_a_phone_in_another_language_keeps_the_rules_of_accessibility_on_a_narrow_screen(room, evening, language):
    key, session = evening
    narrow = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
    phone = _Phone(room, session, language, **narrow).page
    for kind in ("guess", "figure", "priorities", "agreements"):
        store.go(key, [slide["kind"] for slide in session.slides].index(kind))
        comes_true(phone, "kind => state && state.slide.kind === kind", kind)
        _keeps_the_rules(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_told_while_the_desk_looks_whether_the_last_was_kept_is_kept_too(room, evening):
    key, session = evening
    store.go(key, next(place for place, slide in enumerate(session.slides) if slide["kind"] == "figure"))
    desk = room(f"/live/desk#{key}")
    desk.get_by_label("nee", exact=True).wait_for()
    held, going_on = [], []
    desk.route(
        "**/desk",
        lambda route: route.continue_() if going_on or route.request.method != "GET" else held.append(route),
    )
    _count(desk, "ja", "2")
    _until(desk, lambda: _counted(session) == [{"yes": 2}] and held)
    _count(desk, "nee", "1")
    going_on.append(True)
    for route in held:
        route.continue_()
    _until(desk, lambda: _counted(session) == [{"yes": 2, "no": 1}])
    assert [desk.get_by_label(choice, exact=True).input_value() for choice in ("ja", "nee")] == ["2", "1"]


def _count(desk, choice, hands_up):
    box = desk.get_by_label(choice, exact=True)
    box.fill(hands_up)
    box.blur()


def _counted(session):
    return [one["value"] for one in hands.of_session(session.id)]


def test_a_guess_of_hands_that_is_no_number_is_told_and_nothing_is_left_out_in_silence(room, evening):
    key, session = evening
    store.go(key, 1)
    desk = room(f"/live/desk#{key}")
    box = desk.get_by_label("Wat mensen raadden")
    box.fill("10, 20 dertig")
    box.blur()
    desk.get_by_text("alleen getallen").wait_for()
    assert _counted(session) == []
    box.fill("10, 20;30\t40")
    box.blur()
    _until(desk, lambda: _counted(session) == [{"guesses": [10, 20, 30, 40]}])


def test_tables_have_a_code_each_and_the_desk_shows_what_each_said(room, evening):
    key, session = evening
    desk = room(f"/live/desk#{key}")
    desk.get_by_label("Aantal tafels").fill("2")
    desk.get_by_label("Aantal tafels").blur()
    desk.get_by_role("link", name="Print de kaartjes").wait_for()
    store.go(key, 1)
    for table, guess in ((1, "20"), (2, "60")):
        phone = room("/doe-mee", PHONE)
        phone.get_by_label("De code op het scherm").fill(f"{session.code}-{table}")
        phone.get_by_role("button", name="Doe mee").click()
        phone.get_by_text(f"Tafel {table}").wait_for()
        phone.get_by_role("slider").fill(guess)
        phone.get_by_role("button", name="Verstuur").click()
    desk.get_by_text("Tafel 1: Geraden: 20 van de 100").wait_for()
    desk.get_by_text("Tafel 2: Geraden: 60 van de 100").wait_for()


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


def test_phones_follow_the_screen_and_their_answers_come_on_it(evening, page, phone):
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
    page.get_by_text("Van telefoons te zien vanaf 5 antwoorden").wait_for()
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    page.get_by_text("zaal 30").wait_for()


def _keeps_the_rules(reader):
    found = Axe().run(reader, options=WCAG).response["violations"]
    assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found] == []


def test_the_desk_and_the_slide_of_agreements_keep_the_rules_of_accessibility(evening, page, phone):
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


@pytest.mark.parametrize("locale", ["en-GB", "uk-UA"])
def test_a_phone_starts_in_the_language_of_its_owner_and_keeps_the_one_that_was_chosen(room, evening, locale):
    key, session = evening
    store.go(key, 1)
    own, chosen = phone_words(locale[:2]), phone_words("nl")
    phone = room(f"/doe-mee/{session.code}", PHONE | {"locale": locale})
    phone.get_by_role("button", name=own["send"]).wait_for()
    assert phone.locator("html").get_attribute("lang") == locale[:2]
    phone.get_by_label(own["phone_language"]).select_option("nl")
    phone.get_by_role("button", name=chosen["send"]).wait_for()
    phone.reload()
    phone.get_by_role("button", name=chosen["send"]).wait_for()
    assert phone.locator("html").get_attribute("lang") == "nl"


def test_a_session_in_english_speaks_english_on_desk_screen_and_a_phone_that_speaks_none_of_our_languages(
    room, evening
):
    about = store.by_key(evening[0]).about | {"language": "en"}
    made = slides.make([], [], ["What are you proud of?"], "Evening", "en")
    key, session = store.create(about, made)
    desk = room(f"/live/desk#{key}")
    phone = room(f"/doe-mee/{session.code}", PHONE | {"locale": "de-DE"})
    desk.get_by_role("button", name="Next").click()
    phone.get_by_role("button", name="Send").wait_for()
    assert desk.locator("html").get_attribute("lang") == phone.locator("html").get_attribute("lang") == "en"
    store.delete(key)


@pytest.mark.parametrize(("way", "words"), [("/live/desk", "ontbreekt de sleutel"), ("/live/desk#x", "bestaat niet")])
def test_a_link_that_lost_its_key_says_what_to_do(room, way, words):
    room(way).get_by_text(words).wait_for()


@pytest.mark.parametrize("options", [DESKTOP, PHONE, DESKTOP | {"viewport": {"width": 700, "height": 450}}])
def test_steering_stays_in_reach_and_lists_are_short_when_a_room_wrote_much(room, evening, options):
    key, session = evening
    question = next(slide["id"] for slide in session.slides if slide["kind"] == "question")
    store.go(key, session.place_of(question))
    for number in range(30):
        phone = store.join(session.code)[1]
        store.answer(session.id, question, phone, {}, f"Zin nummer {number} van een lange avond")
        agreements.add(key, f"{number:032x}", {"who": "Fatma", "what": f"belt over punt {number}", "due": "2027-01-31"})
    desk = room(f"/live/desk#{key}", options)
    desk.get_by_text("Hierna nog 24.").wait_for()
    assert desk.evaluate("document.documentElement.scrollHeight") < 5500
    desk.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    forward = desk.get_by_role("button", name="Volgende")
    box = forward.bounding_box()
    assert 0 <= box["y"] <= desk.viewport_size["height"] - box["height"]
    forward.click()
    desk.locator("#at", has_text="11 van").wait_for()
    desk.get_by_text("Afspraken die staan: 30").click()
    desk.get_by_role("button", name="Verander: belt over punt 7").click()
    desk.keyboard.press("Tab")
    desk.keyboard.type(" samen")
    desk.keyboard.press("Tab")
    desk.get_by_role("button", name="Klaar", exact=True).click()
    _until(desk, lambda: agreements.of_session(session.id)[7]["what"] != "belt over punt 7")
    row = desk.locator("#agreement_" + f"{7:032x}")
    row.get_by_text("Fatma: samen (31 januari 2027)").wait_for()
    row.get_by_role("button", name="Haal weg").click()
    desk.get_by_text("Afspraken die staan: 29").wait_for()


def test_a_button_that_is_pressed_while_something_new_comes_does_what_it_says(room, evening):
    key, session = evening
    agreements.add(key, "1" * 32, {"who": "Fatma", "what": "belt de gemeente", "due": "2027-01-31"})
    desk = room(f"/live/desk#{key}")
    desk.get_by_role("button", name="Verander: belt de gemeente").click()
    desk.keyboard.press("Tab")
    desk.keyboard.type("samen")
    done = desk.get_by_role("button", name="Klaar", exact=True)
    done.hover()
    steering = desk.locator(".always").bounding_box()
    desk.evaluate("dispatchEvent(new PointerEvent('pointerup'))")  # the end of a press just before this one
    desk.mouse.down()
    _until(desk, lambda: agreements.of_session(session.id)[0]["what"] == "samen")
    with desk.expect_response(re.compile("/desk")):
        agreements.add(key, "2" * 32, {"who": "Ali", "what": "belt terug", "due": "2027-01-31"})
    desk.evaluate("new Promise((done) => setTimeout(done))")
    desk.get_by_role("status").filter(has_text="Bewaard").wait_for()
    assert desk.locator(".always").bounding_box() == steering, "nothing moves under the finger when it is told"
    desk.mouse.up()
    desk.get_by_text("Fatma: samen (31 januari 2027)").wait_for()
    desk.get_by_text("Ali: belt terug (31 januari 2027)").wait_for()


def test_a_double_press_shows_one_sentence_and_not_the_next_that_nobody_read(room, evening):
    key, session = evening
    store.go(key, next(at for at, slide in enumerate(session.slides) if slide["kind"] == "figure"))
    slide = store.by_key(key).slide["id"]
    for said in SAID:
        store.answer(session.id, slide, store.join(session.code)[1], {"recognise": "yes"}, said)
    desk = room(f"/live/desk#{key}")
    show = _row(desk, SAID[0]).get_by_role("button", name="Laat zien")
    show.wait_for()
    desk.evaluate(
        "() => { const real = Date.now, at = real(); Date.now = () => at; window.later = () => { Date.now = real; }; }"
    )
    show.click()
    _row(desk, SAID[0]).locator("visible=true").wait_for(state="detached")
    next_one = _row(desk, SAID[1]).get_by_role("button", name="Laat zien")
    next_one.click()
    desk.wait_for_timeout(300)
    assert [one["sentence"] for one in store.answers(session.id) if one["shown"] == store.SHOWN] == [SAID[0]]
    desk.evaluate("later()")
    desk.wait_for_timeout(500)
    next_one.click()
    _until(desk, lambda: [one["shown"] for one in store.answers(session.id)].count(store.SHOWN) == 2)


def test_no_address_has_the_key_of_the_evening_whose_slides_are_changed(room, evening):
    key, _ = evening
    desk = room(f"/live/desk#{key}")
    asked = []
    desk.on("request", lambda request: asked.append(f"{request.url.partition('#')[0]} {request.headers}"))
    desk.get_by_role("link", name="Verander de dia's").click()
    for again in (False, True):
        if again:
            desk.reload()
        desk.get_by_role("heading", name="De dia's").wait_for()
        assert key not in desk.url
    assert [one for one in asked if key in one] == []
    for language, heading in (("nl", "De dia's"), ("en", "The slides")):
        before = room(f"/aan-tafel?sleutel={key}&taal={language}")
        before.get_by_role("heading", name=heading).wait_for()
        assert key not in before.url, "a link of before still works, and loses its key"
    nothing = room("/aan-tafel?bijeenkomst=open")
    nothing.get_by_text("er mist een stuk van de link").wait_for()
    nothing.get_by_role("heading", name="Bereid een bijeenkomst voor").wait_for()


def test_a_facilitator_prepares_opens_the_desk_and_deletes_an_evening(page):
    page.goto("/aan-tafel?gebied=WK059904")
    ready(page)
    page.get_by_label("Titel van de bijeenkomst").fill("Avond in Overschie")
    page.get_by_text("Overschie (Rotterdam)").first.wait_for()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_text("Bewaar deze link.").wait_for()
    page.reload()
    page.get_by_text("Bewaar deze link.").wait_for()
    key = page.evaluate("sessionStorage.getItem('lsa_evening')")
    assert store.by_key(key).about["title"] == "Avond in Overschie"
    assert key not in page.url
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


@pytest.mark.parametrize("language", ["nl", "tr"])
def test_an_own_question_asks_for_an_answer_and_not_for_something_to_add(room, evening, language):
    key, session = evening
    store.go(key, next(at for at, slide in enumerate(session.slides) if slide["kind"] == "question"))
    phone = _Phone(room, session, language)
    phone.page.get_by_label(phone.words["phone_own"], exact=True).wait_for()
    phone.press("send")
    phone.is_told("phone_write")
    phone.write("De buren")
    phone.press("send")
    phone.is_told("saved")


def test_a_score_is_asked_in_the_language_of_the_phone_with_the_words_of_the_room_below(room, evening):
    made = slides.make([(areas.area("WK059904"), "Overschie")], ["lbm2_veiligheid"], [], "Avond", "nl")
    key, session = store.create(evening[1].about, made)
    place, slide = next((at, one) for at, one in enumerate(made) if one["kind"] == "guess" and one.get("answers"))
    store.go(key, place)
    phone = _Phone(room, session, "tr").page
    phone.get_by_role("heading", name=phone_words("tr")["phone_own"], exact=True).wait_for()
    phone.get_by_text(slide["asked"], exact=True).wait_for()
    for answer in slide["answers"]:
        phone.get_by_role("button", name=answer, exact=True).wait_for()
    phone.get_by_label(phone_words("tr")["phone_language"]).select_option("nl")
    phone.get_by_role("heading", name=slide["asked"], exact=True).wait_for()
    store.delete(key)


@pytest.mark.parametrize(
    ("name", "kind", "size", "told"),
    [("a.json", "application/json", 3_000_000, "Dit bestand is te groot: hoogstens 2.0MB."),
     ("a.png", "image/png", 10, "Dit soort bestand (image/png) kan hier niet.")],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_in_dutch(page, name, kind, size, told):
    page.goto("/aan-tafel")
    ready(page)
    page.get_by_text("Bundel verslagen").click()
    box = page.locator('[data-testid="stExpander"]', has_text="Bundel verslagen").locator("input[type=file]")
    box.set_input_files({"name": name, "mimeType": kind, "buffer": bytes(size)})
    page.get_by_text(told).wait_for()
