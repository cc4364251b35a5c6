"""`/api/v1`, asked as programs ask: right, wrong, often, and by everything that the description allows."""

import csv
import importlib
import io
import json
import os
import re
import shutil
import subprocess
import sys

import duckdb
import httpx
import jsonschema
import openpyxl
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data import catalogue
from lsa_data.ask import about, areas, database, fingerprint
from lsa_data.ask.parameters import SelectionError
from lsa_data.export import about_file
from lsa_server import api, catalog
from lsa_server.parameters import PATHS
from lsa_server.turns import Turns

APP = Starlette(routes=lsa_server.routes(), middleware=lsa_server.around())


@pytest.fixture(scope="module")
def client():
    return TestClient(APP)


@pytest.mark.slow
def test_nothing_that_the_description_allows_breaks_it(built_database):
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", APP)
    operations = [operation.ok() for operation in described.get_all_operations()]
    assert "GET /values" in [operation.label for operation in operations]
    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        def asked(case):
            case.call_and_validate(
                timeout=120, checks=[not_a_server_error, status_code_conformance, response_schema_conformance]
            )

        asked()


def test_pages_follow_each_other_without_gap_or_overlap(client):
    asked = "type=wijk&vintage=2016&indicator=lbm2_totaal,kwb_inwoners&regio=zuid&missing=true"
    url, rows = f"/api/v1/values?{asked}&limit=1000", []
    while url:
        answer = client.get(url)
        rows += answer.json()["rows"]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        url = following.group(1) if following else None
        assert (answer.json()["next"] is None) == (url is None)
    assert len(rows) == answer.json()["total"] > 2000
    everything = client.get(f"/api/v1/values?{asked}&limit=all").json()

    def in_one_order(found):
        return sorted(found, key=lambda row: (row["indicator"], row["year"], row["code"]))

    assert in_one_order(rows) == in_one_order(everything)


def test_codes_of_which_there_is_no_area_are_named(client):
    asked = "/api/v1/values?type=wijk&vintage=2016&indicator=lbm2_totaal&year=2016"
    answer = client.get(f"{asked}&codes=WK059904,WK999999,GM0599").json()
    assert (answer["total"], answer["not_found"]) == (1, ["WK999999", "GM0599"])
    assert "not_found" not in client.get(asked).json()
    for kind, code in (("wijk", "noord"), ("gemeente", "1699")):
        answer = client.get(f"/api/v1/values?type={kind}&codes={code}").json()
        assert (answer["total"], answer["not_found"]) == (0, [code])


def test_links_of_codes_name_those_of_which_there_is_no_area(client):
    asked = "/links?type=gemeente&vintage=2016&other_vintage=2024&codes=GM0501,GM9999"
    _held_against_the_description(client, "/links", asked)
    answer = client.get(f"/api/v1{asked}").json()
    assert (answer["total"], answer["not_found"]) == (1, ["GM9999"])
    assert "not_found" not in client.get("/api/v1/links?type=gemeente&limit=1").json()


def test_a_code_that_is_there_in_another_year_only_is_named_and_nothing_comes_in_its_place(client):
    asked = "/api/v1/values?type=wijk&indicator=kwb_inwoners&codes=WK000300"
    for vintage, total, not_found in ((2019, 1, []), (2024, 0, ["WK000300"])):
        answer = client.get(f"{asked}&vintage={vintage}").json()
        assert (answer["total"], answer["not_found"]) == (total, not_found)


@pytest.mark.slow
def test_conditions_and_other_years_are_the_same_in_pages_and_in_files(client):
    asked = (
        "/api/v1/values?type=wijk&vintage=2024&provincie=PV28&where=rivm_eenzaam:higher,kwb_inkomen_laag:40.."
        "&across=true&indicator=rivm_eenzaam,kwb_inkomen_laag"
    )
    page = client.get(f"{asked}&limit=10000").json()
    assert page["total"] == len(page["rows"]) > 100
    assert page["not_moved"] == {}
    assert {row["measured_vintage"] for row in page["rows"]} >= {2020, 2022}
    lines = client.get(f"{asked}&format=csv").text.splitlines()
    assert len(lines) == 1 + page["total"]
    assert lines[0].endswith("measured_code,measured_vintage,link,share")
    wide = client.get(f"{asked}&format=csv&shape=wide").text.splitlines()
    assert len(wide) == 1 + len({row["code"] for row in page["rows"]})


