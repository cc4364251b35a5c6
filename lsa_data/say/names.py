"""How an area and a figure are called, and what stands in small beside a figure."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from lsa_data import catalogue
from lsa_data.ask import areas, claim, own_area
from lsa_data.ask.areas import Area
from lsa_data.ask.newer import newer
from lsa_data.ask.own_area import OwnArea
from lsa_data.methods.age import years_old
from lsa_data.say import sentences
from lsa_data.say.formats import number, with_unit
from lsa_data.say.sentences import Figure, Statement, phrases

NUMBER = re.compile(r"^Wijk (\d+)\s*")
"""What stands before the name of a wijk, or instead of it."""
DATED_SETS = ("zwak", "laag")
"""Sets of vulnerable areas that are a definition with a year behind it."""
SUFFIX = re.compile(r" \([A-Za-z]+\.?\)$")
"""What an official name has behind it where two gemeenten share one: "Middelburg (Z.)"."""


def area_name(area: Area, language: str) -> str:
    """The name as people say it; a wijk that has only a number is called by its gemeente where no other wijk has
    people, and otherwise "wijk 05 in Doetinchem". An own area without a name is called by its buurten."""
    if isinstance(area, OwnArea):
        return area.name or _by_members(area, language)
    number = NUMBER.fullmatch(area.name)
    if number is None or not area.gemeente_code or not area.gemeente_name:
        return name_of(area.type, area.code, area.name, language)
    gemeente = place_name(area.gemeente_code, area.gemeente_name)
    alone = areas.within("wijk", gemeente=area.gemeente_code)["inhabitants"].count() == 1
    return gemeente if alone else phrases(language)["only_number"].format(number=number[1], gemeente=gemeente)


def _by_members(area: OwnArea, language: str) -> str:
    """The names of two buurten, or of the one that most people live in and how many there are beside it."""
    order = sorted(area.members, key=lambda member: -member.people)
    first, *others = (name_of("buurt", member.code, member.name, language) for member in order)
    if len(others) > 1:
        return phrases(language)["own_and_more"].format(name=first, n=len(others))
    return phrases(language)["own_and"].format(name=first, other=others[0]) if others else first


def official_name(area: Area, language: str) -> str:
    """What statistics call an area, where people call it otherwise; else empty."""
    official = without_number(area.name)
    if area.kind in ("land", "pc4", own_area.KIND) or NUMBER.fullmatch(official):
        return ""
    return "" if official in (area_name(area, language), "") else official


def name_of(area_type: str, code: str, name: str, language: str) -> str:
    """The name of an area in a list: without "Wijk 03 " in front; a postcode is called so; what has no name is called
    by its code."""
    words = phrases(language)
    if area_type == "land":
        return words["country_name"]
    if area_type == "pc4":
        return words["postcode_name"].format(code=code)
    return place_name(code, without_number(name)) or words["unnamed"].format(type=words["area"][area_type], code=code)


def without_number(name: str) -> str:
    """The name without "Wijk 03 " in front; a name that is only a number stays."""
    return NUMBER.sub("", name) or name


def place_name(code: str, name: str) -> str:
    """What people call a gemeente, wijk or buurt: Den Haag, Schilderswijk."""
    return catalogue.usual_name(code, name)


def town_name(code: str, name: str) -> str:
    """The name of a gemeente on a map, without what tells it from another of the same name."""
    return catalogue.usual_names().get(code) or SUFFIX.sub("", name)


def in_gemeente(name: str, gemeente: str | None) -> str:
    """The name with its gemeente behind it."""
    return f"{without_number(name)} ({gemeente or ''})"


def indicator_name(indicator_id: str, language: str) -> str:
    """The name of an indicator in a list; with the source behind it where another has the same name."""
    indicator = catalogue.indicators()[indicator_id]
    name = indicator.text("name", language)
    if _names(language)[name] == 1:
        return name
    return f"{name} ({catalogue.sources()[indicator.source].text('label', language)})"


@cache
def _names(language: str) -> Counter[str]:
    """How many indicators have a name."""
    return Counter(indicator.text("name", language) for indicator in catalogue.indicators().values())


def value_text(value: float | None, indicator: catalogue.Indicator, language: str) -> str:
    """The figure as the screen shows it; a class comes with its own words."""
    if indicator.ordinal and value is not None and value == value:
        return f"{indicator.class_name(int(value), language)} ({int(value)})"
    return with_unit(value, indicator.unit, indicator.decimals, language)


def value_brief(value: float | None, row: Figure, language: str) -> str:
    """A figure of a row, or of what it is compared with, with as many decimals as its sentence has."""
    indicator = catalogue.indicators()[row.indicator_id]
    if indicator.ordinal:
        return value_text(value, indicator, language)
    return with_unit(value, indicator.unit, sentences.shown_decimals(row), language)


def missing_word(status: str, language: str) -> str:
    """Why there is no figure, in words."""
    return phrases(language)["missing"][status]


def age_words(indicator_id: str, area_type: str, year: int, language: str) -> list[str]:
    """How old a figure is when that must be said, and where a newer one is found; empty for a figure of late years."""
    old = years_old(year, sentences.this_year())
    if old is None:
        return []
    words = phrases(language)
    said = [words["old"].format(n=old)]
    if found := newer(indicator_id, area_type, year):
        if found.area_type != area_type:
            said.append(words["newer_type"].format(type=words["area"][found.area_type], year=found.year))
        elif found.indicator_id != indicator_id:
            name = indicator_name(found.indicator_id, language)
            said.append(words["newer_indicator"].format(name=name, year=found.year))
    return said


def small_print(statement: Statement, area_type: str, language: str) -> str:
    """What stands in small behind a statement: its year, its source, how sure and how old it is."""
    age = age_words(statement.indicator_id, area_type, statement.year, language)
    return " · ".join([str(statement.year), statement.source, *statement.notes, *age])


def source_titles(indicator_ids: Iterable[str], language: str) -> list[str]:
    """The sources of these figures, each with who published it and its licence."""
    used = {catalogue.indicators()[indicator_id].source for indicator_id in indicator_ids}
    return [
        f"{source.publisher}, {source.text('title', language)} ({source.licence})"
        for source in catalogue.sources().values()
        if source.id in used
    ]


def regio_name(code: str, language: str) -> str:
    """The name of a regio."""
    return next(r.name_en if language == "en" else r.name_nl for r in catalogue.regios() if r.code == code)


def set_name(group: str, language: str, part: str = "set") -> str:
    """The name of a set of vulnerable areas, as a reader says it; with `set_phrase` as part of a sentence."""
    named = phrases(language)[part]
    kind, year = group[:4], group[4:]
    return named[kind].format(year=year) if kind in DATED_SETS else named[group]


def threshold_name(value: str, ordinal: bool, language: str) -> str:
    """What counts as a decline, in words; classes (`ordinal`) have steps, all else points."""
    named = phrases(language)["threshold"]
    if value in (claim.SOURCE, claim.NOISE):
        return named[value]
    if float(value) == 0:
        return named["any"]
    if ordinal:
        return named["class"].format(n=number(float(value), 0, language))
    return named["points"].format(n=number(float(value), 2, language))
