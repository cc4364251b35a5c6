"""How a figure gets a colour on the map."""

import numpy as np
import pandas as pd
import pytest

from lsa_data.ask import database, maps

CHOICE = maps.Choice(2020, 2022, 2022)


@pytest.fixture
def around_fifty(monkeypatch):
    """The classes of an indicator of which the country has 50, with a median absolute deviation of 10."""
    national = pd.DataFrame(
        {
            "year": [2016, 2020, 2020],
            "vintage": [2022, 2016, 2022],
            "value": [10.0, 20.0, 50.0],
            "similar_within": [1.4826, 2.9652, 14.826],
        }
    )
    monkeypatch.setattr(database, "ask", lambda *_, **__: national)
    return maps.classes("rivm_eenzaam", "wijk", CHOICE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(50.0, 3), (50 + 14.82, 3), (50 - 14.82, 3), (50 + 14.83, 4), (50 - 14.83, 2), (50 + 29.7, 5), (50 - 29.7, 1),
     (50 + 44.5, 6), (50 - 44.5, 0), (1000.0, 6), (-1000.0, 0)],
)  # fmt: skip
def test_the_middle_class_is_about_the_same_as_the_benchmark(around_fifty, value, expected):
    assert (around_fifty.diverging, around_fifty.benchmark) == (True, 50.0)
    assert len(around_fifty.bounds) + 1 == maps.CLASS_COUNT
    assert maps.class_of(pd.Series([value]), around_fifty.bounds).tolist() == [expected]


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


def test_of_two_equally_near_maps_the_older_is_drawn(monkeypatch):
    monkeypatch.setattr(maps, "vintages", lambda area_type: [2014, 2018, 2022])
    assert [maps.nearest("wijk", vintage) for vintage in (2016, 2017, 2020, 2030)] == [2014, 2018, 2018, 2022]
