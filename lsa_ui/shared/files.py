"""What every page needs and a browser keeps for good: the house style and our scripts, with their hash in the name."""

import hashlib
from functools import cache
from pathlib import Path

from lsa_data.say.palette import DARK, LIGHT
from lsa_ui.shared import templates

FOLDER = Path(__file__).parent
NAMES = ("style.css", "frame.js", "area_search.js", "area_search.css")


@cache
def address(name: str) -> str:
    """Where a browser finds one of `NAMES`; another content is another address."""
    stem, kind = name.rsplit(".", 1)
    return f"/frame/{stem}.{hashlib.sha256(_content(name)).hexdigest()[:12]}.{kind}"


def contents() -> dict[str, bytes]:
    """Address -> content of every file."""
    return {address(name): _content(name) for name in NAMES}


def _content(name: str) -> bytes:
    content = (FOLDER / name).read_text(encoding="utf-8")
    if name == "style.css":
        colours = templates.render("shared/colours.css", light=LIGHT.named(), dark=DARK.named())
        content = f"{colours}\n{content}"
    return content.encode()
