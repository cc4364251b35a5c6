"""Boundaries of wijk, gemeente, provincie and PC4 from GeoJSON and TopoJSON files (CBS/Kadaster, CC BY 4.0)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from lsa_data import catalogue
from lsa_data.catalogue.codes import FOREIGN_GEMEENTE
from lsa_data.methods.geometry import polygons_only
from lsa_data.read.frames import SourceError

TOPOJSON = {
    ("wijk", 2014): ("geo/wijk_2014.topojson", "layer", "statcode", "statnaam"),
    ("gemeente", 2015): ("geo/gemeente_2015.topojson", "layer", "statcode", "statnaam"),
    ("pc4", 2018): ("geo/pc4.topojson", "data", "postcode", "postcode"),
}
GEOJSON = {
    ("wijk", 2022): ("cbs_wijk_2022/wijken_2022.geojson", "code", "name"),
    ("wijk", 2024): ("geo/wijken_2024.geojson", "wijkcode", "wijknaam"),
    ("gemeente", 2022): ("cbs_wijk_2022/gemeenten_2022.geojson", "code", "name"),
    ("provincie", 2022): ("cbs_wijk_2022/provincies_2022.geojson", "code", "name"),
}
FILES = tuple(sorted(entry[0] for entry in [*TOPOJSON.values(), *GEOJSON.values()]))


def read(root: Path) -> dict[tuple[str, int], pd.DataFrame]:
    """Every map below `root`: (type, vintage) -> code, name, wkb (WGS84), by code.

    "Buitenland" is left out. The regio's are the provincies of the catalogue put together.
    """
    maps = {key: _topojson(root / file, layer, code, name) for key, (file, layer, code, name) in TOPOJSON.items()}
    maps |= {key: _geojson(root / file, code, name) for key, (file, code, name) in GEOJSON.items()}
    provincie = maps["provincie", 2022]
    names = {entry.code: entry.name for entry in catalogue.provincies()}
    maps["provincie", 2022] = provincie.assign(name=provincie["code"].map(names))
    maps["regio", 2022] = _regios(provincie)
    return dict(sorted(maps.items()))


def gemeente_provincie(root: Path) -> dict[str, str]:
    """Gemeente code -> provincie code, from the maps of 2015 and 2022."""
    objects = json.loads((root / TOPOJSON["gemeente", 2015][0]).read_text(encoding="utf-8"))["objects"]
    found = {
        entry["properties"]["statcode"]: entry["properties"]["provincie"] for entry in objects["layer"]["geometries"]
    }
    codes = {entry["properties"]["name"]: entry["properties"]["code"] for entry in _features(root, "provincie")}
    return found | {
        entry["properties"]["code"]: codes[entry["properties"]["province"]] for entry in _features(root, "gemeente")
    }


def decode_topojson(topology: dict, layer: str) -> list[tuple[dict, shapely.Geometry]]:
    """The properties and (multi)polygons of one layer of a TopoJSON topology (quantised, shared arcs)."""
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(indices: list[int]) -> np.ndarray:
        lines = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
        return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])

    def polygon(rings: list[list[int]]) -> shapely.Polygon | None:
        closed = [points for indices in rings if len(points := ring(indices)) >= 4]
        return shapely.Polygon(closed[0], closed[1:]) if closed else None

    decoded = []
    for entry in topology["objects"][layer]["geometries"]:
        parts = {"Polygon": [entry.get("arcs")], "MultiPolygon": entry.get("arcs")}.get(entry["type"], [])
        shapes = [p for rings in parts if (p := polygon(rings)) is not None]
        decoded.append((entry["properties"], shapely.MultiPolygon(shapes)))
    return decoded


def _topojson(path: Path, layer: str, code: str, name: str) -> pd.DataFrame:
    decoded = decode_topojson(json.loads(path.read_text(encoding="utf-8")), layer)
    return _frame([(properties[code], properties[name], geometry) for properties, geometry in decoded], path)


def _geojson(path: Path, code: str, name: str) -> pd.DataFrame:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    rows = [
        (feature["properties"][code], feature["properties"][name], shape(feature["geometry"]))
        for feature in features
        if feature["properties"].get("gemeentecode") != FOREIGN_GEMEENTE
    ]
    return _frame(rows, path)


def _frame(rows: list[tuple[str, str, shapely.Geometry]], path: Path) -> pd.DataFrame:
    """One row per area, by code; the parts of an area that comes in several features are put together."""
    frame = pd.DataFrame(rows, columns=["code", "name", "shape"])
    frame["shape"] = polygons_only(frame["shape"].to_numpy())
    frame = frame[~shapely.is_empty(frame["shape"].to_numpy())]
    if frame.empty:
        raise SourceError(f"{path.name}: there is no polygon in it")
    frame = frame.groupby("code", sort=True).agg(
        {"name": "first", "shape": lambda parts: shapely.union_all(list(parts))}
    )
    frame = frame.reset_index()
    frame["wkb"] = shapely.to_wkb(polygons_only(frame["shape"].to_numpy()))
    return frame[["code", "name", "wkb"]]


def _regios(provincie: pd.DataFrame) -> pd.DataFrame:
    regio_of = {entry.code: entry.regio for entry in catalogue.provincies()}
    shapes = pd.Series(list(shapely.from_wkb(provincie["wkb"])), index=provincie["code"].map(regio_of))
    rows = [(regio.code, regio.name_nl, shapely.union_all(list(shapes[[regio.code]]))) for regio in catalogue.regios()]
    return _frame(rows, Path("provincie.csv"))


def _features(root: Path, kind: str) -> list[dict]:
    return json.loads((root / GEOJSON[kind, 2022][0]).read_text(encoding="utf-8"))["features"]
