"""Leefbaarometer 2.0 (BZK, CC0): scores, classes and changes per wijk, gemeente and PC4.

What the files say, checked on the figures themselves:

* a score (`stand`) is the deviation from the national mean **of that year**: weighted by inhabitants the scores
  of every year add up to zero;
* a change (`ontwikkeling`) is the change on one fixed scale, so it includes how the whole country moved: it is
  the same constant larger than the difference of two scores, for every area.

So "lower than before" and "lower compared with the country" are two answers, and both are published. The classes of
change (`VKLxxyy`, 1 to 7) are about the change on the fixed scale: 4, no notable change, is smaller than 0.0667.
"""

from io import StringIO
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from lsa_data.catalogue.codes import area_type
from lsa_data.read.frames import CHANGE_COLUMNS, Parsed, SourceError, areas, long_values, require_columns

DIMENSIONS = {
    "LBRMTR": "lbm2_totaal",
    "LBWON": "lbm2_woningen",
    "LBBEV": "lbm2_bewoners",
    "LBVRZ": "lbm2_voorzieningen",
    "LBVEI": "lbm2_veiligheid",
    "LBFYS": "lbm2_fysiek",
}
SCORES = {f"R{column}": indicator for column, indicator in DIMENSIONS.items()}
CHANGES = {f"D{column}": indicator for column, indicator in DIMENSIONS.items()}
CLASS = "lbm2_klasse"
VINTAGE = 2016
PC4_VINTAGE = 2018
SECOND_SHEET = "data(1)"


def read_wijk_gemeente(folder: Path) -> Parsed:
    """Scores 2012-2016, classes 2002-2016, changes and their classes per wijk and gemeente, codes of 2016.

    `folder` holds the six workbooks. The area rows carry no names: those are in the map of 2016.
    """
    values, changes = [], []
    for kind, classes in (("wijk", "wijk.xlsx"), ("gemeente", "score_gemeente.xlsx")):
        scores = _sheet(folder / f"dimensiescore_{kind} (stand).xlsx", ["GBD", "JAAR", *SCORES])
        values.append(_scores(scores, VINTAGE))
        of_nine = _sheet(folder / classes, ["KL02", "VKL0208"])
        values.append(_classes(of_nine, VINTAGE))
        changes.append(_change_classes(of_nine, VINTAGE))
        change = _sheet(folder / f"dimensiescore_{kind} (ontwikkeling).xlsx", ["GBD", "BEGIN", "EINDE", *CHANGES])
        changes.append(_changes(change))
    return Parsed(values=pd.concat(values, ignore_index=True), changes=pd.concat(changes, ignore_index=True))


def read_pc4(folder: Path) -> Parsed:
    """Scores 2012-2018, and classes and classes of change 2002-2018 per postcode.

    `PC4DIMENSIE.csv` holds two sheets, one below the other: first a wide one in three decimals, then the long
    one in full precision, which is the one read here.
    """
    path = folder / "PC4DIMENSIE.csv"
    _, separator, second = path.read_text(encoding="utf-8").partition(SECOND_SHEET)
    if not separator:
        raise SourceError(f"{path.name}: the line {SECOND_SHEET} that starts the second sheet is not there")
    scores = pd.read_csv(StringIO(second.lstrip("*")), dtype={"GBD": str})
    require_columns(scores, ["GBD", "JAAR", *SCORES], path.name)
    classes = pd.read_csv(folder / "PC4LBR.csv", dtype={"CODE": str})
    require_columns(classes, ["CODE", "KL02", "VKL0208"], "PC4LBR.csv")
    values = [_scores(scores, PC4_VINTAGE), _classes(classes, PC4_VINTAGE)]
    codes = classes["CODE"].sort_values()
    return Parsed(
        areas=areas(codes, PC4_VINTAGE, codes),
        values=pd.concat(values, ignore_index=True),
        changes=_change_classes(classes, PC4_VINTAGE),
    )


def _sheet(path: Path, columns: list[str]) -> pd.DataFrame:
    with path.open("rb") as file:
        header, *rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    frame = pd.DataFrame(rows, columns=header).replace("", None)
    require_columns(frame, columns, path.name)
    return frame


def _scores(frame: pd.DataFrame, vintage: int) -> pd.DataFrame:
    frame = frame.rename(columns={"GBD": "code", "JAAR": "year"}).astype({"year": int})
    return long_values(frame, SCORES, vintage)


def _classes(frame: pd.DataFrame, vintage: int) -> pd.DataFrame:
    """One row per area and year from the columns KL02, KL08, ...; the first column holds the code."""
    frame = frame.rename(columns={frame.columns[0]: "code"})
    per_year = [
        long_values(frame, {column: CLASS}, vintage, year=2000 + int(column[2:]))
        for column in frame.columns
        if column.startswith("KL")
    ]
    return pd.concat(per_year, ignore_index=True)


def _change_classes(frame: pd.DataFrame, vintage: int) -> pd.DataFrame:
    """One row per area and period from the columns VKL0208, VKL0212, ...; the first column holds the code."""
    columns = [column for column in frame.columns if column.startswith("VKL")]
    rows = frame.melt(id_vars=[frame.columns[0]], value_vars=columns, var_name="period")
    rows = rows.rename(columns={frame.columns[0]: "area_code"})
    rows["value"] = pd.to_numeric(rows["value"])
    rows = rows.dropna(subset=["value"])
    rows["from_year"] = 2000 + rows["period"].str[3:5].astype(int)
    rows["to_year"] = 2000 + rows["period"].str[5:7].astype(int)
    rows["area_type"] = rows["area_code"].map({code: area_type(code) for code in rows["area_code"].unique()})
    return rows.assign(indicator_id=CLASS, vintage=vintage)[CHANGE_COLUMNS]


def _changes(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame.melt(id_vars=["GBD", "BEGIN", "EINDE"], value_vars=list(CHANGES), var_name="indicator_id")
    rows = rows.rename(columns={"GBD": "area_code", "BEGIN": "from_year", "EINDE": "to_year"})
    rows["value"] = pd.to_numeric(rows["value"])
    rows = rows.dropna(subset=["value"]).astype({"from_year": int, "to_year": int})
    rows["indicator_id"] = rows["indicator_id"].map(CHANGES)
    rows["area_type"] = rows["area_code"].map(area_type)
    return rows.assign(vintage=VINTAGE)[CHANGE_COLUMNS]
