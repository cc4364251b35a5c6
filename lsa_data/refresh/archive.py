"""CSV files inside a downloaded zip, read without ever writing its entries to disk and without trusting their names
or their stated sizes."""

import io
import re
import zipfile
from pathlib import Path, PurePosixPath

import pandas as pd

from lsa_data.refresh.http import ServiceError

MOST_ENTRIES = 1000
MOST_BYTES = 1_000_000_000
MOST_RATIO = 200
"""A CSV of figures shrinks about ten times; two hundred times is a bomb."""


def csv_files(path: Path, where: str, patterns: dict[str, str]) -> dict[str, pd.DataFrame]:
    """Per name the one CSV whose file name, whatever folder it is in, matches its pattern; all cells as text.

    Raises `ServiceError` when the file is no whole zip, when an entry could leave its folder or is far too large, and
    when a pattern matches none or several.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _of_a_mac(entry)]
            _check_names(entries, where)
            wanted = {name: _one(entries, pattern, where) for name, pattern in patterns.items()}
            _check_sizes(list(wanted.values()), where)
            return {name: _read(archive, entry, where) for name, entry in wanted.items()}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as broken:
        if isinstance(broken, ServiceError):
            raise
        raise ServiceError(f"{where} is not a whole zip file ({broken}). Try again later.") from broken


def _of_a_mac(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is what a Mac puts beside every file in a zip: no file, under the same name."""
    place = _place(entry)
    return "__MACOSX" in place.parts or place.name.startswith("._")


def _place(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename.replace("\\", "/"))


def _check_names(entries: list[zipfile.ZipInfo], where: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise ServiceError(f"{where} holds {len(entries)} files; that cannot be right. Nothing was used.")
    for entry in entries:
        place = _place(entry)
        if place.is_absolute() or ".." in place.parts or re.match(r"[A-Za-z]:", entry.filename):
            raise ServiceError(f"{where} holds a file that points outside it ({entry.filename[:80]!r}). Not used.")


def _check_sizes(entries: list[zipfile.ZipInfo], where: str) -> None:
    """Of the entries that are read: others, such as scores per grid cell, may be as large as they are."""
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        raise ServiceError(f"{where} would become {total // 10**6} MB; that cannot be right. Nothing was used.")
    if any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries):
        raise ServiceError(f"{where} holds a file that grows over {MOST_RATIO} times; that cannot be right. Not used.")


def _one(entries: list[zipfile.ZipInfo], pattern: str, where: str) -> zipfile.ZipInfo:
    found = [entry for entry in entries if re.search(pattern, _place(entry).name, re.IGNORECASE)]
    if len(found) != 1:
        names = ", ".join(entry.filename for entry in found) or ", ".join(entry.filename for entry in entries[:10])
        raise ServiceError(
            f"{where}: one file like {pattern!r} was expected, there are {len(found)} (it holds {names})."
        )
    return found[0]


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str) -> pd.DataFrame:
    """One entry as text; reading stops at the stated size, so that a false size cannot fill the memory."""
    with archive.open(entry) as file:
        body = file.read(entry.file_size + 1)
    if len(body) > entry.file_size:
        raise ServiceError(f"{where}: {entry.filename} is larger than it says. Nothing was used.")
    separator = ";" if b";" in body.partition(b"\n")[0] else ","
    try:
        return pd.read_csv(io.BytesIO(body), sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, UnicodeDecodeError) as wrong:
        raise ServiceError(f"{where}: {entry.filename} is not a readable CSV ({wrong}).") from wrong
