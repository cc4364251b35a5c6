"""An update to boundaries of a new year, the whole way: which year is shown first, where an old link leads, what
changed, and back again."""

import json
from pathlib import Path

import pandas as pd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from lsa_data.ask import areas, database
from lsa_data.ask.what_changed import what_changed
from lsa_data.build import pipeline, versions
from lsa_data.read.frames import Parsed
from lsa_data.read.make_startset import STARTSET, write_parquet
from lsa_data.refresh import feeds, update
from lsa_data.refresh.http import Client
from tests.pages import html_of

ROOT = Path(__file__).parents[3]
GEMEENTEN = ("GM0344", "GM0202", "GM0307", "GM0363")
KNOWN, NEW = 2024, 2025
GONE, ALSO_GONE, TOGETHER = "WK034401", "WK034402", "WK034499"
"""Two wijken of Utrecht that become one in the new year."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    """A data folder with the figures of some gemeenten, updated to a new year of boundaries."""
    startset, data = tmp_path_factory.mktemp("startset"), tmp_path_factory.mktemp("data")
    _some_gemeenten(startset)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LSA_DATA_DIR", str(data))
        for module in (versions, pipeline, update):
            patch.setattr(module, "STARTSET", startset)
        pipeline.build(report=lambda text: None)
        patch.setattr(update, "FEEDS", {"kwb2025": _feed(startset)})
        patch.setattr(update, "chosen", lambda only, since: [_feed(startset)])
        (outcome,) = update.update(client=Client(), report=lambda text: None)
        assert outcome.state == "accepted", outcome.message
        yield data


def _some_gemeenten(folder):
    known = pd.read_parquet(STARTSET / "area.parquet")
    known = known[known["gemeente_code"].isin(GEMEENTEN) | known["type"].isin(["land", "provincie", "regio"])]
    write_parquet(known.reset_index(drop=True), folder / "area.parquet")
    rows = {}
    for path in STARTSET.glob("*.parquet"):
        frame = pd.read_parquet(path)
        for column in ("area_code", "code", "other_code"):
            if column in frame.columns and not path.stem.startswith(("polygon_prov", "polygon_regio")):
                frame = frame[frame[column].isin(known["code"])].reset_index(drop=True)
        if path.stem != "area":
            write_parquet(frame, folder / path.name)
            rows[path.stem.removeprefix("value_")] = len(frame)
    provenance = json.loads((STARTSET / "provenance.json").read_text(encoding="utf-8"))
    for entry in provenance["sets"]:
        entry["rows"] = rows.pop(entry["source"], 0)
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")


def _feed(startset):
    """The figures of the last year as if they were of the new one, with two wijken in one."""

    def read(client, known, report):
        values = pd.read_parquet(startset / "value_kwb.parquet")
        values = values.query("vintage == @KNOWN and area_type in @MAPPED and area_code != @ALSO_GONE")
        values = values.assign(vintage=NEW, year=NEW, area_code=values["area_code"].replace({GONE: TOGETHER}))
        of_year = pd.read_parquet(startset / "area.parquet").query("vintage == @KNOWN and type in @MAPPED")
        of_year = of_year[~of_year["code"].isin([ALSO_GONE])]
        of_year = of_year.assign(vintage=NEW, code=of_year["code"].replace({GONE: TOGETHER}))
        of_year.loc[of_year["code"] == TOGETHER, "name"] = "Utrecht-West en Noordwest"
        maps = {(kind, NEW): _map(startset, of_year, kind) for kind in MAPPED}
        table = feeds.Table("made", "2026-10-01", len(values))
        return feeds.Loaded(parsed=Parsed(areas=of_year, values=values), polygons=maps, tables=(table,))

    return feeds.Feed("kwb2025", "kwb", read, year=NEW)


MAPPED = ("gemeente", "wijk")


def _map(startset, of_year, kind):
    polygons = pd.read_parquet(startset / f"polygon_{kind}_{KNOWN}.parquet")
    shapes = shapely.from_wkb(polygons["wkb"].to_numpy())
    codes = polygons["code"].replace({GONE: TOGETHER, ALSO_GONE: TOGETHER})
    merged = {code: shapely.union_all(shapes[(codes == code).to_numpy()]) for code in codes.unique()}
    names = of_year[of_year["type"] == kind].set_index("code")["name"]
    frame = pd.DataFrame({"code": [*merged], "wkb": shapely.to_wkb([*merged.values()])})
    return frame.assign(name=frame["code"].map(names))


def test_the_new_vintage_is_shown_first(updated):
    assert areas.shown_first("wijk") == areas.shown_first("gemeente") == NEW
    assert areas.area("GM0344").vintage == NEW
    assert areas.area(TOGETHER).name == "Utrecht-West en Noordwest"


def test_an_old_link_says_what_became_of_the_area(updated):
    app = AppTest.from_file(str(ROOT / "lsa_ui" / "shell.py"), default_timeout=60)
    app.query_params["gebied"] = GONE
    app.run()
    app.switch_page("../pages/mijn_wijk.py").run()
    assert not app.exception, app.exception
    html = html_of(app)
    assert "West bestaat niet meer als wijk." in html
    assert str(NEW) in html
    assert "Utrecht-West en Noordwest" in html
    assert TOGETHER in html


def test_every_retired_wijk_points_to_its_successor(updated):
    for code in (GONE, ALSO_GONE):
        found = areas.successors(areas.area(code, KNOWN))
        assert found["code"].tolist() == [TOGETHER]
    assert areas.successors(areas.area("WK034403", KNOWN))["code"].tolist() == ["WK034403"]


def test_what_changed_tells_the_new_year(updated):
    (change,) = what_changed()["changes"]
    of = change["sources"]["kwb"]
    assert of["new"]["years"] == [NEW]
    assert of["new"]["figures"] > 100
    assert (of["revised"]["figures"], of["gone"]["figures"]) == (0, 0)
    assert {"area_type": "wijk", "vintage": NEW, "new": len(areas.within("wijk")), "gone": 0} in change["areas"]
    assert change["after"] == database.version()


def test_after_a_rollback_the_year_before_is_shown_first_again(updated):
    versions.rollback()
    try:
        assert areas.shown_first("wijk") == KNOWN
        assert areas.area(TOGETHER) is None
        assert what_changed()["rolled_back"]
    finally:
        versions.rollback()
    assert areas.shown_first("wijk") == NEW
