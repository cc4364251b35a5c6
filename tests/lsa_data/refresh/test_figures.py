"""What feeds add to the areas in use: never another name for one that is known."""

from dataclasses import replace

import pandas as pd
import pytest
import shapely

from lsa_data.read import overlap
from lsa_data.read.frames import AREA_COLUMNS, NOT_YET, OK, Parsed
from lsa_data.read.make_startset import write_parquet
from lsa_data.refresh.contract import ContractBroken
from lsa_data.refresh.feeds import Feed, Loaded
from lsa_data.refresh.figures import Figures

FEED = Feed("kwb2022", "kwb", read=lambda *_: Loaded())


@pytest.fixture
def figures(tmp_path) -> Figures:
    """Three gemeenten of 2022 in use: one known whole, one without a name, one without inhabitants."""
    areas = pd.DataFrame(
        {
            "type": "gemeente",
            "code": ["GM0001", "GM0002", "GM0003"],
            "vintage": 2022,
            "name": ["Adorp", None, "Cdorp"],
            "gemeente_code": ["GM0001", "GM0002", "GM0003"],
            "inhabitants": pd.array([100, 200, None], dtype="Int64"),
            "provincie_code": ["PV20", "PV21", "PV22"],
            "lon": 5.0,
            "lat": 52.0,
            "surface": [1.5, None, 2.0],
        }
    )
    areas.to_parquet(tmp_path / "area.parquet")
    return Figures(tmp_path)


def _give(figures: Figures, *areas: tuple) -> pd.DataFrame:
    """The areas by code after a feed gave these: (type, code, vintage, name, gemeente_code, inhabitants)."""
    frame = pd.DataFrame(areas, columns=AREA_COLUMNS[:6]).assign(surface=9.0)
    figures.accept(FEED, Loaded(Parsed(areas=frame)), None)
    return figures.areas.set_index("code")


def test_a_live_name_never_replaces_a_known_one(figures):
    areas = _give(figures, ("gemeente", "GM0001", 2022, "Heel anders", "GM0001", 100))
    assert areas.loc["GM0001", "name"] == "Adorp"


def test_a_name_that_is_missing_is_filled_and_no_other(figures):
    areas = _give(figures, *(("gemeente", f"GM000{n}", 2022, f"Nieuw {n}", f"GM000{n}", None) for n in (1, 2, 3)))
    assert areas["name"].to_dict() == {"GM0001": "Adorp", "GM0002": "Nieuw 2", "GM0003": "Cdorp"}
    assert len(areas) == 3


def test_a_surface_that_is_missing_is_filled_and_no_other(figures):
    areas = _give(figures, *(("gemeente", f"GM000{n}", 2022, "Dorp", f"GM000{n}", None) for n in (1, 2, 3)))
    assert areas["surface"].to_dict() == {"GM0001": 1.5, "GM0002": 9.0, "GM0003": 2.0}


def test_inhabitants_that_are_missing_are_filled_and_a_missing_number_erases_none(figures):
    areas = _give(
        figures,
        ("gemeente", "GM0001", 2022, None, "GM0001", None),
        ("gemeente", "GM0003", 2022, None, "GM0003", 300),
    )
    assert areas["inhabitants"].to_dict() == {"GM0001": 100, "GM0002": 200, "GM0003": 300}
    assert areas.loc["GM0001", "name"] == "Adorp"


def test_the_same_code_in_another_vintage_is_another_area_with_the_provincie_of_its_gemeente(figures):
    areas = _give(
        figures,
        ("gemeente", "GM0001", 2024, "Heel anders", "GM0001", 5),
        ("wijk", "WK000300", 2024, "Wijk", "GM0003", 5),
    )
    assert areas.loc["GM0001", "name"].tolist() == ["Adorp", "Heel anders"]
    assert areas.loc["WK000300", "provincie_code"] == "PV22"


