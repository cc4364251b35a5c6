"""Eigen gebied in the browser: an area put together on a map, by finger, with the mistakes that go with it."""

import math
import re
from urllib.parse import unquote

from playwright.sync_api import expect

from tests.browser.conftest import ready

FIND = "Voeg een buurt, een wijk of een postcode toe"


def _line(page) -> str:
    found = re.search(r"eigen=([^&]*)", page.url)
    return unquote(found[1]) if found else ""


def _found(page, text: str) -> None:
    page.get_by_label(FIND).fill(text)
    page.locator(".results button").first.click()
    page.wait_for_url("**eigen=**")


def test_an_area_is_drawn_taken_back_named_and_looked_at(page):
    page.goto("/eigen-gebied")
    ready(page)
    _found(page, "cool rotterdam")
    assert _line(page) == "BU05990112"
    page.locator('.own path.in[data-code="BU05990112"]').wait_for()
    page.get_by_role("button", name="Vorm tekenen").click()
    page.locator(".own svg").scroll_into_view_if_needed()
    around = page.locator(".own svg").bounding_box()
    x, y = around["x"] + around["width"] / 2, around["y"] + around["height"] / 2
    page.mouse.move(x + 120, y)
    page.mouse.down()
    for step in range(1, 25):
        page.mouse.move(x + 120 * math.cos(step / 4), y + 120 * math.sin(step / 4))
    page.mouse.up()
    page.wait_for_url(re.compile("eigen=BU.*BU"))
    assert len(_line(page).split(",")) > 1
    page.get_by_role("button", name="Stap terug").click()
    page.wait_for_url(re.compile(r"eigen=BU05990112(&|$)"))
    name = page.get_by_role("textbox", name="Hoe noemt u dit gebied?")
    name.fill("<b>=Rond de Witte</b>")
    name.press("Enter")
    page.get_by_role("heading", name="Eigen gebied: bRond de Witteb").wait_for()
    page.reload()
    ready(page)
    page.get_by_role("link", name="Bekijk de cijfers").click()
    page.get_by_role("heading", name="Hoe staat bRond de Witteb", exact=False).wait_for()
    page.get_by_text("Dit is een eigen gebied van 1 buurt").wait_for()


def test_on_a_phone_a_buurt_is_tapped_in(phone):
    phone.goto("/eigen-gebied?gemeente=GM0599")
    ready(phone)
    phone.get_by_role("button", name="Dichterbij").click()
    shape = phone.locator(".own path:not(.in)").nth(30)
    code = shape.get_attribute("data-code")
    for event in ("pointerdown", "pointerup"):
        shape.dispatch_event(event, {"isPrimary": True, "pointerType": "touch", "button": 0})
    phone.wait_for_url(f"**eigen={code}**")
    phone.locator(f'.own path.in[data-code="{code}"]').wait_for()


def test_without_the_map_there_is_the_list(chromium, server):
    page = chromium.new_context(base_url=server, locale="nl-NL").new_page()
    page.route("**/geo/**", lambda route: route.abort())
    page.goto("/eigen-gebied?eigen=BU05990112")
    ready(page)
    page.get_by_text("De kaart is er nu niet. Kies de buurten in de lijst.").wait_for()
    listed = page.get_by_role("combobox", name="Buurten in Rotterdam")
    listed.click()
    listed.press_sequentially("Stadsdr")
    page.get_by_role("option", name="Stadsdriehoek").click()
    page.wait_for_url(re.compile("eigen=BU05990110.*BU05990112"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Leeg maken").click()
    page.get_by_text("U hebt nog geen buurten gekozen.").wait_for()
    expect(page.get_by_role("button", name="Leeg maken")).to_be_disabled()
    page.context.close()
