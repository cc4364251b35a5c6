"""Buurten together: proved by what the source publishes of the wijk and gemeente that they are, by rules that hold for
whatever is put together, and by the embedded figures without the code that is tested."""

import random
from functools import cache
from itertools import pairwise

import duckdb
import pytest

from lsa_data import catalogue
from lsa_data.ask import areas, combined, database, own_area, profile
from lsa_data.ask.own_area import WHOLE, Member, OwnArea
from lsa_data.methods.coverage import LEAST_COVERAGE
from lsa_data.read.make_startset import STARTSET

WIJKEN = ("WK008041", "WK051829", "WK085547", "WK0363AA", "WK034401", "WK067713")
"""Of large and small gemeenten; in most buurten of the first hardly anybody lives."""
GEMEENTEN = ("GM0984", "GM0518")
ROUNDED, ESTIMATED = 1.0, 1.5
"""Percent: how far shares of whole numbers are from those of the wijk, and estimates, which it has of its own."""
PEOPLE = 5
"""Inhabitants and households are published in fives, of every buurt and of the wijk."""
BIG, *BUURTEN = ("BU05182811", "BU05182812", "BU05182813")
COUNTS = ("politie_misdrijven", "kwb_inwoners", "kwb_huishoudens")


def together(*codes: str, percent: int = WHOLE) -> OwnArea:
    return own_area.of(dict.fromkeys(codes, percent))


@cache
def figures(area: OwnArea) -> dict:
    return {(row.indicator_id, row.measured_vintage, row.year): row for row in combined.figures(area)}


@cache
def pairs(kind: str, codes: tuple[str, ...]) -> list[tuple]:
    """What buurten give together, with what is published of the area that they are."""
    found = []
    for code in codes:
        buurten = areas.within("buurt", **{kind: code})["code"]
        published = {
            (row.indicator_id, row.measured_vintage, row.year): row for row in profile.figures(areas.area(code))
        }
        for key, row in figures(together(*buurten)).items():
            if key in published and None not in (row.value, published[key].value):
                found.append((catalogue.indicators()[row.indicator_id], row, published[key], len(buurten)))
    return found


@pytest.fixture(scope="module")
def unions() -> list[OwnArea]:
    """Buurten taken at random, some of them for a part: the same ones in every run."""
    chance = random.Random(22)
    known = areas.within("buurt")["code"].tolist()
    found = []
    for n in (2, 3, 5, 9, 30, 120):
        parts = {code: chance.choice((WHOLE, WHOLE, 55, 20)) for code in chance.sample(known, n)}
        found.append(own_area.of(parts))
    return found


def test_all_buurten_of_a_wijk_are_the_wijk_in_crime_to_the_last_one():
    seen = [pair for pair in pairs("wijk", WIJKEN) if pair[0].source == "politie"]
    assert {indicator.id for indicator, *_ in seen} == {"politie_totaal", "politie_misdrijven"}
    for _, row, published, _ in seen:
        assert row.value == pytest.approx(published.value, abs=1e-9), row
        assert row.coverage == pytest.approx(published.coverage, abs=1e-3)


def test_all_buurten_of_a_wijk_have_its_inhabitants_within_what_the_source_rounds():
    seen = [pair for pair in pairs("wijk", WIJKEN) if pair[0].id in ("kwb_inwoners", "kwb_huishoudens")]
    assert len(seen) > len(WIJKEN)
    for _, row, published, n in seen:
        assert abs(row.value - published.value) <= PEOPLE * (n + 1) / 2, row


def test_all_buurten_of_a_wijk_have_its_shares_and_scores():
    seen = [pair for pair in pairs("wijk", WIJKEN) if pair[0].unit in ("procent", "score")]
    assert len(seen) > 200
    for indicator, row, published, _ in seen:
        if row.link != "self" or published.link != "self":
            continue
        allowed = {"score": 0.01, "procent": ESTIMATED if indicator.kind == "estimated" else ROUNDED}[indicator.unit]
        assert abs(row.value - published.value) <= allowed, (published, row.value)


def test_health_of_an_older_year_stays_close_to_what_is_published_of_the_wijk():
    seen = [pair for pair in pairs("wijk", WIJKEN) if pair[0].source == "rivm" and pair[1].measured_vintage == 2020]
    apart = [abs(row.value - published.value) for _, row, published, _ in seen]
    assert len(apart) > 100
    assert max(apart) <= ESTIMATED


