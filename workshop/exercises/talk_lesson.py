"""The lesson of a talk in own words, in the interface's words: the learner's lines, and why they did what they did."""

from __future__ import annotations

from workshop.content.moves import Move
from workshop.exercises.talk_told import Teller
from workshop.roleplay.lesson import Lesson, draw_lesson
from workshop.roleplay.retelling import Retelling, Step

# What the moment added to a line that helped, where that is worth a sentence.
ALSO = ("sore-spot-held", "mended", "asked-and-waited")
# These cost trust only where they pass over something sore.
MISSING = (Move.CLOSED_QUESTION, Move.INFORM)
# Lessons that are nothing to try next time: they have a title of their own.
TITLED = ("danger", "unheard", "good")


def tell_lesson(told: Retelling, teller: Teller) -> list[dict[str, str]]:
    """What helped most, what cost most, what mended something, and one thing to try next; each with its kind, title,
    line and words.

    Where nothing is to be tried next, the line that helped most is told as the one to keep.
    """
    lesson = draw_lesson(told)
    helped = [] if lesson.next == "good" else _tell("helped", lesson.helped, told, lesson, teller)
    # What helped most by mending says so itself.
    repair = None if lesson.repair == lesson.helped else lesson.repair
    more = [*_tell("cost", lesson.cost, told, lesson, teller), *_tell("repair", repair, told, lesson, teller)]
    return [*helped, *more, _next(told, lesson, teller)]


def _tell(kind: str, at: int | None, told: Retelling, lesson: Lesson, teller: Teller) -> list[dict[str, str]]:
    """The part about one line; none where there is no such line."""
    if at is None:
        return []
    step = told.said[at]
    if kind == "repair":
        words = teller.setting.say("lesson-repaired")
    else:
        words = _why_it_helped(step, teller) if kind == "helped" else _why_it_cost(step, lesson, teller)
    return [_part(kind, teller.line_of(step, at), words, teller)]


def _next(told: Retelling, lesson: Lesson, teller: Teller) -> dict[str, str]:
    kind, setting = lesson.next if lesson.next in TITLED else "next", teller.setting
    if kind == "good" and lesson.helped is not None:
        best = told.said[lesson.helped]
        words = f"{_why_it_helped(best, teller)} {setting.say(f'lesson-good-{_what_was_good(best)}')}"
        return _part(kind, teller.line_of(best, lesson.helped), words, teller)
    sore = setting.say("role-play-quote", text=told.said[lesson.shown].says) if lesson.shown is not None else ""
    words = setting.say(f"lesson-next-{lesson.next}", sore=sore, button=setting.say("role-play-say-nothing"))
    return _part(kind, "", words, teller)


def _part(kind: str, line: str, words: str, teller: Teller) -> dict[str, str]:
    return {"kind": kind, "title": teller.setting.say(f"lesson-{kind}"), "line": line, "words": words}


def _why_it_helped(step: Step, teller: Teller) -> str:
    what = "apology" if step.line and step.line.owns_up else step.move
    also = [teller.setting.say(f"lesson-also-{name}") for name in ALSO if name in dict(step.reasons)]
    return " ".join([teller.setting.say(f"lesson-helped-{what}"), *also])


def _what_was_good(step: Step) -> str:
    """What of the best line is worth trying again: what the moment made of it, else its move."""
    if step.line and step.line.sort == "silence":
        return "silence"
    added = dict(step.reasons)
    names = {"mended": "mended", "sore-spot-held": "held", "asked-and-waited": "waited"}
    return next((name for rule, name in names.items() if rule in added), str(step.move))


def _why_it_cost(step: Step, lesson: Lesson, teller: Teller) -> str:
    what = _what_it_was(step)
    cost = teller.setting.say(f"lesson-cost-{what}")
    if lesson.mended:
        return f"{cost} {teller.setting.say('lesson-mended')}"
    return f"{cost} {teller.setting.say(f'lesson-mend-{what}')}"


def _what_it_was(step: Step) -> str:
    if step.line and step.line.sort == "insult":
        return "insult"
    return "missed" if step.move in MISSING else str(step.move)
