"""Areas beside each other: for each the same few figures, of one year per figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lsa_data import catalogue
from lsa_data.ask import areas, database, profile, selection
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import Selection

TYPES = ("wijk", "buurt", "gemeente")
USUAL = (
    "lbm3_afwijking", "lbm3_voorzieningen", "lbm3_onveiligheid", "rivm_ervaren_gezondheid", "rivm_eenzaam",
    "rivm_moeite_rondkomen", "politie_totaal",
)  # fmt: skip
"""What is shown when nobody chooses: a figure of each subject that people ask about first."""
MOST_AREAS, MOST_FIGURES = 150, 8


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one area: a row of `queries/side_by_side.sql`, which says what each is. `peers` is never known."""

    area_code: str
    indicator_id: str
    year: int
    value: float | None
    status: str
    coverage: float | None
    provisional: bool
    position: str | None
    unusual: bool | None
    measured_vintage: int
    national: float | None
    p10: float | None
    p50: float | None
    p90: float | None
    direction: str | None
    gap: str | None
    ratio_agrees: bool | None
    from_year: int | None
    to_year: int | None
    points: int | None
    from_value: float | None
    to_value: float | None
    national_from: float | None
    national_to: float | None
    scale: str | None
    peers: float | None = None


@dataclass(frozen=True)
class SideBySide:
    """`areas` by name; `figures` are the indicators with their year, in the order of the columns; `rows` by code of the
    area and indicator, for the year of the column only."""

    type: str
    vintage: int
    areas: tuple[selection.AreaRow, ...]
    figures: tuple[tuple[str, int], ...]
    rows: dict[tuple[str, str], Row]


def of(chosen: Selection) -> Selection:
    """The selection as the table takes it: of one type, with the boundaries shown first unless others were chosen.
    Raises `SelectionError` for a type that is not shown side by side."""
    kind = chosen.type or "wijk"
    if kind not in TYPES:
        raise SelectionError("Only gemeenten, wijken and buurten stand beside each other.", "type", TYPES)
    return replace(chosen, type=kind, vintage=chosen.vintage or areas.shown_first(kind), across=False)


def count(chosen: Selection) -> int:
    """How many areas the table would have."""
    return len(selection.areas_of(of(chosen)))


def side_by_side(chosen: Selection) -> SideBySide:
    """The areas of a selection with its figures, or the usual ones when it names none, each of the newest year that any
    of the areas has (of the years that were chosen). Raises `SelectionError` for more areas or figures than fit."""
    chosen = of(chosen)
    found = selection.areas_of(chosen)
    indicators = chosen.indicator or USUAL
    if not 0 < len(found) <= MOST_AREAS:
        raise SelectionError(f"{len(found)} areas; a table has 1 to {MOST_AREAS}. Choose a gemeente.", "gemeente")
    if len(indicators) > MOST_FIGURES:
        raise SelectionError(f"A table has at most {MOST_FIGURES} figures.", "indicator")
    asked = {
        "type": chosen.type, "vintage": chosen.vintage, "codes": [area.code for area in found],
        "indicators": [*indicators],
    }  # fmt: skip
    answer = database.cursor().execute(database.sql("side_by_side"), asked).fetchall()
    rows = [row for row in (Row(*one) for one in answer) if not chosen.year or row.year in chosen.year]
    years = _newest(rows)
    figures = tuple((i, years[i]) for i in catalogue.indicators() if i in years)
    kept = {(row.area_code, row.indicator_id): row for row in rows if row.year == years.get(row.indicator_id)}
    return SideBySide(str(chosen.type), int(chosen.vintage or 0), found, figures, kept)


def _newest(rows: Sequence[Row]) -> dict[str, int]:
    """The newest year per indicator in which any area has a figure."""
    years: dict[str, int] = {}
    for row in rows:
        if row.value is not None and row.status != profile.AWAITED:
            years[row.indicator_id] = max(row.year, years.get(row.indicator_id, 0))
    return years
