"""Read every sentence that the dashboard could show and check it against its numbers."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Protocol

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.methods import judgement
from lsa_data.say import sentences

RAISED = re.compile(r"\b(hoger|vaker|keer zo vaak|higher|more often|times as often|twice as often)\b")
LOWERED = re.compile(
    r"\b(lager|minder vaak|half zo vaak|derde zo vaak|lower|less often|half as often|thirds as often)\b"
)
JUDGED = re.compile(r"\b(gunstiger|gunstig|favourable)\b")


class AuditedFigure(sentences.Figure, Protocol):
    """A figure with the position that it has by the rule, computed again."""

    @property
    def expected(self) -> str | None: ...


def audit(report: Callable[[str], None] = print) -> int:
    """Check the sentences of all figures of all areas, both languages; returns the number of contradictions.

    Prints per source how many figures were read, how many sentences they give, and every kind of contradiction.
    """
    wrong: Counter[str] = Counter()
    for indicator in catalogue.indicators().values():
        rows = database.ask("audit_rows", indicator=indicator.id)
        said = 0
        for language in catalogue.LANGUAGES:
            for row in rows.itertuples(index=False):
                sentence = sentences.about(row, language)
                said += sentence is not None
                wrong.update(f"{indicator.id}: {problem}" for problem in contradictions(row, sentence))
        report(f"{indicator.id:36} {len(rows):>8,} figures {said:>8,} sentences")
    for problem, count in wrong.items():
        report(f"CONTRADICTION {problem}: {count}")
    report(f"{wrong.total()} contradictions")
    return wrong.total()


def contradictions(row: AuditedFigure, sentence: sentences.Sentence | None) -> list[str]:
    """What a sentence claims that the numbers of its row do not; also what should not have been said at all."""
    indicator = catalogue.indicators()[row.indicator_id]
    value, national = row.value, row.national
    if indicator.unit == "procent" and value is not None and (value < 0 or value > 100):
        return ["a percentage outside 0-100"]
    if sentence is None:
        return []
    if value is None or national is None or indicator.unit in sentences.NO_SENTENCE:
        return ["a sentence where none may be"]
    comparison = sentence.text.split("). ", 1)[-1]
    found = [] if row.position == row.expected else ["the position is not that of the rule"]
    if RAISED.search(comparison) and not value > national:
        found.append("says higher, is not")
    if LOWERED.search(comparison) and not value < national:
        found.append("says lower, is not")
    similar = row.expected == judgement.SIMILAR
    if similar and (RAISED.search(comparison) or LOWERED.search(comparison) or JUDGED.search(comparison)):
        found.append("claims a direction within the spread or the bounds")
    if JUDGED.search(comparison) and indicator.polarity == 0:
        found.append("judges without a polarity")
    better = (value - national) * indicator.polarity > 0
    if (sentence.sign == "+" and not better) or (sentence.sign == "\u2212" and better):
        found.append("the sign is the wrong way round")
    return found
