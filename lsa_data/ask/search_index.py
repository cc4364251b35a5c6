"""The names of every area that a person can look up, and which of them fit what was typed.

What is typed is taken word by word, in any order: each word is one of the area's own name, or of where it lies
(gemeente, provincie, for a buurt its wijk). A word may be unfinished, have another ending ("schilderswijk" for
"Schildersbuurt") and, where nothing else fits, a mistake or two.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.ask.areas import shown_first
from lsa_data.catalogue.codes import wijk_of
from lsa_data.catalogue.mergers import mergers

NUMBER = re.compile(r"^Wijk \d+\s*")
NO_WORD = re.compile(r"[^a-z0-9]+")
ASIDE = re.compile(r"\s*\([^)]*\)$")
AND_AROUND = re.compile(r"( e o| en omgeving)$|^kern | kern$")
ENDING = re.compile(r"(wijk|buurt|kwartier)$")
SHORTEST_STEM, SHORTEST_BEGINNING = 4, 2
CENTRE = ("centrum", "binnenstad")
NOT_NEEDED = {"in", "te", "de", "het", "een", "wijk", "buurt", "gemeente", "provincie", "stad"}
"""Words that people type although no name has them."""
TYPE_ORDER = ("gemeente", "wijk", "pc4", "buurt")

WHOLE, BEGINS, BEGINS_A_WORD, WORDS, UNFINISHED = 100, 94, 92, 90, 88
"""What was typed is the whole name; its first words; the beginning of its first words; some words; parts of words."""
OTHER_VINTAGE, TOO_SMALL, ANOTHER_NAME, FORMER_NAME = 7, 3, 1, 14
OTHER_ENDING, OTHER_WORD, MISTAKE = 2, 3, 12
"""What is taken off for an area of another vintage, or of which nothing is said; for another name than the area is
shown by, or that of a gemeente that went into it; and for a word with another ending, one that means the same, a
mistake."""
LEAST_ALIKE = 55
MOST_JUDGED, MOST_WORDS = 1000, 8
DIRECTIONS = {"noord", "zuid"}
"""Words of a provincie that say nothing of where an area lies: "noord" in Noord-Holland."""
Numbers = npt.NDArray[np.int32]
Chosen = npt.NDArray[np.bool_]
_Like = Callable[[str], dict[str, int]]


@dataclass(frozen=True, slots=True)
class Hit:
    """An area that was found, as people call it; `place` says where it lies (provincie, gemeente, or wijk and
    gemeente), `known_as` by which other name it was found, `score` (0-100) how well it fits."""

    type: str
    code: str
    vintage: int
    name: str
    official_name: str
    place: str
    inhabitants: int | None
    known_as: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an area, folded; `shown` as it is written when the area itself is called otherwise."""

    text: str
    words: tuple[str, ...]
    shown: str | None = None
    less: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    hit: Hit
    names: tuple[_Name, ...]
    place: frozenset[str]
    less: int


@dataclass(frozen=True, slots=True)
class _Typed:
    """One word that was typed, with the words of names that it may stand for and what each costs."""

    word: str
    last: bool
    needed: bool
    like: dict[str, int]


