"""The pages without Streamlit: `/gebied/{code}`, its poster and its picture, and what a search engine asks first.

What was made is kept whole and compressed, by version of the figures, so that a page that was asked before costs next
to nothing. Nothing in it depends on who asks, so anybody on the way may keep it too.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from lsa_data.ask import areas, database, own_area
from lsa_data.ask.areas import Area
from lsa_data.catalogue import LANGUAGES
from lsa_data.catalogue.codes import PATTERNS, gemeente_of, is_code
from lsa_data.say import names
from lsa_data.say import told as telling
from lsa_data.say.sentences import this_year
from lsa_server import poster
from lsa_server.address import here, home, path_of
from lsa_server.area_page import SCRIPT, STYLE, Lost, area_page, dashboard, render
from lsa_server.geo import has
from lsa_server.picture import picture
from lsa_server.shelf import Kept, Shelf, kept
from lsa_server.turns import PAGES, RETRY_AFTER, Busy, visitor
from lsa_server.words import words

HTML, PNG, XML = "text/html; charset=utf-8", "image/png", "application/xml"
ROOM = 96_000_000
"""Bytes of answers that are kept: about eight thousand pages."""
KEEP_FOR = "public, max-age=600, stale-while-revalidate=86400"
LISTED = ("gemeente", "wijk", "buurt", "pc4")
"""Types of area in the sitemap, a file each: a file may hold 50,000 addresses."""
LONGEST_TEXT = 40
MOST_NAMED = 4
"""Pieces of a line that are no buurt, named one by one."""
_shelf = Shelf(ROOM)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = (
    f"default-src 'none'; style-src {_hash(STYLE)} {_hash(poster.STYLE)}; script-src {_hash(SCRIPT)}; img-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
"""Only the one style and the one script that stand in these pages."""


@dataclass(frozen=True)
class Asked:
    """What somebody asked for: the code in capitals, the vintage as it stands in the address, the figures of a poster,
    the language and the address of this server."""

    code: str
    vintage: str | None
    figures: tuple[str, ...]
    language: str
    home: str


def light_routes() -> list[BaseRoute]:
    """Every route of the light pages."""
    of_area = {"gebied": _page, "poster": _poster, "beeld": _picture}
    routes: list[BaseRoute] = [
        Route(f"/{name}/{{code}}{vintage}", _answered(make))
        for name, make in of_area.items()
        for vintage in ("", "/{vintage}")
    ]
    return [
        *routes, Route("/poster", _old_poster), Route("/sitemap.xml", _answered(_sitemap_index)),
        Route("/sitemap-{code}.xml", _answered(_sitemap)), Route("/robots.txt", _robots),
    ]  # fmt: skip


def _answered(make: Callable[[Asked], Kept]) -> Callable[[Request], Awaitable[Response]]:
    """Gives what is kept at once, and otherwise has it made beside the event loop."""

    async def answer(request: Request) -> Response:
        code, language = request.path_params.get("code", ""), _language(request)
        if code != code.upper() and is_code(code):
            return RedirectResponse(here(request).replace(f"/{code}", f"/{code.upper()}", 1), 308)
        figures = _figures(request) if make is _poster else ()
        asked = Asked(code, request.path_params.get("vintage"), figures, language, home(request))
        try:
            key = (make, database.version(), this_year(), asked)
            found = _shelf.get(key)
            if found is None:
                found = await PAGES.run(visitor(request), lambda: _shelf.get_or_make(key, lambda: make(asked)))
        except database.NoDatabase:
            return _response(request, _not_now("no_data_title", "no_data", language))
        except Busy as busy:
            return _response(request, _not_now("busy_title", "busy", language, busy.status))
        return _response(request, found)

    return answer


def _response(request: Request, found: Kept) -> Response:
    headers = {"Cache-Control": KEEP_FOR if found.status == 200 else "no-cache"}
    if found.status in (429, 503):
        headers["Retry-After"] = RETRY_AFTER
    if found.media == HTML:
        headers["Content-Security-Policy"] = POLICY
    if found.status == 200:
        headers |= {"ETag": found.etag}
        if has(request, found.etag):
            return Response(status_code=304, headers=headers | {"Vary": "Accept-Encoding"})
    body = found.body
    if found.compressed:
        headers["Vary"] = "Accept-Encoding"
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
        else:
            body = found.plain()
    return Response(body, found.status, headers, found.media)


def _page(asked: Asked) -> Kept:
    area = _area(asked)
    if area is None:
        return _unknown(asked)
    wanted = int(asked.vintage) if asked.vintage else None
    return kept(200, HTML, area_page(area, wanted, asked.language, asked.home, _lost(asked)).encode())


def _poster(asked: Asked) -> Kept:
    area = _area(asked)
    if area is None:
        return _unknown(asked)
    return kept(200, HTML, poster.page(area, asked.figures, asked.language, asked.home, _lost(asked)).encode())


def _picture(asked: Asked) -> Kept:
    area = _area(asked)
    if area is None:
        return _unknown(asked)
    return kept(200, PNG, picture(telling.told(area, asked.language), asked.home))


def _area(asked: Asked) -> Area | None:
    """The area that is meant, official or somebody's own; one of another vintage where there is none of the year in
    the address, and None where that is no year at all or the code is of an area without figures."""
    if not is_code(asked.code) and not asked.vintage:
        return own_area.area_of(asked.code)
    year = re.fullmatch(r"20\d\d", asked.vintage, re.ASCII) if asked.vintage else None
    if not is_code(asked.code) or re.fullmatch(PATTERNS["provincie"], asked.code) or (asked.vintage and not year):
        return None
    return (areas.area(asked.code, int(asked.vintage)) if asked.vintage else None) or areas.area(asked.code)


def _lost(asked: Asked) -> Lost | None:
    """What of a line is no buurt that we know; None where there is nothing to say."""
    if not own_area.is_line(asked.code):
        return None
    missing = own_area.read(asked.code).not_found
    word, named = words(asked.language), ", ".join(one.word for one in missing[:MOST_NAMED])
    href = dashboard("eigen-gebied", asked.language, eigen=asked.code)
    return Lost(word["line_lost"].format(codes=named), href, word["line_look"]) if missing else None


def _unknown(asked: Asked) -> Kept:
    """That there is no such area, and where to look instead."""
    word, code = words(asked.language), asked.code[:LONGEST_TEXT]
    known = is_code(asked.code) and not asked.vintage
    said = [word["unknown_code" if known else "wrong_code"].format(code=code if known else asked.vintage or code)]
    gemeente = areas.area(gemeente_of(asked.code) or "") if is_code(asked.code) else None
    ways = []
    if own_area.is_line(asked.code):
        ways.append((dashboard("eigen-gebied", asked.language, eigen=asked.code), word["line_look"]))
    if gemeente:
        said.append(word["unknown_gemeente"])
        href = path_of("gebied", gemeente.code, None, asked.language)
        ways.append((href, names.area_name(gemeente, asked.language)))
    return _words(404, word["unknown_title"], said, asked.language, ways)


def no_page(language: str) -> Response:
    """That there is no page at this address, with the way to those that there are."""
    word = words(language)
    found = _words(404, word["no_page_title"], [word["no_page"]], language)
    return Response(found.plain(), 404, {"Cache-Control": "no-cache", "Content-Security-Policy": POLICY}, HTML)


def _not_now(title: str, said: str, language: str, status: int = 503) -> Kept:
    """That this page cannot be given now, in words of the catalogue."""
    word = words(language)
    return _words(status, word[title], [word[said]], language)


def _words(status: int, title: str, said: list[str], language: str, ways: Sequence[tuple[str, str]] = ()) -> Kept:
    """A page that only says something, with ways on."""
    page: Markup = render(
        "templates/words.html", word=words(language), language=language, style=STYLE, script="", title=title, said=said,
        ways=ways,
    )  # fmt: skip
    return kept(status, HTML, page.encode())


def failed(language: str) -> Response:
    """That something went wrong here, with the way to the pages."""
    word = words(language)
    found = _words(500, word["failed_title"], [word["failed"]], language)
    return Response(found.plain(), 500, {"Cache-Control": "no-store", "Content-Security-Policy": POLICY}, HTML)


def _old_poster(request: Request) -> Response:
    """The address that a poster had: the same poster at its address of now."""
    query, language = request.query_params, _language(request)
    code, vintage = query.get("gebied", "").upper(), query.get("indeling", "")
    if not is_code(code):
        word = words(language)
        return _response(request, _words(200, word["poster_which"], [word["poster_none"]], language))
    year = int(vintage) if re.fullmatch(r"20\d\d", vintage, re.ASCII) else None
    path, figures = path_of("poster", code, year, language), ",".join(_figures(request))
    return RedirectResponse(path + (f"{'&' if '?' in path else '?'}cijfers={figures}" if figures else ""), 301)


def _sitemap_index(asked: Asked) -> Kept:
    return _xml("templates/sitemap_index.xml", [f"{asked.home}/sitemap-{kind}.xml" for kind in LISTED])


def _sitemap(asked: Asked) -> Kept:
    """The pages of one type of area, in every language."""
    if asked.code not in LISTED:
        return _unknown(asked)
    codes = database.ask("area_pages", type=asked.code)["code"]
    paths = (path_of("gebied", code, None, language) for code in codes for language in LANGUAGES)
    return _xml("templates/sitemap.xml", [asked.home + path for path in paths])


def _xml(template: str, pages: Sequence[str]) -> Kept:
    return kept(200, XML, render(template, pages=pages).encode())


def _robots(request: Request) -> Response:
    lines = ["User-agent: *", "Disallow: /live/", "Disallow: /doe-mee", "Disallow: /_stcore/", "Disallow: /poster"]
    lines += [f"Sitemap: {home(request)}/sitemap.xml"] if home(request) else []
    return PlainTextResponse("\n".join(lines) + "\n", headers={"Cache-Control": KEEP_FOR})


def _language(request: Request) -> str:
    chosen = request.query_params.get("taal", "nl")
    return chosen if chosen in LANGUAGES else "nl"


def _figures(request: Request) -> tuple[str, ...]:
    """The figures in the address, as a list of boxes or with commas; only what could be the name of one."""
    asked = ",".join(request.query_params.getlist("cijfers"))[:400].split(",")
    return tuple(name for name in asked if re.fullmatch(r"[a-z0-9_]{1,60}", name, re.ASCII))
