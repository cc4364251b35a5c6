"""Leefbaarometer 3.0 (BZK, CC0): scores per PC4; of 2024 scores and classes per buurt, wijk and gemeente."""

import json
from pathlib import Path

import pandas as pd

from lsa_data.read import buurten
from lsa_data.read.frames import NOT_PUBLISHED, Parsed, SourceError, areas, long_values, require_columns

COLUMNS = {
    "lbm": "lbm3_totaal",
    "afw": "lbm3_afwijking",
    "fys": "lbm3_fysiek",
    "onv": "lbm3_onveiligheid",
    "soc": "lbm3_sociaal",
    "vrz": "lbm3_voorzieningen",
    "won": "lbm3_woningen",
}
CLASSES = {"kscore": "lbm3_klasse"} | {
    f"k{part}": f"lbm3_klasse_{COLUMNS[part].removeprefix('lbm3_')}" for part in ("won", "fys", "vrz", "soc", "onv")
}
"""Column of the meting of 2024 -> indicator: the classes, 1 to 9, of the total and of the five parts.

`kscore` is the class of the total score. `kafw`, which is not read, puts the same score in the classes of the parts: 5
is around the mean of the country. So it says nothing that the deviation itself does not.
"""
VINTAGE = 2022
YEAR = 2024


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


def read_2024(folder: Path, buurten_csv: Path) -> Parsed:
    """Scores and classes of 2024 per buurt and gemeente, as published, and per wijk computed.

    A wijk is the mean of its buurten, weighted by households (`buurten.wijk_means`); against the published scores of
    gemeenten that method is off by 0.001 in the median and 0.016 at most. Its class is the one that holds that score
    in the published rows. What the files say of provincies, or of the share of areas below, is of a sample of
    somebody else and is not read; nor is a total, which only the scores per postcode have.
    """
    frame = pd.DataFrame([row for path in sorted(folder.glob("*.geojson")) for row in _raw(path)])
    scores = {column: COLUMNS[column] for column in ("afw", "won", "fys", "vrz", "soc", "onv")}
    require_columns(frame, ["code", "year", *scores, *CLASSES], folder.name)
    if set(frame["year"]) != {str(YEAR)}:
        raise SourceError(f"{folder.name}: the years are {', '.join(sorted(set(frame['year'])))}, not {YEAR}")
    if frame["code"].duplicated().any():
        raise SourceError(f"{folder.name}: an area has more than one row")
    frame = frame.sort_values("code").drop(columns="year").reset_index(drop=True)
    table = buurten.table(buurten_csv)
    wijken = buurten.wijk_means(
        table.merge(frame, how="left", on="code"), scores, "households", table.groupby("wijk")["households"].sum(),
        buurten.VINTAGE, YEAR,
    )  # fmt: skip
    published = long_values(frame, scores | CLASSES, buurten.VINTAGE, year=YEAR)
    return Parsed(values=pd.concat([published, wijken, *_wijk_classes(frame, wijken)], ignore_index=True))


def class_ranges(scores: pd.Series, classes: pd.Series) -> pd.DataFrame | None:
    """The lowest and highest published score (min, max) of every class; None when two classes overlap, because a class
    cannot be read from a score then."""
    ranges = scores.groupby(classes).agg(["min", "max"]).sort_index()
    apart = (ranges["max"].to_numpy()[:-1] < ranges["min"].to_numpy()[1:]).all()
    return ranges if apart else None


def _raw(path: Path) -> list[dict]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [feature["properties"]["raw"] | {"code": feature["properties"]["code"]} for feature in features]


def _wijk_classes(published: pd.DataFrame, wijken: pd.DataFrame) -> list[pd.DataFrame]:
    """Class rows of wijken by their computed scores. The five parts have the same classes, so that their published
    rows say together where one ends; a score between two classes gets none."""
    parts = [column[1:] for column in CLASSES if column != "kscore"]
    found = []
    for columns in ({"afw": "kscore"}, {part: f"k{part}" for part in parts}):
        ranges = class_ranges(
            pd.concat([published[score] for score in columns], ignore_index=True),
            pd.concat([published[name] for name in columns.values()], ignore_index=True),
        )
        if ranges is None:
            continue
        for score, name in columns.items():
            own = wijken[wijken["indicator_id"] == COLUMNS[score]]
            at = ranges["min"].searchsorted(own["value"].fillna(ranges["min"].iloc[0]), side="right") - 1
            inside = own["value"] <= ranges["max"].to_numpy()[at]
            value = pd.Series(ranges.index.to_numpy()[at], index=own.index).where(inside).astype(float)
            between = own["value"].notna() & ~inside
            status = own["status"].where(~between, NOT_PUBLISHED)
            found.append(own.assign(indicator_id=CLASSES[name], value=value, status=status))
    return found
