"""Refreshing: newer figures come in; whatever a service does wrong, those in use stay and a message says so."""

import io
import json
import pickle
import shutil
import zipfile

import pandas as pd
import pytest

from lsa_data import commands as command
from lsa_data.ask import database
from lsa_data.ask.last_update import REPORT, last_checks, of_source
from lsa_data.build import versions
from lsa_data.read import politie
from lsa_data.read.make_startset import STARTSET, write_parquet
from lsa_data.refresh import archive, features, feeds, update
from lsa_data.refresh.http import Client, ServiceError, redirected
from tests.lsa_data.refresh import open_data_world as made
from tests.lsa_data.refresh.open_data_server import OpenData, serving

pytestmark = pytest.mark.slow

GEMEENTEN = ("GM0344", "GM0202", "GM0307", "GM0363")
NEW_YEAR = 2025
SCORED = [2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small set of figures in use: every vintage and year of some gemeenten."""
    folder = tmp_path_factory.mktemp("figures")
    areas = pd.read_parquet(STARTSET / "area.parquet")
    areas = areas[areas["gemeente_code"].isin(GEMEENTEN) | areas["type"].isin(["land", "provincie", "regio"])]
    write_parquet(areas.reset_index(drop=True), folder / "area.parquet")
    for path in STARTSET.glob("*.parquet"):
        frame = pd.read_parquet(path)
        for column in ("area_code", "code"):
            if column in frame.columns and not path.stem.startswith(("polygon_prov", "polygon_regio")):
                frame = frame[frame[column].isin(areas["code"])].reset_index(drop=True)
        if path.stem != "area":
            write_parquet(frame, folder / path.name)
    shutil.copy(STARTSET / "provenance.json", folder)
    return folder


def _of(folder, kind, vintage):
    areas = pd.read_parquet(folder / "area.parquet")
    return areas[(areas["type"] == kind) & (areas["vintage"] == vintage)].reset_index(drop=True)


def _lived_in(folder):
    """Areas of the new year: the wijken and gemeenten of 2024 where people live and one buurt of each wijk."""
    known = pd.concat([_of(folder, kind, 2024).dropna(subset=["inhabitants"]) for kind in ("gemeente", "wijk")])
    buurten = _of(folder, "buurt", 2024).query("inhabitants > 200").drop_duplicates("name")
    buurten = buurten.groupby(buurten["code"].str[2:8]).head(1)
    return pd.concat([known, buurten])[["code", "name", "inhabitants"]].reset_index(drop=True)


def _rivm_2024(folder):
    """The figures of 2020 as if measured for the wijken and gemeenten of 2024, with two more years; the figures in use
    where there are any."""
    values = pd.read_parquet(folder / "value_rivm.parquet")
    used, values = values[values["vintage"] == 2024], values[values["vintage"] == 2020]
    codes = pd.concat([_of(folder, kind, 2024)["code"] for kind in ("gemeente", "wijk")])
    last = values[(values["year"] == 2020) & (values["area_type"] == "land")]
    parts = [
        last.assign(area_code=code, year=year) for code in ["NL01", *codes] for year in (2012, 2016, 2020, 2022, 2024)
    ]
    return made.as_in_use(pd.concat(parts), used)


@pytest.fixture(scope="module")
def world(small):
    """Everything that the services serve, packed: every test unpacks one of its own, in which it may break things."""
    names = pd.read_parquet(small / "area.parquet").dropna(subset=["name"]).set_index("code")["name"].to_dict()
    values = pd.read_parquet(small / "value_rivm.parquet")
    values = values[(values["area_type"] != "buurt") & (values["vintage"] == 2020)]
    lived_in = _lived_in(small)
    world = OpenData(page=150)
    world.serve(
        made.rivm_table(values, names, "50090NED"),
        made.rivm_table(_rivm_2024(small), names, "50150NED", bounds=0.5),
        made.kerncijfers_4(NEW_YEAR, lived_in),
        made.kerncijfers_3(NEW_YEAR, lived_in),
        made.politie_table(lived_in, [2012, 2022, NEW_YEAR]),
    )
    for kind, year in [("gemeente", 2016), ("gemeente", 2024), ("buurt", 2024), ("gemeente", NEW_YEAR),
                       ("wijk", 2016), ("wijk", 2017), ("wijk", NEW_YEAR), ("buurt", NEW_YEAR),
                       ("buurt", 2017)]:  # fmt: skip
        of_kind = lived_in[lived_in["code"].str[:2] == kind[:2].upper().replace("GE", "GM").replace("WI", "WK")]
        areas = of_kind if year == NEW_YEAR else _of(small, kind, year)
        world.serve(made.collection(kind, year, areas.assign(wkb=made.squares(areas["code"]))))
    scored = {kind: _of(small, kind, 2024) for kind in ("gemeente", "wijk", "buurt")}
    scores = pd.read_parquet(small / "value_lbm3.parquet")
    world.scored = scored | {"pc4": _of(small, "pc4", 2022)}
    world.files |= made.leefbaarometer_file(made.leefbaarometer_zip(world.scored, SCORED, embedded=scores))
    return pickle.dumps(world)


@pytest.fixture
def service(small, world, monkeypatch, tmp_path):
    """The figures in use, all services that serve newer ones, and a data folder of our own."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(versions, "inputs", lambda: small)
    years = {f"kwb{NEW_YEAR}", *(f"grenzen{year}" for year in (2016, 2017, NEW_YEAR, 2024))}
    there = {n: s for n, s in feeds.FEEDS.items() if s.year is None or n in years}
    monkeypatch.setattr(feeds, "FEEDS", there)
    services = pickle.loads(world)
    services.used = []
    monkeypatch.setattr(update, "_use", lambda figures, *_, without: services.used.append(figures))
    with serving(services) as base:
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        yield services


def _update(*only, **options):
    said: list[str] = []
    outcomes = update.update(list(only) or None, client=Client(pause=0.01), report=said.append, **options)
    return outcomes, "\n".join(said)


def _rivm(**options):
    outcomes, said = _update("rivm2020", **options)
    return outcomes[0], said


def _health(service):
    return service.tables[f"{feeds.THIRD_PARTIES}/50090NED"]


def test_the_same_figures_are_the_same(service):
    outcome, _ = _rivm()
    assert outcome.state == "same", outcome.message
    assert service.used == []


def test_every_source_gives_what_it_has(service):
    outcomes, _ = _update()
    assert {o.source: o.state for o in outcomes if o.source != "rivm2020"} == {
        "kwb2025": "accepted", "grenzen2016": "same", "grenzen2017": "accepted", "grenzen2025": "accepted",
        "grenzen2024": "same", "rivm2024": "accepted", "lbm3": "accepted", "politie": "accepted",
    }, "\n".join(o.message for o in outcomes)  # fmt: skip
    figures = service.used[0]
    kwb = figures.values("kwb").query(f"year == {NEW_YEAR} and area_type == 'wijk'").set_index("indicator_id")["value"]
    assert kwb["kwb_leeftijd_0_14"].median() == 15, "a share of the inhabitants, not a count"
    assert kwb["kwb_oppervlakte"].median() < 100, "square kilometres, not hectares"
    used = figures.values("kwb").query("year == 2022")
    before = pd.read_parquet(figures.folder / "value_kwb.parquet").query("year == 2022")
    assert len(used) == len(before), "years that did not come stay"
    assert not [path for path in service.asked if "skip" in path], "services refuse $skip above 5,000"


def test_bounds_become_the_interval_of_an_estimate(service):
    _update("rivm2024")
    values = service.used[0].values("rivm")
    new, old = values.query("vintage == 2024 and area_type != 'buurt'"), values[values["vintage"] == 2020]
    assert len(new) > 0
    assert ((new["ci_upper"] - new["ci_lower"]).dropna().round(6) == 1.0).all()
    assert new["ci_lower"].notna().sum() == new["value"].notna().sum()
    assert old["ci_lower"].isna().all(), "the older edition has no bounds"
    before = pd.read_parquet(service.used[0].folder / "value_rivm.parquet")
    assert len(old) == (before["vintage"] == 2020).sum(), "and stays whole"


def test_crime_is_over_the_inhabitants_of_the_same_year_and_never_counted_twice(service):
    _update("kwb", "politie")
    values = service.used[0].values("politie").query("vintage < 2024")
    assert set(values["area_type"]) == {"wijk"}, "gemeenten are embedded, with every year on one map"
    assert set(values["year"]) == {2022}, "of 2012 no inhabitants are known, and the areas of 2025 are newer"
    assert (values["vintage"] == values["year"]).all()
    middle = values.groupby("indicator_id")["value"].median().round(0).to_dict()
    assert middle == {"politie_totaal": pytest.approx(40, abs=1)} | dict.fromkeys(politie.KINDS, 2)
    few = values.merge(
        service.used[0].areas, left_on=["area_type", "area_code", "vintage"], right_on=["type", "code", "vintage"]
    )
    assert few.loc[few["inhabitants"] < 200, "value"].isna().all()


def test_crime_of_an_area_with_another_name_is_left_out(service):
    table = service.tables[f"{feeds.THIRD_PARTIES}/47018NED"]
    code = next(key for key in table.dimensions["WijkenEnBuurten"] if key.startswith("WK0344"))
    table.dimensions["WijkenEnBuurten"][code] = "Heel iets anders"
    _update("kwb", "politie")
    assert code.strip() not in set(service.used[0].values("politie").query("vintage < 2024")["area_code"])


def test_a_kind_of_crime_that_means_something_else_is_refused(service):
    table = service.tables[f"{feeds.THIRD_PARTIES}/47018NED"]
    table.dimensions["SoortMisdrijf"]["1.1.1 "] = "Fietsendiefstal"
    outcomes, _ = _update("politie")
    assert outcomes[0].state == "rejected"
    assert "1.1.1" in outcomes[0].message


def test_the_vintage_of_the_leefbaarometer_is_found_from_its_wijken(service):
    _update("lbm3")
    values = service.used[0].values("lbm3")
    assert set(values.loc[values["area_type"] == "wijk", "vintage"]) == {2024}
    assert set(values["year"]) >= {2024}


def test_a_leefbaarometer_of_unknown_areas_is_refused(service):
    strange = {kind: frame.assign(code=frame["code"].str.replace("0", "9")) for kind, frame in service.scored.items()}
    service.files |= made.leefbaarometer_file(made.leefbaarometer_zip(strange, SCORED))
    outcomes, _ = _update("lbm3")
    assert outcomes[0].state == "rejected"
    assert "which year its codes are of" in outcomes[0].message


def test_new_areas_have_a_place_and_a_provincie(service):
    _update("kwb", "cbs_grenzen")
    areas = service.used[0].areas
    new = areas[(areas["vintage"] == NEW_YEAR) & (areas["type"] == "wijk")]
    assert len(new) == _of(service.used[0].folder, "wijk", 2024)["inhabitants"].notna().sum()
    assert new["lon"].notna().all()
    assert new["provincie_code"].notna().all()
    assert "WATER" not in set(areas["code"])


def test_areas_that_cannot_be_placed_are_left_out_with_their_figures(service, tmp_path):
    lived_in = _lived_in(versions.inputs())
    strange = lived_in.head(1).assign(code="GM9123", name="Nergens")
    service.serve(made.kerncijfers_4(NEW_YEAR, pd.concat([lived_in, strange])))
    _update("kwb")
    figures = service.used[0]
    said = figures.write(tmp_path / "whole", feeds.FEEDS, "x")
    assert "GM9123" in said[0]
    assert "GM9123" not in set(pd.read_parquet(tmp_path / "whole/area.parquet")["code"])
    written = pd.read_parquet(tmp_path / "whole/value_kwb.parquet")
    assert "GM9123" not in set(written["area_code"])
    assert NEW_YEAR in set(written["year"])
    tables = next(
        s for s in json.loads((tmp_path / "whole/provenance.json").read_text())["sets"] if s["source"] == "kwb"
    )
    assert tables["rows"] == len(written)
    assert tables["tables"][0]["modified"] == "2025-11-05T02:00:00+01:00"


def test_a_table_that_odata_4_does_not_have_comes_by_odata_3(service):
    del service.tables[f"{feeds.STATLINE_4}/{feeds.KERNCIJFERS[NEW_YEAR]}"]
    by_3, _ = _update("kwb")
    assert by_3[0].state == "accepted", by_3[0].message
    three = service.used[0].values("kwb").query(f"year == {NEW_YEAR}").reset_index(drop=True)
    service.serve(made.kerncijfers_4(NEW_YEAR, _lived_in(service.used[0].folder)))
    _update("kwb")
    four = service.used[1].values("kwb").query(f"year == {NEW_YEAR}").reset_index(drop=True)
    pd.testing.assert_frame_equal(three, four)


@pytest.mark.parametrize("fault", ["500", "429", "reset", "slow"])
def test_trouble_that_passes_is_waited_for(service, fault):
    service.faults.counts[fault] = 2
    outcome, _ = _rivm()
    assert outcome.state == "same", outcome.message


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("500", "not used"),
        ("reset", "broke off"),
        ("html", "no whole JSON"),
        ("empty", "empty answer"),
        ("truncated", "no whole JSON"),
        ("filter ignored", "ignored the filter"),
        ("other padding", "found nothing"),
        ("loop", "circle"),
    ],
)
def test_trouble_that_stays_rejects_the_source_and_says_why(service, fault, words):
    service.faults.counts[fault] = 1000
    outcome, said = _rivm()
    assert outcome.state == "rejected"
    assert words in outcome.message
    assert "still in use" in said
    assert service.used == []
    assert last_checks()["rivm2020"]["state"] == "rejected"
    assert of_source("rivm")["loaded_at"] is None


