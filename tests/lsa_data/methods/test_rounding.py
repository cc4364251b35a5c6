"""A half is rounded up, on the number as the source wrote it."""

import pytest

from lsa_data.methods.rounding import round_half_up


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(30.5, 0, 31.0), (25.5, 0, 26.0), (43.5, 0, 44.0), (24.5, 0, 25.0), (2.675, 2, 2.68), (1.005, 2, 1.01),
     (0.285, 2, 0.29), (-0.345, 2, -0.35), (30.49, 0, 30.0), (1e-7, 2, 0.0), (123456.5, 0, 123457.0)],
)  # fmt: skip
def test_a_half_goes_away_from_zero(value, decimals, expected):
    assert round_half_up(value, decimals) == expected


def test_zero_has_no_sign():
    assert str(round_half_up(-0.001, 2)) == "0.0"
