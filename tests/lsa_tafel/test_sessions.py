"""Aan tafel: the sessions on SQLite and on PostgreSQL, the slides, what the room said, and the report."""

import io
import json
import threading
from datetime import date, datetime, time, timedelta

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lsa_tafel import agreements, hands, notes, paper, render, report, results, slides, store, tables
from tests.lsa_tafel.conftest import ABOUT


def _at(made, kind):
    return next(place for place, slide in enumerate(made) if slide["kind"] == kind)


def _answers(made, kind, values, sentence=""):
    """Phones that answer the first slide of a kind; returns the facilitator's key and the session."""
    key, session = store.create(ABOUT, made)
    place = _at(made, kind)
    store.go(key, place)
    for value in values:
        _, phone = store.join(session.code)
        store.answer(session.id, made[place]["id"], phone, value, sentence)
    return key, store.by_key(key), made[place]


def test_a_session_is_found_by_its_key_and_its_code_only(kept, made):
    key, session = store.create(ABOUT, made)
    assert store.by_key(key) == session
    assert store.by_code(session.code.lower()).id == session.id
    assert key not in session.id
    for wrong in ("", "x" * 32, session.id):
        with pytest.raises(store.NoSession):
            store.by_key(wrong)
    with pytest.raises(store.NoSession):
        store.by_code("??????")


def test_an_answer_counts_once_per_phone_and_can_be_changed_until_the_slide_closes(kept, made):
    key, session = store.create(ABOUT, made)
    place = _at(made, "guess")
    slide = made[place]["id"]
    _, phone = store.join(session.code)
    with pytest.raises(store.Closed):
        store.answer(session.id, slide, phone, {"guess": 1})
    store.go(key, place)
    store.answer(session.id, slide, phone, {"guess": 1})
    store.answer(session.id, slide, phone, {"guess": 2})
    assert [one["value"] for one in store.answers(session.id)] == [{"guess": 2}]
    store.go(key, place, revealed=True)
    with pytest.raises(store.Closed):
        store.answer(session.id, slide, phone, {"guess": 3})
    assert store.answer_of(session.id, slide, phone)["value"] == {"guess": 2}


def test_a_phone_that_did_not_join_cannot_answer(kept, made):
    key, session = store.create(ABOUT, made)
    store.go(key, _at(made, "guess"))
    with pytest.raises(store.NoSession):
        store.answer(session.id, made[_at(made, "guess")]["id"], "0" * 32, {"guess": 1})


def test_answers_at_the_same_time_are_all_kept(kept, made):
    key, session = store.create(ABOUT, made)
    place = _at(made, "guess")
    store.go(key, place)
    phones = [store.join(session.code)[1] for _ in range(60)]
    before = store.changed(session.id)[1]
    threads = [
        threading.Thread(target=store.answer, args=(session.id, made[place]["id"], phone, {"guess": 5}))
        for phone in phones
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.answers(session.id)) == 60
    assert store.changed(session.id)[1] - before == 60


def test_a_sentence_waits_for_the_facilitator_and_a_changed_one_waits_again(kept, made):
    key, session, slide = _answers(made, "figure", [{"recognise": "yes"}] * 5, sentence="  Dat  klopt ")
    phone = store.answers(session.id)[0]["phone"]

    def shown():
        return results.of_slide(slide, store.answers(session.id), [])["sentences"]

    assert shown() == []
    store.moderate(key, slide["id"], phone, store.SHOWN)
    assert shown() == ["Dat klopt"]
    store.answer(session.id, slide["id"], phone, {"recognise": "no"}, "Dat klopt")
    assert shown() == ["Dat klopt"], "the same sentence stays"
    store.answer(session.id, slide["id"], phone, {"recognise": "no"}, "Iets anders")
    assert shown() == []


def test_a_corrected_sentence_stays_until_its_phone_writes_something_else(kept, made):
    key, session, slide = _answers(made, "figure", [{"recognise": "yes"}], sentence="Jan doet het")
    phone = store.answers(session.id)[0]["phone"]

    def said():
        (one,) = store.answers(session.id)
        return one["sentence"], one["wrote"], one["shown"]

    store.moderate(key, slide["id"], phone, store.SHOWN, corrected="Iemand doet het")
    store.answer(session.id, slide["id"], phone, {"recognise": "no"}, "Jan doet het")
    assert said() == ("Iemand doet het", "Jan doet het", "shown")
    assert store.answer_of(session.id, slide["id"], phone)["sentence"] == "Jan doet het"
    store.moderate(key, slide["id"], phone, store.HIDDEN)
    assert said() == ("Iemand doet het", "Jan doet het", "hidden")
    store.answer(session.id, slide["id"], phone, {"recognise": "no"}, "Niemand doet het")
    assert said() == ("Niemand doet het", "Niemand doet het", "waiting")


