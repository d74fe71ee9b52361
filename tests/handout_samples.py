"""What the handout tests share: the page with every block, small documents, and words taken out of PDFs again."""

from __future__ import annotations

import copy
import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from workshop.content.blocks import paragraph
from workshop.handouts.document import BLOCKS, Document, read_document
from workshop.pages.notebook import fit_notebook, page_path
from workshop.pages.notebook_format import nbformat
from workshop.practice.clients import load_client

GOLDEN = Path(__file__).parent / "golden" / "every_block.ipynb"
SHOWN_KEYS = {"text", "title", "label", "low", "high", "who", "says", "note", "does", "caption"}


def every_block() -> Any:
    """An executed page that holds every block, with names in six scripts."""
    return nbformat.read(GOLDEN, as_version=4)


def blocks_in(notebook: Any, audience: str) -> list[Any]:
    bundles = [o["data"][BLOCKS] for c in notebook.cells for o in c.get("outputs", ()) if BLOCKS in o.get("data", {})]
    return [copy.deepcopy(block) for bundle in bundles if bundle["for"] == audience for block in bundle["blocks"]]


def small(words: str, **more: Any) -> Document:
    return Document(title="Small", blocks=(paragraph(words),), **more)


def read_pdf(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in read_pdf(pdf).pages)


def squeezed(text: str) -> str:
    """Text without white space and with straight quotes, so that line ends and typographic quotes do not matter."""
    straight = re.sub("[“”„″]", '"', re.sub("[‘’‚′]", "'", text))
    return re.sub(r"[\s\u200b-\u200f\u2066-\u2069]+", "", straight)


def shown_texts(value: Any, key: str = "") -> list[str]:
    """Every text of blocks that must be readable on paper."""
    if isinstance(value, str):
        return [value] if key in SHOWN_KEYS and value else []
    if isinstance(value, dict):
        return [text for name, inner in value.items() for text in shown_texts(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in shown_texts(inner, "text" if key == "items" else key)]
    return []


@lru_cache(maxsize=4)
def shipped_page(name: str) -> Document:
    """What a page of the kit has on paper for nobody in particular; run once in a test session."""
    from workshop.handouts.printer import run_page

    notebook = fit_notebook(nbformat.read(page_path(name), as_version=4), name, load_client(""))
    return read_document(run_page(notebook, "", "workshop"), name)
