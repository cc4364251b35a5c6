"""Where a figure stands, as places on a line with the country in the middle: right is always better."""

from dataclasses import dataclass

from lsa_data import catalogue
from lsa_data.say.sentences import Figure

REACH = 4.0
"""How far the line goes to either side, in halves of the width of the middle 80% of areas: the same for every figure
and area, so that lines can be compared."""
EDGE = 94.0


@dataclass(frozen=True)
class Strip:
    """Places from 0 (left, less good) to 100; the country is at 50. `low` and `high` are the ends of the middle 80% of
    areas, `peers` the middle of the similar areas. `beyond` is -1 or 1 where the figure is further than the line goes.
    """

    here: float
    low: float
    high: float
    peers: float | None
    beyond: int


def strip_of(row: Figure) -> Strip | None:
    """The places of one figure; None where neither side is better or there is nothing to compare with."""
    indicator = catalogue.indicators()[row.indicator_id]
    if not indicator.polarity or indicator.ordinal or indicator.is_count:
        return None
    if row.value is None or row.national is None or row.p10 is None or row.p90 is None or row.p90 <= row.p10:
        return None
    unit, country, polarity = (row.p90 - row.p10) / 2, row.national, indicator.polarity

    def place(value: float) -> float:
        across = 50 + 50 * (value - country) * polarity / unit / REACH
        return round(min(max(across, 100 - EDGE), EDGE), 1)

    here, (low, high) = place(row.value), sorted((place(row.p10), place(row.p90)))
    beyond = 1 if here == EDGE else -1 if here == round(100 - EDGE, 1) else 0
    return Strip(here, low, high, None if row.peers is None else place(row.peers), beyond)
