"""The area that somebody puts together: how to choose, what was chosen, and what can be done with it."""

import streamlit as st

from lsa_data.ask import areas, inside, layers, own_area
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.say import figure_row, opening
from lsa_data.say import told as telling
from lsa_data.say.formats import number
from lsa_data.say.sentences import page_words
from lsa_ui.eigen_gebied import choice
from lsa_ui.shared import address, area_search, frame, own_choice, own_map, share, templates
from lsa_ui.shared.area_table import Line
from lsa_ui.shared.names import area_name, name_of
from lsa_ui.shared.own_choice import place_of
from lsa_ui.texts import language, t

USUAL = 500
"""Metres around a point, unless the reader says otherwise."""


def choose(area: OwnArea | None) -> None:
    """Find, tap, draw or list; and the buurten that were chosen so far."""
    if told := choice.said():
        frame.notice(told)
    around = int(st.session_state.get("eigen_rand", 0))
    area_search.pick(
        "eigen_zoek", lambda found: choice.add(found, around), choice.remove, label=t("eigen_gebied.find"),
        chosen=_chips(area), most=own_area.MOST,
    )  # fmt: skip
    frame.note(t("eigen_gebied.find_how"))
    metres = _distances()
    home = areas.area(choice.gemeente(area) or "")
    if home is None:
        frame.notice(t("eigen_gebied.which"))
    else:
        _map(home, metres)
        _list(home)
    _steps(area)
    own_choice.open_kept("eigen_open", choice.take)


def show(area: OwnArea) -> None:
    """What the area is, its name, and the ways on."""
    told = telling.told(area, language())
    frame.heading(t("eigen_gebied.title_named", name=told.name), "gebied")
    frame.answer(_total(area))
    for notice in figure_row.notices(told, None):
        frame.note(notice)
    st.text_input(
        t("eigen_gebied.name"), value=area.name, max_chars=own_area.LONGEST_NAME, key=f"naam_{area.name}",
        placeholder=t("eigen_gebied.name_example"),
        on_change=lambda: choice.rename(st.session_state[f"naam_{area.name}"]),
    )  # fmt: skip
    if wrong := choice.said(choice.OF_NAME):
        frame.notice(wrong)
    frame.note(t("eigen_gebied.name_how"))
    if told.rows:
        frame.link(address.link("mijn-wijk", language(), **place_of(area)), t("eigen_gebied.figures"))
    _ways(area, told.title)
    if told.statements:
        templates.show(
            "shared/brief.html", word=page_words(language()), marks=figure_row.marks(language()),
            statements=[figure_row.statement(said, told) for said in told.statements],
            newest=opening.how_new(told.rows, language()),
        )  # fmt: skip
    _table(area)


def _distances() -> int:
    """How far around the border of a postcode, and around a point on the map: the metres around a point."""
    postcode, point = st.columns(2)
    with postcode:
        st.selectbox(
            t("eigen_gebied.around_postcode"), (0, *inside.DISTANCES), key="eigen_rand",
            format_func=lambda n: t("eigen_gebied.around_border", n=number(n, 0, language())) if n
            else t("eigen_gebied.around_none"),
        )  # fmt: skip
    with point:
        return st.selectbox(
            t("eigen_gebied.around_point"), inside.DISTANCES, index=inside.DISTANCES.index(USUAL), key="eigen_straal",
            format_func=lambda n: t("eigen_gebied.radius", n=number(n, 0, language())),
        )  # fmt: skip


def _chips(area: OwnArea | None) -> list[tuple[str, str]]:
    """The buurten that were chosen, each with a cross."""
    return [
        (member.code, _with_part(name_of("buurt", member.code, member.name), member.percent))
        for member in (area.members if area else ())
    ]


def _with_part(name: str, percent: int) -> str:
    return name if percent == own_area.WHOLE else f"{name} ({percent}%)"


def _map(home: Area, metres: int) -> None:
    layer = layers.part("buurt", areas.shown_first("buurt"), home.code)
    if layer is None:
        return
    name = area_name(home)
    frame.heading(t("eigen_gebied.map_of", name=name))
    own_map.own_map(
        "eigen_kaart", layer, choice.parts(), metres, t("eigen_gebied.map_alt", name=name), choice.toggle,
        choice.add_drawn, lambda point: choice.add_around(point, metres),
    )  # fmt: skip


def _list(home: Area) -> None:
    """The same without a map: the buurten of the gemeente in a list."""
    rows = areas.within("buurt", gemeente=home.code)
    names = {row.code: name_of("buurt", row.code, row.name) for row in rows.itertuples(index=False)}
    key = choice.list_key(home.code)
    st.session_state[key] = [code for code in choice.parts() if code in names]
    st.multiselect(
        t("eigen_gebied.list", name=area_name(home)), list(names), key=key, format_func=lambda code: names[code],
        placeholder=t("eigen_gebied.list_none"), on_change=lambda: choice.keep_in(home.code, key),
    )  # fmt: skip


def _steps(area: OwnArea | None) -> None:
    if area is None:
        frame.line(t("eigen_gebied.empty"))
    with st.container(horizontal=True):
        st.button(t("eigen_gebied.back"), on_click=choice.step_back, disabled=not choice.can_step_back())
        st.button(t("eigen_gebied.clear"), on_click=choice.clear, disabled=area is None)


def _total(area: OwnArea) -> str:
    people = number(area.inhabitants, 0, language())
    key = "eigen_gebied.total_one" if len(area.members) == 1 else "eigen_gebied.total"
    return t(key, n=len(area.members), people=people)


def _ways(area: OwnArea, title: str) -> None:
    frame.heading(t("eigen_gebied.ways"))
    gemeente = areas.area(area.gemeente_code or "")
    ways = [
        (area_search.page_of("gebied", area), t("share.light")),
        (area_search.page_of("poster", area), t("share.poster")),
        (address.link("gegevens", language(), eigen=area.code), t("share.figures")),
        (address.link("aan-tafel", language(), eigen=area.code), t("eigen_gebied.tafel")),
    ]
    if gemeente:
        href = address.link("vergelijk", language(), eigen=area.code, gebieden=gemeente.code)
        ways.insert(0, (href, t("eigen_gebied.compare", name=area_name(gemeente))))
    share.share("deel_eigen", area_search.page_of("gebied", area), title, ways, prints=False)
    st.download_button(
        t("eigen_gebied.save"), lambda: own_area.as_file(area), f"{t('eigen_gebied.save_name')}.csv", "text/csv",
        on_click="ignore",
    )  # fmt: skip


def _table(area: OwnArea) -> None:
    lines = [
        Line(
            name_of("buurt", member.code, member.name), area_search.area_link(member.code),
            (f"{member.percent}%", number(member.inhabitants, 0, language()), member.gemeente_name or ""),
        )
        for member in area.members
    ]  # fmt: skip
    heads = [t(f"eigen_gebied.column_{name}") for name in ("buurt", "part", "people", "gemeente")]
    templates.show("shared/area_table.html", title=t("eigen_gebied.table"), heads=heads, lines=lines, counted="")
