"""Whatever happens, who asks gets an answer in words with the headers of safety, and the administrator one line."""

import json
import logging

import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

import lsa_server
from lsa_server import guard, watching

SECRET = "geheim-woord"


def _breaks(request):
    raise RuntimeError(f"it broke on {SECRET}")


def _who(request):
    return PlainTextResponse(f"{request.client.host} {request.url.scheme}")


def _client(**options):
    paths = ["/api/v1/broken", "/live/broken", "/doe-mee/broken", "/gebied/broken", "/kaart", "/_stcore/metrics"]
    frame = Route("/frame", lambda _: HTMLResponse('<html lang="en"><title>Streamlit</title><body></body></html>'))
    routes = [*(Route(path, _breaks) for path in paths), Route("/health/who", _who), frame]
    app = Starlette(routes=routes, middleware=lsa_server.around())
    return TestClient(app, raise_server_exceptions=False, **options)


@pytest.fixture
def client():
    return _client()


@pytest.fixture
def said(monkeypatch):
    """What our own log says, as records."""
    records = []
    handler = logging.Handler()
    handler.emit = records.append
    logger = logging.getLogger("lsa")
    monkeypatch.setattr(logger, "handlers", [handler])
    before = logger.level
    logger.setLevel(logging.INFO)
    yield records
    logger.setLevel(before)


@pytest.mark.parametrize("path", ["/api/v1/broken", "/live/broken", "/doe-mee/broken", "/gebied/broken", "/kaart"])
def test_a_mistake_of_ours_is_an_answer_with_every_header_and_one_line_without_what_was_asked(client, said, path):
    answer = client.get(f"{path}?naam={SECRET}")
    assert answer.status_code == 500
    assert "default-src" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert SECRET not in answer.text
    failed = [record for record in said if record.levelno >= logging.ERROR]
    assert [record.what for record in failed] == ["RuntimeError"]
    assert failed[0].at.startswith("tests/lsa_server/test_guard.py:")
    assert SECRET not in str([record.__dict__ for record in said])


def test_a_page_that_breaks_says_so_in_the_language_of_the_reader(client):
    assert "Hier ging iets mis" in client.get("/kaart").text
    assert "Something went wrong" in client.get("/kaart?taal=en").text


def test_what_the_server_tells_about_itself_is_not_for_visitors(client):
    assert client.get("/_stcore/metrics").status_code == 404


def test_every_request_is_counted_and_timed_by_part(client):
    def counted():
        return REGISTRY.get_sample_value("lsa_requests_total", {"part": "gebied", "status": "500"}) or 0

    before = counted()
    client.get("/gebied/broken")
    assert counted() == before + 1


@pytest.mark.parametrize("path", ["/live/screen/GEHEIM/state", "/live/s/GEHEIM/answer", "/doe-mee/GEHEIM"])
def test_a_request_is_logged_without_what_opens_a_session(client, said, path):
    client.get(f"{path}?sleutel=GEHEIM")
    lines = [record for record in said if record.getMessage() == "answered"]
    assert [(record.status, record.method) for record in lines] == [(404, "GET")]
    assert lines[0].path.startswith(path.split("GEHEIM")[0])
    assert "GEHEIM" not in str(lines[0].__dict__)


def test_the_log_is_lines_of_json_and_without_requests_unless_asked(capsys, monkeypatch):
    logger = logging.getLogger("lsa")
    monkeypatch.setattr(logger, "handlers", [])
    monkeypatch.setattr(logger, "level", logger.level)
    watching.write_log()
    logging.getLogger("lsa.server").info("answered")
    logging.getLogger("lsa.server").error("failed", extra={"path": "/kaart"})
    line = json.loads(capsys.readouterr().err)
    assert (line["message"], line["path"], line["level"]) == ("failed", "/kaart", "ERROR")
    monkeypatch.setenv("LSA_LOG_REQUESTS", "1")
    watching.write_log()
    logging.getLogger("lsa.server").info("answered", extra={"status": 200})
    assert json.loads(capsys.readouterr().err)["status"] == 200


def test_a_port_that_cannot_be_had_for_the_metrics_stops_nothing(monkeypatch, said):
    monkeypatch.setenv("LSA_METRICS_PORT", "no port")
    watching.serve_metrics()
    assert "LSA_METRICS_PORT" in said[0].getMessage()


@pytest.mark.parametrize(
    ("trusted", "expected"),
    [("", "10.0.0.5 http"), ("10.0.0.5", "192.0.2.7 https"), ("10.0.0.0/24", "192.0.2.7 https")],
)
def test_only_a_trusted_proxy_says_who_really_asks(monkeypatch, trusted, expected):
    monkeypatch.setattr(guard, "_noticed", set())
    monkeypatch.setenv("LSA_TRUSTED_PROXIES", trusted)
    client = _client(client=("10.0.0.5", 1000))
    answer = client.get("/health/who", headers={"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"})
    assert answer.text == expected
    assert ("strict-transport-security" in answer.headers) == bool(trusted), "only over TLS"
    assert guard.untrusted_proxy() != bool(trusted)


def test_a_visitor_cannot_pretend_to_be_another_through_a_trusted_proxy(monkeypatch):
    monkeypatch.setenv("LSA_TRUSTED_PROXIES", "10.0.0.5")
    client = _client(client=("10.0.0.5", 1000))
    assert client.get("/health/who", headers={"X-Forwarded-For": "1.1.1.1, 192.0.2.7"}).text.startswith("192.0.2.7")


def test_only_its_own_host_is_answered_where_the_address_is_known(monkeypatch):
    monkeypatch.setenv("LSA_ADDRESS", "https://wijk.example.nl")
    client = _client()
    hosts = {"wijk.example.nl": 200, "localhost:8501": 200, "elders.example": 400}
    found = {host: client.get("/health/who", headers={"Host": host}).status_code for host in hosts}
    assert found == hosts
    assert "content-security-policy" in client.get("/health/who", headers={"Host": "elders.example"}).headers


def test_a_browser_may_only_connect_to_this_server(client):
    policy = client.get("/health/who").headers["content-security-policy"]
    connect = next(part for part in policy.split(";") if "connect-src" in part)
    assert connect.split() == ["connect-src", "'self'", "ws://testserver", "data:", "blob:"]
    strange = client.get("/health/who", headers={"Host": "a b;script-src *"}).headers["content-security-policy"]
    assert "*" not in strange


def test_no_page_may_compile_text_into_code(client):
    policy = client.get("/health/who").headers["content-security-policy"]
    assert "'unsafe-eval'" not in policy


def test_a_question_for_the_head_of_a_page_tells_its_length_and_gives_no_body(client):
    whole, head = client.get("/frame"), client.head("/frame")
    assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.content))
    assert head.content == b""
