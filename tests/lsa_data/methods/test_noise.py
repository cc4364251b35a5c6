"""The noise of measuring, found in series of which it is known."""

import numpy as np
import pytest

from lsa_data.methods.noise import bends, by_size
from lsa_data.methods.spread import scaled_mad

YEARS = np.array([2012.0, 2016, 2020])


def test_a_bend_is_the_distance_from_the_line_in_terms_of_one_measurement():
    # the line between 10 and 20 is at 15 in 2016; 18 is 3 above it; 1 + 1/4 + 1/4 times the variance
    found = bends(YEARS, np.array([[10.0, 18.0, 20.0], [1.0, 2.0, 3.0], [5.0, 4.0, 3.0]]))
    assert found[:, 0] == pytest.approx([3 / np.sqrt(1.5), 0.0, 0.0])


def test_unequal_years_weigh_by_their_distance():
    # from 2002 to 2012: 2008 is at 6/10, so the line is at 0.4 x 0 + 0.6 x 10 = 6
    found = bends(np.array([2002.0, 2008, 2012]), np.array([[0.0, 7.0, 10.0], [0.0, 6.0, 10.0], [1.0, 1.0, 1.0]]))
    assert found[0, 0] == pytest.approx(1 / np.sqrt(1 + 0.4**2 + 0.6**2))


def test_a_steady_change_and_the_course_of_the_country_are_no_noise():
    steady = np.arange(5.0)[:, None] * (YEARS - 2012) + np.arange(5.0)[:, None]
    assert bends(YEARS, steady + np.array([0.0, 9.0, 0.0])) == pytest.approx(0.0)


@pytest.mark.parametrize("years", [YEARS, np.array([2002.0, 2008, 2012, 2014, 2016, 2018])])
def test_the_noise_that_was_put_in_comes_out(years):
    levels = np.random.default_rng(15).normal(0, 2.0, (20_000, len(years)))
    assert scaled_mad(bends(years, levels).ravel()) == pytest.approx(2.0, rel=0.03)


def test_noise_falls_with_size_and_unknown_sizes_have_that_of_all_areas():
    rng = np.random.default_rng(15)
    inhabitants = np.array([250.0, 1000.0, 4000.0, np.nan]).repeat(4000)
    size = np.array([1, 2, 3, 0]).repeat(4000)
    true = np.array([2.0, 1.0, 0.5, 1.0]).repeat(4000)
    bend = bends(YEARS, rng.normal(0, 1, (16_000, 3)) * true[:, None])
    found = by_size(bend, inhabitants, size, 3)
    assert found[1:] == pytest.approx([2.0, 1.0, 0.5], rel=0.06)
    assert found[0] == pytest.approx(scaled_mad(bend.ravel()))


def test_noise_never_rises_with_size_and_is_not_drawn_beyond_what_is_known():
    rng = np.random.default_rng(15)
    inhabitants, size = np.array([500.0, 5000.0, 50_000.0]).repeat(1000), np.array([2, 3, 4]).repeat(1000)
    bend = rng.normal(0, 1, (3000, 1)) * np.array([1.0, 1.5, 2.0]).repeat(1000)[:, None]
    rising = by_size(bend, inhabitants, size, 5)[1:]
    assert rising == pytest.approx(np.full(5, rising[0]))
    falling = by_size(bend[::-1], inhabitants, size, 5)[1:]
    assert (np.diff(falling) <= 1e-9).all()
    assert falling[0] == falling[1] and falling[4] == falling[3]


def test_with_too_few_areas_per_class_every_class_has_the_noise_of_all():
    bend = np.random.default_rng(15).normal(0, 1, (40, 1))
    found = by_size(bend, np.array([300.0] * 20 + [9000.0] * 20), np.array([1] * 20 + [2] * 20), 2)
    assert found == pytest.approx(np.full(3, scaled_mad(bend.ravel())))
