"""The answer to a claim: one sentence, every change as a dot, the same by dimension and regio, and the multiverse."""

from typing import Any

import pandas as pd
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import claim, database
from lsa_data.ask.areas import unless_first
from lsa_data.export.spreadsheet import csv_bytes
from lsa_data.methods import shares
from lsa_data.say.claim_chart import changes_chart
from lsa_data.say.formats import number, signed
from lsa_data.say.palette import contrast
from lsa_ui.klopt_het.choice import ClaimChoice, threshold_name
from lsa_ui.shared import address, chart_view, frame, names, picture_link, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.shared.area_table import Line, area_table
from lsa_ui.texts import language, t

DECIMALS = 3
"""Of scores in the table: one more than elsewhere, because thresholds have three."""


def answer(found: pd.DataFrame, choice: ClaimChoice, members: int) -> None:
    """The claim as one sentence with its numbers, and whether that is more than half, and more than elsewhere."""
    own = found[found["member"]]
    if own.empty:
        frame.notice(t("klopt_het.nobody"))
        return
    declined, n = int(own["declined"].sum()), len(own)
    all_declined, all_n = int(found["declined"].sum()), len(found)
    went = t("klopt_het.went_one") if declined == 1 else t("klopt_het.went_many")
    words = t(
        "klopt_het.answer", declined=number(declined, 0, language()), n=number(n, 0, language()),
        areas=choice.areas,
        group=names.set_phrase(choice.group), went=went, first=choice.from_year, last=choice.to_year,
        measure=t(f"klopt_het.phrase_{'land' if choice.relative else 'zelf'}"),
        dimension=choice.indicator.text("name", language()), share=_share(declined / n),
        everywhere=_share(all_declined / all_n),
    )  # fmt: skip
    low, high = shares.interval(declined, n)
    templates.show(
        "klopt_het/answer.html", words=words, verdict=t(f"klopt_het.half_{shares.against_half(declined, n)}"),
        compared=t(f"klopt_het.often_{shares.against_others(declined, n, all_declined, all_n)}", areas=choice.areas),
    )  # fmt: skip
    frame.note(t("klopt_het.how_sure", low=_share(low), high=_share(high)))
    frame.note(t("klopt_het.threshold_note", threshold=threshold_name(choice.threshold, choice.indicator)))
    if not choice.fixed_before:
        frame.note(t("klopt_het.same_year"))
    if members > n:
        frame.note(t("klopt_het.left_out", n=members - n, total=members))


def claimed() -> None:
    """Where the claim most likely comes from, and the way to how large the gap is."""
    st.header(t("klopt_het.claim_title"), anchor=False)
    st.markdown(t("klopt_het.claim"))
    frame.link(address.link("de-kloof", language()), t("klopt_het.to_gap"))


def dots(found: pd.DataFrame, choice: ClaimChoice) -> None:
    """Every area a dot, in the order of what changed; the set marked, the country a dashed line.

    A dot opens its area.
    """
    vintage = unless_first(choice.series.type, choice.series.vintage)
    drawn = changes_chart(
        found, choice.indicator, choice.series, (choice.from_year, choice.to_year), choice.relative, choice.threshold,
        frame.palette(), language(), [area_link(code, vintage) for code in found["code"]],
    )  # fmt: skip
    st.header(t("klopt_het.dots_title"), anchor=False)
    chart_view.show(drawn, t("klopt_het.dots_alt", n=number(len(found), 0, language()), areas=choice.areas))
    picture_link.link(
        "changes", choice.indicator.id, series=choice.series.id, from_year=choice.from_year, to_year=choice.to_year,
        relative="true" if choice.relative else "false", threshold=choice.threshold,
        **({"codes": ",".join(choice.own_codes)} if choice.group == claim.OWN else {"list": choice.group}),
    )  # fmt: skip
    frame.note(t("klopt_het.dots_key_relative") if choice.relative else t("klopt_het.dots_key"))


