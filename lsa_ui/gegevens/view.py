"""The chosen figures: how many, the first of them, every format to take them away in, and how a program asks them."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import selection
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import Selection
from lsa_data.export import selection_file
from lsa_data.say.formats import number
from lsa_ui.gegevens import snippets
from lsa_ui.shared import frame, names, templates
from lsa_ui.shared.table import table
from lsa_ui.texts import language, t

PREVIEW = 50
"""Rows on a page."""
NUMBERS = ("value", "national", "difference")
API = "/api/v1/values"
FORMATS = ("xlsx", "csv-nl", "csv", "parquet", "json", "geojson", "zip")


def count(chosen: Selection) -> int:
    """How many rows there are, of how many areas; returns the number of rows."""
    found = selection.counted(chosen)
    if not found["rows"]:
        frame.notice(t("gegevens.none"))
        return 0
    words = t("gegevens.count", rows=number(found["rows"], 0, language()), areas=number(found["areas"], 0, language()))
    frame.answer(words)
    if found["missing"]:
        frame.note(t("gegevens.count_missing", n=number(found["missing"], 0, language())))
    return found["rows"]


def downloads(chosen: Selection, rows: int) -> None:
    """A link per format; one that cannot be made says why."""
    wide = st.segmented_control(
        t("gegevens.shape"), selection_file.SHAPES, default=selection_file.LONG, key="gegevens_vorm", required=True,
        format_func=lambda shape: t(f"gegevens.shape_{shape}"),
    )  # fmt: skip
    files: list[tuple[str, str | None, str]] = []
    for name in FORMATS:
        try:
            selection_file.check(chosen, name, wide, rows)
        except SelectionError:
            narrow = name in ("xlsx", "geojson")
            most = number(selection_file.MOST_XLSX_ROWS, 0, language())
            reason = t(f"gegevens.cannot_{name}", most=most) if narrow else ""
            why = reason or t("gegevens.cannot_wide", most=selection_file.MOST_WIDE_COLUMNS)
            files.append((t(f"gegevens.format_{name}"), None, why))
            continue
        href = address_of(chosen, format=name, shape=wide)
        files.append((t(f"gegevens.format_{name}"), href, t(f"gegevens.about_{name}")))
    templates.show("gegevens/files.html", files=files)
    everything = {name: f"{API}?missing=true&format={name}" for name in ("csv", "parquet")}
    templates.show("gegevens/everything.html", **everything)


def preview(chosen: Selection, rows: int) -> None:
    """The first rows in the order that the reader chooses; sorting is over the whole selection."""
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        sort = st.selectbox(
            t("gegevens.sort"), selection.SORTS, key="gegevens_sort",
            format_func=lambda name: t(f"gegevens.sort_{name}"),
        )  # fmt: skip
    with middle:
        descending = st.toggle(t("gegevens.descending"), key="gegevens_aflopend")
    pages = -(-rows // PREVIEW)
    with right:
        page = st.number_input(t("gegevens.page", n=pages), 1, pages, key="gegevens_bladzij") if pages > 1 else 1
    found = selection.rows(chosen, sort, descending, PREVIEW, (page - 1) * PREVIEW)
    indicators = catalogue.indicators()
    columns = {
        "name": t("kaart.column_name"), "gemeente_name": t("area_type.gemeente"), "code": t("gegevens.code"),
        "vintage": t("passport.vintage"), "indicator": t("figures.indicator"), "year": t("figures.year"),
        "value": t("vergelijk.value"), "national": t("figures.national"), "difference": t("gegevens.difference"),
        "position": t("kaart.column_words"), "trend": t("figures.years"),
    }  # fmt: skip
    shown = found.assign(
        name=[row.name or row.code for row in found.itertuples(index=False)],
        indicator=[indicators[i].text("name", language()) for i in found["indicator"]],
        position=[names.position_word(row.position, row.unusual) for row in found.itertuples(index=False)],
        trend=[t(f"vergelijk.direction_{word}") if isinstance(word, str) else "" for word in found["trend"]],
        **{
            column: [
                "" if value != value else number(value, indicators[i].decimals, language())
                for value, i in zip(found[column], found["indicator"], strict=True)
            ]
            for column in NUMBERS
        },
    )[list(columns)].rename(columns=columns)  # fmt: skip
    table(t("gegevens.preview"), shown, [columns[column] for column in NUMBERS])
    units = {names.unit_word(indicators[i]) for i in found["indicator"].unique()}
    frame.note(t("gegevens.preview_note", n=number(len(found), 0, language()), rows=number(rows, 0, language()),
                 units=", ".join(sorted(units))))  # fmt: skip


def programs(chosen: Selection) -> None:
    """The same question for a program: the address, and a few lines per program with the type of every column."""
    parts = urlsplit(st.context.url or "")
    here = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    asked = {name: here + address_of(chosen, format=name) for name in ("csv", "parquet", "gpkg")}
    shown = snippets.of(asked)
    with st.expander(t("gegevens.programs")):
        templates.show("gegevens/programs.html")
        st.code(here + address_of(chosen), language=None, wrap_lines=True)
        for tab, (kind, text) in zip(st.tabs(list(shown)), shown.values(), strict=True):
            with tab:
                st.code(text, language=kind, wrap_lines=True)


def address_of(chosen: Selection, **more: str) -> str:
    """The address at which the open interface gives this selection."""
    usual = ("shape", selection_file.LONG)
    query = chosen.query() | {name: value for name, value in more.items() if (name, value) != usual}
    if query.get("format") == "json":
        query["limit"] = "all"
    return f"{API}?{urlencode(query, safe=',')}"


def list_note(chosen: Selection) -> None:
    """What the chosen set of areas is."""
    if chosen.list:
        frame.note(t("gegevens.list_note", name=names.set_name(chosen.list)))
