"""Markdown of a notebook as HTML, read as Jupyter reads it: with formulas, tables, footnotes and raw HTML.

Formulas become `<x-math>` elements that hold the LaTeX, so that one reader of HTML (`web.py`) does the rest.
"""

from __future__ import annotations

import re
from html import escape
from re import Match

import mistune

PLUGINS = ["table", "task_lists", "strikethrough", "footnotes", "url"]
_ENVIRONMENT = r"\\begin\{(?P<name>[a-zA-Z]+\*?)\}[\s\S]*?\\end\{(?P=name)\}"
_DISPLAY = r"(?<![\\`])\$\$(?P<dollars>[^`]+?)(?<!\\)\$\$|\\\\\[(?P<square>[\s\S]+?)\\\\\]"
# Without a blank line inside. Money is no formula: "$5 and $6" ends before a digit, "$5 or 6$ " has no sign of math.
_DOLLARS = r"(?<![$\\])\$(?P<dollar>(?:[^$\n\\]|\\[\s\S]|\n(?!\s*\n))+?)\$(?![\d$])"
_TIGHT = r"(?<![$\\])\$(?=\S)[^$\n]+?(?<=\S)\$(?![\d$])"
_ROUND = r"\\\\\((?P<round>[\s\S]+?)\\\\\)"
# Jupyter takes headings without a space after their #.
_HEADING = r"^ {0,3}(?P<atx_1>#{1,6})(?!#+)(?P<atx_2>[ \t]*(.*?)?)$"
_SIGNS = re.compile(r"[\\^_=+<>{}|*/()-]")
# Words that are no part of LaTeX: commands, and the texts they hold, are taken out before one looks for them.
_COMMANDS = re.compile(r"\\[a-zA-Z]+\*?(?:\{[a-zA-Z ,.]*\})?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROW = re.compile(r"^[ \t]*\|.*\$.*$", re.MULTILINE)


def _math(md: mistune.Markdown) -> None:
    """A plugin: display formulas before all else, so that no other rule takes them apart."""
    block, inline = md.block, md.inline
    block.specification["atx_heading"] = _HEADING
    display = f"{_DISPLAY}|{_ENVIRONMENT}"
    block.register("display_math", _named(display, "block"), _keep_whole, before=block.rules[0])
    for rules in (block.list_rules, block.block_quote_rules):
        block.insert_rule(rules, "display_math", before=rules[0])
    inline.register("display_math", _named(display, "inline"), _display_formula, before=inline.rules[0])
    inline.register("dollar_math", _DOLLARS, _formula_unless_money, before=inline.rules[1])
    inline.register("round_math", _ROUND, _round_formula, before=inline.rules[2])


def _named(pattern: str, where: str) -> str:
    """The pattern with group names of its own, since all rules become one pattern."""
    return pattern.replace("(?P<", f"(?P<{where}_").replace("(?P=", f"(?P={where}_")


def _keep_whole(block: mistune.BlockParser, found: Match[str], state: mistune.BlockState) -> int:
    state.add_paragraph(found[0])
    return found.end()


def _display_formula(inline: mistune.InlineParser, found: Match[str], state: mistune.InlineState) -> int:
    body = found["inline_dollars"] or found["inline_square"] or found[0]
    state.append_token({"type": "display_math", "raw": body})
    return found.end()


def _formula_unless_money(inline: mistune.InlineParser, found: Match[str], state: mistune.InlineState) -> int | None:
    body = found["dollar"]
    plain = _COMMANDS.sub("", body)
    loose = body != body.strip()
    if (loose and _WORD.search(plain)) or (" " in body.strip() and _WORD.search(plain) and not _SIGNS.search(body)):
        return None
    state.append_token({"type": "inline_math", "raw": body})
    return found.end()


def _round_formula(inline: mistune.InlineParser, found: Match[str], state: mistune.InlineState) -> int:
    state.append_token({"type": "inline_math", "raw": found["round"]})
    return found.end()


class _Renderer(mistune.HTMLRenderer):
    def __init__(self) -> None:
        # What may become a link or a picture is decided where both are made.
        super().__init__(escape=False, allow_harmful_protocols=True)

    def display_math(self, text: str) -> str:
        """The element of a formula on lines of its own."""
        return f'<x-math display="block">{escape(text)}</x-math>'

    def inline_math(self, text: str) -> str:
        """The element of a formula in the text."""
        return f"<x-math>{escape(text)}</x-math>"


_markdown = mistune.create_markdown(renderer=_Renderer(), plugins=[*PLUGINS, _math])


def markdown_html(source: str) -> str:
    """The HTML of a Markdown text. Raw HTML in it comes through as it is."""
    return str(_markdown(_ROW.sub(_without_bars, source.replace("\r\n", "\n"))))


def _without_bars(row: Match[str]) -> str:
    """A row of a table in which the bars inside formulas no longer look like the ends of cells."""
    return re.sub(_TIGHT, lambda formula: formula[0].replace("|", r"\vert "), row[0])
