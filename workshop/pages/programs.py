"""A program as a page: what it is for, then each meeting with its times. For screen, paper and terminal."""

from __future__ import annotations

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.kit import Kit
from workshop.content.program import FOLDER, Meeting, Part, load_program
from workshop.content.safety import DISTRESS, GATE
from workshop.errors import WorkshopError
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import load_exercise
from workshop.pages.editions import pages_with
from workshop.pages.leads import safety_callout
from workshop.practice.clients import BLANK


def program_rows(kit: Kit) -> list[dict[str, str]]:
    """All programs that can be read, with the counselor's own among them: id, title and summary."""
    rows = []
    for name in kit.find_names(FOLDER, ".yaml"):
        try:
            program = load_program(kit, name)
        except WorkshopError:
            continue  # told by `workshop check`
        rows.append({"id": name, "title": program.title, "summary": program.summary})
    return sorted(rows, key=lambda row: row["title"])


def program_blocks(kit: Kit, name: str) -> list[Block]:
    """Everything of a program but its title; raises WorkshopError with every problem in its file."""
    setting, program = Setting(kit), load_program(kit, name)
    shown: list[Block] = [
        blocks.callout("warning", setting.say("program-first"), [blocks.paragraph(setting.say("program-gate"))])
    ]
    shown += [blocks.paragraph(row) for row in program.about.split("\n") if row.strip()]
    for number, meeting in enumerate(program.meetings, 1):
        shown += _meeting_blocks(setting, number, meeting, alone=len(program.meetings) == 1)
    return [*shown, safety_callout(setting, GATE), safety_callout(setting, DISTRESS)]


def _meeting_blocks(setting: Setting, number: int, meeting: Meeting, *, alone: bool) -> list[Block]:
    title = meeting.title if alone else setting.say("program-meeting", number=number, title=meeting.title)
    head = [setting.say("program-time"), setting.say("program-what"), setting.say("program-open")]
    rows = zip(meeting.begins(), meeting.parts, strict=True)
    table = blocks.table(head, [[_clock(begin), part.what, _to_open(setting, part)] for begin, part in rows])
    told = [
        blocks.heading(title, 2),
        blocks.paragraph(setting.say("program-aim", minutes=meeting.minutes, aim=meeting.aim)),
        table,
        blocks.paragraph(setting.say("program-end", time=_clock(meeting.minutes))),
    ]
    return told + ([blocks.paragraph(setting.say("program-home", home=meeting.home))] if meeting.home else [])


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _to_open(setting: Setting, part: Part) -> str:
    """What to open on the screen for a part: an exercise, and the page it is on."""
    kit = setting.kit
    named = [load_exercise(kit, part.exercise).data.title] if part.exercise else []
    pages = pages_with(kit, BLANK, part.exercise) if part.exercise else []
    page = part.page or (pages[0] if pages else None)
    if page:
        front, number = kit.page(page).front, kit.index.number_of(page)
        named.append(f"{number}. {front.title}" if number else front.title)
    return setting.say("program-on", exercise=named[0], page=named[1]) if len(named) > 1 else "".join(named)
