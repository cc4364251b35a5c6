"""What a visitor does, in a real browser."""

import re
from io import BytesIO

import pytest
from PIL import Image

from tests.browser.conftest import comes_true, ready, stands_still

PAGES = [
    "/",
    "/mijn-wijk?gebied=WK059904",
    "/vergelijk?gebieden=WK059904,WK051829&thema=samen&indicator=rivm_eenzaam",
    "/kaart",
    "/klopt-het",
    "/de-kloof",
    "/tegen-de-trend",
    "/aan-tafel",
    "/gegevens?type=gemeente&vintage=2016&indicator=lbm2_totaal",
    "/bijeenkomsten",
    "/over",
]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def _middle(page) -> tuple[float, float]:
    """Where the middle of the map is on the screen."""
    box = page.locator(".deck-events-root").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _picture(page) -> bytes:
    """What the map looks like now."""
    return page.locator(".deck-events-root").screenshot()


def _drag(page, fingers, across: float, down: float) -> None:
    """Put fingers on the screen and move them together."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, part: float = 0) -> None:
        points = [] if kind == "touchEnd" else [
            {"x": x + across * part, "y": y + down * part, "id": i} for i, (x, y) in enumerate(fingers)
        ]  # fmt: skip
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart")
    for step in range(1, 15):
        send("touchMove", step / 14)
    send("touchEnd")


def _colours(page) -> int:
    """How many colours are on the map's canvas."""
    picture = Image.open(BytesIO(page.locator('[data-testid="stDeckGlJsonChart"]').screenshot())).convert("RGB")
    return sum(1 for count, _ in picture.getcolors(1 << 24) if count > 200)


def test_the_map_draws_and_a_regio_draws_another(page):
    page.goto("/kaart?indicator=lbm2_totaal&jaar=2016")
    ready(page)
    comes_true(page, "performance.getEntriesByType('resource').some(e => e.name.includes('/geo/wijk-2016.'))")
    _until(page, lambda: _colours(page) >= 6)
    page.get_by_role("combobox", name="Regio").click()
    page.get_by_role("option", name="Zuidwest", exact=True).click()
    page.wait_for_url("**regio=zuidwest**")
    page.get_by_role("heading", name="Alle 645 gebieden als tabel").wait_for()
    _until(page, lambda: _colours(page) >= 6)


def test_on_a_phone_one_finger_scrolls_past_the_map_and_there_are_buttons_to_zoom(phone):
    phone.goto("/kaart?gemeente=GM0518")
    ready(phone)
    phone.get_by_role("button", name="Dichterbij").wait_for()
    _drag(phone, [_middle(phone)], 0, -140)
    _until(phone, lambda: phone.evaluate(SCROLLED) > 80)


@pytest.mark.parametrize("address", ["/kaart?gemeente=GM0518", "/bijeenkomsten"])
def test_on_a_phone_two_fingers_move_the_map_and_not_the_page(phone, address):
    phone.goto(address)
    ready(phone)
    phone.get_by_role("button", name="Dichterbij").wait_for()
    phone.locator(".deck-events-root").scroll_into_view_if_needed()
    _until(phone, lambda: _colours(phone) >= 3)
    scrolled = phone.evaluate(SCROLLED)
    x, y = _middle(phone)
    _until(phone, lambda: _picture(phone) == (phone.wait_for_timeout(700) or _picture(phone)))
    before = _picture(phone)
    _drag(phone, [(x - 60, y), (x + 60, y)], 80, -60)
    _until(phone, lambda: _picture(phone) != before)
    assert phone.evaluate(SCROLLED) == scrolled


def test_on_a_phone_the_tapped_area_shows_its_value(phone):
    phone.goto("/kaart?gemeente=GM0518&indicator=rivm_eenzaam")
    ready(phone)
    phone.get_by_role("button", name="Dichterbij").wait_for()
    phone.locator(".deck-events-root").scroll_into_view_if_needed()
    _until(phone, lambda: _colours(phone) >= 3)
    stands_still(phone)
    _until(phone, lambda: _picture(phone) == (phone.wait_for_timeout(700) or _picture(phone)))
    phone.touchscreen.tap(*_middle(phone))
    phone.locator(".lsa-mapcard").get_by_text(re.compile(r"^\d+,\d%")).wait_for()


