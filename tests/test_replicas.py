"""Two servers behind nginx are one dashboard: who reads stays with one, what is the same for all is kept, and an
evening of Aan tafel is one evening. Against the real nginx, PostgreSQL and two real servers, on this machine."""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from benchmarks.replicas import behind_nginx, nginx, nginx_program, replicas
from benchmarks.reruns import Reader
from benchmarks.server import ROOT, free_port
from deploy import site as site_of_nginx
from lsa_data.ask import areas, own_area
from lsa_tafel import slides, store
from tests.lsa_tafel import postgres
from tests.lsa_tafel.conftest import ABOUT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(nginx_program() is None, reason="nginx is not installed (apt-get install nginx-light)"),
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL is not installed"),
]
LIGHT = "/gebied/WK051829"
PUBLIC = (LIGHT, "/geo/index.json", "/geo/background.json", "/api/v1/indicators", "/beeld/WK051829", "/sitemap.xml")


class Site:
    """The dashboard behind nginx, as a browser and as its keeper see it."""

    def __init__(self, port, log, ports, processes):
        self.port, self.log, self.ports, self.processes = port, log, ports, processes
        self.home = f"http://127.0.0.1:{port}"

    def get(self, path: str, **headers: str) -> HTTPResponse:
        """The answer, also when it is no success."""
        request = urllib.request.Request(self.home + path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        try:
            return urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as answer:
            return answer

    def servers(self, path: str) -> list[str]:
        """Which servers answered a path so far, in order; what is not answered yet is waited for."""
        time.sleep(0.2)
        lines = [line.split() for line in self.log.read_text().splitlines()]
        return [line[-3] for line in lines if line[0] == path and line[-3] != "-"]


@pytest.fixture(scope="module")
def site(built_database):
    patch = pytest.MonkeyPatch()
    with replicas(2) as (ports, processes, address), behind_nginx(ports) as (port, log), patch.context() as here:
        here.setenv("LSA_STORE_URL", address)
        yield Site(port, log, ports, processes)


def _read(port: int, cookie: str) -> None:
    """A reader with this cookie opens a page over the websocket and chooses once."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(lambda: asyncio.run(Reader(port, "", headers={"Cookie": cookie}).read(1, 0))).result()


def test_a_reader_stays_with_one_server_and_readers_are_spread(site):
    cookies = [site.get("/").headers["Set-Cookie"].split(";")[0] for _ in range(12)]
    assert all(re.fullmatch("lsa_server=[0-9a-f]{2}", cookie) for cookie in cookies)
    pages = site.servers("/")
    assert len(set(pages)) == 2
    for cookie, page in list(zip(cookies, pages, strict=True))[:4]:
        before = len(site.servers("/_stcore/stream"))
        _read(site.port, cookie)
        _read(site.port, cookie)
        assert site.servers("/_stcore/stream")[before:] == [page, page]
    assert site.get("/", Cookie=cookies[0]).headers["Set-Cookie"] is None


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_the_same_for_all_is_kept_on_the_way_and_sets_no_cookie(site, path):
    first = site.get(path, Accept_Encoding="gzip")
    first.read()
    assert first.status == 200
    again = site.get(path, Accept_Encoding="gzip")
    assert again.headers["X-Cache"] == "HIT"
    assert again.headers["Cache-Control"].startswith("public, max-age=")
    assert again.headers["Set-Cookie"] is None


@pytest.mark.parametrize("path", [LIGHT, "/geo/index.json", "/api/v1/indicators"])
def test_who_has_a_page_already_gets_no_page(site, path):
    tag = site.get(path).headers["ETag"]
    answer = site.get(path, If_None_Match=tag)
    assert (answer.status, answer.read()) == (304, b"")


def test_an_evening_is_the_same_at_both_servers(site):
    made = slides.make([(areas.area("WK059904"), "Overschie")], [*slides.READY_MADE["samenleven"]], ["Trots op?"],
                       ABOUT["title"], "nl")  # fmt: skip
    _, session = store.create(ABOUT, made)
    for server in site.ports:
        body = json.dumps({"code": session.code}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{server}/live/join", body, {"Content-Type": "application/json"}
        )
        assert urllib.request.urlopen(request, timeout=30).status == 200
    assert len(store.phones(session.id)) == 2


def test_how_it_goes_is_not_for_visitors(site):
    assert site.get("/metrics").status == 404
    assert site.get("/_stcore/metrics").status == 404
    assert site.get("/health").status == 200


def test_a_program_that_asks_too_much_is_asked_to_wait_and_others_go_on(site):
    def ask(address: str) -> tuple[int, dict[str, str], bytes]:
        connection = HTTPConnection("127.0.0.1", site.port, timeout=60, source_address=(address, 0))
        with closing(connection):
            connection.request("GET", "/api/v1/indicators")
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    with ThreadPoolExecutor(16) as many:
        program = [many.submit(ask, "127.0.0.1") for _ in range(300)]
        others = [ask("127.0.0.2")[0] for _ in range(20)]
        answers = [one.result() for one in program]
    assert others == [200] * 20
    assert {status for status, *_ in answers} == {200, 429}
    _, headers, body = next(answer for answer in answers if answer[0] == 429)
    assert headers["retry-after"] == "10"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert json.loads(body)["error"]["code"] == "busy"
    assert site.get("/health").status == 200, "a page of the same address"


def test_readers_of_a_server_that_is_gone_go_on_at_the_other(site):
    cookies = [site.get("/").headers["Set-Cookie"].split(";")[0] for _ in range(6)]
    site.processes[0].terminate()
    site.processes[0].wait(timeout=20)
    for cookie in cookies:
        assert site.get("/", Cookie=cookie).status == 200
        _read(site.port, cookie)
    assert set(site.servers("/_stcore/stream")[-len(cookies) :]) == {f"127.0.0.1:{site.ports[1]}"}


class _Tired(BaseHTTPRequestHandler):
    """A server that answers, and sometimes that it cannot now."""

    def do_GET(self) -> None:
        self.send_response(503 if self.path.endswith("tired") else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        """Refuse at the first letter."""
        self.rfile.read(1)
        self.send_error(408)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_a_server_that_cannot_answer_one_question_now_goes_on_answering_others():
    with ExitStack() as stack:
        servers = [stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), _Tired)) for _ in range(2)]
        for server in servers:
            Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
        port, log = stack.enter_context(behind_nginx([server.server_port for server in servers]))
        quick = Site(port, log, [], [])
        for path in ("/health/tired", "/gebied/tired", "/api/tired", "/live/tired"):
            assert [quick.get(path).status for _ in range(4)] == [503] * 4
            assert [quick.get(f"{path[:-5]}other{i}").status for i in range(4)] == [200] * 4


def test_the_longest_address_of_an_own_area_comes_through():
    longest = ",".join(f"BU{n:08}:50" for n in range(own_area.MOST))
    with ExitStack() as stack:
        server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), _Tired))
        Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        port, log = stack.enter_context(behind_nginx([server.server_port]))
        assert (
            Site(port, log, [], []).get(f"/gebied/{longest}", Referer=f"http://x/eigen-gebied?{longest}").status == 200
        )


def test_while_servers_restart_one_after_the_other_no_question_is_lost():
    with ExitStack() as stack:
        servers = [stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), _Tired)) for _ in range(2)]
        for server in servers:
            Thread(target=server.serve_forever, daemon=True).start()
        ports = [server.server_port for server in servers]
        port, log = stack.enter_context(behind_nginx(ports))
        quick = Site(port, log, [], [])
        paths = ("/health/one", "/gebied/one", "/api/one", "/live/one")
        for place, server in enumerate(servers):
            _stop(server)
            assert [quick.get(path).status for path in paths * 3] == [200] * 12
            if place == 0:
                servers[0] = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", ports[0]), _Tired))
                Thread(target=servers[0].serve_forever, daemon=True).start()
        _stop(servers[0])
        nobody = quick.get("/health/one")
        assert (nobody.status, nobody.headers["Retry-After"]) == (502, "10")
        assert "Probeer het zo nog eens" in nobody.read().decode()
        assert "default-src 'none'" in nobody.headers["Content-Security-Policy"]


def _stop(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()


def test_a_client_that_sends_too_slowly_is_cut():
    with ExitStack() as stack:
        server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), _Tired))
        Thread(target=server.serve_forever, daemon=True).start()
        stack.callback(server.shutdown)
        settings = {"NAME": "localhost", "HTTP": f"127.0.0.1:{free_port()}", "HTTPS": "", "CACHE": "CACHE"}
        written = site_of_nginx.site([server.server_port], settings)
        assert "client_header_timeout 15s;" in written
        port = int(settings["HTTP"].partition(":")[2])
        stack.enter_context(
            nginx(written.replace("client_header_timeout 15s", "client_header_timeout 1s"), "CACHE", port)
        )
        slow = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        slow.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-")
        assert b" 408 " in (slow.recv(100) or b" 408 "), "the head of a question"
        slow = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        slow.sendall(b"POST /live/join HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
        assert b" 408 " in slow.recv(100), "the server sees a slow body, and cuts it itself"


def test_behind_a_proxy_that_has_the_certificate_the_site_knows_who_asks_and_that_it_is_safe():
    written = site_of_nginx.site([8501], {"NAME": "wijk.example.nl", "HTTP": "80", "HTTPS": "443", "CACHE": "cache",
                                          "PROXY": "10.0.0.0/24"})  # fmt: skip
    assert "set_real_ip_from 10.0.0.0/24;" in written
    assert "proxy_set_header X-Forwarded-Proto https;" in written
    assert "listen 80; listen [::]:80;" in written
    assert "ssl" not in written


@pytest.mark.parametrize("kind", [{}, {"CERTIFICATE": "c", "KEY": "k"}, {"PROXY": "10.0.0.0/24"}])
def test_what_opens_an_evening_and_who_asks_for_it_is_in_no_log_of_nginx(kind):
    settings = {"NAME": "wijk.example.nl", "HTTP": "80", "HTTPS": "443", "CACHE": "cache", **kind}
    servers = re.split(r"^server \{", site_of_nginx.site([8501], settings), flags=re.MULTILINE)[1:]
    assert len(servers) == (2 if "KEY" in kind else 1)
    for server in servers:
        assert "access_log off;" in server
        assert "error_log stderr emerg;" in server, "what nginx says of an error has the address in it"


def test_the_site_of_nginx_is_right_with_a_certificate_too(tmp_path):
    key, certificate = tmp_path / "key", tmp_path / "certificate"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=wijk.example.nl"]
    subprocess.run([*make, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    command = [sys.executable, ROOT / "deploy/site.py", "--name", "wijk.example.nl", "--certificate", certificate,
               "--key", key, "--cache", tmp_path / "cache"]  # fmt: skip
    written = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert not re.search("@[A-Z]", written)
    assert "return 301 https://wijk.example.nl$request_uri;" in written
    (tmp_path / "site.conf").write_text(written)
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ include {tmp_path}/site.conf; }}")
    checked = subprocess.run(
        [nginx_program(), "-t", "-e", tmp_path / "errors", "-c", tmp_path / "nginx.conf"],
        capture_output=True, text=True, env=os.environ,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
