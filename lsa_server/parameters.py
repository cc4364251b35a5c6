"""What the open interface has: every path, what it answers, and the parameters that it takes.

The interface checks requests with this table, and `openapi.py` describes it.
"""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from lsa_data import catalogue
from lsa_data.ask import against_trend, claim, database, gap, own_area, selection
from lsa_data.ask.parameters import Parameter
from lsa_data.ask.search_index import TYPE_ORDER
from lsa_data.ask.selection import Code, whole
from lsa_data.catalogue import LANGUAGES
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.export import links_file, own_file, pictures, selection_file

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
VERSION = Parameter(
    "version", "Version of the figures, as long as it is kept (see `versions` at /); without it the one in use.",
    Annotated[str, Field(pattern=f"^{database.VERSION_NAME.pattern}$")],
    refusal="{value!r} is not the name of a version.",
)  # fmt: skip
LANGUAGE = Parameter("language", "Language of an Excel file.", choices=lambda: LANGUAGES)
FORMAT = Parameter(
    "format", "json (pages) or a file with every row. Without it the Accept header decides.",
    choices=lambda: selection_file.MEDIA, refusal="There is no format {value!r}.",
)  # fmt: skip
SHAPE = Parameter(
    "shape", "long: a row per figure; wide: a row per area, a column per indicator and year. Maps are wide.",
    choices=lambda: selection_file.SHAPES, refusal="There is no shape {value!r}.",
)  # fmt: skip
PART_OF_NAME = Parameter(
    "q", "Part of a name or code.", Annotated[str, Field(pattern=r"\S")],
    refusal="Say which part of a name or code, or leave {name} out.",
)  # fmt: skip
SEARCHED = Parameter(
    "q", "A name, with or without where it lies, a postcode or the beginning of one, or a code.",
    Annotated[str, Field(pattern=r"\S")], required=True,
    refusal="Say what to search for: a name or a postcode.",
)  # fmt: skip
OF_TYPE = Parameter(
    "type", "Only areas of this type.", choices=lambda: TYPE_ORDER, refusal="There is no type {value!r} to look up."
)  # fmt: skip
OTHER_TYPE = Parameter("other_type", "Only links with areas of this type.", choices=selection.types)
VINTAGE_OF_LINKS = Parameter("vintage", "Year of the boundaries.", choices=links_file.vintages)
OTHER_VINTAGE = Parameter("other_vintage", "Only links with areas of this vintage.", choices=links_file.vintages)
LINK = Parameter(
    "link", "same (code, name, gemeente and surface agree), overlap (at least 90% both ways) or part, with commas.",
    choices=lambda: links_file.KINDS, several=True,
)  # fmt: skip
LINKS_FORMAT = replace(FORMAT, about="json (pages), csv or parquet with every row.", choices=lambda: links_file.FORMATS)
TABLE_FORMAT = replace(FORMAT, about="json or xlsx.", choices=lambda: ("json", "xlsx"))
PARTS = Parameter(
    "codes", f"Buurten and wijken (of a wijk all of its buurten), with commas; together at most {own_area.MOST} "
    "buurten. Behind a colon how much of one counts, in percent: BU05990110,BU05990111:40.",
    Annotated[str, Field(pattern=rf"^({PATTERNS['wijk']}|{PATTERNS['buurt']})(:([1-9][0-9]?|100))?$")],
    several=True, most=own_area.MOST, required=True,
    refusal="{name} are codes of buurten and wijken, such as BU05990110 or BU05990110:40 for 40%; {value!r} is none.",
)  # fmt: skip
VINTAGE_OF_PARTS = Parameter(
    "vintage", "The vintage of the codes; without it the newest. One that is another place since then is in not_found.",
    choices=selection.vintages,
)  # fmt: skip
CALLED = Parameter(
    "name", "What the area is called; only letters, digits and quiet signs of it are kept.",
    Annotated[str, Field(max_length=200)], refusal="{name} is at most 200 signs.",
)  # fmt: skip
COMBINED_FORMAT = replace(
    FORMAT, about="json, or a file: csv, csv-nl (for spreadsheets in Dutch) or xlsx.",
    choices=lambda: ("json", *own_file.FORMATS),
)  # fmt: skip
WORDS_LANGUAGE = replace(LANGUAGE, about="Language of the reasons in words and of an Excel file.")
OWN = Parameter(
    "own", "For a course or distribution an area put together from buurten, in one line: "
    "BU05990110,BU05990112:40;naam=Het plein (40% of the second).", Annotated[str, Field(pattern=own_area.LINE)],
    refusal="{name} is buurten or wijken with commas, such as BU05990110,BU05990112:40;naam=Het plein.",
)  # fmt: skip
KIND = Parameter(
    "kind",
    "map: a figure in the country or a part of it; course: through the years in one to five areas; distribution: where "
    "an area stands among all others; gap, gap_dimensions, gap_regios, gap_definitions, spread, registered: De kloof; "
    "changes: Klopt het?; funnel, deviance_map: Tegen de trend in; regio_map, regio_course, regio_counts: the regions.",
    choices=lambda: pictures.KINDS, required=True, refusal="There is no picture {value!r}.",
)  # fmt: skip
PICTURE_FORMAT = Parameter("format", "png is twice as sharp as its size.", choices=lambda: pictures.FORMATS)
PICTURE_LANGUAGE = Parameter("language", "Language of the words in it.", choices=lambda: LANGUAGES)
THEME = Parameter("theme", "Its colours.", choices=lambda: pictures.THEMES)
ONE_INDICATOR = Parameter("indicator", "The figure; see /indicators. A gap has one of its own.",
                          choices=catalogue.indicators)  # fmt: skip
