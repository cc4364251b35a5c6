"""What is known of the embedded figures from their publishers and from independent counts.

These hold for the embedded set, and so for the database of the tests; they are no check of an update, in which a figure
may be revised.
"""

import pytest

from lsa_data.ask import database

DECLINE = """
    WITH chosen AS (
        SELECT area_code FROM value
        WHERE indicator_id = 'lbm2_klasse' AND area_type = 'wijk' AND year = 2012 AND value <= 4
    )
    SELECT count(*) FILTER (change < 0 AND area_code IN (SELECT area_code FROM chosen)),
        count(*) FILTER (area_code IN (SELECT area_code FROM chosen)), count(*) FILTER (change < 0), count(*)
    FROM change
    WHERE indicator_id = $indicator AND area_type = 'wijk' AND from_year = 2012 AND to_year = $year
"""


def _one(question, **parameters):
    return database.cursor().execute(question, parameters).fetchone()


@pytest.mark.parametrize(("year", "wijken"), [(2002, 149), (2008, 142), (2012, 130), (2014, 119), (2016, 113)])
def test_wijken_in_class_4_or_lower(year, wijken):
    question = """SELECT count(*) FROM value
        WHERE indicator_id = 'lbm2_klasse' AND area_type = 'wijk' AND year = $year AND value <= 4"""
    assert _one(question, year=year) == (wijken,)


@pytest.mark.parametrize(
    ("indicator", "year", "counts"),
    [
        ("lbm2_totaal", 2014, (63, 130, 1057, 2806)),
        ("lbm2_totaal", 2016, (30, 129, 646, 2817)),
        ("lbm2_veiligheid", 2014, (54, 130, 924, 2806)),
        ("lbm2_veiligheid", 2016, (26, 129, 539, 2817)),
    ],
)
def test_wijken_that_declined_since_2012_of_the_weak_ones_and_of_all(indicator, year, counts):
    assert _one(DECLINE, indicator=indicator, year=year) == counts


@pytest.mark.parametrize(
    ("indicator", "figures"),
    [
        ("rivm_ervaren_gezondheid", [76.1, 75.2, 78.4]),
        ("rivm_eenzaam", [39.6, 43.4, 47.0]),
        ("rivm_moeite_rondkomen", [24.0, 19.2, 13.9]),
    ],
)
def test_health_of_nederland_in_2012_2016_and_2020(indicator, figures):
    national = database.ask("national", indicator=indicator, type="wijk")
    assert national.loc[national["vintage"] == 2020, "value"].tolist() == figures
