"""Charts keep the schema of Vega-Lite: a view does not check that any more."""

import pytest
from streamlit.elements import vega_charts

from tests.lsa_ui.test_pages import _open

PAGES = {
    "klopt_het": {}, "de_kloof": {"gemeente": "GM0599"}, "tegen_de_trend": {},
    "mijn_wijk": {"gebied": "WK059904"}, "bijeenkomsten": {"regio": "zuid"},
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_chart_of_a_page_is_right_by_the_schema(page, monkeypatch):
    drawn = []
    as_specification = vega_charts._convert_altair_to_vega_lite_spec

    def checked(chart):
        type(chart).to_dict(chart, validate=True)
        drawn.append(chart)
        return as_specification(chart)

    monkeypatch.setattr(vega_charts, "_convert_altair_to_vega_lite_spec", checked)
    app = _open(page, **PAGES[page])
    app.session_state["verdeling"] = True
    app.run()
    assert drawn
