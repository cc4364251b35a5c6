"""Every trap of the published files, each on a small sample that shows it."""

import json
import struct

import pandas as pd
import pytest
import shapely

from lsa_data.catalogue.codes import UnknownCode, area_type, gemeente_of
from lsa_data.methods.geometry import polygons_only
from lsa_data.read import buurten, kerncijfers, leefbaarometer2, leefbaarometer3, polygons, rivm
from lsa_data.read.frames import (
    COMPUTED,
    LOW_COVERAGE,
    NOT_PUBLISHED,
    NOT_YET,
    OK,
    SourceError,
    long_values,
    plain_name,
)
from lsa_data.read.polygons import decode_topojson


def test_the_type_of_an_area_follows_from_its_code():
    assert [area_type(code) for code in ("NL01", "GM0599", "WK0363AA", "BU00140001", "3061")] == [
        "land",
        "gemeente",
        "wijk",
        "buurt",
        "pc4",
    ]
    assert gemeente_of("WK0363AA") == "GM0363"
    with pytest.raises(UnknownCode, match="XX12"):
        area_type("XX12")


def test_an_empty_cell_is_missing_with_a_reason_and_never_zero():
    wide = pd.DataFrame({"code": ["WK000100", "WK000101"], "a": [0.0, None], "b": [None, None]})
    rows = long_values(wide, {"a": "kwb_a", "b": "kwb_b"}, 2022, year=2022)
    assert rows["status"].tolist() == [OK, NOT_PUBLISHED]
    assert rows["value"].iloc[0] == 0.0
    assert pd.isna(rows["value"].iloc[1])
    assert set(rows["indicator_id"]) == {"kwb_a"}, "an indicator without any figure was not measured"


def test_what_is_awaited_has_a_reason_of_its_own_only_while_it_is_there_for_no_area():
    wide = pd.DataFrame({"code": ["WK000100", "GM0001"], "a": [None, None], "b": [1.0, None]}).astype({"a": float})
    rows = long_values(wide, {"a": "kwb_a", "b": "kwb_b"}, 2025, year=2025, awaited=True)
    assert rows[["indicator_id", "area_code", "status"]].to_numpy().tolist() == [
        ["kwb_a", "WK000100", NOT_YET], ["kwb_a", "GM0001", NOT_YET], ["kwb_b", "WK000100", OK],
    ]  # fmt: skip


def test_a_name_is_the_same_as_key_and_as_title():
    assert plain_name("k_0Tot15Jaar_8") == plain_name(" 0 tot 15 jaar ") == "0tot15jaar"
    assert plain_name("EenOfMeerLangdurigeAandoeningen_5") == plain_name("Eén of meer langdurige aandoeningen")


def test_pc4_dimensions_come_from_the_second_sheet_in_full_precision(tmp_path):
    (tmp_path / "PC4DIMENSIE.csv").write_text(
        "GBD,RLBRMTR12\n1011,0.278\n****data(1)****\n\n"
        "GBD,JAAR,RLBRMTR,RLBWON,RLBBEV,RLBVRZ,RLBVEI,RLBFYS\n"
        "1011,2012,0.277897105,0.1,-3.97E-03,0.4,-0.2,-0.1\n1012,2012,,,,,,\n"
    )
    (tmp_path / "PC4LBR.csv").write_text("CODE,KL02,KL12,VKL0208,VKL0212\n1011,7,9,4,6\n1012,,8,,5\n")
    values = leefbaarometer2.read_pc4(tmp_path).values
    total = values[(values["indicator_id"] == "lbm2_totaal") & (values["area_code"] == "1011")]
    assert total["value"].tolist() == [0.277897105]
    classes = values[values["indicator_id"] == "lbm2_klasse"].sort_values(["area_code", "year"])
    assert classes["year"].tolist() == [2002, 2012, 2002, 2012]
    assert classes["value"].fillna(-1).tolist() == [7, 9, -1, 8]


def test_a_pc4_file_without_the_second_sheet_is_refused(tmp_path):
    (tmp_path / "PC4DIMENSIE.csv").write_text("GBD,RLBRMTR12\n1011,0.278\n")
    with pytest.raises(SourceError, match="second sheet"):
        leefbaarometer2.read_pc4(tmp_path)


