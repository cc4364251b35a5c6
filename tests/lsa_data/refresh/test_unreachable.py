"""Hosts that are not there, or not now: said at once, and not asked again in the same run."""

import socket
import time

import pytest
import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from lsa_data.refresh.http import LONGEST_WAIT, TRIES, Client, ServiceError, Unreachable
from tests.lsa_data.refresh.open_data_server import OpenData, serving

ADDRESS = "https://open.data/file.json"
OTHER = "https://other.data/file.json"


@pytest.fixture
def client(tmp_path) -> Client:
    """A client that counts how often it knocks, and remembers what it told."""
    client = Client(tmp_path, pause=0.001)
    client.said, client.knocked, knock = [], [], client.session.get
    client.tell = client.said.append
    client.session.get = lambda url, **named: client.knocked.append(url) or knock(url, **named)
    return client


def _no_name(*_, **__):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def _no_answer(*_, **__):
    raise TimeoutError


@pytest.fixture
def service(monkeypatch):
    """A service with one file, below every host."""
    world = OpenData()
    world.files = {address: ("application/json", b'{"whole": true}') for address in (ADDRESS, OTHER)}
    with serving(world) as base:
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        yield world


def test_a_host_without_a_name_is_asked_once_and_then_never_again_in_this_run(client, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _no_name)
    with pytest.raises(Unreachable, match=r"open\.data cannot be reached: its name is not found"):
        client.get(ADDRESS)
    with pytest.raises(Unreachable, match=r"open\.data is not asked again in this run: its name is not found"):
        client.get(f"{ADDRESS}/else")
    assert client.knocked == [ADDRESS]
    with pytest.raises(Unreachable, match=r"other\.data cannot be reached"):
        client.get(OTHER)
    assert client.knocked == [ADDRESS, OTHER], "every host has its chance"
    assert client.nothing_reached


def test_a_refused_connection_is_not_tried_again(client, monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("LSA_SOURCE_BASE", f"http://me:secret@127.0.0.1:{closed.getsockname()[1]}")
        with pytest.raises(Unreachable, match=r"127\.0\.0\.1:\d+ cannot be reached: connection refused") as told:
            client.get(ADDRESS)
    assert len(client.knocked) == 1
    assert "secret" not in str(told.value)


def test_a_connection_that_does_not_come_is_said_with_its_seconds(client, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("", 1))])
    monkeypatch.setattr(socket.socket, "connect", _no_answer)
    with pytest.raises(Unreachable, match="no connection within 5 seconds"):
        client.get(ADDRESS)
    assert len(client.knocked) == 1


def test_a_host_that_answered_before_is_tried_again(service, client):
    client.get(ADDRESS)
    knock = client.session.get

    def away_once(url, **named):
        client.session.get = knock
        raise requests.exceptions.ConnectionError(
            MaxRetryError(None, url, NewConnectionError(None, "[Errno 111] Connection refused"))
        )

    client.session.get = away_once
    assert client.get(OTHER).bytes
    assert "asking again (2 of 4)" in client.said[0]


def test_a_host_that_never_answered_is_given_up_after_its_tries(service, client):
    service.faults.counts["hang up"] = 1000
    with pytest.raises(Unreachable, match="did not answer, or broke off, 4 times"):
        client.get(ADDRESS)
    with pytest.raises(Unreachable, match="is not asked again"):
        client.get(OTHER)
    assert len(service.asked) == TRIES


def test_a_host_that_broke_off_after_answers_is_asked_for_other_things(service, client):
    client.get(ADDRESS)
    service.faults.counts["hang up"] = TRIES
    with pytest.raises(ServiceError, match="broke off, 4 times"):
        client.get(f"{ADDRESS}/else")
    assert client.get(OTHER).bytes


def test_every_wait_is_told_with_its_reason(service, client):
    service.faults.counts |= {"429": 1, "500": 1}
    client.get(ADDRESS)
    assert [said.rpartition(": ")[2] for said in client.said] == [
        "it answered 500; asking again (2 of 4)", "it answered 429; asking again (3 of 4)",
    ]  # fmt: skip


def test_a_service_that_asks_for_hours_gets_minutes(service, client, monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    service.faults.counts["429"] = 1
    service.retry_after = 20_000
    client.get(ADDRESS)
    assert sum(waits) == LONGEST_WAIT
    assert max(waits) <= 1, "Ctrl-C is never noticed later than a second"