def test_what_is_no_condition_is_told_with_the_parameter(client):
    answer = client.get("/api/v1/values?type=wijk&where=rivm_eenzaam:worst")
    assert answer.status_code == 400
    assert answer.json()["error"]["parameter"] == "where"


def test_the_description_has_the_form_of_a_condition(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    (where,) = [one for one in paths["/values"]["get"]["parameters"] if one["name"] == "where"]
    pattern = where["schema"]["items"]["pattern"]
    assert re.fullmatch(pattern, "kwb_inkomen_laag.2022:40..")
    assert not re.fullmatch(pattern, "kwb_inkomen_laag:<40")


def test_links_are_pages_and_a_file_with_the_same_rows(client):
    asked = "/api/v1/links?type=wijk&vintage=2020&other_type=wijk&other_vintage=2024&link=same,overlap"
    url, rows = f"{asked}&limit=1000", []
    while url:
        answer = client.get(url)
        rows += answer.json()["rows"]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        url = following.group(1) if following else None
    lines = client.get(f"{asked}&format=csv").text.splitlines()
    assert len(lines) == 1 + len(rows) == 1 + answer.json()["total"] > 2500
    assert lines[0].split(",") == list(rows[0])
    assert [line.split(",")[1] for line in lines[1:]] == [row["code"] for row in rows]
    assert {row["link"] for row in rows} == {"same", "overlap"}
    assert client.get(f"{asked}&format=parquet").content.startswith(b"PAR1")
    assert client.get(f"{asked}&format=csv&limit=5").status_code == 400


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ({"type": "land"}, "area_type = 'land'"),
        ({"vintage": 2023, "codes": "WK059901,WK059904"}, "vintage = 2023 AND area_code IN ('WK059901', 'WK059904')"),
        ({"other_type": "land"}, "other_type = 'land'"),
        ({"codes": "WK059901", "other_vintage": 2023}, "area_code = 'WK059901' AND other_vintage = 2023"),
        ({"codes": "2515", "link": "part", "other_type": "buurt"},
         "area_code = '2515' AND link = 'part' AND other_type = 'buurt'"),
    ],
)  # fmt: skip
def test_links_are_those_that_are_asked_for_with_their_shares(client, asked, where):
    answer = client.get("/api/v1/links", params=asked | {"limit": 10_000}).json()
    expected = database.cursor().execute(
        "SELECT area_type, area_code, vintage, other_type, other_code, other_vintage, link, share, other_share"
        f" FROM area_link WHERE {where}"
    ).fetchall()  # fmt: skip
    assert {tuple(row.values()) for row in answer["rows"]} == {*expected}
    assert answer["total"] == len(answer["rows"]) == len(expected) > 0


def test_the_wijken_of_a_gemeente_are_a_table_with_the_values_of_the_figures(client):
    table = client.get("/api/v1/table?type=wijk&gemeente=GM0202").json()
    assert len(table["rows"]) == 24
    for place, figure in enumerate(table["figures"]):
        asked = f"type=wijk&vintage=2024&gemeente=GM0202&across=true&indicator={figure['indicator']}"
        rows = client.get(f"/api/v1/values?{asked}&year={figure['year']}").json()["rows"]
        values = {row["code"]: row["value"] for row in rows}
        shown = {row["code"]: row["cells"][place]["value"] for row in table["rows"] if not row["why"]}
        assert shown == {code: values.get(code) for code in shown}
    too_many = client.get("/api/v1/table?type=wijk")
    assert (too_many.status_code, too_many.json()["error"]["parameter"]) == (400, "gemeente")


def test_a_table_of_codes_names_those_that_are_no_area_of_it(client):
    for more in ("", "&vintage=2024"):
        _held_against_the_description(client, "/table", f"/table?type=wijk&codes=WK059904,WK000300,WK999999{more}")
        table = client.get(f"/api/v1/table?type=wijk&codes=WK059904,WK000300,WK999999{more}").json()
        assert [row["code"] for row in table["rows"]] == ["WK059904"]
        assert table["not_found"] == ["WK000300", "WK999999"]


COMBINED = "/api/v1/combine?codes=BU05182811,BU05182812:40"


