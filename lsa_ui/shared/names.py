"""How things are called on the screen: an area, a regio, a set of areas, an indicator, a unit, a figure, a reason."""

import re
from datetime import date
from typing import Any

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask import areas
from lsa_data.ask.areas import Area
from lsa_data.ask.newer import newer
from lsa_data.methods import judgement
from lsa_data.methods.age import years_old
from lsa_data.say.formats import date_words, with_unit
from lsa_ui.texts import language, t

DATED_SETS = ("zwak", "laag")
"""Sets of vulnerable areas that are a definition with a year behind it."""


NUMBER = re.compile(r"^Wijk (\d+)\s*")
"""What stands before the name of a wijk, or instead of it."""


def area_name(area: Area) -> str:
    """The name as people say it; a wijk that has only a number is called by its gemeente where no other wijk has
    people, and otherwise "wijk 05 in Doetinchem"."""
    number = NUMBER.fullmatch(area.name)
    if number is None or not area.gemeente_code or not area.gemeente_name:
        return name_of(area.type, area.code, area.name)
    gemeente = place_name(area.gemeente_code, area.gemeente_name)
    alone = areas.within("wijk", gemeente=area.gemeente_code)["inhabitants"].count() == 1
    return gemeente if alone else t("mijn_wijk.only_number", number=number[1], gemeente=gemeente)


def name_of(area_type: str, code: str, name: str) -> str:
    """The name of an area in a list: without "Wijk 03 " in front; a postcode is called so; what has no name is called
    by its code."""
    if area_type == "pc4":
        return postcode_name(code)
    return place_name(code, without_number(name)) or t("mijn_wijk.unnamed", type=t(f"area_type.{area_type}"), code=code)


def without_number(name: str) -> str:
    """The name without "Wijk 03 " in front; a name that is only a number stays."""
    return NUMBER.sub("", name) or name


def place_name(code: str, name: str) -> str:
    """What people call a gemeente, wijk or buurt: Den Haag, Schilderswijk."""
    return catalogue.usual_name(code, name)


def postcode_name(code: str) -> str:
    """A postcode as the name of an area."""
    return t("search.postcode_name", code=code)


def in_gemeente(name: str, gemeente: str | None) -> str:
    """The name with its gemeente behind it."""
    return f"{without_number(name)} ({gemeente or ''})"


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
    """The name of an indicator in a list; with the source behind it where another has the same name."""
    indicator = catalogue.indicators()[indicator_id]
    name = indicator.text("name", language())
    if sum(other.text("name", language()) == name for other in catalogue.indicators().values()) == 1:
        return name
    return f"{name} ({catalogue.sources()[indicator.source].text('label', language())})"


def indicator_in_theme(indicator_id: str) -> str:
    """The name of an indicator behind that of its theme, for a list of all."""
    theme = catalogue.themes()[catalogue.indicators()[indicator_id].theme].text("name", language())
    return f"{theme}: {indicator_name(indicator_id)}"


def unit_word(indicator: catalogue.Indicator) -> str:
    """The unit in words, for axes and headings."""
    return t(f"unit.{indicator.unit}")


def value_text(value: float | None, indicator: catalogue.Indicator) -> str:
    """The figure as the screen shows it; a class comes with its own words."""
    if indicator.ordinal and value is not None and value == value:
        return f"{indicator.class_name(int(value), language())} ({int(value)})"
    return with_unit(value, indicator.unit, indicator.decimals, language())


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
    """How old a figure is when that must be said, and where a newer one is found; empty for a figure of late years."""
    old = years_old(year, date.today().year)
    if old is None:
        return []
    said = [t("figures.old", n=old)]
    if found := newer(indicator_id, area_type, year):
        if found.area_type != area_type:
            said.append(t("figures.newer_type", type=t(f"area_type.{found.area_type}"), year=found.year))
        elif found.indicator_id != indicator_id:
            said.append(t("figures.newer_indicator", name=indicator_name(found.indicator_id), year=found.year))
    return said


def missing_word(status: str) -> str:
    """Why there is no figure, in words."""
    return t(f"missing.{status}")


def _of_set(text: str, group: str) -> str:
    kind, year = group[:4], group[4:]
    return t(f"klopt_het.{text}_{kind}", year=year) if kind in DATED_SETS else t(f"klopt_het.{text}_{group}")
