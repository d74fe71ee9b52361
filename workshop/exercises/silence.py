"""Silence: press when you think the time is over, and see how far off one is. A group sees its spread as a plot."""

from __future__ import annotations

from statistics import median
from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, number_in
from workshop.exercises.plots import draw_spread

# A press this soon after the start was a slip of the finger.
SHORTEST = 1.0
LONGEST = 120.0
MOST_TRIES = 60


class Silence(Exercise):
    """How long the silence is, and what to talk about once all have tried."""

    kind: Literal["silence"]
    seconds: Annotated[int, Field(ge=3, le=60)] = 10
    debrief: Annotated[tuple[Text, ...], Field(max_length=5)] = ()


def start(exercise: Silence, setting: Setting) -> State:
    """Nobody has tried."""
    return {"tries": []}


def act(exercise: Silence, setting: Setting, state: State, action: Action) -> State:
    """Someone `tried`, as number `at`, and pressed after some `seconds`; take the last try `back`; or start `again`."""
    doing, tries = action.get("do"), state["tries"]
    if doing == "again":
        return start(exercise, setting)
    if doing == "back" and tries and index_in(action, "at", len(tries)) == len(tries) - 1:
        return {"tries": tries[:-1]}
    if doing != "tried" or len(tries) == MOST_TRIES:
        raise Refused("Unknown action, or too many tries.")
    if index_in(action, "at", len(tries) + 1) != len(tries):
        raise Refused("This try is there already.")
    return {"tries": [*tries, round(float(number_in(action, "seconds", SHORTEST, LONGEST)), 1)]}


def view(exercise: Silence, setting: Setting, state: State) -> View:
    """The last try in words, all tries as a plot and in words, and what to talk about."""
    tries = state["tries"]
    return {
        "seconds": exercise.seconds,
        "shortest": SHORTEST,
        "ask": setting.say("silence-ask", seconds=exercise.seconds),
        "tries": len(tries),
        "last": _told(exercise, setting, tries[-1]) if tries else "",
        "plot": _plot(exercise, setting, tries) if tries else "",
        "spread": _spread(setting, tries) if tries else "",
        "debrief": list(exercise.debrief) if tries else [],
        "done": bool(tries),
    }


def _told(exercise: Silence, setting: Setting, seconds: float) -> str:
    off = seconds - exercise.seconds
    near = abs(off) <= exercise.seconds / 10
    key = "silence-near" if near else "silence-early" if off < 0 else "silence-late"
    return setting.say(key, tried=f"{seconds:g}", seconds=exercise.seconds)


def _plot(exercise: Silence, setting: Setting, tries: list[float]) -> str:
    return draw_spread(tries, 0, exercise.seconds * 2, exercise.seconds, setting.say("silence-unit"))


def _spread(setting: Setting, tries: list[float]) -> str:
    if len(tries) == 1:
        return setting.say("silence-one", tried=f"{tries[0]:g}")
    ends = {"shortest": f"{min(tries):g}", "longest": f"{max(tries):g}", "middle": f"{median(tries):.3g}"}
    return setting.say("silence-spread", count=len(tries), **ends)


def paper(exercise: Silence, setting: Setting, state: State | None = None) -> list[Block]:
    """How to do it with a watch and room to note each try, or the group's tries; then what to talk about."""
    talk = [blocks.bullets(exercise.debrief)] if exercise.debrief else []
    if state is not None and state["tries"]:
        words = _spread(setting, state["tries"])
        return [blocks.picture(_plot(exercise, setting, state["tries"]), words, words), *talk]
    head = [setting.say("silence-person"), setting.say("silence-guess", seconds=exercise.seconds)]
    how = blocks.paragraph(setting.say("silence-watch", seconds=exercise.seconds))
    return [how, blocks.table(head, [["", ""] for _ in range(4)]), *talk]


KIND = Kind("silence", Silence, start, act, view, paper, undoes=frozenset({"again", "back"}))
