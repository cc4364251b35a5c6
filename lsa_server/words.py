"""The words of the pages without Streamlit, from `words.toml`, and those of every page of an area."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lsa_data.say.sentences import page_words

WORDS = Path(__file__).parent / "words.toml"


@cache
def words(language: str) -> Mapping[str, Any]:
    """Every word of a language by key."""
    return page_words(language) | tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]
