"""The nbconvert exporter `workshop_handout`: any executed notebook becomes an accessible PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from workshop.pages.notebook_format import nbformat  # isort: skip  (first: it makes the imports below fast)
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException
from traitlets import Bool, Integer, Unicode

from workshop.errors import WorkshopError
from workshop.handouts.document import Document, is_page_of_kit, read_document
from workshop.handouts.foreign.notebook import Wishes, invalid, read_notebook
from workshop.handouts.foreign.refused import without_refused
from workshop.handouts.typesetting import TypesettingFault, can_set, set_document

# The width of the text on each paper, in em of the usual print and in em of large print.
ROOM = {"a4": (46.0, 27.5), "letter": (47.5, 28.5), "a5": (29.5, 17.5), "half-letter": (27.5, 16.0)}


class ExportRefused(RuntimeError):
    """The notebook cannot be printed as it is. JupyterLab writes this to its log, so it tells codes and no words."""

    def __init__(self, codes: str) -> None:
        todo = "Press Print handout on the page, or run python scripts/start.py handouts, to read what to mend."
        super().__init__(f"This notebook cannot be printed [{codes}]. {todo}")


class NotebookRefused(ConversionException):  # type: ignore[misc]
    """A notebook that is not the kit's and cannot be printed; nbconvert ends with an error and says these sentences."""


class HandoutExporter(Exporter):  # type: ignore[misc]
    """Notebook in, PDF/UA-1 out. Paper and print size come from the page unless they are set here.

    Of notebooks that are not the kit's, what nbconvert's other exporters leave out is left out here too.
    """

    export_from_notebook = "Workshop handout (PDF)"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    paper = Unicode("", help="a4 or letter; empty: as the page says").tag(config=True)
    large_print = Bool(False, help="18 points, whatever the page says").tag(config=True)
    exclude_input = Bool(False, help="Leave out the code of any notebook").tag(config=True)
    exclude_output = Bool(False, help="Leave out what the code made").tag(config=True)
    exclude_code_cell = Bool(False, help="Leave out code and what it made").tag(config=True)
    exclude_markdown = Bool(False, help="Leave out the text").tag(config=True)
    exclude_raw = Bool(False, help="Leave out raw cells").tag(config=True)
    output_lines = Integer(60, help="How many lines or rows of one output are printed; 0: all").tag(config=True)
    language_code = Unicode("en", help="Language of any notebook's words, such as es").tag(config=True)

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> tuple[bytes, Any]:
        """The PDF of a notebook file of any version; raises NotebookRefused for a file that is no notebook."""
        try:
            nb = nbformat.read(file_stream, as_version=4)
        except Exception as fault:  # nbformat raises errors of several libraries.
            raise NotebookRefused(str(invalid(fault))) from None
        return self.from_notebook_node(nb, resources=resources, **kw)

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[bytes, Any]:
        """The PDF of a notebook; raises ExportRefused when there is something that a counselor can mend."""
        try:
            nb, resources = super().from_notebook_node(nb, resources, **kw)
        except nbformat.ValidationError as fault:
            raise NotebookRefused(str(invalid(fault))) from None
        told = resources.get("metadata", {})
        try:
            return self.set_notebook(nb, told.get("name", ""), told.get("path", ""))[0], resources
        except WorkshopError as error:
            if not is_page_of_kit(nb):
                raise NotebookRefused(str(error)) from None
            raise ExportRefused(", ".join(problem.code for problem in error.problems)) from None

    def print_notebook(self, nb: Any, name: str = "") -> bytes:
        """The PDF of a notebook, without nbconvert's copies and preprocessors."""
        return self.set_notebook(nb, name)[0]

    def set_notebook(self, nb: Any, name: str = "", folder: str = "") -> tuple[bytes, int]:
        """The PDF of a notebook, and how many pages it has. Pictures named in it lie in its folder."""
        if is_page_of_kit(nb):
            return set_document(self._on_paper(read_document(nb, name)))
        document = self._on_paper(read_notebook(nb, name, self._wishes(folder)))
        try:
            return set_document(document)
        except TypesettingFault:
            return set_document(without_refused(document, can_set))

    def _on_paper(self, document: Document) -> Document:
        paper = self.paper or document.paper
        return replace(document, paper=paper, large_print=self.large_print or document.large_print)

    def _wishes(self, folder: str) -> Wishes:
        return Wishes(
            folder=Path(folder) if folder else None,
            room=ROOM.get(self.paper, ROOM["a4"])[self.large_print],
            inputs=not self._is_excluded("exclude_input"),
            outputs=not self._is_excluded("exclude_output"),
            code_cells=not self._is_excluded("exclude_code_cell"),
            markdown=not self._is_excluded("exclude_markdown"),
            raw=not self._is_excluded("exclude_raw"),
            lines=self.output_lines,
            language=self.language_code,
        )

    def _is_excluded(self, name: str) -> bool:
        """Also by a setting for nbconvert's own exporters, which is what its --no-input sets."""
        return bool(getattr(self, name) or self.config.TemplateExporter.get(name, False))
