"""What the coach says about a person's own words, as the faces of role-play and rewrite show it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from workshop.content.moves import Move
from workshop.exercises.kind import Setting
from workshop.roleplay import listening
from workshop.roleplay.coach.coach import Reading, main_reading
from workshop.roleplay.coach.feedback import give_feedback
from workshop.roleplay.coach.words import Span
from workshop.roleplay.listening import Coach, find_apology, is_insult, sort_of
from workshop.roleplay.own_talk import CORRECTED, Line

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
        return _note_on_sort(line.text, line.sort if line.sort != "words" else "missing", setting)
    if line.meant:
        return _note_as_meant(line, coach, setting)
    if line.owns_up:
        return _note_on_apology(line.text, coach, setting)
    readings = coach.read(line.text)
    main = main_reading(readings)
    if main is None:
        told = coach.feedback.moves[line.move]
        return _note(told.worked, line.text) | {"move": move_in_words(line.move, setting), "does": told.does}
    if main.move is not line.move:
        # The coach has learned since: then another sentence shows the move, or no words do.
        unquoted = replace(main, move=line.move, because=(), does="", sign="")
        main = next((one for one in reversed(readings) if one.move is line.move), unquoted)
    return note_on_reading(replace(main, sure=line.sure, second=line.second or main.second), line.text, coach, setting)


def _note_on_sort(text: str, what: str, setting: Setting) -> Note:
    """What the coach says where it names no move. Of a bad name it says what it does, and that is no praise."""
    told = setting.say(f"coach-{what}")
    if what != "insult":
        return _note(told, text)
    return _note("", text) | {"move": setting.say("role-play-sort-insult"), "does": told}


def _note_on_apology(text: str, coach: Coach, setting: Setting) -> Note:
    """What the coach says of an apology, whatever else the line does: owning up is no talk about oneself."""
    found = find_apology(text, coach)
    quoted = setting.say("coach-quoted", words=f"“{text[found[0] : found[1]]}”") if found else ""
    note = _note(setting.say("coach-apology-worked"), text, [found] if found else [])
    return note | {"move": setting.say("role-play-apology"), "quoted": quoted, "does": setting.say("coach-apology")}


def _note_as_meant(line: Line, coach: Coach, setting: Setting) -> Note:
    """What the coach says once the learner has said how a line was meant: what such a line does, without its words."""
    move, told = move_in_words(line.move, setting), coach.feedback.moves[line.move]
    return _note("", line.text) | {"move": move, "meant": setting.say("coach-meant", move=move), "does": told.does}


def note_on_reading(reading: Reading, text: str, coach: Coach, setting: Setting) -> Note:
    """What the coach says about one sentence of a text: first what worked, then what the words do.

    `pieces` are the whole text, with the words marked that show the move; `unsure` tells the two moves it may be.
    """
    if not reading.sure:
        # No words show a move that is not sure.
        either = Line(text, reading.move, sure=False, second=reading.second)
        first, second = (move_in_words(move, setting) for move in either.likely)
        words = "coach-unsure-hurts" if either.hurts_either_way else "coach-unsure"
        return _note("", text) | {"move": first, "unsure": setting.say(words, first=first, second=second)}
    told = give_feedback(reading, coach.language.spelling, coach.feedback)
    tries = setting.say("coach-tries", words=told.tries) if told.tries else ""
    note = _note(told.worked, text, reading.because) | {"move": move_in_words(reading.move, setting)}
    quotes = ", ".join(f"“{piece['text']}”" for piece in note["pieces"] if piece["marked"])
    quoted = setting.say("coach-quoted", words=quotes) if quotes else ""
    return note | {"quoted": quoted, "does": told.does, "tries": tries}


def notes_on_text(text: str, coach: Coach, setting: Setting, heard: Collection[str] = ()) -> list[Note]:
    """What the coach says about each sentence of a text; small words alone get nothing. `heard` as in `hear_line`."""
    sort = sort_of(text, coach, heard)
    if sort in ("danger", "nonsense"):
        return [_note_on_sort(text, sort, setting)]
    notes = []
    for reading in coach.read(text):
        if is_insult(reading.text, coach):
            notes.append(_note_on_sort(reading.text, "insult", setting))
        elif reading.move is not Move.OTHER:
            here = tuple((start - reading.span[0], end - reading.span[0]) for start, end in reading.because)
            notes.append(note_on_reading(replace(reading, because=here), reading.text, coach, setting))
    return notes


def move_in_words(move: Move, setting: Setting) -> str:
    """A move's name."""
    return setting.say(f"move-{move}")


def moves_to_pick(line: Line | None, setting: Setting) -> list[dict[str, str]]:
    """All moves by name, for one who says how a line was meant; none where there is no such line."""
    if line is None or line.sort not in CORRECTED:
        return []
    return [{"move": str(move), "words": move_in_words(move, setting)} for move in Move]


def _note(worked: str, text: str, marked: Sequence[Span] = ()) -> Note:
    blank = dict.fromkeys(("move", "quoted", "does", "tries", "unsure", "meant"), "")
    return {"worked": worked, "pieces": _pieces(text, marked)} | blank


def _pieces(text: str, marked: Sequence[Span]) -> list[dict[str, Any]]:
    """A text cut where marked words begin and end."""
    pieces, at = [], 0
    for start, end in sorted(marked):
        pieces += [{"text": text[at:start], "marked": False}, {"text": text[start:end], "marked": True}]
        at = end
    pieces.append({"text": text[at:], "marked": False})
    return [piece for piece in pieces if piece["text"]]
