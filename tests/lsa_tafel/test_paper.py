"""The discussion paper: where rooms agree and differ, every sentence once, no heading above nothing."""

from collections import Counter

import pytest

from lsa_tafel import paper
from lsa_tafel.report import About, Agreement, Figure, Own, Priorities, Question, Recognition, Report


def _figure(indicator, recognised, sentences=(), theme="samen", area="Overschie"):
    return Figure(
        indicator=indicator, theme=theme, title=indicator, area="WK059904", area_name=area, sentence=f"Zin {area}.",
        year=2020, source="RIVM", n=10, guess_n=3, guess_middle=40.0, sentences=sentences,
        recognise=Recognition(yes=recognised, partly=0, no=10 - recognised),
    )  # fmt: skip


def _report(title, regio, *figures, questions=(), votes=None, agreements=()):
    return Report(
        about=About(title=title, regio=regio, language="nl", version="x"), figures=figures, questions=questions,
        priorities=Priorities(themes={"samen": "Samen leven"}, votes=votes), agreements=agreements,
    )  # fmt: skip


@pytest.fixture
def said():
    rooms = [
        _report("Avond Overschie", "zuidwest", _figure("rivm_eenzaam", 8, ("De buren helpen.",)),
                _figure("rivm_sporter", 9, theme="gezondheid"), votes={"samen": 4, "wonen": 0},
                questions=(Question(title="Trots?", sentences=("De buren helpen", "Het park.")),
                           Question(title="Niets?", sentences=())),
                agreements=(Agreement(who="Fatma", what="belt"),)),
        _report("Kanaleneiland", "noordwest", _figure("rivm_eenzaam", 7, area="Kanaleneiland"),
                _figure("rivm_sporter", 1, ("de  buren helpen.",), theme="gezondheid", area="Kanaleneiland"),
                votes={"samen": 2}),
    ]  # fmt: skip
    return [(line.kind, line.text) for line in paper.combined([*rooms, rooms[0]], "nl")]


def _below(said, title):
    at = next(place for place, (_, text) in enumerate(said) if text == title) + 1
    items = []
    while at < len(said) and said[at][0] == "li":
        items.append(said[at][1])
        at += 1
    return items


def test_it_says_first_where_rooms_agree_and_where_they_differ_with_counts(said):
    assert ("p", "Dit gaat over 2 bijeenkomsten in 2 regio's.") in said, "a report that was given twice counts once"
    (same,) = _below(said, "Hierover zeggen de zalen hetzelfde")
    assert same.startswith("Voelt zich eenzaam: in alle zalen herkende meer dan de helft dit. Herkend: ja 15,")
    (other,) = _below(said, "Hierover zeggen de zalen iets anders")
    assert "herkend in Avond Overschie; niet herkend in Kanaleneiland" in other


def test_every_room_stands_with_its_figure_below_its_theme_and_every_region_with_its_counts(said):
    texts = [text for _, text in said]
    assert texts.index("Gezondheid") < texts.index("Sport elke week") < texts.index("Samen leven")
    _, room = (text for text in texts if text.startswith("Kanaleneiland: Zin Kanaleneiland. Cijfer"))
    assert "Cijfer van 2020. Geraden: 40 van de 100" in room
    assert "Herkend: ja 7, deels 0, nee 3 (antwoorden: 10)." in room
    assert "Noordwest: Herkend: ja 7, deels 0, nee 3 (antwoorden: 10)." in texts
    assert "Samen leven: 6 stemmen (Noordwest 2, Zuidwest 4)" in texts
    assert not any(text.startswith("Wonen") for text in texts), "nobody voted for it"


def test_no_sentence_stands_twice_and_who_said_it_stands_with_it(said):
    quoted = [text for kind, text in said if kind == "li" and text.startswith("“")]
    assert quoted == ["“De buren helpen.” (Avond Overschie, Kanaleneiland)", "“Het park.” (Avond Overschie)"]
    assert max(Counter(text for kind, text in said if kind == "li").values()) == 1