@pytest.mark.parametrize(
    ("source", "fault", "words"),
    [
        ("kwb2025", "filter ignored", "ignored the filter"),
        ("kwb2025", "rows lost", "observations came of"),
        ("kwb2025", "loop", "circle"),
        ("kwb2025", "html", "no whole JSON"),
        ("grenzen2025", "loop", "circle"),
        ("grenzen2025", "truncated", "no whole JSON"),
        ("lbm3", "truncated", "not a whole zip"),
        ("lbm3", "html", "not a whole zip"),
        ("politie", "filter ignored", "ignored the filter"),
        ("rivm2024", "500", "not used"),
    ],
)
def test_trouble_of_one_source_does_not_stop_the_others(service, monkeypatch, tmp_path, source, fault, words):
    address = {"kwb2025": "CBS/861", "grenzen2025": "pdok", "lbm3": "leefbaarometer", "politie": "47018NED",
               "rivm2024": "50150NED"}[source]  # fmt: skip
    service.tables.pop(f"{feeds.STATLINE_3}/{feeds.KERNCIJFERS[NEW_YEAR]}")
    service.faults.only, service.faults.counts[fault] = address, 1000
    if source == "grenzen2025":
        _update("kwb2025")
        service.used[0].write(tmp_path / "updated", feeds.FEEDS, "")
        monkeypatch.setattr(versions, "inputs", lambda: tmp_path / "updated")
    outcomes, _ = _update("rivm2020", source)
    states = {outcome.source: outcome for outcome in outcomes}
    assert states["rivm2020"].state == "same", states["rivm2020"].message
    assert states[source].state == "rejected"
    assert words in states[source].message, states[source].message


