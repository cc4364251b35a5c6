"""The other half of the claim: what the police registered, in the country and in one gemeente."""

import streamlit as st

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.ask.areas import Area
from lsa_data.say.formats import number
from lsa_ui.de_kloof import charts
from lsa_ui.de_kloof.view import table
from lsa_ui.shared import chart_view, frame, names, picture_link
from lsa_ui.texts import language, t

CRIME, NUISANCE = "politie_misdrijven", "overlast_totaal"
CONFUSED = "overlast_verwarde_personen"


def country() -> None:
    """Registered crime and registered nuisance of the whole country, beside each other on one scale from zero."""
    found = database.ask_once("registered", gemeente=None)
    numbers = found.pivot(index="year", columns="indicator_id", values="value")
    both = numbers[[CRIME, NUISANCE]].dropna()
    first, last = int(both.index[0]), int(both.index[-1])
    crime, nuisance = (both[name].iloc[-1] / both[name].iloc[0] - 1 for name in (CRIME, NUISANCE))
    opposite = "opposite" if crime * nuisance < 0 else "alike"
    st.header(t(f"de_kloof.registered_{opposite}"), anchor=False)
    frame.note(t("de_kloof.registered_below", first=first, last=last))
    most = float(both.max().max())
    for column, name, change in zip(st.columns(2, gap="large"), (CRIME, NUISANCE), (crime, nuisance), strict=True):
        with column:
            words = t(f"de_kloof.{'more' if change > 0 else 'fewer'}", share=number(abs(100 * change), 0, language()))
            st.subheader(f"{names.indicator_name(name)}: {words}", anchor=False)
            own = both[[name]].rename(columns={name: "value"}).reset_index()
            own["label"] = [number(value, 0, language()) for value in own["value"]]
            chart = charts.counts_chart(own, most, names.in_pictures("chart", "corona"), frame.palette(), language())
            words = t(
                "de_kloof.registered_alt", what=names.indicator_name(name), first=first, last=last,
                before=own["label"].iloc[0], now=own["label"].iloc[-1],
            )  # fmt: skip
            chart_view.show(chart, words)
            picture_link.link("registered", name)
    confused = numbers[CONFUSED].loc[last] - numbers[CONFUSED].loc[first]
    share = confused / (both[NUISANCE].loc[last] - both[NUISANCE].loc[first])
    if 0.5 < share <= 1:
        st.markdown(t("de_kloof.confused", before=number(numbers[CONFUSED].loc[first], 0, language()),
                      now=number(numbers[CONFUSED].loc[last], 0, language())))  # fmt: skip
    st.markdown(t("de_kloof.registration"))
    kinds = [name for name in numbers.columns if name.startswith("overlast_") and name != NUISANCE]
    shown = both.join(numbers[kinds]).reset_index()
    columns = {"year": t("de_kloof.year")} | {
        name: names.indicator_name(name) for name in shown.columns if name != "year"
    }
    table(t("de_kloof.registered_table"), shown, columns, 0)


def of_gemeente(kind: str, gemeente: Area | None) -> None:
    """One kind of registered crime per 1,000 inhabitants, in the country and in a gemeente."""
    indicator = catalogue.indicators()[kind]
    found = database.ask_once("registered", gemeente=gemeente.code if gemeente else None)
    found = found[found["indicator_id"] == kind]
    land = t("area_type.land")
    own = names.area_name(gemeente) if gemeente else None
    points = found.assign(line=found["type"].map({"land": land, "gemeente": own}))[
        ["year", "value", "line", "provisional"]
    ].dropna(subset=["line"])
    if own is None:
        frame.note(t("de_kloof.no_gemeente_yet"))
    elif points[points["line"] == own]["value"].notna().sum() == 0:
        frame.note(t("de_kloof.no_figures", name=own))
    provisional = sorted(points[points["provisional"]]["year"].astype(int).unique())
    chart = charts.rates_chart(
        points, own, land, names.in_pictures("chart", "corona"), indicator.decimals, frame.palette(), language()
    )  # fmt: skip
    words = t("de_kloof.rates_alt", what=names.indicator_name(kind), name=own or land)
    chart_view.show(chart, words)
    picture_link.link("registered", kind, gemeente=gemeente.code if gemeente else None)
    frame.note(t("de_kloof.rates_key", years=", ".join(map(str, provisional))))
    frame.note(indicator.text("caution", language()))
    wide = points.pivot(index="year", columns="line", values="value").reset_index()
    wide["provisional"] = [t("de_kloof.yes") if year in provisional else "" for year in wide["year"]]
    lines = [name for name in (own, land) if name is not None and name in wide.columns]
    columns = {"year": t("de_kloof.year")} | {name: name for name in lines}
    table(
        t("de_kloof.rates_table", what=names.indicator_name(kind)), wide[[*columns, "provisional"]],
        columns | {"provisional": t("de_kloof.provisional")}, indicator.decimals,
    )  # fmt: skip
