"""All words on the screen, from one file per language (`nl.toml` and `en.toml`)."""

import tomllib
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import streamlit as st

from lsa_data.catalogue import LANGUAGES

FOLDER = Path(__file__).parent


_settled: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """The language of this visitor: that of the address, else the one chosen before, else Dutch."""
    return _settled.get() or _asked()


def settle() -> None:
    """Ask for the language once for a whole run of a page: a page has hundreds of words, and asking takes longer than
    finding a word."""
    _settled.set(_asked())


def _asked() -> str:
    chosen = st.query_params.get("taal") or st.session_state.get("taal")
    return chosen if chosen in LANGUAGES else "nl"


def t(key: str, in_language: str | None = None, **values: object) -> str:
    """The text under `key` ("kaart.title") with `{names}` filled in. An unknown key raises KeyError."""
    text = texts(in_language or language())[key]
    return text.format(**values) if values else text


@cache
def texts(in_language: str) -> Mapping[str, str]:
    """Every text of a language by dotted key."""
    content = tomllib.loads((FOLDER / f"{in_language}.toml").read_text(encoding="utf-8"))
    return dict(_flat(content, ""))


def _flat(table: Mapping, prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
