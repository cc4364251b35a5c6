"""What buurten are together: the figures of an area of somebody's own."""

from itertools import pairwise

import numpy as np

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.ask.own_area import WHOLE, OwnArea
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.methods import trend
from lsa_data.methods.coverage import LEAST_COVERAGE

NOT_COMBINED = "not_combined"
"""The status of a class between whose bounds the score does not lie; the others are those of `combined.sql`."""
LAND_WITHIN = 0.05
"""How far the land of a density may be off: that of a buurt follows from its people and density, which are rounded."""
NOT_OF_PROFILE = ("country", "relative", "areas")
NO_COURSE = dict.fromkeys(
    ("direction", "gap", "ratio_agrees", "from_year", "to_year", "points", "from_value", "to_value", "national_from",
     "national_to", "change", "national_change", "difference_change", "scale")
)  # fmt: skip


def figures(area: OwnArea) -> list[ProfileRow]:
    """The profile of an own area: its buurten together; nothing of fewer than `LEAST_PEOPLE` people.

    Counts are added; shares, rates and scores are weighted by people or households (`combined_by`); a class is that of
    the combined score. A figure stands for at least `LEAST_COVERAGE` of the whole, a count and a density for
    every part of it.
    """
    if area.size_class == "under_250":
        return []
    asked = {
        "codes": area.codes, "shares": [member.percent / WHOLE for member in area.members], "vintage": area.vintage,
        "among": area.type, "people": area.inhabitants, "least": LEAST_COVERAGE, "land_within": LAND_WITHIN,
        "regio": area.regio_code, "gemeente": area.gemeente_code,
    }  # fmt: skip
    found = database.cursor().execute(database.sql("combined"), asked)
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, values, strict=True)) for values in found.fetchall()]
    rows = [_classified(row, rows) for row in rows]
    series: dict[tuple[str, int], list[dict]] = {}
    for row in rows:
        series.setdefault((row["indicator_id"], row["measured_vintage"]), []).append(row)
    courses = {key: _course(of_one) for key, of_one in series.items()}
    return [_row(row, area, courses[row["indicator_id"], row["measured_vintage"]]) for row in rows]


def _row(row: dict, area: OwnArea, course: dict) -> ProfileRow:
    known = {name: value for name, value in row.items() if name not in NOT_OF_PROFILE}
    return ProfileRow(
        **known, **course, ci_lower=None, ci_upper=None, size_class=area.size_class, measured_code=area.code, wijk=None
    )


def _classified(row: dict, rows: list[dict]) -> dict:
    """A class from the combined score of the same year; the row itself for what is no class."""
    indicator = catalogue.indicators()[row["indicator_id"]]
    if not indicator.ordinal:
        return row
    score = next(
        (other["value"] for other in rows if other["indicator_id"] == indicator.classes_of
         and (other["measured_vintage"], other["year"]) == (row["measured_vintage"], row["year"])), None,
    )  # fmt: skip
    if score is None:
        return row
    for number, low, high in _class_ranges(indicator.id, row["measured_vintage"], row["year"]):
        if low <= score <= high:
            return row | {"value": float(number)}
    return row | {"status": NOT_COMBINED}


@database.once_per_version
def _class_ranges(indicator_id: str, vintage: int, year: int) -> list[tuple[int, float, float]]:
    """Class, lowest and highest score; nothing where two classes overlap: a class cannot be read from a score then."""
    scores = catalogue.indicators()[indicator_id].classes_of
    asked = {"classes": indicator_id, "scores": scores, "vintage": vintage, "year": year}
    ranges = database.cursor().execute(database.sql("class_ranges"), asked).fetchall()
    apart = all(one[2] < after[1] for one, after in pairwise(ranges))
    return ranges if apart else []


def _course(rows: list[dict]) -> dict:
    """What a series did, by the same rules as that of an area (model `trend`): only where every year is known."""
    indicator = catalogue.indicators()[rows[0]["indicator_id"]]
    if len(rows) < 2 or indicator.ordinal or any(row["value"] is None for row in rows):
        return NO_COURSE
    values = np.array([[row["value"] for row in rows]], dtype=float)
    country = np.array([[row["country"] for row in rows]], dtype=float)
    noise = np.array([rows[-1]["noise"]], dtype=float)
    difference = values - country
    first, last = rows[0], rows[-1]
    no_country = first["country"] is None or last["country"] is None
    agrees = trend.ratio_agrees(values, country)[0] if indicator.unit in trend.PROPORTIONS else None
    return {
        "direction": trend.direction(np.array([row["year"] for row in rows], dtype=float), difference)[0],
        "gap": trend.gap(difference, noise)[0], "ratio_agrees": agrees,
        "from_year": first["year"], "to_year": last["year"], "points": len(rows),
        "from_value": first["value"], "to_value": last["value"],
        "national_from": first["country"], "national_to": last["country"], "change": last["value"] - first["value"],
        "national_change": None if no_country or first["relative"] else last["country"] - first["country"],
        "difference_change": None if no_country else round(float(difference[0, -1] - difference[0, 0]), 9),
        "scale": "relative" if first["relative"] else "fixed",
    }  # fmt: skip