def test_buurten_together_are_an_area_with_computed_figures(client):
    answer = client.get(f"{COMBINED}&name=Om%20de%20hoek").json()
    area = answer["area"]
    assert (area["name"], area["code"]) == ("Om de hoek", "BU05182811,BU05182812:40;naam=Om de hoek")
    assert [member["share"] for member in area["members"]] == [1.0, 0.4]
    assert area["inhabitants"] == round(sum(member["share"] * member["inhabitants"] for member in area["members"]))
    assert answer["not_found"] == []
    assert len(answer["figures"]) > 90
    for figure in answer["figures"]:
        assert figure["computed"] == (figure["value"] is not None) == (figure["reason"] is None) != (
            figure["status"] in ("low_coverage", "incomplete", "not_combined")
        )  # fmt: skip
    known = [figure for figure in answer["figures"] if figure["indicator"] == "kwb_inwoners"]
    assert known[-1]["value"] == pytest.approx(area["inhabitants"], abs=1)


def test_codes_of_no_buurt_are_named_with_the_reason_and_the_others_counted(client):
    answer = client.get(f"{COMBINED},BU99999999,WK000300").json()
    reasons = {one["code"]: one["why"] for one in answer["not_found"]}
    assert reasons == {"BU99999999": "unknown", "WK000300": "other_vintage"}
    assert len(answer["area"]["members"]) == 2
    older = client.get("/api/v1/combine?codes=BU05182811&vintage=2017").json()
    assert older["area"] is None
    assert older["not_found"] == [{"code": "BU05182811", "why": "redrawn", "vintages": [2017]}]
    nothing = client.get("/api/v1/combine?codes=BU99999999").json()
    assert (nothing["area"], nothing["figures"], len(nothing["not_found"])) == (None, [], 1)
    assert client.get("/api/v1/combine?codes=BU99999999&format=csv").status_code == 404


@pytest.mark.parametrize("wrong", ["", "codes=", "codes=GM0599", "codes=BU05182811:x",
                                   "codes=BU05182811:0", "codes=BU05182811:150", "codes=bu05182811;drop",
                                   "codes=BU05182811&indicator=x", "codes=BU05182811&format=gpkg",
                                   f"codes=BU05182811&name={'z' * 201}"])  # fmt: skip
def test_what_is_no_combination_is_refused_with_the_parameter(client, wrong):
    answer = client.get(f"/api/v1/combine?{wrong}")
    assert answer.status_code == 400
    assert answer.json()["error"]["parameter"]


@pytest.mark.slow
def test_more_buurten_than_an_area_may_have_are_refused(client):
    wijken = ",".join(areas.within("wijk")["code"].tolist()[:400])
    assert client.get(f"/api/v1/combine?codes={wijken}").json()["error"]["parameter"] == "codes"


def test_a_combination_of_too_few_people_is_an_area_without_figures(client):
    answer = client.get("/api/v1/combine?codes=BU05182811:1").json()
    assert (answer["area"]["size_class"], answer["figures"]) == ("under_250", [])


def test_the_files_of_a_combination_hold_the_same_figures(client):
    figures = client.get(COMBINED).json()["figures"]
    machine = list(csv.DictReader(io.StringIO(client.get(f"{COMBINED}&format=csv").text)))
    assert [(row["indicator"], row["year"], row["value"]) for row in machine] == [
        (one["indicator"], str(one["year"]), "" if one["value"] is None else str(one["value"])) for one in figures
    ]
    dutch = client.get(f"{COMBINED}&format=csv-nl").content
    assert dutch.startswith(b"\xef\xbb\xbfCijfercode;Cijfer;Jaar;Waarde")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{COMBINED}&format=xlsx&name=%3D1%2B1").content))
    assert book.sheetnames == ["Voorblad", "Gegevens", "Buurten", "Definities", "Bronnen"]
    values = [row[3].value for row in book["Gegevens"].iter_rows(min_row=2)]
    assert [value is None for value in values] == [one["value"] is None for one in figures]
    assert [v for v in values if v is not None] == pytest.approx(
        [o["value"] for o in figures if o["value"] is not None]
    )


def test_a_combination_says_of_every_figure_whether_it_is_computed_or_why_it_is_not_there(client):
    figures = client.get("/api/v1/combine?codes=WK034401").json()["figures"]
    missing = [figure for figure in figures if figure["status"] == "low_coverage"]
    assert 10 < len(missing) < len(figures)
    for figure in missing:
        assert figure["computed"] is False
        assert [figure[name] for name in ("value", "position", "difference")] == [None] * 3
        assert figure["reason"].startswith("Van te weinig")
        assert figure["coverage"] < 0.8
    for figure in figures:
        if figure["status"] == "computed":
            assert (figure["computed"], figure["reason"]) == (True, None)
            is_class = figure["indicator"] == "lbm3_klasse"
            difference = None if is_class or figure["national"] is None else figure["value"] - figure["national"]
            assert figure["difference"] == (None if difference is None else pytest.approx(difference, abs=1e-8))


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "berekend uit die van de buurten"), ("en", "computed its figures from those")]
)
def test_the_cover_of_a_file_of_a_combination_says_that_its_figures_are_computed(client, language, said):
    content = client.get(f"{COMBINED}&format=xlsx&language={language}").content
    lines = [str(row[0].value) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows()]
    assert any(said in line for line in lines)
    assert "BU05182811,BU05182812:40" in lines


