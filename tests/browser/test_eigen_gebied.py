"""Eigen gebied in the browser: an area put together on a map, by finger, with the mistakes that go with it."""

import math
import re
from urllib.parse import quote, unquote

from playwright.sync_api import expect

from lsa_data.ask import own_area
from lsa_tafel import store
from tests.browser import test_aan_tafel as evening
from tests.browser.conftest import ready

FIND = "Voeg een buurt, een wijk of een postcode toe"
NAME = "Rond 't plein"
LINE = f"BU05990110,BU05990111,BU05990112:40;naam={NAME}"
room = evening.room


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
    ready(page)
    told = page.get_by_text("De naam is nu: bRond de Witteb")
    assert 0 < told.bounding_box()["y"] - name.bounding_box()["y"] < 200, (
        "what is wrong with a name is said at the name"
    )
    page.reload()
    ready(page)
    page.get_by_role("link", name="Bekijk de cijfers").click()
    page.get_by_role("heading", name="Hoe staat bRond de Witteb", exact=False).wait_for()
    page.get_by_text("Dit is een eigen gebied van 1 buurt").wait_for()


def test_what_is_found_comes_into_sight_on_the_map_and_a_tap_leaves_the_map_where_it_is(page):
    page.goto("/eigen-gebied?gemeente=GM0599")
    ready(page)
    page.locator(".own path").first.wait_for(state="attached")
    sight = page.locator(".own svg")
    seen = [sight.get_attribute("viewBox")]
    for text, code in (("3014", "BU05990111"), ("oud charlois rotterdam", "BU05991574")):
        _found(page, text)
        page.locator(f'.own path.in[data-code="{code}"]').wait_for()
        expect(sight).not_to_have_attribute("viewBox", seen[-1])
        seen.append(sight.get_attribute("viewBox"))
    shape = page.locator('.own path[data-code="BU05991702"]')
    for event in ("pointerdown", "pointerup"):
        shape.dispatch_event(event, {"isPrimary": True, "pointerType": "mouse", "button": 0})
    page.locator('.own path.in[data-code="BU05991702"]').wait_for()
    expect(sight).to_have_attribute("viewBox", seen[-1])


def test_the_file_of_an_area_is_made_when_it_is_asked_for(page):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url) if request.url.endswith(".csv") else None)
    page.goto("/eigen-gebied?eigen=BU05990110")
    ready(page)
    _found(page, "cool rotterdam")
    page.locator('.own path.in[data-code="BU05990112"]').wait_for()
    ready(page)
    save = page.get_by_role("button", name="Bewaar als bestand")
    save.wait_for()
    assert fetched == []
    with page.expect_download() as download:
        save.click()
    assert own_area.line_of(download.value.path().read_text("utf-8-sig")) == "BU05990110:100,BU05990112:100"


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


def test_an_evening_is_held_for_an_own_area_and_says_on_screen_and_in_the_report_that_we_computed(room, tmp_path):
    kept = tmp_path / "eigen-gebied.csv"
    kept.write_bytes(own_area.as_file(own_area.read(LINE).area))
    maker = room("/aan-tafel")
    ready(maker)
    maker.get_by_text("Of neem een eigen gebied").click()
    maker.get_by_text("Open een bestand dat u bij Uw eigen gebied bewaarde").wait_for()
    maker.locator('input[type="file"]').first.set_input_files(kept)
    maker.get_by_text(kept.name).wait_for()
    take = maker.get_by_role("button", name="Neem dit gebied")
    expect(take).to_be_enabled(timeout=20_000)
    take.click()
    maker.get_by_label(f"Zo heet {NAME} op het scherm").wait_for()

    maker.goto(f"/eigen-gebied?eigen={quote(LINE)}")
    ready(maker)
    maker.get_by_role("link", name="Bereid een bijeenkomst voor").click()
    maker.wait_for_url("**/aan-tafel**")
    ready(maker)
    maker.get_by_label("Titel van de bijeenkomst").fill("Avond op het plein")
    maker.get_by_label("Titel van de bijeenkomst").press("Enter")
    expect(maker.get_by_label(f"Zo heet {NAME} op het scherm")).to_have_value(NAME)
    ready(maker)
    maker.get_by_role("button", name="Bewaar en ga verder").click()
    key = maker.get_by_role("link", name="Open uw bureau").get_attribute("href").partition("#")[2]
    session = store.by_key(key)
    figure = next(slide for slide in session.slides if slide["kind"] == "figure")

    desk, screen = room(f"/live/desk#{key}"), room(f"/live/screen/{store.screen_key(key)}")
    phones = [evening._Phone(room, session, language) for language in ("nl", "nl")]
    desk.get_by_text("Doen mee: 2").wait_for()
    screen.get_by_text(NAME).first.wait_for()
    evening._forward(desk, session, key, figure["id"])
    screen.get_by_text("door ons berekend").first.wait_for()
    for phone in phones:
        phone.page.get_by_text(NAME).first.wait_for()
        phone.press("yes")
        phone.is_told("saved")
    for said in (evening._word(desk), evening._downloaded(desk, "Markdown").decode()):
        assert NAME in said
        assert f"{figure['year']}, door ons berekend" in said
    store.delete(key)
