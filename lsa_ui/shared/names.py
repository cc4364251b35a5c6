"""How things are called on the screen: an area, a regio, a set of areas, an indicator, a unit, a figure, a reason."""

from datetime import date
from typing import Any

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask.areas import Area
from lsa_data.methods import judgement
from lsa_data.say import names
from lsa_data.say.formats import date_words
from lsa_ui.texts import language, t

DATED_SETS = ("zwak", "laag")
"""Sets of vulnerable areas that are a definition with a year behind it."""


def area_name(area: Area) -> str:
    """The name of an area as people say it, in the visitor's language."""
    return names.area_name(area, language())


def name_of(area_type: str, code: str, name: str) -> str:
    """The name of an area in a list, in the visitor's language."""
    return names.name_of(area_type, code, name, language())


def names_of(area_type: str, found: pd.DataFrame) -> list[str]:
    """The name of every area of a frame with code and name, as in a list."""
    own, rows = language(), zip(found["code"].tolist(), found["name"].tolist(), strict=True)
    return [names.name_of(area_type, code, name, own) for code, name in rows]


def gemeente_name(code: str, name: str) -> str:
    """The official name of a gemeente in a list, behind what people call it where that is another name."""
    usual = catalogue.usual_names().get(code)
    return f"{usual} ({name})" if usual else name


def regio_name(code: str) -> str:
    """The name of a regio in the visitor's language."""
    return regio_names()[code]


def regio_names() -> dict[str, str]:
    """Code -> name of every regio, in the visitor's language."""
    return {r.code: (r.name_en if language() == "en" else r.name_nl) for r in catalogue.regios()}


def set_name(group: str) -> str:
    """The name of a set of vulnerable areas, as a reader says it."""
    return _of_set("groep", group)


def set_phrase(group: str) -> str:
    """The same as part of a sentence."""
    return _of_set("phrase", group)


def indicator_name(indicator_id: str) -> str:
    """The name of an indicator in a list, in the visitor's language."""
    return names.indicator_name(indicator_id, language())


def indicator_in_theme(indicator_id: str) -> str:
    """The name of an indicator behind that of its theme, for a list of all."""
    theme = catalogue.themes()[catalogue.indicators()[indicator_id].theme].text("name", language())
    return f"{theme}: {indicator_name(indicator_id)}"


def unit_word(indicator: catalogue.Indicator) -> str:
    """The unit in words, for axes and headings."""
    return t(f"unit.{indicator.unit}")


def value_text(value: float | None, indicator: catalogue.Indicator) -> str:
    """The figure as the screen shows it, in the visitor's language."""
    return names.value_text(value, indicator, language())


def position_word(position: object, unusual: Any) -> str:
    """How a figure compares with the country, and with most areas where it is `unusual`; empty when that cannot be
    said: `position` is no word then."""
    if not isinstance(position, str):
        return ""
    return t(f"position.{position}_unusual" if pd.notna(unusual) and unusual else f"position.{position}")


def judgement_word(position: object, indicator: catalogue.Indicator, unusual: Any = None) -> str:
    """The same, with what it means where the catalogue says what is better."""
    word = position_word(position, unusual)
    meaning = judgement.judge(position, indicator.polarity) if isinstance(position, str) else None
    return f"{word}, {t(f'judgement.{meaning}')}" if meaning in (judgement.FAVOURABLE, judgement.UNFAVOURABLE) else word


def date_name(day: date | None) -> str:
    """The date in words, or that it is unknown."""
    return date_words(day, language()) if day else t("bijeenkomsten.date_unknown")


def age_words(indicator_id: str, area_type: str, year: int) -> list[str]:
    """How old a figure is and where a newer one is found, in the visitor's language."""
    return names.age_words(indicator_id, area_type, year, language())


def missing_word(status: str) -> str:
    """Why there is no figure, in the visitor's language."""
    return names.missing_word(status, language())


def _of_set(text: str, group: str) -> str:
    kind, year = group[:4], group[4:]
    return t(f"klopt_het.{text}_{kind}", year=year) if kind in DATED_SETS else t(f"klopt_het.{text}_{group}")
