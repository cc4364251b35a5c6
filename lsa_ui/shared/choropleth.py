"""Maps: polygons come by their address, and only one class digit per polygon travels with every change."""

import json
import math
from collections.abc import Mapping, Sequence
from zlib import crc32

import pandas as pd
import pydeck as pdk
import streamlit as st
from streamlit.typing import PydeckState

from lsa_data import catalogue
from lsa_data.ask.areas import Area
from lsa_data.ask.layers import Layer
from lsa_data.ask.maps import Classes, class_of
from lsa_data.say.formats import number
from lsa_data.say.palette import Palette, rgb
from lsa_ui.shared import base_map, frame, templates
from lsa_ui.shared.names import area_name
from lsa_ui.texts import language, t

HEIGHT, PHONE_HEIGHT = 620, 420
NO_FILL = (0, 0, 0, 0)
NAMED = "{name}\n{gemeente}"
POINTED = "#{i}"
"""In a tooltip: the place of a polygon in its file, for which the browser puts what was `said` of it (`frame.js`)."""


class ShortDeck(pdk.Deck):  # type: ignore[misc]
    """A map that is sent without the spaces that pydeck puts between everything."""

    def to_json(self) -> str:
        """The map as JSON."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"), ensure_ascii=False)


def colours_for(classes: Classes, indicator: catalogue.Indicator, palette: Palette) -> list[str]:
    """The colour of every class, lowest first. Teal is always the favourable end where the catalogue states one."""
    if indicator.ordinal:
        return list(palette.classes)
    if not classes.diverging:
        return list(palette.sequential)[-(len(classes.bounds) + 1) :]
    return list(reversed(palette.diverging)) if indicator.polarity < 0 else list(palette.diverging)


def choropleth(
    layer: Layer,
    shown: pd.DataFrame,
    classes: Classes,
    indicator: catalogue.Indicator,
    palette: Palette,
    key: str,
    alt: str,
    scope: str | None = None,
    outside: tuple[int, ...] = NO_FILL,
    part: float = 1,
    marked: Area | None = None,
    words: Mapping[str, str] | None = None,
) -> str | None:
    """Draw the areas of `shown` (code, value) on a layer of the country or of `scope`; returns the code of the area
    that was tapped, if any.

    The class of every polygon travels as one digit inside the fill expression, in the order of the file. Polygons that
    are not in `shown` get the colour `outside` (red, green, blue, opacity). The map takes `part` of the page's width;
    `marked` gets a ring and its name. `words` (by code) stand below the name of the area that a mouse points at.
    """
    fill = _fill(layer.codes, shown, classes, colours_for(classes, indicator, palette), palette, outside)
    width = frame.column_width(part)
    height = PHONE_HEIGHT if width < frame.STACKED * 0.7 else HEIGHT
    view = view_of(_bbox(layer, shown), width, height)
    areas = pdk.Layer(
        "GeoJsonLayer", f"/geo/{layer.file}", id="gebieden", pickable=True, filled=True,
        stroked=len(layer.codes) < 1200, get_line_color=[*rgb(palette.ink), 70], line_width_min_pixels=0.5,
        auto_highlight=True, highlight_color=[*rgb(palette.accent), 120],
        update_triggers={"getFillColor": crc32(fill.encode())},
        **base_map.sublayer("polygons-fill", getFillColor=f"@@={fill}"),
    )  # fmt: skip
    names = base_map.names(view, width, scope, palette)
    tapped = _tapped(st.session_state.get(key))
    deck = ShortDeck(
        layers=[areas, *base_map.around(palette), *_selected(tapped, palette), names, *_marked(marked, palette)],
        initial_view_state=view,
        **backdrop(),
        tooltip={"text": f"{NAMED}\n{POINTED}" if words else NAMED},
    )
    if words:
        said(layer.codes, words)
    event = st.pydeck_chart(deck, height=height, key=key, on_select="rerun", selection_mode="single-object", alt=alt)
    return (_tapped(event) or {}).get("properties", {}).get("code")


def said(order: Sequence[str], words: Mapping[str, str]) -> None:
    """Give the browser what it says of the polygon that a mouse points at: every text once, and for every polygon, in
    the order of the file, which of them it is. Not to a phone, where nothing points."""
    if frame.on_phone():
        return
    known = list(dict.fromkeys(words.get(code, "") for code in order))
    place = {text: i for i, text in enumerate(known)}
    which = [place[words.get(code, "")] for code in order]
    templates.show("shared/said.html", said=json.dumps([known, which], separators=(",", ":"), ensure_ascii=False))


def backdrop() -> dict:
    """What lies under a map, and how it moves: nothing that comes from elsewhere, unless the setting for the PDOK
    background is on; a style, because only then there are buttons to zoom; north stays up."""
    controller = {"dragRotate": False, "touchRotate": False, "keyboard": True}
    return {"map_style": "/geo/background.json", "views": [pdk.View("MapView", controller=controller)]}


def view_of(bbox: Sequence[float], width: int, height: int) -> pdk.ViewState:
    """The view that shows a box of west, south, east, north on a map of so many pixels."""
    west, south, east, north = bbox
    zoom_across = math.log2(width / 512 * 360 / max(east - west, 0.02)) - 0.1
    zoom_up = math.log2(height / 512 * 360 * math.cos(math.radians(52)) / max(north - south, 0.02)) - 0.1
    return pdk.ViewState(
        longitude=(west + east) / 2, latitude=(south + north) / 2, zoom=round(min(zoom_across, zoom_up, 13), 2)
    )


def _tapped(event: PydeckState | None) -> dict | None:
    """The area, as a feature, that was tapped on the map."""
    picked = event["selection"]["objects"].get("gebieden", []) if event else []
    return picked[0] if picked else None


def _selected(feature: dict | None, palette: Palette) -> list[pdk.Layer]:
    """A thick line around the area that was tapped."""
    if feature is None or "geometry" not in feature:
        return []
    return [
        pdk.Layer(
            "GeoJsonLayer", [feature], id="gekozen", filled=False, stroked=True, line_width_min_pixels=3,
            **base_map.sublayer("polygons-stroke", getColor=[*rgb(palette.accent), 255]),
        )
    ]  # fmt: skip


def _marked(area: Area | None, palette: Palette) -> list[pdk.Layer]:
    """A ring with a name, for an area that may be no more than a dot."""
    if area is None or area.lon is None or area.lat is None:
        return []
    point = [{"at": [round(area.lon, 4), round(area.lat, 4)], "name": area_name(area)}]
    accent = [*rgb(palette.accent), 255]
    ring = pdk.Layer(
        "ScatterplotLayer", point, id="ring", get_position="at", filled=False, stroked=True, get_line_color=accent,
        get_radius=1, radius_min_pixels=12, radius_max_pixels=12, line_width_min_pixels=3,
    )  # fmt: skip
    return [ring, base_map.text("naam", point, "at", accent, palette, get_size=17, get_pixel_offset=[0, -26])]


def legend(
    classes: Classes,
    indicator: catalogue.Indicator,
    palette: Palette,
    counts: pd.Series,
    words: list[str] | None = None,
) -> None:
    """The classes with their bounds (or own `words`) and how many areas are in each; missing is one, hatched."""
    lines = []
    for i, colour in enumerate(colours_for(classes, indicator, palette)):
        own = words[i] if words else _class_words(classes, i, indicator)
        lines.append((colour, own, number(counts.get(i, 0), 0, language())))
    templates.show("shared/legend.html", classes=lines, missing=number(counts.get(-1, 0), 0, language()))


def _class_words(classes: Classes, i: int, indicator: catalogue.Indicator) -> str:
    if indicator.ordinal:
        return indicator.classes[language()][i]
    bounds = [number(bound, indicator.decimals, language()) for bound in classes.bounds]
    if i == 0:
        words = t("kaart.below_value", bound=bounds[0])
    elif i == len(bounds):
        words = t("kaart.from", bound=bounds[-1])
    else:
        words = t("kaart.between", low=bounds[i - 1], high=bounds[i])
    return f"{words} {t('kaart.as_country')}" if classes.diverging and i == len(bounds) // 2 else words


def _fill(
    order: tuple[str, ...],
    shown: pd.DataFrame,
    classes: Classes,
    colours: list[str],
    palette: Palette,
    outside_colour: tuple[int, ...],
) -> str:
    """The fill as an expression: for every polygon a digit for its class. The last but one colour is that of a missing
    figure, the last of what is left out of the selection; ten classes with those need digits beyond 9."""
    slots = [[*rgb(colour), 235] for colour in colours] + [[*rgb(palette.missing), 255], list(outside_colour)]
    digit = class_of(shown["value"], classes.bounds)
    by_code = dict(zip(shown["code"].tolist(), digit.where(digit >= 0, len(colours)).tolist(), strict=True))
    digits = "".join(f"{by_code.get(code, len(colours) + 1):x}" for code in order)
    return f"({json.dumps(slots, separators=(',', ':'))})[+('0x'+('{digits}')[properties.i])]"


def _bbox(layer: Layer, shown: pd.DataFrame) -> Sequence[float]:
    points = shown.dropna(subset=["lon", "lat"])
    if points.empty or set(layer.codes) <= set(shown["code"].tolist()):
        return layer.bbox
    room = 0.03
    return [
        points["lon"].min() - room, points["lat"].min() - room, points["lon"].max() + room, points["lat"].max() + room
    ]  # fmt: skip
