"""A selection of figures as a file, written by DuckDB straight to disk so that memory stays flat.

Every format holds the same rows and values, as precise as the source, in a fixed order: the same question of the same
version gives the same bytes. Texts cannot act as a formula in a spreadsheet.
"""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Lock

import duckdb

from lsa_data.ask import database, fingerprint, maps, selection
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import Selection
from lsa_data.catalogue import LANGUAGES
from lsa_data.export import about_file, map_file, workbook
from lsa_data.export.about_file import About
from lsa_data.export.columns import LONG as LONG
from lsa_data.export.columns import WIDE as WIDE
from lsa_data.export.columns import Column, columns, query
from lsa_data.export.spreadsheet import DANGEROUS, harmless_text
from lsa_data.export.words import words

SHAPES = (LONG, WIDE)
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "csv-nl": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "zip": "application/zip",
}
SUFFIX = {"csv-nl": "nl.csv"}
MAPS = ("geojson", "gpkg")
"""Formats with boundaries, always wide."""
MOST_XLSX_FIGURES = 20_000
MOST_WIDE_COLUMNS = 200
MOST_WIDE_FIGURES = 500_000
WIDE_WITHOUT_END = ("csv", "csv-nl", "parquet")
"""Formats in which a wide file may have any number of rows."""
EVERYTHING = Selection(missing=True)
KEPT = ("csv", "parquet")
"""Formats in which the file with everything is kept, because it is asked for often and the same for everybody."""
GROUP = {LONG: 10_240, WIDE: 2_048}
"""Rows in a group of a Parquet file: a group is held in memory while it is written, and a wide row is long."""
_KEEPING = Lock()
TEXTS = ("name", "gemeente_name")


def file_name(chosen: Selection, format_name: str, shape: str = LONG) -> str:
    """A name that says what is in the file: `lsa_wijk_2022_lbm2-totaal_zuidwest_v2026.11-1a2b3c4d.csv`."""
    parts = ["lsa", chosen.type or "alles", str(chosen.vintage) if chosen.vintage else ""]
    if chosen.indicator:
        few = len(chosen.indicator) <= 2
        parts.append("-".join(chosen.indicator).replace("_", "-") if few else f"{len(chosen.indicator)}-cijfers")
    parts += (
        [str(year) for year in chosen.year] if len(chosen.year) <= 2 else [f"{min(chosen.year)}-{max(chosen.year)}"]
    )
    parts += [chosen.regio or "", chosen.provincie or "", "-".join(chosen.gemeente[:3]), chosen.list or ""]
    narrowed = Selection(type=chosen.type, vintage=chosen.vintage, regio=chosen.regio, provincie=chosen.provincie,
                         gemeente=chosen.gemeente[:3], list=chosen.list, indicator=chosen.indicator, year=chosen.year,
                         missing=chosen.missing)  # fmt: skip
    if narrowed != chosen:
        parts.append("keuze-" + hashlib.sha256(json.dumps(chosen.query()).encode()).hexdigest()[:6])
    parts += ["breed" if shape == WIDE else "", f"v{database.version()}"]
    return "_".join(part for part in parts if part) + "." + SUFFIX.get(format_name, format_name)


def check(chosen: Selection, format_name: str, shape: str, rows: int) -> None:
    """Whether this file can be made. Raises `SelectionError` that says why not, and what can."""
    if format_name not in MEDIA:
        raise SelectionError(f"There is no format {format_name[:40]!r}.", "format", MEDIA)
    if shape not in SHAPES:
        raise SelectionError(f"There is no shape {shape[:40]!r}.", "shape", SHAPES)
    if format_name == "xlsx" and rows > MOST_XLSX_FIGURES:
        raise SelectionError(
            f"{rows} figures are too many for XLSX (at most {MOST_XLSX_FIGURES}); CSV and Parquet have no limit.",
            "format", [name for name in MEDIA if name != "xlsx"],
        )  # fmt: skip
    if format_name in MAPS and chosen.type not in maps.MAPPED:
        raise SelectionError("A map needs one type of area that has one: name it with `type`.", "type", maps.MAPPED)
    if shape != WIDE and format_name not in MAPS:
        return
    if len(selection.columns_of(chosen)) > MOST_WIDE_COLUMNS:
        raise SelectionError(
            f"Wide files have at most {MOST_WIDE_COLUMNS} figures beside each other; choose one type of area, or fewer "
            "indicators or years.", "indicator",
        )  # fmt: skip
    if rows > MOST_WIDE_FIGURES and format_name not in WIDE_WITHOUT_END:
        raise SelectionError(
            f"{rows} figures are too many for a wide file of this format (at most {MOST_WIDE_FIGURES}); CSV and "
            "Parquet have no limit.", "format", WIDE_WITHOUT_END,
        )  # fmt: skip


def write(chosen: Selection, format_name: str, shape: str, folder: Path, link: str = "", language: str = "nl") -> Path:
    """Write the file into `folder` and give its path; `link` is the address that shows the same selection. A workbook
    is in `language`.

    Raises `SelectionError` when this file cannot be made (see `check`).
    """
    check(chosen, format_name, shape, selection.counted(chosen)["rows"])
    about = About(chosen, WIDE if format_name in MAPS else shape, link)
    path = folder / file_name(chosen, format_name, shape)
    if format_name == "xlsx":
        workbook.write(about, path, language)
    elif format_name == "geojson":
        map_file.geojson(about, path)
    elif format_name == "gpkg":
        map_file.geopackage(about, path)
    elif format_name == "zip":
        _zip(about, path, folder)
    else:
        _copy(about, format_name, path)
    return path


