"""Print what one visitor with bad intentions, or a bad day, can do: how long phones wait beside heavy requests, and
what small bodies, bad headers and damaged files are answered with.

Targets: phones slower by less than 0.5 s, no 500, no connection that is cut without an answer, every refusal with the
headers of safety.
"""

import asyncio
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx2

from benchmarks.measured import measured
from benchmarks.server import running

PHONES = 20
SECONDS = 8
DEEP = "[" * 1300 + "]" * 1300
BODIES = {
    "lone surrogate": r'{"slide": "x", "value": {}, "sentence": "\ud800"}',
    "deep nesting": '{"slide": "x", "value": ' + DEEP + "}",
    "a number of 3,500 digits": '{"slide": "x", "value": {"guess": ' + "9" * 3500 + "}}",
    "NaN": '{"slide": "x", "value": {"guess": NaN}}',
    "NUL": r'{"slide": "x\u0000", "value": {}, "sentence": "a\u0000b"}',
    "no character": r'{"slide": "x", "value": {}, "sentence": "a\ufffeb"}',
    "a list": "[]",
    "nothing": "",
}
HEAVY = {
    "values far away": "/api/v1/values?missing=true&limit=1000&offset=1000000000",
    "values of everything": "/api/v1/values?missing=true&limit=1000",
    "files": "/api/v1/values?missing=true&type=wijk&format=csv",
    "wide files": "/api/v1/values?type=buurt&vintage=2022&format=csv&shape=wide",
    "areas by a part of their name": "/api/v1/areas?q=zzzz{n}",
    "areas of everything": "/api/v1/areas?limit=10000&offset={n}",
    "searches with mistakes": "/api/v1/search?q=kerkstr%20plijn%20nord%20zuit%20wast%20ost{n}",
    "tables": "/api/v1/table?type=buurt&gemeente=GM0599&indicator=lbm3_totaal",
    "pictures": "/beeld/WK{n}",
}


