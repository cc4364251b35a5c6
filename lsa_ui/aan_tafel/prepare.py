"""Aan tafel, beforehand: choose areas, figures and own questions, and keep them as a session."""

from datetime import date

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import areas, database
from lsa_data.ask.areas import Area
from lsa_data.say.formats import date_words
from lsa_tafel import slides, store
from lsa_ui.shared import address, area_search, frame, names
from lsa_ui.texts import language, t

READY_FIRST = "samenleven"


def form() -> None:
    """The form; keeping it leads to the address that only the facilitator has."""
    st.header(t("aan_tafel.prepare"), anchor=False)
    title = st.text_input(t("aan_tafel.title_label"), max_chars=120, key="tafel_titel")
    left, right = st.columns(2)
    with left:
        when = st.date_input(t("aan_tafel.date"), value=date.today(), key="tafel_datum", format="DD-MM-YYYY")
        place = st.text_input(t("aan_tafel.place"), max_chars=80, key="tafel_plaats")
    with right:
        chosen = _areas()
        _regio(chosen)
    if not chosen:
        frame.notice(t("aan_tafel.choose_area"))
        return
    indicators = _indicators(chosen)
    questions = st.text_area(t("aan_tafel.questions", most=slides.MOST_QUESTIONS), key="tafel_vragen", max_chars=1300)
    enough = slides.FEWEST_FIGURES <= len(indicators) <= slides.MOST_FIGURES
    if not enough:
        frame.notice(t("aan_tafel.how_many", fewest=slides.FEWEST_FIGURES, most=slides.MOST_FIGURES))
    if st.button(t("aan_tafel.keep"), type="primary", disabled=not enough):
        _keep(title.strip() or t("aan_tafel.no_title"), when, place.strip(), chosen, indicators, questions)


def _areas() -> list[Area]:
    """The areas of the evening, all of the type of the first; the area that was looked at before is the first."""
    remembered = areas.area(address.remembered_area() or "")
    fits = remembered is not None and _asked_regio() in (None, remembered.regio_code)
    chosen: list[Area] = st.session_state.setdefault("tafel_gebieden", [remembered] if remembered and fits else [])
    area_search.pick(
        "tafel_zoek", lambda area: None if area in chosen else chosen.append(area),
        lambda key: chosen.remove(next(area for area in chosen if area_search.key_of(area) == key)),
        label=t("aan_tafel.areas", most=slides.MOST_AREAS), chosen=map(area_search.named, chosen),
        most=slides.MOST_AREAS, area_type=chosen[0].type if chosen else None,
    )  # fmt: skip
    return chosen


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


def _indicators(chosen: list[Area]) -> list[str]:
    """Four to eight figures: a ready-made set to begin with, changed as the facilitator likes."""
    known = slides.possible(chosen[0], language())
    ready = st.segmented_control(
        t("aan_tafel.ready"), list(slides.READY_MADE), default=READY_FIRST, key="tafel_set", required=True,
        format_func=lambda name: t(f"aan_tafel.set_{name}"),
    )  # fmt: skip
    first = [name for name in slides.READY_MADE[ready] if name in known]
    first += [name for name in known if catalogue.indicators()[name].headline and name not in first]
    return st.multiselect(
        t("aan_tafel.figures", fewest=slides.FEWEST_FIGURES, most=slides.MOST_FIGURES), list(known),
        default=first[: slides.FEWEST_FIGURES], key=f"tafel_cijfers_{ready}_{chosen[0].code}",
        max_selections=slides.MOST_FIGURES,
        format_func=names.indicator_name,
    )  # fmt: skip


def _keep(title: str, when: date, place: str, chosen: list[Area], indicators: list[str], questions: str) -> None:
    regio = st.session_state.get("tafel_regio")
    named = [(area, names.area_name(area)) for area in chosen]
    about = {
        "title": title, "place": place, "date": when.isoformat(), "date_words": date_words(when, language()),
        "regio": regio, "regio_words": names.regio_name(regio) if regio else "",
        "language": language(), "version": database.version(),
    }  # fmt: skip
    made = slides.make(named, indicators, questions.splitlines(), title, language())
    key, _ = store.create(about, made)
    address.write(sleutel=key)
    st.rerun()
