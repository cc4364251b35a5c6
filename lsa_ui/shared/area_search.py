"""One box to find an area: a name, with or without typing mistakes, or a postcode."""

import streamlit as st

from lsa_data.ask import search
from lsa_data.ask.areas import unless_first
from lsa_ui.shared import address, frame, names
from lsa_ui.texts import language, t


def search_box(key: str) -> None:
    """The box, and under it what was found as links to Mijn wijk, or the nearest names when nothing was."""
    question = st.text_input(
        t("search.label"), key=key, placeholder=t("search.placeholder"), max_chars=search.LONGEST_QUESTION
    )
    if not question.strip():
        return
    found = search.find(question)
    if found.hits:
        if found.postcode:
            frame.note(t("search.postcode", postcode=found.postcode))
        frame.hits([_line(hit) for hit in found.hits])
    elif found.nearest:
        frame.notice(t("search.nothing_but", question=_plain(found.question)))
        frame.hits([_line(hit) for hit in found.nearest])
    else:
        frame.notice(t("search.nothing", question=_plain(found.question)))


def area_link(code: str, vintage: int | None = None) -> str:
    """The address of Mijn wijk for an area; the vintage only when it is not the one that is shown first."""
    return address.link("mijn-wijk", language(), gebied=code, indeling=vintage)


def _line(hit: search.Hit) -> tuple[str, str, str]:
    vintage = unless_first(hit.type, hit.vintage)
    name = names.name_of(hit.type, hit.code, hit.name)
    what = t(f"area_type.{hit.type}")
    place = f"{what}, {hit.place}" if hit.place else what
    return area_link(hit.code, vintage), name, place + (t("search.of_year", year=vintage) if vintage else "")


def _plain(text: str) -> str:
    """Typed text without the signs that Markdown would act on."""
    return "".join(char if char.isalnum() or char in " -'." else " " for char in text).strip()
