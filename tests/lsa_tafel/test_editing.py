"""Changing slides after they were kept, also while the evening goes on."""

import io
from concurrent.futures import ThreadPoolExecutor

import docx
import pytest
from PIL import Image

from lsa_data.ask import areas
from lsa_tafel import (
    agreements,
    editing,
    hands,
    notes,
    on_screen,
    own_slides,
    photos,
    render,
    report,
    slides,
    steering,
    store,
)
from tests.lsa_tafel.conftest import ABOUT

NAMED = [(areas.area, "WK059904", "Overschie"), (areas.area, "WK051829", "Schilderswijk")]


@pytest.fixture
def key(kept, made):
    return store.create(ABOUT, made)[0]


@pytest.fixture(scope="module")
def two():
    return [(find(code), name) for find, code, name in NAMED]


def _ids(key):
    return [slide["id"] for slide in store.by_key(key).slides]


def test_a_slide_moves_and_what_is_on_the_screen_stays_there(key):
    ids = _ids(key)
    store.go(key, 1)
    editing.move(key, ids[1], 1)
    assert _ids(key)[:3] == [ids[0], ids[2], ids[1]]
    assert store.by_key(key).slide["id"] == ids[1]
    editing.move(key, ids[0], -1)
    assert _ids(key)[0] == ids[0], "nothing comes before the first"


def test_answers_stay_with_their_slide_wherever_it_goes(key):
    session = store.go(key, 1)
    phone = store.join(session.code)[1]
    store.answer(session.id, session.slide["id"], phone, {"guess": 30})
    editing.move(key, session.slide["id"], 5)
    editing.hide(key, session.slide["id"], True)
    assert report.of_session(store.by_key(key)).figures[0].guess_n == 1, "hidden afterwards is not lost"


def test_a_hidden_slide_that_was_never_used_is_not_in_the_report(key, made):
    figures = sum(slide["kind"] == "figure" for slide in made)
    for slide in made[1:3]:
        editing.hide(key, slide["id"], True)
    assert len(report.of_session(store.by_key(key)).figures) == figures - 1


def test_a_note_beside_a_slide_of_ones_own_is_in_the_report(key):
    slide = own_slides.text("Samen sterk")
    editing.add(key, "title", slide)
    notes.save(key, slide["id"], "Er werd geklapt")
    assert [one.note for one in report.of_session(store.by_key(key)).own] == ["Er werd geklapt"]


def test_a_copy_has_answers_of_its_own_and_a_guess_is_copied_with_its_figure(key):
    ids = _ids(key)
    editing.duplicate(key, ids[1])
    assert len(_ids(key)) == len(ids) + 2
    guess, figure = _ids(key)[3:5]
    assert guess == f"guess-{figure}"
    assert len(set(_ids(key))) == len(ids) + 2
    editing.duplicate(key, figure)
    assert max(map(len, _ids(key))) <= 80, "it fits in the store"


def test_two_devices_that_change_slides_at_once_lose_nothing(key):
    with ThreadPoolExecutor(8) as devices:
        list(devices.map(lambda n: editing.add(key, "title", own_slides.text(f"Tekst {n}")), range(8)))
    assert {slide["title"] for slide in store.by_key(key).slides if slide["kind"] == "text"} == {
        f"Tekst {n}" for n in range(8)
    }


def test_a_slide_that_was_removed_elsewhere_is_a_mistake_that_can_be_told(key):
    ids = _ids(key)
    editing.remove(key, ids[-1])
    with pytest.raises(ValueError, match=r".+"):
        editing.hide(key, ids[-1], True)


def test_the_slide_on_the_screen_can_be_removed_and_the_last_one_stays(key):
    ids = _ids(key)
    store.go(key, len(ids) - 1)
    for slide in reversed(ids):
        editing.remove(key, slide)
    assert _ids(key) == ids[:1]
    assert store.by_key(key).current == 0


