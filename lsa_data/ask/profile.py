"""Everything that is known of one area, with what it is compared with."""

import pandas as pd

from lsa_data.ask import database
from lsa_data.ask.areas import Area


def profile(area: Area) -> pd.DataFrame:
    """One row per indicator and year that may be shown on `area`; columns as in `queries/profile.sql`."""
    return database.ask("profile", type=area.type, code=area.code, vintage=area.vintage)


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """The newest measured year per indicator of a profile, in catalogue order.

    A missing figure in the newest year is kept: it says why it is missing.
    """
    return rows.loc[rows.groupby("indicator_id", sort=False)["year"].idxmax()].reset_index(drop=True)


def not_shown(area: Area, rows: pd.DataFrame) -> list[str]:
    """Indicators that exist for this type of area but may not be shown on it: no comparable area was measured."""
    measured = database.ask("indicator_years")
    possible = measured.loc[measured["area_type"] == area.type, "indicator_id"].unique()
    return [indicator for indicator in possible if indicator not in set(rows["indicator_id"])]
