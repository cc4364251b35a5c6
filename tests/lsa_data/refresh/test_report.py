"""The report of what services answered: enough to learn from, small enough to mail, nothing that is secret."""

import io
import json
import socket
import zipfile

import pytest

from lsa_data.build import versions
from lsa_data.problem import Problem
from lsa_data.read.make_startset import STARTSET
from lsa_data.refresh import answers as module
from lsa_data.refresh import update
from lsa_data.refresh.answers import Answers
from lsa_data.refresh.http import Client, ServiceError
from tests.lsa_data.refresh.open_data_server import OpenData, Table3, serving

TABLE = "https://open.data/feed/1NED"
ZIP = "https://open.data/scores.zip"
KEYS = {"MW00000": "Waarde", "MOG0095": "Ondergrens 95%-interval", "MBG0095": "Bovengrens 95%-interval"}


@pytest.fixture
def report(tmp_path, monkeypatch):
    """Ask a service everything it has; gives what the report says, by address."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("__MACOSX/._scores.csv", b"\0\1")
        archive.writestr("csv/scores wijk.csv", "wk_code;lbm\nWK000100;4,1\nWK000200;NA\n")
    rows = [{"ID": n, "Marges": key, "Lang_1": "x" * 500} for n in range(30) for key in KEYS]
    world = OpenData(page=40)
    world.serve(Table3(TABLE, {"Marges": KEYS, "Gebied": {f"BU{n:08d}": f"Buurt {n}" for n in range(900)}}, rows))
    world.files[ZIP] = ("application/zip", body.getvalue())
    world.faults.counts["429"] = 1
    with serving(world) as base:
        monkeypatch.setenv("LSA_SOURCE_BASE", base.replace("//", "//me:secret@"))
        client = Client(tmp_path / "downloads", pause=0.001)
        for resource in ("Marges", "Gebied"):
            client.json(f"{TABLE}/{resource}?$format=json")
        list(client.pages(f"{TABLE}/UntypedDataSet?$format=json", lambda page: page.get("odata.nextLink")))
        client.get(ZIP)
        with pytest.raises(ServiceError):
            client.json("https://open.data/nothing")
    client.answers.write(tmp_path / "report.json", {"release": "x"})
    text = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert "secret" not in text
    assert str(tmp_path) not in text
    return {entry["address"].partition("?")[0]: entry for entry in json.loads(text)["answers"]}


def test_a_list_of_codes_is_there_with_its_titles_and_a_long_one_with_its_first_row(report):
    assert report[f"{TABLE}/Marges"]["holds"]["titles"] == KEYS
    assert report[f"{TABLE}/Marges"]["statuses"] == {"429": 1, "200": 1}
    areas = report[f"{TABLE}/Gebied"]
    assert (areas["rows"], areas["holds"]["first"]["Title"]) == (900, "Buurt 0")
    assert "titles" not in areas["holds"]


def test_pages_are_counted_together_and_the_first_row_is_there_with_its_names(report):
    pages = report[f"{TABLE}/UntypedDataSet"]
    assert (pages["rows"], pages["statuses"]) == (90, {"200": 3})
    assert pages["types"][0].startswith("application/json")
    assert pages["holds"]["odata.nextLink"].startswith("https://open.data/feed")
    assert list(pages["holds"]["first"]) == ["ID", "Marges", "Lang_1"]
    assert len(pages["holds"]["first"]["Lang_1"]) < 100


def test_a_zip_is_there_with_its_names_and_the_first_lines_of_its_tables(report):
    mac, scores = report[ZIP]["holds"]["entries"]
    assert mac["name"] == "__MACOSX/._scores.csv"
    assert scores["begins"] == ["wk_code;lbm", "WK000100;4,1"]


def test_a_refusal_is_there_with_its_words(report):
    nothing = report["https://open.data/nothing"]
    assert nothing["errors"] == {"404": "not found"}
    assert "answered 404" in nothing["why"]


def test_a_report_stays_small_whatever_comes(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_CHARACTERS", 20_000)
    answers = Answers()
    for number in range(50):
        answers.holds(f"https://open.data/{number}", {"value": [{f"Kolom_{n}": "y" * 900 for n in range(99)}]})
    answers.write(tmp_path / "report.json", {})
    assert (tmp_path / "report.json").stat().st_size < 40_000
    told = json.loads((tmp_path / "report.json").read_text())["answers"]
    assert len(told) == 50
    assert told[0]["holds"]["first"]
    assert "too large" in told[-1]["holds"]


@pytest.fixture
def away(tmp_path, monkeypatch):
    """No internet at all."""

    def no_name(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.delenv("LSA_SOURCE_BASE", raising=False)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(versions, "inputs", lambda: STARTSET)
    monkeypatch.setattr(socket, "getaddrinfo", no_name)
    return tmp_path


@pytest.mark.parametrize("dry_run", [True, False])
def test_without_internet_every_source_says_so_and_the_report_is_there(away, dry_run):
    said: list[str] = []
    outcomes = update.update(dry_run=dry_run, report=said.append, answers=away / "report.json")
    rejected = [outcome for outcome in outcomes if outcome.state == "rejected"]
    assert {"kwb2016", "rivm2024", "lbm3", "politie"} <= {outcome.source for outcome in rejected}
    assert all("its name is not found" in outcome.message for outcome in rejected)
    assert "Is there internet?" in said[-1]
    told = json.loads((away / "report.json").read_text())
    assert [source["source"] for source in told["sources"]] == [outcome.source for outcome in outcomes]
    assert told["options"]["dry_run"] is dry_run
    assert "cannot be reached" in told["answers"][0]["why"]


def test_a_report_that_cannot_be_written_is_said_before_anything_is_asked(away):
    said: list[str] = []
    with pytest.raises(Problem, match="report cannot be written"):
        update.update(report=said.append, answers=away / "nowhere" / "report.json")
    assert said == []
