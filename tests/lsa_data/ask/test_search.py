"""Finding an area by what people type."""

import pytest

from lsa_data.ask import search


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
