"""Texts of people, divided over pages that a room can read: what does not fit stands on the next page."""

from collections.abc import Sequence
from math import ceil

from lsa_tafel.pictures import font

LETTER = 48
"""Height of the letters, as in `slides.css`, on a screen of 1920 by 1080."""
LINE, BETWEEN, EDGE = 62, 26, 50
WIDTH, HEIGHT = 1500, 660
SAFE = 0.94
"""Words do not fill a line to its end."""


def pages(texts: Sequence[str]) -> list[list[str]]:
    """The texts in their order, page by page; [] of none. Each fits on a page by itself (280 characters)."""
    found: list[list[str]] = []
    room = 0.0
    for text in texts:
        height = _lines(text) * LINE + BETWEEN
        if not found or height > room:
            found.append([])
            room = HEIGHT
        found[-1].append(text)
        room -= height
    return found


def page_of(divided: Sequence[list[str]], page: int) -> tuple[list[str], int]:
    """What stands on a page (from 1; outside them the nearest), and which one that is."""
    at = max(1, min(page, len(divided)))
    return (divided[at - 1] if divided else []), at


def _lines(text: str) -> int:
    return max(1, ceil(font(LETTER, False).getlength(text) / ((WIDTH - EDGE) * SAFE)))
