"""The chosen figures: how many, the first of them, every format to take them away in, and how a program asks them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import about, database, selection
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import Selection
from lsa_data.export import columns as file_columns
from lsa_data.export import selection_file
from lsa_data.export.columns import LONG, WIDE
from lsa_data.say.formats import number
from lsa_data.say.names import place_name
from lsa_ui.gegevens import choice, snippets
from lsa_ui.shared import address, frame, names, templates
from lsa_ui.shared.select import chosen
from lsa_ui.shared.table import table
from lsa_ui.texts import language, t

PREVIEW = 50
"""Rows on a page."""
NUMBERS = ("value", "national", "difference")
API, LINKS = "/api/v1/values", "/api/v1/links"
TABLE = "table"
SHAPES = (LONG, WIDE, TABLE)
FILTERS = ("position", "trend", "unusual", "value_from", "value_to", "inhabitants_from", "inhabitants_to", "where",
           "list", "gemeente", "provincie", "regio", "year", "indicator", "codes", "vintage")  # fmt: skip
"""What may leave nothing over, the narrowest first."""
FORMATS = ("xlsx", "csv-nl", "csv", "parquet", "json", "geojson", "gpkg", "zip")


def shape() -> str:
    """The form that the reader chose: long, wide, or areas beside each other as a table; it stands in the address."""
    key = "gegevens_vorm"
    st.session_state[key] = chosen("shape", SHAPES, lambda name: t(f"gegevens.shape_{name}"))
    asked = st.segmented_control(
        t("gegevens.shape"), SHAPES, key=key, required=True, format_func=lambda name: t(f"gegevens.shape_{name}"),
        on_change=lambda: address.write(shape=_unless(st.session_state[key], LONG)),
    )  # fmt: skip
    return asked or LONG


def count(asked: Selection) -> int:
    """How many rows there are, of how many areas; returns the number of rows. Where there are none: by what."""
    found = selection.counted(asked)
    if not found["rows"]:
        frame.notice(" ".join([t("gegevens.none"), *_emptied_by(asked)]))
        return 0
    frame.answer(t("gegevens.count", rows=_plural("rows", found["rows"]), areas=_plural("areas", found["areas"])))
    if found["missing"]:
        frame.note(t("gegevens.count_missing", n=number(found["missing"], 0, language())))
    if asked.across:
        _not_moved(asked)
    return found["rows"]


def _emptied_by(asked: Selection) -> Iterator[str]:
    """The one choice without which there would be figures, when there is one."""
    for name in FILTERS:
        usual = getattr(Selection(), name)
        if getattr(asked, name) != usual:
            rows = selection.counted(replace(asked, **{name: usual}))["rows"]
            if rows:
                yield t("gegevens.without", name=choice.label(name), rows=_plural("rows", rows))


def _not_moved(asked: Selection) -> None:
    """What of other years could not be put on these areas, and why."""
    reasons = selection.not_moved(asked)
    said = [t(f"gegevens.{reason}", rows=_plural("rows", figures)) for reason, figures in reasons.items()]
    told = t("gegevens.not_moved", vintage=asked.vintage, reasons=", ".join(said)) if said else t("gegevens.all_moved")
    frame.note(told)


def _plural(key: str, n: int) -> str:
    return t(f"gegevens.{key}_one") if n == 1 else t(f"gegevens.{key}", n=number(n, 0, language()))


def _unless(value: str, usual: str) -> str | None:
    return None if value == usual else value


def downloads(asked: Selection, rows: int, wide: str) -> None:
    """A link per format; one that cannot be made says why."""
    files: list[tuple[str, str | None, str]] = []
    for name in FORMATS:
        try:
            selection_file.check(asked, name, wide, rows)
        except SelectionError:
            files.append((t(f"gegevens.format_{name}"), None, _cannot(name)))
            continue
        own = {"language": language()} if name == "xlsx" and language() != "nl" else {}
        href = address_of(asked, format=name, shape=wide, **own)
        files.append((t(f"gegevens.format_{name}"), href, t(f"gegevens.about_{name}")))
    templates.show("gegevens/files.html", files=files)
    everything = {name: f"{API}?missing=true&format={name}" for name in ("csv", "parquet")}
    templates.show("gegevens/everything.html", **everything, links=f"{LINKS}?format=csv")


def _cannot(name: str) -> str:
    """Why there is no file of this format."""
    if name == "xlsx":
        return t("gegevens.cannot_xlsx", most=number(selection_file.MOST_XLSX_ROWS, 0, language()))
    if name in selection_file.MAPS:
        return t("gegevens.cannot_map")
    return t("gegevens.cannot_wide", most=selection_file.MOST_WIDE_COLUMNS)


def preview(asked: Selection, rows: int) -> None:
    """The first rows in the order that the reader chooses; sorting is over the whole selection."""
    sort, descending, every, page = _order(-(-rows // PREVIEW))
    found = selection.rows(asked, sort, descending, PREVIEW, (page - 1) * PREVIEW)
    shown, numbers = _all_columns(found) if every else _main_columns(found, asked.across)
    table(t("gegevens.preview"), shown, numbers)
    units = {names.unit_word(catalogue.indicators()[i]) for i in found["indicator"].unique()}
    frame.note(t("gegevens.preview_note", n=number(len(found), 0, language()), rows=_plural("rows", rows),
                 units=", ".join(sorted(units))))  # fmt: skip


def _order(pages: int) -> tuple[str, bool, bool, int]:
    """By what the rows stand, whether from high to low, whether every column is shown, and the page: the order and the
    page stand in the address."""
    left, middle, wider, right = st.columns([2, 1, 1, 1], vertical_alignment="bottom")
    keys = {name: f"gegevens_{name}" for name in ("sort", "descending", "page")}
    state = st.session_state
    with left:
        state[keys["sort"]] = chosen("sort", selection.SORTS, lambda name: t(f"gegevens.sort_{name}"))
        sort = st.selectbox(
            t("gegevens.sort"), selection.SORTS, key=keys["sort"], format_func=lambda name: t(f"gegevens.sort_{name}"),
            on_change=lambda: address.write(sort=_unless(state[keys["sort"]], selection.SORTS[0]), page=None),
        )  # fmt: skip
    with middle:
        state[keys["descending"]] = address.read("descending") is not None
        descending = st.toggle(
            t("gegevens.descending"), key=keys["descending"],
            on_change=lambda: address.write(descending="true" if state[keys["descending"]] else None, page=None),
        )  # fmt: skip
    with wider:
        every = st.toggle(t("gegevens.all_columns"), key="gegevens_columns")
    if pages == 1:
        return sort, descending, every, 1
    with right:
        state[keys["page"]] = min(max(int(address.read("page") or 1), 1), pages)
        page = st.number_input(
            t("gegevens.page", n=number(pages, 0, language())), 1, pages, key=keys["page"],
            on_change=lambda: address.write(page=_unless(str(state[keys["page"]]), "1")),
        )  # fmt: skip
    return sort, descending, every, page


def _main_columns(found: pd.DataFrame, across: bool) -> tuple[pd.DataFrame, list[str]]:
    """What a reader looks at first, in words, and which of it are numbers. A column for remarks is there when something
    is remarked."""
    columns = {
        "name": t("kaart.column_name"), "gemeente_name": t("kaart.column_gemeente"),
        "indicator": t("figures.indicator"), "year": t("figures.year"), "value": t("vergelijk.value"),
        "national": t("figures.national"), "difference": t("gegevens.difference"),
        "position": t("kaart.column_words"), "trend": t("figures.years"), "status": t("gegevens.status"),
        "measured": t("gegevens.measured"), "code": t("gegevens.code"), "vintage": t("passport.vintage"),
    }  # fmt: skip
    if not across:
        del columns["measured"]
    rows = [*found.itertuples(index=False)]
    remarks = [_status(row) for row in rows]
    if not any(remarks):
        del columns["status"]
    shown = found.assign(
        name=[names.name_of(row.type, row.code, row.name or row.code) for row in rows],
        gemeente_name=[place_name(row.gemeente_code or "", row.gemeente_name or "") for row in rows],
        indicator=[names.indicator_name(i) for i in found["indicator"]],
        position=[names.position_word(row.position, row.unusual) for row in rows],
        trend=[t(f"vergelijk.direction_{word}") if isinstance(word, str) else "" for word in found["trend"]],
        status=remarks,
        measured=[_measured(row) for row in rows],
        **_numbers(found, NUMBERS),
    )[list(columns)].rename(columns=columns)  # fmt: skip
    return shown, [columns[column] for column in NUMBERS]


def _all_columns(found: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Every column as it is called in the file."""
    numbers = [name for name in file_columns.NUMBERS if name != "share"]
    shown = found.assign(**_numbers(found, numbers), share=[
        "" if share != share else number(share, 4, language()) for share in found["share"]
    ])  # fmt: skip
    shown["inhabitants"] = [
        "" if pd.isna(n) else number(n, 0, language()) for n in found["inhabitants"]
    ]  # fmt: skip
    return shown, [*file_columns.NUMBERS, "inhabitants"]


