"""A local server that speaks the protocols of the open-data services and misbehaves when it is told to.

OData 3 (the Feed: padded keys, JSON only with `$format=json`, `odata.nextLink`), OData 4 (`@odata.nextLink`, no row for
an empty cell), a zip, OGC API Features (a cursor, `numberReturned` and no `numberMatched`) and WFS (`count` and
`startIndex`), below the paths that `LSA_SOURCE_BASE` makes of their addresses.
"""

import base64
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

MOST_FEATURES = 1000
ATOM = ("application/atom+xml", b"<feed xmlns='http://www.w3.org/2005/Atom'/>")


@dataclass
class Table3:
    """A table of OData 3: its address, the keys (padded) and titles of its dimensions, its rows, and the titles of its
    columns where these say more than their names."""

    address: str
    dimensions: dict[str, dict[str, str]]
    rows: list[dict]
    modified: str = "2025-11-05T02:00:00"
    counts: bool = True
    titles: dict[str, str] = field(default_factory=dict)

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """What the service gives for one resource of the table."""
        asked = re.findall(r"(\w+) eq '([^']*)'", query.get("$filter", ""))
        rows = [row for row in self.rows if all(row[dimension] == key for dimension, key in asked)]
        if asked and faults.takes("filter ignored"):
            rows = self.rows
        if resource == "UntypedDataSet/$count":
            return len(rows) if self.counts else None
        if query.get("$format") != "json":
            return ATOM
        if resource == "TableInfos":
            return {"value": [{"Modified": self.modified}]}
        if resource == "DataProperties":
            return {"value": [*self._properties()]}
        if resource in self.dimensions:
            keys = self.dimensions[resource].items()
            if faults.takes("other padding"):
                keys = [(f"{key.strip()}   ", title) for key, title in keys]
            return {"value": [{"Key": key, "Title": title, "Description": None} for key, title in keys]}
        if resource != "UntypedDataSet":
            return None
        same = f"$format=json&$filter={query.get('$filter', '')}"
        return _page(rows, query, page, f"{self.address}/{resource}?{same}", "odata.nextLink", faults)

    def _properties(self) -> Iterator[dict]:
        """What a table says of its dimensions and topics; a group of topics has no key."""
        for place, dimension in enumerate(self.dimensions):
            yield {"ID": place, "ParentID": None, "Type": "Dimension", "Key": dimension, "Title": dimension}
        yield {"ID": 90, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": "Cijfers"}
        for place, column in enumerate(self.rows[0], start=100):
            if column not in self.dimensions:
                title = self.titles.get(column, "")
                yield {"ID": place, "ParentID": 90, "Type": "Topic", "Key": column, "Title": title}


@dataclass
class Table4:
    """A table of OData 4 of one year: measures and areas with their titles, and figures by (measure, area)."""

    address: str
    measures: dict[str, str]
    areas: dict[str, str]
    figures: dict[tuple[str, str], float | None]
    modified: str = "2025-11-05T02:00:00+01:00"

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """What the service gives for one resource of the table."""
        there = {key: value for key, value in self.figures.items() if value is not None}
        if resource == "Properties":
            return {"Identifier": self.address[-8:], "Modified": self.modified, "ObservationCount": len(there)}
        if resource == "MeasureCodes":
            return {"value": [*_codes(self.measures)]}
        if resource == "WijkenEnBuurtenCodes":
            return {"value": [*_codes(self.areas)]}
        if resource != "Observations":
            return None
        asked = set(re.findall(r"Measure eq '([^']*)'", query.get("$filter", "")))
        if faults.takes("filter ignored"):
            asked = set(self.measures)
        rows = [
            {"Id": place, "Measure": measure, "ValueAttribute": "None", "Value": value, "StringValue": None,
             "WijkenEnBuurten": area}
            for place, ((measure, area), value) in enumerate(there.items())
            if measure in asked
        ]  # fmt: skip
        told = {"@odata.count": len(rows)} if query.get("$count") == "true" else {}
        if faults.takes("rows lost"):
            rows = rows[:-1]
        address = f"{self.address}/{resource}?$filter={query.get('$filter', '')}&$count={query.get('$count', '')}"
        return told | _page(rows, query, page, address, "@odata.nextLink", faults)


def _codes(titles: dict[str, str]) -> Iterator[dict]:
    for place, (code, title) in enumerate(titles.items()):
        yield {"Identifier": code, "Title": title, "Description": None, "DimensionGroupId": "G1", "Index": place}


@dataclass
class Collection:
    """A collection of OGC API Features; a property may be a parameter (`jaarcode=2019`)."""

    address: str
    features: list[dict]

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """One page of features, with the link to the next."""
        if resource != "items" or int(query.get("limit", 10)) > MOST_FEATURES:
            return None
        asked = {name: value for name, value in query.items() if name not in ("f", "limit", "cursor")}
        found = self.features
        if not faults.takes("filter ignored"):
            found = [one for one in found if all(str(one["properties"].get(n)) == v for n, v in asked.items())]
        start = int(base64.urlsafe_b64decode(query["cursor"])) if "cursor" in query else 0
        shown = found[start : start + min(page, int(query.get("limit", 10)))]
        same = "".join(f"&{name}={value}" for name, value in query.items() if name != "cursor")
        links = [{"rel": "self", "title": "This document as GeoJSON", "href": f"{self.address}/items?{same[1:]}"}]
        following = 0 if faults.counts.get("loop") else start + len(shown)
        if following < len(found):
            cursor = base64.urlsafe_b64encode(str(following).encode()).decode()
            links.append({"rel": "next", "title": "Next page", "href": f"{self.address}/items?cursor={cursor}{same}"})
        return {"type": "FeatureCollection", "timeStamp": "2026-02-17T20:27:26Z", "links": links, "features": shown,
                "numberReturned": len(shown)}  # fmt: skip

    def add(self, other: "Collection") -> None:
        """Serve the features of another year too."""
        self.features += other.features


@dataclass
class Wfs:
    """A Web Feature Service of one year: layer -> features."""

    address: str
    layers: dict[str, list[dict]]

    def answer(self, resource: str, query: dict[str, str], page: int, faults: "Faults") -> object:
        """Some features of a layer; an error in XML when there is no such layer."""
        features = self.layers.get(query.get("typeNames", ""))
        if features is None or query.get("request") != "GetFeature" or query.get("outputFormat") != "application/json":
            return "application/xml", b"<ows:ExceptionReport><ows:Exception exceptionCode='InvalidParameterValue'/>"
        start = 0 if faults.takes("start ignored") else int(query.get("startIndex", 0))
        count = min(int(query.get("count", MOST_FEATURES)), MOST_FEATURES)
        return {"type": "FeatureCollection", "name": query["typeNames"], "features": features[start : start + count]}

    def add(self, other: "Wfs") -> None:
        """Serve the layers of another one too."""
        self.layers |= other.layers


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
        self.tables: dict[str, Table3 | Table4 | Collection | Wfs] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.faults = Faults()
        self.asked: list[str] = []
        self.retry_after = 0
        """Seconds that it asks to wait when it is busy."""
        self.sent = 0
        """Bytes of all bodies together."""

    def serve(self, *tables: Table3 | Table4 | Collection | Wfs) -> None:
        """Serve these too; a map at an address that has others already is added to those."""
        for table in tables:
            known = self.tables.get(table.address)
            if isinstance(known, Collection | Wfs):
                known.add(table)
            else:
                self.tables[table.address] = table

    def answer(self, path: str, query: dict[str, str]) -> tuple[str, bytes] | None:
        """Content type and body; None is not found."""
        address = f"https:/{path}"
        if address in self.files:
            return self.files[address]
        owner = next((one for one in self.tables.values() if f"{address}/".startswith(f"{one.address}/")), None)
        if owner is None:
            return None
        content = owner.answer(address[len(owner.address) + 1 :], query, self.page, self.faults)
        if content is None or isinstance(content, tuple):
            return content
        return "application/json; charset=utf-8", json.dumps(content).encode()


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
        if faults.takes("500"):
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
        answer[link] = f"{address}&page={following}"
    return answer
