"""The slides of a session: made beforehand from the figures, so that an evening does not depend on them any more.

A slide is plain data: id, kind, and what its kind shows. Kinds: title, guess (raad eerst), figure (dan kijken, and
herkent u dit), question, priorities, agreements (who does what by when), end; and those of `own_slides.py`. Any slide
may be `hidden`, and may have `minutes` (how long it takes) and `speaker` (what only the facilitator reads); one with a
figure may have `words` that the facilitator put in the place of ours.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from lsa_data import catalogue
from lsa_data.ask import profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.methods.rounding import round_half_up
from lsa_data.say import opening, sentences
from lsa_data.say.formats import with_unit
from lsa_data.say.names import area_name, place_name

FEWEST_FIGURES, MOST_FIGURES = 4, 8
MOST_WORDS = 15
"""On one slide."""
SAID_IN_A_SENTENCE = ("procent", "score", "per_1000")
"""Units of figures of which the sentence says what it is about."""
WORDS_TO_ASK = 12
"""So many leave room to ask whether people recognise it."""
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


def strengths_first(area: Area, language: str) -> list[str]:
    """The indicators that tell most about an area, what goes well first (see `opening.summary`), then the headlines."""
    known = possible(area, language)
    told = [said.indicator_id for said in opening.summary(profile.figures(area), area, language)]
    told += [name for name in known if catalogue.indicators()[name].headline]
    return [name for name in dict.fromkeys(told) if name in known]


def favourable(area: Area, language: str) -> list[str]:
    """The indicators of which the figure of an area is favourable."""
    rows = possible(area, language)
    return [name for name, row in rows.items() if sentences.standing(row, area, language)[0] == sentences.PLUS]


@cache
def score_questions() -> Mapping[str, Mapping[str, dict]]:
    """Language -> indicator -> what is asked about a score (`asked`), and what can be answered (`answers`)."""
    return tomllib.loads((Path(__file__).parent / "score_questions.toml").read_text(encoding="utf-8"))


def asked(written: str) -> list[str]:
    """The questions that somebody wrote, one per line; lines without words are none."""
    return [line.strip() for line in written.splitlines() if line.strip()]


def make(
    areas: list[tuple[Area, str]],
    indicators: Sequence[str] | Mapping[str, Sequence[str]],
    questions: list[str],
    title: str,
    language: str,
) -> list[dict]:
    """The slides: a title, per area and indicator a figure to guess, see and recognise, the own questions, what comes
    first, what is agreed, and an end. `areas` come with the name that people use; `indicators` are the same for every
    area, or those of each by its code."""
    made: list[dict] = [{"id": "title", "kind": "title", "title": title, "areas": [name for _, name in areas]}]
    for area, name in areas:
        rows = possible(area, language)
        for indicator in indicators[area.code] if isinstance(indicators, Mapping) else indicators:
            if indicator in rows:
                figure = figure_slide(rows[indicator], area, name, language)
                made += [figure | {"id": f"guess-{figure['id']}", "kind": "guess"}, figure]
    themes = list(dict.fromkeys(slide["theme"] for slide in made if slide["kind"] == "figure"))
    made += [
        {"id": f"question-{place}", "kind": "question", "title": text[:200]}
        for place, text in enumerate(asked("\n".join(questions))[:MOST_QUESTIONS])
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


def seconds(slide: dict) -> int | None:
    """How long a slide takes; None without a clock."""
    minutes = slide.get("minutes") or 0
    return round(60 * minutes) if minutes else None


def brief(sentence: str, most: int = WORDS_TO_ASK) -> str:
    """A sentence for the screen: without what the picture beside it says too, when it is long."""
    if len(sentence.split()) <= most:
        return sentence
    first = sentence.split(". ")[0].removesuffix(".") + "."
    if len(first.split()) <= MOST_WORDS:
        return first
    rest = first.partition(": ")[2] or first
    return rest[:1].upper() + rest[1:]


def figure_slide(row: ProfileRow, area: Area, name: str, language: str) -> dict:
    """One figure: its sentence, its place between all areas, its source; and what there is to guess. `name` is what
    people call the area, `official` in the slide what statistics do, with its gemeente."""
    indicator = catalogue.indicators()[row.indicator_id]
    source = catalogue.sources()[indicator.source]
    gemeente = place_name(area.gemeente_code or "", area.gemeente_name or "")
    official = area_name(area, language)
    official = official if gemeente in ("", official) else f"{official} ({gemeente})"
    marks = [("area", name, row.value), ("gemeente", gemeente, row.gemeente), ("land", None, row.national)]
    known = [(kind, label, value) for kind, label, value in marks if value is not None]
    if area.type == "gemeente":
        known = [mark for mark in known if mark[0] != "gemeente"]
    ends = [value for value in (row.p10, row.p90) if value is not None] + [value for _, _, value in known]
    low, high = min(ends), max(ends)
    span = (high - low) or 1.0
    score = indicator.unit == "score"
    in_words = score_questions()[language].get(indicator.id, {}) if score else {}
    answers, shown = in_words.get("answers"), sentences.shown_decimals(row)
    sentence, title = sentences.slide(row, area, language), indicator.text("name", language)
    in_brief = brief(sentence)
    if indicator.unit not in SAID_IN_A_SENTENCE:
        in_brief = f"{title}: {with_unit(row.value, indicator.unit, shown, language)}"
    elif answers and len(in_brief.split()) > MOST_WORDS:
        in_brief = f"{title}: {answers[DIRECTIONS[::-1].index(row.position or 'similar')]}"
    return {
        "id": f"{area.short}-{row.indicator_id}"[:60],
        "kind": "figure",
        "indicator": row.indicator_id,
        "theme": indicator.theme,
        "area": area.code,
        "area_name": name,
        "official": official,
        "title": title,
        "definition": indicator.text("definition", language),
        "sentence": sentence,
        "brief": in_brief,
        "year": row.year,
        "source": f"{source.publisher}, {source.text('title', language)}",
        "source_brief": f"{source.text('label', language)} {row.year}",
        "how_sure": indicator.kind,
        "computed": row.status == "computed",
        "unit": indicator.unit,
        "of_100": indicator.unit == "procent",
        "who": indicator.text("who", language),
        "phrase": sentences.asked(indicator, row.year, language) if indicator.unit == "procent" else "",
        "value": row.value,
        "national": row.national,
        "areas_word": sentences.phrases(language)["areas"][area.type],
        **in_words,
        "position": row.position or "similar",
        "scale": {
            "low": answers[0] if answers else with_unit(low, indicator.unit, shown, language),
            "high": answers[2] if answers else with_unit(high, indicator.unit, shown, language),
            "ends": [low, high],
            "middle": [round(100 * (end - low) / span, 1) for end in (row.p25, row.p75) if end is not None],
            "marks": [
                {"kind": kind, "label": label, "at": round(100 * (value - low) / span, 1),
                 "text": "" if score else with_unit(value, indicator.unit, shown, language)}
                for kind, label, value in known
            ],
        },
    }  # fmt: skip
