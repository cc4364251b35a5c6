"""Statements about one figure, in Dutch (B1) and English: the only place where a figure becomes a sentence.

A statement is built from what the figure is, what it is for the country and where it stands. Two facts decide how:
the difference is larger than the noise of measuring (fact 1, `position`), and it is unusual among areas (fact 2,
`unusual`). Nothing is said of fewer than 250 people, and what is equal in the rounding shown is about the same.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from lsa_data import catalogue
from lsa_data.methods import judgement
from lsa_data.methods.age import is_then
from lsa_data.methods.rounding import round_half_up
from lsa_data.say.formats import MINUS, number, with_unit

SHARE, SCORE, CLASS, AMOUNT, COUNT, RATE = "share", "score", "class", "amount", "count", "rate"
KINDS: Mapping[str, str] = {
    "procent": SHARE, "score": SCORE, "klasse": CLASS, "euro_1000": AMOUNT, "personen": AMOUNT,
    "per_1000": RATE, "aantal": COUNT, "per_km2": COUNT, "km2": COUNT,
}  # fmt: skip
"""Unit -> kind of statement."""
COMPARED = (SHARE, SCORE, AMOUNT, RATE)
"""The kinds that stand beside the country; a count and a class never do."""
UNDER_250, UNDER_1000 = "under_250", "under_1000"
PLUS, NEUTRAL = "+", "·"
SIGNS: Mapping[str | None, str] = {judgement.FAVOURABLE: PLUS, judgement.UNFAVOURABLE: MINUS}
SPOKEN: Mapping[str, str] = {PLUS: "favourable", MINUS: "unfavourable", NEUTRAL: "neutral"}
"""Mark -> the phrase that says it aloud."""
QUARTER = 0.25
"""How far from the country, as a share of it, is still "slightly"."""
WHOLE_FROM = 10
"""Rates per 1,000 from here are said without decimals."""
CORONA = 2020


class Place(Protocol):
    """The area that a figure is about."""

    @property
    def type(self) -> str: ...
    @property
    def inhabitants(self) -> int | None: ...
    @property
    def size_class(self) -> str | None: ...


class Figure(Protocol):
    """A figure of an area beside that of the country: a row of `queries/profile.sql` or `queries/audit_rows.sql`.

    Values are in the unit of the indicator. `position` (higher, similar, lower) is None where nothing may be said.
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
    def position(self) -> str | None: ...
    @property
    def unusual(self) -> bool | None: ...
    @property
    def p10(self) -> float | None: ...
    @property
    def p50(self) -> float | None: ...
    @property
    def p90(self) -> float | None: ...
    @property
    def peers(self) -> float | None: ...
    @property
    def status(self) -> str | None: ...
    @property
    def coverage(self) -> float | None: ...
    @property
    def provisional(self) -> bool: ...


