"""Turns for work that takes long, so that nothing heavy slows the live rooms.

Phones, screens and desks have the usual threads of the server to themselves; files, figures, pictures and map layers
are made in threads of their own, a few at once. Who comes when all are taken waits a little, and then hears when to
come back.
"""

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread
import duckdb
from starlette.requests import Request

from lsa_data.problem import Problem

T = TypeVar("T")
RETRY_AFTER = "10"
"""Seconds after which who was refused may try again."""


class Busy(Problem):
    """There is no turn now, or no room for the answer. `own`: because this visitor asks too much at once, not because
    of others; `status` is that of HTTP."""

    def __init__(self, own: bool) -> None:
        super().__init__(
            "You ask too much at once. Ask one thing after another." if own else "It is too busy now. Try again soon."
        )
        self.status = 429 if own else 503


class Turns:
    """`at_once` pieces of work side by side. At most `waiting` visitors wait, not longer than `longest_wait` seconds;
    of one visitor at most `each` pieces are under way or waiting."""

    def __init__(self, at_once: int, waiting: int, longest_wait: float, each: int) -> None:
        self._turns, self._most, self._longest, self._each = (
            anyio.CapacityLimiter(at_once), at_once + waiting, longest_wait, each
        )  # fmt: skip
        self._of: Counter[str] = Counter()

    async def run(self, visitor: str, work: Callable[[], T]) -> T:
        """What the work gives, done in a thread of its own when it is its turn. Raises `Busy`, also
        when the database has no memory left for it.

        Who goes away while waiting gives up the turn; work that has begun is done to its end.
        """
        if self._of[visitor] >= self._each or self._of.total() >= self._most:
            raise Busy(own=self._of[visitor] >= self._each)
        self._of[visitor] += 1
        turn = object()
        try:
            try:
                with anyio.fail_after(self._longest):
                    await self._turns.acquire_on_behalf_of(turn)
            except TimeoutError as late:
                raise Busy(own=False) from late
            try:
                return await anyio.to_thread.run_sync(work, limiter=anyio.CapacityLimiter(1))
            except duckdb.OutOfMemoryException as full:
                raise Busy(own=False) from full
            finally:
                self._turns.release_on_behalf_of(turn)
        finally:
            self._of[visitor] -= 1
            self._of += Counter()


def visitor(request: Request) -> str:
    """Who asks: the address, behind a proxy the one that it tells (see `headers`)."""
    return request.client.host if request.client else ""


QUESTIONS = Turns(at_once=2, waiting=60, longest_wait=10, each=12)
"""Questions to the open interface."""
FILES = Turns(at_once=3, waiting=40, longest_wait=30, each=4)
"""Whole files of figures."""
PAGES = Turns(at_once=4, waiting=300, longest_wait=10, each=100)
"""Light pages, pictures and map layers that were not made before: a hall of people may share one address."""
