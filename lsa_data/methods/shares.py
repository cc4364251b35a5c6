"""What may be said of a share: more than half or not, more than elsewhere or not."""

from math import sqrt

Z = 1.959964
"""The standard normal value that leaves 2.5% on either side."""
MORE, LESS, ABOUT = "more", "less", "about"


def interval(count: int, n: int) -> tuple[float, float]:
    """The 95% interval (0-1) of the share `count` of `n` (Wilson, 1927). Raises ValueError when n is 0."""
    if n < 1:
        raise ValueError("a share of nothing")
    share = count / n
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z / (1 + Z**2 / n) * sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return middle - half, middle + half


def against_half(count: int, n: int) -> str:
    """`more` or `less` than half when the interval excludes a half, otherwise `about` half."""
    low, high = interval(count, n)
    return MORE if low > 0.5 else LESS if high < 0.5 else ABOUT


def against_others(count: int, n: int, all_count: int, all_n: int) -> str:
    """Whether the share of a group is `more`, `less` or `about` that of the areas outside it.

    `all_count` of `all_n` include the group. Different is beyond two standard errors of the difference.
    """
    others = all_n - n
    if not n or not others:
        return ABOUT
    share, elsewhere = count / n, (all_count - count) / others
    error = sqrt(share * (1 - share) / n + elsewhere * (1 - elsewhere) / others)
    if abs(share - elsewhere) <= 2 * error:
        return ABOUT
    return MORE if share > elsewhere else LESS