def test_trouble_leaves_nothing_behind_that_spoils_the_next_run(service):
    service.faults.counts["truncated"] = 1000
    _rivm()
    service.faults.counts.clear()
    assert _rivm()[0].state == "same"


def _changed(service, change):
    table = _health(service)
    table.rows[:] = [row for row in (change(dict(row)) for row in table.rows) if row is not None]


def _renamed(row):
    return {name.replace("Eenzaam", "Alleen"): value for name, value in row.items()}


def _without_year(row):
    return None if row["Perioden"].startswith("2016") else row


def _other_area(row):
    return row | {"WijkenEnBuurten": row["WijkenEnBuurten"].replace("WK0", "WK9")}


def _everything_else(row):
    return {
        name: "    12.0" if name[-1].isdigit() and name != "Gemeentenaam_1" else value for name, value in row.items()
    }


def _impossible(row):
    return {name: "   112.0" if name.startswith("Eenzaam") else value for name, value in row.items()}


def _words_for_figures(row):
    return {name: "   veel " if name.startswith("Eenzaam") else value for name, value in row.items()}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_renamed, "are not there"),
        (_without_year, "the years 2016"),
        (_other_area, "do not exist"),
        (_everything_else, "no revision"),
        (_impossible, "not between 0 and 100"),
        (_words_for_figures, "no number"),
    ],
)
def test_a_table_that_changed_its_shape_is_rejected(service, change, words):
    _changed(service, change)
    outcome, _ = _rivm()
    assert outcome.state == "rejected"
    assert words in outcome.message


