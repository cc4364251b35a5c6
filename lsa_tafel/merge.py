"""Two people changed one text at the same time: both find their own words in it again."""

from difflib import SequenceMatcher

_Change = tuple[int, int, list[str]]
"""From which line of the base to which, and the lines that take their place."""


def merged(base: str, theirs: str, mine: str) -> str:
    """`base` with the changes of both, line by line. Where both changed the same lines, both versions stay, one under
    the other; a line that one took away and the other changed stays as changed."""
    lines = base.split("\n")
    changes = sorted([(*one, 0) for one in _changes(lines, theirs.split("\n"))] +
                     [(*one, 1) for one in _changes(lines, mine.split("\n"))],
                     key=lambda one: (one[0], one[1], one[3]))  # fmt: skip
    found: list[str] = []
    at = 0
    while changes:
        start, end, _, _ = changes[0]
        together = [changes.pop(0)]
        while changes and (changes[0][0] < end or changes[0][0] == start):
            end = max(end, changes[0][1])
            together.append(changes.pop(0))
        found += lines[at:start]
        versions = [_version(lines, start, end, [one[:3] for one in together if one[3] == who]) for who in (0, 1)]
        found += _both(lines[start:end], *versions)
        at = end
    return "\n".join(found + lines[at:])


def _changes(base: list[str], new: list[str]) -> list[_Change]:
    codes = SequenceMatcher(None, base, new, autojunk=False).get_opcodes()
    return [(i1, i2, new[j1:j2]) for kind, i1, i2, j1, j2 in codes if kind != "equal"]


def _version(base: list[str], start: int, end: int, changes: list[_Change]) -> list[str]:
    """The lines from `start` to `end` after the changes of one of the two."""
    found: list[str] = []
    at = start
    for i1, i2, new in changes:
        found += base[at:i1] + new
        at = i2
    return found + base[at:end]


def _both(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    return theirs + [line for line in mine if line not in theirs]
