"""Ctrl-C in a real process: it ends at once, without a traceback, keeps what came and says how to go on."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest

from lsa_data.ask import database
from lsa_data.read.make_startset import STARTSET
from lsa_data.refresh.update import UNFINISHED
from tests.lsa_data.refresh import open_data_world as made
from tests.lsa_data.refresh.open_data_server import OpenData, serving

pytestmark = pytest.mark.slow


def _update(folder: Path, base: str, *options: str) -> subprocess.Popen:
    environment = os.environ | {"LSA_DATA_DIR": str(folder), "LSA_SOURCE_BASE": base}
    return subprocess.Popen(
        [sys.executable, "-m", "lsa_data", "update", "--only", "rivm2020", *options], text=True, env=environment,
        cwd=database.PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _stopped(running: subprocess.Popen, before: str) -> tuple[str, str]:
    """What it said on both sides when Ctrl-C comes at the line with `before`. It must end by itself, with 130."""
    lines = []
    for line in running.stdout:
        lines.append(line)
        if before in line:
            break
    running.send_signal(signal.SIGINT)
    said, told = running.communicate(timeout=30)
    assert running.returncode == 130, told
    assert "Traceback" not in told, told
    assert told.startswith("update stopped: by Ctrl-C"), told
    assert "it goes on where it was" in told
    return "".join(lines) + said, told


@contextmanager
def _hanging():
    """A service that gives half an answer and then nothing."""
    half, done = threading.Event(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_) -> None:
            """Quiet."""

        def do_GET(self) -> None:
            """Half an answer."""
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"{")
            half.set()
            done.wait(60)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", half
    finally:
        done.set()
        server.shutdown()
        server.server_close()


def test_in_a_wait_between_tries(tmp_path):
    world = OpenData()
    world.faults.counts["429"], world.retry_after = 1000, 200
    with serving(world) as base:
        running = _update(tmp_path, base, "--report", str(tmp_path / "report.json"))
        said, told = _stopped(running, before="asking again (2 of 4)")
    assert "rivm2020: asking" in said, "it says what it asks before anything comes"
    assert "There was no database in use before." in told
    assert json.loads((tmp_path / "report.json").read_text())["answers"][0]["statuses"] == {"429": 1}
    assert not list(tmp_path.glob("updating-*")), "nothing is left lying about"


def test_in_a_download(tmp_path):
    with _hanging() as (base, half):
        running = _update(tmp_path, base)
        assert half.wait(30)
        _stopped(running, before="asking")
    assert (tmp_path / "downloads" / UNFINISHED).is_file(), "the next run knows that it may go on"


def test_in_the_build(tmp_path, built_database):
    for name in (built_database.name, f"geo-{database.version()}", database.POINTER):
        source = built_database.parent / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    values = pd.read_parquet(STARTSET / "value_rivm.parquet").query("vintage == 2020")
    values.loc[values.index[:9], "value"] += 1.0
    world = OpenData(page=20_000)
    world.serve(made.rivm_table(values, {}, "50090NED"))
    with serving(world) as base:
        said, told = _stopped(_update(tmp_path, base), before="computes national figures")
    assert "rivm2020: newer" in said
    assert f"Nothing is lost: the database in use is still {tmp_path / built_database.name}" in told
    assert (tmp_path / "downloads" / UNFINISHED).is_file()
    assert not [*tmp_path.glob("updating-*"), *tmp_path.glob("building-*")]
