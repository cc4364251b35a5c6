"""What the page of an area shows of one figure, of a statement, and of the marks between them, ready for a template."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lsa_data import catalogue
from lsa_data.ask.own_area import LEAST_PEOPLE, WHOLE, OwnArea
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import names, opening, sentences, strip
from lsa_data.say.formats import MINUS, number
from lsa_data.say.place import Way
from lsa_data.say.sentences import COMPARED, SCORE, UNDER_250, Statement, page_words, phrases
from lsa_data.say.small_map import HEIGHT, WIDTH
from lsa_data.say.told import Told


def figure_row(row: ProfileRow, told: Told) -> dict[str, Any]:
    """What one figure shows, by part."""
    language, word, area = told.language, page_words(told.language), told.area
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
    newer = names.age_words(row.indicator_id, area.made_of, row.year, language)[1:]
    remarks = [*(sentences.short_caveats(row, language) if known else []), *newer]
    return {
        "name": indicator.text("name", language), "year": row.year, "sign": sign,
        "spoken": sentences.spoken(sign, language) if sign else "", "value": value, "known": known,
        "country": "" if score else national, "standing": standing, "course": course, "remarks": remarks,
        "id": row.indicator_id, "strip": placed, "start": strip.start_of(row) if placed else None,
        "strip_words": _strip_words(row, indicator, value, national, told) if placed else "",
        "about": list(_about(row, indicator, told)),
    }  # fmt: skip


def _score_word(said: Statement, word: Any) -> str:
    """A score is never read as a number: only whether it is better."""
    if not said.facts:
        return word["value_same"]
    key = {sentences.PLUS: "value_better", sentences.NEUTRAL: "value_neutral"}.get(said.sign, "value_less_good")
    return word[key]


def _strip_words(row: ProfileRow, indicator: catalogue.Indicator, value: str, national: str, told: Told) -> str:
    """The line of a figure for who cannot see it; of a score only where it stands."""
    word = page_words(told.language)
    if indicator.unit == "score":
        return f"{indicator.text('name', told.language)}: {value}."
    plural = phrases(told.language)["areas"][told.area.type]
    others = [word["strip_country"].format(value=national)]
    if row.peers is not None:
        peers = names.value_brief(row.peers, row, told.language)
        others.append(word["strip_peers"].format(areas=plural, value=peers))
    name = indicator.text("name", told.language)
    return word["strip"].format(name=name, value=value, others=", ".join(others))


def _about(row: ProfileRow, indicator: catalogue.Indicator, told: Told) -> Iterator[str]:
    """What a figure is, what it did, how sure it is and where it comes from, in sentences."""
    language, word = told.language, page_words(told.language)
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
    yield from names.age_words(row.indicator_id, told.area.made_of, row.year, language)[:1]
    if row.link != "self":
        yield word["measured"].format(year=row.measured_vintage)
    source = catalogue.sources()[indicator.source]
    yield word["source"].format(source=source.text("title", language), licence=source.licence)


def statement(said: Statement, told: Told) -> dict[str, str]:
    """What one statement of the opening shows: its mark, its text, and in small its year, source and how sure it is."""
    return {
        "sign": said.sign, "spoken": sentences.spoken(said.sign, told.language), "text": said.brief,
        "small": names.small_print(said, told.area.made_of, told.language),
    }  # fmt: skip


def marks(language: str) -> list[tuple[str, str]]:
    """Every mark with what it says aloud."""
    return [(sign, sentences.spoken(sign, language)) for sign in (sentences.PLUS, MINUS, sentences.NEUTRAL)]


def key(told: Told, rows: Sequence[ProfileRow]) -> dict[str, Any] | None:
    """What the marks on the strips mean; None where there is no strip."""
    strips = [placed for row in rows if (placed := strip.strip_of(row))]
    if not strips or told.area.size_class == UNDER_250:
        return None
    word, plural = page_words(told.language), phrases(told.language)["areas"][told.area.type]
    return {
        "own": word["this"][told.area.kind], "most": word["most"].format(areas=plural),
        "peers": word["peers"].format(areas=plural) if any(s.peers is not None for s in strips) else "",
        "beyond": any(s.beyond for s in strips), "start": any(strip.start_of(row) is not None for row in rows),
    }  # fmt: skip


def notices(told: Told, wrong: int | None) -> list[str]:
    """What a reader must know first: another year, too few people, no figures."""
    area, word, language = told.area, page_words(told.language), told.language
    said = [word["other_vintage"].format(code=area.code, asked=wrong, year=area.vintage)] if wrong else []
    said += [word["country_only"]] if area.type == "land" else []
    if isinstance(area, OwnArea):
        return [*said, *(sentence for sentence in (_own(area, language), sentences.small(area, language)) if sentence)]
    said += [sentences.too_small(area, language), sentences.small(area, language)]
    said += [] if told.rows else [word["no_figures"]]
    return [sentence for sentence in said if sentence]


def _own(area: OwnArea, language: str) -> str:
    """What an own area is, how its figures came about and what it is compared with; nothing of one too small."""
    words = phrases(language)
    if area.size_class == UNDER_250:
        return words["own_too_small"].format(n=number(area.inhabitants, 0, language), least=LEAST_PEOPLE)
    key = "own_one" if len(area.members) == 1 else "own_of"
    said = words[key].format(n=len(area.members), areas=words["areas"][area.type])
    parts = any(member.percent != WHOLE for member in area.members)
    return f"{said} {words['own_parts']}" if parts else said


def official(told: Told) -> str:
    """How statistics call the area, where people call it otherwise; else empty."""
    name = names.official_name(told.area, told.language)
    return page_words(told.language)["official"].format(name=name) if name else ""


def drawn_map(told: Told, href: Callable[[Way], str]) -> dict[str, Any] | None:
    """The small map, with the address (`href`) of each area beside it; None where there is none."""
    if told.map is None:
        return None
    others = [
        {"path": part.path, "name": part.name, "href": href(part.way)} for part in told.map.others if part.way
    ]  # fmt: skip
    return {"own": told.map.own, "others": others, "width": WIDTH, "height": HEIGHT}
