"""The areas of a gemeente beside each other on one page: by name, for the screen, for paper and for a spreadsheet."""

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import side_by_side as question
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import Selection
from lsa_data.ask.side_by_side import MOST_AREAS, MOST_FIGURES
from lsa_data.say import side_by_side as said
from lsa_data.say.formats import number
from lsa_data.say.sentences import page_words, phrases
from lsa_data.say.side_by_side import Cell, Line
from lsa_ui.shared import area_search, drawn, frame
from lsa_ui.shared.share import share
from lsa_ui.texts import language, t

TABLE = "/api/v1/table"


def show(chosen: Selection) -> None:
    """The table, or why there is none."""
    try:
        found = question.side_by_side(chosen)
    except SelectionError:
        n = question.count(chosen) if (chosen.type or "wijk") in question.TYPES else 0
        many = number(n, 0, language())
        frame.notice(t("gegevens.table_not", n=many, most=MOST_AREAS, figures=MOST_FIGURES))
        return
    own, word = language(), said.words(language())
    heads, lines = said.heads(found, own), said.lines(found, own)
    key = page_words(own)
    query = chosen.query() | {"format": "xlsx"} | ({"language": own} if own != "nl" else {})
    title = said.title(found, own)
    here = f"/gegevens?{urlencode(st.query_params.to_dict(), safe=',:')}"
    share("deel_tabel", here, title, [(f"{TABLE}?{urlencode(query, safe=',:')}", t("gegevens.table_xlsx"))])
    drawn.draw(
        "gegevens/side_by_side.html", "gegevens_tabel", title=title, below=said.below(found, own), word=word, key=key,
        legend=_legend(found, lines),
        area=word["area"].format(vintage=found.vintage), heads=[(head, head.below(own)) for head in heads],
        lines=[(line, area_search.area_link(line.area.code, found.vintage)) for line in lines],
        people=_people, position=_position, note=_note(found),
        usual="" if chosen.indicator else t("gegevens.table_usual"),
    )  # fmt: skip


def _legend(found: question.SideBySide, lines: list[Line]) -> dict[str, Any]:
    """What the marks on the lines mean."""
    word, plural = page_words(language()), phrases(language())["areas"][found.type]
    beyond = any(cell.strip.beyond for line in lines for cell in line.cells if cell.strip)
    return {
        "own": word["this"][found.type], "most": word["most"].format(areas=plural), "peers": "", "start": False,
        "beyond": beyond,
    }  # fmt: skip


def _people(line: Line) -> str:
    n = line.area.inhabitants
    return "" if n is None else number(n, 0, language())


def _position(cell: Cell) -> str:
    """The line of a figure for who cannot see it."""
    word = said.words(language())
    return word["cell"].format(value=cell.text, position=word["positions"].get(cell.position, ""))


def _note(found: question.SideBySide) -> str:
    """Where the figures come from."""
    sources = dict.fromkeys(catalogue.indicators()[indicator].source for indicator, _ in found.figures)
    titles = [
        f"{catalogue.sources()[one].text('title', language())} ({catalogue.sources()[one].licence})" for one in sources
    ]
    return t("gegevens.table_note", sources=", ".join(titles))