def test_na_in_leefbaarometer_3_is_missing(tmp_path):
    (tmp_path / "scores.csv").write_text(
        "PC4,jaar,lbm,afw,fys,onv,soc,vrz,won\n1011,2002,4.2,0.1,NA,NA,NA,NA,NA\n"
        "1011,2014,4.3,0.2,0.1,0.1,0.1,0.1,NA\n1012,2014,4.3,0.2,0.1,0.1,0.1,0.1,0.3\n"
    )
    values = leefbaarometer3.read_pc4(tmp_path).values
    fysiek = values[values["indicator_id"] == "lbm3_fysiek"]
    assert sorted(fysiek["year"].unique()) == [2014], "2002 was not measured at all"
    woning = values[(values["indicator_id"] == "lbm3_woningen") & (values["area_code"] == "1011")]
    assert woning["status"].tolist() == [NOT_PUBLISHED]


def _buurten(path, rows):
    """The table of buurten: (code, inhabitants, households, health in every year)."""
    frame = pd.DataFrame(rows, columns=["bu_code", "inwoners", "huishoudens", "health"])
    frame = frame.assign(bu_naam="Buurt", gm_code="GM" + frame["bu_code"].str[2:6], wk_code_in_bron="WK99999999")
    for year in rivm.YEARS_2024:
        frame[f"goed_ervaren_gezondheid_{year}"] = frame["health"]
    frame.to_csv(path, index=False)
    return path


def _scored(folder, rows, year="2024"):
    """A file of Leefbaarometer 3.0 of 2024: (code, every score, every class), with figures that may not be used."""
    folder.mkdir()
    features = [
        {"properties": {"code": code, "top_pct_nl": 99.0, "pct_below_nl": 1.0, "raw":
         {"year": year, "kafw": 1} | dict.fromkeys(("afw", "won", "fys", "vrz", "soc", "onv"), score)
         | dict.fromkeys(leefbaarometer3.CLASSES, of_nine)}}
        for code, score, of_nine in rows
    ]  # fmt: skip
    (folder / "20.geojson").write_text(json.dumps({"features": features}))
    return folder


SCORED = [("BU00010000", -0.1, 5), ("BU00010001", 0.1, 7), ("BU00010100", 0.0, 6), ("GM0001", 0.02, 6)]
HOUSEHOLDS = [("BU00010000", 30, 10, 70), ("BU00010001", 90, 30, 80), ("BU00010100", 20, 10, 60),
              ("BU00010101", 20, 10, None)]  # fmt: skip


def test_a_wijk_of_leefbaarometer_3_is_the_mean_of_its_buurten_weighted_by_households(tmp_path):
    folder, table = _scored(tmp_path / "lbm", SCORED), _buurten(tmp_path / "buurten.csv", HOUSEHOLDS)
    values = leefbaarometer3.read_2024(folder, table).values
    assert "lbm3_totaal" not in set(values["indicator_id"]), "the total is there per postcode only"
    found = values[values["indicator_id"] == "lbm3_afwijking"].set_index("area_code")
    assert found.loc["WK000100", "value"] == pytest.approx((10 * -0.1 + 30 * 0.1) / 40)
    assert tuple(found.loc["WK000100", ["status", "coverage"]]) == (COMPUTED, 1.0)
    assert tuple(found.loc["WK000101", ["status", "coverage"]]) == (LOW_COVERAGE, 0.5), "half of its households"
    assert found.loc["GM0001", "value"] == 0.02, "a gemeente is published"


def test_a_wijk_has_the_class_that_holds_its_score_in_the_published_rows(tmp_path):
    rows = [*SCORED, ("BU00019900", 0.06, 7)]
    folder, table = _scored(tmp_path / "lbm", rows), _buurten(tmp_path / "buurten.csv", HOUSEHOLDS)
    values = leefbaarometer3.read_2024(folder, table).values
    found = values[values["indicator_id"] == "lbm3_klasse_sociaal"].set_index("area_code")
    assert tuple(found.loc["WK000101", ["status", "value"]]) == pytest.approx((LOW_COVERAGE, float("nan")), nan_ok=True)
    assert found.loc["WK000100", "status"] == NOT_PUBLISHED, "0.05 lies between class 6 and class 7"
    known = leefbaarometer3.read_2024(_scored(tmp_path / "more", [*rows, ("BU00019901", 0.04, 7)]), table).values
    known = known[known["indicator_id"] == "lbm3_klasse_sociaal"].set_index("area_code")
    assert tuple(known.loc["WK000100", ["status", "value"]]) == (COMPUTED, 7)


