"""The open interface described: as OpenAPI 3.1 for programs, and as a page for people, both from one table."""

from pathlib import Path

from lsa_data.ask import database
from lsa_data.ask.parameters import Parameter
from lsa_data.export import own_file, pictures, selection_file
from lsa_data.say.markup import renderer
from lsa_server import answers
from lsa_server.catalog import dataset
from lsa_server.parameters import IN_PATH, PATHS

_render = renderer(Path(__file__).parent)

TEXT = {"type": "string"}
HEADERS = {
    "ETag": "The same as long as the answer is: send it as If-None-Match.",
    "Link": "The pages around this one (RFC 8288).",
    "Retry-After": "Seconds after which to ask again.",
}  # fmt: skip
BINARY = {"schema": {"type": "string", "format": "binary"}}
MEDIA_OF = {"/catalog": "application/ld+json"}
EVERYWHERE = (
    ("400", "A parameter is wrong"), ("404", "Not found"), ("410", "The version is not kept, or changed during paging"),
    ("429", "You ask too much at once"), ("503", "Too busy, or there are no figures now"),
)  # fmt: skip
"""Mistakes that any path may answer."""


def description(prefix: str) -> dict:
    """The OpenAPI 3.1 description."""
    found, parts = answers.schemas()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "LSA Wijkdashboard",
            "version": database.version(),
            "description": "Figures of Dutch neighbourhoods. Open, read only; licences per source at `/`.",
        },
        "servers": [{"url": prefix}],
        "paths": {path: {"get": _operation(path, *entry, found[path])} for path, entry in PATHS.items()},
        "components": {"schemas": parts},
    }


def readable(prefix: str, home: str) -> str:
    """The same as a page, with the data set described for search engines (schema.org)."""
    paths = [
        (path, summary, [(one.name, one.about, _values_words(one)) for one in parameters])
        for path, (summary, parameters) in PATHS.items()
    ]
    return _render(
        "templates/docs.html", prefix=prefix, version=database.version(), paths=paths, dataset=dataset(home, prefix)
    )


def _operation(path: str, summary: str, asked: tuple[Parameter, ...], answer: dict) -> dict:
    parameters = [_described(parameter, "query") for parameter in asked]
    if "{type}" in path:
        parameters += [_described(parameter, "path") | {"required": True} for parameter in IN_PATH]
    problem = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    kinds: dict[str, dict] = {MEDIA_OF.get(path, "application/json"): {"schema": answer}}
    if path == "/picture":
        kinds = dict.fromkeys(pictures.FORMATS.values(), BINARY)
    if path == "/values":
        kinds |= {kind.split(";")[0]: BINARY for kind in selection_file.MEDIA.values() if kind != "application/json"}
    if path == "/table":
        kinds[selection_file.MEDIA["xlsx"]] = BINARY
    if path == "/combine":
        kinds |= {selection_file.MEDIA[kind].split(";")[0]: BINARY for kind in own_file.FORMATS}
    if path == "/links":
        kinds |= {selection_file.MEDIA[kind].split(";")[0]: BINARY for kind in ("csv", "parquet")}
    responses: dict[str, dict] = {
        "200": {"description": summary, "content": kinds, "headers": _headers("ETag", "Link")},
        "304": {"description": "The same as before", "headers": _headers("ETag")},
    }
    wrong = [*EVERYWHERE, ("406", "No such type")] if path in ("/values", "/links", "/table") else EVERYWHERE
    for status, words in wrong:
        responses[status] = {"description": words, "content": problem}
        if status in ("429", "503"):
            responses[status]["headers"] = _headers("Retry-After")
    return {"summary": summary, "operationId": path.strip("/") or "index", "parameters": parameters,
            "responses": responses}  # fmt: skip


def _headers(*names: str) -> dict[str, dict]:
    return {name: {"description": HEADERS[name], "schema": TEXT} for name in names}


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