def _numbers(found: pd.DataFrame, columns: Iterable[str]) -> dict[str, list[str]]:
    """These columns with as many decimals as the catalogue says."""
    indicators = catalogue.indicators()
    return {
        column: [
            "" if value != value else number(value, indicators[i].decimals, language())
            for value, i in zip(found[column], found["indicator"], strict=True)
        ]
        for column in columns
    }


def _status(row: Any) -> str:
    """Why there is no figure, or what must be known of it; empty for a figure as the source gives it."""
    if row.value != row.value:
        return names.missing_word(row.status)
    said = [t("gegevens.status_computed")] if row.status == "computed" else []
    return ", ".join([*said, *([t("gegevens.status_provisional")] if row.provisional else [])])


def _measured(row: Any) -> str:
    if row.link == "self":
        return ""
    same = t(f"gegevens.link_{row.link}")
    return t("gegevens.measured_on", code=row.measured_code, vintage=row.measured_vintage, link=same)


def programs(asked: Selection) -> None:
    """The same question for a program: the address, and a few lines per program with the type of every column."""
    parts = urlsplit(st.context.url or "")
    here = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    files = {name: here + address_of(asked, format=name) for name in ("csv", "parquet", "gpkg")}
    shown = snippets.of(files)
    with st.expander(t("gegevens.programs")):
        templates.show("gegevens/programs.html")
        st.code(here + address_of(asked), language=None, wrap_lines=True)
        for tab, (kind, text) in zip(st.tabs(list(shown)), shown.values(), strict=True):
            with tab:
                st.code(text, language=kind, wrap_lines=True)


def address_of(asked: Selection, **more: str) -> str:
    """The address at which the open interface gives this selection."""
    usual = ("shape", LONG)
    query = asked.query() | {name: value for name, value in more.items() if (name, value) != usual}
    if query.get("format") == "json":
        query["limit"] = "all"
    return f"{API}?{urlencode(query, safe=',:')}"


def version_note(file_of: Callable[[str], str]) -> None:
    """That this page shows the version in use, to who asks for another in the address, with the way to that one:
    `file_of` gives the address of the same from a version."""
    named = address.read("version") or address.refused("version")
    now = database.version()
    if named in (None, now):
        return
    kept = named in about.kept_versions()
    shown = "".join(one for one in str(named) if one.isalnum() or one in ".-")
    frame.notice(t(f"gegevens.version_{'kept' if kept else 'gone'}", asked=shown, now=now))
    if kept:
        frame.link(file_of(shown), t("gegevens.version_file", asked=shown))


def list_note(asked: Selection) -> None:
    """What the chosen set of areas is."""
    if asked.list:
        frame.note(t("gegevens.list_note", name=names.set_name(asked.list)))
