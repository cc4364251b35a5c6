"""Refreshing: newer figures come in; whatever a service does wrong, those in use stay and a message says so."""

import json
import shutil

import pandas as pd
import pytest

from lsa_data import __main__ as command
from lsa_data import build, database
from lsa_data.live import contract, update
from lsa_data.live.http import Client, redirected
from lsa_data.live.status import REPORT, last_checks
from lsa_data.make_startset import STARTSET, write_parquet
from lsa_data.sources import rivm
from tests import statline_server
from tests.statline_server import AGE, MARGIN

AREAS = 60


def _table(values: pd.DataFrame, areas: pd.DataFrame) -> list[dict]:
    """The rows that the service gives for these figures: padded keys, figures as padded text, numbered columns."""
    columns = {indicator: f"{name}_{place}" for place, (name, indicator) in enumerate(rivm.COLUMNS.items(), start=4)}
    wide = values.pivot(index=["area_code", "year"], columns="indicator_id", values="value")
    names = areas[areas["vintage"] == rivm.VINTAGE].set_index("code")["name"].to_dict()
    kinds = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}
    rows = []
    for (code, year), row in wide.iterrows():
        cells = {columns[name]: f"{value:>8.1f}" if pd.notna(value) else "       ." for name, value in row.items()}
        missing = {column: "       ." for column in columns.values() if column not in cells}
        rows.append(
            {"Leeftijd": AGE, "Marges": MARGIN, "WijkenEnBuurten": f"{code:<10}", "Perioden": f"{year}JJ00",
             "Gemeentenaam_1": names.get(code) or "", "SoortRegio_2": kinds[code[:2]]} | cells | missing
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small set of figures in use: some areas, all years."""
    folder = tmp_path_factory.mktemp("figures")
    values = pd.read_parquet(STARTSET / "value_rivm.parquet")
    areas = pd.read_parquet(STARTSET / "area.parquet")
    complete = values.groupby("area_code").size()
    codes = complete[complete == complete.max()].index[:AREAS]
    write_parquet(values[values["area_code"].isin(codes)].reset_index(drop=True), folder / "value_rivm.parquet")
    write_parquet(areas, folder / "area.parquet")
    return folder


@pytest.fixture
def service(small, monkeypatch, tmp_path):
    """The figures in use, the same figures on a server, and a data folder of our own."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(build, "inputs", lambda: small)
    used: list[dict] = []
    monkeypatch.setattr(update, "_use", lambda current, accepted, folder, report: used.append(accepted))
    values = pd.read_parquet(small / "value_rivm.parquet")
    rows = _table(values, pd.read_parquet(small / "area.parquet"))
    with statline_server.serving(rows, page=50) as (base, statline):
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        statline.used = used
        yield statline


def _update(**options):
    said: list[str] = []
    outcome = update.update(client=Client(pause=0.01), report=said.append, **options)[0]
    return outcome, "\n".join(said)


def test_the_same_figures_are_the_same(service):
    outcome, _ = _update()
    assert outcome.state == "same", outcome.message
    assert service.used == []


@pytest.mark.parametrize("fault", ["500", "429", "reset", "slow"])
def test_trouble_that_passes_is_waited_for(service, fault):
    service.faults[fault] = 2
    outcome, _ = _update()
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
        ("loop", "circle"),
    ],
)
def test_trouble_that_stays_rejects_the_source_and_says_why(service, fault, words):
    service.faults[fault] = 1000
    outcome, said = _update()
    assert outcome.state == "rejected"
    assert words in outcome.message
    assert "still in use" in said
    assert service.used == []
    assert last_checks()["rivm"]["state"] == "rejected"


def test_trouble_leaves_nothing_behind_that_spoils_the_next_run(service):
    service.faults["truncated"] = 1000
    _update()
    service.faults.clear()
    assert _update()[0].state == "same"


def _changed(service, change):
    service.rows[:] = [row for row in (change(dict(row)) for row in service.rows) if row is not None]


def _renamed(row):
    return {name.replace("Eenzaam", "Alleen"): value for name, value in row.items()}


def _without_year(row):
    return None if row["Perioden"].startswith("2016") else row


def _other_area(row):
    return row | {"WijkenEnBuurten": row["WijkenEnBuurten"].replace("BU0", "BU9").replace("WK0", "WK9")}


def _everything_else(row):
    return {name: "    12.0" if name.split("_")[0] in rivm.COLUMNS else value for name, value in row.items()}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_renamed, "are not there"),
        (_without_year, "the years 2016"),
        (_other_area, "do not exist"),
        (_everything_else, "no revision"),
    ],
)
def test_a_table_that_changed_its_shape_is_rejected(service, change, words):
    _changed(service, change)
    outcome, _ = _update()
    assert outcome.state == "rejected"
    assert words in outcome.message


