"""What stands in a page before Streamlit is there: the bar with menu, search and language, and Streamlit's words."""

from functools import lru_cache

from lsa_data.ask import database
from lsa_data.catalogue import LANGUAGES
from lsa_ui import registry
from lsa_ui.shared import address, area_search, files, templates
from lsa_ui.texts import t, texts

STREAMLIT = "streamlit."
"""Texts that Streamlit says itself: as it says them (in English), and as we say them."""


def opening(in_language: str) -> str:
    """The HTML at the start of the body, in this language."""
    try:
        database.cursor()
        version = str(database.current_path())
    except database.NoDatabase:
        version = ""
    return _opening(in_language, version)


def pages() -> frozenset[str]:
    """The paths that have a page."""
    return frozenset(f"/{page.path}" for page in registry.PAGES)


@lru_cache(maxsize=4)
def _opening(in_language: str, version: str) -> str:
    """The same for one version of the figures; without any there is no search."""
    known = {
        "language": in_language, "pages": sorted(pages()), "words": _streamlit_words(in_language),
        "search": area_search.common(in_language) | {"bar": area_search.in_bar(in_language)} if version else None,
        "search_script": files.address("area_search.js"), "search_style": files.address("area_search.css"),
    }  # fmt: skip
    menu = [
        (t(f"pages.group_{group}", in_language),
         [(address.link(page.path, in_language), t(f"pages.{page.key}.name", in_language)) for page in listed])
        for group, listed in registry.groups().items()
    ]  # fmt: skip
    html = templates.render(
        "opening.html", language=in_language, languages=LANGUAGES, known=known, groups=menu,
        style=files.address("style.css"), script=files.address("frame.js"), home=address.link("", in_language),
    )  # fmt: skip
    return str(html)


def _streamlit_words(in_language: str) -> dict[str, str]:
    """What Streamlit says -> what we say instead."""
    names = [key.removeprefix(STREAMLIT) for key in texts("en") if key.startswith(STREAMLIT)]
    said = {t(f"streamlit.{name}", "en"): t(f"streamlit.{name}", in_language) for name in names}
    return {theirs: ours for theirs, ours in said.items() if ours != theirs}