def test_a_figure_or_own_slide_that_was_shown_twice_stands_once():
    asked, shown = _figure("rivm_eenzaam", 8), _figure("rivm_eenzaam", 0).model_copy(
        update={"recognise": None, "guess_n": 0, "guess_middle": None}
    )  # fmt: skip
    rooms = [
        _report(title, None, asked, shown).model_copy(update={"own": (Own(title="Samen sterk"),)})
        for title in ("Avond in Overschie", "Tweede avond in Overschie")
    ]
    said = [line.text for line in paper.combined(rooms, "nl") if line.kind == "li"]
    assert [text.partition(".")[0] for text in said if "Zin Overschie." in text] == [
        "Avond in Overschie: Zin Overschie", "Tweede avond in Overschie: Zin Overschie"
    ]  # fmt: skip
    assert [text for text in said if "sterk" in text] == [
        "“Samen sterk” (Avond in Overschie, Tweede avond in Overschie)"
    ]


def test_no_heading_stands_above_nothing(said):
    depth = {"h1": 1, "h2": 2, "h3": 3}
    for (kind, text), (after, _) in zip(said, [*said[1:], ("h1", "")], strict=True):
        if kind in depth:
            assert depth.get(after, 9) > depth[kind], text
    assert "Niets?" not in [text for _, text in said]


def test_agreements_stand_below_the_evening_that_made_them(said):
    assert _below(said, "Avond Overschie") == ["Fatma: belt"]


@pytest.mark.parametrize(("yes", "no", "said"), [(6, 4, "yes"), (4, 6, "no"), (5, 5, "divided"), (0, 0, "divided")])
def test_a_room_recognises_a_figure_when_more_than_half_does(yes, no, said):
    assert paper.verdict(Recognition(yes=yes, partly=0, no=no)) == said


def test_one_report_alone_is_a_paper_in_english_too():
    texts = [line.text for line in paper.combined([_report("Evening", None, _figure("rivm_eenzaam", 8))], "en")]
    assert texts[:3] == ["Discussion paper (draft)", "In short", "This is about 1 session."]
    assert "On this the rooms say the same" not in texts


def test_what_a_facilitator_showed_of_ones_own_is_in_the_paper_with_its_room_and_without_the_note():
    shown = _report("Avond", None).model_copy(
        update={"own": (Own(title="Samen sterk", note="voor mij"), Own(title="Eenzaam sinds 2012", source="RIVM 2020"))}
    )
    said = [line.text for line in paper.combined([shown, _report("Ander", None)], "nl")]
    at = said.index("Eigen dia's")
    assert said[at + 1 : at + 3] == ["“Samen sterk” (Avond)", "“Eenzaam sinds 2012” RIVM 2020 (Avond)"]
    assert not any("voor mij" in text for text in said)
    assert "Eigen dia's" not in [line.text for line in paper.combined([_report("Ander", None)], "nl")]


def _on(date, **more):
    report = _report("Avond", None, _figure("rivm_eenzaam", **more))
    return report.model_copy(update={"about": report.about.model_copy(update={"date": date, "date_words": "die dag"})})


def test_evenings_with_the_same_name_in_the_same_area_are_told_apart_by_their_date():
    said = [
        line.text for line in paper.combined([_on("2026-10-01", recognised=8), _on("2026-11-20", recognised=1)], "nl")
    ]
    judged = "herkend in Overschie (Avond, 1 oktober 2026); niet herkend in Overschie (Avond, 20 november 2026)"
    assert any(judged in text for text in said)
    assert sum("Herkend: ja" in text and "Zin Overschie" in text for text in said) == 2, (
        "each stands on a line of its own"
    )
    assert said[said.index("Bijeenkomsten") + 1 :][:2] == ["Avond, 1 oktober 2026", "Avond, 20 november 2026"]


def test_evenings_with_the_same_name_on_one_day_have_a_number():
    said = [
        line.text for line in paper.combined([_on("2026-10-01", recognised=8), _on("2026-10-01", recognised=1)], "en")
    ]
    assert said[said.index("Sessions") + 1 :][:2] == ["Avond, 1 October 2026 (1)", "Avond, 1 October 2026 (2)"]


def test_the_day_of_an_evening_is_in_the_language_of_the_paper():
    assert "Avond, 1 October 2026" in [line.text for line in paper.combined([_on("2026-10-01", recognised=8)], "en")]
    assert "Avond, die dag" in [line.text for line in paper.combined([_on(None, recognised=8)], "en")]


def test_a_figure_that_we_computed_and_an_area_that_the_room_calls_otherwise_say_so():
    own = _figure("rivm_eenzaam", 8, area="Ons dorp").model_copy(update={"computed": True, "official": "Overschie (R)"})
    said = [line.text for line in paper.combined([_report("Avond", None, own)], "nl")]
    assert any("Cijfer van 2020, door ons berekend" in text and "Overschie (R)" in text for text in said)
