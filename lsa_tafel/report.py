"""The report of a session, and several reports together as a draft discussion paper.

A report is data (`gather`, also as a JSON file to combine later). It becomes lines of text (`lines`, `combined`),
and those become Markdown or Word, so that both say the same.
"""

import io
import json
from collections import Counter, defaultdict
from pathlib import Path

import docx

from lsa_data import catalogue
from lsa_tafel import results
from lsa_tafel.slides import RECOGNITION
from lsa_tafel.store import Session
from lsa_tafel.words import words

FORMAT = "lsa-aan-tafel-1"
MOST_REPORTS = 50
PUBLISHED = catalogue.FOLDER / "reports"
Line = tuple[str, str]
"""A kind (h1, h2, h3, p, li) and a text."""


class ReportError(ValueError):
    """A file is not a report of Aan tafel."""


def gather(session: Session, answers: list[dict], notes: dict[str, str]) -> dict:
    """Everything that the report says, without anything about single phones."""
    figures, questions, priorities = [], [], {}
    guessed = {}
    for slide in session.slides:
        found = results.of_slide(slide, answers)
        note = notes.get(slide["id"], "")
        if slide["kind"] == "guess":
            guessed[slide["id"].removeprefix("guess-")] = found | {"note": note}
        elif slide["kind"] == "figure":
            guess = guessed.get(slide["id"], {"n": 0, "note": ""})
            figures.append(
                {name: slide[name] for name in ("indicator", "theme", "title", "area", "area_name", "sentence", "year",
                                                "source")}
                | {"guess_n": guess["n"], "guess_middle": guess.get("middle"), "guesses": guess.get("guesses"),
                   "n": found["n"], "recognise": found.get("recognise"), "sentences": found["sentences"],
                   "note": "\n".join(text for text in (guess["note"], note) if text)}
            )  # fmt: skip
        elif slide["kind"] == "question":
            questions.append({"title": slide["title"], "n": found["n"], "sentences": found["sentences"], "note": note})
        elif slide["kind"] == "priorities":
            priorities = {"themes": slide["themes"], "n": found["n"], "votes": found.get("votes"), "note": note}
    other = [notes[slide["id"]] for slide in session.slides if slide["kind"] in ("title", "end") and
             notes.get(slide["id"])]  # fmt: skip
    return {"format": FORMAT, "about": session.about, "figures": figures, "questions": questions,
            "priorities": priorities, "notes": other}  # fmt: skip


def lines(report: dict) -> list[Line]:
    """The report of one session."""
    about = report["about"]
    word = words(about["language"])
    said: list[Line] = [("h1", about["title"])]
    for name in ("place", "date", "region"):
        value = about.get(f"{name}_words") or about.get(name) or word["r_unknown"]
        said.append(("p", f"{word[f'r_{name}']}: {value}"))
    said.append(("p", word["figures_version"].format(version=about["version"])))
    said.append(("h2", word["r_figures"]))
    for figure in report["figures"]:
        said += [("h3", f"{figure['area_name']}: {figure['title']}"), ("p", figure["sentence"]),
                 ("p", word["source"].format(source=figure["source"], year=figure["year"]))]  # fmt: skip
        said += [("p", text) for text in _room(figure, word)]
        said += _said(figure, word)
    if report["priorities"]:
        said += [("h2", word["r_priorities"]), *_votes(report["priorities"], word), *_said(report["priorities"], word)]
    if report["questions"]:
        said.append(("h2", word["r_questions"]))
        for question in report["questions"]:
            said += [("h3", question["title"]), *_said(question, word)]
    if report["notes"]:
        said += [("h2", word["r_notes"]), *(("p", note) for note in report["notes"])]
    said += [("h2", word["r_agreements"]), *([("li", f"{word['r_agreement']} ..............................")] * 5)]
    sources = sorted({figure["source"] for figure in report["figures"]})
    return [*said, ("h2", word["r_sources"]), *(("li", source) for source in sources)]


def combined(reports: list[dict], language: str) -> list[Line]:
    """Several reports as a draft: for the country and per region the priorities counted, the recognition per
    indicator, and the sentences by theme."""
    word = words(language)
    regios = {regio.code: regio.name_en if language == "en" else regio.name_nl for regio in catalogue.regios()}
    said: list[Line] = [("h1", word["draft"]), ("h2", word["r_sessions"])]
    said += [
        ("li", ", ".join(str(part) for part in (one["about"]["title"], one["about"].get("place"),
                                                one["about"].get("date")) if part))
        for one in reports
    ]  # fmt: skip
    said += _together(word["r_country"].format(n=len(reports)), reports, word, language)
    for code, name in regios.items():
        own = [one for one in reports if one["about"].get("region") == code]
        if own:
            said += _together(f"{word['r_region']} {name} ({len(own)})", own, word, language)
    return said


