"""Headers on every answer, and the language of the page's frame, which Streamlit fixes to English."""

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


class FrameHeaders:
    """ASGI middleware: security headers on every answer; title and `lang` in the page that a browser opens first."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; websockets untouched."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = "en" if parse_qs(scope["query_string"].decode("latin-1")).get("taal") == ["en"] else "nl"
        start: Message | None = None
        body = b""

        async def send_on(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                if headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers:
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


def _translated(page: bytes, language: str) -> bytes:
    page = page.replace(b'<html lang="en"', f'<html lang="{language}"'.encode(), 1)
    return page.replace(b"<title>Streamlit</title>", b"<title>LSA Wijkdashboard</title>", 1)
