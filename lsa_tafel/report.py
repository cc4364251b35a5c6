"""The report of a session, and several reports together as a draft discussion paper.

A report is data (`of_session`, also as a JSON file to combine later). It becomes lines of text and pictures (`lines`,
`combined`), and those become Markdown, Word or a page to print, so that all say the same.
"""

import base64
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lsa_data import catalogue
from lsa_data.methods.rounding import round_half_up
from lsa_data.problem import Problem
from lsa_data.say.formats import date_words
from lsa_tafel import agreements, calendar_file, drawing, notes, pictures, results, store, word_document
from lsa_tafel.store import Session, with_present_names
from lsa_tafel.words import words

FORMAT: Literal["lsa-aan-tafel-1"] = "lsa-aan-tafel-1"
MOST_REPORTS = 50
PUBLISHED = catalogue.FOLDER / "reports"
MOST_NAMED = 3
"""How many of a kind the summary names."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Line(NamedTuple):
    """A kind (h1, h2, h3, p, li, img) and a text; of an img the text says what is on the picture (a PNG)."""

    kind: str
    text: str
    picture: bytes = b""

    @property
    def data(self) -> str:
        """The picture as a page holds it."""
        return base64.b64encode(self.picture).decode()


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


class Figure(_Part):
    """A figure, what the room guessed and whether it recognised it; None where too few answered."""

    indicator: str
    theme: str
    title: str
    area: str
    area_name: str
    sentence: str
    year: int
    source: str
    guess_n: Count = 0
    guess_middle: Annotated[float, Field(ge=0, le=100)] | None = None
    guesses: tuple[tuple[str, Count], ...] | None = None
    n: Count
    recognise: Recognition | None
    sentences: tuple[str, ...]
    note: str = ""
    scale: pictures.Scale | None = None


class Question(_Part):
    """An own question and what was said to it."""

    title: str
    n: Count = 0
    sentences: tuple[str, ...]
    note: str = ""


class Priorities(_Part):
    """The votes per theme (None where too few voted), and the names of the themes; without themes nobody was asked."""

    themes: dict[str, str] = {}
    n: Count = 0
    votes: dict[str, Count] | None = None
    sentences: tuple[str, ...] = ()
    note: str = ""


class Agreement(_Part):
    """Who does what, by when: a date (ISO 8601), words, both or neither."""

    who: str = ""
    what: str
    due: str = ""
    due_words: str = ""

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
    notes: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()


def of_session(session: Session) -> Report:
    """The report of a session as it is at this moment."""
    written = {slide: note.text for slide, note in notes.of_session(session.id).items()}
    return gather(session, store.answers(session.id), written, agreements.shown(session.id))


def gather(session: Session, answers: list[dict], written: dict[str, str], agreed: list[dict]) -> Report:
    """The report of a session with these answers, notes and agreements."""
    figures, questions, priorities = [], [], Priorities()
    said_to = {slide["id"]: results.of_slide(slide, answers) for slide in session.slides}
    told = [
        slide for slide in session.slides
        if not slide.get("hidden") or said_to[slide["id"]]["n"] or written.get(slide["id"])
    ]  # fmt: skip
    shown = {slide["id"] for slide in told if slide["kind"] == "figure"}
    guessed = {
        slide["id"].removeprefix("guess-"): _in_words(slide, said_to[slide["id"]])
        | {"note": written.get(slide["id"], "")}
        for slide in told
        if slide["kind"] == "guess"
    }
    for slide in told:
        found, note = said_to[slide["id"]], written.get(slide["id"], "")
        own = slide["id"].removeprefix("guess-")
        if slide["kind"] == "guess" and own not in shown:
            figures.append(_figure(slide, {"n": 0, "sentences": []}, "", guessed[own]))
        elif slide["kind"] == "figure":
            figures.append(_figure(slide, found, note, guessed.get(slide["id"], {"n": 0, "note": ""})))
        elif slide["kind"] == "question":
            sentences = tuple(found["sentences"])
            questions.append(Question(title=slide["title"], n=found["n"], sentences=sentences, note=note))
        elif slide["kind"] == "priorities":
            priorities = Priorities(themes=slide["themes"], n=found["n"], votes=found.get("votes"), note=note)
    other = tuple(
        written[slide["id"]]
        for slide in session.slides
        if slide["kind"] not in ("guess", "figure", "question", "priorities") and written.get(slide["id"])
    )
    said = tuple(Agreement(**{part: one[part] for part in Agreement.model_fields}) for one in agreed)
    return Report(about=About.model_validate(session.about), figures=tuple(figures), questions=tuple(questions),
                  priorities=priorities, notes=other, agreements=said)  # fmt: skip


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
    said += [Line("p", word["figures_version"].format(version=about.version)), *_summary(report, word)]
    if report.figures:
        said.append(Line("h2", word["r_figures"]))
    for figure in report.figures:
        said += [Line("h3", f"{figure.area_name}: {figure.title}"), Line("p", figure.sentence)]
        said += [*_picture(figure, word), Line("p", _source(figure, word))]
        said += [Line("p", text) for text in _room(figure, word)]
        said += _said(figure, word)
    if report.priorities.themes:
        said += [Line("h2", word["r_priorities"]), *_votes(report.priorities, word), *_said(report.priorities, word)]
    if report.questions:
        said.append(Line("h2", word["r_questions"]))
        for question in report.questions:
            said += [Line("h3", question.title), *(_said(question, word) or [Line("p", word["r_nothing"])])]
    if report.notes:
        said += [Line("h2", word["r_notes"]), *(Line("p", note) for note in report.notes)]
    sources = sorted({figure.source for figure in report.figures})
    return [*said, *_list("h2", word["r_sources"], sources)]


def combined(reports: list[Report], language: str) -> list[Line]:
    """Several reports as a draft: for the country and per regio the priorities counted, the recognition per
    indicator, and the sentences by theme."""
    word = words(language)
    regios = {regio.code: regio.name_en if language == "en" else regio.name_nl for regio in catalogue.regios()}
    said: list[Line] = [Line("h1", word["draft"]), Line("h2", word["r_sessions"])]
    said += [
        Line("li", ", ".join(part for part in (one.about.title, one.about.place, one.about.date) if part))
        for one in reports
    ]
    agreed = [f"{one.about.title}: {_agreed(part, language)}" for one in reports for part in one.agreements]
    said += _list("h2", word["agreements"], list(dict.fromkeys(agreed)))
    said += _together(word["r_country"].format(n=len(reports)), reports, word, language)
    for code, name in regios.items():
        own = [one for one in reports if one.about.regio == code]
        if own:
            said += _together(f"{word['r_regio']} {name} ({len(own)})", own, word, language)
    return said


def markdown(said: list[Line], pictures: bool = False) -> str:
    """The lines as Markdown, with the pictures inside or without them; signs that Markdown would act on stay signs."""
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": ""}
    shown = [line for line in said if pictures or line.kind != "img"]
    return "\n\n".join(
        f"![{_plain(line.text)}](data:image/png;base64,{line.data})" if line.kind == "img"
        else marks[line.kind] + _plain(line.text)
        for line in shown
    ) + "\n"  # fmt: skip


def calendar(report: Report) -> bytes:
    """The agreements that have a date, as a calendar file."""
    agreed = [(one.day, f"{one.who}: {one.what}" if one.who else one.what) for one in report.agreements if one.day]
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


def published(folder: Path = PUBLISHED) -> list[Report]:
    """The reports that were put in `catalogue/reports/` to be read by everybody, by file name; a file that is not a
    report is passed over."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(read(path.read_bytes()))
        except ReportError:
            continue
    return found


