"""The exploratory meetings, from a file that LSA can edit in a spreadsheet (`catalogue/meetings.csv`).

Every mistake is reported with file, line, column and what is expected, all at once, so that a person can mend the
file in one go.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lsa_data import catalogue
from lsa_data.catalogue import editable_csv
from lsa_data.problem import Problem

MEETINGS = catalogue.FOLDER / "meetings.csv"
COLUMNS = (
    "id", "regio", "datum", "datum_bekend", "plaats", "lon", "lat", "titel", "toegang", "organisatoren", "bron",
    "opmerking",
)  # fmt: skip
ACCESS = ("open", "besloten", "onbekend")
YES_NO = ("ja", "nee")
LON, LAT = (3.2, 7.3), (50.7, 53.7)


class MeetingError(Problem):
    """The file of meetings is not as it must be; one line per mistake."""


@dataclass(frozen=True)
class Meeting:
    """One meeting. What the sources do not give is None: it is shown as unknown, never filled in."""

    id: str
    regio: str
    date: date | None
    place: str | None
    lon: float | None
    lat: float | None
    title: str
    access: str
    organisers: tuple[str, ...]
    source: str
    remark: str


def meetings(path: Path = MEETINGS) -> list[Meeting]:
    """All meetings in the order of the file. Raises `MeetingError` naming every mistake."""
    problems: list[str] = []
    found: list[Meeting] = []
    seen: set[str] = set()
    for line, row in editable_csv.rows(path, COLUMNS, MeetingError):

        def fail(column: str, expected: str, line: int = line, row: dict = row) -> None:
            problems.append(f"{path.name}, line {line}, column {column}: {row[column]!r}; expected is {expected}")

        meeting = _meeting(row, fail)
        if row["id"] in seen:
            fail("id", "an id that no earlier line has")
        seen.add(row["id"])
        if meeting:
            found.append(meeting)
    if problems:
        raise MeetingError("\n".join(problems))
    return found


def _meeting(row: dict[str, str], fail: Callable[[str, str], None]) -> Meeting | None:
    """The meeting in a row; None when something in it is wrong (and told to `fail`)."""
    wrong: list[str] = []

    def check(holds: bool, column: str, expected: str) -> None:
        if not holds:
            wrong.append(column)
            fail(column, expected)

    regios = tuple(regio.code for regio in catalogue.regios())
    check(bool(row["id"]), "id", "a short name of its own, such as noord-groningen-2018")
    check(row["regio"] in regios, "regio", f"one of {', '.join(regios)}")
    check(row["toegang"] in ACCESS, "toegang", f"one of {', '.join(ACCESS)}")
    check(row["datum_bekend"] in YES_NO, "datum_bekend", "ja or nee")
    check(bool(row["titel"]), "titel", "a title")
    check(bool(row["bron"]), "bron", "where the facts come from")
    day = _date(row["datum"])
    check(day is not None or not row["datum"], "datum", "a date such as 2018-01-29 or 29-01-2018, or nothing")
    check((row["datum_bekend"] == "ja") == bool(row["datum"]), "datum", "a date when datum_bekend is ja, else nothing")
    lon, lat = _number(row["lon"]), _number(row["lat"])
    for column, value, (low, high) in (("lon", lon, LON), ("lat", lat, LAT)):
        inside = value is not None and low <= value <= high
        check(inside or not row[column], column, f"a number from {low} to {high} (the Netherlands), or nothing")
    check(bool(row["lon"]) == bool(row["lat"]), "lon", "lon and lat both filled or both empty")
    check(not row["lon"] or bool(row["plaats"]), "plaats", "the name of the place that lon and lat point to")
    if wrong:
        return None
    organisers = tuple(name.strip() for name in row["organisatoren"].split("|") if name.strip())
    return Meeting(
        row["id"], row["regio"], day, row["plaats"] or None, lon, lat, row["titel"], row["toegang"], organisers,
        row["bron"], row["opmerking"],
    )  # fmt: skip


def _date(text: str) -> date | None:
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
