"""Rewrite: put a line in own words first, then compare with examples. The coach reads them when it is asked."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.exercises.coaching import coach_of, is_coach_there, notes_on_text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, replaced, text_in

# So many letters of a text are read; more would make a wall of notes.
MOST_READ = 600


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
    """Nothing written, no examples shown, the coach not asked. `asked` holds what the coach was asked about."""
    count = len(exercise.lines)
    return {"texts": [""] * count, "shown": [False] * count, "asked": [""] * count}


def act(exercise: Rewrite, setting: Setting, state: State, action: Action) -> State:
    """`write` own words for a line, `ask` the coach about them or `leave` it, `show` or `hide` the examples, or start
    `again`.
    """
    doing = action.get("do")
    if doing == "again":
        return start(exercise, setting)
    if doing not in ("write", "show", "hide", "ask", "leave"):
        raise Refused("Unknown action.")
    at = index_in(action, "at", len(exercise.lines))
    if doing == "write":
        return state | {"texts": replaced(state["texts"], at, text_in(action, "text"))}
    if doing in ("show", "hide"):
        return state | {"shown": replaced(state["shown"], at, doing == "show")}
    words = state["texts"][at].strip() if doing == "ask" else ""
    if doing == "ask" and not words:
        raise Refused("There is nothing to read.")
    return state | {"asked": replaced(state["asked"], at, words)}


def view(exercise: Rewrite, setting: Setting, state: State) -> View:
    """Each line with the own words, the examples once asked for, and what the coach says of each sentence.

    The coach's part is None until it is asked, and again once the words are others than those it was asked about.
    """
    coach, rows = coach_of(setting) if any(state["asked"]) else None, []
    coached = is_coach_there(setting) and (coach is not None or not any(state["asked"]))
    for at, line in enumerate(exercise.lines):
        text, asked = state["texts"][at], state["asked"][at]
        examples = list(line.examples) if state["shown"][at] else []
        notes = notes_on_text(asked[:MOST_READ], coach, setting) if coach and asked and asked == text.strip() else None
        row = {"say": line.say, "about": line.about, "text": text, "examples": examples}
        rows.append(row | {"coach": notes})
    return {"lines": rows, "coached": coached, "done": all(text.strip() for text in state["texts"])}


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
