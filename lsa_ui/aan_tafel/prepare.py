"""Aan tafel, beforehand: choose areas, figures and own questions, and keep them as a session."""

from datetime import date, timedelta
from textwrap import shorten

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, database
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.say.formats import date_words
from lsa_tafel import editing, slides, store
from lsa_ui.shared import address, area_search, frame, names, own_choice
from lsa_ui.texts import language, t

STRENGTHS = "sterk"
"""The set that differs from wijk to wijk: what goes well there, first."""
OPEN = "tafel_bijeenkomst"
"""Where the key of the evening stands that is open in this tab; the address only says that there is one."""
FARTHEST = timedelta(days=365)


def form() -> None:
    """The form; keeping it opens the evening in this tab."""
    st.header(t("aan_tafel.prepare"), anchor=False)
    frame.link("/live/desk" + ("?taal=en" if language() == "en" else ""), t("aan_tafel.mine"))
    chosen = _areas()
    left, right = st.columns(2)
    with left:
        title = st.text_input(t("aan_tafel.title_label"), max_chars=120, key="tafel_titel", bind="query-params")
        place = st.text_input(t("aan_tafel.place"), max_chars=80, key="tafel_plaats", bind="query-params")
    with right:
        when = st.date_input(
            t("aan_tafel.date"), value=date.today(), key="tafel_datum", format="DD-MM-YYYY",
            max_value=latest(), bind="query-params",
        )  # fmt: skip
        _regio(chosen)
    if not chosen:
        frame.notice(t("aan_tafel.choose_area"))
        return
    ready = st.segmented_control(
        t("aan_tafel.ready"), [STRENGTHS, *slides.READY_MADE], default=STRENGTHS, key="tafel_set", required=True,
        format_func=lambda name: t(f"aan_tafel.set_{name}"), bind="query-params",
    )  # fmt: skip
    each = 4 if len(chosen) == 1 else 2
    figures = {area.code: _figures(area, ready, each) for area in chosen}
    questions = slides.asked(
        st.text_area(
            t("aan_tafel.questions", most=slides.MOST_QUESTIONS), key="tafel_vragen", max_chars=1300,
            bind="query-params",
        )
    )  # fmt: skip
    wrong = _wrong(chosen, figures, questions)
    if wrong:
        frame.notice(wrong)
    if st.button(t("aan_tafel.keep"), type="primary", disabled=bool(wrong)):
        _keep(title.strip() or t("aan_tafel.no_title"), when, place.strip(), chosen, figures, questions)


def latest() -> date:
    """The last day on which an evening can be: its code, and what it keeps, live on until after that."""
    return date.today() + FARTHEST


def _areas() -> list[Area]:
    """The areas of the evening, all of the type of the first, also after the page was loaded again; the area that was
    looked at before is the first."""
    remembered = areas.area(address.remembered_area() or "")
    fits = remembered is not None and _asked_regio() in (None, remembered.regio_code)
    first = area_search.asked(slides.MOST_AREAS) or ([remembered] if remembered and fits else [])
    chosen: list[Area] = st.session_state.setdefault("tafel_gebieden", first)
    own = any(isinstance(area, OwnArea) for area in chosen)

    def choose(now: list[Area]) -> None:
        st.session_state["tafel_gebieden"] = now
        area_search.ask(now)

    area_search.pick(
        "tafel_zoek", lambda area: choose([*chosen, *([] if area in chosen else [area])]),
        lambda key: choose([area for area in chosen if area_search.key_of(area) != key]),
        label=t("aan_tafel.areas", most=slides.MOST_AREAS), chosen=map(area_search.named, chosen),
        most=slides.MOST_AREAS, area_type=chosen[0].type if chosen and not own else None,
    )  # fmt: skip
    if own or len(chosen) < slides.MOST_AREAS:
        others = [area for area in chosen if not isinstance(area, OwnArea)]
        own_choice.or_own("tafel_eigen", lambda area: choose([area, *others]))
    return chosen


def _name(area: Area) -> str:
    """What people call an area, as the facilitator wrote it."""
    written: str = st.session_state.get(f"tafel_naam_{area.short}", "").strip()
    return written or _on_screen(area)


