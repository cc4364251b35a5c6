"""The rules that decide what may be said of a figure, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsa_data.methods.rounding import round_half_up
from tests.lsa_data.build.rules import position_of, rule

NUMBERS = st.floats(-1e4, 1e4, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(50.0, "similar"), (51.95, "similar"), (51.97, "higher"), (48.05, "similar"), (48.03, "lower")],
)
def test_a_difference_counts_beyond_1_96_times_the_noise(value, expected):
    assert position_of(value, 50.0, 1.0) == expected


@pytest.mark.parametrize(
    ("value", "benchmark", "decimals", "expected"),
    [(50.04, 50.0, 1, "similar"), (50.05, 50.0, 1, "higher"), (49.95, 50.0, 1, "similar"), (49.94, 50.0, 1, "lower"),
     (37.4, 36.5, 0, "similar"), (2.675, 2.68, 2, "similar"), (-0.345, -0.35, 2, "similar")],
)  # fmt: skip
def test_a_difference_that_rounding_hides_is_similar_however_small_the_noise(value, benchmark, decimals, expected):
    assert position_of(value, benchmark, 0.0, decimals=decimals) == expected
    assert position_of(value, benchmark, None, (value - 1e-6, value + 1e-6), decimals) == expected


def test_the_bounds_of_the_source_decide_before_the_noise_does():
    assert position_of(52.0, 50.0, 9.0, (51.0, 53.0)) == "higher", "near, but sure"
    assert position_of(70.0, 50.0, 1.0, (45.0, 95.0)) == "similar", "far, but unsure"
    assert position_of(52.0, 50.0, None, (51.0, 53.0)) == "higher", "sure without a series"


def test_no_position_without_a_value_a_benchmark_or_any_noise():
    assert position_of(None, 1.0, 1.0) is None
    assert position_of(1.0, None, 1.0) is None
    assert position_of(float("nan"), 1.0, 1.0) is None
    assert position_of(5.0, 1.0, None) is None


@given(NUMBERS, NUMBERS, st.floats(0, 1e3))
def test_a_position_never_contradicts_the_numbers(value, benchmark, noise):
    word = position_of(value, benchmark, noise)
    if word == "higher":
        assert value > benchmark
    if word == "lower":
        assert value < benchmark


@pytest.mark.parametrize(
    ("value", "position", "expected"),
    [(91.0, "higher", True), (90.0, "higher", False), (9.0, "lower", True), (10.0, "lower", False),
     (9.0, "higher", False), (95.0, "lower", False), (95.0, "similar", False), (95.0, None, None)],
)  # fmt: skip
def test_a_figure_is_unusual_outside_the_middle_80_percent_on_the_side_of_its_position(value, position, expected):
    assert rule("SELECT unusual_of(?::DOUBLE, ?, 10::DOUBLE, 90::DOUBLE)", value, position) is expected


@pytest.mark.parametrize(
    ("inhabitants", "expected"),
    [(0, "under_250"), (249, "under_250"), (250, "under_1000"), (999, "under_1000"), (1000, "larger"), (None, None)],
)
def test_an_area_is_small_by_its_inhabitants(inhabitants, expected):
    assert rule("SELECT size_class_of(?::INTEGER)", inhabitants) == expected


@pytest.mark.parametrize(
    ("method", "expected"), [("constant", 7.0), ("published", 7.0), ("inhabitants", 7.0), ("households", 7.0)]
)
@pytest.mark.parametrize("relative", [True, False])
def test_only_a_constant_that_is_not_of_the_year_gives_way_to_the_mean_of_the_areas(method, expected, relative):
    found = rule("SELECT country_in_year(?, ?, 7::DOUBLE, 3::DOUBLE)", relative, method)
    assert found == (3.0 if method == "constant" and not relative else expected)


@given(st.floats(-1e5, 1e5).map(lambda value: float(f"{value:.6g}")), st.integers(0, 3))
def test_sql_rounds_as_python_does(value, decimals):
    assert rule("SELECT shown(?::DOUBLE, ?)", value, decimals) == pytest.approx(
        round_half_up(value, decimals) * 10**decimals
    )
