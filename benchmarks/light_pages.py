"""Print the light page of an area beside the same area in Streamlit: bytes, time to text, requests per second and p95.

Each is asked by a browser with an empty cache, and then by many at once: the light page at a fixed pace and as fast as
it goes, Streamlit as fast as it goes by as many visitors who ask again. Target for the light page: 500 requests per
second on 2 cores with a p95 under 50 ms. The one who asks runs on the same cores.
"""

import asyncio
import os
import statistics
import time
import urllib.request
from collections.abc import Awaitable, Callable

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.first_view import browser, view
from benchmarks.measured import measured
from benchmarks.server import running
from lsa_data.ask import database
from tests.browser.conftest import PHONE

LIGHT, STREAMLIT = "/gebied/WK051829", "/mijn-wijk?gebied=WK051829"
TEXT = "In het kort"
TIMES, SECONDS = 5, 8
PACE, CONNECTIONS, VISITORS = 500, 32, 8
PAGES = 100


def main() -> None:
    """Print the figures, the light page and Streamlit side by side."""
    with running() as (port, _):
        codes = database.ask("area_pages", type="wijk")["code"].sample(PAGES, random_state=1).tolist()
        paths = [f"/gebied/{code}" for code in [LIGHT.rpartition("/")[2], *codes]]
        made = [_seconds(f"http://127.0.0.1:{port}{path}") for path in paths]
        print(
            f"{os.cpu_count()} cores; a light page is made in {_of(made, 50)} (p95 {_of(made, 95)}), once per version"
        )
        _views(f"http://127.0.0.1:{port}")
        asyncio.run(_load(port, paths))


def _views(base: str) -> None:
    with browser() as chromium:
        for name, path in (("light page", LIGHT), ("Streamlit", STREAMLIT)):
            views = [view(chromium.new_context(**PHONE), base + path, TEXT) for _ in range(TIMES)]
            size, taken = (statistics.median(column) for column in zip(*views, strict=True))
            print(f"{name:10s}  {size / 1000:7.0f} kB with an empty cache   {taken:5.2f} s to text on a phone")


async def light_pages(port: int, paths: list[str], pace: int | None = None) -> list[float]:
    """Seconds that every answer took, of many connections that ask `paths` for some seconds (see `_together`)."""
    turn = iter(range(10**9))

    async def ask(connection: tuple[asyncio.StreamReader, asyncio.StreamWriter]) -> None:
        await _get(connection, f"127.0.0.1:{port}", paths[next(turn) % len(paths)])

    connections = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CONNECTIONS)]
    taken = await _together([lambda one=one: ask(one) for one in connections], pace)
    for _, writer in connections:
        writer.close()
    return taken


async def _load(port: int, paths: list[str]) -> None:
    for name, pace in ((f"light page, at {PACE} per second", PACE), ("light page, as fast as it goes", None)):
        _print(name, await light_pages(port, paths, pace))
    sockets = [
        await websockets.connect(f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], max_size=None)
        for _ in range(VISITORS)
    ]
    _print(f"Streamlit, {VISITORS} visitors", await _together([lambda one=one: _rerun(one) for one in sockets], None))


async def _together(asking: list[Callable[[], Awaitable[None]]], pace: int | None) -> list[float]:
    """Everybody asks, one after the other, for some seconds: at a pace in all, or as soon as there is an answer. Times
    count from when an answer was due to be asked for, so that a slow server cannot slow the questions down."""
    started, taken = time.perf_counter(), []

    async def one(number: int, ask: Callable[[], Awaitable[None]]) -> None:
        turn = 0
        while time.perf_counter() - started < SECONDS:
            due = time.perf_counter()
            if pace:
                due = started + (turn * len(asking) + number) / pace
                await asyncio.sleep(max(due - time.perf_counter(), 0))
            await ask()
            taken.append(time.perf_counter() - due)
            turn += 1

    await asyncio.gather(*(one(number, ask) for number, ask in enumerate(asking)))
    return taken


async def _get(connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], host: str, path: str) -> None:
    reader, writer = connection
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head[:60]
    length = head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]
    await reader.readexactly(int(length))


async def _rerun(connection: websockets.ClientConnection) -> None:
    """A visitor opens or asks the page again, until Streamlit says that it is done."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = STREAMLIT[1:].split("?")
    await connection.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(await connection.recv())
        if answer.WhichOneof("type") == "script_finished":
            return


def _print(name: str, taken: list[float]) -> None:
    measured(f"{name}, answers per second", len(taken) / SECONDS, "/s")
    measured(f"{name}, p95", 1000 * sorted(taken)[(len(taken) - 1) * 95 // 100], "ms")


def _of(taken: list[float], percent: int) -> str:
    return f"{1000 * sorted(taken)[(len(taken) - 1) * percent // 100]:.0f} ms"


def _seconds(url: str) -> float:
    started = time.perf_counter()
    urllib.request.urlopen(url, timeout=60).read()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
