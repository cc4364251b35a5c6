"""Sentences about a figure, in Dutch (B1) and English: the only place where figures become sentences.

A sentence never says what its numbers do not: a direction only outside the spread, "gunstiger" only with a polarity,
a ratio only between percentages, nothing about a count, nothing about a missing value.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from lsa_data import catalogue
from lsa_data.methods import judgement
from lsa_data.say.formats import number, signed, with_unit

STRENGTHS_FIRST, LARGEST_FIRST, BY_THEME = "sterk", "verschil", "thema"
ORDERS = (STRENGTHS_FIRST, LARGEST_FIRST, BY_THEME)
MOST, FEWEST, MOST_STRENGTHS, MOST_USUAL = 5, 3, 3, 2
NO_SENTENCE = ("aantal", "km2", "per_km2", "klasse")
RATIO_BANDS = (
    (3.5, "ratio_more"),
    (2.5, "ratio_3"),
    (1.75, "ratio_2"),
    (1.35, "ratio_15"),
    (1.0, "ratio_up"),
    (0.75, "ratio_down"),
    (0.6, "ratio_067"),
    (0.4, "ratio_05"),
    (0.0, "ratio_less"),
)
"""The phrase for a ratio is that of the first bound that it reaches."""
SIGNS: Mapping[str | None, str] = {judgement.FAVOURABLE: "+", judgement.UNFAVOURABLE: "\u2212"}


class Figure(Protocol):
    """A figure of an area beside that of the country: a row of `queries/profile.sql` or `queries/audit_rows.sql`.

    `value` and `national` are in the unit of the indicator; so is `similar_within`, how far from the country a figure
    may be and still be about the same.
    """

    @property
    def indicator_id(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def value(self) -> float | None: ...
    @property
    def national(self) -> float | None: ...
    @property
    def similar_within(self) -> float | None: ...
    @property
    def position(self) -> str | None: ...


class Course(Protocol):
    """The course of the figures of an area over the years: the trend in a row of `queries/profile.sql`.

    `change` and `national_change` are in the unit of the indicator, over the years from `from_year` to `to_year`.
    """

    @property
    def indicator_id(self) -> str: ...
    @property
    def direction(self) -> str | None: ...
    @property
    def from_year(self) -> int | None: ...
    @property
    def to_year(self) -> int | None: ...
    @property
    def points(self) -> int | None: ...
    @property
    def change(self) -> float | None: ...
    @property
    def national_change(self) -> float | None: ...
    @property
    def scale(self) -> str | None: ...


@dataclass(frozen=True)
class Sentence:
    """A sentence with what it stands on; `sign` is + (favourable), - (unfavourable) or empty;
    `distance` is how many spreads the figure is from the country, `similar` that it is about the same."""

    text: str
    indicator_id: str
    theme: str
    year: int
    sign: str
    distance: float
    similar: bool


def about(row: Figure, language: str) -> Sentence | None:
    """The sentence about one figure; None when nothing may be said:
    a missing value, a count, or no national figure to compare with."""
    indicator = catalogue.indicators()[row.indicator_id]
    value, national = row.value, row.national
    if indicator.unit in NO_SENTENCE or not isinstance(row.position, str) or value is None or national is None:
        return None
    words = phrases(language)
    meaning = judgement.judge(row.position, indicator.polarity)
    judged = words[meaning] if meaning in (judgement.FAVOURABLE, judgement.UNFAVOURABLE) else ""
    comparison = _comparison(value, national, row.position, indicator, language)
    text = f"{_figure(value, row.year, indicator, language)} {comparison}{judged}."
    sign = SIGNS.get(meaning, "")
    distance = abs(value - national) / row.similar_within if row.similar_within else 0.0
    return Sentence(
        text, indicator.id, indicator.theme, int(row.year), sign, float(distance), row.position == judgement.SIMILAR
    )


def trend(row: Course, language: str) -> str:
    """What the series of a figure did, in words, with the country's own change beside it; empty without a series."""
    if not isinstance(row.direction, str) or row.change is None:
        return ""
    indicator = catalogue.indicators()[row.indicator_id]
    words = phrases(language)
    unit = words.get(f"unit_{indicator.unit}", words["unit_other"])
    decimals = max(indicator.decimals, 1)
    change = number(abs(row.change), decimals, language)
    said = words[row.direction]
    parts = [said.format(first=row.from_year, last=row.to_year, change=change, unit=unit, points=row.points)]
    if row.scale == "relative":
        parts.append(words["relative"])
    elif row.national_change is not None:
        country = signed(row.national_change, decimals, language)
        parts.append(words["country_change"].format(change=country, unit=unit))
    return " ".join(" ".join(parts).split()).replace(" ,", ",").replace(" .", ".")


