"""What a visitor takes along of a page: its address to share or copy, its print, and ways on."""

from collections.abc import Sequence

import streamlit as st

from lsa_data.say.sentences import page_words
from lsa_ui.shared import files
from lsa_ui.texts import language

_buttons = st.components.v2.component("share", css=files.sheet("share.css"), js=files.module("share.js"))


def share(key: str, path: str, title: str, ways: Sequence[tuple[str, str]], prints: bool = True) -> None:
    """Buttons to share or copy the address `path` of this server, to print the page, and `ways` on (address, name)."""
    words = page_words(language())
    _buttons(key=key, data={
        "path": path, "title": title, "ways": ways, "print": words["print"] if prints else "",
        **{name: words[name] for name in ("share", "copy_link", "copied", "not_copied")},
    })  # fmt: skip
