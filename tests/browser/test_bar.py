"""The bar: menu, search and language, by mouse, touch and keyboard; another page comes without loading all again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, comes_true, ready
from tests.browser.test_finding import FOCUSED, box


def _open(page, address="/"):
    page.goto(address)
    ready(page)


def test_another_page_comes_without_loading_everything_again_and_back_returns(page):
    _open(page, "/over")
    page.evaluate("window.still = true")
    page.locator("summary", has_text="Uw wijk").click()
    page.get_by_role("link", name="Kaart").click()
    page.get_by_role("heading", name="Waar is dit cijfer hoog").wait_for()
    expect(page.get_by_role("link", name="Kaart", include_hidden=True)).to_have_attribute("aria-current", "page")
    expect(page.locator(".lsa-bar .here summary")).to_have_text("Uw wijk")
    page.go_back()
    page.get_by_role("heading", name="Wat betekenen de cijfers").wait_for()
    assert page.evaluate("window.still")


def test_a_link_in_a_page_and_what_is_found_open_without_loading_everything_again(page):
    _open(page, "/")
    page.evaluate("window.still = true")
    page.get_by_role("link", name="Naar Gegevens").click()
    page.get_by_role("heading", level=1, name="cijfers").wait_for()
    box(page).fill("schilderswijk den haag")
    page.get_by_role("link", name=re.compile("Schilderswijk wijk in Den Haag")).click()
    page.get_by_role("heading", name=re.compile("Schilderswijk")).first.wait_for()
    assert "gebied=WK051829" in page.url
    assert page.evaluate("window.still")


def test_the_menu_works_by_keyboard_and_closes_with_escape(page):
    _open(page, "/over")
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Uw wijk")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Start")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Start")).to_have_count(0)
    expect(page.locator("summary", has_text="Uw wijk")).to_be_focused()


@pytest.mark.parametrize("address", ["/", "/over"])
def test_two_stops_from_the_top_lead_to_the_search_and_one_to_the_content(page, address):
    _open(page, address)
    box(page).wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.reload()
    ready(page)
    box(page).wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "INPUT"


def test_on_a_phone_the_menu_has_words_and_the_search_is_one_tap_away(phone):
    _open(phone, "/over")
    phone.get_by_role("button", name="Zoek").tap()
    assert phone.evaluate(FOCUSED) == "INPUT"
    phone.get_by_role("button", name="Menu").tap()
    phone.get_by_role("link", name="Bijeenkomsten").tap()
    phone.get_by_role("heading", name="Waar sprak LSA met bewoners").wait_for()
    expect(phone.get_by_role("link", name="Bijeenkomsten")).to_have_count(0)


@pytest.mark.parametrize("width", [820, 1024, 1400])
def test_all_groups_of_the_menu_are_on_the_screen(chromium, server, width):
    context = chromium.new_context(base_url=server, viewport={"width": width, "height": 800}, locale="nl-NL")
    page = context.new_page()
    _open(page, "/over")
    for group in ("Uw wijk", "Het verhaal", "In gesprek", "Cijfers"):
        place = page.locator("summary", has_text=group).bounding_box()
        assert 0 <= place["x"] <= width - place["width"]
    context.close()


def test_on_a_phone_what_is_found_on_start_is_the_light_page(phone):
    _open(phone)
    box(phone).fill("schilderswijk den haag")
    phone.get_by_role("link", name=re.compile("Schilderswijk wijk in Den Haag")).tap()
    phone.wait_for_url("**/gebied/WK051829")
    phone.get_by_role("link", name="Zoek", exact=True).tap()
    phone.wait_for_url("**/#zoeken")
    ready(phone)
    comes_true(phone, f"({FOCUSED})() === 'INPUT'")


def test_the_door_for_residents_leads_to_the_search(page):
    _open(page)
    box(page).wait_for()
    page.get_by_role("link", name="Zoek mijn wijk").click()
    assert page.evaluate(FOCUSED) == "INPUT"


def test_a_first_visit_is_in_the_language_of_the_browser_and_a_choice_stays(chromium, server):
    context = chromium.new_context(base_url=server, **DESKTOP | {"locale": "en-GB"})
    page = context.new_page()
    _open(page, "/over")
    page.get_by_role("heading", name="What do the figures mean").wait_for()
    assert "taal=en" in page.url
    page.get_by_role("link", name="Nederlands").click()
    page.get_by_role("heading", name="Wat betekenen de cijfers").wait_for()
    _open(page, "/kaart")
    page.get_by_role("heading", name="Waar is dit cijfer hoog").wait_for()
    assert page.locator("html").get_attribute("lang") == "nl"
    context.close()
