"""Aan tafel, after preparing: the way to the desk (`lsa_tafel/desk.py`), the slides, and several reports together."""

from pathlib import Path

import streamlit as st

from lsa_tafel import paper, report, store
from lsa_tafel.words import words
from lsa_ui.aan_tafel import edit, prepare
from lsa_ui.shared import frame
from lsa_ui.texts import t


def _script(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


_remember = st.components.v2.component("remember", js=_script("remember.js"), isolate_styles=False)
_key = st.components.v2.component("key", js=_script("key.js"), isolate_styles=False)


def key() -> str | None:
    """The key of the evening that is open in this tab, "" where it has none; None as long as the tab is asked."""
    if prepare.OPEN not in st.session_state:
        told = _key(key="tafel_sleutel", on_key_change=lambda: None).key
        if told is None:
            frame.note(t("aan_tafel.opening"))
            return None
        st.session_state[prepare.OPEN] = str(told)
    found: str = st.session_state[prepare.OPEN]
    return found


def session(key: str) -> store.Session | None:
    """The session of a key, or a message that there is none."""
    try:
        return store.by_key(key)
    except store.NoSession:
        frame.notice(t("aan_tafel.unknown"))
        return None


def desk(key: str, kept: store.Session) -> None:
    """The way to the desk, and the link to keep. The key stands behind a #: browsers tell that to no server."""
    st.header(kept.about["title"], anchor=False)
    way = "/live/desk" + ("?taal=en" if kept.about["language"] == "en" else "") + f"#{key}"
    here = (st.context.url or "").split("/aan-tafel", 1)[0]
    st.link_button(t("aan_tafel.desk"), f"{here}{way}", type="primary")
    st.write(t("aan_tafel.desk_how"))
    st.write(t("aan_tafel.your_link"))
    st.code(f"{here}{way}", language=None, wrap_lines=True)
    frame.note(t("aan_tafel.another"))
    when = kept.about.get("date_words") or kept.about.get("date", "")
    told = {"key": key, "title": kept.about["title"], "date": when, "language": kept.about["language"]}
    _remember(key="tafel_onthoud", data=told)
    mine = "/live/desk" + ("?taal=en" if kept.about["language"] == "en" else "")
    frame.link(mine, t("aan_tafel.mine"))
    frame.note(t("aan_tafel.remembered"))
    edit.about(key, kept)
    edit.all_slides(key)


def combine(language: str) -> None:
    """Several reports together as a draft discussion paper."""
    with st.expander(t("aan_tafel.combine")):
        frame.note(t("aan_tafel.combine_how"))
        uploaded = st.file_uploader(
            t("aan_tafel.files"), type="json", accept_multiple_files=True, key="tafel_bundel", max_upload_size=2
        )
        read = []
        for file in (uploaded or [])[: report.MOST_REPORTS]:
            try:
                read.append(report.read(file.getvalue()))
            except report.ReportError:
                frame.notice(
                    t("aan_tafel.not_a_report", name="".join(c for c in file.name if c.isalnum() or c in ".-_ "))
                )
        if read:
            said = paper.combined(read, language)
            st.download_button(t("aan_tafel.as_word"), lambda: report.word_file(said, language),
                               "lsa_discussienota.docx", on_click="ignore", key="bundel_word")  # fmt: skip
            st.download_button(t("aan_tafel.as_markdown"), lambda: report.markdown(said).encode(),
                               "lsa_discussienota.md", on_click="ignore", key="bundel_markdown")  # fmt: skip
            st.markdown(report.markdown(said))


def privacy(language: str) -> None:
    """What is kept, in plain words: the same that phones show."""
    with st.expander(words(language)["privacy"]):
        st.write(words(language)["privacy_text"])
        st.write(t("aan_tafel.privacy_facilitator"))
