"""The screen, preparing and steering of an evening in real browsers, with the mistakes of people."""

import io
import re

import pytest
from PIL import Image

from lsa_data.ask import areas
from lsa_tafel import agreements, editing, own_slides, photos, render, slides, steering, store
from tests.browser import test_aan_tafel
from tests.browser.conftest import DESKTOP, PHONE, comes_true, ready, stands_still

room, until = test_aan_tafel.room, test_aan_tafel._until
LONG = "Het dak lekt al jaren en niemand komt kijken, hoe vaak we ook bellen of op de stoep staan. "
SIZES = ((1920, 1080), (1280, 720), (1024, 768))
SMALL_OR_OUTSIDE = """() => {
  const u = Math.min(innerWidth / 1920, innerHeight / 1080), wrong = [], slide = document.querySelector('.slide');
  const foot = slide.querySelector('footer').getBoundingClientRect();
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, inside = text.parentElement, range = document.createRange();
    if (!text.data.trim()) continue;
    range.selectNode(text);
    const box = range.getBoundingClientRect(), svg = inside.closest('svg');
    const size = parseFloat(getComputedStyle(inside).fontSize) * (svg ? svg.getBoundingClientRect().width / 1400 : 1);
    if (size / u < 39.9) wrong.push(['small', text.data.trim(), size / u]);
    const low = inside.closest('footer') ? innerHeight : foot.top;
    const fits = box.right <= innerWidth + 1 && box.left >= -1 && box.top >= -1 && box.bottom <= low + 2;
    if (!fits) wrong.push(['outside', text.data.trim()]);
  }
  const words = slide.querySelector('h1').innerText.split(/\\s+/).length;
  if (words > 15) wrong.push(['words', words]);
  if (!getComputedStyle(slide).fontFamily.includes('Atkinson')) wrong.push(['typeface']);
  return wrong;
}"""


def _jpeg():
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "#0b5a57").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def full():
    """An evening with every kind of slide, and a room that wrote a lot."""
    two = [(areas.area("WK059904"), "Overschie"), (areas.area("WK051829"), "Schilderswijk")]
    figures = ["rivm_eenzaam", "lbm2_veiligheid", "politie_totaal", "kwb_woz", "rivm_beperkt_gezondheid"]
    made = slides.make(
        two, figures, ["Waar bent u trots op?"], "Samen aan tafel in Overschie en de Schilderswijk", "nl"
    )
    about = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "zuidwest", "language": "nl", "version": "x"}
    key, session = store.create(about, made)
    for slide in (
        own_slides.text("woord " * 15), own_slides.region(two),
        own_slides.photo(photos.keep(key, _jpeg()), "Het plein"),
        own_slides.trend(two[0], "rivm_eenzaam", "nl"), own_slides.trend(two[0], "lbm2_totaal", "nl"),
        own_slides.beside(two, "rivm_eenzaam", "nl"),
    ):  # fmt: skip
        editing.add(key, "title", slide)
    phones = [store.join(session.code)[1] for _ in range(30)]
    for at, slide in enumerate(store.by_key(key).slides):
        store.go(key, at)
        for number, phone in enumerate(phones):
            value = {"guess": {"guess": (37 * number) % 101 if slide.get("of_100") else slides.DIRECTIONS[number % 3]},
                     "figure": {"recognise": "yes"}, "question": {}, "priorities": {"veiligheid": 2}}  # fmt: skip
            if slide["kind"] in value:
                said = (LONG * 4)[: 40 * number] if slide["kind"] == "question" else ""
                store.answer(session.id, slide["id"], phone, value[slide["kind"]], said)
                store.moderate(key, slide["id"], phone, store.SHOWN)
    for number in range(9):
        agreements.add(key, f"{number:032d}", {"who": "De bewonersgroep", "what": LONG, "due": "2027-01-31"})
    store.go(key, 0)
    yield key
    store.delete(key)


def test_nothing_on_the_screen_is_small_or_below_the_fold_at_any_step_and_size(room, full):
    screen = room(f"/live/screen/{store.screen_key(full)}")
    seen, wrong = set(), []
    place = steering.place_of(store.by_key(full))
    while place not in seen:
        seen.add(place)
        heading = render.heading_of(store.by_key(full).slides[place.at], render.words("nl"))
        screen.locator("h1", has_text=re.compile(re.escape(heading.strip()))).wait_for()
        comes_true(screen, "document.querySelectorAll('#stage .slide').length === 1")
        for width, height in SIZES:
            screen.set_viewport_size({"width": width, "height": height})
            wrong += [(place, width, *one) for one in screen.evaluate(SMALL_OR_OUTSIDE)]
        before = screen.locator("#stage").inner_html()
        place = steering.place_of(steering.steer(store.by_key(full), {"step": "next"}))
        if place not in seen:
            screen.evaluate("draw()")
            until(screen, lambda before=before: screen.locator("#stage").inner_html() != before)
    assert wrong == []
    assert sum(place.page > 0 for place in seen) > 5, "what people wrote took pages"


