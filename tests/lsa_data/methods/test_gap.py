"""The gap of a group: its mean, its band, its changes."""

import numpy as np
import pytest

from lsa_data.methods import gap


def test_the_mean_is_weighted_and_an_area_without_a_figure_does_not_count():
    figures = np.array([[1.0, 1.0], [4.0, np.nan]])
    mean, _, _ = gap.means_with_bands(figures, np.array([1.0, 3.0]), np.array([0, 1]))
    assert mean == pytest.approx([3.25, 1.0])


def test_the_band_is_that_of_drawing_whole_gemeenten():
    """A hundred gemeenten of two areas that are alike: the band is as wide as that of a hundred areas, not of two."""
    random = np.random.default_rng(1)
    one = random.normal(size=100)
    both = np.repeat(one, 2)[:, None]
    _, low, high = gap.means_with_bands(both, np.ones(200), np.repeat(np.arange(100), 2))
    assert float(high[0] - low[0]) == pytest.approx(2 * 1.96 * one.std() / 10, rel=0.1)
    _, narrow, wide = gap.means_with_bands(both, np.ones(200), np.arange(200))
    assert float(wide[0] - narrow[0]) < 0.8 * float(high[0] - low[0])


def test_the_same_figures_give_the_same_band():
    figures = np.random.default_rng(2).normal(size=(40, 1))
    first, again = (gap.means_with_bands(figures, np.ones(40), np.arange(40)) for _ in range(2))
    assert (first == again).all()


def test_changes_stand_beside_the_years_in_the_order_of_the_periods():
    assert gap.periods([2012, 2014, 2016]) == [(2012, 2014), (2012, 2016), (2014, 2016)]
    assert gap.with_changes(np.array([[1.0, 2.0, 5.0]]), [2012, 2014, 2016]).tolist() == [[1, 2, 5, 1, 4, 3]]
