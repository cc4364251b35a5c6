"""Which figures somebody asks for: one selection behind the page Gegevens, the files and the open interface.

Everything in it is checked here; a value that is not allowed raises a `SelectionError` that names what is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

import pandas as pd
from pydantic import AfterValidator, BeforeValidator, Field

from lsa_data import catalogue
from lsa_data.ask import areas, code_list, condition, database, parameters
from lsa_data.ask.parameters import Parameter, SelectionError
from lsa_data.catalogue.codes import PATTERNS

MOST_CODES = code_list.MOST
MOST_CONDITIONS = 8
LARGEST_NUMBER = 999_999_999
COLUMNS = (
    "type", "code", "vintage", "name", "gemeente_code", "gemeente_name", "provincie_code", "regio_code", "inhabitants",
    "indicator", "year", "value", "ci_lower", "ci_upper", "unit", "status", "provisional", "national",
    "national_method", "difference", "noise", "position", "unusual", "trend", "source",
    "measured_code", "measured_vintage", "link", "share",
)  # fmt: skip
KEYS = COLUMNS[:9]
"""The columns that say which area a row is about."""
NO_AREA = ("-",)
"""The `codes` of a list in which nothing was found: no area, where an empty list would be every area."""
DERIVED = "difference"
"""The order for which every row must be joined first; by any other the rows are chosen before."""
SORTS = ("name", "code", "value", "difference", "inhabitants", "year", "indicator")


@dataclass(frozen=True)
class Selection:
    """A selection of figures; None and empty mean everything. `where`: only areas that meet all these conditions (see
    `condition.py`). `across`: on the areas of `vintage` also the figures of other vintages of the same place.
    `unusual`: only figures outside the middle 80% of areas. `missing`: rows without a figure too."""

    type: str | None = None
    vintage: int | None = None
    regio: str | None = None
    provincie: str | None = None
    gemeente: tuple[str, ...] = ()
    list: str | None = None
    codes: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    across: bool = False
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
        """The parameters of the text that `sql` gives for it."""
        met = (
            {"conditions": [condition.read(text).record(n) for n, text in enumerate(self.where)]} if self.where else {}
        )
        return met | {
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


@dataclass(frozen=True)
class AreaRow:
    """An area of a selection."""

    code: str
    name: str
    gemeente_code: str | None
    gemeente_name: str | None
    inhabitants: int | None
    size_class: str | None


def from_query(query: Mapping[str, str]) -> Selection:
    """The selection that an address asks for. Raises `SelectionError` for an unknown name or a value that does not
    exist; several values stand behind each other with commas."""
    return of_values(parameters.checked(parameters.present(query.items()), PARAMETERS))


def of_values(values: Mapping[str, Any]) -> Selection:
    """The selection of values that were checked one by one. Raises `SelectionError` for what they are together, and for
    a gemeente that there never was."""
    chosen = Selection(**{**values, **{name: values.get(name) == "true" for name in SWITCHES}})
    for code in chosen.gemeente:
        if not areas.vintages(code):
            raise SelectionError(f"The gemeente {code} does not exist.", "gemeente")
    if chosen.across and chosen.vintage is None:
        raise SelectionError("across needs vintage: the boundaries that figures are put on.", "across")
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
    way = f"{'DESC' if descending else 'ASC'} NULLS LAST"
    part = "LIMIT $limit OFFSET $offset"
    if sort == DERIVED:
        text = f"{sql(chosen)} ORDER BY {first} {way}, type, vintage, code, indicator, year {part}"
    else:
        inner = {"code": "area_code", "indicator": "indicator_id"}.get(first, first)
        order = f"ORDER BY {inner} {way}, area_type, vintage, area_code, indicator_id, year"
        text = f"{sql(chosen, f'{order} {part}')} ORDER BY {first} {way}, type, vintage, code, indicator, year"
    text = f"SELECT {', '.join(COLUMNS)} FROM ({text})"
    return database.cursor().execute(text, chosen.parameters() | {"limit": limit, "offset": offset}).df()


def page(chosen: Selection, after: int = -1, limit: int = 1000) -> tuple[list[dict], int | None]:
    """At most `limit` rows of the selection that stand after a place in the table of figures, as plain values (None
    where there is none), and the place of the last when there are more. Pages follow each other by indicator, type,
    year, vintage and code, and the last is found as fast as the first."""
    part = "WHERE place > $after ORDER BY place LIMIT $limit"
    text = f"SELECT {', '.join(COLUMNS)}, place FROM ({sql(chosen, part)}) ORDER BY place"
    found = database.cursor().execute(text, chosen.parameters() | {"after": after, "limit": limit + 1}).fetchall()
    records = [dict(zip(COLUMNS, row[:-1], strict=True)) for row in found[:limit]]
    return records, found[limit - 1][-1] if len(found) > limit else None


def sql(chosen: Selection, part: str = "") -> str:
    """The question behind every answer: the figures of a selection, or a `part` of them, with what belongs to each."""
    return f"{_figure(chosen)}, chosen AS (SELECT * FROM ({database.sql('chosen')}) {part}) {database.sql('rows')}"


def _figures(chosen: Selection) -> str:
    """The question after the figures of a selection alone. No word of who asks stands in it."""
    return f"{_figure(chosen)} {database.sql('chosen')}"


def _figure(chosen: Selection) -> str:
    """The tables that `chosen.sql` is asked of: the areas, and every figure that is there on them. They stand in front
    of the whole question: inside the part of a page, the end of that page is not known where the figures are read."""
    across = [("shown", "shown_on"), ("superseded", "superseded"), ("figure", "figures_across")]
    named = across if chosen.across else [("figure", "figures_own")]
    tables = (f"{name} AS ({database.sql(question)})" for name, question in named)
    return f"WITH {', '.join((f'selected AS ({_areas(chosen)})', *tables))}"


def _areas(chosen: Selection) -> str:
    """The question after the areas of a selection."""
    text = database.sql("selected_areas")
    if chosen.where:
        met = database.sql("areas_meeting")
        text += f"AND (area_type, area_code, vintage) IN (SELECT (area_type, area_code, vintage) FROM ({met}))"
    return text


def _asked(text: str, chosen: Selection) -> Sequence[tuple]:
    """The answer to a question about a selection that needs only some of its parameters."""
    needed = set(re.findall(r"\$(\w+)", text))
    used = {name: value for name, value in chosen.parameters().items() if name in needed}
    return database.cursor().execute(text, used).fetchall()


@database.once_per_version
def not_moved(chosen: Selection) -> dict[str, int]:
    """How many figures of other vintages could not be put on the areas of a selection, by reason: `boundary_changed`,
    or `unknown` where nothing shows which area it was. Empty unless `across` is asked."""
    if not chosen.across:
        return {}
    found = _asked(f"SELECT reason, count(*) FROM ({cells_not_moved(chosen)}) GROUP BY reason ORDER BY reason", chosen)
    return dict(found)


def cells_not_moved(chosen: Selection) -> str:
    """The question after every figure of another vintage that could not be put on an area of a selection: columns of
    `queries/not_moved.sql`."""
    return f"WITH selected AS ({_areas(chosen)}) SELECT * FROM ({database.sql('not_moved')})"


def every_figure(chosen: Selection) -> str:
    """The question after every figure that is there on the areas of a selection, whatever else was asked; of a
    selection that is not across vintages, those on all areas."""
    return f"{_figure(chosen)} SELECT * FROM figure" if chosen.across else database.sql("figures_own")


def areas_of(chosen: Selection) -> tuple[AreaRow, ...]:
    """The areas of a selection, by code."""
    columns = ", ".join(field.name for field in fields(AreaRow) if field.name != "code")
    text = f"SELECT area_code, {columns} FROM ({_areas(chosen)}) ORDER BY area_code"
    return tuple(AreaRow(*row) for row in _asked(text, chosen))


def without_inhabitants(chosen: Selection) -> int:
    """Of how many areas that a selection would have, the number of inhabitants is not known."""
    every = replace(chosen, inhabitants_from=None, inhabitants_to=None)
    text = f"SELECT count(*) - count(inhabitants) FROM ({_areas(every)})"
    return int(_asked(text, every)[0][0])


@database.once_per_version
def counted(chosen: Selection) -> dict[str, int]:
    """How many rows and areas are in the selection, and of how many rows the figure is missing."""
    text = f"""
        SELECT count(*) AS rows, count(DISTINCT (area_type, area_code, vintage)) AS areas,
            count(*) - count(value) AS missing
        FROM ({_figures(chosen)})
    """
    found = database.cursor().execute(text, chosen.parameters()).df().iloc[0]
    return {name: int(value) for name, value in found.items()}


@database.once_per_version
def columns_of(chosen: Selection) -> list[tuple[str, int]]:
    """Every indicator and year in the selection, in catalogue order: the columns of its wide form."""
    text = f"SELECT DISTINCT indicator_id, year FROM ({_figures(chosen)})"
    found = database.cursor().execute(text, chosen.parameters()).fetchall()
    rank = {indicator: place for place, indicator in enumerate(catalogue.indicators())}
    return sorted(found, key=lambda pair: (rank[pair[0]], pair[1]))


def with_measured(chosen: Selection) -> pd.DataFrame:
    """Which indicators and years exist for the type and vintage of the selection (across vintages: for the type):
    columns of `queries/indicator_years.sql`."""
    measured = database.ask_once("indicator_years")
    if chosen.type:
        measured = measured[measured["area_type"] == chosen.type]
    if chosen.vintage and not chosen.across:
        measured = measured[measured["vintage"] == chosen.vintage]
    return measured


def vintages_of(indicator: str, area_type: str | None) -> list[int]:
    """The vintages of a type of area (None: of any) that there are figures of an indicator for, oldest first."""
    measured = with_measured(Selection(type=area_type))
    return sorted(measured.loc[measured["indicator_id"] == indicator, "vintage"].astype(int).unique().tolist())


@database.once_per_version
def types() -> list[str]:
    """The types of area that there are figures for, the country first."""
    found = database.ask_once("indicator_years")["area_type"].unique()
    return sorted(found, key=lambda kind: kind != "land")


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
Where = Annotated[str, Field(pattern=condition.PATTERN), AfterValidator(condition.checked)]
NO_NUMBER = "{name} {value!r} is not a number like -1.5."
NO_WHOLE = "{name} {value!r} is not a whole number."
NO_CODE = "{value!r} is not a code."
NO_CONDITION = (
    "{value!r} is not a condition: write indicator:higher (or similar, lower, rising, falling), or indicator:10..25 "
    "with one side left out if you like; indicator.2020:higher is about that year."
)
SWITCHES = ("across", "unusual", "missing")

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
    Parameter("where", "Only areas that meet every one of these conditions, with commas: rivm_eenzaam:higher, "
              "kwb_inkomen_laag:40.. (from 40, in its own unit), lbm2_totaal:falling. Each is about the newest figure "
              "that may be shown on the area; indicator.2014:higher is about that year.",
              Where, several=True, most=MOST_CONDITIONS, refusal=NO_CONDITION),
    Parameter("across", "Give figures of other vintages too, on the areas of `vintage` that are the same place; "
              "measured_code, measured_vintage, link and share say where each was measured.",
              choices=lambda: ("true", "false")),
    Parameter("indicator", "Indicators, with commas; see /indicators.", choices=catalogue.indicators, several=True),
    Parameter("year", "Years, with commas.", choices=years, several=True),
    Parameter("position", "Against the country, beyond the noise of measuring, with commas.",
              choices=lambda: condition.POSITIONS, several=True),
    Parameter("unusual", "Only figures outside the middle 80% of areas.", choices=lambda: ("true", "false")),
    Parameter("trend", "Direction against the country over all years of the vintage, with commas.",
              choices=lambda: condition.TRENDS, several=True),
    Parameter("value_from", "Lowest value.", Number, refusal=NO_NUMBER),
    Parameter("value_to", "Highest value.", Number, refusal=NO_NUMBER),
    Parameter("inhabitants_from", "Fewest inhabitants.", Inhabitants, refusal=NO_WHOLE),
    Parameter("inhabitants_to", "Most inhabitants.", Inhabitants, refusal=NO_WHOLE),
    Parameter("missing", "Give rows without a figure too.", choices=lambda: ("true", "false")),
)  # fmt: skip
"""Every parameter of a selection, in the order of its fields; what may be asked stands here and nowhere else."""
NAMES = tuple(parameter.name for parameter in PARAMETERS)
