"""Themes: the groups of indicators on the page, from `themes.toml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from lsa_data.catalogue import editable_toml
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import Checked, Filled, Mistake, wrong


class ThemeTexts(Checked, strict=True):
    """What a theme says in one language."""

    name: Filled
    question: Filled


class Theme(editable_toml.Described):
    """A group of indicators on the page. Texts: name, question."""

    order: int
    nl: ThemeTexts
    en: ThemeTexts


@cache
def themes(folder: Path = FOLDER) -> Mapping[str, Theme]:
    """Every theme by id, in the order on the page."""
    found = editable_toml.read(folder / "themes.toml", Theme, together=_each_its_own_order)
    return MappingProxyType({theme.id: theme for theme in sorted(found.values(), key=lambda theme: theme.order)})


def _each_its_own_order(tables: dict[str, dict]) -> Iterator[Mistake]:
    taken: dict[object, str] = {}
    for key, table in tables.items():
        order = table.get("order")
        if isinstance(order, int) and order in taken:
            yield wrong((key, "order"), order, f"an order that {taken[order]} does not have")
        elif isinstance(order, int):
            taken[order] = key
