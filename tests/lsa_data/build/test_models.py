"""Every model on a few rows: given these, this is made."""

import json

import duckdb
import pandas as pd
import pytest
import shapely

from lsa_data.build import model as models
from lsa_data.build import pipeline
from lsa_data.catalogue.lists import ListError
from lsa_data.read import overlap
from lsa_data.read.make_startset import write_parquet
from tests.lsa_data.build.given import NAMES, fill, made, picked

pytestmark = pytest.mark.slow

EENZAAM = {"indicator_id": "rivm_eenzaam", "source_id": "rivm", "kind": "estimated", "unit": "procent", "decimals": 1,
           "national_method": "published", "ordinal": False, "relative": False}  # fmt: skip
SCORE = {"indicator_id": "lbm2_totaal", "source_id": "lbm2", "kind": "modelled", "unit": "score", "decimals": 2,
         "national_method": "constant", "benchmark": 0.0, "ordinal": False, "relative": True}  # fmt: skip
KLASSE = {"indicator_id": "lbm2_klasse", "source_id": "lbm2", "kind": "modelled", "unit": "klasse", "decimals": 0,
          "national_method": "none", "ordinal": True, "relative": False}  # fmt: skip


def area(code, vintage=2020, kind="wijk", **more):
    return {"area_type": kind, "area_code": code, "vintage": vintage, "name": "", **more}


def figure(code, value, year=2020, vintage=2020, indicator="rivm_eenzaam", kind="wijk", **more):
    status = "too_few" if value is None else "ok"
    return {"indicator_id": indicator, "area_type": kind, "area_code": code, "vintage": vintage, "year": year,
            "value": value, "status": status, "provisional": False} | more  # fmt: skip


def country(value=50.0, year=2020, vintage=2020, indicator="rivm_eenzaam", kind="wijk", **more):
    return {"indicator_id": indicator, "area_type": kind, "vintage": vintage, "year": year, "value": value,
            "method": "published"} | more  # fmt: skip


# what a model is


@pytest.mark.parametrize("name", [name for names in pipeline.MODELS.values() for name in names])
def test_every_model_says_its_grain_key_and_columns(name):
    if name == "core/rules":
        return
    head = models._head(name)
    assert head.startswith(f"{name.rpartition('/')[2]}: ")
    assert "\nGrain: " in head
    assert models.model(name).key


def test_every_file_of_a_model_is_in_the_list():
    there = {
        path.relative_to(models.FOLDER).with_suffix("").as_posix()
        for path in models.FOLDER.rglob("*.*")
        if path.suffix in (".sql", ".py") and path.name != "__init__.py"
    }
    assert there == set(NAMES.values())


def test_a_table_that_breaks_its_key_its_columns_or_its_empty_cells_is_seen():
    def said(*statements):
        with duckdb.connect() as connection:
            fill(connection, map=[{"area_type": "wijk", "vintage": 2022}])
            for statement in statements:
                connection.execute(statement)
            return models.broken(connection, "staging/map")

    assert said() == []
    assert said("INSERT INTO map VALUES ('wijk', 2022)") == [
        "staging/map: 1 keys (area_type, vintage) stand more than once"
    ]
    assert said("INSERT INTO map VALUES ('wijk', NULL)") == ["staging/map: 1 rows without vintage"]
    assert "the columns are" in said("ALTER TABLE map ADD COLUMN more INTEGER")[0]
    assert "the columns are" in said("ALTER TABLE map ALTER vintage TYPE BIGINT")[0]


# staging


def test_the_bounds_of_a_figure_are_empty_where_no_source_gives_them(tmp_path):
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'rivm_eenzaam' AS indicator_id, 'wijk' AS area_type, 'WK000101' AS area_code, "
            "2020 AS vintage, 2020 AS year, 41.8::DOUBLE AS value, 'ok' AS status, NULL::FLOAT AS coverage) "
            f"TO '{tmp_path}/value_rivm.parquet'"
        )
        connection.execute(f"SET VARIABLE figures = '{tmp_path}'")
        models.make(connection, "staging/read_figure", tmp_path)
        assert models.broken(connection, "staging/read_figure") == []
        rows = connection.execute("SELECT value, ci_lower, ci_upper FROM read_figure").fetchall()
        assert rows == [(41.8, None, None)]


def test_a_figure_is_provisional_only_where_its_source_says_so(tmp_path):
    with duckdb.connect() as connection:
        for source, column in (("rivm", ""), ("politie", ", true AS provisional"), ("kwb", ", NULL AS provisional")):
            connection.execute(
                f"COPY (SELECT '{source}' AS indicator_id, 'wijk' AS area_type, 'WK000101' AS area_code, "
                "2020 AS vintage, 2020 AS year, 1.0::DOUBLE AS value, 'ok' AS status, NULL::FLOAT AS coverage"
                f"{column}) "
                f"TO '{tmp_path}/value_{source}.parquet'"
            )
        connection.execute(f"SET VARIABLE figures = '{tmp_path}'")
        models.make(connection, "staging/read_figure", tmp_path)
        found = connection.execute("SELECT indicator_id, provisional FROM read_figure").fetchall()
        assert dict(found) == {"rivm": False, "politie": True, "kwb": False}


def test_a_source_says_when_an_update_fetched_it(tmp_path):
    files = [{"file": "a.csv", "bytes": 3, "sha256": "00"}, {"file": "b.csv", "bytes": 4, "sha256": "11"}]
    tables = [{"id": "50090NED", "modified": "2026-01-01", "retrieved": "2026-11-01", "rows": 5}]
    sets = [{"source": "rivm", "files": files, "rows": 5, "tables": tables}]
    (tmp_path / "provenance.json").write_text(json.dumps({"sets": sets}))
    rivm = next(row for row in made("source", tmp_path) if row["source_id"] == "rivm")
    assert (rivm["files"], rivm["bytes"], rivm["rows"]) == (2, 7, 5)
    assert (rivm["modified"], rivm["retrieved"]) == ("2026-01-01", "2026-11-01")


def test_only_leefbaarometer_2_is_measured_from_the_mean_of_each_year():
    relative = {row["indicator_id"] for row in made("indicator") if row["relative"]}
    assert relative and all(indicator.startswith("lbm2_") for indicator in relative)
    assert "lbm2_klasse" not in relative


# areas through time


def test_a_gemeente_lends_its_name_of_the_same_vintage_or_else_the_newest():
    rows = made(
        "area_unnamed",
        read_area=[
            area("GM0001", 2016, "gemeente", name="Oud"), area("GM0001", 2022, "gemeente", name="Nieuw"),
            area("WK000101", 2016, gemeente_code="GM0001", name="A"),
            area("WK000101", 2020, gemeente_code="GM0001", provincie_code="PV20"),
        ],
        provincie=[{"provincie_code": "PV20", "name": "Groningen", "regio_code": "noord"}],
    )  # fmt: skip
    wijken = [row for row in rows if row["area_type"] == "wijk"]
    assert picked(wijken, "vintage", "name", "gemeente_name", "regio_code") == [
        (2016, "A", "Oud", None), (2020, "", "Nieuw", "noord"),
    ]  # fmt: skip


