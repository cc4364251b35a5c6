"""Rules inside the questions, each on a tiny database."""

import pytest

from lsa_data.ask import areas, database, maps, selection
from lsa_data.ask.areas import Area
from lsa_data.methods import peers

WIJK = {"area_type": "wijk", "vintage": 2022}
LONELY = {"indicator_id": "rivm_eenzaam", "area_type": "wijk"}


@pytest.fixture
def two_editions(tiny):
    """2016 was measured on wijken of 2020 and again on those of 2024."""
    years = [(2020, 2012, True), (2020, 2016, True), (2024, 2016, False), (2024, 2024, False)]
    measured = [LONELY | {"vintage": vintage, "year": year} for vintage, year, _ in years]
    older = [{"older_edition": is_older} for *_, is_older in years]
    tiny(
        national=[row | {"value": 47.0} | flag for row, flag in zip(measured, older, strict=True)],
        map=[{"area_type": "wijk", "vintage": 2022}],
    )


def test_of_two_editions_a_map_offers_the_years_of_the_newer(two_editions):
    assert [(choice.year, choice.vintage) for choice in maps.choices("rivm_eenzaam", "wijk")] == [
        (2016, 2024), (2024, 2024),
    ]  # fmt: skip


def test_a_regio_is_shown_by_its_newest_boundaries_and_stands_out_beyond_the_noise_of_the_largest_gemeenten(tiny):
    lonely = {"indicator_id": "rivm_eenzaam", "area_type": "gemeente"}
    newest, older = lonely | {"vintage": 2024}, lonely | {"vintage": 2020}
    values = {"noord": 45.0, "oost": 48.9, "zuid": 49.1}
    years = [(older, 2020, True), (newest, 2020, False), (newest, 2024, False)]
    tiny(
        indicator=[{"indicator_id": "rivm_eenzaam", "decimals": 1}],
        national=[row | {"year": year, "value": 47.0, "older_edition": flag} for row, year, flag in years],
        noise=[newest | {"size": 7, "noise": 1.0}, newest | {"size": 1, "noise": 9.0}],
        regional=[row | {"year": year, "regio_code": code, "value": value, "n": 1}
                  for row, year, _ in years for code, value in values.items()],
    )  # fmt: skip
    found = database.ask("regio_figures", indicator="rivm_eenzaam")
    assert found["year"].tolist() == [2020, 2024] * 3
    assert found["position"].tolist() == ["lower"] * 2 + ["similar"] * 2 + ["higher"] * 2


def test_the_middle_of_the_similar_areas_leaves_out_those_from_elsewhere(tiny):
    def peer(code, elsewhere):
        return WIJK | {"area_code": "WK000100", "peer_code": code, "elsewhere": elsewhere}

    codes = {"WK000100": 50.0, "WK000101": 10.0, "WK000102": 20.0, "WK000201": 90.0}
    tiny(
        peer=[peer("WK000101", False), peer("WK000102", False), peer("WK000201", True)],
        comparable=[WIJK | {"area_code": c, "measured_code": c, "measured_vintage": 2022} for c in codes],
        value=[LONELY | {"area_code": c, "vintage": 2022, "year": 2020, "value": value} for c, value in codes.items()],
    )
    found = database.ask("peer_values", type="wijk", code="WK000100", vintage=2022)
    assert found[["peers", "peers_n"]].to_numpy().tolist() == [[15.0, 2]]


def test_the_figure_of_a_gemeente_stands_beside_its_wijken_and_not_beside_itself(tiny):
    def shown(kind, code):
        return {"area_type": kind, "area_code": code, "vintage": 2022, "measured_code": code, "measured_vintage": 2022}

    figure = {"indicator_id": "rivm_eenzaam", "vintage": 2022, "year": 2020}
    tiny(
        indicator=[{"indicator_id": "rivm_eenzaam", "rank": 1, "shown": True}],
        area=[{"area_type": kind, "area_code": code, "vintage": 2022, "gemeente_code": "GM0001"}
              for kind, code in (("wijk", "WK000100"), ("gemeente", "GM0001"))],
        comparable=[shown("wijk", "WK000100"), shown("gemeente", "GM0001")],
        value=[figure | {"area_type": "wijk", "area_code": "WK000100", "value": 50.0},
               figure | {"area_type": "gemeente", "area_code": "GM0001", "value": 40.0}],
    )  # fmt: skip
    beside = {
        kind: database.ask("profile", type=kind, code=code, vintage=2022)["gemeente"].iloc[0]
        for kind, code in (("wijk", "WK000100"), ("gemeente", "GM0001"))
    }
    assert beside["wijk"] == 40.0
    assert beside["gemeente"] != beside["gemeente"], "missing"