def _on_screen(area: Area) -> str:
    """The name of an area as it fits on the screen, unless the facilitator writes another."""
    return shorten(names.area_name(area), editing.LONGEST_NAME, placeholder="…")


def _figures(area: Area, ready: str, each: int) -> list[str]:
    """What an area is called on the screen, and its figures: strengths first, then changed as the facilitator likes."""
    st.text_input(
        t("aan_tafel.called", name=names.area_name(area)), value=_on_screen(area), max_chars=editing.LONGEST_NAME,
        key=f"tafel_naam_{area.short}", bind="query-params",
    )  # fmt: skip
    known, good = slides.possible(area, language()), slides.favourable(area, language())
    if not known:
        return []
    if ready == STRENGTHS:
        first = slides.strengths_first(area, language())
    else:
        first = [name for name in slides.READY_MADE[ready] if name in known]
        first = good[:1] * (not set(first[:each]) & set(good)) + first
    first += [name for name in slides.strengths_first(area, language()) if name not in first]
    return st.multiselect(
        t("aan_tafel.figures_of", name=_name(area)), [*good, *(name for name in known if name not in good)],
        default=first[:each], key=f"tafel_cijfers_{ready}_{each}_{area.short}", max_selections=slides.MOST_FIGURES,
        format_func=lambda name: ("+ " if name in good else "") + names.indicator_name(name), bind="query-params",
    )  # fmt: skip


def _wrong(chosen: list[Area], figures: dict[str, list[str]], questions: list[str]) -> str:
    """Why this cannot be kept yet; empty when it can."""
    for area in chosen:
        if not slides.possible(area, language()):
            return t("aan_tafel.no_figures", name=_name(area))
    for area in chosen:
        good = slides.favourable(area, language())
        if good and not set(good) & set(figures[area.code]):
            some = ", ".join(names.indicator_name(name) for name in good[:3])
            return t("aan_tafel.one_favourable", name=_name(area), some=some)
    if sum(map(len, figures.values())) < slides.FEWEST_FIGURES:
        return t("aan_tafel.how_many", fewest=slides.FEWEST_FIGURES, most=slides.MOST_FIGURES)
    if len(questions) > slides.MOST_QUESTIONS:
        return t("aan_tafel.questions_many", n=len(questions), most=slides.MOST_QUESTIONS)
    long = next((line for line in questions if len(line.split()) > slides.MOST_WORDS), "")
    return t("aan_tafel.question_long", question=long, most=slides.MOST_WORDS) if long else ""


def _regio(chosen: list[Area]) -> None:
    codes = [regio.code for regio in catalogue.regios()]
    own = _asked_regio() or (chosen[0].regio_code if chosen else None)
    st.selectbox(
        t("kaart.regio"), codes, index=codes.index(own) if own in codes else None, key=f"tafel_regio_{own}",
        format_func=names.regio_name, placeholder=t("aan_tafel.no_regio"),
        on_change=lambda: st.session_state.update(tafel_regio=st.session_state[f"tafel_regio_{own}"]),
    )  # fmt: skip
    st.session_state["tafel_regio"] = st.session_state[f"tafel_regio_{own}"]


def _asked_regio() -> str | None:
    """The regio that the link to this page filled in."""
    return address.one_of("regio", names.regio_names())


def _keep(
    title: str, when: date, place: str, chosen: list[Area], figures: dict[str, list[str]], questions: list[str]
) -> None:
    regio = st.session_state.get("tafel_regio")
    named = [(area, _name(area)) for area in chosen]
    about = {
        "title": title, "place": place, "date": when.isoformat(), "date_words": date_words(when, language()),
        "regio": regio, "regio_words": names.regio_name(regio) if regio else "",
        "language": language(), "version": database.version(),
        "areas": [[area.code, area.vintage, name] for area, name in named],
    }  # fmt: skip
    made = slides.make(named, figures, questions, title, language())
    key, _ = store.create(about, made)
    st.session_state[OPEN] = key
    address.leave_for(bijeenkomst="open")
    st.rerun()
