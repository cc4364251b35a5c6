"""Charts keep the schema of Vega-Lite: a view does not check that."""

import json
import re
from html import unescape
from urllib.parse import parse_qsl

import altair
import pytest

from lsa_data.ask import parameters
from lsa_server import picture_page
from lsa_server.parameters import PATHS
from tests.lsa_ui.test_pages import _open
from tests.pages import html_of

pytestmark = pytest.mark.slow

PAGES = {
    "klopt_het": {}, "de_kloof": {"gemeente": "GM0599"}, "tegen_de_trend": {},
    "mijn_wijk": {"gebied": "WK059904"}, "bijeenkomsten": {"regio": "zuid"},
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_of_a_page_is_right_by_the_schema_and_says_what_it_shows(page):
    app = _open(page, **PAGES[page])
    app.session_state["verdeling"] = True
    app.run()
    drawn = [chart.proto for chart in app.get("vega_lite_chart")]
    for chart in drawn:
        altair.LayerChart.from_dict(json.loads(chart.spec))
        assert chart.alt
    assert drawn
    asked = re.findall(r'href="/api/v1/picture\?([^"]+)"', html_of(app))
    assert asked
    for query in asked:
        pairs = parse_qsl(unescape(query))
        found = parameters.checked(parameters.present(pairs), PATHS["/picture"][1])
        assert {*found} - {*picture_page.FOR_EVERY_KIND} <= {*picture_page.PAGES[found["kind"]][1]}
