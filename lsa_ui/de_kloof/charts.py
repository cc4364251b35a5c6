"""The charts of De kloof, each drawn once for everybody who asks for the same."""

from lsa_data.say import gap_charts
from lsa_ui.shared import names
from lsa_ui.shared.charts import drawn_once

gap_chart = drawn_once(gap_charts.gap_chart)
pair_chart = drawn_once(gap_charts.pair_chart)
spread_chart = drawn_once(gap_charts.spread_chart)
definitions_chart = drawn_once(gap_charts.definitions_chart)
counts_chart = drawn_once(gap_charts.counts_chart)
rates_chart = drawn_once(gap_charts.rates_chart)


def words(*keys: str) -> tuple[str, ...]:
    """Words inside a chart, as in its picture."""
    return tuple(names.in_pictures("chart", key) for key in keys)
