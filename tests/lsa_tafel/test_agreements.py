"""Agreements: who does what, by when."""

from datetime import UTC, date, datetime

import pytest

from lsa_tafel import agreements, calendar_file, paper, report, store
from tests.lsa_tafel.conftest import ABOUT

ONE, TWO = "a" * 32, "b" * 32


@pytest.fixture
def evening(kept, made):
    """The desk key and the session, with the slide of agreements on the screen, and a phone."""
    key, session = store.create(ABOUT, made)
    store.go(key, [slide["kind"] for slide in made].index("agreements"))
    return key, store.by_key(key), store.join(session.code)[1]


def test_what_a_phone_proposes_waits_and_what_the_desk_writes_stands(evening):
    key, session, phone = evening
    agreements.propose(session.id, phone, ONE, {"who": "Fatma", "what": " belt  de gemeente "})
    agreements.add(key, TWO, {"what": "Opruimdag", "due": "2027-03-20", "due_words": "als het droog is"})
    assert [one["what"] for one in agreements.shown(session.id)] == ["Opruimdag"]
    agreements.change(key, ONE, {"shown": store.SHOWN})
    assert [one["what"] for one in agreements.shown(session.id)] == ["belt de gemeente", "Opruimdag"]


def test_an_agreement_that_is_sent_twice_is_there_once(evening):
    _, session, phone = evening
    for _ in range(2):
        agreements.propose(session.id, phone, ONE, {"what": "iets"})
    assert len(agreements.of_session(session.id)) == 1


def test_what_is_taken_away_can_be_put_back(evening):
    key, session, _ = evening
    agreements.add(key, ONE, {"what": "iets"})
    agreements.change(key, ONE, {"shown": store.HIDDEN})
    assert agreements.shown(session.id) == []
    agreements.change(key, ONE, {"shown": store.SHOWN})
    assert [one["what"] for one in agreements.shown(session.id)] == ["iets"]


def test_two_desks_change_different_parts_of_one_agreement(evening):
    key, session, _ = evening
    agreements.add(key, ONE, {"what": "iets"})
    agreements.change(key, ONE, {"who": "Fatma"})
    agreements.change(key, ONE, {"due": "2027-03-20"})
    found = agreements.shown(session.id)[0]
    assert (found["who"], found["what"], found["due"]) == ("Fatma", "iets", "2027-03-20")


def test_a_phone_proposes_at_most_five_and_only_while_they_are_asked(evening):
    key, session, phone = evening
    for number in range(agreements.MOST_PER_PHONE):
        agreements.propose(session.id, phone, f"{number:032d}", {"what": "iets"})
    with pytest.raises(store.Closed):
        agreements.propose(session.id, phone, ONE, {"what": "iets"})
    store.go(key, 0)
    with pytest.raises(store.Closed):
        agreements.propose(session.id, store.join(session.code)[1], TWO, {"what": "iets"})


def test_a_removed_phone_takes_its_agreements_along(evening):
    key, session, phone = evening
    agreements.propose(session.id, phone, ONE, {"what": "iets"})
    store.remove(key, phone)
    assert agreements.of_session(session.id) == []
    with pytest.raises(store.Removed):
        agreements.propose(session.id, phone, TWO, {"what": "iets"})


@pytest.mark.parametrize("said", [{}, {"what": " "}, {"what": "x", "due": "morgen"}, {"what": "x" * 281}, {"what": 3}])
def test_what_is_no_agreement_is_refused(evening, said):
    with pytest.raises(ValueError, match=r".*"):
        agreements.add(evening[0], ONE, said)
    assert agreements.of_session(evening[1].id) == []


def test_agreements_stand_first_in_a_report_and_in_a_discussion_paper(evening):
    key, _, _ = evening
    agreements.add(key, ONE, {"who": "Fatma", "what": "belt", "due": "2027-01-31"})
    gathered = report.of_session(store.by_key(key))
    said = report.lines(gathered)
    first = next(place for place, line in enumerate(said) if line.kind == "h3")
    assert [line.text for line in said[first : first + 2]] == ["Afspraken", "Fatma: belt (31 januari 2027)"]
    said = paper.combined([report.read(gathered.model_dump_json().encode())], "nl")
    assert [line.text for line in said if line.kind == "h2"][:2] == ["In het kort", "Afspraken"]
    below = [line.text for line in said][[line.text for line in said].index("Afspraken") + 1 :]
    assert below[:2] == [ABOUT["title"], "Fatma: belt (31 januari 2027)"]


def test_a_calendar_has_a_day_per_agreement_with_a_date(evening):
    key, _, _ = evening
    agreements.add(key, ONE, {"who": "Fatma", "what": "belt; mailt, en meer", "due": "2027-01-31"})
    agreements.add(key, TWO, {"what": "later", "due_words": "ooit"})
    content = report.calendar(report.of_session(store.by_key(key))).decode()
    assert content.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20270131\r\nDTEND;VALUE=DATE:20270201\r\n" in content
    assert "SUMMARY:Fatma: belt\\; mailt\\, en meer\r\n" in content


def test_lines_of_a_calendar_are_short_whole_and_cannot_be_ended_by_a_text():
    what = "é" * 100 + "\r\nEND:VCALENDAR"
    content = calendar_file.calendar("Avond", [(date(2027, 1, 31), what)], datetime(2026, 11, 24, tzinfo=UTC))
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert unfolded.count("END:VCALENDAR") == 1
    assert f"SUMMARY:{'é' * 100}  END:VCALENDAR" in unfolded


def test_the_same_agreement_has_the_same_number_in_every_calendar():
    made = [calendar_file.calendar("Avond", [(date(2027, 1, 31), "x")]) for _ in range(2)]
    numbers = [[line for line in one.split(b"\r\n") if line.startswith(b"UID")] for one in made]
    assert numbers[0] == numbers[1]