def test_classes_that_overlap_give_a_wijk_no_class(tmp_path):
    folder = _scored(tmp_path / "lbm", [*SCORED, ("BU00019900", 0.2, 5)])
    values = leefbaarometer3.read_2024(folder, _buurten(tmp_path / "buurten.csv", HOUSEHOLDS)).values
    wijken = values[values["area_type"] == "wijk"]
    assert not wijken["indicator_id"].str.contains("klasse").any()
    assert len(wijken) == 2 * 6


def test_scores_of_another_year_are_refused(tmp_path):
    table = _buurten(tmp_path / "buurten.csv", HOUSEHOLDS)
    with pytest.raises(SourceError, match="2022"):
        leefbaarometer3.read_2024(_scored(tmp_path / "lbm", SCORED, year="2022"), table)


def test_health_of_a_wijk_is_weighted_by_inhabitants(tmp_path):
    gemeenten = pd.DataFrame(
        {"gm_code": ["GM0001"]} | {f"goed_ervaren_gezondheid_{y}": [75.0] for y in rivm.YEARS_2024}
    )
    gemeenten.to_csv(tmp_path / "gemeenten.csv", index=False)
    table = _buurten(tmp_path / "buurten.csv", HOUSEHOLDS)
    values = rivm.read_2024(table, tmp_path / "gemeenten.csv").values
    assert sorted(values["year"].unique()) == list(rivm.YEARS_2024)
    found = values[values["year"] == 2022].set_index("area_code")
    assert found.loc["WK000100", "value"] == pytest.approx((30 * 70 + 90 * 80) / 120)
    assert tuple(found.loc["WK000101", ["status", "coverage"]]) == (LOW_COVERAGE, 0.5)
    assert found.loc["BU00010101", "status"] == NOT_PUBLISHED
    assert found.loc["GM0001", "value"] == 75


def test_ages_of_a_buurt_are_whole_percentages_of_its_inhabitants(tmp_path):
    frame = pd.DataFrame(
        {"bu_code": ["BU00010000", "BU00010001"], "bu_naam": "Buurt", "gm_code": "GM0001", "inwoners": [300, None],
         "huishoudens": [100, None], "inw_0_15": [40, None], "inw_65plus": [None, None], "dichtheid": [50, None],
         "woz_x1000": [250, None], "koop_pct": [60, None]}
    )  # fmt: skip
    frame.to_csv(tmp_path / "buurten.csv", index=False)
    parsed = kerncijfers.read_buurten_2024(tmp_path / "buurten.csv")
    values = parsed.values.set_index(["indicator_id", "area_code"])
    assert values.loc[("kwb_leeftijd_0_14", "BU00010000"), "value"] == 13
    assert values.loc[("kwb_woz", "BU00010001"), "status"] == NOT_PUBLISHED
    assert parsed.areas["inhabitants"].tolist() == [300, pd.NA]


def _edition(path, **changes):
    import openpyxl

    header = ["ID", "Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam_1", "SoortRegio_2", "Codering_3"]
    header += [f"{name}_{i + 4}" for i, name in enumerate(rivm.COLUMNS)]
    rows = [
        [1, 20300, "MW00000", "NL01      ", "2016JJ00", "Nederland   ", "Land      ", "NL01  "],
        [2, 20300, "MW00000", "WK168000  ", "2016JJ00", "Aa en Hunze   ", "Wijk      ", "WK168000  "],
        [3, 20300, "MW00001", "WK168000  ", "2016JJ00", "Aa en Hunze   ", "Wijk      ", "WK168000  "],
        [4, 10000, "MW00000", "WK168000  ", "2016JJ00", "Aa en Hunze   ", "Wijk      ", "WK168000  "],
    ]
    book = openpyxl.Workbook()
    book.active.append(header)
    for row, cell in zip(rows, ["    75.2", "", "    60.0", "    50.0"], strict=True):
        book.active.append(row + [cell] + [""] * (len(rivm.COLUMNS) - 1))
    book.save(path)


def test_rivm_keys_are_trimmed_and_only_the_estimate_for_adults_is_read(tmp_path):
    _edition(tmp_path / "50090NED_2016_18plus.xlsx")
    parsed = rivm.read(tmp_path)
    values = parsed.values.set_index("area_code")
    assert values.loc["NL01", "value"] == 75.2
    assert set(parsed.values["area_type"]) == {"land"}, "an indicator empty for all wijken was not measured there"
    assert parsed.areas["code"].tolist() == ["NL01", "WK168000"]


def test_a_folder_without_editions_is_refused(tmp_path):
    with pytest.raises(SourceError, match="50090NED"):
        rivm.read(tmp_path)


