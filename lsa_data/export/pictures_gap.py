"""The pictures of De kloof and Klopt het?: a gap through the years, by dimension, regio and definition, what the police
registered, and every change between two years."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lsa_data.ask import claim, code_list, database, gap
from lsa_data.ask.claim import Series
from lsa_data.ask.gap import Measure
from lsa_data.ask.parameters import SelectionError
from lsa_data.export import picture
from lsa_data.export.asked import Asked, notes, scope_name
from lsa_data.export.picture import Caption
from lsa_data.export.words import words
from lsa_data.say import gap_charts, names
from lsa_data.say.charts import Spec
from lsa_data.say.claim_chart import changes_chart
from lsa_data.say.formats import number
from lsa_data.say.sentences import phrases

COUNTED = ("politie_misdrijven", "overlast_totaal")
"""Registered in the whole country, as numbers; drawn on one scale."""


def indicator_of(more: Mapping[str, Any]) -> str:
    """The figure of a gap: the total of its series."""
    return f"{_series(more).prefix}totaal"


def through_time(asked: Asked) -> str:
    """The gap of a set in every year, with its band."""
    measure, word = _measure(asked), words(asked.language)["picture"]
    points = gap.in_years(gap.total(gap.of_set(measure), measure))[["year", "gap", "lower", "upper", "n"]]
    years = points["year"].astype(int).tolist()
    named = {years[0], years[-1]} | {year for year in _period(asked, years) if year in years}
    benchmark = phrases(asked.language)["benchmark"][measure.benchmark]
    chart = gap_charts.gap_chart(
        points, sorted(named), benchmark, phrases(asked.language)["chart"]["corona"], gap.bounds(points), asked.palette,
        asked.language,
    )  # fmt: skip
    subtitle = word["gap_subtitle"].format(first=years[0], last=years[-1], **_how(measure, asked.language))
    title = word["gap"].format(group=_group(measure, asked.language))
    return _framed(chart, asked, title, subtitle, word["gap_note"].format(benchmark=benchmark))


def by_dimension(asked: Asked) -> str:
    """The gap of every dimension in the first and the last year in which it was measured."""
    measure = _measure(asked)
    rows = gap.of_dimensions(gap.of_set(measure), measure)
    first, last = gap.years_of_dimensions(rows)
    shown = gap.pairs(rows, "indicator_id", first, last)
    shown["name"] = [names.indicator_name(one, asked.language) for one in shown["indicator_id"]]
    return _pairs(shown, first, last, measure, asked)


def by_regio(asked: Asked) -> str:
    """The gap of the part of the set in every regio."""
    measure = _measure(asked)
    rows = gap.of_regios(gap.of_set(measure), measure)
    if rows.empty:
        raise SelectionError("In no regio there are enough areas of this set.", "list")
    years = sorted(gap.in_years(rows)["year"].astype(int).unique().tolist())
    first, last = _period(asked, years)[0], years[-1]
    shown = gap.pairs(rows, "regio_code", first, last)
    shown["name"] = [names.regio_name(code, asked.language) for code in shown["regio_code"]]
    return _pairs(shown, first, last, measure, asked)


def spread(asked: Asked) -> str:
    """Between which differences from the mean 8 of 10 areas lie."""
    series, word = _series(asked.more), words(asked.language)["picture"]
    rows = database.ask_once("spread_between", type=series.type, vintage=series.vintage)
    said = phrases(asked.language)
    inside = (said["chart"]["highest"], said["benchmark"]["gemiddelde"], said["chart"]["lowest"])
    chart = gap_charts.spread_chart(rows, inside, asked.palette, asked.language)
    areas = said["areas"][series.type]
    subtitle = word["spread_subtitle"].format(
        first=int(rows["year"].min()), last=int(rows["year"].max()), areas=areas, model=said["model"][series.prefix[3]]
    )
    return _framed(chart, asked, word["spread"].format(areas=areas), subtitle)


def definitions(asked: Asked) -> str:
    """Every way to measure how the gap changed, with one model."""
    measure, word, said = _measure(asked), words(asked.language)["picture"], phrases(asked.language)
    first, last = _period(asked, claim.years(measure.series, measure.total))
    model = str(asked.more.get("model", measure.series.prefix[3]))
    rows = gap.of_model(gap.definitions(measure, first, last), f"lbm{model}_")
    if rows.empty:
        raise SelectionError("This model did not measure both years.", "model")
    inside = (said["chart"]["gap_grew"], said["chart"]["gap_shrank"], "")
    chart = gap_charts.definitions_chart(rows.assign(name="", href=""), inside, asked.palette, asked.language)
    title = word["definitions"].format(first=first, last=last, n=len(rows))
    subtitle = word["definitions_subtitle"].format(model=said["model"][model])
    chosen = bool(rows["chosen"].any())
    note = word["definitions_note"].format(
        group=_group(measure, asked.language), **_how(measure, asked.language)
    )  # fmt: skip
    caption = Caption(
        title, subtitle, (f"lbm{model}_totaal",), asked.address, notes=notes(asked, note if chosen else "")
    )
    return picture.of_chart(chart, caption, asked.palette, asked.language)


def registered(asked: Asked) -> str:
    """What the police registered: the numbers of the country, or a kind of crime per 1,000 inhabitants, in a gemeente
    beside the country."""
    word, said = words(asked.language)["picture"], phrases(asked.language)
    found = database.ask_once("registered", gemeente=asked.scope)
    own = found[found["indicator_id"] == asked.indicator]
    if own["value"].notna().sum() == 0:
        raise SelectionError(f"The police did not register {asked.indicator}.", "indicator")
    if asked.figure.unit != "per_1000":
        if asked.scope:
            raise SelectionError(f"{asked.indicator} is only of the whole country.", "gemeente")
        return _counted(asked, found)
    where = scope_name(asked.scope, asked.language) if asked.scope else None
    points = own.assign(line=own["type"].map({"land": said["country_name"], "gemeente": where}))
    points = points[["year", "value", "line", "provisional"]].dropna(subset=["line"])
    if where and points.loc[points["line"] == where, "value"].notna().sum() == 0:
        raise SelectionError(f"There are no figures of {asked.scope}.", "gemeente")
    chart = gap_charts.rates_chart(
        points, where, said["country_name"], said["chart"]["corona"], asked.figure.decimals, asked.palette,
        asked.language,
    )  # fmt: skip
    years = ", ".join(map(str, sorted(points.loc[points["provisional"], "year"].astype(int).unique())))
    note = word["rates_note"].format(years=years) if years else word["rates_note_final"]
    return _framed(chart, asked, f"{asked.name}: {where or said['country_name']}", _of_years(points, asked), note)


def changes(asked: Asked) -> str:
    """Every change between two years, those of a set marked."""
    series, word, said = _series(asked.more), words(asked.language)["picture"], phrases(asked.language)
    if asked.indicator not in claim.dimensions(series):
        raise SelectionError(f"{asked.indicator} has no changes in {series.id}.", "indicator", claim.dimensions(series))
    first, last = _period(asked, claim.years(series, asked.indicator))
    relative = asked.more.get("relative") == "true"
    if not claim.possible(series, asked.indicator)[relative]:
        raise SelectionError("This change is not known.", "relative")
    allowed = claim.thresholds(series, asked.indicator, relative)
    threshold = asked.more.get("threshold", allowed[0])
    if threshold not in allowed:
        raise SelectionError(f"There is no threshold {threshold} here.", "threshold", allowed)
    group, own = _set_or_codes(asked, series)
    found = claim.changes(
        series, asked.indicator, first, last, relative, claim.members(series, group, own), threshold
    )  # fmt: skip
    marked = found[found["member"]]
    if marked.empty:
        raise SelectionError("No area of this set has a figure in both years.", "list")
    chart = changes_chart(
        found, asked.figure, series, (first, last), relative, threshold, asked.palette, asked.language
    )
    declined, n = int(marked["declined"].sum()), len(marked)
    called = word["own_list"] if own else names.set_name(group, asked.language, "set_phrase")
    subtitle = word["changes_subtitle"].format(
        areas=said["areas"][series.type], group=called, n=number(n, 0, asked.language),
        declined=number(declined, 0, asked.language), share=number(100 * declined / n, 0, asked.language),
        vintage=series.vintage, unit=asked.unit,
    )  # fmt: skip
    counts = word["threshold"].format(
        threshold=names.threshold_name(threshold, asked.figure.ordinal, asked.language)
    )  # fmt: skip
    country = word["changes_country"] if found["national_change"].notna().any() else ""
    key = f"{word['changes_key']} {word['changes_zero'] if relative else country}"
    return _framed(chart, asked, f"{asked.name}, {first}–{last}", subtitle, key, counts)


def _counted(asked: Asked, found: pd.DataFrame) -> str:
    both = found[found["indicator_id"].isin(COUNTED)].dropna(subset=["value"])
    own = found[(found["indicator_id"] == asked.indicator) & (found["type"] == "land")][["year", "value"]].dropna()
    own["label"] = [number(value, 0, asked.language) for value in own["value"]]
    most = max(float(both["value"].max()), float(own["value"].max()))
    corona = phrases(asked.language)["chart"]["corona"]
    chart = gap_charts.counts_chart(own, most, corona, asked.palette, asked.language)
    country = phrases(asked.language)["country_name"]
    return _framed(chart, asked, f"{asked.name}: {country}", _of_years(own, asked))


def _of_years(points: pd.DataFrame, asked: Asked) -> str:
    return words(asked.language)["picture"]["years"].format(
        first=int(points["year"].min()), last=int(points["year"].max()), unit=asked.unit
    )


def _pairs(shown: pd.DataFrame, first: int, last: int, measure: Measure, asked: Asked) -> str:
    word = words(asked.language)["picture"]
    usual = gap.USUAL[measure.series.id]
    zero = phrases(asked.language)["benchmark"][usual]
    chart = gap_charts.pair_chart(shown, zero, asked.palette, asked.language)
    equal = Measure(measure.series, measure.group, usual, measure.weighting)
    subtitle = word["gap_subtitle"].format(first=first, last=last, **_how(equal, asked.language))
    title = word[asked.kind].format(group=_group(measure, asked.language))
    return _framed(chart, asked, title, subtitle, word["pair_note"].format(first=first, last=last, benchmark=zero))


def _framed(chart: Spec, asked: Asked, title: str, subtitle: str, *more: str) -> str:
    caption = Caption(title, subtitle, (asked.indicator,), asked.address, notes=notes(asked, *more))
    return picture.of_chart(chart, caption, asked.palette, asked.language)


def _how(measure: Measure, language: str) -> dict[str, str]:
    said = phrases(language)
    return {
        "model": said["model"][measure.series.prefix[3]], "benchmark": said["benchmark"][measure.benchmark],
        "weighting": said["weighting"][measure.weighting],
    }  # fmt: skip


def _group(measure: Measure, language: str) -> str:
    areas = phrases(language)["areas"][measure.series.type]
    return f"{areas} {names.set_name(measure.group, language, 'set_phrase')}"


def _series(more: Mapping[str, Any]) -> Series:
    return claim.SERIES[more.get("series", "pc3")]


def _measure(asked: Asked) -> Measure:
    """The gap that is asked for; what is not named is the usual."""
    series = _series(asked.more)
    allowed = {"list": gap.groups(series), "benchmark": gap.benchmarks(series), "weighting": list(gap.WEIGHTINGS)}
    usual = {"list": "zwak2008", "benchmark": gap.USUAL[series.id], "weighting": gap.WEIGHTINGS[0]}
    found = usual | {name: asked.more[name] for name in allowed if name in asked.more}
    for name, value in found.items():
        if value not in allowed[name]:
            raise SelectionError(f"There is no {name} {value} in {series.id}.", name, allowed[name])
    return Measure(series, found["list"], found["benchmark"], found["weighting"])


def _period(asked: Asked, years: list[int]) -> tuple[int, int]:
    """The two years that are asked for, or the first and the last of those that were measured."""
    first, last = asked.more.get("from_year", years[0]), asked.more.get("to_year", years[-1])
    for name, year in (("from_year", first), ("to_year", last)):
        if year not in years:
            raise SelectionError(f"{year} was not measured.", name, years)
    if first >= last:
        raise SelectionError("from_year is not before to_year.", "from_year", years[:-1])
    return int(first), int(last)


def _set_or_codes(asked: Asked, series: Series) -> tuple[str, list[str]]:
    """The set that is marked, or the codes of an own list: every one of those must exist."""
    if "codes" in asked.more:
        pasted = code_list.read(",".join(asked.more["codes"]), series.type, series.vintage)
        if pasted.not_found:
            wrong = ", ".join(one.word for one in pasted.not_found[:5])
            raise SelectionError(f"No {series.type} of {series.vintage}: {wrong}.", "codes")
        return claim.OWN, list(pasted.codes)
    group, allowed = asked.more.get("list", "zwak2008"), claim.groups(series)
    if group not in allowed:
        raise SelectionError(f"There is no list {group} in {series.id}.", "list", allowed)
    return group, []
