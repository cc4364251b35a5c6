"""Areas, figures and indicators as plain values for machines, with the judgements that the pages show."""

import math

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import database, profile
from lsa_data.ask.areas import Area
from lsa_data.methods import judgement


def records(frame: pd.DataFrame) -> list[dict]:
    """One dict per row; None where a value is missing, whole numbers as such."""
    return [{name: _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def indicator(of: catalogue.Indicator) -> dict:
    """What an indicator means, in both languages."""
    return {
        "id": of.id, "theme": of.theme, "source": of.source, "unit": of.unit, "polarity": of.polarity,
        "decimals": of.decimals, "kind": of.kind, "national_method": of.national_method,
        "name": {language: of.text("name", language) for language in catalogue.LANGUAGES},
        "definition": {language: of.text("definition", language) for language in catalogue.LANGUAGES},
        "caution": {language: of.text("caution", language) for language in catalogue.LANGUAGES},
    }  # fmt: skip


@database.once_per_version
def measured() -> dict[str, dict]:
    """Per indicator of which there are figures how many, and for which types of area, vintages and years."""
    found: dict[str, dict] = {}
    for (name, kind, vintage), rows in database.ask("indicator_years").groupby(
        ["indicator_id", "area_type", "vintage"]
    ):
        of = found.setdefault(str(name), {"figures": 0, "measured": []})
        of["figures"] += int(rows["n"].sum())
        years = sorted(rows["year"].astype(int).tolist())
        of["measured"].append({"type": str(kind), "vintage": int(vintage), "years": years})
    return found


def profile_of(area: Area) -> dict:
    """An area with every figure that may be shown on it: position and trend against the country, and whether that is
    favourable (None where the catalogue does not say what is better)."""
    figures = []
    for row in records(profile.profile(area)):
        polarity = catalogue.indicators()[row["indicator_id"]].polarity
        row["judgement"] = _judgement(row["position"], polarity)
        row["trend_judgement"] = _judgement(row["direction"], polarity)
        figures.append(row)
    return {"area": {name: _plain(value) for name, value in vars(area).items()}, "figures": figures}


def _judgement(word: str | None, polarity: int) -> str | None:
    return judgement.judge(word, polarity) if word else None


def _plain(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is pd.NA or value is None or value is pd.NaT:
        return None
    return value.item() if hasattr(value, "item") else value
