"""Map layers and headers, asked as a browser would."""

import gzip
import json

import pytest
from shapely import Point, from_wkb, get_num_coordinates
from shapely.geometry import shape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import database, layers
from lsa_server.headers import FrameHeaders


@pytest.fixture(scope="module")
def client():
    frame = Route(
        "/kaart", lambda request: HTMLResponse('<html lang="en"><head></head><title>Streamlit</title></html>')
    )
    app = Starlette(routes=[*lsa_server.routes(), frame], middleware=lsa_server.around())
    return TestClient(app)


@pytest.mark.slow
def test_the_index_lists_layers_that_can_be_fetched(client):
    listed = client.get("/geo/index.json").json()["layers"]
    assert {(layer["type"], layer["vintage"]) for layer in listed} == {
        ("wijk", 2016), ("wijk", 2020), ("wijk", 2022), ("wijk", 2024), ("gemeente", 2016), ("gemeente", 2020),
        ("gemeente", 2022), ("gemeente", 2024), ("pc4", 2018), ("regio", 2022), ("provincie", 2022),
    }  # fmt: skip
    for layer in listed:
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
    _not_found(client, name)


def _not_found(client, name: str) -> None:
    answer = client.get(f"/geo/{name}")
    assert answer.status_code == 404
    if answer.headers["content-type"] == "application/json":
        assert answer.json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("area_type", "scope", "areas"), [("wijk", "GM0518", 45), ("buurt", "GM0518", 110), ("wijk", "PV28", 523)]
)
def test_a_part_of_the_country_comes_in_the_detail_of_the_source(client, area_type, scope, areas):
    layer = layers.part(area_type, 2024, scope)
    answer = client.get(f"/geo/{layer.file}")
    features = answer.json()["features"]
    assert len(features) == areas
    assert [feature["properties"]["code"] for feature in features] == list(layer.codes)
    assert [feature["properties"]["i"] for feature in features] == list(range(areas))
    published = layers.polygons(area_type, 2024, scope)["wkb"]
    drawn = [shape(feature["geometry"]) for feature in features]
    assert all(one.equals(from_wkb(bytes(other))) for one, other in zip(drawn, published, strict=True))
    assert "immutable" in answer.headers["cache-control"]


def test_an_area_of_the_country_has_fewer_points_than_in_a_part_of_it(client):
    part, whole = layers.part("wijk", 2016, "GM0518"), layers.country("wijk", 2016)
    sharp, light = (client.get(f"/geo/{layer.file}").json()["features"] for layer in (part, whole))
    light = [feature for feature in light if feature["properties"]["code"] in part.codes]
    assert get_num_coordinates([shape(feature["geometry"]) for feature in light]).sum() < 0.6 * (
        get_num_coordinates([shape(feature["geometry"]) for feature in sharp]).sum()
    )


def test_a_part_is_drawn_once_and_then_kept(client, tmp_path, monkeypatch, built_database):
    name = layers.part("wijk", 2024, "GM0599").file
    folder = tmp_path / f"geo-{database.version()}"
    folder.mkdir()
    (tmp_path / built_database.name).symlink_to(built_database)
    database.point_to(tmp_path / built_database.name)
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    first = client.get(f"/geo/{name}")
    monkeypatch.setattr(layers, "polygons", None)
    assert client.get(f"/geo/{name}").content == first.content
    assert [path.name for path in folder.iterdir()] == [f"{name}.gz"]


@pytest.mark.parametrize(
    "what", ["wijk-2024-GM9999", "wijk-2024-PV99", "wijk-2024-mars", "wijk-1999-GM0518", "pc9-2018-noord", "buurt-2024",
             "wijk-2024-WK051829", "base-2024-noord"]
)  # fmt: skip
def test_only_parts_that_are_there_are_drawn(client, what):
    hash_now = layers.hash_of(database.version())
    _not_found(client, f"{what}.{hash_now}.geojson")


def test_a_part_of_another_version_of_the_figures_is_not_drawn_from_this_one(client):
    _not_found(client, "wijk-2024-GM0518.01234567.geojson")


def test_the_base_map_is_light_and_has_water_and_borders(client):
    base = client.get("/geo/index.json").json()["base"]
    assert base["gzip_bytes"] < 60_000
    water, borders = client.get(f"/geo/{base['file']}").json()["features"]
    assert (water["properties"]["kind"], borders["properties"]["kind"]) == ("water", "border")
    land, sea, outside = Point(5.1, 52.1), Point(4.0, 52.5), Point(5.5, 52.7)
    assert [shape(water["geometry"]).contains(point) for point in (land, sea, outside)] == [False, True, True]


