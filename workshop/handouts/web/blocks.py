"""Each block as HTML to read, to fill in and to print: what is a line or a box on paper is a field here."""

from __future__ import annotations

from html import escape

from workshop.content.blocks import Block, Inline, plain_text
from workshop.content.html import inline_html
from workshop.handouts.flowing import fill_in
from workshop.handouts.web.parts import element, icon
from workshop.handouts.web.tasks import TASKS
from workshop.handouts.web.writer import Setter, WebWriter, part_name, picture_html


def masthead(head: Block, title: str, over: str) -> str:
    """The title on the shaft of a key whose ring holds the number, and beside it the picture of the page.

    `head` has the number, the summary and the picture; `title` and what stands over it are HTML.
    """
    number = "" if head["number"] is None else str(head["number"])
    ring = element("span", element("span", number), class_="ring")
    summary = element("p", escape(head["summary"]), class_="summary") if head["summary"] else ""
    words = (element("p", over, class_="over") if over else "") + title
    words += element("div", ring, class_="shaft", aria_hidden="true") + summary
    motif = picture_html(head["motif"], "motif") if head["motif"] else ""
    return element("div", words, class_="masthead") + motif


def _heading(at: WebWriter, block: Block) -> str:
    return at.heading(block["level"], inline_html(block["inside"]))


def _paragraph(at: WebWriter, block: Block) -> str:
    return element("p", inline_html(block["inside"]))


def _list(at: WebWriter, block: Block) -> str:
    items = "".join(element("li", _item(at, item)) for item in block["items"])
    small = " small" if block.get("small") else ""
    # With its own marks, a list would be none for Safari; the role says that it is.
    if block["ordered"]:
        return element(
            "ol", items, role="list", class_=small.strip(), start=block["start"] if block["start"] != 1 else ""
        )
    return element("ul", items, role="list", class_=f"bullets{small}")


def _item(at: WebWriter, blocks: list[Block]) -> str:
    alone = len(blocks) == 1 and blocks[0]["is"] == "paragraph"
    return inline_html(blocks[0]["inside"]) if alone else at.write(blocks)


def _quote(at: WebWriter, block: Block) -> str:
    return element("blockquote", at.write(block["inside"]))


def _callout(at: WebWriter, block: Block) -> str:
    name, tone = at.name(), block["tone"]
    title = block["title"] or at.words.get(tone, at.words["note"])
    head = element("p", icon(tone) + escape(title), class_="callout-title", id=name)
    return element("div", head + at.write(block["inside"]), class_=f"callout {tone}", role="note", aria_labelledby=name)


def _pre(at: WebWriter, block: Block) -> str:
    return element("pre", escape(block["text"]))


def _rule(at: WebWriter, block: Block) -> str:
    return element("hr")


def _picture(at: WebWriter, block: Block) -> str:
    caption = element("figcaption", escape(block["caption"])) if block["caption"] else ""
    return element("figure", picture_html(block) + caption)


def _exercise(at: WebWriter, block: Block) -> str:
    name = at.name()
    facts = "".join(_fact(fact) for fact in block["facts"])
    title = at.heading(block["level"], escape(block["title"]), name)
    band = element("div", title + (element("dl", facts, class_="facts") if facts else ""), class_="band")
    return element("article", band + at.write(block["inside"]), class_="exercise", aria_labelledby=name)


def _fact(fact: dict[str, str]) -> str:
    return element(
        "div", element("dt", icon(fact["icon"]) + escape(fact["label"])) + element("dd", escape(fact["text"]))
    )


def _script(at: WebWriter, block: Block) -> str:
    first = block["turns"][0]["who"] if block["turns"] else ""
    turns = "".join(_turn(turn, first) for turn in block["turns"])
    return element("dl", turns, class_="script")


