"""How a route of Aan tafel answers: the work runs beside the event loop, what goes wrong is one of our own words."""

from collections.abc import Awaitable, Callable
from functools import wraps

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from lsa_data.problem import Problem
from lsa_tafel import clean, render, store

NO_STORE = {"Cache-Control": "no-store"}
LONGEST_BODY = 4000
LONGEST_SENDING = 15
"""Seconds in which a whole body must have come."""
Work = Callable[[Request, dict], Response]


class Refused(Problem):
    """What was asked cannot be done: an HTTP status, and the word (in `words.toml`) that says why."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


def answered(work: Work, longest: int = LONGEST_BODY) -> Callable[[Request], Awaitable[Response]]:
    """The route that does this work. It gets the JSON that was sent, of at most `longest` bytes; {} when nothing was.
    Nothing of it is kept by caches, and no traceback gets out. Who opened it as a page reads in words what is wrong."""

    @wraps(work)
    async def answer(request: Request) -> Response:
        try:
            body = await _body(request, longest) if request.method == "POST" else {}
            found = await run_in_threadpool(work, request, body)
        except Problem as problem:
            return _in_words(request, refusal(problem))
        found.headers.setdefault("Cache-Control", "no-store")
        return found

    return answer


def refusal(problem: Problem) -> Response:
    """A problem as an answer; one that no route knows is raised again."""
    if isinstance(problem, Refused):
        return JSONResponse({"error": problem.word}, problem.status, NO_STORE)
    for kind, status, word in (
        (store.NoSession, 404, "gone"), (store.Removed, 403, "removed"), (store.Closed, 409, "closed"),
        (store.Unavailable, 503, "lost"),
    ):  # fmt: skip
        if isinstance(problem, kind):
            return JSONResponse({"error": word}, status, NO_STORE)
    raise problem


def _in_words(request: Request, refused: Response) -> Response:
    """What a person reads who opened an address that cannot be shown; for a program the answer as it is."""
    if "text/html" not in request.headers.get("accept", ""):
        return refused
    word = {403: "page_only_desk", 404: "desk_gone"}.get(refused.status_code, "page_later")
    return HTMLResponse(render.refused_page(word), refused.status_code, NO_STORE)


def text(body: dict, name: str) -> str:
    """A text out of what was sent; "" when there is none."""
    value = body.get(name, "")
    return value if isinstance(value, str) else ""


def origin(request: Request) -> str:
    """The address of this server as the room sees it."""
    return f"{request.url.scheme}://{request.headers.get('host', request.url.netloc)}"


async def _body(request: Request, longest: int) -> dict:
    """The JSON that was sent, cleaned; anything else, too much of it, or what comes too slowly, is refused. Asking for
    JSON by its content type also keeps forms of other sites out."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise Refused(415, "json")
    body = b""
    try:
        with anyio.fail_after(LONGEST_SENDING):
            async for part in request.stream():
                body += part
                if len(body) > longest:
                    raise Refused(413, "too_long")
        found = clean.read(body)
    except TimeoutError as slow:
        raise Refused(408, "too_slow") from slow
    except clean.NotClean as wrong:
        raise Refused(400, "json") from wrong
    if not isinstance(found, dict):
        raise Refused(400, "json")
    return found