def test_what_comes_in_the_place_of_a_removed_slide_begins_at_its_question(key):
    """The figure after a guess that was removed is not shown as answered, and no guess gives its figure away."""
    session = store.go(key, 1, revealed=True)
    for slide in (session.slides[1]["id"], session.slides[2]["id"]):
        editing.remove(key, slide)
        now = store.by_key(key)
        assert (now.current, now.revealed, now.page) == (1, False, 0)
    assert now.slide["kind"] == "guess"
    store.go(key, 1, revealed=True)
    editing.remove(key, now.slides[2]["id"])
    assert store.by_key(key).revealed, "what is on the screen stays as it is when another slide is removed"


def test_a_slide_that_was_answered_or_has_a_note_is_not_removed(key):
    session = store.go(key, 1)
    store.answer(session.id, session.slide["id"], store.join(session.code)[1], {"guess": 30})
    notes.save(key, "title", "een notitie")
    for slide in (session.slide["id"], "title"):
        with pytest.raises(own_slides.NotShown, match="slide_used"):
            editing.remove(key, slide)
    assert _ids(key) == [slide["id"] for slide in session.slides]


def test_only_texts_of_the_facilitator_change_and_only_as_long_as_a_slide_holds(key):
    figure = store.by_key(key).slides[2]
    editing.change(key, figure["id"], title="Iets anders", speaker=" Vraag door ", minutes=90)
    changed = store.by_key(key).slides[2]
    assert (changed["title"], changed["speaker"], changed["minutes"]) == (figure["title"], "Vraag door", 60)
    for wrong in ("", "  ", "woord " * 16):
        with pytest.raises(own_slides.NotShown):
            editing.change(key, "title", title=wrong)
    assert "Vraag door" not in render.offline(ABOUT, store.by_key(key).slides, {}), "only the facilitator reads it"


def test_a_report_knows_its_session_and_which_of_two_is_the_newest(key):
    session, other = store.by_key(key), store.create(ABOUT, store.by_key(key).slides)[1]
    before, elsewhere = report.of_session(session).about, report.of_session(other).about
    notes.save(key, session.slides[0]["id"], "Er werd gelachen")
    after = report.of_session(store.by_key(key)).about
    assert before.session == after.session != elsewhere.session
    assert after.changes > before.changes
    assert before.session not in (session.id, session.id[:16], key)


def test_two_who_change_one_slide_both_find_their_words_again(key):
    began = store.by_key(key).slides[0]
    editing.change(key, "title", title="Avond", speaker="Van de een", minutes=5, began=began)
    editing.change(key, "title", title=began["title"], speaker="Van de ander", minutes=0, began=began)
    slide = store.by_key(key).slides[0]
    assert (slide["title"], slide["minutes"]) == ("Avond", 5), "who left it as it was takes nothing back"
    assert slide["speaker"].split("\n") == ["Van de een", "Van de ander"]


def test_a_choice_that_somebody_voted_for_is_not_taken_away(key):
    at, slide = next((at, one) for at, one in enumerate(store.by_key(key).slides) if one["kind"] == "priorities")
    session, (theme, *others) = store.go(key, at), slide["themes"]
    names = [slide["themes"][one] for one in others]
    store.answer(session.id, slide["id"], store.join(session.code)[1], {theme: 2})
    with pytest.raises(own_slides.NotShown, match="options_voted"):
        editing.change(key, slide["id"], options=["Een speeltuin", *names])
    editing.change(key, slide["id"], options=[slide["themes"][theme].upper(), "Een speeltuin"])
    assert report.of_session(store.by_key(key)).priorities.votes == {theme: 2, "een speeltuin": 0}


def test_the_room_votes_for_what_the_facilitator_wrote_and_themes_that_stay_keep_their_votes(key):
    votes = next(slide for slide in store.by_key(key).slides if slide["kind"] == "priorities")
    first = next(iter(votes["themes"].items()))
    editing.change(key, votes["id"], options=[first[1], "Een speeltuin", " Een  speeltuin ", ""])
    slide = next(slide for slide in store.by_key(key).slides if slide["kind"] == "priorities")
    assert slide["themes"] == {first[0]: first[1], "een speeltuin": "Een speeltuin"}
    for wrong in (["een"], [f"keuze {n}" for n in range(8)], ["a" * 37, "b"]):
        with pytest.raises(own_slides.NotShown):
            editing.change(key, votes["id"], options=wrong)


