"""Notes of one, and of two facilitators at the same time."""

import threading

import pytest

from lsa_tafel import notes, store
from lsa_tafel.notes import NOTHING, Note
from tests.lsa_tafel.conftest import ABOUT


@pytest.fixture
def key(kept, made):
    """The desk key of a new session."""
    return store.create(ABOUT, made)[0]


def _now(key):
    return notes.of_session(store.by_key(key).id)


def test_a_note_is_kept_per_slide_and_can_be_changed(key):
    first = notes.save(key, "title", "een", writer="a")
    notes.save(key, "end", "eind", writer="a")
    notes.save(key, "title", "een en twee", first, "a")
    assert {slide: note.text for slide, note in _now(key).items()} == {"title": "een en twee", "end": "eind"}


def test_a_note_can_be_emptied(key):
    first = notes.save(key, "title", "een", writer="a")
    notes.save(key, "title", "", first, "a")
    assert _now(key)["title"].text == ""


def test_two_who_write_at_the_same_time_both_find_their_words_again(key):
    began = notes.save(key, "title", "Welkom", writer="a")
    notes.save(key, "title", "Welkom\nHet dak lekt", began, "a")
    both = notes.save(key, "title", "Welkom\nBuren helpen", began, "b")
    assert both.text == "Welkom\nHet dak lekt\nBuren helpen"
    assert notes.save(key, "title", both.text + "\nTot slot", both, "b").text.endswith("helpen\nTot slot")


def test_who_did_not_hear_that_the_note_was_kept_and_typed_on_has_it_once(key):
    began = notes.save(key, "title", "Welkom", writer="b")
    notes.save(key, "title", "Welkom\nHet", began, "a")
    notes.save(key, "title", "Welkom\nHet dak", began, "a")
    assert notes.save(key, "title", "Welkom\nHet dak lekt", began, "a").text == "Welkom\nHet dak lekt"


def test_notes_of_many_writers_at_once_are_all_kept(key):
    threads = [
        threading.Thread(target=notes.save, args=(key, "title", f"regel {n}", NOTHING, str(n))) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(_now(key)["title"].text.split("\n")) == sorted(f"regel {n}" for n in range(12))


def test_a_note_that_is_too_long_is_refused_and_not_cut(key):
    with pytest.raises(notes.TooLong):
        notes.save(key, "title", "a" * (notes.LONGEST + 1))
    assert _now(key) == {}


def test_a_note_belongs_to_a_slide_and_to_who_has_the_key(key):
    with pytest.raises(ValueError, match="elsewhere"):
        notes.save(key, "elsewhere", "x")
    with pytest.raises(store.NoSession):
        notes.save("x" * 32, "title", "x")


def test_a_desk_hears_of_a_note(key):
    before = store.changed(store.by_key(key).id)
    notes.save(key, "title", "een")
    assert store.changed(store.by_key(key).id)[1] > before[1]


def test_the_same_text_again_is_no_new_version(key):
    assert notes.save(key, "title", "een", writer="a") == notes.save(key, "title", "een", Note("", 0), "b")
