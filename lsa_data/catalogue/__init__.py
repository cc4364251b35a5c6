"""What the figures mean: indicators, sources, themes and regions, read from the files in `lsa_data/catalogue/`.

To add an indicator, add a table to `indicators.toml`; a mistake in it stops with a `CatalogueError` that names
the file, the key and what is expected there.
"""

import csv
import itertools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lsa_data.problem import Problem

FOLDER = Path(__file__).parent
LANGUAGES = ("nl", "en")
UNITS = ("procent", "score", "klasse", "aantal", "per_km2", "per_1000", "euro_1000", "km2", "personen")
POLARITIES = (-1, 0, 1)
DECIMALS = (0, 1, 2, 3)
KINDS = ("counted", "estimated", "modelled")
NATIONAL_METHODS = ("published", "weighted", "unweighted", "none")

INDICATOR_KEYS = ("theme", "source", "unit", "polarity", "decimals", "kind", "national_method", "headline")
INDICATOR_TEXTS = ("name", "definition", "caution", "phrase", "phrase_who")
SOURCE_KEYS = ("publisher", "licence_id", "licence", "licence_url", "url", "tables")
SOURCE_TEXTS = ("title", "note")
THEME_KEYS = ("order",)
THEME_TEXTS = ("name", "question")
MAY_BE_EMPTY = ("caution", "phrase", "phrase_who")


class CatalogueError(Problem):
    """A catalogue file is not as it must be; the message names the file, the key and what is expected."""


@dataclass(frozen=True)
class _Described:
    id: str
    texts: Mapping[str, Mapping[str, str]] = field(repr=False, compare=False)

    def text(self, name: str, language: str) -> str:
        """The text `name` ("name", "definition", ...) in "nl" or "en"; KeyError when there is no such text."""
        return self.texts[language][name]


@dataclass(frozen=True)
class Indicator(_Described):
    """What one figure says. Texts: name, definition, caution, phrase, phrase_who.

    `polarity` is +1 where higher is more favourable, -1 where lower is, 0 where neither is. For percentages
    "12 van de 100 {phrase_who} {phrase}" is a sentence. `headline`: may be in the summary of an area.
    """

    theme: str
    source: str
    unit: str
    polarity: int
    decimals: int
    kind: str
    national_method: str
    headline: bool
    classes: Mapping[str, tuple[str, ...]] = field(repr=False, compare=False)

    @property
    def ordinal(self) -> bool:
        """Whether it is an order of classes, not a measure: no difference, slope or mean is taken of it."""
        return self.unit == "klasse"

    @property
    def is_count(self) -> bool:
        """Whether a larger area simply has more of it: a gemeente then says nothing about its wijken."""
        return self.unit in ("aantal", "km2")

    def class_name(self, number: int, language: str) -> str:
        """The word for class `number` (1 is the lowest); ValueError when the indicator has no such class."""
        words = self.classes.get(language, ())
        if not 1 <= number <= len(words):
            raise ValueError(f"{self.id} has no class {number}")
        return words[number - 1]


@dataclass(frozen=True)
class Source(_Described):
    """Who published figures, under which licence. Texts: title, note (what they may not be used for).

    `licence` is the short name on screen, `licence_id` the SPDX identifier.
    """

    publisher: str
    licence_id: str
    licence: str
    licence_url: str
    url: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Theme(_Described):
    """A group of indicators on the page. Texts: name, question."""

    order: int


@dataclass(frozen=True)
class Regio:
    """A part of the country in which LSA met."""

    code: str
    name_nl: str
    name_en: str


@dataclass(frozen=True)
class Provincie:
    """A provincie and the code of the regio that it is counted to."""

    code: str
    name: str
    regio: str


@cache
def indicators(folder: Path = FOLDER) -> Mapping[str, Indicator]:
    """Every indicator by id, in the order of the file, which is the order on the page."""
    known = {"theme": tuple(themes(folder)), "source": tuple(sources(folder))}
    allowed = known | {
        "unit": UNITS,
        "polarity": POLARITIES,
        "decimals": DECIMALS,
        "kind": KINDS,
        "national_method": NATIONAL_METHODS,
        "headline": (True, False),
    }
    return _load(folder / "indicators.toml", lambda *entry: _indicator(*entry, allowed))


@cache
def sources(folder: Path = FOLDER) -> Mapping[str, Source]:
    """Every source of figures and maps by id."""
    return _load(folder / "sources.toml", _source)


@cache
def themes(folder: Path = FOLDER) -> Mapping[str, Theme]:
    """Every theme by id, in the order on the page."""
    found = _load(folder / "themes.toml", _theme)
    in_order = sorted(found.values(), key=lambda theme: theme.order)
    for earlier, later in itertools.pairwise(in_order):
        if earlier.order == later.order:
            _fail("themes.toml", f"{later.id}.order", later.order, f"an order that {earlier.id} does not have")
    return MappingProxyType({theme.id: theme for theme in in_order})


@cache
def regios(folder: Path = FOLDER) -> tuple[Regio, ...]:
    """The parts of the country, from `regio.csv`."""
    return tuple(Regio(**row) for row in _rows(folder / "regio.csv", ("code", "name_nl", "name_en")))


