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
    """A data folder with a database that an update made from embedded figures with the hash that is given."""
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))

    def made_from(embedded, provenance="", in_use="lsa-new.duckdb"):
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        (scratch / "provenance.json").write_text(provenance or json.dumps({"embedded": embedded}))
        folder = scratch.rename(tmp_path / versions.figures_name(scratch))
        for version, figures in (("old", None), ("new", folder.name)):
            (tmp_path / f"lsa-{version}.duckdb").touch()
            known = {"made": "", "files": {}, "figures": figures, "changes": []}
            (tmp_path / f"about-{version}.json").write_text(json.dumps(known))
        (tmp_path / "current").write_text(in_use)
        return folder

    return made_from


NOW = versions.hash_of_figures(versions.STARTSET)


def test_figures_of_an_update_are_used_while_the_embedded_ones_are_those_it_was_made_from(updated):
    folder = updated(NOW)
    assert versions.inputs() == folder


def test_figures_of_an_update_that_was_rolled_back_are_not_used(updated):
    updated(NOW, in_use="lsa-old.duckdb")
    assert versions.inputs() == versions.STARTSET


@pytest.mark.parametrize("pointer", ["", "rubbish", "lsa-gone.duckdb"])
def test_a_pointer_that_is_damaged_does_not_cost_the_figures_of_an_update(updated, pointer):
    folder = updated(NOW, in_use=pointer)
    assert versions.inputs() == folder


def test_make_clean_does_not_cost_the_figures_of_an_update(updated):
    folder = updated(NOW)
    for path in [*folder.parent.glob("lsa-*.duckdb"), folder.parent / "current"]:
        path.unlink()
    assert versions.inputs() == folder


def test_figures_of_an_update_that_are_damaged_are_not_used_and_that_is_told(updated):
    folder = updated(NOW)
    (folder / "value_kwb.parquet").touch()
    assert versions.inputs() == versions.STARTSET
    assert versions.needed().startswith("the figures of the last update are damaged")


def test_figures_of_an_update_made_from_other_embedded_figures_are_not_used(updated):
    updated("of an earlier release")
    assert versions.inputs() == versions.STARTSET


def test_figures_with_other_columns_are_other_figures(updated, monkeypatch):
    updated(NOW)
    monkeypatch.setattr(versions, "INTERVAL", ["lower", "upper"])
    assert versions.inputs() == versions.STARTSET


def test_a_provenance_that_cannot_be_read_is_no_provenance(updated):
    updated(NOW, provenance="{")
    assert versions.inputs() == versions.STARTSET
