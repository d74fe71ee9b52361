"""What the tests of web pages and Word files share: a document with every block, and words that try to be more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from handout_samples import every_block

from workshop.content import blocks
from workshop.handouts.document import Document, read_document

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#0b5d66"/></svg>'
HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)> ' onclick='x",
    "</style></textarea></title></p><!--",
    "&lt;b&gt; &amp; &#65; ]]> <?xml ?>",
    "</w:t></w:r><w:r><w:t>x",
    "{number} {page} {pages} {name}",
    "\\0000 content url(https://x.org) @import",
    "José Nguyễn سارة العلي נועה כהן 🎉 漢字",
    "bell\x07 null\x00 lone \ud800 over\u202eride \ufffe",
]


def named_blocks() -> set[str]:
    """The names of all blocks, as the table in `workshop/content/blocks.py` has them."""
    rows = re.findall(r"^\| (\w+) \|", blocks.__doc__ or "", re.MULTILINE)
    return set(rows) - {"block"}


def every_document(**more: Any) -> Document:
    """The page that holds every block, with those that it lacks at its end."""
    document = read_document(every_block())
    picture = blocks.picture(SVG, "A bar.")
    extra = (
        blocks.track("Lay the coin here", 0, 10, (4, "start"), [(0, 3, "small talk"), (6, 10, "what hurts")]),
        blocks.columns([picture], [blocks.paragraph("Beside the picture."), blocks.lines(1, "What is it?")]),
        blocks.sheet("Listener's card", "For the one who listens", [blocks.paragraph("Listen well.")], "shared"),
        blocks.sheet("Observer's sheet", "For the one who watches", [blocks.lines(2, "What worked")], "own"),
        blocks.sheet("Partner's card", "Keep it to yourself", [blocks.paragraph("You are tired.")], "secret"),
        blocks.deck("Questions", [("Light", ["What made you laugh?", "Is it late?"]), ("Deep", ["What is lost?"])]),
        blocks.part("A second page", "More to read.", 7, picture),
        blocks.table(["Who", "Seconds"], [["", ""], ["", ""]]),
    )
    return replace(document, motif=picture, safety="You may pass.", blocks=(*document.blocks, *extra), **more)


def hostile_document(words: str) -> Document:
    """Words in every place where a person's words can stand."""
    rows = [blocks.paragraph(words), blocks.bullets([words]), blocks.checklist([words]), blocks.heading(words, 2)]
    rows += [blocks.callout("tip", words, [blocks.paragraph(words)]), blocks.table([words, "x"], [[words, ""]])]
    rows += [blocks.lines(1, words), blocks.scale(words, words, words, 0, 3), {"is": "pre", "text": words}]
    rows += [blocks.script([{"who": words, "says": words, "note": words, "does": words}])]
    rows += [blocks.options(words, [("a", words), ("", words)]), blocks.cards([(words, [words])])]
    rows += [blocks.answers(words, [(words, words)]), blocks.picture(SVG, words, words)]
    rows += [blocks.track(words, 0, 2, (1, words), [(0, 1, words)]), blocks.deck(words, [(words, [words])])]
    rows += [blocks.exercise(words, [("clock", words, words)], [blocks.paragraph(words)])]
    rows += [blocks.sheet(words, words, [blocks.paragraph(words)], "secret"), blocks.part(words, words, 3, None)]
    link = {"is": "link", "to": 'https://example.org/?a="b"&c', "inside": [blocks.text(words)]}
    unsafe = {"is": "link", "to": "javascript:alert(1)", "inside": [blocks.text(words)]}
    rows += [{"is": "paragraph", "inside": [link, unsafe, {"is": "code", "text": words}, blocks.strong(words)]}]
    return Document(words, words, number=3, kit=words, person=words, safety=words, blocks=tuple(rows))
