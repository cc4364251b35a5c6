"""The names of places on a map: which, and never one over another."""

import itertools

import pydeck as pdk
import pytest

from lsa_ui.shared import base_map
from lsa_ui.shared.choropleth import HEIGHT, view_of

COUNTRY = (3.36, 50.75, 7.23, 53.55)
ZUID_HOLLAND = (3.84, 51.65, 5.03, 52.33)


def _names(bbox, scope, width=640):
    return [place["name"] for place in base_map.places(view_of(bbox, width, HEIGHT), width, scope)]


def test_the_country_has_its_large_places_by_the_name_that_people_use():
    names = _names(COUNTRY, None)
    assert {"Amsterdam", "Rotterdam", "Den Haag", "Utrecht", "Groningen", "Maastricht", "Middelburg"} <= set(names)
    assert 15 <= len(names) <= 30


def test_a_provincie_has_more_of_its_places_than_the_country_shows_there():
    names = _names(ZUID_HOLLAND, "PV28")
    assert {"Rotterdam", "Den Haag", "Gouda", "Katwijk"} <= set(names)
    assert "Amsterdam" not in names


def test_a_gemeente_has_no_names_over_its_wijken():
    assert _names((4.18, 52.01, 4.42, 52.13), "GM0518") == []


@pytest.mark.parametrize(("bbox", "scope"), [(COUNTRY, None), (ZUID_HOLLAND, "PV28"), (COUNTRY, "noord")])
def test_no_name_stands_on_another_or_over_the_edge(bbox, scope):
    view = view_of(bbox, 640, HEIGHT)
    scale = 512 * 2**view.zoom / 360
    boxes = []
    for place in base_map.places(view, 640, scope):
        (lon, lat), half = place["at"], len(place["name"]) * 3.5
        x, y = (lon - view.longitude) * scale, lat * scale * 1.6
        assert abs(x) + half < 320
        boxes.append((x - half, x + half, y, y + 14))
    for one, other in itertools.combinations(boxes, 2):
        apart = one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]
        assert apart


def test_on_a_phone_there_are_fewer_names():
    phone = pdk.ViewState(longitude=5.3, latitude=52.15, zoom=5.8)
    assert 5 <= len(base_map.places(phone, 340, None)) < len(_names(COUNTRY, None))
