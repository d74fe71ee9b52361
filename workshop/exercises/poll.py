"""Poll: hands in the room are counted, and shown as bars when the group is ready to see them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, letter, replaced
from workshop.exercises.plots import draw_bars

MOST_HANDS = 200


class Question(Model):
    """What is asked, what one can raise a hand for, and what to talk about after."""

    ask: Text
    options: Annotated[tuple[Text, ...], Field(min_length=2, max_length=6)]
    talk: str = ""


class Poll(Exercise):
    """Questions to a group, one at a time."""

    kind: Literal["poll"]
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=6)]


def start(exercise: Poll, setting: Setting) -> State:
    """The first question, no hands counted, nothing shown."""
    counts = [[0 for _ in question.options] for question in exercise.questions]
    return {"now": 0, "counts": counts, "shown": [False for _ in counts]}


def act(exercise: Poll, setting: Setting, state: State, action: Action) -> State:
    """Go to a `question`, count `hands` (`count` for an `option`), `show` or `hide` the result, or start `again`."""
    doing = action.get("do")
    if doing == "again":
        return start(exercise, setting)
    if doing not in ("question", "hands", "show", "hide"):
        raise Refused("Unknown action.")
    at = index_in(action, "at", len(exercise.questions))
    if doing == "question":
        return state | {"now": at}
    if doing == "hands":
        row = state["counts"][at]
        count = index_in(action, "count", MOST_HANDS + 1)
        return state | {
            "counts": replaced(state["counts"], at, replaced(row, index_in(action, "option", len(row)), count))
        }
    return state | {"shown": replaced(state["shown"], at, doing == "show")}


def view(exercise: Poll, setting: Setting, state: State) -> View:
    """The question of the moment with its counts, and the bars once they are shown."""
    at = state["now"]
    question, counts, shown = exercise.questions[at], state["counts"][at], state["shown"][at]
    return {
        "at": at,
        "all": len(exercise.questions),
        "place": setting.say("poll-place", at=at + 1, all=len(exercise.questions)),
        "ask": question.ask,
        "options": [{"text": text, "count": count} for text, count in zip(question.options, counts, strict=True)],
        "most": MOST_HANDS,
        "total": setting.say("poll-total", count=sum(counts)),
        "shown": shown,
        "plot": _plot(question, counts) if shown else "",
        "talk": question.talk if shown else "",
        "done": all(state["shown"]),
    }


def _plot(question: Question, counts: list[int]) -> str:
    return draw_bars(list(zip(question.options, counts, strict=True)), max(counts))


def paper(exercise: Poll, setting: Setting, state: State | None = None) -> list[Block]:
    """Each question with its options to mark, or with the bars of what was counted; then what to talk about."""
    shown: list[Block] = []
    for at, question in enumerate(exercise.questions):
        counts = state["counts"][at] if state else []
        label = f"{at + 1}. {question.ask}"
        if any(counts):
            told = "; ".join(f"{text}: {count}" for text, count in zip(question.options, counts, strict=True))
            shown += [blocks.paragraph(label), blocks.picture(_plot(question, counts), told)]
        else:
            shown.append(blocks.options(label, [(letter(n), text) for n, text in enumerate(question.options)]))
        shown += [blocks.paragraph(question.talk)] if question.talk else []
    return shown


KIND = Kind("poll", Poll, start, act, view, paper)
