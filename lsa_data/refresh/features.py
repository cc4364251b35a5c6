"""Polygons of the map services: OGC API Features (pages that name the next page) and WFS (pages by number)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import shapely
from shapely.geometry import shape

from lsa_data.catalogue.codes import FOREIGN_GEMEENTE, gemeente_of
from lsa_data.methods.geometry import polygons_only, simplify_map
from lsa_data.refresh.http import Client, ServiceError
from lsa_data.refresh.statline import Report, unheard

OGC = "https://api.pdok.nl/cbs/{name}/ogc/v1/collections/{collection}"
WFS = "https://service.pdok.nl/cbs/wijkenbuurten/{year}/wfs/v1_0"
PAGE = 1000
"""As many as the services give at once."""
COLLECTIONS = {"gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}
FIRST_OF_OWN = 2022
"""Since this year PDOK has boundaries with their figures under a name with the year; older ones are elsewhere."""
METRES = 20
"""How far a border may move when the map is made lighter: less than can be seen on any of the maps."""
AROUND = (3.2, 50.7, 7.3, 53.7)
"""West, south, east and north of the Netherlands, with some sea."""
NO_WATER = "nee"
"""What a map says of land; besides water (ja) there is what lies over the border (b)."""


@dataclass(frozen=True)
class Place:
    """Where a map is: the address of a collection (OGC) or service (WFS, with its layer), the properties of code and
    name, and of the year where it holds several (`year`: property and value)."""

    address: str
    code: str
    name: str
    layer: str = ""
    year: tuple[str, int] | None = None


def places(kind: str, year: int) -> list[Place]:
    """Where the boundaries of one type of area and year may be, the likeliest first."""
    several, code, name = COLLECTIONS[kind], f"{kind}code", f"{kind}naam"
    own = Place(OGC.format(name=f"wijken-en-buurten-{year}", collection=several), code, name)
    division = OGC.format(name="gebiedsindelingen", collection=f"{kind}_gegeneraliseerd")
    of_all_years = Place(division, "statcode", "statnaam", year=("jaarcode", year))
    layers = (several, f"{several}{year}", f"cbs_{several}_{year}")
    older = [Place(WFS.format(year=year), code, name, layer) for layer in layers]
    return [*([own] if year >= FIRST_OF_OWN else []), of_all_years, *older]


def boundaries(client: Client, kind: str, year: int, report: Report = unheard) -> tuple[pd.DataFrame, str]:
    """The areas of one type and year from the first place that has them (columns as of `polygons`), and its address.

    Raises `ServiceError` with the year and what every place answered when none has them.
    """
    answers = []
    for place in places(kind, year):
        try:
            return polygons(client, place, report), place.address
        except ServiceError as none:
            answers.append(str(none))
    raise ServiceError(
        f"the boundaries of the {COLLECTIONS[kind]} of {year} came from no service; other years may well be there. "
        + " ".join(dict.fromkeys(answers))
    )


def polygons(client: Client, place: Place, report: Report = unheard) -> pd.DataFrame:
    """The areas at a place: code, name, wkb (WGS84, simplified), by code; water and what lies over the border are left
    out.

    Raises `ServiceError` when the service gives another number of features than it says, a property is missing, the
    year is another, or a polygon lies outside the Netherlands.
    """
    where = f"{place.address} {place.layer}".strip()
    rows, came, told = [], 0, None
    for page, size in _pages(client, place):
        if not isinstance(page.get("features"), list):
            raise ServiceError(f"{where}: the answer has no features. The service may have changed.")
        report(len(page["features"]), size)
        came += len(page["features"])
        told = page.get("numberMatched", told)
        rows += [row for feature in page["features"] if (row := _row(feature, place, where))]
    if isinstance(told, int) and told != came:
        raise ServiceError(f"{where}: {came} polygons came of {told}. Nothing was used.")
    if not rows:
        raise ServiceError(f"{where}: there are no polygons. Nothing was used.")
    frame = pd.DataFrame(rows, columns=["code", "name", "shape"])
    frame = frame.groupby("code", sort=True).agg(
        {"name": "first", "shape": lambda parts: shapely.union_all(list(parts))}
    )
    frame = frame.reset_index()
    west, south, east, north = shapely.total_bounds(frame["shape"].to_numpy())
    if west < AROUND[0] or south < AROUND[1] or east > AROUND[2] or north > AROUND[3]:
        raise ServiceError(f"{where}: polygons lie outside the Netherlands; the projection may have changed.")
    lighter = simplify_map(frame["shape"].to_numpy(), METRES)
    frame["wkb"] = shapely.to_wkb(polygons_only(lighter))
    return frame[["code", "name", "wkb"]]


def _row(feature: Mapping, place: Place, where: str) -> tuple[str, str | None, shapely.Geometry] | None:
    """Code, name and shape of a feature; None where it is no area of the country."""
    properties = {_folded(name): value for name, value in (feature.get("properties") or {}).items()}
    wanted = [place.code, place.name, *([place.year[0]] if place.year else [])]
    missing = [name for name in wanted if name not in properties]
    if missing:
        raise ServiceError(f"{where}: a feature has no {' or '.join(missing)}; found {', '.join(properties)}")
    if place.year and str(properties[place.year[0]]).strip() != str(place.year[1]):
        raise ServiceError(f"{where}: the service ignored the filter on {place.year[0]}. Nothing was used.")
    code, name = str(properties[place.code]).strip(), str(properties[place.name] or "").strip() or None
    water = str(properties.get("water") or NO_WATER).casefold() != NO_WATER
    if water or gemeente_of(code) == FOREIGN_GEMEENTE or not feature.get("geometry"):
        return None
    return code, name, shape(feature["geometry"])


def _folded(name: str) -> str:
    """The name of a property in small letters: services write gemeentecode, gemeenteCode and gemeente_code."""
    return name.replace("_", "").casefold()


def _pages(client: Client, place: Place) -> Iterator[tuple[dict, int]]:
    """Page after page of features, each with its size."""
    if not place.layer:
        year = {place.year[0]: place.year[1]} if place.year else {}
        yield from client.pages(f"{place.address}/items?{urlencode({'f': 'json', 'limit': PAGE} | year)}", _next)
        return
    asked = {"service": "WFS", "version": "2.0.0", "request": "GetFeature", "typeNames": place.layer,
             "outputFormat": "application/json", "srsName": "EPSG:4326", "count": PAGE}  # fmt: skip
    start, first = 0, None

    def following(page: dict) -> str | None:
        nonlocal start, first
        features = page.get("features") or [None]
        if features[0] is not None and features[0] == first:
            raise ServiceError(f"{place.address}: the service gives the first page again. Nothing was used.")
        start, first = start + PAGE, first or features[0]
        return f"{place.address}?{urlencode(asked | {'startIndex': start})}" if len(features) == PAGE else None

    yield from client.pages(f"{place.address}?{urlencode(asked | {'startIndex': 0})}", following)


def _next(page: dict) -> str | None:
    return next((link.get("href") for link in page.get("links", []) if link.get("rel") == "next"), None)
