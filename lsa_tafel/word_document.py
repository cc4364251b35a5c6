"""Lines as a Word document: A4, the language set so that Word checks the spelling of that language, page numbers."""

import io
import re
from collections.abc import Sequence
from typing import Protocol

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

NOT_IN_WORD = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that a Word document (XML) cannot hold."""
A4, MARGIN = (Mm(210), Mm(297)), Mm(22)
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


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
    _in_language(document, LANGUAGES[language])
    for line in said:
        text = NOT_IN_WORD.sub("", line.text)
        if line.kind == "img":
            picture = document.add_picture(io.BytesIO(line.picture), width=A4[0] - 2 * MARGIN)
            picture._inline.docPr.set("descr", text)
        elif line.kind.startswith("h"):
            document.add_heading(text, level=int(line.kind[1]))
        else:
            document.add_paragraph(text, style="List Bullet" if line.kind == "li" else None)
    document.core_properties.title = next((NOT_IN_WORD.sub("", one.text)[:255] for one in said if one.kind == "h1"), "")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


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
