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


@pytest.mark.parametrize(
    ("indicator", "year", "number"),
    [
        ("politie_misdrijven", 2012, 1_127_869),
        ("politie_misdrijven", 2023, 802_043),
        ("overlast_totaal", 2012, 279_325),
        ("overlast_totaal", 2023, 444_177),
        ("overlast_verwarde_personen", 2012, 44_571),
        ("overlast_verwarde_personen", 2023, 141_724),
    ],
)
def test_registrations_in_nederland(indicator, year, number):
    question = "SELECT value FROM value WHERE indicator_id = $i AND area_type = 'land' AND year = $year"
    assert _one(question, i=indicator, year=year) == (number,)


def test_kinds_of_nuisance_add_up_to_the_total_in_every_year():
    question = """SELECT year, sum(CASE indicator_id WHEN 'overlast_totaal' THEN -value ELSE value END) AS off
        FROM value WHERE starts_with(indicator_id, 'overlast_') GROUP BY year HAVING off <> 0"""
    assert _one(question) is None


@pytest.mark.parametrize(("indicator", "year", "number"), [("inbraak", 2012, 91_596), ("vernieling", 2012, 134_123)])
def test_a_kind_of_crime_in_nederland_counts_places_that_are_unknown(indicator, year, number):
    """Of 16,754,968 inhabitants in 2012; the table of the country has 91,595 and 134,126."""
    question = "SELECT value FROM value WHERE indicator_id = 'politie_' || $i AND area_type = 'land' AND year = $year"
    (rate,) = _one(question, i=indicator, year=year)
    assert round(rate * 16_754_968 / 1000) == number


@pytest.mark.parametrize(("year", "weak", "others"), [(2021, 58.7, 37.8), (2023, 61.2, 40.8), (2025, 61.1, 40.4)])
def test_crime_in_buurten_of_class_4_or_lower_and_in_the_others(year, weak, others):
    question = """SELECT klasse.value <= 4 AS weak, round(1000 * sum(crime.value) / sum(inhabitants), 1), count(*)
        FROM value AS crime
        JOIN value AS klasse USING (area_type, area_code, vintage)
        JOIN area USING (area_type, area_code, vintage)
        WHERE crime.indicator_id = 'politie_misdrijven' AND klasse.indicator_id = 'lbm3_klasse' AND area_type = 'buurt'
            AND crime.year = $year AND crime.value IS NOT NULL AND inhabitants IS NOT NULL
        GROUP BY weak ORDER BY weak"""
    found = database.cursor().execute(question, {"year": year}).fetchall()
    assert [rate for _, rate, _ in found] == [others, weak]
    assert found[1][2] == 647


def test_buurten_of_class_4_or_lower_in_2024():
    question = """SELECT count(*) FROM value
        WHERE indicator_id = 'lbm3_klasse' AND area_type = 'buurt' AND value <= 4"""
    assert _one(question) == (649,)


def test_the_country_that_feels_healthy_is_the_mean_of_its_buurten_weighted_by_inhabitants():
    national = database.ask("national", indicator="rivm_ervaren_gezondheid", type="buurt")
    newest = national[national["vintage"] == 2024]
    assert newest["value"].round(1).tolist() == [76.5, 75.7, 78.5, 69.1, 72.8]
    assert set(newest["method"]) == {"weighted"}


def test_gemeenten_computed_from_their_buurten_are_those_that_were_published():
    """The method by which wijken of Leefbaarometer 3.0 are computed."""
    question = """WITH computed AS (
            SELECT gemeente_code AS area_code, sum(score.value * homes.value) / sum(homes.value) AS mean
            FROM value AS score JOIN value AS homes USING (area_type, area_code, vintage, year)
            JOIN area USING (area_type, area_code, vintage)
            WHERE score.indicator_id = 'lbm3_afwijking' AND homes.indicator_id = 'kwb_huishoudens'
                AND area_type = 'buurt' AND vintage = 2024 AND homes.value IS NOT NULL
            GROUP BY gemeente_code
        )
        SELECT count(*), median(abs(mean - value)), max(abs(mean - value)) FROM computed JOIN value USING (area_code)
        WHERE indicator_id = 'lbm3_afwijking' AND area_type = 'gemeente'"""
    count, middle, most = _one(question)
    assert count == 342
    assert middle < 0.0015
    assert most < 0.0165
