"""The build: right figures, and nothing lost when something is wrong."""

import shutil

import duckdb
import numpy as np
import pytest

from lsa_data.ask import database
from lsa_data.build import checks, pipeline
from lsa_data.build.model import broken, model
from lsa_data.read.make_startset import STARTSET


def _value(indicator, kind, code, year):
    row = (
        database.cursor()
        .execute(
            "SELECT value FROM value WHERE indicator_id = $i AND area_type = $t AND area_code = $c AND year = $y",
            {"i": indicator, "t": kind, "c": code, "y": year},
        )
        .fetchone()
    )
    return row[0]


@pytest.mark.parametrize(
    ("indicator", "kind", "code", "year", "expected"),
    [
        ("rivm_eenzaam", "wijk", "WK168000", 2020, 41.8),
        ("rivm_moeite_rondkomen", "gemeente", "GM1680", 2012, 19.5),
        ("lbm2_totaal", "wijk", "WK000300", 2014, -0.0773205685241747),
        ("lbm2_totaal", "pc4", "1011", 2012, 0.277897105),
        ("lbm3_totaal", "pc4", "9999", 2022, 4.107603510719237),
        ("kwb_woz", "wijk", "WK001400", 2022, 244),
        ("kwb_inwoners", "gemeente", "GM1680", 2024, 25845),
        ("kwb_inkomen_per_inwoner", "buurt", "BU05991444", 2017, 37.6),
        ("kwb_woz", "buurt", "BU00140105", 2024, 236),
        ("lbm3_afwijking", "buurt", "BU00140000", 2024, 0.189053),
        ("lbm3_klasse_voorzieningen", "buurt", "BU00140000", 2024, 9),
        ("politie_misdrijven", "buurt", "BU00140105", 2025, 47),
        ("politie_misdrijven", "gemeente", "GM0014", 2021, 11378),
        ("politie_inbraak", "gemeente", "GM1680", 2012, 108 / 25.640),
    ],
)
def test_figures_are_those_of_the_published_files(indicator, kind, code, year, expected):
    """Read by hand from the source files."""
    assert _value(indicator, kind, code, year) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("indicator", "kind", "benchmark"),
    [("lbm2_totaal", "wijk", 0.0), ("lbm2_veiligheid", "pc4", 0.0), ("lbm3_afwijking", "pc4", 0.0),
     ("lbm3_sociaal", "buurt", 0.0), ("lbm3_totaal", "pc4", 4.102265)],
)  # fmt: skip
def test_the_country_of_a_score_is_the_constant_of_its_model_for_every_type_of_area(indicator, kind, benchmark):
    rows = database.ask("national", indicator=indicator, type=kind)
    assert set(rows["method"]) == {"constant"}
    assert set(rows["value"]) == {benchmark}


def test_weighted_by_inhabitants_the_scores_of_leefbaarometer_2_are_zero_in_every_year():
    question = """SELECT max(abs(mean)) FROM (
        SELECT weighted_mean(value.value, inhabitants) AS mean
        FROM value JOIN area USING (area_type, area_code, vintage)
        WHERE indicator_id = 'lbm2_totaal' AND area_type = 'wijk' GROUP BY year)"""
    assert database.cursor().execute(question).fetchone()[0] < 0.001


def test_one_person_households_are_weighted_by_households():
    rows = database.ask("national", indicator="kwb_eenpersoonshuishoudens", type="wijk")
    assert rows.loc[rows["year"] == 2016, "value"].round(1).tolist() == [37.7]


@pytest.mark.parametrize(("low", "high", "expected"), [(250, 500, 0.028), (5000, 10_000, 0.015)])
def test_the_noise_of_a_score_is_that_of_its_size(low, high, expected):
    question = """SELECT DISTINCT round(noise, 2 + 1) FROM value JOIN area USING (area_type, area_code, vintage)
        WHERE indicator_id = 'lbm2_totaal' AND area_type = 'wijk' AND inhabitants >= $low AND inhabitants < $high"""
    found = [noise for (noise,) in database.cursor().execute(question, {"low": low, "high": high}).fetchall()]
    assert found == [pytest.approx(expected, abs=0.0015)]


def test_about_a_fifth_of_the_figures_that_differ_is_unusual_and_none_of_small_areas():
    question = """SELECT source_id, avg(unusual::INTEGER) FROM value JOIN indicator USING (indicator_id)
        WHERE area_type = 'wijk' AND source_id IN ('lbm2', 'lbm3', 'politie', 'rivm') GROUP BY source_id"""
    shares = dict(database.cursor().execute(question).fetchall())
    assert all(0.17 < share < 0.21 for share in shares.values()), shares
    small = """SELECT count(position) + count(unusual) + count(percentile) FROM value
        JOIN area USING (area_type, area_code, vintage) WHERE size_class = 'under_250'"""
    assert database.cursor().execute(small).fetchone() == (0,)


def test_published_changes_contain_the_countrys_own_change():
    """For WK000300: -0.0060 in itself, while the difference of its scores is -0.0146."""
    row = (
        database.cursor()
        .execute(
            "SELECT change, national_change, scale FROM change "
            "WHERE indicator_id = 'lbm2_totaal' AND area_code = 'WK000300' AND from_year = 2012 AND to_year = 2014"
        )
        .fetchone()
    )
    assert row[0] == pytest.approx(-0.0059557217476085)
    assert row[0] - row[1] == pytest.approx(-0.0773205685241747 + 0.0627169177006985, abs=1e-6)
    assert row[2] == "fixed"


def test_a_postcode_in_leefbaarometer_2_changes_only_relative_to_the_country():
    scales = (
        database.cursor()
        .execute("SELECT DISTINCT scale FROM change WHERE indicator_id = 'lbm2_totaal' AND area_type = 'pc4'")
        .fetchall()
    )
    assert scales == [("relative",)]


