"""The map layers that belong to the figures in use.

Those of the whole country are files that `build/layers.py` made; those of one regio, provincie or gemeente, in the full
detail of the source, are drawn from the database when somebody first asks and then kept beside them.
"""

import gzip
import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pandas as pd
import shapely

from lsa_data.ask import database
from lsa_data.catalogue import codes
from lsa_data.methods.geometry import feature_collection, shapes_of

INDEX = "index.json"
"""The list of the layers, beside them."""
SCOPE = rf"[a-z]{{1,20}}|{codes.PATTERNS['provincie']}|{codes.PATTERNS['gemeente']}"
FILE_NAME = re.compile(rf"([a-z0-9]+)(?:-(\d{{4}}))?(?:-({SCOPE}))?\.([0-9a-f]{{8,10}})\.geojson")
_ONE = Lock()


@dataclass(frozen=True)
class Layer:
    """A map file: its name, the codes of its polygons in their order, and its box (west, south, east, north)."""

    file: str
    codes: tuple[str, ...]
    bbox: tuple[float, float, float, float]


def background() -> bool:
    """Whether maps have the PDOK background, which a browser fetches from service.pdok.nl: only with the setting
    `LSA_BACKGROUND=pdok`. The maps are complete without it."""
    return os.environ.get("LSA_BACKGROUND") == "pdok"


def country(area_type: str, vintage: int) -> Layer:
    """The layer of a map of the whole country. Raises LookupError when there is none; buurten have none."""
    listed = index()["layers"]
    file = next((own["file"] for own in listed if (own["type"], own["vintage"]) == (area_type, vintage)), None)
    layer = _layer(file, area_type, vintage, None) if file else None
    if layer is None:
        raise LookupError(f"there is no map of the country with {area_type} of {vintage}")
    return layer


def part(area_type: str, vintage: int, scope: str) -> Layer | None:
    """The layer of a part of the country: the code of a regio, provincie or gemeente. None where no area of that map
    lies in it."""
    return _layer(f"{area_type}-{vintage}-{scope}.{hash_of(database.version())}.geojson", area_type, vintage, scope)


@lru_cache(maxsize=256)
def _layer(file: str, area_type: str, vintage: int, scope: str | None) -> Layer | None:
    areas = polygons(area_type, vintage, scope)
    if areas.empty:
        return None
    west, south, east, north = shapely.total_bounds(shapes_of(areas["wkb"]))
    return Layer(file, tuple(areas["code"]), (float(west), float(south), float(east), float(north)))


def index() -> dict:
    """What `index.json` says: `layers` (type, vintage, file, features, bytes, gzip_bytes, bbox), `base` (the base map)
    and `detail` (how the layer of a part of the country is called, and of which maps there are)."""
    return json.loads((database.geo_folder() / INDEX).read_text(encoding="utf-8"))


def polygons(area_type: str, vintage: int, scope: str | None = None) -> pd.DataFrame:
    """The areas of a map, or of a `scope` in it (columns as in `queries/polygons.sql`), in the order of its layer."""
    return database.ask("polygons", type=area_type, vintage=vintage, **within(scope))


def within(scope: str | None) -> dict[str, str | None]:
    """The parameters `regio`, `provincie` and `gemeente` of a question about a `scope`; None is the whole country."""
    kind = codes.area_type(scope) if scope and codes.is_code(scope) else "regio"
    return dict.fromkeys(("regio", "provincie", "gemeente")) | {kind: scope}


def properties(areas: pd.DataFrame) -> list[dict]:
    """What a layer says of each of its areas, beside its number: code, name, and the gemeente where it lies in one."""
    return [
        {"code": row.code, "name": row.name, "gemeente": row.gemeente_name}
        for row in areas.fillna({"gemeente_name": ""}).itertuples(index=False)
    ]


def hash_of(version: str) -> str:
    """The part of a version that stands in the names of the layers that are drawn when they are asked for."""
    return version.rpartition("-")[2]


def compressed(name: str) -> Path | None:
    """The file, with gzip, of a layer with this name; a layer of a regio, provincie or gemeente is drawn at the first
    time. None where there is none.

    There are as many of those as there are maps and gemeenten: of one version about 30 MB, removed together with it.
    What was asked of the version before stays to be had as long as that is kept.
    """
    found = FILE_NAME.fullmatch(name)
    if found is None:
        return None
    own = database.geo_folder() / f"{name}.gz"
    if (there := _kept(own)) or found[4] != hash_of(database.version()) or not (found[2] and found[3]):
        return there
    with _ONE:
        return _kept(own) or _draw(own, found[1], int(found[2]), found[3])


def _kept(own: Path) -> Path | None:
    folders = [own.parent, *sorted(database.data_folder().glob("geo-*"))]
    return next((folder / own.name for folder in folders if (folder / own.name).is_file()), None)


def _draw(path: Path, area_type: str, vintage: int, scope: str) -> Path | None:
    areas = polygons(area_type, vintage, scope)
    if areas.empty:
        return None
    content = feature_collection(properties(areas), shapes_of(areas["wkb"]))
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
    return fresh.replace(path)
