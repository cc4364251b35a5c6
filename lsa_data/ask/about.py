"""What is known of a version beside its figures: `about-<version>.json`, written once, by the build that made it.

`made` (ISO, UTC); `files`: the database and its map layers, each with bytes and sha256; `figures`: the folder of an
update that it was made from, None for the embedded figures; `changes`: what changed up to this version, newest first
(see `what_changed`). Because it belongs to the version, a rollback needs nothing but the pointer.
"""

import json
from pathlib import Path

from lsa_data.ask import database


def path_of(version: str) -> Path:
    """Where it is written."""
    return database.data_folder() / f"about-{version}.json"


def about(version: str) -> dict:
    """What is known of a version; empty when nothing is, or it cannot be read."""
    try:
        known = json.loads(path_of(version).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and {"made", "files", "figures", "changes"} <= set(known) else {}


def known_versions() -> list[str]:
    """The versions of which something is known, newest first."""
    files = sorted(database.data_folder().glob("about-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [path.stem.removeprefix("about-") for path in files]


def kept_versions() -> list[str]:
    """The versions of which a database is kept, oldest first."""
    files = sorted(database.data_folder().glob("lsa-*.duckdb"), key=lambda path: path.stat().st_mtime)
    return [database.version_of(path) for path in files]
