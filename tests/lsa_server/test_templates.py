"""The pages without Streamlit, filled with hostile texts."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import lsa_server
from lsa_data.say.markup import renderer
from tests.templates import HOSTILE, Words, assert_every_value_is_asked_for, assert_shows_texts_as_texts, names

FOLDER = Path(lsa_server.__file__).parent
SCRIPTS = dict.fromkeys((f"templates/{name}.html" for name in ("docs", "light", "area", "poster", "words")), 1)
LINK = (HOSTILE, HOSTILE, HOSTILE)
NAME = SimpleNamespace(x=1, y=2, lines=[HOSTILE, HOSTILE])
HEAD = dict.fromkeys(("canonical", "other", "description", "picture", "locale"), HOSTILE)
HEAD |= {"languages": {"nl": HOSTILE, "en": HOSTILE}, "hidden": True}
STRIP = SimpleNamespace(here=94.0, low=40.0, high=60.0, peers=50.0, beyond=1)
ROW = dict.fromkeys(
    ("name", "year", "sign", "spoken", "value", "country", "standing", "course", "strip_words"), HOSTILE
)  # fmt: skip
ROW |= {"known": True, "remarks": [HOSTILE], "strip": STRIP, "start": 20.0, "about": [HOSTILE]}
SHEET = dict.fromkeys(
    ("indicator", "sentence", "sign", "spoken", "standing", "value", "country", "most", "source", "question"), HOSTILE
)  # fmt: skip
LOST = SimpleNamespace(sentence=HOSTILE, href=HOSTILE, name=HOSTILE)
PAPER = SimpleNamespace(text=HOSTILE, code=SimpleNamespace(path=HOSTILE, size=1))
PAGE = {"word": Words(), "language": "en", "style": "", "script": "1", "title": HOSTILE}
EXAMPLES = {
    "templates/docs.html": {
        "prefix": HOSTILE, "version": HOSTILE, "paths": [(HOSTILE, HOSTILE, [(HOSTILE, HOSTILE, HOSTILE)])],
        "dataset": {"name": HOSTILE},
    },
    "templates/embed.html": {
        "word": Words(), "language": "en", "style": "", "title": HOSTILE, "dark": {"src": HOSTILE},
        "light": {"href": HOSTILE, "src": HOSTILE, "alt": HOSTILE},
    },
    "templates/light.html": PAGE,
    "templates/shared_head.html": {"word": Words(), "title": HOSTILE, "head": HEAD},
    "templates/words.html": PAGE | {"said": [HOSTILE], "ways": [(HOSTILE, HOSTILE)]},
    "templates/area.html": PAGE | {
        "head": HEAD, "name": HOSTILE, "kind": HOSTILE, "official": HOSTILE, "inside": [LINK], "facts": [HOSTILE],
        "notices": [HOSTILE], "lost": LOST, "paper": PAPER,
        "became": {"sentence": HOSTILE, "above": HOSTILE, "areas": [LINK]}, "directions": [HOSTILE, HOSTILE],
        "map": {"own": SimpleNamespace(path=HOSTILE, name=NAME), "width": 1, "height": 1,
                "others": [{"path": HOSTILE, "href": HOSTILE, "name": NAME}]},
        "beside": [LINK], "statements": [dict.fromkeys(("sign", "spoken", "text", "small"), HOSTILE)],
        "marks": [(HOSTILE, HOSTILE)], "newest": HOSTILE, "grey": True,
        "key": {"own": HOSTILE, "most": HOSTILE, "peers": HOSTILE, "beyond": True, "start": True},
        "themes": [{"id": HOSTILE, "name": HOSTILE, "question": HOSTILE, "rows": [ROW]}], "other_figures": 2,
        "around": [(HOSTILE, HOSTILE, [LINK])], "further": [(HOSTILE, HOSTILE)], "sources": HOSTILE, "version": HOSTILE,
        "about": HOSTILE,
    },
    "templates/poster.html": PAGE | {
        "head": HEAD, "name": HOSTILE, "back": HOSTILE, "lines": range(2), "choose": HOSTILE, "paper": PAPER,
        "lost": LOST, "boxes": [(HOSTILE, HOSTILE, True)], "sheets": [SHEET | {"strip": STRIP, "notes": [HOSTILE]}],
    },
}  # fmt: skip


def test_every_template_has_an_example_here():
    assert names(FOLDER) == {*EXAMPLES}


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_text_comes_out_of_a_page_as_the_same_text(template):
    assert_shows_texts_as_texts(renderer(FOLDER)(template, **EXAMPLES[template]), SCRIPTS.get(template, 0))


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_page_without_one_of_its_values_is_not_made(template):
    assert_every_value_is_asked_for(renderer(FOLDER), template, EXAMPLES[template])


def test_an_address_in_a_sitemap_is_escaped():
    made = renderer(FOLDER)("templates/sitemap.xml", pages=["http://a/gebied/1?a=b&taal=en"])
    assert "<loc>http://a/gebied/1?a=b&amp;taal=en</loc>" in made
