"""`/api/v1`: the same answers as the pages, for machines. Read only, open to every site, without an account.

Every mistake is answered as `{"error": {code, message, parameter, allowed}}`; a parameter that does not exist is one.
"""

import hashlib
import json
import logging
import re
import shutil
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import duckdb
import pandas as pd
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from lsa_data import catalogue
from lsa_data.ask import (
    about,
    areas,
    code_list,
    database,
    fingerprint,
    own_area,
    parameters,
    records,
    search,
    selection,
    what_changed,
)
from lsa_data.ask.parameters import SelectionError, UnknownParameter
from lsa_data.ask.search_index import fold
from lsa_data.catalogue import LANGUAGES, meetings
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.export import links_file, own_file, picture, pictures, selection_file, table_file
from lsa_data.export.about_file import citation
from lsa_data.export.columns import LONG
from lsa_data.export.links_file import Links
from lsa_data.export.own_file import OwnFile
from lsa_data.problem import Problem
from lsa_server import picture_page
from lsa_server.address import here, home
from lsa_server.catalog import catalog
from lsa_server.geo import FOR_A_WHILE, has
from lsa_server.openapi import description, readable
from lsa_server.parameters import ALL, PATHS
from lsa_server.turns import FILES, QUESTIONS, RETRY_AFTER, Busy, visitor

PREFIX = "/api/v1"
VARY = "Accept, Accept-Encoding"
FIRST_PAGE = 1000
log = logging.getLogger("lsa.server")
Answer = Callable[[Request], Response]


class Refused(Problem):
    """An answer other than 200; `code` is for machines, the message for people."""

    def __init__(self, status: int, code: str, message: str, parameter: str | None = None,
                 allowed: Iterable[object] = ()) -> None:  # fmt: skip
        super().__init__(message)
        self.status, self.code, self.parameter, self.allowed = status, code, parameter, list(allowed)


def api_routes() -> list[BaseRoute]:
    """All routes of the open interface under one prefix, compressed and readable for other sites."""
    paths = {
        "/": _index, "/indicators": _indicators, "/areas": _areas, "/areas/{type}/{code}": _area, "/values": _values,
        "/national": _national, "/links": _links, "/table": _table,
        "/combine": _combine, "/meetings": _meetings, "/search": _search,
        "/what-changed": _what_changed, "/picture": _picture, "/catalog": _catalog, "/openapi.json": _openapi,
        "/docs": _docs, "/{path:path}": _unknown,
    }  # fmt: skip
    routes = [Route(path, _answered(work), methods=["GET"]) for path, work in paths.items()]
    without_slash = Route(PREFIX, _answered(_index), methods=["GET"])
    elsewhere = [Route(path, _answered(_unknown), methods=["GET"]) for path in ("/api", "/api/{path:path}")]
    middleware = [
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], expose_headers=["Link", "ETag"]),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
    ]
    return [without_slash, Mount(PREFIX, routes=routes, middleware=middleware), *elsewhere]


