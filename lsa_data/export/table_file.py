"""Areas beside each other as a spreadsheet: values as numbers, and beside each in words where it stands."""

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.ask.selection import Selection
from lsa_data.ask.side_by_side import SideBySide, side_by_side
from lsa_data.export.spreadsheet import harmless_text
from lsa_data.say import side_by_side as said
from lsa_data.say.sentences import page_words
from lsa_data.say.side_by_side import Cell

A4 = 9
"""Paper, as a workbook numbers its sizes."""
AREA_WIDTHS, FIGURE_WIDTHS = (27, 10, 9), (12, 12, 13)
"""Of the columns of an area, and of those of a figure: as narrow as their words allow, so that paper can be read."""
SOURCE_WIDTHS = (30, 60, 60, 60)
TOP = {"valign": "top"}
WRAPPED = TOP | {"text_wrap": True}
LINE = 15
"""The height of a line; a spreadsheet does not make room by itself for a text of more."""


def records(chosen: Selection, language: str) -> dict:
    """The table for programs: its headings, and its areas with their cells. Raises `SelectionError`."""
    found = side_by_side(chosen)
    heads = said.heads(found, language)
    return {
        "type": found.type, "vintage": found.vintage,
        "figures": [{"indicator": h.indicator_id, "name": h.name, "year": h.year, "unit": h.unit} for h in heads],
        "rows": [
            {"code": line.area.code, "name": line.name, "inhabitants": line.area.inhabitants, "why": line.why,
             "cells": [{"value": c.value, "why": c.why, "position": c.position or None, "went": c.went or None}
                       for c in line.cells]}
            for line in said.lines(found, language)
        ],
    }  # fmt: skip


def write(chosen: Selection, folder: Path, language: str, link: str) -> Path:
    """Write the table into `folder` and give its path; `link` is the address that gives it. Raises `SelectionError`."""
    found = side_by_side(chosen)
    path = folder / f"lsa_tabel_{found.type}_{found.vintage}_v{database.version()}.xlsx"
    options = {"constant_memory": False, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        _fill(book, found, language, link)
    return path


def _fill(book: xlsxwriter.Workbook, found: SideBySide, language: str, link: str) -> None:
    word, heads = said.words(language), said.heads(found, language)
    bold, at_top, wrapped = (book.add_format(one) for one in ({"bold": True}, TOP, WRAPPED))
    heading = book.add_format(WRAPPED | {"bold": True})
    sheet = book.add_worksheet(word["sheet"])
    sheet.write_string(0, 0, said.title(found, language), bold)
    sheet.write_string(1, 0, said.below(found, language))
    top = 3
    sheet.set_row(top, 92)
    for column, text in enumerate((word["area"].format(vintage=found.vintage), word["code"], word["people"])):
        sheet.write_string(top, column, text, heading)
    for place, head in enumerate(heads):
        sheet.write_string(top, 3 + 3 * place, f"{head.name}\n{head.below(language)}", heading)
        sheet.write_string(top, 4 + 3 * place, word["position"], heading)
        sheet.write_string(top, 5 + 3 * place, word["went"], heading)
    for column, width in enumerate((*AREA_WIDTHS, *FIGURE_WIDTHS * len(heads))):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top + 1, 1)
    _on_paper(sheet)
    sheet.repeat_rows(top)
    formats = {
        decimals: book.add_format(TOP | {"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})
        for decimals in range(7)
    }
    for row, line in enumerate(said.lines(found, language), top + 1):
        sheet.write_string(row, 0, str(harmless_text(line.name)), at_top)
        sheet.write_string(row, 1, line.area.code, at_top)
        if line.area.inhabitants is not None:
            sheet.write_number(row, 2, line.area.inhabitants, formats[0])
        if line.why:
            sheet.write_string(row, 3, line.why, at_top)
        sheet.set_row(
            row, max([LINE, *(_height(_texts(cell, word["positions"]), FIGURE_WIDTHS) for cell in line.cells)])
        )
        for place, (cell, head) in enumerate(zip(line.cells, heads, strict=False)):
            column = 3 + 3 * place
            if cell.value is None:
                sheet.write_string(row, column, cell.why, wrapped)
                continue
            decimals = catalogue.indicators()[head.indicator_id].decimals
            sheet.write_number(row, column, cell.value, formats[decimals])
            for beside, text in enumerate(_texts(cell, word["positions"])[1:], 1):
                sheet.write_string(row, column + beside, text, wrapped)
    _sources(book, found, language, link)


def _texts(cell: Cell, positions: Mapping[str, str]) -> tuple[str, str, str]:
    """What a figure says in words, by column."""
    return cell.why, positions.get(cell.position, ""), cell.course


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """How high a row with these texts is, in columns of these widths."""
    return LINE * max(len(textwrap.wrap(text, width - 1)) for text, width in zip(texts, widths, strict=True))


def _on_paper(sheet: Any) -> None:
    """A4 on its side, as wide as the paper and with letters as large as that allows."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)


def _sources(book: xlsxwriter.Workbook, found: SideBySide, language: str, link: str) -> None:
    """What every figure means and where it is from, with the version and the address of the table."""
    word = said.words(language)
    sheet = book.add_worksheet(word["sources"])
    for column, width in enumerate(SOURCE_WIDTHS):
        sheet.set_column(column, column, width)
    _on_paper(sheet)
    wrapped = book.add_format(WRAPPED)
    sheet.write_string(0, 0, word["version"].format(version=database.version()))
    sheet.write_string(1, 0, link)
    for row, (indicator_id, year) in enumerate(found.figures, 3):
        indicator = catalogue.indicators()[indicator_id]
        source = catalogue.sources()[indicator.source]
        told = page_words(language)["source"].format(source=source.text("title", language), licence=source.licence)
        texts = (f"{indicator.text('name', language)} ({year})",
                 indicator.text("definition", language), indicator.text("caution", language), told)  # fmt: skip
        sheet.set_row(row, _height(texts, SOURCE_WIDTHS))
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, wrapped)
