"""The build: right figures, and nothing lost when something is wrong."""

import math
import shutil

import duckdb
import pytest

from lsa_data.ask import database
from lsa_data.build import checks, pipeline
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


def test_the_national_mean_of_leefbaarometer_2_is_zero_in_every_year():
    rows = database.ask("national", indicator="lbm2_totaal", type="wijk")
    assert rows["method"].tolist() == ["weighted"] * 3
    assert rows["value"].abs().max() < 0.001


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
def test_a_failing_check_leaves_the_old_database_in_use(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    (tmp_path / "lsa-old.duckdb").write_bytes(b"old")
    (tmp_path / "current").write_text("lsa-old.duckdb\n")
    monkeypatch.setattr(checks, "failures", lambda connection, startset: ["two wijken are missing"])
    with pytest.raises(pipeline.BuildFailed, match="two wijken are missing"):
        pipeline.build(report=lambda text: None)
    assert database.current_path() == tmp_path / "lsa-old.duckdb"
    assert (tmp_path / "lsa-old.duckdb").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["current", "lsa-old.duckdb"], "no rubbish is left"


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
            "SELECT value, percentile, position FROM value WHERE indicator_id = 'rivm_ervaren_gezondheid' "
            "AND area_type = 'wijk' AND vintage = 2020 AND year = 2020 AND value IS NOT NULL"
        )
        .fetchall()
    )
    values = sorted(value for value, _, _ in rows)
    middle = _median(values)
    mad = _median(sorted(abs(value - middle) for value in values))
    for value, percentile, position in rows[::50]:
        below = sum(other < value for other in values)
        assert percentile == pytest.approx(below / (len(values) - 1), abs=1e-6)
        expected = "similar" if abs(value - 78.4) <= 1.4826 * mad else "higher" if value > 78.4 else "lower"
        assert position == expected


def _median(ordered):
    half = len(ordered) / 2
    return (ordered[math.ceil(half) - 1] + ordered[math.floor(half)]) / 2