def _answered(work: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Answers mistakes as JSON, and a question that was answered before with 304: figures change with the version
    only, so the versions that are there and the address say whether an answer is still the same."""

    @wraps(work)
    async def answer(request: Request) -> Response:
        turns = FILES if _wants_file(request) else QUESTIONS
        try:
            return await turns.run(visitor(request), lambda: answered(request))
        except Busy as busy:
            return _error(Refused(busy.status, "busy", str(busy)))

    def answered(request: Request) -> Response:
        try:
            with database.of_version(_version(request)):
                etag = _etag(request)
                if has(request, etag):
                    return Response(status_code=304, headers={"ETag": etag, "Cache-Control": FOR_A_WHILE, "Vary": VARY})
                found = work(request)
        except Refused as refused:
            return _error(refused)
        except SelectionError as mistake:
            code = "unknown_parameter" if isinstance(mistake, UnknownParameter) else "invalid_parameter"
            return _error(Refused(400, code, str(mistake), mistake.parameter, mistake.allowed))
        except database.NoVersion as gone:
            return _error(Refused(410, "version_gone", str(gone), "version", about.kept_versions()))
        except (duckdb.BinderException, duckdb.CatalogException) as wrong:
            if "version" not in request.query_params:
                raise
            message = "This version was made by another release of the dashboard, which asked other questions of it."
            log.warning("an older version cannot be asked", extra={"what": type(wrong).__name__})
            return _error(Refused(410, "version_gone", message, "version", [database.version()]))
        except database.NoDatabase:
            return _error(Refused(503, "no_figures", "There are no figures yet."))
        except duckdb.OutOfMemoryException:
            return _error(Refused(503, "too_large", "There is no room for this answer now. Ask for a smaller part."))
        found.headers.setdefault("ETag", etag)
        found.headers.setdefault("Cache-Control", FOR_A_WHILE)
        found.headers.setdefault("Vary", VARY)
        return found

    return answer


def _wants_file(request: Request) -> bool:
    """Whether a whole file is asked for, which takes longer than a page."""
    query = request.query_params
    return request.url.path.endswith("/picture") or (
        request.url.path.endswith(("/values", "/links", "/table", "/combine"))
        and (
            query.get("format", "json") != "json"
            or query.get("limit") == ALL
            or "shape" in query
            or not {"*/*", "application/json"} & set(re.split(r"[,;\s]+", request.headers.get("accept", "*/*")))
        )
    )


def _version(request: Request) -> str | None:
    """The version of the figures that is asked; None is the one in use. What is not even the name of one is refused
    like every other wrong parameter, when the parameters are read."""
    asked = request.query_params.get("version")
    return asked if asked and database.VERSION_NAME.fullmatch(asked) else None


def _etag(request: Request) -> str:
    asked = (request.url.path, request.url.query, request.headers.get("accept", ""))
    key = " ".join((database.version(), *about.kept_versions(), fingerprint.of_answers(), *asked))
    return f'"{hashlib.sha256(key.encode()).hexdigest()[:20]}"'


def _error(refused: Refused) -> Response:
    error: dict[str, object] = {"code": refused.code, "message": str(refused)}
    if refused.parameter:
        error |= {"parameter": refused.parameter, "allowed": [str(value) for value in refused.allowed]}
    headers = {"Retry-After": RETRY_AFTER} if refused.status in (429, 503) else None
    return _json({"error": error}, refused.status, headers)


def _json(content: object, status: int = 200, headers: dict | None = None) -> Response:
    body = json.dumps(content, ensure_ascii=False, allow_nan=False, default=_plain).encode()
    return Response(body, status, headers, "application/json")


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"cannot write {type(value)}")


def _asked(request: Request, path: str) -> dict[str, Any]:
    """The values of the parameters of the address, by name. Raises `SelectionError`."""
    asked = parameters.checked(parameters.present(request.query_params.multi_items()), PATHS[path][1])
    asked.pop("version", None)
    return asked


def _page(asked: dict[str, Any]) -> tuple[int, int]:
    """How many rows, and from where: taken out of what was asked."""
    return asked.pop("limit", FIRST_PAGE), asked.pop("offset", 0)


def _paged(request: Request, rows: list, total: int, limit: int, offset: int) -> Response:
    """Rows with the number of all, and the addresses of the pages around them (`Link`, RFC 8288)."""
    links = []
    for relation, start in (("prev", offset - limit), ("next", offset + limit)):
        if (relation == "next" and start < total) or (relation == "prev" and offset > 0):
            links.append(_link(request, relation, limit=limit, offset=max(start, 0)))
    content = {"version": database.version(), "total": total, "limit": limit, "offset": offset, "rows": rows}
    return _json(content, headers={"Link": ", ".join(links)} if links else None)


def _link(request: Request, relation: str, **other: object) -> str:
    """The address of another page, with these parameters in place of those that were asked."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] not in other]
    return f'<{request.url.path}?{urlencode([*kept, *other.items()])}>; rel="{relation}"'


def _frame_page(request: Request, frame: pd.DataFrame, limit: int, offset: int) -> Response:
    part = frame.iloc[offset : offset + limit]
    return _paged(request, records.records(part), len(frame), limit, offset)


def _index(request: Request) -> Response:
    _asked(request, "/")
    return _json(
        {
            "name": "LSA Wijkdashboard",
            "version": database.version(),
            "versions": about.kept_versions(),
            "description": f"{PREFIX}/openapi.json",
            "readable": f"{PREFIX}/docs",
            "catalog": f"{PREFIX}/catalog",
            "citation": citation([*catalogue.sources().values()], home(request) + here(request), "en"),
            "licences": {
                source.id: {"publisher": source.publisher, "licence": source.licence, "url": source.licence_url}
                for source in catalogue.sources().values()
            },
            "paths": [f"{PREFIX}/{path}" for path in
                      ("indicators", "areas", "areas/{type}/{code}", "values", "national", "links", "table", "combine",
                       "meetings", "search", "what-changed", "picture", "catalog")],
        }
    )  # fmt: skip


def _indicators(request: Request) -> Response:
    limit, offset = _page(_asked(request, "/indicators"))
    measured = records.measured()
    found = [
        records.indicator(indicator) | measured.get(indicator.id, {"figures": 0, "measured": []})
        for indicator in catalogue.indicators().values()
    ]
    return _paged(request, found[offset : offset + limit], len(found), limit, offset)


def _areas(request: Request) -> Response:
    asked = _asked(request, "/areas")
    text, page = asked.pop("q", None), _page(asked)
    chosen = selection.of_values(asked)
    found = database.ask(
        "areas_chosen", type=chosen.type, vintage=chosen.vintage, regio=chosen.regio, provincie=chosen.provincie,
        gemeenten=[*chosen.gemeente] or None,
    )  # fmt: skip
    if text is not None:
        folded = fold(text[: search.LONGEST_QUESTION])
        pairs = zip(found["code"], found["name"], strict=True)
        found = found[[folded in search.names_of(code, name) for code, name in pairs]]
    return _frame_page(request, found, *page)


def _area(request: Request) -> Response:
    asked = _asked(request, "/areas/{type}/{code}")
    code, kind = request.path_params["code"].upper(), request.path_params["type"]
    if kind not in PATTERNS:
        raise Refused(404, "not_found", f"There is no type {kind[:40]!r}.", "type", PATTERNS)
    found = areas.area(code, asked.get("vintage"))
    if found is None or found.type != kind:
        known = areas.vintages(code) if len(code) <= 12 else []
        raise Refused(404, "not_found", f"There is no {kind} {code[:40]!r} in that vintage.", "code", known)
    return _json({"version": database.version(), **records.profile_of(found)})


def _values(request: Request) -> Response:
    asked = _asked(request, "/values")
    format_name = asked.pop("format", None) or _accepted(request)
    shape, language = asked.pop("shape", LONG), asked.pop("language", "nl")
    if format_name == "json" and shape == LONG and asked.get("limit") != ALL:
        return _figures(request, asked)
    for name in ("limit", "cursor"):
        if asked.pop(name, ALL) != ALL:
            raise SelectionError(f"{name} is only for long JSON; a file has every row.", name)
    _speaks(format_name, language)
    return _file(selection.of_values(asked), format_name, shape, home(request) + here(request), language)


def _figures(request: Request, asked: dict[str, Any]) -> Response:
    """One page of figures. Where the next one starts is its `cursor`: the version and the place of the last row."""
    limit, place = _from_cursor(asked)
    chosen = selection.of_values(asked)
    found, last = selection.page(chosen, place, limit)
    content: dict[str, object] = {**_not_found(chosen.codes, chosen.type, chosen.vintage)}
    if chosen.across:
        content["not_moved"] = selection.not_moved(chosen)
    return _cursor_page(request, found, last, selection.counted(chosen)["rows"], limit, content)


def _not_found(codes: Iterable[str], kind: str | None, vintage: int | None) -> dict[str, list[str]]:
    """Which of the codes that were asked are no area of this type and vintage; nothing where none were asked."""
    if not codes:
        return {}
    found = code_list.read(" ".join(codes), kind, vintage).codes
    return {"not_found": [code for code in codes if code not in found]}


def _from_cursor(asked: dict[str, Any]) -> tuple[int, int]:
    """How many rows, and after which place: taken out of what was asked."""
    limit, cursor = asked.pop("limit", FIRST_PAGE), asked.pop("cursor", None)
    version, _, place = (cursor or f"{database.version()}.-1").rpartition(".")
    if version != database.version():
        message = f"The figures are now version {database.version()}; this page was of {version}. Start without cursor."
        raise Refused(410, "cursor_expired", message, "cursor")
    return limit, int(place)


def _cursor_page(request: Request, rows: list[dict], last: int | None, total: int, limit: int,
                 more: dict[str, object]) -> Response:  # fmt: skip
    """Rows with the number of all, and where the next page starts; `more` is what else is told."""
    version = database.version()
    following = None if last is None else f"{version}.{last}"
    content = {"version": version, "total": total, "limit": limit, "next": following} | more | {"rows": rows}
    link = _link(request, "next", limit=limit, cursor=following) if following else None
    return _json(content, headers={"Link": link} if link else None)


def _links(request: Request) -> Response:
    asked = _asked(request, "/links")
    format_name = asked.pop("format", "json")
    if format_name == "json":
        limit, place = _from_cursor(asked)
        links = Links(**asked)
        rows, last = links_file.page(links, place, limit)
        missing = _not_found(links.codes, links.type, links.vintage)
        return _cursor_page(request, rows, last, links_file.count(links), limit, {**missing})
    for name in ("limit", "cursor"):
        if name in asked:
            raise SelectionError(f"{name} is only for JSON; a file has every row.", name)
    return _sent(lambda folder: links_file.write(Links(**asked), format_name, folder), format_name)


def _table(request: Request) -> Response:
    asked = _asked(request, "/table")
    format_name, language = asked.pop("format", "json"), asked.pop("language", LANGUAGES[0])
    chosen = selection.of_values(asked)
    if format_name == "json":
        table = table_file.records(chosen, language)
        missing = _not_found(chosen.codes, table["type"], table["vintage"])
        return _json({"version": database.version(), **missing, **table})
    return _sent(lambda folder: table_file.write(chosen, folder, language, home(request) + here(request)), format_name)


def _combine(request: Request) -> Response:
    asked = _asked(request, "/combine")
    format_name, language = asked.pop("format", "json"), asked.pop("language", LANGUAGES[0])
    _speaks(format_name, language)
    year = asked.get("vintage") or areas.shown_first("buurt")
    found = own_area.read(f"{','.join(asked['codes'])};jaar={year};naam={asked.get('name', '')}")
    if found.too_many:
        raise SelectionError(f"codes are more than {own_area.MOST} buurten together.", "codes")
    not_found = [{"code": one.word, "why": one.why, "vintages": one.vintages} for one in found.not_found]
    file = OwnFile(found.area, language, home(request) + here(request)) if found.area else None
    if format_name == "json":
        area, figures = (own_file.described(file.area), file.rows) if file else (None, [])
        return _json({"version": database.version(), "area": area, "not_found": not_found, "figures": figures})
    if file is None:
        raise Refused(404, "not_found", "None of the codes is a buurt of the vintage in use.", "codes")
    return _sent(lambda folder: own_file.write(file, format_name, folder), format_name)


def _speaks(format_name: str, language: str) -> None:
    """Refuse another language than Dutch for the CSV that is in Dutch."""
    if format_name == "csv-nl" and language != "nl":
        raise SelectionError("csv-nl is in Dutch; csv and xlsx can be read in every language.", "language", ["nl"])


def _file(chosen: selection.Selection, format_name: str, shape: str, link: str, language: str) -> Response:
    """The whole selection as a file."""
    if chosen == selection_file.EVERYTHING and format_name in selection_file.KEPT and shape == LONG:
        path = selection_file.kept(format_name)
        return FileResponse(path, media_type=selection_file.MEDIA[format_name], filename=path.name)
    return _sent(lambda folder: selection_file.write(chosen, format_name, shape, folder, link, language), format_name)


def _sent(make: Callable[[Path], Path], format_name: str) -> Response:
    """The file that `make` writes into a folder of its own; both are removed when it has been sent."""
    folder = selection_file.scratch_folder()
    try:
        path = make(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        path, media_type=selection_file.MEDIA[format_name], filename=path.name,
        background=BackgroundTask(_remove, folder),
    )  # fmt: skip


async def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _accepted(request: Request) -> str:
    """The format that the client says it wants; JSON when it does not care."""
    wanted = [part.split(";")[0].strip() for part in request.headers.get("accept", "*/*").split(",")]
    for kind in wanted:
        if kind in ("*/*", "application/*", "application/json", ""):
            return "json"
        for name in ("csv", "parquet", "geojson", "gpkg", "xlsx", "zip"):
            if kind == selection_file.MEDIA[name].split(";")[0] or (kind == "text/*" and name == "csv"):
                return name
    media = selection_file.MEDIA.values()
    raise Refused(406, "not_acceptable", "None of the accepted types can be given.", "Accept", media)


def _national(request: Request) -> Response:
    asked = _asked(request, "/national")
    page = _page(asked)
    chosen = selection.of_values(asked)
    found = database.ask("national_chosen", indicators=[*chosen.indicator] or None, type=chosen.type)
    return _frame_page(request, found, *page)


def _meetings(request: Request) -> Response:
    _asked(request, "/meetings")
    return _json({"version": database.version(), "rows": [meeting.model_dump() for meeting in meetings.meetings()]})


def _search(request: Request) -> Response:
    asked = _asked(request, "/search")
    found = search.find(asked["q"], area_type=asked.get("type"))
    return _json(
        {
            "version": database.version(),
            "rows": [asdict(hit) for hit in found.hits],
            "nearest": [asdict(hit) for hit in found.nearest],
            "postcode": found.postcode,
            "street": found.street,
            "provincie": found.provincie and {"code": found.provincie.code, "name": found.provincie.name},
        }
    )


def _what_changed(request: Request) -> Response:
    _asked(request, "/what-changed")
    return _json(what_changed.what_changed())


def _picture(request: Request) -> Response:
    """The picture; the page with the same is named in it."""
    asked, kind = picture_page.asked(request), request.query_params.get("format", "svg")
    drawn = pictures.svg(asked)
    content = picture.png(drawn) if kind == "png" else drawn.encode()
    name = "-".join(("lsa", asked.kind, asked.indicator.replace("_", "-"), f"v{database.version()}")) + f".{kind}"
    return Response(content, media_type=pictures.FORMATS[kind],
                    headers={"Content-Disposition": f'inline; filename="{name}"'})  # fmt: skip


def _catalog(request: Request) -> Response:
    _asked(request, "/catalog")
    found = _json(catalog(home(request), PREFIX))
    found.headers["Content-Type"] = "application/ld+json"
    return found


def _openapi(request: Request) -> Response:
    _asked(request, "/openapi.json")
    return _json(description(PREFIX))


def _docs(request: Request) -> Response:
    _asked(request, "/openapi.json")
    return HTMLResponse(readable(PREFIX, home(request)))


def _unknown(request: Request) -> Response:
    raise Refused(404, "not_found", f"There is nothing here; {PREFIX}/ lists what there is.")
