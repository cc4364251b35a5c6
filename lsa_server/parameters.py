"""What the open interface has: every path, what it answers, and the parameters that it takes.

The interface checks requests with this table, and `openapi.py` describes it.
"""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from lsa_data.ask import selection
from lsa_data.ask.parameters import Parameter
from lsa_data.ask.search_index import TYPE_ORDER
from lsa_data.ask.selection import Code, whole
from lsa_data.catalogue import LANGUAGES
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.export import links_file, selection_file

LONGEST_PAGE, LARGEST_OFFSET = 10_000, 10**9
ALL = "all"
"""The `limit` with which long JSON comes as a file, as other formats always do."""
_rows = whole(1, LONGEST_PAGE)

OF_SELECTION = {parameter.name: parameter for parameter in selection.PARAMETERS}
LIMIT = Parameter("limit", "Rows per page.", _rows, refusal=f"limit is a number from 1 to {LONGEST_PAGE}.")
LIMIT_OR_ALL = replace(LIMIT, about=f"Rows per page; {ALL}: every row, as a file.", of=_rows | Literal["all"])
OFFSET = Parameter(
    "offset", "Rows to skip.", whole(0, LARGEST_OFFSET), refusal=f"offset is a number from 0 to {LARGEST_OFFSET}."
)  # fmt: skip
CURSOR = Parameter(
    "cursor", "Where the page starts: `next` of the page before it.",
    Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{2}-[0-9a-f]{8}\.[0-9]{1,12}$")],
    refusal="cursor is what the page before it gave as `next`.",
)  # fmt: skip
FORMAT = Parameter(
    "format", "json (pages) or a file with every row. Without it the Accept header decides.",
    choices=lambda: selection_file.MEDIA, refusal="There is no format {value!r}.",
)  # fmt: skip
SHAPE = Parameter(
    "shape", "long: a row per figure; wide: a row per area, a column per indicator and year. GeoJSON is wide.",
    choices=lambda: selection_file.SHAPES, refusal="There is no shape {value!r}.",
)  # fmt: skip
PART_OF_NAME = Parameter("q", "Part of a name or code.")
SEARCHED = Parameter(
    "q", "A name, with or without where it lies, a postcode or the beginning of one, or a code.",
    Annotated[str, Field(pattern=r"\S")], required=True,
    refusal="Say what to search for: a name or a postcode.",
)  # fmt: skip
OF_TYPE = Parameter(
    "type", "Only areas of this type.", choices=lambda: TYPE_ORDER, refusal="There is no type {value!r} to look up."
)  # fmt: skip
OTHER_TYPE = Parameter("other_type", "Only links with areas of this type.", choices=selection.types)
OTHER_VINTAGE = Parameter("other_vintage", "Only links with areas of this vintage.", choices=selection.vintages)
LINK = Parameter(
    "link", "same (code, name, gemeente and surface agree), overlap (at least 90% both ways) or part, with commas.",
    choices=lambda: links_file.KINDS, several=True,
)  # fmt: skip
LINKS_FORMAT = replace(FORMAT, about="json (pages), csv or parquet with every row.", choices=lambda: links_file.FORMATS)
TABLE_FORMAT = replace(FORMAT, about="json or xlsx.", choices=lambda: ("json", "xlsx"))
LANGUAGE = Parameter("lang", "Language of names and words.", choices=lambda: LANGUAGES)
IN_PATH = (
    Parameter("type", "Type of area.", choices=lambda: PATTERNS),
    Parameter("code", "Code of an area.", Code),
)


def _chosen(*names: str) -> tuple[Parameter, ...]:
    return tuple(OF_SELECTION[name] for name in names)


PATHS: dict[str, tuple[str, tuple[Parameter, ...]]] = {
    "/": ("What there is, the version and the licences", ()),
    "/indicators": ("Every indicator with its definition", (LIMIT, OFFSET)),
    "/areas": ("Areas", (*_chosen("type", "vintage", "regio", "provincie", "gemeente"), PART_OF_NAME, LIMIT, OFFSET)),
    "/areas/{type}/{code}": ("One area with every figure that may be shown on it, and judgements", _chosen("vintage")),
    "/values": (
        "Figures, as pages of JSON or as a file", (*selection.PARAMETERS, FORMAT, SHAPE, LIMIT_OR_ALL, CURSOR)
    ),
    "/national": ("National figures and the spread around them", (*_chosen("indicator", "type"), LIMIT, OFFSET)),
    "/links": (
        "How areas of two vintages, or of two types, relate: what figures are moved by",
        (*_chosen("type", "vintage", "codes"), OTHER_TYPE, OTHER_VINTAGE, LINK, LINKS_FORMAT, LIMIT, CURSOR),
    ),
    "/table": (
        "Areas beside each other, by name, with a few figures of one year each: JSON or XLSX",
        (*_chosen("type", "vintage", "regio", "provincie", "gemeente", "list", "codes", "where", "indicator", "year",
                  "inhabitants_from", "inhabitants_to"), TABLE_FORMAT, LANGUAGE),
    ),
    "/meetings": ("The exploratory meetings of the LSA", ()),
    "/search": ("Find an area by what a person types", (SEARCHED, OF_TYPE)),
    "/what-changed": ("What the last updates changed: per source the figures that are new, revised and gone", ()),
    "/openapi.json": ("This description", ()),
}  # fmt: skip
