"""Slides and pages of Aan tafel as HTML: the same lines for the screen in the room and for the file that needs no
network. A slide holds data, never HTML; the templates lie in `templates/`, their styles and scripts in `assets/`.
"""

import base64
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import segno
from markupsafe import Markup

from lsa_data.say.markup import renderer
from lsa_tafel import agreements, drawing, hands, notes, paging, pictures
from lsa_tafel.report import Figure, Line, shown
from lsa_tafel.results import FEWEST
from lsa_tafel.slides import MOST_WORDS, seconds
from lsa_tafel.store import Session, table_code
from lsa_tafel.words import PHONE_LANGUAGES, phone_words, words

ASKING = ("guess", "figure", "question", "priorities", "agreements")
FIT_BY_WORDS = ((9, "large"), (16, "middle"), (10**6, "small"))
"""Up to so many words a heading has this size."""
FONT = "atkinson-hyperlegible-latin-{weight}-normal.woff2"
_render = renderer(Path(__file__).parent)


@dataclass(frozen=True)
class Frame:
    """What stands around a slide: the number it has among those that are shown, how many there are, and for how many
    seconds it has a clock (None: no clock)."""

    number: int
    total: int
    seconds: int | None = None


ALONE = Frame(1, 1)


def slide_html(
    slide: dict, found: dict, revealed: bool, about: dict, join: tuple[str, str] | None = None, *, page: int = 0,
    pages: Sequence[list[str]] = (), frame: Frame = ALONE, photo: str = "", closed: bool = False,
) -> Markup:  # fmt: skip
    """One slide for the screen. `found` is what the room said (see `results.of_slide`), `join` the address to take
    part at and the code; without it nothing about phones is shown, but that the code is too old when `closed`. `page`
    says which of `pages` (what tables said, what people wrote and may be shown) stands on it, 0 the slide itself;
    `photo` is the address of a photo."""
    word = words(about["language"])
    asks = slide["kind"] in ("title", *ASKING)
    way = _join(*join, "large" if slide["kind"] == "title" else "small") if join and asks and not page else None
    heading = heading_of(slide, word)
    said, at = paging.page_of(pages, page)
    agreed = [text for one in pages for text in one] if slide["kind"] == "agreements" else []
    size = next(size for most, size in FIT_BY_WORDS if len(heading.split()) <= most and len(heading) <= 6 * most)
    return _render(
        "templates/slide.html", slide=slide, found=found, revealed=revealed, word=word, heading=heading, join=way,
        size=size, picture=None if page else picture_of(slide, found, revealed, word), said=said if page else [],
        page=at if page else 0, pages=len(pages), frame=frame, photo=photo, closed=closed and asks and not page,
        fewest=FEWEST, recent=agreed[-AGREED_AT_ONCE:],
        more=len(agreed) > AGREED_AT_ONCE, source=_source(slide, revealed, word) if not page else "",
    )  # fmt: skip


AGREED_AT_ONCE = 3


def heading_of(slide: dict, word: Mapping[str, str]) -> str:
    """The words of a slide: a statement or a question."""
    kind = slide["kind"]
    if kind == "guess":
        return question_of(slide, word)
    if kind in ("figure", "trend", "beside"):
        return str(slide.get("words") or slide.get("brief") or slide["sentence"])
    fixed = {"priorities": "priorities", "agreements": "agreements_ask", "end": "end", "region": "region_title"}
    return word[fixed[kind]] if kind in fixed else str(slide["title"])


def picture_of(slide: dict, found: dict, revealed: bool, word: Mapping[str, str]) -> drawing.Picture | None:
    """The picture of a slide; None where it has none."""
    kind = slide["kind"]
    if kind == "guess":
        return drawing.guess(slide, found, revealed, word)
    if kind == "figure" and revealed and "recognise" in found:
        return drawing.bars([(word[name], n) for name, n in found["recognise"].items()])
    if kind in ("figure", "beside"):
        return drawing.scale(slide, word) if not revealed else None
    if kind == "priorities":
        votes = found.get("votes", {}) if revealed else {}
        ordered = sorted(slide["themes"], key=lambda theme: -votes.get(theme, 0))
        return drawing.bars([(slide["themes"][theme], votes[theme] if votes else None) for theme in ordered])
    if kind == "trend":
        return drawing.trend(slide, word)
    return drawing.region(slide) if kind == "region" else None


def _source(slide: dict, revealed: bool, word: Mapping[str, str]) -> str:
    """Where a figure comes from, as short as it can be; nothing before it is shown."""
    if "source_brief" not in slide or (slide["kind"] == "guess" and not revealed):
        return ""
    sure = word.get(f"sure_{slide['how_sure']}", "")
    computed = word["computed"] if slide.get("computed") else ""
    return ", ".join(part for part in (slide["source_brief"], sure, computed) if part)


