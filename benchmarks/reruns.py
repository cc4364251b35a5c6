"""Print how long a page takes to answer a choice, and how many bytes it sends, with one reader and with many at once.

    python -m benchmarks.reruns                     # its own server; one reader per page
    python -m benchmarks.reruns --users 60 --think 5  # that many readers over all pages

Readers speak with the server as a browser does, over the websocket; nothing is drawn.
"""

import argparse
import asyncio
import random
import statistics
import time
from collections import Counter

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.measured import measured
from benchmarks.server import running

PAGES = {
    "": ("", "taal=nl"),
    "mijn-wijk": ("gebied=WK059904", "gebied=WK051829"),
    "vergelijk": ("gebieden=WK059904,WK051829", "gebieden=WK051829,WK036395"),
    "kaart": ("indicator=rivm_eenzaam", "indicator=rivm_roker"),
    "klopt-het": ("van=2012&tot=2014", "van=2012&tot=2016"),
    "de-kloof": ("van=2012", "van=2014"),
    "tegen-de-trend": ("van=2012&tot=2014", "van=2012&tot=2016"),
    "bijeenkomsten": ("regio=zuid", "regio=noord"),
    "gegevens": ("type=wijk&vintage=2016&indicator=lbm2_totaal", "type=wijk&vintage=2020&indicator=rivm_eenzaam"),
}
"""A page -> the addresses between which a reader goes to and fro."""
RERUNS = 12


class Reader:
    """One reader on one page: a websocket on which the page is asked again with another address."""

    def __init__(self, port: int, page: str) -> None:
        self.address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.page, self.asked = page, 0
        self.seconds: list[float] = []
        self.bytes: list[int] = []
        self.kinds: Counter[str] = Counter()
        """Bytes of the last answer by the kind of what was sent."""

    async def read(self, reruns: int, think: float) -> None:
        """Open the page, then ask it again `reruns` times, with about `think` seconds between."""
        async with websockets.connect(self.address, subprotocols=["streamlit"], max_size=None, compression=None) as ws:
            await asyncio.sleep(random.random() * think)
            await self._ask(ws)
            for _ in range(reruns):
                await asyncio.sleep(random.expovariate(1 / think) if think else 0)
                start = time.perf_counter()
                self.bytes.append(await self._ask(ws))
                self.seconds.append(time.perf_counter() - start)

    async def _ask(self, ws: websockets.ClientConnection) -> int:
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = PAGES[self.page][self.asked % 2]
        self.asked += 1
        self.kinds = Counter()
        await ws.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(received := await ws.recv(decode=False))
            kind = answer.WhichOneof("type")
            if kind == "delta":
                kind = answer.delta.new_element.WhichOneof("type") or answer.delta.WhichOneof("type")
            if kind == "exception":
                raise RuntimeError(f"{self.page}: {answer.delta.new_element.exception.message}")
            self.kinds[kind] += len(received)
            if kind == "script_finished":
                return self.kinds.total()


def alone(port: int, page: str, reruns: int = RERUNS) -> Reader:
    """One reader on a page, without a pause."""
    reader = Reader(port, page)
    asyncio.run(reader.read(reruns, 0))
    return reader


def together(port: int, users: int, think: float, pages: list[str]) -> list[Reader]:
    """That many readers at once, spread over `pages`."""

    async def all_of_them(readers: list[Reader]) -> None:
        await asyncio.gather(*(reader.read(RERUNS // 2, think) for reader in readers))

    readers = [Reader(port, pages[place % len(pages)]) for place in range(users)]
    asyncio.run(all_of_them(readers))
    return readers


def _told(readers: list[Reader], name: str) -> None:
    seconds = sorted(second for reader in readers for second in reader.seconds)
    sent = statistics.median(size for reader in readers for size in reader.bytes)
    measured(f"rerun {name}, p50", 1000 * seconds[len(seconds) // 2], "ms")
    measured(f"rerun {name}, p95", 1000 * seconds[int(len(seconds) * 0.95)], "ms")
    measured(f"rerun {name}, sent", sent / 1000, "kB")


def main() -> None:
    """Print a line per page, or one for all readers together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=1)
    parser.add_argument("--think", type=float, default=5.0, help="seconds between two choices of a reader")
    parser.add_argument("--pages", nargs="+", default=list(PAGES), choices=PAGES)
    parser.add_argument("--kinds", action="store_true", help="what the bytes are")
    asked = parser.parse_args()
    with running() as (port, process):
        if asked.users == 1:
            for page in asked.pages:
                reader = alone(port, page)
                _told([reader], page or "start")
                if asked.kinds:
                    print("".join(f"    {kind}: {size}\n" for kind, size in reader.kinds.most_common(6)), end="")
            return
        _told(together(port, asked.users, asked.think, asked.pages), f"of {asked.users} readers at once")
        measured("memory of the server", psutil.Process(process.pid).memory_info().rss / 1e6, "MB")


if __name__ == "__main__":
    main()
