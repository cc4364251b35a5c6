"""Collections of OGC API Features: polygons in pages that name the next page."""

from collections.abc import Callable

import pandas as pd
import shapely
from shapely.geometry import shape

from lsa_data.methods.geometry import polygons_only, simplify_map
from lsa_data.refresh.http import Client, ServiceError
from lsa_data.refresh.statline import unheard

METRES = 20
"""How far a border may move when the map is made lighter: less than can be seen on any of the maps."""
AROUND = (3.2, 50.7, 7.3, 53.7)
"""West, south, east and north of the Netherlands, with some sea."""


def polygons(
    client: Client, collection: str, code: str, name: str, report: Callable[[int, int], None] = unheard
) -> pd.DataFrame:
    """The areas of a collection (its address): code, name, wkb (WGS84, simplified), by code; water is left out.

    `code` and `name` are the properties that hold them. Raises `ServiceError` when the service gives another number of
    features than it says, a property is missing, or a polygon lies outside the Netherlands.
    """
    rows, came, told = [], 0, None
    for page, size in client.pages(f"{collection}/items?f=json&limit=1000", _next):
        if not isinstance(page.get("features"), list):
            raise ServiceError(f"{collection}: the answer has no features. The service may have changed.")
        report(len(page["features"]), size)
        came += len(page["features"])
        told = page.get("numberMatched", told)
        for feature in page["features"]:
            properties = feature.get("properties") or {}
            if code not in properties or name not in properties:
                raise ServiceError(f"{collection}: a feature has no {code} or {name}; found {', '.join(properties)}")
            if str(properties.get("water", "")).upper() == "JA" or not feature.get("geometry"):
                continue
            rows.append((str(properties[code]).strip(), str(properties[name]).strip(), shape(feature["geometry"])))
    if told is not None and int(told) != came:
        raise ServiceError(f"{collection}: {came} polygons came of {told}. Nothing was used.")
    if not rows:
        raise ServiceError(f"{collection}: there are no polygons. Nothing was used.")
    frame = pd.DataFrame(rows, columns=["code", "name", "shape"])
    frame = frame.groupby("code", sort=True).agg(
        {"name": "first", "shape": lambda parts: shapely.union_all(list(parts))}
    )
    frame = frame.reset_index()
    west, south, east, north = shapely.total_bounds(frame["shape"].to_numpy())
    if west < AROUND[0] or south < AROUND[1] or east > AROUND[2] or north > AROUND[3]:
        raise ServiceError(f"{collection}: polygons lie outside the Netherlands; the projection may have changed.")
    lighter = simplify_map(frame["shape"].to_numpy(), METRES)
    frame["wkb"] = shapely.to_wkb(polygons_only(lighter))
    return frame[["code", "name", "wkb"]]


def _next(page: dict) -> str | None:
    return next((link.get("href") for link in page.get("links", []) if link.get("rel") == "next"), None)
