"""The classes of a map: their colours, and their bounds in words."""

from lsa_data import catalogue
from lsa_data.ask.maps import Classes
from lsa_data.say.formats import number
from lsa_data.say.palette import Palette
from lsa_data.say.sentences import phrases


def colours_for(classes: Classes, indicator: catalogue.Indicator, palette: Palette) -> list[str]:
    """The colour of every class, lowest first. Teal is always the favourable end where the catalogue states one."""
    if indicator.ordinal:
        return list(palette.classes)
    if not classes.diverging:
        return list(palette.sequential)[-(len(classes.bounds) + 1) :]
    return list(reversed(palette.diverging)) if indicator.polarity < 0 else list(palette.diverging)


def class_words(classes: Classes, i: int, indicator: catalogue.Indicator, language: str) -> str:
    """The bounds of class `i` (0 is the lowest), or its own word; the middle one is about as the country."""
    if indicator.ordinal:
        return indicator.classes[language][i]
    own = phrases(language)["map_class"]
    bounds = [number(bound, indicator.decimals, language) for bound in classes.bounds]
    if i == 0:
        words = own["below"].format(bound=bounds[0])
    elif i == len(bounds):
        words = own["from"].format(bound=bounds[-1])
    else:
        words = own["between"].format(low=bounds[i - 1], high=bounds[i])
    return f"{words} {own['as_country']}" if classes.diverging and i == len(bounds) // 2 else words
