"""What is told of an area, once for every page."""

import pytest

from lsa_data.ask import areas, database
from lsa_data.say import names, sentences, told


def test_what_was_told_is_told_again_until_the_figures_or_the_year_are_others(monkeypatch, tmp_path):
    area = areas.area("WK051829")
    first = told.told(area, "nl")
    assert told.told(areas.area("WK051829"), "nl") is first
    assert told.told(area, "en") is not first
    monkeypatch.setattr(sentences, "this_year", lambda: 2050)
    assert told.told(area, "nl") is not first
    monkeypatch.undo()
    monkeypatch.setattr(database, "current_path", lambda: tmp_path / "lsa-other.duckdb")
    assert told.told(area, "nl") is not first


def test_what_is_newer_in_another_kind_of_area_is_said_by_name_and_year():
    postcode = told.told(areas.area("2525"), "nl")
    assert postcode.newer_there("wijk").startswith("Per wijk is er nieuwer: Leefbaarheid (2024)")
    assert postcode.newer_there("buurt") == ""


@pytest.mark.parametrize(
    ("code", "official"),
    [("WK051829", "Schildersbuurt"), ("GM0518", "'s-Gravenhage"), ("WK059904", ""), ("WK062701", ""), ("2525", "")],
)
def test_the_name_of_statistics_is_told_where_people_say_another(code, official):
    assert names.official_name(areas.area(code), "nl") == official


def test_a_postcode_a_buurt_and_a_wijk_lead_to_each_other():
    assert {one.kind for one in told.told(areas.area("2525"), "nl").around} == {"wijk", "buurt"}
    assert {one.kind for one in told.told(areas.area("WK051829"), "nl").around} == {"buurt", "pc4"}
    buurt = told.told(areas.area("BU05182916"), "nl")
    assert {one.kind for one in buurt.around} == {"pc4"}
    assert "WK051829" in [way.code for way in buurt.inside]
