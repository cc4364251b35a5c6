"""The charts of Bijeenkomsten, each drawn once for everybody who asks for the same."""

from lsa_data.say import regio_charts
from lsa_ui.shared.charts import drawn_once

course_chart = drawn_once(regio_charts.course_chart)
counts_chart = drawn_once(regio_charts.counts_chart)
