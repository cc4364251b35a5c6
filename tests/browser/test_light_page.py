"""The light page of an area and its poster, in a real browser: on a phone, without a script, by keyboard, on paper."""

import re

import pytest

from tests.browser.conftest import DESKTOP, PHONE, ready

WIJK, GEMEENTE, POSTCODE = "/gebied/WK051829", "/gebied/GM0363", "/gebied/2525"
SMALL, RETIRED, POSTER = "/gebied/WK003414", "/gebied/WK036200/2016", "/poster/WK051829"
ALL = (WIJK, f"{WIJK}?taal=en", GEMEENTE, POSTCODE, SMALL, RETIRED, "/gebied/NL01", POSTER)
A4_WITHIN_MARGINS = 703
"""186 mm in pixels."""
CLIPPED = (
    "[...document.querySelectorAll('main *, footer *')].filter(e => e.offsetParent && !e.closest('svg, .lsa-hear')"
    " && (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible'"
    " || e.getBoundingClientRect().right > innerWidth + 1)).map(e => e.outerHTML.slice(0, 90))"
)


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_answer_is_on_the_first_screen_of_a_phone_without_any_script(chromium, server):
    context = chromium.new_context(base_url=server, java_script_enabled=False, **PHONE)
    phone = context.new_page()
    phone.goto(WIJK)
    for answer in (phone.get_by_role("heading", level=1), phone.locator(".direction").first):
        box = answer.bounding_box()
        assert box["y"] + box["height"] < PHONE["viewport"]["height"]
    phone.get_by_text("Uitleg").first.click()
    phone.get_by_text("Bron: Leefbaarometer 3.0").first.wait_for()
    assert phone.get_by_role("button").count() == 0
    context.close()


@pytest.mark.parametrize("path", ALL)
def test_nothing_needs_sideways_scrolling_on_a_phone_or_at_twice_the_size(page, path):
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for width, letters in ((390, 1), (320, 1), (640, 1), (390, 2)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("times => document.documentElement.style.fontSize = `${106.25 * times}%`", letters)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, letters)
        assert page.evaluate(CLIPPED) == [], (width, letters)


def test_dark_is_dark_and_paper_is_light(chromium, server):
    context = chromium.new_context(base_url=server, color_scheme="dark", **DESKTOP)
    page = context.new_page()
    page.goto(WIJK)
    ink = "getComputedStyle(document.body).color"
    assert page.evaluate(ink) == "rgb(237, 233, 223)"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(29, 43, 50)"
    context.close()


@pytest.mark.parametrize("path", [WIJK, f"{WIJK}?taal=en", GEMEENTE, "/gebied/GM0344", "/gebied/BU05182916"])
def test_an_area_prints_on_two_sheets_with_nothing_cut_off(page, path):
    page.goto(path)
    assert _pages(page.pdf(prefer_css_page_size=True)) <= 2
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4_WITHIN_MARGINS, "height": 1000})
    assert page.evaluate(CLIPPED) == []
    shown = page.locator("main").inner_text()
    assert page.locator(".rows > li").count() > 4
    for part in page.locator(".lsa-statements li, .rows .what b").all():
        assert part.inner_text() in shown
    page.get_by_text(re.compile(r"(Deze pagina|This page): http")).wait_for()


@pytest.mark.parametrize("path", [POSTER, "/poster/GM0363", "/poster/BU05182916?taal=en"])
def test_a_poster_is_one_sheet_per_figure_and_no_blank_one(page, path):
    page.goto(path)
    sheets = page.locator(".sheet")
    assert _pages(page.pdf(prefer_css_page_size=True)) == sheets.count() == 4
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1512, "height": 1048})
    for i in range(4):
        full = "e => [e.scrollHeight - e.clientHeight, e.querySelector('.write').clientHeight]"
        over, room_to_write = sheets.nth(i).locator(".in").evaluate(full)
        assert over <= 1
        assert room_to_write > 4 * 60, "four lines at least"
    line = page.locator(".write i").first
    assert line.evaluate("e => getComputedStyle(e).borderBottomStyle") == "solid", "printers leave backgrounds out"


def test_other_figures_are_chosen_for_a_poster_without_a_script(chromium, server):
    context = chromium.new_context(base_url=server, java_script_enabled=False, **DESKTOP)
    page = context.new_page()
    page.goto(f"{POSTER}?taal=en")
    page.get_by_text("Choose other figures").click()
    for _ in range(4):
        page.get_by_role("checkbox", checked=True).first.uncheck()
    page.get_by_label("Feels lonely").check()
    page.get_by_role("button", name="Make the sheets").click()
    page.get_by_role("heading", name="Feels lonely").wait_for()
    assert page.locator(".sheet").count() == 1
    assert "taal=en" in page.url
    context.close()


def test_a_link_is_shared_from_mijn_wijk_read_and_followed_back(page, server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/mijn-wijk?gebied=WK051829")
    ready(page)
    page.get_by_role("link", name="Lichte pagina").first.click()
    page.wait_for_url(f"**{WIJK}")
    page.get_by_role("button", name="Kopieer de link").first.click()
    page.get_by_text("Link gekopieerd.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}{WIJK}"
    page.get_by_role("link", name="Verder kijken in het dashboard").click()
    page.get_by_role("heading", name="Hoe staat Schilderswijk ervoor?").wait_for()


def test_where_copying_is_not_possible_the_link_is_shown(page, server):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(WIJK)
    page.get_by_role("button", name="Kopieer de link").first.click()
    page.get_by_text(f"Dit is de link: {server}{WIJK}").wait_for()


def test_by_keyboard_one_skips_to_the_figures_and_opens_an_explanation(page):
    page.goto(WIJK)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de cijfers"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.locator(".rows summary").first.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Bron: Leefbaarometer 3.0").first.wait_for()


def test_a_neighbour_is_opened_from_the_map(phone):
    phone.goto(WIJK)
    phone.locator(".lsa-map text", has_text="Centrum").wait_for()
    phone.locator('.lsa-map a[href="/gebied/WK051828"] path').click(position={"x": 30, "y": 30}, force=True)
    phone.get_by_role("heading", level=1, name="Centrum").wait_for()