def test_a_dip_that_heals_is_not_seen_and_a_longer_one_is_said_until_it_is_over(room, evening):
    key, _ = evening
    screen = room(f"/live/screen/{store.screen_key(key)}")
    screen.get_by_role("heading", name="Avond").wait_for()
    trouble = screen.locator("#trouble")
    screen.route("**/live/screen/**", lambda route: route.abort())
    screen.evaluate("draw()")
    screen.wait_for_timeout(1200)
    assert not trouble.is_visible(), "a short dip is nothing to read"
    screen.unroute("**/live/screen/**")
    screen.wait_for_timeout(2500)
    assert not trouble.is_visible()
    screen.route("**/live/screen/**", lambda route: route.abort())
    screen.evaluate("draw()")
    trouble.wait_for()
    screen.unroute("**/live/screen/**")
    trouble.wait_for(state="hidden")
    store.go(key, 1)
    screen.get_by_text("Hoeveel van de 100").wait_for()


def test_the_keyboard_goes_anywhere_makes_black_and_undoes(room, evening):
    key, session = evening
    desk = room(f"/live/desk#{key}")
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Open het scherm").click()
    screen = opened.value
    screen.wait_for_load_state("load")
    until(screen, lambda: screen.evaluate("steers"))
    last = len(session.slides) - 1
    for keys, place in ((["End"], last), (["Home"], 0), (["0", "Enter"], 0), (["1", "2", "Enter"], 11),
                        (["9", "9", "Enter"], 11), (["z"], 0), (["Space"], 1), (["ArrowLeft"], 0)):  # fmt: skip
        for pressed in keys:
            screen.keyboard.press(pressed)
        until(screen, lambda place=place: store.by_key(key).current == place)
    screen.keyboard.press("b")
    comes_true(screen, "document.documentElement.hasAttribute('data-black')")
    desk.get_by_text("Het scherm is nu zwart.").wait_for()
    desk.get_by_role("button", name="Beeld weer aan").click()
    comes_true(screen, "!document.documentElement.hasAttribute('data-black')")
    screen.keyboard.press("?")
    screen.get_by_text("naar die dia").wait_for()
    screen.keyboard.press("Escape")
    assert not screen.get_by_text("naar die dia").is_visible()


def test_a_remote_steers_and_a_desk_elsewhere_sees_it_and_what_comes_next(room, evening):
    key, session = evening
    editing.change(key, session.slides[1]["id"], speaker="Vraag eerst wie durft", minutes=2)
    desk, other = room(f"/live/desk#{key}"), room(f"/live/desk#{key}", PHONE)
    desk.locator("#next").get_by_text("Hoeveel van de 100").wait_for()
    desk.get_by_role("button", name="Maak een afstandsbediening").click()
    link = desk.locator("#remote_code .link").inner_text()
    remote = room(link, PHONE)
    remote.get_by_role("button", name="Volgende").click()
    remote.get_by_text("Vraag eerst wie durft").wait_for()
    remote.locator("#left", has_text=re.compile(r"Nog [12]:\d\d")).wait_for()
    for page in (desk, other):
        page.locator("#at", has_text="2 van 13").wait_for()
    assert link.split("#")[1] not in remote.url, "the key does not stay in the address"
    remote.reload()
    remote.get_by_label("Ga naar een dia").select_option(session.slides[6]["id"])
    desk.locator("#at", has_text="7 van 13").wait_for()
    other.get_by_role("button", name="Maak ongedaan").click()
    remote.locator("#at", has_text="2 van 13").wait_for()
    assert remote.evaluate("document.documentElement.scrollWidth") <= 390
    desk.get_by_role("button", name="Maak een afstandsbediening").click()
    until(desk, lambda: desk.locator("#remote_code .link").inner_text() != link)
    remote.get_by_text("Deze afstandsbediening werkt niet (meer).").wait_for()


