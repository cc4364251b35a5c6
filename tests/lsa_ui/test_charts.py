"""Charts keep the schema of Vega-Lite: a view does not check that."""

import json

import altair
import pytest

from tests.lsa_ui.test_pages import _open

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