def _together(title: str, reports: list[Report], word: Mapping[str, str], language: str) -> list[Line]:
    votes: Counter[str] = Counter()
    recognised: dict[str, Counter] = defaultdict(Counter)
    spoken: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for report in reports:
        for theme, count in (report.priorities.votes or {}).items():
            names[theme] = _theme(theme, language, report.priorities.themes.get(theme, theme))
            votes[theme] += count
        for figure in report.figures:
            if figure.recognise:
                recognised[_indicator(figure, language)].update(figure.recognise.model_dump())
            spoken[_theme(figure.theme, language, figure.theme)] += figure.sentences
        for question in report.questions:
            spoken[question.title] += question.sentences
    counted = [f"{names[theme]}: {word['r_votes'].format(n=count)}" for theme, count in votes.most_common()]
    known = [
        f"{name}: " + word["r_recognise"].format(n=sum(one.values()), **one) for name, one in sorted(recognised.items())
    ]
    wrote = [f"{theme}: {sentence}" for theme, sentences in spoken.items() for sentence in dict.fromkeys(sentences)]
    said = _list("h3", word["r_priorities"], counted) + _list("h3", word["recognise"], known)
    said += _list("h3", word["r_sentences"], wrote)
    return [Line("h2", title), *said] if said else []


def _list(kind: str, title: str, items: list[str]) -> list[Line]:
    """A heading with its items; nothing when there are none."""
    return [Line(kind, title), *(Line("li", item) for item in items)] if items else []