def named(code, vintage, name="Noord", **more):
    return area(code, vintage, name=name, gemeente_name="A", gemeente_code="GM0001", surface=1.0, **more)


def links_of(areas, folder, overlaps=()):
    """The rows of `area_link`; `overlaps` has code, vintage, code, vintage and both shares of measured wijken."""
    columns = ["area_code", "vintage", "other_code", "other_vintage", "share", "other_share"]
    measured = pd.DataFrame(list(overlaps), columns=columns).assign(area_type="wijk", other_type="wijk")
    write_parquet(overlap.in_order(measured), folder / overlap.FILE)
    return made("area_link", folder, area_unnamed=areas)


def linked_pairs(rows):
    return {
        (row["area_code"], row["vintage"], row["other_code"], row["other_vintage"], row["link"])
        for row in rows
        if row["vintage"] < row["other_vintage"]
    }


def around_2020(*more, **changes):
    """A wijk that is the same in 2019 and 2021, and of 2020 only its code."""
    years = {2019: named("WK000101", 2019), 2020: area("WK000101", 2020), 2021: named("WK000101", 2021)}
    return [years[year] | changes.get(f"y{year}", {}) for year in years] + list(more)


def test_a_wijk_of_2020_is_that_of_its_code_when_the_years_around_it_agree(tmp_path):
    """In 2021 the gemeente has one wijk more, so that only this rule can speak."""
    found = linked_pairs(links_of(around_2020(named("WK000102", 2021)), tmp_path))
    assert found == {
        ("WK000101", 2019, "WK000101", 2020, "same"), ("WK000101", 2020, "WK000101", 2021, "same"),
        ("WK000101", 2019, "WK000101", 2021, "same"),
    }  # fmt: skip


@pytest.mark.parametrize("change", [{"name": "Zuid"}, {"surface": 2.0}])
def test_a_wijk_of_2020_is_unknown_when_the_years_around_it_do_not_agree(tmp_path, change):
    assert linked_pairs(links_of(around_2020(named("WK000102", 2021), y2019=change), tmp_path)) == set()


@pytest.mark.parametrize(
    ("more", "drawn", "expected"), [([], {}, True), ([named("WK000102", 2021)], {}, False), ([], {"lon": 5.0}, False)]
)
def test_a_wijk_of_2020_without_a_polygon_is_that_of_2021_when_its_gemeente_was_left_alone(
    tmp_path, more, drawn, expected
):
    """The name changed since 2019, so that only this rule can speak."""
    found = linked_pairs(links_of(around_2020(*more, y2019={"name": "Zuid"}, y2020=drawn), tmp_path))
    assert (("WK000101", 2020, "WK000101", 2021, "same") in found) is expected


@pytest.mark.parametrize(
    ("change", "share", "expected"),
    [({}, 0.99, True), ({"surface": 2.0}, 0.99, False), ({"area_code": "WK000102"}, 0.99, False), ({}, 0.5, False)],
)
def test_a_wijk_with_only_a_number_is_that_of_its_code_when_the_maps_around_it_and_the_surface_agree(
    tmp_path, change, share, expected
):
    mapped = [named("WK000101", year, "Wijk 01", lon=5.0) for year in (2016, 2022)]
    between = named("WK000101", 2017, "Wijk 01") | change
    overlaps = [("WK000101", 2016, "WK000101", 2022, share, share)]
    found = linked_pairs(links_of(around_2020(*mapped, between), tmp_path, overlaps))
    pairs = {("WK000101", 2016, "WK000101", 2017, "same"), ("WK000101", 2017, "WK000101", 2022, "same")}
    assert found & pairs == (pairs if expected else set())


def test_people_of_2020_are_else_those_of_the_same_place_before_it(tmp_path):
    """A village with its land in 2020, and that land alone under another code in 2022."""
    areas = [
        named("WK000104", 2016, "Dorp", lon=5.0, inhabitants=2665), area("WK000104", 2020, lon=5.0),
        named("WK000108", 2022, "Dorp buitengebied", lon=5.0, inhabitants=840),
        named("WK000199", 2019), named("WK000199", 2021),
    ]  # fmt: skip
    overlaps = [("WK000104", 2016, "WK000104", 2020, 0.98, 0.98), ("WK000104", 2020, "WK000108", 2022, 0.97, 0.97)]
    found = {pair for pair in linked_pairs(links_of(areas, tmp_path, overlaps)) if "WK000104" in pair}
    assert {pair[2:] for pair in found} == {("WK000104", 2020, "overlap"), ("WK000108", 2022, "part")}


def test_people_of_2020_are_those_of_the_wijk_that_it_is_in_2021(tmp_path):
    """The land around a village of 2016: in 2020 only the polygon and the code are known."""
    areas = around_2020(
        named("WK000109", 2016, "Dorp", lon=5.0, inhabitants=2665), y2020={"lon": 5.0}, y2021={"inhabitants": 840}
    )
    found = linked_pairs(links_of(areas, tmp_path, [("WK000109", 2016, "WK000101", 2020, 0.97, 0.97)]))
    assert not [pair for pair in found if pair[0] == "WK000109" and pair[4] != "part"]


@pytest.mark.parametrize(("code", "kind"), [("1011", "pc4"), ("NL00", "land"), ("PV20", "provincie")])
def test_a_postcode_a_provincie_and_the_country_are_the_same_by_their_code(tmp_path, code, kind):
    areas = [area(code, year, kind) for year in (2018, 2022)]
    assert linked_pairs(links_of(areas, tmp_path)) == {(code, 2018, code, 2022, "same")}


def test_the_land_of_a_gemeente_is_not_compared_with_its_land_and_water(tmp_path):
    def gemeente(year, surface):
        return area("GM0001", year, "gemeente", name="A", gemeente_name="A", surface=surface)

    assert linked_pairs(links_of([gemeente(2019, 10.0), gemeente(2024, 10.0)], tmp_path))
    assert linked_pairs(links_of([gemeente(2019, 10.0), gemeente(2022, 10.0)], tmp_path)) == set()


def test_areas_that_only_share_some_surface_are_told_both_ways_round(tmp_path):
    areas = [named("WK000101", 2022, lon=5.0), named("WK000102", 2024, "Zuid", lon=5.0)]
    rows = links_of(areas, tmp_path, [("WK000101", 2022, "WK000102", 2024, 0.3, 0.4)])
    assert picked(rows, "area_code", "other_code", "link", "share", "other_share") == [
        ("WK000101", "WK000102", "part", 0.3, 0.4), ("WK000102", "WK000101", "part", 0.4, 0.3),
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "allowed"), [("same", True), ("overlap", True), ("part", False)])
def test_a_figure_is_shown_elsewhere_only_where_it_is_the_same_place(kind, allowed):
    pair = {"area_type": "wijk", "area_code": "WK000101", "vintage": 2022, "other_type": "wijk", "link": kind,
            "other_code": "WK000109", "other_vintage": 2016, "share": 0.95, "other_share": 0.92}  # fmt: skip
    rows = made("comparable", area_link=[pair], area_unnamed=[area("WK000101", 2022)])
    assert (("WK000109", 2016, kind, 0.92) in picked(rows, "measured_code", "measured_vintage", "link", "share")) is (
        allowed
    )
    assert ("WK000101", 2022, "self", 1.0) in picked(rows, "measured_code", "measured_vintage", "link", "share")


