"""The rule for a position, case by case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lsa_data.build.rules import position_of

NUMBERS = st.floats(-1e4, 1e4, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(50.0, "similar"), (51.4826, "similar"), (51.4827, "higher"), (48.5174, "similar"), (48.5, "lower")],
)
def test_similar_is_within_one_scaled_mad(value, expected):
    assert position_of(value, 50.0, 1.0) == expected


def test_bounds_decide_before_the_spread_does():
    assert position_of(52.0, 50.0, 9.0, (51.0, 53.0)) == "higher", "near, but sure"
    assert position_of(70.0, 50.0, 1.0, (45.0, 95.0)) == "similar", "far, but unsure"


def test_no_position_without_a_value_a_benchmark_or_a_spread():
    assert position_of(None, 1.0, 1.0) is None
    assert position_of(1.0, None, 1.0) is None
    assert position_of(float("nan"), 1.0, 1.0) is None


@given(NUMBERS, NUMBERS, st.floats(0, 1e3))
def test_a_position_never_contradicts_the_numbers(value, benchmark, mad):
    word = position_of(value, benchmark, mad)
    if word == "higher":
        assert value > benchmark
    if word == "lower":
        assert value < benchmark
