"""The files of the catalogue: every mistake is told at once, in words for who edits them."""

import copy
import shutil
import tomllib
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lsa_data import catalogue
from lsa_data.catalogue import editable_csv, editable_toml, indicator, source, theme
from lsa_data.catalogue.mistakes import CatalogueError, Checked, of
from lsa_data.refresh.contract import RANGES

FILES = ("indicators.toml", "sources.toml", "themes.toml", "regio.csv", "provincie.csv")
JARGON = ("Input should", "input_value", "type=", "pydantic", "validation error", "string_", "_type", "Traceback")


@pytest.fixture
def folder(tmp_path):
    """A copy of the files to make mistakes in."""
    for name in FILES:
        shutil.copy(catalogue.FOLDER / name, tmp_path)
    return tmp_path


def _told(folder, name, *changes):
    """What is told when these texts (each replaced once) are in the file."""
    text = (folder / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    read = {"sources.toml": catalogue.sources, "themes.toml": catalogue.themes, "regio.csv": catalogue.regios,
            "provincie.csv": catalogue.provincies}.get(name, catalogue.indicators)  # fmt: skip
    with pytest.raises(CatalogueError) as told:
        read(folder)
    assert not any(word in str(told.value) for word in JARGON)
    return str(told.value).splitlines()


KEYS = (
    "theme, source, unit, polarity, decimals, kind, national_method, benchmark, headline, group, shown, followed_by, "
    "combined_by, classes_of, rate_of, nl, en"
)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("indicators.toml", 'theme = "leefbaarheid"', 'theme = "mars"',
         "lbm2_totaal.theme is 'mars'; expected is one of leefbaarheid, gezondheid, "),
        ("indicators.toml", 'source = "lbm2"', "source = 3", "lbm2_totaal.source is 3; expected is a text"),
        ("indicators.toml", 'unit = "score"', 'unit = "punten"',
         "lbm2_totaal.unit is 'punten'; expected is one of procent, score, klasse, "),
        ("indicators.toml", "polarity = 1", "polarity = 1.0", "lbm2_totaal.polarity is 1.0; expected is one of -1, 0"),
        ("indicators.toml", "polarity = 1", "polarity = true", "lbm2_totaal.polarity is true; expected is one of -1"),
        ("indicators.toml", "decimals = 2", "decimals = 4", "lbm2_totaal.decimals is 4; expected is one of 0, 1, 2, 3"),
        ("indicators.toml", "benchmark = 0\n", "",
         "lbm2_totaal.benchmark is ''; expected is a number where national_method is constant"),
        ("indicators.toml", 'national_method = "published"', 'national_method = "published"\nbenchmark = 5',
         "rivm_ervaren_gezondheid.benchmark is 5; expected is a number where national_method is constant"),
        ("indicators.toml", "benchmark = 0\n", 'benchmark = "nul"\n',
         "lbm2_totaal.benchmark is 'nul'; expected is a number, or nothing"),
        ("indicators.toml", "headline = true", 'headline = "ja"',
         "lbm2_totaal.headline is 'ja'; expected is true or false"),
        ("indicators.toml", "headline = true\n", "", f"lbm2_totaal.headline is missing; expected are {KEYS}"),
        ("indicators.toml", "headline = true", "headline = true\ncolour = 1",
         f"lbm2_totaal.colour is not a known key; expected are {KEYS}"),
        ("indicators.toml", 'name = "Leefbaarheid"', 'name = ""',
         "lbm2_totaal.nl.name is ''; expected is a text that is not empty, without spaces around it"),
        ("indicators.toml", 'subject = "leefbaarheid"', 'subject = " "',
         "lbm2_totaal.nl.subject is ' '; expected is a text without"),
        ("indicators.toml", 'subject = "leefbaarheid"', 'subject = ""',
         "lbm2_totaal.nl.subject is ''; expected is a text, for a headline only"),
        ("indicators.toml", 'subject = "leefbaarheid"', 'who = "wonen"',
         "lbm2_totaal.nl.who is 'wonen'; expected is empty, because the unit is score"),
        ("indicators.toml", 'verb = ["is", "was"]', 'verb = ["is"]',
         "lbm2_totaal.nl.verb is ['is']; expected is a list of 2 texts"),
        ("indicators.toml", "volgens het model {word} {than}", "volgens het model {word}",
         "expected is a text with {than}"),
        ("indicators.toml", 'group = "lichaam"', 'group = "lijf"',
         "rivm_ervaren_gezondheid.group is 'lijf'; expected is one of lichaam, leefstijl, gemoed, eenzaam"),
        ("indicators.toml", 'classes = ["zeer onvoldoende"', 'classes = [""',
         "lbm2_klasse.nl.classes is ''; expected is a list of texts"),
        ("indicators.toml", 'classes = ["very poor", ', "classes = [",
         "lbm2_klasse.en.classes is ['poor', 'inadequate', "),
        ("indicators.toml", "[lbm2_totaal]", "colour = 1\n[lbm2_totaal]", "colour is 1; expected is a table [colour]"),
        ("indicators.toml", "[lbm2_totaal]", "[lbm2_totaal", "this is not valid TOML: "),
        ("sources.toml", 'tables = ["Leefbaarometer 2.0: wijk, gemeente en PC4"]', "tables = []",
         "lbm2.tables is []; expected is a list of texts"),
        ("sources.toml", 'tables = ["50090NED", "50150NED"]', "tables = 3",
         "rivm.tables is 3; expected is a list of texts"),
        ("sources.toml", 'licence_id = "CC0-1.0"', "licence_id = false", "lbm2.licence_id is false; expected is a"),
        ("themes.toml", "order = 2", "order = 1", "gezondheid.order is 1; expected is an order that leefbaarheid"),
        ("themes.toml", "order = 2", "order = 2.5", "gezondheid.order is 2.5; expected is a whole number"),
        ("themes.toml", 'nl = { name = "Leefbaarheid", question = "Hoe prettig is het om hier te wonen?" }', "nl = 3",
         "leefbaarheid.nl is 3; expected is a table"),
        ("regio.csv", "zuid,Zuid,South", "noord,Zuid,South",
         "line 6, column code is 'noord'; expected is a code that no earlier line has"),
        ("regio.csv", "zuid,Zuid,South", "zuid,,South",
         "line 6, column name_nl is ''; expected is a text that is not empty"),
        ("regio.csv", "zuid,Zuid,South", "zuid,Zuid,South,x", "line 6: the line does not have 3 cells"),
        ("regio.csv", "zuid,Zuid,South", 'zuid,"Zuid,South', "line 6: this is not a line of a table"),
        ("regio.csv", "code,", "codes,", "line 1: the columns are codes, name_nl, name_en; expected is code, "),
        ("provincie.csv", "PV20,Groningen,noord", "PV20,Groningen,mars",
         "line 2, column regio is 'mars'; expected is one of noord, oost, noordwest, zuidwest, zuid"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_place_value_and_what_is_expected(folder, name, old, new, told):
    lines = _told(folder, name, (old, new))
    assert any(told in line for line in lines), lines
    assert all(line.startswith(f"{name}: " if name.endswith("toml") else f"{name}, ") for line in lines)


def test_all_mistakes_of_a_file_are_told_at_once(folder):
    lines = _told(folder, "indicators.toml", ('unit = "score"', 'unit = "punten"'), ("decimals = 0", "decimals = 9"),
                  ("headline = false", "headlines = false"))  # fmt: skip
    assert [line.split()[1] for line in lines] == [
        "lbm2_totaal.unit", "lbm2_klasse.decimals", "lbm2_klasse.headline", "lbm2_klasse.headlines",
    ]  # fmt: skip


def test_what_entries_say_to_each_other_is_told_beside_what_is_wrong_in_one(folder):
    lines = _told(folder, "themes.toml", ("order = 2", "order = 1"), ("order = 4", 'order = "4"'), ('"Health"', '""'))
    assert {line.split()[1] for line in lines} == {"gezondheid.order", "rondkomen.order", "gezondheid.en.name"}


@pytest.mark.parametrize("unit", ["procent", "klasse", "score"])
def test_words_and_classes_go_with_the_unit(folder, unit):
    """Said of every unit: what belongs to it is there, what does not is not."""
    text = (folder / "indicators.toml").read_text(encoding="utf-8")
    tables = {key: table | {"unit": unit} for key, table in tomllib.loads(text).items()}
    told = [".".join(mistake.where) for mistake in indicator._texts_fit_the_unit(tables)]
    of_unit = {known.unit: known.id for known in catalogue.indicators().values()}
    for kind, places in (("procent", ("nl.who",)), ("klasse", ("nl.classes", "en.classes")), ("score", ("en.words",))):
        for place in places:
            assert (f"{of_unit[kind]}.{place}" in told) is (kind != unit)
            assert (f"{of_unit['aantal']}.{place}" in told) is (kind == unit)


def test_a_file_in_another_encoding_is_named(folder):
    for name, read in (("themes.toml", catalogue.themes), ("regio.csv", catalogue.regios)):
        (folder / name).write_bytes((folder / name).read_text(encoding="utf-8").encode("utf-16"))
        with pytest.raises(CatalogueError, match=f"{name}: the file is not UTF-8"):
            read(folder)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=5,
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_file_is_told_in_our_own_words(data):
    """Anything in any place: our words for it exist, and nothing but `CatalogueError` comes out."""
    model, name, together = data.draw(
        st.sampled_from([
            (indicator.Indicator, "indicators", indicator._texts_fit_the_unit),
            (source.Source, "sources", lambda tables: ()), (theme.Theme, "themes", theme._each_its_own_order),
        ])
    )  # fmt: skip
    entry = copy.deepcopy(tomllib.loads((catalogue.FOLDER / f"{name}.toml").read_text(encoding="utf-8")))
    key = data.draw(st.sampled_from(list(entry)))
    inside = data.draw(st.sampled_from([entry[key], entry[key]["nl"], entry[key]["en"]]))
    inside[data.draw(st.sampled_from(list(inside)) | st.text(max_size=8))] = data.draw(ANYTHING)
    context = {
        "theme": tuple(catalogue.themes()), "source": tuple(catalogue.sources()),
        "indicator": tuple(catalogue.indicators()),
    }  # fmt: skip
    _, mistakes = of(model, entry[key] | {"id": key}, context)
    for mistake in [*mistakes, *together({key: entry[key]})]:
        assert not any(word in mistake.what for word in JARGON[:-2]), mistake
        assert "expected" in mistake.what


class Row(Checked):
    """A row of two cells."""

    code: str
    name: str


@pytest.mark.parametrize(("separator", "start"), [(";", ""), (",", ""), (";", "\ufeff")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_save_is_read(tmp_path, separator, start, end):
    path = tmp_path / "rows.csv"
    lines = [f"code{separator}name", f' a {separator}"b{separator} c"', separator, "", f'd{separator}"e\u2028f"']
    path.write_bytes((start + end.join(lines)).encode())
    rows = [(row.code, row.name) for row in editable_csv.read(path, Row)]
    assert rows == [("a", f"b{separator} c"), ("d", "e\u2028f")]


def test_an_entry_cannot_be_changed():
    known = catalogue.indicators()["lbm2_totaal"]
    with pytest.raises(ValueError, match="frozen"):
        known.unit = "procent"
    assert isinstance(catalogue.indicators(), MappingProxyType)


def test_a_text_that_there_is_not_is_a_key_error():
    for name, language in (("colour", "nl"), ("name", "de"), ("name", "id")):
        with pytest.raises(KeyError):
            catalogue.indicators()["lbm2_totaal"].text(name, language)


def test_every_unit_has_a_range_that_new_figures_are_checked_against():
    assert set(RANGES) == set(catalogue.UNITS)


def test_ids_come_in_the_order_of_the_file():
    in_file = list(editable_toml._content(catalogue.FOLDER / "indicators.toml"))
    assert list(catalogue.indicators()) == in_file
