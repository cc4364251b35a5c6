"""What may be said of a share."""

import pytest

from lsa_data.methods import shares


def test_the_interval_of_wilson():
    """Worked out by hand: 63 of 130 with z = 1.96."""
    low, high = shares.interval(63, 130)
    assert (low, high) == (pytest.approx(0.4004, abs=1e-3), pytest.approx(0.5699, abs=1e-3))
    assert shares.interval(0, 10)[0] == pytest.approx(0.0, abs=1e-12)
    with pytest.raises(ValueError, match="nothing"):
        shares.interval(0, 0)


@pytest.mark.parametrize(
    ("count", "n", "said"),
    [
        (63, 130, shares.ABOUT),
        (78, 130, shares.MORE),
        (52, 130, shares.LESS),
        (3, 4, shares.ABOUT),
        (58, 100, shares.ABOUT),
    ],
)
def test_more_than_half_is_said_only_when_the_interval_excludes_a_half(count, n, said):
    assert shares.against_half(count, n) == said


def test_more_often_than_elsewhere_is_beyond_two_standard_errors():
    assert shares.against_others(63, 130, 1057, 2806) == shares.MORE
    assert shares.against_others(54, 130, 1057, 2806) == shares.ABOUT
    assert shares.against_others(20, 130, 1057, 2806) == shares.LESS
    assert shares.against_others(0, 0, 10, 20) == shares.ABOUT
