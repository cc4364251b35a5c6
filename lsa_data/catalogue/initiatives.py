"""Organisations of residents that the LSA names, from a file that people can edit (`catalogue/initiatives.csv`)."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.codes import is_code
from lsa_data.catalogue.editable_csv import MaybeText, OrNothing
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import CatalogueError, Checked, Filled, known
from lsa_data.catalogue.places import regio_codes

INITIATIVES = FOLDER / "initiatives.csv"


class InitiativeError(CatalogueError):
    """The file of initiatives is not as it must be; one line per mistake."""


def _code(text: str) -> str:
    if not is_code(text):
        raise ValueError(text)
    return text


class Initiative(Checked):
    """One organisation. What the sources do not give is None; `area` is the code of the smallest area that they do."""

    id: Annotated[Filled, Field(description="a short name of its own, such as k-buurt")]
    regio: Annotated[Annotated[str, known("regio")] | None, OrNothing]
    name: Annotated[Filled, Field(alias="naam", description="the name of the organisation")]
    place: Annotated[MaybeText, Field(alias="plaats")]
    area: Annotated[
        Annotated[str, AfterValidator(_code)] | None,
        OrNothing,
        Field(alias="gebied", description="a code such as WK036394"),
    ]
    source: Annotated[Filled, Field(alias="bron", description="where the facts come from")]
    remark: Annotated[str, Field(alias="opmerking")]


def initiatives(path: Path = INITIATIVES) -> list[Initiative]:
    """All initiatives in the order of the file. Raises `InitiativeError` naming every mistake."""
    return editable_csv.read(path, Initiative, regio_codes(), error=InitiativeError)


def within(codes: Collection[str | None]) -> list[Initiative]:
    """The initiatives of which one of these areas is the known place."""
    return [one for one in initiatives() if one.area and one.area in codes]
