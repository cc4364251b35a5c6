"""Which figures somebody asks for: one selection behind the page Gegevens, the files and the open interface.

Everything in it is checked here; a value that is not allowed raises a `SelectionError` that names what is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any

import pandas as pd
from pydantic import BeforeValidator, Field

from lsa_data import catalogue
from lsa_data.ask import areas, code_list, database, parameters
from lsa_data.ask.parameters import Parameter, SelectionError
from lsa_data.catalogue.codes import PATTERNS

POSITIONS = ("higher", "similar", "lower")
TRENDS = ("rising", "falling", "no_clear_change", "too_few_points")
MOST_CODES = code_list.MOST
LARGEST_NUMBER = 999_999_999
COLUMNS = (
    "type", "code", "vintage", "name", "gemeente_code", "gemeente_name", "provincie_code", "regio_code", "inhabitants",
    "indicator", "year", "value", "ci_lower", "ci_upper", "unit", "status", "provisional", "national",
    "national_method", "difference", "noise", "position", "unusual", "trend", "source",
)  # fmt: skip
KEYS = COLUMNS[:9]
"""The columns that say which area a row is about."""
NO_AREA = ("-",)
"""The `codes` of a list in which nothing was found: no area, where an empty list would be every area."""
SORTS = ("name", "code", "value", "difference", "inhabitants", "year", "indicator")


@dataclass(frozen=True)
class Selection:
    """A selection of figures; None and empty mean everything. `unusual`: only figures outside the middle 80% of
    areas. `missing`: rows without a figure too."""

    type: str | None = None
    vintage: int | None = None
    regio: str | None = None
    provincie: str | None = None
    gemeente: tuple[str, ...] = ()
    list: str | None = None
    codes: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    position: tuple[str, ...] = ()
    unusual: bool = False
    trend: tuple[str, ...] = ()
    value_from: float | None = None
    value_to: float | None = None
    inhabitants_from: int | None = None
    inhabitants_to: int | None = None
    missing: bool = False

    def parameters(self) -> dict:
        """The parameters of `queries/rows.sql`."""
        return {
            "type": self.type, "vintage": self.vintage, "regio": self.regio, "provincie": self.provincie,
            "gemeenten": _list(self.gemeente), "codes": _list(self.codes), "group_id": self.list,
            "indicators": _list(self.indicator), "years": _list(self.year), "positions": _list(self.position),
            "unusual": self.unusual, "trends": _list(self.trend), "value_from": self.value_from,
            "value_to": self.value_to,
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


def from_query(query: Mapping[str, str]) -> Selection:
    """The selection that an address asks for. Raises `SelectionError` for an unknown name or a value that does not
    exist; several values stand behind each other with commas."""
    return of_values(parameters.checked(parameters.present(query.items()), PARAMETERS))


def of_values(values: Mapping[str, Any]) -> Selection:
    """The selection of values that were checked one by one. Raises `SelectionError` for what they are together, and for
    a gemeente that there never was."""
    chosen = Selection(**{**values, **{name: values.get(name) == "true" for name in ("unusual", "missing")}})
    for code in chosen.gemeente:
        if not areas.vintages(code):
            raise SelectionError(f"The gemeente {code} does not exist.", "gemeente")
    for low, high in (("value_from", "value_to"), ("inhabitants_from", "inhabitants_to")):
        if None not in (getattr(chosen, low), getattr(chosen, high)) and getattr(chosen, low) > getattr(chosen, high):
            raise SelectionError(f"{low} is larger than {high}.", low)
    return chosen


def rows(
    chosen: Selection, sort: str = "code", descending: bool = False, limit: int = 1000, offset: int = 0
) -> pd.DataFrame:
    """At most `limit` rows of the selection from `offset` on, as a frame with `COLUMNS`, in a fixed order."""
    if sort not in SORTS:
        raise SelectionError(f"Cannot sort by {sort[:40]!r}.", "sort", SORTS)
    first = "nullif(name, '')" if sort == "name" else sort
    order = f"{first} {'DESC' if descending else 'ASC'} NULLS LAST, type, vintage, code, indicator, year"
    text = f"SELECT {', '.join(COLUMNS)} FROM ({sql()}) ORDER BY {order} LIMIT $limit OFFSET $offset"
    return database.cursor().execute(text, chosen.parameters() | {"limit": limit, "offset": offset}).df()


def page(chosen: Selection, after: int = -1, limit: int = 1000) -> tuple[list[dict], int | None]:
    """At most `limit` rows of the selection that stand after a place in the table of figures, as plain values (None
    where there is none), and the place of the last when there are more. Pages follow each other by indicator, type,
    year, vintage and code, and the last is found as fast as the first."""
    part = f"SELECT * FROM ({database.sql('chosen')}) WHERE place > $after ORDER BY place LIMIT $limit"
    text = f"SELECT {', '.join(COLUMNS)}, place FROM ({sql(part)}) ORDER BY place"
    found = database.cursor().execute(text, chosen.parameters() | {"after": after, "limit": limit + 1}).fetchall()
    records = [dict(zip(COLUMNS, row[:-1], strict=True)) for row in found[:limit]]
    return records, found[limit - 1][-1] if len(found) > limit else None


def sql(part: str | None = None) -> str:
    """The question behind every answer: the figures of `part` of a selection (or of all) with what belongs to them."""
    return f"WITH chosen AS ({part or database.sql('chosen')}) {database.sql('rows')}"


@database.once_per_version
def counted(chosen: Selection) -> dict[str, int]:
    """How many rows and areas are in the selection, and of how many rows the figure is missing."""
    text = f"""
        SELECT count(*) AS rows, count(DISTINCT (area_type, area_code, vintage)) AS areas,
            count(*) - count(value) AS missing
        FROM ({database.sql("chosen")})
    """
    found = database.cursor().execute(text, chosen.parameters()).df().iloc[0]
    return {name: int(value) for name, value in found.items()}


def columns_of(chosen: Selection) -> list[tuple[str, int]]:
    """Every indicator and year in the selection, in catalogue order: the columns of its wide form."""
    text = f"SELECT DISTINCT indicator_id, year FROM ({database.sql('chosen')})"
    found = database.cursor().execute(text, chosen.parameters()).fetchall()
    rank = {indicator: place for place, indicator in enumerate(catalogue.indicators())}
    return sorted(found, key=lambda pair: (rank[pair[0]], pair[1]))


def with_measured(chosen: Selection) -> pd.DataFrame:
    """Which indicators and years exist for the type and vintage of the selection: columns of
    `queries/indicator_years.sql`."""
    measured = database.ask_once("indicator_years")
    if chosen.type:
        measured = measured[measured["area_type"] == chosen.type]
    if chosen.vintage:
        measured = measured[measured["vintage"] == chosen.vintage]
    return measured


@database.once_per_version
def types() -> list[str]:
    """The types of area that there are figures for."""
    return ["land", *database.ask_once("indicator_years")["area_type"].unique()]


@database.once_per_version
def vintages() -> list[int]:
    """The vintages that there are figures for, newest first."""
    return sorted(database.ask_once("indicator_years")["vintage"].astype(int).unique().tolist(), reverse=True)


@database.once_per_version
def years() -> list[int]:
    """The years that there are figures for, newest first."""
    return sorted(database.ask_once("indicator_years")["year"].astype(int).unique().tolist(), reverse=True)


@database.once_per_version
def lists() -> tuple[str, ...]:
    """The sets of vulnerable areas that can be asked for."""
    return tuple(database.ask("vulnerable_sets")["group_id"].unique())


def _list(values: tuple) -> list | None:
    return [*values] or None


def _written(pattern: str, kind: type) -> BeforeValidator:
    """A number as it may stand in an address: digits, and nothing that only a program would read."""

    def read(text: str) -> float | int:
        if not re.fullmatch(pattern, text):
            raise ValueError(text)
        return kind(text)

    return BeforeValidator(read)


def whole(lowest: int, highest: int) -> Any:
    """The type of a whole number in an address, from `lowest` to `highest`."""
    return Annotated[int, Field(ge=lowest, le=highest), _written(r"[0-9]{1,10}", int)]


Number = Annotated[float, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER), _written(r"-?[0-9]{1,9}(\.[0-9]{1,6})?", float)]
Inhabitants = whole(0, LARGEST_NUMBER)
Gemeente = Annotated[str, Field(pattern=f"^{PATTERNS['gemeente']}$")]
Code = Annotated[str, Field(pattern=f"^({'|'.join(PATTERNS.values())}|[a-z]+)$")]
"""The code of an area; that of a regio is a word."""
NO_NUMBER = "{name} {value!r} is not a number like -1.5."
NO_WHOLE = "{name} {value!r} is not a whole number."
NO_CODE = "{value!r} is not a code."

PARAMETERS = (
    Parameter("type", "Type of area.", choices=types),
    Parameter("vintage", "Year of the boundaries. Never join two vintages on the code alone.", choices=vintages),
    Parameter("regio", "One of the five regions of the dashboard.",
              choices=lambda: [regio.code for regio in catalogue.regios()]),
    Parameter("provincie", "Code of a provincie, such as PV28.",
              choices=lambda: [provincie.code for provincie in catalogue.provincies()]),
    Parameter("gemeente", "Codes of gemeenten, with commas.", Gemeente, several=True, most=MOST_CODES, refusal=NO_CODE),
    Parameter("list", "A set of vulnerable areas, such as zwak2012 (class weak or lower in 2012).", choices=lists),
    Parameter("codes", "Codes of areas, with commas.", Code, several=True, most=MOST_CODES, refusal=NO_CODE),
    Parameter("indicator", "Indicators, with commas; see /indicators.", choices=catalogue.indicators, several=True),
    Parameter("year", "Years, with commas.", choices=years, several=True),
    Parameter("position", "Against the country, beyond the noise of measuring, with commas.", choices=lambda: POSITIONS,
              several=True),
    Parameter("unusual", "Only figures outside the middle 80% of areas.", choices=lambda: ("true", "false")),
    Parameter("trend", "Direction against the country over all years of the vintage, with commas.",
              choices=lambda: TRENDS, several=True),
    Parameter("value_from", "Lowest value.", Number, refusal=NO_NUMBER),
    Parameter("value_to", "Highest value.", Number, refusal=NO_NUMBER),
    Parameter("inhabitants_from", "Fewest inhabitants.", Inhabitants, refusal=NO_WHOLE),
    Parameter("inhabitants_to", "Most inhabitants.", Inhabitants, refusal=NO_WHOLE),
    Parameter("missing", "Give rows without a figure too.", choices=lambda: ("true", "false")),
)  # fmt: skip
"""Every parameter of a selection, in the order of its fields; what may be asked stands here and nowhere else."""
NAMES = tuple(parameter.name for parameter in PARAMETERS)