def through_time(areas):
    """The rows of `area` when all vintages of one wijk are comparable."""
    shown = [
        {"area_type": "wijk", "area_code": one["area_code"], "vintage": one["vintage"],
         "measured_code": other["area_code"], "measured_vintage": other["vintage"],
         "link": "self" if one is other else "same"}
        for one in areas for other in areas
    ]  # fmt: skip
    return made("area", area_unnamed=areas, comparable=shown)


def test_an_area_without_a_name_gets_that_of_the_nearest_vintage():
    areas = [area("WK000101", 2016, name="Oud"), area("WK000101", 2020), area("WK000101", 2022, name="Nieuw")]
    assert picked(through_time(areas), "vintage", "name") == [(2016, "Oud"), (2020, "Nieuw"), (2022, "Nieuw")]


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({2019: 100, 2021: 105}, (103, 2020)), ({2019: 100, 2022: 300}, (100, 2019)), ({2017: 90}, (90, 2017)),
        ({2019: 100, 2020: 99, 2021: 105}, (99, 2020)), ({}, (None, None)),
    ],
)  # fmt: skip
def test_an_area_of_2020_has_the_inhabitants_between_the_years_around_it_or_of_the_nearest(known, expected):
    areas = [area("WK000101", 2020)] + [area("WK000101", year) for year in known if year != 2020]
    areas = [one | {"inhabitants": known.get(one["vintage"])} for one in areas]
    row = next(row for row in through_time(areas) if row["vintage"] == 2020)
    assert (row["inhabitants"], row["inhabitants_year"]) == expected


def test_an_edition_is_older_when_another_vintage_measured_one_of_its_years_again():
    rows = made(
        "edition",
        read_figure=[
            figure("WK000101", 1.0, 2016, 2020), figure("WK000101", 1.0, 2020, 2020),
            figure("WK000101", 1.0, 2016, 2024), figure("WK000101", 1.0, 2024, 2024),
            figure("WK000101", 1.0, 2016, 2016, "kwb_inwoners"), figure("WK000101", 1.0, 2017, 2017, "kwb_inwoners"),
        ],
    )  # fmt: skip
    assert picked(rows, "indicator_id", "vintage", "newer_vintage") == [("rivm_eenzaam", 2020, 2024)]


# what the country is


def weights(areas, households=()):
    """What areas weigh, by their inhabitants and by these (code, households)."""
    people = [("inhabitants", one["area_code"], one["inhabitants"]) for one in areas if "inhabitants" in one]
    return [
        {"area_type": "wijk", "area_code": code, "vintage": 2020, "counted": counted, "weight": count}
        for counted, code, count in [*people, *(("households", *pair) for pair in households)]
    ]


def national(figures, indicator=EENZAAM, areas=(), households=(), noise=()):
    given = {"indicator": [indicator], "area": areas, "weight": weights(areas, households), "noise": noise}
    given["edition"] = []
    return made("national", read_figure=figures, **given)[0]


def test_the_published_national_figure_goes_before_a_computed_one():
    figures = [figure("NL00", 47.0, kind="land"), figure("WK000101", 10.0)]
    row = national(figures, areas=[area("WK000101", inhabitants=100)])
    assert (row["value"], row["method"]) == (47.0, "published")


def test_a_weighted_mean_divides_by_the_inhabitants_of_areas_with_a_figure():
    areas = [area("WK000101", inhabitants=100), area("WK000102", inhabitants=300), area("WK000103", inhabitants=600)]
    figures = [figure("WK000101", 10.0), figure("WK000102", 20.0), figure("WK000103", None)]
    row = national(figures, EENZAAM, areas)
    assert (row["value"], row["method"]) == (17.5, "inhabitants")
    assert (row["n"], row["missing"]) == (2, 1)


def test_an_area_of_unknown_size_does_not_count_in_a_weighted_mean():
    areas = [area("WK000101", inhabitants=100), area("WK000102")]
    row = national([figure("WK000101", 10.0), figure("WK000102", 90.0)], EENZAAM, areas)
    assert (row["value"], row["method"]) == (10.0, "inhabitants")


def test_an_unweighted_mean_where_the_catalogue_says_so_or_no_inhabitants_are_known():
    figures = [figure("WK000101", 10.0), figure("WK000102", 20.0)]
    known = [area("WK000101", inhabitants=100), area("WK000102", inhabitants=900)]
    assert picked([national(figures, EENZAAM | {"national_method": "unweighted"}, known)], "value", "method") == [
        (15.0, "unweighted")
    ]
    unknown = [area("WK000101"), area("WK000102")]
    assert picked([national(figures, EENZAAM, unknown)], "value", "method") == [(15.0, "unweighted")]


def test_nothing_is_the_country_where_the_method_is_none():
    figures = [figure("NL00", 5.0, kind="land"), figure("WK000101", 10.0)]
    row = national(figures, EENZAAM | {"national_method": "none"}, [area("WK000101", inhabitants=100)])
    assert (row["value"], row["method"], row["p50"]) == (None, "none", 10.0)


def test_a_figure_of_households_is_weighted_by_households():
    areas = [area("WK000101", inhabitants=300), area("WK000102", inhabitants=100)]
    figures = [figure("WK000101", 20.0), figure("WK000102", 60.0)]
    row = national(figures, EENZAAM | {"national_method": "households"}, areas, [("WK000101", 100), ("WK000102", 100)])
    assert (row["value"], row["method"]) == (40.0, "households")
    published = [*figures, figure("NL00", 33.0, kind="land")]
    row = national(published, EENZAAM | {"national_method": "households"}, areas, [("WK000101", 1)])
    assert (row["value"], row["method"]) == (33.0, "published")


def test_a_constant_is_the_country_whatever_the_areas_or_the_source_say():
    areas = [area("WK000101", inhabitants=300), area("WK000102", inhabitants=100)]
    figures = [figure("WK000101", 4.2), figure("WK000102", 4.3), figure("NL00", 9.0, kind="land")]
    row = national(figures, EENZAAM | {"national_method": "constant", "benchmark": 4.102265}, areas)
    assert (row["value"], row["method"], row["mean"]) == (4.102265, "constant", 4.25)


