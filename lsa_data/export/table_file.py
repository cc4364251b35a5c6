"""Areas beside each other as a spreadsheet: values as numbers, and beside each in words where it stands."""

from pathlib import Path

import xlsxwriter

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.ask.selection import Selection
from lsa_data.ask.side_by_side import SideBySide, side_by_side
from lsa_data.export.spreadsheet import harmless_text
from lsa_data.say import side_by_side as said
from lsa_data.say.sentences import page_words


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
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(word["sheet"])
    sheet.write_string(0, 0, said.title(found, language), bold)
    sheet.write_string(1, 0, said.below(found, language))
    top = 3
    sheet.set_row(top, 62)
    for column, text in enumerate((word["area"].format(vintage=found.vintage), word["code"], word["people"])):
        sheet.write_string(top, column, text, wrapped)
    for place, head in enumerate(heads):
        sheet.write_string(top, 3 + 3 * place, f"{head.name}\n{head.below(language)}", wrapped)
        sheet.write_string(top, 4 + 3 * place, word["position"], wrapped)
        sheet.write_string(top, 5 + 3 * place, word["went"], wrapped)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2, 11)
    sheet.set_column(3, 2 + 3 * len(heads), 17)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(top)
    sheet.fit_to_pages(1, 0)
    formats = {
        decimals: book.add_format({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})
        for decimals in range(7)
    }
    for row, line in enumerate(said.lines(found, language), top + 1):
        sheet.write_string(row, 0, str(harmless_text(line.name)))
        sheet.write_string(row, 1, line.area.code)
        if line.area.inhabitants is not None:
            sheet.write_number(row, 2, line.area.inhabitants, formats[0])
        if line.why:
            sheet.write_string(row, 3, line.why)
        for place, (cell, head) in enumerate(zip(line.cells, heads, strict=False)):
            column = 3 + 3 * place
            if cell.value is None:
                sheet.write_string(row, column, cell.why)
                continue
            decimals = catalogue.indicators()[head.indicator_id].decimals
            sheet.write_number(row, column, cell.value, formats[decimals])
            sheet.write_string(row, column + 1, word["positions"].get(cell.position, ""))
            sheet.write_string(row, column + 2, cell.course)
    _sources(book, found, language, link)


def _sources(book: xlsxwriter.Workbook, found: SideBySide, language: str, link: str) -> None:
    """What every figure means and where it is from, with the version and the address of the table."""
    word = said.words(language)
    sheet = book.add_worksheet(word["sources"])
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 3, 60)
    sheet.write_string(0, 0, word["version"].format(version=database.version()))
    sheet.write_string(1, 0, link)
    for row, (indicator_id, year) in enumerate(found.figures, 3):
        indicator = catalogue.indicators()[indicator_id]
        source = catalogue.sources()[indicator.source]
        told = page_words(language)["source"].format(source=source.text("title", language), licence=source.licence)
        texts = (f"{indicator.text('name', language)} ({year})",
                 indicator.text("definition", language), indicator.text("caution", language), told)  # fmt: skip
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
