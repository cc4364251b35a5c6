"""A running server and a real Chromium; a console error or a request to another host fails the test."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from lsa_data.ask import areas
from lsa_tafel import slides, store

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-quic", "--no-first-run", "--disable-domain-reliability",
]  # fmt: skip
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESKTOP = {"viewport": {"width": 1400, "height": 900}, "locale": "nl-NL"}
PHONE = {
    "viewport": {"width": 390, "height": 844}, "locale": "nl-NL", "is_mobile": True, "has_touch": True,
    "device_scale_factor": 2,
    "user_agent": "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36",
}  # fmt: skip


def pytest_collection_modifyitems(items):
    """Everything in this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(built_database):
    """The address of a dashboard of our own, on a free port."""
    port = free_port()
    process = started(port)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def started(port: int) -> subprocess.Popen:
    """A dashboard that answers on this port."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = os.environ | {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
    return process


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of this process."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def evening():
    """A desk key and its session in the store that the server uses."""
    figures = list(slides.READY_MADE["samenleven"])
    made = slides.make([(areas.area("WK059904"), "Overschie")], figures, ["Waar bent u trots op?"], "Avond", "nl")
    about = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "zuidwest", "language": "nl", "version": "x"}
    key, session = store.create(about, made)
    yield key, session
    try:
        store.delete(key)
    except store.NoSession:
        assert "the facilitator deleted it"


@pytest.fixture
def page(chromium, server):
    """A desktop page in Dutch."""
    yield from _watched(chromium, server, DESKTOP)


@pytest.fixture
def phone(chromium, server):
    """A phone of 390 pixels wide, with touch."""
    yield from _watched(chromium, server, PHONE)


def ready(page: Page) -> None:
    """Wait until the page's script has finished."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_selector("h1")


def comes_true(page: Page, expression: str, arg=None, patience: float = 30):
    """The first value of an expression that is true. (Playwright's own `wait_for_function` compiles text into code in
    the page, which its content policy forbids.)"""
    end = time.monotonic() + patience
    while not (found := page.evaluate(expression, arg)):
        if time.monotonic() > end:
            raise TimeoutError(f"it did not come true: {expression}")
        page.wait_for_timeout(50)
    return found


STILL = """() => {
    const now = document.querySelectorAll('[data-testid="stSkeleton"]').length ? null
        : [...document.querySelectorAll('main, main *')].length + ' ' + document.querySelector('main').scrollHeight
    if (now === null || now !== window.before) [window.before, window.since] = [now, performance.now()]
    return performance.now() - window.since > 500
}"""
"""Whether nothing was added to the page or grew for half a second: boxes are code that comes after the page."""


def stands_still(page: Page) -> None:
    """Wait until the page's script has finished and what it shows has taken its place."""
    ready(page)
    comes_true(page, STILL)


def _watched(chromium, server: str, options: dict):
    context = chromium.new_context(base_url=server, **options)
    page = context.new_page()
    page.set_default_timeout(30_000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
    page.on("console", lambda message: problems.append(_told(message)) if message.type == "error" else None)
    page.on("request", lambda request: _watch(request.url, server, problems))
    yield page
    context.close()
    assert problems == []


def _told(message) -> str:
    """What the console says, and of which address."""
    return f"{message.text} ({message.location['url']})"


def _watch(url: str, server: str, problems: list[str]) -> None:
    if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:")):
        problems.append(f"asked another host: {url}")


def _wait_for(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the dashboard did not start")
