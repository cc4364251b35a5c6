"""The opening of the page of an area: does it improve, and three to five statements, the favourable ones first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from lsa_data import catalogue
from lsa_data.methods import judgement
from lsa_data.methods.age import years_old
from lsa_data.methods.rounding import round_half_up
from lsa_data.say import sentences
from lsa_data.say.formats import MINUS, number, with_unit
from lsa_data.say.sentences import COMPARED, NEUTRAL, PLUS, UNDER_250, UNDER_1000, Figure, Place, Statement, phrases

STRENGTHS_FIRST, LARGEST_FIRST, BY_THEME = "sterk", "verschil", "thema"
ORDERS = (STRENGTHS_FIRST, LARGEST_FIRST, BY_THEME)
MOST, MOST_STRENGTHS, ENOUGH_STRENGTHS, MOST_UNFAVOURABLE, MOST_WHERE_FEW = 5, 3, 2, 2, 3
FEW_HEADLINES = 5
"""With no more headline figures than this, a third less favourable one may be said."""
NEVER_LOW = ("lbm3_sociaal", "lbm2_woningen", "lbm3_woningen")
"""Figures that are never in the opening when they are low: they say who lives there, or in which houses."""
LIVEABILITY = ("lbm2_totaal", "lbm3_afwijking")
MOST_GAPS, MOST_SAME = 2, 5
FEWEST_POINTS, ENOUGH_POINTS = 3, 5
"""Measurements for saying anything about a change, and for saying that something improves."""
NARROWED, WIDENED, SWITCHED, NO_CLEAR_CHANGE = "narrowed", "widened", "switched", "no_clear_change"
"""What a difference with the country did; switched is to the other side."""
TOO_FEW_POINTS = "too_few_points"
OWN_WAYS = ("ahead", "behind", "up", "down")
"""What an area itself did, where that is clear: better, worse, or where neither is known more or less."""


class Course(Protocol):
    """The series of a figure of an area: the trend in a row of `queries/profile.sql`.

    Values are in the unit of the indicator; `direction` (rising, falling) is the area's own, where it is clear;
    `gap` says what the difference with the country did, `ratio_agrees` whether their ratio did the same.
    """

    @property
    def indicator_id(self) -> str: ...
    @property
    def direction(self) -> str | None: ...
    @property
    def gap(self) -> str | None: ...
    @property
    def ratio_agrees(self) -> bool | None: ...
    @property
    def from_year(self) -> int | None: ...
    @property
    def to_year(self) -> int | None: ...
    @property
    def points(self) -> int | None: ...
    @property
    def from_value(self) -> float | None: ...
    @property
    def to_value(self) -> float | None: ...
    @property
    def national_from(self) -> float | None: ...
    @property
    def national_to(self) -> float | None: ...


def summary(rows: Sequence[Figure], area: Place, language: str, order: str = STRENGTHS_FIRST) -> list[Statement]:
    """Three to five statements about an area; `rows` is its profile, every year. None of fewer than 250 people.

    One to three strengths (both facts; to make two, those beyond noise; else what is about equal), at most two less
    favourable ones, and a neutral one if there is room; never two of one sign from one family. The newest year per
    subject. `order`: favourable first, the largest difference first, or by theme.
    """
    found = [said for row in newest(rows) if (said := sentences.about(row, area, language)) and said.kind in COMPARED]
    headlines = [said for said in found if catalogue.indicators()[said.indicator_id].headline]
    chosen = _strengths(found, headlines)
    low = [s for s in headlines if s.sign == MINUS and s.indicator_id not in NEVER_LOW]
    most = MOST_UNFAVOURABLE if len(headlines) > FEW_HEADLINES else MOST_WHERE_FEW
    unfavourable = _largest([s for s in low if s.facts == 2], most) or _largest(low, 1)
    chosen += _neutral(headlines, [*chosen, *unfavourable])[: MOST - len(chosen) - len(unfavourable)]
    chosen += unfavourable
    if order == LARGEST_FIRST:
        chosen.sort(key=lambda s: -s.distance)
    elif order == BY_THEME:
        place = {theme: i for i, theme in enumerate(catalogue.themes())}
        chosen.sort(key=lambda s: place[s.theme])
    return chosen


def newest(rows: Iterable[Figure]) -> list[Figure]:
    """The newest known figure per subject: where one indicator followed another, only the newer speaks."""
    kept: dict[str, Figure] = {}
    for row in rows:
        if row.value is None:
            continue
        subject = _subject(row.indicator_id)
        if subject not in kept or row.year >= kept[subject].year:
            kept[subject] = row
    return list(kept.values())


def family(indicator_id: str) -> str:
    """What a figure is one of: health, income, or liveability with its parts; any other is its own family."""
    indicator = catalogue.indicators()[indicator_id]
    if indicator.source in ("lbm2", "lbm3"):
        return "leefbaarheid"
    return indicator.theme if indicator.theme in ("gezondheid", "rondkomen") else indicator.id


def _subject(indicator_id: str) -> str:
    return catalogue.indicators()[indicator_id].followed_by or indicator_id


def _strengths(found: Sequence[Statement], headlines: Sequence[Statement]) -> list[Statement]:
    good = [s for s in headlines if s.sign == PLUS]
    chosen = _largest([s for s in good if s.facts == 2], MOST_STRENGTHS)
    if not chosen:
        chosen = _largest([s for s in found if s.sign == PLUS and s.facts == 2], MOST_STRENGTHS)
    if len(chosen) < ENOUGH_STRENGTHS:
        chosen += _largest(good, ENOUGH_STRENGTHS - len(chosen), beside=chosen)
    if not chosen:
        chosen = _nearest([s for s in headlines if not s.facts], ENOUGH_STRENGTHS)
    return chosen


def _neutral(headlines: Sequence[Statement], beside: Sequence[Statement]) -> list[Statement]:
    """What is neither better nor worse and unusual, or else what is nearest to the country."""
    neutral = [s for s in headlines if s.sign == NEUTRAL and s not in beside]
    return _largest([s for s in neutral if s.facts == 2], 1) or _nearest([s for s in neutral if not s.facts], 1)


def _largest(of: Sequence[Statement], most: int, beside: Sequence[Statement] = ()) -> list[Statement]:
    """The largest differences, one per family that is not in `beside`: of a family an old figure only where there is
    nothing newer."""
    of_family: dict[str, Statement] = {}
    for statement in sorted(of, key=lambda s: (_is_old(s), -s.distance)):
        of_family.setdefault(family(statement.indicator_id), statement)
    for taken in beside:
        of_family.pop(family(taken.indicator_id), None)
    return sorted(of_family.values(), key=lambda s: -s.distance)[:most]


def _nearest(of: Sequence[Statement], most: int) -> list[Statement]:
    """What is most like the country, newer figures first."""
    return sorted(of, key=lambda s: (_is_old(s), s.distance))[:most]


def _is_old(statement: Statement) -> bool:
    return years_old(statement.year, sentences.this_year()) is not None


@dataclass(frozen=True)
class _Change:
    """A series of a headline figure, ready to be said; `gap` is None where number and ratio disagree."""

    row: Course
    subject: str
    polarity: int
    judged: str | None
    gap: str | None
    size: float
    clear: bool
    long: bool


def direction(rows: Sequence[Any], area: Place, language: str) -> list[str]:
    """Does it improve? What improved or declined (five measurements and clear), where the gap with the country narrowed
    or widened (at most two), what moved without a clear line, and where the gap stayed the same (at most five).

    `rows` is the profile, every year. Empty without series, and of fewer than 250 people.
    """
    if area.size_class == UNDER_250:
        return []
    changes, words = _changes(rows, language), phrases(language)
    clear = [change for change in changes if change.clear]
    said = []
    for key, meaning, way in (
        ("ahead", judgement.FAVOURABLE, None), ("behind", judgement.UNFAVOURABLE, None),
        ("up", judgement.NEUTRAL, judgement.RISING), ("down", judgement.NEUTRAL, judgement.FALLING),
    ):  # fmt: skip
        of = [c for c in clear if c.judged == meaning and (way is None or c.row.direction == way)]
        if of:
            said.append(words[key].format(names=listed([_own_change(c, language) for c in of], language)))
    moved = sorted((c for c in changes if c.gap and not c.clear), key=lambda c: -c.size)
    loose = [c for c in moved if c.long and c.polarity]
    moved = [c for c in moved if not c.long]
    gaps = [c for c in moved if c.gap != SWITCHED and c.polarity][:MOST_GAPS]
    if gaps:
        said.append(_gap_sentence(gaps, language))
    if turned := [c for c in moved if c.gap == SWITCHED][:MOST_GAPS]:
        said.append(words["gap_switched"].format(names=listed([_gap_named(c, language) for c in turned], language)))
    if loose and len(said) < MOST_GAPS:
        said.append(f"{_loose(loose[0], language)} {words['no_line']}".strip())
    same = _same(changes)
    if same and (said or area.size_class != UNDER_1000):
        said.append(words["gap_same" if gaps else "gap_same_alone"].format(names=listed(same, language)))
    elif same:
        said += [words["no_clear_change"], words["small_changes"]]
    return said


def course(row: Any, language: str) -> str:
    """What one series did compared with the country, in words; empty without a series."""
    if not isinstance(row.direction, str):
        return ""
    words, indicator = phrases(language), catalogue.indicators()[row.indicator_id]
    way = _way(row, indicator)
    if way == TOO_FEW_POINTS:
        return words[way]
    parts = []
    name, years = indicator.text("name", language), _years(row)
    values = _values(row, indicator, language)
    if way in OWN_WAYS:
        told = words["course_values"].format(**values) if values else ""
        parts.append(words[f"course_{way}"].format(name=name, values=told, years=years))
    elif way == NO_CLEAR_CHANGE:
        parts.append(words[way])
    elif values:
        parts.append(words["course_gap"].format(name=name, years=years, **values))
        parts.append(words[way])
    else:
        parts.append(words[f"score_{way}"].format(years=years))
    if row.gap != NO_CLEAR_CHANGE and row.points >= ENOUGH_POINTS and way not in OWN_WAYS:
        parts.append(words["no_line"])
    if indicator.kind == "estimated" and row.from_year <= sentences.CORONA <= row.to_year:
        parts.append(words["corona"])
    return " ".join(parts)


def course_brief(row: Any, language: str) -> str:
    """The same in a few words, to stand beside a figure; empty without a series."""
    if not isinstance(row.direction, str):
        return ""
    way = _way(row, catalogue.indicators()[row.indicator_id])
    return phrases(language)[f"way_{way}"].format(years=_years(row))


def moved(row: Any) -> bool:
    """Whether a series may be said to have gone somewhere compared with the country."""
    if not isinstance(row.direction, str):
        return False
    return _way(row, catalogue.indicators()[row.indicator_id]) in (*OWN_WAYS, NARROWED, WIDENED, SWITCHED)


def how_new(rows: Iterable[Figure], language: str) -> str:
    """How new the newest figure is; empty where there is none."""
    years = [row.year for row in rows if row.value is not None]
    return phrases(language)["newest"].format(year=max(years)) if years else ""


def _way(row: Any, indicator: catalogue.Indicator) -> str:
    """What a series did: one of `OWN_WAYS` where that is clear, else what its difference with the country did, and
    whether their ratio did not."""
    if row.points is None or row.points < FEWEST_POINTS:
        return TOO_FEW_POINTS
    if _is_clear(row):
        judged = judgement.judge(row.direction, indicator.polarity)
        way = "up" if row.direction == judgement.RISING else "down"
        return {judgement.FAVOURABLE: "ahead", judgement.UNFAVOURABLE: "behind"}.get(judged or "", way)
    if row.gap not in (NARROWED, WIDENED, SWITCHED) or not _shows(row, indicator):
        return NO_CLEAR_CHANGE
    agrees = row.gap == SWITCHED or row.ratio_agrees is not False or indicator.unit == "score"
    return row.gap if agrees else f"{row.gap}_not_ratio"


def _loose(change: _Change, language: str) -> str:
    """A change beyond noise over five measurements or more that is no clear line: from and to, without a verdict."""
    values = _values(change.row, catalogue.indicators()[change.row.indicator_id], language)
    still = values and values["b"].startswith(f"{values['a']} ")
    key = "loose_still" if still else "loose_values" if values else f"loose_{change.gap}"
    text = phrases(language)[key].format(subject=change.subject, years=_years(change.row), **values)
    return text[:1].upper() + text[1:]


def _same(changes: Sequence[_Change]) -> list[str]:
    """Where the gap stayed the same, what is better or worse only: one per family first, in the order of the page."""
    same = [c for c in changes if c.row.gap == NO_CLEAR_CHANGE and not c.clear and c.polarity]
    first = {family(c.row.indicator_id): c for c in reversed(same)}.values()
    kept = [*(c for c in same if c in first), *(c for c in same if c not in first)][:MOST_SAME]
    return [c.subject for c in same if c in kept]


def listed(names: Sequence[str], language: str) -> str:
    """Names in a row: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {phrases(language)['and']} {names[-1]}"


