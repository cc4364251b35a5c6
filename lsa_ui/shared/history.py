"""The course of a figure through the years as a small drawing and a table, for one area or for several."""

from collections.abc import Sequence
from dataclasses import dataclass

from lsa_data import catalogue
from lsa_data.ask.profile import measured
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import names

WIDTH, HEIGHT = 340, 142
SIDE, TOP, BOTTOM = 18, 24, 46
YEAR_ROOM = 44
"""What the label of a year takes, with what stays free beside it."""
LABEL = 8
"""How far the value of a point stands above or below it."""


@dataclass(frozen=True)
class Label:
    """A text in the drawing, with the side on which it is aligned (start, middle, end)."""

    x: float
    y: float
    anchor: str
    text: str


@dataclass(frozen=True)
class Line:
    """The line of one area: its parts (a year without a figure breaks it) and its points."""

    parts: tuple[str, ...]
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class History:
    """A drawing of `WIDTH` by `HEIGHT` (None where there are no two points to draw), and per year the figures of the
    areas and of the country as texts."""

    lines: tuple[Line, ...]
    country: str
    labels: tuple[Label, ...]
    years: tuple[Label, ...]
    table: tuple[tuple[int, tuple[str, ...], str], ...]

    @property
    def is_line(self) -> bool:
        """Whether the figures of one of the areas are a line, and not a point."""
        return any(len(line.points) > 1 for line in self.lines)


def history(series: Sequence[Sequence[ProfileRow]], language: str) -> History | None:
    """The course of one indicator: `series` has its rows, every year, of each area. Only years with the newest
    boundaries, so that one line is about one area. None without two years.

    The first and the last figure of a single line stand beside it; a score is never said as a number there.
    """
    own = [_newest_vintage(rows) for rows in series]
    rows = [row for one in own for row in one]
    years = sorted({row.year for row in rows})
    if len(years) < 2:
        return None
    indicator = catalogue.indicators()[rows[0].indicator_id]
    national = {row.year: row.national for row in rows if row.national is not None}
    table = tuple(
        (
            year,
            tuple(_cell(one, year, language) for one in own),
            names.value_text(national.get(year), indicator, language),
        )
        for year in reversed(years)
    )
    values = [row.value for row in rows if row.value is not None] + list(national.values())
    if indicator.ordinal or sum(row.value is not None for row in rows) < 2:
        return History((), "", (), (), table)
    scale = _Scale(years[0], years[-1], min(values), max(values))
    country = (
        " ".join(scale.point(year, value) for year, value in sorted(national.items())) if len(national) > 1 else ""
    )
    lines = tuple(_line(one, scale) for one in own)
    labels = _ends(own[0], scale, language) if len(own) == 1 and indicator.unit != "score" else ()
    return History(lines, country, labels, tuple(_years(years, scale)), table)


@dataclass(frozen=True)
class _Scale:
    first: int
    last: int
    low: float
    high: float

    def x(self, year: int) -> float:
        return round(SIDE + (year - self.first) / (self.last - self.first) * (WIDTH - 2 * SIDE), 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - self.low) / ((self.high - self.low) or 1) * (HEIGHT - TOP - BOTTOM), 1)

    def point(self, year: int, value: float) -> str:
        return f"{self.x(year)},{self.y(value)}"


def _newest_vintage(rows: Sequence[ProfileRow]) -> list[ProfileRow]:
    rows = measured(rows)
    newest = max((row.measured_vintage for row in rows if row.value is not None), default=None)
    return [row for row in rows if row.measured_vintage == newest]


def _cell(rows: Sequence[ProfileRow], year: int, language: str) -> str:
    row = next((row for row in rows if row.year == year), None)
    if row is None:
        return "–"
    if row.value is None:
        return names.missing_word(row.status, language)
    return names.value_text(row.value, catalogue.indicators()[row.indicator_id], language)


def _line(rows: Sequence[ProfileRow], scale: _Scale) -> Line:
    parts: list[list[str]] = [[]]
    for row in rows:
        if row.value is None:
            parts.append([])
        else:
            parts[-1].append(scale.point(row.year, row.value))
    points = tuple((scale.x(row.year), scale.y(row.value)) for row in rows if row.value is not None)
    return Line(tuple(" ".join(part) for part in parts if len(part) > 1), points)


def _ends(rows: Sequence[ProfileRow], scale: _Scale, language: str) -> tuple[Label, ...]:
    """The first and the last figure, away from the line of the country."""
    known = [row for row in rows if row.value is not None]
    labels = []
    for row, anchor in ((known[0], "start"), (known[-1], "end")):
        assert row.value is not None
        below = row.national is not None and row.value < row.national
        x = scale.x(row.year) + (-SIDE + 4 if anchor == "start" else SIDE - 4)
        y = scale.y(row.value) + (LABEL + 13 if below else -LABEL)
        labels.append(Label(x, y, anchor, names.value_brief(row.value, row, language)))
    return tuple(labels)


def _years(years: Sequence[int], scale: _Scale) -> list[Label]:
    """The years below the drawing, from left to right: the first, the last, and of those between what fits."""
    kept = [years[0]]
    for year in years[1:-1]:
        if scale.x(year) - scale.x(kept[-1]) >= YEAR_ROOM and scale.x(years[-1]) - scale.x(year) >= YEAR_ROOM:
            kept.append(year)
    anchors = {years[0]: "start", years[-1]: "end"}
    edge = {years[0]: -SIDE + 4, years[-1]: SIDE - 4}
    return [
        Label(scale.x(year) + edge.get(year, 0), HEIGHT - 6, anchors.get(year, "middle"), str(year))
        for year in (*kept, years[-1])
    ]
