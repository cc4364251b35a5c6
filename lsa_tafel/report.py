"""The report of a session, and several reports together as a draft discussion paper.

A report is data (`gather`, also as a JSON file to combine later). It becomes lines of text (`lines`, `combined`),
and those become Markdown or Word, so that both say the same.
"""

import io
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import docx
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from lsa_data import catalogue
from lsa_data.methods.rounding import round_half_up
from lsa_data.problem import Problem
from lsa_tafel import results
from lsa_tafel.store import Session, with_present_names
from lsa_tafel.words import words

FORMAT: Literal["lsa-aan-tafel-1"] = "lsa-aan-tafel-1"
MOST_REPORTS = 50
PUBLISHED = catalogue.FOLDER / "reports"
Line = tuple[str, str]
"""A kind (h1, h2, h3, p, li) and a text."""


NOT_IN_WORD = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that a Word document (XML) cannot hold."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
Count = Annotated[int, Field(ge=0, le=1_000_000)]


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


class Report(_Part):
    """Everything that the report of one session says, without anything about single phones."""

    format: Literal["lsa-aan-tafel-1"] = FORMAT
    about: Annotated[About, BeforeValidator(with_present_names)]
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    priorities: Priorities
    notes: tuple[str, ...] = ()


def gather(session: Session, answers: list[dict], notes: dict[str, str]) -> Report:
    """The report of a session with these answers and notes."""
    figures, questions, priorities = [], [], Priorities()
    guessed = {}
    for slide in session.slides:
        found = results.of_slide(slide, answers)
        note = notes.get(slide["id"], "")
        if slide["kind"] == "guess":
            guessed[slide["id"].removeprefix("guess-")] = found | {"note": note}
        elif slide["kind"] == "figure":
            figures.append(_figure(slide, found, note, guessed.get(slide["id"], {"n": 0, "note": ""})))
        elif slide["kind"] == "question":
            sentences = tuple(found["sentences"])
            questions.append(Question(title=slide["title"], n=found["n"], sentences=sentences, note=note))
        elif slide["kind"] == "priorities":
            priorities = Priorities(themes=slide["themes"], n=found["n"], votes=found.get("votes"), note=note)
    other = tuple(
        notes[slide["id"]] for slide in session.slides if slide["kind"] in ("title", "end") and notes.get(slide["id"])
    )
    return Report(about=About.model_validate(session.about), figures=tuple(figures), questions=tuple(questions),
                  priorities=priorities, notes=other)  # fmt: skip


def lines(report: Report) -> list[Line]:
    """The report of one session."""
    about = report.about
    word = words(about.language)
    said: list[Line] = [("h1", about.title)]
    for name, value in (
        ("place", about.place), ("date", about.date_words or about.date), ("regio", about.regio_words or about.regio),
    ):  # fmt: skip
        said.append(("p", f"{word[f'r_{name}']}: {value or word['r_unknown']}"))
    said.append(("p", word["figures_version"].format(version=about.version)))
    said.append(("h2", word["r_figures"]))
    for figure in report.figures:
        said += [("h3", f"{figure.area_name}: {figure.title}"), ("p", figure.sentence),
                 ("p", word["source"].format(source=figure.source, year=figure.year))]  # fmt: skip
        said += [("p", text) for text in _room(figure, word)]
        said += _said(figure, word)
    if report.priorities.themes:
        said += [("h2", word["r_priorities"]), *_votes(report.priorities, word), *_said(report.priorities, word)]
    if report.questions:
        said.append(("h2", word["r_questions"]))
        for question in report.questions:
            said += [("h3", question.title), *_said(question, word)]
    if report.notes:
        said += [("h2", word["r_notes"]), *(("p", note) for note in report.notes)]
    said += [("h2", word["r_agreements"]), *([("li", f"{word['r_agreement']} ..............................")] * 5)]
    sources = sorted({figure.source for figure in report.figures})
    return [*said, ("h2", word["r_sources"]), *(("li", source) for source in sources)]


def combined(reports: list[Report], language: str) -> list[Line]:
    """Several reports as a draft: for the country and per regio the priorities counted, the recognition per
    indicator, and the sentences by theme."""
    word = words(language)
    regios = {regio.code: regio.name_en if language == "en" else regio.name_nl for regio in catalogue.regios()}
    said: list[Line] = [("h1", word["draft"]), ("h2", word["r_sessions"])]
    said += [
        ("li", ", ".join(part for part in (one.about.title, one.about.place, one.about.date) if part))
        for one in reports
    ]
    said += _together(word["r_country"].format(n=len(reports)), reports, word, language)
    for code, name in regios.items():
        own = [one for one in reports if one.about.regio == code]
        if own:
            said += _together(f"{word['r_regio']} {name} ({len(own)})", own, word, language)
    return said


def markdown(said: list[Line]) -> str:
    """The lines as Markdown; signs that Markdown would act on stay signs."""
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": ""}
    return "\n\n".join(marks[kind] + _plain(text) for kind, text in said) + "\n"


def word_file(said: list[Line]) -> bytes:
    """The lines as a Word document."""
    document = docx.Document()
    for kind, text in said:
        text = NOT_IN_WORD.sub("", text)
        if kind.startswith("h"):
            document.add_heading(text, level=int(kind[1]))
        else:
            document.add_paragraph(text, style="List Bullet" if kind == "li" else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
    said: list[Line] = [("h2", title), ("h3", word["r_priorities"])]
    said += [("li", f"{names[theme]}: {word['r_votes'].format(n=count)}") for theme, count in votes.most_common()]
    said.append(("h3", word["recognise"]))
    for name, counted in sorted(recognised.items()):
        said.append(("li", f"{name}: " + word["r_recognise"].format(n=sum(counted.values()), **counted)))
    said.append(("h3", word["r_sentences"]))
    for theme, sentences in spoken.items():
        said += [("li", f"{theme}: {sentence}") for sentence in sentences]
    return said


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
    if not priorities.votes:
        return [("p", word["r_few"].format(n=priorities.n))]
    ordered = sorted(priorities.votes.items(), key=lambda pair: -pair[1])
    names = priorities.themes
    return [("li", f"{names.get(theme, theme)}: {word['r_votes'].format(n=count)}") for theme, count in ordered]


def _said(part: Figure | Question | Priorities, word: Mapping[str, str]) -> list[Line]:
    said: list[Line] = []
    if part.sentences:
        said += [("p", f"{word['r_sentences']}:"), *(("li", sentence) for sentence in part.sentences)]
    if part.note:
        said.append(("p", f"{word['r_notes']}: {part.note}"))
    return said


def _plain(text: str) -> str:
    text = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