def _changes(rows: Sequence[Any], language: str) -> list[_Change]:
    """The newest series of every headline figure with three measurements or more, in the order of the catalogue; of
    the Leefbaarometer the whole, not its parts."""
    kept: dict[str, Any] = {}
    for row in rows:
        indicator = catalogue.indicators()[row.indicator_id]
        part = indicator.source in ("lbm2", "lbm3") and indicator.id not in LIVEABILITY
        if part or not indicator.headline or not isinstance(row.direction, str) or (row.points or 0) < FEWEST_POINTS:
            continue
        subject = _subject(row.indicator_id)
        if subject not in kept or row.to_year >= kept[subject].to_year:
            kept[subject] = row
    return [_change(row, language) for row in kept.values()]


def _change(row: Any, language: str) -> _Change:
    indicator = catalogue.indicators()[row.indicator_id]
    says = row.gap == SWITCHED or (row.gap in (NARROWED, WIDENED) and row.ratio_agrees is not False)
    says = says and _shows(row, indicator)
    width = row.p90 - row.p10 if row.p10 is not None and row.p90 is not None else 0.0
    known = row.change is not None and row.national_change is not None and width
    size = abs(row.change - row.national_change) / width if known else 0.0
    return _Change(
        row, indicator.text("subject", language), indicator.polarity,
        judgement.judge(row.direction, indicator.polarity),
        row.gap if says else None, size,
        _is_clear(row), row.points >= ENOUGH_POINTS,
    )  # fmt: skip


