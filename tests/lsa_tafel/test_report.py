"""What stands on top of a report, and the form of its files."""

import io
import json

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from lsa_tafel import pictures, report, word_document
from lsa_tafel.report import About, Figure, Line, Recognition, Report
from lsa_tafel.words import words

SCALE = {
    "low": "10%", "high": "60%", "ends": [10, 60], "middle": [20.0, 60.0],
    "marks": [{"kind": "area", "label": "Overschie", "at": 80.0, "text": "50%"},
              {"kind": "land", "label": None, "at": 20.0, "text": "20%"}],
}  # fmt: skip


def _figure(title, yes, no):
    return Figure.model_validate_json(
        Figure(
            indicator="x", theme="samen", title=title, area="WK059904", area_name="Overschie", sentence="Zin.",
            year=2020, source="RIVM", n=yes + no, recognise=Recognition(yes=yes, partly=0, no=no), sentences=(),
        ).model_dump_json()
    )  # fmt: skip


def _report(*figures):
    about = About(title="Avond", language="nl", version="x")
    return Report(about=about, figures=figures, questions=(), priorities=report.Priorities())


def _below(said, title):
    """The items below a heading of a summary."""
    at = [line.text for line in said].index(title) + 1
    items = []
    while at < len(said) and said[at].kind == "li":
        items.append(said[at].text)
        at += 1
    return items


def test_a_report_says_on_top_what_was_recognised_most_and_least_and_nothing_twice():
    shares = {"a": 9, "b": 1, "c": 7, "d": 5, "e": 3}
    said = report.lines(_report(*(_figure(name, yes, 10 - yes) for name, yes in shares.items())))
    most, least = _below(said, "Het meest herkend"), _below(said, "Het minst herkend")
    assert [item.split(": ")[1][0] for item in most] == ["a", "c", "d"]
    assert [item.split(": ")[1][0] for item in least] == ["b", "e"]


def test_what_was_recognised_as_much_never_stands_with_the_most_and_with_the_least():
    same = report.lines(_report(*(_figure(name, 5, 1) for name in "abcd")))
    assert len(_below(same, "Het meest herkend")) == 3
    assert "Het minst herkend" not in [line.text for line in same]
    shares = {"a": 9, "b": 5, "c": 5, "d": 1}
    said = report.lines(_report(*(_figure(name, yes, 10 - yes) for name, yes in shares.items())))
    assert [item.split(": ")[1][0] for item in _below(said, "Het meest herkend")] == ["a", "b", "c"]
    assert [item.split(": ")[1][0] for item in _below(said, "Het minst herkend")] == ["d"]


def test_a_report_without_agreements_says_so():
    assert _below(report.lines(_report()), "Afspraken") == ["Er zijn geen afspraken opgeschreven."]


@pytest.mark.parametrize(("language", "known"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_a_word_file_is_a4_in_its_language_with_page_numbers(language, known):
    content = report.word_file([Line("h1", "Avond"), Line("h2", "Kort"), Line("li", "een")], language)
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    assert abs(section.page_width - Mm(210)) + abs(section.page_height - Mm(297)) < Mm(1)
    assert f'w:lang w:val="{known}"' in document.styles.element.xml
    foot = section.footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in foot
    assert 'w:instr="NUMPAGES"' in foot
    assert [one.style.name for one in document.paragraphs] == ["Heading 1", "Heading 2", "List Bullet"]
    assert document.core_properties.title == "Avond"


def test_the_guess_of_the_room_stands_on_the_line_of_the_figure_and_makes_it_longer():
    scale = pictures.Scale.model_validate_json(json.dumps(SCALE))
    inside = pictures.with_guess(scale, 35, "De zaal raadde", "35 van de 100")
    assert [mark.at for mark in inside.marks] == [80.0, 20.0, 50.0]
    outside = pictures.with_guess(scale, 85, "De zaal raadde", "85 van de 100")
    assert [round(mark.at, 1) for mark in outside.marks] == [53.3, 13.3, 100.0]
    assert pictures.with_guess(scale, None, "", "") == scale


def test_a_picture_is_a_png_of_any_length_of_text():
    scale = pictures.Scale.model_validate_json(json.dumps(SCALE))
    for text in ("Overschie", "a" * 5000, "\x85\n\x00", ""):
        drawn = Image.open(io.BytesIO(pictures.draw(scale, text, text, words("nl"))))
        assert (drawn.format, drawn.width) == ("PNG", pictures.WIDTH)


def test_what_a_picture_shows_is_said_in_words():
    scale = pictures.Scale.model_validate_json(json.dumps(SCALE))
    assert pictures.words_of(scale, words("nl")) == "Nederland 20%, Overschie 50%"


def test_a_sentence_that_is_read_from_the_right_stands_so_in_word():
    said = [report.Line("li", "الجيران يساعدون بعضهم."), report.Line("li", "1. De buren (جيران)")]
    arabic, dutch = docx.Document(io.BytesIO(report.word_file(said, "nl"))).paragraphs
    assert arabic._p.pPr.find(qn("w:bidi")) is not None
    assert arabic.runs[0].font.rtl
    assert dutch._p.pPr.find(qn("w:bidi")) is None
    assert not dutch.runs[0].font.rtl


def test_the_date_behind_an_agreement_in_arabic_is_read_from_the_left():
    arabic = report.Agreement(who="عمر", what="يتصل", due="2027-01-31")
    assert report.agreed(arabic, "nl") == "عمر: يتصل (\u200e31 januari 2027)"
    dutch = report.Agreement(who="Fatma", what="belt", due="2027-01-31")
    assert report.agreed(dutch, "nl") == "Fatma: belt (31 januari 2027)"


def test_signs_that_word_cannot_hold_end_in_no_part_of_the_file():
    assert docx.Document(io.BytesIO(word_document.made([Line("h1", "a\x00b")], "nl", "{n}/{total}"))).paragraphs


@pytest.mark.parametrize(
    ("computed", "said"),
    [(True, "Bron: RIVM; cijfer van 2020, door ons berekend"), (False, "Bron: RIVM; cijfer van 2020")],
)
def test_a_figure_that_we_computed_is_said_to_be(computed, said):
    figure = _figure("a", 9, 1).model_copy(update={"computed": computed})
    assert said in [line.text for line in report.lines(_report(figure))]
