"""Which maps are laid over each other, and what is kept of it."""

import pandas as pd
import pytest
import shapely

from lsa_data.read import make_startset, overlap


def test_every_two_maps_of_wijken_and_of_gemeenten_are_laid_over_each_other():
    wijken = [("wijk", year) for year in (2024, 2016, 2022)]
    assert overlap.pairs([*wijken, ("gemeente", 2016), ("gemeente", 2024), ("provincie", 2022)]) == [
        (("gemeente", 2016), ("gemeente", 2024)), (("wijk", 2016), ("wijk", 2022)), (("wijk", 2016), ("wijk", 2024)),
        (("wijk", 2022), ("wijk", 2024)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("years", "expected"),
    [([2024], []), ([2020, 2024], [(2020, 2024)]), ([2020, 2022, 2024], [(2020, 2022), (2020, 2024), (2022, 2024)])],
)
def test_buurten_are_laid_over_those_of_the_next_map_and_the_oldest_over_the_newest(years, expected):
    found = overlap.pairs(("buurt", year) for year in years)
    assert [(one[1], other[1]) for one, other in found] == expected


def test_postcodes_are_laid_over_recent_wijken_and_the_newest_buurten_and_gemeenten():
    maps = [(kind, year) for kind in ("wijk", "gemeente", "buurt") for year in (2020, 2022, 2025)]
    found = [other for one, other in overlap.pairs([("pc4", 2018), *maps]) if one == ("pc4", 2018)]
    assert found == [("wijk", 2022), ("wijk", 2025), ("buurt", 2025), ("gemeente", 2025)]


def square(code, west, width=0.02):
    return {"code": code, "wkb": shapely.to_wkb(shapely.box(west, 52, west + width, 52.01))}


def test_what_is_kept_of_two_maps_is_in_one_order_and_has_no_slivers():
    maps = {
        ("wijk", 2016): pd.DataFrame([square("WK000102", 5.02), square("WK000101", 5.0)]),
        ("wijk", 2022): pd.DataFrame([square("WK000101", 5.0), square("WK000103", 5.0201, 0.0199)]),
    }
    found = overlap.measured(maps, overlap.pairs(maps))
    assert found[["area_code", "other_code"]].to_numpy().tolist() == [
        ["WK000101", "WK000101"],
        ["WK000102", "WK000103"],
    ]
    assert found["share"].tolist() == [1.0, 0.995]
    assert found.columns.tolist() == overlap.COLUMNS


def test_the_embedded_set_has_the_overlaps_of_its_own_maps():
    kept = pd.read_parquet(make_startset.STARTSET / overlap.FILE)
    maps = {
        (kind, int(year))
        for _, kind, year in (path.stem.split("_") for path in make_startset.STARTSET.glob("polygon_*"))
    }
    pairs = kept[["area_type", "vintage", "other_type", "other_vintage"]].drop_duplicates()
    measured = {((row.area_type, row.vintage), (row.other_type, row.other_vintage)) for row in pairs.itertuples()}
    assert measured == set(overlap.pairs(maps))
    one, other = ("gemeente", 2020), ("gemeente", 2022)
    files = {
        key: pd.read_parquet(make_startset.STARTSET / f"polygon_{key[0]}_{key[1]}.parquet") for key in (one, other)
    }
    again = overlap.measured(files, [(one, other)])
    own = kept.query("area_type == 'gemeente' and vintage == 2020 and other_vintage == 2022").reset_index(drop=True)
    pd.testing.assert_frame_equal(own, again, check_dtype=False, check_exact=False, atol=0.0002)
