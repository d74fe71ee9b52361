"""Tally: an observer marks what a listener does, move by move, and sees it as a strip chart over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise
from workshop.content.moves import Move
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, number_in
from workshop.exercises.plots import draw_lanes

MOST_MARKS = 500
LATEST = 8.64e15
GIVES_ROOM = ("say-back", "open-question", "share", "affirm", "give-time", "offer-help")
ASKS = ("open-question", "closed-question")


class Tally(Exercise):
    """The moves to watch for; all thirteen when none are named."""

    kind: Literal["tally"]
    moves: Annotated[tuple[Move, ...], Field(min_length=2, max_length=13)] = tuple(Move)


def start(exercise: Tally, setting: Setting) -> State:
    """An empty sheet, with the chart folded."""
    return {"marks": [], "shown": False}


def act(exercise: Tally, setting: Setting, state: State, action: Action) -> State:
    """`mark` a `move` at a time (`now`), take the last mark `back`, `show` or `hide` the chart, or start `again`."""
    doing, marks = action.get("do"), state["marks"]
    if doing == "again":
        return start(exercise, setting)
    if doing in ("show", "hide"):
        return state | {"shown": doing == "show"}
    if doing == "back" and marks and index_in(action, "at", len(marks)) == len(marks) - 1:
        return state | {"marks": marks[:-1]}
    if doing != "mark" or len(marks) == MOST_MARKS or action.get("move") not in [str(move) for move in exercise.moves]:
        raise Refused("Unknown action or move, or a full sheet.")
    return state | {"marks": [*marks, [action["move"], number_in(action, "now", 0, LATEST)]]}


def count_moves(exercise: Tally, state: State) -> dict[str, int]:
    """How often each move was marked, in the sheet's order."""
    marked = [move for move, _ in state["marks"]]
    return {str(move): marked.count(str(move)) for move in exercise.moves}


def view(exercise: Tally, setting: Setting, state: State) -> View:
    """A button and a count for each move, in two groups; the chart and what it tells once it is shown."""
    counts = count_moves(exercise, state)
    rows = [_row(setting, move, count) for move, count in counts.items()]
    last = state["marks"][-1][0] if state["marks"] else ""
    shown = state["shown"] and bool(state["marks"])
    return {
        "groups": [
            {"label": setting.say("tally-group-room"), "rows": [row for row in rows if row["id"] in GIVES_ROOM]},
            {"label": setting.say("tally-group-more"), "rows": [row for row in rows if row["id"] not in GIVES_ROOM]},
        ],
        "marks": len(state["marks"]),
        "last": setting.say(f"move-{last}") if last else "",
        "shown": shown,
        "plot": _plot(exercise, setting, state) if shown else "",
        "told": _told(exercise, setting, state) if shown else [],
        "done": shown,
    }


def _row(setting: Setting, move: str, count: int) -> dict[str, Any]:
    return {"id": move, "name": setting.say(f"move-{move}"), "like": setting.say(f"tally-{move}"), "count": count}


def _plot(exercise: Tally, setting: Setting, state: State) -> str:
    used = [move for move, count in count_moves(exercise, state).items() if count]
    first = min(time for _, time in state["marks"])
    marks = [(used.index(move), time - first) for move, time in state["marks"]]
    return draw_lanes([setting.say(f"move-{move}") for move in used], marks, max(time for _, time in marks))


def _told(exercise: Tally, setting: Setting, state: State) -> list[str]:
    """What the sheet tells: the count, what gave room, and how often was said back for each question asked."""
    counts = count_moves(exercise, state)
    room = sum(counts.get(move, 0) for move in GIVES_ROOM)
    told = [setting.say("tally-count", all=len(state["marks"]), room=room)]
    asked = sum(counts.get(move, 0) for move in ASKS)
    if "say-back" in counts and asked:
        told.append(setting.say("tally-ratio", back=counts["say-back"], asked=asked))
    best = max((move for move in counts if move in GIVES_ROOM), key=lambda move: counts[move], default="")
    if best and counts[best]:
        told.append(setting.say("tally-first", move=setting.say(f"move-{best}")))
    return told


def paper(exercise: Tally, setting: Setting, state: State | None = None) -> list[Block]:
    """A sheet with room for strokes, or with the counts, the chart and what it tells."""
    table = stroke_table(setting, exercise.moves, count_moves(exercise, state) if state else {})
    if state is None or not state["marks"]:
        return [table]
    told = _told(exercise, setting, state)
    chart = blocks.picture(_plot(exercise, setting, state), " ".join(told))
    return [table, chart, blocks.bullets(told)]


def stroke_table(setting: Setting, moves: Iterable[Move], counts: Mapping[str, int] = MappingProxyType({})) -> Block:
    """The moves, what each sounds like, and room for strokes, or how often each was counted."""
    head = [setting.say("tally-move"), setting.say("tally-like"), setting.say("tally-strokes")]
    rows = (_row(setting, str(move), counts.get(str(move), 0)) for move in moves)
    return blocks.table(head, [[row["name"], row["like"], str(row["count"] or "")] for row in rows])


KIND = Kind("tally", Tally, start, act, view, paper)