def test_a_rehearsal_goes_away_after_asking_twice_and_comes_back(room, evening):
    key, session = evening
    store.go(key, 1)
    phone = store.join(session.code)[1]
    store.answer(session.id, session.slides[1]["id"], phone, {"guess": 30})
    desk = room(f"/live/desk#{key}")
    desk.get_by_text("Begin opnieuw na een proef").click()
    assert desk.get_by_role("button", name="Haal de antwoorden weg").is_disabled()
    desk.locator("#clear_sure").check()
    desk.get_by_role("button", name="Haal de antwoorden weg").click()
    desk.locator("#at", has_text="1 van 13").wait_for()
    assert store.answers(session.id) == []
    desk.get_by_role("button", name="Zet de antwoorden van de proef terug").click()
    until(desk, lambda: len(store.answers(session.id)) == 1)
    desk.get_by_role("button", name="Zet de antwoorden").wait_for(state="hidden")


def test_a_device_remembers_its_sessions_says_so_and_forgets_them(room, evening):
    key, _ = evening
    desk = room(f"/live/desk#{key}")
    desk.get_by_role("heading", name="Avond").wait_for()
    desk.goto("/live/desk")
    desk.reload()
    desk.get_by_text("Deze browser onthoudt de link").wait_for()
    desk.get_by_role("link", name="Avond").click()
    desk.get_by_role("heading", name="Nu op het scherm").wait_for()
    desk.goto("/live/desk")
    desk.reload()
    desk.get_by_role("button", name="Vergeet Avond").click()
    desk.get_by_text("In deze browser is geen bijeenkomst onthouden.").wait_for()
    assert key not in desk.evaluate("JSON.stringify(localStorage)")


def test_the_saved_slides_print_a_page_each_with_their_charts(room, full, tmp_path):
    editing.change(full, store.by_key(full).slides[0]["id"], minutes=2)
    session = store.by_key(full)
    found = {slide["photo"]: _jpeg() for slide in session.slides if "photo" in slide}
    (tmp_path / "dias.html").write_text(render.offline(session.about, session.slides, found), encoding="utf-8")
    page = room("/live/desk")
    page.goto(f"file://{tmp_path}/dias.html")
    printed = page.pdf(prefer_css_page_size=True)
    count = page.locator(".frame").count()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == count
    page.locator(".timer", has_text=re.compile("1:5[0-9]")).wait_for()
    page.emulate_media(media="print")
    assert not page.locator(".timer").is_visible(), "on paper no clock runs"
    assert page.locator("svg.picture").count() == page.locator("svg.picture:visible").count() > 20
    page.emulate_media(media="screen")
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    assert page.url.endswith("#5")
    page.keyboard.press("b")
    assert page.evaluate("document.documentElement.hasAttribute('data-black')")


