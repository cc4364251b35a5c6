"""Charts keep the schema of Vega-Lite: a view does not check that."""

import json
import re
from html import unescape

import altair
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from tests.lsa_ui.test_pages import _open
from tests.pages import html_of

pytestmark = pytest.mark.slow

PAGES = [
    ("klopt_het", {}), ("de_kloof", {"gemeente": "GM0599"}), ("tegen_de_trend", {}),
    ("mijn_wijk", {"gebied": "WK059904"}), ("mijn_wijk", {"gebied": "WK059901", "indeling": "2020"}),
    ("mijn_wijk", {"eigen": "BU05990110,BU05990112:40;naam=Rond 't plein"}), ("bijeenkomsten", {"regio": "zuid"}),
]  # fmt: skip
CLIENT = TestClient(Starlette(routes=lsa_server.routes()))


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_every_chart_of_a_page_is_right_by_the_schema_says_what_it_shows_and_is_there_as_a_picture(page, query):
    app = _open(page, **query)
    app.session_state["verdeling"] = True
    app.run()
    drawn = [chart.proto for chart in app.get("vega_lite_chart")]
    for chart in drawn:
        altair.LayerChart.from_dict(json.loads(chart.spec))
        assert chart.alt
    assert drawn
    asked = re.findall(r'href="/api/v1/picture\?([^"]+)"', html_of(app))
    assert asked
    for link in map(unescape, asked):
        if "format=svg" in link:
            answer = CLIENT.get(f"/api/v1/picture?{link}")
            assert answer.status_code == 200, answer.text


def test_a_comparison_with_an_own_area_is_there_as_a_picture():
    app = _open("vergelijk", eigen="BU05990110,BU05990112:40;naam=Rond 't plein", gebieden="GM0599")
    asked = re.findall(r'href="/api/v1/picture\?([^"]+)"', html_of(app))
    assert all("own=BU05990110" in link and "codes=GM0599" in link for link in asked)
    assert CLIENT.get(f"/api/v1/picture?{unescape(asked[-1])}").status_code == 200
