"""How old a figure is, and when that must be said."""

OLD_AFTER = 5
"""Years after which a figure says how old it is."""

THEN_AFTER = 2
"""Years after which a figure is told in the past tense."""


def is_then(year: int, this_year: int) -> bool:
    """Whether a figure of `year` is told in the past tense."""
    return this_year - year > THEN_AFTER


def years_old(year: int, this_year: int) -> int | None:
    """How many years ago the year of a figure is; None while that need not be said."""
    old = this_year - year
    return old if old > OLD_AFTER else None
