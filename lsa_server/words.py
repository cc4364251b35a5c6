"""The words of the pages without Streamlit, from `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent / "words.toml"


@cache
def words(language: str) -> Mapping[str, Any]:
    """Every word of a language by key."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]
