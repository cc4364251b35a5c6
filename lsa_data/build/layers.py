"""Draw the map layers of the whole country that a browser fetches, simplified to what can be seen at that size.

A file is named after its content, so that a browser may keep it for ever, and it is compressed. Every polygon carries
its number in the file (`i`): a map then only needs one class per number to be coloured. The layers of one regio,
provincie or gemeente are drawn when they are asked for (`ask/layers.py`).
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import shapely

from lsa_data.ask.layers import INDEX, hash_of, properties
from lsa_data.methods.geometry import feature_collection, shapes_of, simplify_map, water_and_borders

COUNTRY_METRES = {"wijk": 200, "pc4": 200, "gemeente": 200, "provincie": 300, "regio": 300}
"""How coarse the map of the country is, per type of area; buurten are never drawn for the whole country."""
BASE_METRES = 100


def write(maps: Mapping[tuple[str, int], pd.DataFrame], folder: Path) -> None:
    """Write the layers of `maps`, the base map and their `index.json` to `folder`, which is named after the version.

    `maps` gives per (type, vintage) the areas: code, name, gemeente_name and wkb, in the order of the layer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shapes = {key: shapes_of(areas["wkb"]) for key, areas in maps.items()}
    layers = []
    for (area_type, vintage), areas in maps.items():
        if area_type in COUNTRY_METRES:
            drawn = simplify_map(shapes[area_type, vintage], COUNTRY_METRES[area_type])
            box = [round(float(bound), 5) for bound in shapely.total_bounds(drawn)]
            layers.append(
                {"type": area_type, "vintage": vintage, "features": len(areas), "bbox": box}
                | _file(folder, f"{area_type}-{vintage}", feature_collection(properties(areas), drawn))
            )
    newest = max(vintage for area_type, vintage in maps if area_type == "provincie")
    water, borders = water_and_borders(simplify_map(shapes["provincie", newest], BASE_METRES))
    base = feature_collection([{"kind": "water"}, {"kind": "border"}], [water, borders])
    detail = {
        "file": f"{{type}}-{{vintage}}-{{scope}}.{hash_of(folder.name)}.geojson",
        "scope": "the code of a regio, provincie or gemeente",
        "maps": [{"type": area_type, "vintage": vintage} for area_type, vintage in maps],
    }
    index = {"layers": layers, "base": _file(folder, "base", base), "detail": detail}
    (folder / INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")


def _file(folder: Path, stem: str, content: bytes) -> dict:
    """Write one file, compressed; returns its name and sizes."""
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.geojson"
    packed = gzip.compress(content, compresslevel=6, mtime=0)
    (folder / f"{name}.gz").write_bytes(packed)
    return {"file": name, "bytes": len(content), "gzip_bytes": len(packed)}
