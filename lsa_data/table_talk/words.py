"""The words of Aan tafel, from `catalogue/table_talk.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache

from lsa_data import catalogue


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of a language by key; Dutch where the language is not known."""
    content = tomllib.loads((catalogue.FOLDER / "table_talk.toml").read_text(encoding="utf-8"))
    return content.get(language, content["nl"])
