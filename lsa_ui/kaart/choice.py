"""What the map shows: type of area, indicator, year and regio, chosen in a panel and kept in the address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lsa_data import catalogue
from lsa_data.ask import areas, maps
from lsa_data.ask.areas import Area
from lsa_data.ask.selection import Selection
from lsa_ui.shared import address, area_search, frame, names
from lsa_ui.shared.select import Option, select
from lsa_ui.texts import language, t

ALL = ""
FIRST = "lbm3_afwijking"
"""The indicator that is shown when none is asked, where there is one."""


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
    marked: Area | None
    """The area that was searched, here or before on another page."""

    @property
    def scope(self) -> str | None:
        """The part of the country that is drawn; None is all of it."""
        return self.gemeente or self.provincie or self.regio

    @property
    def figures(self) -> Selection:
        """The same figures, to take along."""
        return Selection(
            type=self.type, vintage=self.year.vintage, gemeente=(self.gemeente,) if self.gemeente else (),
            provincie=None if self.gemeente else self.provincie,
            regio=None if self.gemeente or self.provincie else self.regio,
            indicator=(self.indicator.id,), year=(self.year.year,),
        )  # fmt: skip

    @property
    def part(self) -> dict[str, str]:
        """That part as a parameter of an address; empty for all of the country."""
        kinds = {"gemeente": self.gemeente, "provincie": self.provincie, "regio": self.regio}
        return next(({kind: code} for kind, code in kinds.items() if code), {})

    @property
    def too_wide(self) -> bool:
        """Whether a part of the country has to be chosen first."""
        return self.type in maps.PARTS_ONLY and self.scope is None


def choose() -> MapChoice:
    """The choice in the address; where that is wrong or stale the nearest valid one, with a message."""
    kind = address.read("type") or "wijk"
    possible = maps.drawable(kind)
    asked = address.read("indicator")
    if asked and asked not in possible:
        frame.notice(t("kaart.no_indicator", type=t(f"area_type.{kind}_plural")))
    first = FIRST if FIRST in possible else possible[0]
    indicator_id = asked if asked in possible else first
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
        kind, catalogue.indicators()[indicator_id], year, years, regio, provincie, gemeente.code if gemeente else None,
        _marked(),
    )  # fmt: skip


def _marked() -> Area | None:
    vintage = address.read("indeling")
    code = address.read("gebied") or address.remembered_area()
    return (areas.area(code, int(vintage)) if vintage else areas.area(code)) if code else None


def panel(choice: MapChoice) -> None:
    """The widgets; each writes its choice to the address, so that the back button and a copied link work."""
    regios = names.regio_names()
    area_search.pick("kaart_zoek", _go_to, label=t("kaart.go_to"))
    _select("type", maps.MAPPED, choice.type, lambda kind: t(f"area_type.{kind}_plural"), clears=("indicator", "jaar"))
    _select("indicator", maps.drawable(choice.type), choice.indicator.id, names.indicator_in_theme, clears=("jaar",))
    years = [entry.year for entry in choice.years]
    _select("jaar", years[::-1], choice.year.year, str)
    if not choice.too_wide:
        _select("regio", [ALL, *regios], choice.regio or ALL, _named(regios), clears=("provincie", "gemeente"))
        _provincie(choice)
        if choice.scope:
            _gemeente(choice)
    if choice.year.drawn_on != choice.year.vintage:
        frame.note(t("kaart.other_map", measured=choice.year.vintage, drawn=choice.year.drawn_on))
    if age := names.age_words(choice.indicator.id, choice.type, choice.year.year):
        frame.note(" ".join(age))
    frame.note(choice.indicator.text("definition", language()))
    if caution := choice.indicator.text("caution", language()):
        frame.note(caution)


def _go_to(area: Area) -> None:
    """Show an area on the map of its gemeente."""
    address.write(
        gebied=area.code, indeling=areas.other_vintage(area), gemeente=area.gemeente_code,
        provincie=None, regio=None,
    )  # fmt: skip


def ask_where(choice: MapChoice) -> None:
    """In the place of the map: that a gemeente or provincie has to be chosen, and the boxes to do so."""
    frame.notice(t("kaart.too_wide"))
    _gemeente(choice, t("kaart.choose"))
    _provincie(choice, t("kaart.choose"))


def _provincie(choice: MapChoice, nothing: str | None = None) -> None:
    provincies = {p.code: p.name for p in catalogue.provincies() if choice.regio in (None, p.regio)}
    words = _named(provincies, nothing)
    _select("provincie", [ALL, *provincies], choice.provincie or ALL, words, clears=("gemeente",))


def _gemeente(choice: MapChoice, nothing: str | None = None) -> None:
    """The box for a gemeente: those of the regio or provincie; who chose one can go to any other."""
    around = (None, None) if choice.gemeente else (choice.regio, choice.provincie)
    gemeenten = {
        row.code: names.gemeente_name(row.code, row.name) for row in areas.within("gemeente", *around).itertuples()
    }
    by_name = sorted(gemeenten, key=lambda code: gemeenten[code].lstrip("'"))
    words = _named(gemeenten, nothing)
    _select("gemeente", [ALL, *by_name], choice.gemeente or ALL, words)


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


def _named(known: dict[str, str], nothing: str | None = None) -> Callable[[str], str]:
    """The words of an option; those of none are `nothing`, or else the whole country."""
    return lambda code: (nothing or t("kaart.all")) if code == ALL else known[code]
