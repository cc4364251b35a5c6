"""How a figure gets a colour on the map."""

import numpy as np
import pandas as pd
import pytest

from lsa_data.ask import database, layers, maps

CHOICE = maps.Choice(2020, 2022, 2022)


@pytest.fixture
def around_fifty(monkeypatch):
    """The classes of an indicator of which the country has 50: about the same within 5, a tenth below 35, above 59."""
    national = pd.DataFrame(
        {
            "year": [2016, 2020, 2020],
            "vintage": [2022, 2016, 2022],
            "value": [10.0, 20.0, 50.0],
            "similar_within": [1.0, 2.0, 5.0],
            "p10": [9.0, 18.0, 35.0],
            "p90": [11.0, 22.0, 59.0],
        }
    )
    monkeypatch.setattr(database, "ask", lambda *_, **__: national)
    return maps.classes("rivm_eenzaam", "wijk", CHOICE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(50.0, 3), (54.9, 3), (45.1, 3), (55.1, 4), (44.9, 2), (56.9, 4), (57.1, 5), (40.1, 2), (39.9, 1), (58.9, 5),
     (35.1, 1), (59.1, 6), (34.9, 0), (1000.0, 6), (-1000.0, 0)],
)  # fmt: skip
def test_the_middle_class_is_about_the_same_and_the_outer_ones_are_unusual(around_fifty, value, expected):
    assert (around_fifty.diverging, around_fifty.benchmark) == (True, 50.0)
    assert len(around_fifty.bounds) + 1 == maps.CLASS_COUNT
    assert maps.class_of(pd.Series([value]), around_fifty.bounds).tolist() == [expected]


@pytest.mark.parametrize(
    ("country", "within", "p10", "p90", "bounds"),
    [(44.0, 8.0, 14.0, 50.0, (14.0, 25.0, 36.0, 52.0, 60.0, 68.0)),
     (50.0, 0.0, 46.0, 54.0, (46.0, 47.975, 49.95, 50.05, 52.025, 54.0)),
     (50.0, 0.0, 50.0, 50.0, (49.75, 49.85, 49.95, 50.05, 50.15, 50.25))],
)  # fmt: skip
def test_classes_ascend_where_the_noise_is_wider_than_the_areas_or_nothing(
    monkeypatch, country, within, p10, p90, bounds
):
    row = {
        "year": [2020],
        "vintage": [2022],
        "value": [country],
        "similar_within": [within],
        "p10": [p10],
        "p90": [p90],
    }
    monkeypatch.setattr(database, "ask", lambda *_, **__: pd.DataFrame(row))
    assert maps.classes("rivm_eenzaam", "wijk", CHOICE).bounds == pytest.approx(bounds)


def test_a_value_on_a_bound_is_in_the_class_above_and_a_missing_one_in_none():
    values = pd.Series([1.0, 2.0, np.nextafter(2.0, 0), np.nextafter(1.0, 0), np.nan], index=list("abcde"))
    assert maps.class_of(values, (1.0, 2.0)).to_dict() == {"a": 1, "b": 2, "c": 1, "d": 0, "e": -1}


def test_counts_are_in_seven_classes_with_equally_many_areas(monkeypatch):
    national = pd.DataFrame({"year": [2020], "vintage": [2022], "value": [None], "similar_within": [7.413]})
    monkeypatch.setattr(database, "ask", lambda *_, **__: national)
    counts = pd.Series(np.arange(70.0) ** 2)
    monkeypatch.setattr(maps, "values", lambda *_: pd.DataFrame({"value": counts}))
    found = maps.classes("kwb_inwoners", "wijk", CHOICE)
    assert (found.diverging, found.benchmark) == (False, None)
    assert maps.class_of(counts, found.bounds).value_counts().to_dict() == dict.fromkeys(range(7), 10)


def test_of_two_equally_near_maps_the_newer_is_drawn(monkeypatch):
    monkeypatch.setattr(maps, "vintages", lambda area_type: [2014, 2018, 2022])
    assert [maps.nearest("wijk", vintage) for vintage in (2016, 2017, 2020, 2030)] == [2018, 2018, 2022, 2022]


@pytest.mark.parametrize("area_type", maps.MAPPED)
def test_a_figure_is_drawn_on_the_map_of_its_own_vintage_where_there_is_one(area_type):
    own = maps.vintages(area_type)
    choices = [choice for name in maps.drawable(area_type) for choice in maps.choices(name, area_type)]
    assert choices
    assert all(choice.drawn_on == choice.vintage for choice in choices if choice.vintage in own)


@pytest.mark.parametrize("year", [2017, 2019, 2021])
def test_a_year_without_a_map_of_its_own_is_drawn_on_the_map_with_which_most_wijken_agree(year):
    (choice,) = [choice for choice in maps.choices("kwb_inwoners", "wijk") if choice.year == year]
    agree = {
        drawn: maps.values("kwb_inwoners", "wijk", maps.Choice(year, choice.vintage, drawn))["value"].notna().sum()
        for drawn in maps.vintages("wijk")
    }
    assert agree[choice.drawn_on] >= 0.99 * max(agree.values())


def test_nearly_every_wijk_with_a_score_of_leefbaarometer_2_is_on_the_map():
    choice = maps.choices("lbm2_totaal", "wijk")[-1]
    shown = maps.values("lbm2_totaal", "wijk", choice)
    scored = set(shown.loc[shown["value"].notna(), "code"])
    assert (choice.drawn_on, len(scored)) == (2016, 2846)
    assert len(scored - set(layers.country("wijk", 2016).codes)) < 30