@pytest.mark.parametrize(
    ("share", "other_share", "shown"), [(0.02, 0.0, True), (0.019, 0.049, False), (0.0, 0.05, True)]
)
def test_an_area_of_another_type_is_named_from_two_per_cent_of_this_one_or_five_of_that(
    tiny, share, other_share, shown
):
    pair = {"area_type": "pc4", "area_code": "1011", "vintage": 2018, "other_type": "wijk", "other_code": "WK000100",
            "other_vintage": 2022, "share": share, "other_share": other_share}  # fmt: skip
    tiny(shown_first=[WIJK], area_link=[pair], area=[WIJK | {"area_code": "WK000100", "name": "A"}])
    assert (len(database.ask("overlapping", type="pc4", code="1011", other_type="wijk")) == 1) is shown


def test_a_postcode_names_the_wijken_that_are_shown_first_or_else_the_newest(tiny):
    def pair(vintage):
        return {"area_type": "pc4", "area_code": "1011", "vintage": 2018, "other_type": "wijk", "share": 1.0,
                "other_code": "WK000100", "other_vintage": vintage, "other_share": 1.0}  # fmt: skip

    wijken = [WIJK | {"area_code": "WK000100", "name": "A", "vintage": vintage} for vintage in (2022, 2024, 2025)]
    tiny(shown_first=[WIJK | {"vintage": 2024}], area_link=[pair(2022), pair(2025)], area=wijken)
    assert database.ask("overlapping", type="pc4", code="1011", other_type="wijk")["vintage"].tolist() == [2025]
    tiny(area_link=[pair(2024)])
    assert database.ask("overlapping", type="pc4", code="1011", other_type="wijk")["vintage"].tolist() == [2024]


def linked_wijk(code, vintage, other, other_vintage, link="part", share=1.0):
    return {"area_type": "wijk", "area_code": code, "vintage": vintage, "other_type": "wijk", "link": link,
            "other_code": other, "other_vintage": other_vintage, "share": share, "other_share": 0.5}  # fmt: skip


def comparable_wijk(code, vintage, measured, measured_vintage):
    return WIJK | {"area_code": code, "vintage": vintage, "measured_code": measured,
                   "measured_vintage": measured_vintage}  # fmt: skip


@pytest.mark.parametrize(
    ("link", "share", "shown"),
    [("same", 0.0, True), ("overlap", 0.92, True), ("part", 0.02, True), ("part", 0.019, False)],
)
def test_a_successor_is_the_same_area_or_holds_two_per_cent_of_this_one(tiny, link, share, shown):
    tiny(
        shown_first=[WIJK],
        area_link=[linked_wijk("WK000100", 2016, "WK000109", 2022, link, share)],
        comparable=[comparable_wijk("WK000100", 2016, "WK000100", 2016)],
        area=[WIJK | {"area_code": "WK000109", "name": "A"}],
    )
    found = database.ask("successors", type="wijk", code="WK000100", vintage=2016)
    assert (len(found) == 1) is shown


def test_an_area_without_a_polygon_has_the_successors_of_the_same_place_in_the_nearest_year(tiny):
    tiny(
        shown_first=[WIJK],
        area_link=[
            linked_wijk("WK000101", 2020, "WK000109", 2022), linked_wijk("WK000102", 2016, "WK000108", 2022),
            linked_wijk("WK000100", 2019, "WK000101", 2020, "same"),
        ],
        comparable=[
            comparable_wijk("WK000100", 2019, code, vintage)
            for code, vintage in (("WK000100", 2019), ("WK000101", 2020), ("WK000102", 2016))
        ],
        area=[WIJK | {"area_code": code, "name": "A"} for code in ("WK000108", "WK000109")],
    )  # fmt: skip
    found = database.ask("successors", type="wijk", code="WK000100", vintage=2019)
    assert found["code"].tolist() == ["WK000109"]


def test_an_area_of_known_structure_without_peers_resembles_no_other(tiny):
    def known(code, names):
        return [WIJK | {"area_code": code, "indicator_id": name, "year": 2022, "value": 1.0} for name in names]

    codes = {"WK000100": peers.FIGURES, "WK000101": peers.FIGURES, "WK000102": peers.FIGURES[1:]}
    tiny(
        peer=[WIJK | {"area_code": "WK000101", "peer_code": "WK000100", "elsewhere": False}],
        comparable=[
            WIJK | {"area_code": code, "measured_code": code, "measured_vintage": 2022, "link": "self"}
            for code in codes
        ],
        value=[row for code, names in codes.items() for row in known(code, names)],
    )
    asked = {code: areas.unlike(Area("wijk", code, 2022, "", *[None] * 12)) for code in codes}
    assert asked == {"WK000100": True, "WK000101": False, "WK000102": False}
    assert areas.unlike(Area("wijk", "WK000101", 2022, "", *[None] * 12), elsewhere=True)


def test_only_unusual_figures_can_be_asked_for():
    for word in ("higher", "lower"):
        chosen = selection.from_query({"type": "wijk", "indicator": "rivm_eenzaam", "year": "2020", "position": word})
        some = selection.from_query(chosen.query() | {"unusual": "true"})
        found = selection.rows(some)
        assert found["unusual"].all() and set(found["position"]) == {word}
        assert 0 < selection.counted(some)["rows"] < selection.counted(chosen)["rows"]
