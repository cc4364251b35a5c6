"""Find an area by what a person types: a name with or without mistakes, a postcode, or a code."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from rapidfuzz import fuzz, process

from lsa_data.ask import database
from lsa_data.ask.areas import shown_first
from lsa_data.catalogue.codes import is_code

POSTCODE = re.compile(r"^\s*([1-9]\d{3})\s*([A-Za-z]{2})?\s*$")
LONGEST_QUESTION = 80
GOOD_ENOUGH = 86
NEAREST = 55
EXACT, STARTS_WITH, OTHER_VINTAGE = 8, 92, 4
TYPE_ORDER = {"gemeente": 0, "wijk": 1, "pc4": 2, "buurt": 3}
ALIASES = {
    "den haag": "s gravenhage",
    "den bosch": "s hertogenbosch",
}


@dataclass(frozen=True)
class Hit:
    """An area that was found; `place` says where it lies (gemeente, provincie)."""

    type: str
    code: str
    vintage: int
    name: str
    place: str
    score: float


@dataclass(frozen=True)
class Found:
    """The answer to a search: `hits`, best first, and when there are none the `nearest` names."""

    question: str
    hits: tuple[Hit, ...] = ()
    nearest: tuple[Hit, ...] = ()
    postcode: str | None = None


@dataclass(frozen=True)
class _Index:
    areas: tuple[Hit, ...]
    inhabitants: tuple[int, ...]
    names: tuple[str, ...]
    full_names: tuple[str, ...]
    by_code: dict[str, Hit]


def find(question: str, limit: int = 8) -> Found:
    """The areas that fit `question`, at most `limit`.

    A postcode (4 digits, letters are ignored) gives its PC4 area and the wijken that it overlaps, largest part
    first. A name may lack accents or have typing mistakes; naming the gemeente as well ("leiden centrum") helps.
    """
    text = question.strip()[:LONGEST_QUESTION]
    index = _index(str(database.current_path()))
    if match := POSTCODE.match(text):
        return _postcode(text, match[1], index, limit)
    if is_code(text) and (hit := index.by_code.get(text.upper())):
        return Found(text, hits=(hit,))
    folded = fold(text)
    if len(folded) < 2:
        return Found(text)
    ranked = _ranked(folded, index)
    hits = tuple(hit for hit in ranked if hit.score >= GOOD_ENOUGH)[:limit]
    return Found(text, hits=hits, nearest=() if hits else tuple(ranked[:5]))


def names_of(area_type: str) -> Mapping[str, str]:
    """Code -> name with its gemeente, of every area of this type in the vintage shown first, by name."""
    return _names_of(str(database.current_path()), area_type)


@lru_cache(maxsize=8)
def _names_of(path: str, area_type: str) -> Mapping[str, str]:
    index = _index(path)
    found = {
        area.code: f"{area.name} ({area.place})" if area.place and area.type in ("wijk", "buurt") else area.name
        for area in index.areas
        if area.type == area_type and area.vintage == shown_first(area_type)
    }
    return dict(sorted(found.items(), key=lambda entry: fold(entry[1])))


def fold(text: str) -> str:
    """Lower case without accents, punctuation or double spaces: how names are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def _postcode(text: str, postcode: str, index: _Index, limit: int) -> Found:
    own = index.by_code.get(postcode)
    if own is None:
        known = [code for code in index.by_code if code.isdigit()]
        near = sorted(known, key=lambda code: (abs(int(code) - int(postcode)), code))[:5]
        return Found(text, nearest=tuple(index.by_code[code] for code in sorted(near)), postcode=postcode)
    wijken = database.ask("overlapping", type="pc4", code=postcode, other_type="wijk")
    hits = [
        Hit("wijk", row.code, row.vintage, row.name, row.gemeente_name or "", 100 * row.share)
        for row in wijken.itertuples(index=False)
    ]
    return Found(text, hits=tuple([own, *hits][:limit]), postcode=postcode)


def _ranked(folded: str, index: _Index) -> list[Hit]:
    """All areas that resemble the question somewhat; best first, then larger type, then more inhabitants."""
    variants = {folded, *(folded.replace(alias, name) for alias, name in ALIASES.items() if alias in folded)}
    variants |= {folded.replace(name, alias) for alias, name in ALIASES.items() if name in folded}
    scores: dict[int, float] = {}

    def offer(i: int, score: float) -> None:
        later = index.areas[i].vintage != shown_first(index.areas[i].type)
        scores[i] = max(scores.get(i, 0), score - (OTHER_VINTAGE if later else 0))

    for variant in variants:
        for name, score, i in process.extract(variant, index.names, scorer=fuzz.ratio, limit=60, score_cutoff=NEAREST):
            offer(i, score + (EXACT if name == variant else 0))
        for _, score, i in process.extract(
            variant, index.full_names, scorer=fuzz.token_sort_ratio, limit=60, score_cutoff=GOOD_ENOUGH
        ):
            offer(i, score)
        for i, name in enumerate(index.names):
            if (
                name.startswith(f"{variant} ")
                or (len(variant) >= 4 and name.startswith(variant))
                or (index.areas[i].type == "gemeente" and len(name) >= 4 and f" {name} " in f" {variant} ")
            ):
                offer(i, STARTS_WITH)
    order = sorted(
        scores,
        key=lambda i: (-round(scores[i]), TYPE_ORDER[index.areas[i].type], -index.inhabitants[i], index.areas[i].code),
    )
    return [Hit(a.type, a.code, a.vintage, a.name, a.place, scores[i]) for i in order[:60] for a in (index.areas[i],)]


@lru_cache(maxsize=2)
def _index(path: str) -> _Index:
    """The searchable names of one database file; `path` is only the key."""
    frame = database.ask("searchable")
    areas, inhabitants, names, full_names = [], [], [], []
    for row in frame.itertuples(index=False):
        place = row.provincie_name if row.type == "gemeente" else row.gemeente_name
        place = place if isinstance(place, str) else ""
        areas.append(Hit(row.type, row.code, int(row.vintage), row.name, place, 0.0))
        inhabitants.append(0 if pd.isna(row.inhabitants) else int(row.inhabitants))
        name = fold(re.sub(r"^Wijk \d+\s+", "", row.name))
        names.append(name)
        full_names.append(fold(f"{name} {row.gemeente_name}") if row.type in ("wijk", "buurt") else name)
    by_code: dict[str, Hit] = {}
    for hit in areas:
        by_code.setdefault(hit.code, hit)
    return _Index(tuple(areas), tuple(inhabitants), tuple(names), tuple(full_names), by_code)
