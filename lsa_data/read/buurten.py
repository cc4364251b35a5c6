"""The table of buurten of 2024 (figures of Politie, CBS and RIVM side by side; CC BY 4.0), and what a wijk is of its
buurten."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from lsa_data.catalogue.codes import area_type, wijk_of
from lsa_data.methods.coverage import LEAST_COVERAGE
from lsa_data.read.frames import COMPUTED, LOW_COVERAGE, VALUE_COLUMNS, require_columns

VINTAGE = 2024


def table(path: Path) -> pd.DataFrame:
    """The rows with code, name, wijk, inhabitants and households, beside the columns of the source as numbers.

    The wijk is that inside the code of the buurt: the source names another one in every row.
    """
    frame = pd.read_csv(path, dtype={"bu_code": str, "bu_naam": str, "gm_code": str}, encoding="utf-8-sig")
    require_columns(frame, ["bu_code", "bu_naam", "gm_code", "inwoners", "huishoudens"], path.name)
    frame = frame.sort_values("bu_code").reset_index(drop=True)
    return frame.assign(
        code=frame["bu_code"], name=frame["bu_naam"], wijk=frame["bu_code"].map(wijk_of),
        inhabitants=frame["inwoners"], households=frame["huishoudens"],
    )  # fmt: skip


def wijk_means(
    buurten: pd.DataFrame, columns: Mapping[str, str], weight: str, whole: pd.Series, vintage: int, year: int
) -> pd.DataFrame:
    """Value rows of wijken: the mean of the figures of their buurten, weighted.

    `buurten` has wijk, the weight (people or households) and the columns named in `columns` (column -> indicator id);
    `whole` gives that weight of every wijk. `coverage` is the share of it in buurten with a figure; below 0.8 there is
    no figure, only the reason.
    """
    whole = whole[whole > 0].astype(float).sort_index()
    parts = []
    for column, indicator in columns.items():
        known = buurten[buurten[column].notna() & (buurten[weight] > 0)]
        sums = (
            pd.DataFrame(
                {"total": known[column] * known[weight], "weight": known[weight].astype(float), "wijk": known["wijk"]}
            )
            .groupby("wijk")
            .sum()
            .reindex(whole.index, fill_value=0.0)
        )
        coverage = (sums["weight"] / whole).clip(upper=1.0)
        enough = coverage >= LEAST_COVERAGE
        parts.append(
            pd.DataFrame(
                {
                    "indicator_id": indicator, "area_type": "wijk", "area_code": whole.index, "vintage": vintage,
                    "year": year, "value": (sums["total"] / sums["weight"]).where(enough).to_numpy(),
                    "status": enough.map({True: COMPUTED, False: LOW_COVERAGE}).to_numpy(),
                    "coverage": coverage.round(3).to_numpy(), "provisional": False,
                }
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)[VALUE_COLUMNS]


def rows(
    codes: pd.Series, indicator: str, year: int, value: pd.Series, status: pd.Series, provisional: bool = False
) -> pd.DataFrame:
    """Value rows of one indicator in one year for areas of 2024, with a reason in `status` where a value is missing."""
    kinds = {code: area_type(code) for code in codes.unique()}
    return pd.DataFrame(
        {
            "indicator_id": indicator, "area_type": codes.map(kinds), "area_code": codes, "vintage": VINTAGE,
            "year": year, "value": value.astype(float), "status": status, "coverage": float("nan"),
            "provisional": provisional,
        }
    )[VALUE_COLUMNS]  # fmt: skip
