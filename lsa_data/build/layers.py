"""Draw the map layers that a browser fetches: one file per map, and per regio a sharper one.

A file is named after its content, so that a browser may keep it for ever; beside it lies the same file compressed.
Every polygon carries its number in the file (`i`): a map then only needs one class per number to be coloured.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from lsa_data.ask.layers import INDEX
from lsa_data.methods.geometry import from_rd, polygons_only, simplify_map, to_rd

COUNTRY_METRES = {"buurt": 100, "wijk": 200, "pc4": 200, "gemeente": 200, "provincie": 300, "regio": 300}
REGIO_METRES = {"wijk": 30, "pc4": 30}


def write(maps: Mapping[tuple[str, int], pd.DataFrame], folder: Path) -> None:
    """Write the layers of `maps` and their `index.json` to `folder`.

    `maps` gives per (type, vintage) the areas: code, name, wkb, regio_code. A layer for the whole country is
    simplified to what can be seen at that size; for wijken and postcodes there is one per regio in more detail.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layers = []
    for (area_type, vintage), areas in maps.items():
        shapes = to_rd(shapely.from_wkb(areas["wkb"].to_numpy()))
        layers.append(_layer(folder, area_type, vintage, None, areas, simplify_map(shapes, COUNTRY_METRES[area_type])))
        if area_type in REGIO_METRES:
            sharp = simplify_map(shapes, REGIO_METRES[area_type])
            for regio in sorted(areas["regio_code"].dropna().unique()):
                own = (areas["regio_code"] == regio).to_numpy()
                layers.append(_layer(folder, area_type, vintage, regio, areas[own], sharp[own]))
    (folder / INDEX).write_text(json.dumps({"layers": layers}, indent=1), encoding="utf-8")


def _layer(
    folder: Path, area_type: str, vintage: int, regio: str | None, areas: pd.DataFrame, shapes: np.ndarray
) -> dict:
    """Write one file and its compressed twin; returns its line in the index."""
    drawn = polygons_only(from_rd(shapes))
    features = [
        '{"type":"Feature","properties":'
        + json.dumps({"i": i, "code": code, "name": name}, ensure_ascii=False, separators=(",", ":"))
        + f',"geometry":{_geometry(shape)}}}'
        for i, (code, name, shape) in enumerate(zip(areas["code"], areas["name"], drawn, strict=True))
    ]
    content = ('{"type":"FeatureCollection","features":[' + ",\n".join(features) + "]}").encode()
    stem = f"{area_type}-{vintage}" + (f"-{regio}" if regio else "")
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.geojson"
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    (folder / name).write_bytes(content)
    (folder / f"{name}.gz").write_bytes(packed)
    west, south, east, north = (round(float(bound), 5) for bound in shapely.total_bounds(drawn))
    return {
        "type": area_type, "vintage": vintage, "regio": regio, "file": name, "features": len(areas),
        "bytes": len(content), "gzip_bytes": len(packed), "bbox": [west, south, east, north],
    }  # fmt: skip


def _geometry(shape: shapely.Geometry) -> str:
    """The polygon as compact GeoJSON; null for an area that is too small to draw at this size."""
    return "null" if shapely.is_empty(shape) else json.dumps(shapely.geometry.mapping(shape), separators=(",", ":"))
