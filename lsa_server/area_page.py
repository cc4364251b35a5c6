"""What the page of an area shows: the same sentences and figures as Mijn wijk, ready for its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from lsa_data import catalogue
from lsa_data.ask import areas, database, own_area
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import OwnArea
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import figure_row, names, opening, place
from lsa_data.say import told as telling
from lsa_data.say.markup import renderer
from lsa_data.say.palette import DARK, LIGHT
from lsa_data.say.place import Way
from lsa_data.say.sentences import UNDER_250
from lsa_data.say.told import Told
from lsa_server.address import path_of, path_to
from lsa_server.paper import on_paper
from lsa_server.words import words

render = renderer(Path(__file__).parent)
STYLE = render("assets/light.css", light=LIGHT.named(), dark=DARK.named())
SCRIPT = render("assets/light.js")


@dataclass(frozen=True)
class Lost:
    """What of a line is no buurt that we know, in a sentence, and the way to where it is told one by one."""

    sentence: str
    href: str
    name: str


def area_page(area: Area, asked: int | None, language: str, home: str, lost: Lost | None = None) -> Markup:
    """The page of an area. `asked` is the vintage in the address; where the area is of another, that is said, and so is
    what of a line was `lost`."""
    told, word = telling.told(area, language), words(language)
    wrong = asked is not None and asked != area.vintage
    headlines = told.headlines
    return render(
        "templates/area.html", word=word, language=language, style=STYLE, script=SCRIPT, name=told.name,
        title=told.title, head=head(told, "gebied", home), kind=word["kind"][area.kind],
        official=figure_row.official(told), inside=_links(told.inside, language), facts=place.facts(area, language),
        map=figure_row.drawn_map(told, lambda way: _link(way, language)), beside=_links(told.beside, language),
        notices=figure_row.notices(told, asked if wrong else None), became=_became(told), directions=told.directions,
        lost=lost, paper=on_paper(area, home, language),
        statements=[figure_row.statement(said, told) for said in told.statements], marks=figure_row.marks(language),
        newest=opening.how_new(told.rows, language), key=figure_row.key(told, headlines),
        themes=_themes(headlines, told), grey=area.size_class == UNDER_250,
        other_figures=max(len(told.newest) - len(headlines), 0),
        around=[(one.title, told.newer_there(one.kind), _links(one.ways, language)) for one in told.around],
        further=_further(told), sources="; ".join(names.source_titles({r.indicator_id for r in told.rows}, language)),
        version=word["version"].format(version=database.version()), about=dashboard("over", language),
    )  # fmt: skip


def head(told: Told, page: str, home: str) -> dict[str, Any]:
    """What stands in the head of a page of an area: its address in both languages, its description and its picture, and
    whether a search engine may show it."""
    paths = {code: home + path_to(page, told.area, code) for code in catalogue.LANGUAGES}
    area = told.area
    hidden = areas.other_vintage(area) is not None or area.kind == own_area.KIND or area.size_class == UNDER_250
    return {
        "canonical": paths[told.language], "languages": paths,
        "other": path_to(page, told.area, "nl" if told.language == "en" else "en"),
        "description": told.description, "picture": home + path_to("beeld", told.area, told.language),
        "hidden": hidden, "locale": {"nl": "nl_NL", "en": "en_GB"}[told.language],
    }  # fmt: skip


def _themes(headlines: Sequence[ProfileRow], told: Told) -> list[dict[str, Any]]:
    shown = []
    for theme in catalogue.themes().values():
        rows = [figure_row.figure_row(row, told) for row in headlines if row.theme == theme.id]
        if rows:
            shown.append({
                "id": theme.id, "name": theme.text("name", told.language),
                "question": theme.text("question", told.language), "rows": rows,
            })  # fmt: skip
    return shown


def _became(told: Told) -> dict[str, Any] | None:
    found = place.became(told.area, told.language)
    if found is None:
        return None
    return {"sentence": found.sentence, "above": found.above, "areas": _links(found.areas, told.language)}


def _further(told: Told) -> list[tuple[str, str]]:
    """The ways on: the same area in the dashboard, beside a neighbour, and as a poster."""
    area, language, word = told.area, told.language, words(told.language)
    if area.type == "land":
        return [(dashboard("", language), word["search"])]
    own = isinstance(area, OwnArea)
    this = {"eigen": area.code} if own else {"gebied": area.code, "indeling": areas.other_vintage(area)}
    ways = [(dashboard("mijn-wijk", language, **this), word["further"])]
    if told.beside:
        other = told.beside[0]
        both = {**this, "gebieden": other.code} if own else {"gebieden": f"{area.code},{other.code}"}
        ways.append((dashboard("vergelijk", language, **both), word["compare"].format(name=other.name)))
    return [*ways, (path_to("poster", area, language), word["poster"])]


def _links(ways: Sequence[Way], language: str) -> list[tuple[str, str, str]]:
    return [(_link(way, language), way.name, way.small) for way in ways]


def _link(way: Way, language: str) -> str:
    return path_of("gebied", way.code, way.vintage, language)


def dashboard(page: str, language: str, **values: object) -> str:
    """The address of a page of the dashboard."""
    query = {name: value for name, value in values.items() if value is not None}
    query |= {"taal": "en"} if language == "en" else {}
    return f"/{page}" + (f"?{urlencode(query, safe=',:')}" if query else "")
