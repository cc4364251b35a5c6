"""What the services really answer goes the whole way: asked, checked, built, and read as a sentence and on a page."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lsa_data.ask import areas, database, maps, profile, selection
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.ask.selection import Selection
from lsa_data.build import versions
from lsa_data.read.make_startset import STARTSET, write_parquet
from lsa_data.refresh import update
from lsa_data.refresh.http import Client
from lsa_data.say import sentences
from tests.lsa_data.refresh import open_data_world as made
from tests.lsa_data.refresh.open_data_server import OpenData, Table4, serving
from tests.pages import html_of

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[3]
GEMEENTEN = ("GM0034", "GM0050", "GM0059", "GM0060", "GM0080", "GM0599", "GM1680")
"""Those of which an answer was kept."""
ASKED = ["kwb2024", "kwb2025", "grenzen2019", "grenzen2025", "rivm2020", "rivm2024", "lbm3", "politie"]


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    """The outcomes of an update from services that answer as they really did, by source; its database is in use."""
    data = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch, serving(_world(_embedded(data / "embedded"))) as base:
        patch.setenv("LSA_DATA_DIR", str(data))
        patch.setenv("LSA_SOURCE_BASE", base)
        patch.setattr(versions, "inputs", lambda: data / "embedded")
        outcomes = update.update(ASKED, client=Client(pause=0.01), report=lambda text: None)
        yield {outcome.source: outcome for outcome in outcomes}
        database.cursor().close()


def _embedded(folder: Path) -> Path:
    """The embedded figures of some gemeenten."""
    folder.mkdir()
    known = pd.read_parquet(STARTSET / "area.parquet")
    known = known[known["gemeente_code"].isin(GEMEENTEN) | known["type"].isin(["land", "provincie", "regio"])]
    for path in STARTSET.glob("*.parquet"):
        frame = pd.read_parquet(path)
        for column in {"area_code", "code"} & set(frame.columns):
            frame = frame[frame[column].isin(known["code"])].reset_index(drop=True)
        write_parquet(frame, folder / path.name)
    provenance = json.loads((STARTSET / "provenance.json").read_text(encoding="utf-8"))
    for entry in provenance["sets"]:
        entry.pop("figures", None)
    (folder / "provenance.json").write_text(json.dumps(provenance), encoding="utf-8")
    return folder


def _world(folder: Path) -> OpenData:
    known = pd.read_parquet(folder / "area.parquet")
    names = known.dropna(subset=["name"]).set_index("code")["name"].to_dict()
    health = pd.read_parquet(folder / "value_rivm.parquet")

    def of(kind: str, year: int) -> pd.DataFrame:
        found = known[(known["type"] == kind) & (known["vintage"] == year)].reset_index(drop=True)
        return found.assign(wkb=made.squares(found["code"]))

    world = OpenData(page=5000)
    older = made.rivm_table(health[health["vintage"] == 2020], names, "50090NED")
    _lay_over(older.rows, made.answer("health_2020"))
    crime = made.politie_table(of("wijk", 2022).dropna(subset=["inhabitants"]), [2022])
    crime.dimensions["Perioden"]["2024JJ00"] = "2024"
    crime.dimensions["WijkenEnBuurten"]["NL00      "] = "Nederland"
    crime.rows += [{name: row[name] for name in crime.rows[0]} for row in made.answer("crime_2024")]
    world.serve(
        made.kerncijfers_2025_3(names), made.kerncijfers_2025_4(names), _woz_2024(folder, known, names), older, crime,
        made.rivm_table(_newest(health, known), names, "50150NED", bounds=1.5),
    )  # fmt: skip
    came = {row["WijkenEnBuurten"].strip() for row in made.answer("kerncijfers_2025")}
    for kind in ("gemeente", "wijk", "buurt"):
        drawn = of(kind, 2024)
        world.serve(made.collection(kind, 2025, drawn[drawn["code"].isin(came)]))
    world.serve(made.collection("wijk", 2019, of("wijk", 2019)))
    by_wfs = made.gemeenten_by_wfs(2019)
    others = of("gemeente", 2019).query("code not in ('GM0034', 'GM0050', 'GM0060')")
    others = made.collection("gemeente", 2025, others).features[:-2]
    world.serve(made.wfs(2019, {"gemeenten2019": [*by_wfs, *others]}))
    scored = {kind: of(kind, 2024) for kind in ("gemeente", "wijk", "buurt")} | {"pc4": of("pc4", 2022)}
    scores = pd.read_parquet(folder / "value_lbm3.parquet")
    years = [2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024]
    world.files |= made.leefbaarometer_file(made.leefbaarometer_zip(scored, years, embedded=scores))
    return world


def _lay_over(rows: list[dict], answered: list[dict]) -> None:
    """Put the cells that were really answered in the rows of their keys."""
    keys = ("Leeftijd", "Marges", "WijkenEnBuurten", "Perioden")
    by_key = {tuple(row[key] for key in keys): row for row in rows}
    for answer in answered:
        row = by_key[tuple(answer[key] for key in keys)]
        row |= {name: value for name, value in answer.items() if name in row}


def _woz_2024(folder: Path, known: pd.DataFrame, names: dict[str, str]) -> Table4:
    """Kerncijfers 2024 with people and homes: what is in use, and the one observation that was kept."""
    lived_in = known[(known["vintage"] == 2024) & known["type"].isin(["gemeente", "wijk", "buurt"])]
    lived_in = lived_in.fillna({"inhabitants": 0})
    figures = pd.read_parquet(folder / "value_kwb.parquet").query("vintage == 2024 and indicator_id == 'kwb_woz'")
    worth = figures.dropna(subset=["value"]).set_index("area_code")["value"].to_dict()
    people = {("T001036", area.code): float(area.inhabitants) for area in lived_in.itertuples()}
    observed = {(measure, code): value for measure, of in made.answer("woz_2024").items() for code, value in of.items()}
    titles = {code: names.get(code, code) for code in lived_in["code"]}
    table = made.kerncijfers_4(2024, lived_in.head(1))
    table.areas, table.figures = titles, people | {("M001642", code): v for code, v in worth.items()} | observed
    return table


def _newest(health: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The figures of 2020 as if measured on the areas of 2024, in five years; those of the country where an area has
    none, and those in use where there are any."""
    last = health[(health["vintage"] == 2020) & (health["year"] == 2020)]
    codes = known[(known["vintage"] == 2024) & known["type"].isin(["land", "gemeente", "wijk", "buurt"])]["code"]
    wide = last.pivot(index="area_code", columns="indicator_id", values="value")
    wide = wide.reindex(codes).fillna(wide.loc["NL01"]).rename_axis("area_code").reset_index()
    each = wide.melt("area_code", var_name="indicator_id")
    every = pd.concat([each.assign(year=year) for year in (2012, 2016, 2020, 2022, 2024)])
    return made.as_in_use(every, health[health["vintage"] == 2024])