def test_hands_are_kept_per_table_and_can_be_counted_again_or_taken_away(kept, made):
    key, session = store.create(ABOUT, made)
    slide = made[_at(made, "figure")]["id"]
    store.work_in_tables(key, 2)
    hands.count(key, slide, 1, {"yes": 3})
    hands.count(key, slide, 2, {"no": 4})
    hands.count(key, slide, 1, {"yes": 2})
    assert [(one["table"], one["value"]) for one in hands.of_session(session.id)] == [(1, {"yes": 2}), (2, {"no": 4})]
    hands.count(key, slide, 2, {})
    assert [one["table"] for one in hands.of_session(session.id)] == [1]
    store.delete(key)
    assert hands.of_session(session.id) == []


def test_a_sentence_has_at_most_280_characters(kept, made):
    _, session, _ = _answers(made, "question", [{}], sentence="a" * 5000)
    assert len(store.answers(session.id)[0]["sentence"]) == 280


def test_deleting_removes_everything_at_once(kept, made):
    key, session, slide = _answers(made, "guess", [{"guess": 5}] * 3)
    notes.save(key, slide["id"], "een notitie")
    store.delete(key)
    assert store.answers(session.id) == []
    assert notes.of_session(session.id) == {}
    with pytest.raises(store.NoSession):
        store.by_key(key)
    with pytest.raises(store.NoSession):
        store.join(session.code)


def test_answers_go_after_90_days_unless_the_facilitator_chose_to_keep_them(kept, made):
    old, chosen, changed_mind = (store.create(ABOUT | {"date": ""}, made)[0] for _ in range(3))
    for key, choice in ((chosen, True), (changed_mind, True), (changed_mind, False)):
        store.keep(key, choice)
    soon = store.now() + 89 * 86400
    assert store.delete_old(soon) == 0
    assert store.delete_old(soon + 2 * 86400) >= 2
    for gone in (old, changed_mind):
        with pytest.raises(store.NoSession):
            store.by_key(gone)
    assert store.by_key(chosen).kept


def test_a_code_works_from_preparation_until_the_end_of_the_day_after_the_evening(kept, made, monkeypatch):
    evening = date.today() + timedelta(days=30)
    key, session = store.create(ABOUT | {"date": evening.isoformat()}, made)
    for day, hour, works in ((evening, 20, True), (evening + timedelta(days=1), 23, True),
                             (evening + timedelta(days=2), 1, False)):  # fmt: skip
        at = datetime.combine(day, time(hour), store.HERE).timestamp()
        monkeypatch.setattr(store, "now", lambda at=at: at)
        assert store.by_key(key).joinable is works
    with pytest.raises(store.NoSession):
        store.join(session.code)
    store.reopen(key)
    assert store.by_key(key).code != session.code
    assert store.join(store.by_key(key).code)


@pytest.mark.parametrize("when", ["", "gisteren", "2020-01-01", None])
def test_a_code_of_an_evening_without_a_date_to_come_works_eighteen_hours(kept, made, monkeypatch, when):
    key, session = store.create(ABOUT | {"date": when}, made)
    now = store.now()
    monkeypatch.setattr(store, "now", lambda: now + 17 * 3600)
    assert store.join(session.code)
    monkeypatch.setattr(store, "now", lambda: now + 19 * 3600)
    assert not store.by_key(key).joinable


def test_a_session_that_is_prepared_long_before_is_there_on_its_evening(kept, made):
    evening = date.today() + timedelta(days=200)
    key, _ = store.create(ABOUT | {"date": evening.isoformat()}, made)
    store.delete_old(datetime.combine(evening, time(20)).timestamp())
    assert store.by_key(key).goes_on > evening + timedelta(days=80)


def test_what_is_kept_is_there_for_another_process(tmp_path, monkeypatch, made):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    key, _, _ = _answers(made, "guess", [{"guess": 5}])
    tables.engine_of.cache_clear()
    assert len(store.answers(store.by_key(key).id)) == 1


