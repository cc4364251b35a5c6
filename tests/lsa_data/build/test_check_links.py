"""The check of links sees one that is wrong, by surface, by polygon or by the people that are not there."""

import duckdb
import pandas as pd
import pytest
import shapely

from lsa_data import commands as command
from lsa_data.ask import database
from lsa_data.build import versions

OLD, NEW = {"code": "WK000101", "vintage": 2016}, {"code": "WK000102", "vintage": 2022}


@pytest.fixture
def checked(tmp_path, monkeypatch, capsys):
    """Exit code and lines of `check-links` for one link of a wijk of 2016 with one of 2022.

    Both are (surface, inhabitants, west and east of a polygon or None).
    """

    def check(link, *sides):
        areas, connection = [], duckdb.connect()
        for one, (surface, inhabitants, drawn) in zip((OLD, NEW), sides, strict=True):
            areas.append(one | {"type": "wijk", "gemeente_code": "GM0001", "surface": surface,
                                "inhabitants": inhabitants})  # fmt: skip
            if drawn:
                wkb = shapely.to_wkb(shapely.box(drawn[0], 52, drawn[1], 52.01))
                polygon = pd.DataFrame([{"code": one["code"], "wkb": wkb}])
                polygon.to_parquet(tmp_path / f"polygon_wijk_{one['vintage']}.parquet")
        pd.DataFrame(areas).to_parquet(tmp_path / "area.parquet")
        connection.execute(
            "CREATE TABLE comparable AS SELECT 'wijk' AS area_type, 'WK000102' AS area_code, 2022 AS vintage, "
            "'WK000101' AS measured_code, 2016 AS measured_vintage, $link AS link UNION ALL "
            "SELECT 'wijk', 'WK000101', 2016, 'WK000102', 2022, $link",
            {"link": link},
        )
        connection.execute("CREATE TABLE area AS SELECT DISTINCT area_type, area_code, vintage FROM comparable")
        connection.execute(
            "CREATE TABLE area_link AS SELECT *, '' AS other_type, 0 AS other_vintage, 0.0 AS share FROM area"
        )
        monkeypatch.setattr(database, "cursor", connection.cursor)
        monkeypatch.setattr(versions, "inputs", lambda: tmp_path)
        return command.main(["check-links"]), capsys.readouterr().out

    return check


HERE, ELSEWHERE, MOST = (5.0, 5.1), (6.0, 6.1), (5.0, 5.08)


@pytest.mark.parametrize(
    ("link", "old", "new", "by"),
    [
        ("same", (10.0, 900, None), (10.1, 950, None), "1 by surface"),
        ("same", (10.0, 900, HERE), (10.1, 950, MOST), "1 by both"),
        ("same", (None, 900, HERE), (10.0, 950, MOST), "1 by map"),
        ("overlap", (10.0, 900, HERE), (11.0, 950, HERE), "1 by both"),
        ("overlap", (10.0, 900, None), (None, 900, None), "1 by nothing"),
        ("same", (None, 900, HERE), (7.6, 900, None), "1 by drawn surface"),
    ],
)
def test_a_link_that_is_right_passes_and_is_counted_by_how_it_was_checked(checked, link, old, new, by):
    code, told = checked(link, old, new)
    assert code == 0
    assert by in told
    assert "100.0% of inhabitants" in told


@pytest.mark.parametrize(
    ("link", "old", "new"),
    [
        ("same", (10.0, 900, None), (10.3, 900, None)),
        ("same", (10.0, 900, HERE), (10.0, 900, ELSEWHERE)),
        ("same", (10.0, 900, HERE), (8.0, 900, MOST)),
        ("overlap", (10.0, 900, HERE), (10.0, 900, MOST)),
        ("overlap", (10.0, 900, None), (8.0, 900, None)),
        ("overlap", (10.0, 900, HERE), (10.0, 500, HERE)),
    ],
)
def test_a_link_that_is_wrong_is_named_and_fails(checked, link, old, new):
    code, told = checked(link, old, new)
    assert code == 1
    assert "wrong: wijk WK000101 (2016) on WK000102 (2022)" in told
