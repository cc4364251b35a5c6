"""A selection of figures as a file, written by DuckDB straight to disk so that memory stays flat.

Every format holds the same rows and values, as precise as the source. Texts cannot act as a formula in a spreadsheet.
"""

import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

import duckdb
import shapely
import xlsxwriter

from lsa_data import catalogue
from lsa_data.ask import database, fingerprint, layers, maps, selection
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import COLUMNS, KEYS, Selection
from lsa_data.export.spreadsheet import DANGEROUS, harmless_text
from lsa_data.methods.geometry import shapes_of
from lsa_data.say.formats import date_words

LONG, WIDE = "long", "wide"
SHAPES = (LONG, WIDE)
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "csv-nl": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "zip": "application/zip",
}
SUFFIX = {"csv-nl": "nl.csv"}
MOST_XLSX_ROWS = 20_000
MOST_WIDE_COLUMNS = 200
MOST_WIDE_FIGURES = 500_000
ORDERED_UP_TO = 200_000
"""Rows of a larger file are in no fixed order: sorting them would need the memory that is to stay flat."""
EVERYTHING = Selection(missing=True)
KEPT = ("csv", "parquet")
"""Formats in which the file with everything is kept, because it is asked for often and the same for everybody."""
_KEEPING = Lock()
TEXTS = ("name", "gemeente_name")
NUMBERS = ("value", "ci_lower", "ci_upper", "national", "difference", "noise", "share")
DESCRIPTIONS = {
    "type": "soort gebied: land, provincie, gemeente, wijk, buurt of pc4",
    "code": "code van het gebied (CBS), of de vier cijfers van de postcode",
    "vintage": "jaar van de indeling waarin het gebied gemeten is; koppel nooit twee indelingen op de code alleen",
    "name": "naam van het gebied; leeg waar de bron geen naam geeft",
    "gemeente_code": "code van de gemeente in die indeling",
    "gemeente_name": "naam van de gemeente",
    "provincie_code": "code van de provincie",
    "regio_code": "een van de vijf regio's van dit dashboard",
    "inhabitants": "inwoners in die indeling, of anders in hetzelfde gebied in het jaar dat het dichtst daarbij ligt",
    "indicator": "het cijfer; de betekenis staat bij de definities",
    "year": "jaar waarover het cijfer gaat",
    "value": "het cijfer, zo nauwkeurig als de bron; leeg is geen nul",
    "ci_lower": "ondergrens van value, waar de bron die geeft",
    "ci_upper": "bovengrens van value, waar de bron die geeft",
    "unit": "eenheid van value, national en difference",
    "status": "ok; computed: door het dashboard berekend uit buurten; too_few: hier wonen te weinig mensen; "
    "low_coverage: van te weinig buurten bekend; not_published: de bron geeft hier geen cijfer; "
    "not_published_yet: de bron geeft dit cijfer nog van geen enkel gebied; other_boundaries: de bron telt hier binnen "
    "andere grenzen",
    "provisional": "true: de bron past het cijfer nog aan; false: definitief, of de bron zegt er niets over",
    "national": "het cijfer van Nederland voor deze soort gebied en dit jaar",
    "national_method": "constant: de vaste waarde van het rekenmodel; published: van de bron; inhabitants, households: "
    "berekend, gewogen naar inwoners of huishoudens; unweighted: berekend, elk gebied even zwaar; none: niet gegeven",
    "difference": "value min national",
    "noise": "hoeveel het cijfer alleen al door meten beweegt (standaardafwijking van één meting), geschat uit de "
    "reeksen; 0 bij tellingen zonder reeks",
    "position": "higher, similar of lower: of het verschil met Nederland groter is dan de ruis van het meten; similar "
    "als Nederland tussen ci_lower en ci_upper ligt, of waar die er niet zijn binnen 1,96 x noise, en als beide na "
    "afronden gelijk zijn; leeg bij minder dan 250 inwoners",
    "unusual": "true: het cijfer valt buiten de middelste 80% van de gebieden, aan de kant die position zegt; leeg "
    "waar position leeg is",
    "trend": "rising, falling, no_clear_change of too_few_points: vergeleken met Nederland, over alle jaren van deze "
    "indeling; een richting alleen bij vijf metingen of meer",
    "source": "de bron van het cijfer",
    "measured_code": "code van het gebied waarover het cijfer gaat; met across=true kan dat een andere zijn dan code",
    "measured_vintage": "jaar van de indeling van dat gebied",
    "link": "self: hetzelfde gebied; same: in een andere indeling dezelfde plek (code, naam, gemeente en oppervlakte); "
    "overlap: in een andere indeling voor minstens 90% dezelfde plek, van beide kanten",
    "share": "het deel (0-1) van de oppervlakte dat beide gebieden delen; leeg waar dat niet gemeten is",
}
COLUMN_TYPES = {
    "vintage": "integer",
    "year": "integer",
    "inhabitants": "integer",
    "provisional": "boolean",
    "unusual": "boolean",
    "measured_vintage": "integer",
} | dict.fromkeys(NUMBERS, "number")


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
    if format_name == "xlsx" and rows > MOST_XLSX_ROWS:
        raise SelectionError(
            f"{rows} rows are too many for XLSX (at most {MOST_XLSX_ROWS}); CSV and Parquet have no limit.",
            "format", [name for name in MEDIA if name != "xlsx"],
        )  # fmt: skip
    if format_name == "geojson" and chosen.type not in maps.MAPPED:
        raise SelectionError("GeoJSON needs one type of area that has a map: name it with `type`.", "type", maps.MAPPED)
    wide = shape == WIDE or format_name == "geojson"
    if wide and (rows > MOST_WIDE_FIGURES or len(selection.columns_of(chosen)) > MOST_WIDE_COLUMNS):
        raise SelectionError(
            f"Wide files have at most {MOST_WIDE_COLUMNS} columns of figures and {MOST_WIDE_FIGURES} figures; choose "
            "one type of area, or fewer indicators or years.", "indicator",
        )  # fmt: skip


