"""The columns of a file: what they are called, what they hold, and the question that gives them.

A file for machines has the names and words of the interface; a file for people has heads and words in their language,
with a name beside every code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lsa_data import catalogue
from lsa_data.ask import selection
from lsa_data.ask.selection import COLUMNS, KEYS, Selection
from lsa_data.export.words import called, said, words
from lsa_data.say import names

LONG, WIDE = "long", "wide"
Kind = Literal["string", "integer", "number", "boolean"]
NUMBERS = ("value", "ci_lower", "ci_upper", "national", "difference", "noise", "share")
KINDS: dict[str, Kind] = {
    "vintage": "integer", "year": "integer", "inhabitants": "integer", "measured_vintage": "integer",
    "drawn_on": "integer", "provisional": "boolean", "unusual": "boolean", "computed": "boolean",
    **dict.fromkeys(NUMBERS, "number"),
}  # fmt: skip
NAMED = {
    "provincie_code": "provincie_name", "regio_code": "regio_name", "indicator": "indicator_name",
    "source": "source_name",
}  # fmt: skip
"""A column with codes -> the column with their names that stands behind it in a file for people."""
SAID = ("type", "unit", "status", "position", "trend", "national_method", "link")
"""Columns that hold a word for machines."""
AREA = ("type", "code", "vintage")
"""What tells an area from every other."""
OF_FIGURE = ("value", "national", "difference", "status")
"""What a wide file says of every figure, each a group of columns."""


@dataclass(frozen=True)
class Column:
    """One column: its name in the interface, its head in this file, the SQL that gives it, and its kind. `decimals`:
    how many are shown where that is the same in every row."""

    name: str
    head: str
    about: str
    sql: str
    kind: Kind
    decimals: int | None = None


def columns(chosen: Selection, shape: str, language: str | None = None) -> list[Column]:
    """The columns of a selection in their order; for machines without a language."""
    plain = KEYS if shape == WIDE else COLUMNS
    found = [column for name in plain for column in _with_name(name, language)]
    if shape == WIDE:
        figures = list(enumerate(selection.columns_of(chosen)))
        found += [_of_figure(part, i, *figure, language) for part in OF_FIGURE for i, figure in figures]
    return found


def query(chosen: Selection, shape: str, made_of: Sequence[Column]) -> str:
    """The question behind a file that is made of these columns, in a fixed order."""
    select = ", ".join(f"{column.sql} AS {_quoted(column.head)}" for column in made_of)
    rows = selection.sql(chosen)
    if shape == LONG:
        return f"SELECT {select} FROM (SELECT * FROM ({rows}) ORDER BY type, vintage, code, indicator, year)"
    return f"SELECT {select} FROM ({_wide(chosen, rows)}) ORDER BY type, vintage, code"


def _with_name(name: str, language: str | None) -> list[Column]:
    if language is None:
        return [_column(name, name, name, "nl")]
    sql = _in_words(said(name, language), name) if name in SAID else name
    if KINDS.get(name) == "boolean":
        yes, no = (_text(words(language)[word]) for word in ("yes", "no"))
        sql = f"CASE WHEN {name} THEN {yes} WHEN NOT {name} THEN {no} END"
    found = [_column(name, words(language)["column"][name][0], sql, language, people=True)]
    if name in NAMED:
        sql = _in_words(called(name, language), name)
        found.append(_column(NAMED[name], words(language)["column"][NAMED[name]][0], sql, language, people=True))
    return found


def _column(name: str, head: str, sql: str, language: str, people: bool = False) -> Column:
    kind = KINDS.get(name, "string")
    shown: Kind = "string" if people and kind == "boolean" else kind
    return Column(name, head, words(language)["column"][name][1], sql, shown)


def _of_figure(part: str, place: int, indicator_id: str, year: int, language: str | None) -> Column:
    """The column of one part of one figure of the wide form."""
    indicator = catalogue.indicators()[indicator_id]
    name = f"{indicator_id}_{year}" + ("" if part == "value" else f"_{part}")
    own = words(language or "nl")
    head = own[part].format(name=names.indicator_name(indicator_id, language or "nl"), year=year)
    sql = f"{part}_{place}"
    if part == "status":
        if language:
            sql = _in_words(said("status", language), sql)
        return Column(name, head if language else name, head, sql, "string")
    return Column(name, head if language else name, head, sql, "number", indicator.decimals)


def _wide(chosen: Selection, rows: str) -> str:
    """A row per area, and of every figure `value_0`, `national_0`, `difference_0` and `status_0`. The status says of a
    cell that is empty why: the reason of the source, outside the selection, not to be put on these boundaries, or not
    measured.

    A status is a number here, that of a row of the selection lower than that of any other row of the same cell.
    """
    figures, keys = selection.columns_of(chosen), ", ".join(KEYS)
    if not figures:
        return f"SELECT DISTINCT {keys} FROM ({rows})"
    listed = ", ".join(f"({_text(indicator)}, {year}, {i})" for i, (indicator, year) in enumerate(figures))
    states = [*said("status", "nl")]
    ranks = "CASE status " + " ".join(f"WHEN {_text(state)} THEN {i + 1}" for i, state in enumerate(states)) + " END"
    every = ", ".join(str(i) for i in range(len(figures)))
    state = f"[{', '.join(map(_text, states))}]"
    parts = ", ".join(
        f'"{i}_value" AS value_{i}, "{i}_national" AS national_{i}, '
        f'round("{i}_value" - "{i}_national", 9) AS difference_{i}, '
        f"coalesce({state}[(\"{i}_mark\" - 1) % {len(states)} + 1], 'not_measured') AS status_{i}"
        for i in range(len(figures))
    )
    moved = moved_too = ""
    if chosen.across:
        moved_too = " UNION ALL BY NAME SELECT * FROM not_moved"
        moved = f"""not_moved AS (
            SELECT area_type AS type, area_code AS code, vintage, number, {2 * len(states)} + CASE reason
                WHEN 'boundary_changed' THEN {states.index("boundary") + 1}
                ELSE {states.index("unknown_area") + 1} END AS mark
            FROM ({selection.cells_not_moved(chosen)}) AS cell
            JOIN listed ON indicator_id = indicator AND cell.year = listed.year
        ),"""
    others = ", ".join(f"any_value({key}) AS {key}" for key in KEYS if key not in AREA)
    return f"""
        WITH listed AS (SELECT * FROM (VALUES {listed}) AS t (indicator, year, number)),
        own AS MATERIALIZED (
            SELECT {keys}, number, value, national, {ranks} AS mark FROM ({rows}) JOIN listed USING (indicator, year)
        ),
        outside AS (
            SELECT area_type AS type, area_code AS code, vintage, number,
                {len(states)} + CASE WHEN value IS NULL THEN {ranks} ELSE {states.index("filtered_out") + 1} END AS mark
            FROM ({selection.every_figure(chosen)}) AS figure
            JOIN listed ON indicator_id = indicator AND figure.year = listed.year
            SEMI JOIN own ON area_type = own.type AND area_code = own.code AND figure.vintage = own.vintage
        ),
        {moved}
        cell AS (
            SELECT type, code, vintage, number, any_value(value) AS value, min(mark) AS mark
            FROM (
                SELECT type, code, vintage, number, value, mark FROM own
                UNION ALL BY NAME SELECT * FROM outside{moved_too}
            )
            GROUP BY ALL
        ),
        figure_row AS (
            PIVOT cell ON number IN ({every}) USING any_value(value) AS value, any_value(mark) AS mark
            GROUP BY type, code, vintage
        ),
        country AS (
            PIVOT (SELECT type, vintage, number, any_value(national) AS country FROM own GROUP BY ALL)
            ON number IN ({every}) USING any_value(country) AS national GROUP BY type, vintage
        ),
        area_row AS (SELECT type, code, vintage, {others} FROM own GROUP BY type, code, vintage)
        SELECT {keys}, {parts}
        FROM area_row JOIN figure_row USING (type, code, vintage) LEFT JOIN country USING (type, vintage)
    """


def _in_words(known: Mapping[str, str], sql: str) -> str:
    """Our own words for what some SQL gives, as SQL; a map would be made anew for every row."""
    words_of = " ".join(f"WHEN {_text(key)} THEN {_text(value)}" for key, value in known.items())
    return f"CASE {sql} {words_of} END"


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
