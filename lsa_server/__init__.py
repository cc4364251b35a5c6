"""What is not a page of Streamlit: light pages per area, map layers, the health of the figures, the open interface, and
the screen and phones of Aan tafel; and what stands around every answer."""

import os
from collections.abc import Callable, Container
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from lsa_server.api import api_routes
from lsa_server.geo import geo_routes
from lsa_server.guard import Guard
from lsa_server.headers import FrameHeaders
from lsa_server.health import health_routes
from lsa_server.light import light_routes
from lsa_tafel.routes import tafel_routes

THIS_MACHINE = ("localhost", "127.0.0.1")


def routes() -> list[BaseRoute]:
    """Every route beside the pages."""
    return [*light_routes(), *geo_routes(), *health_routes(), *api_routes(), *tafel_routes()]


def around(opening: Callable[[str], str] = lambda _: "", pages: Container[str] | None = None) -> list[Middleware]:
    """What stands around every answer, the outermost first: who really asks, behind a proxy of `LSA_TRUSTED_PROXIES`;
    the headers and the frame of a page (see `FrameHeaders`); mistakes and counts; and, where `LSA_ADDRESS` is set, only
    its host, this machine, and those of `LSA_HOSTS`."""
    hosts = ["*"]
    if fixed := urlsplit(os.environ.get("LSA_ADDRESS", "")).hostname:
        hosts = [fixed, *THIS_MACHINE, *_listed("LSA_HOSTS")]
    return [
        Middleware(ProxyHeadersMiddleware, trusted_hosts=_listed("LSA_TRUSTED_PROXIES")),
        Middleware(FrameHeaders, opening=opening, pages=pages),
        Middleware(Guard),
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
    ]


def _listed(setting: str) -> list[str]:
    return [part.strip() for part in os.environ.get(setting, "").split(",") if part.strip()]
