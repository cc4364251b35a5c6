"""`/geo`: the map layers, compressed and kept by the browser for ever (their name changes with them)."""

import gzip
import hashlib

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lsa_data.ask import database, layers
from lsa_data.ask.layers import INDEX, background
from lsa_server.turns import PAGES, RETRY_AFTER, Busy, visitor

PDOK = "https://service.pdok.nl"
PDOK_TILES = f"{PDOK}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
FOREVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=3600"
"""What anybody on the way may keep, and give while it asks anew."""


def geo_routes() -> list[Route]:
    """`GET /geo/index.json` lists the layers, `GET /geo/{file}` gives one; `GET /geo/background.json` is the style of
    what lies under them."""
    return [
        Route("/geo/background.json", _background),
        Route("/geo/index.json", _index),
        Route("/geo/{name:path}", _layer),
    ]


async def _index(request: Request) -> Response:
    try:
        content = (database.geo_folder() / INDEX).read_bytes()
    except (database.NoDatabase, FileNotFoundError):
        return _no_figures()
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=60"}
    if has(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


async def _background(request: Request) -> Response:
    """The style of what lies under a map: nothing, or the PDOK map where the setting for it is on. A style makes that
    the map has buttons to zoom."""
    if not background():
        return JSONResponse({"version": 8, "sources": {}, "layers": []}, headers={"Cache-Control": FOR_A_WHILE})
    source = {"type": "raster", "tiles": [PDOK_TILES], "tileSize": 256, "minzoom": 6, "maxzoom": 19}
    source["attribution"] = "Kaartgegevens © Kadaster"
    layer = {"id": "brt", "type": "raster", "source": "brt"}
    style = {"version": 8, "sources": {"brt": source}, "layers": [layer]}
    return JSONResponse(style, headers={"Cache-Control": FOR_A_WHILE})


async def _layer(request: Request) -> Response:
    """A layer by its full name, which may have to be drawn first."""
    name = request.path_params["name"]
    try:
        path = await PAGES.run(visitor(request), lambda: layers.compressed(name))
    except database.NoDatabase:
        return _no_figures()
    except Busy as busy:
        return _error(busy.status, "busy", str(busy), {"Retry-After": RETRY_AFTER})
    if path is None:
        return _not_found(name)
    etag = f'"{name}"'
    headers = {"ETag": etag, "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if has(request, etag):
        return Response(status_code=304, headers=headers)
    content = path.read_bytes()
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type="application/geo+json", headers=headers)


def _not_found(name: str) -> Response:
    message = f"There is no map layer {name[:80]!r} with the figures in use; /geo/{INDEX} lists them."
    return _error(404, "not_found", message)


def _no_figures() -> Response:
    return _error(503, "no_figures", "There are no figures now.", {"Retry-After": RETRY_AFTER})


def _error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def has(request: Request, etag: str) -> bool:
    """Whether who asks already has the answer with this tag."""
    known = request.headers.get("if-none-match", "")
    return etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
