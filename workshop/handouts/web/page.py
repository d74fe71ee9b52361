"""A document as one HTML file that stands alone: to read, to fill in on the screen, and to print.

It has no script and loads nothing. What is written in it is sent nowhere.
"""

from __future__ import annotations

from html import escape

from workshop.handouts.document import Document
from workshop.handouts.flowing import CERTIFICATE, POSTER, RIGHT_TO_LEFT, WORKBOOK, for_whom, over_title, ready_to_flow
from workshop.handouts.web.blocks import SETTERS, masthead
from workshop.handouts.web.parts import element, icon, style_of
from workshop.handouts.web.writer import WebWriter, part_name

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"


def set_web_page(document: Document) -> bytes:
    """The HTML file of a document, in UTF-8; raises WorkshopError for what must be mended first."""
    ready = ready_to_flow(document)
    main = element("main", _main(ready))
    foot = element("footer", element("p", escape(ready.kit))) if ready.kit else ""
    body = element("body", _header(ready) + main + foot)
    language = ready.language.split("-")[0]
    looks = " ".join(filter(None, [ready.form, "large" if ready.large_print else ""]))
    direction = "rtl" if language in RIGHT_TO_LEFT else ""
    page = element("html", _head(ready) + body, lang=ready.language, dir=direction, class_=looks)
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _main(document: Document) -> str:
    writer = WebWriter(SETTERS, document.words, lower=1 if document.form == WORKBOOK else 0)
    inside = _cover(document, writer) + writer.write(document.blocks)
    # Every text is escaped, so that this is a field and no word.
    fields = "<textarea" in inside or "<input" in inside
    stays = element("p", icon("pen") + escape(document.words["stays"]), class_="stays") if fields else ""
    safe = document.safety and document.form != POSTER
    return stays + inside + (element("p", icon("warning") + escape(document.safety), class_="safety") if safe else "")


def _head(document: Document) -> str:
    told = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", escape(document.title)),
        element("style", style_of(document)),
    ]
    return element("head", "\n".join(told))


def _header(document: Document) -> str:
    over = "" if document.form == CERTIFICATE else over_title(document)
    name = for_whom(document)
    shown = element("span", escape(over)) + (element("strong", escape(name)) if name else "")
    title = element("h1", escape(document.title))
    return element("header", masthead(vars(document), title, shown if over or name else ""), class_="head")


def _cover(document: Document, writer: WebWriter) -> str:
    """What a file of several pages begins with: whose it is, and its table of contents."""
    if document.form != WORKBOOK:
        return ""
    owner = "" if document.person else writer.write([{"is": "lines", "count": 1, "label": document.words["name"]}])
    parts = [block["title"] for block in document.blocks if block["is"] == "part"]
    entries = "".join(
        element("li", element("a", escape(title), href=f"#{part_name(at)}")) for at, title in enumerate(parts, 1)
    )
    name = writer.name()
    head = element("h2", escape(document.words["contents"]), id=name)
    return owner + element("nav", head + element("ul", entries, role="list"), aria_labelledby=name, class_="contents")
