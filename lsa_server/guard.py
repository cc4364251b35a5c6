"""Around everything that is answered: a mistake of ours is an answer in words and one line in the log, requests are
counted and timed, and what is for the administrator alone is not given to visitors.
"""

import logging
import time
import traceback
from pathlib import Path

from prometheus_client import Counter, Histogram
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lsa_server import light
from lsa_server.language import language_of
from lsa_tafel.logs import without_keys

NOT_PUBLIC = ("/_stcore/metrics",)
"""What Streamlit tells about itself, for every visitor together."""
MACHINES = ("/api/", "/geo/", "/live/", "/health", "/_stcore/")
"""Where an answer is JSON."""
PARTS = frozenset(("api", "geo", "live", "doe-mee", "gebied", "beeld", "poster", "health", "static", "_stcore", "app"))
PROJECT = Path(__file__).parents[1]
REQUESTS = Counter("lsa_requests", "Requests that were answered.", ("part", "status"))
SECONDS = Histogram("lsa_request_seconds", "Seconds until an answer was complete.", ("part",))
log = logging.getLogger("lsa.server")
_noticed: set[str] = set()


class Guard:
    """ASGI middleware; websockets pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, whatever happens in it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        _notice_proxy(scope)
        began, status = time.perf_counter(), 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        app = _nothing if scope["path"] in NOT_PUBLIC else self.app
        try:
            await app(scope, receive, send_on)
        except Exception as wrong:
            log.error("failed", extra={"path": shown(scope["path"]), "what": type(wrong).__name__, "at": _place(wrong)})
            if status:
                raise
            await _failed(scope)(scope, receive, send_on)
        finally:
            _note(scope["method"], scope["path"], status, time.perf_counter() - began)


def _note(method: str, path: str, status: int, seconds: float) -> None:
    part = part_of(path)
    REQUESTS.labels(part, status).inc()
    if not path.endswith("/events"):
        SECONDS.labels(part).observe(seconds)
    told = {"method": method, "path": shown(path), "status": status, "ms": round(seconds * 1000)}
    log.info("answered", extra=told)


def part_of(path: str) -> str:
    """The part of the server that answers at a path; "page" for pages."""
    first = path.split("/")[1]
    return first if first in PARTS else "page"


def shown(path: str) -> str:
    """A path as it may stand in a log: without what opens a session, and not longer than anything of ours."""
    return without_keys(path)[:120]


def untrusted_proxy() -> bool:
    """Whether somebody told of other visitors who may not: a proxy that is not named in `LSA_TRUSTED_PROXIES`."""
    return bool(_noticed)


def _notice_proxy(scope: Scope) -> None:
    """A proxy that is trusted was already replaced by the visitor that it tells of."""
    told = [value.decode("latin1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
    client = scope["client"][0] if scope.get("client") else ""
    if told and client not in ", ".join(told) and not _noticed:
        _noticed.add(client)
        log.warning("a proxy is not trusted: name its address in LSA_TRUSTED_PROXIES, or visitors share their limits")


def _place(wrong: Exception) -> str:
    """Where in our own code it happened; never what was asked."""
    frames = [frame for frame in traceback.extract_tb(wrong.__traceback__) if str(PROJECT) in frame.filename]
    ours = [frame for frame in frames if "site-packages" not in frame.filename]
    return f"{Path(ours[-1].filename).relative_to(PROJECT)}:{ours[-1].lineno}" if ours else ""


def _failed(scope: Scope) -> Response:
    """That something went wrong here, in the form that is expected at this path."""
    if scope["path"].startswith(("/live/", "/doe-mee")):
        return JSONResponse({"error": "lost"}, 500, {"Cache-Control": "no-store"})
    if scope["path"].startswith(MACHINES):
        message = "Something went wrong here. It was noted; nothing of yours was kept or lost."
        return JSONResponse({"error": {"code": "failed", "message": message}}, 500, {"Cache-Control": "no-store"})
    return light.failed(language_of(Request(scope)))


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("Not found", 404)(scope, receive, send)
