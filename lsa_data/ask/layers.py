"""The map layers that belong to the figures in use, as `build/layers.py` drew them."""

import json
import os
from functools import lru_cache

from lsa_data.ask import database

INDEX = "index.json"
"""The list of the layers, beside them."""


def background() -> bool:
    """Whether maps have the PDOK background, which a browser fetches from service.pdok.nl: only with the setting
    `LSA_BACKGROUND=pdok`. The maps are complete without it."""
    return os.environ.get("LSA_BACKGROUND") == "pdok"


def layers() -> list[dict]:
    """The layers that belong to the database in use: type, vintage, regio, file, features, bytes, bbox."""
    return json.loads((database.geo_folder() / INDEX).read_text(encoding="utf-8"))["layers"]


def layer(area_type: str, vintage: int, regio: str | None = None) -> dict:
    """The layer of a map: the sharp one of a regio where there is one, else that of the whole country."""
    same = [entry for entry in layers() if (entry["type"], entry["vintage"]) == (area_type, vintage)]
    return next((entry for entry in same if regio and entry["regio"] == regio), same[0])


@lru_cache(maxsize=64)
def codes(file: str) -> tuple[str, ...]:
    """The codes of the polygons in a layer file, in their order."""
    content = json.loads((database.geo_folder() / file).read_bytes())
    return tuple(feature["properties"]["code"] for feature in content["features"])
