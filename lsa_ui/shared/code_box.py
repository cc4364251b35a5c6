"""A box in which somebody pastes codes of areas, and what is said of those that were not found."""

from collections.abc import Callable

import streamlit as st

from lsa_data.ask import code_list
from lsa_data.ask.code_list import CodeList, NotFound
from lsa_data.say.formats import number
from lsa_ui.shared import frame
from lsa_ui.texts import language, t

MOST_NAMED = 8
"""Codes that were not found and are named one by one."""


def box(key: str, label: str, example: str, words: tuple[str, ...], write: Callable[[tuple[str, ...]], None]) -> None:
    """The box with the list as it is kept; `write` gets what stands in it, tidied up, also what is no code."""
    st.session_state[key] = ", ".join(words)
    st.text_area(
        label, key=key, placeholder=example, max_chars=12 * code_list.MOST,
        on_change=lambda: write(code_list.read(st.session_state[key]).words),
    )  # fmt: skip


def told(found: CodeList, kind: str | None, vintage: int | None) -> None:
    """How many codes of a list were found and, one by one, why the others were not; nothing when all were."""
    if said := words(found, kind, vintage):
        frame.notice(said)


def words(found: CodeList, kind: str | None, vintage: int | None) -> str:
    """The same as a text; empty when all were."""
    if not found.not_found:
        return ""
    lines = [_why(one, kind, vintage) for one in found.not_found[:MOST_NAMED]]
    if more := len(found.not_found) - len(lines):
        lines.append(t("codes.more", n=number(more, 0, language())))
    n = len(found.codes)
    start = t("codes.found_one") if n == 1 else t("codes.found", n=number(n, 0, language()))
    rest = t("codes.not_found", n=number(len(found.not_found), 0, language()), why="; ".join(lines))
    return f"{start} {rest}" + ("" if n else f" {t('codes.nothing')}")


def _why(one: NotFound, kind: str | None, vintage: int | None) -> str:
    return t(
        f"codes.{one.why}", word=one.word, type=t(f"area_type.{kind}") if kind else "", vintage=vintage or "",
        vintages=", ".join(str(year) for year in one.vintages),
    )  # fmt: skip
