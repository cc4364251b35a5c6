"""Tegen de trend in: planted deviants are found, noise is measured, and the database holds what the method gives."""

import numpy as np
import pandas as pd
import pytest

from lsa_data.ask import database
from lsa_data.methods import deviants
from lsa_data.methods.spread import SCALED_MAD

AREAS, PLANTED = 1500, 25


def _synthetic(seed, planted=0):
    """Areas whose change depends on their start and structure, with noise; the first `planted` did much better."""
    random = np.random.default_rng(seed)
    codes = [f"WK{i:06d}" for i in range(AREAS)]
    start = pd.Series(random.normal(size=AREAS), index=codes)
    structure = pd.DataFrame(random.normal(size=(AREAS, 3)), index=codes, columns=["a", "b", "c"])
    change = -0.4 * start + 0.3 * structure["a"] + random.normal(scale=0.1, size=AREAS)
    change.iloc[:planted] += 1.0
    return start, structure, change


def _noise(change, size=0.1):
    return pd.Series(size / np.sqrt(2), index=change.index)


def test_planted_deviants_are_found():
    start, structure, change = _synthetic(1, PLANTED)
    found = deviants.deviance(change, _noise(change), deviants.nearest(start, structure))
    assert (found["probability"].iloc[:PLANTED] > deviants.CERTAIN).all()
    assert (found["as_well"].iloc[:PLANTED] <= 2).all()


def test_the_same_excess_says_less_of_an_area_that_is_measured_with_more_noise():
    start, structure, change = _synthetic(1, PLANTED)
    noise = _noise(change)
    neighbours = deviants.nearest(start, structure)
    quiet = deviants.deviance(change, noise, neighbours)
    noise.iloc[0] *= 12
    loud = deviants.deviance(change, noise, neighbours)
    assert loud["excess"].iloc[0] == quiet["excess"].iloc[0]
    assert loud["likely"].iloc[0] < quiet["likely"].iloc[0] / 2
    assert loud["probability"].iloc[0] < deviants.CERTAIN < quiet["probability"].iloc[0]


def test_an_area_of_which_the_noise_is_not_known_is_left_out():
    start, structure, change = _synthetic(4)
    noise = _noise(change)
    noise.iloc[3] = np.nan
    assert change.index[3] not in deviants.deviance(change, noise, deviants.nearest(start, structure)).index


def test_in_pure_noise_nobody_is_nearly_certain():
    for seed in range(3):
        start, structure, _ = _synthetic(seed)
        noise = pd.Series(np.random.default_rng(2000 + seed).normal(scale=0.03, size=AREAS), index=start.index)
        found = deviants.deviance(noise, _noise(noise, 0.03), deviants.nearest(start, structure))
        assert (found["probability"] > deviants.CERTAIN).sum() <= 1


def test_the_share_found_in_pure_noise_is_what_the_page_says(capsys):
    shares = []
    for seed in range(5):
        random = np.random.default_rng(1000 + seed)
        start, structure, _ = _synthetic(seed)
        noise = pd.Series(random.normal(size=AREAS), index=start.index)
        shares.append(
            deviants.deviance(noise, _noise(noise, 1.0), deviants.nearest(start, structure))["outside"].mean()
        )
    with capsys.disabled():
        print(f"\nfalse finds in noise: {100 * np.mean(shares):.1f}% (one normal deviation: 15.9%)")
    assert 0.13 < np.mean(shares) < 0.21


def test_neighbours_are_the_nearest_by_a_plain_calculation():
    start, structure, _ = _synthetic(2)
    found = deviants.nearest(start, structure, 5)
    table = pd.concat([start.rename("start"), structure], axis=1)
    spread = SCALED_MAD * (table - table.median()).abs().median()
    scores = (table - table.median()) / spread
    scores[["a", "b", "c"]] /= np.sqrt(3)
    for i in (0, 700, 1499):
        distance = ((scores - scores.iloc[i]) ** 2).sum(axis=1).drop(scores.index[i])
        assert list(start.index[found[i]]) == distance.nsmallest(5).index.tolist()


