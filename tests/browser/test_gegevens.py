"""Gegevens in the browser: what somebody who works at a gemeente does, with the mistakes that go with it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import ready, stands_still

WHERE = "type=wijk&vintage=2024&provincie=PV28&where=rivm_eenzaam:higher&across=true&indicator=rivm_eenzaam"


def test_a_pasted_list_with_mistakes_stays_and_shows_only_what_was_found(page):
    page.goto("/gegevens?type=wijk&vintage=2020&indicator=rivm_eenzaam&year=2020")
    ready(page)
    page.get_by_text(re.compile("Meer filters")).click()
    box = page.get_by_label("Eigen codes, geplakt")
    box.fill("wijkcode\n059904;WK051829 'WKO59903' WK059902")
    box.press("Control+Enter")
    page.get_by_text("WKO59903 is geen code").wait_for()
    page.get_by_text("2 cijfers over 2 gebieden").wait_for()
    page.reload()
    ready(page)
    page.get_by_text("2 cijfers over 2 gebieden").wait_for()
    page.get_by_role("button", name="Haal Overschie (Rotterdam) weg").click()
    page.get_by_text("1 cijfer over 1 gebied").wait_for()
    page.go_back()
    page.get_by_text("2 cijfers over 2 gebieden").wait_for()


def test_a_name_and_enter_takes_that_one_and_no_other(page):
    page.goto("/gegevens?type=wijk&vintage=2024&indicator=rivm_eenzaam&across=true")
    ready(page)
    page.get_by_label("Zoek een gebied").fill("den haag")
    page.get_by_role("button", name=re.compile("Den Haag gemeente")).wait_for()
    page.get_by_label("Zoek een gebied").press("Enter")
    page.wait_for_url("**gemeente=GM0518**")
    page.get_by_role("button", name="Haal Den Haag weg").wait_for()
    figures = page.get_by_label("Cijfers", exact=True)
    ready(page)
    figures.click()
    figures.press_sequentially("Rookt")
    page.get_by_role("option", name=re.compile("Rookt")).first.wait_for()
    expect(page.get_by_role("option")).to_have_count(1)
    figures.press("Enter")
    page.wait_for_url("**indicator=rivm_eenzaam%2Crivm_roker**")


def test_a_link_keeps_shape_order_and_page_after_a_reload(page):
    page.goto(f"/gegevens?{WHERE}&sort=value&descending=true&page=2&shape=wide")
    ready(page)
    said = page.locator(".lsa-answer").inner_text()
    page.reload()
    ready(page)
    assert page.locator(".lsa-answer").inner_text() == said
    assert "page=2" in page.url
    expect(page.get_by_label(re.compile("Bladzijde"))).to_have_value("2")


def test_one_click_from_a_wijk_to_all_wijken_of_its_gemeente(page):
    page.goto("/mijn-wijk?gebied=WK059904")
    ready(page)
    page.get_by_role("link", name="Alle wijken naast elkaar").first.click()
    page.get_by_role("heading", name="Hoe staan de wijken van Rotterdam ervoor?").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Deze tabel in Excel").click()
    assert download.value.suggested_filename.startswith("lsa_tabel_wijk_2024_v")


def test_a_chart_offers_no_cut_file_of_its_own(page):
    page.goto("/klopt-het")
    ready(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.hover()
    page.get_by_role("button", name=re.compile("Bewaar als plaatje")).first.wait_for()
    assert page.get_by_role("button", name=re.compile("Toon als tabel")).count() == 0


def test_the_table_on_paper_names_its_sources_and_its_key_has_the_colour_of_its_marks(page):
    page.goto("/gegevens?shape=table&type=wijk&gemeente=GM0599&vintage=2024")
    ready(page)
    page.locator(".lsa-side").wait_for()
    marks = page.locator(".lsa-key .lsa-here, .lsa-side .lsa-here")
    colours = marks.evaluate_all("marks => marks.map(mark => getComputedStyle(mark).fill)")
    assert len(set(colours)) == 1
    page.get_by_text("verder dan de lijn gaat").wait_for()
    page.emulate_media(media="print")
    expect(page.get_by_text("Bronnen: Leefbaarometer 3.0")).to_be_visible()
    expect(page.get_by_text("Kiest u zelf geen cijfers")).to_be_hidden()


PALE = """() => [...document.querySelectorAll('.lsa-side th, .lsa-side td, .lsa-side a, .lsa-side b')]
    .filter(cell => Math.max(...getComputedStyle(cell).color.match(/[0-9]+/g).slice(0, 3)) > 150)
    .map(cell => cell.innerText)"""


def test_the_table_is_dark_on_paper_for_who_reads_it_on_a_dark_screen(page):
    page.emulate_media(color_scheme="dark")
    page.goto("/gegevens?type=wijk&gemeente=GM0088&shape=table")
    stands_still(page)
    assert page.evaluate(PALE)
    page.emulate_media(media="print")
    assert page.evaluate(PALE) == []


def test_on_a_phone_the_figure_stands_beside_the_name_and_the_name_stays_when_the_table_is_moved(phone):
    phone.goto("/gegevens?type=wijk&vintage=2024&gemeente=GM0599&indicator=kwb_inwoners")
    table = phone.get_by_role("group", name="Voorbeeld")
    table.get_by_role("rowheader", name="Charlois").wait_for()
    ready(phone)
    value = table.get_by_role("cell", name="70.525").bounding_box()
    assert value["x"] + value["width"] <= phone.viewport_size["width"]
    assert table.evaluate("(table) => { table.scrollLeft = 300; return table.scrollLeft }") == 300
    assert table.get_by_role("rowheader", name="Charlois").bounding_box()["x"] >= 0
