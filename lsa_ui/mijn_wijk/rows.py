"""The figures of an area as rows: one picture of the main ones, and those of a theme on request."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import figure_row, names, opening, sentences, strip
from lsa_data.say.sentences import SCORE, page_words
from lsa_data.say.told import Told
from lsa_ui.shared import drawn, frame, history, templates
from lsa_ui.texts import language, t

EXACT = ("wijk", "gemeente", "regional")
"""Benchmarks of which the exact figure stands in an opened row, beside the country and the similar areas."""


def picture(told: Told, benchmarks: Sequence[str], order: str) -> None:
    """All headline figures at once, each on the same line with the country in the middle; strengths first, or in the
    order that the reader chose. A row opens what it is, how sure, where from and how it went, without a run."""
    rows = in_order(told.headlines, order)
    drawn.draw("mijn_wijk/picture.html", "beeld", legend=figure_row.key(told, rows), **_shown(rows, told, benchmarks))


def themes(told: Told, benchmarks: Sequence[str]) -> None:
    """The themes with a list to jump by; further figures of a theme come when they are asked for."""
    of_theme = profile.by(told.newest, lambda row: row.theme)
    shown = [theme for theme in catalogue.themes().values() if theme.id in of_theme]
    templates.show("mijn_wijk/jump.html", themes=[(theme.id, theme.text("name", language())) for theme in shown])
    for theme in shown:
        rows = of_theme[theme.id]
        templates.show(
            "mijn_wijk/theme.html", id=theme.id, name=theme.text("name", language()),
            question=theme.text("question", language()), newest=opening.how_new(rows, language()),
        )  # fmt: skip
        first, others = profile.of_theme(rows, told.area.made_of)
        further = [row for row in [*first, *others] if row not in told.headlines]
        if not further:
            continue
        words = t("figures.others_of", theme=theme.text("name", language()).lower(), n=len(further))
        with st.expander(words, key=f"meer_{theme.id}", on_change="rerun") as more:
            if more.open:
                if others and catalogue.indicators()[others[0].indicator_id].kind == "estimated":
                    frame.note(sentences.together(len(rows), language()))
                drawn.draw("mijn_wijk/rows.html", f"cijfers_{theme.id}", **_shown(further, told, benchmarks))


def in_order(rows: Sequence[ProfileRow], order: str) -> list[ProfileRow]:
    """The rows with the most favourable first, the largest difference first, or by theme as they come; what cannot be
    called better comes last."""
    if order == opening.BY_THEME:
        return list(rows)
    size = abs if order == opening.LARGEST_FIRST else float

    def place(row: ProfileRow) -> tuple[bool, float]:
        favour = strip.favour(row)
        return favour is None, -size(favour or 0.0)

    return sorted(rows, key=place)


def _shown(rows: Sequence[ProfileRow], told: Told, benchmarks: Sequence[str]) -> dict[str, Any]:
    made = [_row(row, told, benchmarks) for row in rows]
    word = page_words(language())
    return {
        "rows": made, "columns": max(len(benchmarks), 1), "heads": [t(f"beside.{name}") for name in benchmarks],
        "own": word["this"][told.area.kind],
        "grey": told.area.size_class == sentences.UNDER_250, "strips": any(row["strip"] for row in made),
        "name": told.name, "word": word, "width": history.WIDTH, "height": history.HEIGHT,
    }  # fmt: skip


def _row(row: ProfileRow, told: Told, benchmarks: Sequence[str]) -> dict[str, Any]:
    """What one row shows: the same as on the light page, with the benchmarks that were chosen, and its history."""
    shown = figure_row.figure_row(row, told)
    series = told.series[row.indicator_id]
    if coming := profile.awaited_year(series):
        shown["remarks"] = [*shown["remarks"], t("figures.awaited", year=coming)]
    course = history.history([series], language())
    stand = [shown["standing"], *shown["remarks"]]
    return shown | {
        "beside": [(t(f"beside.{name}"), _other(row, name)) for name in benchmarks],
        "stand": " · ".join(part for part in stand if part), "history": course, "exact": _exact(row),
        "history_words": t("figures.spark_label", name=shown["name"], first=series[0].year, last=row.year),
    }  # fmt: skip


def _other(row: ProfileRow, benchmark: str) -> str:
    """The cell of one benchmark; empty where it is not there or says nothing: a larger area simply counts more, and a
    score is no number to read."""
    value, indicator = getattr(row, benchmark), catalogue.indicators()[row.indicator_id]
    counts = indicator.is_count and benchmark != "national"
    if value is None or row.value is None or counts or sentences.KINDS[indicator.unit] == SCORE:
        return ""
    return names.value_brief(value, row, language()) if not indicator.ordinal or benchmark == "gemeente" else ""


def _exact(row: ProfileRow) -> str:
    """The exact figures of the areas that it lies in."""
    indicator = catalogue.indicators()[row.indicator_id]
    if indicator.is_count or row.value is None:
        return ""
    known = {name: getattr(row, name) for name in EXACT if getattr(row, name) is not None}
    return " · ".join(
        f"{t(f'beside.{name}')}: {names.value_text(value, indicator, language())}" for name, value in known.items()
    )
