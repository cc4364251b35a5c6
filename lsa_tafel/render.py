"""Slides and pages of Aan tafel as HTML: the same lines for the screen in the room and for the file that needs no
network. A slide holds data, never HTML; the templates lie in `templates/`, their styles and scripts in `assets/`.
"""

import base64
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import segno
from markupsafe import Markup

from lsa_data.say.markup import renderer
from lsa_tafel import agreements, hands, notes
from lsa_tafel.report import Figure, Line, shown
from lsa_tafel.results import FEWEST
from lsa_tafel.store import Session, table_code
from lsa_tafel.words import PHONE_LANGUAGES, phone_words, words

ASKING = ("guess", "figure", "question", "priorities", "agreements")
_render = renderer(Path(__file__).parent)


def slide_html(slide: dict, found: dict, revealed: bool, about: dict, join: tuple[str, str] | None = None) -> Markup:
    """One slide for the screen. `found` is what the room said (see `results.of_slide`), `join` the address to take
    part at and the code; without it nothing about phones is shown."""
    word = words(about["language"])
    way = None
    if join and slide["kind"] in ("title", *ASKING):
        way = _join(*join, "large" if slide["kind"] == "title" else "small")
    return _render(
        "templates/slide.html", slide=slide, found=found, revealed=revealed, word=word, fewest=FEWEST,
        question=question_of(slide, word) if slide["kind"] == "guess" else "", bars=_bars(slide, found, word),
        join=way,
    )  # fmt: skip


def question_of(slide: dict, word: Mapping[str, str]) -> str:
    """What there is to guess, as a question."""
    return word["guess_100"].format(who=slide["who"], phrase=slide["phrase"]) if slide["of_100"] else word[
        "guess_direction"
    ]  # fmt: skip


def offline(about: dict, slides: list[dict]) -> Markup:
    """All slides in one file that projects and prints without any network or server."""
    made = [slide_html(slide, {"n": 0, "sentences": []}, False, about) for slide in slides]
    word = words(about["language"])
    said = {name: word[name] for name in ("desk_hands", "desk_guesses", "hands_save", "middle")}
    counted = {"words": said, "slides": [hands.asked_at(slide, word) for slide in slides]}
    return _page("offline", about["title"], about["language"], slides=made, where=word["slide"], hands=counted)


def screen_page(about: dict) -> Markup:
    """The page that is projected; it fetches each slide as it comes."""
    word = words(about["language"])
    given = {"words": {name: word[name] for name in ("lost", "gone", "slide")}}
    return _page("screen", about["title"], about["language"], word=word, given=given)


def desk_page(language: str) -> Markup:
    """The page of the facilitator; it finds its session by the key behind the # of its address."""
    word = words(language)
    given = {"words": dict(word), "language": language, "longest": notes.LONGEST, "parts": agreements.LONGEST}
    return _page("desk", word["desk"], language, word=word, given=given)


def join_path(session: Session, code: str = "") -> str:
    """Where the phones of a session, or of a table with a code of its own, join, in its language."""
    return f"/doe-mee/{code or session.code}" + ("?taal=en" if session.about["language"] == "en" else "")


def phone_page(language: str, code: str, longest: int) -> Markup:
    """The page of a phone that takes part, with the words of every language that it can speak; `code` is "" until it is
    typed, `longest` a sentence in characters."""
    said = {one: dict(phone_words(one)) for one in PHONE_LANGUAGES}
    given = {
        "code": code, "language": language, "languages": list(PHONE_LANGUAGES.items()), "words": said,
        "longest": longest, "parts": agreements.LONGEST,
    }  # fmt: skip
    return _page("phone", said[language]["phone_title"], language, given=given)


def report_page(about: dict, said: list[Line]) -> Markup:
    """The lines of a report, to read and to print."""
    word = words(about["language"])
    return _page("report", about["title"], about["language"], lines=said, print_word=word["print"], page=_pages(word))


def handout_page(about: dict, figures: Sequence[Figure]) -> Markup:
    """The figures of a session on A4, each with its picture, its source and room to answer on paper; without what a
    room guessed."""
    word = words(about["language"])
    said = [shown(figure.model_copy(update={"guess_middle": None}), word) for figure in figures]
    return _page("handout", about["title"], about["language"], figures=said, word=word, page=_pages(word))


def cards_page(session: Session, origin: str) -> Markup:
    """A card per table with the code with which its phones take part."""
    word, language = words(session.about["language"]), session.about["language"]
    tables = range(1, session.tables + 1)
    codes = [table_code(session.code, table) for table in tables]
    cards = [_join(f"{origin}{join_path(session, code)}", code, "large") for code in codes]
    return _page("cards", session.about["title"], language, cards=cards, word=word)


def _pages(word: Mapping[str, str]) -> list[str]:
    """What stands at the foot of each page around its number and how many there are."""
    return re.split(r"\{n\}|\{total\}", word["page_of"])


def _page(template: str, title: str, language: str, **values: object) -> Markup:
    """A page of its own, that asks nothing from elsewhere."""
    return _render(f"templates/{template}.html", title=title, language=language, **values)


def _bars(slide: dict, found: dict, word: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """What the room said as bars: label, number, and length in percent of the longest; none when that is not known."""
    if slide["kind"] == "guess":
        rows = [(word.get(label, label), n) for label, n in found.get("guesses", ())]
    elif slide["kind"] == "figure":
        rows = [(word[name], n) for name, n in found.get("recognise", {}).items()]
    elif slide["kind"] == "priorities":
        ordered = sorted(found.get("votes", {}).items(), key=lambda pair: -pair[1])
        rows = [(slide["themes"][theme], n) for theme, n in ordered]
    else:
        rows = []
    most = max((n for _, n in rows), default=0) or 1
    return [(label, n, round(100 * n / most)) for label, n in rows]


def _join(address: str, code: str, size: str) -> dict:
    """The way to take part: in words, and as a QR code on white so that it also scans from a dark screen."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=3, dark="#000", light="#fff", scale=8)
    return {
        "address": address,
        "short": address.split("://", 1)[-1].rsplit("/", 1)[0],
        "code": code,
        "picture": base64.b64encode(out.getvalue()).decode(),
        "size": size,
    }
