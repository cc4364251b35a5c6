"""The selection lives in the address, so that a copied link shows the same screen to somebody else.

Values from an address are never trusted: only those of the expected shape get through; whether they exist is for
the page to ask.
"""

import re
from collections.abc import Container
from urllib.parse import urlencode

import streamlit as st

from lsa_data.ask import database, own_area
from lsa_data.catalogue import codes

PATTERNS = {
    "taal": r"nl|en",
    "gebied": "|".join(codes.PATTERNS[kind] for kind in ("wijk", "buurt", "gemeente", "pc4")),
    "eigen": own_area.LINE,
    "indeling": r"20\d\d",
    "indicator": r"[a-z0-9_]{1,60}",
    "jaar": r"(19|20)\d\d",
    "type": r"wijk|buurt|gemeente|pc4",
    "regio": r"[a-z]{1,20}",
    "provincie": codes.PATTERNS["provincie"],
    "gemeente": codes.PATTERNS["gemeente"],
    "volgorde": r"sterk|verschil|thema",
    "naast": r"[a-z,]{1,60}",
    "gebieden": r"[A-Z0-9.,]{4,80}",
    "thema": r"[a-z]{1,20}",
    "reeks": r"wijk2|pc2|pc3",
    "groep": r"(zwak|laag|lijst)20\d\d|eigen",
    "codes": r"[A-Z0-9,]{1,24000}",
    "van": r"20\d\d",
    "tot": r"20\d\d",
    "maat": r"zelf|land",
    "drempel": r"bron|ruis|\d(\.\d{1,2})?",
    "ijkpunt": r"[a-z]{1,20}",
    "weging": r"gelijk|inwoners",
    "bijeenkomst": r"open",
    "grootte": r"klein|midden|groot",
    "version": database.VERSION_NAME.pattern,
    "shape": r"long|wide|table",
    "sort": r"[a-z]{1,20}",
    "descending": r"true",
    "page": r"[0-9]{1,6}",
}
UPPER = ("gebied", "gebieden", "provincie", "gemeente", "codes")
REMEMBERED = ("taal", "gebied", "indeling", "eigen")
"""What stays chosen when a visitor goes to another page by the menu, which empties the address."""
BOUND = "tafel_"
"""How the names begin that boxes of Streamlit's own keep in the address (`bind`): written with the others, they would
be theirs no longer."""
INSTEAD = {"gebied": ("eigen",), "eigen": ("gebied", "indeling")}
"""Who looks at an area of one kind no longer looks at one of the other."""


def read(name: str) -> str | None:
    """The value of `name` in the address; None when absent or not of the expected shape."""
    value = st.query_params.get(name)
    if value is None:
        return None
    value = value.upper() if name in UPPER else value
    return value if re.fullmatch(PATTERNS[name], value, re.ASCII) else None


def holds(name: str) -> bool:
    """Whether something stands in the address under `name`, right or wrong."""
    return bool(st.query_params.get(name))


def one_of(name: str, possible: Container[str]) -> str | None:
    """The value of `name` in the address when it is a possible one; else None."""
    value = read(name)
    return value if value in possible else None


def refused(name: str) -> str | None:
    """What stands in the address under `name` although it cannot be right, cut short; else None."""
    value = st.query_params.get(name)
    return value[:40] if value and read(name) is None else None


def not_among(name: str, possible: Container[str]) -> str | None:
    """What stands in the address under `name` although it is no possible value, cut short; else None."""
    value = st.query_params.get(name)
    return value[:40] if value and one_of(name, possible) is None else None


def write(**values: str | int | None) -> None:
    """Put values in the address; None takes one out. What is not named stays. It is one step in the history of a
    browser, however many are given, except beside boxes that keep their own value there."""
    texts = {name: None if value is None else str(value) for name, value in values.items()}
    st.session_state.update({name: text for name, text in texts.items() if name in REMEMBERED})
    now = st.query_params.to_dict()
    wanted = {name: text for name, text in (now | texts).items() if text is not None}
    if any(name.startswith(BOUND) for name in now):
        st.query_params.update({name: text for name, text in texts.items() if text is not None})
        for name in now.keys() - wanted.keys():
            del st.query_params[name]
    elif wanted != now:
        st.query_params.from_dict(wanted)


def leave_for(**values: str) -> None:
    """The next screen of a page: these values and the language are its address, and nothing of the boxes that are no
    longer there. One step in the history of a browser."""
    kept = {name: value for name, value in st.query_params.to_dict().items() if name == "taal"}
    st.query_params.from_dict(kept | values)


def restore() -> None:
    """Put the language back in an address that lost it, and remember what the address says."""
    for name in REMEMBERED:
        if read(name) is not None:
            st.session_state[name] = read(name)
            for other in INSTEAD.get(name, ()):
                st.session_state[other] = None
    if st.session_state.get("taal") == "en" and read("taal") is None:
        st.query_params["taal"] = "en"


def restore_area() -> None:
    """Put the area that was chosen before back in an address without one."""
    if holds("gebied") or holds("eigen"):
        return
    kept = {name: st.session_state.get(name) for name in ("gebied", "indeling", "eigen")}
    write(**({"eigen": kept["eigen"]} if kept["eigen"] else {name: kept[name] for name in ("gebied", "indeling")}))


def remembered_area() -> str | None:
    """The code of the area that this visitor looked at before, if any."""
    return st.session_state.get("gebied")


def link(page: str, language: str, **values: str | int | None) -> str:
    """A relative address of `page` (its name in the address, "" for the start) with these values."""
    query = {name: str(value) for name, value in values.items() if value is not None}
    if language == "en":
        query["taal"] = "en"
    return f"/{page}" + (f"?{urlencode(query, safe=',:')}" if query else "")
