"""The way of a resident: find, read, compare, share and print, by touch, by keyboard alone, and at twice the size."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, ready
from tests.browser.test_finding import box

FOCUSED = """() => {
    let element = document.activeElement
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return (element.getAttribute('aria-label') || element.textContent).trim()
}"""
MOST_STOPS = 150
PRINTS = "window.printed = 0; window.print = () => window.printed++"


@pytest.fixture
def opened(chromium, server):
    """A page of a browser of this kind, which notes that it was asked to print."""
    contexts = []

    def open_one(options: dict) -> Page:
        contexts.append(chromium.new_context(base_url=server, **options))
        contexts[-1].grant_permissions(["clipboard-read", "clipboard-write"])
        contexts[-1].add_init_script(PRINTS)
        page = contexts[-1].new_page()
        page.set_default_timeout(30_000)
        page.goto("/")
        ready(page)
        box(page).wait_for()
        return page

    yield open_one
    for context in contexts:
        context.close()


def _compared(page: Page) -> None:
    page.wait_for_url("**/vergelijk?**")
    page.get_by_text(re.compile("staat (Centrum|Schilderswijk) dichter bij Nederland dan")).wait_for()


def _passed_on(page: Page, path: str) -> None:
    page.get_by_text("Link gekopieerd.").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(path)


def test_by_touch_a_wijk_is_found_read_compared_shared_and_printed(opened):
    phone = opened(PHONE)
    box(phone).tap()
    phone.keyboard.type("schilderswijk den haag")
    phone.get_by_role("link", name=re.compile("Schilderswijk wijk in Den Haag")).tap()
    phone.wait_for_url("**/gebied/WK051829")
    phone.get_by_role("heading", name="Gaat het vooruit?").wait_for()
    phone.get_by_text("Uitleg").first.tap()
    phone.get_by_role("button", name="Kopieer de link").first.tap()
    _passed_on(phone, "/gebied/WK051829")
    phone.get_by_role("button", name="Print", exact=True).first.tap()
    assert phone.evaluate("window.printed") == 1
    phone.get_by_role("link", name="Verder kijken in het dashboard").tap()
    phone.get_by_role("heading", name="Hoe staat Schilderswijk ervoor?").wait_for()
    row = phone.locator("#rij-rivm_eenzaam")
    row.locator("summary").tap()
    row.get_by_role("img", name="Voelt zich eenzaam: van 2012 tot 2020").wait_for()
    phone.get_by_text("Wat ligt ernaast?").tap()
    phone.get_by_role("link", name="Vergelijk met Centrum").tap()
    _compared(phone)


def test_by_keyboard_alone_a_wijk_is_found_read_compared_shared_and_printed(opened):
    page = opened(DESKTOP)
    page.keyboard.press("/")
    page.keyboard.type("schilderswijk den haag")
    page.get_by_role("link", name=re.compile("Schilderswijk wijk in Den Haag")).wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hoe staat Schilderswijk ervoor?").wait_for()
    page.locator("#rij-rivm_eenzaam").wait_for()
    ready(page)
    _to(page, "Kopieer de link")
    _passed_on(page, "/gebied/WK051829")
    _to(page, "Print")
    assert page.evaluate("window.printed") == 1
    _to(page, "Voelt zich eenzaam")
    page.locator("#rij-rivm_eenzaam").get_by_text("Bron: Gezondheid per wijk en buurt").wait_for()
    _to(page, "Wat ligt ernaast?", "Shift+Tab")
    _to(page, "Vergelijk met Centrum")
    _compared(page)
    _to(page, "Kopieer de link")
    _passed_on(page, "/vergelijk?gebieden=WK051829,WK051828")


def test_at_twice_the_size_a_wijk_is_found_read_compared_shared_and_printed(opened):
    page = opened({"viewport": {"width": 700, "height": 450}, "device_scale_factor": 2, "locale": "nl-NL"})
    box(page).fill("schilderswijk den haag")
    page.get_by_role("link", name=re.compile("Schilderswijk wijk in Den Haag")).click()
    page.get_by_role("heading", name="Hoe staat Schilderswijk ervoor?").wait_for()
    page.locator("#rij-rivm_eenzaam summary").click()
    page.get_by_role("button", name="Kopieer de link").first.click()
    _passed_on(page, "/gebied/WK051829")
    page.get_by_role("button", name="Print", exact=True).first.click()
    assert page.evaluate("window.printed") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    page.get_by_text("Wat ligt ernaast?").click()
    page.get_by_role("link", name="Vergelijk met Centrum").click()
    _compared(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


def _to(page: Page, name: str, key: str = "Tab") -> None:
    """Go by the keyboard to the next stop that has this in its name, and press it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if name in page.evaluate(FOCUSED):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no stop is called {name}")
