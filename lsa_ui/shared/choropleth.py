"""Maps: polygons come by their address, and only one class digit per polygon travels with every change."""

import math

import pandas as pd
import pydeck as pdk
import streamlit as st
from streamlit.typing import PydeckState

from lsa_data import catalogue
from lsa_data.ask import layers
from lsa_data.ask.maps import Classes, class_of
from lsa_data.say.formats import number
from lsa_ui.shared import frame, templates
from lsa_ui.shared.palette import Palette, rgb
from lsa_ui.texts import language, t

HEIGHT = 620
NO_FILL = (0, 0, 0, 0)


def colours_for(classes: Classes, indicator: catalogue.Indicator, palette: Palette) -> list[str]:
    """The colour of every class, lowest first. Teal is always the favourable end where the catalogue states one."""
    if indicator.ordinal:
        return list(palette.classes)
    if not classes.diverging:
        return list(palette.sequential)[-(len(classes.bounds) + 1) :]
    return list(reversed(palette.diverging)) if indicator.polarity < 0 else list(palette.diverging)


def choropleth(
    layer: dict,
    shown: pd.DataFrame,
    classes: Classes,
    indicator: catalogue.Indicator,
    palette: Palette,
    key: str,
    alt: str,
    outside: tuple[int, ...] = NO_FILL,
) -> PydeckState:
    """Draw the areas of `shown` (code, value) on `layer`, a line of the layers' index; returns Streamlit's event.

    The class of every polygon travels as one digit inside the fill expression, in the order of the file. Polygons that
    are not in `shown` get the colour `outside` (red, green, blue, opacity).
    """
    order = layers.codes(layer["file"])
    fill = _fill(order, shown, classes, colours_for(classes, indicator, palette), palette, outside)
    deck = pdk.Deck(
        layers=[
            pdk.Layer(
                "GeoJsonLayer", f"/geo/{layer['file']}", id="gebieden", pickable=True, stroked=len(order) < 1200,
                filled=True, get_fill_color=fill, get_line_color=[*rgb(palette.paper), 160], line_width_min_pixels=0.5,
                auto_highlight=True, highlight_color=[*rgb(palette.accent), 200],
                update_triggers={"getFillColor": fill},
            )
        ],
        initial_view_state=view_of(_bbox(layer, shown, order), HEIGHT),
        **backdrop(),
        tooltip={"text": "{name}"},
    )  # fmt: skip
    return st.pydeck_chart(deck, height=HEIGHT, key=key, on_select="rerun", selection_mode="single-object", alt=alt)


def backdrop() -> dict:
    """What lies under a map: nothing that comes from elsewhere, unless the setting for the PDOK background is on."""
    return {"map_style": "/geo/background.json"} if layers.background() else {"map_provider": None}


def view_of(bbox: list[float], height: int) -> pdk.ViewState:
    """The view that shows a box of west, south, east, north on a map of `height` pixels."""
    west, south, east, north = bbox
    width = 340 if frame.on_phone() else 640
    zoom_across = math.log2(width / 512 * 360 / max(east - west, 0.02)) - 0.1
    zoom_up = math.log2(height / 512 * 360 * math.cos(math.radians(52)) / max(north - south, 0.02)) - 0.1
    return pdk.ViewState(
        longitude=(west + east) / 2, latitude=(south + north) / 2, zoom=round(min(zoom_across, zoom_up, 13), 2)
    )


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
    """The fill as an expression: for every polygon a digit for its class (the last colour is missing), and a digit
    that says whether it is left out of the selection."""
    slots = [[*rgb(colour), 235] for colour in colours] + [[*rgb(palette.missing), 255]]
    digit = class_of(shown["value"], classes.bounds)
    by_code = dict(zip(shown["code"], digit.where(digit >= 0, len(colours)), strict=True))
    digits = "".join(str(by_code.get(code, 0)) for code in order)
    outside = "".join(str(int(code not in by_code)) for code in order)
    if "1" not in outside:
        return f"({slots})[+('{digits}')[properties.i]]"
    return f"({[slots, [list(outside_colour)]]})[+('{outside}')[properties.i]][+('{digits}')[properties.i]]"


def _bbox(layer: dict, shown: pd.DataFrame, order: tuple[str, ...]) -> list[float]:
    points = shown.dropna(subset=["lon", "lat"])
    if len(shown) == len(order) or points.empty:
        return layer["bbox"]
    room = 0.03
    return [
        points["lon"].min() - room, points["lat"].min() - room, points["lon"].max() + room, points["lat"].max() + room
    ]  # fmt: skip
