"""Print what one machine carries with one server and with two behind nginx: readers of pages, and light pages.

    python -m benchmarks.replicas

Two servers share the figures, a PostgreSQL with the evenings, and the cache of nginx (deploy/nginx.conf). Who asks runs
on the same machine. A line says what the server's processes used of the processor per rerun: of that follows what a
machine with more cores carries (docs/scale.md).
"""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from benchmarks.light_pages import CONNECTIONS, SECONDS, light_pages
from benchmarks.measured import measured
from benchmarks.reruns import PAGES, alone, together, told
from benchmarks.server import ROOT, free_port, running, wait_for
from tests.lsa_tafel import postgres

USERS, THINK = 60, 5.0
MAIN = """daemon off; pid FOLDER/pid; error_log FOLDER/errors; worker_processes 2; events { worker_connections 4096; }
http { TEMPORARY log_format lsa '$uri $upstream_addr $status $upstream_cache_status'; access_log FOLDER/log lsa;
include FOLDER/site.conf; }
"""
"""What is around the site: everything in a folder of its own."""


def nginx_program() -> str | None:
    """The path of nginx; it is not on the path of everybody."""
    return shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


@contextmanager
def behind_nginx(ports: Sequence[int]) -> Iterator[tuple[int, Path]]:
    """The port of an nginx of our own before servers on `ports`, with the site that deploy/site.py writes, and the log
    in which it says which server answered: path, server, status, what the cache did."""
    port = free_port()
    command = [sys.executable, ROOT / "deploy/site.py", "--name", "localhost", "--http", f"127.0.0.1:{port}", "--cache",
               "CACHE", "--ports", *map(str, ports)]  # fmt: skip
    site = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with nginx(site, "CACHE", port) as log:
        yield port, log


@contextmanager
def nginx(site: str, cache: str, port: int) -> Iterator[Path]:
    """The log of an nginx of our own with this site, which answers at `port` and names `cache` as the folder of what it
    keeps. The site itself logs nothing."""
    program = nginx_program()
    if program is None:
        raise FileNotFoundError("nginx is not installed")
    folder = Path(tempfile.mkdtemp(prefix="lsa-nginx-"))
    folder.chmod(0o755)
    (folder / "site.conf").write_text(site.replace(cache, f"{folder}/cache").replace("access_log off;", ""))
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(MAIN.replace("FOLDER", str(folder)).replace("TEMPORARY", temporary))
    process = subprocess.Popen([program, "-e", folder / "errors", "-c", folder / "nginx.conf"], cwd=folder)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        yield folder / "log"
    finally:
        process.terminate()
        process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def replicas(many: int) -> Iterator[tuple[list[int], list[subprocess.Popen], str]]:
    """Ports and processes of that many servers that share a PostgreSQL, and its address."""
    with ExitStack() as stack:
        store = stack.enter_context(postgres.running())
        settings = {"LSA_STORE_URL": store, "STREAMLIT_SERVER_COOKIE_SECRET": "the same for all"}
        servers = [stack.enter_context(running(**settings)) for _ in range(many)]
        yield [port for port, _ in servers], [process for _, process in servers], store


def main() -> None:
    """Print the figures of one and of two servers."""
    if nginx_program() is None or postgres.programs() is None:
        print("Not measured: nginx and PostgreSQL are needed (apt-get install nginx-light postgresql).")
        return
    for many in (1, 2):
        with replicas(many) as (ports, processes, _), behind_nginx(ports) as (port, _):
            name = f"{many} server{'s' if many > 1 else ''}"
            servers = [psutil.Process(process.pid) for process in processes]
            for server in ports:
                for page in PAGES:
                    alone(server, page, reruns=2)
            before = _memory(servers)
            load, used, started = os.getloadavg()[0], _processor(servers), time.perf_counter()
            readers = together([port], USERS, THINK, list(PAGES))
            used, lasted = _processor(servers) - used, time.perf_counter() - started
            told(readers, f"of {USERS} readers, {name}")
            runs = sum(len(reader.seconds) + 1 for reader in readers)
            measured(
                f"rerun of {USERS} readers, {name}, processor", 1000 * used / runs, "ms", f"load before: {load:.1f}"
            )
            measured(f"processor in use, {name}", 100 * used / lasted, "%")
            measured(f"memory, {name}", _memory(servers), "MB")
            measured(f"memory per reader, {name}", (_memory(servers) - before) / USERS, "MB")
            taken = asyncio.run(light_pages(port, [f"/gebied/{code}" for code in ("WK051829", "WK059904", "WK036395")]))
            measured(f"light pages per second, {name} and cache", len(taken) / SECONDS, "/s", f"{CONNECTIONS} at once")
            measured(f"light page, {name} and cache, p95", 1000 * sorted(taken)[int(len(taken) * 0.95)], "ms")


def _memory(servers: Sequence[psutil.Process]) -> float:
    """Megabytes that servers hold."""
    return sum(server.memory_info().rss for server in servers) / 1e6


def _processor(servers: Sequence[psutil.Process]) -> float:
    """Seconds of processor that servers used so far."""
    return sum(sum(server.cpu_times()[:2]) for server in servers)


if __name__ == "__main__":
    main()
