"""Aan tafel, after keeping: the slides of a session, each with its picture; order, hide, copy, change, and add."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from lsa_data.ask import own_area
from lsa_data.say.formats import date_words
from lsa_tafel import editing, on_screen, own_slides, photos, remote, render, report, steering, store
from lsa_tafel.own_slides import Named, NotShown
from lsa_tafel.store import Session
from lsa_ui.aan_tafel import prepare
from lsa_ui.shared import drawn, frame, names
from lsa_ui.texts import t

OPEN, SAID = "tafel_dia_open", "tafel_dia_fout"
FILLED, OTHERS = "tafel_over_begin", "tafel_over_ander"
"""What the form of a session was filled with, and what somebody else wrote meanwhile."""
TOLD = {"title", "place", "date"}


def about(key: str, kept: Session) -> None:
    """Title, date, place and what the areas are called, to change after all. What was left as it was when the form was
    filled stays as it is now; where somebody else changed the same meanwhile, that is told."""
    now = _facts(kept)
    of, began = st.session_state.get(FILLED) or ("", now)
    began = began if of == key else now
    st.session_state[FILLED] = (key, began)
    if others := st.session_state.pop(OTHERS, ""):
        frame.notice(t("aan_tafel.both_wrote", others=report.markdown([report.Line("p", others)]).strip()))
    with st.expander(t("aan_tafel.about")), st.form("tafel_over", border=False):
        labels = {"title": t("aan_tafel.title_label"), "place": t("aan_tafel.place"), "date": t("aan_tafel.date")}
        title = st.text_input(labels["title"], began["title"], max_chars=120)
        place = st.text_input(labels["place"], began["place"], max_chars=80)
        day = date.fromisoformat(began["date"])
        when = st.date_input(labels["date"], day, format="DD-MM-YYYY", max_value=max(day, prepare.latest()))
        mine = {"title": title.strip() or began["title"], "place": place.strip(), "date": when.isoformat()}
        for area, name in _areas(kept):
            labels[area.code] = t("aan_tafel.called", name=names.area_name(area))
            mine[area.code] = st.text_input(
                labels[area.code], began.get(area.code, name), max_chars=editing.LONGEST_NAME,
                key=f"tafel_heet_{area.short}_{began.get(area.code, name)}",
            )  # fmt: skip
        if st.form_submit_button(t("aan_tafel.save")):
            changed = {field: said for field, said in mine.items() if said != began.get(field)}
            both = [field for field, said in changed.items() if now.get(field) not in (began.get(field), said)]
            st.session_state[OTHERS] = " · ".join(f"{labels[field]}: {now[field]}" for field in both)
            if "date" in changed:
                changed["date_words"] = date_words(when, kept.about["language"])
            called = {field: changed.pop(field) for field in list(changed) if field in labels.keys() - TOLD}
            editing.tell(key, changed, called)
            st.session_state[FILLED] = None
            st.rerun()


def _facts(kept: Session) -> dict[str, str]:
    """What a session says of itself, and what its areas are called, by code."""
    told = {"title": kept.about["title"], "place": kept.about.get("place") or "", "date": _date(kept).isoformat()}
    return told | {area.code: name for area, name in _areas(kept)}


@st.fragment
def all_slides(key: str) -> None:
    """Every slide with its picture and what can be done with it."""
    try:
        kept = store.by_key(key)
    except store.NoSession:
        st.rerun()
    frame.heading(t("aan_tafel.slides"))
    frame.note(t("aan_tafel.slides_how"))
    st.html(str(render.slide_style()))
    with st.container():  # there also when it is empty: what stands below keeps its place, and stays open
        if wrong := st.session_state.pop(SAID, ""):
            frame.notice(t(f"aan_tafel.{wrong}"))
    _add(key, kept)
    if (gone := editing.last_removed(kept)) is not None:
        name = remote.name(gone, kept.about["language"])
        st.button(t("aan_tafel.put_back", name=name), key="tafel_terug", on_click=_click, args=(editing.put_back, key))
    visible = steering.shown(kept.slides, -1)
    for at, slide in enumerate(kept.slides):
        _row(key, kept, at, visible.index(at) + 1 if at in visible else None)
        if (began := _opened(key)) and began["id"] == slide["id"]:
            _change(key, began)


def _row(key: str, kept: Session, at: int, number: int | None) -> None:
    slide = kept.slides[at]
    name = remote.name(slide, kept.about["language"])
    left, right = st.columns([1, 2], vertical_alignment="center")
    with left:
        drawn.draw("aan_tafel/thumb.html", f"dia_{slide['id']}", slide=on_screen.preview(kept, steering.Place(at)))
    with right:
        frame.line(f"{number}. {name}" if number else t("aan_tafel.is_hidden", name=name))
        with st.container(horizontal=True, gap="small"):
            _button(slide, "earlier", at == 0, editing.move, key, slide["id"], -1)
            _button(slide, "later", at == len(kept.slides) - 1, editing.move, key, slide["id"], 1)
            _button(slide, "hide" if number else "unhide", False, editing.hide, key, slide["id"], bool(number))
            _button(slide, "copy", False, editing.duplicate, key, slide["id"])
            _button(slide, "change", False, _toggle, key, slide)


def _button(slide: dict, what: str, disabled: bool, work: Callable[..., object], *given: object) -> None:
    st.button(
        t(f"aan_tafel.{what}"), key=f"dia_{what}_{slide['id']}", on_click=_click, args=(work, *given),
        disabled=disabled,
    )  # fmt: skip


def _click(work: Callable[..., object], *given: object) -> None:
    _careful(work, *given)


def _careful(work: Callable[..., object], *given: object) -> bool:
    """Do it; what cannot be done is said above the slides. Two devices may change the same: a slide that is gone is no
    mistake, nor is a session, which the page says itself."""
    try:
        work(*given)
    except store.NoSession:
        return False
    except NotShown as wrong:
        st.session_state[SAID] = str(wrong)
        return False
    except ValueError:
        st.session_state[SAID] = "slide_gone"
        return False
    return True


def _opened(key: str) -> dict | None:
    """The slide that is being changed, as it was when that began: what somebody else changes meanwhile takes no words
    away here."""
    of, slide = st.session_state.get(OPEN) or ("", None)
    return slide if of == key else None


def _toggle(key: str, slide: dict) -> None:
    began = _opened(key)
    st.session_state[OPEN] = None if began and began["id"] == slide["id"] else (key, slide)


def _change(key: str, slide: dict) -> None:
    """What a slide says, its clock, and what only the facilitator reads; `slide` as it was when this was opened."""
    with st.form(f"dia_form_{slide['id']}"):
        title, own, options = None, None, None
        if slide["kind"] in editing.WRITTEN:
            title = st.text_input(t("aan_tafel.slide_text"), slide["title"], max_chars=200)
        if slide["kind"] in editing.WITH_FIGURE:
            own = st.text_input(
                t("aan_tafel.own_words"), slide.get("words", ""), max_chars=200, placeholder=slide["brief"]
            )
            frame.note(t("aan_tafel.own_words_how"))
        if slide["kind"] == "priorities":
            options = st.text_area(t("aan_tafel.options"), "\n".join(slide["themes"].values())).splitlines()
        speaker = st.text_area(
            t("aan_tafel.speaker"), slide.get("speaker", ""), max_chars=editing.LONGEST_SPEAKER, height=100
        )
        minutes = st.number_input(
            t("aan_tafel.minutes"), 0.0, float(editing.MOST_MINUTES), float(slide.get("minutes", 0)), 0.5, format="%.1f"
        )
        with st.container(horizontal=True):
            save = st.form_submit_button(t("aan_tafel.save"), type="primary")
            gone = st.form_submit_button(t("aan_tafel.remove"))
    done = gone and _careful(editing.remove, key, slide["id"])
    if save:
        done = _careful(
            lambda: editing.change(
                key, slide["id"], title=title, own=own, speaker=speaker, minutes=minutes, options=options, began=slide
            )
        )
    if done:
        st.session_state[OPEN] = None
    if save or gone:
        st.rerun(scope="fragment")


def _add(key: str, kept: Session) -> None:
    """A slide of one's own."""
    with st.expander(t("aan_tafel.add"), key="tafel_erbij"):
        chosen = _areas(kept)
        kinds = ["text", "question", "photo"]
        kinds += [] if any(slide["kind"] == "priorities" for slide in kept.slides) else ["priorities"]
        kinds += ["region", "trend"] * bool(chosen) + ["beside"] * (len(chosen) > 1)
        kind = st.segmented_control(
            t("aan_tafel.add_kind"), kinds, default="text", key="tafel_soort", required=True,
            format_func=lambda name: t(f"aan_tafel.kind_{name}"),
        )  # fmt: skip
        make = _form_of(kind, key, chosen, kept.about["language"])
        ids = [slide["id"] for slide in kept.slides]
        visible = {slide["id"]: f"{at + 1}. {remote.name(slide, kept.about['language'])}"
                   for at, slide in enumerate(kept.slides)}  # fmt: skip
        after = st.selectbox(
            t("aan_tafel.add_after"), ids, index=_before_the_end(kept), format_func=visible.__getitem__,
            key=f"tafel_achter_{len(ids)}",
        )  # fmt: skip
        if st.button(t("aan_tafel.add_now"), type="primary"):
            if _careful(lambda: make(after)):
                st.session_state["tafel_tekst"] = st.session_state.get("tafel_tekst", 0) + 1
            st.rerun(scope="fragment")