def markdown(said: list[Line]) -> str:
    """The lines as Markdown; signs that Markdown would act on stay signs."""
    marks = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": ""}
    return "\n\n".join(marks[kind] + _plain(text) for kind, text in said) + "\n"


def word_file(said: list[Line]) -> bytes:
    """The lines as a Word document."""
    document = docx.Document()
    for kind, text in said:
        text = "".join(char for char in text if char >= " " or char in "\n\t")
        if kind.startswith("h"):
            document.add_heading(text, level=int(kind[1]))
        else:
            document.add_paragraph(text, style="List Bullet" if kind == "li" else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes) -> dict:
    """A report from its JSON file. Raises `ReportError` when it is something else."""
    try:
        found = json.loads(content)
        if found["format"] != FORMAT:
            raise ReportError("this is a report of another version")
        sound = all(
            isinstance(figure["title"], str) and isinstance(figure["theme"], str)
            and all(isinstance(sentence, str) for sentence in figure["sentences"])
            and (figure["recognise"] is None or ({*figure["recognise"]} == {*RECOGNITION}
                 and all(isinstance(count, int) for count in figure["recognise"].values())))
            for figure in found["figures"]
        )  # fmt: skip
        votes = found["priorities"].get("votes") or {}
        sound &= all(isinstance(count, int) and isinstance(found["priorities"]["themes"][theme], str)
                     for theme, count in votes.items())  # fmt: skip
        sound &= all(isinstance(question["title"], str) and all(isinstance(text, str) for text in question["sentences"])
                     for question in found["questions"])  # fmt: skip
        if not sound or not isinstance(found["about"]["title"], str):
            raise ReportError("this is not a report of Aan tafel")
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise ReportError("this is not a report of Aan tafel") from wrong
    return found


def published(folder: Path = PUBLISHED) -> list[dict]:
    """The reports that were put in `catalogue/reports/` to be read by everybody, by file name; a file that is not a
    report is passed over."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(read(path.read_bytes()))
        except ReportError:
            continue
    return found


def _together(title: str, reports: list[dict], word, language: str) -> list[Line]:
    votes: Counter[str] = Counter()
    recognised: dict[str, Counter] = defaultdict(Counter)
    spoken: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for report in reports:
        for theme, count in (report["priorities"].get("votes") or {}).items():
            names[theme] = _theme(theme, language, report["priorities"]["themes"][theme])
            votes[theme] += count
        for figure in report["figures"]:
            if figure["recognise"]:
                recognised[_indicator(figure, language)].update(figure["recognise"])
            spoken[_theme(figure["theme"], language, figure["theme"])] += figure["sentences"]
        for question in report["questions"]:
            spoken[question["title"]] += question["sentences"]
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


def _indicator(figure: dict, language: str) -> str:
    known = catalogue.indicators().get(figure["indicator"])
    return known.text("name", language) if known else figure["title"]


def _room(figure: dict, word) -> list[str]:
    said = []
    if figure["guess_middle"] is not None:
        said.append(word["r_guess"].format(n=figure["guess_n"], middle=round(figure["guess_middle"])))
    elif figure["guesses"]:
        counted = ", ".join(f"{word[name]} {count}" for name, count in figure["guesses"])
        said.append(word["r_guess_words"].format(n=figure["guess_n"], words=counted))
    if figure["recognise"]:
        said.append(word["r_recognise"].format(n=figure["n"], **figure["recognise"]))
    elif figure["n"]:
        said.append(word["r_few"].format(n=figure["n"]))
    return said


def _votes(priorities: dict, word) -> list[Line]:
    if not priorities["votes"]:
        return [("p", word["r_few"].format(n=priorities["n"]))]
    ordered = sorted(priorities["votes"].items(), key=lambda pair: -pair[1])
    return [("li", f"{priorities['themes'][theme]}: {word['r_votes'].format(n=count)}") for theme, count in ordered]


def _said(part: dict, word) -> list[Line]:
    said: list[Line] = []
    if part.get("sentences"):
        said += [("p", f"{word['r_sentences']}:"), *(("li", sentence) for sentence in part["sentences"])]
    if part.get("note"):
        said.append(("p", f"{word['r_notes']}: {part['note']}"))
    return said


def _plain(text: str) -> str:
    text = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)