def test_a_year_that_is_not_published_yet_is_no_year_of_the_country_nor_an_edition():
    coming = {"value": None, "status": "not_published_yet"}
    areas = [area("WK000101", inhabitants=300)]
    figures = [figure("WK000101", 4.0), figure("WK000101", year=2025, **coming)]
    given = {"indicator": [EENZAAM], "area": areas, "weight": [], "noise": [], "edition": []}
    assert picked(made("national", read_figure=figures, **given), "year") == [(2020,)]
    newer = [figure("WK000101", 4.0), figure("WK000101", vintage=2025, **coming)]
    assert made("edition", read_figure=newer) == []


def test_the_spread_of_areas_leaves_out_those_with_fewer_than_250_people():
    areas = [area(f"WK00010{i}", size_class="larger") for i in range(1, 6)]
    areas += [area("WK000106", size_class="under_250"), area("WK000107")]
    figures = [figure(f"WK00010{i}", value) for i, value in enumerate((1.0, 2.0, 3.0, 7.0, 100.0, 999.0, 8.0), start=1)]
    row = national(figures, EENZAAM, areas)
    assert (row["p50"], row["n"]) == (5.0, 7)


def test_the_noise_beside_the_country_is_that_of_the_middle_area():
    areas = [area("WK000101", inhabitants=300, size_class="under_1000"), area("WK000102", inhabitants=900),
             area("WK000103", inhabitants=9000)]  # fmt: skip
    figures = [figure("WK000101", 1.0), figure("WK000102", 2.0), figure("WK000103", 3.0)]
    assert national(figures, EENZAAM, areas, noise=noises(1.4, 1.2, 1.0, 0.8, 0.6))["noise"] == 1.2


# noise


def noises(*by_size, indicator="rivm_eenzaam", kind="wijk", vintage=2020):
    """The noise of every class of size, from class 1 on."""
    return [
        {"indicator_id": indicator, "area_type": kind, "vintage": vintage, "size": size, "noise": value,
         "basis": "series"}
        for size, value in enumerate(by_size, start=1)
    ]  # fmt: skip


def noise_of(figures, *indicators, areas=None):
    codes = {(row["area_type"], row["area_code"], row["vintage"]) for row in figures}
    areas = areas or [area(code, vintage, kind, inhabitants=3000) for kind, code, vintage in sorted(codes)]
    rows = made("noise", read_figure=figures, area=areas, indicator=indicators)
    return {
        (row["indicator_id"], row["area_type"], row["vintage"]): (row["noise"], row["basis"])
        for row in rows if row["size"] == 4
    }  # fmt: skip


def bent(by, indicator="rivm_eenzaam", vintage=2020, kind="wijk"):
    """A hundred areas, of which the middle one of three measurements is `by` above or below the line."""
    return [
        figure(f"{kind}{i:04}", 50.0 + (by if i % 2 else -by) * (year == 2016), year, vintage, indicator, kind)
        for i in range(100) for year in (2012, 2016, 2020)
    ]  # fmt: skip


def test_the_noise_of_a_series_comes_from_its_own_bends():
    (found,) = noise_of(bent(1.0), EENZAAM).values()
    assert found == (pytest.approx(1.4826 / 1.5**0.5, abs=1e-5), "series")


def test_what_has_no_series_has_the_noise_of_the_noisiest_figure_of_its_source():
    stress, roker = EENZAAM | {"indicator_id": "rivm_stress"}, EENZAAM | {"indicator_id": "rivm_roker"}
    figures = [*bent(1.0), *bent(3.0, "rivm_roker"), figure("wijk0001", 9.0, indicator="rivm_stress")]
    found = noise_of(figures, EENZAAM, stress, roker)
    assert found["rivm_stress", "wijk", 2020] == (found["rivm_roker", "wijk", 2020][0], "source")


def test_a_figure_with_a_series_in_another_vintage_keeps_its_own_noise():
    roker = EENZAAM | {"indicator_id": "rivm_roker"}
    figures = [*bent(1.0), *bent(3.0, "rivm_roker"), figure("wijk0001", 9.0, 2024, 2024)]
    found = noise_of(figures, EENZAAM, roker)
    assert found["rivm_eenzaam", "wijk", 2024] == (found["rivm_eenzaam", "wijk", 2020][0], "vintage")


def test_without_any_series_for_a_type_of_area_it_has_the_noise_of_another_type():
    found = noise_of([*bent(1.0, kind="pc4"), figure("wijk0001", 9.0)], EENZAAM)
    assert found["rivm_eenzaam", "wijk", 2020] == (found["rivm_eenzaam", "pc4", 2020][0], "type")


def test_a_count_without_a_series_has_no_noise_and_one_with_a_series_has():
    counted = EENZAAM | {"kind": "counted"}
    assert noise_of([figure("wijk0001", 9.0)], counted) == {("rivm_eenzaam", "wijk", 2020): (0.0, "counted")}
    assert noise_of(bent(1.0), counted)["rivm_eenzaam", "wijk", 2020][1] == "series"


def test_classes_and_what_has_no_country_have_no_noise():
    assert noise_of([figure("wijk0001", 4.0, indicator="lbm2_klasse")], KLASSE) == {}
    assert noise_of(bent(1.0), EENZAAM | {"national_method": "none"}) == {}


def test_households_weigh_by_dwellings_where_a_vintage_counts_no_households():
    households, dwellings = "kwb_huishoudens", "kwb_woningen"
    figures = [figure("WK000101", 40.0, indicator=households), figure("WK000101", 50.0, indicator=dwellings),
               figure("WK000101", 60.0, vintage=2022, indicator=dwellings)]  # fmt: skip
    rows = made("weight", read_figure=figures, area=[area("WK000101", inhabitants=90), area("WK000102")])
    assert picked(rows, "vintage", "counted", "weight") == [
        (2020, "households", 40.0), (2020, "inhabitants", 90.0), (2022, "households", 60.0),
    ]  # fmt: skip


# figures and their positions


def position(value, bounds=(None, None), inhabitants=3000, indicator=EENZAAM):
    """Beside a country of 50 with a noise of 1: about the same within 1.96. A tenth is below 45 and above 58."""
    own = figure("WK000101", value, ci_lower=bounds[0], ci_upper=bounds[1], indicator=indicator["indicator_id"])
    there = area("WK000101", inhabitants=inhabitants, size_class="under_250" if inhabitants == 249 else "larger")
    nation = country(p10=45.0, p90=58.0, indicator=indicator["indicator_id"])
    given = {"indicator": [indicator], "area": [there], "national": [nation]}
    noise = noises(4.0, 3.0, 2.0, 1.0, 0.5, indicator=indicator["indicator_id"])
    (row,) = made("value", read_figure=[own], noise=noise, **given)
    return row["position"], row["unusual"]


@pytest.mark.parametrize(
    ("value", "bounds", "expected"),
    [
        (51.9, (None, None), ("similar", False)), (52.0, (None, None), ("higher", False)),
        (58.1, (None, None), ("higher", True)), (44.9, (None, None), ("lower", True)),
        (47.0, (None, None), ("lower", False)), (51.0, (50.5, 51.5), ("higher", False)),
        (90.0, (49.0, 99.0), ("similar", False)), (None, (None, None), (None, None)),
    ],
)  # fmt: skip
def test_a_position_is_beyond_noise_or_bounds_and_unusual_is_a_second_fact(value, bounds, expected):
    assert position(value, bounds) == expected