def test_lower_is_better_turns_everything_round():
    start, structure, change = _synthetic(3, PLANTED)
    neighbours = deviants.nearest(start, structure)
    up = deviants.deviance(change, _noise(change), neighbours)
    down = deviants.deviance(-change, _noise(change), neighbours, polarity=-1)
    pd.testing.assert_series_equal(up["likely"], down["likely"])


def test_an_area_without_a_change_is_left_out_and_passed_over():
    start, structure, change = _synthetic(4)
    change.iloc[5] = np.nan
    found = deviants.deviance(change, _noise(start), deviants.nearest(start, structure))
    assert change.index[5] not in found.index
    assert len(found) == AREAS - 1


def test_a_start_group_is_chosen_by_the_ratio_of_densities():
    codes = [f"WK0001{place:02d}" for place in range(5)]
    start = pd.Series(0.0, index=codes)
    figures = pd.DataFrame(20.0, index=codes, columns=list(deviants.STRUCTURE["wijk"]))
    figures["kwb_dichtheid"] = [1000.0, 100.0, 3500.0, 10.0, 0.0]
    start, structure = deviants.starting_position(start, figures, "wijk")
    assert structure.index.tolist() == codes[:4], "without inhabitants there is no density to compare"
    steps = structure["kwb_dichtheid"].loc[codes[1]] - structure["kwb_dichtheid"].loc[[codes[3], codes[0]]]
    assert steps.iloc[0] == pytest.approx(-steps.iloc[1]), "equal ratios are equal steps"
    assert deviants.nearest(start, structure, 1)[0].tolist() == [2], "3.5 times as dense is nearer than a tenth"


def test_too_few_areas_are_refused():
    with pytest.raises(ValueError, match="too few"):
        deviants.nearest(pd.Series([1.0, 2.0]), pd.DataFrame(index=[0, 1]))


QUESTION = {"indicator": "lbm2_totaal", "type": "wijk", "vintage": 2016, "from_year": 2012, "to_year": 2014}


def test_the_database_holds_what_its_own_start_groups_give():
    rows = database.ask("deviants", **QUESTION).set_index("code")
    assert len(rows) > 2700
    question = {name: QUESTION[name] for name in ("indicator", "type", "vintage", "from_year")}
    for code in rows.index[[0, 900, 2000]]:
        group = database.ask("start_group", code=code, **question)["code"]
        changes = rows.loc[rows.index.intersection(group), "change"]
        if len(changes) < deviants.GROUP:
            continue
        assert rows.loc[code, "expected"] == pytest.approx(changes.median(), abs=1e-6)
        spread = SCALED_MAD * (changes - changes.median()).abs().median()
        assert rows.loc[code, "excess"] == pytest.approx(rows.loc[code, "change"] - changes.median(), abs=1e-6)
        assert rows.loc[code, "error"] > spread * deviants.MEDIAN_ERROR / np.sqrt(deviants.GROUP)
        assert rows.loc[code, "as_well"] == (changes >= rows.loc[code, "change"]).sum()


def test_nobody_is_named_of_a_small_area_or_of_one_with_much_building():
    rows = database.ask("deviants", **QUESTION | {"to_year": 2016})
    named = rows[rows["ahead"]]
    assert 20 < len(named) < 100
    assert (named["inhabitants"] >= 1000).all()
    assert not (named["growth"].abs() >= 0.2).any()
    assert (named["probability"] >= 0.95).all()
    certain = rows[rows["probability"] >= 0.95]
    assert len(certain) > len(named), "some are left out by that"


def test_standing_out_did_not_last_in_any_of_the_seven_pairs_of_periods():
    pairs = database.ask("deviants_lasting")
    assert len(pairs) == 7
    assert (pairs["again"] < pairs["others"]).all()


def test_the_map_and_the_list_say_the_same():
    rows = database.ask("deviants", **QUESTION).set_index("code")
    drawn = database.ask("deviants_map", polygon_vintage=2016, **QUESTION).dropna(subset=["value"])
    own = rows.loc[drawn["measured_code"]]
    assert drawn["value"].to_numpy() == pytest.approx(own["likely"].to_numpy())