def main() -> None:
    """Print the counts, one attempt per line."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LSA_STORE_URL"] = f"sqlite:///{folder}/sessions.sqlite"
        with running() as (port, process):
            asyncio.run(_attempts(port))
            print(f"the server still runs: {process.poll() is None}")
    for name, spoil in DAMAGE.items():
        _damaged(name, spoil)


async def _attempts(port: int) -> None:
    base = f"http://127.0.0.1:{port}"
    session, slide, phones = await _room(base)
    alone = await _phones_beside(base, session, slide, phones, None)
    measured("a phone alone, p95", alone * 1000, "ms")
    for name, path in HEAVY.items():
        for many in (40, 50):
            told: Counter = Counter()
            beside = await _phones_beside(base, session, slide, phones, lambda: _hammer(base, path, many, told))  # noqa: B023
            measured(f"a phone beside {many} x {name}, p95", beside * 1000, "ms", str(dict(told)))
    async with httpx2.AsyncClient(base_url=base, timeout=20, verify=False) as client:
        cookie = {"Cookie": f"lsa_aan_tafel={phones[0]}", "Content-Type": "application/json"}
        for name, body in BODIES.items():
            try:
                answer = await client.post(f"/live/s/{session}/answer", content=body, headers=cookie)
            except httpx2.HTTPError as wrong:
                print(f"body with {name}: no answer ({type(wrong).__name__})")
                continue
            safe = "content-security-policy" in answer.headers
            print(f"body with {name}: {answer.status_code}{'' if safe else ', without the headers of safety'}")
        for path in ("/_stcore/metrics", "/api/v1", "/api/v1/values?cursor=%00", "/geo/..%2f..%2fcurrent", "/niets"):
            answer = await client.get(path)
            print(f"GET {path}: {answer.status_code}")
        answer = await client.get("/", headers={"Host": "elders.example"})
        print(f"another host: {answer.status_code}")


async def _room(base: str) -> tuple[str, str, list[str]]:
    from lsa_tafel import store

    slide = {"id": "wens", "kind": "priorities", "themes": ["veiligheid", "wonen"]}
    about = {"title": "Meting", "place": "", "date": "2026-11-24", "regio": None, "language": "nl", "version": ""}
    session = store.create(about, [slide])[1]
    return session.id, slide["id"], [store.join(session.code, "")[1] for _ in range(PHONES)]


async def _phones_beside(
    base: str, session: str, slide: str, phones: list[str], heavy: Callable[[], Awaitable[None]] | None
) -> float:
    """Seconds in which 95% of the answers of phones are acknowledged, while something else goes on."""
    taken: list[float] = []
    busy = asyncio.create_task(heavy()) if heavy else None
    until = time.monotonic() + (SECONDS if heavy else SECONDS / 2)
    async with httpx2.AsyncClient(base_url=base, timeout=60, verify=False) as client:

        async def answers(phone: str) -> None:
            while time.monotonic() < until:
                start = time.perf_counter()
                answer = await client.post(f"/live/s/{session}/answer", headers={"Cookie": f"lsa_aan_tafel={phone}"},
                                           json={"slide": slide, "value": {"wonen": 3}})  # fmt: skip
                taken.append(time.perf_counter() - start if answer.status_code == 200 else 60)
                await asyncio.sleep(1)

        await asyncio.gather(*(answers(phone) for phone in phones), return_exceptions=True)
    if busy:
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)
    return statistics.quantiles(taken, n=20)[18]


async def _hammer(base: str, path: str, many: int, told: Counter) -> None:
    """So many at once, again and again, as a program that does not listen to refusals."""

    async def one(number: int, client: httpx2.AsyncClient) -> None:
        while True:
            try:
                answer = await client.get(path.format(n=f"{599_00 + number:06d}"))
                told[answer.status_code] += 1
            except httpx2.HTTPError as wrong:
                told[type(wrong).__name__] += 1
            await asyncio.sleep(0.05)

    limits = httpx2.Limits(max_connections=200)
    async with httpx2.AsyncClient(base_url=base, timeout=60, limits=limits, verify=False) as client:
        await asyncio.gather(*(one(number, client) for number in range(many)))


def _stump(folder: Path) -> None:
    path = folder / (folder / "current").read_text().strip()
    path.write_bytes(path.read_bytes()[:20_000_000])


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a stump of the figures": _stump,
    "no figures": lambda folder: (folder / "current").unlink(),
    "a pointer that leads outside": lambda folder: (folder / "current").write_text("../../etc/passwd\n"),
    "a damaged store": lambda folder: (folder / "sessions.sqlite").write_bytes(b"no database at all" * 400),
    "a wrong LSA_STORE_URL": lambda folder: "nonsense://",
    "a store that is not there": lambda folder: "postgresql://127.0.0.1:1/none",
}
PATHS = ("/", "/mijn-wijk", "/gebied/WK059904", "/api/v1/values?limit=1", "/geo/index.json", "/doe-mee", "/health")


def _damaged(name: str, spoil: Callable[[Path], object]) -> None:
    """What every part answers when one of them is damaged."""
    from lsa_data.ask import database

    whole = database.current_path()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / whole.name).write_bytes(whole.read_bytes())
        (folder / f"geo-{database.version()}").symlink_to(database.geo_folder())
        (folder / "current").write_text(whole.name)
        url = spoil(folder)
        store = url if isinstance(url, str) else f"sqlite:///{folder}/sessions.sqlite"
        try:
            with running(LSA_DATA_DIR=scratch, LSA_STORE_URL=store) as (port, _):
                answers = {path: _status(f"http://127.0.0.1:{port}{path}") for path in PATHS}
                answers["joining"] = _status(f"http://127.0.0.1:{port}/live/join", {"code": "AAAAAA"})
        except RuntimeError as stopped:
            answers = {"start": str(stopped)}
        print(f"{name}: {answers}")


def _status(address: str, body: dict | None = None) -> int | str:
    try:
        answer = httpx2.post(address, json=body, timeout=60) if body else httpx2.get(address, timeout=60)
    except httpx2.HTTPError as wrong:
        return type(wrong).__name__
    return answer.status_code


if __name__ == "__main__":
    main()
