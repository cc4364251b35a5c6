"""What is in a picture: names that never hide each other, and texts that cannot be anything else."""

import itertools
import re
import xml.etree.ElementTree as ET

import altair as alt
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from lsa_data.ask import areas, own_area
from lsa_data.ask.parameters import SelectionError
from lsa_data.export import picture, picture_map, pictures, pictures_trend
from lsa_data.export.picture import Caption
from lsa_data.export.picture_map import Label
from lsa_data.export.pictures import Asked
from lsa_data.say import charts
from lsa_data.say.palette import DARK, LIGHT

pytestmark = pytest.mark.slow
SVG = "{http://www.w3.org/2000/svg}"
MAPS = [("lbm3_afwijking", "wijk", None), ("rivm_eenzaam", "wijk", "GM0599"), ("kwb_inwoners", "buurt", "GM0344"),
        ("lbm3_afwijking", "pc4", "PV28"), ("lbm2_totaal", "gemeente", "zuid")]  # fmt: skip


@pytest.mark.parametrize(("indicator", "kind", "scope"), MAPS)
def test_names_on_a_map_never_hide_each_other_and_lie_inside(indicator, kind, scope):
    drawn = ET.fromstring(pictures.svg(Asked("map", indicator, kind, scope=scope)))
    inside = drawn.find(f"{SVG}svg")
    labels = [Label(float(text.get("x")), float(text.get("y")), text.text)
              for text in inside.iter(f"{SVG}text") if text.get("fill") != "none"]  # fmt: skip
    assert len(labels) > 5
    frame = shapely.box(0, 0, float(inside.get("width")), float(inside.get("height")))
    for one, other in itertools.combinations(labels, 2):
        assert not one.box().intersects(other.box()), (one, other)
    assert all(frame.buffer(1).contains(label.box()) for label in labels)


@given(st.lists(st.floats(0, 380), min_size=1, max_size=6))
def test_names_at_the_ends_of_lines_stand_apart(heights):
    placed = sorted(charts.apart(heights))
    assert all(below - above > charts.NAME_ROOM - 2 for above, below in itertools.pairwise(placed))


def test_names_that_have_room_stay_where_they_are():
    assert charts.apart([10.0, 100.0, 300.0]) == [10.0, 100.0, 300.0]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_texts_of_a_picture_fit_in_its_width_and_are_no_markup(palette):
    title = "Een <b>heel</b> lange naam & nog veel langer " * 4
    empty = picture.render(
        "map.svg", areas=[], water="", borders="", labels=[], dots=[], outlined="", radius=6, edge=("#000", 1),
        palette=palette, size=14,
    )  # fmt: skip
    drawn = picture.framed(Caption(title, "2020", ("rivm_eenzaam",), "https://example.org"), empty, 100, palette, "nl")
    texts = [text for text in ET.fromstring(drawn).iter(f"{SVG}text")]
    assert " ".join(text.text for text in texts).startswith("Een <b>heel</b> lange naam & nog")
    for text in texts:
        size, weight = float(text.get("font-size")), int(text.get("font-weight"))
        assert picture.text_width(text.text, size, weight) <= picture.INSIDE


def test_a_course_is_right_by_the_schema():
    points = pd.DataFrame({"year": [2012, 2016] * 2, "value": [1.0, 2.0, 1.0, 2.1], "line": ["a", "a", "NL", "NL"],
                           "kind": ["own", "own", "country", "country"]})  # fmt: skip
    alt.Chart.from_dict(charts.course_chart(points, 1, LIGHT, "nl"), validate=True)


def test_every_area_of_a_map_is_drawn_in_its_class():
    asked = Asked("map", "rivm_eenzaam", "wijk", 2020, "GM0599")
    drawn = ET.fromstring(pictures.svg(asked))
    fills = {path.get("fill") for path in drawn.find(f"{SVG}svg").iter(f"{SVG}path")} - {LIGHT.water, "none"}
    assert "url(#missing)" in fills
    assert fills - {"url(#missing)"} <= set(LIGHT.diverging)


