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

Group = Literal["lichaam", "leefstijl", "gemoed", "eenzaam"]
"""Figures that say nearly the same: of the body, of habits, of the mind, and of loneliness."""
Unit = Literal["procent", "score", "klasse", "aantal", "per_km2", "per_1000", "euro_1000", "km2", "personen"]
UNITS: tuple[Unit, ...] = get_args(Unit)
CLASSES = "klasse"
WORDS: Mapping[str, Mapping[str, int]] = {
    "procent": {"who": 1, "verb": 4, "rest": 1},
    "score": {"sentence": 1, "verb": 2, "words": 3},
    "klasse": {"classes": 0, "sentence": 1, "verb": 2},
    "per_1000": {"what": 1},
    "euro_1000": {"sentence": 1, "verb": 2},
    "personen": {"sentence": 1, "verb": 2},
    "aantal": {"sentence": 1, "verb": 2},
    "per_km2": {"sentence": 1, "verb": 2},
    "km2": {},
}
"""Unit -> the texts with which a figure is said, and how many words each has; 0 for any number."""
SAYING = ("who", "verb", "rest", "sentence", "words", "what", "classes")
OPTIONAL = {
    ("procent", "rest"),
    *((unit, text) for unit in ("klasse", "aantal", "per_km2") for text in ("sentence", "verb")),
}
"""Texts that may be empty: what people do can be one verb, and of some figures nothing is said."""
SLOTS = {"score": ("{verb}", "{word}", "{than}"), "klasse": ("{verb}", "{name}", "{number}", "{year}")}
OF_VALUE = ("{verb}", "{value}")
"""What the sentence of a unit has places for."""


def _whole(value: object) -> int:
    """A whole number; in a Literal, true and 1.0 would pass for 1."""
    if type(value) is not int:
        raise ValueError(value)
    return value


Words = Annotated[tuple[Filled, ...], Field(strict=False, description="a list of texts")]


class IndicatorTexts(Checked, strict=True):
    """What an indicator says in one language.

    `subject` names it inside a sentence about several ("bij roken en eenzaamheid"). A share is said with `who`, `verb`
    (plural and singular now, plural and singular then) and `rest`; a score with a `sentence`, its `verb` (now, then)
    and `words` (lower, about the same, higher: never a number); an amount or a count with a `sentence` and its `verb`;
    crime with `what` the police recorded; a class with `classes`, the lowest first.
    """

    name: Filled
    definition: Filled
    caution: MaybeEmpty
    subject: MaybeEmpty = ""
    who: MaybeEmpty = ""
    verb: Words = ()
    rest: MaybeEmpty = ""
    sentence: MaybeEmpty = ""
    words: Words = ()
    what: MaybeEmpty = ""
    classes: Words = ()


class Indicator(editable_toml.Described):
    """What one figure says. Texts: see `IndicatorTexts`.

    `polarity` is +1 where higher is more favourable, -1 where lower is, 0 where neither is. `headline`: may be in the
    opening of an area. `group`: figures that say nearly the same; the first headline of a group stands for it.
    `shown` is false for a figure that is only in files: no row, no outcome, no sentence.
    `national_method`: what the country is: the constant `benchmark` of a model's score, or else the figure that the
    source publishes; where it publishes none, the mean of the areas by inhabitants (also with `published`), by
    households where the figure is about those or about dwellings, or of every area alike; or nothing.
    `followed_by`: the indicator in which newer figures about the same are found, of another model or source.
    `combined_by`: what the parts of an area count by when this figure is computed of them.
    `classes_of`: of a class, the score that it is the class of. `rate_of`: of a rate per 1,000, the number itself.
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
    group: Annotated[Group | None, Field(description=f"one of {', '.join(get_args(Group))}")] = None
    shown: bool = True
    followed_by: Annotated[str, known("indicator")] | None = None
    combined_by: Literal["inhabitants", "households"] = "inhabitants"
    classes_of: Annotated[str, known("indicator")] | None = None
    rate_of: Annotated[str, known("indicator")] | None = None
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
    """Every figure has the words with which its unit is said and no others, in each language as many."""
    for key, table in tables.items():
        unit = table.get("unit")
        if unit not in UNITS or table.get("shown") is False:
            continue
        for language in LANGUAGES:
            own = table.get(language)
            if isinstance(own, dict):
                yield from _words_fit(key, language, own, unit)
                if (table.get("headline") is True) != bool(own.get("subject")):
                    yield wrong((key, language, "subject"), own.get("subject", ""), "a text, for a headline only")
        lists = [table[language].get("classes") for language in LANGUAGES if isinstance(table.get(language), dict)]
        if (
            len(lists) == len(LANGUAGES)
            and all(isinstance(one, list) for one in lists)
            and len(set(map(len, lists))) > 1
        ):
            yield wrong((key, "en", "classes"), lists[1], f"as many classes as in nl ({len(lists[0])})")


def _words_fit(key: str, language: str, own: dict, unit: str) -> Iterator[Mistake]:
    needed = WORDS[unit]
    for name in SAYING:
        value, where = own.get(name), (key, language, name)
        if not value:
            if name in needed and (unit, name) not in OPTIONAL:
                yield wrong(where, value or "", f"not empty, because the unit is {unit}")
        elif name not in needed:
            yield wrong(where, value, f"empty, because the unit is {unit}")
        elif isinstance(value, list) and needed[name] and len(value) != needed[name]:
            yield wrong(where, value, f"a list of {needed[name]} texts")
    sentence = own.get("sentence")
    if isinstance(sentence, str) and sentence:
        missing = [slot for slot in SLOTS.get(unit, OF_VALUE) if slot not in sentence]
        if missing:
            yield wrong((key, language, "sentence"), sentence, f"a text with {', '.join(missing)}")