def test_doubled_rows_are_rejected(service):
    service.rows += service.rows[:1]
    outcome, _ = _update()
    assert outcome.state == "rejected"


def test_columns_with_other_numbers_are_the_same_columns(service):
    def renumbered(row):
        return {f"{name.rsplit('_', 1)[0]}_9{name.rsplit('_', 1)[1]}" if name[-1].isdigit() else name: value
                for name, value in row.items()}  # fmt: skip

    _changed(service, renumbered)
    assert _update()[0].state == "same"


def test_a_revised_figure_is_accepted_and_told(service):
    column = next(name for name in service.rows[0] if name.startswith("Eenzaam_"))
    service.rows[0][column] = "    12.3"
    outcome, _ = _update(dry_run=True)
    assert outcome.state == "newer"
    assert outcome.changes["changed"] == 1
    assert service.used == [], "a dry run uses nothing"
    assert last_checks() == {}
    outcome, _ = _update()
    assert outcome.state == "accepted"
    assert 12.3 in service.used[0]["rivm"]["value"].tolist()
    assert last_checks()["rivm"]["loaded_at"]


def test_older_years_can_be_left_alone(service):
    column = next(name for name in service.rows[0] if name.startswith("Eenzaam_"))
    for row in service.rows:
        if row["Perioden"].startswith("2012"):
            row[column] = "    12.3"
            break
    assert _update(since=2016)[0].state == "same"


def test_an_interrupted_run_goes_on_where_it_was(service):
    seen = len(service.rows) // service.page

    def stop(text):
        if len([path for path in service.asked if "UntypedDataSet" in path]) >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update.update(client=Client(pause=0.01), report=stop)
    asked = len(service.asked)
    outcome = update.update(report=lambda text: None)[0]
    assert outcome.state == "same"
    again = [path for path in service.asked[asked:] if "UntypedDataSet" in path]
    assert len(again) <= seen + 1 - 3, "pages that were there are not asked again"


def test_a_second_run_is_sent_little(service):
    _update()
    before = len(service.asked)
    _update()
    assert len(service.asked) > before, "it asks whether there is something newer"


def test_every_address_goes_through_the_one_setting(monkeypatch):
    monkeypatch.setenv("LSA_SOURCE_BASE", "http://127.0.0.1:9000/")
    assert redirected("https://host.nl/path/x?y=1") == "http://127.0.0.1:9000/host.nl/path/x?y=1"
    monkeypatch.delenv("LSA_SOURCE_BASE")
    assert redirected("https://host.nl/path") == "https://host.nl/path"


def test_the_contract_names_every_reason(small):
    values = pd.read_parquet(small / "value_rivm.parquet")
    areas = {tuple(row) for row in pd.read_parquet(small / "area.parquet")[["type", "code", "vintage"]].to_numpy()}
    contract.check(values, values, areas)
    with pytest.raises(contract.ContractBroken) as told:
        contract.check(values.head(10), values, areas)
    assert len(str(told.value).splitlines()) >= 3


@pytest.mark.slow
def test_a_revision_is_used_and_can_be_rolled_back(monkeypatch, tmp_path, built_database):
    """The whole way once: all figures, a new database beside the old one, the pointer, and back."""
    for name in (built_database.name, f"geo-{database.version()}", database.POINTER):
        source = built_database.parent / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    old = database.current_path()
    opened = database.cursor()
    values = pd.read_parquet(STARTSET / "value_rivm.parquet")
    rows = _table(values, pd.read_parquet(STARTSET / "area.parquet"))
    target = next(row for row in rows if row["WijkenEnBuurten"].strip() == "WK168000" and row["Perioden"] == "2020JJ00")
    target[next(name for name in target if name.startswith("Eenzaam_"))] = "    55.5"
    question = {"type": "wijk", "code": "WK168000", "vintage": 2022}

    def lonely():
        found = database.ask("profile", **question)
        return found[(found["indicator_id"] == "rivm_eenzaam") & (found["year"] == 2020)]["value"].iloc[0]

    with statline_server.serving(rows, page=20_000) as (base, _):
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        assert command.main(["update", "--only", "rivm"]) == 0
    assert database.current_path() != old
    assert lonely() == 55.5
    assert opened.execute("SELECT count(*) FROM value").fetchall(), "who had the old one open goes on"
    assert not build.needed(), "a restart does not undo it"
    assert command.main(["rollback"]) == 0
    assert database.current_path() == old
    assert lonely() == 41.8
    assert not build.needed()
    assert json.loads((tmp_path / REPORT).read_text())["sources"]["rivm"]["state"] == "accepted"
