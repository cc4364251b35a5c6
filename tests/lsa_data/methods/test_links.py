"""When two areas of different years are the same place."""

import pandas as pd
import pytest
import shapely

from lsa_data.ask import database
from lsa_data.methods import links


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wijk 03 Vreewijk", "Vreewijk"), ("Fryslân", "FRYSLAN"), ("'s-Gravenhage", "s Gravenhage"), ("Wijk 00", "")],
)
def test_names_that_are_the_same(one, other):
    assert links.normalise_name(one) == links.normalise_name(other)


def test_the_code_alone_is_not_enough():
    before = pd.DataFrame({"area_code": ["WK1", "WK2", "WK3"], "name": ["Noord", "Zuid", "Oost"], "gemeente_name": "A"})
    after = pd.DataFrame({"area_code": ["WK1", "WK2", "WK4"], "name": ["noord", "West", "Oost"], "gemeente_name": "A"})
    assert links.same(before, after)["area_code"].tolist() == ["WK1"]


def test_a_nameless_wijk_needs_the_same_gemeente():
    before = pd.DataFrame({"area_code": ["WK1"], "name": ["Wijk 00"], "gemeente_name": ["A"]})
    after = pd.DataFrame({"area_code": ["WK1"], "name": ["Wijk 00"], "gemeente_name": ["B"]})
    assert links.same(before, after).empty


def test_shares_of_two_overlapping_squares():
    def square(code, west, width):
        return {"code": code, "wkb": shapely.to_wkb(shapely.box(west, 52, west + width, 52.01))}

    found = links.overlaps(pd.DataFrame([square("a", 5.0, 0.04)]), pd.DataFrame([square("b", 5.03, 0.02)]))
    assert found["share"].iloc[0] == pytest.approx(0.25, abs=0.001)
    assert found["other_share"].iloc[0] == pytest.approx(0.5, abs=0.001)


def test_a_wijk_that_kept_its_code_and_name_but_moved_is_not_comparable():
    """Groningen redrew its wijken: Oud-Zuid of 2022 hardly touches Oud-Zuid of 2016 (WK001401)."""
    rows = database.cursor().execute(
        "SELECT measured_vintage FROM comparable WHERE area_code = 'WK001401' AND vintage = 2022"
    )
    assert 2016 not in {vintage for (vintage,) in rows.fetchall()}


def test_links_go_both_ways_and_the_best_one_is_used():
    cursor = database.cursor()
    one_way = cursor.execute(
        """SELECT count(*) FROM area_link a WHERE NOT EXISTS (SELECT 1 FROM area_link b WHERE b.area_type = a.other_type
        AND b.area_code = a.other_code AND b.vintage = a.other_vintage AND b.other_code = a.area_code
        AND b.other_vintage = a.vintage AND b.other_type = a.area_type)"""
    ).fetchone()[0]
    assert one_way == 0
    weak = cursor.execute(
        "SELECT count(*) FROM comparable WHERE link = 'overlap' AND share < 0.9 OR link = 'same' AND share < 0.75"
    ).fetchone()[0]
    assert weak == 0
