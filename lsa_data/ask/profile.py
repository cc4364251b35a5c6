"""Everything that is known of one area, with what it is compared with."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import combined, database
from lsa_data.ask.areas import Area
from lsa_data.ask.newer import newer
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.profile_row import ProfileRow


def profile(area: Area) -> pd.DataFrame:
    """One row per indicator and year that may be shown on `area`; columns as in `queries/profile.sql`."""
    return database.ask("profile", type=area.type, code=area.code, vintage=area.vintage)


def figures(area: Area) -> list[ProfileRow]:
    """The same as plain rows."""
    if isinstance(area, OwnArea):
        return combined.figures(area)
    asked = {"type": area.type, "code": area.code, "vintage": area.vintage}
    answer = database.cursor().execute(database.sql("profile"), asked)
    names = [column[0] for column in answer.description]
    return [ProfileRow(**dict(zip(names, values, strict=True))) for values in answer.fetchall()]


AWAITED = "not_published_yet"
"""The status of a figure that is still to come (`NOT_YET` in `lsa_data/read/frames.py`)."""


def measured(rows: Iterable[ProfileRow]) -> list[ProfileRow]:
    """The rows of a profile without the years that are not published yet."""
    return [row for row in rows if row.status != AWAITED]


def with_peers(rows: Sequence[ProfileRow], area: Area) -> list[ProfileRow]:
    """The profile with its `peers`: the middle value of the ten similar areas, in the same year and vintage."""
    asked = {"type": area.type, "code": area.code, "vintage": area.vintage}
    found = database.cursor().execute(database.sql("peer_values"), asked).fetchall()
    values = {(indicator, vintage, year): value for indicator, vintage, year, value, _ in found}
    return [replace(row, peers=values.get((row.indicator_id, row.measured_vintage, row.year))) for row in rows]


def latest(rows: Sequence[ProfileRow]) -> list[ProfileRow]:
    """The newest measured year per indicator of a profile, in its order; of an indicator that is not published of any
    year, that it is still to come.

    A missing figure in the newest year is kept: it says why it is missing.
    """
    return [max(measured(series) or series, key=lambda row: row.year) for series in by_indicator(rows).values()]


def by_indicator(rows: Iterable[ProfileRow]) -> dict[str, list[ProfileRow]]:
    """Indicator -> its rows, in the order of the profile."""
    return by(rows, lambda row: row.indicator_id)


def by(rows: Iterable[ProfileRow], key: Callable[[ProfileRow], str]) -> dict[str, list[ProfileRow]]:
    """What `key` gives of a row -> the rows of which it gives that, in their order."""
    found: dict[str, list[ProfileRow]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def awaited_year(series: Sequence[ProfileRow]) -> int | None:
    """The year after the newest figure of one indicator that is not published yet; None where there is none."""
    coming = max((row.year for row in series if row.status == AWAITED), default=None)
    known = max((row.year for row in measured(series)), default=None)
    return coming if coming is not None and known is not None and coming > known else None


def of_theme(newest: Sequence[ProfileRow], area_type: str) -> tuple[list[ProfileRow], list[ProfileRow]]:
    """The newest rows of a theme as a page shows them: first those that stand for themselves or for their group (the
    first headline of it that has a figure), then the others. Of which a newer figure about the same is among them
    comes last."""
    followed = [row for row in newest if _is_followed(row, newest, area_type)]
    ordered = [*(row for row in newest if row not in followed), *followed]
    speaks: dict[str, str] = {}
    for headline in (True, False):
        for row in ordered:
            indicator = catalogue.indicators()[row.indicator_id]
            if indicator.group and (not headline or (indicator.headline and row.value is not None)):
                speaks.setdefault(indicator.group, indicator.id)

    def is_first(row: ProfileRow) -> bool:
        return speaks.get(catalogue.indicators()[row.indicator_id].group or "", row.indicator_id) == row.indicator_id

    return [row for row in ordered if is_first(row)], [row for row in ordered if not is_first(row)]


def _is_followed(row: ProfileRow, among: Sequence[ProfileRow], area_type: str) -> bool:
    found = newer(row.indicator_id, area_type, row.year)
    others = {other.indicator_id for other in among} - {row.indicator_id}
    return found is not None and found.area_type == area_type and found.indicator_id in others


def not_shown(area: Area, rows: Iterable[ProfileRow]) -> list[str]:
    """Indicators that exist for this type of area but may not be shown on it: no comparable area was measured."""
    known = {row.indicator_id for row in rows}
    possible = _measured_somewhere(area.made_of)
    return [name for name in possible if name not in known and catalogue.indicators()[name].shown]


@database.once_per_version
def _measured_somewhere(area_type: str) -> list[str]:
    """Every indicator of a type of area."""
    years = database.ask_once("indicator_years")
    return years.loc[years["area_type"] == area_type, "indicator_id"].unique().tolist()