def test_no_name_lies_on_a_dot_of_a_map():
    asked = Asked("regio_map", "rivm_ervaren_gezondheid")
    inside = ET.fromstring(pictures.svg(asked)).find(f"{SVG}svg")
    dots = [shapely.Point(float(dot.get("cx")), float(dot.get("cy"))).buffer(float(dot.get("r")))
            for dot in inside.iter(f"{SVG}circle")]  # fmt: skip
    labels = [Label(float(text.get("x")), float(text.get("y")), text.text)
              for text in inside.iter(f"{SVG}text") if text.get("fill") != "none"]  # fmt: skip
    assert len(labels) == 5
    assert len(dots) >= 2
    assert not any(label.box().intersects(dot) for label in labels for dot in dots)


def test_the_same_picture_twice_is_the_same():
    area = areas.area("WK059904")
    drawn_map = Asked("map", "rivm_eenzaam", "wijk", 2020, "GM0599")
    for asked in (drawn_map, Asked("course", "rivm_eenzaam", areas=(area,))):
        assert pictures.svg(asked) == pictures.svg(asked)


@pytest.mark.parametrize(("codes", "said"), [(30, "WK059929"), (500, "https://example.org/klopt-het")])
def test_an_address_without_spaces_is_broken_and_one_of_many_lines_is_only_that_of_its_page(codes, said):
    address = "https://example.org/klopt-het?codes=" + ",".join(f"WK0599{n:02}" for n in range(codes))
    drawn = picture.framed(Caption("Titel", "2020", ("rivm_eenzaam",), address), Markup(""), 100, LIGHT, "nl")
    texts = [text.text for text in ET.fromstring(drawn).iter(f"{SVG}text")]
    assert texts[-1].endswith(said)
    assert len(texts) < 10
    assert all(picture.text_width(text, picture.FOOT) <= picture.INSIDE for text in texts[2:])


@pytest.mark.parametrize("scope", ["GM0599", "GM0518", "GM0415"])
def test_the_land_of_a_map_stays_clear_of_every_edge_and_fills_what_is_between(scope):
    inside = ET.fromstring(pictures.svg(Asked("map", "rivm_eenzaam", "wijk", 2020, scope))).find(f"{SVG}svg")
    areas_drawn = [path for path in inside.iter(f"{SVG}path") if path.get("fill") not in (None, "none", LIGHT.water)]
    numbers = [float(number) for path in areas_drawn for number in re.findall(r"-?\d+(?:\.\d+)?", path.get("d"))]
    east, south = (float(inside.get(name)) for name in ("width", "height"))
    rooms = [min(numbers[::2]), east - max(numbers[::2]), min(numbers[1::2]), south - max(numbers[1::2])]
    assert min(rooms) >= 7, rooms
    assert rooms[0] == pytest.approx(rooms[1], abs=2), "it lies in the middle"
    assert max(rooms[2:]) < 10, rooms
    assert south <= picture_map.TALLEST


def test_a_funnel_of_areas_of_one_size_has_more_than_one_number_below_it():
    asked = Asked("funnel", "lbm2_totaal", more={"series": "wijk2", "size": "midden"})
    texts = {text.text for text in ET.fromstring(pictures.svg(asked)).iter(f"{SVG}text")}
    assert len({"3.000", "4.000", "5.000", "6.000", "7.000"} & texts) > 2


