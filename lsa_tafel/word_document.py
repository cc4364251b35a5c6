"""Lines as a Word document: A4, the language set so that Word checks the spelling of that language, page numbers."""

import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from lsa_data.say.palette import LIGHT

NOT_IN_WORD = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that a Word document (XML) cannot hold."""
A4, MARGIN = (Mm(210), Mm(297)), Mm(22)
HIGHEST = Mm(180)
"""What a picture is at most, so that its heading stays on the same page."""
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
FONT = "Arial"
"""A font that every office has: a file cannot bring one of its own."""
SIZES = {"Normal": 11, "List Bullet": 11, "Heading 1": 22, "Heading 2": 16, "Heading 3": 12}
"""Styles of the document, in points."""
SMALL = 9


class Line(Protocol):
    """See `report.Line`."""

    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def picture(self) -> bytes: ...


def made(said: Sequence[Line], language: str, page: str) -> bytes:
    """The document; `page` is the foot of each page, with {n} and {total} in it."""
    document = docx.Document()
    _on_a4(document, page)
    _in_style(document)
    _in_language(document, LANGUAGES[language])
    for line, after in zip(said, [*said[1:], None], strict=True):
        added = _added(document, line)
        belongs = line.kind.startswith("h") or (after is not None and after.kind in ("li", "img", "small"))
        if line.kind != "li" and belongs:
            added.paragraph_format.keep_with_next = True
    properties = document.core_properties
    properties.title = next((NOT_IN_WORD.sub("", one.text)[:255] for one in said if one.kind == "h1"), "")
    properties.author, properties.comments = "LSA Wijkdashboard", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _added(document: Document, line: Line) -> Paragraph:
    text = NOT_IN_WORD.sub("", line.text)
    if line.kind == "img":
        picture = document.add_picture(io.BytesIO(line.picture), width=A4[0] - 2 * MARGIN)
        if picture.height > HIGHEST:
            picture.width, picture.height = picture.width * HIGHEST // picture.height, HIGHEST
        picture._inline.docPr.set("descr", text)
        return document.paragraphs[-1]
    if line.kind.startswith("h"):
        return document.add_heading(text, level=int(line.kind[1]))
    added = document.add_paragraph(text, style="List Bullet" if line.kind == "li" else None)
    if from_the_right(text):
        added._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in added.runs:
            run.font.rtl = True
    if line.kind == "small":
        for run in added.runs:
            run.font.size, run.font.color.rgb = Pt(SMALL), _rgb(LIGHT.muted)
    return added


def from_the_right(text: str, anywhere: bool = False) -> bool:
    """Whether a text is read from the right to the left, as its first letter is; or whether any letter is."""
    ways = [way for sign in text if (way := unicodedata.bidirectional(sign)) in ("L", "R", "AL")]
    return any(way != "L" for way in (ways if anywhere else ways[:1]))


def _in_style(document: Document) -> None:
    """One font, ink instead of the blue of Word, and little white between lines that belong together."""
    for name, size in SIZES.items():
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for part in list(fonts.attrib):
            del fonts.attrib[part]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), _rgb(LIGHT.ink)
        heading = name.startswith("Heading")
        style.paragraph_format.space_before = Pt(size if heading else 0)
        style.paragraph_format.space_after = Pt(4)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _on_a4(document: Document, page: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{n\}|\{total\})", page):
        if part in ("{n}", "{total}"):
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE" if part == "{n}" else "NUMPAGES")
            foot._p.append(field)
        else:
            foot.add_run(part)


def _in_language(document: Document, language: str) -> None:
    document.core_properties.language = language
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    known = defaults.find(qn("w:lang"))
    if known is None:
        known = OxmlElement("w:lang")
        defaults.append(known)
    known.set(qn("w:val"), language)