def _copy(about: About, format_name: str, path: Path) -> None:
    made_of = columns(about.chosen, about.shape, "nl" if format_name == "csv-nl" else None)
    if format_name.startswith("csv"):
        made_of = _for_spreadsheets(made_of, dutch=format_name == "csv-nl")
    text = query(about.chosen, about.shape, made_of)
    how = {
        "csv": "FORMAT csv, HEADER",
        "csv-nl": "FORMAT csv, HEADER, DELIMITER ';'",
        "parquet": f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP[about.shape]}, "
        f"KV_METADATA {_inside(about)}",
        "json": "FORMAT json, ARRAY true",
    }[format_name]
    with writer(path.parent) as connection:
        connection.execute(f"COPY ({text}) TO '{path.as_posix()}' ({how})", about.chosen.parameters())


def _inside(about: About) -> str:
    """What a Parquet file says of itself, as SQL: everything as JSON, and how to cite it."""
    told = json.dumps(about_file.metadata(about), ensure_ascii=False).replace("'", "''")
    cite = about_file.citation(about.sources, about.link, "en").replace("'", "''")
    return f"{{lsa: '{told}', citation: '{cite}', version: '{database.version()}'}}"


def _for_spreadsheets(made_of: list[Column], dutch: bool) -> list[Column]:
    """No text that starts as a formula; in the Dutch form decimal commas, and a mark before the first head by which
    Excel knows that it is UTF-8."""
    found = []
    for place, column in enumerate(made_of):
        sql = column.sql
        if column.name in TEXTS:
            dangerous = " OR ".join(f"starts_with({sql}, chr({ord(sign)}))" for sign in DANGEROUS)
            sql = f"CASE WHEN {dangerous} THEN '''' || {sql} ELSE {sql} END"
        elif dutch and column.kind == "number":
            sql = f"replace({sql}::VARCHAR, '.', ',')"
        mark = "\ufeff" if dutch and place == 0 else ""
        found.append(replace(column, head=mark + column.head, sql=sql))
    return found


def writer(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection of its own that reads the figures and may write only in `folder`.

    Joins keep the sides in which they are written: what belongs to a figure is held in memory, the figures pass by.
    DuckDB would sometimes turn that round, and then the figures do not fit; nor do they with a second thread, which
    makes nothing faster here.
    """
    connection = duckdb.connect(
        config={"threads": 1, "memory_limit": "250MB", "preserve_insertion_order": True}
    )  # fmt: skip
    connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
    connection.execute(f"ATTACH '{database.current_path().as_posix()}' AS lsa (READ_ONLY)")
    connection.execute("USE lsa")
    connection.execute(f"SET temp_directory = '{folder.as_posix()}/spill'")
    connection.execute(f"SET allowed_directories = ['{folder.as_posix()}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _zip(about: About, path: Path, folder: Path) -> None:
    """All that belongs to it: the data as CSV with its descriptions for machines, and in every language what it is,
    definitions and sources."""
    data = folder / file_name(about.chosen, "csv", about.shape)
    _copy(about, "csv", data)
    with data.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    made_of = columns(about.chosen, about.shape)
    package = about_file.datapackage(data.name, digest, data.stat().st_size, about)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        with data.open("rb") as file, archive.open(_entry(data.name), "w", force_zip64=True) as into:
            while block := file.read(1 << 20):
                into.write(block)
        archive.writestr(_entry(f"{data.name}-metadata.json"), json.dumps(about_file.csvw(data.name, about), indent=1))
        archive.writestr(_entry("datapackage.json"), json.dumps(package, indent=1, ensure_ascii=False))
        for language in LANGUAGES:
            own = words(language)
            readme = about_file.readme(about, made_of, language) + f"\nsha256 {data.name}: {digest}\n"
            archive.writestr(_entry(own["readme"]), readme)
            for title, lines in (
                (own["definitions"], about_file.definitions(about, language)),
                (own["sources"], about_file.sources(about, language)),
            ):
                archive.writestr(_entry(f"{title.lower()}.csv"), _as_csv(lines))
    data.unlink()


def _entry(name: str) -> zipfile.ZipInfo:
    """A file in an archive, with the time at which the figures were made."""
    entry = zipfile.ZipInfo(name, about_file.made().timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _as_csv(lines: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[harmless_text(value) for value in line] for line in lines])
    return out.getvalue()


def kept(format_name: str) -> Path:
    """The file with every figure, made when somebody first asks for it and kept as long as its database is."""
    folder = database.data_folder() / f"whole-{database.version()}" / fingerprint.of_answers()[:8]
    path = folder / file_name(EVERYTHING, format_name)
    with _KEEPING:
        if not path.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                write(EVERYTHING, format_name, LONG, Path(scratch)).replace(path)
    return path


def scratch_folder() -> Path:
    """A new folder for the files of one answer; who asked for it removes it."""
    return Path(tempfile.mkdtemp(prefix="lsa-export-"))