@dataclass(frozen=True)
class Statement:
    """A statement with what it stands on.

    `figure` says the figure and `comparison` where it stands; one of them may be empty. `sign` is +, − or ·.
    `notes` say in a word how sure it is.
    `facts` is 0 (about the same), 1 (larger than noise) or 2 (and unusual); `distance` is how many widths of the middle
    80% of areas the figure is from the country.
    """

    indicator_id: str
    theme: str
    kind: str
    year: int
    source: str
    sign: str
    facts: int
    distance: float
    figure: str
    comparison: str
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The whole statement."""
        return f"{self.figure} {self.comparison}".strip()

    @property
    def brief(self) -> str:
        """The statement without what stands in brackets behind what people do: that is in the definition."""
        return f"{_without_brackets(self.figure)} {self.comparison}" if self.kind == SHARE else self.text


def about(row: Figure, area: Place, language: str) -> Statement | None:
    """The statement about one figure; None when nothing may be said: a missing value, fewer than 250 people, a figure
    that is not shown, or one that is compared but has no position."""
    indicator = catalogue.indicators()[row.indicator_id]
    kind = KINDS[indicator.unit]
    if row.value is None or area.size_class == UNDER_250 or not indicator.shown:
        return None
    if kind in COMPARED and (row.national is None or not isinstance(row.position, str)):
        return None
    said = SAID[kind](row, area.type, indicator, language)
    if said is None:
        return None
    facts = facts_of(row) if kind in COMPARED else 0
    meaning = judgement.judge(row.position, indicator.polarity) if facts else None
    width = row.p90 - row.p10 if row.p10 is not None and row.p90 is not None else 0.0
    distance = abs(row.value - row.national) / width if row.national is not None and width else 0.0
    return Statement(
        indicator.id, indicator.theme, kind, int(row.year),
        catalogue.sources()[indicator.source].text("label", language), SIGNS.get(meaning, NEUTRAL), facts, distance,
        *said, tuple(short_caveats(row, language)),
    )  # fmt: skip


def standing(row: Figure, area: Place, language: str) -> tuple[str, str]:
    """The mark of a figure and, in a few words, where it stands; both empty when nothing may be said."""
    said = about(row, area, language)
    if said is None or said.kind not in COMPARED:
        return "", ""
    if said.kind == SCORE:
        return said.sign, said.comparison.removesuffix(".")
    assert row.value is not None and row.national is not None
    nearness = _nearness(row, "standing")
    key = ("standing_same", nearness, "standing_unusual")[said.facts]
    ways = ("higher", "lower") if said.kind == AMOUNT else ("more", "fewer" if said.kind == SHARE else "less")
    more = phrases(language)[ways[row.value < row.national]]
    return said.sign, phrases(language)[key].format(more=more, **_areas(area.type, language))


def facts_of(row: Figure) -> int:
    """How many of the two facts hold, by what is shown: 0 where the difference disappears in the rounding."""
    assert row.value is not None and row.national is not None
    decimals = shown_decimals(row)
    equal = round_half_up(row.value, decimals) == round_half_up(row.national, decimals)
    if equal or row.position == judgement.SIMILAR:
        return 0
    return 2 if row.unusual else 1


def shown_decimals(row: Figure) -> int:
    """With how many decimals a figure and that of the country are said: people are whole."""
    indicator = catalogue.indicators()[row.indicator_id]
    if indicator.unit == "procent":
        return 0
    small = min(abs(row.value or 0.0), abs(row.national or 0.0))
    return 0 if indicator.unit == "per_1000" and small >= WHOLE_FROM else indicator.decimals


def _share(row: Any, area_type: str, indicator: catalogue.Indicator, language: str) -> tuple[str, str]:
    words, then = phrases(language), _then(row)
    figure = words["share"].format(
        who=indicator.text("who", language), verb=_verb(indicator.several("verb", language), row.value, then),
        estimate=words["estimate"] if indicator.kind == "estimated" and not _few(row.value) else "",
        n=people(row.value, language), rest=indicator.text("rest", language),
    )  # fmt: skip
    facts, difference = facts_of(row), row.value - row.national
    key = "share_same" if facts == 0 else "share_unusual" if facts == 2 else _nearness(row, "share")
    similar = _peers(row, area_type, facts, difference * indicator.polarity < 0, then, language)
    comparison = words[key].format(
        more=words["more" if difference > 0 else "fewer"], was=_verb(words["was"], row.value, then),
        them=_verb(words["them"], row.value, then), it=_verb(words["it"], row.national, then),
        m=people(row.national, language), peers=similar if facts == 2 else "", **_areas(area_type, language),
    )  # fmt: skip
    return _tidy(figure), _tidy(f"{comparison} {similar if facts == 1 else ''}")


def _peers(row: Any, area_type: str, facts: int, unfavourable: bool, then: bool, language: str) -> str:
    """The similar areas beside what is less favourable: most of it follows from who lives there."""
    peers = getattr(row, "peers", None)
    if not facts or not unfavourable or peers is None:
        return ""
    words = phrases(language)
    return words["peers_inside" if facts == 2 else "peers"].format(
        p=people(peers, language), it=_verb(words["it"], peers, then), **_areas(area_type, language)
    )


def _score(row: Any, area_type: str, indicator: catalogue.Indicator, language: str) -> tuple[str, str]:
    words, facts = phrases(language), facts_of(row)
    lower, same, higher = indicator.several("words", language)
    word = same if not facts else higher if row.value > row.national else lower
    if facts == 1:
        word = words["slightly"].format(word=word)
    said = indicator.text("sentence", language).format(
        verb=indicator.several("verb", language)[_then(row)], word=word,
        than=words[("than_same", "than_average", "than_most")[facts]].format(**_areas(area_type, language)),
    )  # fmt: skip
    return "", f"{said}."


def _rate(row: Any, area_type: str, indicator: catalogue.Indicator, language: str) -> tuple[str, str]:
    words, facts, decimals = phrases(language), facts_of(row), shown_decimals(row)
    areas = _areas(area_type, language)
    figure = words["rate"].format(
        year=row.year, n=number(row.value, decimals, language), what=indicator.text("what", language)
    )
    middle = "" if row.p50 is None else "_middle"
    unusual = f"rate_unusual{middle}"
    keys = ["rate_same" if facts == 0 else unusual if facts == 2 else _nearness(row, "rate"), "where_it_happens"]
    if middle and facts < 2:
        keys.insert(1, "rate_middle")
    values = {
        "more": words["more" if row.value > row.national else "less"], "m": number(row.national, decimals, language),
        "p50": number(row.p50, decimals, language),
    }  # fmt: skip
    return figure, " ".join(words[key].format(**values, **areas) for key in keys)


def _amount(row: Any, area_type: str, indicator: catalogue.Indicator, language: str) -> tuple[str, str]:
    words = phrases(language)
    shown, country = (with_unit(v, indicator.unit, indicator.decimals, language) for v in (row.value, row.national))
    key = "country" if facts_of(row) else "share_same"
    was = words["was"][1 + 2 * _then(row)]
    return _with_value(row, indicator, shown, language), words[key].format(m=country, was=was)


def _class(row: Any, area_type: str, indicator: catalogue.Indicator, language: str) -> tuple[str, str] | None:
    sentence = indicator.text("sentence", language)
    if not sentence:
        return None
    verb, number_ = indicator.several("verb", language)[_then(row)], int(row.value)
    name = indicator.class_name(number_, language)
    return sentence.format(verb=verb, name=name, number=number_, year=row.year) + ".", ""


def _count(row: Any, area_type: str, indicator: catalogue.Indicator, language: str) -> tuple[str, str] | None:
    if not indicator.text("sentence", language):
        return None
    return _with_value(row, indicator, number(row.value, 0, language), language), ""


SAID = {SHARE: _share, SCORE: _score, RATE: _rate, AMOUNT: _amount, CLASS: _class, COUNT: _count}
"""Kind of statement -> the figure and the comparison in words."""


def slide(row: Figure, area: Place, language: str) -> str:
    """The same in a few words, to read from the back of a room; empty when nothing may be said."""
    said = about(row, area, language)
    if said is None or said.kind not in COMPARED:
        return ""
    indicator, words, decimals = catalogue.indicators()[row.indicator_id], phrases(language), shown_decimals(row)
    if said.kind == SCORE:
        return _without_brackets(said.comparison)
    if said.kind == SHARE:
        text = words["slide_share"].format(
            n=people(row.value, language), who=indicator.text("who", language), m=people(row.national, language),
            verb=indicator.several("verb", language)[2 * _then(row)], rest=indicator.text("rest", language),
        )  # fmt: skip
        return _tidy(_without_brackets(text))
    if said.kind == RATE and row.p50 is not None:
        n, m, p50 = (number(v, decimals, language) for v in (row.value, row.national, row.p50))
        what = indicator.text("what", language)
        return words["slide_rate"].format(n=n, m=m, p50=p50, what=what, **_areas(area.type, language))
    n, m = (with_unit(v, indicator.unit, decimals, language) for v in (row.value, row.national))
    return words["slide_value"].format(n=n, m=m)


def asked(indicator: catalogue.Indicator, year: int, language: str) -> str:
    """What people of a share do, to ask how many do ("voelden zich eenzaam")."""
    verb = indicator.several("verb", language)[2 * is_then(year, this_year())]
    return _without_brackets(f"{verb} {indicator.text('rest', language)}")


def rank(percentile: float, area_type: str, language: str) -> str:
    """Where an area stands among all of its type, never as an exact share; `percentile` is 0 to 1."""
    words, areas = phrases(language), _areas(area_type, language)
    if percentile >= 0.9:
        return words["rank_highest"].format(**areas)
    if percentile <= 0.1:
        return words["rank_lowest"].format(**areas)
    return words["rank_between"].format(n=min(max(round(10 * percentile), 1), 9), **areas)


def too_small(area: Place, language: str) -> str:
    """The one sentence about an area of fewer than 250 people; empty for a larger one."""
    if area.size_class != UNDER_250:
        return ""
    words, about_ten = phrases(language), round_half_up((area.inhabitants or 0) / 10) * 10
    return words["too_small"].format(n=number(about_ten, 0, language)) if about_ten else words["too_small_none"]


def small(area: Place, language: str) -> str:
    """The mark of an area of 250 to 1,000 people; empty for others."""
    return phrases(language)["small"] if area.size_class == UNDER_1000 else ""


def together(count: int, language: str) -> str:
    """That figures which say nearly the same are one picture."""
    return phrases(language)["together"].format(n=count)


def caveats(row: Any, language: str) -> list[str]:
    """How sure a figure is, in sentences: estimated, calculated, provisional, where it happens, of corona's year."""
    indicator, words = catalogue.indicators()[row.indicator_id], phrases(language)
    said = [words[indicator.kind]] if indicator.kind != "counted" else []
    if row.status == "computed":
        whose = words[f"whose_{indicator.combined_by}"]
        share = None if row.coverage is None else number(100 * row.coverage, 0, language)
        said.append(words["computed"].format(share=share, whose=whose) if share else words["computed_all"])
    if row.provisional:
        said.append(words["provisional"])
    if indicator.unit == "per_1000":
        said.append(words["where_it_happens"])
    if indicator.kind == "estimated" and row.year == CORONA:
        said.append(words["corona"])
    return said


