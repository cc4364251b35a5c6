"""Whole answers that are kept: made once, compressed once, and then only handed out."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

LOCKS = 4


@dataclass(frozen=True)
class Kept:
    """An answer as it is kept: texts with gzip, pictures as they are; `etag` says whether somebody has it already."""

    status: int
    media: str
    body: bytes
    compressed: bool
    etag: str

    def plain(self) -> bytes:
        """The body for who cannot read gzip."""
        return gzip.decompress(self.body) if self.compressed else self.body


def kept(status: int, media: str, body: bytes) -> Kept:
    """An answer ready to be kept."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    if media.startswith("image/"):
        return Kept(status, media, body, False, etag)
    return Kept(status, media, gzip.compress(body, compresslevel=9, mtime=0), True, etag)


class Shelf:
    """Answers by key, at most `room` bytes of them: who was asked for longest ago goes first."""

    def __init__(self, room: int) -> None:
        self._room, self._used = room, 0
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()
        self._making = [Lock() for _ in range(LOCKS)]

    def get(self, key: Hashable) -> Kept | None:
        """The answer under a key, if it is there."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def get_or_make(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """The answer under a key, made when it is not there. Who asks for the same at the same time waits for the one
        who makes it; an answer that is not 200 is not kept."""
        with self._making[hash(key) % LOCKS]:
            found = self.get(key)
            if found is None:
                found = make()
                if found.status == 200:
                    self._put(key, found)
            return found

    def _put(self, key: Hashable, answer: Kept) -> None:
        with self._lock:
            self._answers[key] = answer
            self._used += len(answer.body)
            while self._used > self._room:
                _, gone = self._answers.popitem(last=False)
                self._used -= len(gone.body)
