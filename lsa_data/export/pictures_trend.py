"""The pictures of Tegen de trend in: the funnel and the map of how far areas are from what was expected."""

import pandas as pd

from lsa_data.ask import against_trend, claim, layers, maps
from lsa_data.ask.against_trend import STEPS, Choice
from lsa_data.ask.parameters import SelectionError
from lsa_data.export import picture, picture_map
from lsa_data.export.asked import Asked, notes, scope_name
from lsa_data.export.picture import Caption
from lsa_data.export.words import words
from lsa_data.say import names
from lsa_data.say.charts import funnel_chart
from lsa_data.say.classes import colours_for
from lsa_data.say.formats import number
from lsa_data.say.sentences import phrases


def funnel(asked: Asked) -> str:
    """Every area by its inhabitants and how far it is from what was expected."""
    choice, chosen = _chosen(asked)
    known = chosen[chosen["inhabitants"] > 0]
    if known.empty:
        raise SelectionError("The inhabitants of these areas are not known.", "series")
    said, word = phrases(asked.language)["chart"], words(asked.language)["picture"]
    chart = funnel_chart(known, (said["funnel_x"], said["funnel_y"]), asked.palette, asked.language)
    caption = _caption(asked, choice, len(known), word["funnel_note"])
    return picture.of_chart(chart, caption, asked.palette, asked.language)


def deviance_map(asked: Asked) -> str:
    """The areas on a map: how far each is from what was expected."""
    choice, chosen = _chosen(asked)
    drawn_on, shown = against_trend.on_map(chosen, choice)
    scope = choice.gemeente or choice.regio
    layer = layers.part(choice.series.type, drawn_on, scope) if scope else layers.country(choice.series.type, drawn_on)
    if layer is None or shown.empty:
        raise SelectionError("No area of this choice is on the map.", "gemeente" if choice.gemeente else "regio")
    called = dict(zip(chosen["code"], chosen["name"], strict=True))
    shown = shown.assign(
        name=[names.name_of(choice.series.type, code, called.get(measured, ""), asked.language)
              for code, measured in zip(shown["code"], shown["measured_code"], strict=True)]
    )  # fmt: skip
    said, word = phrases(asked.language)["chart"], words(asked.language)
    colours = colours_for(STEPS, asked.figure, asked.palette)
    other = word["other_map"].format(measured=choice.series.vintage, drawn=drawn_on)
    legend = [(colour, said[f"step_{i}"]) for i, colour in enumerate(colours)]
    if set(layer.codes) - set(shown["code"]):
        legend.append((picture_map.faint(asked.palette), words(asked.language)["picture"]["others"]))
    caption = _caption(
        asked, choice, len(chosen), other if drawn_on != choice.series.vintage else "",
        legend=(*legend, ("url(#missing)", word["no_figure"])),
    )  # fmt: skip
    digits = maps.class_of(shown["value"], STEPS.bounds)
    body, tall = picture_map.drawn(layer, shown, colours, digits, scope, asked.palette, others=True)
    return picture.framed(caption, body, tall, asked.palette, asked.language)


def _chosen(asked: Asked) -> tuple[Choice, pd.DataFrame]:
    more = asked.more
    series = claim.SERIES[more.get("series", against_trend.SERIES[0])]
    if series.id not in against_trend.SERIES:
        raise SelectionError(f"Of {series.id} no start group is known.", "series", against_trend.SERIES)
    outcomes = against_trend.outcomes(series)
    if asked.indicator not in outcomes:
        raise SelectionError(f"{asked.indicator} is no outcome in {series.id}.", "indicator", outcomes)
    years, usual = claim.years(series, asked.indicator), against_trend.FIRST_YEARS[series.id]
    first, last = int(more.get("from_year", usual[0])), int(more.get("to_year", usual[1]))
    for name, year in (("from_year", first), ("to_year", last)):
        if year not in years or first >= last:
            raise SelectionError(f"{first} to {last} was not measured.", name, years)
    if more.get("list", claim.groups(series)[0]) not in claim.groups(series):
        raise SelectionError(f"There is no list {more['list']} in {series.id}.", "list", claim.groups(series))
    choice = Choice(
        series, asked.indicator, first, last, more.get("list"), more.get("regio"), more.get("gemeente"),
        more.get("size") if series.type == "wijk" else None, asked.areas[0] if asked.areas else None,
    )  # fmt: skip
    chosen = against_trend.selected(against_trend.found(choice), choice)
    if chosen.empty:
        raise SelectionError("There are no areas in this choice.", "list")
    return choice, chosen


def _caption(
    asked: Asked, choice: Choice, n: int, *more: str, legend: tuple[tuple[str, str], ...] = ()
) -> Caption:  # fmt: skip
    word, said = words(asked.language)["picture"], phrases(asked.language)
    parts = [said["areas"][choice.series.type]]
    if choice.group:
        parts[0] += f" {names.set_name(choice.group, asked.language, 'set_phrase')}"
    if choice.like is not None:
        parts[0] += " " + word["like"].format(name=names.area_name(choice.like, asked.language))
    parts += [scope_name(scope, asked.language) for scope in (choice.gemeente or choice.regio,) if scope]
    parts += [said["size"][choice.size]] if choice.size else []
    return Caption(
        word[asked.kind].format(name=asked.name, first=choice.from_year, last=choice.to_year),
        word["trend_subtitle"].format(n=number(n, 0, asked.language), areas=", ".join(parts), unit=asked.unit,
                                      vintage=choice.series.vintage),
        (asked.indicator,), asked.address, legend, notes(asked, *more),
    )  # fmt: skip
