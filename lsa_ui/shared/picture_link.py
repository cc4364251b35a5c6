"""“Bewaar als plaatje” under a chart or map: the picture that the server makes, and the code to set it elsewhere."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.say.palette import DARK
from lsa_ui.shared import frame, templates
from lsa_ui.texts import language

API = "/api/v1/picture"
WIDE, HIGH = 900, 1000
"""The frame of a picture on another site; a picture fits its width."""


def link(kind: str, indicator: str | None = None, **asked: Any) -> None:
    """The picture of `kind` that the open interface gives at an address (see `parts`)."""
    templates.show("shared/picture_link.html", picture=parts(kind, indicator, **asked))


def parts(kind: str, indicator: str | None = None, **asked: Any) -> dict[str, Any]:
    """What `shared/picture_link.html` shows: the picture of `kind` that the open interface gives at an address (see
    `lsa_data/export/pictures.py`), in the language and theme of the reader; `asked` holds its other parameters."""
    every = {"kind": kind, "indicator": indicator, **asked}
    known = {name: value for name, value in every.items() if value}
    known |= {"language": language()} if language() != "nl" else {}
    dark = {"theme": "dark"} if frame.palette() is DARK else {}
    address = urlsplit(st.context.url or "")
    here = f"{address.scheme}://{address.netloc}" if address.netloc else ""
    formats = {name.upper(): f"{API}?{_query(known | dark | {'format': name})}" for name in ("png", "svg")}
    return {"formats": formats, "src": f"{here}/inbed?{_query(known)}", "width": WIDE, "height": HIGH}


def areas(chosen: Sequence[Area]) -> dict[str, Any]:
    """How the address of a picture names its areas: those of one vintage, and one of the reader's own."""
    named = [area for area in chosen if not isinstance(area, OwnArea)]
    own = next((area.code for area in chosen if isinstance(area, OwnArea)), None)
    vintage = named[0].vintage if named else None
    return {"codes": ",".join(area.code for area in named), "own": own, "vintage": vintage}


def _query(values: dict[str, Any]) -> str:
    return urlencode(values, safe=",")
