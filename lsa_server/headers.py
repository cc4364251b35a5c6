"""Headers on every answer, and the frame of a page: its language, which Streamlit fixes to English, and what stands in
it before Streamlit is there."""

import re
from collections.abc import Callable, Container

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lsa_data.ask.layers import background
from lsa_server import light
from lsa_server.address import home
from lsa_server.geo import PDOK
from lsa_server.language import language_of

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'{sockets} data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
"""Streamlit's frame starts with an inline script, and maps compile WebAssembly (deck.gl; `wasm-unsafe-eval`). Text is
never compiled into code: Streamlit gives Vega its interpreter, and `lsa_data.say.charts` gives Vega no text to parse.
`{sockets}` is the address of this server for websockets, which not every browser takes to be 'self'."""
HSTS = "max-age=31536000"
"""Where a page came over TLS, it comes over TLS for a year."""

OURS = (
    "/_stcore/",
    "/geo/",
    "/media/",
    "/api",
    "/live/",
    "/doe-mee",
    "/health",
    "/gebied/",
    "/beeld/",
    "/poster",
    "/inbed",
)
"""Where something else than a page of Streamlit answers."""
FILES_OF_STREAMLIT = ("/_stcore/", "/media/")
"""Of those where Streamlit answers: what it does not know there it would answer with its own empty page."""
ROOT_IS_HERE = b"window.__streamlit={BACKEND_BASE_URL:location.origin,MAIN_PAGE_BASE_URL:location.origin}"


NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
BEFORE_ALL = (
    b"document.cookie='breedte='+innerWidth+';path=/;samesite=lax';"
    b"{const to=new URL(location),l=document.documentElement.lang;if(l!='nl'&&!to.searchParams.has('taal'))"
    b"{to.searchParams.set('taal',l);history.replaceState(null,'',to)}}"
)
"""How wide the window is, for maps that fit; a language that the browser chose comes in the address, so that a copied
link has it."""


class FrameHeaders:
    """ASGI middleware: security headers on every answer; in the page that a browser opens first its title, its language
    and `opening(language)`, HTML for the start of its body. At a path that is none of `pages` there is no page."""

    def __init__(
        self, app: ASGIApp, opening: Callable[[str], str] = lambda _: "", pages: Container[str] | None = None
    ) -> None:
        self.app, self.opening, self.pages = app, opening, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; websockets untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        app, page, language, only_head = self.app, _is_page(scope["path"]), "", False
        request = Request(scope)
        if page:
            language = language_of(request)
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
            if only_head := scope["method"] == "HEAD":
                scope["method"] = "GET"
            if self.pages is not None and scope["path"] not in self.pages:
                app, page = light.no_page(language), False
        no_page_here = self.pages is not None and not page and app is self.app and not _is_ours(scope["path"])
        start: Message | None = None
        body, replaced = b"", False

        async def send_on(message: Message) -> None:
            nonlocal start, body, replaced
            if replaced:
                return
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if no_page_here and headers.get("content-type", "").startswith("text/html"):
                    replaced = True
                    return
                for name, value in _security(request).items():
                    headers.setdefault(name, value)
                if page and headers.get("content-type", "").startswith("text/html"):
                    headers.add_vary_header("Accept-Language")
                    headers.add_vary_header("Cookie")
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = _opened(body, language, self.opening(language))
                headers = MutableHeaders(scope=start)
                headers["content-length"] = str(len(body))
                for name in ("etag", "last-modified"):
                    del headers[name]
                await send(start)
                await send({"type": "http.response.body", "body": b"" if only_head else body})
                return
            await send(message)

        await app(scope, receive, send_on)
        if replaced:
            replaced, no_page_here = False, False
            await light.no_page(language_of(request))(scope, receive, send_on)


def _security(request: Request) -> dict[str, str]:
    """The headers, which allow the host of the background map only where its setting is on."""
    here = home(request)
    sockets = f" {here.replace('http', 'ws', 1)}" if here else ""
    policy = SECURITY["Content-Security-Policy"].replace("{sockets}", sockets)
    if background():
        for directive in ("img-src 'self'", "connect-src 'self'"):
            policy = policy.replace(directive, f"{directive} {PDOK}")
    found = SECURITY | {"Content-Security-Policy": policy}
    return found | {"Strict-Transport-Security": HSTS} if request.url.scheme == "https" else found


def _is_ours(path: str) -> bool:
    """Whether it is this server that answers at this path, also with pages of its own."""
    return path.startswith(OURS) and not path.startswith(FILES_OF_STREAMLIT)


def _is_page(path: str) -> bool:
    """Whether a browser would get the frame at this path; that is asked for uncompressed, so that it can be changed."""
    return "." not in path.rsplit("/", 1)[-1] and not path.startswith(OURS)


def _opened(page: bytes, language: str, opening: str) -> bytes:
    """The page in its language, knowing that the server is at the root: without that, Streamlit's frame tries every
    folder of a deep link first."""
    page = page.replace(b'<html lang="en"', b'<html lang="' + language.encode() + b'"', 1)
    page = NO_SCRIPT.sub(b"", page)
    page = page.replace(b"<body>", b"<body>" + opening.encode(), 1)
    script = b"<script>" + ROOT_IS_HERE + b";" + BEFORE_ALL + b"</script>"
    return page.replace(b"<title>Streamlit</title>", script + b"<title>LSA Wijkdashboard</title>", 1)
