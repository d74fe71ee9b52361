"""Rounds: timed turns for pairs or threes, with roles that rotate.

The clock's time lives in the browser: the state holds when it ends (milliseconds since 1970, as the browser counts) or,
while it is paused, what is left. So a reload or a second window shows the same time.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, number_in, replaced

# The last moment a browser's clock can name, in milliseconds since 1970.
LATEST = 8.64e15


class Role(Model):
    """A role and what one does in it."""

    name: Text
    does: Text


class Rounds(Exercise):
    """Turns of `turn_seconds`, each followed by `pause_seconds` for talking; one turn for each role."""

    kind: Literal["rounds"]
    turn_seconds: Annotated[int, Field(ge=10, le=1800)]
    pause_seconds: Annotated[int, Field(ge=0, le=600)] = 0
    roles: Annotated[tuple[Role, ...], Field(min_length=2, max_length=3)]
    prompts: tuple[Text, ...] = ()
    observe: Annotated[tuple[Text, ...], Field(max_length=8)] = ()


def start(exercise: Rounds, setting: Setting) -> State:
    """The first turn, with the clock standing."""
    return _turn(exercise, 0) | {"counts": [0 for _ in exercise.observe], "quiet": False}


def _turn(exercise: Rounds, number: int, phase: str = "turn") -> State:
    seconds = exercise.turn_seconds if phase == "turn" else exercise.pause_seconds
    return {"turn": number, "phase": phase, "left": seconds * 1000, "ends": None}


def act(exercise: Rounds, setting: Setting, state: State, action: Action) -> State:
    """`run` the clock (at `now`), `pause` it, tell time is `up`, `skip` on, `count` a thing, be `quiet`, or `again`."""
    doing = action.get("do")
    if doing == "again":
        return start(exercise, setting) | {"quiet": state["quiet"]}
    if doing in ("run", "pause"):
        return _set_clock(state, str(doing), number_in(action, "now", 0, LATEST))
    if doing in ("up", "skip"):
        turn = index_in(action, "turn", len(exercise.roles))
        if state["phase"] == "over" or (turn, action.get("phase")) != (state["turn"], state["phase"]):
            raise Refused("This turn is over already.")
        return state | _next(exercise, state)
    if doing == "count":
        at = index_in(action, "at", len(exercise.observe))
        by = round(number_in(action, "by", -1, 1))
        return state | {"counts": replaced(state["counts"], at, max(0, state["counts"][at] + by))}
    if doing == "quiet" and isinstance(action.get("on"), bool):
        return state | {"quiet": action["on"]}
    raise Refused("Unknown action.")


def _set_clock(state: State, doing: str, now: float) -> State:
    if state["phase"] == "over" or (doing == "run") == (state["ends"] is not None):
        raise Refused("The clock does that already.")
    if doing == "run":
        return state | {"ends": now + state["left"]}
    return state | {"left": min(state["left"], max(0, state["ends"] - now)), "ends": None}


def _next(exercise: Rounds, state: State) -> State:
    number = state["turn"]
    if state["phase"] == "turn" and exercise.pause_seconds:
        return _turn(exercise, number, "pause")
    if number + 1 < len(exercise.roles):
        return _turn(exercise, number + 1)
    return {"turn": number, "phase": "over", "left": 0, "ends": None}


def roles_in(exercise: Rounds, number: int) -> list[Role]:
    """Who does what in a turn (0 is the first): the role of person A, B and, in threes, C. Each turn moves them on."""
    count = len(exercise.roles)
    return [exercise.roles[(seat - number) % count] for seat in range(count)]


def view(exercise: Rounds, setting: Setting, state: State) -> View:
    """The turn, the clock, who does what now, prompts, and the observer's counts."""
    turns = len(exercise.roles)
    people = [
        {"who": setting.say("rounds-person", letter=chr(ord("A") + seat)), "role": role.name, "does": role.does}
        for seat, role in enumerate(roles_in(exercise, state["turn"]))
    ]
    phase = state["phase"]
    seen = zip(exercise.observe, state["counts"], strict=True)
    heading = "rounds-over" if phase == "over" else "rounds-talk" if phase == "pause" else "rounds-turn"
    return {
        "heading": setting.say(heading, turn=state["turn"] + 1, turns=turns),
        "turn": state["turn"],
        "phase": phase,
        "ends": state["ends"],
        "left": state["left"],
        "whole": (exercise.turn_seconds if phase == "turn" else exercise.pause_seconds) * 1000,
        "quiet": state["quiet"],
        "people": people,
        "prompts": list(exercise.prompts),
        "counts": [{"text": text, "count": count} for text, count in seen],
        "done": phase == "over",
    }


def paper(exercise: Rounds, setting: Setting, state: State | None = None) -> list[Block]:
    """Who does what in each turn, prompts, and the observer's sheet; with a state, what the observer counted."""
    seats = [setting.say("rounds-person", letter=chr(ord("A") + seat)) for seat in range(len(exercise.roles))]
    time = setting.say("rounds-time", seconds=exercise.turn_seconds)
    rota = [
        [setting.say("rounds-turn-number", turn=turn + 1), *(role.name for role in roles_in(exercise, turn))]
        for turn in range(len(exercise.roles))
    ]
    head = [setting.say("rounds-role"), setting.say("rounds-does")]
    shown: list[Block] = [
        blocks.table(head, [[role.name, role.does] for role in exercise.roles]),
        blocks.table([time, *seats], rota),
    ]
    if exercise.prompts:
        shown += [blocks.heading(setting.say("rounds-prompts"), 4), blocks.bullets(exercise.prompts)]
    if exercise.observe and state is not None and any(state["counts"]):
        counted = [[text, str(count)] for text, count in zip(exercise.observe, state["counts"], strict=True)]
        shown.append(blocks.table([setting.say("rounds-sheet"), setting.say("rounds-counted")], counted))
    elif exercise.observe:
        sheet = [[text, *("" for _ in seats)] for text in exercise.observe]
        shown.append(blocks.table([setting.say("rounds-sheet"), *[row[0] for row in rota]], sheet))
    return shown


KIND = Kind("rounds", Rounds, start, act, view, paper)
