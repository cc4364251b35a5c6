"""Finding an area by what people type."""

import pandas as pd
import pytest

from lsa_data.ask import database, search


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("s gravenhage", "GM0518"),
        ("den haag", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("amsterdm", "GM0363"),
        ("overschie", "WK059904"),
        ("schildersbuurt den haag", "WK051829"),
        ("Leiden centrum", "GM0546"),
        ("wk059904", "WK059904"),
        ("SUDWEST FRYSLAN", "GM1900"),
    ],
)
def test_the_first_hit_is_what_was_meant(question, code):
    assert search.find(question).hits[0].code == code


@pytest.mark.parametrize("question", ["3061", "3061 AB", " 3061ab "])
def test_a_postcode_gives_its_area_and_the_wijken_it_lies_in(question):
    found = search.find(question)
    assert [hit.code for hit in found.hits[:2]] == ["3061", "WK059908"]
    assert found.postcode == "3061"


def test_an_unknown_postcode_offers_real_ones():
    found = search.find("1001")
    assert found.hits == ()
    assert len(found.nearest) == 5


def test_nothing_found_offers_the_nearest_names():
    found = search.find("Kraaiennest")
    assert found.hits == ()
    assert found.nearest


@pytest.mark.parametrize("question", ["", "   ", "x", "'; DROP TABLE area; --", "<script>", "%" * 500, "\x00", "日本"])
def test_odd_questions_are_harmless(question):
    assert isinstance(search.find(question), search.Found)


@pytest.fixture
def known(monkeypatch):
    """Only these areas exist, in this order: (type, code, vintage, name, inhabitants)."""

    def only(*areas: tuple) -> None:
        columns = ["type", "code", "vintage", "name", "inhabitants"]
        frame = pd.DataFrame(areas, columns=columns).assign(gemeente_name="Stad", provincie_name="Zeeland")
        with monkeypatch.context() as patch:
            patch.setattr(database, "ask", lambda _: frame)
            index = search._index.__wrapped__("")
        monkeypatch.setattr(search, "_index", lambda _: index)
        monkeypatch.setattr(search, "shown_first", lambda _: 2022)

    return only


@pytest.mark.parametrize("question", ["Kerkwijk", "kerkwijjk", "kerkwijk stad", "kerk"])
def test_an_area_of_another_year_ranks_below_its_namesake_of_the_vintage_shown_first(known, question):
    known(("gemeente", "GM0001", 2016, "Kerkwijk", 90_000), ("wijk", "WK000100", 2022, "Kerkwijk", 10))
    assert [hit.code for hit in search.find(question).hits] == ["WK000100", "GM0001"]


def test_of_namesakes_of_one_year_the_larger_type_and_then_the_more_inhabitants_goes_first(known):
    known(("wijk", "WK000100", 2022, "Kerkwijk", 10), ("wijk", "WK000200", 2022, "Kerkwijk", 900),
          ("gemeente", "GM0001", 2022, "Kerkwijk", 5))  # fmt: skip
    assert [hit.code for hit in search.find("kerkwijk").hits] == ["GM0001", "WK000200", "WK000100"]