def test_a_title_and_date_that_change_are_changed_everywhere(key):
    editing.tell(key, {"title": "Nieuw", "place": "Hier", "date": "2027-01-01", "date_words": "1 januari 2027"})
    session = store.by_key(key)
    assert session.about["title"] == session.slides[0]["title"] == "Nieuw"
    assert session.joinable


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_slide_of_ones_own_can_be_shown(two, language):
    made = [
        own_slides.text("Samen sterk"), own_slides.region(two), own_slides.photo("x", "Het plein"),
        *(own_slides.trend(two[0], name, language) for name in ("rivm_eenzaam", "lbm2_totaal", "politie_totaal")),
        *(own_slides.beside(two, name, language) for name in ("rivm_eenzaam", "lbm2_totaal")),
    ]  # fmt: skip
    for slide in made:
        html = render.slide_html(slide, {"n": 0, "sentences": []}, False, ABOUT | {"language": language})
        assert "NaN" not in html
        assert len(render.heading_of(slide, render.words(language)).split()) <= 15
    assert "Schilderswijk" in render.slide_html(made[-1], {"n": 0, "sentences": []}, False, ABOUT)
    assert len(str(made[1])) < 60_000, "a map is small enough for every step"


def test_no_trend_for_one_year_and_no_pair_of_different_figures(two):
    with pytest.raises(own_slides.NotShown):
        own_slides.trend(two[0], "no_such_figure", "nl")
    with pytest.raises(own_slides.NotShown):
        own_slides.beside(two[:1], "rivm_eenzaam", "nl")


def _photo(size=(3000, 2000), kind="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", size, "#0b5a57").save(out, kind, **more)
    return out.getvalue()


def test_a_photo_is_made_anew_small_upright_and_without_what_a_camera_wrote_in_it(key):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera van Jan"
    photo = photos.keep(key, _photo(exif=exif))
    content = photos.content(store.by_key(key).id, photo)
    assert b"Camera van Jan" not in content
    with Image.open(io.BytesIO(content)) as found:
        assert found.size == (1067, 1600)
        assert not found.getexif()
    assert photos.keep(key, _photo(exif=exif)) == photo, "the same photo is kept once"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.4",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"0" * 99,
        _photo()[:500],
        _photo((200, 200), "PNG")[:90],
    ],
)
def test_what_is_no_photo_is_refused(content):
    with pytest.raises(own_slides.NotShown, match="photo_wrong"):
        own_slides.as_jpeg(content)


def test_a_photo_that_did_not_come_along_is_asked_for_and_not_called_unreadable():
    with pytest.raises(own_slides.NotShown, match="photo_none"):
        own_slides.as_jpeg(b"")


def test_a_photo_that_is_too_large_is_refused(monkeypatch):
    with pytest.raises(own_slides.NotShown, match="photo_large"):
        own_slides.as_jpeg(b"0" * (own_slides.LARGEST_PHOTO + 1))
    monkeypatch.setattr(own_slides, "MOST_PIXELS", 100)
    with pytest.raises(own_slides.NotShown, match="photo_large"):
        own_slides.as_jpeg(_photo((50, 50)))


def test_photos_go_with_their_session(key):
    photo, session = photos.keep(key, _photo((20, 20))), store.by_key(key).id
    store.delete(key)
    assert photos.content(session, photo) is None


def test_a_rehearsal_is_cleared_and_can_be_put_back_and_newer_answers_win(key):
    session = store.go(key, 1)
    slide, code = session.slide["id"], session.code
    phones = [store.join(code)[1] for _ in range(2)]
    for phone in phones:
        store.answer(session.id, slide, phone, {"guess": 10})
    agreements.add(key, "a" * 32, {"what": "proef"})
    notes.save(key, slide, "blijft")
    hands.count(key, slide, 0, {"guesses": [20]})
    store.clear(key)
    assert (store.answers(session.id), agreements.of_session(session.id), hands.of_session(session.id)) == ([], [], [])
    assert store.by_key(key).current == 0
    assert notes.of_session(session.id)[slide].text == "blijft"
    assert store.was_cleared(session.id)
    store.go(key, 1)
    store.answer(session.id, slide, phones[0], {"guess": 90})
    store.restore(key)
    assert sorted(one["value"]["guess"] for one in store.answers(session.id)) == [10, 90]
    assert [one["what"] for one in agreements.of_session(session.id)] == ["proef"]
    assert [one["value"] for one in hands.of_session(session.id)] == [{"guesses": [20]}]
    assert not store.was_cleared(session.id)
    store.clear(key)
    store.delete(key)
    assert not store.was_cleared(session.id), "what was cleared is deleted too"


