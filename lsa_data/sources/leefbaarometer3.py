"""Leefbaarometer 3.0 (BZK, CC0): scores per PC4, 2002-2022; the dimensions only in four of those years."""

from pathlib import Path

import pandas as pd

from lsa_data.sources.frames import Parsed, areas, long_values, require_columns

COLUMNS = {
    "lbm": "lbm3_totaal",
    "afw": "lbm3_afwijking",
    "fys": "lbm3_fysiek",
    "onv": "lbm3_onveiligheid",
    "soc": "lbm3_sociaal",
    "vrz": "lbm3_voorzieningen",
    "won": "lbm3_woningen",
}
VINTAGE = 2022


def read_pc4(folder: Path) -> Parsed:
    """Scores per postcode and year from `scores.csv`; a missing dimension is written there as NA.

    Not every postcode has a row in every year; an absent row counts as not published for that area.
    """
    frame = pd.read_csv(folder / "scores.csv", dtype={"PC4": str}, na_values="NA")
    require_columns(frame, ["PC4", "jaar", *COLUMNS], "scores.csv")
    frame = frame.rename(columns={"PC4": "code", "jaar": "year"})
    codes = pd.Series(sorted(frame["code"].unique()))
    return Parsed(areas=areas(codes, VINTAGE, codes), values=long_values(frame, COLUMNS, VINTAGE))
