"""When two areas of different years are the same place."""

import pandas as pd
import pytest
import shapely

from lsa_data.methods import links
from lsa_data.methods.geometry import to_rd


def place(code="WK000101", **more):
    """A wijk with a name, a gemeente and a surface, and without a polygon."""
    return {
        "area_code": code, "name": "Noord", "gemeente_name": "A", "surface": 10.0, "inhabitants": float("nan"),
        "drawn": False,
    } | more  # fmt: skip


def linked(years, overlaps=(), proven=None):
    """The links, earlier vintage first: (code, year, code, year, link). `overlaps` has code, year, code, year and both
    shares."""
    measured = {}
    for code, year, other, other_year, share, other_share in overlaps:
        row = {"area_code": code, "other_code": other, "share": share, "other_share": other_share}
        measured.setdefault((year, other_year), []).append(row)
    found = links.linked(
        {year: pd.DataFrame(areas) for year, areas in years.items()},
        {pair: pd.DataFrame(rows) for pair, rows in measured.items()},
        proven or {},
    )
    return {
        (row.area_code, one, row.other_code, other, row.link)
        for (one, other), pairs in found.items()
        for row in pairs.itertuples()
        if one < other
    }


SAME = ("WK000101", 2019, "WK000101", 2021, "same")
OVERLAP = ("WK000101", 2019, "WK000101", 2021, "overlap")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wijk 03 Vreewijk", "Vreewijk"), ("Fryslân", "FRYSLAN"), ("'s-Gravenhage", "s Gravenhage"), ("Wijk 00", ""),
        ("Bergen (NH.)", "Bergen"),
    ],
)  # fmt: skip
def test_names_that_are_the_same(one, other):
    assert links.normalise_name(one) == links.normalise_name(other)


def test_a_part_of_a_place_has_another_name():
    assert links.normalise_name("Langelo (gedeeltelijk)") != links.normalise_name("Langelo")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {SAME}), ({"name": "Wijk 01 noord"}, {SAME}), ({"surface": 10.2}, {SAME}),
        ({"surface": 10.3}, set()), ({"surface": float("nan")}, set()), ({"name": "Zuid"}, set()),
        ({"gemeente_name": "B"}, set()), ({"area_code": "WK000102"}, set()),
    ],
)  # fmt: skip
def test_the_same_has_code_name_gemeente_and_surface_equal(change, expected):
    assert linked({2019: [place()], 2021: [place() | change]}) == expected


@pytest.mark.parametrize(
    ("overlaps", "expected"),
    [([("WK000101", 2019, "WK000101", 2021, 0.5, 0.6)], {SAME}), ([("WK000109", 2019, "WK000109", 2021, 1, 1)], set())],
)
def test_surface_outranks_a_coarse_polygon_but_not_one_that_lies_elsewhere(overlaps, expected):
    years = {2019: [place(drawn=True)], 2021: [place(drawn=True)]}
    assert linked(years, overlaps) == expected


@pytest.mark.parametrize(("share", "expected"), [(None, set()), (0.74, set()), (0.75, {SAME})])
def test_wijk_05_is_no_name_so_that_its_polygons_must_agree_too(share, expected):
    wijk = place(name="Wijk 05", drawn=share is not None)
    overlaps = [("WK000101", 2019, "WK000101", 2021, share, 1.0)] if share else []
    assert linked({2019: [wijk], 2021: [wijk]}, overlaps) == expected


@pytest.mark.parametrize(
    ("share", "other_share", "expected"), [(0.9, 0.9, {OVERLAP}), (0.89, 1.0, set()), (1.0, 0.89, set())]
)
def test_polygons_that_overlap_nearly_wholly_need_no_name_and_no_surface(share, other_share, expected):
    years = {2019: [place(name="Oud", drawn=True)], 2021: [place(name="Nieuw", surface=float("nan"), drawn=True)]}
    assert linked(years, [("WK000101", 2019, "WK000101", 2021, share, other_share)]) == expected


@pytest.mark.parametrize(
    ("before", "after", "surface", "allowed"),
    [
        (2665, 840, 10.0, False), (1000, 750, 10.0, True), (1000, 749, 10.0, False),
        (1000, 5000, 10.0, True), (1000, 5000, 9.5, False), (1000, 1300, 9.5, True), (200, 20, 10.0, True),
        (float("nan"), 840, 10.0, True),
    ],
)  # fmt: skip
def test_a_village_that_was_cut_out_of_its_land_or_put_into_it_breaks_an_overlap(before, after, surface, allowed):
    """Lexmond of 2016 and the land around it of 2021 overlap for 97%; of the 2,665 people 840 are left. Homes that were
    built bring people too, but no surface."""
    years = {
        2019: [place(name="Oud", inhabitants=before, drawn=True)],
        2021: [place(name="Nieuw", inhabitants=after, surface=surface, drawn=True)],
    }
    found = linked(years, [("WK000101", 2019, "WK000101", 2021, 0.97, 0.97)])
    assert found == ({OVERLAP} if allowed else set())


