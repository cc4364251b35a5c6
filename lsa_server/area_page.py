"""What the page of an area shows: the same sentences and figures as Mijn wijk, ready for its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lsa_data import catalogue
from lsa_data.ask import areas, database, profile
from lsa_data.ask.areas import Area
from lsa_data.ask.profile import ProfileRow
from lsa_data.say import names, opening, place, sentences, strip
from lsa_data.say.formats import MINUS, number
from lsa_data.say.markup import renderer
from lsa_data.say.palette import DARK, LIGHT
from lsa_data.say.place import Way
from lsa_data.say.sentences import COMPARED, SCORE, UNDER_250, Statement, phrases
from lsa_server.address import path_of, path_to
from lsa_server.small_map import HEIGHT, WIDTH, SmallMap, small_map
from lsa_server.words import words

LONGEST_DESCRIPTION = 200
render = renderer(Path(__file__).parent)
STYLE = render("assets/light.css", light=LIGHT.named(), dark=DARK.named())
SCRIPT = render("assets/light.js")


@dataclass(frozen=True)
class Told:
    """An area with what is told of it in one language, the same for the page, its picture and its poster."""

    area: Area
    language: str

    @cached_property
    def name(self) -> str:
        """The name as people say it."""
        return names.area_name(self.area, self.language)

    @cached_property
    def inside(self) -> list[Way]:
        """What it lies in, the smallest first."""
        return list(place.lies_in(self.area, self.language))

    @cached_property
    def rows(self) -> list[ProfileRow]:
        """Its profile, every year, with the similar areas."""
        return profile.rows(self._series)

    @cached_property
    def newest(self) -> list[ProfileRow]:
        """Its profile, the newest year of every indicator."""
        return profile.rows(profile.latest(self._series)) if len(self._series) else []

    @cached_property
    def directions(self) -> list[str]:
        """Whether it improves."""
        return opening.direction(self.rows, self.area, self.language)

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of its opening, strengths first."""
        return opening.summary(self.rows, self.area, self.language)

    @cached_property
    def title(self) -> str:
        """The question that its page answers."""
        word = words(self.language)
        inside = self.inside[-1].name if self.inside else ""
        if self.area.type == "gemeente" or inside in ("", self.name):
            return word["title"].format(name=self.name)
        return word["title_place"].format(name=self.name, place=inside)

    @cached_property
    def description(self) -> str:
        """The page in a sentence or two, for who has only a link."""
        said = [statement.brief for statement in self.statements]
        text = f"{self.name}: {' '.join(said)}" if said else words(self.language)["described"].format(name=self.name)
        return text if len(text) <= LONGEST_DESCRIPTION else text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"

    @cached_property
    def beside(self) -> list[Way]:
        """The areas beside it."""
        return place.beside(self.area, self.language).ways

    @cached_property
    def map(self) -> SmallMap | None:
        """It and what lies beside it, drawn."""
        return small_map(self.area, self.name, self.beside)

    @cached_property
    def _series(self) -> Any:
        return profile.with_peers(profile.profile(self.area), self.area)


def area_page(area: Area, asked: int | None, language: str, home: str) -> Markup:
    """The page of an area. `asked` is the vintage in the address; where the area is of another, that is said."""
    told, word = Told(area, language), words(language)
    wrong = asked is not None and asked != area.vintage
    headlines = _headlines(told)
    return render(
        "templates/area.html", word=word, language=language, style=STYLE, script=SCRIPT, name=told.name,
        title=told.title, head=head(told, "gebied", home), kind=word["kind"][area.type],
        inside=_links(told.inside, language), facts=place.facts(area, language), map=_map(told),
        beside=_links(told.beside, language),
        notices=_notices(told, asked if wrong else None), became=_became(told), directions=told.directions,
        statements=[_statement(said, told) for said in told.statements], marks=_marks(language),
        newest=opening.how_new(told.rows, language), key=_key(told, headlines),
        themes=_themes(headlines, told), grey=area.size_class == UNDER_250,
        other_figures=max(len(told.newest) - len(headlines), 0),
        around=[(one.title, _links(one.ways, language)) for one in place.around(area, language)],
        further=_further(told), sources="; ".join(names.source_titles({r.indicator_id for r in told.rows}, language)),
        version=word["version"].format(version=database.version()), about=_dashboard("over", language),
    )  # fmt: skip