def _form_of(kind: str, key: str, chosen: list[Named], spoken: str) -> Callable[[str], object]:
    """The questions for one kind of slide; gives what makes it, behind another, in the language of the session."""
    fresh = st.session_state.get("tafel_tekst", 0)
    if kind in ("text", "question"):
        said = st.text_input(t("aan_tafel.slide_text"), max_chars=200, key=f"tafel_{kind}_{fresh}")
        if kind == "question":
            return lambda after: editing.add_question(key, after, said)
        return lambda after: editing.add(key, after, own_slides.text(said))
    if kind == "photo":
        photo = st.file_uploader(
            t("aan_tafel.photo"), type=["jpg", "jpeg", "png", "webp"], key=f"tafel_foto_{fresh}",
            max_upload_size=own_slides.LARGEST_PHOTO // 1_000_000,
        )  # fmt: skip
        frame.note(t("aan_tafel.photo_how"))
        caption = st.text_input(t("aan_tafel.caption"), max_chars=200, key=f"tafel_bijschrift_{fresh}")
        return lambda after: _photo(key, after, photo.getvalue() if photo else b"", caption)
    if kind == "priorities":
        options = st.text_area(t("aan_tafel.options"), key=f"tafel_keuzes_{fresh}").splitlines()
        return lambda after: editing.add_votes(key, after, options)
    if kind == "region":
        return lambda after: editing.add(key, after, own_slides.region(chosen))
    if kind == "beside":
        shared = own_slides.shared(chosen, spoken)
        pair = chosen if len(chosen) == 2 else _pair(chosen)
        indicator = _indicator(shared)
        return lambda after: editing.add(key, after, own_slides.beside(pair, indicator, spoken))
    one = st.selectbox(t("aan_tafel.which"), chosen, format_func=lambda named: named[1], key="tafel_welke")
    indicator = _indicator(list(own_slides.trends(one[0])))
    return lambda after: editing.add(key, after, own_slides.trend(one, indicator, spoken))


