"""Klopt het?: the published reference figures exactly, and honest answers to every combination."""

import itertools

import duckdb
import pytest

from lsa_data.ask import claim
from lsa_data.read.make_startset import STARTSET

WIJK2 = claim.SERIES["wijk2"]
REFERENCE = [
    ("lbm2_totaal", 2014, False, (63, 130), (1057, 2806)),
    ("lbm2_totaal", 2016, False, (30, 129), (646, 2817)),
    ("lbm2_totaal", 2014, True, (78, 130), (1373, 2806)),
    ("lbm2_totaal", 2016, True, (68, 129), (1432, 2817)),
    ("lbm2_veiligheid", 2014, False, (54, 130), (924, 2806)),
    ("lbm2_veiligheid", 2016, False, (26, 129), (539, 2817)),
    ("lbm2_veiligheid", 2014, True, (73, 130), (1430, 2806)),
    ("lbm2_veiligheid", 2016, True, (62, 129), (1484, 2817)),
]


@pytest.mark.parametrize(("indicator", "to_year", "relative", "weak", "every"), REFERENCE)
def test_the_reference_figures(indicator, to_year, relative, weak, every):
    found = claim.counts(WIJK2, [indicator], relative, 0.0, [], (2012, to_year)).set_index("group_id")
    assert tuple(found.loc["zwak2012", ["declined", "n"]]) == weak
    assert tuple(found.loc["alle", ["declined", "n"]]) == every


def test_the_reference_figures_by_another_route():
    """Straight from the embedded files, without the project's own questions."""
    lower, n = duckdb.sql(f"""
        SELECT count(*) FILTER (change.value < 0), count(*)
        FROM '{STARTSET}/change.parquet' AS change
        JOIN '{STARTSET}/value_*.parquet' AS class
            ON class.area_code = change.area_code AND class.indicator_id = 'lbm2_klasse' AND class.year = 2012
            AND class.area_type = 'wijk'
        WHERE change.indicator_id = 'lbm2_totaal' AND change.area_type = 'wijk' AND from_year = 2012
            AND to_year = 2014 AND class.value <= 4
    """).fetchall()[0]
    assert (lower, n) == (63, 130)


def _combinations():
    for series in claim.SERIES.values():
        for indicator in (claim.dimensions(series)[0], "lbm2_klasse"):
            if indicator in claim.dimensions(series):
                years = claim.years(series, indicator)
                for group, relative in itertools.product(claim.groups(series), (False, True)):
                    if claim.possible(series, indicator)[relative]:
                        yield series, indicator, years[0], years[-1], group, relative


@pytest.mark.slow
@pytest.mark.parametrize("threshold", [0.0, 0.02])
def test_the_list_of_changes_and_the_counts_agree(threshold):
    for series, indicator, first, last, group, relative in _combinations():
        members = claim.members(series, group, [])
        found = claim.changes(series, indicator, first, last, relative, members, threshold)
        counts = claim.counts(series, [indicator], relative, threshold, [], (first, last)).set_index("group_id")
        own = found[found["member"]]
        counted = tuple(counts.loc[group, ["declined", "n"]])
        assert (own["declined"].sum(), len(own)) == counted, (series.id, indicator, group)
        assert (found["declined"].sum(), len(found)) == tuple(counts.loc["alle", ["declined", "n"]])
        assert found["name"].is_monotonic_increasing, "by name: no table opens with the largest decline"


def test_a_change_that_a_series_does_not_have_is_refused():
    with pytest.raises(ValueError, match="no such change"):
        claim.changes(claim.SERIES["pc2"], "lbm2_totaal", 2012, 2018, False, set(), 0.0)
    counted = claim.counts(claim.SERIES["pc2"], ["lbm2_totaal"], False, 0.0, [])
    assert counted.empty, "no figure is made up where there is none"


def test_a_larger_threshold_never_counts_more_declines():
    lower = [
        claim.counts(WIJK2, ["lbm2_totaal"], False, threshold, [], (2012, 2014))["declined"].sum()
        for threshold in (0.0, 0.01, 0.05, 9.0)
    ]
    assert lower == sorted(lower, reverse=True)
    assert lower[-1] == 0


def test_an_own_list_is_counted():
    found = claim.counts(WIJK2, ["lbm2_totaal"], False, 0.0, ["WK059904", "WK051829"], (2012, 2016)).set_index(
        "group_id"
    )
    assert found.loc["eigen", "n"] == 2


def test_what_was_measured_in_one_year_or_of_other_areas_is_no_dimension():
    """The classes of 3.0 are of 2024, and of no postcode."""
    for series in claim.SERIES.values():
        assert all(len(claim.years(series, indicator)) > 1 for indicator in claim.dimensions(series))
    assert claim.dimensions(claim.SERIES["pc3"])[0] == "lbm3_totaal"
