"""The scripts and styles of the faces as text: what all share, and what each kind has beside its rules."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

FACES = Path(__file__).parent


@lru_cache
def face_parts(kind: str) -> tuple[str, ...]:
    """The parts of a kind's script: the drawing library, what all faces share, and the kind's own."""
    return (drawing_library(), *((FACES / name).read_text(encoding="utf-8") for name in ("face.js", f"{kind}.js")))


def face_script(kind: str) -> str:
    """The whole script of a kind's face."""
    return "\n".join(face_parts(kind))


@lru_cache
def face_style() -> str:
    """The style of all faces: colors and type, what all share, and what single kinds add."""
    shared = ("theme.css", "face.css")
    own = sorted(path.name for path in FACES.glob("*.css") if path.name not in shared)
    return "".join((FACES / name).read_text(encoding="utf-8") for name in (*shared, *own))


@lru_cache
def drawing_library() -> str:
    """The vendored Preact and htm as constants, since a widget's script cannot import a file beside it."""
    source = (FACES / "vendor" / "preact-htm.js").read_text(encoding="utf-8")
    body, _, exports = source.rpartition("export{")
    pairs = re.sub(r"(\w+) as (\w+)", r"\2: \1", exports.split("}")[0])
    names = "h, html, render, useState, useEffect, useLayoutEffect, useRef"
    # One copy runs in a window, whatever widgets and kinds it shows; the name tells copies of other versions apart.
    once = f"globalThis.tkDrawing{hashlib.sha256(source.encode()).hexdigest()[:8]}"
    return f"const {{{names}}} = ({once} ??= (() => {{{body}return {{{pairs}}};}})());"
