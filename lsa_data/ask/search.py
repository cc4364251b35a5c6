"""Find an area by what a person types: a name with or without mistakes, a postcode or part of one, or a code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from lsa_data import catalogue
from lsa_data.ask import areas, database
from lsa_data.ask.search_index import Hit, fold, index, other_names
from lsa_data.catalogue.codes import is_code
from lsa_data.catalogue.places import Provincie

POSTCODE = re.compile(r"\b([1-9]\d{3}) ?([a-z]{1,2})?\b")
PART_OF_POSTCODE = re.compile(r"[1-9]\d{1,2}")
STREET = re.compile(
    r"\w{2,}(straat|laan|weg|gracht|kade|plein|dreef|singel|pad|steeg|plantsoen|hof|baan|markt|dijk|boulevard)\b"
)
HOUSE_NUMBER = re.compile(r" \d+( ?[a-z])?\b")
LONGEST_QUESTION = 80
NEAREST = 5
WIJKEN_OF_POSTCODE = 3
LIKE_PROVINCIE = 88
"""How much a text must resemble the name of a provincie (0-100)."""


@dataclass(frozen=True)
class Found:
    """The answer to a search: `hits`, best first, and when there are none the `nearest` names. `postcode` when the
    question was one, `street` when it names a street: those are not known. `provincie` when it names one: that has no
    figures, so the hits are its gemeenten."""

    question: str
    hits: tuple[Hit, ...] = ()
    nearest: tuple[Hit, ...] = ()
    postcode: str | None = None
    street: bool = False
    provincie: Provincie | None = None


def find(question: str, limit: int = 8, area_type: str | None = None) -> Found:
    """The areas that fit `question`, at most `limit`, of one type when that is asked.

    A name may stand with its gemeente, provincie or both, in any order, and lack accents or have typing mistakes.
    A postcode (letters are ignored) gives its PC4 area and the wijken and buurten that it overlaps, largest part first;
    two or three digits give the postcodes that begin so. A provincie gives its gemeenten, the largest first, or
    behind what else has its name where a gemeente is called so too.
    """
    text = question.strip()[:LONGEST_QUESTION]
    folded = fold(text)
    if len(folded) < 2:
        return Found(text)
    if match := POSTCODE.search(folded):
        return _of_postcode(text, match[1], limit, area_type)
    if PART_OF_POSTCODE.fullmatch(folded) and area_type in (None, "pc4"):
        return Found(text, hits=tuple(hit for hit in index().postcodes if hit.code.startswith(folded))[:limit])
    if is_code(text) and (hit := index().by_code.get(text.upper())) and area_type in (None, hit.type):
        return Found(text, hits=(hit,))
    return _by_name(text, folded, limit, area_type)


def _by_name(text: str, folded: str, limit: int, area_type: str | None) -> Found:
    street = STREET.search(folded) is not None
    name = HOUSE_NUMBER.sub("", folded) if street else folded
    hits = index().matches(name, area_type, limit, mistakes=not street)
    if area_type in (None, "gemeente") and (provincie := _provincie(folded)):
        within = _gemeenten(provincie)
        meant = any(hit.name == provincie.name for hit in within) and "provincie" not in folded
        found = {hit.code: hit for hit in ([*hits, *within] if meant else [*within, *hits])}
        return Found(text, tuple(found.values())[:limit], provincie=provincie)
    if hits and name == folded:
        return Found(text, hits=tuple(hits))
    near = hits or index().most_words(name, area_type, NEAREST)
    if not near and not street:
        near = index().alike(name, area_type, NEAREST)
    return Found(text, nearest=tuple(near[:NEAREST]), street=street)


def _provincie(folded: str) -> Provincie | None:
    """The provincie that somebody means, perhaps with a typing mistake."""
    name = folded.replace("provincie", "").strip()
    found = process.extractOne(name, list(_provincies()), scorer=fuzz.ratio, score_cutoff=LIKE_PROVINCIE)
    return _provincies()[found[0]] if found else None


@cache
def _provincies() -> Mapping[str, Provincie]:
    """Every name of a provincie, folded."""
    return {fold(name): one for one in catalogue.provincies() for name in (one.name, *other_names(one.code, one.name))}


def _gemeenten(provincie: Provincie) -> list[Hit]:
    """The gemeenten of a provincie, the largest first."""
    found = [index().by_code[code] for code in areas.within("gemeente", provincie=provincie.code)["code"]]
    return sorted(found, key=lambda hit: (-(hit.inhabitants or 0), hit.code))


def _of_postcode(text: str, postcode: str, limit: int, area_type: str | None) -> Found:
    own = index().by_code.get(postcode)
    if own is None:
        near = sorted(index().postcodes, key=lambda hit: (abs(int(hit.code) - int(postcode)), hit.code))[:NEAREST]
        return Found(text, nearest=tuple(sorted(near, key=lambda hit: hit.code)), postcode=postcode)
    hits = [own, *_overlapping(postcode, "wijk")[:WIJKEN_OF_POSTCODE], *_overlapping(postcode, "buurt")]
    chosen = [hit for hit in hits if area_type in (None, hit.type)]
    return Found(text, hits=tuple(chosen[:limit]), postcode=postcode)


def _overlapping(postcode: str, other_type: str) -> list[Hit]:
    found = database.ask("overlapping", type="pc4", code=postcode, other_type=other_type)
    return [index().by_code[code] for code in found["code"] if code in index().by_code]


@cache
def names_of(code: str, official: str) -> str:
    """Every name of an area in one folded text: what a part of a name is looked for in. Kept, as
    whoever looks for a part of a name looks in all of them."""
    return fold(" ".join([official, code, *other_names(code, official)]))
