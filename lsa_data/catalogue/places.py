"""The five parts of the country, and the provincies that they consist of."""

from functools import cache
from pathlib import Path
from typing import Annotated

from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import Checked, Filled, known


class Regio(Checked):
    """A part of the country in which LSA met."""

    code: Filled
    name_nl: Filled
    name_en: Filled


class Provincie(Checked):
    """A provincie, the code of the regio that it is counted to, and that of the gemeente that is its capital."""

    code: Filled
    name: Filled
    regio: Annotated[str, known("regio")]
    capital: Filled


@cache
def regios(folder: Path = FOLDER) -> tuple[Regio, ...]:
    """The parts of the country, from `regio.csv`."""
    return tuple(editable_csv.read(folder / "regio.csv", Regio))


@cache
def provincies(folder: Path = FOLDER) -> tuple[Provincie, ...]:
    """The provincies, each with its regio, from `provincie.csv`."""
    return tuple(editable_csv.read(folder / "provincie.csv", Provincie, regio_codes(folder)))


def regio_codes(folder: Path = FOLDER) -> dict[str, tuple[str, ...]]:
    """The codes that a column `regio` may hold, as the context of a check."""
    return {"regio": tuple(regio.code for regio in regios(folder))}
