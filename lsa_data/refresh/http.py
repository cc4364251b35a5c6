"""Asking open-data services over HTTP: patient, sparing, and never trusting what comes back.

Every address is tried `TRIES` times in all, by one `Retry` of urllib3 (status, connection, waiting, `Retry-After`); a
body that breaks off half way, which it does not see, is taken from the same count. Every answer is kept on disk with
its ETag, so that a second run sends little.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import MaxRetryError
from urllib3.util import Retry

from lsa_data.ask import database
from lsa_data.build.versions import RELEASE
from lsa_data.problem import Problem

AGENT = f"LSA-Wijkdashboard/{RELEASE} (python-requests; refreshes open data)"
TIMEOUTS = (10, 120)
"""Seconds to connect, and to wait for more of a body."""
TRIES = 4
"""How often an address is asked in all, whatever goes wrong."""
MOST_BYTES = 600_000_000
MOST_PAGES = 5000
TRY_AGAIN = (429, 500, 502, 503, 504)
BROKEN_OFF = (
    requests.exceptions.ConnectionError,
    requests.exceptions.ChunkedEncodingError,
    requests.exceptions.Timeout,
)


class ServiceError(Problem):
    """A service did not give what was asked; the message says which, what came, and what to do."""


@dataclass(frozen=True)
class Answer:
    """A body on disk, and when the publisher says that it changed it (as HTTP says it)."""

    path: Path
    content_type: str
    modified: str | None

    @property
    def bytes(self) -> int:
        """The size of the body."""
        return self.path.stat().st_size


class Client:
    """One run of asking. `since`: what was fetched after this moment (seconds since 1970) by a run that was
    interrupted is not asked again. `pause` is the first wait in seconds between tries."""

    def __init__(self, folder: Path | None = None, since: float | None = None, pause: float = 1.0) -> None:
        self.folder = folder or database.data_folder() / "downloads"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.since = since
        self.session = requests.Session()
        self.session.headers["User-Agent"] = AGENT
        self.retry = Retry(
            total=TRIES - 1, backoff_factor=pause, backoff_jitter=pause, status_forcelist=TRY_AGAIN,
            respect_retry_after_header=True, allowed_methods=("GET",), raise_on_status=False,
        )  # fmt: skip
        self.adapter = HTTPAdapter()
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, self.adapter)

    def get(self, url: str) -> Answer:
        """The body at `url`. Raises `ServiceError`."""
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        body, about = self.folder / f"{name}.body", self.folder / f"{name}.json"
        known = _read(about) if body.is_file() else None
        if known and self.since and known["fetched"] >= self.since:
            return Answer(body, known["type"], known["modified"])
        headers = {}
        if known:
            headers = {"If-None-Match": known["etag"], "If-Modified-Since": known["modified"]}
        headers = {name: value for name, value in headers.items() if value}
        try:
            return self._fetch(url, headers, body, about, known)
        except BROKEN_OFF as broken:
            raise ServiceError(
                f"{urlsplit(url).netloc} did not answer, or broke off, {TRIES} times ({_short(broken)}). "
                "Try again later; what was fetched is kept."
            ) from broken
        except requests.exceptions.RequestException as failed:
            raise ServiceError(f"{url} could not be asked: {_short(failed)}") from failed

    def json(self, url: str) -> object:
        """The JSON at `url`. A body that is not JSON, whatever its status, is a `ServiceError`; it is not kept."""
        return self.sized_json(url)[0]

    def sized_json(self, url: str) -> tuple[object, int]:
        """The same, with the size of the body in bytes."""
        answer = self.get(url)
        try:
            if "json" not in answer.content_type:
                raise ValueError(f"it is {answer.content_type or 'of no type'}")
            return json.loads(answer.path.read_bytes()), answer.bytes
        except ValueError as wrong:
            start = answer.path.read_bytes()[:60].decode("utf-8", "replace")
            answer.path.unlink(missing_ok=True)
            raise ServiceError(
                f"{url} gave no whole JSON ({_short(wrong)}; it starts with {start!r}). Try again later."
            ) from wrong

    def pages(self, url: str, following: Callable[[dict], str | None]) -> Iterator[tuple[dict, int]]:
        """JSON objects page after page, each with its size; `following` finds the address of the next one in a page.

        A page that was seen before or that lies on another host is a `ServiceError`.
        """
        host = urlsplit(url).netloc
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= MOST_PAGES:
                raise ServiceError(f"{host}: the pages go round in a circle. Nothing was used.")
            if urlsplit(url).netloc != host:
                raise ServiceError(f"{host}: the next page lies on another host. Nothing was used.")
            seen.add(url)
            page, size = self.sized_json(url)
            if not isinstance(page, dict):
                raise ServiceError(f"{url}: the answer is not what was asked. The service may have changed.")
            yield page, size
            url = following(page) or ""

    def text(self, url: str) -> str:
        """A short plain text at `url`, such as a count."""
        return self.get(url).path.read_text(encoding="utf-8-sig", errors="replace")[:1000]

    def _fetch(self, url: str, headers: dict, body: Path, about: Path, known: dict | None) -> Answer:
        left = self.retry
        while True:
            self.adapter.max_retries = left
            with self.session.get(redirected(url), headers=headers, timeout=TIMEOUTS, stream=True) as answer:
                if answer.status_code == 304 and known:
                    return Answer(body, known["type"], known["modified"])
                if answer.status_code != 200:
                    raise ServiceError(
                        f"{url} answered {answer.status_code}. Try again later, or see if the address moved."
                    )
                try:
                    return _kept(url, answer, body, about)
                except BROKEN_OFF as broken:
                    left = _one_less(answer.raw.retries, broken)
            left.sleep()


def _kept(url: str, answer: requests.Response, body: Path, about: Path) -> Answer:
    """The body on disk, and beside it what the service said about it."""
    partial, size = body.with_suffix(".part"), 0
    with partial.open("wb") as file:
        for block in answer.iter_content(1 << 16):
            size += len(block)
            if size > MOST_BYTES:
                raise ServiceError(f"{url} is larger than {MOST_BYTES // 10**6} MB; that cannot be right.")
            file.write(block)
    if not size:
        raise ServiceError(f"{url} gave an empty answer. Try again later.")
    partial.replace(body)
    found = Answer(body, answer.headers.get("Content-Type", ""), answer.headers.get("Last-Modified"))
    kept = {"url": url, "type": found.content_type, "etag": answer.headers.get("ETag"), "modified": found.modified,
            "fetched": time.time()}  # fmt: skip
    about.write_text(json.dumps(kept), encoding="utf-8")
    return found


def _one_less(retry: Retry, broken: requests.exceptions.RequestException) -> Retry:
    """What is left of the count after a body broke off; raises `broken` when nothing is."""
    try:
        return retry.increment("GET", error=broken)
    except MaxRetryError:
        raise broken from None


def redirected(url: str) -> str:
    """The address to ask: `https://host/path`, or `{LSA_SOURCE_BASE}/host/path` where that setting is there."""
    base = os.environ.get("LSA_SOURCE_BASE")
    if not base:
        return url
    parts = urlsplit(url)
    return f"{base.rstrip('/')}/{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _read(path: Path) -> dict | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _short(error: Exception) -> str:
    return str(error)[:160]
