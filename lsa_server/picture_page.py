"""What a picture is asked with, and a page that holds nothing but a picture: to be set in a frame on another site
(`/inbed`), which no other page allows."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lsa_data.ask import areas, claim, database, own_area, parameters
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import LEAST_PEOPLE, OwnArea
from lsa_data.ask.parameters import SelectionError
from lsa_data.export import pictures
from lsa_data.export.pictures import Asked
from lsa_data.problem import Problem
from lsa_data.say.palette import DARK, LIGHT
from lsa_data.say.sentences import UNDER_250
from lsa_server.address import home
from lsa_server.area_page import render
from lsa_server.parameters import PATHS
from lsa_server.turns import FILES, RETRY_AFTER, Busy, visitor
from lsa_server.words import words

OF_AREAS = {"course": 5, "distribution": 1}
"""Kinds of pictures of chosen areas, and of how many at most."""
SAID = 5
"""Of what was not found in a line, so much is named."""
FOR_EVERY_KIND = ("kind", "format", "language", "theme")
_GAP = {"series": "reeks", "list": "groep", "benchmark": "ijkpunt", "weighting": "weging", "from_year": "van",
        "to_year": "tot"}  # fmt: skip
_TREND = {"indicator": "indicator", "series": "reeks", "from_year": "van", "to_year": "tot", "list": "groep",
          "regio": "regio", "gemeente": "gemeente", "size": "grootte", "like": "gebied",
          "vintage": "indeling"}  # fmt: skip
PAGES: dict[str, tuple[str, dict[str, str | None]]] = {
    "map": ("kaart", {"type": "type", "indicator": "indicator", "year": "jaar", "regio": "regio",
                      "provincie": "provincie", "gemeente": "gemeente"}),
    "course": ("vergelijk", {"indicator": "indicator", "codes": "gebieden", "own": "eigen", "vintage": None}),
    "distribution": ("mijn-wijk", {"indicator": None, "codes": "gebied", "own": "eigen", "vintage": None,
                                   "year": None}),
    **{kind: ("de-kloof", {**_GAP}) for kind in ("gap", "gap_dimensions", "gap_regios")},
    "gap_definitions": ("de-kloof", _GAP | {"model": None}),
    "spread": ("de-kloof", {"series": "reeks"}),
    "registered": ("de-kloof", {"indicator": "indicator", "gemeente": "gemeente"}),
    "changes": ("klopt-het", {"indicator": "indicator", "series": "reeks", "list": "groep", "codes": "codes",
                              "from_year": "van", "to_year": "tot", "relative": "maat", "threshold": "drempel"}),
    **{kind: ("tegen-de-trend", {**_TREND}) for kind in ("funnel", "deviance_map")},
    **{kind: ("bijeenkomsten", {"indicator": "indicator"}) for kind in ("regio_map", "regio_counts")},
    "regio_course": ("bijeenkomsten", {"indicator": "indicator", "regio": "regio"}),
}  # fmt: skip
"""Per kind of picture the page that shows the same, and for every parameter that it takes the name on that page (None
where the page has none)."""

STYLE = render("assets/embed.css", light=LIGHT.named(), dark=DARK.named())
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors *"
"""Any site may put this page in a frame; it holds pictures and no script."""


def embed_routes() -> list[Route]:
    """The page for a frame."""
    return [Route("/inbed", _embed)]


def asked(request: Request, theme: str | None = None) -> Asked:
    """The picture that the parameters ask for. Raises `SelectionError`."""
    found = parameters.checked(parameters.present(request.query_params.multi_items()), PATHS["/picture"][1])
    kind, language = found["kind"], found.get("language", "nl")
    for name in found:
        if name not in PAGES[kind][1] and name not in FOR_EVERY_KIND:
            raise SelectionError(f"A picture of the kind {kind} takes no {name}.", name, PAGES[kind][1])
    parts = [name for name in ("gemeente", "provincie", "regio") if name in found]
    if kind == "map" and len(parts) > 1:
        raise SelectionError(f"A map shows one part of the country, not a {' and a '.join(parts)}.", parts[-1])
    if "gemeente" in found and not areas.vintages(found["gemeente"]):
        raise SelectionError(f"The gemeente {found['gemeente']} does not exist.", "gemeente")
    return Asked(
        kind, found.get("indicator") or pictures.indicator_of(kind, found), found.get("type"), found.get("year"),
        found.get("gemeente") or found.get("provincie") or found.get("regio"), _areas(kind, found), language,
        theme or found.get("theme", "light"), home(request) + page_of(found), found,
    )  # fmt: skip


def page_of(found: Mapping[str, Any]) -> str:
    """The path of the page that shows the same as a picture."""
    page, named = PAGES[found["kind"]]
    if found["kind"] == "course" and _named(found) == 1:
        page, named = PAGES["distribution"]
    query = {there: _in_address(here, found[here]) for here, there in named.items() if there and found.get(here)}
    if found["kind"] == "changes" and "codes" in found:
        query["groep"] = claim.OWN
    if vintage := _other_vintage(found):
        query |= {"indeling": str(vintage)} if "gebied" in query else {}
        if "gebieden" in query:
            query["gebieden"] = ",".join(f"{code}.{vintage}" for code in found["codes"])
    query |= {"taal": "en"} if found.get("language") == "en" else {}
    return f"/{page}" + (f"?{urlencode(query, safe=',')}" if query else "")


def _other_vintage(found: Mapping[str, Any]) -> int | None:
    """The vintage of the areas of a picture, where a page shows another one first."""
    if found["kind"] not in OF_AREAS:
        return None
    others = (areas.other_vintage(area) for area in _areas(found["kind"], found))
    return next((vintage for vintage in others if vintage), None)


def _in_address(name: str, value: Any) -> str:
    if name == "relative":
        return "land" if value == "true" else "zelf"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _areas(kind: str, found: Mapping[str, Any]) -> tuple[Area, ...]:
    """The areas that a picture is about, or that its areas are like."""
    if kind not in OF_AREAS:
        return (_area(found["like"], found.get("vintage"), "like"),) if "like" in found else ()
    if not _named(found):
        raise SelectionError("Name the areas of this picture with codes, or one of your own with own.", "codes")
    if _named(found) > OF_AREAS[kind]:
        raise SelectionError(f"More areas than a picture of the kind {kind} shows: at most {OF_AREAS[kind]}.", "codes")
    own = [_own(found["own"])] if "own" in found else []
    return (*own, *(_area(code, found.get("vintage"), "codes") for code in found.get("codes", ())))


def _named(found: Mapping[str, Any]) -> int:
    """How many areas are named."""
    return len(found.get("codes", ())) + ("own" in found)


def _own(line: str) -> OwnArea:
    """The area that a line says; a picture of a part of it would be one of another area."""
    reading = own_area.read(line)
    if reading.too_many:
        raise SelectionError(f"An own area has at most {own_area.MOST} buurten.", "own")
    if reading.area is None or reading.not_found:
        wrong = ", ".join(one.word for one in reading.not_found[:SAID]) or "nothing else"
        raise SelectionError(f"In own stands what is no buurt or wijk of the vintage in use: {wrong}.", "own")
    if reading.area.size_class == UNDER_250:
        raise SelectionError(f"Of an area with fewer than {LEAST_PEOPLE} people there are no figures.", "own")
    return reading.area


def _area(code: str, vintage: int | None, parameter: str) -> Area:
    found = areas.area(code, vintage) if vintage else areas.area(code)
    if found is None:
        raise SelectionError(f"There is no area {code}.", parameter)
    return found


async def _embed(request: Request) -> Response:
    language = "en" if request.query_params.get("language") == "en" else "nl"
    try:
        light, dark = await FILES.run(visitor(request), lambda: _both(request))
    except Busy as busy:
        return _page(language, said=words(language)["busy"], status=busy.status)
    except database.NoDatabase:
        return _page(language, said=words(language)["no_data"], status=503)
    except Problem:
        return _page(language, said=words(language)["no_picture"], status=404)
    return _page(language, light=light, dark=dark)


def _both(request: Request) -> tuple[dict[str, str], dict[str, str]]:
    """Address and words of the picture in both themes; made once to know that they can be."""
    query = {name: value for name, value in request.query_params.items() if name not in ("format", "theme")}
    own = asked(request)
    pictures.svg(own)
    shown = {"alt": f"{own.figure.text('name', own.language)}", "href": own.address}
    of = [shown | {"src": f"/api/v1/picture?{urlencode(query | {'theme': theme, 'format': 'svg'}, safe=',')}"}
          for theme in pictures.THEMES]  # fmt: skip
    return of[0], of[1]


def _page(
    language: str, light: dict | None = None, dark: dict | None = None, said: str = "", status: int = 200
) -> Response:  # fmt: skip
    page: Markup = render("templates/embed.html", language=language, word=words(language), style=STYLE, light=light,
                          dark=dark, title=light["alt"] if light else said)  # fmt: skip
    headers = {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "public, max-age=600" if status == 200 else "no-cache",
    }
    return HTMLResponse(page, status, headers | ({"Retry-After": RETRY_AFTER} if status in (429, 503) else {}))
