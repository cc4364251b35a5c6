"""Where an area lies, what lies around it, and what became of one of another year."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lsa_data.ask import areas, own_area
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import WHOLE, Member, OwnArea
from lsa_data.catalogue.codes import wijk_of
from lsa_data.say import names
from lsa_data.say.formats import number
from lsa_data.say.sentences import phrases

INSIDE = {"gemeente": ("wijk", "gemeente"), "wijk": ("buurt", "wijk")}
"""Type of area -> the type of the areas inside it, and how those are asked for."""
OVERLAPS = {"wijk": ("pc4",), "buurt": ("pc4",), "pc4": ("wijk", "buurt")}
"""Type of area -> the types that it overlaps."""


@dataclass(frozen=True)
class Way:
    """The way to another area: its code, the vintage where that is not the one shown first, its name, and in small
    what is said of it."""

    code: str
    vintage: int | None
    name: str
    small: str = ""


@dataclass(frozen=True)
class Around:
    """Areas of one type (`kind`) that belong together, under a title."""

    title: str
    kind: str
    ways: list[Way]


@dataclass(frozen=True)
class Became:
    """What became of an area of another year: a sentence, what stands above the areas of now, and those areas."""

    sentence: str
    above: str
    areas: list[Way]


def lies_in(area: Area, language: str) -> Iterator[Way]:
    """The wijk and the gemeente that it lies in."""
    if area.kind == "buurt" and (wijk := areas.area(wijk_of(area.code), area.vintage)):
        name = phrases(language)["in_wijk"].format(name=names.area_name(wijk, language))
        yield Way(wijk.code, areas.unless_first("wijk", wijk.vintage), name)
    if area.kind != "gemeente" and area.gemeente_code and area.gemeente_name:
        yield Way(area.gemeente_code, None, names.place_name(area.gemeente_code, area.gemeente_name))


def facts(area: Area, language: str) -> list[str]:
    """Its provincie, its regio and how many people live there."""
    words = phrases(language)
    regio = area.regio_en if language == "en" else area.regio_nl
    said = [area.provincie_name] if area.provincie_name else []
    said += [words["in_regio"].format(name=regio)] if regio else []
    if area.inhabitants is not None:
        people = number(area.inhabitants, 0, language)
        said.append(words["live_here"].format(n=people, year=area.inhabitants_year))
    return said


def around(area: Area, language: str) -> list[Around]:
    """The areas inside it, and the postcodes or wijken that it overlaps; none that is empty."""
    words, found = phrases(language), []
    if isinstance(area, OwnArea):
        return [
            Around(words["made_of"].format(n=len(area.members)), "buurt", [_member(m, language) for m in area.members])
        ]
    if area.type in INSIDE:
        kind, of = INSIDE[area.type]
        inside = areas.within(kind, **{of: area.code})
        if len(inside) > 1:
            ways = [_way(row, kind, language) for row in inside.itertuples(index=False)]
            found.append(Around(words[f"{kind}_inside"].format(n=len(inside)), kind, ways))
    for other in OVERLAPS.get(area.type, ()):
        ways = [_overlap(row, other, language) for row in areas.overlapping(area, other).itertuples(index=False)]
        found.append(Around(words[f"overlap_{other}"].format(area=words["area"][area.type]), other, ways))
    return [one for one in found if one.ways]


def beside(area: Area, language: str) -> Around:
    """The areas of its type that lie beside it, those in another gemeente with its name."""
    elsewhere = area.gemeente_name if area.type in ("wijk", "buurt") else None
    found = own_area.beside(area) if isinstance(area, OwnArea) else areas.neighbours(area)
    ways = [_way(row, area.made_of, language, elsewhere) for row in found.itertuples(index=False)]
    return Around(phrases(language)["beside"], area.made_of, ways)


def _member(member: Member, language: str) -> Way:
    """The way to a buurt of an own area, with how much of it counts where that is not all."""
    part = "" if member.percent == WHOLE else phrases(language)["counts_for"].format(share=member.percent)
    return Way(member.code, None, names.name_of("buurt", member.code, member.name, language), part)


def _way(row: Any, kind: str, language: str, gemeente: str | None = None) -> Way:
    """The way to an area in a list; with its gemeente where that is another than the one given."""
    other = gemeente is not None and row.gemeente_name != gemeente
    return Way(row.code, None, names.name_of(kind, row.code, row.name, language), row.gemeente_name if other else "")


def _overlap(row: Any, other: str, language: str) -> Way:
    name = names.in_gemeente(row.name, row.gemeente_name)
    name = names.name_of(other, row.code, row.name, language) if other == "pc4" else name
    return Way(row.code, None, name, part_of_surface(row.share, language))


def became(area: Area, language: str) -> Became | None:
    """What became of an area of another year, and how much of it lies in each area of now; None for one of now."""
    if areas.other_vintage(area) is None:
        return None
    words, first = phrases(language), areas.shown_first(area.type)
    if areas.counterpart(area):
        key, above = "old_vintage", "successors"
    else:
        key, above = "redrawn" if areas.area(area.code, first) else "retired", "successors_in"
    sentence = words[key].format(
        name=names.area_name(area, language), type=words["area"][area.type], year=area.vintage, first=first
    )
    now = [_successor(row, area.type, language) for row in areas.successors(area).itertuples(index=False)]
    return Became(sentence, words[above].format(year=first) if now else "", now)


def _successor(row: Any, area_type: str, language: str) -> Way:
    name = row.name if area_type == "gemeente" else names.in_gemeente(row.name, row.gemeente_name)
    return Way(row.code, None, name, "" if pd.isna(row.share) else part_of_surface(row.share, language))


def part_of_surface(share: float, language: str) -> str:
    """Which part of its surface lies there; `share` is 0 to 1."""
    return phrases(language)["part_of_surface"].format(share=number(100 * share, 0, language))
