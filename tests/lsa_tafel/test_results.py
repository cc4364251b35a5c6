"""What is told of a room: phones, hands and tables, and nothing by which one person can be recognised."""

import pytest

from lsa_tafel import hands, results, store

GUESS = {"id": "x", "kind": "guess", "of_100": True}
DIRECTION = {"id": "x", "kind": "guess", "of_100": False}
FIGURE = {"id": "x", "kind": "figure"}
PRIORITIES = {"id": "x", "kind": "priorities", "themes": {"samen": "Samen", "wonen": "Wonen"}}


def _phones(n, value, sentence="", table=0):
    return [
        {"slide": "x", "phone": f"{table}.{number}", "table": table, "value": value, "sentence": sentence,
         "shown": store.SHOWN}
        for number in range(n)
    ]  # fmt: skip


def _hands(value, table=0):
    return [{"slide": "x", "table": table, "value": value}]


def test_recognition_by_phone_and_sentences_are_told_of_five_or_more():
    for n, told in ((4, False), (5, True)):
        found = results.of_slide(FIGURE, _phones(n, {"recognise": "no"}, "zin"), [])
        assert found["n"] == n
        assert ("recognise" in found) is told
        assert bool(found["sentences"]) is told


def test_a_guess_and_a_vote_say_nothing_about_a_person_and_always_count():
    assert results.of_slide(GUESS, _phones(1, {"guess": 40}), [])["middle"] == 40
    assert results.of_slide(DIRECTION, _phones(1, {"guess": "lower"}), [])["guesses"][2] == ("lower", 1)
    assert results.of_slide(PRIORITIES, _phones(2, {"samen": 2}), [])["votes"] == {"samen": 4, "wonen": 0}


def test_hands_of_a_table_of_four_are_a_result():
    found = results.of_slide(FIGURE, [], _hands({"yes": 3, "no": 1}))
    assert (found["n"], found["recognise"]) == (4, {"yes": 3, "partly": 0, "no": 1})
    assert results.of_slide(GUESS, [], _hands({"guesses": [20, 30, 40, 50]}))["middle"] == 35
    assert results.of_slide(DIRECTION, [], _hands({"higher": 4}))["n"] == 4
    assert results.of_slide(PRIORITIES, [], _hands({"wonen": 3}))["votes"] == {"samen": 0, "wonen": 3}


def test_a_few_phones_beside_hands_cannot_be_found_by_subtraction():
    found = results.of_slide(FIGURE, _phones(2, {"recognise": "no"}), _hands({"yes": 4}))
    assert (found["n"], found["recognise"]) == (4, {"yes": 4, "partly": 0, "no": 0})
    found = results.of_slide(FIGURE, _phones(5, {"recognise": "no"}), _hands({"yes": 4}))
    assert (found["n"], found["recognise"]) == (9, {"yes": 4, "partly": 0, "no": 5})


def test_tables_have_a_result_each_and_count_together():
    phones = _phones(5, {"recognise": "no"}, table=1) + _phones(6, {"recognise": "yes"}, table=2)
    counted = _hands({"yes": 4}, table=3)
    each = results.of_tables(FIGURE, phones, counted, 4)
    assert {table: found["recognise"] for table, found in each.items()} == {
        1: {"yes": 0, "partly": 0, "no": 5},
        2: {"yes": 6, "partly": 0, "no": 0},
        3: {"yes": 4, "partly": 0, "no": 0},
    }
    assert results.of_slide(FIGURE, phones, counted)["recognise"] == {"yes": 10, "partly": 0, "no": 5}
    assert results.of_tables(PRIORITIES, [], _hands({"samen": 1}, 2), 2)[2]["votes"]["samen"] == 1


@pytest.mark.parametrize(("few", "told"), [(0, True), (1, False), (4, False), (5, True)])
def test_the_few_phones_of_a_small_table_cannot_be_found_by_subtraction_from_the_room(few, told):
    phones = _phones(5, {"recognise": "no"}, table=1) + _phones(few, {"recognise": "yes"}, table=2)
    each = results.of_tables(FIGURE, phones, _hands({"yes": 4}, table=3), 3)
    assert ("recognise" in each.get(1, {})) is told
    assert each[3]["recognise"]["yes"] == 4, "hands were seen by everybody"


@pytest.mark.parametrize(
    ("slide", "value"),
    [(GUESS, {"guesses": [-1]}), (GUESS, {"guesses": [True]}), (GUESS, {"yes": 1}), (DIRECTION, {"guesses": [1]}),
     (FIGURE, {"yes": -1}), (FIGURE, {"yes": 1.5}), (FIGURE, {"perhaps": 1}), (PRIORITIES, {"elders": 1}),
     ({"id": "x", "kind": "question"}, {"yes": 1}), (FIGURE, 3)],
)  # fmt: skip
def test_hands_that_a_slide_does_not_ask_for_are_refused(slide, value):
    with pytest.raises(ValueError):
        hands.checked(slide, value)