def test_a_page_that_holds_the_last_row_names_no_next(client):
    asked = "/api/v1/values?type=wijk&vintage=2016&indicator=lbm2_totaal&year=2016&gemeente=GM0599"
    total = client.get(asked).json()["total"]
    assert client.get(f"{asked}&limit={total}").json()["next"] is None
    assert client.get(f"{asked}&limit={total - 1}").json()["next"]


@pytest.mark.parametrize(
    "path", ["/areas?type=gemeente&vintage=2022&", "/values?type=gemeente&vintage=2016&indicator=lbm2_totaal&"]
)
def test_an_address_of_before_that_says_region_means_the_same(client, path):
    former, present, all_of_it = (
        client.get(f"/api/v1{path}{query}").json() for query in ("region=zuid", "regio=zuid", "")
    )
    assert former == present
    assert 0 < former["total"] < all_of_it["total"]


def test_the_description_says_what_is_checked(client):
    """Values at the ends of what is described are taken, those beyond are refused, for every parameter of figures."""
    described = client.get("/api/v1/openapi.json").json()["paths"]["/values"]["get"]["parameters"]
    known = {parameter.name: parameter for parameter in PATHS["/values"][1]}
    assert [one["name"] for one in described] == list(known)
    for one in described:
        schema, value = one["schema"], known[one["name"]].value
        schema = schema.get("items", schema)
        schema = schema.get("anyOf", [schema])[0]
        right = schema.get("enum") or [schema[end] for end in ("minimum", "maximum") if end in schema]
        beyond = [schema["minimum"] - 1, schema["maximum"] + 1] if "minimum" in schema else ["$", ""]
        for text in right:
            assert value(str(text)) in (text, (text,)), one["name"]
        for text in beyond:
            with pytest.raises(SelectionError):
                value(str(text))
        assert one.get("explode") is (False if known[one["name"]].several else None)
        assert right or "pattern" in schema, one["name"]