def test_a_wijk_average_is_weighted_and_carries_what_it_covers():
    own = pd.DataFrame(
        {"wijk": ["WK000100", "WK000100", "WK000101"], "inhabitants": [900, 100, 500], "income": [10.0, 20.0, 5.0]}
    )
    whole = pd.Series({"WK000100": 1000, "WK000101": 1000, "WK000102": 1000, "WK000103": 0})
    found = buurten.wijk_means(own, {"income": "kwb_inkomen_per_inwoner"}, "inhabitants", whole, 2017, 2017)
    income = found.set_index("area_code")
    assert income.loc["WK000100", "value"] == pytest.approx((900 * 10 + 100 * 20) / 1000)
    assert income.loc["WK000100", "coverage"] == 1.0
    assert income.loc["WK000101", "status"] == LOW_COVERAGE
    assert pd.isna(income.loc["WK000101", "value"]), "half of the wijk is not the wijk"
    assert income.loc["WK000102", "status"] == LOW_COVERAGE, "nothing is known of it, and that is said"
    assert "WK000103" not in income.index, "nobody lives there"


def _map_table(path, rows, water="WATER", columns=(*kerncijfers.MAP_COLUMNS, kerncijfers.SURFACE)):
    """A dBASE table as of a wijk map: (code, name, water, figure); every column of figures has that figure."""
    names = ["WK_CODE", "WK_NAAM", water, *columns]
    kinds = ["C"] * 3 + ["N"] * len(columns)
    width = 12
    fields = b"".join(
        struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), width, 0)
        for name, kind in zip(names, kinds, strict=True)
    )
    records = b"".join(
        b" " + "".join(f"{cell:<{width}}" if kind == "C" else f"{cell:>{width}}" for cell, kind in zip(
            [*texts, *[figure] * len(columns)], kinds, strict=True)).encode()
        for *texts, figure in rows
    )  # fmt: skip
    head = struct.pack("<4BIHH20x", 3, 116, 1, 1, len(rows), 33 + len(fields), 1 + width * len(names))
    path.write_bytes(head + fields + b"\r" + records + b"\x1a")
    return path


@pytest.mark.parametrize("water", ["WATER", "H2O"])
def test_water_and_what_lies_outside_every_gemeente_are_left_out_of_a_map_table(tmp_path, water):
    rows = [("WK000100", "Dorp", "NEE", 10), ("WK000199", "Meer", "JA", 0), ("WK999900", "Zee", "NEE", 5),
            ("WK099899", "Buitenland", "NEE", 5), ("WK000101", "Veld", "B", 20)]  # fmt: skip
    parsed = kerncijfers.read_map_table(_map_table(tmp_path / "wijk.dbf", rows, water), 2016)
    assert parsed.areas["code"].tolist() == ["WK000100", "WK000101"]
    assert parsed.areas["inhabitants"].tolist() == [10, 20]
    assert parsed.areas["surface"].tolist() == [0.1, 0.2], "hectares as km2"
    assert set(parsed.values["area_code"]) == {"WK000100", "WK000101"}
    assert set(parsed.values["vintage"]) == set(parsed.values["year"]) == {2016}


def test_water_is_called_h2o_in_2021_and_abroad_is_left_out(tmp_path):
    rows = [("WK000100", "Dorp", "NEE", 10), ("WK000199", "Meer", "JA", -99999999), ("WK099899", "Buitenland", "B", -1)]
    parsed = kerncijfers.read_map_table(_map_table(tmp_path / "wijk.dbf", rows, water="H2O"), 2021)
    assert parsed.areas["code"].tolist() == ["WK000100"]


@pytest.mark.parametrize("unknown", [-99999999, -99999998, -99997, -1])
def test_a_negative_figure_in_a_map_table_says_unknown_and_becomes_empty(tmp_path, unknown):
    rows = [("WK000100", "Dorp", "NEE", 0), ("WK000101", "Veld", "NEE", unknown)]
    parsed = kerncijfers.read_map_table(_map_table(tmp_path / "wijk.dbf", rows), 2016)
    values = parsed.values.set_index("area_code")
    assert set(parsed.values["indicator_id"]) == set(kerncijfers.MAP_COLUMNS.values())
    assert (values.loc["WK000100", "value"] == 0).all(), "nothing is a figure"
    assert values.loc["WK000101", "value"].isna().all()
    assert set(values.loc["WK000101", "status"]) == {NOT_PUBLISHED}
    assert parsed.areas.set_index("code").loc["WK000101", ["inhabitants", "surface"]].isna().all()