def test_the_background_map_is_off_unless_asked_for(client, monkeypatch):
    assert client.get("/geo/background.json").json() == {"version": 8, "sources": {}, "layers": []}
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


@pytest.mark.parametrize(
    ("path", "cookie", "browser", "language"),
    [
        ("/kaart", None, "en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("/kaart", None, "nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("/kaart", None, "en;q=0.5, nl;q=0.9", "nl"),
        ("/kaart", None, "tr-TR,tr;q=0.9,en;q=0.8", "en"),
        ("/kaart", None, "tr-TR,tr;q=0.9", "nl"),
        ("/kaart", None, ";q=x,,*", "nl"),
        ("/kaart", None, "", "nl"),
        ("/kaart", "nl", "en-GB,en", "nl"),
        ("/kaart", "<x>", "en-GB,en", "en"),
        ("/kaart?taal=nl", "en", "en-GB,en", "nl"),
        ("/kaart?taal=en", "nl", "nl", "en"),
        ("/kaart?taal=xx", None, "en", "en"),
    ],
)
def test_the_language_is_that_of_the_address_then_an_earlier_choice_then_the_browser(
    client, path, cookie, browser, language
):
    headers = {"accept-language": browser} | ({"cookie": f"taal={cookie}"} if cookie else {})
    answer = client.get(path, headers=headers)
    assert f'<html lang="{language}"' in answer.text
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["vary"].split(", "))


def test_the_bar_stands_in_the_page_before_anything_else_in_its_language():
    frame = Route("/kaart", lambda _: HTMLResponse("<html><head></head><body><noscript>Enable</noscript><p>x</body>"))
    middleware = [Middleware(FrameHeaders, opening=lambda language: f"<header>{language}", pages={"/kaart"})]
    client = TestClient(Starlette(routes=[frame], middleware=middleware))
    assert "<body><header>en<p>x" in client.get("/kaart?taal=en").text
    missing = client.get("/kaarten?taal=en")
    assert missing.status_code == 404
    assert "There is no such page" in missing.text


def test_a_layer_is_only_compressed_for_who_can_read_that(client):
    layer = client.get("/geo/index.json").json()["layers"][0]
    with client.stream("GET", f"/geo/{layer['file']}", headers={"Accept-Encoding": "identity"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert "content-encoding" not in answer.headers
    assert len(raw) == layer["bytes"]
    assert answer.headers["vary"] == "Accept-Encoding"


def test_a_layer_of_the_previous_version_stays_to_be_had(client, tmp_path, monkeypatch):
    name = "wijk-2024-GM0518.01234567.geojson"
    (tmp_path / "geo-old").mkdir()
    (tmp_path / "geo-old" / f"{name}.gz").write_bytes(gzip.compress(b"{}"))
    monkeypatch.setattr(database, "data_folder", lambda: tmp_path)
    monkeypatch.setattr(database, "geo_folder", lambda: tmp_path / "geo-new")
    monkeypatch.setattr(database, "version", lambda: "2026.11-89abcdef")
    assert client.get(f"/geo/{name}", headers={"Accept-Encoding": "identity"}).json() == {}
    assert client.get("/geo/wijk-2024-GM0599.01234567.geojson").status_code == 404


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


def test_health_says_what_is_served_and_how_the_last_update_went(client, tmp_path, monkeypatch):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["version"] == database.version()
    assert str(database.data_folder()) not in answer.text, "where things are is nobody's business"
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "no_figures")
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize("path", ["/kaart.html", "/foo.js", "/_stcore/nothing", "/static/none.js", "/api", "/nothing"])
def test_an_address_that_does_not_exist_is_no_empty_page_of_streamlit(path):
    async def streamlit(scope, receive, send):
        await HTMLResponse("<title>Streamlit</title>")(scope, receive, send)

    app = Starlette(
        routes=[*lsa_server.routes(), Mount("/", streamlit)], middleware=lsa_server.around(pages=("/", "/kaart"))
    )
    answer = TestClient(app).get(path)
    assert answer.status_code == 404
    assert "<title>Streamlit" not in answer.text
    assert TestClient(app).get("/kaart").status_code == 200
