"""Which area is meant, and which areas belong to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lsa_data.ask import database
from lsa_data.methods import peers


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
    inhabitants_year: int | None
    size_class: str | None

    @property
    def kind(self) -> str:
        """What it is called; `type` says which areas it is compared with."""
        return self.type

    @property
    def short(self) -> str:
        """What tells it from others in a word of few signs."""
        return self.code

    @property
    def made_of(self) -> str:
        """The type of the areas that its figures are of."""
        return self.type


def shown_first(area_type: str) -> int:
    """The vintage that areas of this type are shown in when nobody asks for another (model `shown_first`)."""
    return _shown_first()[area_type]


def unless_first(area_type: str, vintage: int) -> int | None:
    """The vintage for in an address: None when it is the one that is shown first."""
    return None if vintage == shown_first(area_type) else vintage


def other_vintage(of: Area) -> int | None:
    """The vintage of an area for in an address: None when it is the one that is shown first."""
    return unless_first(of.made_of, of.vintage)


@database.once_per_version
def _shown_first() -> Mapping[str, int]:
    """Type of area -> vintage."""
    frame = database.ask("shown_first")
    return dict(zip(frame["area_type"], frame["vintage"].astype(int), strict=True))


def area(code: str, vintage: int | None = None) -> Area | None:
    """The area with this code, in `vintage` or else in the vintage that is shown first; None when there is none.

    Without a vintage, a code that exists only in other years gives the newest of them.
    """
    found = database.ask("area", code=code.upper(), vintage=vintage)
    if found.empty:
        return None
    first = shown_first(found["type"].iloc[0])
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
    return database.ask("successors", type=of.type, code=of.code, vintage=of.vintage)


def counterpart(of: Area) -> str | None:
    """The code of the area of the vintage shown first that is comparable with `of`; None when there is none."""
    found = database.ask(
        "counterpart", type=of.type, code=of.code, vintage=of.vintage, other_vintage=shown_first(of.type)
    )
    return None if found.empty else found["code"].iloc[0]


def neighbours(of: Area) -> pd.DataFrame:
    """Areas of the same type beside this one, by name: columns as in `queries/neighbours.sql`."""
    return database.ask("neighbours", type=of.type, code=of.code, vintage=of.vintage)


@dataclass(frozen=True)
class Similar:
    """An area that resembles another, with the characteristics by which that can be judged: a row of
    `queries/peers.sql`, which says what each is."""

    rank: int
    code: str
    vintage: int
    name: str
    gemeente_name: str | None
    compared_in: int
    distance: float
    inhabitants: int | None
    per_km2: float | None
    koopwoningen: float | None
    woz: float | None
    inkomen_laag: float | None
    leeftijd_65_plus: float | None


@database.once_per_version
def similar(of: Area, elsewhere: bool) -> tuple[Similar, ...]:
    """The areas that resemble this one most (only in other gemeenten: `elsewhere`), itself first; empty for none."""
    asked = {"type": of.type, "code": of.code, "vintage": of.vintage, "elsewhere": elsewhere}
    return tuple(Similar(*row) for row in database.cursor().execute(database.sql("peers"), asked).fetchall())


def unlike(of: Area, elsewhere: bool = False) -> bool:
    """Whether an area resembles no other one (in other gemeenten) though its structure is known."""
    asked = {"type": of.type, "code": of.code, "vintage": of.vintage, "elsewhere": elsewhere}
    return bool(database.ask("unlike", needed=[*peers.FIGURES], **asked)["unlike"].iloc[0])


def within(
    kind: str,
    regio: str | None = None,
    provincie: str | None = None,
    gemeente: str | None = None,
    wijk: str | None = None,
) -> pd.DataFrame:
    """Areas of one type in the vintage shown first, within a regio, provincie, gemeente or (buurten) wijk; by name."""
    return database.ask_once("areas_within", type=kind, regio=regio, provincie=provincie, gemeente=gemeente, wijk=wijk)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
