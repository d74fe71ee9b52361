"""What the coach says about a person's own words, as the faces of role-play and rewrite show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workshop.content.moves import Move
from workshop.exercises.kind import Setting
from workshop.roleplay import listening
from workshop.roleplay.coach.coach import Reading, main_reading
from workshop.roleplay.coach.feedback import give_feedback
from workshop.roleplay.coach.words import Span
from workshop.roleplay.listening import Coach, names_danger
from workshop.roleplay.own_words import Line

Note = dict[str, Any]


def coach_of(setting: Setting) -> Coach | None:
    """The coach of the kit's language; None when one of its files is missing or damaged."""
    return listening.open_coach(_folder(setting))


def is_coach_there(setting: Setting) -> bool:
    """True when the coach's files are there. A page that opens asks no more, since reading them takes a while."""
    return listening.is_coach_there(_folder(setting))


def _folder(setting: Setting) -> Path:
    return setting.kit.folders[0] / "coach"


def note_on_line(line: Line, coach: Coach | None, setting: Setting) -> Note:
    """What the coach says about a line of a talk. The move that the talk went on with wins over a new reading."""
    if line.sort != "words" or coach is None:
        what = line.sort if line.sort != "words" else "missing"
        return _note(setting.say(f"coach-{what}"), _pieces(line.text, ()))
    readings = coach.read(line.text)
    reading = next((one for one in reversed(readings) if one.move is line.move), None)
    if reading is None and (main := main_reading(readings)):
        # The learner said that it was meant otherwise: then no words of it show that.
        reading = replace(main, move=line.move, because=(), does="", sign="")
    if reading is None:
        return _note("", _pieces(line.text, ()))
    reading = replace(reading, sure=line.sure, second=line.second or reading.second)
    return note_on_reading(reading, line.text, coach, setting)


def note_on_reading(reading: Reading, text: str, coach: Coach, setting: Setting) -> Note:
    """What the coach says about one sentence of a text: first what worked, then what the words do.

    `pieces` are the whole text, with the words marked that show the move; `unsure` tells the two moves it may be.
    """
    pieces = _pieces(text, reading.because)
    quotes = ", ".join(f"“{piece['text']}”" for piece in pieces if piece["marked"])
    quoted = setting.say("coach-quoted", words=quotes) if quotes else ""
    first = move_in_words(reading.move, setting)
    if not reading.sure:
        unsure = setting.say("coach-unsure", first=first, second=move_in_words(reading.second, setting))
        return _note("", pieces) | {"move": first, "quoted": quoted, "unsure": unsure}
    told = give_feedback(reading, coach.language.spelling, coach.feedback)
    tries = setting.say("coach-tries", words=told.tries) if told.tries else ""
    return _note(told.worked, pieces) | {"move": first, "quoted": quoted, "does": told.does, "tries": tries}


def notes_on_text(text: str, coach: Coach, setting: Setting) -> list[Note]:
    """What the coach says about each sentence of a text; small words alone get nothing."""
    if names_danger(text, coach):
        return [_note(setting.say("coach-danger"), _pieces(text, ()))]
    notes = []
    for reading in coach.read(text):
        if reading.move is not Move.OTHER:
            here = tuple((start - reading.span[0], end - reading.span[0]) for start, end in reading.because)
            notes.append(note_on_reading(replace(reading, because=here), reading.text, coach, setting))
    return notes


def move_in_words(move: Move, setting: Setting) -> str:
    """A move's name."""
    return setting.say(f"move-{move}")


def _note(worked: str, pieces: list[dict[str, Any]]) -> Note:
    return {"worked": worked, "pieces": pieces} | dict.fromkeys(("move", "quoted", "does", "tries", "unsure"), "")


def _pieces(text: str, marked: Sequence[Span]) -> list[dict[str, Any]]:
    """A text cut where marked words begin and end."""
    pieces, at = [], 0
    for start, end in sorted(marked):
        pieces += [{"text": text[at:start], "marked": False}, {"text": text[start:end], "marked": True}]
        at = end
    pieces.append({"text": text[at:], "marked": False})
    return [piece for piece in pieces if piece["text"]]
