"""Gemeenten that disappeared since 2013 and where they went, from `mergers.csv`."""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import Checked, Filled

Gemeente = Annotated[
    str, Field(pattern=f"^{PATTERNS['gemeente']}$", description="the code of a gemeente such as GM0014")
]


class Merger(Checked):
    """A gemeente that disappeared (`old`), and one that it went to on 1 January of `year`. A gemeente that was split
    stands in as many lines as it went to."""

    old: Gemeente
    name: Filled
    new: Gemeente
    year: Annotated[int, Field(ge=2013, description="a year from 2013")]
    source: Filled


@cache
def mergers(folder: Path = FOLDER) -> list[Merger]:
    """All lines of the file, in its order."""
    return editable_csv.read(folder / "mergers.csv", Merger, key=("old", "new"))
