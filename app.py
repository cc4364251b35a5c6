"""The server: one ASGI application with the pages and the data routes.

`streamlit run app.py` and `uvicorn app:app` both serve it.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import lsa_server
from lsa_data.ask import database
from lsa_server.headers import FrameHeaders
from lsa_server.static_files import kept_files, streamlit_files
from lsa_ui.opening import opening, pages
from lsa_ui.shared import files

SHELL = Path(__file__).parent / "lsa_ui" / "shell.py"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Load everything heavy before the first visitor, and keep it out of the garbage collector.

    Streamlit collects garbage after every run of a page; what is loaded here need not be searched each time.
    """
    import pydeck  # noqa: F401

    from lsa_data.ask import search
    from lsa_tafel import logs, store

    logs.keep_keys_out()
    with suppress(store.Unavailable):
        store.delete_old()
    try:
        database.warm()
        search.find("warm")
    except database.NoDatabase:
        pass
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    str(SHELL),
    routes=[*lsa_server.routes(), *kept_files(files.contents())],
    middleware=[Middleware(FrameHeaders, opening=opening, pages=pages()), Middleware(streamlit_files)],
    lifespan=lifespan,
)
