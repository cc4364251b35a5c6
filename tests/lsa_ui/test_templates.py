"""The templates of the dashboard, each filled with texts and words that are hostile."""

from pathlib import Path
from types import SimpleNamespace

import pytest

import lsa_ui
from lsa_data.say.markup import renderer
from tests.templates import HOSTILE, Words, assert_every_value_is_asked_for, assert_shows_texts_as_texts, names

FOLDER = Path(lsa_ui.__file__).parent
LANGUAGES = {"nl": HOSTILE, "en": HOSTILE}
INITIATIVE = SimpleNamespace(name=HOSTILE, place=HOSTILE, remark=HOSTILE)
CELL = {"fill": "#fff", "ink": "#000", "share": HOSTILE, "declined": 1, "n": 2}
LINK = (HOSTILE, HOSTILE, HOSTILE)
LABEL = SimpleNamespace(x=1.0, y=2.0, anchor="end", text=HOSTILE)
COURSE = SimpleNamespace(
    lines=[SimpleNamespace(parts=["1,2 3,4"], points=[(1.0, 2.0)])], country="1,2 3,4", labels=[LABEL], years=[LABEL],
    table=[(2020, (HOSTILE,), HOSTILE)],
)  # fmt: skip
ROW = dict.fromkeys(
    ("id", "name", "year", "sign", "spoken", "value", "course", "stand", "strip_words", "exact", "history_words"),
    HOSTILE,
) | {
    "known": False, "start": 20.0, "beside": [(HOSTILE, HOSTILE)], "about": [HOSTILE], "history": COURSE,
    "strip": SimpleNamespace(here=94.0, low=40.0, high=60.0, peers=50.0, beyond=1),
}  # fmt: skip
ROWS = {
    "rows": [ROW], "columns": 1, "heads": [HOSTILE], "own": HOSTILE, "grey": True, "strips": True, "name": HOSTILE,
    "word": Words(), "width": 1, "height": 1,
}  # fmt: skip
CELL_OF_AREA = {"area": HOSTILE, "shape": 3, "grey": True, "known": True, "value": HOSTILE, "said": HOSTILE}
PICTURE = {"formats": {HOSTILE: HOSTILE}, "src": HOSTILE, "width": 1, "height": 1}
EXAMPLES = {
    "aan_tafel/thumb.html": {"slide": HOSTILE},
    "shared/picture_link.html": {"picture": PICTURE},
    "bijeenkomsten/door.html": {"href": HOSTILE, "words": HOSTILE},
    "bijeenkomsten/held.html": {
        "meetings": [(SimpleNamespace(place=HOSTILE, title=HOSTILE, remark=HOSTILE), HOSTILE, HOSTILE)]
    },
    "bijeenkomsten/initiatives.html": {"initiatives": [(INITIATIVE, HOSTILE), (INITIATIVE, None)]},
    "bijeenkomsten/key.html": {"parts": [("#fff", HOSTILE)]},
    "bijeenkomsten/legend.html": {"rows": [("#fff", HOSTILE, HOSTILE)], "country": HOSTILE},
    "gegevens/everything.html": {"csv": HOSTILE, "parquet": HOSTILE, "links": HOSTILE},
    "gegevens/files.html": {"files": [(HOSTILE, HOSTILE, HOSTILE), (HOSTILE, None, HOSTILE)]},
    "gegevens/programs.html": {},
    "gegevens/side_by_side.html": {
        "title": HOSTILE, "below": HOSTILE, "area": HOSTILE, "note": HOSTILE, "usual": HOSTILE,
        "legend": {"own": HOSTILE, "most": HOSTILE, "peers": "", "start": False, "beyond": True},
        "word": Words(), "key": Words(), "heads": [(SimpleNamespace(name=HOSTILE), HOSTILE)],
        "people": lambda line: HOSTILE, "position": lambda cell: HOSTILE,
        "lines": [(SimpleNamespace(name=HOSTILE, why="", cells=[
            SimpleNamespace(value=1.0, text=HOSTILE, went="better", course=HOSTILE, strip=ROW["strip"]),
            SimpleNamespace(value=None, why=HOSTILE),
        ]), HOSTILE), (SimpleNamespace(name=HOSTILE, why=HOSTILE, cells=[]), HOSTILE)],
    },
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
    "shared/said.html": {"said": HOSTILE},
    "mijn_wijk/around.html": {"around": [(HOSTILE, HOSTILE, [LINK])]},
    "shared/brief.html": {
        "word": Words(), "statements": [dict.fromkeys(("sign", "spoken", "text", "small"), HOSTILE)],
        "marks": [(HOSTILE, HOSTILE)], "newest": HOSTILE,
    },
    "mijn_wijk/initiatives.html": {"initiatives": [INITIATIVE]},
    "mijn_wijk/jump.html": {"themes": [(HOSTILE, HOSTILE)]},
    "mijn_wijk/not_shown.html": {"title": HOSTILE, "missing": [(HOSTILE, HOSTILE)]},
    "mijn_wijk/passport.html": {"title": HOSTILE, "heads": [HOSTILE], "rows": [[HOSTILE, HOSTILE]]},
    "mijn_wijk/picture.html": ROWS | {
        "legend": {"own": HOSTILE, "most": HOSTILE, "peers": HOSTILE, "start": True, "beyond": True},
    },
    "mijn_wijk/rows.html": ROWS,
    "mijn_wijk/theme.html": dict.fromkeys(("id", "name", "question", "newest"), HOSTILE),
    "mijn_wijk/top.html": {
        "word": Words(), "map_words": HOSTILE, "kind": HOSTILE, "inside": [(HOSTILE, HOSTILE)], "facts": [HOSTILE],
        "official": HOSTILE, "notices": [HOSTILE], "directions": [HOSTILE, HOSTILE],
        "became": {"sentence": HOSTILE, "above": HOSTILE, "areas": [LINK]}, "beside": [(*LINK, HOSTILE, HOSTILE)],
        "map": {"own": SimpleNamespace(path=HOSTILE, name=None), "others": [], "width": 1, "height": 1},
    },
    "shared/area_table.html": {
        "title": HOSTILE, "heads": [HOSTILE], "counted": HOSTILE,
        "lines": [SimpleNamespace(name=HOSTILE, href=HOSTILE, cells=(HOSTILE,))],
    },
    "shared/foot.html": {"date": HOSTILE, "here": HOSTILE, "version": HOSTILE, "about": HOSTILE},
    "shared/heading.html": {"text": HOSTILE, "id": HOSTILE},
    "shared/hits.html": {"hits": [(HOSTILE, HOSTILE, HOSTILE)]},
    "shared/table.html": {"title": HOSTILE, "heads": [(HOSTILE, ""), (HOSTILE, "n")], "rows": [(HOSTILE, HOSTILE)]},
    "shared/legend.html": {"classes": [("#fff", HOSTILE, HOSTILE)], "missing": HOSTILE},
    "shared/line.html": {"text": HOSTILE, "kind": HOSTILE},
    "shared/link.html": {"href": HOSTILE, "text": HOSTILE},
    "start/country.html": {
        "year": HOSTILE, "rows": [{"word": HOSTILE, "width": 10.0, "colour": "#fff", "label": HOSTILE}],
    },
    "start/ways.html": {"cards": [(HOSTILE, HOSTILE, HOSTILE, HOSTILE)]},
    "tegen_de_trend/cards.html": {
        "cards": [dict.fromkeys(("href", "name", "place", "facts", "holds", "compare"), HOSTILE)],
    },
    "vergelijk/rows.html": {
        "heads": [HOSTILE], "word": Words(), "most": HOSTILE, "legend": True, "beyond": True, "width": 1, "height": 1,
        "rows": [ROW | {"open": True, "country": HOSTILE, "cells": [CELL_OF_AREA],
                        "marks": [{"shape": 4, "x": 94.0, "y": 13, "beyond": 1}], "height": 26, "picture": PICTURE}],
    },
}  # fmt: skip
OPENING = {
    "known": {"search": HOSTILE}, "groups": [(HOSTILE, [(HOSTILE, HOSTILE)])], "language": "nl", "languages": LANGUAGES,
    "style": HOSTILE, "script": HOSTILE, "home": HOSTILE,
}  # fmt: skip
FRAME = {"opening.html": OPENING}
"""What stands in the page itself: it has two scripts of its own, of which one holds texts as JSON."""
MACROS = {"shared/marks.html"}
"""Nothing by itself: other templates use what is in it."""


def _said(key, in_language=None, **values):
    """A catalogue that puts what is filled in between its own hostile words."""
    return HOSTILE + "".join(map(str, values.values()))


def test_every_template_has_an_example_here():
    assert names(FOLDER) == {*EXAMPLES, *FRAME, *MACROS}


@pytest.mark.parametrize("template", EXAMPLES)
def test_a_text_comes_out_of_a_template_as_the_same_text(template):
    assert_shows_texts_as_texts(renderer(FOLDER, t=_said)(template, **EXAMPLES[template]))


@pytest.mark.parametrize("template", [*EXAMPLES, *FRAME])
def test_a_template_without_one_of_its_values_is_not_made(template):
    assert_every_value_is_asked_for(renderer(FOLDER, t=_said), template, (EXAMPLES | FRAME)[template])


def test_the_bar_shows_texts_as_texts():
    assert_shows_texts_as_texts(renderer(FOLDER, t=_said)("opening.html", **OPENING), scripts=3)
