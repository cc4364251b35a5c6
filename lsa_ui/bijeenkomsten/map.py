"""The five regio's as polygons, and the meetings of which the place is known as points."""

from collections.abc import Sequence

import pydeck as pdk
import streamlit as st

from lsa_data.ask import areas, database, layers
from lsa_data.catalogue.meetings import Meeting
from lsa_data.say.palette import Palette, rgb
from lsa_ui.shared import frame, names
from lsa_ui.shared.choropleth import ShortDeck, backdrop, view_of
from lsa_ui.texts import t

HEIGHT, NARROW_HEIGHT = 520, 400


def draw(known: Sequence[Meeting], chosen: str | None, palette: Palette, part: float) -> str | None:
    """Draw the map in `part` of the page's width; returns the code of the regio that was tapped just now, if any."""
    layer = layers.country("regio", areas.shown_first("regio"))
    width = frame.column_width(part)
    height = NARROW_HEIGHT if width < NARROW_HEIGHT else HEIGHT
    digits = "".join(str(int(code == chosen)) for code in layer.codes)
    slots = [[*rgb(palette.sequential[1]), 230], [*rgb(palette.sequential[3]), 255]]
    points = [
        {"lon": m.lon, "lat": m.lat, "name": f"{m.place}, {names.date_name(m.date)}: {m.title}"}
        for m in known
        if m.lon is not None
    ]
    deck = ShortDeck(
        layers=[
            pdk.Layer(
                "GeoJsonLayer", f"/geo/{layer.file}", id="regios", pickable=True, stroked=True, filled=True,
                get_fill_color=f"({slots})[+('{digits}')[properties.i]]", get_line_color=rgb(palette.paper),
                line_width_min_pixels=2, auto_highlight=True, highlight_color=[*rgb(palette.sequential[4]), 120],
                update_triggers={"getFillColor": digits},
            ),
            pdk.Layer(
                "TextLayer", _names(), id="namen", get_position=["lon", "lat"], get_text="name", get_size=17,
                get_color=rgb(palette.ink), font_family=pdk.types.String("Atkinson Hyperlegible, sans-serif"),
                size_units=pdk.types.String("pixels"),
            ),
            pdk.Layer(
                "ScatterplotLayer", points, id="bijeenkomsten", pickable=True, get_position=["lon", "lat"],
                get_fill_color=rgb(palette.accent), get_line_color=rgb(palette.paper), stroked=True,
                line_width_min_pixels=2, radius_min_pixels=9, radius_max_pixels=9,
            ),
        ],
        initial_view_state=view_of(layer.bbox, width, height),
        **backdrop(),
        tooltip={"text": "{name}"},
    )  # fmt: skip
    event = st.pydeck_chart(
        deck,
        height=height,
        key="regiokaart",
        on_select="rerun",
        selection_mode="single-object",
        alt=t("bijeenkomsten.alt"),
    )
    picked = event["selection"]["objects"].get("regios", []) if event else []
    return picked[0].get("properties", {}).get("code") if picked else None


def _names() -> list[dict]:
    """The name of every regio and a point inside it."""
    points = database.ask_once("regio_points")
    return [{"lon": row.lon, "lat": row.lat, "name": names.regio_name(row.code)} for row in points.itertuples()]