def head(told: Told, page: str, home: str) -> dict[str, Any]:
    """What stands in the head of a page of an area: its address in both languages, its description and its picture, and
    whether a search engine may show it."""
    paths = {code: home + path_to(page, told.area, code) for code in catalogue.LANGUAGES}
    old = areas.unless_first(told.area.type, told.area.vintage) is not None
    return {
        "canonical": paths[told.language], "languages": paths,
        "other": path_to(page, told.area, "nl" if told.language == "en" else "en"),
        "description": told.description, "picture": home + path_to("beeld", told.area, told.language),
        "hidden": old or told.area.size_class == UNDER_250, "locale": {"nl": "nl_NL", "en": "en_GB"}[told.language],
    }  # fmt: skip


def _headlines(told: Told) -> list[ProfileRow]:
    """The headline figures in the order of the page; of those that say nearly the same one, and of a subject the
    newest."""
    spoken = {row.indicator_id for row in opening.newest(told.rows)}
    found = []
    for theme in catalogue.themes():
        first, _ = profile.of_theme([row for row in told.newest if row.theme == theme], told.area.type)
        for row in first:
            indicator = catalogue.indicators()[row.indicator_id]
            silent = row.value is None and indicator.followed_by not in spoken
            if indicator.headline and (row.indicator_id in spoken or silent):
                found.append(row)
    return found


def _themes(headlines: Sequence[ProfileRow], told: Told) -> list[dict[str, Any]]:
    shown = []
    for theme in catalogue.themes().values():
        rows = [row for row in headlines if row.theme == theme.id]
        if rows:
            shown.append({
                "id": theme.id, "name": theme.text("name", told.language),
                "question": theme.text("question", told.language), "rows": [_row(row, told) for row in rows],
            })  # fmt: skip
    return shown


def _row(row: ProfileRow, told: Told) -> dict[str, Any]:
    """What one figure shows, by part."""
    language, word, area = told.language, words(told.language), told.area
    indicator = catalogue.indicators()[row.indicator_id]
    said, known = sentences.about(row, area, language), row.value is not None
    sign, standing = sentences.standing(row, area, language)
    score = said is not None and said.kind == SCORE
    value = names.value_brief(row.value, row, language) if known else names.missing_word(row.status, language)
    if said is not None and score:
        value = _score_word(said, word)
    national = names.value_brief(row.national, row, language) if row.national is not None and known else ""
    placed = strip.strip_of(row) if area.size_class != UNDER_250 else None
    course = opening.course_brief(row, language) if said is not None and said.kind in COMPARED else ""
    newer = names.age_words(row.indicator_id, area.type, row.year, language)[1:]
    remarks = [*(sentences.short_caveats(row, language) if known else []), *newer]
    return {
        "name": indicator.text("name", language), "year": row.year, "sign": sign,
        "spoken": sentences.spoken(sign, language) if sign else "", "value": value, "known": known,
        "country": "" if score else national, "standing": standing, "course": course, "remarks": remarks,
        "strip": placed, "strip_words": _strip_words(row, indicator, value, national, told) if placed else "",
        "about": list(_about(row, indicator, told)),
    }  # fmt: skip


def _score_word(said: Statement, word: Any) -> str:
    """A score is never read as a number: only whether it is better."""
    if not said.facts:
        return word["value_same"]
    key = {sentences.PLUS: "value_better", sentences.NEUTRAL: "value_neutral"}.get(said.sign, "value_less_good")
    return word[key]


def _strip_words(row: ProfileRow, indicator: catalogue.Indicator, value: str, national: str, told: Told) -> str:
    word = words(told.language)
    plural = phrases(told.language)["areas"][told.area.type]
    others = [word["strip_country"].format(value=national)]
    if row.peers is not None:
        peers = names.value_brief(row.peers, row, told.language)
        others.append(word["strip_peers"].format(areas=plural, value=peers))
    name = indicator.text("name", told.language)
    return word["strip"].format(name=name, value=value, others=", ".join(others))


