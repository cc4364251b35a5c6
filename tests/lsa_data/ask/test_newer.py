"""Where a newer figure about the same is found."""

import pytest

from lsa_data.ask import newer
from lsa_data.ask.newer import Newer


@pytest.fixture
def measured(monkeypatch):
    """Only these were measured: (indicator, type of area) -> last year."""
    return lambda years: monkeypatch.setattr(newer, "_last_years", lambda path: years)


def test_nothing_is_newer_than_the_newest(measured):
    measured({("rivm_eenzaam", "wijk"): 2020, ("rivm_eenzaam", "gemeente"): 2020})
    assert newer.newer("rivm_eenzaam", "wijk", 2020) is None


def test_a_newer_figure_of_another_type_of_area_is_named_nearest_type_first(measured):
    measured({("kwb_woz", "wijk"): 2017, ("kwb_woz", "gemeente"): 2024, ("kwb_woz", "buurt"): 2022})
    assert newer.newer("kwb_woz", "wijk", 2017) == Newer("kwb_woz", "buurt", 2022), "not the newer of the gemeente"


def test_the_indicator_that_followed_has_the_newer_figure(measured):
    measured({("lbm2_totaal", "wijk"): 2016, ("lbm3_afwijking", "pc4"): 2022, ("lbm3_afwijking", "wijk"): 2024})
    assert newer.newer("lbm2_totaal", "wijk", 2016) == Newer("lbm3_afwijking", "wijk", 2024)


def test_the_country_has_nothing_beside_it():
    assert newer.newer("rivm_eenzaam", "land", 2012) is None