def write(chosen: Selection, format_name: str, shape: str, folder: Path, link: str = "") -> Path:
    """Write the file into `folder` and give its path; `link` is the address that shows the same selection.

    Raises `SelectionError` when this file cannot be made (see `check`).
    """
    rows = selection.counted(chosen)["rows"]
    check(chosen, format_name, shape, rows)
    path = folder / file_name(chosen, format_name, shape)
    if format_name == "xlsx":
        _xlsx(chosen, shape, path, rows, link)
    elif format_name == "geojson" and chosen.type:
        _geojson(chosen, chosen.type, path)
    elif format_name == "zip":
        _zip(chosen, shape, path, rows, folder, link)
    else:
        _copy(chosen, format_name, shape, path, rows)
    return path


def frame_rows(chosen: Selection, shape: str) -> Iterator[tuple]:
    """The rows of a small file, the names of the columns first, in a fixed order."""
    text, order = _query(chosen, shape)
    cursor = database.cursor().execute(f"{text} ORDER BY {order}", chosen.parameters())
    yield tuple(column[0] for column in cursor.description)
    while batch := cursor.fetchmany(5000):
        yield from batch


def _query(chosen: Selection, shape: str) -> tuple[str, str]:
    """The question behind a file and its order. The columns of the wide form are names of the catalogue."""
    text = selection.sql(chosen)
    if shape == LONG:
        return f"SELECT {', '.join(COLUMNS)} FROM ({text})", "type, vintage, code, indicator, year"
    wide = ", ".join(
        f"any_value(value) FILTER (indicator = '{indicator}' AND year = {int(year)}) AS {indicator}_{int(year)}"
        for indicator, year in selection.columns_of(chosen)
    )
    keys = ", ".join(KEYS)
    return f"SELECT {keys}{', ' + wide if wide else ''} FROM ({text}) GROUP BY {keys}", "type, vintage, code"


def _copy(chosen: Selection, format_name: str, shape: str, path: Path, rows: int) -> None:
    text, order = _query(chosen, shape)
    if rows <= ORDERED_UP_TO:
        text += f" ORDER BY {order}"
    if format_name.startswith("csv"):
        text = _for_spreadsheets(text, shape, chosen, dutch=format_name == "csv-nl")
    how = {
        "csv": "FORMAT csv, HEADER",
        "csv-nl": "FORMAT csv, HEADER, DELIMITER ';'",
        "parquet": "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 10240",
        "json": "FORMAT json, ARRAY true",
    }[format_name]
    with writer(path.parent) as connection:
        connection.execute(f"COPY ({text}) TO '{path.as_posix()}' ({how})", chosen.parameters())


