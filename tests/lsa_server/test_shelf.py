"""Answers that are kept."""

import gzip
import threading

from lsa_server.shelf import Shelf, kept


def _text(of: str, status: int = 200):
    return kept(status, "text/html", of.encode())


def test_an_answer_is_made_once_and_then_kept():
    shelf, made = Shelf(10_000), []
    for _ in range(3):
        shelf.get_or_make("a", lambda: made.append(1) or _text("a"))
    assert made == [1]
    assert shelf.get("a").plain() == b"a"


def test_who_asks_at_the_same_time_waits_for_the_one_who_makes_it():
    shelf, made, begun, go_on = Shelf(10_000), [], threading.Event(), threading.Event()

    def slowly():
        made.append(1)
        begun.set()
        go_on.wait(5)
        return _text("a")

    first = threading.Thread(target=shelf.get_or_make, args=("a", slowly))
    second = threading.Thread(target=shelf.get_or_make, args=("a", slowly))
    first.start()
    begun.wait(5)
    second.start()
    go_on.set()
    first.join(5)
    second.join(5)
    assert made == [1]


def test_what_was_asked_longest_ago_goes_when_there_is_no_room():
    size = len(_text("a").body)
    shelf = Shelf(2 * size)
    for name in ("a", "b"):
        shelf.get_or_make(name, lambda name=name: _text(name))
    shelf.get("a")
    shelf.get_or_make("c", lambda: _text("c"))
    assert [name for name in "abc" if shelf.get(name)] == ["a", "c"]


def test_an_answer_larger_than_the_room_is_given_but_not_kept():
    shelf = Shelf(5)
    assert shelf.get_or_make("a", lambda: _text("long")).plain() == b"long"
    assert shelf.get("a") is None


def test_what_was_not_found_is_not_kept():
    shelf = Shelf(10_000)
    shelf.get_or_make("a", lambda: _text("no", 404))
    assert shelf.get("a") is None


def test_a_text_is_compressed_once_and_a_picture_stays_as_it_is():
    text, image = _text("a" * 1000), kept(200, "image/png", b"a" * 1000)
    assert gzip.decompress(text.body) == text.plain()
    assert (text.compressed, image.compressed, image.body) == (True, False, image.plain())


def test_the_same_content_has_the_same_tag_and_another_content_another():
    assert _text("a").etag == _text("a").etag != _text("b").etag