def test_a_facilitator_prepares_makes_mistakes_and_changes_slides_afterwards(room):
    page = room("/aan-tafel", DESKTOP)
    ready(page)
    page.get_by_text("Kies een gebied om te beginnen.").wait_for()
    for typed, found in (("schilderswijk den hag", "Schilderswijk"), ("overschi", "Overschie")):
        page.get_by_label("Gebieden (hoogstens 3)").fill(typed)
        page.get_by_role("button", name=re.compile(f"^{found} wijk in")).first.click()
        page.get_by_label(re.compile(f"^Zo heet {found} op")).wait_for()
    page.get_by_label(re.compile("^Zo heet Schilderswijk")).fill("De Schilderswijk")
    page.keyboard.press("Tab")
    page.get_by_label("Cijfers van De Schilderswijk").wait_for()
    page.get_by_label("Titel van de bijeenkomst").fill("Twee wijken")
    questions = page.get_by_label("Eigen vragen")
    questions.fill("een vraag die veel te lang is voor een dia want hij houdt maar niet op met praten en vragen")
    page.keyboard.press("Tab")
    page.get_by_text("Deze vraag is te lang voor een dia").wait_for()
    questions.fill("Waar bent u trots op?")
    page.keyboard.press("Tab")
    page.get_by_text("Deze vraag is te lang").wait_for(state="hidden")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("heading", name="De dia's").wait_for()
    until(page, lambda: page.evaluate("document.getElementById('stMain').scrollTop") == 0)
    key = page.evaluate("sessionStorage.getItem('lsa_evening')")
    made = store.by_key(key)
    assert {slide["area_name"] for slide in made.slides if "area_name" in slide} == {"De Schilderswijk", "Overschie"}
    until(page, lambda: page.locator(".thumb .slide").count() == len(made.slides))
    _add(page, "woord " * 16)
    page.get_by_text("Dat zijn te veel woorden voor een dia").wait_for()
    ready(page)
    stays = page.get_by_label("Tekst op de dia").first
    assert (stays.is_visible(), stays.input_value()) == (True, "woord " * 16), "what is to be mended stays in sight"
    _add(page, "Samen maken we de straat mooier")
    until(page, lambda: any(slide["title"].startswith("Samen maken") for slide in _own(key, "text")))
    page.get_by_role("radio", name="foto").or_(page.get_by_role("button", name="foto")).first.click()
    page.get_by_label("Wat staat erop?").wait_for()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "plein.jpg", "mimeType": "image/jpeg", "buffer": _jpeg()}
    )
    page.get_by_text("plein.jpg").wait_for()
    page.get_by_label("Wat staat erop?").fill("Het plein")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Voeg toe").click()
    until(page, lambda: _own(key, "photo"))
    page.locator(".thumb img.photo").wait_for()
    page.get_by_role("button", name="Verberg").nth(1).click()
    page.get_by_text("Verborgen: Raden").wait_for()
    until(page, lambda: store.by_key(key).slides[1].get("hidden"))
    page.get_by_role("button", name="Wijzig").first.click()
    page.get_by_label("Voor u").fill("Heet iedereen welkom")
    page.get_by_label("Klok").fill("3")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    until(page, lambda: store.by_key(key).slides[0].get("minutes") == 3)
    page.get_by_text("Titel, plaats, datum en namen").click()
    page.get_by_label(re.compile("^Zo heet Overschie op")).fill("Ons Overschie")
    page.get_by_role("button", name="Bewaar", exact=True).first.click()
    until(
        page, lambda: [name for *_, name in store.by_key(key).about["areas"]] == ["De Schilderswijk", "Ons Overschie"]
    )
    figure = next(at for at, slide in enumerate(store.by_key(key).slides) if slide["kind"] == "figure")
    page.get_by_role("button", name="Wijzig").nth(figure).click()
    page.get_by_label("Uw woorden op de dia").fill("Zo zien wij het")
    page.get_by_role("button", name="Bewaar", exact=True).last.click()
    page.locator(".thumb h1", has_text="Zo zien wij het").wait_for()
    store.go(key, figure)
    phone = room(f"/doe-mee/{store.by_key(key).code}", PHONE)
    phone.get_by_text("Zo zien wij het").wait_for()
    store.go(key, 0)
    other = room(f"/aan-tafel#{key}", DESKTOP)
    other.get_by_text("Verborgen: Raden").wait_for()
    editing.remove(key, store.by_key(key).slides[2]["id"])
    other.get_by_role("button", name="Verberg").nth(1).click()
    other.get_by_text("Die dia is er niet meer.").wait_for()
    page.reload()
    page.get_by_text("Verborgen: Raden").wait_for()
    desk = room(f"/live/desk#{key}", DESKTOP)
    desk.get_by_text("Heet iedereen welkom").wait_for()
    store.delete(key)


def test_remote_screen_and_list_of_slides_keep_the_rules_of_accessibility(room, full):
    key = full
    at = [slide["kind"] for slide in store.by_key(key).slides].index("guess")
    store.go(key, at, revealed=True)
    screen = room(f"/live/screen/{store.screen_key(key)}")
    screen.locator("circle.room").first.wait_for()
    remote = room(f"/live/remote#{store.new_remote(key)}", PHONE)
    remote.get_by_role("button", name="Volgende").wait_for()
    edit = room(f"/aan-tafel#{key}", DESKTOP)
    ready(edit)
    edit.locator(".thumb .slide").first.wait_for()
    for page in (screen, remote, edit):
        test_aan_tafel._keeps_the_rules(page)


def test_a_slide_in_the_list_on_a_phone_is_the_slide_of_the_screen_made_small(room, full):
    edit = room(f"/aan-tafel#{full}", PHONE)
    heading = edit.locator(".thumb h1.middle").first
    heading.wait_for()
    size, wide = heading.evaluate(
        "h => [parseFloat(getComputedStyle(h).fontSize), h.closest('.slide').getBoundingClientRect().width]"
    )
    assert size == pytest.approx(70 * wide / 1920, rel=0.02)


def _add(page, text):
    stands_still(page)
    if not page.get_by_label("Tekst op de dia").first.is_visible():
        page.get_by_text("Voeg een dia toe").click()
    page.get_by_label("Tekst op de dia").first.fill(text)
    page.keyboard.press("Tab")
    stands_still(page)
    page.get_by_role("button", name="Voeg toe").click()


def _own(key, kind):
    return [slide for slide in store.by_key(key).slides if slide["kind"] == kind]