@cache
def provincies(folder: Path = FOLDER) -> tuple[Provincie, ...]:
    """The provincies, each with its regio, from `provincie.csv`."""
    found = tuple(Provincie(**row) for row in _rows(folder / "provincie.csv", ("code", "name", "regio")))
    codes = tuple(regio.code for regio in regios(folder))
    for provincie in found:
        _check_choice("provincie.csv", f"{provincie.code}.regio", provincie.regio, codes)
    return found


def _indicator(file: str, key: str, table: dict, allowed: Mapping[str, tuple]) -> Indicator:
    _check_keys(file, key, table, INDICATOR_KEYS)
    for name in INDICATOR_KEYS:
        _check_choice(file, f"{key}.{name}", table[name], allowed[name])
    has_classes, is_share = table["unit"] == "klasse", table["unit"] == "procent"
    texts = _texts(file, key, table, INDICATOR_TEXTS, extra=("classes",) if has_classes else ())
    for language in LANGUAGES:
        for name in ("phrase", "phrase_who"):
            if bool(texts[language][name]) != is_share:
                expected = (
                    "words, because the unit is procent" if is_share else "empty, because the unit is not procent"
                )
                _fail(file, f"{key}.{language}.{name}", texts[language][name], expected)
    classes = {
        language: _words(file, f"{key}.{language}.classes", table[language]["classes"])
        for language in LANGUAGES
        if has_classes
    }
    if len({len(words) for words in classes.values()}) > 1:
        _fail(file, f"{key}.en.classes", list(classes["en"]), f"as many classes as in nl ({len(classes['nl'])})")
    values = {name: table[name] for name in INDICATOR_KEYS}
    return Indicator(id=key, texts=texts, classes=MappingProxyType(classes), **values)


def _source(file: str, key: str, table: dict) -> Source:
    _check_keys(file, key, table, SOURCE_KEYS)
    texts = _texts(file, key, table, SOURCE_TEXTS)
    values = {name: _filled(file, f"{key}.{name}", table[name]) for name in SOURCE_KEYS if name != "tables"}
    return Source(id=key, texts=texts, tables=_words(file, f"{key}.tables", table["tables"]), **values)


def _theme(file: str, key: str, table: dict) -> Theme:
    _check_keys(file, key, table, THEME_KEYS)
    if type(table["order"]) is not int:
        _fail(file, f"{key}.order", table["order"], "a whole number")
    return Theme(id=key, texts=_texts(file, key, table, THEME_TEXTS), order=table["order"])


def _load(path: Path, make) -> Mapping:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: this is not valid TOML: {error}") from error
    for key, table in content.items():
        if not isinstance(table, dict):
            _fail(path.name, key, table, f"a table [{key}]")
    return MappingProxyType({key: make(path.name, key, table) for key, table in content.items()})


def _texts(file: str, key: str, table: dict, names: tuple, extra: tuple = ()) -> Mapping[str, Mapping[str, str]]:
    texts = {}
    for language in LANGUAGES:
        where, own = f"{key}.{language}", table[language]
        if not isinstance(own, dict):
            _fail(file, where, own, f"a table [{where}]")
        _check_keys(file, where, own, names + extra, languages=())
        texts[language] = MappingProxyType(
            {name: _filled(file, f"{where}.{name}", own[name], name in MAY_BE_EMPTY) for name in names}
        )
    return MappingProxyType(texts)


def _check_keys(file: str, key: str, table: dict, names: tuple, languages: tuple = LANGUAGES) -> None:
    expected = (*names, *languages)
    for name in expected:
        if name not in table:
            raise CatalogueError(f"{file}: {key}.{name} is missing; expected are {', '.join(expected)}")
    for name in table:
        if name not in expected:
            raise CatalogueError(f"{file}: {key}.{name} is not a known key; expected are {', '.join(expected)}")


def _check_choice(file: str, key: str, value: object, choices: Iterable) -> None:
    if not any(value == choice and type(value) is type(choice) for choice in choices):
        _fail(file, key, value, "one of " + ", ".join(str(choice).lower() for choice in choices))


def _filled(file: str, key: str, value: object, may_be_empty: bool = False) -> str:
    if not isinstance(value, str) or value != value.strip() or not (value or may_be_empty):
        _fail(file, key, value, "a text without spaces around it" if may_be_empty else "a text that is not empty")
    return value


def _words(file: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        _fail(file, key, value, "a list of texts")
    return tuple(_filled(file, key, word) for word in value)


def _rows(path: Path, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a small table; the separator is a comma, or a semicolon as a Dutch spreadsheet writes it."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    separator = ";" if lines and ";" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=separator)
    if tuple(reader.fieldnames or ()) != columns:
        _fail(path.name, "the first line", separator.join(reader.fieldnames or ()), f"the columns {', '.join(columns)}")
    rows = list(reader)
    for row in rows:
        for column in columns:
            _filled(path.name, f"{row['code']}.{column}", row[column])
        if None in row:
            _fail(path.name, row["code"], row[None], f"only the columns {', '.join(columns)}")
    codes = [row["code"] for row in rows]
    for code in codes:
        if codes.count(code) > 1:
            _fail(path.name, "code", code, "every code once")
    return rows


def _fail(file: str, key: str, value: object, expected: str) -> None:
    raise CatalogueError(f"{file}: {key} is {value!r}; expected is {expected}")