def test_slides_ask_first_and_then_show(made):
    kinds = [slide["kind"] for slide in made]
    assert kinds[:3] == ["title", "guess", "figure"]
    assert kinds[-3:] == ["priorities", "agreements", "end"]
    assert kinds.count("question") == 1, "an empty line is no question"
    assert len({slide["id"] for slide in made}) == len(made)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("guess", {"guess": 101}),
        ("guess", {"guess": -1}),
        ("guess", {"guess": float("nan")}),
        ("guess", {"guess": True}),
        ("guess", {"guess": "higher"}),
        ("guess", {"recognise": "yes"}),
        ("guess", [1]),
        ("guess", None),
        ("figure", {"recognise": "maybe"}),
        ("figure", {}),
        ("priorities", {"samen": 4}),
        ("priorities", {"samen": 2, "rondkomen": 2}),
        ("priorities", {"samen": -1}),
        ("priorities", {"niets": 1}),
        ("priorities", {"samen": True}),
        ("title", {}),
    ],
)
def test_an_answer_that_was_not_asked_for_is_refused(made, kind, value):
    with pytest.raises(ValueError, match=r".+"):
        slides.checked(made[_at(made, kind)], value)


def test_texts_on_a_slide_cannot_be_html(made):
    html = render.slide_html(made[0], {"n": 0, "sentences": []}, False, ABOUT)
    assert "<b>in</b>" not in html
    figure = made[_at(made, "figure")]
    said = ["<script>alert(1)</script>"]
    html = render.slide_html(figure, {"n": 1, "sentences": said}, True, ABOUT, page=1, pages=[said])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_offline_file_asks_for_nothing_and_has_every_slide_that_is_not_hidden(made):
    slides_with_photo = [*made, {"id": "p", "kind": "photo", "photo": "x", "title": "Plein"},
                         {"id": "h", "kind": "text", "title": "Verborgen", "hidden": True}]  # fmt: skip
    html = render.offline(ABOUT, slides_with_photo, {"x": b"jpeg"})
    guesses = sum(slide["kind"] == "guess" for slide in made)
    assert html.count('<section class="slide') == len(made) + 1 + guesses
    assert "Verborgen" not in html
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in html
    assert "src=" not in html.replace('src="data:', "")
    assert "url(" not in html.replace("url(data:font/woff2", ""), "the typeface is inside"
    assert made[_at(made, "figure")]["sentence"].split(".")[0] in html


def test_the_offline_file_counts_hands_where_a_slide_asks_and_not_again_where_it_shows_the_figure(made):
    hidden = {"id": "h", "kind": "figure", "hidden": True}
    html = render.offline(ABOUT, [hidden, *made], {})
    given, _ = json.JSONDecoder().raw_decode(html.partition("const GIVEN=")[2])
    ids = [one and one["id"] for one in given["hands"]["slides"]]
    assert ids[:5] == [None, made[1]["id"], None, made[2]["id"], made[3]["id"]]
    assert len(ids) == html.count('<section class="slide')


def test_the_offline_file_has_the_clock_of_a_guess_at_the_question_and_not_at_its_answer(made):
    html = render.offline(ABOUT, [made[1] | {"minutes": 2.0}], {})
    assert html.count('<section class="slide') == 2
    assert html.count('data-seconds="120"') == 1


def test_the_screen_and_the_offline_file_are_the_same_lines(made):
    figure = made[_at(made, "figure")]
    frame = render.Frame(1, 1)
    assert render.slide_html(figure, {"n": 0, "sentences": []}, False, ABOUT, frame=frame) in render.offline(
        ABOUT, [figure], {}
    )


@pytest.fixture
def gathered(made, tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    key, session = store.create(ABOUT, made)
    phones = [store.join(session.code)[1] for _ in range(6)]
    for kind, value in (("guess", {"guess": 30}), ("figure", {"recognise": "yes"}), ("priorities", {"samen": 2})):
        place = _at(made, kind)
        store.go(key, place)
        for number, phone in enumerate(phones):
            store.answer(session.id, made[place]["id"], phone, value, f"*zin* {number}" if kind == "figure" else "")
    slide = made[_at(made, "figure")]["id"]
    store.moderate(key, slide, phones[1], store.SHOWN)
    store.moderate(key, slide, phones[2], store.HIDDEN)
    notes.save(key, slide, "een notitie")
    agreements.add(key, "a" * 32, {"who": "Fatma", "what": "belt de gemeente", "due": "2027-01-31"})
    return report.of_session(store.by_key(key))


def test_a_report_says_what_happened_and_not_who(gathered):
    text = report.markdown(report.lines(gathered))
    for words in ("Geraden: 30 van de 100", "ja 6, deels 0, nee 0", "Samen leven: 12 stemmen",
                  "een notitie", "Plaats: Rotterdam", "RIVM", "### Afspraken",
                  "Fatma: belt de gemeente (31 januari 2027)"):  # fmt: skip
        assert words in text, words
    assert "\\*zin\\* 1" in text
    assert "zin\\* 2" not in text, "kept away"
    assert "zin\\* 3" not in text, "still waiting"
    assert not any(len(part) == 32 for part in gathered.model_dump_json().split('"')), "no number of a phone"


def test_word_says_the_same_as_markdown(gathered):
    said = report.lines(gathered)
    document = docx.Document(io.BytesIO(report.word_file(said, "nl")))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in texts if text] == [line.text for line in said if line.kind != "img"]
    drawn = [picture._inline.docPr.get("descr") for picture in document.inline_shapes]
    assert drawn == [line.text for line in said if line.kind == "img"]
    assert len(drawn) == len(gathered.figures)


