"""The slides of a session: made beforehand from the figures, so that an evening does not depend on them any more.

A slide is plain data: id, kind, and what its kind shows. Kinds: title, guess (raad eerst), figure (dan kijken, and
herkent u dit), question, priorities, agreements (who does what by when), end.
"""

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile import ProfileRow
from lsa_data.methods.rounding import round_half_up
from lsa_data.say import sentences
from lsa_data.say.formats import with_unit

FEWEST_FIGURES, MOST_FIGURES = 4, 8
MOST_QUESTIONS = 6
MOST_AREAS = 3
VOTES = 3
RECOGNITION = ("yes", "partly", "no")
DIRECTIONS = ("higher", "similar", "lower")
READY_MADE = {
    "samenleven": ("rivm_eenzaam", "rivm_vrijwilligerswerk", "rivm_mantelzorger", "rivm_moeite_rondkomen"),
    "gezondheid": ("rivm_ervaren_gezondheid", "rivm_stress", "rivm_sporter", "rivm_roker"),
    "leefbaarheid": ("lbm2_totaal", "lbm2_veiligheid", "lbm2_voorzieningen", "lbm2_fysiek"),
}
"""Sets of indicators that need no choosing; those that an area does not have are passed over."""


def possible(area: Area, language: str) -> dict[str, ProfileRow]:
    """The newest figure per indicator of an area that a slide can be said about, by indicator id."""
    rows = profile.latest(profile.figures(area))
    return {row.indicator_id: row for row in rows if sentences.slide(row, area, language)}


def make(
    areas: list[tuple[Area, str]], indicators: list[str], questions: list[str], title: str, language: str
) -> list[dict]:
    """The slides: a title, per area and indicator a figure to guess, see and recognise, the own questions, what comes
    first, what is agreed, and an end. `areas` come with the name that people use."""
    made: list[dict] = [{"id": "title", "kind": "title", "title": title, "areas": [name for _, name in areas]}]
    for area, name in areas:
        rows = possible(area, language)
        for indicator in indicators:
            if indicator in rows:
                figure = _figure(rows[indicator], area, name, language)
                made += [figure | {"id": f"guess-{figure['id']}", "kind": "guess"}, figure]
    themes = list(dict.fromkeys(slide["theme"] for slide in made if slide["kind"] == "figure"))
    made += [
        {"id": f"question-{place}", "kind": "question", "title": text.strip()[:200]}
        for place, text in enumerate(questions[:MOST_QUESTIONS])
        if text.strip()
    ]
    if len(themes) > 1:
        names = {theme: catalogue.themes()[theme].text("name", language) for theme in themes}
        made.append({"id": "priorities", "kind": "priorities", "themes": names})
    return [*made, {"id": "agreements", "kind": "agreements"}, {"id": "end", "kind": "end"}]


def checked(slide: dict, value: object) -> object:
    """The answer to a slide as it is kept. Raises ValueError when it is not one that the slide asks for.

    guess: {"guess": 0 to 100, or a direction}; figure: {"recognise": yes, partly or no};
    priorities: {theme: votes} with at most three votes; question: nothing but a sentence.
    """
    if slide["kind"] == "question":
        return {}
    if not isinstance(value, dict) or len(value) > 20:
        raise ValueError("an answer is an object")
    if slide["kind"] == "priorities":
        votes = {theme: count for theme, count in value.items() if theme in slide["themes"]}
        whole = all(isinstance(count, int) and not isinstance(count, bool) and count >= 0 for count in votes.values())
        if len(votes) != len(value) or not whole or sum(votes.values()) > VOTES:
            raise ValueError(f"at most {VOTES} votes over the themes")
        return votes
    if slide["kind"] == "guess" and set(value) == {"guess"}:
        return {"guess": checked_guess(slide, value["guess"])}
    if slide["kind"] == "figure" and set(value) == {"recognise"} and value["recognise"] in RECOGNITION:
        return {"recognise": value["recognise"]}
    raise ValueError("this slide asks something else")


def checked_guess(slide: dict, guess: object) -> object:
    if slide["of_100"]:
        if isinstance(guess, int | float) and not isinstance(guess, bool) and 0 <= guess <= 100:
            return int(round_half_up(guess))
    elif guess in DIRECTIONS:
        return guess
    raise ValueError("this is not a guess")


def _figure(row: ProfileRow, area: Area, name: str, language: str) -> dict:
    """One figure: its sentence, its place between all areas, its source; and what there is to guess."""
    indicator = catalogue.indicators()[row.indicator_id]
    source = catalogue.sources()[indicator.source]
    marks = [("area", name, row.value), ("gemeente", area.gemeente_name, row.gemeente), ("land", None, row.national)]
    known = [(kind, label, value) for kind, label, value in marks if value is not None]
    if area.type == "gemeente":
        known = [mark for mark in known if mark[0] != "gemeente"]
    ends = [value for value in (row.p10, row.p90) if value is not None] + [value for _, _, value in known]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    return {
        "id": f"{area.code}-{row.indicator_id}"[:60],
        "kind": "figure",
        "indicator": row.indicator_id,
        "theme": indicator.theme,
        "area": area.code,
        "area_name": name,
        "title": indicator.text("name", language),
        "definition": indicator.text("definition", language),
        "sentence": sentences.slide(row, area, language),
        "year": row.year,
        "source": f"{source.publisher}, {source.text('title', language)}",
        "unit": indicator.unit,
        "of_100": indicator.unit == "procent",
        "who": indicator.text("who", language),
        "phrase": sentences.asked(indicator, row.year, language) if indicator.unit == "procent" else "",
        "value": row.value,
        "position": row.position or "similar",
        "scale": {
            "low": with_unit(low, indicator.unit, indicator.decimals, language),
            "high": with_unit(high, indicator.unit, indicator.decimals, language),
            "ends": [low, high],
            "middle": [round(100 * (end - low) / span, 1) for end in (row.p25, row.p75) if end is not None],
            "marks": [
                {"kind": kind, "label": label, "at": round(100 * (value - low) / span, 1),
                 "text": with_unit(value, indicator.unit, indicator.decimals, language)}
                for kind, label, value in known
            ],
        },
    }  # fmt: skip


def stepped(slides: list[dict], current: int, revealed: bool, forward: bool) -> tuple[int, bool]:
    """Which slide comes after a step, and whether with its answer: a guess is asked, then its guesses are shown."""
    if forward and slides[current]["kind"] == "guess" and not revealed:
        return current, True
    if not forward and revealed:
        return current, False
    to = max(0, min(current + (1 if forward else -1), len(slides) - 1))
    return to, not forward and slides[to]["kind"] == "guess" and to != current
