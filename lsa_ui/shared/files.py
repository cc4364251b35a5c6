"""What every page needs and a browser keeps for good: the house style and our scripts, with their hash in the name."""

import hashlib
from functools import cache
from pathlib import Path

from lsa_data.say.palette import DARK, LIGHT
from lsa_ui.shared import templates

FOLDER = Path(__file__).parent
NAMES = (
    "style.css", "frame.js", "area_search.js", "area_search.css", "drawn.js", "share.js", "share.css",
    "own_map.js", "own_map.css",
)  # fmt: skip


@cache
def address(name: str) -> str:
    """Where a browser finds one of `NAMES`; another content is another address."""
    stem, kind = name.rsplit(".", 1)
    return f"/frame/{stem}.{hashlib.sha256(_content(name)).hexdigest()[:12]}.{kind}"


def module(name: str) -> str:
    """A script that only says where the real one is. Streamlit sends the script of a component with every run."""
    return f'const at = location.origin + "{address(name)}"\nexport default (await import(at)).default'


def sheet(name: str) -> str:
    """The same for the style of a component, which is a block; one line only Streamlit takes for the name of a file."""
    return f'@import url("{address(name)}");\n:host {{ display: block; }}'


def contents() -> dict[str, bytes]:
    """Address -> content of every file."""
    return {address(name): _content(name) for name in NAMES}


def _content(name: str) -> bytes:
    content = (FOLDER / name).read_text(encoding="utf-8")
    if name == "style.css":
        colours = templates.render("shared/colours.css", light=LIGHT.named(), dark=DARK.named())
        content = f"{colours}\n{content}"
    return content.encode()
