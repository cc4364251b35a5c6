"""Which figures somebody asks for: one selection behind the page Gegevens, the files and the open interface.

Everything in it is checked here; a value that is not allowed raises a `SelectionError` that names what is.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import areas, claim, database
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.problem import Problem

POSITIONS = ("higher", "similar", "lower")
TRENDS = ("rising", "falling", "no_clear_change", "too_few_points")
MOST_CODES = 2000
COLUMNS = (
    "type", "code", "vintage", "name", "gemeente_code", "gemeente_name", "provincie_code", "regio_code", "inhabitants",
    "indicator", "year", "value", "ci_lower", "ci_upper", "unit", "status", "national", "national_method",
    "difference", "position", "trend", "source",
)  # fmt: skip
KEYS = COLUMNS[:9]
"""The columns that say which area a row is about."""
SORTS = ("name", "code", "value", "difference", "inhabitants", "year", "indicator")


class SelectionError(Problem):
    """Something asked for is not possible; says which parameter, and what is allowed."""

    def __init__(self, message: str, parameter: str, allowed: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = tuple(allowed)


@dataclass(frozen=True)
class Selection:
    """A selection of figures; None and empty mean everything. `missing`: rows without a figure too."""

    type: str | None = None
    vintage: int | None = None
    region: str | None = None
    provincie: str | None = None
    gemeente: tuple[str, ...] = ()
    list: str | None = None
    codes: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    position: tuple[str, ...] = ()
    trend: tuple[str, ...] = ()
    value_from: float | None = None
    value_to: float | None = None
    inhabitants_from: int | None = None
    inhabitants_to: int | None = None
    missing: bool = False

    def parameters(self) -> dict:
        """The parameters of `queries/rows.sql`."""
        return {
            "type": self.type, "vintage": self.vintage, "regio": self.region, "provincie": self.provincie,
            "gemeenten": _list(self.gemeente), "codes": _list(self.codes), "group_id": self.list,
            "indicators": _list(self.indicator), "years": _list(self.year), "positions": _list(self.position),
            "trends": _list(self.trend), "value_from": self.value_from, "value_to": self.value_to,
            "inhabitants_from": self.inhabitants_from, "inhabitants_to": self.inhabitants_to,
            "missing": self.missing,
        }  # fmt: skip

    def query(self) -> dict[str, str]:
        """The selection as the parameters of an address, in a fixed order, without what is everything."""
        found = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                value = ",".join(str(part) for part in value)
            if value is not None and value is not False and value != "":
                found[field.name] = (
                    "true" if value is True else f"{value:g}" if isinstance(value, float) else str(value)
                )
        return found


NAMES = tuple(field.name for field in fields(Selection))


def from_query(query: Mapping[str, str]) -> Selection:
    """The selection that an address asks for. Raises `SelectionError` for an unknown name or a value that does not
    exist; several values stand behind each other with commas."""
    for name in query:
        if name not in NAMES:
            raise SelectionError(f"There is no parameter {name[:40]!r}.", name[:40], NAMES)
    chosen = Selection(
        type=_one(query, "type", types()),
        vintage=_integer(query, "vintage", vintages()),
        region=_one(query, "region", [regio.code for regio in catalogue.regios()]),
        provincie=_one(query, "provincie", [provincie.code for provincie in catalogue.provincies()]),
        gemeente=_codes(query, "gemeente", PATTERNS["gemeente"]),
        list=_one(query, "list", lists()),
        codes=_codes(query, "codes", r"[A-Z]{2}\d{2}[0-9A-Z]{0,8}|[1-9]\d{3}|[a-z]+"),
        indicator=_several(query, "indicator", list(catalogue.indicators())),
        year=tuple(int(year) for year in _several(query, "year", [str(year) for year in years()])),
        position=_several(query, "position", POSITIONS),
        trend=_several(query, "trend", TRENDS),
        value_from=_number(query, "value_from"),
        value_to=_number(query, "value_to"),
        inhabitants_from=_whole(query, "inhabitants_from"),
        inhabitants_to=_whole(query, "inhabitants_to"),
        missing=_one(query, "missing", ("true", "false")) == "true",
    )
    for low, high in (("value_from", "value_to"), ("inhabitants_from", "inhabitants_to")):
        if None not in (getattr(chosen, low), getattr(chosen, high)) and getattr(chosen, low) > getattr(chosen, high):
            raise SelectionError(f"{low} is larger than {high}.", low)
    return chosen


def rows(
    chosen: Selection, sort: str = "code", descending: bool = False, limit: int = 1000, offset: int = 0
) -> pd.DataFrame:
    """At most `limit` rows of the selection from `offset` on, as a frame with `COLUMNS`, in a fixed order."""
    return _window(chosen, sort, descending, limit, offset).df()


def records(chosen: Selection, limit: int = 1000, offset: int = 0) -> list[dict]:
    """The same rows as plain values, None where there is none."""
    cursor = _window(chosen, "code", False, limit, offset)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def counted(chosen: Selection) -> dict[str, int]:
    """How many rows and areas are in the selection, and of how many rows the figure is missing."""
    text = f"""
        SELECT count(*) AS rows, count(DISTINCT type || code || vintage) AS areas, count(*) - count(value) AS missing
        FROM ({database.sql("rows")})
    """
    found = database.cursor().execute(text, chosen.parameters()).df().iloc[0]
    return {name: int(value) for name, value in found.items()}


def columns_of(chosen: Selection) -> list[tuple[str, int]]:
    """Every indicator and year in the selection, in catalogue order: the columns of its wide form."""
    text = f"SELECT DISTINCT indicator, year FROM ({database.sql('rows')})"
    found = database.cursor().execute(text, chosen.parameters()).fetchall()
    rank = {indicator: place for place, indicator in enumerate(catalogue.indicators())}
    return sorted(found, key=lambda pair: (rank[pair[0]], pair[1]))


def with_measured(chosen: Selection) -> pd.DataFrame:
    """Which indicators and years exist for the type and vintage of the selection: columns of
    `queries/indicator_years.sql`."""
    measured = database.ask("indicator_years")
    if chosen.type:
        measured = measured[measured["area_type"] == chosen.type]
    if chosen.vintage:
        measured = measured[measured["vintage"] == chosen.vintage]
    return measured


def types() -> list[str]:
    """The types of area that there are figures for."""
    return ["land", *database.ask("indicator_years")["area_type"].unique()]


def vintages() -> list[int]:
    """The vintages that there are figures for, newest first."""
    return sorted(database.ask("indicator_years")["vintage"].astype(int).unique().tolist(), reverse=True)


def years() -> list[int]:
    """The years that there are figures for, newest first."""
    return sorted(database.ask("indicator_years")["year"].astype(int).unique().tolist(), reverse=True)


@cache
def lists() -> tuple[str, ...]:
    """The sets of vulnerable areas that can be asked for."""
    return tuple(dict.fromkeys(group for series in claim.SERIES.values() for group in series.groups))


def _window(chosen: Selection, sort: str, descending: bool, limit: int, offset: int):
    if sort not in SORTS:
        raise SelectionError(f"Cannot sort by {sort[:40]!r}.", "sort", SORTS)
    first = "nullif(name, '')" if sort == "name" else sort
    order = f"{first} {'DESC' if descending else 'ASC'} NULLS LAST, type, vintage, code, indicator, year"
    text = f"SELECT * FROM ({database.sql('rows')}) ORDER BY {order} LIMIT $limit OFFSET $offset"
    return database.cursor().execute(text, chosen.parameters() | {"limit": limit, "offset": offset})


def _list(values: tuple) -> list | None:
    return [*values] or None


def _one(query: Mapping[str, str], name: str, allowed: Iterable[str]) -> str | None:
    value = query.get(name)
    if value is None:
        return None
    if value not in allowed:
        raise SelectionError(f"{name} {value[:40]!r} does not exist.", name, allowed)
    return value


def _several(query: Mapping[str, str], name: str, allowed: Iterable[str]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(part.strip() for part in query.get(name, "").split(",") if part.strip()))
    if name in query and not values:
        raise SelectionError(f"{name} is empty.", name, allowed)
    for value in values:
        if value not in allowed:
            raise SelectionError(f"{name} {value[:40]!r} does not exist.", name, allowed)
    return values


def _codes(query: Mapping[str, str], name: str, pattern: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(part.strip() for part in query.get(name, "").split(",") if part.strip()))
    if name in query and not values:
        raise SelectionError(f"{name} is empty.", name)
    if len(values) > MOST_CODES:
        raise SelectionError(f"At most {MOST_CODES} codes at once.", name)
    for value in values:
        if not re.fullmatch(pattern, value):
            raise SelectionError(f"{value[:40]!r} is not a code.", name)
        if name == "gemeente" and not areas.vintages(value):
            raise SelectionError(f"The gemeente {value} does not exist.", name)
    return values


def _number(query: Mapping[str, str], name: str) -> float | None:
    value = query.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", value):
        raise SelectionError(f"{name} {value[:40]!r} is not a number like -1.5.", name)
    return float(value)


def _whole(query: Mapping[str, str], name: str) -> int | None:
    value = query.get(name)
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise SelectionError(f"{name} {value[:40]!r} is not a whole number.", name)
    return int(value)


def _integer(query: Mapping[str, str], name: str, allowed: list[int]) -> int | None:
    value = _one(query, name, [str(number) for number in allowed])
    return None if value is None else int(value)
