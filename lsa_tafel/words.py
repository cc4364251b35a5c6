"""The words of Aan tafel, from `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words.toml"


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of a language by key; Dutch where the language is not known."""
    content = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return content.get(language, content["nl"])