def test_what_is_typed_on_the_page_is_cleaned_before_it_is_kept(key):
    editing.add(key, "title", own_slides.text("Sa\ud800men\x0b sterk\u202e"))
    editing.tell(key, {"title": "Avond\x00"})
    session = store.by_key(key)
    assert (session.slides[1]["title"], session.about["title"]) == ("Samen sterk", "Avond")


def test_the_report_holds_own_slides_with_their_pictures_sources_and_notes(key, two):
    out = io.BytesIO()
    Image.new("RGB", (900, 1600), "#336699").save(out, "JPEG")
    here = two[0]
    made = [
        own_slides.text("Samen sterk"), own_slides.photo(photos.keep(key, out.getvalue()), "Het plein"),
        own_slides.region([here]), own_slides.trend(here, "rivm_eenzaam", "nl"),
        own_slides.beside(two, "rivm_eenzaam", "nl"),
        own_slides.text("Verborgen") | {"hidden": True},
    ]  # fmt: skip
    for slide in reversed(made):
        editing.add(key, "title", slide)
    notes.save(key, made[0]["id"], "Applaus")
    found = report.of_session(store.by_key(key))
    lines = report.lines(found)
    told = [line.text for line in lines]
    assert told[told.index("Eigen dia's") + 1 :][:3] == ["Samen sterk", "Notities: Applaus", "Het plein"]
    assert "Verborgen" not in told
    own = {one.title: one for one in found.own}
    assert own["Het plein"].picture.startswith(report.JPEG)
    assert own["Waar ligt het?"].on_it == "Overschie"
    assert made[3]["source"] in own[made[3]["brief"]].source
    for one in list(own.values())[1:]:
        Image.open(io.BytesIO(one.picture)).verify()
    assert len(docx.Document(io.BytesIO(report.word_file(lines, "nl"))).inline_shapes) == 4 + len(found.figures)
    assert "data:image/jpeg" in report.markdown(lines, pictures=True)
    again = report.read(found.model_dump_json().encode())
    assert [one.title for one in again.own] == [one.title for one in found.own]
    assert len(found.model_dump_json()) < 40_000, "pictures are not in the file that rooms are put together with"
    assert "Het plein" in report.markdown(report.lines(again))


def test_removed_slides_are_put_back_where_they_were_the_last_one_first(key):
    before = [slide["id"] for slide in store.by_key(key).slides]
    shown = store.go(key, 5).slide["id"]
    editing.remove(key, before[3])
    editing.remove(key, before[1])
    assert editing.last_removed(store.by_key(key))["id"] == before[1]
    for _ in range(3):
        session = editing.put_back(key)
    assert [slide["id"] for slide in session.slides] == before
    assert session.slide["id"] == shown, "what is on the screen stays there"
    assert editing.last_removed(session) is None
    assert "gone" not in report.of_session(session).model_dump_json()


def test_a_slide_at_which_hands_were_counted_is_not_taken_out(key):
    slide = store.by_key(key).slides[1]["id"]
    hands.count(key, slide, 0, {"guesses": [20]})
    with pytest.raises(own_slides.NotShown, match="slide_used"):
        editing.remove(key, slide)
    hands.count(key, slide, 0, {})
    assert slide not in [one["id"] for one in editing.remove(key, slide).slides]


def test_a_session_has_votes_once_because_a_report_has_them_once(key):
    votes = next(slide["id"] for slide in store.by_key(key).slides if slide["kind"] == "priorities")
    for again in (lambda: editing.duplicate(key, votes), lambda: editing.add_votes(key, "title", ["een", "twee"])):
        with pytest.raises(own_slides.NotShown, match="votes_once"):
            again()
    editing.remove(key, votes)
    editing.add_votes(key, "title", ["een", "twee"])
    with pytest.raises(own_slides.NotShown, match="votes_once"):
        editing.put_back(key)


