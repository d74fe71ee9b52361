"""The nbconvert exporter `workshop_handout`: an executed notebook becomes an accessible PDF. All of Typst is here."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from workshop.pages.notebook_format import nbformat  # isort: skip  (first: it makes the imports below fast)
import typst
from nbconvert.exporters import Exporter
from traitlets import Bool, Unicode

from workshop.content.blocks import plain_text
from workshop.errors import WorkshopError
from workshop.handouts.document import Document, read_document
from workshop.handouts.layout import lay_out, secrets_last
from workshop.handouts.letters import FONTS, clean_value, main_letters
from workshop.handouts.preflight import check_document

TEMPLATES = Path(__file__).parent / "typst"
STANDARD: Final = "ua-1"
# The same input gives the same bytes: every handout is dated the day the kit's first version was begun.
TIMESTAMP = 1_793_491_200
NEARLY_EMPTY = 0.5
# The ten keys have more characters than this; set snug, they have four pages each, all in one size of type.
LONG = 9000


class TypesettingFault(RuntimeError):
    """The template could not be set; our fault. The message names places in the template, never what anyone wrote."""


class ExportRefused(RuntimeError):
    """The notebook cannot be printed as it is. JupyterLab writes this to its log, so it tells codes and no words."""

    def __init__(self, codes: str) -> None:
        todo = "Press Print handout on the page, or run python scripts/start.py handouts, to read what to mend."
        super().__init__(f"This notebook cannot be printed [{codes}]. {todo}")


class HandoutExporter(Exporter):  # type: ignore[misc]
    """Notebook in, PDF/UA-1 out. Paper and print size come from the page unless they are set here."""

    export_from_notebook = "Workshop handout (PDF)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    paper = Unicode("", help="a4 or letter; empty: as the page says").tag(config=True)
    large_print = Bool(False, help="18 points, whatever the page says").tag(config=True)

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[bytes, Any]:
        """The PDF of a notebook; raises ExportRefused when there is something that a counselor can mend."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources.get("metadata", {}).get("name", "")
        try:
            return self.print_notebook(nb, name), resources
        except WorkshopError as error:
            raise ExportRefused(", ".join(problem.code for problem in error.problems)) from None

    def print_notebook(self, nb: Any, name: str = "") -> bytes:
        """The PDF of a notebook, without nbconvert's copies and preprocessors."""
        return self.set_notebook(nb, name)[0]

    def set_notebook(self, nb: Any, name: str = "") -> tuple[bytes, int]:
        """The PDF of a notebook, and how many pages it has."""
        document = read_document(nb, name)
        paper = self.paper or document.paper
        return set_document(replace(document, paper=paper, large_print=self.large_print or document.large_print))


def print_document(document: Document) -> bytes:
    """The PDF of a document."""
    return set_document(document)[0]


def set_document(document: Document) -> tuple[bytes, int]:
    """The PDF of a document, and how many pages it has.

    A long one, or one whose last page is nearly empty, is set snug if that saves a page. Sheets to hand out fill their
    pages by themselves.
    """
    clean = Document(**clean_value(vars(document)))
    check_document(clean)
    data = vars(clean) | {"blocks": lay_out(secrets_last(clean.blocks)), "letters": main_letters()}
    if any(block["is"] == "sheet" for block in clean.blocks):
        return compile_pdf(data | {"snug": False})[:2]
    if not clean.large_print and len(plain_text(data["blocks"])) > LONG:
        return compile_pdf(data | {"snug": True})[:2]
    pdf, pages, filled = compile_pdf(data | {"snug": False})
    if pages > 1 and filled < NEARLY_EMPTY:
        snug, fewer, _ = compile_pdf(data | {"snug": True})
        return (snug, fewer) if fewer < pages else (pdf, pages)
    return pdf, pages


def compile_pdf(data: dict[str, Any]) -> tuple[bytes, int, float]:
    """The PDF of the template's data, how many pages it has, and how much of the last one is filled (0 to 1)."""
    compiler = typst.Compiler(
        str(TEMPLATES / "handout.typ"),
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


__all__ = ["HandoutExporter", "TypesettingFault", "nbformat", "print_document"]
