"""What the documents promise is what the code does: targets, commands, settings, pages, paths and addresses."""

import re
import tomllib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data import commands as command
from lsa_ui.registry import PAGES

ROOT = Path(__file__).parent.parent
DOCUMENTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (
        ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "lsa_data/catalogue/README.md",
    )
}  # fmt: skip
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PRODUCT = ("app.py", "pages", "lsa_data", "lsa_server", "lsa_tafel", "lsa_ui")
SETTING = r"\bLSA_[A-Z_]+\b"
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def _code(text):
    """What stands as code in a document: every line of a block, every `span`."""
    lines = [line for block in FENCED.findall(text) for line in block.splitlines()[1:-1]]
    return [*lines, *re.findall(r"`([^`\n]+)`", FENCED.sub("", text))]


def _named(pattern):
    """What the documents name in code, as (document, name)."""
    return {
        (document, found)
        for document, text in DOCUMENTS.items()
        for code in _code(text)
        for found in re.findall(pattern, code)
    }


def _help(capsys, *words):
    with pytest.raises(SystemExit):
        command.main([*words, "--help"])
    return capsys.readouterr().out


def test_every_target_that_a_document_names_exists_and_every_target_is_in_make_help():
    phony = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split())
    targets = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
    assert phony == targets
    assert set(re.findall(r'@echo "make ([a-z-]+)', MAKEFILE)) == targets - {"help"}
    assert {pair for pair in _named(r"^make ([a-z-]+)") if pair[1] not in targets} == set()


def test_every_command_that_a_document_names_exists_and_every_command_is_named(capsys):
    commands = set(re.search(r"\{([a-z,-]+)\}", _help(capsys))[1].split(","))
    named = _named(r"python -m lsa_data ([a-z-]+)")
    assert {pair for pair in named if pair[1] not in commands} == set()
    assert commands - {name for _, name in named} == set()


def test_every_option_of_a_command_in_a_document_exists(capsys):
    for document, (name, options) in _named(r"python -m lsa_data ([a-z-]+)([^#>]*)"):
        known = _help(capsys, name)
        for option in re.findall(r"--[a-z-]+", options):
            assert option in known, (document, name, option)


def test_every_setting_in_the_code_is_in_a_document_and_the_other_way_round():
    paths = [path for place in PRODUCT for path in (ROOT / place, *(ROOT / place).rglob("*.py")) if path.is_file()]
    paths += (ROOT / "deploy").iterdir()
    read = {name for path in paths for name in re.findall(SETTING, path.read_text(encoding="utf-8"))}
    assert read == {name for text in DOCUMENTS.values() for name in re.findall(SETTING, text)}


def test_the_readme_has_a_row_for_every_page_and_no_other():
    texts = tomllib.loads((ROOT / "lsa_ui/texts/nl.toml").read_text(encoding="utf-8"))["pages"]
    part = DOCUMENTS["README.md"].partition("| Page |")[2].partition("\n\n")[0]
    rows = {row.partition(" (")[0] for row in re.findall(r"^\| ([^|-]+?) \|", part, re.MULTILINE)}
    assert rows == {texts[page.key]["name"] for page in PAGES}


def test_every_path_that_a_document_names_exists():
    tops = "|".join(
        re.escape(path.name) for path in ROOT.iterdir() if path.is_dir() and path.name not in ("data", ".venv")
    )
    named = _named(rf"(?<![\w/.-])(?:{tops}|lsa_\w+)/[\w./-]*(?![\w<*])")
    assert {pair for pair in named if not (ROOT / pair[1]).exists()} == set()


def test_every_link_of_a_document_leads_somewhere():
    for document, text in DOCUMENTS.items():
        for link in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", text):
            target = "".join(link)
            assert target.startswith("https://") or ((ROOT / document).parent / target).exists(), (document, target)


def test_the_rooms_in_the_readme_are_the_rooms_there_are():
    block = next(block for block in FENCED.findall(DOCUMENTS["README.md"]) if "lsa_data/ " in block)
    named, inside = set(), ""
    for indent, name in re.findall(r"^( *)([\w.]+/?) ", block, re.MULTILINE):
        inside = inside if indent else name
        named.add(inside + name if indent else name)
    there = {path.name for path in (ROOT / "lsa_data").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert {f"lsa_data/{name}/" for name in there} == {
        name for name in named if name.startswith("lsa_data/") and name != "lsa_data/"
    }
    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_address_of_the_interface_in_a_document_answers():
    client = TestClient(Starlette(routes=lsa_server.routes()))
    for document, address in _named(r"/api/v1[^\s\"`]*"):
        assert client.get(address.rstrip(",.")).status_code == 200, (document, address)


def test_every_address_in_a_document_has_a_route():
    routes = [route.path for route in lsa_server.routes()]
    for document, address in _named(r"^/[a-z][^ ]*$"):
        fixed = re.split(r"[…{<]", address)[0]
        assert any(route.startswith(fixed) or fixed.startswith(f"{route}/") for route in routes), (document, address)
