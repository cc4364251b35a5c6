"""What the room said, per slide: counts, never of fewer than five, and the sentences that were let through."""

from collections import Counter

from lsa_tafel.slides import DIRECTIONS, RECOGNITION
from lsa_tafel.store import SHOWN

FEWEST = 5
"""Below this many answers nothing is shown: who said what could be guessed."""
STEP = 10


def of_slide(slide: dict, answers: list[dict]) -> dict:
    """Of one slide: n (how many answered), and where at least five did: guesses (counts per ten, or per direction),
    middle (the median guess), recognise, votes; and always the sentences that were let through."""
    own = [answer for answer in answers if answer["slide"] == slide["id"]]
    values = [answer["value"] for answer in own if answer["value"]]
    found = {
        "n": len(own),
        "sentences": [answer["sentence"] for answer in own if answer["sentence"] and answer["shown"] == SHOWN],
    }
    if len(values) < FEWEST:
        return found
    if slide["kind"] == "guess":
        found |= _guesses(slide, [value["guess"] for value in values])
    if slide["kind"] == "figure":
        counted = Counter(value["recognise"] for value in values)
        found["recognise"] = {word: counted[word] for word in RECOGNITION}
    if slide["kind"] == "priorities":
        found["votes"] = {theme: sum(value.get(theme, 0) for value in values) for theme in slide["themes"]}
    return found


def _guesses(slide: dict, guesses: list) -> dict:
    if not slide["of_100"]:
        counted = Counter(guesses)
        return {"guesses": [(word, counted[word]) for word in DIRECTIONS]}
    counted = Counter(min(int(guess) // STEP, 9) for guess in guesses)
    ordered = sorted(guesses)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    bands = [(f"{STEP * band}–{STEP * band + STEP}", counted[band]) for band in range(10)]
    return {"guesses": bands, "middle": middle}
