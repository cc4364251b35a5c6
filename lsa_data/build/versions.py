"""Which figures there are to build from, what version they make, and which databases are kept."""

import hashlib
import json
from pathlib import Path

from lsa_data.ask import about, database, fingerprint
from lsa_data.build import turns, whole
from lsa_data.read.frames import AREA_COLUMNS, INTERVAL, VALUE_COLUMNS
from lsa_data.read.make_startset import STARTSET

RELEASE = "2026.11"
PACKAGE = Path(__file__).parents[1]
MADE_BY = ("build/pipeline.py", "build/model.py", "build/layers.py", "build/models/**/*.py", "build/models/**/*.sql",
           "ask/layers.py", "methods/*.py", "read/*.py", "catalogue/*.py", "catalogue/*.toml", "catalogue/*.csv",
           "catalogue/lists/*.csv")  # fmt: skip
"""What makes figures and maps, beside the figures that are read: models, methods, parsers and the catalogue. What
checks, asks (but for map layers), says or exports them makes none."""


def inputs() -> Path:
    """The folder with the figures to build from: those that an update made, as long as they are whole and were made
    from the embedded figures of now; otherwise the embedded ones."""
    updated = figures_of_update()
    if updated is None or updated.name != figures_name(updated):
        return STARTSET
    try:
        provenance = json.loads((updated / "provenance.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return STARTSET
    return updated if provenance.get("embedded") == hash_of_figures(STARTSET) else STARTSET


def figures_of_update() -> Path | None:
    """The figures of an update from which the database in use was made; None when it was made from the embedded ones.
    Where the pointer says nothing that can be used, those of the newest version that is known."""
    folder = database.data_folder()
    try:
        versions = [database.version_of(database.pointed_to())]
    except database.NoDatabase:
        versions = []
    for version in [*versions, *about.known_versions()]:
        if known := about.about(version):
            return folder / Path(known["figures"]).name if known["figures"] else None
    return None


def figures_name(figures: Path) -> str:
    """What the folder with these figures is called in the data folder: by its content."""
    return f"figures-{hash_of_figures(figures)[:8]}"


def needed() -> str | None:
    """Why a database must be made, in one line: there is none, it is damaged, or it was made from other inputs than
    those of now. None when the one in use is well."""
    try:
        version = database.version()
    except database.NoDatabase as none:
        return none.reason
    figures = inputs()
    if version != version_of(hash_of_inputs(figures)):
        if figures == STARTSET and figures_of_update():
            return "the figures of the last update are damaged or belong to another release; update again after this"
        return f"the database in use, {version}, was made from other figures or by another release"
    return whole.damage(version)


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

    Raises `database.NoDatabase` when none was kept, or it is damaged.
    """
    folder = database.data_folder()
    with turns.building(folder, print):
        current = database.current_path()
        others = [version for version in about.kept_versions() if version != database.version()]
        stays = f"{current.name} stays in use"
        if not others:
            raise database.NoDatabase(f"No previous database was kept in {folder}", stays)
        if damage := whole.damage(others[-1]):
            raise database.NoDatabase(f"The previous database cannot be used: {damage}", stays)
        path = folder / f"lsa-{others[-1]}.duckdb"
        database.point_to(path)
    return path


def remove_old(folder: Path, keep: set[str]) -> None:
    """Keep these versions and the figures that they were made from; remove every other, and what a killed build left
    of one."""
    figures = {about.about(version).get("figures") for version in keep}
    for path in folder.glob("lsa-*.duckdb"):
        if database.version_of(path) not in keep:
            path.unlink()
    for pattern in ("geo-*", "whole-*", "about-*.json"):
        for path in folder.glob(pattern):
            if path.name.removesuffix(".json").partition("-")[2] not in keep:
                turns.remove(path)
    for path in folder.glob("figures-*"):
        if path.name not in figures:
            turns.remove(path)