def test_a_small_area_needs_a_larger_difference_and_one_under_250_people_has_no_position():
    assert position(57.0, inhabitants=400) == ("similar", False)
    assert position(57.0, inhabitants=3000) == ("higher", False)
    assert position(99.0, inhabitants=249) == (None, None)


def test_classes_have_no_position():
    assert position(9.0, indicator=KLASSE) == (None, None)


def test_the_country_itself_has_no_position_and_no_percentile():
    land = figure("NL00", 50.0, kind="land")
    row = made("value", read_figure=[land], national=[country()], indicator=[EENZAAM], area=[], noise=[])[0]
    assert (row["position"], row["percentile"]) == (None, None)


def test_a_percentile_is_the_share_of_the_other_areas_with_a_lower_figure():
    figures = [figure(f"WK00010{i}", value) for i, value in enumerate((5.0, 7.0, 7.0, None, 9.0), start=1)]
    figures.append(figure("WK000106", 6.0))
    areas = [area(f"WK00010{i}") for i in range(1, 6)] + [area("WK000106", size_class="under_250")]
    rows = made("value", read_figure=figures, national=[country()], indicator=[EENZAAM], area=areas, noise=[])
    shares = {row["area_code"]: row["percentile"] for row in rows}
    assert shares["WK000101"] == 0.0 and shares["WK000105"] == 1.0
    assert shares["WK000102"] == shares["WK000103"] == pytest.approx(1 / 3, abs=1e-4)
    assert shares["WK000104"] is None and shares["WK000106"] is None, "no figure, and fewer than 250 people"


def regional(figures, areas, method="published", households=()):
    values = [row | {"position": "higher" if (row["value"] or 0) > 50 else "lower"} for row in figures]
    given = {"indicator": [EENZAAM | {"national_method": method}], "weight": weights(areas, households)}
    rows = made("regional", value=values, area=areas, **given)
    return picked(rows, "regio_code", "value", "method", "n", "n_higher", "n_lower")


def test_a_regio_is_the_weighted_mean_of_its_areas_with_a_figure_and_counts_both_sides():
    areas = [
        area("WK000101", regio_code="noord", inhabitants=100), area("WK000102", regio_code="noord", inhabitants=300),
        area("WK000103", regio_code="noord", inhabitants=600), area("WK000104", regio_code="zuid", inhabitants=5),
        area("WK000105", inhabitants=5),
    ]  # fmt: skip
    figures = [figure("WK000101", 60.0), figure("WK000102", 40.0), figure("WK000103", None),
               figure("WK000104", 10.0), figure("WK000105", 99.0)]  # fmt: skip
    for row in figures:
        row["position"] = None if row["value"] is None else "higher" if row["value"] > 50 else "lower"
    rows = made("regional", value=figures, area=areas, indicator=[EENZAAM], weight=weights(areas))
    assert picked(rows, "regio_code", "value", "method", "n", "n_higher", "n_lower") == [
        ("noord", 45.0, "inhabitants", 2, 1, 1), ("zuid", 10.0, "inhabitants", 1, 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "expected"),
    [("none", (None, "none")), ("unweighted", (50.0, "unweighted")), ("constant", (42.0, "inhabitants")),
     ("households", (55.0, "households"))],
)  # fmt: skip
def test_a_regio_follows_the_method_of_the_catalogue(method, expected):
    areas = [area("WK000101", regio_code="noord", inhabitants=1), area("WK000102", regio_code="noord", inhabitants=9)]
    figures, households = [figure("WK000101", 60.0), figure("WK000102", 40.0)], [("WK000101", 3), ("WK000102", 1)]
    rows = regional(figures, areas, method, households)
    assert [(value, how) for _, value, how, *_ in rows] == [expected]


def test_a_regio_of_which_no_inhabitants_are_known_counts_every_area_alike():
    areas = [area("WK000101", regio_code="noord"), area("WK000102", regio_code="noord")]
    rows = regional([figure("WK000101", 60.0), figure("WK000102", 40.0)], areas)
    assert [(value, how) for _, value, how, *_ in rows] == [(50.0, "unweighted")]


# changes


def test_a_published_change_is_kept_with_the_countrys_own_change_in_it():
    published = [
        {"indicator_id": "lbm2_totaal", "area_type": "wijk", "area_code": code, "vintage": 2016, "from_year": 2012,
         "to_year": 2014, "change": change}
        for code, change in (("WK000101", 0.11), ("WK000102", -0.04), ("WK000103", 0.02))
    ]  # fmt: skip
    scores = {"WK000101": (0.0, 0.1), "WK000102": (0.2, 0.15), "WK000103": (0.1, 0.11)}
    figures = [
        figure(code, value, year, 2016, "lbm2_totaal")
        for code, pair in scores.items()
        for year, value in zip((2012, 2014), pair, strict=True)
    ]
    rows = made("published_change", read_change=published, read_figure=figures)
    assert picked(rows, "area_code", "change") == [("WK000101", 0.11), ("WK000102", -0.04), ("WK000103", 0.02)]
    assert [row["national_change"] for row in rows] == pytest.approx([0.01] * 3)


def changes(indicator, published=(), kind="wijk"):
    name = indicator["indicator_id"]
    figures = [figure("WK000101", value, year, 2016, name, kind) for year, value in ((2012, 1.0), (2014, 3.0))]
    nationals = [country(value, year, 2016, name, kind) for year, value in ((2012, 0.5), (2014, 1.0))]
    rows = made("change", value=figures, indicator=[indicator], national=nationals, published_change=published)
    return picked(rows, "from_year", "to_year", "change", "national_change", "scale")


def test_a_change_is_the_difference_of_two_years_beside_that_of_the_country():
    assert changes(EENZAAM) == [(2012, 2014, 2.0, 0.5, "fixed")]


def test_a_score_against_the_mean_of_its_year_changes_against_the_country():
    assert changes(SCORE) == [(2012, 2014, 2.0, None, "relative")]


def test_what_the_source_publishes_goes_before_a_difference():
    published = {"indicator_id": "lbm2_totaal", "area_type": "wijk", "area_code": "WK000101", "vintage": 2016,
                 "from_year": 2012, "to_year": 2014, "change": 2.2, "national_change": 0.2}  # fmt: skip
    assert changes(SCORE, [published]) == [(2012, 2014, 2.2, 0.2, "fixed")]


def test_no_difference_is_taken_of_classes_or_of_the_country():
    assert changes(KLASSE) == []
    assert changes(EENZAAM, kind="land") == []