def test_the_same_stays_the_same_whoever_left():
    assert linked({2019: [place(inhabitants=2575)], 2021: [place(inhabitants=790)]}) == {SAME}


def test_links_are_chained_over_the_years_between_and_an_overlap_makes_the_chain_one():
    years = {
        2016: [place("WK000101")],
        2019: [place("WK000101", drawn=True)],
        2022: [place("WK000102", name="Anders", drawn=True)],
        2024: [place("WK000102", name="Anders")],
    }
    found = linked(years, [("WK000101", 2019, "WK000102", 2022, 0.95, 0.92)])
    assert ("WK000101", 2016, "WK000101", 2019, "same") in found
    assert ("WK000101", 2016, "WK000102", 2022, "overlap") in found
    assert ("WK000101", 2016, "WK000102", 2024, "overlap") in found
    assert len(found) == 6


def test_a_chain_may_also_go_over_an_earlier_year():
    """2017 has no polygon, 2016 is the same and has one."""
    years = {2016: [place(drawn=True)], 2017: [place()], 2022: [place("WK000109", name="Nieuw", drawn=True)]}
    found = linked(years, [("WK000101", 2016, "WK000109", 2022, 0.95, 0.95)])
    assert ("WK000101", 2017, "WK000109", 2022, "overlap") in found


def test_the_share_of_a_chain_is_that_of_its_weakest_step():
    frames = {
        2016: pd.DataFrame([place(drawn=True)]),
        2022: pd.DataFrame([place("WK000102", name="B", drawn=True)]),
        2024: pd.DataFrame([place("WK000103", name="C", drawn=True)]),
        2025: pd.DataFrame([place("WK000103", name="C")]),
    }
    step = {"area_code": ["WK000102"], "other_code": ["WK000103"], "share": [0.93], "other_share": [0.97]}
    found = links.linked(frames, {(2022, 2024): pd.DataFrame(step)}, {})
    assert found[2022, 2025][["share", "other_share"]].to_numpy().tolist() == [[0.93, 0.97]]
    assert found[2025, 2022][["share", "other_share"]].to_numpy().tolist() == [[0.97, 0.93]]


@pytest.mark.parametrize(("share", "allowed"), [(0.75, True), (0.74, False)])
def test_the_map_of_its_ends_may_not_contradict_a_chain(share, allowed):
    """The name changed, so that only the chain over proven codes can speak."""
    years = {2019: [place(drawn=True)], 2020: [place(name="")], 2021: [place(name="Nieuw", drawn=True)]}
    proven = {(2019, 2020): {"WK000101"}, (2020, 2021): {"WK000101"}}
    found = linked(years, [("WK000101", 2019, "WK000101", 2021, share, 1.0)], proven)
    assert (SAME in found) is allowed


def test_the_surfaces_of_its_ends_may_not_contradict_a_chain():
    """Twice nearly 2% is more than 2%."""
    years = {2019: [place(surface=10.0)], 2020: [place(surface=10.19)], 2021: [place(surface=10.38)]}
    assert len(linked(years)) == 2


def test_an_area_is_shown_on_one_area_of_a_year_the_same_before_the_largest_overlap():
    years = {
        2019: [place("WK000101", drawn=True), place("WK000102", name="B", drawn=True)],
        2021: [place("WK000101", drawn=True), place("WK000103", name="C", drawn=True)],
    }
    same, larger, smaller = (
        ("WK000101", 2019, "WK000101", 2021, 0.9, 0.9), ("WK000101", 2019, "WK000103", 2021, 0.99, 0.99),
        ("WK000102", 2019, "WK000103", 2021, 0.91, 0.95),
    )  # fmt: skip
    assert linked(years, [same, larger]) == {SAME}
    assert linked(years, [larger, smaller]) == {("WK000101", 2019, "WK000103", 2021, "overlap")}
    assert linked(years, [smaller]) == {("WK000102", 2019, "WK000103", 2021, "overlap")}


def test_a_gemeente_with_the_same_wijken_was_left_alone():
    before = ["WK000101", "WK000102", "WK000201"]
    assert links.left_alone(before, ["WK000101", "WK000102", "WK000201", "WK000202"]) == {"WK000101", "WK000102"}


def test_shares_of_two_overlapping_squares():
    def square(code, west, width):
        return {"code": code, "shape": to_rd([shapely.box(west, 52, west + width, 52.01)])[0]}

    found = links.overlaps(pd.DataFrame([square("a", 5.0, 0.04)]), pd.DataFrame([square("b", 5.03, 0.02)]))
    assert found["share"].iloc[0] == pytest.approx(0.25, abs=0.001)
    assert found["other_share"].iloc[0] == pytest.approx(0.5, abs=0.001)


def test_squares_that_only_share_a_border_do_not_overlap():
    squares = to_rd([shapely.box(5, 52, 5.1, 52.1), shapely.box(5.0999, 52, 5.2, 52.1)])
    one, other = (pd.DataFrame({"code": [code], "shape": [square]}) for code, square in zip("ab", squares, strict=True))
    assert links.overlaps(one, other).empty
