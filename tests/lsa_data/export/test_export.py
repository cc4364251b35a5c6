"""The files hold what the screen shows, in every format, for many selections, and real programs open them."""

import csv
import dataclasses
import hashlib
import io
import json
import math
import random
import re
import shutil
import sqlite3
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import csvw
import duckdb
import frictionless
import openpyxl
import pandas as pd
import pyogrio
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import condition, database, maps, selection
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import COLUMNS, Selection
from lsa_data.export import about_file, columns, selection_file, workbook
from lsa_data.export.spreadsheet import harmless_text
from lsa_data.export.words import said, words
from lsa_data.say import names

pytestmark = pytest.mark.slow

SELECTIONS = 80
MOST_COMPARED = 20_000
"""Rows; a selection of more takes seconds to compare and has nothing that the others have not."""
SMALL = Selection(type="wijk", vintage=2016, indicator=("lbm2_totaal", "kwb_inwoners"), gemeente=("GM0599", "GM0363"),
                  missing=True)  # fmt: skip
KEY = [COLUMNS.index(name) for name in ("type", "code", "vintage", "indicator", "year")]
"""Where in a row stands of what it is."""
LOOK = Path(__file__).parents[2] / "install_libreoffice.sh"


@pytest.fixture(scope="module")
def client():
    return TestClient(Starlette(routes=lsa_server.routes()))


def _random_selections():
    """Selections as visitors make them: one type and vintage, a few figures, and now and then every other filter."""
    dice = random.Random(20261124)
    measured = selection.with_measured(Selection())
    regios, provincies = ["noord", "oost", "noordwest", "zuidwest", "zuid"], [f"PV{n}" for n in range(20, 32)]
    for _ in range(SELECTIONS):
        row = measured.iloc[dice.randrange(len(measured))]
        alike = measured[(measured["area_type"] == row["area_type"]) & (measured["vintage"] == row["vintage"])]
        indicators = {row["indicator_id"], dice.choice(alike["indicator_id"].tolist())}
        yield Selection(
            type=row["area_type"],
            vintage=int(row["vintage"]),
            indicator=tuple(sorted(indicators)),
            year=(int(row["year"]),) if dice.random() < 0.7 else (),
            regio=dice.choice(regios) if dice.random() < 0.5 else None,
            provincie=dice.choice(provincies) if dice.random() < 0.4 else None,
            list=dice.choice(selection.lists()) if dice.random() < 0.2 else None,
            position=(dice.choice(condition.POSITIONS),) if dice.random() < 0.2 else (),
            unusual=dice.random() < 0.2,
            trend=(dice.choice(condition.TRENDS),) if dice.random() < 0.1 else (),
            value_from=dice.choice([0.0, -0.5, 10.25]) if dice.random() < 0.2 else None,
            inhabitants_to=dice.choice([1000, 20000]) if dice.random() < 0.2 else None,
            missing=dice.random() < 0.5,
        )


def _screen(chosen: Selection) -> list[tuple]:
    """The rows of the screen as plain tuples, in one order."""
    frame = selection.rows(chosen, limit=10**9)
    return _plain(frame.itertuples(index=False, name=None))


def _plain(rows) -> list[tuple]:
    return sorted((tuple(_cell(value) for value in row) for row in rows), key=lambda row: [str(row[at]) for at in KEY])


def _cell(value):
    """One cell, the same whatever file it came from: numbers as numbers, nothing as None."""
    if value is None or value is pd.NA or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if value in ("true", "false"):
        return float(value == "true")
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return float(value)


def _same_to_15_digits(rows, screen):
    """A spreadsheet keeps fifteen digits of a number."""
    assert len(rows) == len(screen)
    for own, other in zip(rows, screen, strict=True):
        assert [cell for cell in own if not isinstance(cell, float)] == [c for c in other if not isinstance(c, float)]
        numbers = [cell for cell in other if isinstance(cell, float)]
        assert [cell for cell in own if isinstance(cell, float)] == pytest.approx(numbers, rel=1e-14)


def _csv(path, delimiter=",", comma=False):
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file, delimiter=delimiter)
    if not comma:
        assert tuple(head) == COLUMNS
        return _plain(rows)
    return _plain(_for_machines(head, rows, "nl"))


def _for_machines(head, rows, language):
    """The rows of a file for people, in the columns and words of the interface."""
    made_of = columns.columns(SMALL, "long", language)
    assert list(head) == [column.head for column in made_of]
    back = {name: {word: key for key, word in said(name, language).items()} for name in columns.SAID}
    back |= {name: {"ja": "true", "nee": "false"} for name in ("provisional", "unusual")}
    for row in rows:
        found = dict(zip((column.name for column in made_of), row, strict=True))
        for name in columns.NUMBERS:
            found[name] = found[name].replace(",", ".") if isinstance(found[name], str) else found[name]
        yield [back.get(name, {}).get(found[name], found[name]) for name in COLUMNS]


