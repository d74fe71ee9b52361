"""The shapes that blocks may have, as `workshop/content/blocks.py` names them, and a check that finds every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from workshop.content.kit import walk_texts

Check = Callable[[Any], Iterator[str]]


def _one(*kinds: type) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            yield f"{value!r} is not {' or '.join(kind.__name__ for kind in kinds)}"

    return check


def _each(check_item: Check, least: int = 1) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list) or len(value) < least:
            yield f"{value!r} is not a list of {least} or more"
            return
        for item in value:
            yield from check_item(item)

    return check


def _fields(**checks: Check) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, dict) or set(value) != set(checks):
            yield f"{value!r} does not have just the fields {', '.join(checks)}"
            return
        for name, check_field in checks.items():
            yield from check_field(value[name])

    return check


def _filled(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield f"{value!r} is not a text with words"


def _among(*names: str) -> Check:
    def check(value: Any) -> Iterator[str]:
        if value not in names:
            yield f"{value!r} is none of {', '.join(names)}"

    return check


def find_inline_faults(part: Any) -> Iterator[str]:
    """Every fault of one inline part."""
    yield from _named(part, INLINES, "inline part")


def find_block_faults(block: Any) -> Iterator[str]:
    """Every fault of one block and of all that is in it."""
    yield from _named(block, BLOCKS, "block")
    for _, text in walk_texts(block):
        if "((" in text or "))" in text:
            yield f"double brackets are left in {text!r}"


def _named(value: Any, shapes: dict[str, dict[str, Check]], what: str) -> Iterator[str]:
    if not isinstance(value, dict) or value.get("is") not in shapes:
        yield f"{value!r} is no {what}"
        return
    fields = shapes[value["is"]]
    yield from (f"{value['is']}: {fault}" for fault in _fields(**{"is": _filled}, **fields)(value))


_TEXT = _one(str)
_NUMBER = _one(int)
_INLINE = _each(find_inline_faults, least=0)
_INSIDE = _each(find_block_faults)
_TURN = _fields(who=_filled, says=_filled, note=_TEXT, does=_TEXT)
_FACT = _fields(icon=_filled, label=_filled, text=_filled)

INLINES: dict[str, dict[str, Check]] = {
    "text": {"text": _TEXT},
    "strong": {"inside": _INLINE},
    "emphasis": {"inside": _INLINE},
    "code": {"text": _TEXT},
    "link": {"to": _filled, "inside": _INLINE},
    "break": {},
}
BLOCKS: dict[str, dict[str, Check]] = {
    "heading": {"level": _NUMBER, "inside": _INLINE},
    "paragraph": {"inside": _INLINE},
    "list": {"ordered": _one(bool), "start": _NUMBER, "items": _each(_INSIDE)},
    "checklist": {"items": _each(_fields(ticked=_one(bool), inside=_INSIDE))},
    "quote": {"inside": _INSIDE},
    "callout": {"tone": _among("tip", "note", "warning"), "title": _TEXT, "inside": _INSIDE},
    "table": {
        "head": _each(_fields(align=_among("left", "center", "right"), inside=_INLINE)),
        "rows": _each(_each(_INLINE)),
    },
    "pre": {"text": _TEXT},
    "rule": {},
    "picture": {"svg": _filled, "alt": _filled, "caption": _TEXT},
    "exercise": {"title": _filled, "facts": _each(_FACT), "inside": _INSIDE},
    "lines": {"count": _NUMBER, "label": _TEXT},
    "scale": {"label": _filled, "low": _filled, "high": _filled, "start": _NUMBER, "stop": _NUMBER},
    "script": {"turns": _each(_TURN)},
    "columns": {"columns": _each(_INSIDE, least=2)},
    "options": {"label": _filled, "items": _each(_fields(mark=_TEXT, text=_filled))},
    "cards": {"groups": _each(_fields(title=_filled, items=_each(_filled)))},
    "answers": {"title": _filled, "items": _each(_fields(label=_TEXT, text=_filled))},
    "track": {
        "label": _filled,
        "start": _NUMBER,
        "stop": _NUMBER,
        "begins": _NUMBER,
        "mark": _filled,
        "parts": _each(_fields(first=_NUMBER, last=_NUMBER, text=_filled)),
    },
    "deck": {"title": _filled, "groups": _each(_fields(title=_filled, items=_each(_filled)))},
    "part": {"title": _filled, "summary": _TEXT, "number": _one(int, type(None)), "motif": _one(dict, type(None))},
    "sheet": {"title": _filled, "note": _filled, "place": _among("shared", "own", "secret"), "inside": _INSIDE},
}
