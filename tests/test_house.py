"""The rules of the house, kept by a test."""

import ast
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from lsa_data.ask import database, selection

ROOT = Path(__file__).parent.parent
PAGES_MAY_IMPORT = {"lsa_data", "lsa_tafel", "lsa_ui"}
OWN = PAGES_MAY_IMPORT | {"lsa_server"}


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_pages_import_only_what_shows_and_what_is_known():
    """The rooms of packages are kept by the contracts in `pyproject.toml` (`make lint`); pages are no package."""
    for path in (ROOT / "pages").rglob("*.py"):
        tops = {name.split(".")[0] for name in _imports(path)}
        assert tops & OWN <= PAGES_MAY_IMPORT, path


def test_no_folder_of_tests_is_passed_over(pytestconfig):
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {part for path in (ROOT / "tests").rglob("test_*.py") for part in path.relative_to(ROOT).parts[:-1]}
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in passed_over)] == []


def test_no_sql_outside_queries_and_lsa_data():
    for folder in ("pages", "lsa_ui", "lsa_server", "lsa_tafel"):
        for path in (ROOT / folder).rglob("*.py"):
            assert not re.search(r"\bSELECT\b.*\bFROM\b", path.read_text()), path


SHOWING = ("pages", "lsa_ui", "lsa_server", "lsa_tafel")


def _strings(path):
    """Every string in the code of a file, parts of f-strings too and docstrings not."""
    tree = ast.parse(path.read_text())
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize("folder", SHOWING)
def test_html_stands_in_templates_and_not_in_code(folder):
    for path in (ROOT / folder).rglob("*.py"):
        assert "html" not in _imports(path), f"{path}: texts are escaped by the templates"
        tags = [text for text in _strings(path) if re.search(r"</?[a-zA-Z!]", text)]
        assert tags == [], f"{path}: tags belong in a template"


def test_no_template_takes_a_text_for_markup():
    for folder in SHOWING:
        for path in (path for kind in ("*.html", "*.svg") for path in (ROOT / folder).rglob(kind)):
            assert not re.search(r"\|\s*safe\b|autoescape", path.read_text()), path
        for path in (ROOT / folder).rglob("*.py"):
            assert not re.search(r"Markup\([^)]", path.read_text()), path


EXAMPLES = {
    "code": "WK059904", "vintage": 2022, "type": "wijk", "indicator": "lbm2_totaal", "year": 2016, "regio": None,
    "provincie": None, "gemeente": None, "wijk": None, "polygon_vintage": 2016, "other_type": "pc4",
    "elsewhere": False, "from_year": 2012, "to_year": 2014, "group_id": "zwak2012",
    "indicators": ["lbm2_totaal"], "relative": False, "rule": "vast", "threshold": 0.0, "codes": ["WK059904"],
    "other_vintage": 2016, "drawn_on": 2022, "gemeenten": ["GM0599"], "years": [2016],
    "positions": None, "unusual": False, "needed": ["kwb_inwoners"], "trends": None,
    "value_from": None, "value_to": None, "inhabitants_from": None,
    "inhabitants_to": None, "missing": True, "links": ["same"],
    "shares": [1.0], "among": "wijk", "people": 5000, "least": 0.8, "land_within": 0.05, "classes": "lbm3_klasse",
    "scores": "lbm3_afwijking", "west": 4.4, "south": 51.8, "east": 4.6, "north": 52.0,
    "conditions": [{"n": 0, "indicator_id": "lbm2_totaal", "year": None, "position": "higher", "trend": None,
                    "low": None, "high": 1.5}],
}  # fmt: skip


ON_OWN_AREAS = {
    "selected": "selected_areas", "shown": "shown_on", "superseded": "superseded", "figure": "figures_own",
}  # fmt: skip
EXAMPLE_SELECTION = selection.Selection(type="wijk", indicator=("lbm2_totaal",), gemeente=("GM0599",))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted((ROOT / "queries").glob("*.sql")), ids=lambda path: path.stem)
def test_every_question_says_what_it_is_and_gives_what_it_says(path):
    text = path.read_text()
    comment = "\n".join(line for line in text.splitlines() if line.startswith("--"))
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    assert comment.startswith("-- Question: ")
    parameters = set(re.findall(r"\$([a-z_]+)", body))
    assert parameters == set(re.findall(r"\$([a-z_]+)", comment)), "the comment names the parameters"
    asked = {name: EXAMPLES[name] for name in parameters}
    if path.stem == "rows":
        text, asked = selection.sql(EXAMPLE_SELECTION), EXAMPLE_SELECTION.parameters()
    elif path.stem in ("chosen", "not_moved", "figures_across", "shown_on", "superseded"):
        parts = {name: database.sql(question) for name, question in ON_OWN_AREAS.items()}
        text = f"WITH {', '.join(f'{name} AS ({part})' for name, part in parts.items())} SELECT * FROM ({text})"
        asked = {name: EXAMPLES[name] for name in re.findall(r"\$([a-z_]+)", "".join(parts.values()) + body)}
    answer = database.cursor().execute(text, asked).df()
    for column in answer.columns:
        assert re.search(rf"\b{column}\b", comment), f"the comment does not name {column}"


def test_a_question_cannot_write():
    with pytest.raises(Exception, match="read-only"):
        database.cursor().execute("DELETE FROM value")
    with pytest.raises(Exception, match=r"disabled|Permission"):
        database.cursor().execute("SELECT * FROM read_csv('/etc/passwd')")
