"""What must be true of new figures before they replace the figures in use."""

import pandas as pd

from lsa_data import catalogue
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.problem import Problem

LARGEST_LOSS = 0.05
"""How much of the rows, and of the figures, may go at once."""
LARGEST_CHANGE = 0.25
"""How many of the figures that were there may have changed at once: revisions are small, mistakes are not."""
LARGEST_UNKNOWN = 0.01
"""How many codes may be new among the areas of a vintage that is known already."""
ROUNDING = 1.01
"""A difference of one step in the last decimal that is shown is rounding, not a change, when judging a revision."""
RANGES = {
    "procent": (0, 100), "aantal": (0, 20_000_000), "per_km2": (0, 100_000), "per_1000": (0, 10_000),
    "km2": (0, 45_000), "euro_1000": (0, 20_000), "personen": (0, 50), "score": (-25, 25), "klasse": (1, 9),
}  # fmt: skip
"""Unit -> the lowest and highest figure that can be: wide, because what is outside is no figure at all."""
KEY = ["indicator_id", "area_type", "area_code", "vintage", "year"]


class ContractBroken(Problem):
    """New figures may not be used; one line per reason."""


def check(new: pd.DataFrame, current: pd.DataFrame, areas: pd.DataFrame) -> None:
    """Compare value rows (`VALUE_COLUMNS`) with those they replace. Raises `ContractBroken` with every reason.

    `areas` are the areas that exist: type, code, vintage. A type of area that is new in a vintage is not in it.
    """
    broken = [*_shape(new), *_ranges(new), *_unknown(new, areas), *_lost(new, current)]
    if new["value"].count() == 0:
        broken.append("there is no figure at all")
    both = current[[*KEY, "value"]].merge(new[[*KEY, "value"]], on=KEY, suffixes=("_was", "_now")).dropna()
    steps = both["indicator_id"].map({i.id: 10.0**-i.decimals for i in catalogue.indicators().values()})
    changed = ((both["value_was"] - both["value_now"]).abs() > ROUNDING * steps).mean() if len(both) else 0.0
    if changed > LARGEST_CHANGE:
        broken.append(f"{100 * changed:.0f}% of the figures changed; that is no revision")
    if broken:
        raise ContractBroken("\n".join(broken))


def check_map(polygons: pd.DataFrame, area_type: str, vintage: int, areas: pd.DataFrame) -> None:
    """Whether a map (code, name, wkb) holds every area where people live. Raises `ContractBroken`: services do not say
    how many polygons there are, so one that is missing may be the sign of a whole page."""
    wrong = polygons.loc[~polygons["code"].str.fullmatch(PATTERNS[area_type]), "code"]
    if len(wrong):
        raise ContractBroken(f"{len(wrong)} polygons have a code of another kind: {', '.join(wrong.head(5))}")
    lived_in = areas[(areas["type"] == area_type) & (areas["vintage"] == vintage) & (areas["inhabitants"] > 0)]["code"]
    missing = sorted(set(lived_in) - set(polygons["code"]))
    if missing:
        raise ContractBroken(
            f"{len(missing)} of {len(lived_in)} areas ({area_type} {vintage}) are not on the map: "
            + ", ".join(missing[:5])
        )


def differences(new: pd.DataFrame, current: pd.DataFrame) -> dict[str, object]:
    """What is new: years, the number of changed figures, and areas that vanished."""
    both = current[[*KEY, "value"]].merge(new[[*KEY, "value"]], on=KEY, suffixes=("_was", "_now"))
    changed = (both["value_was"] != both["value_now"]) & ~(both["value_was"].isna() & both["value_now"].isna())
    slices = ["area_type", "vintage"]
    gone = set(map(tuple, current[[*slices, "area_code"]].drop_duplicates().to_numpy())) - set(
        map(tuple, new[[*slices, "area_code"]].drop_duplicates().to_numpy())
    )
    return {
        "new_years": sorted({int(year) for year in set(new["year"]) - set(current["year"])}),
        "changed": int(changed.sum()),
        "added": int(len(new) - len(both)),
        "vanished_areas": sorted({code for _, _, code in gone}),
    }


def _shape(new: pd.DataFrame) -> list[str]:
    broken = []
    if twice := int(new.duplicated(KEY).sum()):
        broken.append(f"{twice} figures stand twice under one key")
    codes = new[["area_type", "area_code"]].drop_duplicates()
    for area_type, own in codes.groupby("area_type")["area_code"]:
        wrong = own[~own.str.fullmatch(PATTERNS[area_type])]
        if len(wrong):
            broken.append(f"{len(wrong)} codes are not those of a {area_type}: {', '.join(wrong.head(5))}")
    return broken


def _ranges(new: pd.DataFrame) -> list[str]:
    broken = []
    for indicator_id, values in new.groupby("indicator_id")["value"]:
        low, high = RANGES[catalogue.indicators()[indicator_id].unit]
        outside = int(((values < low) | (values > high)).sum())
        if outside:
            broken.append(f"{outside} figures of {indicator_id} are not between {low} and {high}")
    return broken


def _unknown(new: pd.DataFrame, areas: pd.DataFrame) -> list[str]:
    broken = []
    for (area_type, vintage), codes in new.groupby(["area_type", "vintage"])["area_code"]:
        if area_type == "land":
            continue
        known = set(areas.loc[(areas["type"] == area_type) & (areas["vintage"] == vintage), "code"])
        unknown = sorted(set(codes) - known) if known else []
        if len(unknown) > LARGEST_UNKNOWN * codes.nunique():
            broken.append(
                f"{len(unknown)} areas ({area_type} {vintage}) do not exist in this vintage: {', '.join(unknown[:5])}"
            )
    return broken


def _lost(new: pd.DataFrame, current: pd.DataFrame) -> list[str]:
    broken = []
    gone = sorted(set(current["indicator_id"]) - set(new["indicator_id"]))
    if gone:
        broken.append(f"the indicators {', '.join(gone)} are not there any more")
    years = sorted(set(current["year"]) - set(new["year"]))
    if years:
        broken.append(f"the years {', '.join(str(year) for year in years)} are not there any more")
    same = new[new["indicator_id"].isin(current["indicator_id"].unique())]
    for what, was, now in (
        ("rows", len(current), len(same)),
        ("figures", current["value"].count(), same["value"].count()),
    ):
        if now < (1 - LARGEST_LOSS) * was:
            broken.append(f"{now} {what}, where there were {was}")
    return broken
