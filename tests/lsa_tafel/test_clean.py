"""What people send is cleaned before anything is stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsa_tafel import clean

PIECES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Trots op ons plein!\nEn op u.", "Trots op ons plein!\nEn op u."),
        ("👩‍👩‍👧 café", "👩‍👩‍👧 café"),
        ("نحن فخورون", "نحن فخورون"),
        ("a\u0000b\u0007c", "abc"),
        ("a\ud800b\ufffec\ufdd0d\U0001ffffe", "abcde"),
        ("cafe\u0301", "café"),
        ("gewoon \u202edraaigewoon", "gewoon draaigewoon"),
    ],
)  # fmt: skip
def test_letters_of_every_language_stay_and_what_is_no_character_goes(written, kept):
    assert clean.clean_text(written) == kept


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 1300 + b"]" * 1300, b'{"a":' * 2000 + b"1" + b"}" * 2000, b'{"guess": NaN}', b"[1e999]",
     b"[" + b"9" * 3500 + b"]", b"[1000000000001]", b"[-1e15]", b"\xff\xfe{}", b"[[[[[[[[[[1]]]]]]]]]]"],
)  # fmt: skip
def test_what_nobody_would_send_is_refused(body):
    with pytest.raises(clean.NotClean):
        clean.read(body)


def test_what_a_phone_sends_comes_through_as_it_is():
    sent = {"slide": "a", "value": {"guess": 47, "votes": ["wonen", None, True], "share": 12.5}, "sentence": "Ja."}
    assert clean.read(json.dumps(sent).encode()) == sent


@given(PIECES)
def test_what_is_kept_can_always_be_stored_and_written(value):
    try:
        kept = clean.cleaned(value)
    except clean.NotClean:
        return
    text = json.dumps(kept, ensure_ascii=False, allow_nan=False)
    assert "\x00" not in text
    text.encode("utf-8")
    assert clean.cleaned(kept) == kept
