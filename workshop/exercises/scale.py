"""Scale: rate statements for oneself, once or before and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Text
from workshop.content.reader import Tree
from workshop.errors import Problem
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, replaced


class Scale(Exercise):
    """Statements and what the two ends of the scale mean. `twice` rates them before and after."""

    kind: Literal["scale"]
    low: Text
    high: Text
    start: Annotated[int, Field(alias="from", ge=0, le=1)] = 0
    stop: Annotated[int, Field(alias="to", ge=3, le=10)] = 10
    twice: bool = False
    statements: Annotated[tuple[Text, ...], Field(min_length=1, max_length=8)]


def start(exercise: Scale, setting: Setting) -> State:
    """Nothing rated; before comes first."""
    empty = [None for _ in exercise.statements]
    return {"before": empty, "after": empty}


def act(exercise: Scale, setting: Setting, state: State, action: Action) -> State:
    """`rate` a statement `when` (before or after) with a value, or start `again`."""
    if action.get("do") == "again":
        return start(exercise, setting)
    when = action.get("when")
    if action.get("do") != "rate" or when not in _times(exercise):
        raise Refused("Unknown action.")
    at = index_in(action, "statement", len(exercise.statements))
    value = index_in(action, "value", exercise.stop + 1)
    if value < exercise.start:
        raise Refused("The value is not on the scale.")
    return state | {str(when): replaced(state[str(when)], at, value)}


def _times(exercise: Scale) -> tuple[str, ...]:
    return ("before", "after") if exercise.twice else ("before",)


def view(exercise: Scale, setting: Setting, state: State) -> View:
    """Each statement with its ratings, and the change when it was rated twice."""
    rows = []
    for text, before, after in zip(exercise.statements, state["before"], state["after"], strict=True):
        both = before is not None and after is not None
        change = setting.say("scale-change", before=before, after=after) if both else ""
        rows.append({"text": text, "before": before, "after": after, "change": change})
    return {
        "rows": rows,
        "times": [{"id": when, "label": setting.say(f"scale-{when}")} for when in _times(exercise)],
        "low": exercise.low,
        "high": exercise.high,
        "start": exercise.start,
        "stop": exercise.stop,
        "done": all(row[when] is not None for row in rows for when in _times(exercise)),
    }


def paper(exercise: Scale, setting: Setting, state: State | None = None) -> list[Block]:
    """A row of dots for each statement, twice when it is rated twice; with a state, a table of the ratings."""
    if state is not None:
        times = _times(exercise)
        head = [f"{exercise.start} {exercise.low} – {exercise.high} {exercise.stop}"]
        head += [setting.say(f"scale-{when}") for when in times]
        rows = [
            [text, *("" if state[when][at] is None else f"{state[when][at]:g}" for when in times)]
            for at, text in enumerate(exercise.statements)
        ]
        return [blocks.table(head, rows)]
    shown: list[Block] = []
    for when in _times(exercise):
        if exercise.twice:
            shown.append(blocks.heading(setting.say(f"scale-{when}"), 4))
        for text in exercise.statements:
            shown.append(blocks.scale(text, exercise.low, exercise.high, exercise.start, exercise.stop))
    return shown


def find_problems(exercise: Scale, setting: Setting, tree: Tree) -> Iterator[Problem]:
    """The same statement twice."""
    for at, text in enumerate(exercise.statements):
        if text in exercise.statements[:at]:
            yield tree.problem(("statements", at), "C404", f'"{text}" stands here twice.', "Delete one.")


KIND = Kind("scale", Scale, start, act, view, paper, lambda e, s, t: list(find_problems(e, s, t)))