def test_a_mouse_on_an_area_shows_its_name_and_its_value(page):
    page.goto("/kaart?gemeente=GM0518&indicator=rivm_eenzaam")
    ready(page)
    _until(page, lambda: _colours(page) >= 3)
    x, y = _middle(page)
    for step in range(20):
        page.mouse.move(x - step, y)
        page.wait_for_timeout(100)
        if page.locator(".deck-tooltip").is_visible():
            break
    assert re.search(r"\n's-Gravenhage\n\d+,\d%$", page.locator(".deck-tooltip").inner_text())


def test_a_copied_address_gives_the_same_screen(page, chromium, server):
    page.goto("/kaart?type=gemeente&indicator=lbm2_totaal")
    ready(page)
    page.get_by_role("combobox", name="Jaar").click()
    page.get_by_role("option", name="2012").click()
    page.wait_for_url("**jaar=2012**")
    ready(page)
    elsewhere = chromium.new_context(base_url=server, locale="nl-NL").new_page()
    elsewhere.goto(page.url)
    ready(elsewhere)
    for reader in (page, elsewhere):
        reader.get_by_text("Leefbaarheid (Leefbaarometer 2.0), 2012").wait_for()
    elsewhere.context.close()


def test_the_language_stays_when_going_to_another_page(page):
    page.goto("/mijn-wijk?gebied=WK059904")
    ready(page)
    page.get_by_role("link", name="English").click()
    page.get_by_role("heading", name="How is Overschie doing?").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("summary", has_text="Your neighbourhood").click()
    page.get_by_role("link", name="Map", exact=True).click()
    page.get_by_role("heading", name="Where is this figure high, and where low?").wait_for()
    assert "taal=en" in page.url


@pytest.mark.parametrize("address", PAGES)
def test_a_phone_needs_no_sideways_scrolling(phone, address):
    phone.goto(address)
    ready(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    wide = phone.evaluate(
        "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => e.getBoundingClientRect().right > 392"
        " && !e.closest('[data-testid=stDataFrame], [data-testid=stMultiSelect], [data-testid=stDeckGlJsonChart],"
        " svg, canvas, .lsa-scroll, [role=tablist]'))"
        ".map(e => e.tagName + '.' + e.className).slice(0, 5)"
    )
    assert wide == []


def test_a_phone_shows_all_of_the_table_beside_a_map(phone):
    phone.goto("/kaart?indicator=rivm_eenzaam")
    ready(phone)
    table = phone.locator(".lsa-scroll:has(.lsa-areas)")
    table.wait_for()
    assert table.evaluate("one => one.scrollWidth - one.clientWidth") <= 0


def test_a_choice_that_clears_others_is_one_step_back(page):
    address = "/tegen-de-trend?van=2012&tot=2014&groep=zwak2008&regio=zuid"
    page.goto(address)
    ready(page)
    page.get_by_label("Model en gebieden").click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**regio=zuid&reeks=pc3")
    page.go_back()
    page.wait_for_url(f"**{address}")


def _until(page, holds, seconds=20):
    """Wait until something on the screen is so; fails after `seconds`."""
    for _ in range(seconds * 4):
        if holds():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it did not become so")


def test_a_dot_opens_its_wijk(page):
    page.goto("/klopt-het?groep=eigen&codes=WK059904")
    ready(page)
    dot = page.locator(".mark-symbol path").last
    dot.wait_for()
    dot.click(force=True)
    page.get_by_role("heading", name="Hoe staat Overschie ervoor?").wait_for()


def test_a_cell_of_the_multiverse_asks_its_question(page):
    page.goto("/klopt-het")
    ready(page)
    page.get_by_role("link", name="4/119").first.click()
    page.get_by_text("4 van de 119 wijken").wait_for()
    assert "groep=zwak2014" in page.url


def test_a_file_is_what_the_page_shows(page):
    page.goto("/gegevens?type=wijk&vintage=2016&indicator=lbm2_totaal&year=2016&gemeente=GM0599")
    ready(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV voor Nederlands Excel").click()
    assert download.value.suggested_filename.startswith("lsa_wijk_2016_lbm2-totaal_2016_GM0599_v")
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()
    page.get_by_text(f"{len(lines) - 1} cijfers over").wait_for()
