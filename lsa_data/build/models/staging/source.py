"""source: the publications that the figures come from.

Grain: a source
Key: source_id
Columns:
  source_id VARCHAR: its name in the catalogue
  publisher VARCHAR: who published it
  title VARCHAR: its title, in Dutch
  licence VARCHAR: under which licence
  url VARCHAR: where it is found
  table_id VARCHAR: its tables, with commas
  files INTEGER: how many files were read
  bytes BIGINT: how large these are together
  rows INTEGER: how many rows they gave
  sha256 VARCHAR: over the sha256 of every file
  modified VARCHAR?: when its publisher last changed it (as text); NULL for embedded figures
  retrieved VARCHAR?: when an update last fetched it (as text); NULL for embedded figures
"""

import hashlib
import json
from pathlib import Path

import duckdb
import pandas as pd

from lsa_data import catalogue


def rows(connection: duckdb.DuckDBPyConnection, figures: Path) -> pd.DataFrame:
    """One row per source of the catalogue, with what `provenance.json` beside the figures says of it."""
    sets = json.loads((figures / "provenance.json").read_text(encoding="utf-8"))["sets"]
    return pd.DataFrame(_row(source, [entry for entry in sets if entry["source"] == source.id])
                        for source in catalogue.sources().values())  # fmt: skip


def _row(source: catalogue.Source, own: list[dict]) -> dict:
    files = [file for entry in own for file in entry["files"]]
    tables = [table for entry in own for table in entry.get("tables", [])]
    return {
        "source_id": source.id, "publisher": source.publisher, "title": source.text("title", "nl"),
        "licence": source.licence, "url": source.url,
        "table_id": ", ".join(dict.fromkeys([*source.tables, *(table["id"] for table in tables)])),
        "files": len(files), "bytes": sum(file["bytes"] for file in files), "rows": sum(entry["rows"] for entry in own),
        "sha256": hashlib.sha256("".join(file["sha256"] for file in files).encode()).hexdigest(),
        "modified": max((table["modified"] for table in tables if table["modified"]), default=None),
        "retrieved": max((table["retrieved"] for table in tables), default=None),
    }  # fmt: skip
