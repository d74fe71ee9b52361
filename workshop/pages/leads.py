"""What stands on paper for those who lead and for the week at home, made from a page's own texts."""

from __future__ import annotations

from workshop.content import blocks
from workshop.content.art import STEPS
from workshop.content.blocks import Block, plain_text, strong, text
from workshop.content.model import Page
from workshop.content.safety import DISTRESS, GATE, safety_blocks, safety_title
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import LoadedExercise

DAYS = 7
POSTER_SECTIONS = ("how", "say")


def how_cards_go(setting: Setting, page: Page) -> list[Block]:
    """What a group of three does with its cards."""
    stop = setting.say("roles-how-stop", word=setting.kit.speech.words.get("stop-word", ""))
    steps = [setting.say(f"roles-how-{step}") for step in ("share", "read", "talk")]
    steps += [stop, setting.say("role-play-step-out"), setting.say("roles-how-tell")]
    return [blocks.heading(setting.say("roles-how"), 2), blocks.bullets(steps, ordered=True)]


def guide(setting: Setting, page: Page) -> list[Block]:
    """A facilitator's guide: what the meeting is for, and the safety card with what the notes say of someone shaken, on
    the front page, where it is found without searching; then the notes that one leads by.
    """
    aims, notes = page.section("aims"), page.section("facilitator")
    aimed = [blocks.heading(aims.title, 2), *aims.blocks] if aims else []
    parts = _parts([_whole(_raised(block)) for block in notes.blocks] if notes else [])
    shaken = parts.pop() if len(parts) > 1 else []
    card = safety_callout(setting, DISTRESS)
    whole = {**card, "inside": [*card["inside"], *map(_lowered, shaken)], "whole": True}
    return [*aimed, safety_callout(setting, GATE), whole, *(block for part in parts for block in part)]


def _parts(told: list[Block]) -> list[list[Block]]:
    """Notes heading by heading; the first part has what stands before any heading, too, and there is always one."""
    starts = [at for at, block in enumerate(told) if block["is"] == "heading"][1:]
    return [told[begin:end] for begin, end in zip([0, *starts], [*starts, len(told)], strict=True)]


def _whole(block: Block) -> Block:
    """One looks at a table of minutes again and again, so it stays on one page."""
    return {**block, "whole": True} if block["is"] == "table" else block


def _lowered(block: Block) -> Block:
    """Inside a box, a heading is a line that stands out."""
    return {"is": "paragraph", "inside": [strong(plain_text(block["inside"]))]} if block["is"] == "heading" else block


def safety_callout(setting: Setting, part: str) -> Block:
    """A part of the safety card in a box that stands out."""
    return blocks.callout("warning", safety_title(setting.kit, part), safety_blocks(setting.kit, part))


def glance(exercise: LoadedExercise) -> Block:
    """An exercise as the one who leads it needs it: what it is, how long it takes, and what its answers are, in print
    that can be read while one stands.
    """
    whole = exercise.blocks()
    answers = [told for block in whole["inside"] if block["is"] == "answers" for told in _told(block)]
    return {**whole, "inside": [blocks.paragraph(exercise.data.intro), *answers]}


def _told(answers: Block) -> list[Block]:
    items = [[strong(item["label"]), text(" " + item["text"])] for item in answers["items"]]
    listed = [[{"is": "paragraph", "inside": item}] for item in items]
    title = {"is": "paragraph", "inside": [strong(answers["title"])]}
    return [title, {**blocks.bullets([]), "items": listed}]


def week_log(setting: Setting) -> list[Block]:
    """A row for each day of a week, to write in."""
    head = [setting.say(f"log-{column}") for column in ("day", "did", "noticed", "felt")]
    days = blocks.table(head, [[setting.say(f"plan-day-{day}"), "", "", ""] for day in range(DAYS)])
    return [{**days, "week": True}]


def poster(setting: Setting, page: Page) -> list[Block]:
    """What can be read from across a room: the steps with their drawings, and what to say and rather not."""
    strip = setting.kit.page_drawing(STEPS, page.id)
    found = [page.section(name) for name in POSTER_SECTIONS]
    told = [block for section in found if section for block in section.blocks if block["is"] in ("list", "table")]
    marked = [{**block, "contrast": True} if block["is"] == "table" else block for block in told]
    return [*([strip] if strip else []), *marked]


def _raised(block: Block) -> Block:
    """Notes stand under no heading of their own in a guide."""
    return {**block, "level": block["level"] - 1} if block["is"] == "heading" and block["level"] > 2 else block
