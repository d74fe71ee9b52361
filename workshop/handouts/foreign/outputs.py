"""What code made, as blocks: of each output the richest form that paper can show, in the order nbconvert has."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from workshop.content.blocks import Block, callout, paragraph
from workshop.handouts.foreign.code import as_shown, aside, printed_block, traceback_block
from workshop.handouts.foreign.formulas import Formulas
from workshop.handouts.foreign.lines import words_of
from workshop.handouts.foreign.markdown import markdown_html
from workshop.handouts.foreign.pictures import Drawing, figure, read_picture, read_svg, unpacked
from workshop.handouts.foreign.web import WebReader, is_style
from workshop.handouts.foreign.words import say

WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURES = {"image/png", "image/jpeg", "image/jpg", "image/gif"}
# How an object without words of its own looks, such as <IPython.core.display.HTML object>.
_NAMELESS = re.compile(r"^<[\w.]+(?: object)?(?: at 0x[0-9a-f]+)?>$")
_FALLBACK = re.compile(r"text-repr-fallback")
# Formulas in HTML, which browsers draw by MathJax.
_FORMULA = re.compile(r"\$\$([^<$]+)\$\$")
_LATEX = re.compile(r"^\s*(?:\$\$([\s\S]+)\$\$|\\\[([\s\S]+)\\\]|\$([^$]+)\$|\\\(([\s\S]+)\\\))\s*$")


class OutputReader:
    """Reads the outputs of one notebook's code. `lines` is how many lines of one output are printed (0: all)."""

    def __init__(self, web: WebReader, formulas: Formulas, lines: int, code_shown: bool) -> None:
        self._web, self._formulas, self._lines = web, formulas, lines
        self._alt = "output_picture" if code_shown else "output_picture_alone"
        self._pictures = 0
        # nbconvert's order for web pages, with LaTeX before pictures: formulas stay sharp, and can be heard.
        self._ways: dict[str, Callable[[Any, Any], list[Block]]] = {
            "text/html": self._html,
            "text/markdown": self._markdown,
            "text/latex": self._latex,
            "image/svg+xml": self._svg,
            **dict.fromkeys(("image/png", "image/jpeg", "image/jpg", "image/gif"), self._picture),
            "application/json": self._json,
            "text/plain": self._plain,
        }

    def blocks(self, outputs: list[Any]) -> list[Block]:
        """The blocks of a cell's outputs; parts of one stream that follow each other are one text."""
        return [block for output in _joined_streams(outputs) for block in self._output(output)]

    def _output(self, output: Any) -> list[Block]:
        kind = output.get("output_type")
        if kind == "stream":
            tone = "stderr" if output.get("name") == "stderr" else "plain"
            return printed_block(joined(output.get("text", "")), self._lines, tone)
        if kind == "error":
            return self._error(output)
        data = output.get("data") or {}
        return self._richest(data, output.get("metadata") or {}) if isinstance(data, dict) else []

    def _error(self, output: Any) -> list[Block]:
        name, message = str(output.get("ename", "")), as_shown(str(output.get("evalue", "")))
        said = [paragraph(message)] if message.strip() else []
        trail = "\n".join(map(str, output.get("traceback") or []))
        return [callout("warning", say("stopped", name=name), [*said, *traceback_block(trail, self._lines)])]

    def _richest(self, data: dict[str, Any], metadata: dict[str, Any]) -> list[Block]:
        if WIDGET in data:
            return self._plain(data.get("text/plain", ""), {}) or [aside(say("on_screen_only"))]
        if "text/html" in data and is_style(joined(data["text/html"])):
            return []
        broken = False
        for kind, way in self._ways.items():
            if kind not in data or (kind == "text/html" and _prefers_plain(data)):
                continue
            told = metadata.get(kind, metadata) if isinstance(metadata, dict) else {}
            blocks = way(data[kind], told if isinstance(told, dict) else {})
            if blocks:
                return blocks
            broken = broken or kind in PICTURES or kind == "image/svg+xml"
        if set(data) == {"text/plain"}:
            return printed_block(joined(data["text/plain"]), self._lines)
        return [aside(say("picture_made_unreadable" if broken else "on_screen_only"))] if data else []

    def _html(self, value: Any, told: Any) -> list[Block]:
        blocks = self._web.blocks(_FORMULA.sub(r'<x-math display="block">\1</x-math>', joined(value)))
        return blocks if any(block["is"] == "figure" or words_of(block).strip() for block in blocks) else []

    def _markdown(self, value: Any, told: Any) -> list[Block]:
        return self._web.blocks(markdown_html(joined(value)))

    def _latex(self, value: Any, told: Any) -> list[Block]:
        latex = joined(value)
        whole = _LATEX.match(latex)
        body = next(filter(None, whole.groups()), "") if whole else latex
        formula = self._formulas.drawn_alone(body) if whole or latex.lstrip().startswith("\\begin") else None
        if formula:
            return [formula]
        blocks = self._web.blocks(markdown_html(latex)) if not whole and "$" in latex else []
        return blocks if all(block["is"] != "code" for block in blocks) else []

    def _svg(self, value: Any, told: Any) -> list[Block]:
        drawing = read_svg(joined(value))
        return self._shown(drawing, told)

    def _picture(self, value: Any, told: Any) -> list[Block]:
        raw = unpacked(joined(value))
        return self._shown(read_picture(raw) if raw else None, told)

    def _shown(self, drawing: Drawing | None, told: dict[str, Any]) -> list[Block]:
        if not drawing:
            return []
        self._pictures += 1
        alt = str(told.get("alt") or say(self._alt, number=self._pictures))
        shown = figure(drawing, alt, told.get("width"), told.get("height"))
        return [{**shown, "caption": str(told.get("caption", ""))}]

    def _json(self, value: Any, told: Any) -> list[Block]:
        text = json.dumps(value, indent=2, ensure_ascii=False) if not isinstance(value, str) else value
        return printed_block(text, self._lines)

    def _plain(self, value: Any, told: Any) -> list[Block]:
        text = joined(value)
        return [] if _NAMELESS.match(text.strip()) else printed_block(text, self._lines)


def joined(value: Any) -> str:
    """A text of a notebook, which may be kept as a list of its lines."""
    return "".join(map(str, value)) if isinstance(value, list) else str(value)


def _prefers_plain(data: dict[str, Any]) -> bool:
    """True where the HTML is there for the screen, and its plain text says the same."""
    html, plain = joined(data["text/html"]), joined(data.get("text/plain", ""))
    if not plain.strip() or _NAMELESS.match(plain.strip()):
        return False
    richer = "<table" in html.lower() or _FORMULA.search(html)
    return bool(_FALLBACK.search(html)) or not richer


def _joined_streams(outputs: list[Any]) -> Iterator[Any]:
    waiting: dict[str, Any] | None = None
    for output in outputs:
        same = waiting and output.get("output_type") == "stream" and output.get("name") == waiting["name"]
        if waiting and same:
            waiting["text"] += joined(output.get("text", ""))
            continue
        if waiting:
            yield waiting
            waiting = None
        if output.get("output_type") == "stream":
            waiting = {"output_type": "stream", "name": output.get("name"), "text": joined(output.get("text", ""))}
        else:
            yield output
    if waiting:
        yield waiting
