"""“Bewaar als plaatje” under a chart or map: the picture that the server makes, and the code to set it elsewhere."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from lsa_data import catalogue
from lsa_data.export import picture
from lsa_data.export.picture import Caption
from lsa_data.say.palette import DARK
from lsa_ui.shared import frame, names, templates
from lsa_ui.shared.charts import Spec
from lsa_ui.texts import language, t

API = "/api/v1/picture"
WIDE, HIGH = 900, 1000
"""The frame of a picture on another site; a picture fits its width."""


def link(kind: str, indicator: str, **asked: Any) -> None:
    """The picture of `kind` that the open interface gives at an address (see `lsa_data/export/pictures.py`), in the
    language and theme of the reader; `asked` holds its other parameters."""
    known = {"kind": kind, "indicator": indicator, **{name: value for name, value in asked.items() if value}}
    known |= {"language": language()} if language() != "nl" else {}
    dark = {"theme": "dark"} if frame.palette() is DARK else {}
    parts = urlsplit(st.context.url or "")
    here = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    formats = {name.upper(): f"{API}?{_query(known | dark | {'format': name})}" for name in ("png", "svg")}
    templates.show(
        "shared/picture_link.html", formats=formats, src=f"{here}/inbed?{_query(known)}", width=WIDE, height=HIGH
    )


def of_chart(chart: Spec, title: str, subtitle: str, indicators: Sequence[str], key: str) -> None:
    """The picture of a chart that has no address of its own, made when somebody wants it; `subtitle` says what it
    shows, as to who cannot see it."""
    unit = names.unit_word(catalogue.indicators()[indicators[0]])
    caption = Caption(
        title, t("picture.subtitle", text=_without_table(subtitle), unit=unit), tuple(indicators), frame.here()
    )
    colours, own = frame.palette(), language()

    def made(kind: str) -> bytes:
        drawn = picture.of_chart(chart, caption, colours, own)
        return picture.png(drawn) if kind == "png" else drawn.encode()

    with st.container(horizontal=True, gap="small"):
        for kind in ("png", "svg"):
            st.download_button(
                t("picture.save", kind=kind.upper()), partial(made, kind), file_name=f"lsa-{key}.{kind}",
                mime={"png": "image/png", "svg": "image/svg+xml"}[kind], key=f"plaatje_{key}_{kind}", on_click="ignore",
                type="tertiary", icon=":material/image:",
            )  # fmt: skip


def _without_table(text: str) -> str:
    """What a chart shows, without where on the page its numbers stand: a picture has no table."""
    sentences = text.rstrip(".").split(". ")
    return ". ".join(sentence for sentence in sentences if t("picture.table") not in sentence) + "."


def _query(values: dict[str, Any]) -> str:
    return urlencode(values, safe=",")
