"""Which areas went against the trend: those of a choice, and how far each is from what was expected."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import claim, database, maps
from lsa_data.ask.areas import Area
from lsa_data.methods import deviants

SERIES = ("wijk2", "pc3")
"""Those in which a start group is known."""
FIRST_YEARS = {"wijk2": (2012, 2016), "pc3": (2014, 2020)}
SIZES = {"klein": (0, 2500), "midden": (2500, 7500), "groot": (7500, 10**9)}
"""Inhabitants from and below."""
STEPS = maps.Classes(tuple(step * deviants.MATTERS for step in (-3, -2, -1, 1, 2, 3)), True, 0.0)
"""Classes of the map: in the middle one the difference with what was expected is smaller than what matters."""


@dataclass(frozen=True)
class Choice:
    """An outcome between two years, and the areas that it is asked of; `like` limits them to those that started like
    one area."""

    series: claim.Series
    indicator: str
    from_year: int
    to_year: int
    group: str | None = None
    regio: str | None = None
    gemeente: str | None = None
    size: str | None = None
    like: Area | None = None

    @property
    def question(self) -> dict[str, Any]:
        """The parameters of the questions about this outcome and period."""
        return {
            "indicator": self.indicator, "type": self.series.type, "vintage": self.series.vintage,
            "from_year": self.from_year, "to_year": self.to_year,
        }  # fmt: skip


def outcomes(series: claim.Series) -> list[str]:
    """The indicators of a series that have a start group: classes are too coarse for one."""
    return [name for name in claim.dimensions(series) if not catalogue.indicators()[name].ordinal]


def found(choice: Choice) -> pd.DataFrame:
    """Every area of the series: the columns of `queries/deviants.sql`."""
    return database.ask_lately("deviants", **choice.question)


def selected(every: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """The areas that the choice leaves: by set, regio, gemeente, size, and likeness to one area."""
    keep = pd.Series(True, index=every.index)
    if choice.group:
        members = claim.members(choice.series, choice.group, [])
        keep &= pd.Series([code in members for code in every["code"].tolist()], index=every.index)
    if choice.regio:
        keep &= every["regio_code"] == choice.regio
    if choice.gemeente:
        keep &= every["gemeente_code"] == choice.gemeente
    if choice.size:
        low, high = SIZES[choice.size]
        keep &= every["inhabitants"].between(low, high, inclusive="left").fillna(False)
    if choice.like is not None:
        keep &= every["code"].isin(start_group(choice.like, choice))
    return every[keep]


def start_group(own: Area, choice: Choice) -> list[str]:
    """The areas that started from the same position as an area; empty when unknown."""
    series = choice.series
    if own.type != series.type:
        return []
    same = database.ask("counterpart", type=own.type, code=own.code, vintage=own.vintage, other_vintage=series.vintage)
    if same.empty:
        return []
    question = choice.question | {"code": same["code"].iloc[0]}
    del question["to_year"]
    return database.ask("start_group", **question)["code"].tolist()


def on_map(chosen: pd.DataFrame, choice: Choice) -> tuple[int, pd.DataFrame]:
    """The vintage of the nearest map, and the chosen areas on it: columns of `queries/deviants_map.sql`."""
    drawn_on = maps.nearest(choice.series.type, choice.series.vintage)
    shown = database.ask_lately("deviants_map", polygon_vintage=drawn_on, **choice.question)
    if len(chosen) < len(shown):
        codes = set(chosen["code"].tolist())
        shown = shown[[code in codes for code in shown["measured_code"].tolist()]]
    return drawn_on, shown
