"""A table that people edit in a spreadsheet: semicolons (Dutch Excel) or commas, with or without a byte order mark."""

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BeforeValidator

from lsa_data.catalogue.mistakes import CatalogueError, Checked, Mistake, of, wrong

OrNothing = BeforeValidator(lambda cell: cell or None)
"""For a column whose cells may be empty: None then."""
MaybeText = Annotated[str | None, OrNothing]
Entry = TypeVar("Entry", bound=Checked)


def columns(model: type[Checked]) -> tuple[str, ...]:
    """The columns of the table, as they stand in the file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def read(
    path: Path, model: type[Entry], context: Mapping[str, Collection[str]] | None = None,
    together: Callable[[dict[str, str]], Iterable[Mistake]] = lambda row: (),
    error: type[CatalogueError] = CatalogueError, key: tuple[str, ...] = (),
) -> list[Entry]:  # fmt: skip
    """An entry per line that holds something, in the order of the file. No two lines have the same in the columns of
    the `key`, which is the first column unless it is given. `together` finds what cells of one line say to each other.

    Raises `error` with every mistake of the file; `FileNotFoundError` when there is no file.
    """
    names = columns(model)
    key, seen = key or names[:1], set()
    found, problems = [], []
    for line, row in _rows(path, names, error):
        if row is None:
            problems.append(
                f"{path.name}, line {line}: the line does not have {len(names)} cells; "
                "put a cell that holds a comma or semicolon between double quotes"
            )
            continue
        entry, mistakes = of(model, row, context)
        mistakes += together(row)
        own = tuple(row[name] for name in key)
        if own in seen:
            what = " and ".join(key)
            mistakes.append(
                wrong(key[:1], row[key[0]], f"{'an' if what == 'id' else 'a'} {what} that no earlier line has")
            )
        seen.add(own)
        found.append(entry)
        problems += [f"{path.name}, line {line}, column {where[0]} {what}" for where, what in mistakes]
    if problems:
        raise error("\n".join(problems))
    return found


def _rows(
    path: Path, names: tuple[str, ...], error: type[CatalogueError]
) -> Iterator[tuple[int, dict[str, str] | None]]:
    """The lines that hold something, with their numbers and trimmed cells; None for one with too many or too few."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong_bytes:
        raise error(f"{path.name}: the file is not UTF-8; save it as 'CSV UTF-8'") from wrong_bytes
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        found = tuple(name.strip() for name in next(lines, []))
        if found != names:
            raise error(f"{path.name}, line 1: the columns are {', '.join(found)}; expected is {', '.join(names)}")
        for cells in lines:
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                row = dict(zip(names, trimmed, strict=True)) if len(trimmed) == len(names) else None
                yield lines.line_num, row
    except csv.Error as broken:
        where = f"{path.name}, line {lines.line_num}"
        raise error(f"{where}: this is not a line of a table; look for odd signs and for quotes in it") from broken