def _is_clear(row: Any) -> bool:
    """Whether a series may be said to go somewhere: five measurements, a clear line, and more than the country."""
    if row.direction not in (judgement.RISING, judgement.FALLING) or row.points < ENOUGH_POINTS:
        return False
    own = None if row.from_value is None or row.to_value is None else row.to_value - row.from_value
    own_way = row.scale == "relative" or (
        own is not None and (own > 0) == (row.direction == judgement.RISING) and own != 0
    )
    return own_way and row.gap in (NARROWED, WIDENED, SWITCHED)


def _shows(row: Any, indicator: catalogue.Indicator) -> bool:
    """Whether what the difference did is still to be seen in the numbers as they are shown."""
    numbers = (row.from_value, row.to_value, row.national_from, row.national_to)
    if indicator.unit == "score":
        return True
    if any(value is None for value in numbers):
        return False
    here, there, country, country_now = (round_half_up(value, _decimals(indicator)) for value in numbers)
    before, after = abs(here - country), abs(there - country_now)
    if row.gap == SWITCHED:
        return (here - country) * (there - country_now) < 0
    return after < before if row.gap == NARROWED else after > before


def _gap_sentence(gaps: Sequence[_Change], language: str) -> str:
    words = phrases(language)
    named = {
        way: listed([_gap_named(c, language) for c in gaps if c.gap == way], language)
        for way in (NARROWED, WIDENED) if any(c.gap == way for c in gaps)
    }  # fmt: skip
    if len(named) == 2:
        return words["gap_both"].format(**named)
    way, names = next(iter(named.items()))
    return words[f"gap_{way}"].format(names=names)


