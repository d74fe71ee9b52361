"""Programs: ready-made plans of one meeting or several, as data that a counselor picks and changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from workshop.content.kit import Kit, fit
from workshop.content.model import Model, Name, Text, Who
from workshop.content.reader import Tree
from workshop.content.validate import build
from workshop.errors import Problem, WorkshopError, suggest_name

FOLDER = "programs"
# A meeting begins with one of these, so that nobody starts cold, and ends with the other.
CHECK_IN, CHECK_OUT = "check-in", "check-out"
AGREEMENT = "our-agreement"


class Part(Model):
    """One part of a meeting. `what` says it in a line; `page` and `exercise` are what to open, where there is one."""

    minutes: Annotated[int, Field(ge=1, le=120)]
    what: Text
    page: Name | None = None
    exercise: Name | None = None


class Meeting(Model):
    """One meeting: how long it is, what it is for, its parts in order, and what to do at home until the next one."""

    title: Text
    minutes: Annotated[int, Field(ge=15, le=480)]
    aim: Text
    parts: Annotated[tuple[Part, ...], Field(min_length=2)]
    home: str = ""

    def begins(self) -> list[int]:
        """The minute at which each part begins, from 0."""
        return [sum(part.minutes for part in self.parts[:at]) for at in range(len(self.parts))]


class Program(Model):
    """A whole program. `who` is whom it is for; `about` says when it fits and when not."""

    title: Text
    summary: Annotated[Text, Field(max_length=140)]
    who: Who
    about: Text
    meetings: Annotated[tuple[Meeting, ...], Field(min_length=1)]


def load_program(kit: Kit, name: str) -> Program:
    """A program by its id, fitted to the client; raises WorkshopError with every problem in its file."""
    tree = kit.tree(FOLDER, name)
    return build(Program, Tree(tree.path, fit(tree.value, kit.speech), tree.lines))


def find_program_problems(kit: Kit, name: str) -> list[Problem]:
    """All problems of one program: its fields, its minutes, what it names, and the safety that it must carry."""
    try:
        tree, program = kit.tree(FOLDER, name), load_program(kit, name)
    except WorkshopError as error:
        return error.problems
    return [*_minutes(tree, program), *_names(kit, tree, program), *_safety(tree, program)]


def _minutes(tree: Tree, program: Program) -> Iterator[Problem]:
    for at, meeting in enumerate(program.meetings):
        total = sum(part.minutes for part in meeting.parts)
        if total != meeting.minutes:
            what = f"The parts take {total} minutes, the meeting {meeting.minutes}."
            yield tree.problem(("meetings", at, "minutes"), "C220", what, "Change one of the two.")


def _names(kit: Kit, tree: Tree, program: Program) -> Iterator[Problem]:
    exercises = kit.find_names("exercises", ".yaml")
    for at, meeting in enumerate(program.meetings):
        for number, part in enumerate(meeting.parts):
            place = ("meetings", at, "parts", number)
            for field, name, known in (("page", part.page, kit.index.pages), ("exercise", part.exercise, exercises)):
                if name and name not in known:
                    what = f'There is no {field} called "{name}".'
                    yield tree.problem((*place, field), "C201", what, suggest_name(name, known))


def _safety(tree: Tree, program: Program) -> Iterator[Problem]:
    """The agreement comes in the first meeting, and each meeting begins and ends with a look at how people are."""
    if all(part.exercise != AGREEMENT for part in program.meetings[0].parts):
        what = "The first meeting makes no agreement."
        yield tree.problem(("meetings", 0), "C221", what, f"Give a part of it to the exercise {AGREEMENT}.")
    for at, meeting in enumerate(program.meetings):
        for number, name, when in ((0, CHECK_IN, "begin"), (-1, CHECK_OUT, "end")):
            if meeting.parts[number].exercise != name:
                what = f"The meeting does not {when} with {name}."
                yield tree.problem(("meetings", at), "C221", what, f"Let it {when} with the exercise {name}.")