def test_every_format_holds_the_rows_and_values_of_the_screen(tmp_path, client):
    filled = 0
    for number, chosen in enumerate(_random_selections()):
        if (counted := selection.counted(chosen)["rows"]) > MOST_COMPARED:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        screen = _screen(chosen)
        assert len(screen) == counted
        filled += bool(screen)
        assert _in_turn(number, chosen, folder) == screen, chosen
        answer = client.get("/api/v1/values", params=chosen.query() | {"limit": 10_000}).json()
        assert answer["total"] == len(screen)
        if len(screen) <= 10_000:
            assert _plain(row.values() for row in answer["rows"]) == screen, chosen
        if number % 4 == 0 and len(screen) <= 5000:
            book = openpyxl.load_workbook(selection_file.write(chosen, "xlsx", "long", folder), read_only=True)
            head, *rows = book["Gegevens"].iter_rows(values_only=True)
            _same_to_15_digits(_plain(_for_machines(head, rows, "nl")), screen)
        if number % 4 == 1 and chosen.type in maps.MAPPED:
            _same_as_geojson(selection_file.write(chosen, "geojson", "long", folder), chosen)
        shutil.rmtree(folder)
    assert filled > SELECTIONS / 3, "enough of the selections hold something"


def _in_turn(number: int, chosen: Selection, folder) -> list[tuple]:
    """The rows out of a file in one of the formats, each in its turn."""
    form = ("csv", "csv-nl", "parquet")[number % 3]
    path = selection_file.write(chosen, form, "long", folder)
    if form == "parquet":
        return _plain(duckdb.sql(f"SELECT * FROM '{path}'").fetchall())
    return _csv(path) if form == "csv" else _csv(path, ";", comma=True)


def _same_as_geojson(path, chosen: Selection) -> None:
    """Every value of the screen stands in the feature of its area, and nothing else does."""
    frame = selection.rows(chosen, limit=10**9)
    expected = {
        (row.code, row.vintage, f"{row.indicator}_{row.year}"): row.value
        for row in frame.itertuples()
        if not pd.isna(row.value)
    }
    figures = {f"{indicator}_{year}" for indicator, year in selection.columns_of(chosen)}
    found = {}
    for feature in json.loads(path.read_text())["features"]:
        properties = feature["properties"]
        for name in figures & properties.keys():
            if properties[name] is not None:
                found[properties["code"], properties["vintage"], name] = properties[name]
    assert found == expected


def test_a_wide_file_has_a_row_per_area_and_the_same_values(tmp_path):
    wide = pd.read_csv(selection_file.write(SMALL, "csv", "wide", tmp_path), dtype={"code": str})
    long = selection.rows(SMALL, limit=10**9)
    assert len(wide) == long["code"].nunique()
    for row in long.itertuples():
        cell = wide.loc[wide["code"] == row.code, f"{row.indicator}_{row.year}"].iloc[0]
        assert cell == row.value or (pd.isna(cell) and pd.isna(row.value))


def test_values_are_as_precise_as_the_source(tmp_path):
    text = selection_file.write(SMALL, "csv", "long", tmp_path).read_text()
    first = selection.rows(SMALL).dropna(subset=["value"])
    first = first[first["indicator"] == "lbm2_totaal"].iloc[0]
    assert repr(float(first["value"])) in text


def test_an_excel_file_has_a_cover_typed_cells_definitions_and_sources(tmp_path):
    book = openpyxl.load_workbook(selection_file.write(SMALL, "xlsx", "long", tmp_path, link="https://example.org/x"))
    assert book.sheetnames == ["Voorblad", "Gegevens", "Definities", "Bronnen"]
    cover = "\n".join(str(row[0]) for row in book["Voorblad"].iter_rows(values_only=True))
    lines = {row[0].row: row[0].value or "" for row in book["Voorblad"].iter_rows()}
    heights = {row: book["Voorblad"].row_dimensions[row].height for row in lines}
    long = {row for row, text in lines.items() if len(text) > workbook.COVER_WIDTH}
    assert long and all(((heights[row] or 0) >= 2 * workbook.LINE_HEIGHT) is (row in long) for row in lines)
    assert "https://example.org/x" in cover
    assert "CC0" in cover
    data = book["Gegevens"]
    assert data.freeze_panes == "E2", "the head and the name stay in sight"
    head = [cell.value for cell in data[1]]
    assert isinstance(data.cell(2, head.index("Waarde") + 1).value, (int, float))
    assert isinstance(data.cell(2, head.index("Code") + 1).value, str)
    assert data.cell(2, head.index("Voorlopig") + 1).value == "nee"
    row = next(row for row in data.iter_rows(min_row=2) if row[head.index("Cijfercode")].value == "lbm2_totaal")
    assert row[head.index("Waarde")].number_format == "#,##0.00"
    assert row[head.index("Cijfer")].value == "Leefbaarheid (Leefbaarometer 2.0)"
    assert data.column_dimensions["D"].width > 15, "a name can be read"


