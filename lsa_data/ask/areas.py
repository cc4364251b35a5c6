"""Which area is meant, and which areas belong to it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lsa_data.ask import database

SHOWN_FIRST = {"land": 2020, "provincie": 2022, "gemeente": 2022, "wijk": 2022, "buurt": 2017, "pc4": 2022}
"""The vintage that a code stands for when nobody names one: the one with the most figures and a map."""


@dataclass(frozen=True)
class Area:
    """One area in one vintage; names and codes are None where the sources give none."""

    type: str
    code: str
    vintage: int
    name: str
    gemeente_code: str | None
    gemeente_name: str | None
    provincie_code: str | None
    provincie_name: str | None
    regio_code: str | None
    regio_nl: str | None
    regio_en: str | None
    lon: float | None
    lat: float | None
    inhabitants: int | None


def area(code: str, vintage: int | None = None) -> Area | None:
    """The area with this code, in `vintage` or else in the vintage that is shown first; None when there is none.

    Without a vintage, a code that exists only in other years gives the newest of them.
    """
    found = database.ask("area", code=code.upper(), vintage=vintage)
    if found.empty:
        return None
    first = SHOWN_FIRST.get(found["type"].iloc[0])
    preferred = found[found["vintage"] == first]
    row = (found if preferred.empty else preferred).iloc[0]
    known: dict[str, Any] = {str(name): None if pd.isna(value) else _plain(value) for name, value in row.items()}
    return Area(**known)


def vintages(code: str) -> list[int]:
    """The vintages in which this code exists, newest first."""
    return database.ask("area", code=code.upper(), vintage=None)["vintage"].astype(int).tolist()


def overlapping(of: Area, other_type: str) -> pd.DataFrame:
    """Areas of another type that `of` overlaps: code, vintage, name, gemeente_name, share, other_share."""
    return database.ask("overlapping", type=of.type, code=of.code, other_type=other_type)


def successors(of: Area) -> pd.DataFrame:
    """Areas of the vintage shown first that are the same as `of` or overlap it: columns as in
    `queries/successors.sql`, the largest part first."""
    first = SHOWN_FIRST[of.type]
    return database.ask("successors", type=of.type, code=of.code, vintage=of.vintage, shown_first=first)


def within(
    kind: str, regio: str | None = None, provincie: str | None = None, gemeente: str | None = None
) -> pd.DataFrame:
    """Areas of one type in the vintage shown first, within a regio, provincie or gemeente; by name."""
    return database.ask(
        "areas_within", type=kind, vintage=SHOWN_FIRST[kind], regio=regio, provincie=provincie, gemeente=gemeente
    )


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
