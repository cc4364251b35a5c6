"""A local StatLine (OData 3, Feed) that serves one table and misbehaves when it is told to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

PREFIX = "/dataderden.cbs.nl/ODataFeed/OData/50090NED"
HOST = "https://dataderden.cbs.nl/ODataFeed/OData/50090NED"
AGE, MARGIN = "20300   ", "MW00000"


class StatLine:
    """The table and what is wrong with it now. `faults` maps a kind of trouble to how often it still happens."""

    def __init__(self, rows: list[dict], page: int = 400) -> None:
        self.rows, self.page = rows, page
        self.faults: dict[str, int] = {}
        self.asked: list[str] = []

    def takes(self, fault: str) -> bool:
        """Whether this trouble happens now; it is used up by that."""
        left = self.faults.get(fault, 0)
        self.faults[fault] = max(left - 1, 0)
        return left > 0

    def dimension(self, name: str) -> list[dict]:
        """The keys of a dimension, padded as the service pads them."""
        if name == "Leeftijd":
            return [{"Key": AGE}, {"Key": "18650   "}]
        if name == "Marges":
            return [{"Key": MARGIN}, {"Key": "MW00001"}]
        return [{"Key": key} for key in dict.fromkeys(row[name] for row in self.rows)]

    def data(self, query: dict[str, list[str]]) -> dict:
        """One page of rows; a filter with another padding than the keys finds nothing."""
        asked = query.get("$filter", [""])[0]
        rows = self.rows
        if not self.takes("filter ignored"):
            rows = [row for row in rows if f"'{row['Leeftijd']}'" in asked and f"'{row['Marges']}'" in asked]
        else:
            rows = [*rows[:5], {**rows[0], "Leeftijd": "18650   "}]
        start = int(query.get("page", ["0"])[0])
        answer = {"value": rows[start : start + self.page]}
        following = 0 if self.faults.get("loop") else start + self.page
        if following < len(rows):
            answer["odata.nextLink"] = f"{HOST}/UntypedDataSet?$format=json&page={following}&$filter={asked}"
        return answer


class _Handler(BaseHTTPRequestHandler):
    statline: StatLine

    def log_message(self, *_) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """Answer, or misbehave."""
        statline = self.statline
        statline.asked.append(self.path)
        if statline.takes("500"):
            return self._send(500, b"oops", "text/plain")
        if statline.takes("429"):
            return self._send(429, b"slow down", "text/plain", {"Retry-After": "0"})
        if statline.takes("html"):
            return self._send(200, b"<html>Onderhoud</html>", "text/html")
        if statline.takes("empty"):
            return self._send(200, b"", "application/json")
        if statline.takes("slow"):
            time.sleep(0.3)
        parts = urlsplit(self.path)
        name = parts.path.removeprefix(PREFIX + "/")
        query = parse_qs(unquote(parts.query))
        content = statline.data(query) if name == "UntypedDataSet" else {"value": statline.dimension(name)}
        body = json.dumps(content).encode()
        etag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == etag:
            return self._send(304, b"", "application/json", {"ETag": etag})
        if statline.takes("truncated"):
            return self._send(200, body[: len(body) // 2], "application/json")
        if statline.takes("reset"):
            return self._send(200, body[:100], "application/json", {"Content-Length": str(len(body))})
        return self._send(200, body, "application/json", {"ETag": etag})

    def _send(self, status: int, body: bytes, kind: str, headers: dict | None = None) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(rows: list[dict], page: int = 400) -> Iterator[tuple[str, StatLine]]:
    """The base for `LSA_SOURCE_BASE`, and the table behind it."""
    statline = StatLine(rows, page)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"statline": statline}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", statline
    finally:
        server.shutdown()
        server.server_close()
