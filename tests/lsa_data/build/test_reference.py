"""What is known of the embedded figures from their publishers and from independent counts.

These hold for the embedded set, and so for the database of the tests; they are no check of an update, in which a figure
may be revised.
"""

import pytest

from lsa_data.ask import database
from lsa_data.build import check_links

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
    assert set(newest["method"]) == {"inhabitants"}


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


# areas through time


def _shown_on(code, vintage, measured_vintage):
    """The area of another vintage that is shown on this one, and how they are linked."""
    return _one(
        "SELECT measured_code, link FROM comparable WHERE area_code = $code AND vintage = $vintage "
        "AND measured_vintage = $measured",
        code=code, vintage=vintage, measured=measured_vintage,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "older", "newer", "covered"),
    [
        ("wijk", 2016, 2022, 0.825), ("wijk", 2016, 2024, 0.79), ("wijk", 2020, 2022, 0.945), ("wijk", 2020, 2024, 0.9),
        ("wijk", 2022, 2024, 0.965), ("gemeente", 2020, 2022, 0.97), ("gemeente", 2022, 2024, 0.94),
    ],
)  # fmt: skip
def test_links_cover_the_inhabitants_of_areas_that_were_not_redrawn(kind, older, newer, covered):
    (share,) = _one(
        "SELECT sum(inhabitants) FILTER (measured_code IS NOT NULL) / sum(inhabitants) FROM area "
        "LEFT JOIN comparable ON comparable.area_type = area.area_type AND comparable.area_code = area.area_code "
        "AND comparable.vintage = area.vintage AND measured_vintage = $older "
        "WHERE area.area_type = $kind AND area.vintage = $newer",
        kind=kind, older=older, newer=newer,
    )  # fmt: skip
    assert share >= covered


@pytest.mark.parametrize("code", ["03", "04", "05", "06", "08", "09"])
def test_wijken_of_rijswijk_that_were_numbered_anew_do_not_get_figures_of_another_place(code):
    """They are called "Wijk 03" and so on, before and after: what was wijk 05 in 2016 is wijk 08."""
    expected = {"08": ("WK060305", "overlap")}.get(code)
    assert _shown_on(f"WK0603{code}", 2022, 2016) == expected


def test_a_wijk_that_kept_its_code_and_name_but_was_redrawn_is_not_the_same():
    """Volendam is drawn 18% smaller in 2024 than in 2022."""
    assert _shown_on("WK038502", 2024, 2022) is None


def test_a_wijk_with_another_code_and_name_is_known_by_its_place():
    """Amsterdam gave its wijken new codes in 2024; Zuidas was WK036323."""
    assert _shown_on("WK0363KP", 2024, 2022) == ("WK036323", "overlap")
    assert _shown_on("WK0363KP", 2024, 2017) == ("WK036323", "overlap")


def test_the_land_around_a_village_does_not_get_the_figures_of_the_village():
    """Lexmond (2,665 people in 2016) and "Lexmond buitengebied" (840 in 2022) overlap for 97%."""
    assert _shown_on("WK196108", 2022, 2016) is None
    assert _shown_on("WK196108", 2022, 2020) is None
    assert _shown_on("WK196104", 2020, 2016) == ("WK070701", "overlap")


def test_a_gemeente_is_the_same_whether_its_provincie_is_behind_its_name():
    """Middelburg is "Middelburg (Z.)" in 2022; its wijken are those of 2021."""
    assert _shown_on("WK068720", 2022, 2021) == ("WK068720", "same")


def test_a_measured_area_is_shown_on_one_area_of_a_vintage_and_links_go_both_ways():
    twice = _one(
        "SELECT count(*) FROM (SELECT 1 FROM comparable "
        "GROUP BY area_type, measured_code, measured_vintage, vintage HAVING count(*) > 1)"
    )
    one_way = _one(
        "SELECT count(*) FROM comparable a ANTI JOIN comparable b ON a.area_type = b.area_type "
        "AND a.area_code = b.measured_code AND a.vintage = b.measured_vintage "
        "AND a.measured_code = b.area_code AND a.measured_vintage = b.vintage"
    )
    assert (twice, one_way) == ((0,), (0,))


@pytest.mark.parametrize(
    ("code", "vintage", "successor"),
    [("GM0457", 2022, "GM0363"), ("GM0501", 2020, "GM1992"), ("GM0017", 2016, "GM0014")],
)
def test_a_gemeente_that_is_no_more_has_a_successor(code, vintage, successor):
    found = database.ask("successors", type="gemeente", code=code, vintage=vintage)
    assert found["code"].tolist() == [successor]


def test_inhabitants_of_2020_add_up_to_those_of_the_years_around_it():
    counted, all_areas, people = _one(
        "SELECT count(inhabitants), count(*), sum(inhabitants) FROM area WHERE area_type = 'wijk' AND vintage = 2020"
    )
    assert counted >= 0.99 * all_areas
    assert people == pytest.approx(17_400_000, abs=60_000)
    assert _one("SELECT count(*) FROM area WHERE (inhabitants IS NULL) <> (inhabitants_year IS NULL)") == (0,)


@pytest.mark.slow
def test_no_link_is_wrong_by_another_route():
    assert check_links.check(report=lambda text: None).empty


def test_no_notable_change_of_the_source_is_a_change_under_about_0_067():
    rows = database.cursor().execute(
        "SELECT change_class, change FROM claim_change WHERE indicator_id = 'lbm2_totaal' AND area_type = 'wijk' "
        "AND change_class IS NOT NULL"
    )
    found = rows.fetchall()
    assert len(found) > 5000
    largest = max(abs(change) for kind, change in found if kind == 4)
    smallest = min(abs(change) for kind, change in found if kind != 4)
    assert 0.0665 < largest < smallest < 0.0667
    assert all((kind < 4) == (change < 0) for kind, change in found if kind != 4)
