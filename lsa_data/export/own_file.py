"""The figures of an area of somebody's own, as rows for programs and as files for people."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import xlsxwriter

from lsa_data import catalogue
from lsa_data.ask import database, profile
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.export import about_file
from lsa_data.export.columns import KINDS
from lsa_data.export.spreadsheet import harmless_text
from lsa_data.export.words import called, said, words
from lsa_data.say import names

COLUMNS = (
    "indicator", "year", "value", "unit", "status", "reason", "coverage", "computed", "provisional", "position",
    "unusual", "national", "national_method", "difference", "measured_vintage", "link", "source",
)  # fmt: skip
"""What is told of a figure, in this order, in every format."""
NAMED = {"indicator": "indicator_name", "source": "source_name"}
MACHINE_ONLY = ("reason", "computed")
"""In a file for people the status says the one, and a line above the figures the other."""
FORMATS = ("csv", "csv-nl", "xlsx")
SUFFIX = {"csv-nl": "nl.csv"}
WIDTHS = (30, 60, 60, 60)


@dataclass(frozen=True)
class OwnFile:
    """The figures of an area, in the language of its words; `link` is the address that gives them again."""

    area: OwnArea
    language: str
    link: str = ""

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """A row per indicator and year, by `COLUMNS`; the words are those for programs."""
        return [_row(row, self.language) for row in profile.figures(self.area)]

    @cached_property
    def indicators(self) -> list[catalogue.Indicator]:
        """Every indicator among them, in catalogue order."""
        used = {row["indicator"] for row in self.rows}
        return [indicator for indicator in catalogue.indicators().values() if indicator.id in used]

    @cached_property
    def sources(self) -> list[catalogue.Source]:
        """The publications that they come from."""
        used = {indicator.source for indicator in self.indicators}
        return [source for source in catalogue.sources().values() if source.id in used]

    @property
    def name(self) -> str:
        """What the area is called."""
        return names.area_name(self.area, self.language)


def described(area: OwnArea) -> dict[str, Any]:
    """An area with its buurten for programs: how much of each counts (0-1), and what it is compared with."""
    members = [
        {"code": one.code, "share": one.percent / 100, "name": one.name, "inhabitants": one.inhabitants,
         "gemeente_code": one.gemeente_code, "gemeente_name": one.gemeente_name}
        for one in area.members
    ]  # fmt: skip
    return {
        "code": area.code, "name": area.name, "type": area.kind, "compared_with": area.type, "vintage": area.vintage,
        "inhabitants": area.inhabitants, "size_class": area.size_class, "gemeente_code": area.gemeente_code,
        "gemeente_name": area.gemeente_name, "provincie_code": area.provincie_code, "regio_code": area.regio_code,
        "members": members,
    }  # fmt: skip


def _row(row: ProfileRow, language: str) -> dict[str, Any]:
    indicator, known = catalogue.indicators()[row.indicator_id], row.value is not None
    compared = known and row.national is not None and not indicator.ordinal
    found = {
        "indicator": row.indicator_id,
        "unit": indicator.unit,
        "source": indicator.source,
        "computed": known,
        "reason": None if known else names.missing_word(row.status, language).rstrip("."),
        "difference": round(row.value - row.national, 9) if compared else None,  # type: ignore[operator]
    }
    return {name: found[name] if name in found else getattr(row, name) for name in COLUMNS}


def heads(language: str | None) -> list[str]:
    """What the columns of a file are called: by their names for machines (None), or in a language."""
    if language is None:
        return [*COLUMNS]
    own = words(language)["column"]
    return [own[name][0] for name in _for_people()]


def lines(file: OwnFile, language: str | None) -> Iterator[list[Any]]:
    """The rows of a file, for machines (None) or in the words of a language."""
    for row in file.rows:
        yield [*row.values()] if language is None else [_in_words(name, row, language) for name in _for_people()]


def _for_people() -> list[str]:
    """The columns of a file for people: a name behind every code."""
    plain = [name for name in COLUMNS if name not in MACHINE_ONLY]
    return [column for name in plain for column in ([name, NAMED[name]] if name in NAMED else [name])]


def _in_words(name: str, row: dict[str, Any], language: str) -> Any:
    for code, column in NAMED.items():
        if name == column:
            return called(code, language)[row[code]]
    value = row[name]
    if name in ("unit", "status", "position", "national_method", "link"):
        return said(name, language).get(value, value)
    if KINDS.get(name) == "boolean" and value is not None:
        return words(language)["yes" if value else "no"]
    return value


def write(file: OwnFile, format_name: str, folder: Path) -> Path:
    """Write the file into `folder` and give its path."""
    digest = hashlib.sha256(file.area.code.encode()).hexdigest()[:6]
    suffix = SUFFIX.get(format_name, format_name)
    path = folder / f"lsa_eigen-gebied_{digest}_v{database.version()}.{suffix}"
    if format_name == "xlsx":
        _workbook(file, path)
    else:
        path.write_bytes(_csv(file, "nl" if format_name == "csv-nl" else None))
    return path


def _csv(file: OwnFile, language: str | None) -> bytes:
    """CSV with the signs of a language: of Dutch semicolons, decimal commas and the mark that Excel knows UTF-8 by."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if language else ",", lineterminator="\n")
    writer.writerow(heads(language))
    for line in lines(file, language):
        writer.writerow([_written(value, dutch=language is not None) for value in line])
    return out.getvalue().encode("utf-8-sig" if language else "utf-8")


