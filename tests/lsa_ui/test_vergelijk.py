"""Areas beside each other: which figures may be compared, what is said first, and where the marks stand."""

from types import SimpleNamespace

import pytest

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import told as telling
from lsa_ui.vergelijk import compare


def _told(*rows, size_class="larger"):
    area = SimpleNamespace(size_class=size_class, type="wijk")
    return SimpleNamespace(area=area, rows=[*rows], series=profile.by_indicator(rows), headlines=[*rows])


def _row(value, year=2020, indicator="rivm_eenzaam", noise=1.0, vintage=2020, national=47.0):
    unknown = dict.fromkeys(ProfileRow.__slots__)
    return ProfileRow(**unknown | {
        "indicator_id": indicator, "year": year, "value": value, "national": national, "similar_within": noise,
        "measured_vintage": vintage, "status": "ok", "position": "higher", "unusual": True, "p10": 40.0, "p90": 55.0,
    })  # fmt: skip


def _answer(*areas, names=("A", "B", "C")):
    found = compare.compared(areas)
    return compare.answer(found, areas, names[: len(areas)])


def test_only_one_year_and_one_vintage_are_compared_that_most_areas_have():
    a, b = _told(_row(50.0), _row(51.0, 2022)), _told(_row(48.0), _row(52.0, 2022, vintage=2022))
    (found,) = compare.compared([a, b])
    assert (found.year, [row.value for row in found.rows]) == (2020, [50.0, 48.0])


def test_an_area_without_the_figure_stays_and_stops_no_other():
    (found,) = compare.compared([_told(_row(50.0)), _told(), _told(_row(48.0))])
    assert [row and row.value for row in found.rows] == [50.0, None, 48.0]
    assert compare.compared([_told(_row(50.0)), _told()]) == []


def test_the_answer_counts_where_the_difference_is_larger_than_that_of_measuring():
    assert (
        _answer(_told(_row(48.0)), _told(_row(60.0)))
        == "Op één van de één cijfers staat A dichter bij Nederland dan B."
    )
    assert "Op geen van de één cijfers" in _answer(_told(_row(52.0)), _told(_row(53.0)))


def test_the_answer_is_by_distance_whichever_side_an_area_is_on():
    said = _answer(_told(_row(30.0)), _told(_row(55.0)))
    assert said.startswith("Op één van de één cijfers staat B dichter bij Nederland dan A.")


def test_of_an_area_of_fewer_than_250_people_nothing_is_said():
    tiny = _told(_row(47.0), size_class="under_250")
    assert _answer(_told(_row(48.0)), tiny) == ""
    assert "C" in _answer(_told(_row(60.0)), tiny, _told(_row(48.0)))
    assert "B" not in _answer(_told(_row(60.0)), tiny, _told(_row(48.0)))


def test_of_three_areas_each_that_is_nearest_somewhere_is_named():
    said = _answer(
        _told(_row(48.0), _row(30.0, indicator="rivm_roker", national=14.0)),
        _told(_row(60.0), _row(14.5, indicator="rivm_roker", national=14.0)),
        _told(_row(70.0), _row(40.0, indicator="rivm_roker", national=14.0)),
    )  # fmt: skip
    assert said == "Van twee cijfers staan het dichtst bij Nederland: A op één en B op één."


@pytest.mark.parametrize(
    ("places", "rows"),
    [([10.0, 50.0], [0, 0]), ([50.0, 50.0, 50.0], [0, 1, 2]), ([50.0, None, 52.0, 57.0], [0, 0, 1, 0])],
)
def test_marks_that_would_lie_on_each_other_stand_below_each_other(places, rows):
    assert compare.lanes(places) == rows


def test_the_headline_figures_of_real_areas_are_compared_in_the_order_of_the_catalogue():
    told = [telling.told(areas.area(code), "nl") for code in ("WK051829", "WK034406")]
    found = compare.headlines(compare.compared(told), told)
    order = list(catalogue.indicators())
    assert len(found) > 8
    assert [one.indicator.id for one in found] == sorted((one.indicator.id for one in found), key=order.index)
    assert all(catalogue.indicators()[one.indicator.id].headline for one in found)
