"""Read every statement that the dashboard could show and check it against its numbers and the rules of words."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import islice
from typing import Any, Protocol

from lsa_data import catalogue
from lsa_data.ask import areas, database, profile
from lsa_data.methods import judgement
from lsa_data.methods.age import is_then
from lsa_data.say import opening, sentences
from lsa_data.say.formats import MINUS, number
from lsa_data.say.sentences import COMPARED, PLUS, RATE, SCORE, SHARE, UNDER_250, Statement

MOST_WORDS = 18
"""In one sentence, without what stands in brackets."""
EVERY = 10
"""Of the wijken, every so many has its opening read."""
FORBIDDEN = {
    "nl": r"achterstand|probleemwijk|slechte wijk|significant|afwijking|spreiding|\bpunt(en)?\b|indeling|vintage|"
    r"overlap\b|in zichzelf|ten opzichte van|\bregie\b|keer zo|half zo|vaker|minder vaak|gelijken|peers|laag inkomen|"
    r"\barm\b|\btrend\b|verloop|verdeling|database|voorspel|ergste|slechtste|top 10|0% heeft",
    "en": r"deprived|problem area|significant|deviation|\bpoints?\b|vintage|in itself|themselves|times as|half as|"
    r"more often|less often|\bpeers\b|low income|\bpoor\b(?!”)|\btrend\b|database|forecast|\bworst\b|"
    r"top 10|inhabitants|favourable",
}
"""Words that are never said to a resident."""
SAME = re.compile(r"\b(ongeveer (als|even\w*)|about (the same|as))\b")
UNUSUAL = re.compile(r"dan in de meeste|than in most")
SLIGHTLY = re.compile(r"\b(iets|slightly)\b")
MORE, LESS = re.compile(r"\b(meer|more) (dan|than)\b"), re.compile(r"\b(minder|fewer|less) (dan|than)\b(?! 1\b)")
NOW = re.compile(r"\b(zijn er|zijn het er|Dat is|That is|it is)\b")
SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9])")


class AuditedFigure(sentences.Figure, sentences.Place, Protocol):
    """A figure on its area, with the position that it has by the rule, computed again."""

    @property
    def expected(self) -> str | None: ...


def audit(report: Callable[[str], None] = print) -> int:
    """Check the statements of all figures of all areas, and the openings of one in ten wijken, in both languages.

    Returns the number of contradictions. Prints per indicator how many figures were read and how many statements they
    give, how many there are of each kind and fact, and every kind of contradiction.
    """
    wrong: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for indicator in catalogue.indicators().values():
        rows = rows_of(indicator.id)
        said = 0
        for row in rows:
            for language in catalogue.LANGUAGES:
                statement = sentences.about(row, row, language)
                wrong.update(f"{indicator.id}: {problem}" for problem in contradictions(row, statement, language))
            if statement is not None:
                said += 1
                kinds[_kind(statement)] += 1
        report(f"{indicator.id:36} {len(rows):>8,} figures {said:>8,} statements")
    openings: Counter[str] = Counter()
    for place, found, way, language in _openings():
        wrong.update(f"opening: {problem}" for problem in opening_mistakes(place, found, way, language))
        if language == "nl":
            openings.update(_in_opening(found, way))
    for title, counted in (("All figures", kinds), (f"The openings of 1 in {EVERY} wijken", openings)):
        report(title)
        for kind, count in sorted(counted.items()):
            report(f"  {kind:44} {count:>9,}")
    for problem, count in wrong.items():
        report(f"CONTRADICTION {problem}: {count}")
    report(f"{wrong.total()} contradictions")
    return wrong.total()


def rows_of(indicator_id: str) -> list[Any]:
    """Every figure of an indicator on its area; what is unknown is None."""
    frame = database.ask("audit_rows", indicator=indicator_id)
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False))


def contradictions(row: AuditedFigure, statement: Statement | None, language: str) -> list[str]:
    """What a statement claims that the numbers of its row do not; also what should not have been said at all."""
    indicator = catalogue.indicators()[row.indicator_id]
    value, national = row.value, row.national
    if indicator.unit == "procent" and value is not None and (value < 0 or value > 100):
        return ["a percentage outside 0-100"]
    if statement is None:
        return []
    if value is None or not indicator.shown or row.size_class == UNDER_250:
        return ["a statement where none may be"]
    found = wording_mistakes(statement.text, language)
    if statement.kind not in COMPARED:
        return found + (["a count or a class is compared"] if statement.comparison or statement.facts else [])
    if national is None:
        return ["compared with nothing"]
    if row.position != row.expected:
        found.append("the position is not that of the rule")
    return found + _facts(row, statement, language) + _sign(row, statement) + _numbers(row, statement, language)


def wording_mistakes(text: str, language: str) -> list[str]:
    """Words that are never used, and sentences that are too long."""
    found = ["a word that is never used"] if re.search(FORBIDDEN[language], text, re.IGNORECASE) else []
    longest = max(len(_outside_brackets(sentence).split()) for sentence in SENTENCE.split(text))
    return found + ([f"more than {MOST_WORDS} words"] if longest > MOST_WORDS else [])


def opening_mistakes(
    place: sentences.Place, found: Sequence[Statement], direction: Sequence[str], language: str
) -> list[str]:
    """What is wrong with the opening of an area, favourable first."""
    wrong = [
        mistake for text in (*direction, *(s.brief for s in found)) for mistake in wording_mistakes(text, language)
    ]
    if place.size_class == UNDER_250 and (found or direction):
        wrong.append("speaks of fewer than 250 people")
    signs = [statement.sign for statement in found]
    if signs != sorted(signs, key=[PLUS, sentences.NEUTRAL, MINUS].index) and PLUS in signs:
        wrong.append("a favourable one does not stand first")
    if len(found) > opening.MOST:
        wrong.append("more than five statements")
    if signs.count(MINUS) > opening.MOST_WHERE_FEW or signs.count(PLUS) > opening.MOST_STRENGTHS:
        wrong.append("too many of one sign")
    low = [statement for statement in found if statement.sign == MINUS]
    if len({opening.family(s.indicator_id) for s in low}) < len(low):
        wrong.append("two less favourable ones of one family")
    if any(statement.indicator_id in opening.NEVER_LOW for statement in low):
        wrong.append("says who lives there")
    return wrong


def _facts(row: AuditedFigure, statement: Statement, language: str) -> list[str]:
    assert row.value is not None and row.national is not None
    indicator, text = catalogue.indicators()[row.indicator_id], statement.comparison
    decimals = sentences.shown_decimals(row)
    alike = half_up(row.value, decimals) == half_up(row.national, decimals) or row.expected == judgement.SIMILAR
    if statement.kind == SCORE:
        lower, _, higher = indicator.several("words", language)
        raised, lowered = (re.search(rf"\b{word}\b", text) for word in (higher, lower))
        raised, lowered = (None, None) if SAME.search(text) else (raised, lowered)
    else:
        raised, lowered = MORE.search(text), LESS.search(text)
    found = []
    if alike and (raised or lowered or UNUSUAL.search(text)):
        found.append("claims a difference within the noise or the rounding")
    if not alike and SAME.search(text):
        found.append("hides a difference")
    if raised and not lowered and not row.value > row.national:
        found.append("says more, is not")
    if lowered and not raised and not row.value < row.national:
        found.append("says less, is not")
    outside = (row.p90 is not None and row.value > row.p90 and row.value > row.national) or (
        row.p10 is not None and row.value < row.p10 and row.value < row.national
    )
    if UNUSUAL.search(text) and not outside:
        found.append("says unusual, is not")
    near = abs(row.value - row.national) <= sentences.QUARTER * abs(row.national)
    if statement.kind in (SHARE, RATE) and SLIGHTLY.search(text) and not near:
        found.append("says slightly of more than a quarter")
    return found


def _sign(row: AuditedFigure, statement: Statement) -> list[str]:
    assert row.value is not None and row.national is not None
    better = (row.value - row.national) * catalogue.indicators()[row.indicator_id].polarity
    found = ["judges without a polarity"] if statement.sign in (PLUS, MINUS) and not better else []
    if (statement.sign == PLUS and better < 0) or (statement.sign == MINUS and better > 0):
        found.append("the sign is the wrong way round")
    if statement.sign in (PLUS, MINUS) and not statement.facts:
        found.append("judges what is about the same")
    return found


def _numbers(row: AuditedFigure, statement: Statement, language: str) -> list[str]:
    """That the numbers said are those of the row, a half rounded up, and that crime has both benchmarks."""
    assert row.value is not None and row.national is not None
    if statement.kind == SCORE:
        return ["a score is read out"] if re.search(r"\d[,.]\d", statement.text) else []
    found = []
    if statement.kind in (SHARE, RATE):
        decimals = sentences.shown_decimals(row)
        for value, text in ((row.value, statement.figure), (row.national, statement.comparison)):
            shown = number(half_up(value, decimals), decimals, language)
            few = statement.kind == SHARE and 0 < value < 0.5
            if not re.search(rf"(?<![\d.,]){re.escape(shown)}(?![\d])", text) and not few:
                found.append("another number than that of the row")
        if is_then(row.year, sentences.this_year()) and NOW.search(statement.comparison) and statement.kind == SHARE:
            found.append("an old figure in the present tense")
    words = sentences.phrases(language)
    if statement.kind == RATE and words["where_it_happens"] not in statement.comparison:
        found.append("crime without where it happens")
    if statement.kind == RATE and row.p50 is not None and number(
        half_up(row.p50, sentences.shown_decimals(row)), sentences.shown_decimals(row), language
    ) not in statement.comparison:  # fmt: skip
        found.append("crime without the middle area")
    return found


@cache
def half_up(value: float, decimals: int) -> float:
    """The value rounded half up, on the decimals that are written: apart from `formats.rounded`, to check it."""
    shift = Decimal(10) ** decimals
    scaled = (abs(Decimal(str(float(value)))) * shift).to_integral_value(ROUND_HALF_UP) / shift
    return float(scaled) if value >= 0 else -float(scaled) + 0.0


def _openings() -> Iterable[tuple[areas.Area, list[Statement], list[str], str]]:
    codes = areas.within("wijk")["code"]
    for code in islice(codes, 0, None, EVERY):
        area = areas.area(code)
        assert area is not None
        rows = profile.figures(area)
        for language in catalogue.LANGUAGES:
            yield area, opening.summary(rows, area, language), opening.direction(rows, area, language), language


def _kind(statement: Statement) -> str:
    words = ("about the same", "beyond noise", "and unusual") if statement.kind in COMPARED else ("not compared",)
    return f"{statement.kind}, {words[statement.facts]}, {statement.sign}"


def _in_opening(found: Sequence[Statement], direction: Sequence[str]) -> Iterable[str]:
    yield "openings" if found else "openings without a statement"
    if found and not any(s.sign == PLUS for s in found):
        yield "openings without +"
    if sum(s.sign == MINUS for s in found) > opening.MOST_UNFAVOURABLE:
        yield "openings with three or more −"
    if direction:
        yield "openings with a direction"
    yield from (f"statement: {_kind(s)}" for s in found)


def _outside_brackets(sentence: str) -> str:
    return re.sub(r" ?\([^)]*\)", "", sentence)