def _values(figures: Figures, *rows: tuple) -> list:
    """What is in use of Kerncijfers after a feed gave these: (area, indicator, value, status)."""
    frame = pd.DataFrame(rows, columns=["area_code", "indicator_id", "value", "status"])
    frame = frame.assign(area_type="gemeente", vintage=2022, year=2022, coverage=None, provisional=False)
    feed = replace(FEED, patches=True)
    figures.accept(feed, Loaded(Parsed(values=frame.astype({"value": float}))), None)
    used = figures.values("kwb").astype({"value": object})
    return used[["area_code", "indicator_id", "value", "status"]].to_numpy().tolist()


def test_what_is_not_published_yet_takes_the_place_of_no_figure(figures):
    first = [(f"GM000{n}", "kwb_inwoners", 100.0, "ok") for n in (1, 2, 3)]
    worth = ("GM0001", "kwb_woz", 300.0, "ok")
    _values(figures, *first, worth)
    kept = _values(figures, *first, ("GM0001", "kwb_woz", None, NOT_YET), ("GM0001", "kwb_geweld", None, NOT_YET))
    assert list(worth) in kept
    assert [row[0] for row in kept if row[3] == NOT_YET] == ["GM0001"], "of what there was no figure of, it is said"


def test_a_table_that_names_its_areas_may_have_more_than_are_known_and_others_may_not(figures):
    codes = ["GM0001", "GM0002", "GM0003", "GM0004"]
    frame = pd.DataFrame({"area_code": codes, "indicator_id": "kwb_inwoners", "value": 5.0, "status": OK,
                          "area_type": "gemeente", "vintage": 2022, "year": 2022, "coverage": None,
                          "provisional": False})  # fmt: skip
    own = pd.DataFrame([("gemeente", code, 2022, code, code, 5) for code in codes], columns=AREA_COLUMNS[:6])
    loaded = Loaded(Parsed(areas=own.assign(surface=9.0), values=frame))
    with pytest.raises(ContractBroken, match="do not exist in this vintage: GM0004"):
        figures.accept(FEED, loaded, None)
    figures.accept(replace(FEED, names_areas=True), loaded, None)
    assert set(figures.values("kwb")["area_code"]) == set(codes)


def _square(code, west):
    return {"code": code, "name": code, "wkb": shapely.to_wkb(shapely.box(west, 52, west + 0.02, 52.01))}


def test_a_map_that_came_is_laid_over_the_others_and_what_is_known_of_those_stays(tmp_path, figures):
    """The wijken of 2022 come again, drawn elsewhere; those of 2016 and 2024 are kept as they are."""
    known = [
        {"area_type": "wijk", "vintage": one, "area_code": "WK000100", "other_type": "wijk", "other_vintage": other,
         "other_code": "WK000100", "share": 0.1, "other_share": 0.1}
        for one, other in ((2016, 2022), (2016, 2024), (2022, 2024))
    ]  # fmt: skip
    write_parquet(overlap.in_order(pd.DataFrame(known)), tmp_path / overlap.FILE)
    for year in (2016, 2022, 2024):
        pd.DataFrame([_square("WK000100", 5.0)])[["code", "wkb"]].to_parquet(tmp_path / f"polygon_wijk_{year}.parquet")
    pd.DataFrame([_square("PV20", 5.0)])[["code", "wkb"]].to_parquet(tmp_path / "polygon_provincie_2022.parquet")
    (tmp_path / "provenance.json").write_text('{"sets": []}')
    drawn = pd.DataFrame([_square("WK000100", 5.01)])
    figures.accept(FEED, Loaded(polygons={("wijk", 2022): drawn}), None)
    figures.write(tmp_path / "fresh", {FEED.id: FEED}, "hash")
    measured = pd.read_parquet(tmp_path / "fresh" / overlap.FILE)
    assert measured[["vintage", "other_vintage", "share"]].to_numpy().tolist() == [
        [2016, 2022, 0.5], [2016, 2024, 0.1], [2022, 2024, 0.5],
    ]  # fmt: skip
