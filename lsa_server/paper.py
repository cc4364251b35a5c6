"""The address of an area on paper, where nobody can tap it."""

from dataclasses import dataclass
from itertools import groupby

import segno

from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_server.address import path_to
from lsa_server.words import words

BORDER = 4
"""Light squares around a code, without which a phone does not find it."""
LONGEST_CODE = 1000
"""Signs of an address in a code of 4 cm that a phone still reads: squares of 0.4 mm."""


@dataclass(frozen=True)
class Code:
    """A QR code: the path of its dark squares, a square 1 wide, and how wide and high it is with its border."""

    path: str
    size: int


@dataclass(frozen=True)
class OnPaper:
    """What stands on paper to find an area by: a text and, where the address is too long to type, a QR code."""

    text: str
    code: Code | None = None


def on_paper(area: Area, home: str, language: str) -> OnPaper:
    """Of an official area its address, of somebody's own a code to scan; of one with a line that is too long for a
    code where such areas are made."""
    address, word = home + path_to("gebied", area, language), words(language)
    if not isinstance(area, OwnArea):
        return OnPaper(address)
    if len(address) > LONGEST_CODE:
        return OnPaper(word["paper_long"].format(address=f"{home}/eigen-gebied"))
    return OnPaper(word["paper_scan"], _code(address))


def _code(address: str) -> Code:
    rows = [list(row) for row in segno.make(address, error="l", micro=False).matrix_iter(border=BORDER)]
    path = []
    for y, row in enumerate(rows):
        for dark, run in groupby(enumerate(row), key=lambda square: square[1]):
            squares = list(run)
            if dark:
                path.append(f"M{squares[0][0]} {y}.5h{len(squares)}")
    return Code("".join(path), len(rows))
