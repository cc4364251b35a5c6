"""Where this server is found from outside, for what needs a whole address: a shared link, its picture, a sitemap."""

import os
import re
from urllib.parse import quote

from starlette.requests import Request

from lsa_data.ask import areas
from lsa_data.ask.areas import Area

HOST = re.compile(r"[a-z0-9.-]{1,100}(:\d{1,5})?|\[[0-9a-f:]{2,45}\](:\d{1,5})?", re.ASCII | re.IGNORECASE)


def home(request: Request) -> str:
    """The address without a path: the setting `LSA_ADDRESS`, else as the visitor asked for it; empty where what was
    asked for is no address."""
    if fixed := os.environ.get("LSA_ADDRESS"):
        return fixed.rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if HOST.fullmatch(host) else ""


def here(request: Request) -> str:
    """The path that was asked, with its parameters: where a visitor is sent on, whatever host was named."""
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def path_of(page: str, code: str, vintage: int | None, language: str) -> str:
    """The path of a page of an area; the vintage only where it is not the one shown first."""
    year = f"/{vintage}" if vintage else ""
    return f"/{page}/{quote(code, safe=',:')}{year}" + ("?taal=en" if language == "en" else "")


def path_to(page: str, area: Area, language: str) -> str:
    """The same, of an area."""
    return path_of(page, area.code, areas.other_vintage(area), language)
