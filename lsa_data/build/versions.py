"""Which figures there are to build from, what version they make, and which databases are kept."""

import hashlib
import json
import shutil
from pathlib import Path

from lsa_data.ask import database, fingerprint
from lsa_data.read.frames import AREA_COLUMNS, INTERVAL, VALUE_COLUMNS
from lsa_data.read.make_startset import STARTSET

RELEASE = "2026.11"
FIGURES = "figures"
"""The folder, beside the databases, with the figures that an update made."""
PACKAGE = Path(__file__).parents[1]
MADE_BY = ("build/pipeline.py", "build/model.py", "build/layers.py", "build/models/**/*.py", "build/models/**/*.sql",
           "ask/layers.py", "methods/*.py", "read/*.py", "catalogue/*.py", "catalogue/*.toml", "catalogue/*.csv",
           "catalogue/lists/*.csv")  # fmt: skip
"""What makes figures and maps, beside the figures that are read: models, methods, parsers and the catalogue. What
checks, asks (but for map layers), says or exports them makes none."""


def inputs() -> Path:
    """The folder with the figures to build from: those that an update made, as long as they were made from the
    embedded figures of now; otherwise the embedded ones."""
    updated = database.data_folder() / FIGURES
    try:
        provenance = json.loads((updated / "provenance.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return STARTSET
    return updated if provenance.get("embedded") == hash_of_figures(STARTSET) else STARTSET


def needed() -> bool:
    """Whether there is no database yet, or one made from other inputs than those of now."""
    try:
        path = database.current_path()
    except database.NoDatabase:
        return True
    expected = version_of(hash_of_inputs(inputs()))
    return path.stem != f"lsa-{expected}" or not (path.parent / f"geo-{expected}").is_dir()


def version_of(inputs_hash: str) -> str:
    """The version that people see: the month of the release and the start of the hash of all inputs."""
    return f"{RELEASE}-{inputs_hash[:8]}"


def hash_of_inputs(figures: Path) -> str:
    """sha256 over the figures and over what makes a database of them."""
    return fingerprint.of_files(
        sorted(figures.glob("*")) + sorted(path for part in MADE_BY for path in PACKAGE.glob(part))
    )


def hash_of_figures(figures: Path) -> str:
    """sha256 over the figures alone and over the names of their columns: figures with other columns are others."""
    columns = ",".join([*AREA_COLUMNS, *VALUE_COLUMNS, *INTERVAL])
    return hashlib.sha256(f"{columns} {fingerprint.of_files(sorted(figures.glob('*')))}".encode()).hexdigest()


def rollback() -> Path:
    """Use the previous database again, with the figures it was made from; returns its path. A second time goes back.

    Raises `database.NoDatabase` when none was kept.
    """
    folder, current = database.data_folder(), database.current_path()
    others = _others(folder, current)
    if not others:
        raise database.NoDatabase(f"No previous database was kept in {folder}; {current.name} stays in use.")
    database.point_to(others[-1])
    figures, previous, aside = folder / FIGURES, folder / f"{FIGURES}-previous", folder / f"{FIGURES}-aside"
    if figures.exists():
        figures.replace(aside)
    if previous.exists():
        previous.replace(figures)
    if aside.exists():
        aside.replace(previous)
    return others[-1]


def remove_old(folder: Path, keep: Path) -> None:
    """Keep the database in use and the one before it, with what belongs to them."""
    for path in _others(folder, keep)[:-1]:
        path.unlink()
        for beside in ("geo", "whole"):
            shutil.rmtree(folder / f"{beside}-{path.stem.removeprefix('lsa-')}", ignore_errors=True)


def _others(folder: Path, current: Path) -> list[Path]:
    """The other databases that were kept, oldest first."""
    return sorted((p for p in folder.glob("lsa-*.duckdb") if p != current), key=lambda path: path.stat().st_mtime)