def test_doubled_rows_are_rejected(service):
    table = _health(service)
    table.rows += table.rows[:1]
    outcome, _ = _rivm()
    assert outcome.state == "rejected"
    assert "twice" in outcome.message


def test_rows_that_do_not_add_up_are_rejected_also_when_the_service_does_not_count(service):
    table = _health(service)
    table.counts = False
    assert _rivm()[0].state == "same"
    table.rows[:] = table.rows[: len(table.rows) // 3]
    outcome, _ = _rivm()
    assert outcome.state == "rejected"
    assert "rows came" in outcome.message


def test_an_estimate_outside_its_bounds_is_rejected(service):
    table = service.tables[f"{feeds.THIRD_PARTIES}/50150NED"]
    row = next(row for row in table.rows if row["Marges"] == made.LOWER)
    row[next(name for name in row if name.startswith("Eenzaam_"))] = "    99.9"
    outcomes, _ = _update("rivm2024")
    assert outcomes[0].state == "rejected"
    assert "outside their own bounds" in outcomes[0].message


def test_a_map_that_misses_areas_is_rejected(service):
    wijken = service.tables[features.places("wijk", 2017)[0].address].features
    wijken.remove(next(one for one in wijken if one["properties"]["jaarcode"] == 2017))
    outcomes, _ = _update("grenzen2017")
    assert outcomes[0].state == "rejected"
    assert "are not on the map" in outcomes[0].message


def test_columns_with_other_numbers_are_the_same_columns(service):
    def renumbered(row):
        return {f"{name.rsplit('_', 1)[0]}_9{name.rsplit('_', 1)[1]}" if name[-1].isdigit() else name: value
                for name, value in row.items()}  # fmt: skip

    _changed(service, renumbered)
    assert _rivm()[0].state == "same"


def test_a_revised_figure_is_accepted_and_told(service):
    row = _health(service).rows[0]
    row[next(name for name in row if name.startswith("Eenzaam_"))] = "    12.3"
    outcome, _ = _rivm(dry_run=True)
    assert outcome.state == "newer"
    assert outcome.changes["changed"] == 1
    assert service.used == [], "a dry run uses nothing"
    assert last_checks() == {}
    outcome, _ = _rivm()
    assert outcome.state == "accepted"
    assert 12.3 in service.used[0].values("rivm")["value"].tolist()
    assert of_source("rivm")["loaded_at"]
    assert last_checks()["rivm2020"]["tables"][0]["modified"] == "2025-11-05T02:00:00"


def test_older_years_can_be_left_alone(service):
    row = next(row for row in _health(service).rows if row["Perioden"].startswith("2012"))
    row[next(name for name in row if name.startswith("Eenzaam_"))] = "    12.3"
    assert _rivm(since=2016)[0].state == "same"


def test_an_interrupted_run_goes_on_where_it_was(service, monkeypatch):
    pages = len(_health(service).rows) // service.page
    fetch, fetched = Client._fetch, []

    def killed_half_way(self, url, *rest):
        fetched.append(url)
        if len([one for one in fetched if "UntypedDataSet?" in one]) > 3:
            raise KeyboardInterrupt
        return fetch(self, url, *rest)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Client, "_fetch", killed_half_way)
        _rivm()
    asked = len(service.asked)
    outcome = update.update(["rivm2020"], report=lambda text: None)[0]
    assert outcome.state == "same"
    again = [path for path in service.asked[asked:] if "UntypedDataSet?" in path]
    assert len(again) <= pages + 1 - 3, "pages that were there are not asked again"


