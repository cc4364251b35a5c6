"""How things are called on the screen: an area, a regio, a set of areas, an indicator, a unit, a figure, a reason."""

from datetime import date
from typing import Any

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask.areas import Area
from lsa_data.methods import judgement
from lsa_data.say import names
from lsa_data.say.formats import date_words
from lsa_data.say.sentences import phrases
from lsa_ui.texts import language, t


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
    return {regio.code: names.regio_name(regio.code, language()) for regio in catalogue.regios()}


def set_name(group: str) -> str:
    """The name of a set of vulnerable areas, as a reader says it."""
    return names.set_name(group, language())


def set_phrase(group: str) -> str:
    """The same as part of a sentence."""
    return names.set_name(group, language(), "set_phrase")


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


def in_pictures(table: str, key: str) -> str:
    """A word that pages and pictures share: of a `benchmark`, a `weighting`, a `model`, or in a `chart`."""
    return str(phrases(language())[table][key])
