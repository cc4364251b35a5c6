"""What must be true of new figures before they replace the figures in use.

There are millions of them, so DuckDB compares: it has the tables `new` and `current` (value rows, `VALUE_COLUMNS`; what
is new and what that replaces) and `area` (type, code, vintage of the areas that exist).
"""

from typing import Any

import duckdb
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
KEY = "indicator_id, area_type, area_code, vintage, year"
BOTH = f"FROM current AS was JOIN new AS now USING ({KEY})"


class ContractBroken(Problem):
    """New figures may not be used; one line per reason."""


def check(figures: duckdb.DuckDBPyConnection) -> None:
    """Compare `new` with `current`. Raises `ContractBroken` with every reason.

    A type of area that is new in a vintage is not in `area`.
    """
    broken = [*_shape(figures), *_ranges(figures), *_unknown(figures), *_lost(figures)]
    if _one(figures, "SELECT count(value) FROM new") == 0:
        broken.append("there is no figure at all")
    changed = _revised(figures)
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


def differences(figures: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """What is new: years, the number of changed and of added figures, and areas that vanished."""
    both, changed = figures.execute(
        f"SELECT count(*), count(*) FILTER (was.value IS DISTINCT FROM now.value) {BOTH}"
    ).fetchall()[0]
    areas = "SELECT DISTINCT area_type, vintage, area_code FROM"
    return {
        "new_years": _column(figures, "SELECT DISTINCT year FROM new ANTI JOIN current USING (year) ORDER BY year"),
        "changed": changed,
        "added": _one(figures, "SELECT count(*) FROM new") - both,
        "vanished_areas": _column(
            figures, f"SELECT area_code FROM ({areas} current EXCEPT {areas} new) ORDER BY area_code"
        ),
    }


def _shape(figures: duckdb.DuckDBPyConnection) -> list[str]:
    broken = []
    if _one(figures, f"SELECT count(*) - count(DISTINCT hash({KEY})) FROM new"):
        twice = _one(figures, f"SELECT count(*) - count(DISTINCT ({KEY})) FROM new")
        broken.append(f"{twice} figures stand twice under one key")
    codes = figures.execute("SELECT DISTINCT area_type, area_code FROM new ORDER BY ALL").df()
    for area_type, own in codes.groupby("area_type")["area_code"]:
        wrong = own[~own.str.fullmatch(PATTERNS[area_type])]
        if len(wrong):
            broken.append(f"{len(wrong)} codes are not those of a {area_type}: {', '.join(wrong.head(5))}")
    return broken


def _ranges(figures: duckdb.DuckDBPyConnection) -> list[str]:
    query = "SELECT indicator_id, min(value), max(value) FROM new GROUP BY ALL HAVING count(value) > 0 ORDER BY ALL"
    broken = []
    for indicator_id, lowest, highest in figures.execute(query).fetchall():
        low, high = RANGES[catalogue.indicators()[indicator_id].unit]
        if lowest < low or highest > high:
            outside = "SELECT count(*) FROM new WHERE indicator_id = ? AND (value < ? OR value > ?)"
            count = _one(figures, outside, [indicator_id, low, high])
            broken.append(f"{count} figures of {indicator_id} are not between {low} and {high}")
    return broken


def _unknown(figures: duckdb.DuckDBPyConnection) -> list[str]:
    broken = []
    given = figures.execute("SELECT DISTINCT area_type, vintage, area_code FROM new WHERE area_type <> 'land'").df()
    areas = figures.execute("SELECT type, vintage, code FROM area").df()
    for (area_type, vintage), codes in given.groupby(["area_type", "vintage"])["area_code"]:
        known = set(areas.loc[(areas["type"] == area_type) & (areas["vintage"] == vintage), "code"])
        unknown = sorted(set(codes) - known) if known else []
        if len(unknown) > LARGEST_UNKNOWN * len(codes):
            broken.append(
                f"{len(unknown)} areas ({area_type} {vintage}) do not exist in this vintage: {', '.join(unknown[:5])}"
            )
    return broken


def _lost(figures: duckdb.DuckDBPyConnection) -> list[str]:
    broken = []
    gone = _column(figures, "SELECT DISTINCT indicator_id FROM current ANTI JOIN new USING (indicator_id) ORDER BY ALL")
    if gone:
        broken.append(f"the indicators {', '.join(gone)} are not there any more")
    years = _column(figures, "SELECT DISTINCT year FROM current ANTI JOIN new USING (year) ORDER BY ALL")
    if years:
        broken.append(f"the years {', '.join(str(year) for year in years)} are not there any more")
    same = "FROM new WHERE indicator_id IN (SELECT indicator_id FROM current)"
    for what, counted in (("rows", "count(*)"), ("figures", "count(value)")):
        was, now = (_one(figures, f"SELECT {counted} {rows}") for rows in ("FROM current", same))
        if now < (1 - LARGEST_LOSS) * was:
            broken.append(f"{now} {what}, where there were {was}")
    return broken


def _revised(figures: duckdb.DuckDBPyConnection) -> float:
    """The share of the figures that were there and are there that changed by more than rounding."""
    steps = pd.DataFrame([(i.id, 10.0**-i.decimals) for i in catalogue.indicators().values()], columns=["id", "step"])
    figures.register("rounding", steps)
    changed = f"abs(was.value - now.value) > {ROUNDING} * step"
    query = f"SELECT avg(CASE WHEN {changed} THEN 1 ELSE 0 END) {BOTH} JOIN rounding ON id = now.indicator_id"
    share = _one(figures, f"{query} WHERE was.value IS NOT NULL AND now.value IS NOT NULL")
    figures.unregister("rounding")
    return share or 0.0


def _one(figures: duckdb.DuckDBPyConnection, query: str, parameters: list | None = None) -> Any:
    return figures.execute(query, parameters).fetchall()[0][0]


def _column(figures: duckdb.DuckDBPyConnection, query: str) -> list:
    return [row[0] for row in figures.execute(query).fetchall()]
