"""Heavy work waits for its turn, and who waits too long hears so."""

import threading

import anyio
import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_server import light
from lsa_server.shelf import Shelf
from lsa_server.turns import RETRY_AFTER, Busy, Turns


def _in_a_thread(work):
    """What a coroutine gives, or raises, in an event loop of its own."""
    found = []

    def run():
        try:
            found.append(anyio.run(work))
        except Exception as wrong:
            found.append(wrong)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=20)
    assert found, "it hangs"
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


class _Work:
    """Work that goes on until it may end; counts how much of it is under way at once."""

    def __init__(self):
        self.may_end, self.lock, self.now, self.most = threading.Event(), threading.Lock(), 0, 0

    def __call__(self):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.may_end.wait(10)
        with self.lock:
            self.now -= 1
        return "made"


async def _all(turns, visitors, work, then):
    """What became of the work of every visitor; `then` is done once all have asked."""
    outcomes = []

    async def one(name):
        try:
            outcomes.append(await turns.run(name, work))
        except Busy as busy:
            outcomes.append("own" if busy.status == 429 else "others")

    async with anyio.create_task_group() as group:
        for name in visitors:
            group.start_soon(one, name)
        await anyio.wait_all_tasks_blocked()
        then()
    return outcomes


def test_no_more_than_so_many_at_once_and_the_rest_after_them():
    turns, work = Turns(at_once=2, waiting=10, longest_wait=10, each=10), _Work()
    outcomes = _in_a_thread(lambda: _all(turns, "abcdef", work, work.may_end.set))
    assert outcomes == ["made"] * 6
    assert work.most <= 2


def test_who_comes_when_too_many_wait_is_refused_at_once():
    turns, work = Turns(at_once=1, waiting=2, longest_wait=10, each=10), _Work()
    outcomes = _in_a_thread(lambda: _all(turns, "abcde", work, work.may_end.set))
    assert sorted(outcomes) == ["made", "made", "made", "others", "others"]


def test_one_visitor_cannot_take_the_turns_of_others():
    turns, work = Turns(at_once=1, waiting=10, longest_wait=10, each=2), _Work()
    outcomes = _in_a_thread(lambda: _all(turns, ["joker"] * 5 + ["neighbour"], work, work.may_end.set))
    assert sorted(outcomes) == ["made", "made", "made", "own", "own", "own"]


def test_who_waits_too_long_is_refused_and_the_turn_is_free_again():
    turns, work = Turns(at_once=1, waiting=5, longest_wait=0.05, each=5), _Work()

    async def evening():
        outcomes = []
        async with anyio.create_task_group() as group:
            group.start_soon(turns.run, "first", work)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(Busy):
                await turns.run("second", work)
            work.may_end.set()
        outcomes.append(await turns.run("second", work))
        return outcomes

    assert _in_a_thread(evening) == ["made"]


def test_work_that_fails_gives_its_turn_back():
    turns = Turns(at_once=1, waiting=0, longest_wait=1, each=1)

    async def twice():
        with pytest.raises(ZeroDivisionError):
            await turns.run("a", lambda: 1 / 0)
        return await turns.run("a", lambda: "made")

    assert _in_a_thread(twice) == "made"


def test_an_answer_for_which_there_is_no_memory_is_refused_and_gives_its_turn_back():
    turns = Turns(at_once=1, waiting=0, longest_wait=1, each=1)

    def too_large():
        raise duckdb.OutOfMemoryException("failed to allocate")

    async def twice():
        with pytest.raises(Busy) as refused:
            await turns.run("a", too_large)
        return refused.value.status, await turns.run("a", lambda: "made")

    assert _in_a_thread(twice) == (503, "made")


@pytest.mark.parametrize("path", ["/gebied/WK051829", "/geo/a-layer", "/inbed", "/api/v1/indicators"])
@pytest.mark.parametrize(("own", "status"), [(True, 429), (False, 503)])
def test_who_is_refused_hears_why_and_when_to_come_back(monkeypatch, path, own, status):
    async def refuse(self, visitor, work):
        raise Busy(own)

    monkeypatch.setattr(Turns, "run", refuse)
    monkeypatch.setattr(light, "_shelf", Shelf(1000))
    answer = TestClient(Starlette(routes=lsa_server.routes())).get(path)
    assert (answer.status_code, answer.headers["retry-after"]) == (status, RETRY_AFTER)
    assert answer.text