def _row(code: str, vintage: int, indicator: str, year: int) -> tuple[ProfileRow, areas.Area]:
    area = areas.area(code, vintage)
    found = [row for row in profile.figures(area) if (row.indicator_id, row.year) == (indicator, year)]
    assert len(found) == 1, f"{indicator} {year} of {code}: {len(found)} rows"
    return found[0], area


def _sentence(code: str, vintage: int, indicator: str, year: int, language: str = "nl") -> str:
    row, area = _row(code, vintage, indicator, year)
    said = sentences.about(row, area, language)
    assert said is not None, row
    return said.text


def _page(page: str, **query) -> str:
    app = AppTest.from_file(str(ROOT / "lsa_ui" / "shell.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception, app.exception
    return html_of(app)


def test_every_answer_is_used(used):
    assert {source: outcome.state for source, outcome in used.items()} == dict.fromkeys(ASKED, "accepted") | {
        "rivm2020": "same",
    }, "\n".join(outcome.message for outcome in used.values())  # fmt: skip


def test_kerncijfers_of_this_year_are_said(used):
    assert _sentence("GM0059", 2025, "kwb_inwoners", 2025) == "Hier wonen 28.200 mensen (1 januari 2025)."
    assert "€ 294.000 waard (WOZ, 2025). In heel Nederland € 398.000." in _sentence("GM0059", 2025, "kwb_woz", 2025)
    assert "5,215 people" in _sentence("BU00590000", 2025, "kwb_inwoners", 2025, "en")


def test_one_observation_of_odata_4_is_said(used):
    assert "€ 372.000 waard" in _sentence("BU05990112", 2024, "kwb_woz", 2024)


def test_health_as_it_came_is_said(used):
    said = _sentence("WK168000", 2020, "rivm_sporter", 2020)
    assert "sportten er naar schatting 48 elke week" in said
    assert "(49)" in said, "NL01 in the same answer"


def test_health_under_its_new_names_is_said_and_its_bounds_decide(used):
    row, _ = _row("WK168000", 2024, "rivm_ernstig_eenzaam", 2024)
    assert row.ci_upper - row.ci_lower == pytest.approx(3)
    assert "voelen er naar schatting 8 zich ernstig eenzaam" in _sentence("WK168000", 2024, row.indicator_id, 2024)
    assert row.position == "lower", "the country is above its upper bound"


def test_crime_with_the_keys_of_the_police_is_said(used):
    said = _sentence("WK168000", 2022, "politie_fietsdiefstal", 2022)
    assert said.startswith("In 2022 noteerde de politie hier 1,9 diefstallen van fietsen en brommers")
    land, _ = _row("GM1680", 2024, "politie_totaal", 2024)
    assert land.national == pytest.approx(45, abs=2), "the row of the country as it came stands nowhere else"


def test_the_leefbaarometer_out_of_the_real_zip_is_said(used):
    assert "volgens het model" in _sentence("WK168000", 2024, "lbm3_totaal", 2024)


def test_boundaries_of_the_wfs_and_of_all_years_together_are_on_the_map(used):
    for kind, code in (("gemeente", "GM0034"), ("wijk", "WK168000")):
        choice = next(one for one in maps.choices("kwb_inwoners", kind) if one.year == 2019)
        assert choice.drawn_on == 2019
        shown = maps.values("kwb_inwoners", kind, choice).set_index("code")
        assert shown.loc[code, "value"] > 3000
        assert not [code for code in shown.index if code[2:6] == "0998"]
    assert areas.area("GM0998", 2025) is None
    assert "2025" in str(maps.vintages("buurt"))


def test_a_page_says_what_is_not_published_yet_and_shows_the_figure_before_it(used):
    dutch = _page("mijn_wijk", gebied="GM0059", indeling="2025")
    assert "28.200" in dutch
    assert "2025: nog niet gepubliceerd." in dutch
    assert "2025: not published yet." in _page("mijn_wijk", gebied="GM0059", indeling="2025", taal="en")
    assert re.search(r"46(,0)?%.{0,200}2022|2022.{0,400}46(,0)?%", dutch, re.DOTALL), "the figure of before"


def test_files_say_what_is_not_published_yet_and_no_map_offers_that_year(used):
    asked = Selection(type="gemeente", vintage=2025, indicator=("kwb_inkomen_laag",), missing=True)
    rows = selection.rows(asked)
    assert rows[["year", "status"]].to_numpy().tolist() == [[2025, "not_published_yet"]]
    assert rows["value"].isna().all()
    assert 2025 not in {one.year for one in maps.choices("kwb_inkomen_laag", "gemeente")}
    assert 2025 in {one.year for one in maps.choices("kwb_woz", "gemeente")}


def test_nederland_is_one_area_in_every_year(used):
    land = database.cursor().execute("SELECT DISTINCT area_code FROM area WHERE area_type = 'land'").fetchall()
    assert land == [("NL01",)]
