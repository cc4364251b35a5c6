"""The state of the country in one picture: how many people live in a wijk of each class of the Leefbaarometer."""

import altair as alt
import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.say.formats import number
from lsa_ui.shared import frame
from lsa_ui.shared.charts import styled
from lsa_ui.texts import language, t

INDICATOR = "lbm3_klasse"
GOOD = 6
"""The lowest class of those that the title adds up: "ruim voldoende"."""


def show() -> None:
    """A bar per class with the share of inhabitants and the number of wijken, and the same as a sentence."""
    rows = database.ask("classes_of_wijken", indicator=INDICATOR)
    if rows.empty:
        return
    year = rows["year"].iloc[0]
    words = catalogue.indicators()[INDICATOR].classes[language()]
    rows = rows.assign(
        word=[words[int(step) - 1] for step in rows["class"]],
        label=[
            t("start.picture_label", share=number(100 * row.share, 0 if row.share >= 0.01 else 1, language()),
              wijken=number(row.wijken, 0, language()))
            for row in rows.itertuples()
        ],
    )  # fmt: skip
    colours = frame.palette()
    good = rows[rows["class"] >= GOOD]["share"].sum()
    st.subheader(t("start.picture_title", share=number(100 * good, 0, language()), year=year), anchor=False)
    base = alt.Chart(rows).encode(
        y=alt.Y("word:N", sort=list(words)[::-1], title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=200)),
        x=alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, rows["share"].max() * 1.9])),
    )
    bars = base.mark_bar(height=18, stroke=colours.line, strokeWidth=1).encode(
        color=alt.Color("class:O", scale=alt.Scale(domain=list(range(1, 10)), range=list(colours.classes)), legend=None)
    )
    labels = base.mark_text(align="left", dx=6, fontSize=14, color=colours.ink).encode(text="label:N")
    chart = styled((bars + labels).properties(height=260), colours, language())
    st.altair_chart(chart.configure_axis(labelFontSize=14, labelColor=colours.ink, grid=False), theme=None,
                    width="stretch", alt=t("start.picture_alt", year=year))  # fmt: skip
    frame.note(t("start.picture_source", year=year, vintage=rows["vintage"].iloc[0]))
