"""Asking a service: how often, in all, whatever goes wrong; counted by the service itself."""

import pytest

from lsa_data.refresh import http
from lsa_data.refresh.http import TRIES, Client, ServiceError
from tests.lsa_data.refresh.open_data_server import OpenData, serving

ADDRESS = "https://open.data/file.json"


@pytest.fixture
def service(monkeypatch):
    """A service with one file."""
    world = OpenData()
    world.files[ADDRESS] = ("application/json", b'{"whole": "' + b"x" * 300_000 + b'"}')
    with serving(world) as base:
        monkeypatch.setenv("LSA_SOURCE_BASE", base)
        yield world


def _ask(tmp_path):
    return Client(tmp_path, pause=0.001).json(ADDRESS)


@pytest.mark.parametrize("fault", ["500", "429", "reset", "hang up"])
def test_an_address_is_asked_as_often_as_the_message_says(service, tmp_path, fault):
    service.faults.counts[fault] = 1000
    with pytest.raises(ServiceError) as told:
        _ask(tmp_path)
    assert len(service.asked) == TRIES
    if fault in ("reset", "hang up"):
        assert f"broke off, {TRIES} times" in str(told.value)


@pytest.mark.parametrize("mixture", [("500", "reset"), ("hang up", "reset"), ("500", "429")])
def test_trouble_of_several_kinds_is_counted_together(service, tmp_path, mixture):
    first, then = mixture
    service.faults.counts |= {first: 2, then: 1000}
    with pytest.raises(ServiceError):
        _ask(tmp_path)
    assert len(service.asked) == TRIES


@pytest.mark.parametrize("fault", ["500", "reset", "hang up"])
def test_the_last_time_may_be_the_right_one(service, tmp_path, fault):
    service.faults.counts[fault] = TRIES - 1
    assert len(_ask(tmp_path)["whole"]) == 300_000
    assert len(service.asked) == TRIES


def test_every_address_has_its_own_count(service, tmp_path):
    client = Client(tmp_path, pause=0.001)
    for name in ("a", "b"):
        service.files[f"{ADDRESS}/{name}"] = service.files[ADDRESS]
        service.faults.counts["reset"] = TRIES - 1
        assert client.json(f"{ADDRESS}/{name}")
    assert len(service.asked) == 2 * TRIES


def test_there_is_a_wait_before_asking_for_a_broken_body_again(service, tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(http, "_wait", lambda left, trouble: waited.append(len(left.history)))
    service.faults.counts["reset"] = TRIES - 1
    assert _ask(tmp_path)
    assert waited == [1, 2, 3]


def test_what_is_not_there_is_asked_once(service, tmp_path):
    with pytest.raises(ServiceError, match="answered 404"):
        Client(tmp_path, pause=0.001).json(f"{ADDRESS}/nothing")
    assert len(service.asked) == 1
