"""Everybody can use every page: by axe, in both languages and themes, wide and narrow, and with larger letters.

One visit per page and language: there the theme and the width change, and everything that can be opened is open.
"""

import re
from functools import cache
from itertools import cycle

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from lsa_data import catalogue
from lsa_data.say.sentences import phrases
from lsa_tafel import store
from lsa_ui.texts import texts
from tests.browser.conftest import DESKTOP, PHONE, comes_true, ready, stands_still

PAGES = {
    "start": "/?",
    "mijn wijk": "/mijn-wijk?gebied=WK051829",
    "mijn gemeente": "/mijn-wijk?gebied=GM0344",
    "kleine wijk": "/mijn-wijk?gebied=WK068752",
    "vergelijk": "/vergelijk?gebieden=WK051829,WK034406,WK059904&thema=gezondheid",
    "eigen gebied": "/eigen-gebied?eigen=BU05990110,BU05990112:40;naam=Plein",
    "kaart": "/kaart?gebied=WK051829&gemeente=GM0518",
    "klopt het": "/klopt-het?",
    "de kloof": "/de-kloof?",
    "tegen de trend": "/tegen-de-trend?gemeente=GM0599",
    "aan tafel": "/aan-tafel?",
    "gegevens": "/gegevens?type=gemeente&vintage=2016&indicator=lbm2_totaal&year=2016,2014",
    "bijeenkomsten": "/bijeenkomsten?regio=zuid",
    "over": "/over?",
}
LIGHT = (
    "/gebied/WK051829", "/gebied/WK051829?taal=en", "/gebied/GM0363", "/gebied/2525", "/gebied/WK003414",
    "/gebied/WK036200/2016", "/gebied/NL01", "/poster/WK051829", "/poster/WK051829?taal=en", "/api/v1/docs",
    "/api/v1/docs",
)  # fmt: skip
"""Pages without Streamlit: areas of every kind, one of few people and one that is no more, and a poster. Those of
one template are seen in one half of the windows and in the other, in turn."""
EVENING = ("desk", "screen", "phone")
WIDE, PHONE_WIDE = 1400, 390
WINDOWS = {
    "nl": ((WIDE, "light"), (PHONE_WIDE, "dark")),
    "en": ((WIDE, "dark"), (PHONE_WIDE, "light")),
}
"""Width and theme. Together the two visits of a page see it in each of both, and each language sees both themes and
widths: every pair of language, theme and width."""
ALL_WINDOWS = (*WINDOWS["nl"], *WINDOWS["en"])
NARROW = (320, 700)
"""The narrowest window, and one of 1400 pixels at twice the size."""
RULES = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
AXE = {"runOnly": {"type": "tag", "values": sorted(RULES)}, "resultTypes": ["violations"]}
OPEN_ALL = """() => document.querySelectorAll('[data-testid=stMain] summary')
    .forEach(summary => summary.closest('details').open || summary.click())"""