def _for_spreadsheets(text: str, shape: str, chosen: Selection, dutch: bool) -> str:
    """No text that starts as a formula; in the Dutch form decimal commas, and a mark before the first name by which
    Excel knows that it is UTF-8."""
    columns = list(COLUMNS) if shape == LONG else [*KEYS, *(f"{i}_{y}" for i, y in selection.columns_of(chosen))]
    decimal = set(NUMBERS) if shape == LONG else set(columns) - set(KEYS)
    parts = []
    for place, name in enumerate(columns):
        part = name
        if name in TEXTS:
            dangerous = " OR ".join(f"starts_with({name}, chr({ord(sign)}))" for sign in DANGEROUS)
            part = f"CASE WHEN {dangerous} THEN '''' || {name} ELSE {name} END"
        elif dutch and name in decimal:
            part = f"replace({name}::VARCHAR, '.', ',')"
        mark = "\ufeff" if dutch and place == 0 else ""
        parts.append(f'{part} AS "{mark}{name}"')
    return f"SELECT {', '.join(parts)} FROM ({text})"


def writer(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection of its own that reads the figures and may write only in `folder`."""
    connection = duckdb.connect(
        config={"threads": 2, "memory_limit": "250MB", "preserve_insertion_order": False}
    )  # fmt: skip
    connection.execute(f"ATTACH '{database.current_path().as_posix()}' AS lsa (READ_ONLY)")
    connection.execute("USE lsa")
    connection.execute(f"SET temp_directory = '{folder.as_posix()}/spill'")
    connection.execute(f"SET allowed_directories = ['{folder.as_posix()}/']")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _xlsx(chosen: Selection, shape: str, path: Path, rows: int, link: str) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True})
        cover = book.add_worksheet("Voorblad")
        cover.set_column(0, 0, 110)
        for line, text in enumerate(_readme(chosen, rows, link).splitlines()):
            cover.write_string(line, 0, text)
        data = book.add_worksheet("Gegevens")
        data.freeze_panes(1, 0)
        for line, row in enumerate(frame_rows(chosen, shape)):
            if line == 0:
                data.autofilter(0, 0, max(rows, 1), len(row) - 1)
            for column, value in enumerate(row):
                if isinstance(value, str):
                    data.write_string(line, column, harmless_text(value), bold if line == 0 else None)
                elif isinstance(value, bool):
                    data.write_boolean(line, column, value)
                elif value is not None:
                    data.write_number(line, column, value)
        for title, lines in (("Definities", _definitions(chosen)), ("Bronnen", _sources(chosen))):
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for line, row in enumerate(lines):
                for column, value in enumerate(row):
                    sheet.write_string(line, column, str(value), bold if line == 0 else None)


def _geojson(chosen: Selection, area_type: str, path: Path) -> None:
    """One feature per area: its wide row, and the polygon of the nearest map on which a comparable area is drawn
    (`drawn_on`); without one the geometry is null."""
    rows = frame_rows(chosen, WIDE)
    names = next(rows)
    polygons: dict[int, dict[tuple[str, int], str]] = {}
    nearest = cache(lambda vintage: maps.nearest(area_type, vintage))
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for place, row in enumerate(rows):
            found = dict(zip(names, row, strict=True))
            drawn_on = nearest(int(found["vintage"]))
            if drawn_on not in polygons:
                polygons[drawn_on] = _geometries(area_type, drawn_on)
            geometry = polygons[drawn_on].get((found["code"], found["vintage"]), "null")
            found["drawn_on"] = None if geometry == "null" else drawn_on
            file.write(f'{"," if place else ""}\n{{"type":"Feature","properties":')
            file.write(json.dumps(found, ensure_ascii=False) + f',"geometry":{geometry}}}')
        file.write("\n]}\n")


def _geometries(area_type: str, drawn_on: int) -> dict[tuple[str, int], str]:
    """The polygon, as JSON, of every area of any vintage that is comparable with one on this map."""
    areas = layers.polygons(area_type, drawn_on)
    drawn = dict(zip(areas["code"], shapely.to_geojson(shapes_of(areas["wkb"])), strict=True))
    same = database.ask("drawn_areas", type=area_type, drawn_on=drawn_on)
    return {
        (code, int(vintage)): drawn[drawn_code]
        for code, vintage, drawn_code in same.itertuples(index=False, name=None)
        if drawn_code in drawn
    }


def _zip(chosen: Selection, shape: str, path: Path, rows: int, folder: Path, link: str) -> None:
    """All that belongs to it: the data as CSV with its description for machines, a LEESMIJ, definitions, sources."""
    data = folder / file_name(chosen, "csv", shape)
    _copy(chosen, "csv", shape, data, rows)
    digest = hashlib.sha256()
    with data.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        archive.write(data, data.name)
        readme = _readme(chosen, rows, link) + f"\nsha256 van {data.name}: {digest.hexdigest()}\n"
        archive.writestr("LEESMIJ.txt", readme)
        archive.writestr(f"{data.name}-metadata.json", json.dumps(_csvw(data.name, chosen, shape), indent=1))
        archive.writestr("definities.csv", _as_csv(_definitions(chosen)))
        archive.writestr("bronnen.csv", _as_csv(_sources(chosen)))
    data.unlink()


def _as_csv(lines: list[tuple]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[harmless_text(str(value)) for value in line] for line in lines])
    return out.getvalue()


def _readme(chosen: Selection, rows: int, link: str) -> str:
    """What is in the file, from which version, how to cite it, and what an empty cell means."""
    filters = [f"  {name} = {value}" for name, value in chosen.query().items()] or ["  alles"]
    sources = [f"  {publisher}: {title}. {licence}" for _, publisher, title, licence, *_ in _sources(chosen)[1:]]
    return "\n".join(
        [
            "LSA Wijkdashboard",
            "",
            f"Gegevens versie {database.version()}, gemaakt op {date_words(date.today(), 'nl')}.",
            f"Aantal rijen: {rows}",
            *([f"Dezelfde keuze: {link}"] if link else []),
            "",
            "Keuze:",
            *filters,
            "",
            "Een lege cel is geen nul. De kolom status zegt waarom er geen cijfer is.",
            "Koppel nooit twee indelingen (vintage) op de code alleen: grenzen en codes veranderen.",
            "Leefbaarometer 2.0 en 3.0 zijn twee modellen en horen niet in één lijn.",
            "",
            "Kolommen:",
            *(f"  {name}: {text}" for name, text in DESCRIPTIONS.items()),
            "",
            "Bronnen en licenties:",
            *sources,
            "",
            f"Noem bij gebruik: LSA Wijkdashboard, gegevens versie {database.version()}, en de bronnen hierboven.",
            "",
        ]
    )


def _indicators(chosen: Selection) -> list[catalogue.Indicator]:
    used = {indicator for indicator, _ in selection.columns_of(chosen)}
    return [indicator for indicator in catalogue.indicators().values() if indicator.id in used]


def _definitions(chosen: Selection) -> list[tuple]:
    """What every indicator in the file means."""
    head = ("indicator", "naam", "definitie", "let op", "eenheid", "soort", "gunstig", "bron")
    favourable = {1: "hoger", 0: "niet bepaald", -1: "lager"}
    return [
        head,
        *(
            (i.id, i.text("name", "nl"), i.text("definition", "nl"), i.text("caution", "nl"), i.unit, i.kind,
             favourable[i.polarity], i.source)
            for i in _indicators(chosen)
        ),
    ]  # fmt: skip


def _sources(chosen: Selection) -> list[tuple]:
    """The publications that the figures in the file come from."""
    used = {indicator.source for indicator in _indicators(chosen)}
    return [
        ("bron", "uitgever", "titel", "licentie", "adres", "tabellen"),
        *(
            (s.id, s.publisher, s.text("title", "nl"), s.licence, s.url, ", ".join(s.tables))
            for s in catalogue.sources().values()
            if s.id in used
        ),
    ]


def _csvw(name: str, chosen: Selection, shape: str) -> dict:
    """The columns for machines, by the W3C vocabulary CSV on the Web."""
    columns = list(COLUMNS) if shape == LONG else [*KEYS, *(f"{i}_{y}" for i, y in selection.columns_of(chosen))]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": name,
        "dc:title": "LSA Wijkdashboard",
        "dc:date": date.today().isoformat(),
        "dc:identifier": database.version(),
        "tableSchema": {
            "columns": [
                {
                    "name": column,
                    "titles": column,
                    "datatype": COLUMN_TYPES.get(column, "string" if column in COLUMNS else "number"),
                    "dc:description": DESCRIPTIONS.get(column, column),
                }
                for column in columns
            ],
            "primaryKey": ["type", "code", "vintage", *(["indicator", "year"] if shape == LONG else [])],
        },
    }


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
