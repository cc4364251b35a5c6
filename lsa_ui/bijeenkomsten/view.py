"""The page in words and pictures: what is known of the meetings, the initiatives, the figures, and the reports."""

from collections.abc import Sequence

import streamlit as st

from lsa_data.ask import areas, database
from lsa_data.catalogue.initiatives import Initiative
from lsa_data.catalogue.meetings import Meeting
from lsa_data.say import names as saying
from lsa_data.say import regio_charts
from lsa_data.say.formats import number
from lsa_tafel import publish, report
from lsa_ui.bijeenkomsten import charts
from lsa_ui.bijeenkomsten.choice import Figures
from lsa_ui.shared import address, chart_view, frame, names, picture_link, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import language, t

AREA_TYPE = "gemeente"


def held(meetings: Sequence[Meeting]) -> None:
    """The meetings of which the place is known, and in one sentence those of which nothing is published."""
    known = [one for one in meetings if one.place]
    unknown = [names.regio_name(one.regio) for one in meetings if not one.place]
    st.header(t("bijeenkomsten.held"), anchor=False)
    shown = [(one, names.date_name(one.date), _access(one)) for one in known]
    if shown:
        templates.show("bijeenkomsten/held.html", meetings=shown)
    if unknown:
        frame.notice(t("bijeenkomsten.unpublished", regios=_listed(unknown)))


def initiatives(known: Sequence[Initiative]) -> None:
    """Organisations of residents, each with its place and the way to its area where that is known."""
    if not known:
        return
    st.header(t("bijeenkomsten.initiatives"), anchor=False)
    shown = [(one, area_link(one.area) if one.area else None) for one in known]
    templates.show("bijeenkomsten/initiatives.html", initiatives=shown)


def door(regio: str | None) -> None:
    """The way to Aan tafel, with the chosen regio filled in."""
    words = t("bijeenkomsten.begin_in", regio=names.regio_name(regio)) if regio else t("bijeenkomsten.begin")
    templates.show(
        "bijeenkomsten/door.html", href=address.link("aan-tafel", language(), regio=regio), words=words
    )  # fmt: skip


def legend(figures: Figures) -> None:
    """What the three tones mean, with the regio's that have each; and how the figure was made."""
    indicator, colours = figures.indicator, regio_charts.tones(frame.palette())
    rows = [
        (colours[position], names.judgement_word(position, indicator),
         _listed([f"{names.regio_name(row.regio_code)} ({names.value_text(row.value, indicator)})"
                  for row in found.itertuples()]))
        for position, found in figures.by_position()
    ]  # fmt: skip
    templates.show(
        "bijeenkomsten/legend.html", rows=rows,
        country=t("bijeenkomsten.country", value=names.value_text(figures.national, indicator), year=figures.year),
    )  # fmt: skip
    method = figures.rows["method"].iloc[0]
    frame.note(
        " ".join(
            [
                t("bijeenkomsten.computed", n=int(figures.rows["n"].sum()), how=t(f"bijeenkomsten.by_{method}")),
                t("bijeenkomsten.noise"),
                *names.age_words(indicator.id, AREA_TYPE, figures.year),
            ]
        )
    )
    sources = ", ".join(saying.source_titles([indicator.id], language()))
    frame.note(t("bijeenkomsten.source", definition=indicator.text("definition", language()), sources=sources))


def figures(shown: Figures, regio: str | None) -> None:
    """The figure of the regio's through the years, and how many gemeenten of each differ from the country."""
    name = names.indicator_name(shown.indicator.id)
    left, right = st.columns(2, gap="medium")
    with left:
        frame.heading(t("bijeenkomsten.course"))
        frame.note(t("bijeenkomsten.what", indicator=name, unit=names.unit_word(shown.indicator)))
        if shown.course["year"].nunique() > 1:
            _course(shown, regio, name)
        else:
            frame.note(t("bijeenkomsten.one_year", year=shown.year))
    with right:
        frame.heading(t("bijeenkomsten.counts"))
        frame.note(t("bijeenkomsten.in_year", indicator=name, year=shown.year))
        _counts(shown, name)
    frame.note(t("bijeenkomsten.regio_note"))


def _course(shown: Figures, regio: str | None, name: str) -> None:
    country = t("figures.national")
    points = regio_charts.course_points(shown.course, shown.indicator, country, language())
    ends = {line: rows["label"].iloc[[0, -1]] for line, rows in points.groupby("line", sort=False)}
    said = [t("bijeenkomsten.from_to", name=line, first=first, last=last) for line, (first, last) in ends.items()]
    chart = charts.course_chart(
        points, country, names.regio_name(regio) if regio else None, frame.palette(), language()
    )  # fmt: skip
    first, last = points["year"].min(), points["year"].max()
    chart_view.show(chart, f"{name}, {first}-{last}: {', '.join(said)}.")
    picture_link.link("regio_course", shown.indicator.id, regio=regio)


def _counts(shown: Figures, name: str) -> None:
    colours = regio_charts.tones(frame.palette())
    words = {side: names.in_pictures("chart", f"n_{side}") for side in colours}
    rows = regio_charts.counted(shown.rows, words, language())
    said = [f"{regio} {' / '.join(map(str, part['n']))}" for regio, part in rows.groupby("regio", sort=False)]
    templates.show("bijeenkomsten/key.html", parts=[(colours[side], words[side]) for side in colours])
    chart_view.show(
        charts.counts_chart(rows, colours, frame.palette(), language()),
        f"{name}, {shown.year}. {' / '.join(words.values())}: {', '.join(said)}.",
    )
    picture_link.link("regio_counts", shown.indicator.id)


def gemeenten(regio: str | None) -> None:
    """How large the chosen regio is, and its gemeenten, each a link to its figures."""
    if regio is None:
        return
    counts = database.ask_once("regio_areas").set_index("regio_code").loc[regio]
    frame.line(
        t(
            "bijeenkomsten.size", regio=names.regio_name(regio), gemeenten=int(counts["gemeenten"]),
            **{name: number(counts[name], 0, language()) for name in (
                "wijken", "inhabitants", "class_4_or_lower", "classed")},
        )
    )  # fmt: skip
    found = areas.within(AREA_TYPE, regio=regio)
    with st.expander(t("bijeenkomsten.gemeenten_of", n=len(found), regio=names.regio_name(regio))):
        frame.hits([(area_link(row.code), row.name, "") for row in found.itertuples(index=False)])


def published(regio: str | None) -> None:
    """What earlier sessions recorded: only reports that were published."""
    st.header(t("bijeenkomsten.published"), anchor=False)
    found = [(one, text) for one, text in publish.published() if regio in (None, one.about.regio)]
    if not found:
        frame.note(t("bijeenkomsten.none_published"))
    for one, text in found:
        with st.expander(report.markdown([report.Line("p", one.about.title)]).strip()):
            st.markdown(text)


def _access(meeting: Meeting) -> str:
    facts = [t(f"bijeenkomsten.access_{meeting.access}")]
    if meeting.organisers:
        facts.append(t("bijeenkomsten.by", names=", ".join(meeting.organisers)))
    return " · ".join(facts)


def _listed(words: Sequence[str]) -> str:
    """The words as people say several: "Oost, Zuid en Noord"."""
    return t("bijeenkomsten.and").join([*([", ".join(words[:-1])] if len(words) > 1 else []), words[-1]])
