"""Asking open-data services over HTTP: patient, sparing, and never trusting what comes back.

A service that is busy or breaks off is asked `TRIES` times in all, by one count (`Retry` of urllib3, with its waits and
`Retry-After`). A host that cannot be reached is not asked again in the same run. Every answer is kept on disk with its
ETag, so that a second run sends little.
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
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    SSLError,
)
from urllib3.util import Retry

from lsa_data.ask import database
from lsa_data.build.versions import RELEASE
from lsa_data.problem import Problem
from lsa_data.refresh.answers import Answers

AGENT = f"LSA-Wijkdashboard/{RELEASE} (python-requests; refreshes open data)"
TIMEOUTS = (5, 60)
"""Seconds to connect, and to wait for more of a body."""
TRIES = 4
"""How often an address is asked in all, whatever goes wrong."""
LONGEST_WAIT = 300
"""Seconds that a service may ask to wait before it is tried again."""
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


class Unreachable(ServiceError):
    """There is no way to a host now: nothing else is asked of it in this run."""


class Refused(ServiceError):
    """A service answers with a status instead of what was asked."""

    def __init__(self, url: str, answer: requests.Response) -> None:
        super().__init__(f"{url} answered {answer.status_code}. Try again later, or see if the address moved.")
        self.answer = answer


class Busy(Refused):
    """It may be asked again later."""


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
    interrupted is not asked again. `pause` is the first wait in seconds between tries. `tell` hears that there is a
    wait, and why; `answers` holds what every address answered."""

    def __init__(self, folder: Path | None = None, since: float | None = None, pause: float = 1.0) -> None:
        self.folder = folder or database.data_folder() / "downloads"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.since = since
        self.tell: Callable[[str], None] = lambda text: None
        self.answers = Answers()
        self.session = requests.Session()
        self.session.headers["User-Agent"] = AGENT
        self.retry = Retry(total=TRIES - 1, backoff_factor=pause, backoff_jitter=pause, retry_after_max=LONGEST_WAIT)
        self._answered: set[str] = set()
        self._unreachable: dict[str, str] = {}

    def get(self, url: str) -> Answer:
        """The body at `url`. Raises `ServiceError`."""
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        body, about = self.folder / f"{name}.body", self.folder / f"{name}.json"
        known = _read(about) if body.is_file() else None
        if known and self.since and known["fetched"] >= self.since:
            self.answers.came(url, "kept", known["type"], body)
            return Answer(body, known["type"], known["modified"])
        headers = {}
        if known:
            headers = {"If-None-Match": known["etag"], "If-Modified-Since": known["modified"]}
        headers = {name: value for name, value in headers.items() if value}
        try:
            return self._fetch(url, headers, body, about, known)
        except ServiceError as refused:
            self.answers.failed(url, str(refused))
            raise

    @property
    def nothing_reached(self) -> bool:
        """Whether hosts were asked in vain and none answered."""
        return bool(self._unreachable) and not self._answered

    def json(self, url: str) -> object:
        """The JSON at `url`. A body that is not JSON, whatever its status, is a `ServiceError`; it is not kept."""
        return self.sized_json(url)[0]

    def sized_json(self, url: str) -> tuple[object, int]:
        """The same, with the size of the body in bytes."""
        answer = self.get(url)
        try:
            if "json" not in answer.content_type:
                raise ValueError(f"it is {answer.content_type or 'of no type'}")
            content = json.loads(answer.path.read_bytes())
        except ValueError as wrong:
            start = answer.path.read_bytes()[:60].decode("utf-8", "replace")
            answer.path.unlink(missing_ok=True)
            raise ServiceError(
                f"{url} gave no whole JSON ({_short(wrong)}; it starts with {start!r}). Try again later."
            ) from wrong
        self.answers.holds(url, content)
        return content, answer.bytes

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
        host = urlsplit(redirected(url)).netloc.rpartition("@")[2]
        if host in self._unreachable:
            raise Unreachable(f"{host} is not asked again in this run: {self._unreachable[host]}.")
        try:
            return self._patiently(host, url, headers, body, about, known)
        except BROKEN_OFF as broken:
            raise self._given_up(host, broken) from broken
        except requests.exceptions.RequestException as failed:
            raise ServiceError(f"{url} could not be asked: {_short(failed)}") from failed

    def _patiently(self, host: str, url: str, headers: dict, body: Path, about: Path, known: dict | None) -> Answer:
        """The body, asked again while the service is busy or breaks off; that is not worth it when it was never
        there in this run and cannot be reached."""
        left = self.retry
        while True:
            try:
                return self._once(host, url, headers, body, about, known)
            except (Busy, *BROKEN_OFF) as trouble:
                if _no_way(trouble) and host not in self._answered:
                    raise
                left = _one_less(left, url, trouble)
                self.tell(f"{host}: {_why(trouble)}; asking again ({len(left.history) + 1} of {TRIES})")
                _wait(left, trouble)

    def _once(self, host: str, url: str, headers: dict, body: Path, about: Path, known: dict | None) -> Answer:
        with self.session.get(redirected(url), headers=headers, timeout=TIMEOUTS, stream=True) as answer:
            self._answered.add(host)
            kind = answer.headers.get("Content-Type", "")
            if answer.status_code == 304 and known:
                self.answers.came(url, 304, known["type"], body)
                return Answer(body, known["type"], known["modified"])
            if answer.status_code in TRY_AGAIN:
                self.answers.came(url, answer.status_code, kind)
                raise Busy(url, answer)
            if answer.status_code != 200:
                self.answers.came(url, answer.status_code, kind, text=next(answer.iter_content(400), b""))
                raise Refused(url, answer)
            found = _kept(url, answer, body, about)
        self.answers.came(url, 200, kind, body)
        return found

    def _given_up(self, host: str, broken: requests.exceptions.RequestException) -> ServiceError:
        """What to say of a host that could not be reached or broke off; whether it is worth asking again is kept."""
        if not _no_way(broken) and host in self._answered:
            return ServiceError(
                f"{host} did not answer, or broke off, {TRIES} times ({_why(broken)}). "
                "Try again later; what was fetched is kept."
            )
        self._unreachable[host] = _why(broken)
        if _no_way(broken):
            return Unreachable(f"{host} cannot be reached: {_why(broken)}.")
        return Unreachable(f"{host} did not answer, or broke off, {TRIES} times ({_why(broken)}).")


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


