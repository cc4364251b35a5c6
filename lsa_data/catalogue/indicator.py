"""Indicators: what every figure says, from `indicators.toml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from lsa_data.catalogue import editable_toml
from lsa_data.catalogue.folder import FOLDER, LANGUAGES
from lsa_data.catalogue.mistakes import Checked, Filled, MaybeEmpty, Mistake, known, wrong
from lsa_data.catalogue.source import sources
from lsa_data.catalogue.theme import themes

Unit = Literal["procent", "score", "klasse", "aantal", "per_km2", "per_1000", "euro_1000", "km2", "personen"]
UNITS: tuple[Unit, ...] = get_args(Unit)
CLASSES, SHARE = "klasse", "procent"
"""The unit of an order of classes, and the one of which "12 van de 100" can be said."""


def _whole(value: object) -> int:
    """A whole number; in a Literal, true and 1.0 would pass for 1."""
    if type(value) is not int:
        raise ValueError(value)
    return value


class IndicatorTexts(Checked, strict=True):
    """What an indicator says in one language; `classes` names the classes, the lowest first."""

    name: Filled
    definition: Filled
    caution: MaybeEmpty
    phrase: MaybeEmpty
    phrase_who: MaybeEmpty
    classes: Annotated[tuple[Filled, ...], Field(strict=False, description="a list of texts")] = ()


class Indicator(editable_toml.Described):
    """What one figure says. Texts: name, definition, caution, phrase, phrase_who.

    `polarity` is +1 where higher is more favourable, -1 where lower is, 0 where neither is. For percentages
    "12 van de 100 {phrase_who} {phrase}" is a sentence. `headline`: may be in the summary of an area.
    `national_method`: what the country is: the constant `benchmark` of a model's score, or else the figure that the
    source publishes; where it publishes none, the mean of the areas by inhabitants (also with `published`), by
    households where the figure is about those or about dwellings, or of every area alike; or nothing.
    `followed_by`: the indicator in which newer figures about the same are found, of another model or source.
    """

    theme: Annotated[str, known("theme")]
    source: Annotated[str, known("source")]
    unit: Unit
    polarity: Annotated[Literal[-1, 0, 1], BeforeValidator(_whole)]
    decimals: Annotated[Literal[0, 1, 2, 3], BeforeValidator(_whole)]
    kind: Literal["counted", "estimated", "modelled"]
    national_method: Literal["published", "inhabitants", "households", "unweighted", "constant", "none"]
    benchmark: Annotated[float | None, Field(description="a number")] = None
    headline: bool
    followed_by: Annotated[str, known("indicator")] | None = None
    nl: IndicatorTexts
    en: IndicatorTexts

    @property
    def ordinal(self) -> bool:
        """Whether it is an order of classes, not a measure: no difference, slope or mean is taken of it."""
        return self.unit == CLASSES

    @property
    def is_count(self) -> bool:
        """Whether a larger area simply has more of it: a gemeente then says nothing about its wijken."""
        return self.unit in ("aantal", "km2")

    @property
    def classes(self) -> Mapping[str, tuple[str, ...]]:
        """The words for the classes by language, the lowest first; empty when there are none."""
        return {"nl": self.nl.classes, "en": self.en.classes}

    def class_name(self, number: int, language: str) -> str:
        """The word for class `number` (1 is the lowest); ValueError when the indicator has no such class."""
        words = self.classes.get(language, ())
        if not 1 <= number <= len(words):
            raise ValueError(f"{self.id} has no class {number}")
        return words[number - 1]


@cache
def indicators(folder: Path = FOLDER) -> Mapping[str, Indicator]:
    """Every indicator by id, in the order of the file, which is the order on the page."""
    path = folder / "indicators.toml"
    context = {
        "theme": tuple(themes(folder)), "source": tuple(sources(folder)), "indicator": tuple(editable_toml.ids(path)),
    }  # fmt: skip
    return editable_toml.read(path, Indicator, context, _together)


def _together(tables: dict[str, dict]) -> Iterator[Mistake]:
    yield from _texts_fit_the_unit(tables)
    for key, table in tables.items():
        if ("benchmark" in table) != (table.get("national_method") == "constant"):
            told = "a number where national_method is constant, and nothing elsewhere"
            yield wrong((key, "benchmark"), table.get("benchmark", ""), told)


def _texts_fit_the_unit(tables: dict[str, dict]) -> Iterator[Mistake]:
    """A percentage has words to say it with, an order of classes has as many names in each language."""
    for key, table in tables.items():
        if table.get("unit") not in UNITS:
            continue
        texts = {language: table[language] for language in LANGUAGES if isinstance(table.get(language), dict)}
        for language, own in texts.items():
            for name, unit, kind in (("phrase", SHARE, str), ("phrase_who", SHARE, str), ("classes", CLASSES, list)):
                value, needed = own.get(name, kind()), table["unit"] == unit
                if isinstance(value, kind) and bool(value) != needed:
                    words = f"not empty, because the unit is {unit}" if needed else (
                        f"empty, because the unit is not {unit}"
                    )  # fmt: skip
                    yield wrong((key, language, name), value, words)
        lists = [own["classes"] for own in texts.values() if isinstance(own.get("classes"), list)]
        if len(lists) == len(LANGUAGES) and len(lists[0]) != len(lists[1]):
            yield wrong((key, "en", "classes"), lists[1], f"as many classes as in nl ({len(lists[0])})")
