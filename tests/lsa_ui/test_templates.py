"""The templates of the dashboard, each filled with texts and words that are hostile."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import lsa_ui
from lsa_data.say.markup import renderer
from lsa_data.say.palette import LIGHT
from lsa_ui.shared import templates
from tests.templates import HOSTILE, assert_every_value_is_asked_for, assert_shows_texts_as_texts, names

FOLDER = Path(lsa_ui.__file__).parent
LANGUAGES = {"nl": HOSTILE, "en": HOSTILE}
INITIATIVE = SimpleNamespace(name=HOSTILE, place=HOSTILE, remark=HOSTILE)
CELL = {"fill": "#fff", "ink": "#000", "share": HOSTILE, "declined": 1, "n": 2}
EXAMPLES = {
    "bijeenkomsten/initiatives.html": {"initiatives": [(INITIATIVE, HOSTILE, HOSTILE), (INITIATIVE, HOSTILE, None)]},
    "bijeenkomsten/meeting.html": {
        "regio": HOSTILE, "meeting": SimpleNamespace(title=HOSTILE, remark=HOSTILE), "place": HOSTILE,
        "when": HOSTILE, "facts": HOSTILE,
    },
    "gegevens/everything.html": {"csv": HOSTILE, "parquet": HOSTILE},
    "gegevens/files.html": {"files": [(HOSTILE, HOSTILE, HOSTILE), (HOSTILE, None, HOSTILE)]},
    "gegevens/programs.html": {},
    "kaart/card.html": dict.fromkeys(
        ("name", "gemeente", "year", "value", "words", "national", "href", "open"), HOSTILE
    ),
    "klopt_het/answer.html": {"words": HOSTILE, "verdict": HOSTILE, "compared": HOSTILE},
    "klopt_het/multiverse.html": {
        "groups": [HOSTILE],
        "measures": [(HOSTILE, [(2002, 2012, [CELL | {"href": HOSTILE, "current": True}, CELL | {"href": None},
                                               None])])],
    },
    "klopt_het/shares.html": {
        "first": HOSTILE,
        "rows": [{"name": HOSTILE, "share": HOSTILE, "everywhere": HOSTILE, "counted": HOSTILE},
                 {"name": HOSTILE, "share": None, "everywhere": None, "counted": HOSTILE}],
    },
    "mijn_wijk/figures.html": {
        "columns": [HOSTILE], "grey": True,
        "rows": [{"name": HOSTILE, "sign": HOSTILE, "spoken": HOSTILE, "standing": HOSTILE,
                  "definition": [HOSTILE], "value": HOSTILE, "marks": HOSTILE, "remarks": [HOSTILE],
                  "beside": [(HOSTILE, HOSTILE)], "strip": HOSTILE, "spark": HOSTILE}],
    },
    "mijn_wijk/header.html": {"kind": HOSTILE, "inside": [(HOSTILE, HOSTILE)], "facts": [HOSTILE]},
    "mijn_wijk/initiatives.html": {"initiatives": [INITIATIVE]},
    "mijn_wijk/summary.html": {
        "directions": [HOSTILE], "statements": [dict.fromkeys(("sign", "spoken", "text", "small"), HOSTILE)],
    },
    "shared/area_table.html": {
        "title": HOSTILE, "heads": [HOSTILE], "counted": HOSTILE,
        "lines": [SimpleNamespace(name=HOSTILE, href=HOSTILE, cells=(HOSTILE,))],
    },
    "shared/drawing.html": {"packed": "", "width": 1, "height": 1, "label": HOSTILE},
    "shared/foot.html": {"date": HOSTILE, "here": HOSTILE, "version": HOSTILE, "about": HOSTILE},
    "shared/hits.html": {"hits": [(HOSTILE, HOSTILE, HOSTILE)]},
    "shared/languages.html": {"languages": LANGUAGES, "current": "nl"},
    "shared/legend.html": {"classes": [("#fff", HOSTILE, HOSTILE)], "missing": HOSTILE},
    "shared/line.html": {"text": HOSTILE, "kind": HOSTILE},
    "shared/link.html": {"href": HOSTILE, "text": HOSTILE},
    "shared/spark.svg": {
        "width": 1, "height": 1, "own": HOSTILE, "end": (1, 2), "country": HOSTILE, "palette": LIGHT,
    },
    "shared/strip.svg": {
        "width": 1, "height": 1, "middle": 1, "palette": SimpleNamespace(line=HOSTILE, ink=HOSTILE, paper="", muted="",
        accent=HOSTILE), "at": dict.fromkeys(("p10", "p25", "p75", "p90", "national", "gemeente", "value"), 1.0),
    },
    "start/country.html": {
        "year": HOSTILE, "rows": [{"word": HOSTILE, "width": 10.0, "colour": "#fff", "label": HOSTILE}],
    },
    "start/ways.html": {"cards": [(HOSTILE, HOSTILE, HOSTILE, HOSTILE)]},
    "tegen_de_trend/cards.html": {
        "cards": [dict.fromkeys(("href", "name", "place", "facts", "holds", "compare"), HOSTILE)],
    },
}  # fmt: skip
STYLE = {"shared/style.html": {"colours": LIGHT.named()}}
"""Colours of our own: there is no text in it."""


def _said(key, in_language=None, **values):
    """A catalogue that puts what is filled in between its own hostile words."""
    return HOSTILE + "".join(map(str, values.values()))


def test_every_template_has_an_example_here():
    assert names(FOLDER) == {*EXAMPLES, *STYLE}


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_text_comes_out_of_a_template_as_the_same_text(template):
    assert_shows_texts_as_texts(renderer(FOLDER, t=_said)(template, **EXAMPLES[template]))


@pytest.mark.parametrize("template", [*EXAMPLES, *STYLE])
def test_a_template_without_one_of_its_values_is_not_made(template):
    assert_every_value_is_asked_for(renderer(FOLDER, t=_said), template, (EXAMPLES | STYLE)[template])


def test_a_drawing_made_by_a_template_is_not_escaped_in_another():
    drawing = templates.render("shared/drawing.html", packed="", width=1, height=1, label="a")
    row = EXAMPLES["mijn_wijk/figures.html"]["rows"][0] | {"strip": drawing}
    assert f'<td class="strip">{drawing}</td>' in templates.render(
        "mijn_wijk/figures.html", columns=[], rows=[row], grey=False
    )


def test_a_cell_without_a_text_is_empty_because_the_style_hides_empty_cells():
    row = EXAMPLES["mijn_wijk/figures.html"]["rows"][0] | {"spark": "", "beside": [("NL", "")]}
    html = templates.render("mijn_wijk/figures.html", columns=[], rows=[row], grey=False)
    assert '<td class="spark"></td>' in html
    assert '<td class="other" data-label="NL"></td>' in html
