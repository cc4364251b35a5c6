"""The desk of the facilitator: steering, what the room wrote, notes, agreements, phones, and the report.

The desk key stands behind the # of the link, which browsers send to nobody. The page gives it once (`/live/desk/enter`)
and gets a cookie for the addresses of its own screen. So no address that is asked has the key in it: not the projected
one, not the one that is printed under a report, not one in a log.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from lsa_data.say.formats import date_words
from lsa_tafel import agreements, hands, notes, photos, remote, render, report, results, store
from lsa_tafel.answering import Refused, Work, answered, origin, text
from lsa_tafel.words import words

COOKIE = "lsa_aan_tafel_desk"
COOKIE_LIVES = 2 * 24 * 3600
LONGEST_BODY = 200_000
"""A note and what it was before, in bytes."""


def desk_routes() -> list[BaseRoute]:
    """Every route of the desk: its page, and below the address of its screen what only the desk may."""
    return [
        Route("/live/desk", answered(_page)),
        Route("/live/desk/enter", answered(_enter), methods=["POST"]),
        Route("/live/screen/{screen}/desk", answered(_state)),
        Route("/live/screen/{screen}/desk", answered(_do, LONGEST_BODY), methods=["POST"]),
        Route("/live/screen/{screen}/go", answered(_go), methods=["POST"]),
        Route("/live/screen/{screen}/slides.html", answered(_of_today(_offline))),
        Route("/live/screen/{screen}/handout.html", answered(_handout)),
        Route("/live/screen/{screen}/tables.html", answered(_table_cards)),
        Route("/live/screen/{screen}/report.{kind}", answered(_of_today(_report))),
    ]


def path_of(screen: str) -> str:
    """The address of the screen with this key."""
    return f"/live/screen/{quote(screen, safe='')}"


def let_in(request: Request, answer: Response, key: str) -> None:
    """Let this browser be a desk for this session; other sites cannot use that."""
    answer.set_cookie(
        COOKIE, key, max_age=COOKIE_LIVES, path=path_of(store.screen_key(key)), httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def moved(request: Request, key: str) -> Response:
    """From an address of before, with the key of the desk in it, to the same one of today. Raises `NoSession`."""
    before, after = path_of(key), path_of(store.give_screen(key))
    answer = RedirectResponse(request.url.path.replace(before, after), 303)
    let_in(request, answer, key)
    return answer


def _of_today(work: Work) -> Work:
    """The work, or the way to its address of today."""

    @wraps(work)
    def found(request: Request, body: dict) -> Response:
        try:
            store.by_screen(request.path_params["screen"])
        except store.NoSession:
            return moved(request, request.path_params["screen"])
        return work(request, body)

    return found


def steers(request: Request, session: store.Session) -> bool:
    """Whether this browser is a desk of this session."""
    try:
        return store.by_key(request.cookies.get(COOKIE, "")).id == session.id
    except store.NoSession:
        return False


def _allowed(request: Request) -> tuple[str, store.Session]:
    """The key and the session of a desk. Raises `NoSession`, or `Refused` for who may only look."""
    session = store.by_screen(request.path_params["screen"])
    if not steers(request, session):
        raise Refused(403, "only_shows")
    return request.cookies[COOKIE], session


def _page(request: Request, _: dict) -> Response:
    language = "en" if request.query_params.get("taal") == "en" else "nl"
    return HTMLResponse(render.desk_page(language))


def _enter(request: Request, body: dict) -> Response:
    key = text(body, "key")
    screen = store.give_screen(key)
    answer = JSONResponse({"screen": path_of(screen)})
    let_in(request, answer, key)
    return answer


def _state(request: Request, _: dict) -> Response:
    """Everything that a desk shows."""
    session = _allowed(request)[1]
    given, counted = store.answers(session.id), hands.of_session(session.id)
    phones = store.phones(session.id)
    kept = notes.of_session(session.id)
    return JSONResponse(
        remote.steering_state(session, path_of(request.path_params["screen"]))
        | {
            "code": session.code, "joinable": session.joinable, "join": render.join_path(session),
            "notes": {slide: {"text": note.text, "version": note.version} for slide, note in kept.items()},
            "agreements": [_agreement(one, session.about["language"]) for one in agreements.of_session(session.id)],
            "phones": [{name: one[name] for name in ("name", "removed", "answers", "sentences")} for one in phones],
            "kept": session.kept, "goes_on": date_words(session.goes_on, session.about["language"]),
            "date": session.about.get("date_words") or session.about.get("date", ""),
            "cleared": store.was_cleared(session.id),
        }
        | _said(session, given, counted)
    )  # fmt: skip


def _said(session: store.Session, given: list[dict], counted: list[dict]) -> dict:
    """What the room said so far, by phone and aloud, also per table; and the areas that it talks about."""
    language, slide = session.about["language"], session.slide
    tables = results.of_tables(slide, given, counted, session.tables)
    return {
        "few": len({one["phone"] for one in given}) < results.FEWEST,
        "sentences": [_sentence(one) for one in given if one["wrote"]],
        "counts": hands.asked_at(slide, words(language)),
        "hands": {one["table"]: one["value"] for one in counted if one["slide"] == slide["id"]},
        "tables": session.tables,
        "per_table": [report.table_words(slide, table, found, language) for table, found in tables.items()],
        "areas": _areas(session),
    }


def _sentence(one: dict) -> dict:
    shown = {name: one[name] for name in ("slide", "sentence", "wrote", "shown", "table")}
    return shown | {"phone": store.name_of(one["phone"])}


def _agreement(one: dict, language: str) -> dict:
    """An agreement with its parts, and in one line as the report says it."""
    return one | {"said": report.agreed(report.agreements_of([one])[0], language)}


def _areas(session: store.Session) -> list[dict]:
    """The areas of the session, each with its name and the address of the posters of its figures."""
    figures: dict[str, list[str]] = {}
    names = {}
    for slide in session.slides:
        if slide["kind"] == "figure":
            names[slide["area"]] = slide["area_name"]
            figures.setdefault(slide["area"], []).append(slide["indicator"])
    english = [("taal", "en")] if session.about["language"] == "en" else []
    return [
        {
            "name": names[code],
            "poster": f"/poster/{quote(code)}?{urlencode([*english, *(('cijfers', one) for one in own)])}",
        }
        for code, own in figures.items()
    ]


def _go(request: Request, body: dict) -> Response:
    return remote.went(_allowed(request)[1], body)


def _do(request: Request, body: dict) -> Response:
    """One thing that a desk does, named by `do`; says what became of it."""
    key, session = _allowed(request)
    if body.get("do") == "remote":
        link = remote.link(origin(request), store.new_remote(key), session.about["language"])
        return JSONResponse({"remote": link, "picture": render.qr(link)})
    work = _DOES.get(text(body, "do"))
    if work is None:
        raise Refused(400, "do")
    try:
        return JSONResponse(work(key, session, body) or {"saved": True})
    except notes.TooLong as wrong:
        raise Refused(413, "note_full") from wrong
    except (ValueError, TypeError) as wrong:
        raise Refused(400, "value") from wrong


def _note(key: str, _: store.Session, body: dict) -> dict:
    base = body.get("base")
    base = base if isinstance(base, dict) else {}
    began = notes.Note(text(base, "text"), int(base.get("version", 0)))
    note = notes.save(key, text(body, "slide"), text(body, "text"), began, text(body, "writer")[:32])
    return {"text": note.text, "version": note.version}


def _moderate(key: str, session: store.Session, body: dict) -> None:
    phone, corrected = _phone(session, body), body.get("corrected")
    if not isinstance(corrected, str | None):
        raise ValueError("corrected")
    if not store.moderate(key, text(body, "slide"), phone, text(body, "shown"), text(body, "wrote"), corrected):
        raise Refused(409, "sentence_changed")


def _hands(key: str, _: store.Session, body: dict) -> None:
    hands.count(key, text(body, "slide"), int(body.get("table", 0)), body.get("value"))


def _phone(session: store.Session, body: dict) -> str:
    """The number of a phone from what it is called at the desk."""
    for one in store.phones(session.id):
        if one["name"] == text(body, "phone"):
            return str(one["phone"])
    raise ValueError("no such phone")


_DOES: dict[str, Callable[[str, store.Session, dict], Any]] = {
    "note": _note,
    "moderate": _moderate,
    "hands": _hands,
    "tables": lambda key, _, body: store.work_in_tables(key, int(body.get("tables", 0))),
    "agree": lambda key, _, body: agreements.add(key, text(body, "name"), body),
    "agreement": lambda key, _, body: agreements.change(key, text(body, "name"), body),
    "remove": lambda key, session, body: store.remove(key, _phone(session, body)),
    "readmit": lambda key, session, body: store.remove(key, _phone(session, body), removed=False),
    "free": lambda key, _, __: {"freed": store.free_places(key)},
    "reopen": lambda key, _, __: store.reopen(key),
    "clear": lambda key, _, __: store.clear(key),
    "restore": lambda key, _, __: store.restore(key),
    "keep": lambda key, _, body: store.keep(key, body.get("kept") is True),
    "delete": lambda key, _, __: store.delete(key),
}


def _offline(request: Request, _: dict) -> Response:
    session = _allowed(request)[1]
    known = {slide["photo"] for slide in session.slides if "photo" in slide}
    found = {photo: content for photo in known if (content := photos.content(session.id, photo))}
    return _file(
        str(render.offline(session.about, session.slides, found, session.id)), "text/html", "lsa_aan-tafel_dias.html"
    )


def _handout(request: Request, _: dict) -> Response:
    """The figures of the session on paper, to print: also for who has no phone."""
    session = _allowed(request)[1]
    return HTMLResponse(render.handout_page(session.about, report.of_session(session).figures))


def _table_cards(request: Request, _: dict) -> Response:
    """A card per table with its code, to print."""
    session = _allowed(request)[1]
    return HTMLResponse(render.cards_page(session, origin(request)))


def _report(request: Request, _: dict) -> Response:
    """The report as it is at this moment: a page to print, or a file."""
    session = _allowed(request)[1]
    gathered = report.of_session(session)
    kind = request.path_params["kind"]
    if kind == "html":
        return HTMLResponse(render.report_page(session.about, report.lines(gathered)))
    if kind not in report.FILES:
        raise Refused(404, "gone")
    media_type, make = report.FILES[kind]
    return _file(make(gathered), media_type, f"lsa_aan-tafel_{session.about['date']}.{kind}")


def _file(content: str | bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media_type, headers=headers)
