"""The words of files and pictures, from `words.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lsa_data import catalogue
from lsa_data.say import names
from lsa_data.say.sentences import phrases

WORDS = Path(__file__).parent / "words.toml"


@cache
def words(language: str) -> Mapping[str, Any]:
    """Every word of a language by key."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]


@cache
def said(column: str, language: str) -> Mapping[str, str]:
    """What a column that holds words for machines says to people: the word for each."""
    own = words(language)
    return {
        "type": own["area_type"],
        "unit": own["unit"],
        "status": own["status_word"] | _reasons(language),
        "position": own["position"],
        "trend": own["trend"],
        "national_method": own["method"],
        "link": own["link"],
    }[column]


@cache
def called(column: str, language: str) -> Mapping[str, str]:
    """What the codes of a column are called: the name of each."""
    if column == "provincie_code":
        return {provincie.code: provincie.name for provincie in catalogue.provincies()}
    if column == "regio_code":
        return {r.code: r.name_en if language == "en" else r.name_nl for r in catalogue.regios()}
    if column == "source":
        return {source.id: source.text("label", language) for source in catalogue.sources().values()}
    return {indicator: names.indicator_name(indicator, language) for indicator in catalogue.indicators()}


def _reasons(language: str) -> dict[str, str]:
    """Why there is no figure, as on the screen but without the full stop."""
    own = phrases(language)["missing"]
    return {status: names.missing_word(status, language).rstrip(".") for status in own if status != "not_measured"}
