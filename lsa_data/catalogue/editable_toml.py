"""A file of named tables, `[key]` and `[key.nl]`, as the catalogue of figures is written."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from lsa_data.catalogue.folder import LANGUAGES
from lsa_data.catalogue.mistakes import CatalogueError, Checked, Mistake, of, wrong


class Described(Checked, strict=True):
    """An entry with an id, and texts in each language (`nl` and `en` in who derives from it)."""

    id: str

    def text(self, name: str, language: str) -> str:
        """The text `name` ("name", "definition", ...) in "nl" or "en"; KeyError when there is no such text."""
        if language not in LANGUAGES:
            raise KeyError(language)
        return vars(vars(self)[language])[name]

    def several(self, name: str, language: str) -> tuple[str, ...]:
        """The same for a list of texts ("verb", "words", ...)."""
        return tuple(self.text(name, language))


Entry = TypeVar("Entry", bound=Described)


def read(
    path: Path, model: type[Entry], context: Mapping[str, Collection[str]] | None = None,
    together: Callable[[dict], Iterable[Mistake]] = lambda tables: (),
) -> Mapping[str, Entry]:  # fmt: skip
    """Every entry by id, in the order of the file. `together` finds what values of the file say to each other.

    Raises `CatalogueError` with every mistake; `FileNotFoundError` when there is no file.
    """
    content = _content(path)
    tables = {key: table for key, table in content.items() if isinstance(table, dict)}
    mistakes = [wrong((key,), content[key], f"a table [{key}]") for key in content if key not in tables]
    found = {}
    for key, table in tables.items():
        found[key], own = of(model, table | {"id": key}, context)
        mistakes += [mistake._replace(where=(key, *mistake.where)) for mistake in own]
    mistakes += together(tables)
    if mistakes:
        raise CatalogueError("\n".join(f"{path.name}: {'.'.join(where)} {what}" for where, what in mistakes))
    return MappingProxyType(found)


def ids(path: Path) -> list[str]:
    """The keys of the tables in the file, in its order. Raises as `read` does."""
    return list(_content(path))


def _content(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CatalogueError(f"{path.name}: the file is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: this is not valid TOML: {error}") from error
