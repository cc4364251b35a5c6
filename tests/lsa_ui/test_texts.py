"""Words, numbers and colours."""

import re
import string
import tomllib
from pathlib import Path

import pytest
from streamlit.elements.exception import _GENERIC_UNCAUGHT_EXCEPTION_TEXT

from lsa_data.say.palette import DARK, LIGHT, contrast
from lsa_ui.opening import _streamlit_words
from lsa_ui.texts import texts

ROOT = Path(__file__).parents[2]


def test_both_languages_have_the_same_texts_with_the_same_names_to_fill_in():
    dutch, english = texts("nl"), texts("en")
    assert dutch.keys() == english.keys()

    def names(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [key for key in dutch if names(dutch[key]) != names(english[key])] == []
    assert [key for key in dutch if not dutch[key].strip() or not english[key].strip()] == []


def test_every_text_that_the_code_asks_for_exists_and_every_text_is_asked_for():
    files = [
        path for folder in ("pages", "lsa_ui") for kind in ("*.py", "*.html") for path in (ROOT / folder).rglob(kind)
    ]
    code = "\n".join(path.read_text() for path in files)
    asked = set(re.findall(r'\bt\(\s*f?["\']([^"\']+)["\']', code))
    patterns = [re.compile(".+".join(re.escape(part) for part in re.split(r"\{[^}]*\}?", key)) + "$") for key in asked]
    keys = texts("nl")
    missing = [key for key in asked if "{" not in key and key not in keys]
    assert missing == []
    assert [key for key in keys if not any(pattern.match(key) for pattern in patterns)] == []


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_and_marks_have_enough_contrast(palette):
    for text in (palette.ink, palette.muted, palette.accent):
        assert contrast(text, palette.paper) >= 4.5
        assert contrast(text, palette.panel) >= 4.5
    assert contrast(palette.line, palette.paper) >= 3


def test_a_page_that_fails_says_so_in_the_language_of_the_reader_and_sends_nobody_elsewhere():
    assert _streamlit_words("nl")[_GENERIC_UNCAUGHT_EXCEPTION_TEXT].startswith("Er ging iets mis")
    client = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["client"]
    assert client["showErrorLinks"] is False


def test_the_theme_has_the_colours_of_the_palette():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        assert theme[name]["backgroundColor"] == palette.paper
        assert theme[name]["secondaryBackgroundColor"] == palette.panel
        assert theme[name]["textColor"] == palette.ink
        assert theme[name]["primaryColor"] == theme[name]["linkColor"] == palette.accent


def test_the_style_of_the_dashboard_names_its_colours_and_every_name_is_one_of_the_palette():
    style = "".join((ROOT / path).read_text() for path in ("lsa_ui/shared/style.css", "lsa_data/say/parts/parts.css"))
    assert set(re.findall(r"var\(--([\w-]+)\)", style)) <= {*LIGHT.named(), "n"}, "n is a number of columns"
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", style) == []


@pytest.mark.parametrize(
    "path",
    [
        "lsa_tafel/assets/slides.css",
        "lsa_tafel/assets/phone.css",
        "lsa_tafel/assets/report.css",
        "lsa_server/assets/docs.css",
    ],
)
def test_the_pages_beside_the_dashboard_have_the_colours_of_the_palette(path):
    style = (ROOT / path).read_text()
    named = re.findall(r"--(\w+): (#\w+);", style)
    assert len(named) >= 4
    assert [(name, colour) for name, colour in named if colour not in (LIGHT.named()[name], DARK.named()[name])] == []
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", style) == [colour for _, colour in named]
