"""What people type, made harmless before anything is stored: one place for texts, numbers and depth.

Everything that comes in passes here, from phones and desks as JSON (`read`), from the pages as values (`cleaned`).
"""

import json
import math
import unicodedata
from typing import Any

from lsa_data.problem import Problem

DEEPEST = 8
"""Lists and objects inside each other."""
LARGEST_NUMBER = 10**12
LONGEST_NUMBER = 20
"""Digits that are read at all: making a number of thousands of them takes long."""
KEPT_SIGNS = "\n\t"
TURNING = (0x202D, 0x202E)
"""Signs that turn the order of all letters after them."""


class NotClean(Problem, ValueError):
    """What came in is no JSON, or more deeply nested or larger than anything that is ever sent."""


def read(body: bytes) -> Any:
    """The JSON in a body, cleaned. Raises `NotClean`."""
    try:
        return cleaned(json.loads(body, parse_int=_whole, parse_constant=_no_number))
    except (ValueError, RecursionError) as wrong:
        raise NotClean("no JSON that can be used") from wrong


def cleaned(value: Any, depth: int = 0) -> Any:
    """The value with every text in it cleaned (`clean_text`). Raises `NotClean` for numbers that are none or beyond
    `LARGEST_NUMBER`, and for what is nested more than `DEEPEST` deep."""
    if depth > DEEPEST:
        raise NotClean("too deep")
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float | int) and not (math.isfinite(value) and abs(value) <= LARGEST_NUMBER):
        raise NotClean("no number that can be used")
    if isinstance(value, dict):
        return {clean_text(str(name)): cleaned(part, depth + 1) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(part, depth + 1) for part in value]
    return value


def clean_text(text: str) -> str:
    """The text in the normal form NFC, without signs that are no character: surrogates, control signs but for a new
    line and a tab, and the code points that Unicode keeps free of characters. Files for Word and databases refuse
    these. Signs that turn the order of letters go too."""
    return unicodedata.normalize("NFC", "".join(sign for sign in text if sign in KEPT_SIGNS or _is_sign(sign)))


def _is_sign(sign: str) -> bool:
    point = ord(sign)
    free = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return not free and point not in TURNING and unicodedata.category(sign) not in ("Cc", "Cs")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise NotClean("too many digits")
    return int(digits)


def _no_number(name: str) -> float:
    raise NotClean(f"{name} is no number")
