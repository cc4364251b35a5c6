"""Headers on every answer, and the language of the page's frame, which Streamlit fixes to English."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lsa_data.ask.layers import background
from lsa_server.geo import PDOK

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss: data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
"""Charts compile their expressions (`unsafe-eval`), and Streamlit's frame starts with an inline script."""


OURS = ("/_stcore/", "/geo/", "/media/", "/api/", "/live/", "/doe-mee", "/health", "/gebied/", "/beeld/", "/poster")
"""Where something else than a page of Streamlit answers."""
ROOT_IS_HERE = b"window.__streamlit={BACKEND_BASE_URL:location.origin,MAIN_PAGE_BASE_URL:location.origin}"


class FrameHeaders:
    """ASGI middleware: security headers on every answer; title and `lang` in the page that a browser opens first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; websockets untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if _is_page(scope["path"]):
            scope = {**scope, "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"]}
        language = "en" if parse_qs(scope["query_string"].decode("latin-1")).get("taal") == ["en"] else "nl"
        start: Message | None = None
        body = b""

        async def send_on(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _security().items():
                    headers.setdefault(name, value)
                if _is_page(scope["path"]) and headers.get("content-type", "").startswith("text/html"):
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body"):
                    return
                body = _translated(body, language)
                MutableHeaders(scope=start)["content-length"] = str(len(body))
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            await send(message)

        await self.app(scope, receive, send_on)


def _security() -> dict[str, str]:
    """The headers, which allow the host of the background map only where its setting is on."""
    if not background():
        return SECURITY
    policy = SECURITY["Content-Security-Policy"]
    for directive in ("img-src 'self'", "connect-src 'self'"):
        policy = policy.replace(directive, f"{directive} {PDOK}")
    return SECURITY | {"Content-Security-Policy": policy}


def _is_page(path: str) -> bool:
    """Whether a browser would get the frame at this path; that is asked for uncompressed, so that it can be changed."""
    return "." not in path.rsplit("/", 1)[-1] and not path.startswith(OURS)


def _translated(page: bytes, language: str) -> bytes:
    """The page in its language, knowing that the server is at the root: without that, Streamlit's frame tries every
    folder of a deep link first."""
    page = page.replace(b"<head>", b"<head><script>" + ROOT_IS_HERE + b"</script>", 1)
    page = page.replace(b'<html lang="en"', b'<html lang="' + language.encode() + b'"', 1)
    return page.replace(b"<title>Streamlit</title>", b"<title>LSA Wijkdashboard</title>", 1)
