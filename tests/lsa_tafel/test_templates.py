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
MARKS = [
    {"at": 10, "kind": "area", "label": HOSTILE, "text": HOSTILE},
    {"at": 80, "kind": "land", "label": "", "text": "1"},
]
FIGURE = {"kind": "figure", "area_name": HOSTILE, "title": HOSTILE, "sentence": HOSTILE, "source": HOSTILE,
          "year": 2020, "scale": {"middle": (20.0, 40.0), "marks": MARKS}}  # fmt: skip
WORDS = {"word": Words(too_few=HOSTILE + "{fewest}")}
FOUND = {"found": {"n": 7, "sentences": [HOSTILE], "middle": 20.0}}
BARS = {"bars": [(HOSTILE, 3, 100)]}
JOIN = {"address": HOSTILE, "short": HOSTILE, "code": HOSTILE, "picture": "", "size": "large"}
SLIDES = {
    "templates/slides/title.html": {"slide": {"kind": "title", "title": HOSTILE, "areas": [HOSTILE, HOSTILE]}} | WORDS,
    "templates/slides/guess.html": WORDS | FOUND | BARS | {
        "slide": {"kind": "guess", "title": HOSTILE, "area_name": HOSTILE}, "revealed": True, "question": HOSTILE,
    },
    "templates/slides/figure.html": WORDS | FOUND | BARS | {"slide": FIGURE},
    "templates/slides/question.html": WORDS | FOUND | {"slide": {"kind": "question", "title": HOSTILE}},
    "templates/slides/priorities.html": WORDS | {
        "slide": {"kind": "priorities", "themes": {"a": HOSTILE}}, "bars": [], "found": {"n": 3}, "fewest": 5,
    },
    "templates/slides/agreements.html": WORDS | {
        "found": {"agreements": [{"who": HOSTILE, "what": HOSTILE, "when": HOSTILE}] * 6},
    },
    "templates/slides/end.html": dict(WORDS),
}  # fmt: skip
PAGE = {"title": HOSTILE, "language": HOSTILE}
PAGES = {
    "templates/phone.html": PAGE | {"given": {"a": HOSTILE}},
    "templates/screen.html": PAGE | WORDS | {"given": {"a": HOSTILE}},
    "templates/desk.html": PAGE | WORDS | {"given": {"a": HOSTILE}},
    "templates/offline.html": PAGE | {"slides": [HOSTILE], "where": HOSTILE, "hands": {"a": HOSTILE}},
}
"""Pages with a script of their own."""
EXAMPLES = SLIDES | {
    "templates/page.html": PAGE,
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
    "templates/slide.html": WORDS | FOUND | BARS | {"slide": FIGURE, "join": JOIN},
}
OF_OTHERS = {"templates/parts.html"}
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
        ("offline", "WHERE", HOSTILE),
        ("offline", "HANDS", {"a": HOSTILE}),
    ],
)
def test_a_value_in_a_script_cannot_end_it_and_is_the_same_value(template, name, value):
    html = RENDER(f"templates/{template}.html", **PAGES[f"templates/{template}.html"])
    assert html.count("</script") == 1
    given, _ = json.JSONDecoder().raw_decode(html.split(f"const {name}=")[1])
    assert given == value


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
    body = re.sub(r"\s|>x<[^>]*", "", re.search(r"</button>(.*)</main>", html, re.S)[1])
    assert body == "<ul><li></ul><p><ul><li><li></ul><h2><ul><li></ul>"
