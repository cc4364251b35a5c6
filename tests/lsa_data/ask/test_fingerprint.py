"""What tells whether an answer that somebody kept is still the same."""

import pytest

from lsa_data.ask import fingerprint


@pytest.mark.parametrize(
    ("file", "other"), [("queries/rows.sql", True), ("lsa_data/ask/maps.py", True), ("lsa_ui/shell.py", False)]
)
def test_answers_are_others_when_what_gives_them_changed_and_not_when_a_page_did(tmp_path, monkeypatch, file, other):
    for name in ("queries/rows.sql", "lsa_data/ask/maps.py", "lsa_ui/shell.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    monkeypatch.setattr(fingerprint, "PROJECT", tmp_path)
    before = fingerprint.of_answers.__wrapped__()
    (tmp_path / file).write_text("after")
    assert (fingerprint.of_answers.__wrapped__() != before) is other