def summary(rows: Sequence[Figure], language: str, order: str = STRENGTHS_FIRST) -> list[Sentence]:
    """Three to five sentences about the newest figures of an area, at most one per theme and direction.

    `order`: strengths first (at most three, or else what is about the same; then what is less favourable), the
    largest differences first, or by theme. Only indicators that the catalogue marks as headline; fewer
    than three when there is nothing to say. Where there are figures of both models of the Leefbaarometer, only those
    of the newest.
    """
    indicators = catalogue.indicators()
    two_models = any(indicators[row.indicator_id].source == "lbm3" for row in rows)
    found = [
        sentence
        for row in rows
        if indicators[row.indicator_id].headline
        and not (two_models and indicators[row.indicator_id].source == "lbm2")
        and (sentence := about(row, language))
    ]
    outstanding = _one_per_theme(sorted((s for s in found if not s.similar), key=lambda s: -s.distance))
    strengths = [s for s in outstanding if s.sign == "+"]
    others = [s for s in outstanding if s.sign != "+"]
    themes = {s.theme for s in outstanding}
    usual = _one_per_theme([s for s in found if s.similar and s.theme not in themes])
    chosen = strengths[:MOST_STRENGTHS] or usual[:MOST_USUAL]
    chosen += others[: MOST - len(chosen)]
    chosen += strengths[MOST_STRENGTHS : MOST_STRENGTHS + MOST - len(chosen)]
    chosen += [s for s in usual if s not in chosen][: max(FEWEST - len(chosen), 0)]
    if order == LARGEST_FIRST:
        chosen.sort(key=lambda s: -s.distance)
    elif order == BY_THEME:
        place = {theme: i for i, theme in enumerate(catalogue.themes())}
        chosen.sort(key=lambda s: place[s.theme])
    return chosen


@cache
def phrases(language: str) -> Mapping[str, str]:
    """The words of one language, from `phrases.toml`."""
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))[language]


def ratio_phrase(ratio: float) -> str:
    """The key of the phrase for a ratio of two percentages."""
    return next(key for bound, key in RATIO_BANDS if ratio >= bound)


def _one_per_theme(ordered: Sequence[Sentence]) -> list[Sentence]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for sentence in ordered:
        if (key := (sentence.theme, sentence.sign)) not in seen:
            seen.add(key)
            kept.append(sentence)
    return kept


def _figure(value: float, year: int, indicator: catalogue.Indicator, language: str) -> str:
    words, shown = phrases(language), with_unit(value, indicator.unit, indicator.decimals, language)
    if indicator.unit != "procent":
        key = "score" if indicator.unit == "score" else "amount"
        return words[key].format(name=indicator.text("name", language), value=shown, year=year)
    return words["share" if value >= 0.5 else "share_small"].format(
        estimate=words["estimate" if indicator.kind == "estimated" else "counted"],
        n=round(value),
        who=indicator.text("phrase_who", language),
        phrase=indicator.text("phrase", language),
        value=shown,
        year=year,
    )


def _comparison(value: float, national: float, position: str, indicator: catalogue.Indicator, language: str) -> str:
    words, shown = phrases(language), with_unit(national, indicator.unit, indicator.decimals, language)
    if position == judgement.SIMILAR:
        return words["about_same"].format(national=shown)
    direction = words[position]
    if indicator.unit == "procent" and national > 0:
        return words["than_share"].format(band=words[ratio_phrase(value / national)], national=shown)
    if indicator.unit == "score":
        difference = number(abs(value - national), indicator.decimals, language)
        return words["than_score"].format(difference=difference, direction=direction, national=shown)
    return words["than_amount"].format(direction=direction, national=shown)
