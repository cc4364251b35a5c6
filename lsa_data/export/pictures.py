"""Which pictures can be asked by their address: every chart and map of the dashboard. Here those of one figure: its
map, its course through the years in one to five areas, and where an area stands among all others."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from lsa_data.ask import database, maps, profile
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.catalogue.codes import gemeente_of
from lsa_data.export import picture, picture_map, pictures_gap, pictures_regio, pictures_trend
from lsa_data.export.asked import THEMES, Asked, notes, scope_name
from lsa_data.export.picture import Caption
from lsa_data.export.picture_map import MapOf
from lsa_data.export.words import words
from lsa_data.say import names, opening
from lsa_data.say.charts import course_chart, distribution_chart
from lsa_data.say.classes import class_words, colours_for
from lsa_data.say.sentences import phrases

FORMATS = {"svg": "image/svg+xml", "png": "image/png"}


def indicator_of(kind: str, more: Mapping[str, Any]) -> str:
    """The figure that a picture is about when none is named: of a gap the total of its series. Raises
    `SelectionError` where one must be named."""
    if kind not in WITHOUT_INDICATOR:
        raise SelectionError("Name the indicator of this picture.", "indicator")
    return pictures_gap.indicator_of(more)


def svg(asked: Asked) -> str:
    """The picture as SVG. Raises `SelectionError` where there is nothing to draw."""
    return KINDS[asked.kind](asked)


def _map(asked: Asked) -> str:
    kind = asked.type or "wijk"
    if kind in maps.PARTS_ONLY and not (asked.scope or "").startswith(("GM", "PV")):
        raise SelectionError(f"A map of every {kind} at once is too much: name a gemeente or provincie.", "gemeente")
    choices = maps.choices(asked.indicator, kind) if kind in maps.MAPPED else []
    year = next((one for one in choices if one.year == asked.year), choices[-1] if choices and not asked.year else None)
    if year is None:
        raise SelectionError(
            f"There is no map of {asked.indicator} in that year.", "year", [one.year for one in choices]
        )
    of, own, language = MapOf(asked.figure, kind, year, asked.scope), words(asked.language), asked.language
    layer, shown = of.layer(), of.values()
    if layer is None or not len(shown):
        raise SelectionError("No area of this map lies there.", "gemeente" if asked.scope else "type")
    shown = shown.assign(name=[names.name_of(kind, row.code, row.name, language) for row in shown.itertuples()])
    classes = maps.classes(asked.indicator, kind, year)
    digits = maps.class_of(shown["value"], classes.bounds)
    colours = colours_for(classes, asked.figure, asked.palette)
    legend = [(colour, class_words(classes, i, asked.figure, language)) for i, colour in enumerate(colours)]
    other_map = own["other_map"].format(measured=year.vintage, drawn=year.drawn_on)
    caption = Caption(
        asked.name,
        own["map_subtitle"].format(year=year.year, type=own["area_type"][kind],
                                   where=_where(asked), unit=asked.unit),
        (asked.indicator,), asked.address, (*legend, ("url(#missing)", own["no_figure"])),
        notes(asked, other_map if year.vintage != year.drawn_on else ""),
    )  # fmt: skip
    body, tall = picture_map.drawn(layer, shown, colours, digits, asked.scope, asked.palette)
    return picture.framed(caption, body, tall, asked.palette, language)


def _course(asked: Asked) -> str:
    """The newest boundaries of each area, so that one line is about one area."""
    own, language = words(asked.language), asked.language
    lines: dict[str, list[ProfileRow]] = {}
    for area in asked.areas:
        rows = [row for row in profile.measured(profile.figures(area)) if row.indicator_id == asked.indicator]
        newest = max((row.measured_vintage for row in rows if row.value is not None), default=None)
        known = [row for row in rows if row.measured_vintage == newest and row.value is not None]
        if known:
            lines[_line_name(area, lines, language)] = known
    years = sorted({row.year for rows in lines.values() for row in rows})
    if len(years) < 2 or asked.figure.ordinal:
        raise SelectionError("There are no two years of this figure to draw.", "indicator")
    points = [(row.year, row.value, name, "other" if place else "own")
              for place, (name, rows) in enumerate(lines.items()) for row in rows]  # fmt: skip
    national = {row.year: row.national for rows in lines.values() for row in rows if row.national is not None}
    points += [(year, value, own["country"], "country") for year, value in national.items()]
    chart = course_chart(
        pd.DataFrame(points, columns=["year", "value", "line", "kind"]), asked.figure.decimals, asked.palette, language
    )
    vintages = sorted({str(row.measured_vintage) for rows in lines.values() for row in rows})
    caption = Caption(
        f"{asked.name}: {', '.join(lines)}",
        own["course_subtitle"].format(first=years[0], last=years[-1],
                                      vintage=opening.listed(vintages, language), unit=asked.unit),
        (asked.indicator,), asked.address, notes=notes(asked, *_own(asked)),
    )  # fmt: skip
    return picture.of_chart(chart, caption, asked.palette, language)


def _distribution(asked: Asked) -> str:
    own, language, area = words(asked.language), asked.language, asked.areas[0]
    rows = [row for row in profile.figures(area) if row.indicator_id == asked.indicator and row.value is not None
            and row.national is not None and asked.year in (None, row.year)]  # fmt: skip
    if not rows or asked.figure.ordinal:
        raise SelectionError("There is no figure of this area to set beside those of others.", "indicator")
    row = max(rows, key=lambda row: row.year)
    assert row.national is not None
    everything = database.ask(
        "distribution", indicator=asked.indicator, type=area.type, vintage=row.measured_vintage, year=row.year
    )
    name, value = names.area_name(area, language), names.value_text(row.value, asked.figure, language)
    gemeente = gemeente_of(row.measured_code) if area.type in ("wijk", "buurt") else None
    if isinstance(area, OwnArea):
        gemeente = area.gemeente_code
        everything.loc[len(everything)] = {"code": row.measured_code, "name": name, "value": row.value}
    chart = distribution_chart(
        everything, row.measured_code, gemeente, row.national, asked.unit, asked.figure.decimals,
        (name, own["same_gemeente"], own["others"], own["country"]), asked.palette, language,
    )  # fmt: skip
    legend = "distribution_legend" if gemeente else "distribution_without_rings"
    caption = Caption(
        f"{asked.name}: {name}, {value}",
        own["distribution_subtitle"].format(year=row.year,
                                            areas=phrases(language)["areas"][area.type], vintage=row.measured_vintage,
                                            unit=asked.unit),
        (asked.indicator,), asked.address,
        notes=(own[legend].format(name=name), *notes(asked, *_own(asked))),
    )  # fmt: skip
    return picture.of_chart(chart, caption, asked.palette, language)


def _own(asked: Asked) -> list[str]:
    """Which of the areas is put together from buurten, and how its figures came about."""
    own = words(asked.language)
    return [
        own["own_one" if len(area.members) == 1 else "own_of"].format(
            name=names.area_name(area, asked.language), n=len(area.members)
        )
        for area in asked.areas if isinstance(area, OwnArea)
    ]  # fmt: skip


def _where(asked: Asked) -> str:
    if not asked.scope:
        return ""
    return str(words(asked.language)["where"].format(name=scope_name(asked.scope, asked.language)))


def _line_name(area: Area, taken: dict[str, Any], language: str) -> str:
    name = names.area_name(area, language)
    return f"{name} ({area.code})" if name in taken else name


KINDS: dict[str, Callable[[Asked], str]] = {
    "map": _map, "course": _course, "distribution": _distribution,
    "gap": pictures_gap.through_time, "gap_dimensions": pictures_gap.by_dimension,
    "gap_regios": pictures_gap.by_regio, "gap_definitions": pictures_gap.definitions, "spread": pictures_gap.spread,
    "registered": pictures_gap.registered, "changes": pictures_gap.changes,
    "funnel": pictures_trend.funnel, "deviance_map": pictures_trend.deviance_map,
    "regio_map": pictures_regio.regio_map, "regio_course": pictures_regio.course,
    "regio_counts": pictures_regio.counts,
}  # fmt: skip
"""What each kind of picture is drawn by."""
WITHOUT_INDICATOR = ("gap", "gap_dimensions", "gap_regios", "gap_definitions", "spread")
__all__ = ["FORMATS", "KINDS", "THEMES", "WITHOUT_INDICATOR", "Asked", "indicator_of", "svg"]
