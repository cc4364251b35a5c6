"""How much of a difference is real: worked out by hand, and on effects of which the truth is known."""

import numpy as np
import pytest

from lsa_data.methods.shrinkage import shrink, spread_between


def test_a_worked_example():
    """Effects -3, 0 and 3 with noise 1: the squares about their mean are 18, over 1 + variance that must be 2."""
    effects, noise = np.array([-3.0, 0.0, 3.0]), np.ones(3)
    assert spread_between(effects, noise) == pytest.approx(8.0)
    posterior = shrink(effects, noise)
    assert posterior.mean == pytest.approx([-3 * 8 / 9, 0.0, 3 * 8 / 9])
    assert posterior.sd == pytest.approx(np.sqrt(8 / 9))
    assert posterior.above(0.0) == pytest.approx([0.002339, 0.5, 0.997661], abs=1e-5)


def test_what_noise_explains_is_drawn_to_the_mean_whole():
    effects, noise = np.array([-0.5, 0.0, 0.5]), np.ones(3)
    assert spread_between(effects, noise) == 0.0
    posterior = shrink(effects, noise)
    assert posterior.mean == pytest.approx(0.0)
    assert (posterior.above(0.01) == 0).all()


def test_the_true_spread_is_found_and_who_is_nearly_certain_is_seldom_wrong():
    random = np.random.default_rng(7)
    noise = random.uniform(0.5, 2.0, 4000)
    truth = random.normal(0.1, 0.8, 4000)
    posterior = shrink(truth + random.normal(size=4000) * noise, noise)
    assert np.sqrt(spread_between(truth + random.normal(size=4000) * noise, noise)) == pytest.approx(0.8, rel=0.1)
    certain = posterior.above(0.0) > 0.95
    assert certain.sum() > 100
    assert (truth[certain] <= 0).mean() < 0.05


def test_one_effect_says_nothing_about_the_spread():
    assert spread_between(np.array([3.0]), np.array([1.0])) == 0.0