def test_a_map_table_without_figures_gives_names_and_the_surface_of_the_polygon(tmp_path):
    path = _map_table(tmp_path / "wijk.dbf", [("WK000100", "Dorp", "NEE", 2_500_000)], columns=["Shape_Area"])
    parsed = kerncijfers.read_map_names(path, 2023)
    assert parsed.areas[["code", "name", "vintage", "surface"]].to_numpy().tolist() == [["WK000100", "Dorp", 2023, 2.5]]
    assert parsed.values.empty


def test_areas_abroad_and_without_figures_are_left_out_of_2024(tmp_path):
    row = {"AantalInwoners_5": 10, "Bevolkingsdichtheid_34": 5, "Woningvoorraad_35": 4, "OppervlakteTotaal_122": 250}
    figures = {"GM0001": row, "WK000100": row}
    names = [
        ("WK000100", "Dorp", "GM0001", "Stad"),
        ("WK000199", "Water", "GM0001", "Stad"),
        ("WK099899", "Buitenland", "GM0998", "Buitenland"),
    ]
    ages = dict.fromkeys(kerncijfers.MAP_COLUMNS_2024, 20)
    features = [
        {"properties": dict(zip(("wijkcode", "wijknaam", "gemeentecode", "gemeentenaam"), row, strict=True)) | ages}
        for row in names
    ]
    (tmp_path / "figures.json").write_text(json.dumps(figures))
    (tmp_path / "map.geojson").write_text(json.dumps({"features": features}))
    parsed = kerncijfers.read_2024(tmp_path / "figures.json", tmp_path / "map.geojson")
    assert parsed.areas["code"].tolist() == ["GM0001", "WK000100"]
    surface = parsed.values[parsed.values["indicator_id"] == "kwb_oppervlakte"]
    assert set(surface["value"]) == {2.5}, "hectares become square kilometres"


def test_topojson_arcs_are_joined_forwards_and_backwards():
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {
            "layer": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "left"}},
                    {"type": "Polygon", "arcs": [[~0, 2]], "properties": {"code": "right"}},
                    {"type": "MultiPolygon", "arcs": [[[~1, ~0]], [[2, ~0]]], "properties": {"code": "both"}},
                ]
            }
        },
    }
    (_, left), (_, right), (_, both) = decode_topojson(topology, "layer")
    assert left.equals(shapely.box(0, 0, 1, 1))
    assert right.equals(shapely.box(1, 0, 2, 1)), "the border that they share is read from its end to its start"
    assert [part.equals(one) for part, one in zip(both.geoms, (left.geoms[0], right.geoms[0]), strict=True)] == [
        True, True,
    ]  # fmt: skip


def test_a_bow_tie_becomes_two_polygons_with_rings_the_right_way_round():
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    (mended,) = polygons_only([bow_tie])
    assert mended.is_valid
    assert mended.area == pytest.approx(0.5)
    assert all(ring.exterior.is_ccw for ring in mended.geoms)


def _square(west, south, size=0.01):
    return shapely.box(west, south, west + size, south + size)


def test_parts_of_a_map_become_the_whole_without_the_cracks_between_them():
    left, right = _square(5, 52), shapely.box(5.01, 52, 5.02, 52.01)
    crack = shapely.box(5.0099, 52.004, 5.0101, 52.006)
    parts = pd.DataFrame({"code": ["a", "b", "c"], "name": "", "wkb": shapely.to_wkb(
        [left.difference(crack), right.difference(crack), _square(6, 52)])})  # fmt: skip
    whole = polygons.dissolve(parts, pd.Series(["AB", "AB", None]))
    assert whole["code"].tolist() == ["AB"], "a part of nothing is left out"
    shape = shapely.from_wkb(whole["wkb"].iloc[0])
    assert shapely.get_num_interior_rings(shapely.get_geometry(shape, 0)) == 0
    assert shape.area == pytest.approx(left.union(right).area, rel=0.01)


def test_a_real_hole_in_a_map_stays():
    ring = _square(5, 52, 0.1).difference(_square(5.04, 52.04))
    whole = polygons.dissolve(
        pd.DataFrame({"code": ["a"], "name": "", "wkb": [shapely.to_wkb(ring)]}), pd.Series(["A"])
    )
    shape = shapely.from_wkb(whole["wkb"].iloc[0])
    assert shape.area == pytest.approx(ring.area, rel=0.001)
