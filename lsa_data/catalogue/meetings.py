"""The exploratory meetings, from a file that LSA can edit in a spreadsheet (`catalogue/meetings.csv`)."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.editable_csv import MaybeText
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import CatalogueError, Checked, Filled, Mistake, known, wrong
from lsa_data.catalogue.places import regio_codes

MEETINGS = FOLDER / "meetings.csv"
LON, LAT = (3.2, 7.3), (50.7, 53.7)


class MeetingError(CatalogueError):
    """The file of meetings is not as it must be; one line per mistake."""


def _date(text: str) -> date | None:
    """2018-01-29 or 29-01-2018; ValueError for anything else that is not empty."""
    year_first = text[:4].isdigit()
    return datetime.strptime(text, "%Y-%m-%d" if year_first else "%d-%m-%Y").date() if text else None


def _degrees(text: str) -> str | None:
    """The number as a program writes it; None where the cell is empty."""
    return text.replace(",", ".") or None


class Meeting(Checked):
    """One meeting. What the sources do not give is None: it is shown as unknown, never filled in."""

    id: Annotated[Filled, Field(description="a short name of its own, such as noord-groningen-2018")]
    regio: Annotated[str, known("regio")]
    date: Annotated[
        date | None, BeforeValidator(_date), Field(alias="datum", description="a date such as 2018-01-29 or 29-01-2018")
    ]
    date_known: Annotated[Literal["ja", "nee"], Field(alias="datum_bekend", exclude=True, description="ja or nee")]
    place: Annotated[MaybeText, Field(alias="plaats")]
    lon: Annotated[
        Annotated[float, Field(ge=LON[0], le=LON[1])] | None,
        BeforeValidator(_degrees),
        Field(description=f"a number from {LON[0]} to {LON[1]} (the Netherlands)"),
    ]
    lat: Annotated[
        Annotated[float, Field(ge=LAT[0], le=LAT[1])] | None,
        BeforeValidator(_degrees),
        Field(description=f"a number from {LAT[0]} to {LAT[1]} (the Netherlands)"),
    ]
    title: Annotated[Filled, Field(alias="titel", description="a title")]
    access: Annotated[Literal["open", "besloten", "onbekend"], Field(alias="toegang")]
    organisers: Annotated[
        tuple[str, ...],
        BeforeValidator(lambda text: tuple(name.strip() for name in text.split("|") if name.strip())),
        Field(alias="organisatoren"),
    ]
    source: Annotated[Filled, Field(alias="bron", description="where the facts come from")]
    remark: Annotated[str, Field(alias="opmerking")]


COLUMNS = editable_csv.columns(Meeting)


def meetings(path: Path = MEETINGS) -> list[Meeting]:
    """All meetings in the order of the file. Raises `MeetingError` naming every mistake."""
    return editable_csv.read(path, Meeting, regio_codes(), _cells_agree, MeetingError)


def _cells_agree(row: dict[str, str]) -> Iterator[Mistake]:
    if (row["datum_bekend"] == "ja") != bool(row["datum"]):
        yield wrong(("datum",), row["datum"], "a date when datum_bekend is ja, else nothing")
    if bool(row["lon"]) != bool(row["lat"]):
        yield wrong(("lon",), row["lon"], "lon and lat both filled or both empty")
    if row["lon"] and not row["plaats"]:
        yield wrong(("plaats",), row["plaats"], "the name of the place that lon and lat point to")
