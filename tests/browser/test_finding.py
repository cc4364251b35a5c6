"""Finding an area: typing, the keyboard, touch, Back, and a lost connection."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ready

LABEL = re.compile("Typ een postcode, wijk, buurt of plaats|Type a postcode")
FOCUSED = """() => {
  let element = document.activeElement
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  return element.tagName
}"""


def box(page: Page):
    """The search that can be seen: that of the bar, or on Start that of the page."""
    return page.get_by_role("searchbox", name=LABEL).first


def _open(page: Page, address: str = "/") -> None:
    page.goto(address)
    ready(page)
    box(page).wait_for()


def _hit(page: Page, name: str):
    return page.get_by_role("link", name=re.compile(name))


def test_by_keyboard_alone_the_search_is_found_and_it_leads_to_the_figures(page):
    _open(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == "INPUT"
    page.keyboard.type("overschie rotterdam")
    _hit(page, "Overschie wijk in Rotterdam · 20.205 inwoners").wait_for()
    expect(page.get_by_role("status").filter(has_text="gevonden")).to_have_text(
        "2 gebieden gevonden. Kies met de pijl omlaag."
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(_hit(page, "Overschie buurt in Rotterdam")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(_hit(page, "Overschie wijk in Rotterdam")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hoe staat Overschie ervoor?").wait_for()
    assert "gebied=WK059904" in page.url
    assert "51%" in page.locator("#rij-rivm_eenzaam summary").inner_text()


def test_enter_opens_the_first_that_is_found_and_back_brings_the_words_and_the_results_again(page):
    _open(page)
    page.keyboard.press("/")
    page.keyboard.type("schilderswijk den haag")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Hoe staat Schilderswijk ervoor?").wait_for()
    page.go_back()
    expect(box(page)).to_have_value("schilderswijk den haag")
    _hit(page, "Schilderswijk wijk in Den Haag").wait_for()


def test_enter_opens_nothing_that_was_not_asked_and_leads_to_what_looks_like_it(page):
    _open(page)
    page.keyboard.press("/")
    page.keyboard.type("overschie amsterdam")
    page.get_by_text("Bedoelt u misschien een van deze?").wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(".results a").first).to_be_focused()
    assert page.url.endswith("/")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=re.compile("Hoe staat .* ervoor")).wait_for()


@pytest.mark.parametrize("address", ["/", "/mijn-wijk?gebied=WK059904", "/kaart", "/gegevens", "/aan-tafel", "/over"])
def test_a_slash_leads_to_the_search_on_every_page(page, address):
    _open(page, address)
    page.keyboard.press("/")
    assert page.evaluate(FOCUSED) == "INPUT"
    page.keyboard.type("a/b")
    expect(box(page)).to_have_value("a/b")


def test_a_slash_in_another_box_is_a_slash(page):
    _open(page, "/aan-tafel")
    page.get_by_label("Titel van de bijeenkomst").click()
    page.keyboard.type("en/of")
    expect(page.get_by_label("Titel van de bijeenkomst")).to_have_value("en/of")


def test_escape_closes_what_is_found_and_then_empties_the_box(page):
    _open(page, "/over")
    page.keyboard.press("/")
    page.keyboard.type("lombok utrecht")
    _hit(page, "Lombok-West").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(_hit(page, "Lombok-West")).to_have_count(0)
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("lombok utrecht")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_what_floats_over_the_page_goes_away_when_something_else_is_touched(page):
    _open(page, "/over")
    box(page).fill("overschie")
    _hit(page, "Overschie wijk").wait_for()
    page.get_by_role("heading", level=1).click()
    expect(_hit(page, "Overschie wijk")).to_have_count(0)
    box(page).click()
    _hit(page, "Overschie wijk").wait_for()


@pytest.mark.parametrize(
    ("address", "question", "said"),
    [
        ("/", "hoefkade 12", "Straten kennen we niet. Typ uw postcode."),
        ("/", "xqxqxq", "Niets gevonden voor “xqxqxq”. Probeer uw postcode, of de naam van uw plaats."),
        ("/?taal=en", "hoefkade 12", "We do not know streets. Type your postcode."),
        ("/?taal=en", "xqxqxq", "Nothing found for “xqxqxq”. Try your postcode or the name of your town."),
        ("/", "<b>x</b> utrecht", "Niets gevonden voor “<b>x</b> utrecht”. Bedoelt u misschien een van deze?"),
    ],
)
def test_when_nothing_is_found_it_says_what_to_try(page, address, question, said):
    _open(page, address)
    page.keyboard.press("/")
    page.keyboard.type(question)
    expect(page.get_by_text(said)).to_be_visible()


def test_a_provincie_gives_its_gemeenten_and_the_map_of_all_of_them(page):
    _open(page)
    box(page).fill("drenthe")
    _hit(page, "Emmen gemeente in Drenthe").wait_for()
    page.get_by_role("link", name="Alle gemeenten van Drenthe op de kaart").click()
    page.wait_for_url("**/kaart?type=gemeente&provincie=PV22**")
    page.get_by_role("heading", name="Alle 12 gebieden als tabel").wait_for()


def test_on_a_phone_a_postcode_is_tapped(phone):
    _open(phone)
    box(phone).tap()
    phone.keyboard.type("2526 xk")
    _hit(phone, "Postcode 2526 postcode in Den Haag").wait_for()
    _hit(phone, "Schilderswijk wijk in Den Haag").tap()
    phone.get_by_role("heading", name="Schilderswijk", exact=True).wait_for()


def test_without_connection_the_words_stay_and_it_finds_when_there_is_one_again(phone):
    phone.goto("/over")
    ready(phone)
    phone.get_by_role("button", name="Zoek").tap()
    phone.route("**/api/v1/search?*", lambda route: route.fulfill(status=204))
    box(phone).fill("amsterdm")
    expect(phone.get_by_text("Geen verbinding. Wat u typte, is bewaard.")).to_be_visible()
    phone.unroute("**/api/v1/search?*")
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    _hit(phone, "Amsterdam gemeente in Noord-Holland").wait_for()
    expect(box(phone)).to_have_value("amsterdm")


def test_areas_to_compare_are_chosen_taken_away_and_kept_in_the_address(page):
    _open(page, "/vergelijk")
    box = page.get_by_label("Gebieden (twee tot vijf)")
    box.fill("overschie")
    page.get_by_role("button", name=re.compile("Overschie buurt")).click()
    page.wait_for_url("**gebieden=BU*")
    page.get_by_role("button", name="Haal Overschie (Rotterdam) weg").wait_for()
    box.fill("pendrecht")
    page.get_by_role("button", name=re.compile("Pendrecht buurt")).click()
    page.wait_for_url(re.compile("BU05991577"))
    box.fill("overschie")
    expect(page.get_by_role("button", name=re.compile("Overschie wijk"))).to_have_count(0)
    page.get_by_role("button", name="Haal Overschie (Rotterdam) weg").click()
    page.wait_for_url(re.compile("gebieden=BU05991577$"))
    page.reload()
    ready(page)
    page.get_by_role("button", name="Haal Pendrecht (Rotterdam) weg").wait_for()


def test_an_evening_is_prepared_for_a_buurt_that_was_searched(page):
    _open(page, "/aan-tafel")
    page.get_by_label("Gebieden (hoogstens 3)").fill("pendrecht")
    page.get_by_role("button", name=re.compile("Pendrecht buurt in Charlois, Rotterdam")).click()
    page.get_by_role("button", name="Haal Pendrecht (Rotterdam) weg").wait_for()
    page.get_by_role("button", name="Bewaar en ga verder").wait_for()


def test_what_does_not_fit_beside_the_chosen_areas_is_told_as_what_it_is(page):
    _open(page, "/aan-tafel?gebieden=WK059904")
    found = page.get_by_role("searchbox", name="Gebieden")
    found.press_sequentially("afrikanderwijk roterdam")
    page.get_by_text("Afrikaanderwijk is een buurt. Hier past alleen een wijk, zoals wat u al koos.").wait_for()
    assert not page.get_by_role("button", name="Rijkerswoerd").count(), "no wijk that only looks like it"


def test_the_map_goes_to_the_gemeente_of_a_place(page):
    _open(page, "/kaart")
    page.get_by_label("Ga naar een plek").fill("den bosch")
    page.get_by_role("button", name=re.compile("Den Bosch gemeente")).click()
    page.wait_for_url("**gemeente=GM0796**")


def test_figures_are_taken_of_an_area_that_was_searched(page):
    _open(page, "/gegevens")
    page.get_by_label("Zoek een gebied").fill("aa en hunze")
    page.get_by_role("button", name=re.compile("Aa en Hunze gemeente")).click()
    page.wait_for_url("**gemeente=GM1680**")
    page.get_by_label("Zoek een gebied").fill("overschie")
    page.get_by_role("button", name=re.compile("Overschie wijk")).click()
    page.wait_for_url("**codes=WK059904**")
    page.get_by_text("1 cijfer over 1 gebied").wait_for()


@pytest.mark.parametrize("address", ["/", "/over", "/vergelijk?gebieden=WK059904"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_found_can_be_read_and_used_by_everybody(page, address, scheme):
    page.emulate_media(color_scheme=scheme)
    _open(page, address)
    box(page).fill("lombok utrecht")
    _hit(page, "Lombok-West").wait_for()
    found = Axe().run(page).response["violations"]
    ours = [rule["id"] for rule in found for node in rule["nodes"] if "search" in str(node["target"])]
    assert ours == []
