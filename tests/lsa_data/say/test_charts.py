"""The points of a chart reach Vega as they are, in a form that it need not compile code to read."""

import numpy as np
import pandas as pd
import pytest

from lsa_data.say import charts
from lsa_data.say.palette import LIGHT


def test_points_travel_as_columns_that_are_no_text():
    points = pd.DataFrame({"name": ["'s-Gravenhage, \"west\"", None], "value": [0.1 + 0.2, np.nan],
                           "own": [True, False], "year": pd.array([2020, None], "Int64")})  # fmt: skip
    chart = charts.of(points).mark_point().to_dict()
    assert chart["data"] == {"values": [{"name": ["'s-Gravenhage, \"west\"", ""], "value": [0.3, None], "own": [1, 0],
                                         "year": [2020, None]}]}  # fmt: skip
    assert chart["transform"] == [{"flatten": ["name", "value", "own", "year"]}]


def _points(layer: dict, name: str) -> list:
    return layer["data"]["values"][0][name]


def test_a_funnel_is_as_wide_as_chance_and_marks_only_who_is_ahead_of_it():
    found = pd.DataFrame({"name": ["Klein", "Groot", "Voor"], "inhabitants": [1000, 50_000, 20_000],
                          "excess": [0.1, -0.02, 0.4], "error": [0.2, 0.01, 0.05],
                          "ahead": [False, False, True]})  # fmt: skip
    band, dots, diamonds = charts.funnel_chart(found, ("Inwoners", "Verschil"), LIGHT, "nl")["layer"]
    assert _points(band, "high") == pytest.approx([1.96 * 0.2, 1.96 * 0.05, 1.96 * 0.01], abs=1e-3)
    assert _points(band, "low") == [-high for high in _points(band, "high")]
    assert _points(dots, "excess") == [0.1, -0.02]
    assert (_points(diamonds, "name"), _points(diamonds, "excess")) == (["Voor"], [0.4])
    assert (diamonds["mark"]["shape"], diamonds["mark"]["color"]) == ("diamond", LIGHT.accent)
