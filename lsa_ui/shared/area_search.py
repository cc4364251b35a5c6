"""One box to find an area, everywhere: it asks `/api/v1/search` while somebody types and needs no run of the page."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import streamlit as st

from lsa_data.ask.areas import Area, area, other_vintage, shown_first
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.search_index import TYPE_ORDER
from lsa_data.catalogue.codes import is_code
from lsa_data.say.names import place_name
from lsa_data.say.sentences import phrases
from lsa_ui.shared import address, files, names, own_choice
from lsa_ui.texts import language, t

WORDS = ("what", "inhabitants", "found_one", "found", "nothing", "nothing_but", "other_type", "street", "offline",
         "of_year", "provincie", "chosen", "remove", "full")  # fmt: skip
"""Texts of which the box itself fills in the slots."""
_box = st.components.v2.component("area_search", css=files.sheet("area_search.css"), js=files.module("area_search.js"))


def search_box(key: str, page: str = "mijn-wijk") -> None:
    """The box on a page, with what is found under it as links to `page`: Mijn wijk, or the light page ("gebied")."""
    _box(key=key, data=_data(key, t("search.label"), t("search.placeholder"), page=page))


def in_bar(in_language: str) -> dict[str, Any]:
    """What the same box in the bar needs, where what is found floats over the page (`frame.js` makes it)."""
    return _data(
        "bar", t("search.label", in_language), t("search.placeholder_bar", in_language), page="mijn-wijk", bar=True
    )


def common(in_language: str) -> dict[str, Any]:
    """What every box needs; it stands in the page once (see `opening.py`)."""
    return {
        "language": in_language,
        "words": {name: t(f"search.{name}", in_language) for name in WORDS}
        | {"postcode_name": phrases(in_language)["postcode_name"]},
        "types": {kind: t(f"area_type.{kind}", in_language) for kind in TYPE_ORDER},
        "first": {kind: shown_first(kind) for kind in TYPE_ORDER},
    }  # fmt: skip


def pick(
    key: str, on_pick: Callable[[Area], None], on_remove: Callable[[str], None] = lambda _: None, *,
    label: str | None = None, chosen: Iterable[tuple[str, str]] = (), most: int = 1_000, area_type: str | None = None,
) -> None:  # fmt: skip
    """The box to choose areas in the page itself: an area that is found goes to `on_pick`.

    `chosen`: a key and a name of each that was chosen, shown with a cross that gives the key to `on_remove`; at `most`
    so many. Only areas of `area_type` are found when that is given.
    """
    listed = [{"key": one, "name": name} for one, name in chosen]

    def picked() -> None:
        asked = st.session_state[key].picked
        if found := area(str(asked["code"]), int(asked["vintage"])):
            on_pick(found)

    _box(
        key=key, on_picked_change=picked, on_removed_change=lambda: on_remove(str(st.session_state[key].removed)),
        data=_data(
            key, label or t("search.add"), t("search.placeholder"), chosen=listed, most=most, type=area_type
        ),
    )  # fmt: skip


def area_link(code: str, vintage: int | None = None) -> str:
    """The address of Mijn wijk for an area; the vintage only when it is not the one that is shown first."""
    return address.link("mijn-wijk", language(), gebied=code, indeling=vintage)


def page_of(page: str, of: Area) -> str:
    """The address of the light page (`gebied`) or the poster of an area on this server."""
    vintage = other_vintage(of)
    return address.link("/".join([page, quote(of.code, safe=",:"), *([str(vintage)] if vintage else [])]), language())


def key_of(found: Area) -> str:
    """An area in one word: its code, with its vintage behind a point when that is not the one shown first."""
    other = other_vintage(found)
    return f"{found.code}.{other}" if other else found.code


def asked(most: int) -> list[Area]:
    """The areas of the address, at most so many, the reader's own first; without that all of the type of the first."""
    own = own_choice.chosen()
    parts = dict.fromkeys(part for part in (address.read("gebieden") or "").split(",") if part)
    found = [one for part in parts if is_code(part.partition(".")[0]) and (one := _of_key(part))]
    return [*([own] if own else []), *(one for one in found if own or one.type == found[0].type)][:most]


def ask(chosen: Iterable[Area]) -> None:
    """Put areas in the address."""
    wanted = list(chosen)
    own = next((one.code for one in wanted if isinstance(one, OwnArea)), None)
    keys = dict.fromkeys(key_of(one) for one in wanted if not isinstance(one, OwnArea))
    address.write(gebieden=",".join(keys) or None, eigen=own)


def _of_key(key: str) -> Area | None:
    code, _, vintage = key.partition(".")
    return area(code, int(vintage) if vintage.isdigit() else None)


def named(found: Area) -> tuple[str, str]:
    """An area as `pick` shows it: its key, and its name with where it lies or of which year it is."""
    where = other_vintage(found) or found.gemeente_name
    name = names.area_name(found)
    place = place_name(found.gemeente_code or "", str(where or ""))
    return key_of(found), name if place in ("", name) else f"{name} ({place})"


def _data(key: str, label: str, placeholder: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key, "label": label, "placeholder": placeholder,
        "page": "", "bar": False, "type": None, "chosen": [], "most": 1_000,
    } | more  # fmt: skip
