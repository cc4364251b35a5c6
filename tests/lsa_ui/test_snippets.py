"""What a program does with the lines that the page gives: every column has its type, an empty cell is empty."""

import json

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask.selection import COLUMNS
from lsa_ui.gegevens import snippets

ASKED = {name: f"https://example.org/values?format={name}" for name in ("csv", "parquet", "gpkg")}


@pytest.fixture
def csv(tmp_path):
    query = "type=wijk&vintage=2020&indicator=rivm_eenzaam&gemeente=GM0599&missing=true&format=csv"
    path = tmp_path / "cijfers.csv"
    path.write_bytes(TestClient(Starlette(routes=lsa_server.routes())).get(f"/api/v1/values?{query}").content)
    return path


def test_python_reads_every_column_with_its_type(csv):
    given: dict = {}
    exec(snippets.of(ASKED | {"csv": str(csv)})["Python"][1], given)
    found = given["cijfers"]
    assert found["code"].str.startswith("WK0599").all()
    assert pd.api.types.is_integer_dtype(found["year"]) and pd.api.types.is_float_dtype(found["value"])
    assert pd.api.types.is_bool_dtype(found["provisional"]) and found["unusual"].isna().any()


@pytest.mark.parametrize("program", ["Python", "R", "Excel (Power Query)", "Power BI"])
def test_every_column_has_a_type(program):
    lines = snippets.of(ASKED)[program][1]
    assert [name for name in COLUMNS if name not in lines] == []
    assert "https://example.org/values?format=csv" in lines


def test_an_empty_cell_is_missing_in_r_and_power_query():
    lines = snippets.of(ASKED)
    assert 'na.strings = ""' in lines["R"][1]
    assert 'ReplaceValue(Kop, "", null' in lines["Power BI"][1]
    assert json.dumps("en-US") in lines["Power BI"][1]


def test_duckdb_and_qgis_take_the_format_that_has_types():
    lines = snippets.of(ASKED)
    assert ASKED["parquet"] in lines["DuckDB"][1]
    assert lines["QGIS"][1] == f"/vsicurl/{ASKED['gpkg']}"
