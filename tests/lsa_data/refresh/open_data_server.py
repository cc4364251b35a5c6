"""A local server that speaks the protocols of the open-data services and misbehaves when it is told to.

OData 3 (padded keys, `$skip` refused, range filters ignored), OData 4, a zip and OGC API Features, below the paths that
`LSA_SOURCE_BASE` makes of their addresses.
"""

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class Table3:
    """A table of OData 3: its address, the keys (padded) and titles of its dimensions, and its rows."""

    address: str
    dimensions: dict[str, dict[str, str]]
    rows: list[dict]
    modified: str = "2025-11-05T02:00:00"
    counts: bool = True

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """What the service gives for one resource of the table."""
        if resource == "TableInfos":
            return {"value": [{"Modified": self.modified}]}
        if resource in self.dimensions:
            keys = self.dimensions[resource].items()
            if faults.takes("other padding"):
                keys = [(f"{key.strip()}   ", title) for key, title in keys]
            return {"value": [{"Key": key, "Title": title} for key, title in keys]}
        asked = re.findall(r"(\w+) eq '([^']*)'", query.get("$filter", ""))
        rows = [row for row in self.rows if all(row[dimension] == key for dimension, key in asked)]
        if asked and faults.takes("filter ignored"):
            rows = self.rows
        if resource == "UntypedDataSet/$count":
            return len(rows) if self.counts else None
        if resource != "UntypedDataSet":
            return None
        return _page(rows, query, page, f"{self.address}/{resource}", "odata.nextLink", faults)


@dataclass
class Table4:
    """A table of OData 4 of one year: measures and areas with their titles, and figures by (measure, area)."""

    address: str
    measures: dict[str, str]
    areas: dict[str, str]
    figures: dict[tuple[str, str], float | None]
    modified: str = "2025-11-05T02:00:00Z"

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """What the service gives for one resource of the table."""
        if resource == "Properties":
            return {"Modified": self.modified, "ObservationCount": len(self.figures)}
        if resource == "MeasureCodes":
            return {"value": [{"Identifier": key, "Title": title} for key, title in self.measures.items()]}
        if resource == "WijkenEnBuurtenCodes":
            return {"value": [{"Identifier": key, "Title": title} for key, title in self.areas.items()]}
        if resource != "Observations":
            return None
        asked = set(re.findall(r"Measure eq '([^']*)'", query.get("$filter", "")))
        if faults.takes("filter ignored"):
            asked = set(self.measures)
        rows = [
            {"Measure": measure, "WijkenEnBuurten": area, "Value": value, "ValueAttribute": "None"}
            for (measure, area), value in self.figures.items()
            if measure in asked
        ]
        told = {"@odata.count": len(rows)}
        if faults.takes("rows lost"):
            rows = rows[:-1]
        return told | _page(rows, query, page, f"{self.address}/{resource}", "@odata.nextLink", faults)


@dataclass
class Collection:
    """A collection of OGC API Features."""

    address: str
    features: list[dict]

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """One page of features, with the link to the next."""
        start = int(query.get("cursor", 0))
        answer = {
            "type": "FeatureCollection", "numberMatched": len(self.features),
            "features": self.features[start : start + page], "links": [],
        }  # fmt: skip
        following = 0 if faults.counts.get("loop") else start + page
        if following < len(self.features):
            answer["links"] = [{"rel": "next", "href": f"{self.address}/items?f=json&limit=1000&cursor={following}"}]
        return answer


@dataclass
class Faults:
    """What is wrong now: a kind of trouble -> how often it still happens. Only addresses with `only` in them suffer."""

    counts: dict[str, int] = field(default_factory=dict)
    only: str = ""
    address: str = ""

    def takes(self, fault: str) -> bool:
        """Whether this trouble happens now; it is used up by that."""
        if self.only not in self.address:
            return False
        left = self.counts.get(fault, 0)
        self.counts[fault] = max(left - 1, 0)
        return left > 0


class OpenData:
    """Everything that is served: tables and collections by their address, and files (address -> type and bytes)."""

    def __init__(self, page: int = 400) -> None:
        self.page = page
        self.tables: dict[str, Table3 | Table4 | Collection] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.faults = Faults()
        self.asked: list[str] = []
        self.retry_after = 0
        """Seconds that it asks to wait when it is busy."""
        self.sent = 0
        """Bytes of all bodies together."""

    def serve(self, *tables: Table3 | Table4 | Collection) -> None:
        """Serve these too."""
        self.tables |= {table.address: table for table in tables}

    def answer(self, path: str, query: dict[str, str]) -> tuple[str, bytes] | None:
        """Content type and body; None is not found. `$skip` is an error of the service."""
        address = f"https:/{path}"
        if address in self.files:
            return self.files[address]
        owner = next((one for one in self.tables.values() if address.startswith(f"{one.address}/")), None)
        if owner is None:
            return None
        content = owner.answer(address.removeprefix(f"{owner.address}/"), query, self.page, self.faults)
        return None if content is None else ("application/json", json.dumps(content).encode())


class _Handler(BaseHTTPRequestHandler):
    world: OpenData

    def log_message(self, *_) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        """Answer, or misbehave."""
        world, faults = self.world, self.world.faults
        world.asked.append(self.path)
        parts = urlsplit(self.path)
        faults.address = unquote(parts.path)
        if faults.takes("hang up"):
            self.close_connection = True
            return None
        if faults.takes("500") or "$skip" in unquote(parts.query):
            return self._send(500, b"oops", "text/plain")
        if faults.takes("429"):
            return self._send(429, b"slow down", "text/plain", {"Retry-After": str(world.retry_after)})
        if faults.takes("html"):
            return self._send(200, b"<html>Onderhoud</html>", "text/html")
        if faults.takes("empty"):
            return self._send(200, b"", "application/json")
        if faults.takes("slow"):
            time.sleep(0.3)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        found = world.answer(unquote(parts.path), query)
        if found is None:
            return self._send(404, b"not found", "text/plain")
        kind, body = found
        etag = f'"{hash(body)}"'
        if self.headers.get("If-None-Match") == etag:
            return self._send(304, b"", kind, {"ETag": etag})
        if faults.takes("truncated"):
            return self._send(200, body[: len(body) // 2], kind)
        if faults.takes("reset"):
            return self._send(200, body[: len(body) // 2], kind, {"Content-Length": str(len(body))})
        return self._send(200, body, kind, {"ETag": etag})

    def _send(self, status: int, body: bytes, kind: str, headers: dict | None = None) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.world.sent += len(body)


@contextmanager
def serving(world: OpenData) -> Iterator[str]:
    """The base for `LSA_SOURCE_BASE`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"world": world}))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _page(rows: list[dict], query: dict[str, str], page: int, address: str, link: str, faults: Faults) -> dict:
    start = int(query.get("page", 0))
    answer: dict = {"value": rows[start : start + page]}
    following = 0 if faults.counts.get("loop") and faults.only in faults.address else start + page
    if following < len(rows):
        answer[link] = f"{address}?$filter={query.get('$filter', '')}&page={following}"
    return answer
