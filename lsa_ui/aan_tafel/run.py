"""Aan tafel, on the evening and after it: the screen, what the room writes, notes, and the report."""

import streamlit as st

from lsa_tafel import render, report, results, store
from lsa_tafel.words import words
from lsa_ui.shared import address, frame, templates
from lsa_ui.texts import t

LOOK_EVERY = "2s"


def session(key: str) -> store.Session | None:
    """The session of the key in the address, or a message that there is none."""
    try:
        return store.by_key(key)
    except store.NoSession:
        frame.notice(t("aan_tafel.unknown"))
        return None


def links(key: str, kept: store.Session) -> None:
    """The way to the screen, the code for phones, and the file for a room without network."""
    st.header(kept.about["title"], anchor=False)
    here = (st.context.url or "").split("/aan-tafel", 1)[0]
    templates.show("aan_tafel/links.html", key=key, code=kept.code, address=f"{here}/doe-mee")
    frame.note(t("aan_tafel.keys"))
    if not kept.joinable:
        frame.notice(t("aan_tafel.too_old"))
        st.button(t("aan_tafel.reopen"), on_click=lambda: store.reopen(key))
    st.write(t("aan_tafel.your_link"))
    st.code(f"{here}/aan-tafel?sleutel={key}", language=None, wrap_lines=True)


@st.fragment(run_every=LOOK_EVERY)
def desk(key: str) -> None:
    """What is on the screen now, the buttons for it, the sentences to let through, and a note on this slide."""
    try:
        kept = store.by_key(key)
    except store.NoSession:
        st.rerun()
    slide = kept.slide
    name = slide.get("title") or words(kept.about["language"])[slide["kind"]]
    st.markdown(t("aan_tafel.now", n=kept.current + 1, total=len(kept.slides)))
    templates.show("aan_tafel/now.html", name=name)
    given = store.answers(kept.id)
    found = results.of_slide(slide, given)
    if slide["kind"] in render.ASKING:
        frame.note(t("aan_tafel.answers", n=found["n"]))
    _waiting(key, kept, given)
    note_key = f"tafel_notitie_{slide['id']}"
    if note_key not in st.session_state:
        st.session_state[note_key] = store.notes(kept.id).get(slide["id"], "")
    st.text_area(
        t("aan_tafel.note"), key=note_key, max_chars=store.LONGEST_NOTE,
        on_change=lambda: store.note(key, slide["id"], st.session_state[note_key]),
    )  # fmt: skip


def _waiting(key: str, kept: store.Session, given: list[dict]) -> None:
    """Sentences that wait, each with two buttons."""
    waiting = [one for one in given if one["sentence"] and one["shown"] == store.WAITING]
    if not waiting:
        return
    st.write(t("aan_tafel.waiting", n=len(waiting)))
    for one in waiting[:8]:
        text, yes, no = st.columns([4, 1, 1], vertical_alignment="center")
        with text:
            frame.line(one["sentence"])
        for column, shown in ((yes, store.SHOWN), (no, store.HIDDEN)):
            with column:
                st.button(
                    t(f"aan_tafel.let_{shown}"), key=f"{shown}_{one['slide']}_{one['phone']}",
                    on_click=store.moderate, args=(key, one["slide"], one["phone"], shown),
                )  # fmt: skip


def reports(key: str, kept: store.Session) -> None:
    """The report as Word and Markdown, as a file to combine later, and on this page to print."""
    st.header(t("aan_tafel.report"), anchor=False)
    gathered = report.gather(kept, store.answers(kept.id), store.notes(kept.id))
    said = report.lines(gathered)
    name = f"lsa_aan-tafel_{kept.about['date']}"
    files = (
        ("word", lambda: report.word_file(said), f"{name}.docx"),
        ("markdown", lambda: report.markdown(said).encode(), f"{name}.md"),
        ("json", lambda: gathered.model_dump_json().encode(), f"{name}.json"),
    )
    for column, (kind, make, file_name) in zip(st.columns(len(files)), files, strict=True):
        with column:
            st.download_button(
                t(f"aan_tafel.as_{kind}"), make, file_name=file_name, key=f"tafel_{kind}",
                on_click=store.exported, args=(key,),
            )  # fmt: skip
    templates.show("aan_tafel/report.html", key=key)


def combine(language: str) -> None:
    """Several reports together as a draft discussion paper."""
    with st.expander(t("aan_tafel.combine")):
        frame.note(t("aan_tafel.combine_how"))
        uploaded = st.file_uploader(t("aan_tafel.files"), type="json", accept_multiple_files=True, key="tafel_bundel")
        read = []
        for file in (uploaded or [])[: report.MOST_REPORTS]:
            try:
                read.append(report.read(file.getvalue()))
            except report.ReportError:
                frame.notice(
                    t("aan_tafel.not_a_report", name="".join(c for c in file.name if c.isalnum() or c in ".-_ "))
                )
        if read:
            said = report.combined(read, language)
            st.download_button(t("aan_tafel.as_word"), lambda: report.word_file(said), "lsa_discussiestuk.docx",
                               on_click="ignore", key="bundel_word")  # fmt: skip
            st.download_button(t("aan_tafel.as_markdown"), lambda: report.markdown(said).encode(),
                               "lsa_discussiestuk.md", on_click="ignore", key="bundel_markdown")  # fmt: skip
            st.markdown(report.markdown(said))


def remove(key: str) -> None:
    """Delete the session, after a second yes."""
    with st.expander(t("aan_tafel.delete")):
        st.write(t("aan_tafel.delete_what"))
        sure = st.checkbox(t("aan_tafel.delete_sure"), key="tafel_zeker")
        if st.button(t("aan_tafel.delete_now"), disabled=not sure):
            store.delete(key)
            address.write(sleutel=None)
            st.rerun()


def privacy(language: str) -> None:
    """What is kept, in plain words: the same that phones show."""
    with st.expander(words(language)["privacy"]):
        st.write(words(language)["privacy_text"])
        st.write(t("aan_tafel.privacy_facilitator"))