def test_the_two_models_are_never_one_series():
    vintages = (
        database.cursor()
        .execute(
            "SELECT indicator_id, count(DISTINCT vintage) FROM trend WHERE starts_with(indicator_id, 'lbm') "
            "GROUP BY indicator_id, area_type HAVING count(DISTINCT vintage) > 1"
        )
        .fetchall()
    )
    assert vintages == []


@pytest.mark.slow
def test_what_the_build_does_not_count_again_follows_from_what_it_counts():
    """`Key, as of`: a join that doubles rows, or leaves a cell empty, is a mistake in the model and shows here."""
    names = [name for names in pipeline.MODELS.values() for name in names]
    unseen = [name for name in names if model(name).as_of]
    assert unseen == ["marts/value_of_area", "marts/change", "marts/claim_change"]
    for name in unseen:
        assert broken(database.cursor(), name) == []


def test_a_failing_check_leaves_the_old_database_in_use(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    (tmp_path / "lsa-old.duckdb").write_bytes(b"old")
    (tmp_path / "current").write_text("lsa-old.duckdb\n")
    monkeypatch.setattr(pipeline, "run", lambda connection, figures, report: None)
    monkeypatch.setattr(checks, "failures", lambda connection, startset: ["two wijken are missing"])
    with pytest.raises(pipeline.BuildFailed, match="two wijken are missing"):
        pipeline.build(report=lambda text: None)
    assert database.current_path() == tmp_path / "lsa-old.duckdb"
    assert (tmp_path / "lsa-old.duckdb").read_bytes() == b"old"
    left = sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock")
    assert left == ["current", "lsa-old.duckdb"], "no rubbish is left"


BREAKS = {
    "figures of an indicator that is not in the catalogue":
        "UPDATE value SET indicator_id = 'mars' WHERE indicator_id = 'rivm_roker' AND area_code = 'WK168000'",
    "indicators in the catalogue without any figure, of a source that has figures":
        "DELETE FROM value WHERE indicator_id = 'rivm_roker'",
    "estimates outside their own bounds":
        "UPDATE value SET ci_lower = value + 1 WHERE indicator_id = 'rivm_roker' AND area_code = 'WK168000'",
    "figures of an area that does not exist":
        "DELETE FROM area WHERE area_code = 'WK168000' AND vintage = 2020",
    "percentages outside 0-100":
        "UPDATE value SET value = 101 WHERE indicator_id = 'rivm_roker' AND area_code = 'WK168000' AND year = 2020",
    "classes outside 1-9":
        "UPDATE value SET value = 10 WHERE indicator_id = 'lbm2_klasse' AND area_code = 'WK059904' AND year = 2012",
    "missing figures without a reason, or figures with one":
        "UPDATE value SET value = NULL WHERE indicator_id = 'rivm_roker' AND area_code = 'WK168000' AND year = 2020",
    "figures with a status of no known meaning":
        "UPDATE value SET status = 'lost' WHERE indicator_id = 'rivm_roker' AND area_code = 'WK168000'",
    "wijken, buurten or gemeenten without a regio":
        "UPDATE area SET regio_code = NULL WHERE area_code = 'WK059904' AND vintage = 2022",
    "dimensions of Leefbaarometer 2.0 that do not add up to the total":
        "UPDATE value SET value = value + 1 WHERE indicator_id = 'lbm2_totaal' AND area_code = 'WK059904' "
        "AND year = 2012",
}  # fmt: skip


@pytest.fixture(scope="module")
def writable(built_database, tmp_path_factory):
    """A copy of the database that may be changed; every change must be taken back."""
    copy = tmp_path_factory.mktemp("writable") / "copy.duckdb"
    shutil.copy(built_database, copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.mark.parametrize("what", checks.NOTHING_FOUND)
def test_every_check_sees_what_it_looks_for(writable, what):
    writable.execute("BEGIN")
    try:
        writable.execute(BREAKS[what])
        assert [line for line in checks.failures(writable, STARTSET) if line.endswith(what)]
    finally:
        writable.execute("ROLLBACK")


def test_rows_that_were_lost_on_the_way_are_seen(writable):
    assert checks.failures(writable, STARTSET) == []
    writable.execute("BEGIN")
    try:
        writable.execute("DELETE FROM value WHERE indicator_id = 'lbm2_klasse' AND area_code = 'WK059904'")
        assert [line.split(":")[0] for line in checks.failures(writable, STARTSET)] == ["rows of source lbm2"]
    finally:
        writable.execute("ROLLBACK")


def test_percentiles_and_positions_agree_with_a_recount():
    """Ervaren gezondheid per wijk in 2020, counted again in Python."""
    rows = (
        database.cursor()
        .execute(
            "SELECT value, percentile, noise, position, unusual FROM value "
            "JOIN area USING (area_type, area_code, vintage) WHERE indicator_id = 'rivm_ervaren_gezondheid' "
            "AND area_type = 'wijk' AND vintage = 2020 AND year = 2020 AND value IS NOT NULL "
            "AND coalesce(inhabitants, 250) >= 250"
        )
        .fetchall()
    )
    values = np.array([value for value, *_ in rows])
    p10, p90 = np.quantile(values, [0.1, 0.9])
    for value, percentile, noise, position, unusual in rows[::50]:
        assert percentile == pytest.approx((values < value).sum() / (len(values) - 1), abs=1e-4)
        similar = abs(value - 78.4) <= max(1.96 * noise, 0.04)
        assert position == ("similar" if similar else "higher" if value > 78.4 else "lower")
        assert unusual == (not similar and (value < p10 if value < 78.4 else value > p90))
