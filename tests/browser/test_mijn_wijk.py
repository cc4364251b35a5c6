"""Mijn wijk and Vergelijk: rows that open, further figures, narrow windows, print and marks."""

import re

import pytest

from tests.browser.conftest import comes_true, ready

WIJK, COMPARED = "/mijn-wijk?gebied=WK051829", "/vergelijk?gebieden=WK051829,WK034406,WK059904&thema=gezondheid"
SMALL, GEMEENTE, POSTCODE = "/mijn-wijk?gebied=WK068752", "/mijn-wijk?gebied=GM0344", "/mijn-wijk?gebied=2525"
OPEN_ROWS = "document.querySelectorAll('.lsa-drawn details').forEach(one => one.open = true)"
WIDE = (
    "[...document.querySelectorAll('[data-testid=stMain] *')].filter(e => !e.closest('svg, .lsa-scroll, .lsa-hear')"
    " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 90)).slice(0, 5)"
)
LABELS_APART = """() => [...document.querySelectorAll('.lsa-history')].filter(svg => {
  const boxes = [...svg.querySelectorAll('text')].map(one => one.getBoundingClientRect());
  const frame = svg.getBoundingClientRect();
  return boxes.some((a, i) => a.left < frame.left - 8 || a.right > frame.right + 8 || a.height < 11
    || boxes.slice(i + 1).some(b => a.left < b.right && b.left < a.right && a.top < b.bottom - 3
      && b.top < a.bottom - 3));
}).map(svg => svg.outerHTML.slice(0, 300))"""


def _open(page, address):
    page.goto(address)
    ready(page)
    page.locator(".lsa-rows summary").first.wait_for()


def test_by_keyboard_a_row_opens_stays_open_after_another_choice_and_the_link_is_copied(page, server):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page, WIJK)
    page.locator("#rij-politie_totaal summary").focus()
    page.keyboard.press("Enter")
    course = page.locator("#rij-politie_totaal").get_by_role("img", name="Misdrijven: van 2021 tot 2025")
    course.wait_for()
    page.get_by_role("button", name="Regio", exact=True).press("Enter")
    page.wait_for_url("**naast=national%2Cgemeente%2Cregional**")
    page.locator("#rij-rivm_eenzaam summary").get_by_text("Regio").wait_for(state="attached")
    assert course.is_visible()
    page.get_by_role("button", name="Kopieer de link").first.press("Enter")
    page.get_by_text("Link gekopieerd.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}/gebied/WK051829"


def test_further_figures_of_a_theme_are_asked_for_and_a_chart_only_then(page):
    _open(page, WIJK)
    assert page.locator("#rij-rivm_roker, .vega-embed").count() == 0
    page.get_by_role("navigation", name="Ga naar een thema").get_by_role("link", name="Gezondheid").click()
    comes_true(page, "document.querySelector('#gezondheid').getBoundingClientRect().top < innerHeight")
    page.get_by_text("Meer cijfers over gezondheid").click()
    page.locator("#rij-rivm_roker summary").click()
    page.locator("#rij-rivm_roker .lsa-history").wait_for()
    page.get_by_text("Waar staat dit gebied in heel Nederland?").click()
    page.locator(".vega-embed canvas, .vega-embed svg").first.wait_for()


@pytest.mark.parametrize("address", [WIJK, POSTCODE, COMPARED])
def test_nothing_needs_sideways_scrolling_and_no_label_lies_on_another(page, address):
    _open(page, address)
    page.evaluate(OPEN_ROWS)
    for width, letters in ((320, 1), (360, 1), (390, 1), (700, 1), (390, 2)):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("times => document.documentElement.style.fontSize = `${100 * times}%`", letters)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, letters)
        assert page.evaluate(WIDE) == [], (width, letters)
        assert letters == 2 or page.evaluate(LABELS_APART) == [], width


@pytest.mark.parametrize("address", [WIJK, GEMEENTE, "/mijn-wijk?gebied=BU05182916&taal=en"])
def test_an_area_prints_on_two_sheets_with_every_headline_figure(page, address):
    _open(page, address)
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    page.emulate_media(media="print")
    rows = page.locator(".lsa-rows > ul > li")
    assert rows.count() > 4
    assert all(rows.nth(i).is_visible() for i in range(rows.count()))


def test_a_mark_is_where_its_figure_says_and_equal_ones_do_not_lie_on_each_other(page):
    _open(page, COMPARED)
    for strip in page.locator(".lsa-beside .lsa-strip").all():
        middles = strip.evaluate(
            "svg => [...svg.querySelectorAll('.lsa-a0, .lsa-a1, .lsa-a2')].map(one => {"
            " const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] })"
        )
        for i, (x, y) in enumerate(middles):
            assert all(abs(x - x2) > 8 or abs(y - y2) > 8 for x2, y2 in middles[i + 1 :])
