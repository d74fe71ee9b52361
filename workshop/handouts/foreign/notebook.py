"""A notebook of anyone's as a document: its cells in order, as Jupyter and nbconvert would show them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.content.blocks import Block
from workshop.errors import Problem, WorkshopError
from workshop.handouts.document import Document
from workshop.handouts.foreign.code import code_block, printed_block
from workshop.handouts.foreign.depth import not_too_deep
from workshop.handouts.foreign.formulas import Formulas
from workshop.handouts.foreign.headings import in_order, take_title
from workshop.handouts.foreign.markdown import markdown_html
from workshop.handouts.foreign.outputs import OutputReader, joined
from workshop.handouts.foreign.pictures import PictureFiles
from workshop.handouts.foreign.spelling import spelled
from workshop.handouts.foreign.web import WebReader
from workshop.handouts.foreign.words import say

FORM = "notebook"
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


@dataclass(frozen=True)
class Wishes:
    """What of a notebook is printed. `folder` is where it lies, `room` the width of the paper's text in em, `lines` how
    many lines of one output are printed (0: all), and `language` that of its words, such as "en".
    """

    folder: Path | None = None
    room: float = 47.0
    inputs: bool = True
    outputs: bool = True
    code_cells: bool = True
    markdown: bool = True
    raw: bool = True
    lines: int = 60
    language: str = "en"


def read_notebook(notebook: Any, name: str = "", wishes: Wishes | None = None) -> Document:
    """The document of a notebook that is not the kit's; `name` is the title of last resort.

    Raises WorkshopError for one with nothing to print, with words in a script that no font has, or that is not valid.
    """
    try:
        return _read(notebook, name, wishes or Wishes())
    except (AttributeError, KeyError, TypeError, ValueError, IndexError, RecursionError) as fault:
        raise WorkshopError(invalid(fault)) from None


def invalid(fault: Exception) -> Problem:
    """The problem of a file that is no sound notebook, with the first line of what is wrong."""
    told = " ".join(str(fault).split("\n")[0].split())[:160] or type(fault).__name__
    what = f"The file is not a sound notebook ({type(fault).__name__}: {told})."
    return Problem("", 0, "H204", what, "Open it in JupyterLab, save it, and try again.")


def _read(notebook: Any, name: str, wishes: Wishes) -> Document:
    reader = _CellReader(notebook, wishes)
    blocks = [block for cell in notebook.get("cells", []) for block in reader.blocks(cell)]
    if not blocks:
        raise WorkshopError(Problem("", 0, "H205", "The notebook has nothing to print.", "Write in it, or run it."))
    metadata = notebook.get("metadata", {})
    first, rest = take_title(blocks)
    title = first or str(metadata.get("title") or "").strip() or name.strip() or say("untitled")
    told = _LANGUAGE.match(str(metadata.get("language") or metadata.get("lang") or wishes.language))
    printed = spelled({"title": title, "summary": _authors(metadata), "blocks": not_too_deep(in_order(rest))})
    return Document(
        title=printed["title"],
        summary=printed["summary"],
        language=told[0].lower() if told else "en",
        form=FORM,
        blocks=tuple(printed["blocks"]),
    )


class _CellReader:
    def __init__(self, notebook: Any, wishes: Wishes) -> None:
        self._wishes = wishes
        self._language = _code_language(notebook.get("metadata", {}))
        formulas = Formulas(wishes.room)
        self._web = WebReader(formulas, PictureFiles(wishes.folder), wishes.room, wishes.lines)
        self._outputs = OutputReader(self._web, formulas, wishes.lines, wishes.inputs)

    def blocks(self, cell: Any) -> list[Block]:
        """The blocks of one cell."""
        kind, source = cell.get("cell_type"), joined(cell.get("source", ""))
        if _is_tagged(cell, "cell"):
            return []
        if kind in ("markdown", "heading") and self._wishes.markdown:
            return self._web.blocks(markdown_html(source), cell.get("attachments"))
        if kind == "raw" and self._wishes.raw:
            return self._raw(cell, source)
        return self._code(cell, source) if kind == "code" and self._wishes.code_cells else []

    def _raw(self, cell: Any, source: str) -> list[Block]:
        """As in nbconvert, raw text goes where its format fits; without a format, everywhere."""
        metadata = cell.get("metadata", {})
        told = str(metadata.get("raw_mimetype") or metadata.get("format") or "")
        if told == "text/markdown":
            return self._web.blocks(markdown_html(source))
        return printed_block(source, 0) if told in ("", "text/plain", "application/pdf") else []

    def _code(self, cell: Any, source: str) -> list[Block]:
        metadata = cell.get("metadata", {})
        # What nbconvert's own preprocessors leave out is marked as transient.
        jupyter, transient = metadata.get("jupyter", {}), metadata.get("transient", {})
        hidden = jupyter.get("source_hidden") or transient.get("remove_source") or _is_tagged(cell, "input")
        shown = self._wishes.inputs and not hidden and source.strip()
        blocks = [code_block(source, self._language)] if shown else []
        if self._wishes.outputs and not jupyter.get("outputs_hidden") and not _is_tagged(cell, "output"):
            blocks += self._outputs.blocks(cell.get("outputs") or [])
        return blocks


def _is_tagged(cell: Any, part: str) -> bool:
    """True for tags such as remove-cell, remove_input and hide-output: paper has no button to show a thing again."""
    tags = {str(tag).replace("_", "-") for tag in cell.get("metadata", {}).get("tags", ())}
    return bool(tags & {f"remove-{part}", f"hide-{part}"})


def _code_language(metadata: Any) -> str:
    info, kernel = metadata.get("language_info") or {}, metadata.get("kernelspec") or {}
    return str(info.get("name") or kernel.get("language") or "python")


def _authors(metadata: Any) -> str:
    """Who wrote it, and when, where the notebook says so as nbconvert expects it."""
    authors = metadata.get("authors")
    names = (
        [str(one.get("name", "") if isinstance(one, dict) else one) for one in authors]
        if isinstance(authors, list)
        else []
    )
    date = metadata.get("date")
    return "  ·  ".join(filter(None, [", ".join(filter(None, names)), date if isinstance(date, str) else ""]))
