"""Aan tafel in the room: the screen that is projected, and the phones that take part. No Streamlit session per phone.

Screens and phones hear of a change by server-sent events and ask when that fails; what they show is asked anew each
time, so whoever lost the network just goes on.
"""

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from lsa_data.problem import Problem
from lsa_tafel import agreements, desk, drawing, events, on_screen, remote, render, slides, steering, store
from lsa_tafel.answering import Refused, answered, origin, refusal, text
from lsa_tafel.limits import Limit
from lsa_tafel.words import PHONE_LANGUAGES, words

COOKIE = "lsa_aan_tafel"
COOKIE_LIVES = 24 * 3600
_phone_limit = Limit(burst=20, per_second=2)
_session_limit = Limit(burst=600, per_second=150)
_wrong_code = Limit(burst=30, per_second=0.5)
_new_places = Limit(burst=400, per_second=2)
_new_places_of_strangers = Limit(burst=250, per_second=0.5)


def tafel_routes() -> list[BaseRoute]:
    """Every route of the screen (`/live/screen/{screen}`), the desk and the phones (`/doe-mee`, `/live/s/{id}`)."""
    return [
        Route("/doe-mee", answered(_phone_page)),
        Route("/doe-mee/{code}", answered(_phone_page)),
        Route("/live/join", answered(_join), methods=["POST"]),
        Route("/live/s/{id}/state", answered(_phone_state)),
        Route("/live/s/{id}/answer", answered(_answer), methods=["POST"]),
        Route("/live/s/{id}/agreement", answered(_agreement), methods=["POST"]),
        Route("/live/s/{id}/events", _phone_events),
        Route("/live/screen/{screen}", answered(_screen_page)),
        Route("/live/screen/{screen}/state", answered(_screen_state)),
        Route("/live/screen/{screen}/events", _screen_events),
        Route("/live/screen/{screen}/photo/{photo}", answered(_photo)),
        *desk.desk_routes(),
        *remote.remote_routes(),
    ]


def _phone_page(request: Request, _: dict) -> Response:
    """The page of a phone: the same whether a code exists or not. It gives the phone its number, so that one phone
    has one place however often it joins."""
    code = _readable(request.path_params.get("code", ""))
    asked = request.query_params.get("taal", "")
    language = asked if asked in PHONE_LANGUAGES else "nl"
    page = HTMLResponse(render.phone_page(language, code, store.LONGEST_SENTENCE))
    if not _number(request):
        _give_number(request, page, store.new_phone())
    return page


def _readable(code: str) -> str:
    """A code out of an address: its letters, and the number of a table after a dash."""
    code, _, table = code.upper().partition("-")
    code = "".join(c for c in code if c in store.LETTERS)[: store.CODE_LENGTH]
    return store.table_code(code, int(table)) if re.fullmatch(r"[0-9]{1,2}", table) else code


def _number(request: Request) -> str:
    """The number of this phone, "" when it has none yet."""
    number = request.cookies.get(COOKIE, "")
    return number if re.fullmatch(r"[0-9a-f]{32}", number) else ""


def _give_number(request: Request, answer: Response, number: str) -> None:
    answer.set_cookie(
        COOKIE, number, max_age=COOKIE_LIVES, httponly=True, samesite="lax", secure=request.url.scheme == "https"
    )


def _join(request: Request, body: dict) -> Response:
    """A phone takes part. A right code is never refused for the wrong ones of somebody else at the same address: the
    number of codes protects a session (see `store.LETTERS`). Who is in already always gets in again; new places are
    given at a pace, to phones that opened the page apart from programs that did not."""
    where = request.client.host if request.client else "?"
    number = _number(request)
    try:
        session = store.by_code(text(body, "code"))
    except store.NoSession as wrong:
        if not _wrong_code.allows(where):
            raise Refused(429, "too_often") from wrong
        raise Refused(404, "code_wrong") from wrong
    table = store.table_of(text(body, "code"), session)
    if not (number and store.has_joined(session.id, number)):
        limit = _new_places if number else _new_places_of_strangers
        if not limit.allows(f"{session.id} {where}"):
            raise Refused(429, "busy")
        try:
            number = store.join(store.table_code(session.code, table), number)[1]
        except store.Closed as full:
            raise Refused(409, "code_full") from full
    elif table:
        store.join(store.table_code(session.code, table), number)
    answer = JSONResponse(
        {
            "session": session.id,
            "language": session.about["language"],
            "table": store.table_where(session.id, number),
        }
    )
    _give_number(request, answer, number)
    return answer


