"""The frame around every page: style, language, title, notices and the foot with source and version."""

from html import escape
from urllib.parse import urlencode

import streamlit as st

from lsa_data import database
from lsa_ui.palette import DARK, LIGHT, Palette
from lsa_ui.texts import LANGUAGES, language, t

_STYLE = """
<style>
.block-container, [data-testid="stMainBlockContainer"] {{ max-width: 1100px; padding-top: 4.5rem; }}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {{ color: {muted} !important; opacity: 1; }}
table, .tab {{ font-variant-numeric: tabular-nums; }}
.lsa-sub {{ color: {muted}; margin: -0.6rem 0 1rem 0; }}
.lsa-foot {{ color: {muted}; border-top: 1px solid {line}; padding-top: .8rem; margin-top: 2.5rem; font-size: .9rem; }}
.lsa-foot a, .lsa-link {{ color: {accent}; }}
.lsa-lang a {{ display: inline-block; min-width: 3rem; padding: .35rem .6rem; color: {accent}; }}
.lsa-lang a[aria-current] {{ font-weight: 700; color: {ink}; text-decoration: none; }}
.lsa-figures {{ width: 100%; border-collapse: collapse; margin: 0 0 .6rem 0; }}
.lsa-figures th {{ text-align: left; font-weight: 400; color: {muted}; font-size: .85rem; border: 0; padding: .2rem .6rem .2rem 0;
  vertical-align: bottom; }}
.lsa-figures td {{ border: 0; border-top: 1px solid {soft}; padding: .45rem .6rem .45rem 0; vertical-align: middle; }}
.lsa-figures .name {{ font-weight: 400; }}
.lsa-figures .name small, .lsa-figures .value small {{ display: block; color: {muted}; }}
.lsa-figures .value {{ font-weight: 700; max-width: 13rem; }}
.lsa-figures .value small {{ font-weight: 400; }}
.lsa-figures .other {{ white-space: nowrap; }}
.lsa-figures img {{ display: block; max-width: none; }}
.lsa-cards {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 1.4rem; margin: .6rem 0 1.4rem; }}
.lsa-cards > div {{ border-top: 3px solid {accent}; padding-top: .6rem; }}
.lsa-cards h3 {{ margin: 0 0 .3rem 0; padding: 0; font-size: 1.15rem; }}
.lsa-hits {{ list-style: none; padding: 0; margin: .2rem 0 1rem; }}
.lsa-hits li {{ margin: 0; padding: .15rem 0; }}
.lsa-hits a {{ display: inline-block; padding: .25rem 0; color: {accent}; }}
.lsa-hits small, .lsa-muted {{ color: {muted}; }}
.lsa-legend {{ display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: .4rem 0; padding: 0; list-style: none; font-size: .9rem; }}
.lsa-legend li {{ display: flex; align-items: center; gap: .4rem; margin: 0; }}
.lsa-legend i {{ width: 1.4rem; height: 1rem; display: inline-block; border: 1px solid {line}; }}
.lsa-legend i.missing {{ background: repeating-linear-gradient(45deg, {missing}, {missing} 3px, {line} 3px, {line} 4px); }}
@media (max-width: 640px) {{
  .block-container, [data-testid="stMainBlockContainer"] {{ padding-left: 1rem; padding-right: 1rem; }}
  .st-key-kaart_vlak [data-testid='stHorizontalBlock'] {{ flex-direction: column-reverse; }}
  h1 {{ font-size: 1.7rem !important; }}
  .lsa-figures thead {{ position: absolute; left: -9999px; }}
  .lsa-figures tr {{ display: grid; grid-template-columns: 1fr auto; border-top: 1px solid {soft}; padding: .5rem 0; }}
  .lsa-figures td {{ border: 0; padding: .1rem 0; }}
  .lsa-figures .name, .lsa-figures .strip {{ grid-column: 1 / -1; }}
  .lsa-figures .other::before {{ content: attr(data-label) " "; color: {muted}; font-size: .85rem; }}
  .lsa-figures .value {{ grid-column: 1 / -1; font-size: 1.15rem; }}
  .lsa-figures td.spark:empty, .lsa-figures td.other:empty {{ display: none; }}
}}
@media print {{
  header, [data-testid="stSidebar"], [data-testid="stToolbar"], .lsa-noprint, .stElementToolbar {{ display: none !important; }}
}}
</style>
"""


def palette() -> Palette:
    """The colours that fit the visitor's light or dark theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def style() -> None:
    """The house style that the theme file cannot express."""
    colours = palette()
    st.html(
        _STYLE.format(
            muted=colours.muted, line=colours.line, accent=colours.accent, ink=colours.ink, missing=colours.missing,
            soft="#ddd8cc" if colours is LIGHT else "#343b40",
        )
    )  # fmt: skip


def sidebar() -> None:
    """The choice of language. A plain link: the whole page then comes in that language, its `lang` included."""
    with st.sidebar:
        st.html(f'<p class="lsa-muted">{escape(t("frame.language"))}</p>{language_links()}')


def language_links() -> str:
    """Links to this same screen in every language."""
    here = {name: value for name, value in st.query_params.to_dict().items() if name != "taal"}
    links = []
    for code in LANGUAGES:
        query = here | ({"taal": code} if code != "nl" else {})
        current = ' aria-current="true"' if code == language() else ""
        links.append(
            f'<a href="?{escape(urlencode(query))}" target="_self" lang="{code}" hreflang="{code}"{current}>'
            f"{escape(t('frame.own_name', code))}</a>"
        )
    return f'<nav class="lsa-lang" aria-label="{escape(t("frame.language"))}">{"".join(links)}</nav>'


def page_title(title: str, below: str = "") -> None:
    """The question that the page answers, as its heading."""
    st.title(title, anchor=False)
    if below:
        st.html(f'<p class="lsa-sub">{escape(below)}</p>')


def notice(text: str) -> None:
    """A calm message: nothing found, nothing chosen, or an address that is no longer right."""
    st.info(text, icon=":material/info:")


def hits(found: list[tuple[str, str, str]]) -> None:
    """A list of links: (address, name, what it is)."""
    items = "".join(
        f'<li><a href="{escape(href)}" target="_self">{escape(name)}</a> <small>{escape(what)}</small></li>'
        for href, name, what in found
    )
    st.html(f'<ul class="lsa-hits">{items}</ul>')


def foot() -> None:
    """Data version, licences and the way to the definitions, under every page."""
    st.html(
        f'<footer class="lsa-foot">{escape(t("frame.foot", version=database.version()))} '
        f'<a href="/over{"?taal=en" if language() == "en" else ""}" target="_self">{escape(t("frame.foot_link"))}</a>'
        f"{language_links()}</footer>"
    )