def _turn(turn: dict[str, str], first: str) -> str:
    does = element("em", escape(f"({turn['does']})"), class_="quiet") + " " if turn["does"] else ""
    note = " " + element("span", escape(turn["note"]), class_="pill") if turn["note"] else ""
    who = element("dt", escape(turn["who"]), class_="first" if turn["who"] == first else "")
    return element("div", who + element("dd", does + escape(turn["says"]) + note))


def _columns(at: WebWriter, block: Block) -> str:
    parts = "".join(element("div", at.write(part)) for part in block["columns"])
    return element("div", parts, class_="columns pictured" if block["pictured"] else "columns")


def _part(at: WebWriter, block: Block) -> str:
    at.parts += 1
    over = "" if block["number"] is None else fill_in(at.words["key"], number=str(block["number"]))
    title = element("h2", escape(block["title"]), id=part_name(at.parts))
    return element("div", masthead(block, title, escape(over)), class_="head part")


def _answers(at: WebWriter, block: Block) -> str:
    items = "".join(_answer(item) for item in block["items"])
    title = element("p", escape(block["title"]), class_="answers-title")
    return element("div", title + element("ul", items, role="list"), class_="answers")


def _answer(item: dict[str, str]) -> str:
    label = element("strong", escape(item["label"])) + " " if item["label"] else ""
    return element("li", label + escape(item["text"]))


def _sheet(at: WebWriter, block: Block) -> str:
    name = at.name()
    title = at.heading(block["level"], escape(block["title"]), name)
    lock = icon("lock") if block["place"] == "secret" else ""
    band = element("div", title + element("p", lock + escape(block["note"])), class_="band")
    body = band + at.write(block["inside"])
    return element("article", body, class_=f"sheet {block['place']}", aria_labelledby=name)


def _table(at: WebWriter, block: Block) -> str:
    ids = [at.name() for _ in block["head"]]
    signs = ("yes", "no") if block["contrast"] else ()
    head = "".join(_head_cell(cell, ids[n], signs[n] if n < len(signs) else "") for n, cell in enumerate(block["head"]))
    rows = "".join(_row(at, block, ids, row, number) for number, row in enumerate(block["rows"], 1))
    body = element("thead", element("tr", head, role="row"), role="rowgroup") + element("tbody", rows, role="rowgroup")
    kinds = [name for name in ("contrast", "room", "week") if block.get(name)]
    # A narrow window shows each row as a small list, which takes the roles away unless they are said.
    return element("table", body, role="table", class_=" ".join(kinds))


def _head_cell(cell: Block, name: str, sign: str) -> str:
    words = (icon(sign) if sign else "") + inline_html(cell["inside"])
    return element("th", words, scope="col", role="columnheader", id=name, class_=f"{cell['align']} {sign}".strip())


def _row(at: WebWriter, block: Block, ids: list[str], row: list[list[Inline]], number: int) -> str:
    named = next((n for n in range(len(row)) if n not in block["room"]), None) if block["room"] else None
    name = at.name() if named is not None else ""
    cells = []
    for n, cell in enumerate(row[: len(ids)]):
        head = plain_text(block["head"][n]["inside"])
        look = {"class_": block["head"][n]["align"], "data_head": head}
        if n in block["room"]:
            # Without words in the row, its number tells the fields of a column apart.
            told = {"aria_labelledby": f"{name} {ids[n]}"} if name else {"aria_label": f"{head} {number}".strip()}
            cells.append(element("td", at.field(1, **told), role="cell", **look | {"class_": "room"}))
        elif n == named:
            cells.append(element("th", inline_html(cell), scope="row", role="rowheader", id=name, **look))
        else:
            cells.append(element("td", inline_html(cell), role="cell", **look))
    return element("tr", "".join(cells), role="row")


SETTERS: dict[str, Setter] = TASKS | {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "quote": _quote,
    "callout": _callout,
    "table": _table,
    "pre": _pre,
    "rule": _rule,
    "picture": _picture,
    "exercise": _exercise,
    "script": _script,
    "columns": _columns,
    "answers": _answers,
    "sheet": _sheet,
    "part": _part,
}
