"""Numbers as people write them in Dutch or English."""

import math
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

from lsa_data.methods.rounding import round_half_up

MINUS = "\u2212"


def number(value: float | None, decimals: int, language: str) -> str:
    """`1.234,5` in Dutch, `1,234.5` in English; an en dash for a missing value. Never "-0"."""
    if value is None or math.isnan(value):
        return "–"
    rounded = round_half_up(value, decimals)
    return _pattern(decimals).apply(rounded, _locale(language)).replace("-", MINUS)


@cache
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def signed(value: float | None, decimals: int, language: str) -> str:
    """The number with its sign in front, `+1,2` or `−1,2`; zero has none."""
    text = number(value, decimals, language)
    return f"+{text}" if value is not None and round_half_up(value, decimals) > 0 else text


def with_unit(value: float | None, unit: str, decimals: int, language: str) -> str:
    """The number with its unit, as short as can be read at a glance: `12,3%`, `€ 250.000`, `7 per 1.000`."""
    if value is None or math.isnan(value):
        return "–"
    if unit == "euro_1000":
        amount = number(value * 1000, 0, language)
        return f"€ {amount}" if language == "nl" else f"€{amount}"
    text = number(value, decimals, language)
    return {
        "procent": f"{text}%",
        "per_1000": f"{text} per {number(1000, 0, language)}",
        "per_km2": f"{text} per km²",
        "km2": f"{text} km²",
    }.get(unit, text)


def date_words(day: date, language: str) -> str:
    """The date as words: `29 januari 2018`, `29 January 2018`."""
    return format_date(day, "d MMMM y", locale=language)
