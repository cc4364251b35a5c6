"""Where a figure stands on a line with the country in the middle."""

from types import SimpleNamespace

import pytest

from lsa_data.say.strip import EDGE, favour, start_of, strip_of


def _row(indicator="rivm_eenzaam", value=50.0, peers=None, p10=40.0, p90=50.0):
    return SimpleNamespace(
        indicator_id=indicator, value=value, national=45.0, p10=p10, p90=p90, peers=peers,
    )  # fmt: skip


def test_right_is_better_whatever_a_higher_figure_means():
    assert strip_of(_row("rivm_eenzaam", 50.0)).here < 50 < strip_of(_row("rivm_eenzaam", 40.0)).here
    assert strip_of(_row("rivm_vrijwilligerswerk", 50.0)).here > 50


def test_the_ends_of_the_middle_areas_stand_from_left_to_right():
    found = strip_of(_row(peers=48.0))
    assert (found.low, found.high) == pytest.approx((37.5, 62.5))
    assert found.low < found.peers < 50


@pytest.mark.parametrize(("value", "here", "beyond"), [(90.0, 100 - EDGE, -1), (0.0, EDGE, 1), (46.0, 47.5, 0)])
def test_what_is_further_than_the_line_goes_stands_at_its_end_and_says_so(value, here, beyond):
    found = strip_of(_row(value=value))
    assert (found.here, found.beyond) == (pytest.approx(here), beyond)


@pytest.mark.parametrize(
    "row", [_row("kwb_inkomen_laag"), _row("lbm3_klasse"), _row("kwb_inwoners"), _row(value=None), _row(p10=None),
            _row(p10=50.0)]
)  # fmt: skip
def test_there_is_no_line_where_neither_side_is_better_or_nothing_to_compare_with(row):
    assert strip_of(row) is None


def _moved(**more):
    series = {"direction": "no_clear_change", "gap": "narrowed", "ratio_agrees": True, "points": 3, "scale": "fixed"}
    series |= {"from_year": 2012, "to_year": 2020, "from_value": 55.0, "to_value": 50.0, "national_from": 45.0}
    return SimpleNamespace(**(vars(_row()) | series | {"national_to": 45.0} | more))


def test_where_it_stood_first_is_drawn_against_the_country_of_then_where_a_change_may_be_told():
    assert start_of(_moved()) < strip_of(_moved()).here
    assert start_of(_moved(national_from=55.0, gap="widened")) == 50
    for untold in ({"gap": "no_clear_change"}, {"points": 2}, {"direction": None}, {"ratio_agrees": False}):
        assert start_of(_moved(**untold)) is None


def test_the_most_favourable_is_the_furthest_to_the_right_also_beyond_the_line():
    assert favour(_row(value=0.0)) > favour(_row(value=20.0)) > 0 > favour(_row(value=50.0))
    assert favour(_row("kwb_inkomen_laag")) is None
