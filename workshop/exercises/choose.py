"""Choose: pick one answer; every answer gets feedback, and another may be tried."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.content.reader import Tree
from workshop.errors import Problem
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, letter, replaced


class Option(Model):
    """One answer, whether it does good, and why."""

    text: Text
    good: bool = False
    because: Text


class Question(Model):
    """What is asked and the answers to choose from."""

    ask: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=5)]


class Choose(Exercise):
    """Questions with answers."""

    kind: Literal["choose"]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=8)]


def start(exercise: Choose, setting: Setting) -> State:
    """Nothing tried."""
    return {"tried": [[] for _ in exercise.questions]}


def act(exercise: Choose, setting: Setting, state: State, action: Action) -> State:
    """`pick` an option of a question, or start `again`."""
    if action.get("do") == "again":
        return start(exercise, setting)
    if action.get("do") != "pick":
        raise Refused("Unknown action.")
    at = index_in(action, "question", len(exercise.questions))
    picked = index_in(action, "option", len(exercise.questions[at].options))
    earlier = [option for option in state["tried"][at] if option != picked]
    return {"tried": replaced(state["tried"], at, [*earlier, picked])}


def view(exercise: Choose, setting: Setting, state: State) -> View:
    """Each question with its options; an option that was tried shows its feedback, the last one tried is the answer."""
    questions = []
    for question, tried in zip(exercise.questions, state["tried"], strict=True):
        options = [
            {"text": option.text, "tried": at in tried, "picked": bool(tried) and tried[-1] == at}
            | ({"good": option.good, "because": option.because} if at in tried else {})
            for at, option in enumerate(question.options)
        ]
        questions.append({"ask": question.ask, "options": options})
    answered = sum(bool(tried) for tried in state["tried"])
    progress = setting.say("choose-progress", done=answered, all=len(questions))
    return {"questions": questions, "progress": progress, "done": answered == len(questions)}


def paper(exercise: Choose, setting: Setting, state: State | None = None) -> list[Block]:
    """Lettered options, with what the person picked below, and the answers in small print."""
    shown: list[Block] = []
    told = []
    for number, question in enumerate(exercise.questions, 1):
        items = [(letter(at), option.text) for at, option in enumerate(question.options)]
        shown.append(blocks.options(f"{number}. {question.ask}", items))
        tried = state["tried"][number - 1] if state else []
        if tried:
            picked = f"{letter(tried[-1])}) {question.options[tried[-1]].text}"
            shown += blocks.written(setting.say("common-picked"), picked)
        for at, option in enumerate(question.options):
            if option.good:
                told.append((f"{number}{letter(at)}", option.because))
    return [*shown, blocks.answers(setting.say("common-answers"), told)]


def find_problems(exercise: Choose, setting: Setting, tree: Tree) -> Iterator[Problem]:
    """Questions without a good answer, or with nothing but good ones."""
    for at, question in enumerate(exercise.questions):
        good = sum(option.good for option in question.options)
        if good in (0, len(question.options)):
            what = "No answer is good." if not good else "All answers are good."
            yield tree.problem(("questions", at), "C403", what, "Mark with good: yes those that are.")


KIND = Kind("choose", Choose, start, act, view, paper, lambda e, s, t: list(find_problems(e, s, t)))
