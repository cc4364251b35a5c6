"""What a visitor has to fetch: bytes are the same on every machine, so they are held; seconds are not."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.first_view import PAGES, weighed
from benchmarks.reruns import alone
from tests.browser.conftest import PHONE

FIRST_VIEW = {"Start": 800, "Kaart": 2300, "light page": 60, "phones of a room": 60}
"""The most kilobytes of all files of a first view, with an empty cache."""
RERUN = {"": 9, "mijn-wijk": 90, "vergelijk": 90, "kaart": 40, "klopt-het": 65, "tegen-de-trend": 95, "gegevens": 45}
"""The most kilobytes that a page sends for another choice."""
REST = 5000
"""Milliseconds in which the files come that are only needed after the first text."""


@pytest.mark.parametrize("name", FIRST_VIEW)
def test_a_first_view_is_light(chromium, server, name):
    context = chromium.new_context(base_url=server, **PHONE)
    page = context.new_page()
    sizes = weighed(page)
    path, text = PAGES[name]
    page.goto(path)
    page.get_by_text(text).first.wait_for()
    page.wait_for_timeout(REST)
    context.close()
    assert 1000 < sum(sizes) < 1000 * FIRST_VIEW[name]


@pytest.mark.parametrize("page_name", RERUN)
def test_another_choice_sends_little(server, page_name):
    port = int(server.rpartition(":")[2])
    with ThreadPoolExecutor(1) as beside_the_browser:
        sent = beside_the_browser.submit(alone, port, page_name, reruns=3).result().bytes
    assert max(sent) < 1000 * RERUN[page_name]
