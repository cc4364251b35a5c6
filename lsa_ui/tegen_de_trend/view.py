"""The areas that went against the trend: how many there are, how sure that is, as cards, on the map and as a table."""

from typing import Any

import pandas as pd
import streamlit as st

from lsa_data.ask import against_trend, database, layers, maps
from lsa_data.ask.against_trend import STEPS
from lsa_data.ask.areas import unless_first
from lsa_data.export.spreadsheet import csv_bytes
from lsa_data.methods import deviants
from lsa_data.say.formats import number, signed
from lsa_data.say.palette import rgb
from lsa_ui.shared import address, chart_view, choropleth, frame, names, picture_link, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.shared.area_table import Line, area_table
from lsa_ui.shared.charts import funnel_chart
from lsa_ui.tegen_de_trend.choice import DeviantsChoice
from lsa_ui.texts import language, t

CARDS = 12
DECIMALS = 3
"""Of scores in the table."""


def answer(found: pd.DataFrame, chosen: pd.DataFrame, choice: DeviantsChoice) -> None:
    """How many of the chosen areas nearly certainly did better, and that standing out does not last."""
    if chosen.empty:
        frame.notice(t("tegen_de_trend.none_chosen"))
        return
    areas = t(f"area_type.{choice.series.type}_plural")
    words = t(
        "tegen_de_trend.answer", n=number(int(chosen["ahead"].sum()), 0, language()),
        total=number(len(chosen), 0, language()), areas=areas, first=choice.from_year, last=choice.to_year,
        dimension=choice.figure.text("name", language()),
    )  # fmt: skip
    frame.answer(words)
    st.markdown(t(f"tegen_de_trend.how_{choice.series.type}"))
    st.markdown(t("tegen_de_trend.rule", matters=number(deviants.MATTERS, 2, language()),
                  inhabitants=number(deviants.LEAST_INHABITANTS, 0, language()),
                  growth=_percent(deviants.MOST_GROWTH)))  # fmt: skip
    _lasting(found)


def cards(chosen: pd.DataFrame, choice: DeviantsChoice) -> None:
    """The areas furthest ahead of what was expected, each with its numbers and the way to compare it."""
    ahead = furthest(chosen[chosen["ahead"]])
    if ahead.empty:
        if not chosen.empty:
            frame.notice(t("tegen_de_trend.nobody"))
        return
    st.header(t("tegen_de_trend.cards", n=min(CARDS, len(ahead))), anchor=False)
    templates.show("tegen_de_trend/cards.html", cards=[_card(row, choice) for row in ahead.head(CARDS).itertuples()])


def furthest(found: pd.DataFrame) -> pd.DataFrame:
    """The areas by how much better than expected they most likely did; furthest first."""
    return found.sort_values(["likely", "code"], ascending=[False, True])


def funnel(chosen: pd.DataFrame, choice: DeviantsChoice) -> None:
    """Every chosen area by its inhabitants and how far it is from what was expected, with the band that chance gives:
    the smaller an area, the wider."""
    known = chosen[chosen["inhabitants"] > 0]
    if known.empty:
        return
    st.header(t("tegen_de_trend.funnel"), anchor=False)
    title = t("tegen_de_trend.funnel_alt", n=number(len(known), 0, language()))
    axes = (names.in_pictures("chart", "funnel_x"), names.in_pictures("chart", "funnel_y"))
    chart = funnel_chart(known, axes, frame.palette(), language())
    chart_view.show(chart, title)
    _picture("funnel", choice)
    frame.note(t("tegen_de_trend.funnel_key"))


def on_map(chosen: pd.DataFrame, choice: DeviantsChoice) -> None:
    """All chosen areas on the map: how far from what was expected."""
    drawn_on, shown = against_trend.on_map(chosen, choice)
    st.header(t("tegen_de_trend.map"), anchor=False)
    choropleth.choropleth(
        layers.country(choice.series.type, drawn_on), shown, STEPS, choice.figure, frame.palette(),
        "tegen_kaart", alt=t("tegen_de_trend.map_alt"), outside=(*rgb(frame.palette().line), 60),
    )  # fmt: skip
    choropleth.legend(
        STEPS, choice.figure, frame.palette(), maps.class_of(shown["value"], STEPS.bounds).value_counts(),
        [names.in_pictures("chart", f"step_{i}") for i in range(len(STEPS.bounds) + 1)],
    )  # fmt: skip
    _picture("deviance_map", choice)
    frame.note(t("kaart.other_map", measured=choice.series.vintage, drawn=drawn_on))


