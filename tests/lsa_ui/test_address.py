"""Only well-formed values of an address reach a page."""

from types import SimpleNamespace

import pytest

from lsa_ui.shared import address
from tests.pages import Query

GOOD = {
    "taal": ["nl", "en"],
    "gebied": ["WK059904", "WK0363AA", "BU05990410", "GM0599", "3061"],
    "eigen": ["BU05990110,BU05990111:40", "WK059904"],
    "indeling": ["2022"],
    "indicator": ["rivm_eenzaam", "lbm2_totaal"],
    "jaar": ["1998", "2022"],
    "type": ["wijk", "gemeente", "pc4"],
    "regio": ["zuidwest"],
    "provincie": ["PV28"],
    "gemeente": ["GM0599"],
    "volgorde": ["sterk", "verschil", "thema"],
    "naast": ["national,peers"],
    "gebieden": ["WK059904,WK168000", "WK059904.2022,3061"],
    "thema": ["samen"],
    "reeks": ["wijk2", "pc2", "pc3"],
    "groep": ["zwak2012", "laag2014", "lijst2007", "eigen"],
    "codes": ["WK059904,WK051829"],
    "van": ["2002"],
    "tot": ["2016"],
    "maat": ["zelf", "land"],
    "drempel": ["bron", "ruis", "0", "0.05"],
    "ijkpunt": ["nul", "gemiddelde"],
    "weging": ["gelijk", "inwoners"],
    "bijeenkomst": ["open"],
    "grootte": ["klein", "midden", "groot"],
    "shape": ["long", "wide", "table"],
    "sort": ["name", "difference"],
    "version": ["2026.11-b0d7c126"],
    "descending": ["true"],
    "page": ["1", "53"],
}
NASTY = {
    "nothing": "",
    "space": " ",
    "quotes": "'\"",
    "SQL": "'; DROP TABLE value; --",
    "HTML": "<script>alert(1)</script>",
    "path": "../../etc/passwd",
    "very long": "a" * 100_000,
    "very long in capitals": "A" * 100_000,
    "very long number": "2" * 100_000,
    "Greek": "γειτονιά",
    "Chinese": "日本",
    "NUL": "\x00",
    "new line": "\n",
    "formula": "=1+1",
    "percent": "%00",
    "template": "{{7*7}}",
}


@pytest.fixture
def read(monkeypatch):
    """What a page gets of a value in the address."""
    query: dict[str, str] = {}
    monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query))

    def value_of(name: str, value: str) -> str | None:
        query.clear()
        query[name] = value
        return address.read(name)

    return value_of


def _in_other_digits(text: str) -> str:
    """The same with Arabic digits, which Python takes for numbers."""
    return "".join(chr(0x0660 + int(char)) if char.isdigit() else char for char in text)


def test_every_name_has_an_example():
    assert set(GOOD) == set(address.PATTERNS)


@pytest.mark.parametrize("name", address.PATTERNS)
def test_a_well_formed_value_gets_through(read, name):
    assert [read(name, value) for value in GOOD[name]] == GOOD[name]


@pytest.mark.parametrize("nasty", NASTY)
@pytest.mark.parametrize("name", address.PATTERNS)
def test_a_nasty_value_does_not_get_through(read, name, nasty):
    assert read(name, NASTY[nasty]) is None
    assert address.refused(name) == (NASTY[nasty][:40] or None)


@pytest.mark.parametrize("name", address.PATTERNS)
def test_a_good_value_with_something_before_or_behind_it_does_not_get_through(read, name):
    for value in GOOD[name]:
        for wrong in (f"{value}\n", f"{value}\x00", f" {value}", f"{value}'", f"<b>{value}", f"{value};--"):
            assert read(name, wrong) is None, wrong


@pytest.mark.parametrize("name", address.PATTERNS)
def test_a_number_in_the_digits_of_another_alphabet_does_not_get_through(read, name):
    for value in GOOD[name]:
        if any(char.isdigit() for char in value):
            assert read(name, _in_other_digits(value)) is None


def test_the_name_of_an_own_area_stands_behind_its_buurten(read):
    assert read("eigen", "BU05990110;naam=Rond 't plein, zuid") == "BU05990110;naam=Rond 't plein, zuid"
    assert read("eigen", "BU05990110;naam=<script>") is None
    assert read("eigen", f"BU05990110;naam={'a' * 100}") is None


def test_a_code_may_be_written_in_small_letters_and_comes_in_capitals(read):
    assert read("gebied", "wk059904") == "WK059904"
    assert read("taal", "NL") is None, "other values may not"


def test_several_values_that_change_together_are_one_step_back_and_no_change_is_none(monkeypatch):
    query, visit = Query(taal="en", van="2012", tot="2014", regio="zuid"), {}
    monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query, session_state=visit))
    address.write(reeks="pc3", van=None, tot=None, gebied="2525")
    assert (query, query.steps) == ({"taal": "en", "regio": "zuid", "reeks": "pc3", "gebied": "2525"}, 1)
    assert visit == {"gebied": "2525"}
    address.write(reeks="pc3", van=None)
    assert query.steps == 1


def test_what_boxes_keep_in_the_address_themselves_stays_theirs(monkeypatch):
    query = Query(tafel_titel="Avond", gebieden="WK051829", eigen="BU05990110")
    monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query, session_state={}))
    address.write(gebieden=None, eigen=None, bijeenkomst="open")
    assert (query, query.steps) == ({"tafel_titel": "Avond", "bijeenkomst": "open"}, 0)


def test_who_looks_at_an_own_area_no_longer_looks_at_a_wijk_and_the_other_way_round(monkeypatch):
    visit: dict[str, str | None] = {}
    looked = ({"gebied": "WK059904", "indeling": "2022"}, {"eigen": "BU05990110"}, {"gebied": "WK059904"})
    for asked, remembered in zip(looked, ("WK059904", None, "WK059904"), strict=True):
        for query in (Query(**asked), Query()):
            monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query, session_state=visit))
            address.restore()
            address.restore_area()
        assert query == asked, "by the menu, to a page without an area in its address"
        assert address.remembered_area() == remembered


def test_the_next_screen_of_a_page_is_one_step_back(monkeypatch):
    query = Query(taal="en", tafel_titel="Avond", gebieden="WK051829", regio="zuid")
    monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query, session_state={}))
    address.leave_for(bijeenkomst="open")
    assert (query, query.steps) == ({"taal": "en", "bijeenkomst": "open"}, 1)
