"""Which figures are built from, and when a new database is needed."""

import json
import shutil

import pytest

from lsa_data.build import versions


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A copy of what makes figures, and of what only asks, says or exports them."""
    for room in ("build", "methods", "read", "catalogue", "ask", "say", "export"):
        shutil.copytree(
            versions.PACKAGE / room, tmp_path / room, ignore=shutil.ignore_patterns("startset", "__pycache__")
        )
    monkeypatch.setattr(versions, "PACKAGE", tmp_path)
    figures = tmp_path / "figures"
    figures.mkdir()
    (figures / "area.parquet").write_bytes(b"areas")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "other"),
    [
        ("build/models/core/national.sql", True), ("build/models/marts/peer.py", True), ("methods/trend.py", True),
        ("read/rivm.py", True), ("catalogue/indicators.toml", True), ("figures/area.parquet", True),
        ("export/selection_file.py", False), ("say/sentences.py", False), ("ask/search.py", False),
        ("build/checks.py", False), ("catalogue/README.md", False),
    ],
)  # fmt: skip
def test_a_version_changes_with_what_makes_figures_and_with_nothing_else(package, file, other):
    before = versions.hash_of_inputs(package / "figures")
    (package / file).write_bytes((package / file).read_bytes() + b"\n")
    assert (versions.hash_of_inputs(package / "figures") != before) is other


@pytest.fixture
def updated(tmp_path, monkeypatch):
    """A data folder with figures that an update made from embedded ones with the hash that is given."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    folder = tmp_path / versions.FIGURES
    folder.mkdir()

    def made_from(embedded):
        (folder / "provenance.json").write_text(json.dumps({"embedded": embedded}))
        return folder

    return made_from


def test_figures_of_an_update_are_used_while_the_embedded_ones_are_those_it_was_made_from(updated):
    folder = updated(versions.hash_of_figures(versions.STARTSET))
    assert versions.inputs() == folder


def test_figures_of_an_update_made_from_other_embedded_figures_are_not_used(updated):
    updated("of an earlier release")
    assert versions.inputs() == versions.STARTSET


def test_figures_with_other_columns_are_other_figures(updated, monkeypatch):
    updated(versions.hash_of_figures(versions.STARTSET))
    monkeypatch.setattr(versions, "INTERVAL", ["lower", "upper"])
    assert versions.inputs() == versions.STARTSET


def test_a_provenance_that_cannot_be_read_is_no_provenance(updated):
    (updated("x") / "provenance.json").write_text("{")
    assert versions.inputs() == versions.STARTSET
