"""When a long series has a direction: p = 0.002, and in every fit that leaves one point out."""

import math

import numpy as np
import pytest

from lsa_data.methods.trend import T_CRITICAL, direction, gap, ratio_agrees


def _beyond(t: float, freedom: int) -> float:
    """The two-sided chance of a t-value beyond `t`, by integrating Student's density (t = sqrt(freedom) tan x)."""
    x = np.linspace(0.0, math.atan(t / math.sqrt(freedom)), 20_001)
    share = math.gamma((freedom + 1) / 2) / (math.sqrt(math.pi) * math.gamma(freedom / 2))
    return 1 - 2 * share * float(np.trapezoid(np.cos(x) ** (freedom - 1), x))


def _t_value(years, levels) -> float:
    slope, start = np.polyfit(years, levels, 1)
    residual = levels - slope * years - start
    error = math.sqrt(residual @ residual / (len(years) - 2) / ((years - years.mean()) ** 2).sum())
    return slope / error


def _word(years, levels) -> str:
    return direction(years, levels[None, :])[0]


def _left_out(years, levels) -> list[float]:
    return [np.polyfit(np.delete(years, i), np.delete(levels, i), 1)[0] for i in range(len(years))]


@pytest.mark.parametrize(("freedom", "critical"), T_CRITICAL.items())
def test_the_critical_values_are_those_of_p_0_002(freedom, critical):
    assert _beyond(critical - 0.0006, freedom) > 0.002 > _beyond(critical + 0.0006, freedom)


def test_there_is_a_critical_value_for_every_number_of_points_from_five_on():
    assert list(T_CRITICAL) == list(range(3, 21))


@pytest.mark.parametrize(("stretch", "expected"), [(0.97, "no_clear_change"), (1.03, "rising")])
@pytest.mark.parametrize("points", range(5, 15))
def test_a_slope_counts_from_the_critical_value_of_its_number_of_points_on(points, stretch, expected):
    years = np.arange(float(points))
    noise = np.where(np.arange(points) % 2 == 0, 1.0, -1.0)
    noise -= np.polyval(np.polyfit(years, noise, 1), years)
    level = years * stretch * T_CRITICAL[points - 2] / _t_value(years, years + noise) + noise
    assert _t_value(years, level) == pytest.approx(stretch * T_CRITICAL[points - 2])
    assert min(_left_out(years, level)) > 0
    assert _word(years, level) == expected


@pytest.mark.parametrize("sign", [1, -1])
def test_a_slope_between_p_0_002_and_p_0_05_gives_no_direction(sign):
    years, levels = np.arange(6.0), sign * np.array([0.0, 2.0, 1.0, 4.0, 3.0, 5.0])
    assert 0.002 < _beyond(abs(_t_value(years, levels)), 4) < 0.05
    assert all(sign * slope > 0 for slope in _left_out(years, levels))
    assert _word(years, levels) == "no_clear_change"


@pytest.mark.parametrize("sign", [1, -1])
def test_a_slope_that_turns_when_one_point_is_left_out_gives_no_direction(sign):
    years, levels = np.array([2000.0, 2001, 2002, 2003, 2100]), sign * np.array([0.3, 0.2, 0.1, 0.0, 100.0])
    assert _beyond(abs(_t_value(years, levels)), 3) < 0.002
    assert min(sign * slope for slope in _left_out(years, levels)) < 0
    assert _word(years, levels) == "no_clear_change"


@pytest.mark.parametrize("points", [2, 3, 4])
def test_fewer_than_five_points_are_no_direction(points):
    assert _word(np.arange(float(points)), np.arange(float(points))) == "too_few_points"


def test_an_unknown_country_gives_no_direction_and_no_gap():
    unknown = np.array([[1.0, np.nan, 3.0, 4.0, np.nan]])
    assert direction(np.arange(5.0), unknown).tolist() == [None]
    assert gap(unknown, np.array([0.1])).tolist() == [None]
    assert gap(np.array([[1.0, 2.0, 9.0]]), np.array([np.nan])).tolist() == [None]


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ([33.0, 30.0, 21.0], "narrowed"), ([-12.0, -9.0, -2.0], "narrowed"), ([3.0, 3.0, 9.0], "widened"),
        ([-3.0, -3.0, -9.0], "widened"), ([4.0, 1.0, -1.0], "switched"), ([10.0, 20.0, 7.3], "no_clear_change"),
        ([10.0, 20.0, 7.2], "narrowed"), ([33.0, 21.0], None),
    ],
)  # fmt: skip
def test_a_gap_changes_by_more_than_2_77_times_the_noise_over_three_points_or_more(differences, expected):
    assert gap(np.array([differences]), np.array([1.0])).tolist() == [expected]


@pytest.mark.parametrize(
    ("values", "country", "expected"),
    [([57.0, 35.0], [24.0, 14.0], False), ([22.0, 18.0], [6.0, 7.0], True), ([10.0, 12.0], [20.0, 21.0], True),
     ([10.0, 12.0], [0.0, 1.0], None)],
)  # fmt: skip
def test_number_and_ratio_disagree_where_the_country_itself_moved_much(values, country, expected):
    assert ratio_agrees(np.array([values]), np.array([country])).tolist() == [expected]


@pytest.mark.parametrize("points", [15, 22, 40])
def test_a_long_series_has_a_direction_too(points):
    years = np.arange(points, dtype=float)
    straight = np.vstack([years + 0.01 * (years % 2), 0.01 * (years % 2)])
    assert direction(years, straight).tolist() == ["rising", "no_clear_change"]
