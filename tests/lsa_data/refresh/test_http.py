"""Asking over HTTP: what is kept and asked for conditionally, and what is refused."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import pytest

from lsa_data.refresh import http
from lsa_data.refresh.http import Client, ServiceError

HOST = "https://data.example.nl"
WHEN = "Wed, 05 Nov 2025 02:00:00 GMT"


@dataclass
class Service:
    """What is served by path (host and all): status, headers and body; and what was asked, with which headers."""

    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def serve(self, path: str, content: object, status: int = 200, **headers: str) -> str:
        """Serve this under `path` of the host; gives its address."""
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        own = {"Content-Type": "application/json"} | {name.replace("_", "-"): text for name, text in headers.items()}
        self.answers[f"/data.example.nl{path}"] = (status, own, body)
        return HOST + path


@pytest.fixture
def service(monkeypatch) -> Iterator[Service]:
    """A service on this machine that every address leads to."""
    world = Service()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_) -> None:
            """Quiet."""

        def do_GET(self) -> None:
            """The answer that was put there, or 404."""
            world.asked.append((self.path, dict(self.headers)))
            status, headers, body = world.answers.get(self.path, (404, {}, b"not found"))
            self.send_response(status)
            for name, text in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setenv("LSA_SOURCE_BASE", f"http://127.0.0.1:{server.server_address[1]}")
    yield world
    server.shutdown()
    server.server_close()


@pytest.fixture
def client(tmp_path) -> Client:
    return Client(tmp_path, pause=0.0)


def _following(page: dict) -> str | None:
    return page.get("next")


def test_pages_follow_each_other_on_one_host(service, client):
    second = service.serve("/b", {"rows": [2]})
    first = service.serve("/a", {"rows": [1], "next": second})
    assert [page["rows"] for page, _ in client.pages(first, _following)] == [[1], [2]]


@pytest.mark.parametrize("other", ["https://elsewhere.nl/b", "https://data.example.nl.elsewhere.nl/b", "http://x/b"])
def test_a_next_page_on_another_host_is_refused_and_not_asked(service, client, other):
    first = service.serve("/a", {"next": other})
    with pytest.raises(ServiceError, match="another host"):
        list(client.pages(first, _following))
    assert [path for path, _ in service.asked] == ["/data.example.nl/a"]


def test_pages_that_go_round_in_a_circle_are_refused(service, client):
    first = service.serve("/a", {"next": f"{HOST}/b"})
    service.serve("/b", {"next": first})
    with pytest.raises(ServiceError, match="circle"):
        list(islice(client.pages(first, _following), 9))
    assert len(service.asked) == 2


def test_a_body_up_to_the_largest_size_is_kept_and_a_larger_one_refused(service, client, monkeypatch):
    monkeypatch.setattr(http, "MOST_BYTES", 200_000)
    assert client.get(service.serve("/large", b"a" * 200_000)).bytes == 200_000
    with pytest.raises(ServiceError, match="larger than"):
        client.get(service.serve("/larger", b"a" * 200_001))
    assert len(list(client.folder.glob("*.body"))) == 1, "what is too large is not kept"


def test_what_was_kept_is_asked_for_with_its_etag_and_date(service, client):
    address = service.serve("/a", {"n": 1}, ETag='"one"', Last_Modified=WHEN)
    client.get(address)
    client.get(address)
    (_, first), (_, second) = service.asked
    assert not {"If-None-Match", "If-Modified-Since"} & set(first)
    assert (second["If-None-Match"], second["If-Modified-Since"]) == ('"one"', WHEN)


def test_304_gives_the_body_that_was_kept(service, client):
    address = service.serve("/a", {"n": 1}, ETag='"one"', Last_Modified=WHEN)
    before = client.get(address)
    service.serve("/a", b"", status=304)
    assert client.get(address) == before
    assert client.json(address) == {"n": 1}
    assert before.modified == WHEN


def test_a_newer_body_takes_the_place_of_the_kept_one(service, client):
    address = service.serve("/a", {"n": 1}, ETag='"one"')
    client.get(address)
    service.serve("/a", {"n": 2}, ETag='"two"')
    assert client.json(address) == {"n": 2}
    client.get(address)
    assert service.asked[-1][1]["If-None-Match"] == '"two"'


def test_only_what_the_service_gave_is_sent_back(service, client):
    address = service.serve("/a", {"n": 1}, ETag='"one"')
    client.get(address)
    client.get(address)
    assert "If-Modified-Since" not in service.asked[-1][1]


def test_a_body_that_is_gone_or_was_no_json_is_asked_for_in_full(service, client):
    address = service.serve("/a", {"n": 1}, ETag='"one"')
    client.get(address).path.unlink()
    client.get(address)
    assert "If-None-Match" not in service.asked[-1][1]
    broken = service.serve("/b", b"{", ETag='"b"')
    for _ in range(2):
        with pytest.raises(ServiceError, match="no whole JSON"):
            client.json(broken)
    assert "If-None-Match" not in service.asked[-1][1]


def test_an_error_page_does_not_replace_what_was_kept(service, client):
    address = service.serve("/a", {"n": 1}, ETag='"one"')
    client.get(address)
    service.serve("/a", b"gone", status=404)
    with pytest.raises(ServiceError, match="answered 404"):
        client.get(address)
    service.serve("/a", b"", status=304)
    assert client.json(address) == {"n": 1}


def test_what_an_interrupted_run_fetched_is_not_asked_again_and_older_is(service, client, tmp_path):
    address = service.serve("/a", {"n": 1})
    fetched = json.loads((client.get(address).path.with_suffix(".json")).read_text())["fetched"]
    assert Client(tmp_path, since=fetched - 1).json(address) == {"n": 1}
    assert len(service.asked) == 1
    Client(tmp_path, since=fetched + 1).get(address)
    assert len(service.asked) == 2