def short_caveats(row: Any, language: str) -> list[str]:
    """The same in a word or two, to stand beside the figure."""
    indicator, words = catalogue.indicators()[row.indicator_id], phrases(language)
    holds = {
        indicator.kind: indicator.kind != "counted", "computed": row.status == "computed",
        "provisional": row.provisional, "where_it_happens": indicator.unit == "per_1000",
    }  # fmt: skip
    return [words[f"short_{name}"] for name, does in holds.items() if does]


def spoken(sign: str, language: str) -> str:
    """What a mark says aloud."""
    return phrases(language)[SPOKEN[sign]]


def people(share: float | None, language: str) -> str:
    """A percentage as people of a hundred: whole, and fewer than one by that name."""
    return phrases(language)["few"] if _few(share) else number(share, 0, language)


@cache
def phrases(language: str) -> Mapping[str, Any]:
    """The words of one language, from `phrases.toml`."""
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))[language]


def page_words(language: str) -> dict[str, Any]:
    """The words around the figures on the page of an area, with Streamlit or without."""
    words: dict[str, Any] = phrases(language)["page"]
    return words


def this_year() -> int:
    """The year of today."""
    return date.today().year


def _with_value(row: Any, indicator: catalogue.Indicator, value: str, language: str) -> str:
    verb = indicator.several("verb", language)[_then(row)]
    return indicator.text("sentence", language).format(verb=verb, value=value, year=row.year) + "."


def _nearness(row: Any, kind: str) -> str:
    """The pattern of a difference larger than noise that is not unusual: slight when at most a quarter off."""
    return f"{kind}_slightly" if abs(row.value - row.national) <= QUARTER * row.national else f"{kind}_differs"


def _then(row: Figure) -> bool:
    return is_then(int(row.year), this_year())


def _verb(forms: Any, share: float, then: bool) -> str:
    return forms[2 * then + (round_half_up(share) <= 1)]


def _areas(area_type: str, language: str) -> dict[str, str]:
    words = phrases(language)
    return {"areas": words["areas"][area_type], "area": words["area"][area_type]}


def _few(share: float | None) -> bool:
    return share is not None and share > 0 and not round_half_up(share)


def _tidy(text: str) -> str:
    """One space between words, none before a full stop, a capital in front."""
    text = " ".join(text.split()).replace(" .", ".")
    return text[:1].upper() + text[1:]


def _without_brackets(text: str) -> str:
    before, _, rest = text.partition(" (")
    return before + rest.partition(")")[2] if rest else text.strip()
