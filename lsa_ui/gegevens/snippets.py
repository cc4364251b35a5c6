"""A few lines per program that read the chosen figures, with the type of every column."""

from collections.abc import Mapping

from lsa_data.ask.selection import COLUMNS
from lsa_data.export.columns import KINDS

POWER_QUERY = {"string": "type text", "integer": "Int64.Type", "number": "type number", "boolean": "type logical"}
R_TYPES = {"string": "character", "integer": "integer", "number": "numeric", "boolean": "character"}
PANDAS = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}


def of(asked: Mapping[str, str]) -> dict[str, tuple[str | None, str]]:
    """Program -> its language, and the lines; `asked` has the address of the figures per format."""
    csv, parquet, gpkg = asked["csv"], asked["parquet"], asked["gpkg"]
    kinds = {name: KINDS.get(name, "string") for name in COLUMNS}
    power = ", ".join(f'{{"{name}", {POWER_QUERY[kind]}}}' for name, kind in kinds.items())
    r_types = ", ".join(f'{name} = "{R_TYPES[kind]}"' for name, kind in kinds.items())
    pandas = ", ".join(f'"{name}": "{PANDAS[kind]}"' for name, kind in kinds.items())
    query = (
        f'let\n    Bron = Csv.Document(Web.Contents("{csv}"), [Delimiter = ",", Encoding = 65001, '
        "QuoteStyle = QuoteStyle.Csv]),\n    Kop = Table.PromoteHeaders(Bron, [PromoteAllScalars = true]),\n"
        '    Leeg = Table.ReplaceValue(Kop, "", null, Replacer.ReplaceValue, Table.ColumnNames(Kop)),\n'
        f'    Cijfers = Table.TransformColumnTypes(Leeg, {{{power}}}, "en-US")\nin\n    Cijfers'
    )
    return {
        "curl": ("bash", f'curl --fail --output cijfers.csv "{csv}"'),
        "Python": (
            "python",
            f'import pandas as pd\n\nsoorten = {{{pandas}}}\n'
            f'cijfers = pd.read_csv("{csv}", dtype=soorten, keep_default_na=False, na_values=[""])',
        ),
        "R": (
            "r",
            f'cijfers <- read.csv("{csv}", na.strings = "", encoding = "UTF-8",\n    colClasses = c({r_types}))\n'
            'for (naam in c("provisional", "unusual")) cijfers[[naam]] <- cijfers[[naam]] == "true"',
        ),
        "DuckDB": (
            "sql", f"INSTALL httpfs; LOAD httpfs;\nCREATE TABLE cijfers AS FROM read_parquet('{parquet}');",
        ),
        "Excel (Power Query)": (None, query),
        "Power BI": (None, query),
        "QGIS": (None, f"/vsicurl/{gpkg}"),
    }  # fmt: skip
