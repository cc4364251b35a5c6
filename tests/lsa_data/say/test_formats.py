"""Numbers as people write them."""

import pytest

from lsa_data.say import formats


@pytest.mark.parametrize(
    ("value", "decimals", "dutch", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (-0.04, 1, "0,0", "0.0"),
        (-0.25, 2, "\u22120,25", "\u22120.25"),
        (None, 1, "–", "–"),
        (float("nan"), 0, "–", "–"),
        (1e6, 0, "1.000.000", "1,000,000"),
    ],
)
def test_numbers_as_people_write_them(value, decimals, dutch, english):
    assert formats.number(value, decimals, "nl") == dutch
    assert formats.number(value, decimals, "en") == english


def test_units():
    assert formats.with_unit(12.34, "procent", 1, "nl") == "12,3%"
    assert formats.with_unit(319.8, "euro_1000", 0, "nl") == "€ 319.800"
    assert formats.with_unit(6.6, "per_1000", 1, "nl") == "6,6 per 1.000"
