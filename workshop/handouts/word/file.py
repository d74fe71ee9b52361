"""A document as a Word file, for those who go on editing it in a word processor."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap
from docx.shared import Mm

from workshop.handouts.document import Document
from workshop.handouts.flowing import (
    CERTIFICATE,
    POSTER,
    RIGHT_TO_LEFT,
    WORKBOOK,
    for_whom,
    over_title,
    ready_to_flow,
)
from workshop.handouts.typesetting import TIMESTAMP
from workshop.handouts.word.blocks import SETTERS
from workshop.handouts.word.heads import contents, masthead
from workshop.handouts.word.look import FALLBACK, FONT, Paint
from workshop.handouts.word.parts import Look, borders, live_field, paragraph, run, tab
from workshop.handouts.word.styles import Setting, styles_xml
from workshop.handouts.word.tables import numbering_xml
from workshop.handouts.word.writer import TWIPS_PER_MM, Kind, Place, WordWriter

BASE, LARGE, POSTER_SIZE = 10.5, 18.0, 22.0
SHEETS = 10.0  # a sheet fits on one page then, where the kit's font is installed
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "a5": (148.0, 210.0), "half-letter": (139.7, 215.9)}
WALLS = {"a4": (297.0, 420.0), "letter": (279.4, 431.8)}
MARGIN, SHEET_MARGIN, LARGE_MARGIN, LARGE_TOP, HEADER, FOOTER = 17.0, 14.0, 16.0, 22.0, 7.0, 7.0  # mm
LANGUAGES = {"en": "en-US"}
# Parts of python-docx's own empty file that tell of its maker or that no program needs.
DROPPED = ("thumbnail", "stylesWithEffects", "customXml")
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # what a ZIP file can hold
_SPACES = nsmap | {
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
_USED = ("w", "r", "wp", "a", "pic", "w14")


class _Page:
    """Measures of the paper in mm, the base size of type in points, and the color."""

    def __init__(self, document: Document) -> None:
        wall = document.form == POSTER
        self.wide, self.high = (WALLS if wall else PAPERS).get(document.paper, PAPERS["a4"])
        self.lying = document.form == CERTIFICATE
        if self.lying:
            self.wide, self.high = self.high, self.wide
        sheets = any(block["is"] == "sheet" for block in document.blocks)
        self.margin = LARGE_MARGIN if document.large_print else SHEET_MARGIN if sheets else MARGIN
        self.base = POSTER_SIZE if wall else LARGE if document.large_print else SHEETS if sheets else BASE
        self.top = LARGE_TOP if document.large_print else self.margin
        self.room = round((self.wide - 2 * self.margin) * TWIPS_PER_MM)
        self.paint = Paint(document.number)


def set_word_file(document: Document) -> bytes:
    """The .docx of a document, the same bytes each time; raises WorkshopError for what must be mended first."""
    ready = ready_to_flow(document)
    page = _Page(ready)
    file = docx.Document()
    _dress(file, ready, page)
    kind = Kind(ready.words, round(page.base * 20), page.paint, ready.large_print, ready.form)
    writer = WordWriter(file.part, SETTERS, kind)
    _fill_body(file, _body(ready, writer, Place(page.room)))
    _refill(file.part.numbering_part.element, "w:numbering", numbering_xml(writer.starts, page.paint, writer.step))
    _set_paper(file, page)
    if not page.lying:
        _set_edges(file, ready, page)
    _tell_of(file, ready)
    return _packed(file)


def _body(document: Document, writer: WordWriter, place: Place) -> str:
    if document.form == CERTIFICATE:
        head = paragraph("Title", run(document.title)) + paragraph("Subtitle", run(document.summary))
    else:
        head = masthead(writer, vars(document), place, over=over_title(document), name=for_whom(document))
    if document.form == WORKBOOK:
        owner = [] if document.person else [{"is": "lines", "count": 1, "label": document.words["name"]}]
        parts = [block["title"] for block in document.blocks if block["is"] == "part"]
        head += writer.write(owner, place) + contents(writer, parts)
    safe = document.safety and document.form != POSTER
    return head + writer.write(document.blocks, place) + (paragraph("Safety", run(document.safety)) if safe else "")


def _xml(root: str, inside: str) -> Any:
    """XML as elements of python-docx, inside a root of its own."""
    spaces = " ".join(f'xmlns:{name}="{_SPACES[name]}"' for name in _USED)
    return parse_xml(f"<{root} {spaces}>{inside}</{root}>")


def _refill(element: Any, root: str, inside: str) -> None:
    """Puts new children into an element in place of those it has."""
    for child in list(element):
        element.remove(child)
    element.extend(list(_xml(root, inside)))


def _fill_body(file: WordDocument, inside: str) -> None:
    section = file.element.body.sectPr
    for child in list(file.element.body):
        if child is not section:
            file.element.body.remove(child)
    for element in list(_xml("w:body", inside)):
        section.addprevious(element)


def _dress(file: WordDocument, document: Document, page: _Page) -> None:
    """Styles and settings of the kit in place of those of python-docx's empty file."""
    for relations in (file.part.package.rels, file.part.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.endswith(DROPPED):
                del relations[name]
    language = _language(document)
    from_right = document.language.split("-")[0] in RIGHT_TO_LEFT
    setting = Setting(page.base, language, document.large_print, from_right, centered=page.lying)
    _refill(file.styles.element, "w:styles", styles_xml(setting, page.paint))
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    settings = f'<w:defaultTabStop w:val="720"/><w:compat>{mode}</w:compat><w:themeFontLang w:val="{language}"/>'
    _refill(file.settings.element, "w:settings", settings)
    # Where the font is not installed, the program takes another that is easy to read.
    told = f'<w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/><w:family w:val="swiss"/></w:font>'
    fonts = next(part for part in file.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts._blob = f'<w:fonts xmlns:w="{_SPACES["w"]}">{told}</w:fonts>'.encode()


def _language(document: Document) -> str:
    return LANGUAGES.get(document.language, document.language)


def _set_paper(file: WordDocument, page: _Page) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(page.wide), Mm(page.high)
    section.left_margin = section.right_margin = section.bottom_margin = Mm(page.margin)
    section.top_margin = Mm(page.top)
    section.header_distance, section.footer_distance = Mm(HEADER), Mm(FOOTER)
    if page.lying:
        section.orientation = WD_ORIENT.LANDSCAPE
        line = ("double", 12, page.paint.key, 24)
        edges = borders("pgBorders", top=line, left=line, bottom=line, right=line)
        edges = edges.replace("<w:pgBorders>", '<w:pgBorders w:offsetFrom="page">')
        section._sectPr.find(f"{{{_SPACES['w']}}}pgMar").addnext(_xml("w:sectPr", edges)[0])


def _set_edges(file: WordDocument, document: Document, page: _Page) -> None:
    """What runs along the upper edge from the second page on, and along the lower edge."""
    section, name = file.sections[0], for_whom(document)
    section.different_first_page_header_footer = True
    look = Look(tabs=(("right", page.room),))
    head = run(document.title) + (tab() + run(name) if name else "")
    foot = paragraph("Footer", run(document.kit) + tab() + page_number(document.words["page"]), look)
    _refill(section.header._element, "w:hdr", paragraph("Header", head, look))
    _refill(section.first_page_header._element, "w:hdr", paragraph("Cell"))
    for footer in (section.footer, section.first_page_footer):
        _refill(footer._element, "w:ftr", foot)


def page_number(words: str) -> str:
    """The words for a page's number, with fields where the numbers go."""
    shown = run(words)
    for name, code in (("page", "PAGE"), ("pages", "NUMPAGES")):
        before, found, after = words.partition("{" + name + "}")
        if found:
            return page_number(before) + live_field(code, run("1")) + page_number(after)
    return shown


def _tell_of(file: WordDocument, document: Document) -> None:
    told = file.core_properties
    told.title, told.language, told.revision = document.title[:255], _language(document), 1
    told.author = told.last_modified_by = told.comments = told.keywords = told.category = told.subject = ""
    told.created = told.modified = datetime.fromtimestamp(TIMESTAMP, UTC).replace(tzinfo=None)


def _packed(file: WordDocument) -> bytes:
    """The file's bytes, with one fixed time in place of now."""
    saved, packed = io.BytesIO(), io.BytesIO()
    file.save(saved)
    with zipfile.ZipFile(saved) as found, zipfile.ZipFile(packed, "w") as kept:
        for entry in found.infolist():
            info = zipfile.ZipInfo(entry.filename, EARLIEST)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            kept.writestr(info, found.read(entry))
    return packed.getvalue()
