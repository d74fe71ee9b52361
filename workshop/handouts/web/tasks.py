"""What a reader does something with on a web page: room to write, dots, options, boxes to tick, cards."""

from __future__ import annotations

from html import escape

from workshop.content.blocks import Block
from workshop.content.html import inline_html
from workshop.handouts.flowing import stretches
from workshop.handouts.web.parts import element
from workshop.handouts.web.writer import Setter, WebWriter


def _checklist(at: WebWriter, block: Block) -> str:
    return element("ul", "".join(_tick(at, item) for item in block["items"]), role="list", class_="ticks")


def _tick(at: WebWriter, item: Block) -> str:
    ticked, inside = bool(item["ticked"]), item["inside"]
    if inside and inside[0]["is"] == "paragraph":
        first, *rest = inside
        return element("li", _choice("checkbox", "", inline_html(first["inside"]), checked=ticked) + at.write(rest))
    name = at.name()
    box = element("input", type="checkbox", checked=ticked, aria_labelledby=name, autocomplete="off")
    return element("li", box + element("div", at.write(inside), id=name))


def _choice(kind: str, group: str, words: str, mark: str = "", *, checked: bool = False) -> str:
    """A box or circle to tick, with a letter in it if it has one."""
    box = element("input", type=kind, name=group, checked=checked, autocomplete="off")
    sign = element("span", escape(mark), class_="mark") if mark else ""
    return element("label", box + sign + element("span", words), class_="choice lettered" if mark else "choice")


def _lines(at: WebWriter, block: Block) -> str:
    name = at.name()
    label = element(
        "label", escape(block["label"] or at.words["write"]), for_=name, class_="" if block["label"] else "quiet"
    )
    return element("div", label + at.field(block["count"], id=name, class_="lines"), class_="writing")


def _scale(at: WebWriter, block: Block) -> str:
    group, low, high = at.name(), at.name(), at.name()
    told = {block["start"]: low, block["stop"]: high}
    numbers = range(block["start"], block["stop"] + 1)
    dots = "".join(_dot(group, number, described=told.get(number, "")) for number in numbers)
    ends = element("span", escape(block["low"]), id=low) + element("span", escape(block["high"]), id=high)
    row = element("div", element("div", dots, class_="dots") + element("div", ends, class_="ends"), class_="row")
    return element("fieldset", element("legend", escape(block["label"])) + row, class_="scale")


def _dot(group: str, number: int, *, described: str = "", checked: bool = False) -> str:
    field = element(
        "input", type="radio", name=group, value=number, checked=checked, aria_describedby=described, autocomplete="off"
    )
    return element("label", field + element("span", str(number)), class_="dot")


def _options(at: WebWriter, block: Block) -> str:
    group = at.name()
    items = "".join(_option(group, item) for item in block["items"])
    choices = element("div", items, class_="choices across" if block["across"] == 2 else "choices")
    legend = element("legend", escape(block["label"])) if block["label"] else ""
    return element("fieldset" if legend else "div", legend + choices, class_="options")


def _option(group: str, item: dict[str, str]) -> str:
    if item["mark"]:
        return _choice("radio", group, escape(item["text"]), item["mark"])
    return _choice("checkbox", "", escape(item["text"]))


def _cards(at: WebWriter, block: Block) -> str:
    return "".join(_card_group(at.name(), group) for group in block["groups"])


def _card_group(name: str, group: Block) -> str:
    items = "".join(element("li", escape(words)) for words in group["items"])
    title = element("p", escape(group["title"]), id=name, class_="cards-title")
    return title + element("ul", items, class_="cards", role="list", aria_labelledby=name)


def _deck(at: WebWriter, block: Block) -> str:
    """Cards to cut out. Here they have no backs, so each says itself which pile it belongs to."""
    cards = "".join(
        element("li", element("span", escape(words)) + element("span", escape(group["title"]), class_="pile"))
        for group in block["groups"]
        for words in group["items"]
    )
    title = at.heading(2, escape(block["title"]))
    return element("div", title + element("ul", cards, class_="cards deck", role="list"), class_="cut-out")


def _track(at: WebWriter, block: Block) -> str:
    group, mark = at.name(), at.name()
    parts = "".join(_stretch(group, block, part, mark) for part in stretches(block))
    begins = element("p", f"{block['begins']}: {escape(block['mark'])}", id=mark, class_="quiet")
    legend = element("legend", escape(block["label"]))
    return element("fieldset", legend + element("div", parts, class_="stretches") + begins, class_="track")


def _stretch(group: str, block: Block, part: Block, mark: str) -> str:
    dots = ""
    for number in range(part["first"], part["last"] + 1):
        here = number == block["begins"]
        dots += _dot(group, number, described=mark if here else "", checked=here)
    name = element("span", escape(part["text"]), class_="stretch-name")
    return element("div", element("div", dots, class_="dots") + name, class_="stretch")


TASKS: dict[str, Setter] = {
    "checklist": _checklist,
    "lines": _lines,
    "scale": _scale,
    "options": _options,
    "cards": _cards,
    "deck": _deck,
    "track": _track,
}
