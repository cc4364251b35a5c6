"""Figures of areas beside each other: of one indicator, one year and one vintage, and which area is nearest to the
country."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lsa_data import catalogue
from lsa_data.ask.profile import measured
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say.opening import listed
from lsa_data.say.sentences import UNDER_250, facts_of
from lsa_data.say.told import Told
from lsa_ui.texts import language, t

FEWEST = 2
APART = 5.0
"""How far two marks on a line (0 to 100) must be apart to stand beside each other, and not below."""


@dataclass(frozen=True)
class Compared:
    """One indicator of one year and one vintage: the row of each area in turn, None where it has none."""

    indicator: catalogue.Indicator
    year: int
    rows: tuple[ProfileRow | None, ...]

    def on_one_line(self) -> list[ProfileRow | None]:
        """The rows with the spread of the first: places on one line are of one measure, also where one of the areas is
        a gemeente and another is not."""
        first = self.known[0]
        spread = {name: getattr(first, name) for name in ("p10", "p25", "p50", "p75", "p90")}
        return [row and replace(row, **spread) for row in self.rows]

    @property
    def known(self) -> list[ProfileRow]:
        """The rows with a figure."""
        return [row for row in self.rows if row is not None and row.value is not None]


def compared(areas: Sequence[Told]) -> list[Compared]:
    """Every indicator that two areas or more have in one year with the same boundaries, in the order of the catalogue:
    the year that most areas have, and of those the newest."""
    found = []
    for indicator in catalogue.indicators().values():
        own = [measured(one.series.get(indicator.id, ())) for one in areas]
        series = [{(row.year, row.measured_vintage): row for row in rows} for rows in own]
        counts = Counter(key for rows in series for key, row in rows.items() if row.value is not None)
        if counts and max(counts.values()) >= FEWEST:
            key = max(counts, key=lambda one: (counts[one], one))
            found.append(Compared(indicator, key[0], tuple(rows.get(key) for rows in series)))
    return found


def headlines(found: Sequence[Compared], areas: Sequence[Told]) -> list[Compared]:
    """Those that are a headline of one of the areas."""
    ids = {row.indicator_id for one in areas for row in one.headlines}
    return [one for one in found if one.indicator.id in ids]


def answer(found: Sequence[Compared], areas: Sequence[Told], names: Sequence[str]) -> str:
    """On how many figures which area is nearer to the country, where the difference is larger than the noise of both;
    empty with fewer than two areas of which something may be said."""
    spoken = [place for place, one in enumerate(areas) if one.area.size_class != UNDER_250]
    told = [row for one in found if len(row := _rows(one, spoken)) == len(spoken)]
    if len(spoken) < FEWEST or not told:
        return ""
    nearest = [_nearest(rows) for rows in told]
    counts = [(names[place], nearest.count(i)) for i, place in enumerate(spoken)]
    counts.sort(key=lambda pair: -pair[1])
    unclear = nearest.count(None)
    words = {"total": _counted(len(told)), "first": counts[0][0], "second": counts[1][0]}
    if unclear == len(told):
        return t("vergelijk.nobody", **words)
    if len(spoken) == FEWEST:
        said = [t("vergelijk.nearer", n=_counted(counts[0][1]), **words)]
        said += [t("vergelijk.other_way", n=_counted(counts[1][1]))] if counts[1][1] else []
    else:
        each = [t("vergelijk.on", name=name, n=_counted(n)) for name, n in counts if n]
        said = [t("vergelijk.nearest", names=listed(each, language()), **words)]
    said += [t("vergelijk.unclear", n=_counted(unclear))] if unclear else []
    return " ".join(f"{one[:1].upper()}{one[1:]}" for one in said)


def lanes(places: Sequence[float | None]) -> list[int]:
    """For every mark on a line in which row it stands, so that no mark lies on another: equal ones below each other."""
    last: list[float] = []
    row_of = [0] * len(places)
    for at, place in sorted((place, i) for i, place in enumerate(places) if place is not None):
        row = next((i for i, other in enumerate(last) if at - other >= APART), len(last))
        last[row : row + 1] = [at]
        row_of[place] = row
    return row_of


def _rows(one: Compared, places: Sequence[int]) -> list[ProfileRow]:
    rows = [one.rows[place] for place in places]
    return [row for row in rows if row is not None and row.value is not None and row.national is not None]


def _nearest(rows: Sequence[ProfileRow]) -> int | None:
    """Which row is nearest to the country; None where the first two differ no more than by measuring."""
    order = sorted(range(len(rows)), key=lambda i: _distance(rows[i]))
    first, second = rows[order[0]], rows[order[1]]
    noise = math.hypot(first.similar_within or 0.0, second.similar_within or 0.0)
    if facts_of(first) == facts_of(second) == 0 or _distance(second) - _distance(first) <= noise:
        return None
    return order[0]


def _distance(row: ProfileRow) -> float:
    assert row.value is not None and row.national is not None
    return abs(row.value - row.national)


def _counted(n: int) -> str:
    """A small number as a word."""
    words = t("vergelijk.numbers").split()
    return words[n] if n < len(words) else str(n)
