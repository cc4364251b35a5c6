"""The page that describes the open interface, filled with hostile texts."""

from pathlib import Path

import lsa_server
from lsa_data.say.markup import renderer
from tests.templates import HOSTILE, assert_every_value_is_asked_for, assert_shows_texts_as_texts, names

FOLDER = Path(lsa_server.__file__).parent
TEMPLATE = "templates/docs.html"
EXAMPLE = {"prefix": HOSTILE, "version": HOSTILE, "paths": [(HOSTILE, HOSTILE, [(HOSTILE, HOSTILE, HOSTILE)])]}


def test_every_template_has_an_example_here():
    assert names(FOLDER) == {TEMPLATE}


def test_a_text_comes_out_of_the_page_as_the_same_text():
    assert_shows_texts_as_texts(renderer(FOLDER)(TEMPLATE, **EXAMPLE))


def test_the_page_without_one_of_its_values_is_not_made():
    assert_every_value_is_asked_for(renderer(FOLDER), TEMPLATE, EXAMPLE)