def _photo(key: str, after: str, content: bytes, caption: str) -> None:
    own_slides.short(caption)
    editing.add(key, after, own_slides.photo(photos.keep(key, content), caption))


def _pair(chosen: list[Named]) -> list[Named]:
    return st.multiselect(
        t("aan_tafel.pair"), chosen, default=chosen[:2], max_selections=2, format_func=lambda named: named[1],
        key="tafel_paar",
    )  # fmt: skip


def _indicator(known: list[str]) -> str:
    chosen: str = st.selectbox(
        t("aan_tafel.which_figure"), known, format_func=names.indicator_name, key=f"tafel_welk_cijfer_{len(known)}"
    )
    return chosen


def _areas(kept: Session) -> list[Named]:
    """The areas of a session with the names that it uses; none of a session of before."""
    found = [(own_area.area_of(code, vintage), name) for code, vintage, name in kept.about.get("areas", ())]
    return [(area, name) for area, name in found if area]


def _before_the_end(kept: Session) -> int:
    """Where a new slide comes when nothing else is said: before votes, agreements and the end."""
    last = [at for at, slide in enumerate(kept.slides) if slide["kind"] not in ("priorities", "agreements", "end")]
    return last[-1] if last else 0


def _date(kept: Session) -> date:
    try:
        return date.fromisoformat(kept.about["date"])
    except (KeyError, ValueError):
        return date.today()
