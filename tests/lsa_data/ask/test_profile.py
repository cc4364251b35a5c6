"""Which figures may be shown on an area, and of which edition and vintage."""

import pandas as pd
import pytest

from lsa_data.ask import database, profile
from lsa_data.ask.areas import Area

AREA = Area("wijk", "WK000100", 2022, "Dorp", *[None] * 10)


@pytest.fixture
def asked(tiny):
    """The profile of an area that is comparable with itself in 2020 and 2016, where these figures were measured."""

    def profile_of(*measured: tuple[int, int, float]) -> list[tuple[int, int, float]]:
        figure = {"indicator_id": "rivm_eenzaam", "area_type": "wijk", "area_code": "WK000100"}
        own = {"type": "wijk", "code": "WK000100", "vintage": 2022, "other_code": "WK000100"}
        tiny(
            indicator=[{"id": "rivm_eenzaam", "theme": "samen", "rank": 1}, {"id": "rivm_roker", "rank": 2}],
            comparable=[own | {"other_vintage": vintage, "kind": "same"} for vintage in (2020, 2016)],
            value=[figure | {"vintage": vintage, "year": year, "value": value} for vintage, year, value in measured],
        )
        rows = profile.profile(AREA)
        return list(rows[["measured_vintage", "year", "value"]].itertuples(index=False, name=None))

    return profile_of


def test_of_two_editions_that_measured_a_year_the_whole_older_series_is_left_out(asked):
    assert asked((2016, 2012, 1.0), (2016, 2016, 2.0), (2020, 2016, 3.0), (2020, 2020, 4.0)) == [
        (2020, 2016, 3.0), (2020, 2020, 4.0),
    ]  # fmt: skip


def test_an_older_edition_stays_where_no_newer_one_measured_the_same_year(asked):
    assert asked((2016, 2012, 1.0), (2020, 2020, 4.0)) == [(2016, 2012, 1.0), (2020, 2020, 4.0)]


def test_an_edition_of_one_indicator_does_not_push_out_another(asked, tiny):
    tiny(value=[{"indicator_id": "rivm_roker", "area_type": "wijk", "area_code": "WK000100", "vintage": 2020,
                 "year": 2016, "value": 9.0}])  # fmt: skip
    assert (2016, 2016, 2.0) in asked((2016, 2016, 2.0))


def test_only_what_was_measured_on_a_comparable_area_is_shown(asked):
    assert asked((2024, 2024, 1.0), (2020, 2020, 4.0)) == [(2020, 2020, 4.0)]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 0, 2]])
def test_of_figures_of_one_year_that_of_the_nearest_vintage_is_shown(monkeypatch, order):
    rows = pd.DataFrame({"indicator_id": "kwb_woz", "year": 2020, "measured_vintage": [2016, 2021, 2024],
                         "value": [1.0, 2.0, 3.0]})  # fmt: skip
    monkeypatch.setattr(database, "ask", lambda *_, **__: rows.iloc[order].reset_index(drop=True))
    assert profile.profile(AREA)["measured_vintage"].tolist() == [2021]


def test_the_latest_figure_of_an_indicator_stays_the_newest_when_it_is_missing():
    rows = pd.DataFrame({"indicator_id": ["a", "b", "a"], "year": [2016, 2016, 2020], "value": [1.0, 2.0, None]})
    found = profile.latest(rows)
    assert found["year"].tolist() == [2020, 2016]
    assert pd.isna(found["value"].iloc[0])
