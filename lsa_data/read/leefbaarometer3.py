"""Leefbaarometer 3.0 (BZK, CC0): scores per PC4, and in the download per gemeente, wijk and buurt too."""

from pathlib import Path

import pandas as pd

from lsa_data.read.frames import Parsed, SourceError, areas, long_values, require_columns

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


def read_scores(frame: pd.DataFrame, vintage: int, where: str) -> Parsed:
    """Scores of one type of area from the download: a code (`bu_code`, `wk_code`, `gm_code` or `PC4`), a name
    (not for postcodes), `jaar` and the scores, all as text."""
    frame = frame.rename(columns=str.casefold)
    code = next((name for name in ("bu_code", "wk_code", "gm_code", "pc4") if name in frame.columns), None)
    if code is None:
        raise SourceError(f"{where}: there is no column with the codes; found {', '.join(frame.columns)}")
    require_columns(frame, ["jaar", *COLUMNS], where)
    name = code.replace("_code", "_naam")
    frame = frame.rename(columns={code: "code"}).assign(
        year=pd.to_numeric(frame["jaar"]), name=frame[name] if name in frame.columns else frame[code]
    )
    frame[list(COLUMNS)] = frame[list(COLUMNS)].replace({"NA": None, "": None}).apply(pd.to_numeric)
    if frame.duplicated(["code", "year"]).any():
        raise SourceError(f"{where}: an area has more than one row in one year")
    last = frame.sort_values("year").drop_duplicates("code", keep="last").sort_values("code")
    return Parsed(areas=areas(last["code"], vintage, last["name"]), values=long_values(frame, COLUMNS, vintage))
