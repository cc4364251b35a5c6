"""The language of somebody who comes in: that of the address, else of an earlier choice, else of the browser."""

from starlette.requests import Request

from lsa_data.catalogue import LANGUAGES

COOKIE = "taal"
"""Holds an earlier choice: only the code of a language, set by the bar when somebody chooses."""


def language_of(request: Request) -> str:
    """The language, Dutch where nothing says another one that we have."""
    for chosen in (request.query_params.get("taal"), request.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return chosen
    return _of_browser(request.headers.get("accept-language", ""))


def _of_browser(accepted: str) -> str:
    """The first of our languages that a browser asks for: `en-GB,en;q=0.9,nl;q=0.8`, in its own order of preference."""
    wishes = []
    for wish in accepted.split(","):
        tag, _, quality = wish.partition(";q=")
        try:
            wishes.append((-float(quality or 1), tag.strip().lower()[:2]))
        except ValueError:
            continue
    return next((language for _, language in sorted(wishes, key=lambda wish: wish[0]) if language in LANGUAGES), "nl")