def _gap_named(change: _Change, language: str) -> str:
    values = _values(change.row, catalogue.indicators()[change.row.indicator_id], language)
    key = "gap_named_values" if values else "gap_named"
    return phrases(language)[key].format(subject=change.subject, years=_years(change.row), **values)


def _own_change(change: _Change, language: str) -> str:
    values = _values(change.row, catalogue.indicators()[change.row.indicator_id], language)
    key = "named_values" if values else "named"
    return phrases(language)[key].format(subject=change.subject, years=_years(change.row), **values)


def _values(row: Any, indicator: catalogue.Indicator, language: str) -> dict[str, str]:
    """The four numbers of a change in words; empty for a score, which is never said as a number, and where unknown."""
    numbers = (row.from_value, row.to_value, row.national_from, row.national_to)
    if indicator.unit == "score" or any(value is None for value in numbers):
        return {}
    decimals, words = _decimals(indicator), phrases(language)
    if indicator.unit in ("procent", "per_1000"):
        plain = [number(value, decimals, language) for value in numbers]
        unit = words["of_100" if indicator.unit == "procent" else "per_1000"]
        plain[1] = unit.format(n=plain[1])
    else:
        plain = [with_unit(value, indicator.unit, decimals, language) for value in numbers]
    return dict(zip("abcd", plain, strict=True))


def _decimals(indicator: catalogue.Indicator) -> int:
    return 0 if indicator.unit in ("procent", "per_1000") else indicator.decimals


def _years(row: Any) -> str:
    return f"{row.from_year}–{row.to_year}"
