"""The area of one's own that the address names, what in it cannot be right, and how one is opened that was kept."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lsa_data.ask import areas, own_area
from lsa_data.ask.areas import Area, other_vintage, shown_first
from lsa_data.ask.code_list import CodeList, NotFound
from lsa_data.ask.own_area import OwnArea, Reading
from lsa_ui.shared import address, code_box, frame
from lsa_ui.texts import language, t


def chosen() -> OwnArea | None:
    """The area of the address, with a message about what in it is not found; None where there is none."""
    if bad := address.refused("eigen"):
        frame.notice(t("eigen_gebied.not_a_line", line="".join(c for c in bad if c.isalnum() or c in ",:")))
        return None
    line = address.read("eigen")
    if line is None:
        return None
    reading = own_area.read(line)
    if said := not_found(reading):
        frame.notice(said)
    _instead(reading)
    return reading.area


def not_found(reading: Reading) -> str:
    """What of a line was not found, in sentences; empty where everything was."""
    if reading.too_many:
        return t("eigen_gebied.too_many", most=own_area.MOST)
    codes = tuple(reading.area.codes) if reading.area else ()
    named = tuple(map(_with_name, reading.not_found[: code_box.MOST_NAMED])) + reading.not_found[code_box.MOST_NAMED :]
    said = code_box.words(CodeList(codes, named), "buurt", shown_first("buurt"))
    cut = any(one.why == "no_code" for one in reading.not_found)
    return f"{said} {t('eigen_gebied.cut')}" if cut else said


def _with_name(one: NotFound) -> NotFound:
    """A buurt of an older year with the name that it had."""
    gone = areas.area(one.word, max(one.vintages)) if one.vintages else None
    return replace(one, word=f"{gone.name} ({one.word})") if gone and gone.name else one


def open_kept(key: str, take: Callable[[OwnArea], None]) -> None:
    """A box to open an area that was kept as a file, or pasted as a list or a link: it is given to `take`. One in which
    nothing is found says so and changes nothing."""
    _told(key)
    with st.expander(t("eigen_gebied.open")):
        _box(key, take)


def or_own(key: str, take: Callable[[OwnArea], None]) -> None:
    """The same on a page where areas are chosen, with the way to make one."""
    _told(key)
    with st.expander(t("eigen_gebied.or_own")):
        frame.link(address.link("eigen-gebied", language()), t("eigen_gebied.link"))
        _box(key, take)


def _box(key: str, take: Callable[[OwnArea], None]) -> None:
    def opened() -> None:
        reading = own_area.read(own_area.line_of(_given(key)))
        st.session_state[f"{key}_gezegd"] = not_found(reading) if reading.area else t("eigen_gebied.nothing_in_list")
        if reading.area:
            take(reading.area)

    frame.note(t("eigen_gebied.open_how"))
    st.file_uploader(t("eigen_gebied.open_file"), type=["csv", "txt"], key=f"{key}_bestand")
    st.text_area(t("eigen_gebied.open_text"), key=f"{key}_tekst", max_chars=own_area.LONGEST_LINE)
    st.button(t("eigen_gebied.open_do"), key=f"{key}_neem", on_click=opened, disabled=not _given(key).strip())


def _told(key: str) -> None:
    """What was not found, above the box: that closes when the page around it changes."""
    if said := st.session_state.pop(f"{key}_gezegd", ""):
        frame.notice(said)


def _given(key: str) -> str:
    """What stands in the box: the file, or else the text."""
    if file := st.session_state.get(f"{key}_bestand"):
        return str(file.getvalue()[: 10 * own_area.LONGEST_LINE].decode("utf-8-sig", "replace"))
    return str(st.session_state.get(f"{key}_tekst", ""))


def _instead(reading: Reading) -> None:
    """The way to the area with what took the place of buurten that are gone."""
    if reading.instead:
        href = address.link("eigen-gebied", language(), eigen=reading.instead.code)
        frame.link(href, t("eigen_gebied.instead", n=len(reading.instead.members), year=reading.instead.vintage))


def place_of(area: Area) -> dict[str, str | int | None]:
    """How an address names an area: by its code and vintage, or, one of somebody's own, by its line."""
    if isinstance(area, OwnArea):
        return {"eigen": area.code}
    return {"gebied": area.code, "indeling": other_vintage(area)}
