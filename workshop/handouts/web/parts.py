"""Elements, icons and style of a web page that stands alone: nothing in a text can become markup or style."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from pathlib import Path
from string import ascii_letters, digits

from workshop.handouts.document import Document
from workshop.handouts.flowing import EDGE, MIST, POSTER, WHITE, color_of, fill_in, mixed

HERE = Path(__file__).parent
TEMPLATES = HERE.parent / "typst"
VOID = frozenset({"img", "input", "meta", "hr", "br"})
PAPERS = {"a4": "A4", "letter": "letter", "a5": "A5", "half-letter": "5.5in 8.5in"}
DARK_CARD = "#1d2528"  # the ground of boxes in the dark, as in page.css
WALLS = {"a4": "A3", "letter": "11in 17in"}
_SHAPE = re.compile(r'^  (\w+): "(<[^"]+>)",$', re.MULTILINE)


def element(tag: str, inside: str = "", /, **attributes: str | int | bool) -> str:
    """An element around HTML. `for_` is the attribute for, `aria_label` is aria-label; an empty one is left out."""
    shown = []
    for key, value in attributes.items():
        spelled = key.rstrip("_").replace("_", "-")
        if value is True:
            shown.append(f" {spelled}")
        elif value is not False and value != "":
            shown.append(f' {spelled}="{escape(str(value))}"')
    return f"<{tag}{''.join(shown)}>" + ("" if tag in VOID else f"{inside}</{tag}>")


@lru_cache(maxsize=1)
def shapes() -> dict[str, str]:
    """The drawings of paper's icons by name: what stands inside of their SVG."""
    return dict(_SHAPE.findall((TEMPLATES / "signs.typ").read_text(encoding="utf-8")))


def icon(name: str) -> str:
    """An icon in the color of the text. Always beside its word, so it says nothing of its own."""
    known = shapes()
    return element("svg", known.get(name, known["note"]), class_="icon", viewBox="0 0 24 24", aria_hidden="true")


def style_of(document: Document) -> str:
    """The page's style: what all pages share, and its paper with the words at the foot of each printed page."""
    page, pages = '" counter(page) "', '" counter(pages) "'
    # Words are spelled out first, so that only the counters stand outside of the quotation marks.
    told = fill_in(document.words["page"], page="\ue000", pages="\ue001")
    foot = f'"{_spelled(told)}"'.replace(_spelled("\ue000"), page).replace(_spelled("\ue001"), pages)
    corners = f'@bottom-left {{ content: "{_spelled(document.kit)}"; }} @bottom-right {{ content: {foot}; }}'
    size = (WALLS if document.form == POSTER else PAPERS).get(document.paper, PAPERS["a4"])
    shared = (HERE / "page.css").read_text(encoding="utf-8")
    return f"{shared}{color_style(document.number)}@page {{ size: {size}; {corners} }}\n"


def color_style(number: int | None) -> str:
    """The color of a key, in light and dark, as names for the style."""
    color = color_of(number)
    light = {"teal": color, "mist": mixed(color, WHITE, MIST), "edge": mixed(color, WHITE, EDGE)}
    bright = mixed(color, WHITE, 0.4)
    dark = {"teal": bright, "mist": mixed(color, DARK_CARD, 0.25), "edge": mixed(bright, DARK_CARD, 0.45)}
    plain, night = ("".join(f"--{name}: {paint};" for name, paint in one.items()) for one in (light, dark))
    return f":root {{ {plain} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n"


def _spelled(words: str) -> str:
    """Words for a string in CSS, where nothing but plain letters stands as itself."""
    plain = frozenset(" -" + ascii_letters + digits)
    return "".join(letter if letter in plain else f"\\{ord(letter):x} " for letter in words)
