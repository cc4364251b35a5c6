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
    PageEntry("klopt_het", "klopt-het", "verhaal"),
    PageEntry("de_kloof", "de-kloof", "verhaal"),
    PageEntry("tegen_de_trend", "tegen-de-trend", "verhaal"),
    PageEntry("bijeenkomsten", "bijeenkomsten", "gesprek"),
    PageEntry("aan_tafel", "aan-tafel", "gesprek"),
    PageEntry("gegevens", "gegevens", "cijfers"),
    PageEntry("over", "over", "cijfers"),
)


def navigation(root: str) -> dict[str, list]:
    """The pages as Streamlit wants them: by group, named in the visitor's language."""
    groups: dict[str, list] = {}
    for page in PAGES:
        shown = st.Page(
            f"{root}/{page.file}",
            title=t(f"pages.{page.key}.name"),
            url_path=page.path or None,
            default=page.path == "",
        )
        groups.setdefault(t(f"pages.group_{page.group}"), []).append(shown)
    return groups
