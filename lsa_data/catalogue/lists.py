"""Lists of areas that others published, from files that people can edit (`catalogue/lists/<list_id>.csv`)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.catalogue.editable_csv import MaybeText, OrNothing
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import CatalogueError, Checked, Filled, Mistake, wrong

LISTS = FOLDER / "lists"


class ListError(CatalogueError):
    """A list of areas is not as it must be; one line per mistake."""


class Listed(Checked):
    """A name on a list, and an area that it is said to be; a name may have several. Without an area the name is looked
    for among the wijken when the database is built."""

    list_id: Annotated[str, Field(pattern=r"^[a-z]+_20\d\d$", description="a name and the year, such as nplv_2022")]
    name: Annotated[Filled, Field(description="the name as published")]
    area_type: Annotated[Literal["wijk", "pc4"] | None, OrNothing, Field(description="wijk or pc4")]
    area_code: MaybeText
    vintage: Annotated[
        Annotated[int, Field(ge=2010, le=2100)] | None, OrNothing, Field(description="a year such as 2018")
    ]
    source: Annotated[Filled, Field(description="where this line comes from")]


def lists(folder: Path = LISTS) -> list[Listed]:
    """All lines of all lists, one file after the other. Raises `ListError` naming every mistake of a file."""
    return [line for path in sorted(folder.glob("*.csv")) for line in _read(path)]


def _read(path: Path) -> list[Listed]:
    def together(row: dict[str, str]) -> Iterator[Mistake]:
        if row["list_id"] != path.stem:
            yield wrong(("list_id",), row["list_id"], f"{path.stem}, the name of the file")
        cells = {name: row[name] for name in ("area_type", "area_code", "vintage")}
        if any(cells.values()) and not all(cells.values()):
            empty = next(name for name, cell in cells.items() if not cell)
            yield wrong(
                (empty,), "", "filled, because the area is named; or all of area_type, area_code and vintage empty"
            )
        pattern = PATTERNS.get(row["area_type"])
        if pattern and row["area_code"] and not re.fullmatch(pattern, row["area_code"]):
            yield wrong(("area_code",), row["area_code"], f"the code of a {row['area_type']}")

    key = ("name", "area_code", "vintage")
    return editable_csv.read(path, Listed, together=together, error=ListError, key=key)