def table(chosen: pd.DataFrame, choice: DeviantsChoice) -> None:
    """Every chosen area with its numbers, and the same as a file."""
    title = t("tegen_de_trend.table", n=number(len(chosen), 0, language()))
    st.header(title, anchor=False)

    def line(row: Any) -> Line:
        figures = [number(value, DECIMALS, language()) for value in (row.start, row.finish)]
        changes = [signed(value, DECIMALS, language()) for value in (row.change, row.expected, row.likely)]
        cells = (row.gemeente_name or "", *figures, *changes, number(row.as_well, 0, language()), _result(row))
        return Line(row.name, area_link(row.code, _vintage(choice)), cells)

    heads = [
        t("kaart.column_name"), t("kaart.column_gemeente"), str(choice.from_year), str(choice.to_year),
        t("klopt_het.change"), t("tegen_de_trend.expected"), t("tegen_de_trend.likely"), t("tegen_de_trend.as_well"),
        t("tegen_de_trend.result"),
    ]  # fmt: skip
    named = chosen.assign(name=names.names_of(choice.series.type, chosen))
    area_table(
        named, title, heads, line, {"likely": t("table.by_likely")}, key="tegen_tabel"
    )  # fmt: skip
    st.download_button(
        t("klopt_het.download"),
        lambda: csv_bytes(chosen.assign(nearest=chosen["nearest"].map(" ".join), **choice.question)),
        file_name=f"lsa_tegen-de-trend_{choice.series.type}_{choice.series.vintage}_"
        f"{choice.indicator.replace('_', '-')}_{choice.from_year}-{choice.to_year}_v{database.version()}.csv",
        mime="text/csv", on_click="ignore",
    )  # fmt: skip


def _picture(kind: str, choice: DeviantsChoice) -> None:
    like = choice.like
    picture_link.link(
        kind, choice.indicator, series=choice.series.id, from_year=choice.from_year, to_year=choice.to_year,
        list=choice.group, regio=choice.regio, gemeente=choice.gemeente, size=choice.size,
        like=like.code if like else None, vintage=like.vintage if like else None,
    )  # fmt: skip


def _lasting(found: pd.DataFrame) -> None:
    """That standing out did not last in the periods that were measured, and whether the choice of thirty matters."""
    pairs = database.ask_once("deviants_lasting")
    less = int((pairs["again"] < pairs["others"]).sum())
    key = "tegen_de_trend.lasting_none" if less == len(pairs) else "tegen_de_trend.lasting"
    lines = [
        t(
            key,
            less=less,
            pairs=len(pairs),
            again=_percent(pairs["again"].mean()),
            others=_percent(pairs["others"].mean()),
        )
    ]
    ahead = found[found["ahead"]]
    if len(ahead):
        lines.append(
            t("tegen_de_trend.other_groups", share_20=_percent(ahead["ahead_20"].mean()),
              share_40=_percent(ahead["ahead_40"].mean()))
        )  # fmt: skip
    st.markdown(t("tegen_de_trend.warning") + "\n" + "\n".join(f"- {line}" for line in lines))


def _result(row: Any) -> str:
    """What is concluded of an area, or why nothing is."""
    if row.ahead:
        return t("tegen_de_trend.ahead")
    if row.inhabitants < deviants.LEAST_INHABITANTS:
        return t("tegen_de_trend.small")
    if abs(row.growth) >= deviants.MOST_GROWTH:
        return t("tegen_de_trend.new_build")
    return ""


def _card(row: Any, choice: DeviantsChoice) -> dict:
    """What one card shows, by part."""
    decimals = choice.figure.decimals
    start, finish = (number(value, DECIMALS, language()) for value in (row.start, row.finish))
    facts = t(
        "tegen_de_trend.card", start=start, finish=finish, first=choice.from_year, last=choice.to_year,
        change=signed(row.change, decimals, language()), expected=signed(row.expected, decimals, language()),
        likely=signed(row.likely, decimals, language()), as_well=row.as_well, of=deviants.GROUP,
    )  # fmt: skip
    holds = t("tegen_de_trend.holds") if row.ahead_20 and row.ahead_40 else t("tegen_de_trend.holds_not")
    peers = ",".join(_in_address(code, choice) for code in [row.code, *row.nearest])
    return {
        "href": area_link(row.code, _vintage(choice)),
        "name": names.name_of(choice.series.type, row.code, row.name),
        "place": (row.gemeente_name or "") + _kind(row),
        "facts": facts,
        "holds": holds,
        "compare": address.link("vergelijk", language(), gebieden=peers, thema=choice.figure.theme),
    }


def _kind(row: Any) -> str:
    """What kind of wijk it is: inhabitants, density, who live there."""
    if pd.isna(row.density):
        return ""
    return " · " + t(
        "tegen_de_trend.kind", inhabitants=number(row.inhabitants, 0, language()),
        density=number(row.density, 0, language()), single=number(row.single, 0, language()),
        old=number(row.old, 0, language()),
    )  # fmt: skip


def _in_address(code: str, choice: DeviantsChoice) -> str:
    return code if _vintage(choice) is None else f"{code}.{_vintage(choice)}"


def _vintage(choice: DeviantsChoice) -> int | None:
    return unless_first(choice.series.type, choice.series.vintage)


def _percent(share: float) -> str:
    return number(100 * share, 0, language())
