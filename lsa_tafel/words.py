"""The words of Aan tafel, from `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lsa_data import catalogue

WORDS = Path(__file__).parent / "words.toml"
PHONE_LANGUAGES = {
    "nl": "Nederlands", "en": "English", "ar": "العربية", "tr": "Türkçe", "pl": "Polski", "uk": "Українська",
}  # fmt: skip
"""The languages that a phone can speak, as they call themselves; screen, desk and report speak the first two."""
THEME = "theme_"


@cache
def words(language: str) -> Mapping[str, str]:
    """Every word of screen, desk and report in a language by key; Dutch where they do not speak it."""
    return _content()[language if language in ("nl", "en") else "nl"]


@cache
def phone_words(language: str) -> Mapping[str, str]:
    """The words that a phone says in one of its languages by key, with the names of the themes (`theme_...`). Which
    they are, stands in the languages that only phones speak."""
    needed = _content()["ar"]
    if language not in ("nl", "en"):
        return _content()[language]
    names = {f"{THEME}{theme}": known.text("name", language) for theme, known in catalogue.themes().items()}
    return {key: names[key] if key.startswith(THEME) else words(language)[key] for key in needed}


@cache
def _content() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
