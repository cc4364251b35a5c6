"""Boundaries of wijk, gemeente, provincie and PC4 from GeoJSON and TopoJSON files (CBS/Kadaster, CC BY 4.0)."""

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from lsa_data import catalogue
from lsa_data.catalogue.codes import FOREIGN_GEMEENTE, gemeente_of, wijk_of
from lsa_data.methods.geometry import from_rd, polygons_only, to_rd, without_slivers
from lsa_data.read.frames import SourceError

PC4 = "geo/pc4.topojson"
BUURTEN_2019 = "cbs_buurt_2019/buurten.topojson"
WIJKEN_2016 = "cbs_wijk_2016_geo/wijk_2016_6.geojson"
BUURTEN_2024 = tuple(f"leefbaarometer3_2024/{provincie}.geojson" for provincie in range(20, 32))
GEMEENTEN_2015 = "geo/gemeente_2015.topojson"
GEOJSON = {
    ("wijk", 2022): ("cbs_wijk_2022/wijken_2022.geojson", "code", "name"),
    ("wijk", 2024): ("geo/wijken_2024.geojson", "wijkcode", "wijknaam"),
    ("gemeente", 2022): ("cbs_wijk_2022/gemeenten_2022.geojson", "code", "name"),
    ("gemeente", 2024): ("leefbaarometer3_2024/gemeenten.geojson", "code", "naam"),
    ("provincie", 2022): ("cbs_wijk_2022/provincies_2022.geojson", "code", "name"),
}
FILES = tuple(
    sorted([*(entry[0] for entry in GEOJSON.values()), PC4, BUURTEN_2019, WIJKEN_2016, *BUURTEN_2024, GEMEENTEN_2015])
)


def read(root: Path, areas: pd.DataFrame) -> dict[tuple[str, int], pd.DataFrame]:
    """Every map below `root`: (type, vintage) -> code, name, wkb (WGS84), by code.

    `areas` (type, code, vintage) are the areas that have figures. "Buitenland" is left out. Gemeenten of 2016 are their
    wijken put together, regio's the provincies of the catalogue. Of 2020 there is no map: buurten, wijken and
    gemeenten that the map of 2019 has too are taken from that; a wijk only when it has exactly the same buurten.
    """
    maps = {key: _geojson([root / file], code, name) for key, (file, code, name) in GEOJSON.items()}
    maps["pc4", 2018] = _topojson(root / PC4, "data", "postcode", "postcode")
    maps["wijk", 2016] = _geojson([root / WIJKEN_2016], "WKC", "WKN", change=from_rd)
    maps["buurt", 2024] = _geojson([root / file for file in BUURTEN_2024], "code", "naam")
    buurt = _topojson(root / BUURTEN_2019, "buurten", "statcode", None)
    codes = {kind: set(areas.loc[(areas["type"] == kind) & (areas["vintage"] == 2020), "code"]) for kind in _PARTS}
    maps["buurt", 2020] = buurt[buurt["code"].isin(codes["buurt"])]
    unchanged = _by_wijk(buurt["code"]) & _by_wijk(codes["buurt"])
    wijk = buurt["code"].map(wijk_of)
    maps["wijk", 2020] = dissolve(buurt, wijk.where(wijk.isin({code for code, _ in unchanged})))
    maps["gemeente", 2020] = dissolve(buurt, buurt["code"].map(gemeente_of))
    maps["gemeente", 2016] = dissolve(maps["wijk", 2016], maps["wijk", 2016]["code"].map(gemeente_of))
    names = {entry.code: entry.name for entry in catalogue.provincies()}
    provincie = maps["provincie", 2022]
    maps["provincie", 2022] = provincie.assign(name=provincie["code"].map(names))
    regio = {entry.code: entry.regio for entry in catalogue.provincies()}
    maps["regio", 2022] = dissolve(provincie, provincie["code"].map(regio))
    return dict(sorted(maps.items()))


_PARTS = ("buurt", "wijk", "gemeente")


def dissolve(parts: pd.DataFrame, into: pd.Series) -> pd.DataFrame:
    """The areas that the parts of a map (code, name, wkb) make together: code, name (empty) and wkb.

    `into` gives per part the code of the whole; parts without one are left out.
    """
    known = into.notna().to_numpy()
    shapes, wholes = to_rd(shapely.from_wkb(parts["wkb"].to_numpy()[known])), into.to_numpy()[known]
    rows = [(code, None, without_slivers(shapely.union_all(shapes[wholes == code]))) for code in sorted(set(wholes))]
    return _frame(rows, "the parts", change=from_rd)


def _by_wijk(codes: Iterable[str]) -> set[tuple[str, frozenset[str]]]:
    """Every wijk with the buurten that it consists of."""
    own = pd.Series(sorted(codes))
    return set(own.groupby(own.map(wijk_of)).agg(frozenset).items())


def gemeente_provincie(root: Path) -> dict[str, str]:
    """Gemeente code -> provincie code, from the maps of 2015 and 2022."""
    objects = json.loads((root / GEMEENTEN_2015).read_text(encoding="utf-8"))["objects"]
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


def _topojson(path: Path, layer: str, code: str, name: str | None) -> pd.DataFrame:
    decoded = decode_topojson(json.loads(path.read_text(encoding="utf-8")), layer)
    rows = [(properties[code], properties[name] if name else None, geometry) for properties, geometry in decoded]
    return _frame(rows, path.name)


def _geojson(
    paths: list[Path], code: str, name: str, change: Callable[[np.ndarray], np.ndarray] | None = None
) -> pd.DataFrame:
    """The map in one or more GeoJSON files; `change` projects it where it is not in WGS84."""
    rows = [
        (feature["properties"][code], feature["properties"][name], shape(feature["geometry"]))
        for path in paths
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
        if feature["properties"].get("gemeentecode") != FOREIGN_GEMEENTE
    ]
    return _frame(rows, paths[0].name, change)


def _frame(
    rows: Sequence[tuple[str, str | None, shapely.Geometry]],
    where: str,
    change: Callable[[np.ndarray], np.ndarray] | None = None,
) -> pd.DataFrame:
    """One row per area, by code; the parts of an area that comes in several features are put together."""
    frame = pd.DataFrame(rows, columns=["code", "name", "shape"])
    shapes = frame["shape"].to_numpy()
    frame["shape"] = polygons_only(change(shapes) if change else shapes)
    frame = frame[~shapely.is_empty(frame["shape"].to_numpy())]
    if frame.empty:
        raise SourceError(f"{where}: there is no polygon in it")
    frame = frame.groupby("code", sort=True).agg(
        {"name": "first", "shape": lambda parts: shapely.union_all(list(parts))}
    )
    frame = frame.reset_index()
    frame["wkb"] = shapely.to_wkb(polygons_only(frame["shape"].to_numpy()))
    return frame[["code", "name", "wkb"]]


def _features(root: Path, kind: str) -> list[dict]:
    return json.loads((root / GEOJSON[kind, 2022][0]).read_text(encoding="utf-8"))["features"]
