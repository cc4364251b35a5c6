"""A selection as an Excel workbook in the language of its reader: cover, data, definitions and sources."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.export import about_file
from lsa_data.export.about_file import About
from lsa_data.export.columns import Column, columns, query
from lsa_data.export.spreadsheet import harmless_text
from lsa_data.export.words import words

COVER_WIDTH, WIDEST, NARROWEST = 110, 48, 9
LINE_HEIGHT = 15
"""Of a line of text in points. LibreOffice does not make a row higher for a text of several lines by itself."""
DECIMAL_COLUMNS = ("value", "ci_lower", "ci_upper", "national", "difference")
"""Columns of the long form that show as many decimals as their figure has."""


def write(about: About, path: Path, language: str) -> None:
    """Write the workbook; numbers are as precise as the source and shown with the decimals of their figure."""
    own = words(language)
    made_of = columns(about.chosen, about.shape, language)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": path.stem, "created": about_file.made(), "author": "LSA Wijkdashboard",
                             "comments": about_file.citation(about.sources, about.link, language)})  # fmt: skip
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cover = book.add_worksheet(own["cover"])
        cover.set_column(0, 0, COVER_WIDTH)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for line, text in enumerate(about_file.readme(about, made_of, language).splitlines()):
            cover.set_row(line, LINE_HEIGHT * max(1, math.ceil(len(text) / COVER_WIDTH)))
            cover.write_string(line, 0, text, bold if line == 0 else wrapped)
        _data(book, own["data"], about, made_of, language, head)
        for title, lines in (
            (own["definitions"], about_file.definitions(about, language)),
            (own["sources"], about_file.sources(about, language)),
        ):
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(lines):
                for place, value in enumerate(row):
                    sheet.write_string(line, place, value, head if line == 0 else None)
            for place in range(len(lines[0])):
                sheet.set_column(place, place, _width([row[place] for row in lines]))


def _data(book: Any, title: str, about: About, made_of: list[Column], language: str, head: Any) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, next(i for i, column in enumerate(made_of) if column.name == "name") + 1)
    shown = {decimals: book.add_format({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})
             for decimals in range(4)}  # fmt: skip
    whole = shown[0]
    widths = [len(max(column.head.split(), key=len)) + 3 for column in made_of]
    decimals_of = {indicator.id: indicator.decimals for indicator in catalogue.indicators().values()}
    figure = next((i for i, column in enumerate(made_of) if column.name == "indicator"), None)
    for place, column in enumerate(made_of):
        sheet.write_string(0, place, column.head, head)
    last = 0
    for last, row in enumerate(rows(about, made_of), start=1):
        own_decimals = decimals_of.get(row[figure]) if figure is not None else None
        for place, (column, value) in enumerate(zip(made_of, row, strict=True)):
            if isinstance(value, str):
                sheet.write_string(last, place, harmless_text(value))
                widths[place] = max(widths[place], len(value) + 1)
            elif value is not None:
                decimals = own_decimals if column.name in DECIMAL_COLUMNS else column.decimals
                number_format = (
                    whole if column.name == "inhabitants" else shown.get(decimals) if decimals is not None else None
                )
                sheet.write_number(last, place, value, number_format)
                widths[place] = max(widths[place], len(f"{value:,.{decimals or 0}f}") + 1)
    sheet.autofilter(0, 0, max(last, 1), len(made_of) - 1)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, NARROWEST), WIDEST))


def rows(about: About, made_of: list[Column]) -> Iterator[tuple]:
    """The rows of the data that is made of these columns."""
    text = query(about.chosen, about.shape, made_of)
    cursor = database.cursor().execute(text, about.chosen.parameters())
    while batch := cursor.fetchmany(5000):
        yield from batch


def _width(texts: list[str]) -> int:
    return min(max(len(text) for text in texts) + 2, WIDEST)
