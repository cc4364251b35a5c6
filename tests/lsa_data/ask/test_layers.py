"""Which map layers there are, and what is in them."""

import pytest

from lsa_data.ask import layers


def test_a_part_has_only_its_own_areas_in_the_order_of_their_codes():
    part = layers.part("buurt", 2024, "GM0518")
    assert all(code.startswith("BU0518") for code in part.codes)
    assert list(part.codes) == sorted(part.codes)
    west, south, east, north = part.bbox
    assert 4.1 < west < east < 4.5
    assert 52.0 < south < north < 52.2


def test_the_parts_of_the_country_are_the_whole_country():
    parts = [layers.part("wijk", 2022, regio) for regio in ("noord", "oost", "noordwest", "zuidwest", "zuid")]
    assert sorted(code for part in parts for code in part.codes) == list(layers.country("wijk", 2022).codes)


def test_there_is_no_layer_of_a_gemeente_that_was_not_there_in_that_year():
    assert layers.part("wijk", 2024, "GM0003") is None
    assert layers.part("wijk", 2016, "GM0003") is not None


def test_there_is_no_layer_of_all_buurten():
    with pytest.raises(LookupError, match="buurt"):
        layers.country("buurt", 2024)
