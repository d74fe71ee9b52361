"""Letters that no font has: a single sign is named in brackets, a whole script is refused. Long words may break."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from workshop.errors import Problem, WorkshopError
from workshop.handouts.letters import MORE_LETTERS, missing_letters

HANDFUL = 8
BREAK = "\u200b"
LONG_WORD, LONG_CODE, PIECE = 36, 48, 12
_KEPT = {"is", "svg", "to", "align", "language", "tone"}
# Signs that only change the one before: variants, skin tones, keycap frames, tags of flags, joiners.
_DRESS = re.compile("[\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]|(?<![\u0600-\u06ff])\u200d")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_SCRIPTS = {"CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean"}


def spelled(value: Any) -> Any:
    """The same blocks or text with every sign that cannot be printed named, and places to break in very long words.

    Raises WorkshopError (H101) where more than a handful of letters of a script are missing.
    """
    _refuse_scripts(" ".join(_texts(value)))
    return _spelled(value)


def _spelled(value: Any, key: str = "", code: bool = False) -> Any:
    if isinstance(value, str):
        return value if key in _KEPT else _broken(named(value), LONG_CODE if code else LONG_WORD)
    if isinstance(value, list | tuple):
        return [_spelled(item, key, code) for item in value]
    if isinstance(value, dict):
        code = value.get("is") in ("code", "printed", "mono")
        return {name: _spelled(item, name, code) for name, item in value.items()}
    return value


def named(text: str) -> str:
    """The text with signs that no font has as their names: "[party popper]"."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFC", text)
    if not missing_letters(plain, MORE_LETTERS):
        return plain
    plain = _FLAG.sub(lambda flag: f"[flag {''.join(chr(ord(part) - 0x1F1A5) for part in flag[0])}]", plain)
    plain = _DRESS.sub("", plain)
    for sign in missing_letters(plain, MORE_LETTERS):
        plain = plain.replace(sign, f"[{_name(sign)}]")
    return plain


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}").lower().replace("u+", "U+")


def _refuse_scripts(text: str) -> None:
    if text.isascii():
        return
    counts: Counter[str] = Counter(letter for letter in text if unicodedata.category(letter)[0] in "LM")
    missing = missing_letters("".join(counts), MORE_LETTERS)
    scripts = Counter[str]()
    for letter in missing:
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += counts[letter]
    if sum(scripts.values()) <= HANDFUL:
        return
    most = [script for script, _ in scripts.most_common(3)]
    names = " and ".join(dict.fromkeys(_SCRIPTS.get(script, script.capitalize()) for script in most))
    example = _example(text, missing)
    what = f"The notebook has words in {names} letters, such as {example}, which the kit's fonts do not have."
    raise WorkshopError(Problem("", 0, "H101", what, "Print it from the browser instead, or leave those words out."))


def _example(text: str, missing: list[str]) -> str:
    found = re.search(f"[{re.escape(''.join(missing))}]{{1,6}}", text)
    return f'"{found[0]}"' if found else ""


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if key not in _KEPT:
            yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, name)


def _broken(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return re.sub(rf"\S{{{longest + 1},}}", _with_breaks, text)


def _with_breaks(word: re.Match[str]) -> str:
    """A very long word with places to break: after signs, and else after some letters."""
    return re.sub(rf"([^\w\s]+(?=\w)|\w{{{PIECE}}}(?=\w))", rf"\1{BREAK}", word[0])
