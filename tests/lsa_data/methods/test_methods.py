"""The judgements on worked examples, computed by hand or by another route than the code."""

import numpy as np
import pytest

from lsa_data.methods import judgement
from lsa_data.methods.spread import scaled_mad
from lsa_data.methods.trend import _slope, direction


@pytest.mark.parametrize(
    ("direction", "polarity", "meaning"),
    [
        ("higher", 1, "favourable"),
        ("higher", -1, "unfavourable"),
        ("lower", -1, "favourable"),
        ("falling", 1, "unfavourable"),
        ("higher", 0, "neutral"),
        ("similar", 1, None),
        ("no_clear_change", -1, None),
        (None, 1, None),
    ],
)
def test_better_and_worse_need_a_polarity_and_a_direction(direction, polarity, meaning):
    assert judgement.judge(direction, polarity) == meaning


def _direction(levels, years):
    return direction(np.array(years, dtype=float), np.array([levels], dtype=float))[0]


def test_five_points_need_a_clear_slope_that_holds_without_any_one_of_them():
    years = [2002, 2008, 2012, 2014, 2016]
    assert _direction([0, 6, 10, 12, 14], years) == "rising"
    assert _direction([0, 0, 0, 0, 9], years) == "no_clear_change", "one point carries it all"
    assert _direction([1, 1, 1, 1, 1], years) == "no_clear_change"


def test_the_slope_test_agrees_with_the_textbook():
    # y = 1..8 with noise [.3,-.2,.1,-.4,.2,.3,-.1,-.2]: slope and t by the textbook formulas on another route
    x = np.arange(8.0)
    y = x + np.array([0.3, -0.2, 0.1, -0.4, 0.2, 0.3, -0.1, -0.2])
    slope, t_value = _slope(x, y[None, :])
    expected = np.polyfit(x, y, 1)[0]
    residual = y - np.polyval(np.polyfit(x, y, 1), x)
    error = np.sqrt(residual @ residual / 6 / ((x - x.mean()) ** 2).sum())
    assert slope[0] == pytest.approx(expected)
    assert t_value[0] == pytest.approx(expected / error)


def test_scaled_mad_of_a_small_set():
    assert scaled_mad(np.array([1.0, 2.0, 3.0, 4.0, 100.0])) == pytest.approx(1.4826)
