"""The report of a session.

A report is data (`of_session`, also as a JSON file to combine later, see `paper.py`). It becomes lines of text and
pictures (`lines`), and those become Markdown, Word or a page to print, so that all say the same.
"""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lsa_data.methods.rounding import round_half_up
from lsa_data.problem import Problem
from lsa_data.say.formats import date_words
from lsa_tafel import (
    agreements,
    calendar_file,
    drawing,
    hands,
    notes,
    photos,
    pictures,
    raster,
    results,
    store,
    word_document,
)
from lsa_tafel.own_slides import KINDS
from lsa_tafel.store import Session, with_present_names
from lsa_tafel.words import words

FORMAT: Literal["lsa-aan-tafel-1"] = "lsa-aan-tafel-1"
MOST_REPORTS = 50
MOST_NAMED = 3
"""How many of a kind the summary names."""
JPEG = b"\xff\xd8"
LEFT_TO_RIGHT = "\u200e"
"""Says that a date is read from the left, behind words that are read from the right."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Line(NamedTuple):
    """A kind (h1, h2, h3, p, small, li, img) and a text; of an img it says what is on the picture (PNG or JPEG)."""

    kind: str
    text: str
    picture: bytes = b""

    @property
    def data(self) -> str:
        """The picture as the address of what is inside a page."""
        kind = "jpeg" if self.picture.startswith(JPEG) else "png"
        return f"data:image/{kind};base64,{base64.b64encode(self.picture).decode()}"


class ReportError(Problem):
    """A file is not a report of Aan tafel."""


class _Part(BaseModel):
    """A part of a report. What a file has more than this is passed over."""

    model_config = ConfigDict(frozen=True, strict=True, allow_inf_nan=False)


class About(_Part):
    """Which session it was; `..._words` are as people say it."""

    title: str
    place: str | None = None
    date: str | None = None
    date_words: str | None = None
    regio: str | None = None
    regio_words: str | None = None
    language: Literal["nl", "en"]
    version: str


class Recognition(_Part):
    """How many recognised a figure."""

    yes: Count
    partly: Count
    no: Count


class Table(_Part):
    """What one table said to a slide; None where too few phones of it answered, or where the slide asks no such
    thing."""

    table: Count
    guess_middle: Annotated[float, Field(ge=0, le=100)] | None = None
    guesses: tuple[tuple[str, Count], ...] | None = None
    recognise: Recognition | None = None
    votes: dict[str, Count] | None = None


class Figure(_Part):
    """A figure, what the room guessed and whether it recognised it; None where too few answered. `official` is what
    statistics call the area that a room calls `area_name`, `words` what stood on the slide in the place of the
    sentence."""

    indicator: str
    theme: str
    title: str
    area: str
    area_name: str
    official: str = ""
    sentence: str
    words: str = ""
    year: int
    source: str
    computed: bool = False
    guess_n: Count = 0
    guess_middle: Annotated[float, Field(ge=0, le=100)] | None = None
    guesses: tuple[tuple[str, Count], ...] | None = None
    n: Count
    recognise: Recognition | None
    sentences: tuple[str, ...]
    note: str = ""
    scale: pictures.Scale | None = None
    tables: tuple[Table, ...] = ()


class Question(_Part):
    """An own question and what was said to it."""

    title: str
    n: Count = 0
    sentences: tuple[str, ...]
    note: str = ""


class Own(_Part):
    """A slide that the facilitator added: its heading, its source, and what is on its picture; the picture itself (a
    photo, a map, a course) is not in the JSON file."""

    title: str
    on_it: str = ""
    source: str = ""
    note: str = ""
    picture: bytes = Field(default=b"", exclude=True)


class Priorities(_Part):
    """The votes per theme (None where too few voted), and the names of the themes; without themes nobody was asked."""

    themes: dict[str, str] = {}
    n: Count = 0
    votes: dict[str, Count] | None = None
    note: str = ""
    tables: tuple[Table, ...] = ()


class Agreement(_Part):
    """Who does what, by when: a date (ISO 8601), words, both or neither."""

    who: str = ""
    what: str
    due: str = ""
    due_words: str = ""

    @property
    def said(self) -> str:
        """Who does what."""
        return f"{self.who}: {self.what}" if self.who else self.what

    @property
    def day(self) -> date | None:
        """The date; None where there is none."""
        try:
            return date.fromisoformat(self.due)
        except ValueError:
            return None


class Report(_Part):
    """Everything that the report of one session says, without anything about single phones."""

    format: Literal["lsa-aan-tafel-1"] = FORMAT
    about: Annotated[About, BeforeValidator(with_present_names)]
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    priorities: Priorities
    own: tuple[Own, ...] = ()
    notes: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()


def of_session(session: Session) -> Report:
    """The report of a session as it is at this moment."""
    written = {slide: note.text for slide, note in notes.of_session(session.id).items()}
    said = store.answers(session.id), hands.of_session(session.id)
    return gather(session, *said, written, agreements.shown(session.id))


def gather(
    session: Session, answers: list[dict], counted: list[dict], written: dict[str, str], agreed: list[dict]
) -> Report:
    """The report of a session with these answers, counted, notes and agreements."""
    figures, questions, own_slides, priorities = [], [], [], Priorities()
    found_at = {slide["id"]: _found(session, slide, answers, counted, written) for slide in session.slides}
    told = [slide for slide in session.slides if not slide.get("hidden") or _anything(found_at[slide["id"]])]
    seen = {slide["id"] for slide in told if slide["kind"] == "figure"}
    for slide in told:
        found = found_at[slide["id"]]
        own = slide["id"].removeprefix("guess-")
        if slide["kind"] == "guess" and own not in seen:
            figures.append(_figure(slide, NOTHING, found))
        elif slide["kind"] == "figure":
            figures.append(_figure(slide, found, found_at.get(f"guess-{own}", NOTHING)))
        elif slide["kind"] == "question":
            sentences = tuple(found["sentences"])
            questions.append(Question(title=slide["title"], n=found["n"], sentences=sentences, note=found["note"]))
        elif slide["kind"] == "priorities":
            priorities = Priorities(themes=slide["themes"], n=found["n"], votes=found.get("votes"), note=found["note"],
                                    tables=_tables(found["tables"], {}))  # fmt: skip
        elif slide["kind"] in KINDS:
            own_slides.append(_own(session, slide, found["note"]))
    told_already = ("guess", "figure", "question", "priorities", *KINDS)
    other = tuple(
        written[slide["id"]]
        for slide in session.slides
        if slide["kind"] not in told_already and written.get(slide["id"])
    )
    return Report(
        about=About.model_validate(session.about), figures=tuple(figures), questions=tuple(questions),
        priorities=priorities, own=tuple(own_slides), notes=other, agreements=agreements_of(agreed),
    )  # fmt: skip


def _own(session: Session, slide: dict, note: str) -> Own:
    """A slide that the facilitator added, with its picture."""
    word, kind = words(session.about["language"]), slide["kind"]
    if kind in ("text", "photo"):
        content = photos.content(session.id, slide["photo"]) if kind == "photo" else None
        return Own(title=slide["title"], on_it=slide["title"] if content else "", note=note, picture=content or b"")
    if kind == "region":
        drawn, title, source = drawing.region(slide), word["region_title"], ""
    else:
        drawn = drawing.trend(slide, word) if kind == "trend" else drawing.scale(slide, word)
        title, source = slide["brief"], word["source"].format(source=slide["source"], year=slide["year"])
        if slide.get("words"):
            title, source = slide["words"], f"{title}. {source}"
    return Own(title=title, on_it=drawn.label, source=source, note=note, picture=raster.png(drawn))


NOTHING: Mapping[str, Any] = {"n": 0, "sentences": (), "note": "", "tables": {}}


def _found(
    session: Session, slide: dict, answers: list[dict], counted: list[dict], written: dict[str, str]
) -> dict[str, Any]:
    """What was said to a slide, by all and per table, and the note beside it."""
    found = _in_words(slide, results.of_slide(slide, answers, counted))
    tables = results.of_tables(slide, answers, counted, session.tables)
    by_table = {table: _in_words(slide, one) for table, one in tables.items()}
    return found | {"tables": by_table, "note": written.get(slide["id"], "")}


def _anything(found: dict) -> bool:
    return bool(found["note"]) or results.answered(found)


def _in_words(slide: dict, found: dict) -> dict:
    """What the room guessed, with the answers as this slide had them in words."""
    if "answers" not in slide or "guesses" not in found:
        return found
    named = drawing.answers_of(slide, {})
    return found | {"guesses": [(named.get(name, name), n) for name, n in found["guesses"]]}


def lines(report: Report) -> list[Line]:
    """The report of one session: first in short what was agreed, recognised and chosen, then everything."""
    about = report.about
    word = words(about.language)
    said: list[Line] = [Line("h1", about.title)]
    for name, value in (
        ("place", about.place), ("date", about.date_words or about.date), ("regio", about.regio_words or about.regio),
    ):  # fmt: skip
        said.append(Line("p", f"{word[f'r_{name}']}: {value or word['r_unknown']}"))
    said += _summary(report, word)
    if report.figures:
        said.append(Line("h2", word["r_figures"]))
    for figure in report.figures:
        said += shown(figure, word)
        said += [Line("p", text) for text in room(figure, word)]
        said += listed("p", word["r_tables"], [text for one in figure.tables if (text := _table(one, {}, word))])
        said += _said(figure, word)
    if report.priorities.themes:
        said += [Line("h2", word["r_priorities"]), *_votes(report.priorities, word)]
        said += _note(report.priorities.note, word)
    if report.questions:
        said.append(Line("h2", word["r_questions"]))
        for question in report.questions:
            said += [Line("h3", question.title), *(_said(question, word) or [Line("p", word["r_nothing"])])]
    if report.own:
        said.append(Line("h2", word["r_own"]))
    for own in report.own:
        said.append(Line("h3", own.title))
        said += [Line("img", own.on_it, own.picture)] if own.picture else []
        said += [Line("small", own.source)] if own.source else []
        said += _note(own.note, word)
    if report.notes:
        said += [Line("h2", word["r_notes"]), *(Line("p", note) for note in report.notes)]
    return [*said, *sources([report], word)]


def shown(figure: Figure, word: Mapping[str, str]) -> list[Line]:
    """A figure with its sentence, picture and source, below a heading of its own."""
    said = [Line("h3", f"{figure.area_name}: {figure.title}")]
    said += [Line("p", word["r_words"].format(text=figure.words))] if figure.words else []
    said.append(Line("p", figure.sentence))
    return [*said, *_picture(figure, word), Line("small", _source(figure, word))]


def room(figure: Figure, word: Mapping[str, str]) -> list[str]:
    """What the room guessed and recognised, as sentences."""
    said = _guessed(figure, figure.guess_n, word)
    if figure.recognise:
        said.append(recognition(figure.recognise, word))
    elif figure.n:
        said.append(word["r_few"].format(n=figure.n))
    return said


def recognition(one: Recognition, word: Mapping[str, str]) -> str:
    """How many recognised a figure, as a sentence."""
    counts = one.model_dump()
    return word["r_recognise"].format(n=sum(counts.values()), **counts)


def votes(count: int, word: Mapping[str, str]) -> str:
    """A number of votes in words."""
    return word["r_vote" if count == 1 else "r_votes"].format(n=count)


def listed(kind: str, title: str, items: Iterable[str]) -> list[Line]:
    """A heading (or a line) with its items, each once; nothing when there are none. What was said more often says so
    by its number: "... (3×)"."""
    counted = Counter(items)
    said = [Line("li", item if n == 1 else f"{item} ({n}×)") for item, n in counted.items()]
    return [Line(kind, title), *said] if said else []


def agreed(one: Agreement, language: str) -> str:
    """An agreement as a sentence: who, what and by when, as people say it: the date, what was said, or both."""
    day = date_words(one.day, language) if one.day else one.due
    when = ", ".join(part for part in (day, one.due_words) if part)
    apart = LEFT_TO_RIGHT if word_document.from_the_right(one.said, anywhere=True) else ""
    return f"{one.said} ({apart}{when})" if when else one.said


def agreements_of(rows: list[dict]) -> tuple[Agreement, ...]:
    """Agreements as they are kept (see `agreements.shown`), as those of a report."""
    return tuple(Agreement(**{part: row[part] for part in Agreement.model_fields}) for row in rows)


def sources(reports: list[Report], word: Mapping[str, str]) -> list[Line]:
    """Where the figures come from, and which version of them it was."""
    named = sorted({figure.source for one in reports for figure in one.figures})
    if not named:
        return []
    versions = ", ".join(sorted({one.about.version for one in reports}))
    return [*listed("h2", word["r_sources"], named), Line("small", word["figures_version"].format(version=versions))]


def markdown(said: list[Line], pictures: bool = False) -> str:
    """The lines as Markdown, with the pictures inside or without them; signs that Markdown would act on stay signs."""
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": "", "small": ""}
    shown = [line for line in said if pictures or line.kind != "img"]
    return "\n\n".join(
        f"![{_plain(line.text)}]({line.data})" if line.kind == "img"
        else marks[line.kind] + _plain(line.text)
        for line in shown
    ) + "\n"  # fmt: skip


def calendar(report: Report) -> bytes:
    """The agreements that have a date, as a calendar file."""
    agreed = [(one.day, one.said) for one in report.agreements if one.day]
    return calendar_file.calendar(report.about.title, agreed)


def word_file(said: list[Line], language: str) -> bytes:
    """The lines as a Word document on A4, with page numbers."""
    page = words(language)["page_of"]
    return word_document.made(said, language, page)


FILES: Mapping[str, tuple[str, Callable[[Report], bytes]]] = {
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda report: word_file(lines(report), report.about.language),
    ),
    "md": ("text/markdown; charset=utf-8", lambda report: markdown(lines(report), pictures=True).encode()),
    "json": ("application/json", lambda report: report.model_dump_json().encode()),
    "ics": ("text/calendar; charset=utf-8", calendar),
}
"""The files of a report by the end of their name: what they are, and how they are made."""


def read(content: bytes) -> Report:
    """A report from its JSON file. Raises `ReportError` when it is something else."""
    try:
        return Report.model_validate_json(content.removeprefix(BYTE_ORDER_MARK))
    except ValidationError as wrong:
        raise ReportError("this is not a report of Aan tafel, or one of another version") from wrong


def _summary(report: Report, word: Mapping[str, str]) -> list[Line]:
    """What was agreed first; then what was recognised most and least, and what comes first. Without agreements it says
    so."""
    language = report.about.language
    stand = [agreed(one, language) for one in report.agreements]
    said = [Line("h2", word["r_summary"]), *listed("h3", word["agreements"], stand or [word["r_no_agreements"]])]
    asked = [figure for figure in report.figures if figure.recognise]
    for title, figures in zip((word["r_most"], word["r_least"]), _most_and_least(asked), strict=True):
        said += listed("h3", title, [f"{one.area_name}: {_recognition(one, word)}" for one in figures])
    first = _ordered(report.priorities.votes, report.priorities.themes, word)[:MOST_NAMED]
    return said + listed("h3", word["r_priorities"], first)


def _most_and_least(asked: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The half that was recognised most, and what was recognised less than that, the least first: what was recognised
    as much never stands on both sides."""
    if not asked:
        return [], []
    ordered = sorted(asked, key=lambda figure: -_recognised(figure))
    bound = _recognised(ordered[(len(ordered) - 1) // 2])
    most = [figure for figure in ordered if _recognised(figure) >= bound]
    least = [figure for figure in reversed(ordered) if _recognised(figure) < bound]
    return most[:MOST_NAMED], least[:MOST_NAMED]


def _recognised(figure: Figure) -> float:
    """Which part of the answers was yes."""
    assert figure.recognise
    return figure.recognise.yes / (sum(figure.recognise.model_dump().values()) or 1)


def _recognition(figure: Figure, word: Mapping[str, str]) -> str:
    assert figure.recognise
    return f"{figure.title}. {recognition(figure.recognise, word)}"


def _source(figure: Figure, word: Mapping[str, str]) -> str:
    """Where a figure comes from, and what has to be known of it."""
    return qualified(word["source"].format(source=figure.source, year=figure.year), figure, word)


def qualified(said: str, figure: Figure, word: Mapping[str, str]) -> str:
    """What is said of a figure, with that it was computed by us, and of which area it is where the room calls that
    otherwise."""
    said = f"{said}, {word['computed']}" if figure.computed else said
    otherwise = figure.official and figure.official.partition(" (")[0] != figure.area_name
    return word["source_of"].format(source=said, area=figure.official) if otherwise else said


def _picture(figure: Figure, word: Mapping[str, str]) -> list[Line]:
    if figure.scale is None:
        return []
    guess = figure.guess_middle
    text = "" if guess is None else word["of_100"].format(n=int(round_half_up(guess)))
    scale = pictures.with_guess(figure.scale, guess, word["the_room"], text)
    title = f"{figure.area_name}: {figure.title}"
    return [Line("img", pictures.words_of(scale, word), pictures.draw(scale, title, _source(figure, word), word))]


def _figure(slide: dict, found: Mapping[str, Any], guess: Mapping[str, Any]) -> Figure:
    parts = ("indicator", "theme", "title", "area", "area_name", "official", "sentence", "words", "year", "source")
    guesses = guess.get("guesses")
    return Figure(
        **{name: slide[name] for name in parts if name in slide}, guess_n=guess["n"], guess_middle=guess.get("middle"),
        computed=slide.get("computed", False),
        guesses=tuple(guesses) if guesses else None, n=found["n"], recognise=found.get("recognise"),
        sentences=tuple(found["sentences"]),
        note="\n".join(text for text in (guess["note"], found["note"]) if text),
        scale=pictures.Scale.model_validate_json(json.dumps(slide["scale"])),
        tables=_tables(found["tables"], guess["tables"]),
    )  # fmt: skip


def _tables(found: dict[int, dict], guess: dict[int, dict]) -> tuple[Table, ...]:
    """What each table said to a slide, and to the guess before it."""
    made = []
    for table in sorted({*found, *guess}):
        own, guessed = found.get(table, {}), guess.get(table, {})
        guesses = guessed.get("guesses")
        made.append(
            Table(table=table, guess_middle=guessed.get("middle"), guesses=tuple(guesses) if guesses else None,
                  recognise=own.get("recognise"), votes=own.get("votes"))
        )  # fmt: skip
    return tuple(made)


def table_words(slide: dict, table: int, found: dict, language: str) -> str:
    """What a table said to a slide, in one line; its name alone where that may not be told."""
    is_guess, found = slide["kind"] == "guess", _in_words(slide, found)
    (said,) = _tables({} if is_guess else {table: found}, {table: found} if is_guess else {})
    word = words(language)
    return _table(said, slide.get("themes", {}), word) or word["r_table"].format(n=table) + ": –"


def tables_in_short(session: Session, slide: dict) -> list[str]:
    """What each table said to a slide, as short as a screen asks; only what may be told."""
    word = words(session.about["language"])
    found = results.of_tables(slide, store.answers(session.id), hands.of_session(session.id), session.tables)
    briefs = {table: _brief(slide, _in_words(slide, one), word) for table, one in found.items()}
    return [f"{word['r_table'].format(n=table)}: {brief}" for table, brief in briefs.items() if brief]


def _brief(slide: dict, found: dict, word: Mapping[str, str]) -> str:
    if "middle" in found:
        return word["of_100"].format(n=int(round_half_up(found["middle"])))
    if "votes" in found:
        ordered = sorted(found["votes"].items(), key=lambda pair: -pair[1])[:MOST_NAMED]
        counted = [(slide["themes"][theme], count) for theme, count in ordered]
    else:
        counts = found.get("guesses") or found.get("recognise", {}).items()
        counted = [(word.get(name, name), count) for name, count in counts]
    return ", ".join(f"{name} {count}" for name, count in counted if count)


def _guessed(one: Figure | Table, n: int, word: Mapping[str, str]) -> list[str]:
    if one.guess_middle is not None:
        return [word["r_guess"].format(n=n, middle=int(round_half_up(one.guess_middle)))]
    if one.guesses:
        counted = ", ".join(f"{word.get(name, name)} {count}" for name, count in one.guesses)
        return [word["r_guess_words"].format(n=n, words=counted)]
    return []


def _table(one: Table, themes: Mapping[str, str], word: Mapping[str, str]) -> str:
    """What a table said, in one line; "" when nothing of it may be told."""
    n = sum(count for _, count in one.guesses or ())
    said = _guessed(one, n, word)
    if one.recognise:
        said.append(recognition(one.recognise, word))
    if one.votes:
        said.append(", ".join(_ordered(one.votes, themes, word)))
    return f"{word['r_table'].format(n=one.table)}: {' · '.join(said)}" if said else ""


def _votes(priorities: Priorities, word: Mapping[str, str]) -> list[Line]:
    ordered = _ordered(priorities.votes, priorities.themes, word)
    tables = [text for one in priorities.tables if (text := _table(one, priorities.themes, word))]
    voted = [Line("li", text) for text in ordered] or [Line("p", word["r_no_votes"])]
    return voted + listed("p", word["r_tables"], tables)


def _ordered(votes_of: Mapping[str, int] | None, themes: Mapping[str, str], word: Mapping[str, str]) -> list[str]:
    """The themes by votes, those without a vote left out."""
    ordered = sorted((votes_of or {}).items(), key=lambda pair: -pair[1])
    return [f"{themes.get(theme, theme)}: {votes(count, word)}" for theme, count in ordered if count]


def _said(part: Figure | Question, word: Mapping[str, str]) -> list[Line]:
    return [*listed("p", f"{word['r_sentences']}:", part.sentences), *_note(part.note, word)]


def _note(note: str, word: Mapping[str, str]) -> list[Line]:
    return [Line("p", f"{word['r_notes']}: {note}")] if note else []


def _plain(text: str) -> str:
    text = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
