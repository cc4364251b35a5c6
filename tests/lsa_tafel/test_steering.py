"""Going through the slides of an evening, and back."""

import pytest

from lsa_data import catalogue
from lsa_data.ask import areas
from lsa_tafel import agreements, editing, hands, paging, remote, render, slides, steering, store
from lsa_tafel.steering import Place
from lsa_tafel.words import words
from tests.lsa_tafel.conftest import ABOUT


@pytest.fixture
def evening(made, tmp_path, monkeypatch):
    """A desk key; the store is empty but for its session."""
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    return store.create(ABOUT, made)[0]


def _at(key, kind):
    return next(at for at, slide in enumerate(store.by_key(key).slides) if slide["kind"] == kind)


def _steps(key, count, step="next"):
    return [steering.place_of(steering.steer(store.by_key(key), {"step": step})) for _ in range(count)]


def _say(key, kind, sentences, value):
    """Phones that answer a slide, with sentences that the desk lets through."""
    session, at = store.by_key(key), _at(key, kind)
    store.go(key, at)
    slide = session.slides[at]["id"]
    for sentence in sentences:
        _, phone = store.join(session.code)
        store.answer(session.id, slide, phone, value, sentence)
        store.moderate(key, slide, phone, store.SHOWN)
    return at


def test_a_guess_is_asked_then_shown_with_the_figure_and_closed_guesses_stay_closed_on_the_way_back(evening):
    assert _steps(evening, 4) == [Place(1), Place(1, True), Place(2), Place(3)]
    assert _steps(evening, 4, "previous") == [Place(2), Place(1, True), Place(1), Place(0)]
    assert _steps(evening, 1, "previous") == [Place(0)]
    assert _steps(evening, 2, "last")[-1].at == len(store.by_key(evening).slides) - 1
    assert _steps(evening, 1) == _steps(evening, 1, "last"), "nothing comes after the end"


def test_what_the_room_thinks_is_a_step_of_its_own_and_what_it_wrote_comes_after_it_page_by_page(evening):
    at = _say(evening, "figure", ["De buren helpen elkaar. " * 10] * 6, {"recognise": "yes"})
    pages = len(paging.pages(["De buren helpen elkaar. " * 10] * 6))
    assert pages > 1
    expected = [Place(at, True), *(Place(at, True, page) for page in range(1, pages + 1)), Place(at + 1)]
    assert _steps(evening, len(expected)) == expected
    assert _steps(evening, 1, "previous") == [Place(at)]


def test_people_go_on_writing_while_the_room_reads_what_was_written(evening):
    at = _say(evening, "question", ["Het park"] * 5, {})
    assert _steps(evening, 1) == [Place(at, False, 1)]
    session = store.by_key(evening)
    store.answer(session.id, session.slide["id"], store.join(session.code)[1], {}, "De school")


def test_votes_that_were_only_counted_aloud_are_shown(evening):
    at = _at(evening, "priorities")
    slide = store.go(evening, at).slide
    hands.count(evening, slide["id"], 0, {next(iter(slide["themes"])): 3})
    assert _steps(evening, 2) == [Place(at, True), Place(at + 1)]


def test_what_each_table_said_stands_on_the_screen_after_the_figure_and_says_nothing_of_few(evening):
    store.work_in_tables(evening, 3)
    session = store.go(evening, 1)
    for table, guesses in ((1, [20, 30, 40]), (2, [60])):
        hands.count(evening, session.slide["id"], table, {"guesses": guesses})
    assert _steps(evening, 3) == [Place(1, True), Place(1, True, 1), Place(2)]
    assert steering.pages_of(session, session.slide) == [["Tafel 1: 30 van de 100", "Tafel 2: 60 van de 100"]]
    figure = store.go(evening, 2).slide
    _, phone = store.join(store.table_code(session.code, 3))
    store.answer(session.id, figure["id"], phone, {"recognise": "yes"})
    hands.count(evening, figure["id"], 1, {"yes": 2, "no": 1})
    assert steering.pages_of(session, figure) == [["Tafel 1: ja 2, nee 1"]]
    votes = session.slides[_at(evening, "priorities")]
    first = next(iter(votes["themes"]))
    hands.count(evening, votes["id"], 2, {first: 3})
    assert steering.pages_of(session, votes) == [[f"Tafel 2: {votes['themes'][first]} 3"]]


@pytest.mark.parametrize("kind", ["figure", "priorities"])
def test_a_room_that_said_nothing_is_not_shown_that_it_said_nothing(evening, kind):
    at = _at(evening, kind)
    store.go(evening, at)
    assert _steps(evening, 1) == [Place(at + 1)]