def test_a_desk_that_asks_twice_to_clear_still_puts_everything_back(key):
    session = store.go(key, 1)
    store.answer(session.id, session.slide["id"], store.join(session.code)[1], {"guess": 10})
    store.clear(key)
    store.clear(key)
    store.restore(key)
    assert len(store.answers(session.id)) == 1


def test_a_name_that_is_changed_afterwards_is_on_every_slide_in_the_hand_out_and_the_report(kept, two):
    made = slides.make(two, ["rivm_eenzaam"], [], "Avond", "nl")
    areas_of = [[area.code, area.vintage, name] for area, name in two]
    key, _ = store.create(ABOUT | {"areas": areas_of}, made)
    editing.add(key, "title", own_slides.region(two))
    editing.add(key, "title", own_slides.beside(two, "rivm_eenzaam", "nl"))
    editing.add(key, "title", own_slides.trend(two[1], "rivm_eenzaam", "nl"))
    trend = store.by_key(key).slides[1]["id"]
    editing.remove(key, trend)
    before = report.of_session(store.by_key(key)).figures
    editing.tell(key, {"title": "Avond"}, {"WK051829": " De  Schilders ", "WK059904": " "})
    editing.put_back(key)
    session = store.by_key(key)
    assert [name for _, _, name in session.about["areas"]] == ["Overschie", "De Schilders"]
    shown = [str(on_screen.preview(session, steering.Place(at, True))) for at in range(len(session.slides))]
    assert [page for page in shown if "Schilderswijk" in page] == []
    assert sum("De Schilders" in page for page in shown) >= 5, "title, trend, both beside, region, guess"
    figures = report.of_session(session).figures
    assert [one.area_name for one in figures] == ["Overschie", "De Schilders"]
    for one, was in zip(figures, before, strict=True):
        same = ("official", "sentence", "source", "year", "area")
        assert [getattr(one, name) for name in same] == [getattr(was, name) for name in same]
    markdown = report.markdown(report.lines(report.of_session(session)))
    assert "### De Schilders: " in markdown
    assert markdown.count("Gebied: Schilderswijk (Den Haag)") == 1, "the official name stays with the source"
    assert "Gebied: Overschie" not in markdown, "where it is the same it is not said twice"
    assert "De Schilders" in render.handout_page(session.about, figures)


def test_own_words_on_a_figure_are_on_screen_phone_and_paper_beside_the_figure_itself(key):
    figure = store.by_key(key).slides[2]
    trend = own_slides.trend((areas.area("WK059904"), "Overschie"), "rivm_eenzaam", "nl")
    editing.add(key, "title", trend)
    with pytest.raises(own_slides.NotShown, match="slide_long"):
        editing.change(key, figure["id"], own="woord " * 16)
    editing.change(key, figure["id"], own=" Bijna de helft <b>voelt</b> zich alleen ")
    editing.change(key, trend["id"], own="Het werd meer")
    session = store.by_key(key)
    at = session.place_of(figure["id"])
    page = str(on_screen.preview(session, steering.Place(at)))
    assert "Bijna de helft &lt;b&gt;voelt&lt;/b&gt; zich alleen" in page
    assert figure["source_brief"] in page
    assert figure["scale"]["marks"][0]["text"].removesuffix("%") in page
    gathered = report.of_session(session)
    said = [line.text for line in report.lines(gathered)]
    own = said.index("Op het scherm: “Bijna de helft <b>voelt</b> zich alleen”")
    assert said[own + 1] == figure["sentence"]
    assert gathered.own[0].title == "Het werd meer"
    assert gathered.own[0].source.startswith(f"{trend['brief']}. Bron: ")
    assert "Bijna de helft" in render.handout_page(session.about, gathered.figures)
    editing.change(key, figure["id"], own=" ")
    assert "Bijna de helft" not in on_screen.preview(store.by_key(key), steering.Place(at))
