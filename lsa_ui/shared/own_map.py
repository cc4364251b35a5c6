"""A map on which buurten are chosen: by pointing at them, by drawing a line around them, or around a point."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lsa_data.ask.layers import Layer
from lsa_ui.shared import files
from lsa_ui.texts import t

WORDS = (
    "mode_choose", "mode_draw", "mode_point", "how_choose", "how_draw", "zoom_in", "zoom_out", "zoom_all", "loading",
    "no_map",
)  # fmt: skip
_map = st.components.v2.component("own_map", css=files.sheet("own_map.css"), js=files.module("own_map.js"))


def own_map(
    key: str,
    layer: Layer,
    chosen: Mapping[str, int],
    metres: int,
    alt: str,
    on_toggled: Callable[[str], None],
    on_drawn: Callable[[Sequence[Sequence[float]]], None],
    on_pointed: Callable[[Sequence[float]], None],
) -> None:
    """Show the buurten of a layer, those `chosen` (code -> percent that counts) marked. What the reader does is given
    to a function: the code that was tapped, the points (longitude, latitude) of a line, or one point."""

    def given(name: str, act: Callable[[Any], None]) -> Callable[[], None]:
        return lambda: act(st.session_state[key][name])

    _map(
        key=key,
        data={
            "file": f"/geo/{layer.file}", "chosen": dict(chosen), "alt": alt,
            "words": {name: t(f"eigen_gebied.{name}") for name in WORDS}
            | {"how_point": t("eigen_gebied.how_point", metres=metres)},
        },
        on_toggled_change=given("toggled", lambda code: on_toggled(str(code))),
        on_drawn_change=given("drawn", on_drawn),
        on_pointed_change=given("pointed", on_pointed),
    )  # fmt: skip
