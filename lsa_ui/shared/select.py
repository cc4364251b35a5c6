"""One choice that lives in the address: the back button and a copied link bring it back."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import streamlit as st

from lsa_ui.shared import address, frame
from lsa_ui.texts import t

Option = TypeVar("Option", str, int, float)


def select(
    label: str,
    name: str,
    options: Iterable[Option],
    chosen: Option,
    words: Callable[[Option], str],
    clears: tuple[str, ...] = (),
    page: str = "",
) -> None:
    """A box with `options`; a new choice goes to the address under `name` and takes out what it `clears`.

    `page` keeps the boxes of different pages apart. An empty choice takes `name` out of the address.
    """
    key = f"{page}_{name}"
    st.session_state[key] = chosen

    def to_address() -> None:
        value = st.session_state[key]
        address.write(**{name: value if value != "" else None}, **dict.fromkeys(clears))

    st.selectbox(label, list(options), format_func=words, key=key, on_change=to_address)


def chosen(name: str, possible: Sequence[str], words: Callable[[str], str], usual: str | None = None) -> str:
    """The value of `name` in the address; the `usual` one (else the first possible) where that is none of them, and
    then a message that says so."""
    value = address.one_of(name, possible)
    if value is not None:
        return value
    instead = usual if usual is not None and usual in possible else possible[0]
    if wrong := address.not_among(name, possible):
        frame.notice(t("choice.wrong", wrong=wrong, instead=words(instead)))
    return instead
