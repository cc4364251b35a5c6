"""Print how long a page takes to answer a choice, and how many bytes it sends, with one reader and with many at once.

    python -m benchmarks.reruns                     # its own server; one reader per page
    python -m benchmarks.reruns --users 60 --think 5  # that many readers over all pages, 5 s apart
    python -m benchmarks.reruns --users 10 --pages mijn-wijk


Readers speak with the server as a browser does, over a compressed websocket; nothing is drawn. Bytes are those on the
wire, and before they were compressed. Readers share the machine with the server: the seconds of processor that the
server itself used say more than the clock where others are at work too.
"""

import argparse
import asyncio
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Mapping, Sequence

import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.measured import measured
from benchmarks.server import running
from lsa_data.ask import database

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
    "gegevens#across": (
        "type=wijk&vintage=2024&across=true&indicator=rivm_eenzaam&where=rivm_eenzaam:higher,kwb_inkomen_laag:40..",
        "type=wijk&vintage=2024&across=true&indicator=rivm_roker&where=rivm_roker:higher",
    ),
}
"""A page (behind a #: what is heavy on it) -> the addresses between which a reader goes to and fro."""
OF_AREAS = {"mijn-wijk": "gebied", "vergelijk": "gebieden"}
"""Pages about areas that everybody chooses for himself."""
RERUNS = 12


class Weighed(websockets.ClientConnection):
    """A websocket that counts what it receives on the wire."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Count, and pass on."""
        self.received += len(data)
        super().data_received(data)


class Reader:
    """One reader on one page: a websocket on which the page is asked again with another address."""

    def __init__(
        self, port: int, page: str, addresses: Sequence[str] | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        self.address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self.page, self.asked, self.headers = page.partition("#")[0], 0, headers or {}
        self.addresses = addresses or PAGES[page]
        self.seconds: list[float] = []
        self.wire: list[int] = []
        """Bytes of every answer as they came, compressed."""
        self.bytes: list[int] = []
        """The same, unpacked."""
        self.kinds: Counter[str] = Counter()
        """Bytes of the last answer by the kind of what was sent."""

    async def read(self, reruns: int, think: float) -> None:
        """Open the page, then ask it again `reruns` times, with about `think` seconds between."""
        socket = websockets.connect(
            self.address,
            subprotocols=["streamlit"],
            max_size=None,
            create_connection=Weighed,
            additional_headers=self.headers,
        )
        async with socket as ws:
            await asyncio.sleep(random.random() * think)
            await self._ask(ws)
            for _ in range(reruns):
                await asyncio.sleep(random.expovariate(1 / think) if think else 0)
                start, before = time.perf_counter(), ws.received
                self.bytes.append(await self._ask(ws))
                self.seconds.append(time.perf_counter() - start)
                self.wire.append(ws.received - before)

    async def _ask(self, ws: websockets.ClientConnection) -> int:
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.addresses[self.asked % len(self.addresses)]
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


def together(ports: Sequence[int], users: int, think: float, pages: Sequence[str]) -> list[Reader]:
    """That many readers at once, spread over `pages` and over the servers; each looks at wijken of its own."""

    async def all_of_them(readers: list[Reader]) -> None:
        await asyncio.gather(*(reader.read(RERUNS // 2, think) for reader in readers))

    codes = database.ask("area_pages", type="wijk")["code"].sample(3 * users, random_state=1).tolist()
    readers = []
    for place in range(users):
        page, own = pages[place % len(pages)], codes[3 * place : 3 * place + 3]
        addresses = [f"{OF_AREAS[page]}={code}" for code in own] if page in OF_AREAS else None
        readers.append(Reader(ports[place % len(ports)], page, addresses))
    asyncio.run(all_of_them(readers))
    return readers


def told(readers: list[Reader], name: str) -> None:
    """Print what readers waited for and got."""
    seconds = sorted(second for reader in readers for second in reader.seconds)
    measured(f"rerun {name}, p50", 1000 * seconds[len(seconds) // 2], "ms")
    measured(f"rerun {name}, p95", 1000 * seconds[int(len(seconds) * 0.95)], "ms")
    for kind, sizes in (("on the wire", "wire"), ("unpacked", "bytes")):
        sent = statistics.median(size for reader in readers for size in getattr(reader, sizes))
        measured(f"rerun {name}, {kind}", sent / 1000, "kB")


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
                told([reader], page or "start")
                if asked.kinds:
                    print("".join(f"    {kind}: {size}\n" for kind, size in reader.kinds.most_common(6)), end="")
            return
        name = f"of {asked.users} readers at once" if len(asked.pages) > 1 else f"of {asked.users} on {asked.pages[0]}"
        server = psutil.Process(process.pid)
        used, load = sum(server.cpu_times()[:2]), os.getloadavg()[0]
        readers = together([port], asked.users, asked.think, asked.pages)
        used = sum(server.cpu_times()[:2]) - used
        told(readers, name)
        runs = sum(len(reader.seconds) + 1 for reader in readers)
        measured(f"rerun {name}, processor", 1000 * used / runs, "ms", f"load of the machine before: {load:.1f}")
        measured("memory of the server", server.memory_info().rss / 1e6, "MB")


if __name__ == "__main__":
    main()
