"""The points of a chart reach Vega as they are, in a form that it need not compile code to read."""

import numpy as np
import pandas as pd

from lsa_data.say import charts


def test_points_travel_as_columns_that_are_no_text():
    points = pd.DataFrame({"name": ["'s-Gravenhage, \"west\"", None], "value": [0.1 + 0.2, np.nan],
                           "own": [True, False], "year": pd.array([2020, None], "Int64")})  # fmt: skip
    chart = charts.of(points).mark_point().to_dict()
    assert chart["data"] == {"values": [{"name": ["'s-Gravenhage, \"west\"", ""], "value": [0.3, None], "own": [1, 0],
                                         "year": [2020, None]}]}  # fmt: skip
    assert chart["transform"] == [{"flatten": ["name", "value", "own", "year"]}]
