"""Ladder: put steps in order, by dragging, by buttons or by keys."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in


class Ladder(Exercise):
    """Steps from `low` to `high`. With `right_order` the order in the file is the answer; else each has their own."""

    kind: Literal["ladder"]
    low: Text
    high: Text
    right_order: bool = False
    because: str = ""
    steps: Annotated[tuple[Text, ...], Field(min_length=3, max_length=10)]


def shuffled(count: int) -> list[int]:
    """An order of 0 to count - 1, mixed, and the same each time: the odd places, then the even ones backwards."""
    return [*range(1, count, 2), *reversed(range(0, count, 2))]


def start(exercise: Ladder, setting: Setting) -> State:
    """The steps mixed, nothing checked."""
    return {"order": shuffled(len(exercise.steps)), "checked": False, "moved": False}


def act(exercise: Ladder, setting: Setting, state: State, action: Action) -> State:
    """`move` the step at one place to another, `check` the order, or start `again`."""
    doing = action.get("do")
    if doing == "again":
        return start(exercise, setting)
    if doing == "check":
        return state | {"checked": True}
    if doing != "move":
        raise Refused("Unknown action.")
    order = list(state["order"])
    taken = order.pop(index_in(action, "from", len(order)))
    order.insert(index_in(action, "to", len(order) + 1), taken)
    return {"order": order, "checked": False, "moved": True}


def view(exercise: Ladder, setting: Setting, state: State) -> View:
    """The steps in their present order and, when checked, which stand where they belong; the reason once it is done."""
    judged = state["checked"] and exercise.right_order
    done = state["checked"] if exercise.right_order else state["moved"]
    steps = [
        {"id": step, "text": exercise.steps[step], "fits": (step == at) if judged else None}
        for at, step in enumerate(state["order"])
    ]
    right = sum(step == at for at, step in enumerate(state["order"]))
    result = setting.say("ladder-result", right=right, all=len(steps)) if judged else ""
    return {
        "low": exercise.low,
        "high": exercise.high,
        "steps": steps,
        "can_check": exercise.right_order,
        "result": result,
        "because": exercise.because if done else "",
        "done": done,
    }


def paper(exercise: Ladder, setting: Setting, state: State | None = None) -> list[Block]:
    """The steps mixed, with room for a number; the answer in small print when there is one, and the reason.

    With a state: the steps in the person's own order, numbered from low to high.
    """
    if state is not None:
        ends = setting.say("ladder-ends", low=exercise.low, high=exercise.high)
        own = [[str(place), exercise.steps[step]] for place, step in enumerate(state["order"], 1)]
        return [blocks.table([setting.say("ladder-number"), ends], own)]
    order = shuffled(len(exercise.steps))
    head = [setting.say("ladder-number"), setting.say("ladder-step", low=exercise.low, high=exercise.high)]
    shown = [blocks.table(head, [["", exercise.steps[step]] for step in order])]
    if exercise.right_order:
        told = [(f"{at}.", text) for at, text in enumerate(exercise.steps, 1)]
        told += [("", exercise.because)] if exercise.because else []
        shown.append(blocks.answers(setting.say("common-answers"), told))
    elif exercise.because:
        shown.append(blocks.paragraph(exercise.because))
    return shown


KIND = Kind("ladder", Ladder, start, act, view, paper)
