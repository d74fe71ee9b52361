"""A document becomes an accessible PDF. All of Typst is here; what is written is data for its templates, no markup."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst

from workshop.content.blocks import plain_text
from workshop.handouts.document import Document
from workshop.handouts.gray import in_gray
from workshop.handouts.layout import lay_out, secrets_last
from workshop.handouts.letters import FONTS, clean_value, main_letters
from workshop.handouts.preflight import check_document
from workshop.pages.variants import HALF_SHEETS

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Final = "ua-1"
# The same input gives the same bytes: every handout is dated the day the kit's first version was begun.
TIMESTAMP = 1_793_491_200
NEARLY_EMPTY = 0.5
# The ten keys have more characters than this; set snug, they have four pages each, all in one size of type.
LONG = 9000


class TypesettingFault(RuntimeError):
    """The template could not be set; our fault. The message names places in the template, never what anyone wrote."""


def can_set(document: Document) -> bool:
    """True if Typst takes this document."""
    try:
        set_document(document)
    except TypesettingFault:
        return False
    return True


def print_document(document: Document) -> bytes:
    """The PDF of a document."""
    return set_document(document)[0]


def set_document(document: Document) -> tuple[bytes, int]:
    """The PDF of a document, and how many pages it has.

    A long one, or one whose last page is nearly empty, is set snug if that saves a page. Sheets to hand out fill their
    pages by themselves.
    """
    data = data_of(document)
    pdf, pages = _set_well(data)
    if document.fillable:
        from workshop.handouts.pdf.form_fields import add_fields

        return add_fields(pdf), pages
    return pdf, pages


def data_of(document: Document) -> dict[str, Any]:
    """What the template gets of a document; raises WorkshopError with every problem that a counselor can mend."""
    clean = Document(**clean_value(vars(document)))
    check_document(clean)
    if clean.gray:
        clean = in_gray(clean)
    return vars(clean) | {"blocks": lay_out(secrets_last(clean.blocks)), "letters": main_letters()}


def _set_well(data: dict[str, Any]) -> tuple[bytes, int]:
    """Roomy or snug, whichever is better on this paper."""
    if data["form"] != "handout" or any(block["is"] == "sheet" for block in data["blocks"]):
        return compile_pdf(data | {"snug": False})[:2]
    if not data["large_print"] and len(plain_text(data["blocks"])) > LONG:
        return compile_pdf(data | {"snug": True})[:2]
    pdf, pages, filled = compile_pdf(data | {"snug": False})
    if pages > 1 and filled < NEARLY_EMPTY:
        snug, fewer, _ = compile_pdf(data | {"snug": True})
        return (snug, fewer) if fewer < pages else (pdf, pages)
    return pdf, pages


def set_booklet(document: Document) -> tuple[bytes, int]:
    """The PDF of a document as a booklet: sheets to print on both sides and fold, and how many pages it has."""
    from workshop.handouts.pdf.booklet import impose

    pdf, pages = set_document(replace(document, paper=HALF_SHEETS[document.paper]))
    return impose(pdf, document.paper), pages


def compile_pdf(data: dict[str, Any]) -> tuple[bytes, int, float]:
    """The PDF of the template's data, how many pages it has, and how much of the last one is filled (0 to 1)."""
    compiler = typst.Compiler(
        str(TEMPLATES / f"{data['form']}.typ"),
        root=str(TEMPLATES),
        font_paths=shipped_fonts(),
        sys_inputs={"doc": json.dumps(data, ensure_ascii=False)},
        # A folder that is not there: no package can be found, so none is fetched from the network.
        package_path=str(TEMPLATES / "no-packages"),
        package_cache_path=str(TEMPLATES / "no-packages"),
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=[STANDARD], timestamp=TIMESTAMP)
        if warnings or not isinstance(pdf, bytes):
            raise TypesettingFault("; ".join(map(_places, warnings)))
        end = json.loads(compiler.query("<end>", field="value", one=True))
    except typst.TypstError as error:
        raise TypesettingFault(_places(error)) from None
    return pdf, int(end["page"]), float(end["filled"])


@lru_cache(maxsize=1)
def shipped_fonts() -> typst.Fonts:
    """The kit's fonts, read once in a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _places(fault: Any) -> str:
    """Where in the template, and the kind of fault, cut before any text of the document."""
    rows = [row.strip() for row in str(getattr(fault, "diagnostic", "")).splitlines()]
    return " ".join(row for row in rows if ".typ:" in row) or "unknown place"
