"""What the map shows: type of area, indicator, year and regio, chosen in a panel and kept in the address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lsa_data import catalogue
from lsa_data.ask import areas, maps
from lsa_ui.shared import address, frame, names
from lsa_ui.shared.select import Option, select
from lsa_ui.texts import language, t

ALL = ""
TYPES = ("wijk", "gemeente", "pc4")
FIRST = {"wijk": "lbm2_totaal", "gemeente": "lbm2_totaal", "pc4": "lbm3_totaal"}


@dataclass(frozen=True)
class MapChoice:
    """A valid choice: every part exists in the database."""

    type: str
    indicator: catalogue.Indicator
    year: maps.Choice
    years: tuple[maps.Choice, ...]
    regio: str | None
    provincie: str | None
    gemeente: str | None


def choose() -> MapChoice:
    """The choice in the address; where that is wrong or stale the nearest valid one, with a message."""
    kind = address.read("type") or "wijk"
    possible = maps.drawable(kind)
    asked = address.read("indicator")
    if asked and asked not in possible:
        frame.notice(t("kaart.no_indicator", type=t(f"area_type.{kind}_plural")))
    indicator_id = asked if asked in possible else FIRST[kind]
    years = tuple(maps.choices(indicator_id, kind))
    year = _year(years)
    regios = {regio.code for regio in catalogue.regios()}
    regio = address.one_of("regio", regios)
    provincies = {p.code: p.regio for p in catalogue.provincies()}
    provincie = address.one_of("provincie", provincies)
    code = address.read("gemeente")
    gemeente = areas.area(code) if code else None
    if code and gemeente is None:
        frame.notice(t("choice.unknown", code=code))
    if gemeente:
        provincie, regio = gemeente.provincie_code, gemeente.regio_code
    elif provincie:
        regio = provincies[provincie]
    return MapChoice(
        kind, catalogue.indicators()[indicator_id], year, years, regio, provincie, gemeente.code if gemeente else None
    )


def panel(choice: MapChoice) -> None:
    """The widgets; each writes its choice to the address, so that the back button and a copied link work."""
    regios = names.regio_names()
    provincies = {p.code: p.name for p in catalogue.provincies() if choice.regio in (None, p.regio)}
    gemeenten = dict(
        areas.within("gemeente", choice.regio, choice.provincie)[["code", "name"]].itertuples(index=False, name=None)
    )
    _select("type", TYPES, choice.type, lambda kind: t(f"area_type.{kind}_plural"), clears=("indicator", "jaar"))
    _select("indicator", maps.drawable(choice.type), choice.indicator.id, names.indicator_in_theme, clears=("jaar",))
    years = [entry.year for entry in choice.years]
    _select("jaar", years[::-1], choice.year.year, str)
    _select("regio", [ALL, *regios], choice.regio or ALL, _named(regios), clears=("provincie", "gemeente"))
    _select("provincie", [ALL, *provincies], choice.provincie or ALL, _named(provincies), clears=("gemeente",))
    _select("gemeente", [ALL, *gemeenten], choice.gemeente or ALL, _named(gemeenten))
    if choice.year.drawn_on != choice.year.vintage:
        frame.note(t("kaart.other_map", measured=choice.year.vintage, drawn=choice.year.drawn_on))
    frame.note(choice.indicator.text("definition", language()))
    if caution := choice.indicator.text("caution", language()):
        frame.note(caution)


def _year(years: tuple[maps.Choice, ...]) -> maps.Choice:
    asked = address.read("jaar")
    if asked is None:
        return years[-1]
    nearest = min(years, key=lambda entry: (abs(entry.year - int(asked)), -entry.year))
    if nearest.year != int(asked):
        frame.notice(t("kaart.no_year", asked=asked, year=nearest.year))
    return nearest


def _select(
    name: str, options: Iterable[Option], chosen: Option, words: Callable[[Option], str], clears: tuple[str, ...] = ()
) -> None:
    select(t(f"kaart.{name}"), name, options, chosen, words, clears, page="kaart")


def _named(known: dict[str, str]) -> Callable[[str], str]:
    return lambda code: t("kaart.all") if code == ALL else known[code]
