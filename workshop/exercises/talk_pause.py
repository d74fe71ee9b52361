"""A talk that waits after words of danger, or was stopped there: what the page and the paper say, and whom to call."""

from __future__ import annotations

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.exercises.coaching import coach_of
from workshop.exercises.kind import Setting
from workshop.roleplay.listening import find_danger
from workshop.roleplay.own_talk import Line
from workshop.roleplay.retelling import Retelling


def pause_of(told: Retelling, setting: Setting) -> dict[str, str] | None:
    """Why the talk waits: the words that stopped it, what to ask oneself, and why nothing can be typed. None while it
    goes on.
    """
    line = _danger_in(told)
    if line is None or told.outcome:
        return None
    words = _words_of(line, setting)
    return {
        "found": setting.say("role-play-pause-words", words=words) if words else "",
        "ask": setting.say("role-play-pause-ask"),
        "why": setting.say("role-play-pause-why"),
    }


def stopped_of(told: Retelling, setting: Setting) -> dict[str, str] | None:
    """What is said to one who stopped because of danger. None for every other talk."""
    if _danger_in(told) is None or not told.outcome:
        return None
    return {"title": setting.say("role-play-stopped"), "call": setting.say("role-play-stopped-call")}


def pause_on_paper(told: Retelling, setting: Setting) -> list[Block]:
    """The same on paper; nothing for a talk that goes on, or that ended in another way."""
    pause, stopped = pause_of(told, setting), stopped_of(told, setting)
    if stopped:
        return [blocks.heading(stopped["title"], 4), blocks.paragraph(stopped["call"])]
    return [blocks.paragraph(" ".join(pause[part] for part in ("found", "ask") if pause[part]))] if pause else []


def _danger_in(told: Retelling) -> Line | None:
    """The last line, where it has words of danger and nothing was said after it."""
    line = told.said[-1].line if told.said else None
    return line if line and line.sort == "danger" else None


def _words_of(line: Line, setting: Setting) -> str:
    """The words of danger; empty where they cannot be found (any more)."""
    coach = coach_of(setting)
    span = find_danger(line.text, coach) if coach else None
    return line.text[span[0] : span[1]] if span else ""
