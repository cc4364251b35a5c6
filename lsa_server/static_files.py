"""Streamlit's own files: compressed once, at installation, and without half a megabyte of type that nobody sees."""

from pathlib import Path

import streamlit as st
from servestatic import ServeStaticASGI
from starlette.types import ASGIApp

STREAMLIT_FILES = Path(st.__file__).parent / "static" / "static"
"""Where they are; `make` lays a brotli and a gzip form beside each."""
ICONS = Path(__file__).parent / "assets" / "fonts" / "icons.woff2"
"""The icons that are used (Material Symbols, Apache 2.0); `python -m tests.lsa_server.make_icons` makes it."""
TEXT = Path(__file__).parents[1] / "lsa_ui" / "static" / "fonts" / "atkinson-hyperlegible-latin-400-normal.woff2"
INSTEAD = {"MaterialSymbols": ICONS, "SourceSansVF-Upright": TEXT}
"""Fonts of Streamlit that every visitor would load, and what they get: only the icons that are used, and our own
letters in the moment before the theme is there."""


def streamlit_files(app: ASGIApp) -> ASGIApp:
    """Middleware that answers what lies under `/static/`. Names hold a hash, so a browser asks for each only once."""
    files = ServeStaticASGI(app, root=STREAMLIT_FILES, prefix="static", immutable_file_test=lambda *_: True)
    for name, path in INSTEAD.items():
        files.add_file_to_dictionary(f"/static/media/{font_of_streamlit(name).name}", str(path))
    return files


def font_of_streamlit(name: str) -> Path:
    """The file of the font that starts with `name`. Raises ValueError when there is not exactly one."""
    (path,) = (STREAMLIT_FILES / "media").glob(f"{name}*.woff2")
    return path
