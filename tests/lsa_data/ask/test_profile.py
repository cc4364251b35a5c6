"""Which figures may be shown on an area, and of which edition and vintage."""

import pytest

from lsa_data.ask import areas, profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.read.frames import NOT_YET

AREA = Area("wijk", "WK000100", 2022, "Dorp", *[None] * 12)


@pytest.fixture
def asked(tiny):
    """The profile of an area that is comparable with itself in 2020 and 2016, where these figures were measured."""

    def profile_of(*measured: tuple[int, int, float]) -> list[tuple[int, int, float]]:
        figure = {"indicator_id": "rivm_eenzaam", "area_type": "wijk", "area_code": "WK000100"}
        own = {"area_type": "wijk", "area_code": "WK000100", "vintage": 2022, "measured_code": "WK000100"}
        tiny(
            indicator=[
                {"indicator_id": name, "rank": rank, "shown": name != "lbm2_bewoners"}
                for rank, name in enumerate(("rivm_eenzaam", "rivm_roker", "lbm2_bewoners"))
            ],
            comparable=[own | {"measured_vintage": vintage, "link": "same"} for vintage in (2020, 2016)],
            edition=[{"indicator_id": "rivm_eenzaam", "area_type": "wijk", "vintage": 2016, "newer_vintage": 2020}],
            value=[figure | {"vintage": vintage, "year": year, "value": value} for vintage, year, value in measured],
        )
        rows = profile.profile(AREA)
        return list(rows[["measured_vintage", "year", "value"]].itertuples(index=False, name=None))

    return profile_of


def test_of_two_editions_the_whole_older_series_is_left_out(asked):
    assert asked((2016, 2012, 1.0), (2016, 2016, 2.0), (2020, 2016, 3.0), (2020, 2020, 4.0)) == [
        (2020, 2016, 3.0), (2020, 2020, 4.0),
    ]  # fmt: skip


def test_an_older_edition_stays_on_an_area_that_has_no_newer_one(asked):
    assert asked((2016, 2012, 1.0), (2016, 2016, 2.0)) == [(2016, 2012, 1.0), (2016, 2016, 2.0)]


def test_an_edition_of_one_indicator_does_not_push_out_another(asked, tiny):
    tiny(value=[{"indicator_id": "rivm_roker", "area_type": "wijk", "area_code": "WK000100", "vintage": 2020,
                 "year": 2016, "value": 9.0}])  # fmt: skip
    assert (2016, 2016, 2.0) in asked((2016, 2016, 2.0))


def test_what_is_only_in_files_is_no_row(asked, tiny):
    tiny(value=[{"indicator_id": "lbm2_bewoners", "area_type": "wijk", "area_code": "WK000100", "vintage": 2020,
                 "year": 2016, "value": 9.0}])  # fmt: skip
    assert asked((2020, 2020, 4.0)) == [(2020, 2020, 4.0)]


def test_only_what_was_measured_on_a_comparable_area_is_shown(asked):
    assert asked((2024, 2024, 1.0), (2020, 2020, 4.0)) == [(2020, 2020, 4.0)]


def _row(indicator, year=2020, value=1.0, theme="gezondheid", status="ok"):
    unknown = dict.fromkeys(ProfileRow.__slots__)
    known = {"indicator_id": indicator, "theme": theme, "year": year, "value": value, "status": status}
    return ProfileRow(**unknown | known)


def test_the_latest_figure_of_an_indicator_stays_the_newest_when_it_is_missing():
    found = profile.latest([_row("a", 2016), _row("b", 2016), _row("a", 2020, None, status="not_published")])
    assert [(row.indicator_id, row.year, row.value) for row in found] == [("a", 2020, None), ("b", 2016, 1.0)]


def test_a_year_that_is_not_published_yet_hides_no_figure_and_is_told_beside_it():
    coming = [_row(name, 2025, None, status=profile.AWAITED) for name in ("b", "a")]
    rows = [_row("a", 2022), *coming, _row("c", 2025)]
    assert [(row.indicator_id, row.year) for row in profile.latest(rows)] == [("a", 2022), ("b", 2025), ("c", 2025)]
    awaited = {name: profile.awaited_year(series) for name, series in profile.by_indicator(rows).items()}
    assert awaited == {"a": 2025, "b": None, "c": None}
    assert profile.AWAITED == NOT_YET


def test_of_a_group_the_first_headline_with_a_figure_stands_for_the_others():
    rows = [_row("rivm_ernstig_overgewicht"), _row("rivm_beweegrichtlijn", value=None), _row("rivm_sporter"),
            _row("kwb_woz")]  # fmt: skip
    first, others = profile.of_theme(rows, "wijk")
    assert [row.indicator_id for row in first] == ["rivm_sporter", "kwb_woz"]
    assert [row.indicator_id for row in others] == ["rivm_ernstig_overgewicht", "rivm_beweegrichtlijn"]


def test_of_a_group_without_headlines_the_first_stands_for_the_others():
    first, _ = profile.of_theme([_row("rivm_ernstig_eenzaam"), _row("rivm_sociaal_eenzaam")], "wijk")
    assert [row.indicator_id for row in first] == ["rivm_ernstig_eenzaam"]


def test_a_figure_of_which_a_newer_one_is_shown_comes_last():
    rows = [_row("lbm2_totaal", 2016), _row("lbm3_afwijking", 2024), _row("lbm3_voorzieningen", 2024)]
    first, _ = profile.of_theme(rows, "wijk")
    assert [row.indicator_id for row in first] == ["lbm3_afwijking", "lbm3_voorzieningen", "lbm2_totaal"]


def test_a_row_of_a_profile_has_whole_years_and_none_for_what_is_not_known():
    rows = profile.figures(areas.area("WK059904", 2022))
    for row in rows:
        for name in ProfileRow.__slots__:
            assert getattr(row, name) == getattr(row, name), f"{name} is no number"
        assert type(row.year) is int
    lonely = [row for row in rows if row.indicator_id == "rivm_eenzaam"]
    assert [(row.year, row.from_year, row.to_year, row.points) for row in lonely][-1] == (2020, 2012, 2020, 3)


def test_the_similar_areas_stand_in_the_row_of_their_year():
    area = areas.area("WK051829")
    rows = profile.with_peers(profile.figures(area), area)
    (lonely,) = [row for row in rows if (row.indicator_id, row.year) == ("rivm_eenzaam", 2020)]
    assert lonely.peers is not None
    assert lonely.peers != lonely.value