def by_dimension(choice: ClaimChoice) -> None:
    """The same question for every dimension measured in these years."""
    indicators = [i for i in claim.dimensions(choice.series) if not catalogue.indicators()[i].ordinal]
    threshold = _for_scores(choice.threshold, choice.indicator.ordinal)
    relative = choice.relative if not choice.indicator.ordinal else not claim.possible(choice.series, indicators[0])[0]
    period = (choice.from_year, choice.to_year)
    found = claim.counts(choice.series, indicators, relative, threshold, list(choice.own_codes), period)
    lines = [(names.indicator_name(i), *_pair(found[found["indicator_id"] == i], choice.group)) for i in indicators]
    lines = [line for line in lines if line[2]]
    st.header(t("klopt_het.by_dimension"), anchor=False)
    if not lines:
        frame.note(t("klopt_het.no_dimensions", first=choice.from_year, last=choice.to_year))
        return
    _share_table(lines, t("klopt_het.dimension"))
    if threshold != choice.threshold:
        counted = threshold_name(threshold, catalogue.indicators()[indicators[0]])
        frame.note(t("klopt_het.threshold_note", threshold=counted))


def by_regio(found: pd.DataFrame) -> None:
    """The same question for every regio."""
    lines = []
    for regio in catalogue.regios():
        here = found[found["regio_code"] == regio.code]
        own = here[here["member"]]
        name = names.regio_name(regio.code)
        lines.append((name, int(own["declined"].sum()), len(own), int(here["declined"].sum()), len(here)))
    st.header(t("klopt_het.by_regio"), anchor=False)
    _share_table(lines, t("kaart.regio"))


def multiverse(choice: ClaimChoice) -> None:
    """Every definition of vulnerable against every period, in itself and against the country: each cell a share and
    the way to that claim."""
    st.header(t("klopt_het.multiverse"), anchor=False)
    frame.note(t("klopt_het.multiverse_note", dimension=choice.indicator.text("name", language())))
    groups = [*claim.groups(choice.series), *([claim.OWN] if choice.own_codes else []), claim.EVERY]
    measures = []
    for relative, possible in enumerate(claim.possible(choice.series, choice.indicator.id)):
        if not possible:
            continue
        threshold = choice.threshold
        if threshold not in claim.thresholds(choice.series, choice.indicator.id, bool(relative)):
            threshold = claim.NOISE
        found = claim.counts(choice.series, [choice.indicator.id], bool(relative), threshold, list(choice.own_codes))
        measure = "land" if relative else "zelf"
        periods = []
        for (first, last), part in found.groupby(["from_year", "to_year"]):
            cells = part.set_index("group_id")
            own = [_cell(cells, group, int(first), int(last), measure, threshold, choice) for group in groups]
            periods.append((first, last, own))
        counted = t("klopt_het.counted", threshold=threshold_name(threshold, choice.indicator))
        measures.append((f"{t(f'klopt_het.maat_{measure}')} · {counted}", periods))
    templates.show("klopt_het/multiverse.html", groups=list(map(names.set_name, groups)), measures=measures)


def download(found: pd.DataFrame, choice: ClaimChoice) -> None:
    """All changes as a table with links, and as a file."""
    title = t("klopt_het.table", n=number(len(found), 0, language()))
    with st.expander(title, key="klopt_tabel_open", on_change="rerun") as opened:
        if opened.open:
            _table(found, choice, title)
    measure = "land" if choice.relative else "zelf"
    st.download_button(
        t("klopt_het.download"),
        lambda: csv_bytes(
            found.assign(
                type=choice.series.type, vintage=choice.series.vintage, indicator=choice.indicator.id,
                from_year=choice.from_year, to_year=choice.to_year, measure=measure, group=choice.group,
                threshold=choice.threshold,
            )
        ),
        file_name=f"lsa_{choice.series.type}_{choice.series.vintage}_{choice.indicator.id.replace('_', '-')}"
        f"_{choice.from_year}-{choice.to_year}_{measure}_{choice.group}_v{database.version()}.csv",
        mime="text/csv", on_click="ignore",
    )  # fmt: skip