def test_a_report_and_a_session_of_before_that_say_region_are_read(gathered, made, tmp_path, monkeypatch):
    former = json.loads(gathered.model_dump_json())
    former["about"] |= {"region": former["about"].pop("regio"), "region_words": "het zuidwesten"}
    del former["about"]["regio_words"]
    read = report.read(b"\xef\xbb\xbf" + json.dumps(former).encode())
    assert (read.about.regio, read.about.regio_words) == ("zuidwest", "het zuidwesten")
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 'former.sqlite'}")
    _, session = store.create(former["about"], made)
    assert session.about["regio"] == "zuidwest"
    assert report.Line("p", "Regio: het zuidwesten") in report.lines(report.of_session(session))


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"format": "other"}', b'{"format": "lsa-aan-tafel-1", "figures": 3}',
     b"[" * 100_000, b'{"about":' * 100_000],
)  # fmt: skip
def test_a_file_that_is_no_report_is_refused(content):
    with pytest.raises(report.ReportError):
        report.read(content)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    | st.sampled_from(["\ud800", "\uffff", "HUGE"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=4,
)  # fmt: skip


def _places(part, so_far=()):
    """Every way to a value inside a report."""
    for name, inside in part.items() if isinstance(part, dict) else enumerate(part):
        yield (*so_far, name)
        if isinstance(inside, dict | list):
            yield from _places(inside, (*so_far, name))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_means_harm_is_a_report_or_an_error_of_ours(gathered, data):
    """Whatever stands in whatever place: what is read can be shown in every form."""
    found = json.loads(gathered.model_dump_json())
    *way, last = data.draw(st.sampled_from(sorted(_places(found), key=str)))
    part = found
    for name in way:
        part = part[name]
    part[last] = data.draw(ANYTHING)
    try:
        read = report.read(json.dumps(found).replace('"HUGE"', "9" * 5000).encode())
    except report.ReportError:
        return
    for said in (report.lines(read), paper.combined([read, gathered], "nl")):
        assert report.markdown(said).encode()
        assert render.report_page({"title": read.about.title, "language": "nl"}, said).encode()
        assert report.word_file(said, "nl")
    assert report.calendar(read)


@pytest.mark.parametrize("count", [-1, 10**7, True, "3", 1.5])
def test_a_count_in_a_report_is_a_number_of_people(gathered, count):
    found = json.loads(gathered.model_dump_json())
    found["figures"][0]["n"] = count
    with pytest.raises(report.ReportError):
        report.read(json.dumps(found).encode())


def test_signs_that_word_cannot_hold_are_left_out(gathered):
    document = docx.Document(io.BytesIO(report.word_file([report.Line("p", "a\x00\x0b\ufffe\uffffb\tc")], "nl")))
    assert [paragraph.text for paragraph in document.paragraphs] == ["ab\tc"]


def test_a_session_has_at_most_six_own_questions():
    made = slides.make([], [], [f"Vraag {n}?" for n in range(9)], "Avond", "nl")
    assert [slide["title"] for slide in made if slide["kind"] == "question"] == [f"Vraag {n}?" for n in range(6)]


def test_hands_counted_without_a_network_are_kept_apart_from_those_of_an_evening_with_the_same_title(made):
    one, other = (str(render.offline(ABOUT, made, {}, session_id)) for session_id in ("a" * 64, "b" * 64))
    assert f'"session": "{"a" * 64}"' in one
    assert "a" * 64 not in other
    assert '"hands:" + GIVEN.hands.session' in one
