"""A picture as it is asked for, and the words that every kind of picture needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lsa_data import catalogue
from lsa_data.ask import areas
from lsa_data.ask.areas import Area
from lsa_data.export.words import words
from lsa_data.say import names
from lsa_data.say.palette import DARK, LIGHT, Palette

THEMES = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Asked:
    """A picture: what it shows, and how. `more` has what only some kinds take, by its name in the open interface;
    `address` is that of the page with the same."""

    kind: str
    indicator: str
    type: str | None = None
    year: int | None = None
    scope: str | None = None
    areas: tuple[Area, ...] = field(default=())
    language: str = "nl"
    theme: str = "light"
    address: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def palette(self) -> Palette:
        """The colours of its theme."""
        return THEMES[self.theme]

    @property
    def figure(self) -> catalogue.Indicator:
        """What it is about."""
        return catalogue.indicators()[self.indicator]

    @property
    def name(self) -> str:
        """What that is called."""
        return names.indicator_name(self.indicator, self.language)

    @property
    def unit(self) -> str:
        """Its unit in words."""
        return str(words(self.language)["unit"][self.figure.unit])


def notes(asked: Asked, *more: str) -> tuple[str, ...]:
    """What stands in small below a picture: what is particular to it, and how its figure was made."""
    own: Any = words(asked.language)
    return tuple(text for text in (*more, own[asked.figure.kind]) if text)


def scope_name(scope: str, language: str) -> str:
    """The name of a part of the country: a regio, provincie or gemeente."""
    if scope.startswith("GM"):
        gemeente = areas.area(scope)
        return names.area_name(gemeente, language) if gemeente else scope
    provincies = {provincie.code: provincie.name for provincie in catalogue.provincies()}
    return provincies.get(scope) or names.regio_name(scope, language)
