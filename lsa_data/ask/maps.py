"""The figures of a map: every area of one type in one year, and the classes that colour them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import database

MAPPED = ("wijk", "buurt", "gemeente", "pc4")
"""The types of area that a map shows."""
PARTS_ONLY = ("buurt",)
"""Those of which there is only a map of a part of the country: all buurten at once would say nothing."""
CLASS_COUNT = 7


@dataclass(frozen=True)
class Choice:
    """A year of an indicator that can be drawn for a type of area."""

    year: int
    vintage: int
    drawn_on: int


@dataclass(frozen=True)
class Classes:
    """How values become colours: `bounds` between the classes, ascending; `diverging` when the middle class is
    around the national average `benchmark`."""

    bounds: tuple[float, ...]
    diverging: bool
    benchmark: float | None


@database.once_per_version
def vintages(area_type: str) -> list[int]:
    """The vintages of the maps of this type of area, oldest first."""
    return database.ask("maps", type=area_type)["vintage"].astype(int).tolist()


def nearest(area_type: str, vintage: int) -> int:
    """The map nearest in time to areas of a vintage; of two equally near the newer, with which more areas agree."""
    return min(vintages(area_type), key=lambda drawn: (abs(drawn - vintage), -drawn))


@database.once_per_version
def choices(indicator_id: str, area_type: str) -> list[Choice]:
    """The years in which `indicator_id` can be drawn for this type of area, oldest first; not of an older edition."""
    if area_type not in MAPPED:
        return []
    measured = database.ask_once("national", indicator=indicator_id, type=area_type)
    return [
        Choice(int(row.year), int(row.vintage), nearest(area_type, int(row.vintage)))
        for row in measured[~measured["older_edition"]].sort_values("year").itertuples()
    ]


@database.once_per_version
def drawable(area_type: str) -> list[str]:
    """The indicators with figures for this type of area that are not only in files, in catalogue order."""
    measured = database.ask_once("indicator_years")
    found = measured.loc[measured["area_type"] == area_type, "indicator_id"].drop_duplicates()
    return [name for name in found if catalogue.indicators()[name].shown]


def values(
    indicator_id: str,
    area_type: str,
    choice: Choice,
    regio: str | None = None,
    provincie: str | None = None,
    gemeente: str | None = None,
) -> pd.DataFrame:
    """One row per area on the map (columns as in `queries/map_values.sql`), by code.

    `value` is missing where the source gives no figure (`status` says why) or where no comparable area was
    measured (`link` is empty then).
    """
    return database.ask_lately(
        "map_values",
        indicator=indicator_id,
        type=area_type,
        year=choice.year,
        vintage=choice.vintage,
        polygon_vintage=choice.drawn_on,
        regio=regio,
        provincie=provincie,
        gemeente=gemeente,
    )


def national(indicator_id: str, area_type: str, choice: Choice) -> pd.Series:
    """The figure of the country in a year, for this type of area: columns as in `queries/national.sql`."""
    rows = database.ask("national", indicator=indicator_id, type=area_type)
    return rows[(rows["year"] == choice.year) & (rows["vintage"] == choice.vintage)].iloc[0]


def classes(indicator_id: str, area_type: str, choice: Choice) -> Classes:
    """The class bounds of an indicator in a year, the same for every regio so that maps can be compared.

    Where there is a national figure: seven classes around it. In the middle is "about the same": within 1.96 times the
    noise of the middle area, and at least what rounding hides. The outermost are the unusual ones, outside the middle
    80% of areas; between those and the middle class are two classes of equal width. Where the middle class reaches as
    far as that 80%, the classes on that side are half as wide as it is. The classes of the Leefbaarometer are their
    own. Otherwise (counts) seven classes with equally many areas.
    """
    indicator = catalogue.indicators()[indicator_id]
    if indicator.ordinal:
        return Classes(tuple(step + 0.5 for step in range(1, 9)), True, None)
    row = national(indicator_id, area_type, choice)
    if pd.notna(row["value"]) and pd.notna(row["similar_within"]):
        country, unit = float(row["value"]), 10.0**-indicator.decimals
        within = max(float(row["similar_within"]), unit / 2)
        below, above = ((side - country) * sign - within for side, sign in ((row["p10"], -1), (row["p90"], 1)))
        down, up = (beyond / 2 if beyond / 2 >= unit else max(within, unit) for beyond in (below, above))
        steps = (*(-within - i * down for i in (2, 1, 0)), *(within + i * up for i in (0, 1, 2)))
        return Classes(tuple(float(country + step) for step in steps), True, country)
    everything = values(indicator_id, area_type, choice)["value"].dropna()
    if everything.empty:
        return Classes((), False, None)
    bounds = np.unique(np.quantile(everything, np.arange(1, CLASS_COUNT) / CLASS_COUNT))
    return Classes(tuple(float(bound) for bound in bounds), False, None)


def class_of(values: pd.Series, bounds: tuple[float, ...]) -> pd.Series:
    """The class (0 is the lowest) of every value; -1 where it is missing. On a bound is in the class above."""
    found = pd.Series(np.searchsorted(bounds, values.to_numpy(dtype=float), side="right"), index=values.index)
    return found.where(values.notna(), -1).astype(int)


@database.once_per_version
def of_regios() -> list[str]:
    """The indicators with a figure for every regio and for the country that it can be compared with."""
    return [
        name for name in drawable("gemeente")
        if not (one := catalogue.indicators()[name]).ordinal and one.national_method != "none"
    ]  # fmt: skip
