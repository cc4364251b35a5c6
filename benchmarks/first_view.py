"""Print what the first sight of a page costs on a phone: bytes of all files, and seconds to the first text, with an
empty cache and with a full one."""

import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.measured import measured
from benchmarks.server import running
from tests.browser.conftest import FLAGS, PHONE

PAGES = {
    "Start": ("/", "van elke 100 mensen"),
    "Mijn wijk": ("/mijn-wijk?gebied=WK051829", "Gaat het vooruit?"),
    "Klopt het?": ("/klopt-het", "Dat is minder dan de helft"),
    "Kaart": ("/kaart", "gebieden als tabel"),
    "light page": ("/gebied/WK051829", "Gaat het vooruit?"),
    "phones of a room": ("/doe-mee", "code"),
}
"""Page -> its address, and words that stand on it when it can be read."""
TIMES = 3
REST = 4000
"""Milliseconds after the first text in which the rest of a page comes."""
CPU = 4
"""How much slower than this machine a phone is."""


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium that draws maps without a graphics card."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


def weighed(page: Page) -> list[float]:
    """The bytes of everything that a page fetches from now on, one entry each."""
    sizes: list[float] = []
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    devtools.on(
        "Network.webSocketFrameReceived", lambda event: sizes.append(0.75 * len(event["response"]["payloadData"]))
    )
    return sizes


def view(context: BrowserContext, url: str, text: str) -> tuple[float, float]:
    """Bytes of all files of a page in a new tab, and the seconds until `text` stands there, on a slow phone."""
    page = context.new_page()
    sizes = weighed(page)
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    started = time.perf_counter()
    page.goto(url)
    page.get_by_text(text).first.wait_for(timeout=120_000)
    taken = time.perf_counter() - started
    page.wait_for_timeout(REST)
    page.close()
    return sum(sizes), taken


def main() -> None:
    """Print bytes and seconds per page, medians of some views."""
    with running() as (port, _), browser() as chromium:
        for name, (path, text) in PAGES.items():
            empty, full = [], []
            for _ in range(TIMES):
                context = chromium.new_context(**PHONE)
                empty.append(view(context, f"http://127.0.0.1:{port}{path}", text))
                full.append(view(context, f"http://127.0.0.1:{port}{path}", text))
                context.close()
            for kind, views in (("first", empty), ("again", full)):
                size, taken = (statistics.median(column) for column in zip(*views, strict=True))
                measured(f"{name}, {kind} view", size / 1000, "kB")
                measured(f"{name}, {kind} view to text", 1000 * taken, "ms")


if __name__ == "__main__":
    main()
