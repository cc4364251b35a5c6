"""The server: one ASGI application with the pages and the data routes.

`streamlit run app.py` and `uvicorn app:app` both serve it.
"""

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

import lsa_server
from lsa_data.ask import database
from lsa_server.static_files import kept_files, streamlit_files
from lsa_ui.opening import opening, pages
from lsa_ui.shared import files

SHELL = Path(__file__).parent / "lsa_ui" / "shell.py"
SWITCH_AFTER = 0.001
"""Seconds after which a thread that computes lets others on: phones are answered in between. Python itself: 0.005."""


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load everything heavy before the first visitor, and keep it out of the garbage collector.

    Streamlit collects garbage after every run of a page; what is loaded here need not be searched each time.
    """
    import pydeck  # noqa: F401
    from altair.utils.schemapi import disable_debug_mode

    from lsa_data.ask import search
    from lsa_server import watching

    watching.write_log()
    watching.serve_metrics()
    sys.setswitchinterval(SWITCH_AFTER)
    disable_debug_mode()  # the parts of a chart are not held against a schema at every view: the tests do that
    forgetting = asyncio.create_task(_forget_daily())
    try:
        database.warm()
        search.find("warm")
    except database.NoDatabase as problem:
        logging.getLogger("lsa.server").error(f"no figures: {problem}")
    gc.collect()
    gc.freeze()
    yield
    forgetting.cancel()


async def _forget_daily() -> None:
    """Delete the sessions whose days are over (docs/privacy.md), also while nobody makes a new one."""
    from lsa_tafel import store

    while True:
        with suppress(store.Unavailable):
            await run_in_threadpool(store.delete_old)
        await asyncio.sleep(24 * 3600)


app = st.App(
    str(SHELL),
    routes=[*lsa_server.routes(), *kept_files(files.contents())],
    middleware=[*lsa_server.around(opening, pages()), Middleware(streamlit_files)],
    lifespan=lifespan,
)