def test_many_agreements_are_read_page_by_page(evening):
    for number in range(12):
        agreements.add(evening, f"{number:032d}", {"who": "Fatma", "what": "belt de gemeente over het plein " * 4})
    at = _at(evening, "agreements")
    store.go(evening, at)
    assert _steps(evening, 2) == [Place(at, False, 1), Place(at, False, 2)]


def test_hidden_slides_are_passed_over_and_have_no_number(evening):
    session = store.by_key(evening)
    editing.hide(evening, session.slides[1]["id"], True)
    assert _steps(evening, 1) == [Place(2)]
    assert steering.steer(store.by_key(evening), {"number": 2}).current == 2
    assert steering.steer(store.by_key(evening), {"slide": session.slides[1]["id"]}).current == 1, "asked by name it is"


def test_what_was_steered_by_mistake_can_be_undone_step_by_step(evening):
    _steps(evening, 2)
    steering.steer(store.by_key(evening), {"number": 9})
    assert _steps(evening, 3, "undo") == [Place(1, True), Place(1), Place(0)]
    assert _steps(evening, 1, "undo") == [Place(0)], "there is nothing before the beginning"


def test_a_black_screen_that_is_undone_shows_what_it_showed(evening):
    _steps(evening, 2)
    steering.steer(store.by_key(evening), {"black": True})
    assert _steps(evening, 1, "undo") == [Place(1, True)] and not store.by_key(evening).black
    assert _steps(evening, 1, "undo") == [Place(1)], "the steps before it are still there"


def test_a_black_screen_can_be_undone_before_the_first_step(evening):
    assert not remote.steering_state(store.by_key(evening), "")["can_undo"]
    steering.steer(store.by_key(evening), {"black": True})
    assert remote.steering_state(store.by_key(evening), "")["can_undo"]


def test_the_screen_is_black_until_the_next_step_and_that_is_no_move(evening):
    assert steering.steer(store.by_key(evening), {"black": True}).black
    assert store.by_key(evening).current == 0
    assert not steering.steer(store.by_key(evening), {"step": "next"}).black


@pytest.mark.parametrize("body", [{}, {"step": "up"}, {"number": 0}, {"number": 99}, {"number": True}, {"number": "1"},
                                  {"slide": "none"}, {"slide": None}, {"black": "yes"}])  # fmt: skip
def test_what_nobody_can_ask_moves_nothing(evening, body):
    with pytest.raises(ValueError, match=r".+"):
        steering.steer(store.by_key(evening), body)
    assert store.by_key(evening).current == 0


def test_a_clock_runs_from_when_a_slide_came_and_goes_on_while_its_answer_is_shown(evening, monkeypatch):
    slide = store.by_key(evening).slides[1]["id"]
    editing.change(evening, slide, minutes=2)
    _steps(evening, 1)
    began = store.by_key(evening).moved_at
    _steps(evening, 1)
    assert store.by_key(evening).moved_at == began
    _steps(evening, 1)
    assert store.by_key(evening).moved_at > began


@pytest.mark.parametrize("sign", ["a ", "W", "Het dak lekt. "])
def test_every_page_of_sentences_holds_at_least_one_and_no_sentence_is_lost(sign):
    texts = [(sign * 280)[:280], "kort", (sign * 280)[:280], "ook kort"] * 4
    divided = paging.pages(texts)
    assert [text for page in divided for text in page] == texts
    assert paging.page_of(divided, 99)[1] == len(divided)
    assert paging.page_of([], 1) == ([], 1)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("code", ["WK059904", "WK051829", "GM0599"])
def test_every_slide_of_every_figure_says_at_most_fifteen_words(language, code):
    area = areas.area(code)
    made = slides.make([(area, "Wijk")], list(slides.possible(area, language)), [], "Avond", language)
    said = [render.heading_of(slide, words(language)) for slide in made]
    assert [text for text in said if len(text.split()) > slides.MOST_WORDS] == []


def test_a_score_is_asked_and_answered_in_words_in_every_language():
    asked = slides.score_questions()
    scores = {one.id for one in catalogue.indicators().values() if one.unit == "score" and one.shown}
    for language in ("nl", "en"):
        assert set(asked[language]) == scores
        for question in asked[language].values():
            assert len(question["asked"].split()) <= slides.MOST_WORDS
            assert not {"hoger", "lager", "higher", "lower"} & set(question["asked"].lower().split())
            assert len(set(question["answers"])) == 3
