"""The pictures of slides."""

from lsa_tafel import drawing
from lsa_tafel.words import words

SLIDE = {"kind": "guess", "of_100": True, "area_name": "Overschie", "value": 51.0, "national": 44.0}


def test_the_mark_of_the_room_stands_on_no_number_of_the_axis():
    def axis(found):
        shapes = drawing.guess(SLIDE, found, True, words("nl")).shapes
        return [shape["text"] for shape in shapes if shape["attributes"]["class"] == "soft"]

    assert axis({}) == ["0", "20", "40", "60", "80", "100"]
    assert axis({"middle": 40}) == ["0", "20", "60", "80", "100"]
    assert axis({"middle": 50}) == axis({})
