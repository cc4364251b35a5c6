"""Where a newer figure about the same is found: of another type of area, or of the indicator that followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lsa_data import catalogue
from lsa_data.ask import database

NEAREST_TYPES = {
    "buurt": ("buurt", "wijk", "pc4", "gemeente"),
    "wijk": ("wijk", "pc4", "buurt", "gemeente"),
    "pc4": ("pc4", "wijk", "buurt", "gemeente"),
    "gemeente": ("gemeente", "wijk", "pc4", "buurt"),
}
"""Type of area -> where a reader looks for something newer, nearest first."""


@dataclass(frozen=True)
class Newer:
    """The newest year in which `indicator_id` was measured for a type of area."""

    indicator_id: str
    area_type: str
    year: int


def newer(indicator_id: str, area_type: str, year: int) -> Newer | None:
    """The nearest type of area that has a figure about the same from after `year`; of one type the newest."""
    measured = _last_years(str(database.current_path()))
    followed_by = catalogue.indicators()[indicator_id].followed_by
    for kind in NEAREST_TYPES.get(area_type, ()):
        found = [
            Newer(name, kind, last)
            for name in (indicator_id, followed_by)
            if name and (last := measured.get((name, kind), 0)) > year
        ]
        if found:
            return max(found, key=lambda one: one.year)
    return None


@lru_cache(maxsize=2)
def _last_years(path: str) -> Mapping[tuple[str, str], int]:
    """(indicator, type of area) -> the last year with figures, in one database file; `path` is only the key."""
    frame = database.ask_once("indicator_years")
    frame = frame[frame["n"] > 0]
    return {key: int(year) for key, year in frame.groupby(["indicator_id", "area_type"])["year"].max().items()}
