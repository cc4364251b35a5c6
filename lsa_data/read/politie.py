"""Registered crime per wijk and buurt and year (Politie, CC BY 4.0), per 1,000 inhabitants of that year."""

import pandas as pd

from lsa_data.catalogue.codes import area_type
from lsa_data.methods.links import normalise_name
from lsa_data.read.frames import OK, TOO_FEW, VALUE_COLUMNS, Parsed

TOTAL = "0.0.0"
KINDS = {
    "politie_totaal": {TOTAL: "totaal"},
    "politie_inbraak": {"1.1.1": "woning"},
    "politie_vernieling": {"2.2.1": "vernieling"},
    "politie_geweld": {
        "1.4.1": "zeden",
        "1.4.2": "moord",
        "1.4.3": "openlijk",
        "1.4.4": "bedreiging",
        "1.4.5": "mishandeling",
        "1.4.6": "straatroof",
        "1.4.7": "overval",
    },
    "politie_overlast": {"2.1.1": "overlast", "2.4.1": "burengerucht"},
}
"""Per indicator the kinds of crime it adds up, each with a word that its title must have. The total contains all of
them: it is never added to another kind."""
LEAST_INHABITANTS = 200
"""Below this one incident more or less moves the figure by 5 per 1,000 or more; none is given then."""


def read_table(counts: pd.DataFrame, names: dict[str, str], inhabitants: pd.DataFrame) -> Parsed:
    """Rates per 1,000 inhabitants.

    `counts` has code, year, kind and count; `names` the name of every code in the table; `inhabitants` has code,
    vintage, name and inhabitants of areas. A rate is made only where the area existed in that very year, with the same
    code and name, and its inhabitants of that year are known; the country is left to be computed. A kind that is
    missing makes the sum missing.
    """
    wide = counts.pivot(index=["code", "year"], columns="kind", values="count")
    sums = pd.DataFrame({indicator: wide[list(kinds)].sum(axis=1, skipna=False) for indicator, kinds in KINDS.items()})
    known = inhabitants.dropna(subset=["inhabitants"]).rename(columns={"vintage": "year"})
    found = sums.reset_index().merge(known, on=["code", "year"])
    same = [
        normalise_name(str(name)) == normalise_name(names.get(code, ""))
        for code, name in zip(found["code"], found["name"], strict=True)
    ]
    found = found[same].query("code.str[:2] != 'NL'")
    found = found.assign(per=found["inhabitants"].where(found["inhabitants"] >= LEAST_INHABITANTS).astype(float) / 1000)
    rates = found.melt(["code", "year", "per"], list(KINDS), "indicator_id", "count")
    value = rates["count"] / rates["per"]
    rates = rates.assign(
        value=value, area_code=rates["code"], vintage=rates["year"], coverage=float("nan"),
        area_type=rates["code"].map({code: area_type(code) for code in rates["code"].unique()}),
        status=value.notna().map({True: OK, False: TOO_FEW}),
    )  # fmt: skip
    return Parsed(values=rates[VALUE_COLUMNS])
