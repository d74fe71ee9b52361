"""Rewrite: put a line in own words first, then compare with examples. A coach, where there is one, reads them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, replaced, text_in


class Line(Model):
    """A line to reword, what to aim for, and how others have put it."""

    say: Text
    about: Text
    examples: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]


class Rewrite(Exercise):
    """Lines to reword."""

    kind: Literal["rewrite"]
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]


def start(exercise: Rewrite, setting: Setting) -> State:
    """Nothing written, no examples shown."""
    return {"texts": ["" for _ in exercise.lines], "shown": [False for _ in exercise.lines]}


def act(exercise: Rewrite, setting: Setting, state: State, action: Action) -> State:
    """`write` own words for a line, `show` or `hide` its examples, or start `again`."""
    doing = action.get("do")
    if doing == "again":
        return start(exercise, setting)
    if doing not in ("write", "show", "hide"):
        raise Refused("Unknown action.")
    at = index_in(action, "at", len(exercise.lines))
    if doing == "write":
        return state | {"texts": replaced(state["texts"], at, text_in(action, "text"))}
    return state | {"shown": replaced(state["shown"], at, doing == "show")}


def view(exercise: Rewrite, setting: Setting, state: State) -> View:
    """Each line with the own words, the examples once asked for, and the coach's place (None without a coach)."""
    rows = []
    for line, text, shown in zip(exercise.lines, state["texts"], state["shown"], strict=True):
        examples = list(line.examples) if shown else []
        rows.append({"say": line.say, "about": line.about, "text": text, "examples": examples, "coach": None})
    return {"lines": rows, "done": all(text.strip() for text in state["texts"])}


def paper(exercise: Rewrite, setting: Setting, state: State | None = None) -> list[Block]:
    """Each line with room to write, or with what was written, and the examples in small print."""
    shown: list[Block] = []
    told = []
    texts = state["texts"] if state else ["" for _ in exercise.lines]
    for number, line in enumerate(exercise.lines, 1):
        label = f"{number}. “{line.say}” {line.about}"
        shown += blocks.written(label, texts[number - 1]) or [blocks.lines(2, label)]
        told.append((f"{number}.", " / ".join(line.examples)))
    return [*shown, blocks.answers(setting.say("rewrite-examples"), told)]


KIND = Kind("rewrite", Rewrite, start, act, view, paper)