def _wait(left: Retry, trouble: Exception) -> None:
    """The wait that is due, a second at a time: Ctrl-C just before a sleep begins is only noticed when it ends."""
    asked = left.get_retry_after(trouble.answer.raw) if isinstance(trouble, Busy) else None
    seconds, rest = divmod(asked or left.get_backoff_time(), 1)
    for nap in [1] * int(seconds) + [rest]:
        time.sleep(nap)


def _one_less(retry: Retry, url: str, trouble: Exception) -> Retry:
    """What is left of the count after this trouble; raises it when nothing is."""
    try:
        return retry.increment("GET", url, error=trouble)
    except MaxRetryError:
        raise trouble from None


def _no_way(trouble: Exception) -> bool:
    """Whether there was no connection at all: no name, no route, refused, not in time, or not to be trusted."""
    return isinstance(_cause(trouble), NewConnectionError | ConnectTimeoutError | ProxyError | SSLError)


def _cause(trouble: Exception) -> object:
    """What urllib3 says that went wrong."""
    inner = trouble.args[0] if trouble.args else None
    return inner.reason if isinstance(inner, MaxRetryError) else inner


def _why(trouble: Exception) -> str:
    """The trouble in a few words, without addresses."""
    if isinstance(trouble, Busy):
        return f"it answered {trouble.answer.status_code}"
    cause = _cause(trouble)
    if isinstance(cause, NameResolutionError):
        return "its name is not found"
    if isinstance(cause, ProxyError):
        return "the proxy (HTTPS_PROXY) gives no connection"
    if isinstance(cause, SSLError):
        return "its certificate is not trusted (behind a proxy that reads along, set REQUESTS_CA_BUNDLE)"
    if isinstance(cause, ConnectTimeoutError) and not isinstance(cause, NewConnectionError):
        return f"no connection within {TIMEOUTS[0]} seconds"
    if isinstance(cause, NewConnectionError):
        return str(cause).rpartition("] ")[2].rpartition(": ")[2].casefold()
    return _short(trouble)


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
