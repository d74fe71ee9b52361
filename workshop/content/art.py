"""Drawings: SVG files that show something and can do nothing. What is not on the lists below is refused."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.parsers import expat

from workshop.content.reader import is_name, read_text
from workshop.errors import Problem, WorkshopError, shown_path

# The folders inside art/ that something reads: one a kind of exercise, and two for pages: the picture on top of a key,
# and the strip of its steps.
COVERS, STEPS = "keys", "steps"
FOLDERS = ("cues", COVERS, STEPS)
ALT_FILE = "alt.yaml"
LARGEST = 60_000
DEEPEST = 20  # levels of groups that no drawing comes near

_SVG = "http://www.w3.org/2000/svg"
# No `use`: a few that hold each other grow without end.
_SHAPES = """
svg g path circle ellipse rect line polyline polygon title desc defs linearGradient radialGradient stop clipPath
"""
_LOOKS = """
id class style lang role version width height viewBox preserveAspectRatio transform d points pathLength
x y x1 y1 x2 y2 cx cy r rx ry fx fy offset gradientUnits gradientTransform spreadMethod clipPathUnits
fill fill-opacity fill-rule clip-path clip-rule opacity color display visibility overflow paint-order
stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset
stop-color stop-opacity vector-effect shape-rendering aria-hidden aria-label aria-labelledby aria-describedby
"""
_ELEMENTS, _ATTRIBUTES = frozenset(_SHAPES.split()), frozenset(_LOOKS.split())
_WORDS = frozenset({"id", "class", "aria-label"})
_CALLS = frozenset({"rgb", "rgba", "hsl", "hsla", "translate", "scale", "rotate", "skewX", "skewY", "matrix"})
_CALL = re.compile(r"([\w-]*)\s*\(")
_INSIDE = re.compile(r"url\(#[\w-]+\)")
_UNSAFE = re.compile(r"[\\@]|//|/\*")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_VIEW_BOX = re.compile(rf"\s*{_NUMBER}[\s,]+{_NUMBER}[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_PLAIN = "Take it out, or save the drawing as plain SVG."


def read_drawing(path: Path) -> str:
    """The SVG text of a drawing; raises WorkshopError with every problem and its line when it may not be shown."""
    if path.stat().st_size > LARGEST:
        what = f"The drawing has {path.stat().st_size // 1000} KB; it may have {LARGEST // 1000}."
        raise WorkshopError(Problem(shown_path(path), 1, "C602", what, "Save it with fewer points."))
    text = read_text(path)
    problems = _Look(path).find_problems(text)
    if problems:
        raise WorkshopError(problems)
    return text


def find_art_problems(folders: Sequence[Path]) -> Iterator[Problem]:
    """All problems of the drawings in some content folders, whether an exercise shows them or not."""
    for path in (path for folder in folders for path in sorted(folder.glob("art/*/*.svg"))):
        if not is_name(path.stem):
            what = f'The file name "{path.name}" has other signs than small letters, digits and hyphens.'
            yield Problem(shown_path(path), 0, "C204", what, "Rename it, and where it is named.")
        try:
            read_drawing(path)
        except WorkshopError as error:
            yield from error.problems


def image_address(svg: str) -> str:
    """A drawing as the address of an `<img>`, where nothing in it can run or fetch anything."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode("utf-8")).decode("ascii")


class _Stop(Exception):
    """The rest of the file is not worth reading, or not safe to read."""


class _Look:
    """One look through a drawing, element by element, which gathers problems."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.depth = 0
        self.problems: list[Problem] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.ProcessingInstructionHandler = self._refuse_instruction
        self.parser.XmlDeclHandler = self._check_encoding

    def find_problems(self, text: str) -> list[Problem]:
        try:
            self.parser.Parse(text, True)
        except _Stop:
            pass
        except expat.ExpatError as error:
            what = f"The drawing cannot be understood here ({expat.ErrorString(error.code)})."
            self._report("C601", what, "Save it again as plain SVG.", line=error.lineno)
        return self.problems

    def _report(self, code: str, what: str, todo: str, line: int = 0) -> None:
        line = line or self.parser.CurrentLineNumber
        self.problems.append(Problem(shown_path(self.path), line, code, what, todo))

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self.depth += 1
        if self.depth == 1:
            self._check_root(space, name, attributes)
        if space != _SVG or name not in _ELEMENTS:
            self._report("C604", f"A drawing cannot hold <{name}>.", _PLAIN)
            return
        if self.depth > DEEPEST:
            self._report("C604", "The drawing is nested too deeply.", "Take some of its groups apart.")
            raise _Stop
        for attribute, value in attributes.items():
            self._check_attribute(name, attribute, value)

    def _close(self, tag: str) -> None:
        self.depth -= 1

    def _check_root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if (space, name) != (_SVG, "svg"):
            self._report("C601", "The file is no SVG drawing.", f'Begin it with <svg xmlns="{_SVG}" viewBox="…">.')
            raise _Stop
        box = _VIEW_BOX.fullmatch(attributes.get("viewBox", ""))
        if not box or min(map(float, box.groups())) <= 0:
            todo = 'Write it on <svg>, as in viewBox="0 0 320 240".'
            self._report("C603", "The drawing has no viewBox that tells its size.", todo)

    def _check_attribute(self, element: str, attribute: str, value: str) -> None:
        name = attribute.rpartition(" ")[2]
        if attribute not in _ATTRIBUTES:
            self._report("C604", f"A drawing cannot have {name}= (here on <{element}>).", _PLAIN)
        elif name not in _WORDS and not _is_harmless(name, value):
            self._report("C604", f"What stands in {name}= on <{element}> could lead outside the drawing.", _PLAIN)

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # It is read as UTF-8 here; a browser would believe what it says.
        if encoding and encoding.lower() != "utf-8":
            self._report("C601", f"The drawing says that it is saved as {encoding}.", "Save it again as UTF-8.")

    def _refuse_doctype(self, *_told: object) -> None:
        self._report("C601", "The drawing has a document type.", "Delete it, from <!DOCTYPE to its >.")
        raise _Stop

    def _refuse_instruction(self, target: str, _data: str) -> None:
        self._report("C604", f"A drawing cannot hold <?{target}?>.", _PLAIN)


def _is_harmless(name: str, value: str) -> bool:
    """True when a value calls nothing but colors, moves and, outside of `style`, parts of the drawing itself."""
    own = value if name == "style" else _INSIDE.sub("", value)
    return not _UNSAFE.search(own) and set(_CALL.findall(own)) <= _CALLS