def test_a_constant_that_is_not_of_the_year_moves_with_the_mean_of_the_areas():
    figures = [figure("WK000101", value, year, 2016, "lbm3_totaal") for year, value in ((2012, 4.0), (2014, 4.3))]
    nationals = [
        country(4.1, year, 2016, "lbm3_totaal", method="constant", mean=mean)
        for year, mean in ((2012, 4.1), (2014, 4.2))
    ]
    own = SCORE | {"indicator_id": "lbm3_totaal", "benchmark": 4.1, "relative": False}
    rows = made("change", value=figures, indicator=[own], national=nationals, published_change=[])
    assert [row["national_change"] for row in rows] == pytest.approx([0.1])


def trends(series, national, indicator=EENZAAM, **of_area):
    """The trend of every area: {code: {year: value}} beside {year: country}; the noise is 1 everywhere."""
    name = indicator["indicator_id"]
    values = [
        figure(code, value, year, indicator=name, noise=1.0)
        for code, own in series.items()
        for year, value in own.items()
    ]
    moved = [
        {"indicator_id": name, "area_type": "wijk", "area_code": code, "vintage": 2020, "from_year": min(own),
         "to_year": max(own), "change": own[max(own)] - own[min(own)], "scale": "fixed"}
        for code, own in series.items()
    ]  # fmt: skip
    nationals = [country(value, year, indicator=name) for year, value in national.items()]
    areas = [area(code, **of_area) for code in series]
    rows = made("trend", value=values, change=moved, national=nationals, area=areas, indicator=[indicator, KLASSE])
    return {row["area_code"]: row for row in rows}


RONDKOMEN = {"WK000101": {2012: 57.0, 2016: 46.0, 2020: 35.0}}
COUNTRY = {2012: 24.0, 2016: 19.0, 2020: 14.0}


def test_a_trend_tells_the_area_the_country_and_their_difference():
    row = trends(RONDKOMEN, COUNTRY)["WK000101"]
    told = ("from_value", "to_value", "national_from", "national_to", "change", "difference_change", "noise", "points")
    assert [row[name] for name in told] == [57.0, 35.0, 24.0, 14.0, -22.0, -12.0, 1.0, 3]
    assert (row["direction"], row["gap"], row["ratio_agrees"]) == ("too_few_points", "narrowed", False)


def test_a_fall_that_is_the_countrys_own_is_no_change_of_the_difference():
    row = trends({"WK000101": {2012: 26.0, 2016: 21.0, 2020: 16.0}}, COUNTRY)["WK000101"]
    assert (row["change"], row["difference_change"], row["gap"]) == (-10.0, 0.0, "no_clear_change")


def test_five_points_have_a_direction_against_the_country():
    years = range(2012, 2022, 2)
    up = {year: 50.0 + (year - 2012) for year in years}
    found = trends({"WK000101": up, "WK000102": {year: 3.0 for year in years}}, up)
    assert found["WK000101"]["direction"] == "no_clear_change", "it rose as the country did"
    assert found["WK000102"]["direction"] == "falling", "it did not, while the country rose"


def test_under_250_people_a_trend_is_told_in_numbers_and_not_judged():
    row = trends(RONDKOMEN, COUNTRY, size_class="under_250")["WK000101"]
    assert (row["change"], row["direction"], row["gap"], row["ratio_agrees"]) == (-22.0, None, None, None)


def test_two_points_give_no_gap_and_no_country_gives_no_judgement():
    two = {"WK000101": {2012: 57.0, 2020: 35.0}}
    row = trends(two, COUNTRY)["WK000101"]
    assert (row["direction"], row["gap"]) == ("too_few_points", None)
    row = trends(RONDKOMEN, {})["WK000101"]
    assert (row["direction"], row["gap"], row["difference_change"]) == (None, None, None)


def test_a_trend_needs_every_year_of_the_indicator():
    found = trends(RONDKOMEN | {"WK000102": {2012: 1.0, 2020: 9.0}}, COUNTRY)
    assert list(found) == ["WK000101"]


def test_no_trend_is_made_of_classes():
    classes = {"WK000101": {2012: 4.0, 2016: 5.0, 2020: 6.0}}
    assert trends(classes, {}, KLASSE) == {}


# lists and sets


def test_a_name_on_a_list_needs_exactly_that_gemeente_and_that_name():
    areas = [area("WK051801", 2016, name="Schilderswijk", gemeente_name="'s-Gravenhage"),
             area("WK051802", 2016, name="Transvaal", gemeente_name="'s-Gravenhage"),
             area("WK051801", 2022, name="Schilderswijk", gemeente_name="'s-Gravenhage")]  # fmt: skip
    areas.append(area("WK075801", 2022, name="Breda noord", gemeente_name="Breda"))
    listed = {
        "wijkaanpak_2007": ("Den Haag Schilderswijk", "Den Haag Transvaalkwartier"),
        "nplv_2022": ("Breda Noord",),
    }
    names = [{"list_id": list_id, "name": name} for list_id, own in listed.items() for name in own]
    rows = made("area_list", area=areas, read_list=names)
    assert picked(rows, "name", "area_type", "area_code", "vintage") == [
        ("Breda Noord", "wijk", "WK075801", 2022),
        ("Den Haag Schilderswijk", "wijk", "WK051801", 2016), ("Den Haag Transvaalkwartier", None, None, None),
    ]  # fmt: skip


def test_areas_that_a_list_names_are_used_as_they_are_and_must_exist():
    areas = [area(code, 2018, "pc4") for code in ("1011", "1012")]
    areas.append(area("WK036301", 2016, name="Noord", gemeente_name="Amsterdam"))
    line = {"list_id": "wijkaanpak_2007", "name": "Amsterdam Noord", "area_type": "pc4", "vintage": 2018}
    names = [line | {"area_code": "1011"}, line | {"area_code": "1012"}]
    rows = made("area_list", area=areas, read_list=names)
    assert picked(rows, "area_type", "area_code", "vintage") == [("pc4", "1011", 2018), ("pc4", "1012", 2018)]
    with pytest.raises(ListError, match=r"wijkaanpak_2007\.csv: Amsterdam Noord, .*'1013'.* no such pc4 in 2018"):
        made("area_list", area=areas, read_list=[line | {"area_code": "1013"}])


def test_a_set_of_vulnerable_areas_is_class_4_or_lower_the_lowest_tenth_or_a_list():
    values = [
        figure("WK000101", 4.0, 2012, 2016, "lbm2_klasse"), figure("WK000102", 5.0, 2012, 2016, "lbm2_klasse"),
        figure("1011", 3.0, 2012, 2022, "lbm3_totaal", "pc4"), figure("1012", 3.1, 2012, 2022, "lbm3_totaal", "pc4"),
        figure("WK000103", 1.0, 2016, 2016, "lbm2_klasse"),
    ]  # fmt: skip
    lowest = country(4.1, 2012, 2022, "lbm3_totaal", "pc4", p10=3.0)
    matched = {"area_type": "wijk", "area_code": "WK000109", "vintage": 2016}
    first, second = {"list_id": "wijkaanpak_2007"}, {"list_id": "nplv_2022"} | matched
    listed = [first | {"name": "a"} | matched, first | {"name": "b"}, second | {"name": "a"}, second | {"name": "c"}]
    itself = [
        {"area_type": "pc4" if code[0].isdigit() else "wijk", "area_code": code, "vintage": vintage,
         "measured_code": code, "measured_vintage": vintage}
        for code, vintage in (("WK000101", 2016), ("1011", 2022), ("1012", 2022), ("WK000109", 2016))
    ]  # fmt: skip
    rows = made("vulnerable", value=values, national=[lowest], area_list=listed, comparable=itself)
    assert picked(rows, "group_id", "area_code") == [
        ("laag2012", "1011"), ("lijst2007", "WK000109"), ("lijst2022", "WK000109"), ("zwak2012", "WK000101"),
    ]  # fmt: skip


