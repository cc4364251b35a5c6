"""How an area and a figure are called, where an area lies and what became of it."""

from dataclasses import replace

import pytest

from lsa_data.ask import areas
from lsa_data.say import names, place
from tests.lsa_data.say.figure import row


def _named(code, vintage=None, language="nl"):
    return names.area_name(areas.area(code, vintage), language)


@pytest.mark.parametrize(
    ("code", "name"),
    [("WK051829", "Schilderswijk"), ("GM0518", "Den Haag"), ("GM0796", "Den Bosch"), ("2525", "Postcode 2525"),
     ("NL01", "Nederland"), ("WK005000", "Zeewolde")],
)  # fmt: skip
def test_an_area_is_called_as_people_call_it(code, name):
    assert _named(code) == name


def test_a_wijk_with_only_a_number_is_called_by_it_where_its_gemeente_has_others():
    numbered = replace(areas.area("WK022205"), name="Wijk 05")
    assert names.area_name(numbered, "nl") == "wijk 05 in Doetinchem"


def test_an_area_without_a_name_is_called_by_its_code():
    nameless = replace(areas.area("WK051829"), name="", gemeente_code=None)
    assert names.area_name(nameless, "en") == "neighbourhood WK051829"


def test_a_figure_has_as_many_decimals_as_its_sentence():
    assert names.value_brief(66.6, row(), "nl") == "67%"
    assert names.value_brief(73.7, row("politie_totaal", 73.7, 44.1), "nl") == "74 per 1.000"
    assert names.value_brief(3.14, row("politie_totaal", 3.14, 44.1), "nl") == "3,1 per 1.000"
    assert names.value_brief(2, row("lbm3_klasse", 2), "nl").endswith("(2)")


def test_an_old_figure_says_how_old_it_is_and_where_a_newer_one_is(monkeypatch):
    monkeypatch.setattr("lsa_data.say.sentences.this_year", lambda: 2026)
    assert names.age_words("lbm2_totaal", "wijk", 2016, "nl") == [
        "Dit cijfer is 10 jaar oud.", "Nieuwer: Leefbaarheid (Leefbaarometer 3.0), 2024.",
    ]  # fmt: skip
    assert names.age_words("politie_totaal", "wijk", 2025, "nl") == []


def test_a_buurt_lies_in_a_wijk_and_a_gemeente():
    ways = [(way.code, way.name) for way in place.lies_in(areas.area("BU05182916"), "nl")]
    assert ways == [("WK051829", "wijk Schilderswijk"), ("GM0518", "Den Haag")]
    assert list(place.lies_in(areas.area("GM0518"), "nl")) == []


def test_around_a_wijk_lie_its_buurten_and_postcodes_and_beside_it_other_wijken():
    area = areas.area("WK051829")
    buurten, postcodes = place.around(area, "nl")
    assert buurten.title == "De 3 buurten van deze wijk"
    assert (postcodes.ways[0].name, postcodes.ways[0].small) == ("Postcode 2525", "35% van het oppervlak")
    assert "Centrum" in [way.name for way in place.beside(area, "nl").ways]


def test_what_became_of_an_area_of_another_year():
    gone = place.became(areas.area("WK036200", 2016), "nl")
    assert gone.sentence.startswith("Amstelveen bestaat niet meer als wijk.")
    assert gone.areas[0].small.endswith("% van het oppervlak")
    still = place.became(areas.area("WK051829", 2016), "en")
    assert still.areas[0].code == "WK051829"
    assert place.became(areas.area("WK051829"), "nl") is None
