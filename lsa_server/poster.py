"""The poster for a neighbourhood walk: figures of an area, each a sheet of A3 with a sentence, a drawing, a question
and lines to write on."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from lsa_data import catalogue
from lsa_data.ask.areas import Area
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import names, opening, sentences, strip
from lsa_data.say import told as telling
from lsa_data.say.formats import MINUS
from lsa_data.say.palette import LIGHT
from lsa_data.say.sentences import NEUTRAL, PLUS, phrases
from lsa_data.say.told import Told
from lsa_server.address import path_to
from lsa_server.area_page import SCRIPT, Lost, head, render
from lsa_server.paper import on_paper
from lsa_server.words import words

AT_FIRST, MOST = 4, 8
ORDER = {PLUS: 0, NEUTRAL: 1, "": 1, MINUS: 2}
LINES = 14
"""More than fit on a sheet: the rest is cut off."""
STYLE = render("assets/poster.css", colours=LIGHT.named())


def page(area: Area, asked: Sequence[str], language: str, home: str, lost: Lost | None = None) -> Markup:
    """The sheets of the figures asked for, or else of those of the opening; strengths first. What of a line was `lost`
    is said on the screen."""
    told, word = telling.told(area, language), words(language)
    rows = {row.indicator_id: row for row in told.newest if sentences.slide(row, area, language)}
    chosen = _chosen(told, rows, asked)
    sheets = [_sheet(rows[name], told) for name in chosen]
    return render(
        "templates/poster.html", word=word, language=language, style=STYLE, script=SCRIPT, name=told.name,
        title=word["poster_title"].format(name=told.name), head=head(told, "poster", home),
        lost=lost, back=path_to("gebied", area, language), sheets=sheets,
        paper=on_paper(area, home, language), lines=range(LINES),
        choose=word["poster_choose"].format(most=MOST),
        boxes=[(name, names.indicator_name(name, language), name in chosen) for name in rows],
    )  # fmt: skip


def _chosen(told: Told, rows: dict[str, ProfileRow], asked: Sequence[str]) -> list[str]:
    """Which figures: those asked for that can be said, else those of the opening and then headlines."""
    chosen = [name for name in dict.fromkeys(asked) if name in rows][:MOST]
    if not chosen:
        headlines = [name for name in rows if catalogue.indicators()[name].headline]
        spoken = [row.indicator_id for row in opening.newest(told.rows)]
        candidates = [*(said.indicator_id for said in told.statements), *(n for n in headlines if n in spoken)]
        chosen = [name for name in dict.fromkeys(candidates) if name in rows][:AT_FIRST]
    marks = {name: sentences.standing(rows[name], told.area, told.language)[0] for name in chosen}
    return sorted(chosen, key=lambda name: ORDER[marks[name]])


def _sheet(row: ProfileRow, told: Told) -> dict[str, Any]:
    """What one sheet shows, by part."""
    language, word = told.language, words(told.language)
    indicator, placed = catalogue.indicators()[row.indicator_id], strip.strip_of(row)
    source = catalogue.sources()[indicator.source].text("label", language)
    sign, standing = sentences.standing(row, told.area, language)
    is_score = indicator.unit == "score"
    return {
        "indicator": indicator.text("name", language), "sentence": sentences.slide(row, told.area, language),
        "sign": sign, "spoken": sentences.spoken(sign, language), "standing": "" if is_score else standing,
        "strip": placed, "value": "" if is_score else names.value_brief(row.value, row, language),
        "country": "" if is_score else names.value_brief(row.national, row, language),
        "most": word["most"].format(areas=phrases(language)["areas"][told.area.type]),
        "source": f"{source}, {row.year}.", "notes": sentences.caveats(row, language),
        "question": word[f"question_{indicator.theme}"],
    }  # fmt: skip
