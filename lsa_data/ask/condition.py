"""A condition on areas in the words of an address: `rivm_eenzaam:higher`, `kwb_inkomen_laag.2022:40..`.

Before the colon the indicator, with a year behind a point when it is not about the newest figure of the area; after it
a position, a direction, or a range in the unit of the indicator of which one side may be open.
"""

import re
from dataclasses import asdict, dataclass

from lsa_data import catalogue

POSITIONS = ("higher", "similar", "lower")
TRENDS = ("rising", "falling", "no_clear_change", "too_few_points")
_NUMBER = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"
PATTERN = (
    r"^[a-z][a-z0-9_]{1,60}(?:\.(?:19|20)[0-9]{2})?:"
    rf"(?:{'|'.join((*POSITIONS, *TRENDS))}|{_NUMBER}\.\.(?:{_NUMBER})?|\.\.{_NUMBER})$"
)


@dataclass(frozen=True)
class Condition:
    """What is asked of one figure of an area; None is anything. `low` and `high` are in its unit, both included."""

    indicator_id: str
    year: int | None = None
    position: str | None = None
    trend: str | None = None
    low: float | None = None
    high: float | None = None

    def record(self, n: int) -> dict[str, object]:
        """The condition as one of the parameter `conditions` of `queries/areas_meeting.sql`, the `n`th of them."""
        return {"n": n} | asdict(self)

    def written(self) -> str:
        """The condition as it stands in an address."""
        asked = self.position or self.trend or f"{_text(self.low)}..{_text(self.high)}"
        return f"{self.indicator_id}{f'.{self.year}' if self.year else ''}:{asked}"


def read(text: str) -> Condition:
    """The condition that a text of an address says. Raises `ValueError` when it says none."""
    if not re.fullmatch(PATTERN, text, re.ASCII):
        raise ValueError(text)
    about, asked = text.split(":")
    indicator, _, year = about.partition(".")
    if indicator not in catalogue.indicators():
        raise ValueError(text)
    of_year = int(year) if year else None
    if asked in POSITIONS:
        return Condition(indicator, of_year, position=asked)
    if asked in TRENDS:
        return Condition(indicator, of_year, trend=asked)
    low, high = (float(side) if side else None for side in asked.split(".."))
    if low is not None and high is not None and low > high:
        raise ValueError(text)
    return Condition(indicator, of_year, low=low, high=high)


def checked(text: str) -> str:
    """The same condition, written in one way. Raises `ValueError` when it says none."""
    return read(text).written()


def _text(side: float | None) -> str:
    return "" if side is None else f"{side:.6f}".rstrip("0").rstrip(".")
