"""The small map of an area and what lies beside it."""

import itertools

import pytest
import shapely

from lsa_data.ask import areas, own_area
from lsa_data.say import place
from lsa_data.say.small_map import HEIGHT, LETTER, LINE, WIDTH, small_map


def _map(code, vintage=None):
    area = areas.area(code, vintage)
    return small_map(area, area.name, place.beside(area, "nl").ways)


def test_the_area_lies_in_the_middle_with_every_neighbour_around_it():
    drawn = _map("WK051829")
    x, y = shapely.box(*drawn.own.shape.bounds).centroid.coords[0]
    assert (x, y) == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=2)
    assert {part.way.code for part in drawn.others} == {
        "WK051821", "WK051827", "WK051828", "WK051830", "WK051837", "WK051838",
    }  # fmt: skip
    assert all(part.shape.distance(drawn.own.shape) < 2 for part in drawn.others), "borders are shared"


def test_an_own_area_is_one_shape_of_all_its_buurten_without_cracks_with_the_other_buurten_around_it():
    area = own_area.read("BU05990110,BU05990111,BU05990112:40").area
    beside = place.beside(area, "nl").ways
    drawn = small_map(area, "Plein", beside)
    own = drawn.own.shape
    assert (own.geom_type, len(own.interiors), drawn.own.name.lines) == ("Polygon", 0, ("Plein",))
    assert shapely.box(*own.bounds).centroid.coords[0] == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=2)
    assert all(part.shape.distance(own) < 5 for part in drawn.others), "every buurt of it is in it"
    assert {part.way.code for part in drawn.others} == {way.code for way in beside}
    assert not {part.way.code for part in drawn.others} & {*area.codes}


@pytest.mark.parametrize("code", ["WK051829", "GM0344", "GM0363", "2525", "BU05182916"])
def test_no_name_lies_on_another_or_outside_the_map(code):
    drawn = _map(code)
    boxes = []
    for name in (part.name for part in (drawn.own, *drawn.others) if part.name):
        half = LETTER * max(map(len, name.lines)) / 2
        boxes.append(shapely.box(name.x - half, name.y - 20, name.x + half, name.y + LINE * (len(name.lines) - 1)))
    assert len(boxes) > 2
    assert all(shapely.box(0, 0, WIDTH, HEIGHT).contains(box) for box in boxes)
    assert not any(one.intersects(other) for one, other in itertools.combinations(boxes, 2))


def test_a_map_has_few_points_and_only_whole_numbers():
    drawn = _map("GM0363")
    paths = [part.path for part in (drawn.own, *drawn.others)]
    assert sum(map(len, paths)) < 12_000
    assert all(set(path) <= set("MZ 0123456789") for path in paths)


def test_the_country_is_drawn_from_its_provincies_and_an_area_of_another_year_alone():
    assert shapely.area(_map("NL01").own.shape) > 50_000
    assert _map("WK036200", 2016).others == ()


def test_an_area_without_a_boundary_has_no_map():
    assert _map("BU00140000", 2017) is None