def _written(value: Any, dutch: bool) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and dutch:
        return str(value).replace(".", ",")
    return harmless_text(value)


def _workbook(file: OwnFile, path: Path) -> None:
    language, own = file.language, words(file.language)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": path.stem, "created": about_file.made(), "author": "LSA Wijkdashboard"})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _sheet(book, own["cover"], [[line] for line in cover(file)], head, WIDTHS[1:])
        _figures(book, own["data"], file, head)
        for title, texts in (
            (own["buurten"], members(file.area, language)),
            (own["definitions"], about_file.definitions(file, language)),
            (own["sources"], about_file.sources(file, language)),
        ):
            _sheet(book, title, texts, head, WIDTHS)


def _sheet(book: Any, title: str, texts: Any, head: Any, widths: tuple[int, ...]) -> None:
    sheet, wrapped = book.add_worksheet(title), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for at, line in enumerate(texts):
        for column, value in enumerate(line):
            if isinstance(value, int | float):
                sheet.write_number(at, column, value)
            elif value is not None:
                sheet.write_string(at, column, str(harmless_text(value)), head if at == 0 else wrapped)


def _figures(book: Any, title: str, file: OwnFile, head: Any) -> None:
    sheet, names_of = book.add_worksheet(title), _for_people()
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, len(names_of), 14)
    sheet.set_column(1, 1, 44)
    formats = {decimals: book.add_format({"num_format": "0" + ("." + "0" * decimals if decimals else "")})
               for decimals in range(4)}  # fmt: skip
    for column, text in enumerate(heads(file.language)):
        sheet.write_string(0, column, text, head)
    last = 0
    for last, (row, line) in enumerate(zip(file.rows, lines(file, file.language), strict=True), 1):
        decimals = catalogue.indicators()[row["indicator"]].decimals
        for column, (name, value) in enumerate(zip(names_of, line, strict=True)):
            if isinstance(value, str):
                sheet.write_string(last, column, str(harmless_text(value)))
            elif value is not None:
                shown = formats[decimals] if name in ("value", "national", "difference") else None
                sheet.write_number(last, column, value, shown)
    sheet.autofilter(0, 0, max(last, 1), len(names_of) - 1)


def cover(file: OwnFile) -> list[str]:
    """What the file is: the area, how its figures came about, and how to cite them."""
    own, language = words(file.language), file.language
    return [
        f"LSA Wijkdashboard: {file.name}",
        own["made"].format(version=database.version(), date=about_file.made_words(language)),
        own["own_computed"], own["empty"], own["models"], file.area.code, file.link, own["cite"],
        about_file.citation(file.sources, file.link, language),
    ]  # fmt: skip


def members(area: OwnArea, language: str) -> list[list[Any]]:
    """The buurten of an area with how much of each counts, heads first."""
    found = [[one.code, one.name, one.gemeente_name, one.percent, one.inhabitants] for one in area.members]
    return [[*words(language)["member_head"]], *found]
