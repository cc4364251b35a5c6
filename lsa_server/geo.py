"""`/geo`: the map layers, compressed beforehand and kept by the browser for ever (their name changes with them)."""

import hashlib
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from lsa_data.ask import database
from lsa_data.ask.layers import INDEX, background

FILE_NAME = re.compile(r"[a-z0-9]+-\d{4}(-[a-z]+)?\.[0-9a-f]{10}\.geojson")
PDOK = "https://service.pdok.nl"
PDOK_TILES = f"{PDOK}/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{{z}}/{{x}}/{{y}}.png"
FOREVER = "public, max-age=31536000, immutable"


def geo_routes() -> list[Route]:
    """`GET /geo/index.json` lists the layers, `GET /geo/{file}` gives one."""
    return [
        Route("/geo/background.json", _background),
        Route("/geo/index.json", _index),
        Route("/geo/{name:path}", _layer),
    ]


async def _index(request: Request) -> Response:
    content = (database.geo_folder() / INDEX).read_bytes()
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Cache-Control": "public, max-age=60"}
    if _has(request, etag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


async def _background(request: Request) -> Response:
    """The style of the background map, where the setting for it is on."""
    if not background():
        return _not_found("background.json")
    source = {"type": "raster", "tiles": [PDOK_TILES], "tileSize": 256, "minzoom": 6, "maxzoom": 19}
    source["attribution"] = "Kaartgegevens © Kadaster"
    layer = {"id": "brt", "type": "raster", "source": "brt"}
    return JSONResponse({"version": 8, "sources": {"brt": source}, "layers": [layer]})


async def _layer(request: Request) -> Response:
    """A layer by its full name; the layers of the previous version stay to be had while its database is kept."""
    name = request.path_params["name"]
    path = _find(name) if FILE_NAME.fullmatch(name) else None
    if path is None:
        return _not_found(name)
    etag = f'"{name.split(".")[1]}"'
    headers = {"ETag": etag, "Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if _has(request, etag):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        path = path.with_name(f"{name}.gz")
        headers["Content-Encoding"] = "gzip"
    return FileResponse(path, media_type="application/geo+json", headers=headers)


def _not_found(name: str) -> Response:
    error = {"code": "not_found", "message": f"There is no map layer {name[:80]!r}; /geo/{INDEX} lists them."}
    return JSONResponse({"error": error}, status_code=404)


def _find(name: str) -> Path | None:
    folders = [database.geo_folder(), *sorted(database.data_folder().glob("geo-*"))]
    return next((folder / name for folder in folders if (folder / name).is_file()), None)


def _has(request: Request, etag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]
