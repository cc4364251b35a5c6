"""What the services really answer (`answers/`) is read for what it is, and what cannot be read is named."""

import io
import zipfile
from dataclasses import replace

import pandas as pd
import pytest
import shapely

from lsa_data.read import rivm
from lsa_data.read.frames import NOT_PUBLISHED, NOT_YET, SourceError
from lsa_data.refresh import archive, features, feeds, statline
from lsa_data.refresh.feeds import FEEDS, Known
from lsa_data.refresh.http import Client, ServiceError
from lsa_data.refresh.statline import unheard
from tests.lsa_data.refresh import open_data_world as made
from tests.lsa_data.refresh.open_data_server import Collection, OpenData, serving

NOTHING_KNOWN = Known(pd.DataFrame(columns=["type", "code", "vintage", "name", "inhabitants"]), set())
KWB = feeds.KERNCIJFERS[2025]
NAMES = {"GM0059": "Achtkarspelen", "WK005900": "Wijk 00"}


@pytest.fixture
def service(monkeypatch, tmp_path):
    """An empty world that is served; a test puts in it what it asks."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    world = OpenData(page=500)
    with serving(world) as base:
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        yield world


def _read(feed: str, areas: pd.DataFrame = NOTHING_KNOWN.areas) -> feeds.Loaded:
    """What a feed gives, with the rows that it gives in parts among the others."""
    loaded = FEEDS[feed].read(Client(pause=0.01), Known(areas, set()), unheard)
    values = pd.concat([loaded.parsed.values, *loaded.more], ignore_index=True)
    return replace(loaded, parsed=replace(loaded.parsed, values=values), more=())


def _values(loaded: feeds.Loaded) -> pd.DataFrame:
    return loaded.parsed.values.sort_values(["indicator_id", "area_code", "year"]).reset_index(drop=True)


def _figure(loaded: feeds.Loaded, indicator: str, code: str, year: int) -> pd.Series:
    values = loaded.parsed.values.set_index(["indicator_id", "area_code", "year"])
    return values.loc[(indicator, code, year)]


def _known(codes: list[str], year: int) -> pd.DataFrame:
    return pd.DataFrame({"type": "gemeente", "code": codes, "vintage": year, "name": codes, "inhabitants": 500})


# Kerncijfers


def test_kerncijfers_as_they_came_by_odata_3_are_shares_and_square_kilometres(service):
    service.serve(made.kerncijfers_2025_3(NAMES))
    loaded = _read("kwb2025")
    assert _figure(loaded, "kwb_inwoners", "GM0059", 2025)["value"] == 28_200
    assert _figure(loaded, "kwb_leeftijd_0_14", "GM0059", 2025)["value"] == 16, "4,484 of 28,200"
    assert _figure(loaded, "kwb_oppervlakte", "GM0059", 2025)["value"] == 103.98
    assert _figure(loaded, "kwb_woz", "BU00804104", 2025)["status"] == NOT_PUBLISHED, "the source gives none here"


def test_what_kerncijfers_do_not_have_yet_is_awaited_and_told(service):
    service.serve(made.kerncijfers_2025_3(NAMES))
    loaded = _read("kwb2025")
    income = loaded.parsed.values.query("indicator_id == 'kwb_inkomen_laag'")
    assert len(income) == len(made.answer("kerncijfers_2025")), "of every area it is said"
    assert set(income["status"]) == {NOT_YET}
    assert income["value"].isna().all()
    assert any("Not published yet: kwb_arbeidsparticipatie, kwb_inkomen_hoog" in note for note in loaded.notes)
    assert any("kwb_sociaal_minimum" in note for note in loaded.notes), "poverty is another figure"


def test_both_protocols_give_the_same_figures_and_the_same_reasons(service):
    service.serve(made.kerncijfers_2025_3(NAMES))
    three = _read("kwb2025")
    service.serve(made.kerncijfers_2025_4(NAMES))
    four = _read("kwb2025")
    pd.testing.assert_frame_equal(_values(three), _values(four))
    assert any("It came by OData 3, because OData 4 failed" in note for note in three.notes)
    assert not any("OData" in note for note in four.notes)


def test_the_country_is_one_area_whatever_a_table_calls_it(service):
    service.serve(made.kerncijfers_2025_3(NAMES), made.kerncijfers_2025_4(NAMES))
    by_4 = _read("kwb2025").parsed
    assert by_4.areas.query("type == 'land'")[["code", "name"]].to_numpy().tolist() == [["NL01", "Nederland"]]
    del service.tables[f"{feeds.STATLINE_4}/{KWB}"]
    by_3 = _read("kwb2025").parsed
    assert by_3.areas.query("type == 'land'")[["code", "name"]].to_numpy().tolist() == [["NL01", "Nederland"]]


def test_a_table_that_has_more_areas_than_are_known_is_of_its_year_and_one_without_them_is_not(service):
    service.serve(made.kerncijfers_2025_3(NAMES))
    known = pd.DataFrame({"type": ["buurt"], "code": ["BU00590000"], "vintage": [2025], "inhabitants": [5000]})
    assert len(_read("kwb2025", known).parsed.areas) == len(made.answer("kerncijfers_2025"))
    with pytest.raises(SourceError, match="2 of the 3 areas of 2025 are not in the table: GM7777, GM8888"):
        _read("kwb2025", _known(["GM0059", "GM7777", "GM8888"], 2025))
    assert _read("kwb2025", _known(["GM7777", "GM8888"], 2024)), "other years say nothing"


# Health


def _health(table: str, columns: list[str] | None = None, titles: dict[str, str] | None = None, bounds=1.0):
    values = pd.DataFrame(
        [(indicator, code, 2024, 40.0) for indicator in rivm.NAMES_2020 for code in ("NL01", "GM1680", "WK168000")],
        columns=["indicator_id", "area_code", "year", "value"],
    )
    served = made.rivm_table(values, NAMES, table, bounds)
    if columns is not None:
        keys = [*served.dimensions, "Gemeentenaam_1"]
        served.rows = [
            {key: row[key] for key in keys} | dict.fromkeys(columns, f"{40 + off:>8.1f}")
            for row in served.rows
            for off in ({made.LOWER: -1.0, made.UPPER: 1.0}.get(row["Marges"], 0.0),)
        ]
    served.titles = titles or {}
    return served


def test_the_newest_health_table_is_read_by_its_own_names_and_what_is_missing_is_named(service):
    service.serve(_health("50150NED"))
    loaded = _read("rivm2024")
    found = set(loaded.parsed.values["indicator_id"])
    assert {"rivm_ervaren_gezondheid", "rivm_ernstig_eenzaam", "rivm_roker", "rivm_stress", "rivm_regie"} <= found
    assert len(found) == 17
    note = next(note for note in loaded.notes if "by a name that is known" in note)
    assert "15 of 32" in note
    assert "rivm_zware_drinker" in note
    assert "rivm_langdurig_ziek_beperkt" in note, "LangdurigBeperkt may be another figure, so it is none of ours"


def test_bounds_are_found_by_what_they_are_called(service):
    service.serve(_health("50150NED", bounds=2.5))
    row = _figure(_read("rivm2024"), "rivm_eenzaam", "WK168000", 2024)
    assert (row["ci_lower"], row["value"], row["ci_upper"]) == (37.5, 40.0, 42.5)


def test_a_health_table_without_bounds_is_used_without_them_and_that_is_told(service):
    service.serve(_health("50150NED", bounds=None))
    loaded = _read("rivm2024")
    assert "ci_lower" not in loaded.parsed.values.columns
    assert "The table has no bounds of its estimates." in loaded.notes


def test_a_column_is_found_by_its_title_too(service):
    known = [column for column in made.answer("health_2024_columns") if not column.startswith(("RooktTabak", "Sterk"))]
    titles = {"Tabak_35": "Rookt tabak ", "Zeer_36": "Ernstig/zeer ernstig eenzaam"}
    service.serve(_health("50150NED", [*known, *titles], titles))
    found = set(_read("rivm2024").parsed.values["indicator_id"])
    assert {"rivm_roker", "rivm_ernstig_eenzaam"} <= found


def test_a_table_with_too_few_names_that_are_known_is_refused_with_those_it_has(service):
    least = int(statline.LEAST_FOUND * len(rivm.NAMES_2024))
    columns = [names[0] + "_9" for names in rivm.NAMES_2024.values()][: least + 1]
    service.serve(_health("50150NED", [*columns, "HeelIetsAnders_8"]))
    assert len(set(_read("rivm2024").parsed.values["indicator_id"])) == least + 1
    service.serve(_health("50150NED", [*columns[:-1], "HeelIetsAnders_8"]))
    with pytest.raises(ServiceError, match=f"of the 32 figures that are wanted {least} are there") as told:
        _read("rivm2024")
    assert "HeelIetsAnders_8" in str(told.value)


def test_two_columns_of_one_name_are_never_guessed_between(service):
    service.serve(_health("50150NED", [*made.answer("health_2024_columns"), "Eenzaam_99"]))
    with pytest.raises(ServiceError, match="Eenzaam_25 and Eenzaam_99 have the same name"):
        _read("rivm2024")


def test_a_filter_without_the_padding_of_the_service_finds_nothing(service):
    service.serve(_health("50090NED", bounds=None))
    table, client = f"{feeds.THIRD_PARTIES}/50090NED", Client(pause=0.01)
    unpadded = client.json(f"{table}/UntypedDataSet?$format=json&$filter=(WijkenEnBuurten eq 'GM1680')")
    padded = client.json(f"{table}/UntypedDataSet?$format=json&$filter=(WijkenEnBuurten eq 'GM1680    ')")
    assert (len(unpadded["value"]), len(padded["value"])) == (0, 2)
    assert len(_read("rivm2020").parsed.areas) == 3


# Maps


def _drawn(codes: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"code": codes, "name": codes})
    return frame.assign(wkb=made.squares(frame["code"]))


def _gemeenten(count: int) -> list[str]:
    return [f"GM{number:04d}" for number in range(2001, count + 2001)]


def _square(code: str, west: float = 5.0, **properties) -> dict:
    shape = shapely.geometry.mapping(shapely.box(west, 52.0, west + 0.01, 52.01))
    return {"type": "Feature", "properties": properties or {"gemeenteCode": code, "gemeenteNaam": code},
            "geometry": shape}  # fmt: skip


def _boundaries(kind: str, year: int) -> list[str]:
    frame, _ = features.boundaries(Client(pause=0.01), kind, year)
    return frame["code"].tolist()


@pytest.mark.parametrize("year", [2016, 2021, 2022, 2025])
def test_every_page_of_a_map_is_asked_though_no_service_says_how_many_there_are(service, year):
    service.serve(made.collection("gemeente", year, _drawn(_gemeenten(1200))))
    assert len(_boundaries("gemeente", year)) == 1200
    assert len([path for path in service.asked if "/items" in path]) == 3


def test_old_boundaries_are_those_of_their_own_year(service):
    for year, codes in ((2018, ["GM0001", "GM0002"]), (2019, ["GM0001"])):
        service.serve(made.collection("gemeente", year, _drawn(codes)))
    assert _boundaries("gemeente", 2019) == ["GM0001"]
    service.faults.counts["filter ignored"] = 1
    with pytest.raises(ServiceError, match="ignored the filter on jaarcode"):
        _boundaries("gemeente", 2019)


@pytest.mark.parametrize("layer", ["gemeenten", "gemeenten2017", "cbs_gemeenten_2017"])
def test_a_year_that_only_the_wfs_has_comes_from_there_page_by_page(service, layer):
    there = [_square(code, 4 + number / 1000) for number, code in enumerate(_gemeenten(1200))]
    service.serve(made.wfs(2017, {layer: there}))
    assert _boundaries("gemeente", 2017) == _gemeenten(1200)


def test_a_wfs_that_gives_the_same_page_again_and_again_is_refused(service):
    service.serve(made.wfs(2017, {"gemeenten": [_square(code) for code in _gemeenten(1000)]}))
    service.faults.counts["start ignored"] = 9
    with pytest.raises(ServiceError, match="gives the first page again"):
        _boundaries("gemeente", 2017)


def test_boundaries_of_a_year_that_no_service_has_are_refused_by_that_year(service):
    service.serve(made.collection("gemeente", 2018, _drawn(["GM0001"])))
    with pytest.raises(ServiceError, match="the boundaries of the wijken of 2016 came from no service"):
        _boundaries("wijk", 2016)
    with pytest.raises(ServiceError, match="gemeenten of 2016 came from no service; other years may well be there"):
        _boundaries("gemeente", 2016)


@pytest.mark.parametrize("water", ["JA", "B", "ja"])
def test_water_and_belgium_are_no_areas(service, water):
    place = features.places("gemeente", 2025)[0]
    land = _square("", gemeentecode="GM0001", gemeentenaam="Adorp", water="NEE")
    other = _square("", gemeentecode="GM0002", gemeentenaam="Anders", water=water)
    service.serve(Collection(place.address, [land, other]))
    assert _boundaries("gemeente", 2025) == ["GM0001"]


def test_what_lies_over_the_border_is_no_area_where_nothing_is_said_of_water(service):
    service.serve(made.wfs(2019, {"gemeenten": made.gemeenten_by_wfs(2019)}))
    frame, _ = features.boundaries(Client(pause=0.01), "gemeente", 2019)
    assert frame["name"].tolist() == ["Almere", "Zeewolde", "Ameland"]


def test_a_feature_without_a_code_is_refused_with_what_it_has(service):
    place = features.places("gemeente", 2025)[0]
    service.serve(Collection(place.address, [_square("", gm_code="GM0001", naam="Adorp")]))
    with pytest.raises(ServiceError, match="no gemeentecode or gemeentenaam; found gmcode, naam"):
        _boundaries("gemeente", 2025)


# Leefbaarometer


def test_the_entries_of_the_real_zip_are_told_apart(tmp_path):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as file:
        for name in made.answer("leefbaarometer_entries"):
            file.writestr(name, "\ufeffbu_code,bu_naam,jaar,lbm\nBU00010000,Buurt,2024,NA\n")
    (tmp_path / "x.zip").write_bytes(body.getvalue())
    wanted = {kind: feeds.SCORES[kind] for kind in ("buurt", "pc4")}
    found = archive.csv_files(tmp_path / "x.zip", "x.zip", wanted)
    assert found["buurt"].columns.tolist() == ["bu_code", "bu_naam", "jaar", "lbm"], "no mark before the first name"
    assert found["buurt"]["lbm"].tolist() == ["NA"]


def test_only_what_is_read_counts_for_the_limits(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Leefbaarometer-scores grids 2002-2024.csv", "grid_id,jaar\n" * 100_000)
        file.writestr("Leefbaarometer-scores wijken 2002-2024.csv", "wk_code,lbm\nWK000100,4\n")
    assert len(archive.csv_files(tmp_path / "x.zip", "x.zip", {"wijk": feeds.SCORES["wijk"]})["wijk"]) == 1
    with pytest.raises(ServiceError, match="would become 1 MB"):
        archive.csv_files(tmp_path / "x.zip", "x.zip", {"grid": "grids"})