def test_the_second_time_nothing_is_sent(client):
    first = client.get("/api/v1/indicators")
    again = client.get("/api/v1/indicators", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


VALUES = "/api/v1/values?type=gemeente&vintage=2016&indicator=lbm2_totaal&year=2016&limit=5"


def _etag(client, url=VALUES, accept="*/*"):
    return client.get(url, headers={"Accept": accept}).headers["etag"]


def test_an_answer_has_another_etag_per_version_of_the_figures(client, monkeypatch):
    before = _etag(client)
    assert _etag(client) == before, "the same question of the same figures is the same"
    monkeypatch.setattr(database, "version", lambda: "2026.12-00000000")
    assert _etag(client) != before
    assert client.get(VALUES, headers={"If-None-Match": before}).status_code == 200


def test_an_answer_has_another_etag_when_what_gives_it_changed(client, monkeypatch):
    """A release that renames a column is not answered with 304 on the old shape."""
    before = _etag(client)
    monkeypatch.setattr(fingerprint, "of_answers", lambda: "another release")
    assert _etag(client) != before


def test_an_answer_has_another_etag_per_accept_header_and_question(client):
    files = VALUES.replace("&limit=5", "")
    assert _etag(client, files, "text/csv") != _etag(client, files, "application/json")
    assert _etag(client) != _etag(client, VALUES.replace("limit=5", "limit=6"))
    csv = client.get(files, headers={"Accept": "text/csv", "If-None-Match": _etag(client, files, "application/json")})
    assert csv.status_code == 200
    assert {"accept", "accept-encoding"} <= {name.strip().lower() for name in csv.headers["vary"].split(",")}
    assert _etag(client, "/api/v1/indicators") != _etag(client, "/api/v1/meetings")


@pytest.mark.parametrize("known", ["{0}", "W/{0}", '"other", {0}', '"other",W/{0}'])
def test_a_conditional_request_is_answered_with_304_and_the_same_etag(client, known):
    etag = _etag(client)
    again = client.get(VALUES, headers={"If-None-Match": known.format(etag)})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert client.get(VALUES, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_answer_is_compressed_and_readable_for_other_sites(client):
    answer = client.get("/api/v1/indicators", headers={"Origin": "https://example.org", "Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("url", "status", "code", "parameter"),
    [
        ("/values?colour=red", 400, "unknown_parameter", "colour"),
        ("/values?type=straat", 400, "invalid_parameter", "type"),
        ("/values?limit=0", 400, "invalid_parameter", "limit"),
        ("/values?limit=99999", 400, "invalid_parameter", "limit"),
        ("/areas?offset=-1", 400, "invalid_parameter", "offset"),
        ("/values?offset=5", 400, "unknown_parameter", "offset"),
        ("/values?cursor=5", 400, "invalid_parameter", "cursor"),
        ("/values?cursor=2026.11-00000000.5", 410, "cursor_expired", "cursor"),
        ("/values?format=doc", 400, "invalid_parameter", "format"),
        ("/values?format=csv&limit=5", 400, "invalid_parameter", "limit"),
        ("/values?format=xlsx", 400, "invalid_parameter", "format"),
        ("/areas/wijk/WK999999", 404, "not_found", "code"),
        ("/areas/straat/WK059904", 404, "not_found", "type"),
        ("/areas/gemeente/WK059904", 404, "not_found", "code"),
        ("/areas?q=", 400, "invalid_parameter", "q"),
        ("/areas?q=%20", 400, "invalid_parameter", "q"),
        ("/values?type=wijk&codes=WK059904&format=csv-nl&language=en", 400, "invalid_parameter", "language"),
        ("/combine?codes=BU05182811&format=csv-nl&language=en", 400, "invalid_parameter", "language"),
        ("/search", 400, "invalid_parameter", "q"),
        ("/search?q=%20", 400, "invalid_parameter", "q"),
        ("/values?regio=mars", 400, "invalid_parameter", "regio"),
        ("/values?region=mars", 400, "invalid_parameter", "regio"),
        ("/values?region=zuid&regio=noord", 400, "invalid_parameter", "regio"),
        ("/values?shape=round", 400, "invalid_parameter", "shape"),
        ("/values?format=csv&cursor=2026.11-00000000.5", 400, "invalid_parameter", "cursor"),
        ("/areas?limit=all", 400, "invalid_parameter", "limit"),
        ("/national?year=2016", 400, "unknown_parameter", "year"),
        ("/nothing", 404, "not_found", None),
        ("/../../etc/passwd", 404, "not_found", None),
    ],
)
def test_a_mistake_is_answered_as_json(client, url, status, code, parameter):
    answer = client.get(f"/api/v1{url}")
    if url.startswith("/.."):
        return assert_no_file(answer)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"].get("parameter") == parameter


def assert_no_file(answer):
    assert answer.status_code == 404
    assert b"root:" not in answer.content


def test_a_type_that_cannot_be_given_is_refused(client):
    assert client.get("/api/v1/values", headers={"Accept": "image/png"}).status_code == 406
    csv = client.get("/api/v1/values?type=gemeente&year=2016&vintage=2016", headers={"Accept": "text/csv"})
    assert csv.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(("each", "at_once", "status"), [(0, 1, 429), (1, 0, 503)])
def test_who_gets_no_turn_is_asked_to_come_back(client, monkeypatch, each, at_once, status):
    address = "/api/v1/values?type=gemeente&format=csv"
    with monkeypatch.context() as now:
        now.setattr(api, "FILES", Turns(at_once=at_once, waiting=0, longest_wait=1, each=each))
        answer = client.get(address)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, "busy")
        assert answer.headers["retry-after"]
        assert client.get("/api/v1/values?type=gemeente&limit=1").status_code == 200
    assert client.get(address).status_code == 200


def test_an_answer_for_which_there_is_no_memory_says_so(client, monkeypatch):
    def full(*_):
        raise duckdb.OutOfMemoryException("failed to allocate")

    monkeypatch.setattr(api.selection, "page", full)
    answer = client.get("/api/v1/values?limit=1")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "too_large")


def test_a_file_is_named_and_its_folder_is_gone_afterwards(client, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    answer = client.get("/api/v1/values?type=gemeente&vintage=2016&indicator=lbm2_totaal&format=zip")
    assert "lsa_gemeente_2016_lbm2-totaal_v" in answer.headers["content-disposition"]
    assert list(tmp_path.iterdir()) == []


def test_only_reading_is_possible(client):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert client.request(method, "/api/v1/values").status_code == 405


def test_an_area_is_judged_as_on_its_page(client):
    figures = client.get("/api/v1/areas/wijk/WK168000").json()["figures"]
    lonely = next(row for row in figures if row["indicator_id"] == "rivm_eenzaam" and row["year"] == 2020)
    assert (lonely["value"], lonely["national"]) == (41.8, 47.0)
    assert lonely["judgement"] == "favourable"


def test_what_is_not_published_about_a_meeting_is_null(client):
    rows = client.get("/api/v1/meetings").json()["rows"]
    assert [row["place"] for row in rows].count(None) == 4


def test_the_readable_page_names_every_path(client):
    page = client.get("/api/v1/docs")
    assert "text/html" in page.headers["content-type"]
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert f"/api/v1{path}" in page.text


def test_what_changed_is_told_and_a_rollback_to_the_same_version_is_another_answer(client, monkeypatch):
    answer = client.get("/api/v1/what-changed")
    assert answer.json()["version"] == database.version()
    assert {"updated", "rolled_back", "changes"} <= answer.json().keys()
    assert "/api/v1/what-changed" in client.get("/api/v1/").json()["paths"]
    assert client.get("/api/v1/what-changed?x=1").status_code == 400
    etag = answer.headers["etag"]
    assert client.get("/api/v1/what-changed", headers={"If-None-Match": etag}).status_code == 304
    monkeypatch.setattr(about, "kept_versions", lambda: [database.version(), "one-that-was-taken-back"])
    assert client.get("/api/v1/what-changed", headers={"If-None-Match": etag}).status_code == 200


EXAMPLES = {
    "/": "/", "/indicators": "/indicators?limit=200", "/areas": "/areas?type=wijk&vintage=2022&limit=50",
    "/areas/{type}/{code}": "/areas/wijk/WK168000", "/national": "/national?type=wijk&limit=50",
    "/values": "/values?codes=WK059904&limit=300&missing=true", "/meetings": "/meetings",
    "/links": "/links?type=wijk&limit=50", "/table": "/table?type=wijk&gemeente=GM0599",
    "/search": "/search?q=schilderswijk", "/what-changed": "/what-changed", "/catalog": "/catalog",
    "/openapi.json": "/openapi.json",
}  # fmt: skip


def _held_against_the_description(client, path, address):
    described = client.get("/api/v1/openapi.json").json()
    content = described["paths"][path]["get"]["responses"]["200"]["content"]
    schema = next(iter(content.values()))["schema"] | {"components": described["components"]}
    answer = client.get(f"/api/v1{address}")
    assert answer.headers["content-type"].split(";")[0] in content
    jsonschema.validate(answer.json(), schema)
    return schema


@pytest.mark.parametrize("path", [*EXAMPLES])
def test_every_answer_has_the_shape_that_the_description_says_and_nothing_else(client, path):
    schema = _held_against_the_description(client, path, EXAMPLES[path])
    if path not in ("/values", "/catalog", "/openapi.json"):
        wrong = client.get(f"/api/v1{EXAMPLES[path]}").json() | {"something": 1}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


@pytest.mark.parametrize("shape", ["long", "wide"])
def test_figures_as_a_file_of_json_have_the_shape_of_the_description(client, shape):
    asked = f"type=wijk&vintage=2016&indicator=lbm2_totaal&gemeente=GM0599&format=json&limit=all&shape={shape}"
    _held_against_the_description(client, "/values", f"/values?{asked}")


def test_an_indicator_without_figures_says_so(client, monkeypatch):
    rows = client.get("/api/v1/indicators?limit=200").json()["rows"]
    assert all(row["figures"] == 0 or row["measured"] for row in rows)
    lonely = next(row for row in rows if row["id"] == "rivm_eenzaam")
    assert {"type": "wijk", "vintage": 2020, "years": [2012, 2016, 2020]} in lonely["measured"]
    monkeypatch.setattr(api.records, "measured", dict)
    assert {row["figures"] for row in client.get("/api/v1/indicators").json()["rows"]} == {0}


@pytest.mark.parametrize("path", ["/api/v1", "/api/v1/"])
def test_the_interface_answers_with_and_without_a_slash(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["name"]) == (200, "LSA Wijkdashboard")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v2", "/api/v2/values", "/api/v1/nothing/at/all"])
def test_an_address_that_does_not_exist_is_404_as_json(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


@pytest.fixture
def older(built_database):
    """A version that is kept beside the one in use: the same figures under another name."""
    path = built_database.parent / f"lsa-2026.10-{os.getpid():08x}.duckdb"
    os.link(built_database, path)
    yield path.stem.removeprefix("lsa-")
    path.unlink()


def test_an_older_version_is_asked_as_long_as_it_is_kept(client, older):
    now, before = (client.get(VALUES + more) for more in ("", f"&version={older}"))
    assert before.json()["version"] == older != now.json()["version"] == database.version()
    assert before.json()["rows"] == now.json()["rows"]
    assert before.headers["etag"] != now.headers["etag"]
    assert older in client.get("/api/v1").json()["versions"]
    file = client.get(f"{VALUES.replace('&limit=5', '')}&format=csv&version={older}")
    assert older in file.headers["content-disposition"]
    for asked in (
        "links?type=wijk&vintage=2022&other_vintage=2024&limit=2",
        "table?type=wijk&vintage=2024&codes=WK059904&indicator=kwb_inwoners",
        "combine?codes=BU05990110",
    ):
        answer = client.get(f"/api/v1/{asked}&version={older}")
        assert (answer.status_code, answer.json().get("version")) == (200, older), answer.text


def test_a_version_of_another_release_that_cannot_be_asked_says_so(client, built_database):
    path = built_database.parent / f"lsa-2026.08-{os.getpid():08x}.duckdb"
    duckdb.connect(str(path)).close()
    try:
        answer = client.get(f"{VALUES}&version={path.stem.removeprefix('lsa-')}")
    finally:
        path.unlink()
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["parameter"]) == (410, "version_gone", "version")
    assert error["allowed"] == [database.version()]


@pytest.fixture
def other(built_database):
    """A version that is kept, in which a figure was not published yet, a second one is lower, and an area lay apart."""
    path = built_database.parent / f"lsa-2026.09-{os.getpid():08x}.duckdb"
    shutil.copyfile(built_database, path)
    with duckdb.connect(str(path)) as connection:
        lonely = "indicator_id = 'rivm_eenzaam' AND vintage = 2020 AND year = 2020 AND area_code"
        connection.execute(f"UPDATE value SET value = NULL, status = 'not_published_yet' WHERE {lonely} = 'WK059901'")
        connection.execute(f"UPDATE value SET value = 1 WHERE {lonely} = 'WK059903'")
        connection.execute("DELETE FROM comparable WHERE area_code = 'WK059904' AND vintage <> measured_vintage")
    yield path.stem.removeprefix("lsa-")
    path.unlink()


@pytest.mark.slow
def test_a_wide_file_of_an_older_version_gives_the_reasons_of_that_version(client, other):
    asked = ("/api/v1/values?type=wijk&vintage=2024&across=true&gemeente=GM0599&indicator=rivm_eenzaam,kwb_inwoners"
             "&missing=true")  # fmt: skip
    for more, states in (
        ("", {"WK059901": "not_published_yet", "WK059903": "ok", "WK059904": "boundary", "WK059905": "ok"}),
        ("&value_from=2", {"WK059901": "not_published_yet", "WK059903": "filtered_out", "WK059905": "ok"}),
    ):
        told = []
        for version in ("", f"&version={other}"):
            file = client.get(f"{asked}{more}&shape=wide&format=csv{version}")
            assert file.status_code == 200, file.text
            rows = csv.DictReader(io.StringIO(file.text))
            told.append({row["code"]: row["rivm_eenzaam_2020_status"] for row in rows})
        now, before = told
        assert {code: before[code] for code in states} == states
        assert {now[code] for code in states} == {"ok"}
        assert other in file.headers["content-disposition"]


def test_a_version_that_is_not_kept_says_so_and_which_are(client, older):
    answer = client.get(f"{VALUES}&version=2020.01-00000000")
    assert (answer.status_code, answer.json()["error"]["code"]) == (410, "version_gone")
    assert {older, database.version()} <= set(answer.json()["error"]["allowed"])
    assert client.get(f"{VALUES}&version=../x").json()["error"]["code"] == "invalid_parameter"


def test_the_catalogue_names_files_that_are_there(client):
    found = client.get("/api/v1/catalog")
    assert found.headers["content-type"] == "application/ld+json"
    distributions = found.json()["dcat:dataset"]["dcat:distribution"]
    page = client.get("/api/v1/docs").text
    dataset = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert dataset["@type"] == "Dataset" and dataset["license"]
    addresses = [one["dcat:downloadURL"]["@id"] for one in distributions]
    assert addresses == [one["contentUrl"] for one in dataset["distribution"]]
    assert all(address.startswith("http://testserver/api/v1/values?missing=true") for address in addresses)


def test_the_catalogue_has_what_dcat_ap_asks_of_every_part(client):
    found = client.get("/api/v1/catalog").json()
    dataset, service = found["dcat:dataset"], found["dcat:service"]
    for part, names in (
        (found, ("title", "description", "publisher")), (dataset, ("title", "description", "publisher")),
        (service, ("title",)),
    ):  # fmt: skip
        assert all(part[f"dct:{name}"] for name in names)
    assert service["dcat:endpointURL"]["@id"]
    for file in dataset["dcat:distribution"]:
        for name in ("dcat:accessURL", "dcat:downloadURL", "dcat:mediaType", "dct:license"):
            assert file[name]["@id"].startswith(("http://testserver/", "https://")), "one address, and no text"
    assert dataset["@id"] == "http://testserver/api/v1/catalog#figures"
    assert dataset["dct:identifier"] == dataset["dcat:version"] == database.version()
    assert dataset["dct:issued"]["@value"].startswith(f"{about_file.made().date().isoformat()}T")
    assert database.version() in dataset["dct:bibliographicCitation"]
    assert dataset["dct:spatial"]["@id"] == catalog.NETHERLANDS
    assert len(dataset["dcat:keyword"]) >= 3
    assert dataset["dcat:landingPage"]["@id"] == "http://testserver/gegevens"
    assert service["dcat:endpointDescription"]["@id"] == "http://testserver/api/v1/openapi.json"
    for text in (found["dct:title"], dataset["dct:title"], dataset["dct:description"]):
        assert [one["@language"] for one in text] == ["nl", "en"]
    free = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert {source["dct:license"]["@id"] for source in dataset["dct:source"]} <= {catalog.LICENCE, free}


def test_search_engines_are_told_what_the_data_set_is_from_when_of_whom_and_under_which_licences():
    told = catalog.dataset("http://testserver", "/api/v1")
    for name in ("name", "alternateName", "description", "creator", "keywords", "variableMeasured"):
        assert told[name], name
    assert (told["url"], told["version"]) == ("http://testserver/gegevens", database.version())
    assert told["dateModified"] == about_file.made().date().isoformat()
    first, last = told["temporalCoverage"].split("/")
    assert 2000 <= int(first) < int(last) <= 2030
    assert set(told["license"]) == {source.licence_url for source in catalogue.sources().values()}
    assert told["isBasedOn"] == [source.url for source in catalogue.sources().values()]
    assert all(source.publisher in told["citation"] for source in catalogue.sources().values())
    assert f"version {database.version()}, http://testserver" in told["citation"]


@pytest.mark.slow
def test_a_client_made_of_the_description_reads_figures_with_types(client, tmp_path, monkeypatch):
    (tmp_path / "openapi.json").write_text(client.get("/api/v1/openapi.json").text)
    made = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none",
            "--path", str(tmp_path / "openapi.json"), "--output-path", str(tmp_path / "figures_client")]  # fmt: skip
    told = subprocess.run(made, check=True, capture_output=True, text=True, timeout=120).stdout
    assert "unparseable" not in told.lower(), told
    monkeypatch.syspath_prepend(str(tmp_path))

    def pass_on(request):
        answer = client.get(str(request.url.raw_path, "ascii"))
        return httpx.Response(answer.status_code, headers={"content-type": answer.headers["content-type"]},
                              content=answer.content)  # fmt: skip

    values = importlib.import_module("figures_client.api.default.values")
    asked = importlib.import_module("figures_client").Client(base_url="http://testserver/api/v1")
    asked.set_httpx_client(httpx.Client(base_url="http://testserver/api/v1", transport=httpx.MockTransport(pass_on)))
    found = values.sync(client=asked, codes=["WK059904"], limit=5)
    assert [row.code for row in found.rows] == ["WK059904"] * 5
    assert isinstance(found.rows[0].value, float) and isinstance(found.rows[0].year, int)
    combine = importlib.import_module("figures_client.api.default.combine")
    together = combine.sync(client=asked, codes=["BU05182811", "BU05182812:40"])
    assert [member.share for member in together.area.members] == [1.0, 0.4]
    assert all(isinstance(figure.computed, bool) for figure in together.figures)
    refused = values.sync(client=asked, codes=["WK999999"], limit=5, cursor="2020.01-00000000.1")
    assert refused.error.code == "cursor_expired"
