"""What lies around the areas of a map, all from this server: water, borders of provincies, and names of places."""

import math
import re

import pandas as pd
import pydeck as pdk

from lsa_data import catalogue
from lsa_data.ask import database, layers
from lsa_data.say.palette import Palette, rgb

LARGE = 100_000
"""Inhabitants of a gemeente that is named on the map of the country; capitals are too."""
SUFFIX = re.compile(r" \([A-Za-z]+\.?\)$")
"""What an official name has behind it where two gemeenten share one: "Middelburg (Z.)"."""
MOST = 25
"""Names on one map."""
LETTER, LINE = 8.5, 20
"""Room that a name takes on the screen: pixels per letter and per line."""


def around(palette: Palette) -> list[pdk.Layer]:
    """Water and borders, to draw over the areas: areas of some years go on into the sea. Nothing where the PDOK map is
    under the areas."""
    if layers.background():
        return []
    water = pdk.Layer(
        "GeoJsonLayer", f"/geo/{layers.index()['base']['file']}", id="rondom", stroked=True, filled=True,
        get_line_color=[*rgb(palette.paper), 220], line_width_min_pixels=1.2,
        **sublayer("polygons-fill", getFillColor=[*rgb(palette.water), 255]),
    )  # fmt: skip
    return [water]


def names(view: pdk.ViewState, width: int, scope: str | None, palette: Palette) -> pdk.Layer:
    """The names of places, over everything."""
    return text("plaatsen", places(view, width, scope), "at", [*rgb(palette.ink), 255], palette, get_size=15)


def text(
    id: str, points: list[dict], position: str, colour: list[int], palette: Palette, **properties: object
) -> pdk.Layer:
    """The `name` of points, readable over every colour."""
    return pdk.Layer(
        "TextLayer", points, id=id, get_position=position, get_text="name", size_units=pdk.types.String("pixels"),
        font_family=pdk.types.String("Atkinson Hyperlegible, sans-serif"), character_set=pdk.types.String("auto"),
        font_settings={"sdf": True, "fontSize": 64, "buffer": 16, "radius": 26, "cutoff": 0.22, "smoothing": 0.08},
        outline_width=5, outline_color=[*rgb(palette.paper), 235], **sublayer("characters", getColor=colour),
        **properties,
    )  # fmt: skip


def places(view: pdk.ViewState, width: int, scope: str | None) -> list[dict]:
    """The places that a map of `scope` (a regio or provincie; None: the country) names: at (lon, lat) and name, the
    largest first; a place is left out where its name would stand on that of a larger one, or over the edge of a map of
    so many pixels wide. None within a gemeente."""
    all_places = database.ask_once("places")
    if scope is None:
        capitals = {provincie.capital for provincie in catalogue.provincies()}
        shown = all_places[(all_places["inhabitants"] >= LARGE) | all_places["code"].isin(capitals)]
    else:
        shown = all_places[(all_places["regio_code"] == scope) | (all_places["provincie_code"] == scope)]
    return _apart(shown, view, width)


def sublayer(part: str, **properties: object) -> dict:
    """Properties of one part of a layer. Streamlit fades what is set on the layer itself as soon as something is
    selected; what is set on a part keeps its colour."""
    return {"_sub_layer_props": {part: properties}}


def _apart(shown: pd.DataFrame, view: pdk.ViewState, width: int) -> list[dict]:
    scale = 512 * 2**view.zoom / 360
    taken: list[tuple[float, float, float]] = []
    kept = []
    for place in shown.itertuples():
        name = catalogue.usual_names().get(place.code) or SUFFIX.sub("", place.name)
        x = place.lon * scale
        y = math.degrees(math.asinh(math.tan(math.radians(place.lat)))) * scale
        half = len(name) * LETTER / 2
        inside = abs(x - view.longitude * scale) + half < width / 2
        if inside and all(abs(x - left) > half + wide or abs(y - up) > LINE for left, up, wide in taken):
            taken.append((x, y, half))
            kept.append({"at": [round(place.lon, 3), round(place.lat, 3)], "name": name})
    return kept[:MOST]
