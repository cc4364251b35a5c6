"""The open interface described: as OpenAPI 3.1 for programs, and as a page for people, both from one table."""

from html import escape

from lsa_data.ask import database
from lsa_data.ask.parameters import Parameter
from lsa_data.export import selection_file
from lsa_server.parameters import IN_PATH, PATHS

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
    parts = []
    for path, (summary, parameters) in PATHS.items():
        rows = "".join(
            f"<tr><td><code>{one.name}</code></td><td>{escape(one.about)}</td><td>{escape(_values_words(one))}</td></tr>"
            for one in parameters
        )
        table = f"<table><thead><tr><th>Parameter</th><th>What</th><th>Values</th></tr></thead>{rows}</table>"
        parts.append(f"<h2><code>GET {prefix}{path}</code></h2><p>{escape(summary)}.</p>{table if rows else ''}")
    example = f"{prefix}/values?type=wijk&amp;vintage=2022&amp;indicator=kwb_inwoners&amp;regio=zuid&amp;format=csv"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>LSA Wijkdashboard: API</title>'
        "<style>body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2b32;"
        "background:#fbf9f4}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;"
        "padding:.3rem .8rem .3rem 0;border-top:1px solid #8b918c;overflow-wrap:anywhere}a{color:#a1246b}"
        "td:first-child,th:first-child{white-space:nowrap;overflow-wrap:normal}h2{font-size:1.1rem;margin-top:2rem}</style>"
        f"<main><h1>Open interface</h1><p>Version of the figures: {escape(database.version())}. "
        f'For programs: <a href="{prefix}/openapi.json">openapi.json</a>. '
        f'For example: <a href="{example}">{example}</a></p>'
        "<p>Answers carry an ETag; pages of JSON carry Link headers; a mistake is answered as "
        "<code>{error: {code, message, parameter, allowed}}</code>.</p>"
        f"{''.join(parts)}</main></html>"
    )


def _operation(path: str, summary: str, asked: tuple[Parameter, ...]) -> dict:
    parameters = [_described(parameter, "query") for parameter in asked]
    if "{type}" in path:
        parameters += [_described(parameter, "path") | {"required": True} for parameter in IN_PATH]
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


def _described(parameter: Parameter, where: str) -> dict:
    about = {"name": parameter.name, "in": where, "description": parameter.about, "schema": parameter.schema()}
    if parameter.several:
        about |= {"style": "form", "explode": False}
    return about | ({"required": True} if parameter.required else {})


def _values_words(parameter: Parameter) -> str:
    allowed = parameter.allowed()
    return ", ".join(str(value) for value in allowed) if len(allowed) < 20 else ""
