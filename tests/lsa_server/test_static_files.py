"""Streamlit's own files: what a first visitor has to fetch before the first words stand there."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from lsa_server.static_files import ICONS, STREAMLIT_FILES, font_of_streamlit, kept_files, streamlit_files
from tests.lsa_server.make_icons import icons, used


@pytest.fixture(scope="module")
def client():
    with TestClient(Starlette(middleware=[Middleware(streamlit_files)])) as client:
        yield client


@pytest.mark.parametrize(("accepted", "given"), [("br", "br"), ("gzip, deflate", "gzip"), ("identity", None)])
def test_a_script_comes_compressed_once_and_is_asked_for_once(client, accepted, given):
    script = max((STREAMLIT_FILES / "js").glob("index.*.js"), key=lambda path: path.stat().st_size)
    answer = client.get(f"/static/js/{script.name}", headers={"Accept-Encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == given
    assert answer.content == script.read_bytes()
    assert "immutable" in answer.headers["cache-control"]


def test_every_icon_that_is_named_is_in_the_font_that_is_sent():
    possible = used() & icons(font_of_streamlit("MaterialSymbols")).keys()
    assert sorted(possible - icons(ICONS).keys()) == [], "python -m tests.lsa_server.make_icons"


@pytest.mark.parametrize("name", ["MaterialSymbols", "SourceSansVF-Upright"])
def test_a_font_of_which_little_is_seen_is_sent_small(client, name):
    answer = client.get(f"/static/media/{font_of_streamlit(name).name}")
    assert answer.headers["content-type"] == "font/woff2"
    assert answer.content[:4] == b"wOF2"
    assert len(answer.content) < 25_000


@pytest.mark.parametrize(("accepted", "given"), [("gzip", "gzip"), ("identity", None)])
def test_a_file_of_our_own_is_kept_for_ever_under_its_hash(accepted, given):
    client = TestClient(Starlette(routes=kept_files({"/frame/a.0123.js": b"let a = 1"})))
    answer = client.get("/frame/a.0123.js", headers={"accept-encoding": accepted})
    assert answer.text == "let a = 1"
    assert answer.headers.get("content-encoding") == given
    assert "immutable" in answer.headers["cache-control"]
    assert "javascript" in answer.headers["content-type"]


def test_there_is_nothing_outside_the_folder(client):
    assert client.get("/static/../index.html").status_code == 404
    assert client.get("/static/%2e%2e/index.html").status_code == 404
