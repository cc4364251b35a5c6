"""The frame around every page: style, language, title, notices and the foot with source and version."""

from datetime import date
from html import escape
from urllib.parse import urlencode

import streamlit as st

from lsa_data.ask import database
from lsa_data.say.formats import date_words
from lsa_ui.shared.palette import DARK, LIGHT, Palette
from lsa_ui.texts import LANGUAGES, language, t

_STYLE = """
<style>
.block-container, [data-testid="stMainBlockContainer"] {{ max-width: 1100px; padding-top: 4.5rem; }}
[data-testid="stElementContainer"] {{ opacity: 1 !important; transition: none !important; }}
table {{ font-variant-numeric: tabular-nums; }}
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
.lsa-figures .value small {{ font-weight: 400; white-space: nowrap; }}
.lsa-figures .value small.long {{ white-space: normal; }}
.lsa-figures .other {{ white-space: nowrap; }}
.lsa-figures img {{ display: block; max-width: none; }}
.lsa-cards {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 1.4rem; margin: .6rem 0 1.4rem; }}
.lsa-cards > div {{ border-top: 3px solid {accent}; padding-top: .6rem; }}
.lsa-cards h3 {{ margin: 0 0 .3rem 0; padding: 0; font-size: 1.15rem; }}
.lsa-paper {{ display: none; }}
.lsa-hits {{ list-style: none; padding: 0 !important; margin: .2rem 0 1rem; }}
.lsa-hits li {{ margin: 0; padding: .15rem 0; }}
.lsa-hits a {{ display: inline-block; padding: .25rem 0; color: {accent}; }}
.lsa-hits small, .lsa-muted {{ color: {muted}; }}
.lsa-summary li, .lsa-hits li, .lsa-legend li {{ margin-left: 0 !important; padding-left: 0 !important; }}
.lsa-summary {{ list-style: none; padding: 0 !important; margin: 0 0 .6rem; }}
.lsa-summary li {{ display: grid; grid-template-columns: 1.6rem 1fr; margin: 0 0 .55rem; font-size: 1.08rem; line-height: 1.5; }}
.lsa-sign {{ font-weight: 700; color: {accent}; }}
.lsa-answer {{ font-size: clamp(1.25rem, 2.6vw, 1.75rem); line-height: 1.35; margin: .2rem 0 .4rem; max-width: 46rem; }}
.lsa-scroll {{ overflow: auto; max-height: 34rem; }}
.lsa-heat {{ border-collapse: separate; border-spacing: 2px; font-size: .9rem; }}
.lsa-heat th {{ text-align: left; font-weight: 400; color: {muted}; padding: .2rem .5rem .2rem 0; border: 0; vertical-align: bottom; }}
.lsa-heat th[scope="row"] {{ white-space: nowrap; }}
.lsa-heat th[scope="rowgroup"] {{ font-weight: 700; color: {ink}; padding-top: .6rem; }}
.lsa-heat td {{ padding: 0; border: 0; min-width: 5.4rem; text-align: center; }}
.lsa-heat td a, .lsa-heat td span {{ display: block; padding: .3rem .5rem; text-decoration: none; }}
.lsa-heat td b, .lsa-heat td small {{ display: block; }}
.lsa-heat a[aria-current] {{ outline: 3px solid {accent}; outline-offset: -3px; }}
.lsa-shares {{ width: 100%; border-collapse: collapse; margin: 0 0 .6rem; }}
.lsa-shares th {{ text-align: left; font-weight: 400; border: 0; padding: .35rem .8rem .35rem 0; }}
.lsa-shares thead th {{ color: {muted}; font-size: .85rem; }}
.lsa-shares td {{ border: 0; padding: .35rem .8rem .35rem 0; white-space: nowrap; }}
.lsa-shares tbody tr > * {{ border-top: 1px solid {soft}; }}
.lsa-shares .bar {{ width: 42%; }}
.lsa-shares .bar span {{ display: block; position: relative; height: 1rem; background: linear-gradient(90deg, {soft} 50%, transparent 50%); border: 1px solid {line}; }}
.lsa-shares .bar i {{ position: absolute; inset: 0 auto 0 0; background: {accent}; }}
.lsa-shares .bar b {{ position: absolute; top: -4px; bottom: -4px; width: 3px; background: {ink}; }}
.lsa-legend {{ display: flex; flex-wrap: wrap; gap: .2rem .9rem; margin: .4rem 0; padding: 0; list-style: none; font-size: .9rem; }}
.lsa-legend li {{ display: flex; align-items: center; gap: .4rem; margin: 0; }}
.lsa-legend i {{ width: 1.4rem; height: 1rem; display: inline-block; border: 1px solid {line}; }}
.lsa-legend i.missing {{ background: repeating-linear-gradient(45deg, {missing}, {missing} 3px, {line} 3px, {line} 4px); }}
@media (max-width: 640px) {{
  .block-container, [data-testid="stMainBlockContainer"] {{ padding-left: 1rem; padding-right: 1rem; }}
  .st-key-kaart_vlak [data-testid='stHorizontalBlock'] {{ flex-direction: column-reverse; }}
  h1 {{ font-size: 1.7rem !important; }}
  .lsa-shares thead {{ position: absolute; left: -9999px; }}
  .lsa-shares tr {{ display: grid; grid-template-columns: 1fr auto; }}
  .lsa-shares tbody tr > * {{ border: 0; padding: .1rem 0; }}
  .lsa-shares tbody tr {{ border-top: 1px solid {soft}; padding: .4rem 0; }}
  .lsa-shares .bar {{ width: auto; grid-column: 1 / -1; grid-row: 2; }}
  .lsa-shares .all {{ grid-column: 1 / -1; }}
  .lsa-shares .all::before {{ content: attr(data-label) " "; color: {muted}; font-size: .85rem; }}
  .lsa-figures thead {{ position: absolute; left: -9999px; }}
  .lsa-figures tr {{ display: grid; grid-template-columns: 1fr auto; border-top: 1px solid {soft}; padding: .5rem 0; }}
  .lsa-figures td {{ border: 0; padding: .1rem 0; }}
  .lsa-figures .name, .lsa-figures .strip {{ grid-column: 1 / -1; }}
  .lsa-figures .other::before {{ content: attr(data-label) " "; color: {muted}; font-size: .85rem; }}
  .lsa-figures .value {{ grid-column: 1 / -1; font-size: 1.15rem; }}
  .lsa-figures td.spark:empty, .lsa-figures td.other:empty {{ display: none; }}
}}
@page {{ size: {paper}; margin: 12mm; }}
.lsa-poster {{ break-after: page; border: 1px solid {line}; padding: 1.5rem 2rem; margin: 0 0 1.5rem; }}
.lsa-note {{ font-size: .9rem; margin: 0; }}
.lsa-poster h2 {{ font-size: 2rem; padding: 0; }}
.lsa-poster p {{ font-size: 1.3rem; line-height: 1.45; }}
.lsa-poster img {{ width: 100%; height: auto; max-height: 9rem; }}
.lsa-poster .ask {{ font-weight: 700; color: {accent}; }}
.lsa-poster .write {{ height: 14rem; background: repeating-linear-gradient(transparent 0 2.6rem, {line} 2.6rem 2.65rem); }}
@media print {{
  header, [data-testid="stSidebar"], [data-testid="stToolbar"], [data-testid="stPopover"], [data-testid="stPills"],
  [data-testid="stButtonGroup"], [data-testid="stExpander"], [data-testid="stSelectbox"], [data-testid="stTextInput"],
  [data-testid="stToggle"], .stElementToolbar, .lsa-lang, .lsa-hits {{ display: none !important; }}
  .block-container, [data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none; }}
  .stApp, body {{ background: white !important; }}
  [data-testid="stVerticalBlock"] {{ gap: .15rem !important; }}
  .lsa-note, [data-testid="stDataFrame"] {{ display: none !important; }}
  h1 {{ font-size: 16pt !important; padding: 0 !important; }}
  h3 {{ font-size: 9.5pt !important; padding: 2pt 0 0 !important; break-after: avoid; }}
  .lsa-sub, p.lsa-muted {{ font-size: 7.5pt; margin: 0; line-height: 1.25; }}
  .lsa-summary {{ margin: 0; }}
  .lsa-summary li {{ font-size: 8pt; margin: 0; line-height: 1.3; }}
  .lsa-figures {{ font-size: 7pt; margin: 0; table-layout: fixed; }}
  .lsa-figures th {{ font-size: 6.5pt; padding: 0 4pt 0 0; width: 9%; }}
  .lsa-figures th:first-child {{ width: 42%; }}
  .lsa-figures th:nth-child(2) {{ width: 20%; }}
  .lsa-figures td {{ padding: .4pt 4pt .4pt 0; line-height: 1.15; }}
  .lsa-figures td.strip img {{ width: 90px; height: 11px; }}
  .lsa-figures td.spark, .lsa-figures th:last-child {{ display: none; }}
  .lsa-figures .name small, .lsa-figures .value small {{ display: inline; margin-left: .5em; font-size: 6.5pt; }}
  .lsa-figures .value {{ max-width: none; }}
  .lsa-figures .value small.long {{ display: none; }}
  .lsa-figures tr {{ break-inside: avoid; }}
  .lsa-poster {{ border: 0; padding: 0; margin: 0; }}
  .lsa-poster h2 {{ font-size: 34pt !important; }}
  .lsa-poster p {{ font-size: 20pt !important; }}
  .lsa-poster .write {{ height: 105mm; }}
  .lsa-paper {{ display: block; font-size: 7pt; margin: 4pt 0 0; }}
  .lsa-foot {{ font-size: 7pt; margin-top: 3pt; padding-top: 2pt; }}
}}
</style>
"""


