"""Where a figure stands, as places on a line with the country in the middle: right is always better."""

from dataclasses import dataclass
from typing import Any

from lsa_data import catalogue
from lsa_data.say import opening
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
    here = favour(row)
    if here is None or row.national is None or row.p10 is None or row.p90 is None:
        return None

    country = row.national
    at = _place(here)
    low, high = sorted((_across(row, row.p10 - country), _across(row, row.p90 - country)))
    beyond = 1 if at == EDGE else -1 if at == round(100 - EDGE, 1) else 0
    return Strip(at, low, high, None if row.peers is None else _across(row, row.peers - country), beyond)


def start_of(row: Any) -> float | None:
    """Where on the line of `strip_of` the area stood at its first measurement, compared with the country of then; None
    where nothing may be said about a change."""
    if row.from_value is None or row.national_from is None or not opening.moved(row):
        return None
    return _across(row, row.from_value - row.national_from)


def favour(row: Figure) -> float | None:
    """How much more favourable a figure is than that of the country, in halves of the width of the middle 80% of
    areas; None where neither side is better or there is nothing to compare with."""
    indicator = catalogue.indicators()[row.indicator_id]
    if not indicator.polarity or indicator.ordinal or indicator.is_count:
        return None
    if row.value is None or row.national is None or row.p10 is None or row.p90 is None or row.p90 <= row.p10:
        return None
    return _favour(row, row.value - row.national)


def _favour(row: Any, difference: float) -> float:
    return difference * catalogue.indicators()[row.indicator_id].polarity / ((row.p90 - row.p10) / 2)


def _across(row: Any, difference: float) -> float:
    return _place(_favour(row, difference))


def _place(favour: float) -> float:
    return round(min(max(50 + 50 * favour / REACH, 100 - EDGE), EDGE), 1)