def _about(row: ProfileRow, indicator: catalogue.Indicator, told: Told) -> Any:
    """What a figure is, what it did, how sure it is and where it comes from, in sentences."""
    language, word = told.language, words(told.language)
    yield indicator.text("definition", language)
    if row.value is not None:
        value, national = (names.value_text(v, indicator, language) for v in (row.value, row.national))
        if row.national is not None and not indicator.ordinal:
            yield word["score" if indicator.unit == "score" else "exactly"].format(value=value, national=national)
        if row.peers is not None and indicator.unit != "score":
            plural = phrases(language)["areas"][told.area.type]
            peers = names.value_brief(row.peers, row, language)
            yield word["peers_are"].format(areas=plural, value=peers)
        if row.ci_lower is not None:
            low, high = (number(bound, indicator.decimals, language) for bound in (row.ci_lower, row.ci_upper))
            yield word["interval"].format(low=low, high=high)
        if told.area.size_class != UNDER_250:
            yield opening.course(row, language)
        yield from sentences.caveats(row, language)
    yield indicator.text("caution", language)
    yield from names.age_words(row.indicator_id, told.area.type, row.year, language)[:1]
    if row.link != "self":
        yield word["measured"].format(year=row.measured_vintage)
    source = catalogue.sources()[indicator.source]
    yield word["source"].format(source=source.text("title", language), licence=source.licence)


def _statement(said: Statement, told: Told) -> dict[str, str]:
    return {
        "sign": said.sign, "spoken": sentences.spoken(said.sign, told.language), "text": said.brief,
        "small": names.small_print(said, told.area.type, told.language),
    }  # fmt: skip


def _marks(language: str) -> list[tuple[str, str]]:
    return [(sign, sentences.spoken(sign, language)) for sign in (sentences.PLUS, MINUS, sentences.NEUTRAL)]


def _key(told: Told, headlines: Sequence[ProfileRow]) -> dict[str, Any] | None:
    """What the marks on the strips mean; None where there is no strip."""
    strips = [placed for row in headlines if (placed := strip.strip_of(row))]
    if not strips or told.area.size_class == UNDER_250:
        return None
    word, plural = words(told.language), phrases(told.language)["areas"][told.area.type]
    return {
        "own": word["this"][told.area.type], "most": word["most"].format(areas=plural),
        "peers": word["peers"].format(areas=plural) if any(s.peers is not None for s in strips) else "",
        "beyond": any(s.beyond for s in strips),
    }  # fmt: skip


def _notices(told: Told, wrong: int | None) -> list[str]:
    """What a reader must know first: another year, too few people, no figures."""
    area, word, language = told.area, words(told.language), told.language
    said = [word["other_vintage"].format(code=area.code, asked=wrong, year=area.vintage)] if wrong else []
    said += [word["country_only"]] if area.type == "land" else []
    said += [sentences.too_small(area, language), sentences.small(area, language)]
    said += [] if told.rows else [word["no_figures"]]
    return [sentence for sentence in said if sentence]


def _became(told: Told) -> dict[str, Any] | None:
    found = place.became(told.area, told.language)
    if found is None:
        return None
    return {"sentence": found.sentence, "above": found.above, "areas": _links(found.areas, told.language)}


def _map(told: Told) -> dict[str, Any] | None:
    if told.map is None:
        return None
    others = [
        {"path": part.path, "name": part.name, "href": _link(part.way, told.language)}
        for part in told.map.others
        if part.way
    ]
    return {"own": told.map.own, "others": others, "width": WIDTH, "height": HEIGHT}


def _further(told: Told) -> list[tuple[str, str]]:
    """The ways on: the same area in the dashboard, beside a neighbour, and as a poster."""
    area, language, word = told.area, told.language, words(told.language)
    if area.type == "land":
        return [(_dashboard("", language), word["search"])]
    vintage = areas.unless_first(area.type, area.vintage)
    ways = [(_dashboard("mijn-wijk", language, gebied=area.code, indeling=vintage), word["further"])]
    if told.beside:
        other = told.beside[0]
        href = _dashboard("vergelijk", language, gebieden=f"{area.code},{other.code}")
        ways.append((href, word["compare"].format(name=other.name)))
    return [*ways, (path_to("poster", area, language), word["poster"])]


def _links(ways: Sequence[Way], language: str) -> list[tuple[str, str, str]]:
    return [(_link(way, language), way.name, way.small) for way in ways]


def _link(way: Way, language: str) -> str:
    return path_of("gebied", way.code, way.vintage, language)


def _dashboard(page: str, language: str, **values: object) -> str:
    """The address of a page of the dashboard."""
    query = [f"{name}={value}" for name, value in values.items() if value is not None]
    query += ["taal=en"] if language == "en" else []
    return f"/{page}" + ("?" + "&".join(query) if query else "")