def _phone_state(request: Request, _: dict) -> Response:
    """What a phone shows now: the question of the slide on the screen, and its own answer to it. Never a figure that
    the room still has to guess."""
    session, phone = _member(request)
    slide = session.slide
    word = words(session.about["language"])
    shown = {"id": slide["id"], "kind": slide["kind"], "title": slide.get("title", "")}
    if slide["kind"] not in render.ASKING:
        shown["title"] = render.heading_of(slide, word)
    if slide["kind"] == "guess":
        question = render.question_of(slide, word)
        where = word["guess_here"].format(title=slide["title"], area=slide["area_name"])
        answers = drawing.answers_of(slide, word) if "answers" in slide else None
        shown |= {"title": question, "where": where, "of_100": slide["of_100"], "answers": answers}
    elif slide["kind"] == "figure":
        shown |= {"title": slide.get("words") or slide["sentence"], "where": f"{slide['area_name']}: {slide['title']}"}
    elif slide["kind"] == "priorities":
        shown |= {"title": word["priorities"], "themes": slide["themes"], "votes": slides.VOTES}
    elif slide["kind"] == "agreements":
        own = agreements.of_session(session.id, phone)
        shown |= {"title": word["agreements_ask"], "own": own}
    open_now = slide["kind"] in render.ASKING and not session.revealed
    mine = store.answer_of(session.id, slide["id"], phone)
    asks = slide["kind"] in render.ASKING
    return JSONResponse({"moves": session.moves, "open": open_now, "asks": asks, "slide": shown, "mine": mine})


def _answer(request: Request, body: dict) -> Response:
    session, phone = _member(request)
    _no_more_than_a_person(session, phone)
    slide = next((slide for slide in session.slides if slide["id"] == body.get("slide")), None)
    if slide is None:
        raise Refused(400, "slide")
    try:
        value = slides.checked(slide, body.get("value"))
    except ValueError as wrong:
        raise Refused(400, "value") from wrong
    store.answer(session.id, slide["id"], phone, value, text(body, "sentence"))
    return JSONResponse({"saved": True})


def _agreement(request: Request, body: dict) -> Response:
    """A phone proposes who does what by when; the desk lets it through."""
    session, phone = _member(request)
    _no_more_than_a_person(session, phone)
    try:
        agreements.propose(session.id, phone, text(body, "name"), body)
    except ValueError as wrong:
        raise Refused(400, "agreement_empty") from wrong
    return JSONResponse({"saved": True})


def _no_more_than_a_person(session: store.Session, phone: str) -> None:
    if not _phone_limit.allows(phone) or not _session_limit.allows(session.id):
        raise Refused(429, "too_often")


def _member(request: Request) -> tuple[store.Session, str]:
    """The session of the address and the phone of the cookie, which must take part in it."""
    session_id, phone = request.path_params["id"], _number(request)
    if not phone or not store.has_joined(session_id, phone):
        raise store.NoSession(session_id)
    return store.by_id(session_id), phone


def _screen_page(request: Request, _: dict) -> Response:
    """The screen. An address of before, with the key of the desk in it, leads to the one that only shows."""
    try:
        session = store.by_screen(request.path_params["screen"])
    except store.NoSession:
        return desk.moved(request, request.path_params["screen"])
    return HTMLResponse(render.screen_page(session.about))


def _screen_state(request: Request, _: dict) -> Response:
    session = store.by_screen(request.path_params["screen"])
    html = on_screen.html(session, steering.place_of(session), request.url.path.removesuffix("/state"), origin(request))
    return JSONResponse(
        {"html": html, "black": session.black, "seconds": on_screen.seconds_left(session),
         "steers": desk.steers(request, session)}
    )  # fmt: skip


def _photo(request: Request, _: dict) -> Response:
    return remote.photo_of(store.by_screen(request.path_params["screen"]), request)


async def _phone_events(request: Request) -> Response:
    try:
        session, _ = await run_in_threadpool(_member, request)
    except Problem as problem:
        return refusal(problem)
    return events.stream(session.id, screen=False)


async def _screen_events(request: Request) -> Response:
    try:
        session = await run_in_threadpool(store.by_screen, request.path_params["screen"])
    except Problem as problem:
        return refusal(problem)
    return events.stream(session.id, screen=True)
