"""What a visitor takes away: the selection in the address (the very words of the open interface) and its widgets."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, code_list, condition, database, parameters, selection
from lsa_data.ask.areas import Area
from lsa_data.ask.code_list import CodeList
from lsa_data.ask.condition import Condition
from lsa_data.ask.parameters import LONGEST_SHOWN, SelectionError
from lsa_data.ask.selection import NAMES, Selection
from lsa_data.say.formats import number
from lsa_data.say.names import place_name
from lsa_ui.shared import area_search, code_box, frame, names
from lsa_ui.shared.select import Option
from lsa_ui.texts import language, t

FIRST = Selection(type="wijk", vintage=2016, indicator=("lbm2_totaal",), year=(2016,))
"""What is shown to who asks for nothing yet."""
MOST_NAMED = 24
"""Areas of a list that are named one by one above the choices; a longer list stands only in its box."""
RANGE = "range"
TESTS = (RANGE, *condition.POSITIONS, "rising", "falling", "no_clear_change")


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
            wrong = _leave_out(query, mistake.parameter)
            frame.notice(t("gegevens.left_out", wrong=wrong, name=label(mistake.parameter)))
    if text is None:
        return Choice(chosen, chosen, None)
    pasted = code_list.read(text, chosen.type, chosen.vintage)
    figures = replace(chosen, codes=pasted.codes or selection.NO_AREA)
    return Choice(replace(chosen, codes=pasted.words or selection.NO_AREA), figures, pasted)


def label(name: str) -> str:
    """What a part of the selection is called on the page."""
    return t(f"gegevens.{name}").format(unit=t("gegevens.own_unit"), vintage="…")


def _leave_out(query: dict[str, str], name: str) -> str:
    """Take what is wrong out of what was asked, of a list only the parts that are; returns what it was."""
    value = query.pop(name)
    known = next(parameter for parameter in selection.PARAMETERS if parameter.name == name)
    if not known.several:
        return value[:LONGEST_SHOWN]
    parts = [part.strip() for part in value.split(",")]
    right = [part for part in parts if _is_right(name, part)][: known.most]
    wrong = [part for part in parts if part not in right]
    if right and wrong:
        query[name] = ",".join(right)
    return ", ".join(wrong)[:LONGEST_SHOWN]


def _is_right(name: str, part: str) -> bool:
    try:
        selection.from_query({name: part})
    except SelectionError:
        return False
    return True


def told(choice: Choice) -> None:
    """What was not found of a pasted list, and what of the choice does not exist there or cannot be asked."""
    if choice.pasted:
        code_box.told(choice.pasted, choice.asked.type, choice.asked.vintage)
    if said := [*_not_there(choice.figures)]:
        frame.notice(" ".join(said))


def _not_there(chosen: Selection) -> Iterator[str]:
    """In sentences, what of a selection there is not for its type and vintage, and where it is."""
    measured = selection.with_measured(chosen)
    kind = t(f"area_type.{chosen.type}") if chosen.type else ""
    asked_of = [condition.read(text).indicator_id for text in chosen.where]
    for indicator in dict.fromkeys([*chosen.indicator, *asked_of]):
        vintages = selection.vintages_of(indicator, chosen.type)
        there = chosen.vintage in vintages or chosen.across or not chosen.vintage or indicator not in chosen.indicator
        if not vintages:
            key = "no_indicator_land" if chosen.type == "land" else "no_indicator_type"
            yield t(f"gegevens.{key}", name=names.indicator_name(indicator), type=kind)
        elif not there:
            yield t(
                "gegevens.no_indicator_vintage", name=names.indicator_name(indicator), vintage=chosen.vintage,
                vintages=", ".join(str(vintage) for vintage in vintages),
            )  # fmt: skip
    shown = measured[measured["indicator_id"].isin(chosen.indicator)] if chosen.indicator else measured
    if not shown.empty and (years := sorted({*chosen.year} - {*shown["year"].astype(int)})):
        yield t("gegevens.no_year", years=", ".join(str(year) for year in years))
    if chosen.list and chosen.list not in _lists(chosen):
        yield t("gegevens.no_list", name=names.set_name(chosen.list))
    for row in _named(chosen.gemeente):
        if chosen.vintage and chosen.vintage not in row.vintages:
            yield t(
                "gegevens.no_gemeente", name=row.name, vintage=chosen.vintage,
                vintages=", ".join(str(vintage) for vintage in sorted(row.vintages)),
            )  # fmt: skip
    if (chosen.inhabitants_from, chosen.inhabitants_to) != (None, None):
        unknown = selection.without_inhabitants(chosen)
        if unknown:
            one = "_one" if unknown == 1 else ""
            yield t(f"gegevens.no_inhabitants{one}", n=number(unknown, 0, language()))


def panel(chosen: Selection) -> None:
    """The widgets; each puts the whole selection in the address."""
    measured = selection.with_measured(Selection(type=chosen.type, vintage=chosen.vintage, across=chosen.across))
    of_type = selection.with_measured(Selection(type=chosen.type))
    regios = names.regio_names()
    provincies = {p.code: p.name for p in catalogue.provincies() if chosen.regio in (None, p.regio)}
    vintages = sorted({*of_type["vintage"].astype(int)}, reverse=True)
    indicators = [i for i in catalogue.indicators() if i in {*of_type["indicator_id"], *chosen.indicator}]
    elsewhere = _elsewhere(of_type, {*measured["indicator_id"]})
    shown = measured[measured["indicator_id"].isin(chosen.indicator)] if chosen.indicator else measured
    years = sorted({*shown["year"].astype(int), *chosen.year}, reverse=True)

    _areas(chosen)
    first, second, third = st.columns(3)
    with first:
        _one(chosen, "type", selection.types(), lambda name: t(f"area_type.{name}"), _of_type)
        _one(chosen, "regio", regios, regios.__getitem__, lambda: {"provincie": None, "gemeente": ()})
    with second:
        _one(chosen, "vintage", vintages, str, lambda: {"across": chosen.across and _asked("vintage") is not None})
        _one(chosen, "provincie", provincies, provincies.__getitem__, lambda: {"gemeente": ()})
    with third:
        _one(chosen, "list", _lists(chosen), names.set_name)
        if chosen.vintage:
            _switch(chosen, "across", t("gegevens.across", vintage=chosen.vintage))
    _several(chosen, "indicator", indicators, lambda name: elsewhere.get(name) or names.indicator_in_theme(name))
    _several(chosen, "year", years, str)
    with st.expander(t("gegevens.more"), expanded=bool(chosen.where)):
        _conditions(chosen, [i for i in catalogue.indicators() if i in {*of_type["indicator_id"]}])
        left, right = st.columns(2)
        with left:
            _number(chosen, "inhabitants_from", t("gegevens.inhabitants_from"), 500)
        with right:
            _number(chosen, "inhabitants_to", t("gegevens.inhabitants_to"), 500)
        left, right = st.columns(2)
        with left:
            _several(chosen, "position", condition.POSITIONS, lambda name: t(f"position.{name}"))
            _switch(chosen, "unusual")
        with right:
            _several(chosen, "trend", condition.TRENDS, lambda name: t(f"vergelijk.direction_{name}"))
        _values(chosen)
        _codes(chosen)
    _switch(chosen, "missing")


def _elsewhere(of_type: pd.DataFrame, here: Collection[str]) -> dict[str, str]:
    """Indicator that the chosen boundaries have no figures of -> its name, with the boundaries that do: who looks for
    it finds it, and reads what else to choose."""
    vintages = of_type[~of_type["indicator_id"].isin(here)].groupby("indicator_id")["vintage"].unique()
    return {
        name: t(
            "gegevens.elsewhere", name=names.indicator_in_theme(name),
            vintages=", ".join(str(int(vintage)) for vintage in sorted(years)),
        )
        for name, years in vintages.items()
    }  # fmt: skip


def condition_words(one: Condition) -> str:
    """A condition as a reader says it: "Voelt zich eenzaam: hoger dan Nederland"."""
    indicator = catalogue.indicators()[one.indicator_id]
    name = names.indicator_name(one.indicator_id) + (f" ({one.year})" if one.year else "")
    if one.position:
        return f"{name}: {t(f'position.{one.position}')}"
    if one.trend:
        return f"{name}: {t(f'vergelijk.direction_{one.trend}')}"
    low, high = (None if side is None else names.value_text(side, indicator) for side in (one.low, one.high))
    key = "between" if low and high else "from" if low else "to"
    return f"{name}: {t(f'gegevens.where_{key}', low=low or '', high=high or '')}"


def _areas(chosen: Selection) -> None:
    """The box to find areas, with the names of those that were chosen."""
    few = len(chosen.codes) <= MOST_NAMED and chosen.codes != selection.NO_AREA
    found = _named((*chosen.gemeente, *(chosen.codes if few else ())))
    chips = [(row.code, _with_place(row)) for row in found]

    def remove(code: str) -> None:
        name = "gemeente" if code in chosen.gemeente else "codes"
        _to_address(chosen, **{name: tuple(one for one in getattr(chosen, name) if one != code)})

    area_search.pick(
        "gegevens_zoek", lambda area: _add(chosen, area), remove, label=t("gegevens.search"), chosen=chips
    )  # fmt: skip
    if not few and chosen.codes != selection.NO_AREA:
        frame.note(t("gegevens.many_codes", n=number(len(chosen.codes), 0, language())))


def _named(codes: tuple[str, ...]) -> list[Any]:
    """The rows of `queries/names_of_codes.sql`, in the order of the codes."""
    if not codes:
        return []
    found = {row.code: row for row in database.ask("names_of_codes", codes=[*codes]).itertuples(index=False)}
    return [found[code] for code in codes if code in found]


def _with_place(row: Any) -> str:
    name = names.name_of(row.type, row.code, row.name)
    place = place_name(row.gemeente_code or "", row.gemeente_name or "") if row.type in ("wijk", "buurt") else ""
    return f"{name} ({place})" if place and place != name else name


def _conditions(chosen: Selection, indicators: list[str]) -> None:
    """The conditions on areas, each with a cross, and the boxes to add one."""
    kept = {text: condition_words(condition.read(text)) for text in chosen.where}
    if kept:
        _several(chosen, "where", kept, kept.__getitem__)
    about, test, low, high = st.columns([3, 2, 1, 1], vertical_alignment="bottom")
    indicator = about.selectbox(
        t("gegevens.where_add"), indicators, index=None, key="gegevens_where_indicator",
        format_func=names.indicator_in_theme, placeholder=t("gegevens.where_choose"), filter_mode="contains",
    )  # fmt: skip
    if indicator is None:
        return
    asked = test.selectbox(
        t("gegevens.where_test"), TESTS, key="gegevens_where_test", filter_mode="contains",
        format_func=lambda name: _test_words(name),
    )  # fmt: skip
    one = Condition(indicator)
    if asked == RANGE:
        unit = names.unit_word(catalogue.indicators()[indicator])
        first, last = [
            column.number_input(
                t(f"gegevens.where_{side}_unit", unit=unit), value=None, key=f"gegevens_where_{side}",
                min_value=-float(selection.LARGEST_NUMBER), max_value=float(selection.LARGEST_NUMBER),
            )
            for column, side in ((low, "low"), (high, "high"))
        ]  # fmt: skip
        if first is None and last is None:
            return
        if first is not None and last is not None and first > last:
            frame.note(t("gegevens.where_turned"))
            return
        one = replace(one, low=first, high=last)
    elif asked in condition.POSITIONS:
        one = replace(one, position=asked)
    else:
        one = replace(one, trend=asked)
    where = tuple(dict.fromkeys((*chosen.where, one.written())))
    full = len(where) > selection.MOST_CONDITIONS
    st.button(
        t("gegevens.where_put", condition=condition_words(one)), key="gegevens_where_put",
        disabled=full, on_click=lambda: _put(chosen, where),
    )  # fmt: skip


def _put(chosen: Selection, where: tuple[str, ...]) -> None:
    st.session_state["gegevens_where_indicator"] = None
    _to_address(chosen, where=where)


def _test_words(name: str) -> str:
    if name == RANGE:
        return t("gegevens.where_range")
    return t(f"position.{name}") if name in condition.POSITIONS else t(f"vergelijk.direction_{name}")


def _asked(name: str) -> Any:
    """What the widget of a part of the selection says now."""
    return st.session_state[f"gegevens_{name}"]


def _one(
    chosen: Selection, name: str, options: Collection[Option], words: Callable[[Option], str],
    also: Callable[[], dict[str, Any]] = dict,
) -> None:  # fmt: skip
    """A box with one choice, or none; `also` gives what a new choice changes of the rest."""
    key = f"gegevens_{name}"
    current = getattr(chosen, name)
    st.session_state[key] = current
    st.selectbox(
        t(f"gegevens.{name}"), list(options) + [current] * (current is not None and current not in options), key=key,
        format_func=words, placeholder=t("gegevens.all"), filter_mode="contains",
        on_change=lambda: _to_address(chosen, **({name: _asked(name)} | also())),
    )  # fmt: skip


def _of_type() -> dict[str, Any]:
    """The vintage that goes with another type: the same where there is one, else the newest."""
    known = selection.with_measured(Selection(type=_asked("type")))["vintage"].astype(int)
    now = _asked("vintage")
    vintage = now if now is None or now in set(known) or known.empty else int(known.max())
    return {"vintage": vintage}


def _several(chosen: Selection, name: str, options: Collection[Option], words: Callable[[Option], str]) -> None:
    key = f"gegevens_{name}"
    st.session_state[key] = list(getattr(chosen, name))
    st.multiselect(
        t(f"gegevens.{name}"), list(options), key=key, format_func=words, placeholder=t("gegevens.all"),
        filter_mode="contains", select_all=False, on_change=lambda: _to_address(chosen, **{name: tuple(_asked(name))}),
    )  # fmt: skip


def _switch(chosen: Selection, name: str, label: str = "") -> None:
    key = f"gegevens_{name}"
    st.session_state[key] = getattr(chosen, name)
    st.toggle(
        label or t(f"gegevens.{name}"), key=key, on_change=lambda: _to_address(chosen, **{name: _asked(name)})
    )  # fmt: skip


def _number(chosen: Selection, name: str, label: str, step: float) -> None:
    key = f"gegevens_{name}"
    st.session_state[key] = getattr(chosen, name)
    low = 0 if name.startswith("inhabitants") else None
    st.number_input(
        label, key=key, step=step, min_value=low, value=None, placeholder=t("gegevens.all"),
        on_change=lambda: _to_address(chosen, **{name: _asked(name)}),
    )  # fmt: skip


def _values(chosen: Selection) -> None:
    """The range of the figures themselves: of one indicator, in its unit; of more a range would say nothing."""
    asked = (chosen.value_from, chosen.value_to) != (None, None)
    if len(chosen.indicator) != 1 and not asked:
        return
    units = {names.unit_word(catalogue.indicators()[indicator]) for indicator in chosen.indicator}
    unit = units.pop() if len(units) == 1 else t("gegevens.own_unit")
    for column, name in zip(st.columns(2), ("value_from", "value_to"), strict=True):
        with column:
            _number(chosen, name, t(f"gegevens.{name}", unit=unit), 0.1)


def _codes(chosen: Selection) -> None:
    words = () if chosen.codes == selection.NO_AREA else chosen.codes
    code_box.box("gegevens_codes", t("gegevens.codes"), "WK059904, WK051829", words,
                 lambda pasted: _to_address(chosen, codes=pasted))  # fmt: skip


def _add(chosen: Selection, area: Area) -> None:
    """A gemeente that was found: the areas in it. Another area: that one, of its own type, with the boundaries
    that were chosen where it has them."""
    if area.type == "gemeente":
        gemeenten = tuple(dict.fromkeys([*chosen.gemeente, area.code]))
        return _to_address(chosen, gemeente=gemeenten, regio=None, provincie=None)
    codes = chosen.codes if chosen.type == area.type and chosen.codes != selection.NO_AREA else ()
    vintage = chosen.vintage if chosen.vintage in areas.vintages(area.code) else area.vintage
    _to_address(
        chosen, type=area.type, vintage=vintage, gemeente=(), provincie=None, regio=None,
        codes=tuple(dict.fromkeys([*codes, area.code]))[: selection.MOST_CODES],
    )  # fmt: skip


def _to_address(chosen: Selection, **changes: Any) -> None:
    """Put the selection with these changes in the address, at once, so that Back is one step; the table starts at its
    first page."""
    parts = {field.name: getattr(chosen, field.name) for field in fields(Selection)}
    ours = {*NAMES, *parameters.FORMER_NAMES, "page"}
    rest = {name: text for name, text in st.query_params.to_dict().items() if name not in ours}
    st.query_params.from_dict(Selection(**(parts | changes)).query() | rest)


def _lists(chosen: Selection) -> list[str]:
    known = database.ask("vulnerable_sets")
    if chosen.type:
        known = known[known["type"] == chosen.type]
    if chosen.vintage:
        known = known[known["vintage"] == chosen.vintage]
    return known["group_id"].unique().tolist()
