"""How often somebody may: so many at once, and then at a steady pace."""

import pytest

from lsa_tafel import limits
from lsa_tafel.limits import Limit


class _Clock:
    now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until a test moves it."""
    clock = _Clock()
    monkeypatch.setattr(limits, "time", clock)
    return clock


def _allowed(limit: Limit, name: str = "a", tries: int = 50) -> int:
    return sum(limit.allows(name) for _ in range(tries))


def test_a_burst_is_allowed_at_once_and_no_more(clock):
    assert _allowed(Limit(3, 1.0)) == 3


def test_a_limit_refills_one_per_so_many_seconds(clock):
    limit = Limit(3, 0.5)
    _allowed(limit)
    clock.now += 1.9
    assert _allowed(limit) == 0
    clock.now += 0.1
    assert _allowed(limit) == 1
    clock.now += 4.0
    assert _allowed(limit) == 2


def test_asking_while_refused_does_not_stop_the_refill(clock):
    limit = Limit(1, 1.0)
    _allowed(limit)
    for _ in range(9):
        clock.now += 0.1
        assert not limit.allows("a")
    clock.now += 0.11
    assert limit.allows("a")


def test_a_long_wait_never_saves_up_more_than_a_burst(clock):
    limit = Limit(3, 1.0)
    _allowed(limit)
    clock.now += 3600
    assert _allowed(limit) == 3


def test_names_have_a_limit_of_their_own(clock):
    limit = Limit(2, 1.0)
    assert (_allowed(limit, "a"), _allowed(limit, "b")) == (2, 2)


def test_a_look_that_does_not_spend_costs_nothing_and_says_no_when_nothing_is_left(clock):
    limit = Limit(2, 1.0)
    assert all(limit.allows("a", spend=False) for _ in range(10))
    assert _allowed(limit) == 2
    assert not limit.allows("a", spend=False)


def test_only_so_many_names_are_remembered_and_the_longest_unseen_is_forgotten_first(clock):
    limit = Limit(1, 0.0, names=2)
    for name in ("a", "b"):
        assert limit.allows(name)
    assert not limit.allows("a"), "seen again, so b is the longest unseen now"
    assert limit.allows("c")
    assert not limit.allows("a")
    assert limit.allows("b"), "forgotten, so it starts anew"
    assert len(limit._left) == 2