def test_all_buurten_of_a_gemeente_count_what_the_gemeente_counts():
    seen = [pair for pair in pairs("gemeente", GEMEENTEN) if pair[0].unit == "aantal" and pair[1].year >= 2024]
    assert {indicator.id for indicator, *_ in seen} == {"politie_misdrijven", "kwb_inwoners"}
    for indicator, row, published, n in seen:
        allowed = 0 if indicator.id == "politie_misdrijven" else PEOPLE * (n + 1) / 2
        assert abs(row.value - published.value) <= allowed, (published.value, row.value)


def test_one_buurt_by_itself_has_the_figures_of_that_buurt():
    code = BIG
    of_buurt = profile.figures(areas.area(code))
    own = figures(together(code))
    compared = [
        row for row in of_buurt if row.value is not None and (row.indicator_id, row.measured_vintage, row.year) in own
    ]
    assert len(compared) > 90
    for row in compared:
        assert own[row.indicator_id, row.measured_vintage, row.year].value == pytest.approx(row.value), row


def test_two_parts_count_together_what_each_counts():
    inside = sorted(areas.within("buurt", gemeente="GM0984")["code"])
    chance = random.Random(3)
    chance.shuffle(inside)
    one, other = together(*inside[:9]), together(*inside[9:25])
    both = figures(together(*inside[:25]))
    seen = 0
    for key, row in both.items():
        if key[0] in COUNTS and None not in (row.value, figures(one)[key].value, figures(other)[key].value):
            assert row.value == pytest.approx(figures(one)[key].value + figures(other)[key].value)
            seen += 1
    assert seen >= 7


def test_half_of_every_buurt_has_half_of_the_counts_and_the_same_shares():
    codes = areas.within("buurt", wijk="WK051829")["code"]
    whole, half = figures(together(*codes)), figures(together(*codes, percent=50))
    assert whole.keys() == half.keys()
    for key, row in whole.items():
        if row.value is not None:
            part = 0.5 if catalogue.indicators()[key[0]].is_count else 1
            assert half[key].value == pytest.approx(part * row.value), key


def test_a_mean_lies_between_its_parts(unions):
    for area in unions[:3]:
        parts = [figures(own_area.of({member.code: WHOLE})) or _of_buurt(member.code) for member in area.members]
        for key, row in figures(area).items():
            indicator = catalogue.indicators()[key[0]]
            known = [one[key].value for one in parts if key in one and one[key].value is not None]
            if row.value is not None and not indicator.is_count and not indicator.ordinal and not indicator.rate_of:
                assert min(known) - 1e-9 <= row.value <= max(known) + 1e-9, key


def _of_buurt(code: str) -> dict:
    """The figures of a buurt that is too small to be an area by itself."""
    rows = profile.figures(areas.area(code))
    return {(row.indicator_id, row.measured_vintage, row.year): row for row in rows}


def test_coverage_is_a_share_and_of_too_little_there_is_the_reason_and_no_figure(unions):
    rows = [row for area in unions for row in figures(area).values()]
    assert {row.status for row in rows} >= {"computed", "low_coverage", "incomplete"}
    for row in rows:
        assert 0 <= row.coverage <= 1
        assert (row.value is None) == (row.status != "computed"), row
        if row.value is not None:
            assert row.coverage >= LEAST_COVERAGE
        else:
            assert (row.position, row.percentile) == (None, None)