def _table(found: pd.DataFrame, choice: ClaimChoice, title: str) -> None:
    """Every area with what it was, what it became and whether that counts."""
    by_class = found["change_class"].notna().any()
    decimals = 0 if choice.indicator.ordinal else DECIMALS
    vintage = unless_first(choice.series.type, choice.series.vintage)

    def line(row: Any) -> Line:
        return Line(
            row.name, area_link(row.code, vintage),
            (
                row.gemeente_name or "", number(row.start, decimals, language()),
                number(row.finish, decimals, language()), signed(row.change, decimals, language()),
                *([number(row.change_class, 0, language())] if by_class else []),
                t("table.yes") if row.declined else t("table.no"), t("table.yes") if row.member else t("table.no"),
            ),
        )  # fmt: skip

    heads = [
        t("kaart.column_name"), t("kaart.column_gemeente"), str(choice.from_year), str(choice.to_year),
        t("klopt_het.change"), *([t("klopt_het.change_class")] if by_class else []), t("klopt_het.counts"),
        t("klopt_het.dot_own"),
    ]  # fmt: skip
    named = found.assign(name=names.names_of(choice.series.type, found))
    area_table(named, title, heads, line, {"change": t("table.by_change")}, key="klopt_tabel")


def _pair(found: pd.DataFrame, group: str) -> tuple[int, int, int, int]:
    """Declined and known in the set, and in the whole country."""
    by_group = found.set_index("group_id")

    def counted(name: str) -> tuple[int, int]:
        known = name in by_group.index
        return (int(by_group.loc[name, "declined"]), int(by_group.loc[name, "n"])) if known else (0, 0)

    return (*counted(group), *counted(claim.EVERY))


def _share_table(lines: list[tuple[str, int, int, int, int]], first: str) -> None:
    """Per line a bar for the set, with a mark where all areas are, and both in numbers."""
    rows = []
    for name, declined, n, all_declined, all_n in lines:
        rows.append(
            {
                "name": name,
                "share": _share(declined / n) if n else None,
                "everywhere": _share(all_declined / all_n) if all_n else None,
                "counted": t("klopt_het.of", n=number(declined, 0, language()), total=number(n, 0, language())),
            }
        )
    templates.show("klopt_het/shares.html", first=first, rows=rows)


def _cell(
    cells: pd.DataFrame, group: str, first: int, last: int, measure: str, threshold: str, choice: ClaimChoice
) -> dict | None:
    """What one cell shows: its colours, the share, and the way to that claim (not for all areas); None is empty."""
    if group not in cells.index:
        return None
    declined, n = int(cells.loc[group, "declined"]), int(cells.loc[group, "n"])
    colours = frame.palette()
    scale = tuple(reversed(colours.diverging))
    fill = scale[min(int(declined / n * len(scale)), len(scale) - 1)]
    ink = max((colours.ink, colours.paper), key=lambda colour: contrast(colour, fill))
    cell = {"fill": fill, "ink": ink, "share": _share(declined / n), "declined": declined, "n": n, "href": None}
    if group == claim.EVERY:
        return cell
    href = address.link(
        "klopt-het", language(), reeks=choice.series.id, indicator=choice.indicator.id, groep=group, van=first,
        tot=last, maat=measure, drempel=threshold,
        codes=",".join(choice.own_codes) or None,
    )  # fmt: skip
    current = (group, first, last, measure == "land") == (
        choice.group, choice.from_year, choice.to_year, choice.relative,
    )  # fmt: skip
    return cell | {"href": href, "current": current}


def _for_scores(threshold: str, ordinal: bool) -> str:
    """A threshold that every dimension has: the class of the source and steps of classes are only of the total."""
    return claim.NOISE if ordinal or threshold == claim.SOURCE else threshold


def _share(share: float) -> str:
    return number(100 * share, 0, language())
