"""Everything that is known of one area, with what it is compared with."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.ask.areas import Area
from lsa_data.ask.newer import newer


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One figure of an area with all that it is compared with: a row of `queries/profile.sql`, which says what each
    column is. What is not known is None. `peers` is the middle value of the similar areas, where that was added."""

    indicator_id: str
    theme: str
    year: int
    value: float | None
    ci_lower: float | None
    ci_upper: float | None
    status: str
    coverage: float | None
    provisional: bool
    percentile: float | None
    noise: float | None
    position: str | None
    unusual: bool | None
    size_class: str | None
    measured_code: str
    measured_vintage: int
    link: str
    national: float | None
    national_method: str | None
    similar_within: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    n: int | None
    wijk: float | None
    gemeente: float | None
    regional: float | None
    direction: str | None
    gap: str | None
    ratio_agrees: bool | None
    from_year: int | None
    to_year: int | None
    points: int | None
    from_value: float | None
    to_value: float | None
    national_from: float | None
    national_to: float | None
    change: float | None
    national_change: float | None
    difference_change: float | None
    scale: str | None
    peers: float | None = None


def profile(area: Area) -> pd.DataFrame:
    """One row per indicator and year that may be shown on `area`; columns as in `queries/profile.sql`."""
    return database.ask("profile", type=area.type, code=area.code, vintage=area.vintage)


AWAITED = "not_published_yet"
"""The status of a figure that is still to come (`NOT_YET` in `lsa_data/read/frames.py`)."""


def measured(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a profile without the years that are not published yet."""
    return rows[rows["status"] != AWAITED]


def with_peers(series: pd.DataFrame, area: Area) -> pd.DataFrame:
    """The profile with a column `peers`: the middle value of the ten similar areas, in the same year and vintage."""
    values = database.ask("peer_values", type=area.type, code=area.code, vintage=area.vintage)
    return series.merge(values, how="left", on=["indicator_id", "measured_vintage", "year"])


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The newest measured year per indicator of a profile, in catalogue order; of an indicator that is not published of
    any year, that it is still to come.

    A missing figure in the newest year is kept: it says why it is missing.
    """
    known = measured(rows)
    rows = pd.concat([known, rows[~rows["indicator_id"].isin(known["indicator_id"])]]).sort_index()
    return rows.loc[rows.groupby("indicator_id", sort=False)["year"].idxmax()].reset_index(drop=True)


def awaited_year(series: pd.DataFrame) -> int | None:
    """The year after the newest figure of one indicator that is not published yet; None where there is none."""
    coming = series.loc[series["status"] == AWAITED, "year"]
    known = measured(series)["year"]
    return int(coming.max()) if len(coming) and len(known) and coming.max() > known.max() else None


WHOLE = {field.name for field in fields(ProfileRow) if field.type in (int, int | None)}
"""Numbers without decimals; a frame turns them into decimals where one of them is missing."""


def rows(of: pd.DataFrame) -> list[ProfileRow]:
    """The rows of a profile, in its order."""
    names = [field.name for field in fields(ProfileRow) if field.name in of.columns]
    columns = {name: of[name].astype("Int64") if name in WHOLE else of[name] for name in names}
    plain = [column.astype(object).where(column.notna(), None) for column in columns.values()]
    return [ProfileRow(**dict(zip(names, values, strict=True))) for values in zip(*plain, strict=True)]


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


def not_shown(area: Area, rows: pd.DataFrame) -> list[str]:
    """Indicators that exist for this type of area but may not be shown on it: no comparable area was measured."""
    measured = database.ask("indicator_years")
    possible = measured.loc[measured["area_type"] == area.type, "indicator_id"].unique()
    return [indicator for indicator in possible if indicator not in set(rows["indicator_id"])]
