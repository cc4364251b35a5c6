"""Areas beside each other, as a table says them: on the screen, on paper and in a spreadsheet the same."""

from dataclasses import dataclass
from typing import Any

from lsa_data import catalogue
from lsa_data.ask.selection import AreaRow
from lsa_data.ask.side_by_side import Row, SideBySide
from lsa_data.say import names, opening, sentences, strip
from lsa_data.say.formats import number
from lsa_data.say.sentences import UNDER_250, phrases
from lsa_data.say.strip import Strip

BETTER, LESS_GOOD = "better", "less_good"
TOO_FEW, BOUNDARY, NOT_PUBLISHED = "too_few", "boundary", "not_published"
"""Why there is no figure, as statuses are called."""


@dataclass(frozen=True)
class Head:
    """The heading of a figure. `national` is that of the country, as text; `provisional`: the source will revise it."""

    indicator_id: str
    name: str
    unit: str
    year: int
    national: str
    provisional: bool

    def below(self, language: str) -> str:
        """What stands under the name: unit, year, and the figure of the country."""
        word = words(language)
        key = "head" if self.national else "head_none"
        told = word[key].format(unit=self.unit, year=self.year, country=self.national)
        return f"{told} · {word['provisional']}" if self.provisional else told


@dataclass(frozen=True)
class Cell:
    """A figure of an area: its text or why there is none, where it stands on the line, and where it went against the
    country (`better` or `less_good`, and in words: `course`; empty where that may not be said)."""

    value: float | None
    text: str
    why: str
    strip: Strip | None
    went: str
    course: str
    position: str


@dataclass(frozen=True)
class Line:
    """An area with its cells in the order of the headings; of too few people there are none, and `why` says so."""

    area: AreaRow
    name: str
    cells: tuple[Cell, ...]
    why: str


def words(language: str) -> dict[str, Any]:
    """The words around the table."""
    found: dict[str, Any] = phrases(language)["side_by_side"]
    return found


def title(found: SideBySide, language: str) -> str:
    """The question that the table answers."""
    plural, places = phrases(language)["areas"][found.type], {(a.gemeente_code, a.gemeente_name) for a in found.areas}
    if len(places) > 1 or found.type == "gemeente":
        return words(language)["title"].format(areas=plural)
    code, name = places.pop()
    return words(language)["title_place"].format(areas=plural, place=names.place_name(code or "", name or ""))


def below(found: SideBySide, language: str) -> str:
    """How many areas and figures there are, and how the table is read."""
    plural = phrases(language)["areas"][found.type]
    return words(language)["below"].format(n=len(found.areas), areas=plural, figures=len(found.figures))


def heads(found: SideBySide, language: str) -> list[Head]:
    """The headings, in order."""
    said = []
    for indicator_id, year in found.figures:
        indicator = catalogue.indicators()[indicator_id]
        rows = [row for (_, own), row in found.rows.items() if own == indicator_id]
        national = next((row for row in rows if row.national is not None), None)
        value = "" if national is None else _plain(national, national.national, language)
        provisional = any(row.provisional for row in rows)
        unit = words(language)["unit"][indicator.unit]
        said.append(Head(indicator_id, indicator.text("name", language), unit, year, value, provisional))
    return said


def lines(found: SideBySide, language: str) -> list[Line]:
    """The areas by name, as people say it."""
    said = []
    for area in found.areas:
        name = names.name_of(found.type, area.code, area.name, language)
        if area.size_class == UNDER_250:
            said.append(Line(area, name, (), names.missing_word(TOO_FEW, language)))
            continue
        cells = tuple(_cell(found, area.code, indicator, language) for indicator, _ in found.figures)
        said.append(Line(area, name, cells, ""))
    return sorted(said, key=lambda line: (line.name.casefold(), line.area.code))


def _cell(found: SideBySide, code: str, indicator: str, language: str) -> Cell:
    row = found.rows.get((code, indicator))
    if row is None:
        here = any(one == indicator and row.measured_vintage == found.vintage for (_, one), row in found.rows.items())
        return Cell(None, "", names.missing_word(NOT_PUBLISHED if here else BOUNDARY, language), None, "", "", "")
    if row.value is None:
        return Cell(None, "", names.missing_word(row.status, language), None, "", "", "")
    went = _went(row)
    course = opening.course_brief(row, language) if went else ""
    return Cell(row.value, _plain(row, row.value, language), "", strip.strip_of(row), went, course, row.position or "")


def _went(row: Row) -> str:
    """To which side a figure went against the country, where a direction may be said: right is always better."""
    start, now = strip.start_of(row), strip.strip_of(row)
    if start is None or now is None or not opening.moved(row) or start == now.here:
        return ""
    return BETTER if now.here > start else LESS_GOOD


def _plain(row: Row, value: float | None, language: str) -> str:
    """A figure without its unit, which stands in the heading."""
    indicator = catalogue.indicators()[row.indicator_id]
    if indicator.ordinal:
        return names.value_text(value, indicator, language)
    return number(value, sentences.shown_decimals(row), language)
