"""Organisations of residents that the LSA names, from a file that people can edit (`catalogue/initiatives.csv`)."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from lsa_data import catalogue
from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.codes import is_code
from lsa_data.problem import Problem

INITIATIVES = catalogue.FOLDER / "initiatives.csv"
COLUMNS = ("id", "regio", "naam", "plaats", "gebied", "bron", "opmerking")


class InitiativeError(Problem):
    """The file of initiatives is not as it must be; one line per mistake."""


@dataclass(frozen=True)
class Initiative:
    """One organisation. What the sources do not give is None; `area` is the code of the smallest area that they do."""

    id: str
    regio: str | None
    name: str
    place: str | None
    area: str | None
    source: str
    remark: str


def initiatives(path: Path = INITIATIVES) -> list[Initiative]:
    """All initiatives in the order of the file. Raises `InitiativeError` naming every mistake."""
    problems: list[str] = []
    found: list[Initiative] = []
    regios = tuple(regio.code for regio in catalogue.regios())
    for line, row in editable_csv.rows(path, COLUMNS, InitiativeError):
        known = {initiative.id for initiative in found}
        for column, holds, expected in (
            ("id", bool(row["id"]) and row["id"] not in known, "a short name that no earlier line has"),
            ("regio", not row["regio"] or row["regio"] in regios, f"one of {', '.join(regios)}, or nothing"),
            ("naam", bool(row["naam"]), "the name of the organisation"),
            ("gebied", not row["gebied"] or is_code(row["gebied"]), "a code such as WK036394, or nothing"),
            ("bron", bool(row["bron"]), "where the facts come from"),
        ):
            if not holds:
                problems.append(f"{path.name}, line {line}, column {column}: {row[column]!r}; expected is {expected}")
        found.append(
            Initiative(row["id"], row["regio"] or None, row["naam"], row["plaats"] or None, row["gebied"] or None,
                       row["bron"], row["opmerking"])
        )  # fmt: skip
    if problems:
        raise InitiativeError("\n".join(problems))
    return found


def within(codes: Collection[str | None]) -> list[Initiative]:
    """The initiatives of which one of these areas is the known place."""
    return [one for one in initiatives() if one.area and one.area in codes]