ONE_YEAR = Parameter("year", "The year; without it the newest.", choices=selection.years)
AREAS = Parameter(
    "codes", "Codes of the areas of a course (at most five) or a distribution (one), or of an own list for "
    "changes, with commas.", Code, several=True, most=selection.MOST_CODES, refusal="{value!r} is not a code.",
)  # fmt: skip
OF_MODEL = (
    Parameter("series", "A model of the Leefbaarometer for one type of area: wijk2, pc2 or pc3.",
              choices=lambda: claim.SERIES),
    Parameter("benchmark", "What a gap is measured from.", choices=gap.every_benchmark),
    Parameter("weighting", "How the areas of a gap weigh.", choices=lambda: gap.WEIGHTINGS),
    Parameter("from_year", "The first year of a change or gap.", choices=selection.years),
    Parameter("to_year", "The last year of a change or gap.", choices=selection.years),
    Parameter("relative", "Changes against the country.", choices=lambda: ("true", "false")),
    Parameter("threshold", "When a change counts as a decline: bron, ruis, or more than so many points.",
              choices=lambda: claim.EVERY_THRESHOLD),
    Parameter("model", "Of the ways to measure a gap, those with this model.", choices=lambda: ("2", "3")),
    Parameter("size", "Only areas of this size: klein (under 2,500 inhabitants), midden, groot (7,500 or more).",
              choices=lambda: against_trend.SIZES),
    Parameter("like", "Only the areas that started from the same position as this one.", Code,
              refusal="{value!r} is not a code."),
)  # fmt: skip
"""What the pictures of De kloof, Klopt het? and Tegen de trend in take."""
ONE_GEMEENTE = Parameter("gemeente", "A part of the country for a map.", selection.Gemeente,
                         refusal="{value!r} is not a code.")  # fmt: skip
IN_PATH = (
    Parameter("type", "Type of area.", choices=lambda: PATTERNS),
    Parameter("code", "Code of an area.", Code),
)


def _chosen(*names: str) -> tuple[Parameter, ...]:
    return tuple(OF_SELECTION[name] for name in names)


_PAGES = (VERSION, LIMIT, OFFSET)
PATHS: dict[str, tuple[str, tuple[Parameter, ...]]] = {
    "/": ("What there is, the version and the licences", ()),
    "/indicators": ("Every indicator with its definition, and where there are figures of it", _PAGES),
    "/areas": ("Areas", (*_chosen("type", "vintage", "regio", "provincie", "gemeente"), PART_OF_NAME, *_PAGES)),
    "/areas/{type}/{code}": (
        "One area with every figure that may be shown on it, and judgements", (*_chosen("vintage"), VERSION)
    ),
    "/values": (
        "Figures, as pages of JSON or as a file",
        (*selection.PARAMETERS, FORMAT, SHAPE, LANGUAGE, VERSION, LIMIT_OR_ALL, CURSOR),
    ),
    "/national": ("National figures and the spread around them", (*_chosen("indicator", "type"), *_PAGES)),
    "/links": (
        "How areas of two vintages, or of two types, relate: what figures are moved by",
        (*_chosen("type", "codes"), VINTAGE_OF_LINKS, OTHER_TYPE, OTHER_VINTAGE, LINK, LINKS_FORMAT, VERSION, LIMIT,
         CURSOR),
    ),
    "/table": (
        "Areas beside each other, by name, with a few figures of one year each: JSON or XLSX",
        (*_chosen("type", "vintage", "regio", "provincie", "gemeente", "list", "codes", "where", "indicator", "year",
                  "inhabitants_from", "inhabitants_to"), TABLE_FORMAT, PICTURE_LANGUAGE, VERSION),
    ),
    "/combine": (
        "An area put together from buurten, with its figures computed from theirs: JSON, CSV or XLSX",
        (PARTS, VINTAGE_OF_PARTS, CALLED, COMBINED_FORMAT, WORDS_LANGUAGE, VERSION),
    ),
    "/meetings": ("The exploratory meetings of the LSA", ()),
    "/search": ("Find an area by what a person types", (SEARCHED, OF_TYPE)),
    "/what-changed": ("What the last updates changed: per source the figures that are new, revised and gone", ()),
    "/picture": (
        "A chart or map with its title, legend, source and licence, as SVG or PNG",
        (KIND, ONE_INDICATOR, *_chosen("type", "vintage", "regio", "provincie", "list"), ONE_GEMEENTE, AREAS, OWN,
         ONE_YEAR, *OF_MODEL, PICTURE_FORMAT, PICTURE_LANGUAGE, THEME),
    ),
    "/catalog": ("The data set and its files, as DCAT and schema.org (JSON-LD)", ()),
    "/openapi.json": ("This description", ()),
}  # fmt: skip