class _Words:
    """Which entries have a word."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        having: dict[str, set[int]] = defaultdict(set)
        for word, entry in pairs:
            having[word].add(entry)
        self.all = sorted(having)
        self._entries: list[Numbers] = [np.fromiter(having[word], np.int32) for word in self.all]

    def __contains__(self, word: str) -> bool:
        return self.all[(at := bisect_left(self.all, word)) : at + 1] == [word]

    def mark(self, typed: _Typed, chosen: Chosen, whole: bool) -> None:
        """Mark the entries that have this word, words that begin with it (unless `whole`), or words like it."""
        for word in (typed.word, *typed.like):
            whole_only = whole or word != typed.word or len(word) < SHORTEST_BEGINNING
            start = bisect_left(self.all, word)
            end = start + (word in self) if whole_only else bisect_left(self.all, word + "\uffff")
            for entries in self._entries[start:end]:
                chosen[entries] = True

    def some_begin_with(self, beginning: str) -> bool:
        """Whether a word begins so."""
        at = bisect_left(self.all, beginning)
        return at < len(self.all) and self.all[at].startswith(beginning)


class Index:
    """Every area that can be looked up, those that people mean most first."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.entries = tuple(_entries(frame))
        self.by_code: dict[str, Hit] = {}
        for entry in self.entries:
            self.by_code.setdefault(entry.hit.code, entry.hit)
        own = [(word, i) for i, e in enumerate(self.entries) for name in e.names for word in name.words]
        self._own = _Words(own)
        self._place = _Words((word, i) for i, entry in enumerate(self.entries) for word in entry.place)
        self._words = sorted({*self._own.all, *self._place.all})
        self.postcodes = tuple(
            sorted((hit for hit in self.by_code.values() if hit.type == "pc4"), key=lambda hit: hit.code)
        )
        self._names = [(entry.names[0].text, i) for i, entry in enumerate(self.entries) if entry.hit.type != "pc4"]
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        for i, entry in enumerate(self.entries):
            for name in entry.names:
                self._whole[name.text].append(i)
        for word in self._own.all:
            self._stems[_stem(word)].append(word)

    def matches(self, folded: str, area_type: str | None, limit: int, mistakes: bool = True) -> list[Hit]:
        """The areas that have every word of this folded text, best first; with `mistakes` in it only when none has."""
        words = folded.split()[:MOST_WORDS]
        found = self._found(self._readings(words), self._no_mistakes, area_type)
        for like in (self._mistakes, self._mistakes_in_beginning):
            if mistakes and not found:
                found = self._found([words], like, area_type)
        return _without_older(found)[:limit]

    def _found(self, readings: Iterable[list[str]], like: _Like, area_type: str | None) -> list[Hit]:
        found: dict[int, Hit] = {}
        for words in readings:
            typed = self._typed(words, like)
            for i, hit in self._fitting(typed, area_type):
                if i not in found or hit.score > found[i].score:
                    found[i] = hit
        return [found[i] for i in sorted(found, key=lambda i: (-found[i].score, i))]

    def most_words(self, folded: str, area_type: str | None, limit: int) -> list[Hit]:
        """The areas that have all but one of these words; the word that is left out is the least known one."""
        words = folded.split()[:MOST_WORDS]
        left_out = sorted(range(len(words)), key=lambda at: (words[at] in self._own) + (words[at] in self._place))
        for at in left_out:
            rest = words[:at] + words[at + 1 :]
            telling = any(word not in NOT_NEEDED for word in rest)
            if telling and (found := self.matches(" ".join(rest), area_type, limit, mistakes=False)):
                return found
        return []

    def alike(self, folded: str, area_type: str | None, limit: int) -> list[Hit]:
        """The areas with the names that resemble this text most."""
        names = [name for name, _ in self._names]
        near = process.extract(folded, names, scorer=fuzz.ratio, limit=10 * limit, score_cutoff=LEAST_ALIKE)
        hits = [replace(self.entries[self._names[at][1]].hit, score=score) for _, score, at in near]
        return _without_older(hit for hit in hits if area_type in (None, hit.type))[:limit]

    def _readings(self, words: list[str]) -> Iterator[list[str]]:
        """The words as they were typed, and with two of them as one where names have that ("zuid west")."""
        yield words
        for at in range(len(words) - 1):
            joined = words[at] + words[at + 1]
            if self._own.some_begin_with(joined) or self._place.some_begin_with(joined):
                yield [*words[:at], joined, *words[at + 2 :]]

    def _typed(self, words: list[str], like: _Like) -> list[_Typed]:
        only_these = all(word in NOT_NEEDED for word in words)
        last = len(words) - 1
        return [
            _Typed(word, at == last, only_these or word not in NOT_NEEDED, {**self._no_mistakes(word), **like(word)})
            for at, word in enumerate(words)
        ]

    def _no_mistakes(self, word: str) -> dict[str, int]:
        stem = _stem(word)
        like = dict.fromkeys(self._stems.get(stem, ()) if len(stem) >= SHORTEST_STEM else (), OTHER_ENDING)
        like |= dict.fromkeys(CENTRE if word in CENTRE else (), OTHER_WORD)
        like.pop(word, None)
        return like

    def _mistakes(self, word: str) -> dict[str, int]:
        allowed = _mistakes_allowed(word)
        if not allowed:
            return {}
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return {other: MISTAKE * int(distance) for other, distance, _ in near if other != word}

    def _mistakes_in_beginning(self, word: str) -> dict[str, int]:
        allowed = _mistakes_allowed(word)
        if not allowed:
            return {}
        begun = [other[: len(word)] for other in self._words]
        near = process.extract(word, begun, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        return {self._words[at]: MISTAKE * int(distance) + 1 for _, distance, at in near}

    def _fitting(self, typed: list[_Typed], area_type: str | None) -> Iterator[tuple[int, Hit]]:
        """The entries that have all these words, with their scores."""
        size = len(self.entries)
        fits, named = np.ones(size, np.bool_), np.zeros(size, np.bool_)
        for word in typed:
            own, place = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
            self._own.mark(word, own, whole=False)
            self._place.mark(word, place, whole=not word.last)
            named |= own
            if word.needed:
                fits &= own | place
        text = " ".join(word.word for word in typed)
        for i in dict.fromkeys([*self._whole.get(text, ()), *np.flatnonzero(fits & named)[:MOST_JUDGED].tolist()]):
            entry = self.entries[i]
            if area_type in (None, entry.hit.type) and (hit := _judged(entry, typed)):
                yield i, hit


def index() -> Index:
    """The index of the database in use, made once for each version."""
    return _index(str(database.current_path()))


@lru_cache(maxsize=2)
def _index(path: str) -> Index:
    """`path` is only the key."""
    return Index(database.ask("searchable"))


def fold(text: str) -> str:
    """Lower case without accents, punctuation or double spaces: how names are compared."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return " ".join(NO_WORD.sub(" ", plain).split())


def other_names(code: str, official: str) -> tuple[str, ...]:
    """What else the area with this code and official name is called."""
    return _other_names().get((code, official), ())


@cache
def _other_names() -> dict[tuple[str, str], tuple[str, ...]]:
    names = defaultdict(list)
    for alias in catalogue.aliases():
        names[alias.code, alias.official].append(alias.name)
    return {area: tuple(others) for area, others in names.items()}


def _entries(frame: pd.DataFrame) -> list[_Entry]:
    """Every row as an entry: the vintage that is shown first before others, larger types and areas before smaller."""
    rows = list(frame.astype(object).where(frame.notna(), None).itertuples(index=False))
    wijken = {
        (row.code, row.vintage): catalogue.usual_name(row.code, NUMBER.sub("", row.name))
        for row in rows
        if row.type == "wijk"
    }
    inhabited = Counter((row.gemeente_code, row.vintage) for row in rows if row.type == "wijk" and row.inhabitants)
    former = _former_names()
    first = {kind: shown_first(kind) for kind in TYPE_ORDER}
    around: dict[tuple, frozenset[str]] = {}
    found = []
    for row in rows:
        official = NUMBER.sub("", row.name)
        gemeente = catalogue.usual_name(row.gemeente_code, row.gemeente_name or "")
        if not official:
            alone = inhabited[row.gemeente_code, row.vintage] == 1
            official = gemeente if alone else f"{row.name} in {gemeente}"
        name = catalogue.usual_name(row.code, official)
        wijk = wijken.get((wijk_of(row.code), row.vintage), "") if row.type == "buurt" else ""
        place = _place(row, name, gemeente, wijk)
        hit = Hit(row.type, row.code, row.vintage, name, row.name, place, row.inhabitants)
        names = [*_names(name), *_names(official)]
        others = [text for text in other_names(row.code, official) if text != name]
        names += [known for text in others for known in _names(text, ANOTHER_NAME)]
        if row.type == "gemeente":
            names += [known for text in former[row.code] if text != name for known in _names(text, FORMER_NAME)]
        less = OTHER_VINTAGE * (row.vintage != first[row.type])
        less += TOO_SMALL * (row.type != "pc4" and row.size_class in (None, "under_250"))
        key = (row.type == "gemeente", wijk, row.gemeente_code, row.gemeente_name, row.provincie_code)
        if key not in around:
            around[key] = _lies_in(row, wijk)
        found.append(_Entry(hit, tuple(dict.fromkeys(names)), around[key], less))
    return sorted(found, key=_meant_most)


def _former_names() -> dict[str, list[str]]:
    """Code of a gemeente -> the gemeenten that went into it."""
    former = defaultdict(list)
    for merger in mergers():
        former[merger.new].append(merger.name)
    return former


def _place(row: Any, name: str, gemeente: str, wijk: str) -> str:
    """Where an area lies, as it is shown."""
    if row.type == "gemeente":
        return row.provincie_name or ""
    return ", ".join(part for part in (wijk, gemeente) if part and (part == gemeente or part not in (name, gemeente)))


def _lies_in(row: Any, wijk: str) -> frozenset[str]:
    """Every word with which people say where an area lies."""
    provincies = [row.provincie_name or "", *other_names(row.provincie_code, row.provincie_name)]
    words = {word for text in provincies for word in _place_words(text)} - DIRECTIONS
    if row.type != "gemeente":
        around = [wijk, row.gemeente_name or "", *other_names(row.gemeente_code, row.gemeente_name)]
        words |= {word for text in around for word in _place_words(text)}
    return frozenset(words)


def _meant_most(entry: _Entry) -> tuple:
    return entry.less, TYPE_ORDER.index(entry.hit.type), -(entry.hit.inhabitants or 0), entry.hit.code


def _names(name: str, less: int = 0) -> Iterator[_Name]:
    """A name as it may be typed: whole, without what stands in brackets or "e.o.", and as one word."""
    texts = [fold(name), fold(ASIDE.sub("", name))]
    texts.append(AND_AROUND.sub("", texts[1]))
    texts.append(texts[1].replace(" ", ""))
    for text in dict.fromkeys(texts):
        if text:
            yield _Name(text, tuple(text.split()), name if less else None, less)


def _place_words(text: str) -> tuple[str, ...]:
    folded = fold(text)
    return (*folded.split(), folded.replace(" ", ""))


def _stem(word: str) -> str:
    """A word without the ending that people mix up."""
    return ENDING.sub("", word)


def _mistakes_allowed(word: str) -> int:
    if len(word) < 4 or word.isdigit():
        return 0
    return 1 if len(word) < 8 else 2


def _judged(entry: _Entry, typed: list[_Typed]) -> Hit | None:
    """The entry with its score by the name that fits best; None when none does."""
    best: tuple[int, str | None] | None = None
    for name in entry.names:
        score = _score(name, entry.place, typed)
        if score is not None and (best is None or score > best[0]):
            best = score, name.shown
    return replace(entry.hit, score=float(best[0] - entry.less), known_as=best[1]) if best else None


def _score(name: _Name, place: frozenset[str], typed: list[_Typed]) -> int | None:
    """How well the words fit the name, where those that are not in it are in the place; None when they are not."""
    left, own, cost, whole = list(name.words), [], name.less, True
    for word in typed:
        in_name = _best(word, left, unfinished=True)
        if in_name is not None:
            left.remove(in_name)
            exact = in_name == word.word or in_name in word.like
            own.append(in_name if exact else word.word)
            cost += word.like.get(in_name, 0)
            whole &= exact
            continue
        in_place = _best(word, place, unfinished=word.last and word.word not in DIRECTIONS)
        if in_place is not None:
            cost += word.like.get(in_place, 0)
        elif word.needed:
            return None
    if not own or (name.shown and place.issuperset(own)):
        return None
    return _closeness(name, " ".join(own), not left, whole) - cost


def _best(typed: _Typed, words: Iterable[str], unfinished: bool) -> str | None:
    """The word that was typed, one that begins with it, or the one that is most like it."""
    begun = None
    like: tuple[int, str] | None = None
    for word in words:
        if word == typed.word:
            return word
        if begun is None and unfinished and len(typed.word) >= SHORTEST_BEGINNING and word.startswith(typed.word):
            begun = word
        if word in typed.like and (like is None or typed.like[word] < like[0]):
            like = typed.like[word], word
    return begun or (like[1] if like else None)


def _closeness(name: _Name, own: str, all_used: bool, whole: bool) -> int:
    if all_used and whole:
        return WHOLE
    if name.text.startswith(f"{own} "):
        return BEGINS
    if name.text.startswith(own):
        return BEGINS_A_WORD
    return WORDS if whole else UNFINISHED


def _without_older(hits: Iterable[Hit]) -> list[Hit]:
    """The hits without those of an older vintage that read the same as one of a newer."""
    newest: dict[tuple[str, str, str], int] = {}
    kept = []
    for hit in hits:
        vintage = newest.setdefault((hit.type, fold(hit.name), hit.place.rpartition(", ")[2]), hit.vintage)
        if vintage == hit.vintage:
            kept.append(hit)
    return kept
