"""The address of an area on paper, where nobody can tap it."""

from dataclasses import dataclass

import segno
from markupsafe import Markup

from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_server.address import path_to
from lsa_server.words import words

LONGEST_CODE = 1000
"""Signs of an address in a code of 4 cm that a phone still reads: squares of 0.4 mm."""


@dataclass(frozen=True)
class OnPaper:
    """What stands on paper to find an area by: a text and, where the address is too long to type, a QR code."""

    text: str
    code: Markup | None = None


def on_paper(area: Area, home: str, language: str) -> OnPaper:
    """Of an official area its address, of somebody's own a code to scan; of one with a line that is too long for a
    code where such areas are made."""
    address, word = home + path_to("gebied", area, language), words(language)
    if not isinstance(area, OwnArea):
        return OnPaper(address)
    if len(address) > LONGEST_CODE:
        return OnPaper(word["paper_long"].format(address=f"{home}/eigen-gebied"))
    code = segno.make(address, error="l", micro=False)
    return OnPaper(word["paper_scan"], Markup(code.svg_inline(border=3, dark="#000", light="#fff", omitsize=True)))