def test_a_zip_says_everything_that_belongs_to_it(tmp_path):
    with zipfile.ZipFile(selection_file.write(SMALL, "zip", "long", tmp_path, link="https://example.org/x")) as archive:
        names = archive.namelist()
        data = next(name for name in names if name.startswith("lsa_") and name.endswith(".csv"))
        readme = archive.read("LEESMIJ.txt").decode()
        assert hashlib.sha256(archive.read(data)).hexdigest() in readme
        assert f"Rijen: {selection.counted(SMALL)['rows']}, een per cijfer. Kolommen: {len(COLUMNS)}." in readme
        assert "https://creativecommons.org/licenses/by/4.0/" in readme
        assert "code of the area (CBS)" in archive.read("README.txt").decode()
        metadata = json.loads(archive.read(f"{data}-metadata.json"))
        columns = [column["name"] for column in metadata["tableSchema"]["columns"]]
        assert columns == next(csv.reader(io.StringIO(archive.read(data).decode())))
        assert {"definities.csv", "bronnen.csv", "definitions.csv", "sources.csv", "datapackage.json"} <= set(names)


@pytest.mark.parametrize("name", ["=1+1", "+31", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_name_cannot_act_as_a_formula(name):
    made_of = selection_file._for_spreadsheets(columns.columns(SMALL, "long"), dutch=False)
    text = f"SELECT {', '.join(f'{column.sql} AS {column.head}' for column in made_of)} FROM given"
    given = pd.DataFrame([dict.fromkeys(COLUMNS, -1.5) | {"name": name, "gemeente_name": name}])
    row = duckdb.from_df(given).query("given", text).df().iloc[0]
    assert row["name"] == f"'{name}"
    assert row["value"] == -1.5, "a negative number stays one"
    assert harmless_text(name) == f"'{name}"


@pytest.mark.parametrize("text", ["=1+1", "+31", "-cmd", "@SUM(A1)", "{=1}", "https://example.org"])
def test_a_text_in_an_excel_file_stays_text(tmp_path, monkeypatch, text):
    names = [column.name for column in columns.columns(SMALL, "long", "nl")]
    row = dict.fromkeys(names) | {"code": "WK000100", "name": text, "value": -1.5}
    monkeypatch.setattr(workbook, "rows", lambda *_: iter([tuple(row.values())]))
    path = selection_file.write(SMALL, "xlsx", "long", tmp_path, link="=HYPERLINK(1)")
    cell = openpyxl.load_workbook(path)["Gegevens"].cell(2, names.index("name") + 1)
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", harmless_text(text), None)
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(part).decode() for part in parts.namelist() if part.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any("<f>" in sheet or "<f " in sheet for sheet in sheets), "no cell of any sheet is a formula"
    assert openpyxl.load_workbook(path)["Gegevens"].cell(2, names.index("value") + 1).data_type == "n"


ORDER = ["type", "vintage", "code", "indicator", "year"]


@pytest.mark.parametrize("format_name", ["csv", "csv-nl", "parquet", "json", "xlsx"])
def test_a_file_has_its_rows_in_one_order(tmp_path, format_name):
    path = selection_file.write(SMALL, format_name, "long", tmp_path)
    heads = {column.head: column.name for column in columns.columns(SMALL, "long", "nl")}
    read = {
        "csv": pd.read_csv,
        "csv-nl": lambda path: pd.read_csv(path, sep=";", decimal=",").rename(columns=heads),
        "parquet": pd.read_parquet,
        "json": pd.read_json,
        "xlsx": lambda path: pd.read_excel(path, sheet_name="Gegevens").rename(columns=heads),
    }[format_name]
    found = read(path)[ORDER]
    assert found["indicator"].nunique() == 2
    pd.testing.assert_frame_equal(found, found.sort_values(ORDER, ignore_index=True))


@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("format_name", [*selection_file.MEDIA])
def test_the_same_question_gives_the_same_bytes(tmp_path, format_name, shape):
    made = []
    for part in ("one", "other"):
        (tmp_path / part).mkdir()
        made.append(selection_file.write(SMALL, format_name, shape, tmp_path / part).read_bytes())
    assert made[0] == made[1]


def test_a_file_of_any_size_is_the_same_twice_and_in_order(tmp_path):
    """More than 200,000 figures, and more than a workbook or GeoJSON holds."""
    chosen = Selection(type="gemeente", missing=True)
    assert selection.counted(chosen)["rows"] > 110_000
    (tmp_path / "again").mkdir()
    one, other = (selection_file.write(chosen, "csv", "long", folder) for folder in (tmp_path, tmp_path / "again"))
    assert one.read_bytes() == other.read_bytes()
    found = pd.read_csv(one, dtype=str)[ORDER]
    pd.testing.assert_frame_equal(found, found.sort_values(ORDER, ignore_index=True))


@pytest.mark.parametrize("format_name", ["parquet", "csv"])
def test_all_buurten_of_a_year_fit_in_a_wide_file(tmp_path, format_name):
    chosen = Selection(type="buurt", vintage=2017, missing=True)
    path = selection_file.write(chosen, format_name, "wide", tmp_path)
    assert duckdb.sql(f"SELECT * FROM '{path}'").count("*").fetchall()[0][0] == selection.counted(chosen)["areas"]
    with pytest.raises(SelectionError, match="CSV and Parquet have no limit"):
        selection_file.check(chosen, "geojson", "wide", selection_file.MOST_WIDE_FIGURES + 1)


def test_a_wide_file_has_its_rows_in_one_order(tmp_path):
    found = pd.read_csv(selection_file.write(SMALL, "csv", "wide", tmp_path))[ORDER[:3]]
    pd.testing.assert_frame_equal(found, found.sort_values(ORDER[:3], ignore_index=True))


@pytest.mark.parametrize(
    ("chosen", "format_name", "shape"),
    [
        (Selection(type="wijk", missing=True), "csv", "long"),
        (Selection(type="wijk", missing=True), "parquet", "long"),
        (Selection(type="buurt", missing=True), "csv-nl", "long"),
        (selection_file.EVERYTHING, "csv-nl", "long"),
        (Selection(type="wijk", vintage=2024, across=True, missing=True), "csv", "wide"),
    ],
)
def test_every_file_fits_in_the_memory_that_it_gets(tmp_path, chosen, format_name, shape):
    path = selection_file.write(chosen, format_name, shape, tmp_path)
    assert path.stat().st_size > 1_000_000
    assert not (tmp_path / "spill").exists() or not any((tmp_path / "spill").iterdir())


@pytest.mark.parametrize(
    "question",
    [
        "COPY (SELECT 1) TO '{elsewhere}/x.csv'",
        "COPY (SELECT 1) TO '{folder}/../x.csv'",
        "COPY (SELECT 1) TO '{data}/x.csv'",
        "SELECT * FROM read_csv('/etc/passwd', delim=':')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "ATTACH '{elsewhere}/other.duckdb'",
        "DELETE FROM value WHERE false",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '100GB'",
        "INSTALL httpfs",
    ],
)
def test_a_writer_can_write_in_its_own_folder_and_nowhere_else(tmp_path, question):
    folder, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    places = {"folder": folder, "elsewhere": elsewhere, "data": database.data_folder()}
    with selection_file.writer(folder) as connection:
        connection.execute(f"COPY (SELECT 1) TO '{folder}/x.csv'")
        with pytest.raises(duckdb.Error):
            connection.execute(question.format(**places)).fetchall()
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["x.csv"]


def test_file_names_say_what_is_in_them():
    chosen = Selection(type="wijk", vintage=2022, indicator=("lbm2_totaal",), regio="zuidwest")
    assert selection_file.file_name(chosen, "csv").startswith("lsa_wijk_2022_lbm2-totaal_zuidwest_v2026.11")
    other = Selection(type="wijk", vintage=2022, indicator=("lbm2_totaal",), regio="zuidwest", value_from=1.0)
    assert selection_file.file_name(chosen, "csv") != selection_file.file_name(other, "csv")
    many = Selection(indicator=tuple(f"i{n}" for n in range(60)), year=tuple(range(2002, 2023)),
                     gemeente=tuple(f"GM{n:04d}" for n in range(300)))  # fmt: skip
    assert len(selection_file.file_name(many, "csv-nl", "wide")) < 150


def test_what_cannot_be_made_says_what_can(tmp_path):
    with pytest.raises(SelectionError, match="figures are too many for XLSX") as refused:
        selection_file.write(Selection(), "xlsx", "long", tmp_path)
    assert "csv" in refused.value.allowed
    with pytest.raises(SelectionError, match="one type of area"):
        selection_file.write(Selection(), "geojson", "long", tmp_path)
    with pytest.raises(SelectionError, match="at most 200"):
        selection_file.write(Selection(), "csv", "wide", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_file_with_everything_is_made_once_and_whole(tmp_path):
    path = selection_file.kept("parquet")
    made = path.stat().st_mtime_ns
    assert selection_file.kept("parquet").stat().st_mtime_ns == made
    assert (
        duckdb.sql(f"SELECT * FROM '{path}'").count("*").fetchall()[0][0]
        == selection.counted(selection_file.EVERYTHING)["rows"]
    )


def test_the_file_with_everything_is_made_anew_when_what_makes_it_changed(monkeypatch):
    kept = selection_file.kept("parquet")
    monkeypatch.setattr(selection_file.fingerprint, "of_answers", lambda: "another release")
    monkeypatch.setattr(selection_file, "write", _pretend)
    fresh = selection_file.kept("parquet")
    assert fresh != kept and fresh.read_text() == "new"
    shutil.rmtree(fresh.parent)


def _pretend(chosen, format_name, shape, folder):
    (folder / "x").write_text("new")
    return folder / "x"


def test_an_empty_selection_gives_a_file_with_only_names(tmp_path):
    nothing = Selection(type="wijk", vintage=2016, value_from=9e8)
    assert selection_file.write(nothing, "csv", "long", tmp_path).read_text().strip() == ",".join(COLUMNS)
    for format_name in ("csv-nl", "xlsx", "parquet", "json", "geojson", "gpkg", "zip"):
        assert selection_file.write(nothing, format_name, "long", tmp_path).stat().st_size > 0


def test_gdal_reads_the_geojson(tmp_path):
    chosen = Selection(type="wijk", vintage=2022, indicator=("kwb_inwoners",), gemeente=("GM0599",))
    path = selection_file.write(chosen, "geojson", "long", tmp_path)
    meta, _, geometry, _ = pyogrio.raw.read(path)
    assert len(geometry) == selection.counted(chosen)["areas"]
    assert all(shape is not None for shape in geometry)
    assert "kwb_inwoners_2022" in meta["fields"]


TWO_KINDS = Selection(type="wijk", vintage=2020, indicator=("kwb_inwoners", "rivm_eenzaam"), gemeente=("GM0599",))


def test_a_wide_file_says_per_cell_what_the_country_is_and_why_there_is_none(tmp_path):
    long = selection.rows(dataclasses.replace(TWO_KINDS, missing=True), limit=10**9)
    asked = dataclasses.replace(TWO_KINDS, missing=False, value_from=45.0)
    wide = pd.read_csv(selection_file.write(asked, "csv", "wide", tmp_path)).set_index("code")
    reasons = set()
    for row in long[long["code"].isin(wide.index)].itertuples():
        name = f"{row.indicator}_{row.year}"
        if name not in wide:
            continue
        shown = row.value == row.value and row.value >= 45.0
        status = row.status if shown or row.value != row.value else "filtered_out"
        reasons.add(status)
        assert wide.loc[row.code, f"{name}_status"] == status
        assert pd.isna(wide.loc[row.code, name]) is not shown
        if shown and row.national == row.national:
            assert wide.loc[row.code, f"{name}_national"] == row.national
            assert wide.loc[row.code, f"{name}_difference"] == row.difference
    assert {"ok", "filtered_out"} <= reasons


def test_a_wide_file_across_vintages_says_of_an_empty_cell_that_the_boundary_changed(tmp_path):
    asked = Selection(type="wijk", vintage=2024, across=True, gemeente=("GM0518", "GM0599"),
                      indicator=("lbm2_totaal", "rivm_eenzaam", "kwb_inwoners"))  # fmt: skip
    wide = pd.read_csv(selection_file.write(asked, "csv", "wide", tmp_path)).set_index("code")
    states = wide.filter(like="_status").stack()
    moved = selection.not_moved(dataclasses.replace(asked, gemeente=(), codes=tuple(wide.index)))
    assert moved["boundary_changed"] == (states == "boundary").sum() > 0
    assert moved.get("unknown", 0) == (states == "unknown_area").sum()
    long = selection.rows(asked, limit=10**9)
    assert (states == "ok").sum() + (states == "computed").sum() == len(long)


def test_a_wide_file_across_vintages_tells_what_was_filtered_out_from_what_was_not_moved(tmp_path):
    every = Selection(type="wijk", vintage=2024, across=True, gemeente=("GM0518",), indicator=("rivm_eenzaam",))
    asked = dataclasses.replace(every, position=("higher",))
    wide = pd.read_csv(selection_file.write(asked, "csv", "wide", tmp_path)).set_index("code")
    long = selection.rows(every, limit=10**9)
    moved = long[(long["link"] != "self") & (long["position"] != "higher") & long["code"].isin(wide.index)]
    told = [wide.loc[row.code, f"{row.indicator}_{row.year}_status"] for row in moved.itertuples()
            if f"{row.indicator}_{row.year}" in wide]  # fmt: skip
    assert set(told) == {"filtered_out"}


def test_every_column_and_word_of_a_file_has_words_in_both_languages():
    for language in ("nl", "en"):
        own = words(language)["column"]
        assert {*COLUMNS, *columns.NAMED.values()} <= own.keys()
        found = database.cursor().execute("SELECT DISTINCT status FROM value").fetchall()
        assert {status for (status,) in found} <= said("status", language).keys()
        assert set(condition.POSITIONS) == said("position", language).keys()
        assert set(condition.TRENDS) == said("trend", language).keys()
        found = database.cursor().execute("SELECT DISTINCT link FROM comparable").fetchall()
        assert {link for (link,) in found} <= said("link", language).keys()
        heads = [column.head for column in columns.columns(SMALL, "wide", language)]
        assert len(heads) == len(set(heads))
    assert words("nl").keys() == words("en").keys()


@pytest.mark.parametrize(("shape", "language"), [("long", "nl"), ("long", "en"), ("long", None), ("wide", "nl")])
def test_a_readme_names_only_columns_that_are_in_its_file(shape, language):
    chosen = Selection(type="wijk", vintage=2024, gemeente=("GM0599",), indicator=("rivm_eenzaam",), across=True)
    made_of = columns.columns(chosen, shape, language)
    told = about_file.readme(about_file.About(chosen, shape, ""), made_of, language or "nl")
    (line,) = [line for line in told.splitlines() if re.search("andere jaren|other years", line)]
    assert set(re.findall(r"'([^']+)'", line)) <= {column.head for column in made_of}
    assert ("'" in line) is (shape == "long")
    assert bool(re.search("geen rij|no row", line)) is (shape == "long")


def test_a_file_says_which_figures_that_were_asked_it_does_not_have_and_where_they_are():
    chosen = Selection(type="wijk", vintage=2024, indicator=("kwb_inwoners", "rivm_eenzaam", "overlast_totaal"))
    about = about_file.About(chosen, "long", "")
    told = about_file.readme(about, columns.columns(chosen, "long", "nl"), "nl")
    assert re.findall(r"Niet in dit bestand: ([^.]+)\. (.+)", told) == [
        ("Voelt zich eenzaam", "Voor deze keuze is er geen cijfer; er zijn er wel met de grenzen van 2020."),
        (names.indicator_name("overlast_totaal", "nl"), "Van dit soort gebied is er geen cijfer."),
    ]
    across = dataclasses.replace(chosen, across=True, indicator=("rivm_eenzaam",))
    made_of = columns.columns(across, "long", "en")
    assert "Not in this file" not in about_file.readme(about_file.About(across, "long", ""), made_of, "en")


def test_gdal_reads_the_geopackage_with_its_layer_shapes_and_tables(tmp_path):
    path = selection_file.write(TWO_KINDS, "gpkg", "long", tmp_path, link="https://example.org/x")
    assert {name for name, _ in pyogrio.list_layers(path)} == {"wijk", "bronnen", "definities"}
    info = pyogrio.read_info(path, layer="wijk")
    assert info["crs"] == "EPSG:4326"
    meta, _, geometry, fields = pyogrio.raw.read(path, layer="wijk")
    by_name = dict(zip(meta["fields"], fields, strict=True))
    wide = pd.read_csv(selection_file.write(TWO_KINDS, "csv", "wide", tmp_path))
    assert list(by_name["code"]) == list(wide["code"])
    assert by_name["rivm_eenzaam_2020"] == pytest.approx(wide["rivm_eenzaam_2020"].to_numpy(), nan_ok=True)
    shapes = {"west": 3.0, "south": 50.5, "east": 7.5, "north": 53.8}
    west, south, east, north = info["total_bounds"]
    assert shapes["west"] < west < east < shapes["east"] and shapes["south"] < south < north < shapes["north"]
    assert all(shape is not None for shape in geometry)
    with sqlite3.connect(path) as file:
        told = json.loads(file.execute("SELECT metadata FROM gpkg_metadata").fetchone()[0])
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert told["link"] == "https://example.org/x"
    assert told["polygons_of"] == [2020]


def test_a_map_file_counts_the_areas_without_a_boundary(tmp_path):
    chosen = Selection(type="wijk", vintage=2019, indicator=("kwb_inwoners",), regio="noord")
    told = json.loads(selection_file.write(chosen, "geojson", "wide", tmp_path).read_text())
    empty = [feature["properties"]["code"] for feature in told["features"] if feature["geometry"] is None]
    assert told["metadata"]["without_geometry"] == len(empty)
    assert sorted(told["metadata"]["codes_without_geometry"]) == sorted(empty)
    assert told["name"].startswith("lsa_wijk_2019")
    assert told["metadata"]["definitions"][0]["definition"]
    assert all(source["licence_url"].startswith("https://") for source in told["metadata"]["sources"])


def test_a_parquet_file_says_inside_what_it_is(tmp_path):
    path = selection_file.write(SMALL, "parquet", "long", tmp_path, link="https://example.org/x")
    found = dict(duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{path}')").fetchall())
    told = json.loads(found[b"lsa"])
    assert told["version"] == database.version() == found[b"version"].decode()
    assert told["citation"]["en"] == found[b"citation"].decode()
    assert [one["id"] for one in told["definitions"]] == ["lbm2_totaal", "kwb_inwoners"]


@pytest.fixture
def unpacked(tmp_path):
    with zipfile.ZipFile(selection_file.write(SMALL, "zip", "long", tmp_path, link="https://example.org/x")) as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out"


def test_frictionless_finds_the_package_valid(unpacked):
    report = frictionless.Package(str(unpacked / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_csv_on_the_web_finds_every_row_and_type(unpacked):
    table = csvw.Table.from_file(next(unpacked.glob("*-metadata.json")))
    rows = list(table)
    assert len(rows) == selection.counted(SMALL)["rows"]
    assert isinstance(rows[0]["value"], float) and isinstance(rows[0]["year"], int) and rows[0]["provisional"] is False
    assert table.check_primary_key()


def test_the_descriptions_of_a_package_say_its_version_day_licences_sources_and_how_to_cite_it(unpacked):
    about = about_file.About(SMALL, "long", "https://example.org/x")
    package = json.loads((unpacked / "datapackage.json").read_text())
    day = about_file.made().date().isoformat()
    (data,) = package["resources"]
    content = (unpacked / data["path"]).read_bytes()
    assert (package["version"], package["homepage"]) == (database.version(), "https://example.org/x")
    assert package["created"].startswith(day)
    assert package["description"] == about_file.citation(about.sources, about.link, "en")
    assert {(one["name"], one["path"]) for one in package["licenses"]} == {
        (source.licence_id, source.licence_url) for source in about.sources
    }
    assert [one["path"] for one in package["sources"]] == [source.url for source in about.sources]
    assert (data["bytes"], data["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    key = ["type", "code", "vintage", "indicator", "year"]
    assert (data["schema"]["primaryKey"], data["schema"]["missingValues"]) == (key, [""])
    table = json.loads(next(unpacked.glob("*-metadata.json")).read_text())
    assert (table["dc:identifier"], table["dc:date"]) == (database.version(), day)
    assert table["dc:bibliographicCitation"] == about_file.citation(about.sources, about.link, "nl")
    assert table["tableSchema"]["primaryKey"] == key
    for columns_of in (table["tableSchema"]["columns"], data["schema"]["fields"]):
        assert all(one.get("dc:description") or one.get("description") for one in columns_of)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_citation_says_the_year_version_address_and_every_source(language):
    about = about_file.About(SMALL, "long", "https://example.org/x?y=1")
    cited = about_file.citation(about.sources, about.link, language)
    for part in (str(about_file.made().year), database.version(), "https://example.org"):
        assert part in cited
    assert len(about.sources) == 2
    for source in about.sources:
        assert f"{source.publisher}, {source.text('title', language)}" in cited


def test_files_are_as_old_as_the_figures_in_them(monkeypatch):
    monkeypatch.setattr(about_file.about, "about", lambda _: {"made": "2026-01-02T03:04:05.6+01:00"})
    assert about_file.made() == datetime(2026, 1, 2, 2, 4, 5)
    assert (about_file.made_words("nl"), about_file.made_words("en")) == ("2 januari 2026", "2 January 2026")


def test_when_a_source_was_retrieved_and_of_which_version_it_is_stand_wherever_it_is_named(monkeypatch):
    about = about_file.About(SMALL, "long", "")
    source = about.sources[0]
    release = database.version().partition("-")[0]
    assert f"uitgave {release}; de dag van ophalen is niet vastgelegd" in about_file.publication(source, "nl")
    assert f"niet vastgelegd; meegeleverd met uitgave {release}" in about_file.sources(about, "nl")[1]
    known = {"retrieved": "2026-11-20", "modified": "2026-10-01", "sha256": "ab" * 32}
    every = database.ask("sources").assign(**known)
    monkeypatch.setattr(database, "ask", lambda question: {"sources": every}[question])
    said = about_file.publication(source, "nl")
    assert said.endswith(f"({source.licence}, {source.licence_url}). Opgehaald op 2026-11-20, versie 2026-10-01.")
    head, *rows = about_file.sources(about, "nl")
    row = dict(zip(head, rows[0], strict=True))
    assert (row["opgehaald"], row["versie"], row["sha256"]) == tuple(known.values())
    monkeypatch.undo()
    monkeypatch.setattr(about_file, "_retrieved", lambda _: known)
    assert all(one.items() >= known.items() for one in about_file.metadata(about)["sources"])


@pytest.fixture(scope="module")
def calc():
    """LibreOffice with Calc, tried on a small file; `soffice` alone may be there without it."""
    if subprocess.run(["bash", LOOK, "--look"], check=False).returncode:
        pytest.skip("LibreOffice Calc cannot be used here: bash tests/install_libreoffice.sh installs it")


@pytest.mark.usefixtures("calc")
@pytest.mark.parametrize("format_name", ["xlsx", "csv-nl"])
def test_libreoffice_reads_it(tmp_path, format_name):
    path = selection_file.write(SMALL, format_name, "long", tmp_path)
    options = {
        "xlsx": ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"],
        "csv-nl": ["--infilter=CSV:59,34,76,1,,1043,false,true", "--convert-to",
                   "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"],
    }[format_name]  # fmt: skip
    out = tmp_path / "out"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", *options, "--outdir", str(out),
         str(path)], check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    opened = pd.read_csv(next(out.glob("*.csv")), dtype=str)
    assert opened.columns[0].lstrip("\ufeff") == "Soort gebied"
    expected = selection.rows(SMALL, limit=10**9)
    assert len(opened) == len(expected)
    values = opened["Waarde"].dropna().map(lambda text: float(text.replace(",", "."))).sort_values()
    assert values.to_numpy() == pytest.approx(expected["value"].dropna().sort_values().to_numpy(), abs=1e-6)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"type": "straat"}, "type"),
        ({"vintage": "2013"}, "vintage"),
        ({"indicator": "lbm2_totaal,nothing"}, "indicator"),
        ({"gemeente": "GM9999"}, "gemeente"),
        ({"gemeente": "'; DROP TABLE value; --"}, "gemeente"),
        ({"codes": "<script>"}, "codes"),
        ({"value_from": "1e9"}, "value_from"),
        ({"value_from": "nan"}, "value_from"),
        ({"value_from": "2", "value_to": "1"}, "value_from"),
        ({"inhabitants_from": "٣"}, "inhabitants_from"),
        ({"missing": "ja"}, "missing"),
        ({"year": ""}, "year"),
        ({"colour": "red"}, "colour"),
        ({"codes": ",".join(f"WK{n:06d}" for n in range(2001))}, "codes"),
    ],
)
def test_a_wrong_selection_names_the_parameter(query, parameter):
    with pytest.raises(SelectionError) as refused:
        selection.from_query(query)
    assert refused.value.parameter == parameter


def test_there_is_a_parameter_for_every_field_of_a_selection():
    assert tuple(field.name for field in dataclasses.fields(Selection)) == selection.NAMES


def test_region_in_an_address_of_before_is_the_regio():
    assert selection.from_query({"region": "zuid"}) == Selection(regio="zuid")


def test_an_address_and_its_selection_are_the_same():
    for chosen in _random_selections():
        assert selection.from_query(chosen.query()) == chosen


def test_a_file_says_which_figures_are_provisional(tmp_path):
    chosen = Selection(type="gemeente", vintage=2024, indicator=("politie_totaal",), gemeente=("GM1680",))
    frame = pd.read_csv(selection_file.write(chosen, "csv", "long", tmp_path))
    assert dict(zip(frame["year"], frame["provisional"], strict=True)) == {
        2021: False, 2022: False, 2023: False, 2024: True, 2025: True,
    }  # fmt: skip
