"""Rewrite: put a line in own words first, then compare with examples. The coach reads them when it is asked."""

from __future__ import annotations

from functools import reduce
from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.content.moves import Move
from workshop.exercises.coaching import coach_of, is_coach_there, move_in_words, notes_on_text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, replaced, text_in
from workshop.roleplay.coach.coach import main_reading
from workshop.roleplay.listening import Coach, plain_words, sort_of
from workshop.roleplay.partner import HURTING

# So many letters of a text are read; more would make a wall of notes.
MOST_READ = 600


class Line(Model):
    """A line to reword, what to aim for, and how others have put it. `aim` is its own where it has one."""

    say: Text
    about: Text
    aim: tuple[Move, ...] = ()
    examples: Annotated[tuple[Text, ...], Field(min_length=1, max_length=4)]


class Rewrite(Exercise):
    """Lines to reword. `aim` are the moves that own words should make, any one of them."""

    kind: Literal["rewrite"]
    aim: tuple[Move, ...] = ()
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
    """Each line with the own words, the examples once asked for, what the coach says of each sentence, and whether they
    are what the exercise asks for (`fit`).

    The coach's part is None until it is asked, and again once the words are others than those it was asked about.
    """
    coach, rows = coach_of(setting) if any(state["asked"]) else None, []
    coached = is_coach_there(setting) and (coach is not None or not any(state["asked"]))
    for at, line in enumerate(exercise.lines):
        text, asked = state["texts"][at], state["asked"][at]
        examples = list(line.examples) if state["shown"][at] else []
        row = {"say": line.say, "about": line.about, "text": text, "examples": examples, "coach": None, "fit": ""}
        if coach and asked and asked == text.strip():
            words, known = asked[:MOST_READ], plain_words(f"{line.say} {line.about}", coach)
            row |= {"coach": notes_on_text(words, coach, setting, known)}
            row |= {"fit": _fit(words, line.aim or exercise.aim, coach, setting, known)}
        rows.append(row)
    return {"lines": rows, "coached": coached, "done": all(text.strip() for text in state["texts"])}


def _fit(text: str, aims: tuple[Move, ...], coach: Coach, setting: Setting, known: list[str]) -> str:
    """Whether a text is what the exercise asks for, in a sentence; empty where that is not clear."""
    readings = coach.read(text)
    main = main_reading(readings)
    if not aims or main is None or not main.sure or sort_of(text, coach, known) != "words":
        return ""
    moves = {reading.move for reading in readings if reading.sure}
    if moves & set(aims):
        # What fits in part is neither praised nor put right.
        whole = main.move in aims and not moves & HURTING
        return setting.say("rewrite-fits") if whole else ""
    asked = [move_in_words(move, setting) for move in aims]
    wanted = reduce(lambda first, second: setting.say("rewrite-or", first=first, second=second), asked)
    return setting.say("rewrite-differs", wanted=wanted, move=move_in_words(main.move, setting))


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
