"""Files that a browser keeps for good: our own, and those of Streamlit, compressed once, at installation, and without
half a megabyte of type that nobody sees."""

import mimetypes
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from servestatic import ServeStaticASGI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from lsa_server.geo import FOREVER
from lsa_server.shelf import kept

_streamlit = find_spec("streamlit")
if _streamlit is None or _streamlit.origin is None:
    raise ModuleNotFoundError("streamlit is not installed")
STREAMLIT_FILES = Path(_streamlit.origin).parent / "static" / "static"
"""Where they are; `make` lays a brotli and a gzip form beside each."""
ICONS = Path(__file__).parent / "assets" / "fonts" / "icons.woff2"
"""The icons that are used (Material Symbols, Apache 2.0); `python -m tests.lsa_server.make_icons` makes it."""
TEXT = Path(__file__).parents[1] / "lsa_ui" / "static" / "fonts" / "atkinson-hyperlegible-latin-400-normal.woff2"
INSTEAD = {"MaterialSymbols": ICONS, "SourceSansVF-Upright": TEXT}
"""Fonts of Streamlit that every visitor would load, and what they get: only the icons that are used, and our own
letters in the moment before the theme is there."""


def streamlit_files(app: ASGIApp) -> ASGIApp:
    """Middleware that answers what lies under `/static/`. Names hold a hash, so a browser asks for each only once."""
    files = ServeStaticASGI(app, root=STREAMLIT_FILES, prefix="static", immutable_file_test=lambda *_: True)
    for name, path in INSTEAD.items():
        files.add_file_to_dictionary(f"/static/media/{font_of_streamlit(name).name}", str(path))
    return files


def font_of_streamlit(name: str) -> Path:
    """The file of the font that starts with `name`. Raises ValueError when there is not exactly one."""
    (path,) = (STREAMLIT_FILES / "media").glob(f"{name}*.woff2")
    return path


def kept_files(contents: Mapping[str, bytes]) -> list[Route]:
    """A route per file, address -> content; the address holds a hash of the content."""
    return [_route(path, content) for path, content in contents.items()]


def _route(path: str, content: bytes) -> Route:
    file = kept(200, mimetypes.guess_type(path)[0] or "application/octet-stream", content)

    async def answer(request: Request) -> Response:
        headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(content, headers=headers, media_type=file.media)
        return Response(file.body, headers=headers | {"Content-Encoding": "gzip"}, media_type=file.media)

    return Route(path, answer)
