"""De kloof: computed from the embedded figures with pandas, and the same in the database."""

import pandas as pd
import pytest

from lsa_data.ask import database
from lsa_data.read.make_startset import STARTSET

CHANGES = {
    2002: -0.226,
    2008: -0.224,
    2012: -0.211,
    2014: -0.223,
    2016: -0.215,
    2018: -0.216,
    2020: -0.189,
    2022: -0.190,
}
"""The gap of the 223 postcodes in each year."""


def _wide(source: str, indicator: str, area_type: str) -> pd.DataFrame:
    values = pd.read_parquet(STARTSET / f"value_{source}.parquet")
    own = values[(values["indicator_id"] == indicator) & (values["area_type"] == area_type) & values["value"].notna()]
    return own[own["vintage"] != 2024].pivot(index="area_code", columns="year", values="value")


@pytest.fixture(scope="module")
def wijken():
    """Scores of 2.0 of the wijken that were weak in 2008, and their inhabitants."""
    weak = _wide("lbm2", "lbm2_klasse", "wijk")[2008]
    area = pd.read_parquet(STARTSET / "area.parquet").query("type == 'wijk' and vintage == 2016")
    scores = _wide("lbm2", "lbm2_totaal", "wijk").loc[weak[weak <= 4].index]
    return scores, area.set_index("code")["inhabitants"].reindex(scores.index).astype(float)


@pytest.fixture(scope="module")
def postcodes():
    """Scores of 3.0 of all postcodes, and the codes of those that were weak in 2008 by 2.0."""
    weak = _wide("lbm2", "lbm2_klasse", "pc4")[2008]
    scores = _wide("lbm3", "lbm3_totaal", "pc4")
    return scores, scores.index.intersection(weak[weak <= 4].index)


def _gap(group, indicator, area_type, year, weighting="gelijk", benchmark=None, from_year=None):
    rows = database.cursor().execute(
        "SELECT gap, lower, upper, n, below FROM gap WHERE group_id = $group AND indicator_id = $indicator "
        "AND area_type = $type AND year = $year AND weighting = $weighting AND benchmark = $benchmark "
        "AND regio_code = 'land' AND from_year IS NOT DISTINCT FROM $from_year",
        {"group": group, "indicator": indicator, "type": area_type, "year": year, "weighting": weighting,
         "benchmark": benchmark or ("nul" if indicator.startswith("lbm2") else "gemiddelde"), "from_year": from_year},
    ).df()  # fmt: skip
    assert len(rows) == 1
    return rows.iloc[0]


def test_the_wijken_that_were_weak_in_2008_against_the_country(wijken):
    scores, _ = wijken
    assert len(scores) == 142
    assert scores.mean().round(3).to_dict() == {2012: -0.348, 2014: -0.348, 2016: -0.341}
    for year, mean in scores.mean().items():
        assert _gap("zwak2008", "lbm2_totaal", "wijk", year)["gap"] == pytest.approx(mean, abs=1e-9)


def test_the_same_wijken_weighted_by_who_lives_there(wijken):
    scores, people = wijken
    means = scores.mul(people, axis=0).sum() / scores.notna().mul(people, axis=0).sum()
    assert round(means[2012], 3) == -0.379
    assert _gap("zwak2008", "lbm2_totaal", "wijk", 2012, "inwoners")["gap"] == pytest.approx(means[2012], abs=1e-9)
    for year, change in ((2014, -0.012), (2016, -0.010)):
        both = scores[[2012, year]].notna().all(axis=1)
        step = scores[year] - scores[2012]
        mean = (step * people)[both].sum() / people[both].sum()
        found = _gap("zwak2008", "lbm2_totaal", "wijk", year, "inwoners", from_year=2012)
        assert found["gap"] == pytest.approx(mean, abs=1e-9)
        assert round(found["gap"], 3) == change


def test_six_in_ten_wijken_fell_behind_between_2012_and_2014(wijken):
    scores, _ = wijken
    behind = (scores[2014] < scores[2012]).sum()
    found = _gap("zwak2008", "lbm2_totaal", "wijk", 2014, from_year=2012)
    assert (found["below"], found["n"]) == (behind, 142)
    assert round(100 * found["below"] / found["n"], 1) == 58.5


def test_the_postcodes_that_were_weak_in_2008_against_the_mean_of_all_postcodes(postcodes):
    scores, weak = postcodes
    assert len(weak) == 223
    gaps = scores.loc[weak].mean() - scores.mean()
    assert gaps.round(3).to_dict() == CHANGES
    for year, gap in gaps.items():
        assert _gap("zwak2008", "lbm3_totaal", "pc4", year)["gap"] == pytest.approx(gap, abs=1e-9)


def test_how_many_postcodes_fell_behind_and_how_many_fell(postcodes):
    scores, weak = postcodes
    step = (scores[2014] - scores[2012]).loc[weak]
    country = scores[2014].mean() - scores[2012].mean()
    found = _gap("zwak2008", "lbm3_totaal", "pc4", 2014, from_year=2012)
    assert found["below"] == (step < country).sum()
    assert round(100 * found["below"] / found["n"], 1) == 61.9
    itself = _gap("zwak2008", "lbm3_totaal", "pc4", 2014, benchmark="constante", from_year=2012)
    assert itself["below"] == (step < 0).sum()
    assert round(100 * itself["below"] / itself["n"]) == 48


def test_nearly_all_of_the_gain_lies_in_the_step_in_which_the_spread_shrinks(postcodes):
    scores, _ = postcodes
    assert round(_gap("zwak2008", "lbm3_totaal", "pc4", 2022, from_year=2012)["gap"], 3) == 0.021
    assert round(_gap("zwak2008", "lbm3_totaal", "pc4", 2020, from_year=2018)["gap"], 3) == 0.027
    spread = database.ask("spread_between", type="pc4", vintage=2022).set_index("year")["deviation"]
    assert spread.round(4).loc[[2018, 2020]].tolist() == [0.1205, 0.1119]
    assert spread.loc[2018] == pytest.approx(scores[2018].std(), abs=1e-9)


def test_the_lowest_tenth_of_2008_in_the_model_itself(postcodes):
    scores, _ = postcodes
    lowest = scores[2008].dropna()
    lowest = lowest[lowest <= lowest.quantile(0.1)].index
    means = (scores.loc[lowest].mean() - scores.mean()).round(3)
    assert means.loc[[2008, 2012, 2014, 2022]].tolist() == [-0.235, -0.215, -0.207, -0.178]
    found = {year: _gap("laag2008", "lbm3_totaal", "pc4", year) for year in (2008, 2012, 2014, 2022)}
    assert [round(row["gap"], 3) for row in found.values()] == [-0.235, -0.215, -0.207, -0.178]


def test_every_band_holds_its_gap_and_there_is_none_without_areas():
    cursor = database.cursor()
    assert cursor.execute("SELECT count(*) FROM gap WHERE NOT gap BETWEEN lower AND upper").fetchall() == [(0,)]
    assert cursor.execute("SELECT min(n) FROM gap").fetchall()[0][0] > 0


def test_registered_crime_fell_and_registered_nuisance_rose():
    def change(indicator):
        rows = database.cursor().execute(
            "SELECT year, value FROM value WHERE indicator_id = $id AND area_type = 'land'", {"id": indicator}
        )
        by_year = dict(rows.fetchall())
        return round(100 * (by_year[2023] / by_year[2012] - 1))

    assert change("politie_misdrijven") == -29
    assert change("overlast_totaal") == 59
