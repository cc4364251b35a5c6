"""Several reports together as a draft discussion paper: where rooms agree and where they differ, per theme and region.

Every sentence of a room stands in it once, with the rooms that said it, and no heading stands above nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from lsa_data import catalogue
from lsa_data.say.formats import date_words
from lsa_tafel.report import (
    Figure,
    Line,
    Recognition,
    Report,
    agreed,
    listed,
    qualified,
    recognition,
    room,
    sources,
    votes,
)
from lsa_tafel.words import words

YES, NO, DIVIDED = "yes", "no", "divided"
THEME, QUESTION = "theme", "question"
_Place = tuple[str, str]
"""Where a sentence stands: THEME or QUESTION, and which."""


class _Seen(NamedTuple):
    """A figure as one room saw it."""

    report: Report
    figure: Figure


def combined(reports: list[Report], language: str) -> list[Line]:
    """The paper: in short where rooms agree and differ, the agreements, every theme, the own questions, the own slides,
    the sessions and the sources. A report that was given twice counts once."""
    word = words(language)
    reports = _told_apart(list({one.model_dump_json(): one for one in reports}.values()), language)
    seen = _by_theme(reports)
    said = [Line("h1", word["draft"]), Line("h2", word["r_summary"]), Line("p", _size(reports, word))]
    said += _short([one for theme in seen.values() for one in theme.values()], word, language)
    said += _priorities(reports, word, language)
    said += _agreements(reports, word, language)
    spoken = _spoken(reports)
    for theme, figures in seen.items():
        said.append(Line("h2", _theme(theme, language)))
        for of_indicator in figures.values():
            said += _figure(of_indicator, word, language)
        said += listed("h3", word["r_sentences"], _quoted(spoken.get((THEME, theme), {})))
    asked = [
        line
        for title in _questions(reports)
        for line in listed("h3", title, _quoted(spoken.get((QUESTION, title), {})))
    ]
    if asked:
        said += [Line("h2", word["r_questions"]), *asked]
    said += listed("h2", word["r_own"], _own(reports))
    return [*said, *listed("h2", word["r_sessions"], [_session(one, word, language) for one in reports]),
            *sources(reports, word)]  # fmt: skip


def verdict(one: Recognition) -> str:
    """What more than half of a room said: yes, no, or divided when neither was more than half."""
    total = one.yes + one.partly + one.no
    return YES if 2 * one.yes > total else NO if 2 * one.no > total else DIVIDED


def _told_apart(reports: list[Report], language: str) -> list[Report]:
    """The reports; those with the same title have their date in it, and a number where that is the same too."""
    titles = [one.about.title for one in reports]
    dated = [
        ", ".join(filter(None, (title, _date(one, language)))) if titles.count(title) > 1 else title
        for title, one in zip(titles, reports, strict=True)
    ]
    apart = [
        f"{title} ({dated[: place + 1].count(title)})" if dated.count(title) > 1 else title
        for place, title in enumerate(dated)
    ]
    return [
        one.model_copy(update={"about": one.about.model_copy(update={"title": title})})
        for title, one in zip(apart, reports, strict=True)
    ]


def _date(report: Report, language: str) -> str:
    """The day of a session in the language of the paper; as its report says it where that is no date."""
    about = report.about
    try:
        return date_words(date.fromisoformat(about.date or ""), language)
    except ValueError:
        return about.date_words or about.date or ""


def _by_theme(reports: list[Report]) -> dict[str, dict[str, list[_Seen]]]:
    """Every figure that a room saw, by theme (in the order of the catalogue) and indicator."""
    found: dict[str, dict[str, list[_Seen]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        for figure in report.figures:
            found[figure.theme][figure.indicator].append(_Seen(report, figure))
    order = [*catalogue.themes(), *found]
    return {theme: found[theme] for theme in dict.fromkeys(order) if theme in found}


def _size(reports: list[Report], word: Mapping[str, str]) -> str:
    regios = len({one.about.regio for one in reports if one.about.regio})
    sessions = word["r_one_session"] if len(reports) == 1 else word["r_n_sessions"].format(n=len(reports))
    in_regios = "" if not regios else word["r_in_regio"] if regios == 1 else word["r_in_regios"].format(n=regios)
    return f"{sessions}{in_regios}."


def _short(figures: Iterable[list[_Seen]], word: Mapping[str, str], language: str) -> list[Line]:
    """On which figures all rooms say the same, and on which they do not."""
    same: list[str] = []
    other: list[str] = []
    for of_indicator in figures:
        told = [one for one in of_indicator if one.figure.recognise]
        if len(told) < 2:
            continue
        line = f"{_title(told, language)}: {_judged(told, word)}"
        (same if len({_verdict(one) for one in told}) == 1 else other).append(line)
    return listed("h3", word["r_agree"], same) + listed("h3", word["r_differ"], other)


def _figure(seen: list[_Seen], word: Mapping[str, str], language: str) -> list[Line]:
    """One figure: what the rooms together say, then the figure and the answers of each, and the regions."""
    told = [one for one in seen if one.figure.recognise]
    said = [Line("h3", _title(seen, language))]
    if len(told) > 1:
        said.append(Line("p", f"{_judged(told, word)[:1].upper()}{_judged(told, word)[1:]}"))
    heard: dict[str, list[str]] = defaultdict(list)
    for report, figure in seen:
        year = qualified(word["r_year"].format(year=figure.year), figure, word)
        heard[f"{_where(report, figure)}: {figure.sentence} {year}."] += room(figure, word)
    said += [Line("li", " ".join([figure, *answers])) for figure, answers in heard.items()]
    regios = {code: [one for one in told if one.report.about.regio == code] for code in _names(language)}
    counted = [
        f"{_names(language)[code]}: {recognition(_sum(own), word)}" for code, own in regios.items() if len(own) > 0
    ]
    return said + (listed("p", word["r_by_regio"], counted) if len(counted) > 1 else [])


def _judged(told: list[_Seen], word: Mapping[str, str]) -> str:
    """In how many rooms most people recognised a figure, and which rooms they are where rooms differ."""
    rooms = {kind: [_where(*one) for one in told if _verdict(one) == kind] for kind in (YES, NO, DIVIDED)}
    if len(rooms[YES]) == len(told):
        judged = word["r_all_yes"]
    elif len(rooms[NO]) == len(told):
        judged = word["r_all_no"]
    elif len(rooms[DIVIDED]) == len(told):
        judged = word["r_all_divided"]
    else:
        judged = "; ".join(f"{word[f'r_room_{kind}']} {_and(names)}" for kind, names in rooms.items() if names) + "."
    return f"{judged} {recognition(_sum(told), word)}"


def _verdict(one: _Seen) -> str:
    assert one.figure.recognise
    return verdict(one.figure.recognise)


def _sum(told: list[_Seen]) -> Recognition:
    counts: Counter[str] = Counter()
    for one in told:
        assert one.figure.recognise
        counts.update(one.figure.recognise.model_dump())
    return Recognition(yes=counts["yes"], partly=counts["partly"], no=counts["no"])


def _priorities(reports: list[Report], word: Mapping[str, str], language: str) -> list[Line]:
    """What comes first: the votes of all rooms per theme, and of each region where there are more."""
    total: Counter[str] = Counter()
    per_regio: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for report in reports:
        for theme, count in (report.priorities.votes or {}).items():
            names[theme] = _theme(theme, language, report.priorities.themes.get(theme, theme))
            total[theme] += count
            if report.about.regio:
                per_regio[report.about.regio][theme] += count
    said = []
    for theme, count in total.most_common():
        regios = [f"{name} {per_regio[code][theme]}" for code, name in _names(language).items() if code in per_regio]
        apart = f" ({', '.join(regios)})" if len(regios) > 1 else ""
        if count:
            said.append(f"{names[theme]}: {votes(count, word)}{apart}")
    return listed("h3", word["r_priorities"], said)


def _agreements(reports: list[Report], word: Mapping[str, str], language: str) -> list[Line]:
    each = [listed("h3", one.about.title, [agreed(part, language) for part in one.agreements]) for one in reports]
    said = [line for lines in each for line in lines]
    return [Line("h2", word["agreements"]), *said] if said else []


def _spoken(reports: list[Report]) -> Mapping[_Place, Mapping[str, list[str]]]:
    """The sentences by theme, or own question, where they were first said -> the rooms that said them."""
    first: dict[str, tuple[_Place, str]] = {}
    found: dict[_Place, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        parts = [((THEME, figure.theme), figure.sentences) for figure in report.figures]
        parts += [((QUESTION, question.title), question.sentences) for question in report.questions]
        for place, sentences in parts:
            for sentence in sentences:
                at, said = first.setdefault(" ".join(sentence.casefold().split()).rstrip("."), (place, sentence))
                rooms = found[at][said]
                if report.about.title not in rooms:
                    rooms.append(report.about.title)
    return found


def _quoted(sentences: Mapping[str, list[str]]) -> list[str]:
    return [f"“{sentence}” ({_and(rooms)})" for sentence, rooms in sentences.items()]


def _questions(reports: list[Report]) -> list[str]:
    return list(dict.fromkeys(question.title for one in reports for question in one.questions))


def _session(report: Report, word: Mapping[str, str], language: str) -> str:
    about = report.about
    regio = _names(language).get(about.regio or "")
    day = _date(report, language)
    parts = (about.title, about.place, "" if day in about.title else day, f"{word['r_regio']} {regio}" if regio else "")
    return ", ".join(part for part in parts if part)


def _own(reports: list[Report]) -> list[str]:
    """The slides that facilitators added: what each said, from where, and in which rooms."""
    rooms: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        for one in report.own:
            rooms[f"“{one.title}” {one.source}".rstrip()].append(report.about.title)
    return [f"{said} ({_and(titles)})" for said, titles in rooms.items()]


def _where(report: Report, figure: Figure) -> str:
    """What a room is called: its area, with the title where that does not name it."""
    title, area = report.about.title, figure.area_name
    return title if area.casefold() in title.casefold() else f"{area} ({title})"


def _and(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _names(language: str) -> dict[str, str]:
    return {regio.code: regio.name_en if language == "en" else regio.name_nl for regio in catalogue.regios()}


def _title(seen: list[_Seen], language: str) -> str:
    known = catalogue.indicators().get(seen[0].figure.indicator)
    return known.text("name", language) if known else seen[0].figure.title


def _theme(theme: str, language: str, otherwise: str = "") -> str:
    known = catalogue.themes().get(theme)
    return known.text("name", language) if known else otherwise or theme
