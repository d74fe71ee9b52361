"""Code and what it printed, as text for paper: no escapes of the terminal, no endless lines, a sensible length."""

from __future__ import annotations

import re

from workshop.content.blocks import Block
from workshop.handouts.foreign.words import say

WIDTH = 90
_ESCAPES = re.compile(
    r"\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][0-9A-B]|[@-Z\\-_]|\[[0-?]*[ -/]*[@-~]?)|\x9b[0-?]*[ -/]*[@-~]"
)
_TAKEN_BACK = re.compile("[^\x08]\x08")
_MAGIC = re.compile(r"^\s*%%(\w+)")
_MAGICS = {
    "bash": "bash",
    "sh": "bash",
    "script": "bash",
    "cmd": "bash",
    "html": "html",
    "HTML": "html",
    "svg": "xml",
    "SVG": "xml",
    "javascript": "js",
    "js": "js",
    "latex": "latex",
    "markdown": "markdown",
    "perl": "perl",
    "ruby": "ruby",
    "R": "r",
    "sql": "sql",
    "writefile": "",
    "file": "",
    "cython": "python",
}
_LANGUAGES = {"ipython": "python", "ipython2": "python", "ipython3": "python", "coffeescript": "js", "node": "js"}


def code_block(source: str, language: str) -> Block:
    """The code of a cell; a magic such as %%bash in its first line tells another language."""
    magic = _MAGIC.match(source)
    told = language.strip().lower()
    named = _MAGICS.get(magic[1], told) if magic else told
    return {"is": "code", "text": spaced(source.strip("\n"), 4), "language": _LANGUAGES.get(named, named)}


def printed_block(text: str, lines: int, tone: str = "plain") -> list[Block]:
    """What code printed, cut after so many lines (0: never), with a sentence that tells what is left out."""
    rows = spaced(as_shown(text), 8).strip("\n").rstrip().split("\n")
    kept, left = _cut(rows, lines)
    if not any(row.strip() for row in kept):
        return []
    blocks: list[Block] = [{"is": "printed", "text": "\n".join(kept), "tone": tone}]
    return [*blocks, aside(say("lines_left_out", count=f"{left:,}"))] if left else blocks


def traceback_block(text: str, lines: int) -> list[Block]:
    """The trail of an error: its end, which tells most, and a sentence on what is left out before."""
    rows = spaced(as_shown(text), 8).strip("\n").rstrip().split("\n")
    kept = rows[-lines:] if lines else rows
    trail: list[Block] = [{"is": "printed", "text": "\n".join(kept), "tone": "error"}] if any(kept) else []
    left = len(rows) - len(kept)
    return [aside(say("lines_left_out_before", count=f"{left:,}")), *trail] if left else trail


def as_shown(text: str) -> str:
    """Text of a terminal as it stood there in the end: a return starts its line anew, a backspace takes a letter."""
    plain = _ESCAPES.sub("", text).replace("\r\n", "\n")
    return "\n".join(_last_written(row) for row in plain.split("\n"))


def aside(words: str, leads: bool = False) -> Block:
    """A sentence that paper adds, in small print; one that leads stays with what comes after it."""
    return {"is": "aside", "inside": [{"is": "text", "text": words}], "leads": leads}


def spaced(text: str, width: int) -> str:
    """The text with spaces in place of tabs."""
    return text.replace("\r\n", "\n").expandtabs(width)


def _last_written(row: str) -> str:
    parts = [part for part in row.split("\r") if part]
    row = parts[-1] if parts else ""
    while _TAKEN_BACK.search(row):
        row = _TAKEN_BACK.sub("", row, count=1)
    row = row.replace("\b", "")
    return row


def _cut(rows: list[str], most: int) -> tuple[list[str], int]:
    """The rows that fit on so many lines of paper, and how many are left out. A row longer than all is cut short."""
    if not most:
        return rows, 0
    kept: list[str] = []
    used = 0
    for row in rows:
        used += max(1, -(-len(row) // WIDTH))
        if used > most and kept:
            break
        kept.append(row if used <= most else row[: most * WIDTH] + " …")
    left = len(rows) - len(kept)
    # The sentence on what is left out would take as much room as one line.
    return (rows, 0) if left == 1 else (kept, left)
