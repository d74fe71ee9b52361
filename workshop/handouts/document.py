"""An executed notebook as a document: who it is for, and its blocks in order. Plain data, no markup, nothing of Typst.

A page of the kit brings its blocks in its outputs. Of the cells that a counselor adds to it, Markdown and outputs that
are text, Markdown or pictures are taken; code is left out. Notebooks that are not the kit's are read in `foreign/`.
"""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.content.blocks import Block, from_markdown, is_safe_link, plain_text, text
from workshop.errors import Problem, WorkshopError

BLOCKS = "application/vnd.workshop.blocks+json"
SVG, PNG, MARKDOWN, PLAIN = "image/svg+xml", "image/png", "text/markdown", "text/plain"
# What the section of a page tells of its blocks: say and rather not stand against each other, sources are small print.
SECTION_MARKS: dict[str, dict[str, Block]] = {
    "say": {"table": {"contrast": True}},
    "sources": {"list": {"small": True}},
}
# What the head of a page of the kit tells of the whole document.
HEAD = ("summary", "number", "motif", "kit", "language", "person", "paper", "large_print", "form", "safety")
ENGLISH = {
    "page": "Page {page} of {pages}",
    "for": "For {name}",
    "tip": "Tip",
    "note": "Note",
    "warning": "Take care",
    "open_box": "Box to tick",
    "ticked_box": "Ticked box",
    "write": "Room to write",
    "key": "Key {number}",
    "contents": "Contents",
    "name": "Name",
    "cut": "Print on both sides, turned over the long edge. Cut along the dashed lines. Make one pile of each sort.",
    "notes": "Notes",
    "stays": "What you write here stays in this window, and nothing is sent. Print it before you close the window.",
}


@dataclass(frozen=True)
class Document:
    """One handout. `paper` is a4, letter, or one of their halves (a5, half-letter).

    `words` are the few the paper itself needs, by key, and `motif` is the picture beside the title. `gray` is for
    printers without color, and `fillable` puts form fields where one would write. `form` is the template, and `safety`
    what everyone may do at any time.
    """

    title: str
    summary: str = ""
    number: int | None = None
    kit: str = ""
    language: str = "en"
    person: str = ""
    paper: str = "a4"
    large_print: bool = False
    gray: bool = False
    fillable: bool = False
    form: str = "handout"
    safety: str = ""
    motif: Block | None = None
    words: dict[str, str] = field(default_factory=lambda: dict(ENGLISH))
    blocks: tuple[Block, ...] = ()


def is_page_of_kit(notebook: Any) -> bool:
    """True for the kit's pages, and for any notebook in which a part of the kit was shown."""
    return "workshop" in notebook.metadata or any(BLOCKS in output.get("data", {}) for output in _outputs(notebook))


def read_document(notebook: Any, name: str = "") -> Document:
    """The participant's document of an executed page of the kit; `name` is the title of last resort.

    Raises WorkshopError for a page that was not run, that failed, or that told of problems.
    """
    _refuse_failed(notebook)
    bundles = [output["data"][BLOCKS] for output in _outputs(notebook) if BLOCKS in output.get("data", {})]
    problems = [Problem(**found) for bundle in bundles for found in bundle.get("problems", ())]
    if problems:
        raise WorkshopError(problems)
    head = next((bundle["document"] for bundle in bundles if "document" in bundle), None)
    blocks = [block for cell in notebook.cells for block in _cell_blocks(cell)]
    titles = [block for block in blocks if _is_title(block)]
    document = _from_head(head) if head else Document(_title(notebook, titles, name))
    first = titles[0] if titles else None
    return replace(document, blocks=tuple(_lowered(block) for block in blocks if block is not first))


def _from_head(head: dict[str, Any]) -> Document:
    known = {key: head[key] for key in HEAD if key in head}
    return Document(title=head["title"], words=ENGLISH | head.get("words", {}), **known)


def _title(notebook: Any, titles: list[Block], name: str) -> str:
    title = notebook.metadata.get("title") or (plain_text(titles[0]["inside"]) if titles else name)
    return str(title).strip() or "Handout"


def _is_title(block: Block) -> bool:
    return bool(block["is"] == "heading" and block["level"] == 1)


def _lowered(block: Block) -> Block:
    return {**block, "level": 2} if _is_title(block) else block


def with_safe_links(value: Any) -> Any:
    """The same blocks; an address that is not web, mail or phone, which the kit never makes, is text."""
    if isinstance(value, list):
        return [with_safe_links(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("is") == "link" and not is_safe_link(str(value.get("to"))):
        return text(plain_text(value.get("inside", [])))
    return {key: with_safe_links(item) for key, item in value.items()}


def _outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def _refuse_failed(notebook: Any) -> None:
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if "workshop" in notebook.metadata and code and not any(_outputs(notebook)):
        what = "This page has not been run, so there is nothing to print."
        raise WorkshopError(Problem("", 0, "H201", what, "Open it once in JupyterLab, or use: workshop handouts."))
    for at, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                what = f"Cell {at} of the page stopped with an error ({output.ename})."
                raise WorkshopError(
                    Problem("", 0, "H202", what, "Delete the cell, or start the page fresh and run it again.")
                )


def _cell_blocks(cell: Any) -> Iterator[Block]:
    if cell.cell_type == "markdown":
        yield from from_markdown(cell.source)
    elif cell.cell_type == "code":
        marks = SECTION_MARKS.get(cell.metadata.get("workshop", {}).get("section", ""), {})
        for output in cell.get("outputs", ()):
            for block in _output_blocks(output):
                yield {**block, **marks.get(block["is"], {})}


def _output_blocks(output: Any) -> Iterator[Block]:
    if output.output_type == "stream":
        yield {"is": "pre", "text": _joined(output.text).rstrip("\n")}
        return
    data, metadata = output.get("data", {}), output.get("metadata", {})
    if BLOCKS in data:
        if data[BLOCKS].get("for") == "everyone":
            yield from map(with_safe_links, data[BLOCKS].get("blocks", ()))
    elif SVG in data:
        yield _picture(_joined(data[SVG]), metadata.get(SVG, metadata))
    elif PNG in data:
        yield _picture(_svg_around(_joined(data[PNG])), metadata.get(PNG, metadata))
    elif MARKDOWN in data:
        yield from from_markdown(_joined(data[MARKDOWN]))
    elif PLAIN in data:
        yield {"is": "pre", "text": _joined(data[PLAIN])}


def _picture(svg: str, told: Any) -> Block:
    return {"is": "picture", "svg": svg, "alt": str(told.get("alt", "")), "caption": str(told.get("caption", ""))}


def _svg_around(png: str) -> str:
    """A PNG, given in base64, inside an SVG of its size, so that paper knows one kind of picture only."""
    try:
        raw = base64.b64decode(png, validate=False)
        if not raw.startswith(b"\x89PNG\r\n\x1a\n"):
            raise ValueError
        width, height = struct.unpack(">II", raw[16:24])
    except (binascii.Error, struct.error, ValueError):
        what = "A picture on the page cannot be read."
        raise WorkshopError(Problem("", 0, "H203", what, "Save it again as PNG or SVG and put it in anew.")) from None
    packed = base64.b64encode(raw).decode("ascii")
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/png;base64,{packed}"/></svg>'


def _joined(value: Any) -> str:
    return "".join(value) if isinstance(value, list) else str(value)