def test_a_set_is_known_on_the_postcodes_of_another_vintage_but_classes_choose_no_other_wijken():
    values = [figure("1011", 4.0, 2008, 2018, "lbm2_klasse", "pc4"), figure("WK000101", 4.0, 2008, 2016, "lbm2_klasse")]
    links = [
        {"area_type": kind, "area_code": code, "vintage": vintage, "measured_code": code, "measured_vintage": measured}
        for kind, code, vintage, measured in (
            ("pc4", "1011", 2018, 2018), ("pc4", "1011", 2022, 2018), ("wijk", "WK000101", 2016, 2016),
            ("wijk", "WK000101", 2022, 2016),
        )
    ]  # fmt: skip
    rows = made("vulnerable", value=values, national=[], area_list=[], comparable=links)
    assert picked(rows, "area_code", "vintage") == [("1011", 2018), ("1011", 2022), ("WK000101", 2016)]


# areas that resemble each other, or started alike


def test_a_peer_is_never_the_area_itself_and_elsewhere_lies_in_another_gemeente():
    names = ("kwb_inwoners", "kwb_oppervlakte", "kwb_woningen", "kwb_woz", "kwb_koopwoningen", "kwb_inkomen_laag",
             "kwb_leeftijd_0_14", "kwb_leeftijd_15_24", "kwb_leeftijd_25_44", "kwb_leeftijd_65_plus")  # fmt: skip
    codes = ["WK000101", "WK000102", "WK000201", "WK000202"]
    values = [
        figure(code, float(10 + 3 * place + step), 2022, 2022, name)
        for place, code in enumerate(codes)
        for step, name in enumerate(names)
    ]
    rows = made("peer", value=values)
    assert all(row["peer_code"] != row["area_code"] for row in rows)
    elsewhere = [row for row in rows if row["elsewhere"]]
    assert elsewhere and all(row["peer_code"][:6] != row["area_code"][:6] for row in elsewhere)
    nearest = {row["area_code"]: row["peer_code"] for row in rows if not row["elsewhere"] and row["rank"] == 1}
    assert nearest["WK000101"] == "WK000102" and nearest["WK000202"] == "WK000201"


def test_an_area_far_from_all_others_resembles_none():
    names = ("kwb_inwoners", "kwb_oppervlakte", "kwb_woningen", "kwb_woz", "kwb_koopwoningen", "kwb_inkomen_laag",
             "kwb_leeftijd_0_14", "kwb_leeftijd_15_24", "kwb_leeftijd_25_44", "kwb_leeftijd_65_plus")  # fmt: skip
    values = [
        figure(f"WK0001{place:02}", 10.0 + place + 200 * (place == 30 and name == names[-1]), 2022, 2022, name)
        for place in range(31)
        for name in names
    ]
    found = {row["area_code"] for row in made("peer", value=values) if not row["elsewhere"]}
    assert "WK000115" in found and "WK000130" not in found


def started(n=60):
    """Postcodes in a row: each starts a little higher than the one before."""
    return [figure(f"{1000 + i}", i / 100, 2012, 2022, "lbm3_totaal", "pc4") for i in range(n)] + [
        figure(f"{1000 + i}", i / 100 + (1.0 if i == 30 else i % 3 / 1000), 2014, 2022, "lbm3_totaal", "pc4")
        for i in range(n)
    ]


LBM3 = {"indicator_id": "lbm3_totaal", "source_id": "lbm3", "ordinal": False, "relative": False, "polarity": 1}


def test_areas_are_compared_with_those_that_started_nearest_and_not_in_the_last_year():
    same_thing = LBM3 | {"indicator_id": "lbm3_afwijking"}
    values = started() + [row | {"indicator_id": "lbm3_afwijking"} for row in started()]
    rows = made("start_neighbour", value=values, indicator=[LBM3, same_thing], area=[])
    assert {(row["indicator_id"], row["from_year"]) for row in rows} == {("lbm3_totaal", 2012)}
    own = next(row for row in rows if row["area_code"] == "1030")
    assert set(own["nearest"][:2]) == {"1029", "1031"}
    assert len(own["nearest"]) == 50 and "1030" not in own["nearest"]


def test_a_start_group_is_the_thirty_nearest():
    near = [f"{i}" for i in range(1001, 1051)]
    row = {"indicator_id": "lbm3_totaal", "area_type": "pc4", "area_code": "1000", "vintage": 2022, "from_year": 2012}
    assert list(made("start_group", start_neighbour=[row | {"nearest": near}])[0]["nearest"]) == near[:30]


def _deviance(people=None, later=None, noise=0.001):
    """deviance of sixty areas of which number 30 moved far more; it has `people`, and `later` three years on."""
    neighbours = made("start_neighbour", value=started(), indicator=[LBM3], area=[])
    own = {"indicator_id": "lbm3_totaal", "area_type": "pc4", "vintage": 2022}
    codes = [f"{1000 + i}" for i in range(60)]
    moved = [
        own | {"area_code": code, "from_year": 2012, "to_year": 2014, "change": 1.0 if i == 30 else i % 3 / 1000,
               "scale": "fixed"}
        for i, code in enumerate(codes)
    ]  # fmt: skip
    of_2022 = [{"area_type": "pc4", "area_code": code, "vintage": 2022, "inhabitants": people} for code in codes]
    of_2025 = [row | {"vintage": 2025, "inhabitants": later} for row in of_2022]
    links = [
        {"area_type": "pc4", "area_code": code, "vintage": 2022, "measured_code": code, "measured_vintage": other}
        for code in codes for other in (2022, 2025)
    ]  # fmt: skip
    rows = made(
        "deviance", start_neighbour=[row | {"nearest": list(row["nearest"])} for row in neighbours], change=moved,
        indicator=[LBM3], area=of_2022 + of_2025, comparable=links,
        value=[own | {"area_code": code, "year": 2014, "value": 4.0, "noise": noise} for code in codes],
    )  # fmt: skip
    return {row["area_code"]: row for row in rows}


