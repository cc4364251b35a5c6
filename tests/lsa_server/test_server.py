"""Map layers and headers, asked as a browser would."""

import gzip
import json

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import database
from lsa_server.headers import FrameHeaders


@pytest.fixture(scope="module")
def client():
    frame = Route(
        "/kaart", lambda request: HTMLResponse('<html lang="en"><head></head><title>Streamlit</title></html>')
    )
    app = Starlette(routes=[*lsa_server.routes(), frame], middleware=[Middleware(FrameHeaders)])
    return TestClient(app)


@pytest.mark.slow
def test_the_index_lists_layers_that_can_be_fetched(client):
    layers = client.get("/geo/index.json").json()["layers"]
    assert {(layer["type"], layer["vintage"]) for layer in layers} >= {
        ("wijk", 2016), ("wijk", 2020), ("wijk", 2022), ("wijk", 2024), ("gemeente", 2016), ("gemeente", 2024),
        ("pc4", 2018),
        ("regio", 2022), ("provincie", 2022),
    }  # fmt: skip
    for layer in layers:
        answer = client.get(f"/geo/{layer['file']}")
        assert len(answer.content) == layer["bytes"]
        features = json.loads(answer.content)["features"]
        assert [feature["properties"]["i"] for feature in features] == list(range(layer["features"]))


def test_a_layer_is_compressed_kept_for_ever_and_not_sent_twice(client):
    layer = client.get("/geo/index.json").json()["layers"][0]
    with client.stream("GET", f"/geo/{layer['file']}", headers={"Accept-Encoding": "gzip"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.decompress(raw)) == layer["bytes"]
    assert "immutable" in answer.headers["cache-control"]
    again = client.get(f"/geo/{layer['file']}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "name", ["nothing.geojson", "../current", "..%2f..%2fapp.py", "wijk-2022.0000000000.geojson", "%00"]
)
def test_an_unknown_layer_is_a_message_and_never_another_file(client, name):
    answer = client.get(f"/geo/{name}")
    assert answer.status_code == 404
    if answer.headers["content-type"] == "application/json":
        assert answer.json()["error"]["code"] == "not_found"


def test_the_background_map_is_off_unless_asked_for(client, monkeypatch):
    assert client.get("/geo/background.json").status_code == 404
    assert "pdok" not in client.get("/kaart").headers["content-security-policy"]
    monkeypatch.setenv("LSA_BACKGROUND", "pdok")
    tiles = client.get("/geo/background.json").json()["sources"]["brt"]["tiles"][0]
    assert tiles.startswith("https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}")
    assert "img-src 'self' https://service.pdok.nl" in client.get("/kaart").headers["content-security-policy"]


def test_the_frame_has_the_language_and_the_headers(client):
    dutch, english = client.get("/kaart"), client.get("/kaart?taal=en")
    assert '<html lang="nl"' in dutch.text
    assert '<html lang="en"' in english.text
    assert "<title>LSA Wijkdashboard</title>" in dutch.text
    assert dutch.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in dutch.headers["content-security-policy"]


def test_a_layer_is_only_compressed_for_who_can_read_that(client):
    layer = client.get("/geo/index.json").json()["layers"][0]
    with client.stream("GET", f"/geo/{layer['file']}", headers={"Accept-Encoding": "identity"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert "content-encoding" not in answer.headers
    assert len(raw) == layer["bytes"]
    assert answer.headers["vary"] == "Accept-Encoding"


def test_a_layer_of_the_previous_version_stays_to_be_had(client, tmp_path, monkeypatch):
    name = "wijk-2014.0123456789.geojson"
    (tmp_path / "geo-old").mkdir()
    (tmp_path / "geo-old" / name).write_text("{}")
    monkeypatch.setattr(database, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(database, "geo_folder", lambda: tmp_path / "geo-new")
    assert client.get(f"/geo/{name}", headers={"Accept-Encoding": "identity"}).json() == {}
    assert client.get("/geo/wijk-2014.9876543210.geojson").status_code == 404


def test_the_index_of_layers_is_not_sent_twice(client):
    first = client.get("/geo/index.json")
    again = client.get("/geo/index.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "immutable" not in first.headers["cache-control"], "it changes with the figures"


@pytest.mark.parametrize("path", ["/api/v1/indicators", "/geo/index.json", "/doe-mee", "/live/screen/x", "/nothing"])
def test_every_answer_has_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
