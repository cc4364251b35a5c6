"""The remote: a phone in the hand of who leads the evening. Its key only steers: it goes through the slides and shows
what comes, and it reads, changes and deletes nothing of the room.

As the key of the desk, its key stands behind the # of the link; a cookie takes its place after that.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from lsa_data.problem import Problem
from lsa_tafel import events, on_screen, photos, render, steering, store
from lsa_tafel.answering import Refused, answered, refusal, text
from lsa_tafel.store import Session
from lsa_tafel.words import words

COOKIE = "lsa_aan_tafel_remote"
COOKIE_LIVES = 2 * 24 * 3600


def remote_routes() -> list[BaseRoute]:
    """Every route of the remote."""
    return [
        Route("/live/remote", answered(_page)),
        Route("/live/remote/enter", answered(_enter), methods=["POST"]),
        Route("/live/remote/state", answered(_state)),
        Route("/live/remote/go", answered(_go), methods=["POST"]),
        Route("/live/remote/events", _events),
        Route("/live/remote/photo/{photo}", answered(lambda request, _: photo_of(_member(request), request))),
    ]


def link(origin: str, key: str, language: str) -> str:
    """The address of the remote with this key."""
    return f"{origin}/live/remote" + ("?taal=en" if language == "en" else "") + f"#{key}"


def steering_state(session: Session, base: str) -> dict:
    """What who steers sees: where the screen is, what comes next, and all slides by name and number. `base` is the
    address under which the photos are."""
    language = session.about["language"]
    visible = steering.shown(session.slides, session.current)
    numbers = {place: number for number, place in enumerate(visible, start=1)}
    here, following = steering.place_of(session), steering.stepped(session, forward=True)
    return {
        "title": session.about["title"], "language": language, "at": session.current, "revealed": session.revealed,
        "page": session.page, "black": session.black, "can_undo": session.black or bool(session.past),
        "total": len(visible), "seconds": on_screen.seconds_left(session), "speaker": session.slide.get("speaker", ""),
        "slides": [
            {"id": one["id"], "kind": one["kind"], "name": name(one, language), "n": numbers.get(place),
             "hidden": bool(one.get("hidden"))}
            for place, one in enumerate(session.slides)
        ],
        "now": on_screen.html(session, here, base),
        "next": on_screen.html(session, following, base) if following != here else "",
        "n": steering.said(session, session.slide)["n"], "asking": session.slide["kind"] in render.ASKING,
        "inside": sum(not one["removed"] for one in store.phones(session.id)),
    }  # fmt: skip


def name(slide: dict, language: str) -> str:
    """What a slide is called where somebody steers."""
    word = words(language)
    title = slide.get("title") or word.get(f"kind_{slide['kind']}") or word.get(slide["kind"], "")
    where = f"{slide['area_name']}: " if "area_name" in slide else ""
    return (word["desk_guess"] if slide["kind"] == "guess" else "{name}").format(name=where + title)


def _member(request: Request) -> Session:
    return store.by_remote(request.cookies.get(COOKIE, ""))


def _page(request: Request, _: dict) -> Response:
    return HTMLResponse(render.remote_page("en" if request.query_params.get("taal") == "en" else "nl"))


def _enter(request: Request, body: dict) -> Response:
    key = text(body, "key")
    store.by_remote(key)
    answer = JSONResponse({"saved": True})
    answer.set_cookie(COOKIE, key, max_age=COOKIE_LIVES, path="/live/remote", httponly=True, samesite="strict",
                      secure=request.url.scheme == "https")  # fmt: skip
    return answer


def _state(request: Request, _: dict) -> Response:
    return JSONResponse(steering_state(_member(request), "/live/remote"))


def _go(request: Request, body: dict) -> Response:
    return went(_member(request), body)


def went(session: Session, body: dict) -> Response:
    """Steer a session, and say where it is now."""
    try:
        return JSONResponse({"at": steering.steer(session, body).current + 1})
    except ValueError as wrong:
        raise Refused(400, "value") from wrong


def photo_of(session: Session, request: Request) -> Response:
    """A photo of a slide; its address is made of what is in it, so a browser may keep it."""
    content = photos.content(session.id, request.path_params["photo"])
    if content is None:
        raise Refused(404, "gone")
    return Response(content, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400, immutable"})


async def _events(request: Request) -> Response:
    try:
        session = await run_in_threadpool(_member, request)
    except Problem as problem:
        return refusal(problem)
    return events.stream(session.id, screen=True)