def test_of_fewer_than_250_people_there_is_never_a_figure():
    few = next(
        together(code) for code in areas.within("buurt", gemeente="GM0080")["code"]
        if 0 < (areas.area(code).inhabitants or 0) < own_area.LEAST_PEOPLE
    )  # fmt: skip
    enough = together(BIG)
    least = -(-100 * own_area.LEAST_PEOPLE // enough.inhabitants)
    assert combined.figures(few) == []
    assert combined.figures(together(BIG, percent=least - 1)) == []
    assert combined.figures(together(BIG, percent=least)) != []


def test_a_class_is_that_of_areas_with_the_same_score(unions):
    classes = [row for area in unions for row in figures(area).values() if row.indicator_id == "lbm3_klasse"]
    seen = [row for row in classes if row.value is not None]
    assert seen
    table = (
        duckdb.connect()
        .execute(f"""
        SELECT min(score.value), max(score.value), class.value FROM '{STARTSET}/value_lbm3.parquet' class
        JOIN '{STARTSET}/value_lbm3.parquet' score USING (area_type, area_code, vintage, year)
        WHERE class.indicator_id = 'lbm3_klasse' AND score.indicator_id = 'lbm3_afwijking' AND area_type = 'buurt'
        GROUP BY ALL
    """)
        .fetchall()
    )
    for area in unions:
        score, own = (
            next((row.value for row in figures(area).values() if row.indicator_id == name), None)
            for name in ("lbm3_afwijking", "lbm3_klasse")
        )
        if own is not None:
            assert [low <= score <= high for low, high, number in table if number == own] == [True]


def test_noise_never_rises_with_size():
    codes = areas.within("buurt", gemeente="GM0518")["code"].tolist()
    grown = [figures(together(*codes[:n])) for n in (2, 10, 40, 100)]
    for smaller, larger in pairwise(grown):
        for key, row in larger.items():
            before = smaller.get(key)
            if before and None not in (row.noise, before.noise):
                assert row.noise <= before.noise, key


def test_all_buurten_of_a_wijk_have_the_noise_of_that_wijk():
    seen = [(row.noise, published.noise) for _, row, published, _ in pairs("wijk", WIJKEN)
            if row.measured_vintage == 2024 and None not in (row.noise, published.noise)]  # fmt: skip
    assert len(seen) > 100
    same = sum(own == pytest.approx(published) for own, published in seen)
    assert same > 0.8 * len(seen), "a wijk may be of another size in a published number of people"


def test_an_own_area_is_compared_with_wijken_from_2000_people_and_below_with_buurten():
    people = areas.area(BIG).inhabitants
    enough = -(-100 * 2000 // people)
    for percent, kind in ((enough, "wijk"), (enough - 1, "buurt")):
        area = together(BIG, percent=percent)
        assert area.type == kind
        row = figures(area)["kwb_leeftijd_65_plus", 2024, 2024]
        ((lower,),) = database.cursor().execute(
            "SELECT avg((value < $value)::INTEGER) FROM value WHERE indicator_id = 'kwb_leeftijd_65_plus'"
            " AND vintage = 2024 AND year = 2024 AND percentile IS NOT NULL AND area_type = $kind",
            {"value": row.value, "kind": kind},
        ).fetchall()  # fmt: skip
        assert 0 < lower < 1
        assert row.percentile == pytest.approx(lower)


def test_a_combined_figure_says_that_it_was_measured_elsewhere_or_is_provisional_where_that_of_its_buurten_is():
    codes = areas.within("buurt", wijk="WK051829")["code"].tolist()
    of_buurten = [_of_buurt(code) for code in codes]
    for key, row in figures(together(*codes)).items():
        parts = [one[key] for one in of_buurten if key in one and one[key].value is not None]
        assert (row.link == "self") == (row.measured_vintage == 2024) == all(part.link == "self" for part in parts), key
        assert row.provisional == any(part.provisional for part in parts), key
    assert {row.provisional for row in figures(together(*codes)).values()} == {True, False}


def test_a_class_is_not_read_from_a_score_between_two_classes_or_where_they_overlap(tiny):
    def ranges(*pairs_of: tuple[int, float]) -> list:
        rows = [{"area_type": "buurt", "area_code": f"BU{n}", "vintage": 2024, "year": 2024, "indicator_id": name,
                 "value": float(value)}
                for n, pair in enumerate(pairs_of)
                for name, value in zip(("lbm3_klasse", "lbm3_afwijking"), pair, strict=True)]  # fmt: skip
        tiny(value=rows)
        return combined._class_ranges("lbm3_klasse", 2024, 2024)

    assert ranges((1, -0.4), (1, -0.2), (2, -0.1), (2, 0.1)) == [(1, -0.4, -0.2), (2, -0.1, 0.1)]
    row = {"indicator_id": "lbm3_klasse", "measured_vintage": 2024, "year": 2024, "value": None, "status": "computed"}
    for score, value, status in ((0.0, 2.0, "computed"), (-0.15, None, "not_combined"), (0.2, None, "not_combined")):
        told = combined._classified(row, [row, row | {"indicator_id": "lbm3_afwijking", "value": score}])
        assert (told["value"], told["status"]) == (value, status), score
    assert ranges((3, 0.2), (2, 0.3)) == [], "the second has a higher score in a lower class"


BY_HAND = {
    "kwb_leeftijd_65_plus": ("kwb", "sum(value * inhabitants) / sum(inhabitants) FILTER (value IS NOT NULL)"),
    "rivm_ervaren_gezondheid": ("rivm", "sum(value * inhabitants) / sum(inhabitants) FILTER (value IS NOT NULL)"),
    "kwb_woz": ("kwb", "sum(value * households) / sum(households) FILTER (value IS NOT NULL)"),
    "lbm3_afwijking": ("lbm3", "sum(value * households) / sum(households) FILTER (value IS NOT NULL)"),
    "kwb_inwoners": ("kwb", "sum(value)"),
    "politie_misdrijven": ("politie", "sum(value)"),
}


@pytest.mark.parametrize("indicator", BY_HAND)
def test_the_embedded_figures_say_the_same_without_this_code(indicator):
    source, how = BY_HAND[indicator]
    codes = ["BU05990110", "BU05990111", "BU05990112", *BUURTEN]
    for (name, vintage, year), row in figures(together(*codes)).items():
        if name == indicator and vintage == 2024 and row.value is not None:
            (by_hand,) = (
                duckdb.connect()
                .execute(f"""
                SELECT {how} FROM '{STARTSET}/value_{source}.parquet'
                JOIN (SELECT code AS area_code, vintage, inhabitants FROM '{STARTSET}/area.parquet')
                    USING (area_code, vintage)
                JOIN (SELECT area_code, value AS households FROM '{STARTSET}/value_kwb.parquet'
                    WHERE indicator_id = 'kwb_huishoudens' AND vintage = 2024) USING (area_code)
                WHERE indicator_id = '{indicator}' AND vintage = 2024 AND year = {year} AND area_code IN {tuple(codes)}
            """)
                .fetchall()[0]
            )
            assert row.value == pytest.approx(by_hand), year
            break
    else:
        pytest.fail("there was nothing to compare")


@pytest.fixture
def made(tiny):
    """The figures of buurten in a country of these figures alone: what each has as (people, figure)."""

    def figures_of(indicator: str, status: str = "ok", **of_buurt: tuple[float | None, float | None]) -> tuple:
        known = catalogue.indicators()[indicator]
        tiny(
            indicator=[{"indicator_id": indicator, "theme": known.theme, "unit": known.unit,
                        "combined_by": known.combined_by, "rate_of": known.rate_of, "decimals": 1, "shown": True,
                        "rank": 1, "relative": False, "ordinal": False}],
            comparable=[{"area_type": "buurt", "area_code": code, "vintage": 2024, "measured_code": code,
                         "measured_vintage": 2024, "link": "self"} for code in of_buurt],
            weight=[{"area_type": "buurt", "area_code": code, "vintage": 2024, "counted": known.combined_by,
                     "weight": people} for code, (people, _) in of_buurt.items() if people is not None],
            value=[{"indicator_id": indicator, "area_type": "buurt", "area_code": code, "vintage": 2024, "year": 2024,
                    "value": value, "status": status, "provisional": False} for code, (_, value) in of_buurt.items()],
        )  # fmt: skip
        members = tuple(Member(code, WHOLE, code, None, None, None) for code in of_buurt)
        area = OwnArea("wijk", "x", 2024, "", *[None] * 9, 5000, 2024, "larger", members)
        rows = [(row.value, row.status, row.coverage) for row in combined.figures(area)]
        assert len(rows) <= 1
        return rows[0] if rows else ()

    return figures_of


@pytest.mark.parametrize(("known", "expected"), [(800, (50.0, "computed", 0.8)), (799, (None, "low_coverage", 0.799))])
def test_a_share_of_enough_people_stands_for_all_and_of_just_too_few_for_nobody(made, known, expected):
    assert made("rivm_eenzaam", BU1=(known, 50.0), BU2=(1000 - known, None)) == expected


def test_of_a_figure_that_is_not_published_yet_nothing_is_said(made):
    assert made("rivm_eenzaam", "not_published_yet", BU1=(1000, None)) == ()
    assert made("rivm_eenzaam", "too_few", BU1=(1000, None)) == (None, "low_coverage", 0.0)


def test_a_count_that_is_not_known_of_all_people_is_not_given(made):
    assert made("politie_misdrijven", BU1=(900, 40.0), BU2=(100, None)) == (None, "incomplete", 0.9)


def test_a_count_of_crime_is_not_given_either_where_it_is_unknown_of_a_buurt_without_people(made):
    assert made("politie_misdrijven", BU1=(900, 40.0), BU2=(None, None)) == (None, "incomplete", 1.0)


def test_a_buurt_without_people_adds_none(made):
    assert made("kwb_inwoners", BU1=(900, 900.0), BU2=(None, None)) == (900.0, "computed", 1.0)


def test_a_count_of_people_is_not_given_where_somebody_would_be_missed(made):
    assert made("kwb_huishoudens", BU1=(900, 400.0), BU2=(100, None)) == (None, "incomplete", 0.9)


def test_a_count_of_people_is_not_given_where_it_misses_one_in_two_hundred(made):
    assert made("kwb_huishoudens", BU1=(995, 400.0), BU2=(5, None)) == (None, "incomplete", 0.995)


def test_what_happens_where_hardly_anybody_lives_counts_too(made):
    assert made("politie_misdrijven", BU1=(900, 40.0), BU2=(None, 7.0)) == (47.0, "computed", 1.0)


def test_a_density_is_all_people_by_all_land(made):
    assert made("kwb_dichtheid", BU1=(1000, 1000.0), BU2=(1000, 250.0))[0] == pytest.approx(2000 / 5)


def test_a_density_is_not_given_without_the_land_of_every_buurt(made):
    assert made("kwb_dichtheid", BU1=(1000, 1000.0), BU2=(None, None)) == (None, "incomplete", 1.0)


@pytest.mark.parametrize(("people", "known"), [(55, True), (45, False)])
def test_a_density_is_not_given_where_the_land_of_a_buurt_is_too_roughly_known(made, people, known):
    assert (made("kwb_dichtheid", BU1=(people, 1000.0))[0] is not None) == known


def test_all_buurten_of_a_wijk_have_its_density_where_there_is_one():
    seen = [pair for pair in pairs("wijk", WIJKEN) if pair[0].unit == "per_km2" and pair[1].measured_vintage == 2024]
    assert len(seen) >= 3
    for _, row, published, _ in seen:
        assert row.value == pytest.approx(published.value, rel=0.05), published


@pytest.mark.parametrize(("newer", "shown"), [(50.0, {2024: 50.0}), (None, {2020: 60.0, 2024: None})])
def test_an_older_edition_is_left_out_where_the_newer_one_is_known_of_enough(tiny, newer, shown):
    known, codes = catalogue.indicators()["rivm_ervaren_gezondheid"], ("BU1", "BU2")
    buurten = [{"area_type": "buurt", "area_code": code, "vintage": year} for code in codes for year in (2020, 2024)]
    tiny(
        indicator=[{"indicator_id": known.id, "theme": known.theme, "unit": known.unit, "decimals": 1, "shown": True,
                    "combined_by": known.combined_by, "rank": 1, "relative": False, "ordinal": False}],
        edition=[{"indicator_id": known.id, "area_type": "buurt", "vintage": 2020, "newer_vintage": 2024}],
        comparable=[one | {"vintage": 2024, "measured_code": one["area_code"], "measured_vintage": one["vintage"],
                           "link": "self" if one["vintage"] == 2024 else "overlap"} for one in buurten],
        weight=[one | {"counted": known.combined_by, "weight": 500} for one in buurten],
        value=[one | {"indicator_id": known.id, "year": 2020, "status": "ok", "provisional": False,
                      "value": 60.0 if one["vintage"] == 2020 else 50.0 if one["area_code"] == "BU1" else newer}
               for one in buurten],
    )  # fmt: skip
    members = tuple(Member(code, WHOLE, code, None, None, None) for code in codes)
    area = OwnArea("wijk", "x", 2024, "", *[None] * 9, 5000, 2024, "larger", members)
    assert {row.measured_vintage: row.value for row in combined.figures(area)} == shown
