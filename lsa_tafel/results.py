"""What the room said, per slide: the answers of phones and the hands that were counted aloud.

What can be traced to a person, whether a phone recognises a figure and what it wrote, is only told of five phones or
more. Hands were seen by the whole room, and a guess or a vote says nothing about who gave it: those always count.
"""

from collections import Counter

from lsa_tafel.slides import DIRECTIONS, RECOGNITION
from lsa_tafel.store import SHOWN

FEWEST = 5
"""Of fewer phones neither recognition nor sentences are shown: who said what could be guessed."""
STEP = 10


def of_slide(slide: dict, answers: list[dict], hands: list[dict]) -> dict:
    """Of one slide, out of all answers and hands of a session (or of one table): n (how many answered), phones (how
    many of those by phone), guesses (counts per ten, or per direction) with middle (the median guess), recognise or
    votes where they may be told, and the sentences that were let through."""
    own = [answer for answer in answers if answer["slide"] == slide["id"]]
    values = [answer["value"] for answer in own if answer["value"]]
    counted = [one["value"] for one in hands if one["slide"] == slide["id"]]
    found = {"n": len(own), "phones": len(own), "sentences": _sentences(own, answers)}
    if slide["kind"] == "guess":
        found |= _guesses(slide, [value["guess"] for value in values], counted)
    elif slide["kind"] == "figure":
        told = values if len(values) >= FEWEST else []
        choices = Counter(value["recognise"] for value in told) + sum(map(Counter, counted), Counter())
        if choices:
            found |= {"recognise": {word: choices[word] for word in RECOGNITION}, "n": sum(choices.values())}
    elif slide["kind"] == "priorities":
        votes: Counter[str] = sum(map(Counter, values + counted), Counter())
        if votes:
            found["votes"] = {theme: votes[theme] for theme in slide["themes"]}
    return found


def answered(found: dict) -> bool:
    """Whether the room said anything to a slide, by phone or by hand (see `of_slide`)."""
    return found["n"] > 0 or "votes" in found


def of_tables(slide: dict, answers: list[dict], hands: list[dict], tables: int) -> dict[int, dict]:
    """What each table said to a slide, by its number; only tables that said something. Recognition by phone is told of
    no table when the few phones that are not told of could be found by subtraction from the whole room."""
    phones = Counter(one["table"] for one in answers if one["slide"] == slide["id"] and one["value"])
    hidden = phones.total() - sum(phones[table] for table in range(1, tables + 1) if phones[table] >= FEWEST)
    if slide["kind"] == "figure" and 0 < hidden < FEWEST:
        answers = []
    each = {
        table: of_slide(slide, *([one for one in rows if one["table"] == table] for rows in (answers, hands)))
        for table in range(1, tables + 1)
    }
    return {table: found for table, found in each.items() if answered(found)}


def _sentences(own: list[dict], answers: list[dict]) -> list[str]:
    """The sentences that were let through, once five phones took part in the session."""
    if len({answer["phone"] for answer in answers}) < FEWEST:
        return []
    return [answer["sentence"] for answer in own if answer["sentence"] and answer["shown"] == SHOWN]


def _guesses(slide: dict, guesses: list, counted: list[dict]) -> dict:
    if not slide["of_100"]:
        directions = Counter(guesses) + sum(map(Counter, counted), Counter())
        shown = [(word, directions[word]) for word in DIRECTIONS]
        return {"guesses": shown, "n": sum(directions.values())} if directions else {}
    guesses = [*guesses, *(guess for one in counted for guess in one["guesses"])]
    if not guesses:
        return {}
    bands = Counter(min(int(guess) // STEP, 9) for guess in guesses)
    ordered = sorted(guesses)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    shown = [(f"{STEP * band}–{STEP * band + STEP}", bands[band]) for band in range(10)]
    return {"guesses": shown, "middle": middle, "n": len(guesses)}
