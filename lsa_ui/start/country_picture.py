"""The state of the country in one picture: how many people live in a wijk of each class of the Leefbaarometer."""

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.say.formats import number
from lsa_ui.shared import frame, templates
from lsa_ui.texts import language, t

INDICATOR = "lbm3_klasse"
GOOD = 6
"""The lowest class of those that the title adds up: "ruim voldoende"."""


def show() -> None:
    """A bar per class with the share of inhabitants and the number of wijken. A table and no chart, so that the first
    page needs no script for charts."""
    found = database.ask("classes_of_wijken", indicator=INDICATOR)
    if found.empty:
        return
    year, most = found["year"].iloc[0], found["share"].max()
    words = catalogue.indicators()[INDICATOR].classes[language()]
    colours = frame.palette().classes
    rows = [
        {
            "word": words[step - 1],
            "colour": colours[step - 1],
            "width": round(100 * row.share / most, 1),
            "label": _label(row.share, row.wijken),
        }
        for row in found.rename(columns={"class": "step"}).sort_values("step", ascending=False).itertuples()
        for step in (int(row.step),)
    ]  # fmt: skip
    good = found[found["class"] >= GOOD]["share"].sum()
    st.header(t("start.picture_title", share=number(100 * good, 0, language()), year=year), anchor=False)
    templates.show("start/country.html", rows=rows, year=year)
    frame.note(t("start.picture_source", year=year, vintage=found["vintage"].iloc[0]))


def _label(share: float, wijken: int) -> str:
    """How many of the people live in a class (`share`, 0 to 1), and in how many wijken."""
    percent = number(100 * share, 0 if share >= 0.01 else 1, language())
    if wijken == 1:
        return t("start.picture_label_one", share=percent)
    return t("start.picture_label", share=percent, wijken=number(wijken, 0, language()))
