"""A list of codes as somebody pastes it: from a spreadsheet, a letter, a query; with what is in it that is no code."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lsa_data.ask import database
from lsa_data.catalogue.codes import PATTERNS, area_type, is_code

MOST = 2000
"""Codes that are read of one list."""
BARE = {("wijk", 6): "WK", ("wijk", 5): "WK0", ("buurt", 8): "BU", ("buurt", 7): "BU0", ("gemeente", 4): "GM",
        ("gemeente", 3): "GM0", ("gemeente", 2): "GM00"}  # fmt: skip
"""Type of area and number of digits -> what stands before them in the code. A spreadsheet takes zeros away."""


@dataclass(frozen=True)
class NotFound:
    """A word of the list for which nothing was found. `why` is no_code, unknown, other_type, other_vintage or, of a
    line of buurten, redrawn or no_part; `vintages` are those in which the code does exist, or was meant."""

    word: str
    why: str
    vintages: tuple[int, ...] = ()


@dataclass(frozen=True)
class CodeList:
    """What a list says: the codes that exist where they were asked for, and the rest, each in the order of the list."""

    codes: tuple[str, ...]
    not_found: tuple[NotFound, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The whole list again, tidied up."""
        return (*self.codes, *(one.word for one in self.not_found))


def read(text: str, kind: str | None = None, vintage: int | None = None) -> CodeList:
    """The codes in a pasted text, of areas of one type (`kind`) and one vintage; None is every one.

    Anything may stand between codes. A number is the code of its type without the letters. Words without a digit are
    names or headings, and are passed over; so is what comes after `MOST` codes.
    """
    words = re.findall(r"[A-Z0-9]+", text.upper())
    asked = list(dict.fromkeys(_whole(word, kind) for word in words if re.search(r"[0-9]", word)))[:MOST]
    known = _vintages([word for word in asked if is_code(word)])
    codes, not_found = [], []
    for word in asked:
        if not is_code(word):
            not_found.append(NotFound(word, "no_code"))
        elif kind is not None and area_type(word) != kind:
            not_found.append(NotFound(word, "other_type"))
        elif word not in known:
            not_found.append(NotFound(word, "unknown"))
        elif vintage is not None and vintage not in known[word]:
            not_found.append(NotFound(word, "other_vintage", known[word]))
        else:
            codes.append(word)
    return CodeList(tuple(codes), tuple(not_found))


def _whole(word: str, kind: str | None) -> str:
    if not word.isdigit() or kind is None or re.fullmatch(PATTERNS[kind], word):
        return word
    before = BARE.get((kind, len(word)))
    return before + word if before else word


def _vintages(codes: list[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = defaultdict(list)
    for code, vintage in database.ask("vintages_of_codes", codes=codes).itertuples(index=False, name=None):
        found[code].append(int(vintage))
    return {code: tuple(sorted(vintages)) for code, vintages in found.items()}
