"""The five regio's with one figure as a number in each, and dots where meetings and initiatives are known to be."""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import pydeck as pdk
import streamlit as st

from lsa_data.ask import areas, database, layers
from lsa_data.catalogue.indicator import Indicator
from lsa_data.catalogue.initiatives import Initiative
from lsa_data.catalogue.meetings import Meeting
from lsa_data.say.formats import number
from lsa_data.say.palette import Palette, rgb
from lsa_data.say.regio_charts import tones
from lsa_ui.bijeenkomsten.choice import Figures
from lsa_ui.shared import base_map, frame, names
from lsa_ui.shared.choropleth import POINTED, ShortDeck, backdrop, said, view_of
from lsa_ui.texts import language, t

Point = dict[str, Any]
"""Where something stands (`at`: degrees east and north), and its `name`."""
HEIGHT, NARROW_HEIGHT = 600, 440
BUTTONS = 0.35
"""Degrees that stay free at the right, below the buttons to zoom."""
ROOM = (0.5, 0.22)
"""Half the degrees that the name and figure of a regio take, across and up."""


def draw(
    figures: Figures,
    meetings: Sequence[Meeting],
    initiatives: Sequence[Initiative],
    chosen: str | None,
    palette: Palette,
    part: float,
    alt: str,
) -> str | None:
    """Draw the map in `part` of the page's width; returns the code of the regio that was tapped last, if any."""
    layer = layers.country("regio", areas.shown_first("regio"))
    width = frame.column_width(part)
    height = NARROW_HEIGHT if width < NARROW_HEIGHT else HEIGHT
    colours = tones(palette)
    position = dict(zip(figures.rows["regio_code"], figures.rows["position"], strict=True))
    fills = [[*rgb(colours.get(str(position.get(code)), palette.missing)), 255] for code in layer.codes]
    fill = f"@@=({fills})[properties.i]"
    address = f"/geo/{layer.file}"
    regios = pdk.Layer(
        "GeoJsonLayer", address, id="regios", pickable=True, stroked=True, filled=True, line_width_min_pixels=2,
        auto_highlight=True, highlight_color=[*rgb(palette.accent), 60],
        update_triggers={"getFillColor": crc32(fill.encode())},
        _sub_layer_props={
            "polygons-fill": {"getFillColor": fill}, "polygons-stroke": {"getColor": [*rgb(palette.paper), 255]},
        },
    )  # fmt: skip
    ring = pdk.Layer(
        "GeoJsonLayer", address, id="gekozen", filled=False, stroked=True,
        get_line_width=f"({[4 * (code == chosen) for code in layer.codes]})[properties.i]",
        line_width_units=pdk.types.String("pixels"), update_triggers={"getLineWidth": chosen},
        **base_map.sublayer("polygons-stroke", getColor=[*rgb(palette.accent), 255]),
    )  # fmt: skip
    held, rings = _held(meetings), _rings(initiatives)
    west, south, east, north = layer.bbox
    deck = ShortDeck(
        layers=[regios, ring, *_numbers(figures, held + rings, palette), *_dots(held, rings, palette)],
        initial_view_state=view_of((west, south, east + BUTTONS, north), width, height),
        **backdrop(),
        tooltip={"text": f"{{name}}{POINTED}"},
    )
    rows = figures.rows.itertuples()
    said(layer.codes, {row.regio_code: _named(row.regio_code, row.value, figures) for row in rows})
    event = st.pydeck_chart(
        deck, height=height, key="regiokaart", on_select="rerun", selection_mode="single-object", alt=alt
    )
    picked = event["selection"]["objects"].get("regios", []) if event else []
    return picked[0].get("properties", {}).get("code") if picked else None


def _numbers(figures: Figures, dots: list[Point], palette: Palette) -> list[pdk.Layer]:
    """The name of every regio, and its figure below it, where no dot is."""
    ink = [*rgb(palette.ink), 255]
    value = dict(zip(figures.rows["regio_code"], figures.rows["value"], strict=True))
    points = [
        {"at": _free(row.lon, row.lat, dots), "name": names.regio_name(row.code),
         "value": _short(value.get(row.code), figures.indicator)}
        for row in database.ask_once("regio_points").itertuples()
    ]  # fmt: skip
    figure = [one | {"name": one["value"]} for one in points]
    return [
        base_map.text("namen", points, "at", ink, palette, get_size=17, get_pixel_offset=[0, -14]),
        base_map.text("cijfers", figure, "at", ink, palette, get_size=25, get_pixel_offset=[0, 11], font_weight=700),
    ]


def _short(value: float | None, indicator: Indicator) -> str:
    """The figure without the words of its unit, which stand below the map."""
    if indicator.unit == "euro_1000":
        return names.value_text(value, indicator)
    return number(value, indicator.decimals, language())


def _free(lon: float, lat: float, dots: list[Point]) -> list[float]:
    """A place near a point where words cover none of the dots: there, higher or lower."""
    across, up = ROOM
    for higher in (0, up, -up, 2 * up, -2 * up):
        if not any(abs(x - lon) < across and abs(y - lat - higher) < up for x, y in (dot["at"] for dot in dots)):
            return [lon, round(lat + higher, 4)]
    return [lon, lat]


def _held(meetings: Sequence[Meeting]) -> list[Point]:
    return [
        {"at": [one.lon, one.lat], "name": f"{one.place}, {names.date_name(one.date)}: {one.title}"}
        for one in meetings
        if one.lon is not None
    ]


def _rings(initiatives: Sequence[Initiative]) -> list[Point]:
    places = [(one, areas.area(one.area)) for one in initiatives if one.area]
    return [
        {"at": [place.lon, place.lat], "name": f"{one.name}, {one.place}"}
        for one, place in places
        if place and place.lon is not None
    ]


def _dots(held: list[Point], rings: list[Point], palette: Palette) -> list[pdk.Layer]:
    """A filled dot for a meeting, an open ring for an initiative; their names come when a reader points at one, and
    stand in the lists."""
    drawn = (
        ("initiatieven", rings, palette.paper, palette.ink, 6),
        ("bijeenkomsten", held, palette.accent, palette.paper, 9),
    )
    return [
        pdk.Layer(
            "GeoJsonLayer", [_feature(one) for one in points], id=id, pickable=True, filled=True, stroked=True,
            **base_map.sublayer(
                "points-circle", getFillColor=[*rgb(fill), 255], getLineColor=[*rgb(edge), 255], lineWidthMinPixels=3,
                radiusMinPixels=size, radiusMaxPixels=size,
            ),
        )
        for id, points, fill, edge, size in drawn
    ]  # fmt: skip


def _feature(point: Point) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": point["at"]}
    return {"type": "Feature", "geometry": geometry, "properties": {"name": point["name"], "i": -1}}


def in_words(figures: Figures) -> str:
    """What the map shows, for who cannot see it."""
    values = ", ".join(_named(row.regio_code, row.value, figures) for row in figures.rows.itertuples())
    name = names.indicator_name(figures.indicator.id)
    return t("bijeenkomsten.alt", indicator=name, year=figures.year, values=values)


def _named(code: str, value: float, figures: Figures) -> str:
    return f"{names.regio_name(code)} {names.value_text(value, figures.indicator)}"