def test_a_second_run_is_sent_little(service):
    _rivm()
    asked, sent = len(service.asked), service.sent
    _rivm()
    assert len(service.asked) > asked, "it asks whether there is something newer"
    assert sent > 10_000
    assert service.sent - sent < sent / 100


def test_every_address_goes_through_the_one_setting(monkeypatch):
    monkeypatch.setenv("LSA_SOURCE_BASE", "http://127.0.0.1:9000/")
    assert redirected("https://host.nl/path/x?y=1") == "http://127.0.0.1:9000/host.nl/path/x?y=1"
    monkeypatch.delenv("LSA_SOURCE_BASE")
    assert redirected("https://host.nl/path") == "https://host.nl/path"


def _zip(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in entries.items():
            file.writestr(name, text)
    return path


def test_a_csv_is_found_in_whatever_folder_it_is(tmp_path):
    for folder in ("", "a/b/", "Open data\\csv\\"):
        path = _zip(
            tmp_path / "x.zip", {f"{folder}Leefbaarometer-scores wijken 2002-2030.csv": "\ufeffwk_code;lbm\nWK1;4"}
        )
        found = archive.csv_files(path, "x.zip", {"wijk": feeds.SCORES["wijk"]})
        assert found["wijk"].to_dict("list") == {"wk_code": ["WK1"], "lbm": ["4"]}


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"scores wijken.csv": "a\n" + "0" * 30_000_000}, "grows over"),
        ({"../scores wijken.csv": "a\n1"}, "points outside"),
        ({"/etc/scores wijken.csv": "a\n1"}, "points outside"),
        ({"C:\\scores wijken.csv": "a\n1"}, "points outside"),
        ({"x/..\\..\\scores wijken.csv": "a\n1"}, "points outside"),
        ({"iets anders.csv": "a\n1"}, "there are 0"),
        ({"a/scores wijken.csv": "a\n1", "b/scores wijken.csv": "a\n1"}, "there are 2"),
        ({"scores wijken.csv": ""}, "not a readable CSV"),
        ({f"{i}.txt": "" for i in range(1200)}, "holds 1200 files"),
    ],
)
def test_a_zip_that_means_harm_or_is_not_ours_is_refused(tmp_path, entries, words):
    path = _zip(tmp_path / "x.zip", entries)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ServiceError, match=words):
        archive.csv_files(path, "x.zip", {"wijk": feeds.SCORES["wijk"]})
    assert sorted(tmp_path.rglob("*")) == before, "nothing is ever unpacked to disk"


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path):
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_STORED) as file:
        file.writestr("scores wijken.csv", "a\n" + "1\n" * 500)
    size = (1002).to_bytes(4, "little")
    path = tmp_path / "x.zip"
    path.write_bytes(body.getvalue().replace(size, (9).to_bytes(4, "little")))
    with pytest.raises(ServiceError):
        archive.csv_files(path, "x.zip", {"wijk": feeds.SCORES["wijk"]})


