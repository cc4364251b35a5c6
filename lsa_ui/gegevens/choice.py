"""What a visitor takes away: the selection in the address (the very words of the open interface) and its widgets."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields, replace
from typing import Any

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, code_list, database, parameters, selection
from lsa_data.ask.areas import Area
from lsa_data.ask.code_list import CodeList
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import NAMES, Selection
from lsa_ui.shared import area_search, code_box, frame, names
from lsa_ui.shared.select import Option
from lsa_ui.texts import t

FIRST = Selection(type="wijk", vintage=2016, indicator=("lbm2_totaal",), year=(2016,))
"""What is shown to who asks for nothing yet."""


@dataclass(frozen=True)
class Choice:
    """What somebody asks (`asked`, with every word of a pasted list), and which figures that are: of a list only the
    codes that were found, and no figures at all where none was."""

    asked: Selection
    figures: Selection
    pasted: CodeList | None


def choose() -> Choice:
    """The selection in the address; a part of it that does not exist is left out, with a message. A list of codes never
    widens it."""
    asked = parameters.present(st.query_params.to_dict().items())
    query = {name: value for name, value in asked.items() if name in NAMES}
    if not query:
        return Choice(FIRST, FIRST, None)
    text = query.pop("codes", None)
    while True:
        try:
            chosen = selection.from_query(query)
            break
        except SelectionError as mistake:
            frame.notice(t("gegevens.left_out", name=mistake.parameter))
            del query[mistake.parameter]
    if text is None:
        return Choice(chosen, chosen, None)
    pasted = code_list.read(text, chosen.type, chosen.vintage)
    figures = replace(chosen, codes=pasted.codes or selection.NO_AREA)
    return Choice(replace(chosen, codes=pasted.words or selection.NO_AREA), figures, pasted)


def told(choice: Choice) -> None:
    """What was not found of a pasted list."""
    if choice.pasted:
        code_box.told(choice.pasted, choice.asked.type, choice.asked.vintage)


def panel(chosen: Selection) -> None:
    """The widgets; each puts the whole selection in the address."""
    measured = selection.with_measured(Selection(type=chosen.type, vintage=chosen.vintage))
    of_type = selection.with_measured(Selection(type=chosen.type))
    regios = names.regio_names()
    provincies = {p.code: p.name for p in catalogue.provincies() if chosen.regio in (None, p.regio)}
    gemeenten = dict(
        areas.within("gemeente", chosen.regio, chosen.provincie)[["code", "name"]].itertuples(index=False, name=None)
    ) | {code: code for code in chosen.gemeente}
    vintages = sorted(of_type["vintage"].astype(int).unique().tolist(), reverse=True)
    known = {*measured["indicator_id"].unique().tolist(), *chosen.indicator}
    indicators = [i for i in catalogue.indicators() if i in known]
    shown = measured[measured["indicator_id"].isin(chosen.indicator)] if chosen.indicator else measured
    years = sorted({*shown["year"].astype(int), *chosen.year}, reverse=True)

    area_search.pick("gegevens_zoek", lambda area: _add(chosen, area), label=t("gegevens.search"))
    first, second, third = st.columns(3)
    with first:
        _one(chosen, "type", selection.types(), lambda name: t(f"area_type.{name}"), ("vintage", "indicator", "year"))
        _one(chosen, "regio", regios, regios.__getitem__, ("provincie", "gemeente"))
    with second:
        _one(chosen, "vintage", vintages, str, ("indicator", "year"))
        _one(chosen, "provincie", provincies, provincies.__getitem__, ("gemeente",))
    with third:
        _one(chosen, "list", _lists(chosen), names.set_name)
        _several(chosen, "gemeente", gemeenten, gemeenten.__getitem__)
    _several(chosen, "indicator", indicators, names.indicator_in_theme)
    _several(chosen, "year", years, str)
    with st.expander(t("gegevens.more")):
        left, right = st.columns(2)
        with left:
            _several(chosen, "position", selection.POSITIONS, lambda name: t(f"position.{name}"))
            _switch(chosen, "unusual")
            _number(chosen, "value_from", 0.1)
            _number(chosen, "inhabitants_from", 500)
        with right:
            _several(chosen, "trend", selection.TRENDS, lambda name: t(f"vergelijk.direction_{name}"))
            _number(chosen, "value_to", 0.1)
            _number(chosen, "inhabitants_to", 500)
        _codes(chosen)
    _switch(chosen, "missing")


def _one(
    chosen: Selection,
    name: str,
    options: Collection[Option],
    words: Callable[[Option], str],
    clears: tuple[str, ...] = (),
) -> None:
    key = f"gegevens_{name}"
    current = getattr(chosen, name)
    st.session_state[key] = current if current in options else None
    st.selectbox(
        t(f"gegevens.{name}"), list(options), key=key, format_func=words, placeholder=t("gegevens.all"),
        on_change=lambda: _to_address(chosen, name, st.session_state[key], clears),
    )  # fmt: skip


def _several(chosen: Selection, name: str, options: Collection[Option], words: Callable[[Option], str]) -> None:
    key = f"gegevens_{name}"
    st.session_state[key] = list(getattr(chosen, name))
    st.multiselect(
        t(f"gegevens.{name}"), list(options), key=key, format_func=words, placeholder=t("gegevens.all"),
        on_change=lambda: _to_address(chosen, name, tuple(st.session_state[key])),
    )  # fmt: skip


def _switch(chosen: Selection, name: str) -> None:
    key = f"gegevens_{name}"
    st.session_state[key] = getattr(chosen, name)
    st.toggle(
        t(f"gegevens.{name}"), key=key, on_change=lambda: _to_address(chosen, name, st.session_state[key])
    )  # fmt: skip


def _number(chosen: Selection, name: str, step: float) -> None:
    key = f"gegevens_{name}"
    st.session_state[key] = getattr(chosen, name)
    low = 0 if name.startswith("inhabitants") else None
    st.number_input(
        t(f"gegevens.{name}"), key=key, step=step, min_value=low, value=None, placeholder=t("gegevens.all"),
        on_change=lambda: _to_address(chosen, name, st.session_state[key]),
    )  # fmt: skip


def _codes(chosen: Selection) -> None:
    words = () if chosen.codes == selection.NO_AREA else chosen.codes
    code_box.box("gegevens_codes", t("gegevens.codes"), "WK059904, WK051829", words,
                 lambda pasted: _to_address(chosen, "codes", pasted))  # fmt: skip


def _add(chosen: Selection, area: Area) -> None:
    """A gemeente that was found: the areas in it. Another area: that one, of its own type and of every vintage."""
    if area.type == "gemeente":
        gemeenten = tuple(dict.fromkeys([*chosen.gemeente, area.code]))
        return _to_address(chosen, "gemeente", gemeenten, clears=("regio", "provincie"))
    codes = chosen.codes if chosen.type == area.type else ()
    alone = replace(chosen, type=area.type, vintage=None, gemeente=(), provincie=None, regio=None)
    _to_address(alone, "codes", tuple(dict.fromkeys([*codes, area.code]))[: selection.MOST_CODES])


def _to_address(chosen: Selection, name: str, value: Any, clears: tuple[str, ...] = ()) -> None:
    """Put the selection with this change in the address, and nothing else of it."""
    parts = {field.name: getattr(chosen, field.name) for field in fields(Selection)}
    parts |= {cleared: () if isinstance(parts[cleared], tuple) else None for cleared in clears}
    for other in (*NAMES, *parameters.FORMER_NAMES):
        st.query_params.pop(other, None)
    for key, text in Selection(**(parts | {name: value})).query().items():
        st.query_params[key] = text


def _lists(chosen: Selection) -> list[str]:
    known = database.ask("vulnerable_sets")
    if chosen.type:
        known = known[known["type"] == chosen.type]
    if chosen.vintage:
        known = known[known["vintage"] == chosen.vintage]
    return known["group_id"].unique().tolist()
