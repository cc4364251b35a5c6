"""Slides as HTML: the same lines for the screen in the room and for the file that needs no network.

Every text is escaped here; a slide holds data, never HTML.
"""

import base64
import io
import json
from html import escape
from importlib import resources

import segno

from lsa_tafel.results import FEWEST
from lsa_tafel.words import words

ASKING = ("guess", "figure", "question", "priorities")


def slide_html(slide: dict, found: dict, revealed: bool, about: dict, join: tuple[str, str] | None = None) -> str:
    """One slide for the screen. `found` is what the room said (see `results.of_slide`), `join` the address to take
    part at and the code; without it nothing about phones is shown."""
    word = words(about["language"])
    body = {
        "title": _title, "guess": _guess, "figure": _figure, "question": _question, "priorities": _priorities,
        "end": _end,
    }[slide["kind"]](slide, found, revealed, word)  # fmt: skip
    foot = ""
    if join and slide["kind"] in ("title", *ASKING):
        foot = _join(*join, word, large=slide["kind"] == "title")
    return f'<section class="slide {slide["kind"]}">{body}{foot}</section>'


def offline(about: dict, slides: list[dict]) -> str:
    """All slides in one file that projects and prints without any network or server."""
    word = words(about["language"])
    sections = []
    for slide in slides:
        sections.append(slide_html(slide, {"n": 0, "sentences": []}, False, about))
    return page(
        about["title"], about["language"],
        f'<main id="stage">{"".join(sections)}</main><p class="where" id="where"></p>'
        f"<script>const TOTAL={len(sections)};const WHERE={_js(word['slide'])};{asset('offline.js')}</script>",
        asset("slides.css"),
    )  # fmt: skip


def page(title: str, language: str, body: str, style: str) -> str:
    """A page of its own, that asks nothing from elsewhere."""
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        f'<link rel="icon" href="data:,"><title>{escape(title)}</title><style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def asset(name: str) -> str:
    """A script or style of Aan tafel, to be put inside a page."""
    return (resources.files("lsa_tafel") / "assets" / name).read_text(encoding="utf-8")


def qr(address: str) -> str:
    """The address as a QR code, as an image on white so that it also scans from a dark screen."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=3, dark="#000", light="#fff", scale=8)
    packed = base64.b64encode(out.getvalue()).decode()
    return f'<img class="qr" alt="{escape(address, quote=True)}" src="data:image/svg+xml;base64,{packed}">'


def _title(slide: dict, found: dict, revealed: bool, word) -> str:
    areas = escape(word["areas"].format(areas=", ".join(slide["areas"])))
    return f"<h1>{escape(slide['title'])}</h1><p>{areas}</p>"


def _end(slide: dict, found: dict, revealed: bool, word) -> str:
    return f"<h1>{escape(word['end'])}</h1><p>{escape(word['end_text'])}</p>"


def _guess(slide: dict, found: dict, revealed: bool, word) -> str:
    here = word["guess_here"].format(title=slide["title"], area=slide["area_name"])
    head = f"<h2>{escape(here)}</h2><h1>{escape(question_of(slide, word))}</h1>"
    if not revealed:
        return head + _count(found, word)
    if "guesses" not in found:
        return head + _few(found, word)
    middle = f"<p><b>{escape(word['middle'].format(n=round(found['middle'])))}</b></p>" if "middle" in found else ""
    rows = [(word.get(label, label), count) for label, count in found["guesses"]]
    return f"{head}<h2>{escape(word['guesses'])}</h2>{_bars(rows)}{middle}{_count(found, word)}"


def question_of(slide: dict, word) -> str:
    """What there is to guess, as a question."""
    return word["guess_100"].format(who=slide["who"], phrase=slide["phrase"]) if slide["of_100"] else word[
        "guess_direction"
    ]  # fmt: skip


def _figure(slide: dict, found: dict, revealed: bool, word) -> str:
    source = word["source"].format(source=slide["source"], year=slide["year"])
    answers = ""
    if "recognise" in found:
        answers = _bars([(word[name], count) for name, count in found["recognise"].items()]) + _count(found, word)
    elif found["n"]:
        answers = _few(found, word)
    return (
        f"<h2>{escape(slide['area_name'])}: {escape(slide['title'])}</h2><h1>{escape(slide['sentence'])}</h1>"
        f'{_scale(slide, word)}<p class="source">{escape(source)}</p>'
        f"<h2>{escape(word['recognise'])}</h2>{answers}{_sentences(found)}"
    )


def _question(slide: dict, found: dict, revealed: bool, word) -> str:
    how = f"<p>{escape(word['question_how'])}</p>"
    return f"<h1>{escape(slide['title'])}</h1>{how}{_sentences(found)}{_count(found, word)}"


def _priorities(slide: dict, found: dict, revealed: bool, word) -> str:
    head = f"<h1>{escape(word['priorities'])}</h1>"
    if "votes" in found:
        ordered = sorted(found["votes"].items(), key=lambda pair: -pair[1])
        return head + _bars([(slide["themes"][theme], count) for theme, count in ordered]) + _count(found, word)
    names = "".join(f"<li>{escape(name)}</li>" for name in slide["themes"].values())
    return f"{head}<p>{escape(word['priorities_how'])}</p><ul>{names}</ul>{_few(found, word) if found['n'] else ''}"


def _scale(slide: dict, word) -> str:
    """Where the area stands between the 10th and 90th percentile of all areas; each mark has its own shape and
    words, and the words of marks close together stand on different lines."""
    scale = slide["scale"]
    low, high = scale["middle"]
    marks = []
    for line, mark in enumerate(sorted(scale["marks"], key=lambda mark: mark["at"])):
        label = mark["label"] or word["land"]
        side = "end" if mark["at"] > 60 else "start"
        marks.append(
            f'<span class="mark {mark["kind"]}" style="left:{mark["at"]}%"></span>'
            f'<span class="label {side}" style="left:{mark["at"]}%;top:{3.1 + 1.5 * line}em">'
            f"{escape(label)} <b>{escape(mark['text'])}</b></span>"
        )
    middle = f'<span class="middle" style="left:{low}%;width:{round(high - low, 1)}%"></span>'
    height = 3.4 + 1.5 * len(marks)
    return f'<div class="scale" style="height:{height}em"><span class="all"></span>{middle}{"".join(marks)}</div>'


def _bars(rows: list[tuple[str, int]]) -> str:
    most = max((count for _, count in rows), default=0) or 1
    lines = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td><i style="width:{round(100 * count / most)}%"></i></td>'
        f"<td>{count}</td></tr>"
        for label, count in rows
    )
    return f'<table class="bars">{lines}</table>'


def _sentences(found: dict) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in found["sentences"][-6:])
    return f'<ul class="said">{items}</ul>' if items else ""


def _count(found: dict, word) -> str:
    return f'<p class="count">{escape(word["joined_count"].format(n=found["n"]))}</p>'


def _few(found: dict, word) -> str:
    return f'<p class="count">{escape(word["too_few"].format(n=found["n"], fewest=FEWEST))}</p>'


def _join(address: str, code: str, word, large: bool) -> str:
    short = address.split("://", 1)[-1].rsplit("/", 1)[0]
    how = f"{escape(word['join'])}<br>{escape(word['join_how'].format(address=short))}<br>" if large else ""
    size = "large" if large else "small"
    return f'<aside class="join {size}">{qr(address)}<p>{how}<strong class="code">{escape(code)}</strong></p></aside>'


def _js(text: str) -> str:
    """A text inside a script: JSON, without anything that could end the script."""
    return json.dumps(text).replace("<", "\\u003c")