def test_a_revision_is_used_and_can_be_rolled_back(monkeypatch, tmp_path, built_database):
    """The whole way once: all figures, a new database beside the old one, the pointer, and back."""
    version = database.version()
    for name in (built_database.name, f"geo-{version}", f"about-{version}.json", database.POINTER):
        source = built_database.parent / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    old = database.current_path()
    opened = database.cursor()
    values = pd.read_parquet(STARTSET / "value_rivm.parquet").query("vintage == 2020")
    world = OpenData(page=20_000)
    table = made.rivm_table(values, {}, "50090NED")
    target = next(
        row for row in table.rows if row["WijkenEnBuurten"].strip() == "WK168000" and row["Perioden"] == "2020JJ00"
    )
    target[next(name for name in target if name.startswith("Eenzaam_"))] = "    55.5"
    world.serve(table)
    question = {"type": "wijk", "code": "WK168000", "vintage": 2022}

    def lonely():
        found = database.ask("profile", **question)
        return found[(found["indicator_id"] == "rivm_eenzaam") & (found["year"] == 2020)]["value"].iloc[0]

    with serving(world) as base:
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        assert command.main(["update", "--only", "rivm2020"]) == 0
    assert database.current_path() != old
    assert lonely() == 55.5
    assert opened.execute("SELECT count(*) FROM value").fetchall(), "who had the old one open goes on"
    assert not versions.needed(), "a restart does not undo it"
    assert command.main(["rollback"]) == 0
    assert database.current_path() == old
    assert lonely() == 41.8
    assert not versions.needed()
    assert json.loads((tmp_path / REPORT).read_text())["sources"]["rivm2020"]["state"] == "accepted"
