"""The pages of the dashboard: file, place in the address, name and the question they answer in both languages.

To add a page: add a line here, a file in `pages/` and its texts under `pages.<key>`.
"""

from dataclasses import dataclass

import streamlit as st

from lsa_ui.texts import t


@dataclass(frozen=True)
class PageEntry:
    """One page; `key` is also the name of its file and of its texts, `path` its place in the address, `group` the part
    of the menu that it is in."""

    key: str
    path: str
    group: str

    @property
    def file(self) -> str:
        """The script of the page, from the project's root."""
        return f"pages/{self.key}.py"


PAGES = (
    PageEntry("start", "", "wijk"),
    PageEntry("mijn_wijk", "mijn-wijk", "wijk"),
    PageEntry("vergelijk", "vergelijk", "wijk"),
    PageEntry("kaart", "kaart", "wijk"),
    PageEntry("eigen_gebied", "eigen-gebied", "wijk"),
    PageEntry("klopt_het", "klopt-het", "verhaal"),
    PageEntry("de_kloof", "de-kloof", "verhaal"),
    PageEntry("tegen_de_trend", "tegen-de-trend", "verhaal"),
    PageEntry("bijeenkomsten", "bijeenkomsten", "gesprek"),
    PageEntry("aan_tafel", "aan-tafel", "gesprek"),
    PageEntry("gegevens", "gegevens", "cijfers"),
    PageEntry("over", "over", "cijfers"),
)


def groups() -> dict[str, list[PageEntry]]:
    """The pages by the part of the menu that they are in."""
    found: dict[str, list[PageEntry]] = {}
    for page in PAGES:
        found.setdefault(page.group, []).append(page)
    return found


def navigation(root: str) -> list:
    """The pages as Streamlit wants them, named in the visitor's language."""
    return [
        st.Page(
            f"{root}/{page.file}", title=t(f"pages.{page.key}.name"), url_path=page.path or None, default=not page.path
        )
        for page in PAGES
    ]