def test_of_areas_in_a_funnel_only_those_with_known_inhabitants_are_drawn_and_counted(monkeypatch):
    asked = Asked("funnel", "lbm2_totaal", more={"series": "wijk2", "size": "midden"})
    choice, chosen = pictures_trend._chosen(asked)
    known = chosen["inhabitants"].where(chosen.index.isin(chosen.index[:3]), 0)
    monkeypatch.setattr(pictures_trend, "_chosen", lambda _: (choice, chosen.assign(inhabitants=known)))
    assert "3 wijken, 2.500 tot 7.500 inwoners" in pictures.svg(asked)
    monkeypatch.setattr(pictures_trend, "_chosen", lambda _: (choice, chosen.assign(inhabitants=0)))
    with pytest.raises(SelectionError, match="inhabitants of these areas are not known"):
        pictures.svg(asked)


def test_the_other_areas_of_a_map_of_a_choice_are_faint_and_stand_in_its_legend():
    asked = Asked("deviance_map", "lbm2_totaal", more={"series": "wijk2", "gemeente": "GM0599", "list": "zwak2012"})
    drawn = ET.fromstring(pictures.svg(asked))
    fills = {path.get("fill") for path in drawn.find(f"{SVG}svg").iter(f"{SVG}path")}
    assert picture_map.faint(LIGHT) in fills
    legend = {text.text for text in drawn.iter(f"{SVG}text") if text.get("font-size") == str(picture.LEGEND)}
    assert {"andere gebieden", "ongeveer zoals verwacht", "geen cijfer"} <= legend


@pytest.mark.parametrize(("scope", "outlined"), [("GM0599", True), (None, False)])
def test_a_few_areas_among_all_others_have_a_dark_edge_so_that_one_as_expected_is_seen(scope, outlined):
    asked = Asked("deviance_map", "lbm2_totaal", more={"series": "wijk2"} | ({"gemeente": scope} if scope else {}))
    inside = ET.fromstring(pictures.svg(asked)).find(f"{SVG}svg")
    edges = [
        path for path in inside.iter(f"{SVG}path") if path.get("fill") == "none" and not path.get("stroke-opacity")
    ]
    assert [path.get("stroke") for path in edges] == [LIGHT.ink] * outlined


@pytest.mark.parametrize(("code", "rings"), [("WK059904", True), ("GM0599", False)])
def test_a_distribution_explains_rings_only_where_there_are_some(code, rings):
    texts = ET.fromstring(pictures.svg(Asked("distribution", "rivm_eenzaam", areas=(areas.area(code),)))).itertext()
    assert ("Rondjes" in " ".join(texts)) is rings


def test_the_numbers_below_a_distribution_go_up_in_equal_steps():
    svg = pictures.svg(Asked("distribution", "lbm3_afwijking", areas=(areas.area("WK059904"),)))
    numbers = [float(text.replace("\u2212", "-").replace(",", "."))
               for text in ET.fromstring(svg).itertext() if re.fullmatch("[\u2212]?[0-9],[0-9]{2}", text)]  # fmt: skip
    inner = numbers[1:-1]
    assert len(inner) > 5
    assert len({round(after - before, 3) for before, after in itertools.pairwise(inner)}) == 1


def test_every_part_of_a_bar_of_gemeenten_has_its_number():
    texts = [*ET.fromstring(pictures.svg(Asked("regio_counts", "lbm3_afwijking"))).itertext()]
    assert sum(int(text) for text in texts if re.fullmatch("[0-9]{1,3}", text)) == areas.within("gemeente").shape[0]


def test_an_own_area_stands_among_the_others_beside_those_of_its_gemeente(monkeypatch):
    given = {}
    real = pictures.distribution_chart

    def chart(everything, own_code, gemeente, *more):
        given.update(everything=everything, own=own_code, gemeente=gemeente)
        return real(everything, own_code, gemeente, *more)

    monkeypatch.setattr(pictures, "distribution_chart", chart)
    area = own_area.read("BU05990110,BU05990112:40;naam=Plein").area
    assert "Plein" in pictures.svg(Asked("distribution", "rivm_eenzaam", areas=(area,)))
    (own,) = given["everything"].loc[given["everything"]["code"] == given["own"], "name"]
    assert (own, given["gemeente"]) == ("Plein", "GM0599")
