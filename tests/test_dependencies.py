"""What the code imports is named with a reason, and what is named is locked with hashes."""

import ast
import csv
import json
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PRODUCT = ("app.py", "pages", "lsa_data", "lsa_server", "lsa_tafel", "lsa_ui")
TESTS = ("tests", "benchmarks")
OWN = {Path(name).stem for name in (*PRODUCT, *TESTS, "deploy")}
LOADED_BY_NAME = {"psycopg"}
"""Used without an import: SQLAlchemy loads its driver by name."""
FILES = ("requirements", "requirements-dev")


def _imported(*places):
    """The distributions that the code in these places imports."""
    owners = packages_distributions()
    found = set()
    for place in places:
        for path in [ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module]
                found |= {name.split(".")[0] for name in names}
    others = found - OWN - sys.stdlib_module_names
    return {canonicalize_name(owners[name][0]) for name in others}


def _named(file):
    """The requirements that a person wrote, by name."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / f"{file}.in").read_text().splitlines())
    wanted = (Requirement(line) for line in lines if line and not line.startswith("-"))
    return {canonicalize_name(requirement.name): requirement for requirement in wanted}


def _locked(file):
    """The entries of a lock: name -> (version, lines of the entry)."""
    entries = re.split(r"\n(?=[a-z])", re.sub(r"^ *#.*\n", "", (ROOT / f"{file}.txt").read_text(), flags=re.M))
    heads = (re.match(r"([a-z0-9.-]+)(?:\[[a-z,]+\])?==(\S+)", entry) for entry in entries)
    return {head[1]: (head[2], entry) for head, entry in zip(heads, entries, strict=True)}


def test_what_the_product_imports_is_named_and_what_is_named_is_used():
    assert _imported(*PRODUCT) | LOADED_BY_NAME == set(_named("requirements"))
    assert not _imported(*PRODUCT) & LOADED_BY_NAME, "it is imported: it needs no exception"


def test_what_the_tests_import_is_named():
    assert _imported(*TESTS) <= {*_named("requirements"), *_named("requirements-dev")}


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_says_why_it_is_here(file):
    for line in (ROOT / f"{file}.in").read_text().splitlines():
        assert line.startswith(("#", "-")) or re.search(r"# \w+", line), line


@pytest.mark.parametrize("file", FILES)
def test_the_lock_gives_what_is_asked(file):
    locked = _locked(file)
    for name, requirement in _named(file).items():
        assert requirement.specifier.contains(locked[name][0]), f"{requirement}: run make lock"


@pytest.mark.parametrize("file", FILES)
def test_every_locked_file_has_a_hash_and_none_has_an_address(file):
    for name, (version, entry) in _locked(file).items():
        assert "--hash=sha256:" in entry, (name, version)
    text = (ROOT / f"{file}.txt").read_text()
    assert "make lock" in text.partition("\n\n")[0]
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted|@ file|^/|\s/", text, re.M)


def test_both_locks_give_one_version_of_what_they_share():
    product, tests = _locked("requirements"), _locked("requirements-dev")
    for name in product.keys() & tests.keys():
        assert product[name][0] == tests[name][0], name


def test_the_lists_of_what_is_inside_and_its_licences_are_those_of_the_lock():
    with (ROOT / "deploy" / "licences.csv").open(encoding="utf-8") as file:
        listed = {canonicalize_name(row["package"]): row for row in csv.DictReader(file)}
    components = json.loads((ROOT / "deploy" / "sbom.cdx.json").read_text(encoding="utf-8"))["components"]
    inside = {canonicalize_name(one["name"]): one["version"] for one in components}
    assert {name: row["version"] for name, row in listed.items()} == inside
    locked = _locked("requirements")
    assert {name: version for name, version in inside.items() if locked[name][0] != version} == {}, "run make audit"
    assert set(_named("requirements")) <= set(inside)
    assert [name for name, row in listed.items() if not row["licence"]] == []