def test_an_area_is_ahead_when_it_nearly_certainly_did_better_than_its_start_group():
    rows = _deviance()
    assert rows["1030"]["ahead"] and rows["1030"]["as_well"] == 0
    assert rows["1030"]["expected"] == pytest.approx(0.001, abs=1e-6)
    assert not rows["1031"]["ahead"], "one step of many is no exception"
    assert not _deviance(noise=2.0)["1030"]["ahead"], "with so much noise nothing is certain"


@pytest.mark.parametrize(
    ("people", "later", "ahead"),
    [(1000, 1199, True), (999, 999, False), (1000, 1200, False), (1000, 800, False), (1000, None, True)],
)
def test_a_small_area_or_one_with_much_building_is_not_ahead_however_well_it_did(people, later, ahead):
    row = _deviance(people, later)["1030"]
    assert row["probability"] > 0.99
    assert bool(row["ahead"]) is ahead


def _claimed(size=None, **row):
    """The one row of claim_change for a change of 2.0 in total of a wijk."""
    own = {"indicator_id": "lbm2_totaal", "area_type": "wijk", "area_code": "WK000100", "vintage": 2016}
    period = {"from_year": 2012, "to_year": 2014}
    rows = made(
        "claim_change", indicator=[{"indicator_id": "lbm2_totaal", "ordinal": False}], value=[],
        change=[own | period | {"change": -0.05, "scale": "fixed"} | row],
        area=[{"area_type": "wijk", "area_code": "WK000100", "vintage": 2016, "inhabitants": size}],
        noise=[{"indicator_id": "lbm2_totaal", "area_type": "wijk", "vintage": 2016, "size": 0, "noise": 0.02}],
        change_class=[
            {"area_type": "wijk", "area_code": "WK000100", "vintage": 2016, "change_class": 4} | period,
            {"area_type": "wijk", "area_code": "WK000100", "vintage": 2016, "from_year": 2012, "to_year": 2016,
             "change_class": 2},
        ],
    )  # fmt: skip
    assert len(rows) == 1
    return rows[0]


def test_a_change_is_held_against_the_class_of_the_source_for_the_same_years_and_against_its_noise():
    row = _claimed()
    assert row["change_class"] == 4
    assert row["band"] == pytest.approx(2.77 * 0.02)
    assert _claimed(size=5000)["band"] is None, "of areas of that size no noise is known"


def test_only_the_total_has_a_class_of_change():
    assert _claimed(indicator_id="lbm2_veiligheid")["change_class"] is None


# rules that stand in SQL and in Python


def test_the_size_of_a_start_group_the_bands_and_the_sizes_are_the_same_in_sql_and_in_python():
    from lsa_data.build.models.core import noise
    from lsa_data.methods import deviants, trend

    with duckdb.connect() as connection:
        fill(connection)
        (within,) = connection.execute("SELECT similar_within(1)").fetchone()
        assert pytest.approx(float(within) * 2**0.5, abs=0.005) == trend.CHANGE_BAND
        largest = connection.execute("SELECT max(noise_size(n)) FROM range(0, 100000, 100) AS people(n)").fetchone()
        assert largest == (noise.SIZES,)
    row = {"indicator_id": "lbm3_totaal", "area_type": "pc4", "area_code": "1000", "vintage": 2022, "from_year": 2012}
    near = [str(code) for code in range(1001, 1051)]
    assert len(made("start_group", start_neighbour=[row | {"nearest": near}])[0]["nearest"]) == deviants.GROUP


def test_regios_and_provincies_are_those_of_the_catalogue_and_fit_together():
    regios = {row["regio_code"] for row in made("regio")}
    assert len(regios) == 5
    assert {row["regio_code"] for row in made("provincie")} == regios
    assert len(made("provincie")) == 12


def test_a_map_is_there_for_every_file_of_polygons(tmp_path):
    for name in ("polygon_wijk_2022", "polygon_pc4_2018"):
        (tmp_path / f"{name}.parquet").touch()
    assert picked(made("map", tmp_path), "area_type", "vintage") == [("pc4", 2018), ("wijk", 2022)]


@pytest.mark.parametrize("year", [2002, 2008, 2012, 2014])
def test_there_is_a_set_of_weak_areas_for_every_year_that_a_reader_may_choose(year):
    weak = figure("WK000101", 3.0, year, 2016, "lbm2_klasse")
    itself = {"area_type": "wijk", "area_code": "WK000101", "vintage": 2016,
              "measured_code": "WK000101", "measured_vintage": 2016}  # fmt: skip
    rows = made("vulnerable", value=[weak], national=[], area_list=[], comparable=[itself])
    assert picked(rows, "group_id") == [(f"zwak{year}",)]


def _shown(vintages, maps, measured, comparable=()):
    """The vintage shown first of wijken: vintages, those with a map, (indicator, vintage) and (vintage, measured)."""
    wijk = {"area_type": "wijk", "area_code": "WK000100"}
    own = [(vintage, vintage) for vintage in vintages]
    return made(
        "shown_first",
        area=[wijk | {"vintage": vintage} for vintage in vintages],
        map=[{"area_type": "wijk", "vintage": vintage} for vintage in maps],
        comparable=[
            wijk | {"vintage": vintage, "measured_code": "WK000100", "measured_vintage": other}
            for vintage, other in [*own, *comparable]
        ],
        value=[
            wijk | {"indicator_id": name, "vintage": vintage, "year": 2020, "value": 1.0} for name, vintage in measured
        ],
    )[0]["vintage"]


def test_the_newest_vintage_with_a_map_is_shown_first():
    assert _shown([2020, 2022, 2024], [2020, 2022], [("a", 2020), ("a", 2022), ("a", 2024)]) == 2022


def test_a_newer_vintage_with_few_figures_is_not_shown_first():
    many = [(f"i{n}", 2022) for n in range(10)]
    assert _shown([2022, 2024], [2022, 2024], [*many, ("a", 2024)]) == 2022
    assert _shown([2022, 2024], [2022, 2024], [*many, ("a", 2024)], [(2024, 2022)]) == 2024, (
        "it can show the older ones"
    )


def test_a_type_of_area_that_is_on_no_map_is_shown_in_its_newest_vintage():
    assert _shown([2020, 2024], [], [("a", 2020), ("a", 2024)]) == 2024


def test_areas_beside_each_other_may_be_some_metres_apart_but_not_a_street(tmp_path):
    metre = 1 / 68_000
    shapes = {"WK000100": shapely.box(5, 52, 5.01, 52.01), "WK000101": shapely.box(5.01 + 20 * metre, 52, 5.02, 52.01),
              "WK000102": shapely.box(5.02 + 60 * metre, 52, 5.03, 52.01)}  # fmt: skip
    frame = pd.DataFrame({"code": list(shapes), "wkb": shapely.to_wkb(list(shapes.values()))})
    frame.to_parquet(tmp_path / "polygon_wijk_2024.parquet")
    rows = made("neighbour", tmp_path, shown_first=[{"area_type": "wijk", "vintage": 2024}])
    assert picked(rows, "area_code", "neighbour_code") == [("WK000100", "WK000101"), ("WK000101", "WK000100")]
