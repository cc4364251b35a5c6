"""Everybody can use every page: by axe, in both languages and themes, wide and narrow, and with larger letters."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from lsa_ui.texts import texts
from tests.browser.conftest import DESKTOP, PHONE, ready

PAGES = {
    "start": "/?",
    "kaart": "/kaart?gebied=WK051829&gemeente=GM0518",
    "klopt het": "/klopt-het?",
    "de kloof": "/de-kloof?",
    "tegen de trend": "/tegen-de-trend?gemeente=GM0599",
    "aan tafel": "/aan-tafel?",
    "gegevens": "/gegevens?type=gemeente&vintage=2016&indicator=lbm2_totaal&year=2016,2014",
    "bijeenkomsten": "/bijeenkomsten?regio=zuid",
    "over": "/over?",
}
RULES = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
AXE = {"runOnly": {"type": "tag", "values": sorted(RULES)}}
OPEN_ALL = """() => document.querySelectorAll('[data-testid=stMain] summary')
    .forEach(summary => summary.closest('details').open || summary.click())"""
TOO_WIDE = """width => [...document.querySelectorAll('.lsa-bar *, [data-testid=stMain] *')].filter(e => {
    const box = e.getBoundingClientRect()
    return box.width && box.left < width && box.right > width + 2
      && !e.closest('svg, canvas, .lsa-scroll, .hear, .skip, [role=tablist], thead, [data-testid=stCode]')
}).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40)).slice(0, 5)"""
SAID = """() => {
    const said = new Set()
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walk.currentNode; node; node = walk.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
            if (!node.parentElement.closest('script, noscript, style, [lang=en], [data-testid=stCode]'))
                said.add(node.data.trim())
        } else for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'])
            if (node.hasAttribute(name)) said.add(node.getAttribute(name).trim())
    }
    return [...said]
}"""
STOPS = """() => {
    let element = document.activeElement
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    const box = element.getBoundingClientRect(), style = getComputedStyle(element)
    const ringed = e => e && (getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e).boxShadow !== 'none')
    const seen = ringed(element) || ringed(element.parentElement)
        || ringed(element.closest('[data-baseweb], [role=group], label'))
        || /^(INPUT|TEXTAREA)$/.test(element.tagName)
    return {what: `${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}`, seen: Boolean(seen),
            inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
            body: element === document.body}
}"""


def _open(chromium, server, options: dict, address: str) -> Page:
    page = chromium.new_context(base_url=server, **options).new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    ready(page)
    return page


def _broken(page: Page) -> list:
    found = Axe().run(page, options=AXE).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in found]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("options", "scheme", "language"), [(DESKTOP, "dark", "nl"), (PHONE, "light", "en")], ids=["dark", "phone"]
)
def test_axe_finds_nothing_with_everything_open(chromium, server, name, options, scheme, language):
    page = _open(chromium, server, options | {"color_scheme": scheme}, f"{PAGES[name]}&taal={language}")
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(300)
    assert _broken(page) == []
    page.context.close()


def test_axe_finds_nothing_with_the_menu_and_what_is_found_on_the_screen(chromium, server):
    page = _open(chromium, server, PHONE | {"color_scheme": "dark"}, "/over")
    page.get_by_role("button", name="Menu").tap()
    assert _broken(page) == []
    page.get_by_role("button", name="Zoek").tap()
    page.keyboard.type("lombok utrecht")
    page.get_by_role("link", name="Lombok-West").wait_for()
    assert _broken(page) == []
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_at_320_pixels(chromium, server, name):
    page = _open(chromium, server, PHONE | {"viewport": {"width": 320, "height": 640}}, PAGES[name])
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(TOO_WIDE, 320) == []
    page.context.close()


@pytest.mark.parametrize("name", ["start", "kaart", "gegevens"])
def test_nothing_sticks_out_at_twice_the_size(chromium, server, name):
    half = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2, "locale": "nl-NL"}
    page = _open(chromium, server, half, PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.evaluate(TOO_WIDE, 640) == []
    page.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_streamlit_says_no_english_word_on_a_dutch_page(chromium, server, name):
    page = _open(chromium, server, DESKTOP, PAGES[name])
    page.evaluate(OPEN_ALL)
    for box in page.get_by_role("combobox").all()[:1]:
        box.fill("xqxq")
    page.wait_for_timeout(300)
    said = page.evaluate(SAID)
    assert [text for text in said if text in _english() or text.startswith(_english_starts())] == []
    page.context.close()


def _english() -> set[str]:
    """What Streamlit says, where the Dutch is another word."""
    dutch = texts("nl")
    return {
        words for key, words in texts("en").items()
        if key.startswith("streamlit.") and words != dutch[key] and words not in dutch.values()
    }  # fmt: skip


def _english_starts() -> tuple[str, ...]:
    known = [words.partition("{n}")[0] for words in _english() if not words.startswith("{n}")]
    return (*[start for start in known if start.endswith(": ")], "X-axis", "Y-axis", "Symbol legend", "Title text")


@pytest.mark.parametrize("name", ["kaart", "gegevens", "aan tafel"])
def test_by_keyboard_every_stop_is_on_the_screen_and_can_be_seen(chromium, server, name):
    page = _open(chromium, server, DESKTOP, PAGES[name])
    for _ in range(30):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOPS)
        if stop["body"]:
            break
        assert stop["seen"], stop
        assert stop["inside"], stop
    page.context.close()
