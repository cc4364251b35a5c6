"""A table that people edit in a spreadsheet: semicolons (Dutch Excel) or commas, with or without a byte order mark."""

import csv
from pathlib import Path

from lsa_data.problem import Problem


def rows(path: Path, columns: tuple[str, ...], error: type[Problem]) -> list[tuple[int, dict[str, str]]]:
    """The lines that hold something, with their line numbers and trimmed cells.

    Raises `error`, in words for who edits the file, when it is not UTF-8, has other columns, or a line has too many
    or too few cells.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise error(f"{path.name}: the file is not UTF-8; save it as 'CSV UTF-8'") from wrong
    first = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ",")
    found = tuple(name.strip() for name in reader.fieldnames or ())
    if found != columns:
        raise error(f"{path.name}, line 1: the columns are {', '.join(found)}; expected is {', '.join(columns)}")
    lines = []
    for row in reader:
        if None in row or None in row.values():
            raise error(
                f"{path.name}, line {reader.line_num}: the line does not have {len(columns)} cells; "
                "put a cell that holds a comma or semicolon between double quotes"
            )
        cells = {name: (value or "").strip() for name, value in zip(columns, row.values(), strict=True)}
        if any(cells.values()):
            lines.append((reader.line_num, cells))
    return lines
