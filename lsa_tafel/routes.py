"""Aan tafel in the room: the screen that is projected, and the phones that take part. No Streamlit session per phone.

Screens and phones hear of a change by server-sent events and ask when that fails; what they show is asked anew each
time, so whoever lost the network just goes on.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from functools import wraps

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from lsa_data.problem import Problem
from lsa_tafel import render, report, results, slides, store
from lsa_tafel.limits import Limit
from lsa_tafel.words import words

COOKIE = "lsa_aan_tafel"
COOKIE_LIVES = 24 * 3600
LONGEST_BODY = 4000
LOOK_EVERY = 0.3
"""Seconds between looks at the store, once per session and server however many phones there are."""
PING_EVERY = 15
NO_STORE = {"Cache-Control": "no-store"}
_phone_limit = Limit(burst=20, per_second=2)
_session_limit = Limit(burst=600, per_second=150)
_wrong_code = Limit(burst=30, per_second=0.5)
_wrong_code_in_all = Limit(burst=300, per_second=5)


def tafel_routes() -> list[BaseRoute]:
    """Every route of the screen (`/live/screen/{key}`) and the phones (`/doe-mee`, `/live/s/{id}`)."""
    return [
        Route("/doe-mee", _answered(_phone_page)),
        Route("/doe-mee/{code}", _answered(_phone_page)),
        Route("/live/join", _answered(_join), methods=["POST"]),
        Route("/live/s/{id}/state", _answered(_phone_state)),
        Route("/live/s/{id}/answer", _answered(_answer), methods=["POST"]),
        Route("/live/s/{id}/events", _phone_events),
        Route("/live/screen/{key}", _answered(_screen_page)),
        Route("/live/screen/{key}/state", _answered(_screen_state)),
        Route("/live/screen/{key}/go", _answered(_go), methods=["POST"]),
        Route("/live/screen/{key}/events", _screen_events),
        Route("/live/screen/{key}/slides.html", _answered(_offline)),
        Route("/live/screen/{key}/report.html", _answered(_report)),
    ]


class _Refused(Problem):
    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


def _answered(work: Callable) -> Callable:
    """Runs the work beside the event loop; what goes wrong is one of our own words, and never a traceback."""

    @wraps(work)
    async def answer(request: Request) -> Response:
        try:
            body = await _body(request) if request.method == "POST" else None
            found = await run_in_threadpool(work, request, body)
        except _Refused as refused:
            return JSONResponse({"error": refused.word}, refused.status, NO_STORE)
        except store.NoSession:
            return JSONResponse({"error": "gone"}, 404, NO_STORE)
        except store.Closed:
            return JSONResponse({"error": "closed"}, 409, NO_STORE)
        except store.Unavailable:
            return JSONResponse({"error": "lost"}, 503, NO_STORE)
        found.headers.setdefault("Cache-Control", "no-store")
        return found

    return answer


async def _body(request: Request) -> dict:
    """The JSON that was sent; anything else, or too much of it, is refused. Asking for JSON by its content type also
    keeps forms of other sites out."""
    if request.headers.get("content-type", "").split(";")[0] != "application/json":
        raise _Refused(415, "json")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            raise _Refused(413, "too_long")
    try:
        found = json.loads(body)
    except ValueError as wrong:
        raise _Refused(400, "json") from wrong
    if not isinstance(found, dict):
        raise _Refused(400, "json")
    return found


def _phone_page(request: Request, _: None) -> Response:
    code = "".join(c for c in request.path_params.get("code", "").upper() if c in store.LETTERS)[: store.CODE_LENGTH]
    language = "nl"
    if code:
        try:
            language = store.by_code(code).about["language"]
        except store.NoSession:
            code = ""
    return HTMLResponse(render.phone_page(language, code, store.LONGEST_SENTENCE))


def _join(request: Request, body: dict) -> Response:
    """A phone takes part. Wrong codes are counted, right ones are not: a whole room has one address."""
    where = request.client.host if request.client else "?"
    if not _wrong_code.allows(where, spend=False) or not _wrong_code_in_all.allows("all", spend=False):
        raise _Refused(429, "too_often")
    code = str(body.get("code", ""))
    try:
        session = store.by_code(code)
        known = request.cookies.get(COOKIE, "")
        if known and store.has_joined(session.id, known):
            return JSONResponse({"session": session.id})
        session_id, phone = store.join(code)
    except store.NoSession as wrong:
        _wrong_code.allows(where)
        _wrong_code_in_all.allows("all")
        raise _Refused(404, "code_wrong") from wrong
    except store.Closed as full:
        raise _Refused(409, "code_full") from full
    answer = JSONResponse({"session": session_id})
    secure = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
    answer.set_cookie(COOKIE, phone, max_age=COOKIE_LIVES, httponly=True, samesite="lax", secure=secure)
    return answer


def _phone_state(request: Request, _: None) -> Response:
    """What a phone shows now: the question of the slide on the screen, and its own answer to it. Never a figure that
    the room still has to guess."""
    session, phone = _member(request)
    slide = session.slide
    word = words(session.about["language"])
    shown = {"id": slide["id"], "kind": slide["kind"], "title": slide.get("title", "")}
    if slide["kind"] == "guess":
        question = render.question_of(slide, word)
        where = word["guess_here"].format(title=slide["title"], area=slide["area_name"])
        shown |= {"title": question, "where": where, "of_100": slide["of_100"]}
    elif slide["kind"] == "figure":
        shown |= {"title": slide["sentence"], "where": f"{slide['area_name']}: {slide['title']}"}
    elif slide["kind"] == "priorities":
        shown |= {"title": word["priorities"], "themes": slide["themes"], "votes": slides.VOTES}
    open_now = slide["kind"] in render.ASKING and not session.revealed
    mine = store.answer_of(session.id, slide["id"], phone)
    return JSONResponse({"moves": session.moves, "open": open_now, "slide": shown, "mine": mine})


def _answer(request: Request, body: dict) -> Response:
    session, phone = _member(request)
    if not _phone_limit.allows(phone) or not _session_limit.allows(session.id):
        raise _Refused(429, "too_often")
    slide = next((slide for slide in session.slides if slide["id"] == body.get("slide")), None)
    if slide is None:
        raise _Refused(400, "slide")
    try:
        value = slides.checked(slide, body.get("value"))
    except ValueError as wrong:
        raise _Refused(400, "value") from wrong
    sentence = body.get("sentence", "")
    store.answer(session.id, slide["id"], phone, value, sentence if isinstance(sentence, str) else "")
    return JSONResponse({"saved": True})


def _member(request: Request) -> tuple[store.Session, str]:
    """The session of the address and the phone of the cookie, which must have joined it."""
    session_id, phone = request.path_params["id"], request.cookies.get(COOKIE, "")
    if not phone or not store.has_joined(session_id, phone):
        raise store.NoSession(session_id)
    return store.by_id(session_id), phone


def _screen_page(request: Request, _: None) -> Response:
    session = store.by_key(request.path_params["key"])
    return HTMLResponse(render.screen_page(session.about))


def _screen_state(request: Request, _: None) -> Response:
    session = store.by_key(request.path_params["key"])
    found = results.of_slide(session.slide, store.answers(session.id))
    join = (f"{_origin(request)}/doe-mee/{session.code}", session.code) if session.joinable else None
    html = render.slide_html(session.slide, found, session.revealed, session.about, join)
    return JSONResponse({"html": html, "at": session.current + 1, "total": len(session.slides)})


def _go(request: Request, body: dict) -> Response:
    key = request.path_params["key"]
    session = store.by_key(key)
    forward = body.get("step") != "previous"
    moved = store.go(key, *slides.stepped(session.slides, session.current, session.revealed, forward))
    return JSONResponse({"at": moved.current + 1})


def _offline(request: Request, _: None) -> Response:
    session = store.by_key(request.path_params["key"])
    headers = {"Content-Disposition": 'attachment; filename="lsa_aan-tafel_dias.html"'}
    return HTMLResponse(render.offline(session.about, session.slides), headers=headers)


def _report(request: Request, _: None) -> Response:
    """The report as a page to print."""
    session = store.by_key(request.path_params["key"])
    gathered = report.gather(session, store.answers(session.id), store.notes(session.id))
    return HTMLResponse(render.report_page(session.about, report.lines(gathered)))


def _origin(request: Request) -> str:
    """The address of this server as the room sees it."""
    scheme = request.headers.get("x-forwarded-proto", request.url.scheme).split(",")[0]
    return f"{'https' if scheme == 'https' else 'http'}://{request.headers.get('host', request.url.netloc)}"


class _Watch:
    """Looks at the store for all who watch one session on this server."""

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        self.seen: tuple[int, int] | None = None
        self.changed = asyncio.Event()
        self.watchers = 0

    async def run(self) -> None:
        while self.watchers:
            try:
                found = await run_in_threadpool(store.changed, self.session_id)
            except store.NoSession:
                found = None
            except store.Unavailable:
                found = self.seen
            if found != self.seen:
                self.seen = found
                event, self.changed = self.changed, asyncio.Event()
                event.set()
            await asyncio.sleep(LOOK_EVERY)
        _watches.pop(self.session_id, None)


_watches: dict[str, _Watch] = {}
_running: set[asyncio.Task] = set()


async def _phone_events(request: Request) -> Response:
    try:
        session, _ = await run_in_threadpool(_member, request)
    except store.NoSession:
        return JSONResponse({"error": "gone"}, 404, NO_STORE)
    except store.Unavailable:
        return JSONResponse({"error": "lost"}, 503, NO_STORE)
    return _events(request, session.id, screen=False)


async def _screen_events(request: Request) -> Response:
    try:
        session = await run_in_threadpool(store.by_key, request.path_params["key"])
    except store.NoSession:
        return JSONResponse({"error": "gone"}, 404, NO_STORE)
    except store.Unavailable:
        return JSONResponse({"error": "lost"}, 503, NO_STORE)
    return _events(request, session.id, screen=True)


def _events(request: Request, session_id: str, screen: bool) -> Response:
    headers = NO_STORE | {"X-Accel-Buffering": "no"}
    return StreamingResponse(_stream(request, session_id, screen), media_type="text/event-stream", headers=headers)


async def _stream(request: Request, session_id: str, screen: bool) -> AsyncIterator[str]:
    """A line per change: for a screen every move and answer, for a phone only the moves."""
    watch = _watches.get(session_id)
    if watch is None:
        watch = _watches[session_id] = _Watch(session_id)
    watch.watchers += 1
    if watch.watchers == 1:
        task = asyncio.create_task(watch.run())
        _running.add(task)
        task.add_done_callback(_running.discard)
    told: object = None
    try:
        yield "retry: 2000\n\n"
        while True:
            event = watch.changed
            if watch.seen is not None:
                now = watch.seen if screen else watch.seen[0]
                if now != told:
                    told = now
                    yield f"data: {json.dumps(now)}\n\n"
            elif told is not None:
                yield "event: gone\ndata: 0\n\n"
                return
            try:
                await asyncio.wait_for(event.wait(), PING_EVERY)
            except TimeoutError:
                yield ": ping\n\n"
    finally:
        watch.watchers -= 1
