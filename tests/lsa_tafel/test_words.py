"""Every language says everything, with the same places to fill in."""

import re
import string
from pathlib import Path

import pytest

import lsa_tafel
from lsa_data import catalogue
from lsa_tafel.words import PHONE_LANGUAGES, phone_words, words

ASSETS = Path(lsa_tafel.__file__).parent / "assets"
OTHERS = [language for language in PHONE_LANGUAGES if language not in ("nl", "en")]
ALPHABETS = {"ar": "\u0600-\u06ff", "uk": "\u0400-\u04ff"}


def _fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_dutch_and_english_have_the_same_words_with_the_same_places_to_fill_in():
    assert set(words("nl")) == set(words("en"))
    assert {key: _fields(text) for key, text in words("nl").items()} == {
        key: _fields(text) for key, text in words("en").items()
    }


@pytest.mark.parametrize("language", PHONE_LANGUAGES)
def test_a_phone_says_everything_in_every_language_with_the_same_places_to_fill_in(language):
    dutch, said = phone_words("nl"), phone_words(language)
    assert set(said) == set(dutch)
    assert {key: _fields(text) for key, text in said.items()} == {key: _fields(text) for key, text in dutch.items()}
    assert all(text.strip() == text != "" for text in said.values())


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_of_a_phone_is_left_in_dutch_or_english(language):
    said = phone_words(language)
    for known in ("nl", "en"):
        same = [key for key, text in said.items() if text == phone_words(known)[key]]
        assert same == []
    if language in ALPHABETS:
        strange = [key for key, text in said.items() if not re.search(f"[{ALPHABETS[language]}]", text)]
        assert strange == []


def test_a_phone_has_every_word_that_its_script_asks_for_and_no_other():
    script = (ASSETS / "phone.js").read_text(encoding="utf-8")
    asked = set(re.findall(r"\bW\.(\w+)", script)) | set(re.findall(r'"([a-z_]+)"', script))
    needed = phone_words("nl")
    assert set(re.findall(r"\bW\.(\w+)", script)) <= set(needed)
    composed = {"agreement_who", "agreement_due", "code_full", *(f"theme_{theme}" for theme in catalogue.themes())}
    assert set(needed) <= asked | composed
