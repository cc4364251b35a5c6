"""Print how long an answer takes to be counted at the desk with 200 phones in one session, and how many are lost.

Every phone is a real connection to a real server on this machine: it joins, listens to events and answers every
question. Halfway the server is killed (SIGKILL) and started again. Target: 2 s, none lost.
"""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx2

ROOT = Path(__file__).parent.parent
PHONES = 200
QUESTIONS = 4
KILL_AT = 2
SPREAD = 4.0
"""Seconds over which the phones of a room answer."""


def main() -> None:
    """Print the percentiles and the count of lost answers."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LSA_STORE_URL"] = f"sqlite:///{folder}/sessions.sqlite"
        from lsa_data.ask import areas
        from lsa_tafel import slides, store

        figures = [*slides.READY_MADE["samenleven"], "lbm2_totaal", "lbm2_veiligheid"]
        made = [slide for slide in slides.make([(areas.area("WK059904"), "Overschie")], figures, [], "Meting", "nl")
                if slide["kind"] != "guess" or slide["of_100"]]  # fmt: skip
        about = {"title": "Meting", "place": "", "date": "2026-11-24", "regio": None, "language": "nl", "version": ""}
        key, session = store.create(about, made)
        asyncio.run(_evening(key, session, made, store))


async def _evening(key: str, session, made: list[dict], store) -> None:
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    server = _start(port)
    guesses = [place for place, slide in enumerate(made) if slide["kind"] == "guess"][:QUESTIONS]
    acknowledged: dict[tuple[int, str], int] = {}
    posted: list[float] = []
    seen: list[float] = []
    try:
        await _wait(base)
        limits = httpx2.Limits(max_connections=1000)
        async with httpx2.AsyncClient(base_url=base, timeout=30, limits=limits) as client:
            started = time.perf_counter()
            phones = await asyncio.gather(*(_join(client, session.code) for _ in range(PHONES)))
            print(f"{PHONES} phones joined in {time.perf_counter() - started:.1f} s")
            listening = [asyncio.create_task(_listen(base, session.id, phone)) for phone in phones]
            for number, place in enumerate(guesses):
                store.go(key, place)
                await asyncio.sleep(1)
                answering = [
                    asyncio.create_task(_answer(client, session.id, made, place, phone, acknowledged, posted))
                    for phone in phones
                ]
                if number == KILL_AT:
                    await asyncio.sleep(SPREAD / 2)
                    server.send_signal(signal.SIGKILL)
                    server.wait()
                    server = _start(port)
                    await _wait(base)
                    await asyncio.gather(*answering)
                else:
                    watching = asyncio.create_task(_desk(base, key, store, session.id, seen))
                    await asyncio.gather(*answering)
                    await asyncio.sleep(1.5)
                    watching.cancel()
            for task in listening:
                task.cancel()
    finally:
        server.kill()
        server.wait()
    kept = {(one["slide"], one["phone"]): one["value"]["guess"] for one in store.answers(session.id)}
    lost = sum(kept.get((made[place]["id"], phone)) != guess for (place, phone), guess in acknowledged.items())
    _print("an answer is acknowledged", posted)
    _print("an answer is counted at the desk", seen)
    print(f"{len(acknowledged)} answers acknowledged, the server killed once in between: {lost} lost")


async def _join(client, code: str) -> str:
    """A phone's number. The cookie is kept by hand, as each phone has its own."""
    answer = await client.post("/live/join", json={"code": code}, headers={"Cookie": ""})
    client.cookies.clear()
    return answer.headers["set-cookie"].split("=", 1)[1].split(";")[0]


async def _answer(client, session_id, made, place, phone, acknowledged, posted) -> None:
    """Answer at some moment, again and again until the server says that it is kept."""
    await asyncio.sleep(random.uniform(0, SPREAD))
    guess = random.randrange(101)
    while True:
        start = time.perf_counter()
        try:
            answer = await client.post(
                f"/live/s/{session_id}/answer", json={"slide": made[place]["id"], "value": {"guess": guess}},
                headers={"Cookie": f"lsa_aan_tafel={phone}"},
            )  # fmt: skip
            if answer.status_code == 200:
                posted.append(time.perf_counter() - start)
                acknowledged[place, phone] = guess
                return
        except httpx2.HTTPError:
            pass
        await asyncio.sleep(1)


async def _listen(base: str, session_id: str, phone: str) -> None:
    """A phone that listens to events and looks what is asked, and starts again when the connection breaks."""
    headers = {"Cookie": f"lsa_aan_tafel={phone}"}
    async with httpx2.AsyncClient(base_url=base, timeout=None, headers=headers, verify=False) as client:
        while True:
            try:
                async with client.stream("GET", f"/live/s/{session_id}/events") as stream:
                    async for line in stream.aiter_lines():
                        if line.startswith("data:"):
                            await client.get(f"/live/s/{session_id}/state")
            except httpx2.HTTPError:
                await asyncio.sleep(2)


async def _desk(base: str, key: str, store, session_id: str, seen: list[float]) -> None:
    """The desk: each time it counts more answers, how old the newly counted ones are."""
    shown: set[tuple[str, str]] = set()
    async with httpx2.AsyncClient(base_url=base, timeout=None, verify=False) as client:
        screen = (await client.post("/live/desk/enter", json={"key": key})).json()["screen"]
        async with client.stream("GET", f"{screen}/events") as stream:
            async for line in stream.aiter_lines():
                if not line.startswith("data:"):
                    continue
                count = (await client.get(f"{screen}/desk")).json()["n"]
                now = time.time()
                current = store.by_id(session_id).slide["id"]
                for one in [one for one in store.answers(session_id) if one["slide"] == current][:count]:
                    if (current, one["phone"]) not in shown:
                        shown.add((current, one["phone"]))
                        seen.append(now - one["at"])


def _print(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    points = ", ".join(f"p{p} {ordered[int((len(ordered) - 1) * p / 100)]:.2f} s" for p in (50, 95, 99))
    print(f"{what}: {points}, most {ordered[-1]:.2f} s ({len(ordered)} answers)")


def _start(port: int) -> subprocess.Popen:
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def _wait(base: str) -> None:
    async with httpx2.AsyncClient(verify=False) as client:
        for _ in range(300):
            try:
                if (await client.get(f"{base}/_stcore/health")).status_code == 200:
                    return
            except httpx2.HTTPError:
                pass
            await asyncio.sleep(0.2)
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


if __name__ == "__main__":
    main()
