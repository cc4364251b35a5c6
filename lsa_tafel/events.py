"""Telling screens, desks and phones that something changed, by server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from lsa_tafel import store
from lsa_tafel.answering import NO_STORE

LOOK_EVERY = 0.3
"""Seconds between looks at the store, once per session and server however many phones there are."""
PING_EVERY = 15


class _Watch:
    """Looks at the store for all who watch one session on this server."""

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        self.seen: tuple[int, int] | None = None
        self.changed = asyncio.Event()
        self.watchers = 0

    async def run(self) -> None:
        while self.watchers:
            try:
                found = await run_in_threadpool(store.changed, self.session_id)
            except store.NoSession:
                found = None
            except store.Unavailable:
                found = self.seen
            if found != self.seen:
                self.seen = found
                event, self.changed = self.changed, asyncio.Event()
                event.set()
            await asyncio.sleep(LOOK_EVERY)
        _watches.pop(self.session_id, None)


_watches: dict[str, _Watch] = {}
_running: set[asyncio.Task] = set()


def stream(session_id: str, screen: bool) -> Response:
    """The answer that goes on until whoever asked goes away."""
    headers = NO_STORE | {"X-Accel-Buffering": "no"}
    return StreamingResponse(_lines(session_id, screen), media_type="text/event-stream", headers=headers)


async def _lines(session_id: str, screen: bool) -> AsyncIterator[str]:
    """A line per change: for a screen or a desk every one, for a phone only the moves."""
    watch = _watches.get(session_id)
    if watch is None:
        watch = _watches[session_id] = _Watch(session_id)
        task = asyncio.create_task(watch.run())
        _running.add(task)
        task.add_done_callback(_running.discard)
    watch.watchers += 1
    told: object = None
    try:
        yield "retry: 2000\n\n"
        while True:
            event = watch.changed
            if watch.seen is not None:
                now = watch.seen if screen else watch.seen[0]
                if now != told:
                    told = now
                    yield f"data: {json.dumps(now)}\n\n"
            elif told is not None:
                yield "event: gone\ndata: 0\n\n"
                return
            try:
                await asyncio.wait_for(event.wait(), PING_EVERY)
            except TimeoutError:
                yield ": ping\n\n"
    finally:
        watch.watchers -= 1