OPEN_PLAIN = "document.querySelectorAll('details').forEach(one => one.open = true)"
TOO_WIDE = """width => [...document.querySelectorAll('.lsa-bar *, main *, footer *')].filter(e => {
    const box = e.getBoundingClientRect()
    return box.width && box.left < width && box.right > width + 2
      && !e.closest('svg, canvas, .lsa-scroll, .hear, .lsa-hear, .skip, [role=tablist], thead, [data-testid=stCode]')
}).map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40)).slice(0, 5)"""
SAID = """language => {
    const said = new Set()
    const read = root => {
        const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
        for (let node = walk.currentNode; node; node = walk.nextNode()) {
            const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
            if (element?.closest?.(`script, noscript, style, [lang=${language}], [data-testid=stCode]`)) continue
            if (node.nodeType === Node.TEXT_NODE) said.add(node.data.trim())
            else for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'])
                if (node.hasAttribute?.(name)) said.add(node.getAttribute(name).trim())
            if (node.shadowRoot) read(node.shadowRoot)
        }
    }
    read(document.body)
    return [...said].filter(Boolean)
}"""
"""Every text on the page but those that say that they are in another language."""
FOCUS = """() => {
    let element = document.activeElement
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (element === document.body) return 'body'
    const box = element.getBoundingClientRect()
    const parts = [element]
    for (let part = element.parentElement; part && parts.length < 9; part = part.parentElement) parts.push(part)
    const ringed = parts.some(part => getComputedStyle(part).outlineStyle === 'solid'
        && parseFloat(getComputedStyle(part).outlineWidth) >= 2)
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    const inside = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight
    return ringed && shown && inside && 'seen'
}"""
"""Whether what has the focus is on the screen and has a ring: seen, body for none, false otherwise."""
WHERE = """() => {
    let element = document.activeElement
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element.outerHTML.slice(0, 300)
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


def _broken_anywhere(page: Page, windows, settled=lambda: None, narrow=(*NARROW, PHONE_WIDE)) -> list:
    """What axe finds in these windows, and what sticks out in `narrow` ones."""
    problems = []
    for width, scheme in windows:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(150)
        settled()
        problems += [(width, scheme, *one) for one in _broken(page)]
    for width in narrow:
        page.set_viewport_size({"width": width, "height": 450})
        page.wait_for_timeout(150)
        settled()
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append((width, "scrolls sideways"))
        problems += [(width, "sticks out", one) for one in _too_wide(page, width)]
    return problems


def _too_wide(page: Page, width: int) -> list[str]:
    """What sticks out of a window of this width after charts and maps had the time to be drawn for it."""
    for _ in range(20):
        if not (found := page.evaluate(TOO_WIDE, width)):
            break
        page.wait_for_timeout(250)
    return found


def _dressed(page: Page) -> None:
    """Wait until the page has run, Streamlit has put on the theme that the style of the page has already, and no colour
    is on its way to another."""
    ready(page)
    comes_true(
        page,
        "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        " === getComputedStyle(document.body).backgroundColor"
        " && !document.getAnimations().some(one => one instanceof CSSTransition)",
    )


@pytest.mark.parametrize(("language", "options"), [("nl", DESKTOP), ("en", PHONE)], ids=["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_everybody_can_use_a_page_in_every_theme_and_width_and_it_speaks_one_language(
    chromium, server, name, language, options
):
    page = _open(chromium, server, options, f"{PAGES[name]}&taal={language}")
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(300)
    assert _broken_anywhere(page, WINDOWS[language], settled=lambda: _dressed(page)) == []
    for box in page.get_by_role("combobox").all()[:1] if options is DESKTOP else ():
        box.fill("xqxq")
        page.wait_for_timeout(300)
    said = page.evaluate(SAID, "en" if language == "nl" else "nl")
    assert _foreign(said, language) == []
    page.context.close()


@pytest.mark.parametrize(("path", "windows"), zip(LIGHT, cycle(WINDOWS.values()), strict=False), ids=LIGHT)
def test_everybody_can_use_a_light_page_in_every_theme_and_width(page, path, windows):
    page.goto(path)
    page.locator("h1, h2").first.wait_for()
    page.evaluate(OPEN_PLAIN)
    assert _broken_anywhere(page, windows) == []


@pytest.mark.parametrize("where", EVENING)
def test_everybody_can_use_the_pages_of_an_evening_in_every_theme_and_width(evening, page, where):
    key, session = evening
    page.goto({"desk": f"/live/desk#{key}", "screen": f"/live/screen/{store.screen_key(key)}",
               "phone": f"/doe-mee/{session.code}"}[where])  # fmt: skip
    page.locator("h1, h2").first.wait_for()
    page.wait_for_timeout(500)
    page.evaluate(OPEN_PLAIN)
    projected = where == "screen"
    assert _broken_anywhere(page, ALL_WINDOWS, narrow=() if projected else (*NARROW, PHONE_WIDE)) == []


def test_axe_finds_nothing_with_the_menu_and_what_is_found_on_the_screen(chromium, server):
    page = _open(chromium, server, PHONE | {"color_scheme": "dark"}, "/over")
    page.get_by_role("button", name="Menu").tap()
    assert _broken(page) == []
    page.get_by_role("button", name="Zoek").tap()
    page.keyboard.type("lombok utrecht")
    page.get_by_role("link", name="Lombok-West").wait_for()
    assert _broken(page) == []
    page.context.close()


def _foreign(said: list[str], language: str) -> list[str]:
    """The texts of a page that belong to the other language."""
    exact, patterns = _other("en" if language == "nl" else "nl", language)
    return [text for text in said if text in exact or any(pattern.fullmatch(text) for pattern in patterns)]


@cache
def _other(other: str, own: str) -> tuple[set[str], list[re.Pattern]]:
    """The texts that are other words in the other language: whole ones, and those with something to fill in of which
    enough is left to know them by. What Streamlit itself says is English in both."""
    theirs = {key: words for key, words in _all_texts(other).items() if own == "nl" or not key.startswith("streamlit.")}
    ours = _all_texts(own)
    both = {words for key, words in ours.items() if own == "en" or not key.startswith("streamlit.")}
    differing = {words for key, words in theirs.items() if words != ours.get(key) and words not in both}
    exact = {words for words in differing if "{" not in words and len(words) > 1}
    filled = [re.split(r"\{[^}]*\}", words) for words in differing if "{" in words]
    known = [parts for parts in filled if len(re.sub(r"\W", "", "".join(parts))) > 11]
    return exact, [re.compile(".+".join(map(re.escape, parts)), re.DOTALL) for parts in known]


def _all_texts(language: str) -> dict[str, str]:
    """Every text of the dashboard in a language: its own, those around figures, and what figures are called."""
    named = {
        f"{kind}.{key}.{text}": one.text(text, language)
        for kind, known, said in (
            ("indicator", catalogue.indicators(), ("name", "definition", "caution")),
            ("theme", catalogue.themes(), ("name", "question")),
        )
        for key, one in known.items()
        for text in said
    }
    return (
        texts(language) | dict(_flat("say", phrases(language))) | {key: words for key, words in named.items() if words}
    )


def _flat(key: str, words):
    """Every text in tables of tables, with a key of its own."""
    if isinstance(words, str):
        yield key, words
    elif isinstance(words, dict | list):
        for name, inside in words.items() if isinstance(words, dict) else enumerate(words):
            yield from _flat(f"{key}.{name}", inside)


@pytest.mark.parametrize(
    ("name", "scheme"), [("kaart", "dark"), ("gegevens", "light"), ("aan tafel", "dark"), ("bijeenkomsten", "light")]
)
def test_by_keyboard_every_stop_is_on_the_screen_and_can_be_seen(chromium, server, name, scheme):
    page = _open(chromium, server, DESKTOP | {"color_scheme": scheme}, PAGES[name])
    stands_still(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        try:
            found = comes_true(page, FOCUS, patience=15)
        except TimeoutError:
            raise AssertionError(page.evaluate(WHERE)) from None
        if found == "body":
            break
    page.context.close()
