"""The open interface described: as OpenAPI 3.1 for programs, and as a page for people, both from one table."""

from pathlib import Path

from lsa_data import catalogue
from lsa_data.ask import areas, database, selection
from lsa_data.export import selection_file
from lsa_data.say.markup import renderer

_render = renderer(Path(__file__).parent)

TEXT, NUMBER, WHOLE = {"type": "string"}, {"type": "number"}, {"type": "integer", "minimum": 0}
ABOUT = {
    "type": "Type of area.",
    "vintage": "Year of the boundaries. Never join two vintages on the code alone.",
    "region": "One of the five regions of the dashboard.",
    "provincie": "Code of a provincie, such as PV28.",
    "gemeente": "Codes of gemeenten, with commas.",
    "list": "A set of vulnerable areas, such as zwak2012 (class weak or lower in 2012).",
    "codes": "Codes of areas, with commas.",
    "indicator": "Indicators, with commas; see /indicators.",
    "year": "Years, with commas.",
    "position": "Against the country, with commas.",
    "trend": "Direction over all years of the vintage, with commas.",
    "value_from": "Lowest value.",
    "value_to": "Highest value.",
    "inhabitants_from": "Fewest inhabitants.",
    "inhabitants_to": "Most inhabitants.",
    "missing": "Give rows without a figure too.",
    "format": "json (pages) or a file with every row. Without it the Accept header decides.",
    "shape": "long: a row per figure; wide: a row per area, a column per indicator and year. GeoJSON is wide.",
    "limit": "Rows per page.",
    "offset": "Rows to skip.",
    "q": "Part of a name or code.",
}
PATHS = {
    "/": ("What there is, the version and the licences", ()),
    "/indicators": ("Every indicator with its definition", ("limit", "offset")),
    "/areas": ("Areas", ("type", "vintage", "region", "provincie", "gemeente", "q", "limit", "offset")),
    "/areas/{type}/{code}": ("One area with every figure that may be shown on it, and judgements", ("vintage",)),
    "/values": ("Figures, as pages of JSON or as a file", (*selection.NAMES, "format", "shape", "limit", "offset")),
    "/national": ("National figures and the spread around them", ("indicator", "type", "limit", "offset")),
    "/meetings": ("The exploratory meetings of the LSA", ()),
    "/search": ("Find an area by name or postcode", ("q",)),
    "/openapi.json": ("This description", ()),
}
COMMAS = ("gemeente", "codes", "indicator", "year", "position", "trend")


def description(prefix: str) -> dict:
    """The OpenAPI 3.1 description."""
    error = {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "code": TEXT, "message": TEXT, "parameter": TEXT, "allowed": {"type": "array", "items": TEXT},
                },
            }
        },
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "LSA Wijkdashboard",
            "version": database.version(),
            "description": "Figures of Dutch neighbourhoods. Open, read only; licences per source at `/`.",
        },
        "servers": [{"url": prefix}],
        "paths": {path: {"get": _operation(path, *entry)} for path, entry in PATHS.items()},
        "components": {"schemas": {"Error": error}},
    }


def readable(prefix: str) -> str:
    """The same as a page."""
    paths = [
        (path, summary, [(name, ABOUT[name], _values_words(name)) for name in names])
        for path, (summary, names) in PATHS.items()
    ]
    return _render("templates/docs.html", prefix=prefix, version=database.version(), paths=paths)


def _operation(path: str, summary: str, names: tuple[str, ...]) -> dict:
    parameters = [
        {"name": name, "in": "query", "description": ABOUT[name], "schema": _schema(name)}
        | ({"style": "form", "explode": False} if name in COMMAS else {})
        | ({"required": True} if path == "/search" else {})
        for name in names
    ]
    if "{type}" in path:
        parameters += [
            {"name": "type", "in": "path", "required": True, "schema": {"enum": list(areas.SHOWN_FIRST)}},
            {"name": "code", "in": "path", "required": True, "schema": TEXT},
        ]
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    kinds = {"application/json": {"schema": {"type": "object"}}}
    if path == "/values":
        kinds |= {kind.split(";")[0]: {} for kind in selection_file.MEDIA.values() if kind != "application/json"}
        kinds["application/json"] = {"schema": {"type": ["object", "array"]}}
    responses = {"200": {"description": summary, "content": kinds}}
    for status, words in (
        ("400", "A parameter is wrong"), ("404", "Not found"), ("406", "No such type"), ("429", "Too busy"),
    ):  # fmt: skip
        if status in ("400", "404") or path == "/values":
            responses[status] = {"description": words, "content": problem}
    return {"summary": summary, "operationId": path.strip("/") or "index", "parameters": parameters,
            "responses": responses}  # fmt: skip


def _schema(name: str) -> dict:
    if allowed := _allowed(name):
        one = {"enum": allowed}
        return {"type": "array", "items": one, "minItems": 1} if name in COMMAS else one
    if name == "gemeente":
        return {"type": "array", "items": TEXT | {"pattern": "^GM[0-9]{4}$"}, "minItems": 1}
    if name == "codes":
        return {"type": "array", "items": TEXT | {"pattern": "^(WK|BU|GM)[0-9]{4}[0-9A-Z]{0,4}$"}, "minItems": 1}
    if name in ("value_from", "value_to"):
        return NUMBER | {"minimum": -999999, "maximum": 999999, "multipleOf": 0.01}
    if name == "limit":
        return WHOLE | {"minimum": 1, "maximum": 10_000}
    if name == "q":
        return TEXT | {"minLength": 1, "pattern": "[a-zA-Z0-9]"}
    return WHOLE | {"maximum": 999_999_999}


def _allowed(name: str) -> list | None:
    return {
        "type": selection.types,
        "vintage": selection.vintages,
        "region": lambda: [regio.code for regio in catalogue.regios()],
        "provincie": lambda: [provincie.code for provincie in catalogue.provincies()],
        "list": lambda: list(selection.lists()),
        "indicator": lambda: list(catalogue.indicators()),
        "year": selection.years,
        "position": lambda: list(selection.POSITIONS),
        "trend": lambda: list(selection.TRENDS),
        "missing": lambda: ["true", "false"],
        "format": lambda: list(selection_file.MEDIA),
        "shape": lambda: list(selection_file.SHAPES),
    }.get(name, lambda: None)()


def _values_words(name: str) -> str:
    allowed = _allowed(name)
    return ", ".join(str(value) for value in allowed) if allowed and len(allowed) < 20 else ""
