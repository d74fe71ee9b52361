"""Reflect: private writing, for the writer's eyes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, replaced, text_in


class Question(Model):
    """What is asked, and how many lines there are to write on paper."""

    ask: Text
    lines: Annotated[int, Field(ge=1, le=12)] = 3


class Reflect(Exercise):
    """Questions to write about."""

    kind: Literal["reflect"]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=8)]


def start(exercise: Reflect, setting: Setting) -> State:
    """Nothing written."""
    return {"notes": ["" for _ in exercise.questions]}


def act(exercise: Reflect, setting: Setting, state: State, action: Action) -> State:
    """`write` a text as the answer to a question, or start `again`."""
    if action.get("do") == "again":
        return start(exercise, setting)
    if action.get("do") != "write":
        raise Refused("Unknown action.")
    at = index_in(action, "at", len(exercise.questions))
    return {"notes": replaced(state["notes"], at, text_in(action, "text"))}


def view(exercise: Reflect, setting: Setting, state: State) -> View:
    """Each question with what was written."""
    questions = [
        {"ask": question.ask, "lines": question.lines, "text": text}
        for question, text in zip(exercise.questions, state["notes"], strict=True)
    ]
    return {"questions": questions, "done": all(note.strip() for note in state["notes"])}


def paper(exercise: Reflect, setting: Setting, state: State | None = None) -> list[Block]:
    """Each question with lines to write on, or with what was written."""
    if state is not None:
        answered = zip(exercise.questions, state["notes"], strict=True)
        return [block for question, text in answered for block in blocks.written(question.ask, text)]
    return [blocks.lines(question.lines, question.ask) for question in exercise.questions]


KIND = Kind("reflect", Reflect, start, act, view, paper)