def palette() -> Palette:
    """The colours that fit the visitor's light or dark theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def style(paper: str) -> None:
    """The house style that the theme file cannot express; `paper` is the size to print on."""
    colours = palette()
    st.html(
        _STYLE.format(
            paper=paper, muted=colours.muted, line=colours.line, accent=colours.accent, ink=colours.ink, missing=colours.missing,
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


def _here() -> str:
    """The address of this screen."""
    query = urlencode(st.query_params.to_dict())
    return (st.context.url or "").split("?", 1)[0] + (f"?{query}" if query else "")


def page_title(title: str, below: str = "") -> None:
    """The question that the page answers, as its heading."""
    st.title(title, anchor=False)
    if below:
        st.html(f'<p class="lsa-sub">{escape(below)}</p>')


def on_phone() -> bool:
    """Whether the visitor's browser says it is on a phone."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def note(text: str) -> None:
    """A remark in small, quieter type. Not Streamlit's own caption: that is too pale to read (WCAG 1.4.3)."""
    st.html(f'<p class="lsa-muted lsa-note">{escape(text)}</p>')


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
    """Data version, licences and the way to the definitions, under every page; on paper the date and the address."""
    printed = t("frame.printed", date=date_words(date.today(), language()), link=_here())
    st.html(
        f'<p class="lsa-paper">{escape(printed)}</p>'
        f'<footer class="lsa-foot">{escape(t("frame.foot", version=database.version()))} '
        f'<a href="/over{"?taal=en" if language() == "en" else ""}" target="_self">{escape(t("frame.foot_link"))}</a>'
        f"{language_links()}</footer>"
    )
