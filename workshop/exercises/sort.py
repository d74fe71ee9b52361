"""Sort: put items in boxes; each answer is explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Name, Text
from workshop.content.reader import Tree
from workshop.errors import Problem, suggest_name
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in


class Item(Model):
    """Something to sort, the box it fits best, and why."""

    text: Text
    box: Name
    because: Text


class Sort(Exercise):
    """Boxes by id with their labels, and the items."""

    kind: Literal["sort"]
    boxes: Annotated[Mapping[Name, Text], Field(min_length=2, max_length=4)]
    items: Annotated[tuple[Item, ...], Field(min_length=3, max_length=14)]


def start(exercise: Sort, setting: Setting) -> State:
    """Nothing placed."""
    return {"placed": {}}


def act(exercise: Sort, setting: Setting, state: State, action: Action) -> State:
    """`place` an item (number) in a box (id), or start `again`."""
    if action.get("do") == "again":
        return start(exercise, setting)
    if action.get("do") != "place" or action.get("box") not in list(exercise.boxes):
        raise Refused("Unknown action or box.")
    at = index_in(action, "item", len(exercise.items))
    return {"placed": state["placed"] | {str(at): action["box"]}}


def view(exercise: Sort, setting: Setting, state: State) -> View:
    """Each item with its box so far, whether that fits, and why once it was placed."""
    items = []
    for at, item in enumerate(exercise.items):
        box = state["placed"].get(str(at))
        shown = {"text": item.text, "box": box, "fits": box == item.box if box else None, "because": ""}
        items.append(shown | ({"because": item.because, "best": exercise.boxes[item.box]} if box else {}))
    return {
        "boxes": [{"id": name, "label": label} for name, label in exercise.boxes.items()],
        "items": items,
        "progress": setting.say("sort-progress", done=len(state["placed"]), all=len(items)),
        "done": len(state["placed"]) == len(items),
    }


def paper(exercise: Sort, setting: Setting, state: State | None = None) -> list[Block]:
    """A table to tick, or one that is ticked where the person put each thing, and the answers in small print."""
    labels = list(exercise.boxes.values())
    placed = state["placed"] if state else {}
    rows = [
        [f"{at}. {item.text}", *("×" if placed.get(str(at - 1)) == box else "" for box in exercise.boxes)]
        for at, item in enumerate(exercise.items, 1)
    ]
    told = [(f"{at}. {exercise.boxes[item.box]}", item.because) for at, item in enumerate(exercise.items, 1)]
    return [
        blocks.table([setting.say("sort-item"), *labels], rows),
        blocks.answers(setting.say("common-answers"), told),
    ]


def find_problems(exercise: Sort, setting: Setting, tree: Tree) -> Iterator[Problem]:
    """Items whose box does not exist, and boxes that stay empty."""
    for at, item in enumerate(exercise.items):
        if item.box not in exercise.boxes:
            what = f'There is no box called "{item.box}".'
            yield tree.problem(("items", at, "box"), "C401", what, suggest_name(item.box, exercise.boxes))
    for name in exercise.boxes:
        if all(item.box != name for item in exercise.items):
            yield tree.problem(("boxes", name), "C402", f'Nothing belongs in the box "{name}".', "Add an item for it.")


KIND = Kind("sort", Sort, start, act, view, paper, lambda e, s, t: list(find_problems(e, s, t)))
