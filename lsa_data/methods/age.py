"""How old a figure is, and when that must be said."""

OLD_AFTER = 5
"""Years after which a figure says how old it is."""


def years_old(year: int, this_year: int) -> int | None:
    """How many years ago the year of a figure is; None while that need not be said."""
    old = this_year - year
    return old if old > OLD_AFTER else None
