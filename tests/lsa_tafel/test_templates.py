"""The templates of Aan tafel, each filled with texts and words that are hostile."""

import json
import re
from pathlib import Path

import pytest

import lsa_tafel
from lsa_data.say.markup import renderer
from lsa_tafel.report import Line
from tests.templates import HOSTILE, Words, assert_every_value_is_asked_for, assert_shows_texts_as_texts, names

FOLDER = Path(lsa_tafel.__file__).parent
RENDER = renderer(FOLDER)
WORDS = {"word": Words(slide=HOSTILE, too_few=HOSTILE + "{fewest}", joined_count=HOSTILE, join_how=HOSTILE)}
PICTURE = {"height": 100.0, "label": HOSTILE,
           "shapes": [{"tag": "text", "attributes": {"class": HOSTILE, "x": 1}, "text": HOSTILE}]}  # fmt: skip
JOIN = {"address": HOSTILE, "short": HOSTILE, "code": HOSTILE, "picture": "", "size": "large"}
SLIDE = WORDS | {
    "slide": {"kind": "figure", "title": HOSTILE, "areas": [HOSTILE]}, "found": {"n": 7}, "revealed": False,
    "heading": HOSTILE, "join": JOIN, "size": "large", "picture": PICTURE, "page": 0, "pages": 0,
    "frame": {"number": 2, "total": 3, "seconds": 90}, "source": HOSTILE,
}  # fmt: skip
OF_SOME = {"said": [HOSTILE], "photo": "", "closed": False, "fewest": 5, "recent": [HOSTILE], "more": True}
"""What only some kinds of slides show."""
FONTS = {"fonts": {400: "AA"}}
PAGE = {"title": HOSTILE, "language": HOSTILE}
PAGES = {
    "templates/phone.html": PAGE | {"given": {"a": HOSTILE}},
    "templates/screen.html": PAGE | WORDS | FONTS | {"given": {"a": HOSTILE}},
    "templates/remote.html": PAGE | WORDS | FONTS | {"given": {"a": HOSTILE}},
    "templates/desk.html": PAGE | WORDS | FONTS | {"given": {"a": HOSTILE}},
    "templates/offline.html": PAGE | WORDS | FONTS | {"slides": [HOSTILE], "given": {"a": HOSTILE}},
}
"""Pages with a script of their own."""
EXAMPLES = {
    "templates/page.html": PAGE,
    "templates/refused.html": PAGE | {"said": {HOSTILE: HOSTILE}},
    "templates/report.html": PAGE
    | {
        "lines": [Line(kind, HOSTILE, b"png") for kind in ("h1", "li", "li", "p", "small", "img")],
        "print_word": HOSTILE,
        "page": [HOSTILE, HOSTILE, HOSTILE],
    },
    "templates/handout.html": PAGE
    | WORDS
    | {
        "figures": [[Line(kind, HOSTILE, b"png") for kind in ("h3", "p", "img", "small")]],
        "page": [HOSTILE] * 3,
    },
    "templates/cards.html": PAGE | WORDS | {"cards": [JOIN]},
    "templates/slide.html": SLIDE,
}
OF_OTHERS = {"templates/picture.html", "templates/fonts.html", "templates/slides_style.html"}
"""Parts that show nothing by themselves."""


def test_every_template_has_an_example_here():
    assert names(FOLDER) == {*EXAMPLES, *PAGES, *OF_OTHERS}


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_text_comes_out_of_a_template_as_the_same_text(template):
    assert_shows_texts_as_texts(RENDER(template, **EXAMPLES[template]))


@pytest.mark.parametrize("template", PAGES)
def test_a_text_comes_out_of_a_page_as_the_same_text(template):
    assert_shows_texts_as_texts(RENDER(template, **PAGES[template]), scripts=1)


@pytest.mark.parametrize("template", [*EXAMPLES, *PAGES])
def test_a_template_without_one_of_its_values_is_not_made(template):
    assert_every_value_is_asked_for(RENDER, template, (EXAMPLES | PAGES)[template])


@pytest.mark.parametrize(
    ("template", "name", "value"),
    [
        ("phone", "GIVEN", {"a": HOSTILE}),
        ("screen", "GIVEN", {"a": HOSTILE}),
        ("desk", "GIVEN", {"a": HOSTILE}),
        ("remote", "GIVEN", {"a": HOSTILE}),
        ("offline", "GIVEN", {"a": HOSTILE}),
    ],
)
def test_a_value_in_a_script_cannot_end_it_and_is_the_same_value(template, name, value):
    html = RENDER(f"templates/{template}.html", **PAGES[f"templates/{template}.html"])
    assert html.count("</script") == 1
    given, _ = json.JSONDecoder().raw_decode(html.split(f"const {name}=")[1])
    assert given == value


@pytest.mark.parametrize(
    "changed",
    [
        {"page": 1, "pages": 2, "picture": None},
        {"picture": None, "slide": {"kind": "photo", "title": HOSTILE}, "photo": HOSTILE},
        {"picture": None, "slide": {"kind": "title", "title": HOSTILE, "areas": [HOSTILE, HOSTILE]}},
        {"picture": None, "slide": {"kind": "question", "title": HOSTILE}},
        {"picture": None, "slide": {"kind": "agreements"}},
        {"picture": None, "slide": {"kind": "end"}},
        {"picture": None, "revealed": True},
        {"join": None, "closed": True},
    ],
)
def test_texts_stay_texts_on_every_kind_of_slide(changed):
    assert_shows_texts_as_texts(RENDER("templates/slide.html", **(SLIDE | OF_SOME | changed)))


def test_items_of_a_report_that_follow_each_other_are_one_list():
    kinds = ("li", "p", "li", "li", "h2", "li")
    html = RENDER(
        "templates/report.html",
        title="",
        language="nl",
        lines=[Line(kind, "x") for kind in kinds],
        print_word="",
        page=[""],
    )
    body = re.sub(r'\s|dir="auto"|>x<[^>]*', "", re.search(r"</button>(.*)</main>", html, re.S)[1])
    assert body == "<ul><li></ul><p><ul><li><li></ul><h2><ul><li></ul>"
