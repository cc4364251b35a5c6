"""The pictures of slides."""

from lsa_tafel import drawing, pictures
from lsa_tafel.pictures import font
from lsa_tafel.words import words

SLIDE = {"kind": "guess", "of_100": True, "area_name": "Overschie", "value": 51.0, "national": 44.0}


def test_the_mark_of_the_room_stands_on_no_number_of_the_axis():
    def axis(found):
        shapes = drawing.guess(SLIDE, found, True, words("nl")).shapes
        return [shape["text"] for shape in shapes if shape["attributes"]["class"] == "soft"]

    assert axis({}) == ["0", "20", "40", "60", "80", "100"]
    assert axis({"middle": 40}) == ["0", "20", "60", "80", "100"]
    assert axis({"middle": 50}) == axis({})


def _text(picture, said):
    """Where a text begins and ends, from left to right."""
    shape = next(shape["attributes"] for shape in picture.shapes if said in shape["text"])
    long = font(shape["font-size"], True).getlength(said)
    begin = shape["x"] - {"start": 0, "end": long}[shape["text-anchor"]]
    return begin, begin + long


LONG = "Ons mooie groene Overschie aan"


def test_a_long_name_at_the_end_of_a_course_stands_beside_it_and_not_on_it():
    points = [[2012, -0.3, 0.0], [2014, -0.2, 0.0], [2016, -0.1, 0.0]]
    slide = {"kind": "trend", "area_name": LONG, "points": points, "unit": "score", "of_100": False, "decimals": 2,
             "language": "nl", "answers": ("minder", "gelijk", "meer")}  # fmt: skip
    picture = drawing.trend(slide, words("nl"))
    course = next(one["attributes"]["d"] for one in picture.shapes if one["attributes"]["class"] == "course area")
    begin, end = _text(picture, LONG)
    assert float(course.rsplit("L", 1)[1].split()[0]) < begin
    assert end <= drawing.WIDTH


def test_a_long_name_on_the_map_stands_on_the_side_where_it_fits():
    slide = {
        "kind": "region",
        "height": 640,
        "paths": [],
        "places": [[LONG, 800.0, 300.0, "x"], ["Kort", 800.0, 400.0]],
    }
    picture = drawing.region(slide)
    assert _text(picture, LONG)[1] < 800 - 26
    assert _text(picture, "Kort")[0] > 800 + 26


def test_what_a_picture_shows_is_said_without_a_space_before_a_comma_where_there_is_no_number():
    marks = (pictures.Mark(kind="area", label="Overschie", at=20.0, text=""),
             pictures.Mark(kind="land", at=50.0, text="44%"))  # fmt: skip
    scale = pictures.Scale(low="minder", high="meer", marks=marks)
    assert pictures.words_of(scale, words("nl")) == "Overschie, Nederland 44%"
