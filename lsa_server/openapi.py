"""The open interface described: as OpenAPI 3.1 for programs, and as a page for people, both from one table."""

from pathlib import Path

from lsa_data.ask import database
from lsa_data.ask.parameters import Parameter
from lsa_data.export import selection_file
from lsa_data.say.markup import renderer
from lsa_server.parameters import IN_PATH, PATHS

_render = renderer(Path(__file__).parent)

TEXT = {"type": "string"}


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
        (path, summary, [(one.name, one.about, _values_words(one)) for one in parameters])
        for path, (summary, parameters) in PATHS.items()
    ]
    return _render("templates/docs.html", prefix=prefix, version=database.version(), paths=paths)


def _operation(path: str, summary: str, asked: tuple[Parameter, ...]) -> dict:
    parameters = [_described(parameter, "query") for parameter in asked]
    if "{type}" in path:
        parameters += [_described(parameter, "path") | {"required": True} for parameter in IN_PATH]
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    kinds: dict[str, dict] = {"application/json": {"schema": {"type": "object"}}}
    if path == "/values":
        kinds |= {kind.split(";")[0]: {} for kind in selection_file.MEDIA.values() if kind != "application/json"}
        kinds["application/json"] = {"schema": {"type": ["object", "array"]}}
    if path == "/table":
        kinds[selection_file.MEDIA["xlsx"]] = {}
    if path == "/links":
        kinds |= {selection_file.MEDIA[kind].split(";")[0]: {} for kind in ("csv", "parquet")}
    responses: dict[str, dict] = {"200": {"description": summary, "content": kinds}}
    for status, words in (
        ("400", "A parameter is wrong"), ("404", "Not found"), ("406", "No such type"),
        ("410", "The figures changed since the cursor was given"), ("429", "Too busy"),
    ):  # fmt: skip
        if status in ("400", "404") or path in ("/values", "/links", "/table"):
            responses[status] = {"description": words, "content": problem}
    return {"summary": summary, "operationId": path.strip("/") or "index", "parameters": parameters,
            "responses": responses}  # fmt: skip


def _described(parameter: Parameter, where: str) -> dict[str, object]:
    about: dict[str, object] = {
        "name": parameter.name, "in": where, "description": parameter.about, "schema": parameter.schema(),
    }  # fmt: skip
    if parameter.several:
        about |= {"style": "form", "explode": False}
    return about | ({"required": True} if parameter.required else {})


def _values_words(parameter: Parameter) -> str:
    allowed = parameter.allowed()
    return ", ".join(str(value) for value in allowed) if len(allowed) < 20 else ""