def question_of(slide: dict, word: Mapping[str, str]) -> str:
    """What there is to guess, as a question."""
    if slide["of_100"]:
        asked = word["guess_100"].format(who=slide["who"], phrase=slide["phrase"])
        if len(asked.split()) <= MOST_WORDS:
            return asked
        return word["guess_brief"].format(title=slide["title"], who=slide["who"])
    return str(slide.get("asked") or word["guess_direction"].format(title=slide["title"]))


def offline(about: dict, slides: list[dict], photos: Mapping[str, bytes], session_id: str = "") -> Markup:
    """All slides that are not hidden in one file that projects and prints without any network or server. A guess is
    there twice: as a question, where hands can be counted and the clock runs, and with the figure. `photos` has the
    photos by id; what is counted is kept under `session_id`, apart from other evenings."""
    steps = [
        (slide, revealed)
        for slide in slides
        if not slide.get("hidden")
        for revealed in ((False, True) if slide["kind"] == "guess" else (False,))
    ]
    made = [
        slide_html(slide, {"n": 0, "sentences": []}, revealed, about,
                   frame=Frame(number, len(steps), None if revealed else seconds(slide)),
                   photo=data_of(photos.get(slide.get("photo", ""))))
        for number, (slide, revealed) in enumerate(steps, start=1)
    ]  # fmt: skip
    word = words(about["language"])
    said = {name: word[name] for name in ("desk_hands", "desk_guesses", "desk_guesses_wrong", "hands_save", "middle")}
    counted = {
        "words": said,
        "session": session_id,
        "slides": [None if revealed else hands.asked_at(slide, word) for slide, revealed in steps],
    }
    given = {"keys": keys_of(word, OFFLINE_KEYS), "hands": counted}
    return _page("offline", about["title"], about["language"], slides=made, word=word, given=given, fonts=_fonts())


def slide_style() -> Markup:
    """The style of a slide, for a page that shows one."""
    return _render("templates/slides_style.html")


def data_of(content: bytes | None) -> str:
    """A photo inside a page; "" without one."""
    return f"data:image/jpeg;base64,{base64.b64encode(content).decode()}" if content else ""


KEYS = ("next", "previous", "first_last", "number", "black", "undo", "full", "dark", "help")
OFFLINE_KEYS = tuple(name for name in KEYS if name != "undo")


def keys_of(word: Mapping[str, str], known: Sequence[str]) -> list[list[str]]:
    """What each key does, to show on the screen."""
    return [word[f"key_{name}"].split("|") for name in known]


def screen_page(about: dict) -> Markup:
    """The page that is projected; it fetches each slide as it comes."""
    word = words(about["language"])
    given = {"words": {name: word[name] for name in ("lost", "gone")}, "keys": keys_of(word, KEYS)}
    return _page("screen", about["title"], about["language"], word=word, given=given, fonts=_fonts())


def remote_page(language: str) -> Markup:
    """The page of a phone that steers; its key stands behind the # of its address."""
    word = words(language)
    needed = {name: text for name, text in word.items() if name.startswith(("remote", "desk_", "lost", "slide"))}
    needed |= {name: word[name] for name in ("previous", "next", "joined_count")}
    return _page(
        "remote", word["remote"], language, word=word, given={"words": needed, "language": language}, fonts=_fonts()
    )


@cache
def _fonts() -> dict[int, str]:
    """The typeface of the product inside the page: weight -> the file as text. A saved page has it too."""
    return {
        weight: base64.b64encode((pictures.FONTS / FONT.format(weight=weight)).read_bytes()).decode()
        for weight in (400, 700)
    }


def desk_page(language: str) -> Markup:
    """The page of the facilitator; it finds its session by the key behind the # of its address."""
    word = words(language)
    given = {"words": dict(word), "language": language, "longest": notes.LONGEST, "parts": agreements.LONGEST}
    return _page("desk", word["desk"], language, word=word, given=given, fonts=_fonts())


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


def refused_page(word: str) -> Markup:
    """Why an address cannot be shown, in Dutch and English: of what session it is, is not known."""
    said = {language: words(language)[word] for language in ("nl", "en")}
    return _page("refused", words("nl")["phone_title"], "nl", said=said)


def _pages(word: Mapping[str, str]) -> list[str]:
    """What stands at the foot of each page around its number and how many there are."""
    return re.split(r"\{n\}|\{total\}", word["page_of"])


def _page(template: str, title: str, language: str, **values: object) -> Markup:
    """A page of its own, that asks nothing from elsewhere."""
    return _render(f"templates/{template}.html", title=title, language=language, **values)


def qr(address: str) -> str:
    """A QR code as an SVG in base64, on white so that it also scans from a dark screen."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=3, dark="#000", light="#fff", scale=8)
    return base64.b64encode(out.getvalue()).decode()


def _join(address: str, code: str, size: str) -> dict:
    """The way to take part: in words, and as a QR code."""
    return {
        "address": address,
        "short": address.split("://", 1)[-1].rsplit("/", 1)[0],
        "code": code,
        "picture": qr(address),
        "size": size,
    }
