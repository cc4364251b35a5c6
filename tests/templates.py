"""What every template must do: a text comes out as the same text, once, and a forgotten value is an error."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

HOSTILE = """<script>alert("1")</script> & 'two' &amp; <u>"""
"""A text that would do something, or look different, when it is not escaped exactly once."""


class Words(dict):
    """A catalogue in which every word is hostile."""

    def __missing__(self, key):
        return HOSTILE


def names(folder: Path) -> set[str]:
    """Every template below a folder, named as the code names it."""
    return {path.relative_to(folder).as_posix() for kind in ("*.html", "*.svg") for path in folder.rglob(kind)}


def assert_shows_texts_as_texts(html: str, scripts: int = 0) -> None:
    """Every hostile text is read by a browser as it was written; `scripts` is how many the template itself has."""
    page = _Read()
    page.feed(html)
    page.close()
    told = [text for text in page.read if "alert" in text]
    assert told, "the example has a text"
    assert [text for text in told if HOSTILE not in text] == []
    assert page.tags.count("script") == scripts, "no script came out of a text"
    assert "u" not in page.tags, "no tag came out of a text"


def assert_every_value_is_asked_for(render, template: str, values: dict) -> None:
    """Without any one of its values the template is not made at all."""
    for name in values:
        with pytest.raises((UndefinedError, TypeError), match=f"{name}|Undefined"):
            render(template, **{other: value for other, value in values.items() if other != name})


class _Read(HTMLParser):
    def __init__(self):
        super().__init__()
        self.read, self.tags, self._inside = [], [], None

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self._inside = tag
        self.read += [value for _, value in attrs if value]

    def handle_endtag(self, tag):
        self._inside = None

    def handle_data(self, data):
        if self._inside not in ("script", "style"):
            self.read.append(data)