def _summary(report: Report, word: Mapping[str, str]) -> list[Line]:
    """What was agreed first; then what was recognised most and least, and what comes first. Without agreements there
    are lines to write them on."""
    agreed = [_agreed(one, report.about.language) for one in report.agreements]
    said = [Line("h2", word["r_summary"]), *_list("h3", word["agreements"], agreed or [word["r_no_agreements"]])]
    asked = [figure for figure in report.figures if figure.recognise]
    ordered = sorted(asked, key=lambda figure: -_recognised(figure))
    half = min(MOST_NAMED, (len(ordered) + 1) // 2)
    most, least = ordered[:half], ordered[::-1][: min(half, len(ordered) - half)]
    for title, figures in ((word["r_most"], most), (word["r_least"], least)):
        said += _list("h3", title, [f"{figure.area_name}: {_recognition(figure, word)}" for figure in figures])
    return said + _list(
        "h3", word["r_priorities"], [line.text for line in _ordered(report.priorities, word)][:MOST_NAMED]
    )


def _agreed(one: Agreement, language: str) -> str:
    when = when_words(one.due, one.due_words, language)
    what = f"{one.who}: {one.what}" if one.who else one.what
    return f"{what} ({when})" if when else what


def when_words(due: str, due_words: str, language: str) -> str:
    """By when, as people say it: the date, what was said, or both; "" when nothing was agreed."""
    try:
        day = date_words(date.fromisoformat(due), language) if due else ""
    except ValueError:
        day = due
    return ", ".join(part for part in (day, due_words) if part)


def _recognised(figure: Figure) -> float:
    """Which part of the answers was yes."""
    assert figure.recognise
    return figure.recognise.yes / (sum(figure.recognise.model_dump().values()) or 1)


def _recognition(figure: Figure, word: Mapping[str, str]) -> str:
    assert figure.recognise
    return f"{figure.title}. {word['r_recognise'].format(n=figure.n, **figure.recognise.model_dump())}"


def _source(figure: Figure, word: Mapping[str, str]) -> str:
    return word["source"].format(source=figure.source, year=figure.year)


def _picture(figure: Figure, word: Mapping[str, str]) -> list[Line]:
    if figure.scale is None:
        return []
    guess = figure.guess_middle
    text = "" if guess is None else word["of_100"].format(n=int(round_half_up(guess)))
    scale = pictures.with_guess(figure.scale, guess, word["the_room"], text)
    title = f"{figure.area_name}: {figure.title}"
    return [Line("img", pictures.words_of(scale, word), pictures.draw(scale, title, _source(figure, word), word))]


def _theme(theme: str, language: str, otherwise: str) -> str:
    known = catalogue.themes().get(theme)
    return known.text("name", language) if known else otherwise


def _indicator(figure: Figure, language: str) -> str:
    known = catalogue.indicators().get(figure.indicator)
    return known.text("name", language) if known else figure.title


def _figure(slide: dict, found: dict, note: str, guess: dict) -> Figure:
    shown = {
        name: slide[name] for name in ("indicator", "theme", "title", "area", "area_name", "sentence", "year", "source")
    }
    guesses = guess.get("guesses")
    return Figure(
        **shown, guess_n=guess["n"], guess_middle=guess.get("middle"), guesses=tuple(guesses) if guesses else None,
        n=found["n"], recognise=found.get("recognise"), sentences=tuple(found["sentences"]),
        note="\n".join(text for text in (guess["note"], note) if text),
        scale=pictures.Scale.model_validate_json(json.dumps(slide["scale"])),
    )  # fmt: skip


def _room(figure: Figure, word: Mapping[str, str]) -> list[str]:
    said = []
    if figure.guess_middle is not None:
        said.append(word["r_guess"].format(n=figure.guess_n, middle=int(round_half_up(figure.guess_middle))))
    elif figure.guesses:
        counted = ", ".join(f"{word.get(name, name)} {count}" for name, count in figure.guesses)
        said.append(word["r_guess_words"].format(n=figure.guess_n, words=counted))
    if figure.recognise:
        said.append(word["r_recognise"].format(n=figure.n, **figure.recognise.model_dump()))
    elif figure.n:
        said.append(word["r_few"].format(n=figure.n))
    return said


def _votes(priorities: Priorities, word: Mapping[str, str]) -> list[Line]:
    return _ordered(priorities, word) or [Line("p", word["r_few"].format(n=priorities.n))]


def _ordered(priorities: Priorities, word: Mapping[str, str]) -> list[Line]:
    """The themes by votes; nothing where too few voted."""
    ordered = sorted((priorities.votes or {}).items(), key=lambda pair: -pair[1])
    names = priorities.themes
    return [Line("li", f"{names.get(theme, theme)}: {word['r_votes'].format(n=count)}") for theme, count in ordered]


def _said(part: Figure | Question | Priorities, word: Mapping[str, str]) -> list[Line]:
    said: list[Line] = []
    if part.sentences:
        said += [Line("p", f"{word['r_sentences']}:"), *(Line("li", sentence) for sentence in part.sentences)]
    if part.note:
        said.append(Line("p", f"{word['r_notes']}: {part.note}"))
    return said


def _plain(text: str) -> str:
    text = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
