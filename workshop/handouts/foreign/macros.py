"""Commands of LaTeX that a notebook makes up itself, put in wherever they are used."""

from __future__ import annotations

import re

LONGEST, ROUNDS = 20_000, 8
_START = re.compile(
    r"\\(?:re|provide)?(?:newcommand|DeclareMathOperator)\*?\s*\{?\s*(?P<name>\\[a-zA-Z]+)\s*\}?\s*(?:\[(?P<count>\d)\])?\s*(?=\{)"
    r"|\\def\s*(?P<def>\\[a-zA-Z]+)\s*(?P<marks>(?:#\d)*)\s*(?=\{)"
)


class Macros:
    """The commands learned so far."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str]] = {}

    def learned(self, latex: str) -> str:
        """The LaTeX without what it defines, which is known from here on."""
        kept, at = "", 0
        while found := _START.search(latex, at):
            end = _end_of_group(latex, found.end())
            if end is None:
                break
            body = latex[found.end() + 1 : end]
            if "DeclareMathOperator" in found[0]:
                body = rf"\operatorname{{{body}}}"
            count = int(found["count"] or 0) if found["name"] else len(found["marks"] or "") // 2
            self._known[found["name"] or found["def"]] = (count, body)
            kept += latex[at : found.start()]
            at = end + 1
        return kept + latex[at:]

    def expanded(self, latex: str) -> str:
        """The LaTeX with every known command put in."""
        text = self.learned(latex)
        if not self._known:
            return text
        names = "|".join(re.escape(name) for name in sorted(self._known, key=len, reverse=True))
        used = re.compile(rf"({names})(?![a-zA-Z])")
        for _ in range(ROUNDS):
            found = used.search(text)
            if not found or len(text) > LONGEST:
                break
            text = self._put_in_all(text, used)
        return text

    def _put_in_all(self, text: str, used: re.Pattern[str]) -> str:
        done, at = "", 0
        while found := used.search(text, at):
            count, body = self._known[found[1]]
            place, given = found.end(), []
            for _ in range(count):
                argument, place = _argument(text, place)
                given.append(argument)
            for number, argument in enumerate(given, 1):
                body = body.replace(f"#{number}", argument)
            done += text[at : found.start()] + f"{{{body}}}"
            at = place
            if len(done) > LONGEST:
                break
        return done + text[at:]


def _argument(text: str, at: int) -> tuple[str, int]:
    while at < len(text) and text[at].isspace():
        at += 1
    if at < len(text) and text[at] == "{":
        end = _end_of_group(text, at)
        return (text[at + 1 : end], end + 1) if end is not None else ("", at + 1)
    found = re.compile(r"\\[a-zA-Z]+|.", re.DOTALL).match(text, at)
    return (found[0], found.end()) if found else ("", at)


def _end_of_group(text: str, at: int) -> int | None:
    """Where the bracket that opens at `at` is closed."""
    depth = 0
    for place in range(at, len(text)):
        if text[place] in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if text[place] == "{" else -1
            if not depth:
                return place
    return None
