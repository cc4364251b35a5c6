"""Print time and extra memory of downloading every figure, alone and while 20 others use the server, beside Datasette.

Datasette is measured when it can be installed from the package index (into a folder of its own that is thrown away).
Targets: CSV in 3 s, Parquet in 1 s, under 150 MB of extra memory.
"""

import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import venv
from pathlib import Path

from lsa_data.ask import database, selection
from lsa_data.ask.selection import Selection
from lsa_data.export import selection_file

ROOT = Path(__file__).parent.parent
TIMES = 3
OTHERS = 20


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            base = f"http://127.0.0.1:{port}"
            _wait(f"{base}/_stcore/health")
            _get(f"{base}/api/v1/values?type=wijk&limit=5")
            for others in (0, OTHERS):
                for name in selection_file.KEPT:
                    shutil.rmtree(selection_file.kept(name).parent)
                    _measure(base, name, others, process.pid)
        finally:
            process.terminate()
            process.wait()
        _datasette(Path(folder))


def _measure(base: str, name: str, others: int, pid: int) -> None:
    stop = threading.Event()
    visitors = [threading.Thread(target=_visit, args=(base, stop, number), daemon=True) for number in range(others)]
    for visitor in visitors:
        visitor.start()
    before, taken, peak, size = _memory(pid), [], 0.0, 0
    for _ in range(TIMES):
        watching = threading.Event()
        found: list[float] = []
        watcher = threading.Thread(target=_watch, args=(pid, watching, found))
        watcher.start()
        start = time.perf_counter()
        size = _get(f"{base}/api/v1/values?missing=true&format={name}")
        taken.append(time.perf_counter() - start)
        watching.set()
        watcher.join()
        peak = max(peak, *found)
    stop.set()
    again = statistics.median(taken[1:])
    print(f"{name:8} with {others:2} others: {taken[0]:5.2f} s the first time, then {again:5.2f} s for "
          f"{size / 1e6:4.0f} MB, {peak - before:4.0f} MB extra memory")  # fmt: skip


def _visit(base: str, stop: threading.Event, number: int) -> None:
    """A visitor, from an address of its own, who asks for a page of figures every second."""
    while not stop.is_set():
        _get(f"{base}/api/v1/values?type=wijk&vintage=2016&indicator=lbm2_totaal&limit=100", f"192.0.2.{number}")
        stop.wait(1)


def _datasette(folder: Path) -> None:
    """The same rows from Datasette's own CSV stream."""
    environment = folder / "datasette"
    venv.create(environment, with_pip=True)
    python = environment / "bin" / "python"
    if subprocess.run([python, "-m", "pip", "install", "-q", "datasette"], capture_output=True).returncode:
        print("Datasette could not be installed here; not measured.")
        return
    file = folder / "figures.db"
    with sqlite3.connect(file) as target:
        everything = Selection(missing=True)
        cursor = database.cursor().execute(selection.sql(everything), everything.parameters())
        names = [column[0] for column in cursor.description]
        target.execute(f"CREATE TABLE figures ({', '.join(names)})")
        while batch := cursor.fetchmany(50_000):
            target.executemany(f"INSERT INTO figures VALUES ({', '.join('?' * len(names))})", batch)
    rows = selection.counted(Selection(missing=True))["rows"]
    port = _free_port()
    command = [python, "-m", "datasette", str(file), "--port", str(port), "--setting", "max_csv_mb", "0"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/-/versions.json")
        start = time.perf_counter()
        size = _get(f"http://127.0.0.1:{port}/figures/figures.csv?_stream=on&_size=max")
        print(f"Datasette, the same {rows} rows as CSV: {time.perf_counter() - start:.0f} s for {size / 1e6:.0f} MB")
    finally:
        process.terminate()
        process.wait()


def _memory(pid: int) -> float:
    """Resident memory of a process in MB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _watch(pid: int, stop: threading.Event, found: list[float]) -> None:
    found.append(_memory(pid))
    while not stop.wait(0.02):
        found.append(_memory(pid))


def _get(url: str, visitor: str = "127.0.0.1") -> int:
    """The bytes of an answer, read and thrown away; a proxy on this machine says which `visitor` asks."""
    size = 0
    request = urllib.request.Request(url, headers={"X-Forwarded-For": visitor})
    with urllib.request.urlopen(request, timeout=600) as answer:
        while block := answer.read(1 << 20):
            size += len(block)
    return size


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            _get(url)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers at {url}")


if __name__ == "__main__":
    main()
