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


def tell_lesson(told: Retelling, teller: Teller) -> list[dict[str, str]]:
    """What helped most, what cost most, and one thing to try next; each with its kind, title, line and words."""
    lesson, parts = draw_lesson(told), []
    for kind, at, why in (("helped", lesson.helped, _why_it_helped), ("cost", lesson.cost, _why_it_cost)):
        if at is not None:
            words = why(told.said[at], lesson, teller)
            parts.append(_part(kind, teller.line_of(told.said[at], at), words, teller))
    return [*parts, _part("next", "", teller.setting.say(f"lesson-next-{lesson.next}"), teller)]


def _part(kind: str, line: str, words: str, teller: Teller) -> dict[str, str]:
    title = {"helped": "lesson-helped", "cost": "lesson-cost", "next": "lesson-next"}[kind]
    return {"kind": kind, "title": teller.setting.say(title), "line": line, "words": words}


def _why_it_helped(step: Step, lesson: Lesson, teller: Teller) -> str:
    also = [teller.setting.say(f"lesson-also-{name}") for name in ALSO if name in dict(step.reasons)]
    return " ".join([teller.setting.say(f"lesson-helped-{step.move}"), *also])


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
