"""A talk that is over, retold on the page and on paper: how it ended and why, its course, and what moved trust."""

from __future__ import annotations

from collections import Counter
from typing import Any

from workshop.content import blocks
from workshop.content.blocks import Block, Inline
from workshop.exercises.kind import Setting
from workshop.exercises.plots import draw_talk
from workshop.exercises.talk_lesson import tell_lesson
from workshop.exercises.talk_told import Teller
from workshop.roleplay.partner import HIGHEST
from workshop.roleplay.play import play_out
from workshop.roleplay.retelling import Retelling, Step, count_lines, retell_choices, turning_points

DEEPEST = 4


def retell(told: Retelling, teller: Teller) -> dict[str, Any]:
    """The end as the page draws it. `lesson` is the author's, `learned` what the learner's own lines teach."""
    counts, setting = count_lines(told), teller.setting
    used = Counter(teller.name_of(step) for step in told.said)
    return {
        "outcome": _outcome(told, setting),
        "lesson": told.lesson,
        "learned": tell_lesson(told, teller) if told.in_own_words else [],
        "points": [_point(told, at, teller) for at in turning_points(told)],
        "used": setting.say("role-play-used", moves=", ".join(f"{name} ({count})" for name, count in used.items())),
        "ratio": setting.say("role-play-ratio", back=counts.back, asked=counts.asked),
        "stood": setting.say("role-play-stood", count=counts.stood),
        "strip": _strip(told, setting),
        "strip_words": _strip_words(told, setting),
        "levels": [setting.say(f"role-play-level-{depth}") for depth in range(1, DEEPEST + 1)],
        "moved": [_moved(told, at, teller) for at in range(len(told.said))],
        "skilled": teller.turns(retell_choices(play_out(told.scenario))),
    }


def _outcome(told: Retelling, setting: Setting) -> str:
    """How it ended, and whether it was the learner who ended it."""
    if told.ended_by_learner:
        return setting.say(f"role-play-ended-{told.outcome}")
    return setting.say(f"role-play-ends-{told.outcome}")


def _strip(told: Retelling, setting: Setting) -> str:
    """Trust and depth at the start and after each line, so that a dot has the number of the line before it."""
    trusts, depths = [step.trust for step in told.course], [step.depth for step in told.course]
    names = (
        setting.say("role-play-trust-name"),
        setting.say("role-play-depth-name"),
        setting.say("role-play-strip-start"),
    )
    return draw_talk(trusts, depths, HIGHEST, DEEPEST, [at + 1 for at in turning_points(told)], names)


def _strip_words(told: Retelling, setting: Setting) -> str:
    trusts = ", ".join(str(step.trust) for step in told.course)
    depths = ", ".join(str(step.depth) for step in told.course)
    return setting.say("role-play-strip", trusts=trusts, depths=depths)


def _point(told: Retelling, at: int, teller: Teller) -> dict[str, Any]:
    step, after, setting = told.steps[at], told.steps[at + 1], teller.setting
    kind = "fall" if step.change < 0 else "deeper" if after.depth > step.depth else "rise"
    kind = "lowest" if step.reached_lowest else kind
    return {
        "turn": at,
        "kind": kind,
        "title": setting.say(f"role-play-point-{kind}", turn=at + 1),
        "you": teller.quote_of(step),
        "answer": setting.say("role-play-quote", text=after.says),
        "feedback": step.feedback or _reason(told, step, teller),
    }


def _reason(told: Retelling, step: Step, teller: Teller) -> str:
    """Why a line in own words was a turning point: what the coach says it does, else the rules that counted."""
    note = teller.note_on(step)
    return str(note["does"]) if note and note["does"] else " ".join(_rules(told, step, teller))


def _moved(told: Retelling, at: int, teller: Teller) -> dict[str, Any]:
    """What one line did to trust, rule by rule, and what else could be said there."""
    step, setting = told.steps[at], teller.setting
    return {
        "turn": at,
        "title": setting.say("role-play-turn", turn=at + 1),
        "you": teller.quote_of(step),
        "named": teller.name_of(step) if step.line and (step.line.second or step.line.sort == "insult") else "",
        "change_words": teller.change_of(step),
        "rules": _rules(told, step, teller),
        "reword": setting.say("role-play-reword", turn=at + 1, quote=teller.quote_of(step)),
        "others": [{"at": n, "say": words} for n, words in enumerate(step.choices) if n != step.chosen],
    }


def _rules(told: Retelling, step: Step, teller: Teller) -> list[str]:
    """The rules that counted; for what was no line of the talk, what the coach says about it."""
    note = teller.note_on(step)
    if note and not step.reasons:
        return [str(note["worked"])]
    return [_rule(told, step, name, by, teller) for name, by in step.reasons]


def _rule(told: Retelling, step: Step, name: str, by: int, teller: Teller) -> str:
    setting, signed = teller.setting, f"{by:+d}".replace("-", "−") if by else "0"
    if name == "temper":
        pair = f"{told.scenario.partner.temper}-{step.move}"
        return setting.say(f"partner-rule-temper-{pair}", by=signed)
    if name != "move":
        return setting.say(f"partner-rule-{name}", by=signed)
    if step.line and step.line.is_unclear:
        return setting.say("role-play-unclear", by=signed)
    if step.line and step.line.hurts_either_way:
        return setting.say("role-play-milder", by=signed)
    if step.line and step.line.owns_up and not step.line.meant:
        return setting.say("role-play-apology-why", by=signed)
    return setting.say(f"partner-rule-move-{step.move}", by=signed, move=setting.say(f"move-{step.move}"))


def retell_on_paper(told: Retelling, teller: Teller) -> list[Block]:
    """The person's own talk, and once it is over, all that the page tells about it."""
    if not told.outcome:
        return [teller.script(told)]
    retold, setting = retell(told, teller), teller.setting
    return [
        blocks.heading(retold["outcome"], 4),
        blocks.picture(retold["strip"], retold["strip_words"], retold["strip_words"]),
        blocks.paragraph(setting.say("role-play-levels")),
        blocks.bullets(retold["levels"]),
        blocks.heading(setting.say("role-play-lesson"), 4),
        *_lesson_on_paper(retold),
        *_points_on_paper(retold, setting),
        blocks.heading(setting.say("role-play-did"), 4),
        *[blocks.paragraph(retold[name]) for name in ("used", "ratio", "stood")],
        blocks.heading(setting.say("role-play-moved"), 4),
        _moved_on_paper(retold, setting),
        blocks.heading(setting.say("role-play-script"), 4),
        teller.script(told),
    ]


def _lesson_on_paper(retold: dict[str, Any]) -> list[Block]:
    if not retold["learned"]:
        return [blocks.paragraph(retold["lesson"])]
    parts = [_titled(part["title"], part["line"], part["words"]) for part in retold["learned"]]
    return [block for part in parts for block in part]


def _titled(title: str, *rows: str) -> list[Block]:
    """Rows of text under a title that stays with them."""
    return [blocks.heading(title, 5), {"is": "quote", "inside": [blocks.paragraph(row) for row in rows if row]}]


def _points_on_paper(retold: dict[str, Any], setting: Setting) -> list[Block]:
    if not retold["points"]:
        return []
    shown = [blocks.heading(setting.say("role-play-points"), 4)]
    for point in retold["points"]:
        said = f"{setting.say('role-play-you-said')}: {point['you']}"
        answer = f"{setting.say('role-play-answer')}: {point['answer']}"
        shown += _titled(point["title"], said, answer, point["feedback"])
    return shown


def _moved_on_paper(retold: dict[str, Any], setting: Setting) -> Block:
    head = [setting.say("role-play-you-said"), setting.say("role-play-why")]
    return blocks.table(head, []) | {"rows": [_row_on_paper(row) for row in retold["moved"]]}


def _row_on_paper(row: dict[str, Any]) -> list[list[Inline]]:
    named = f" ({row['named']})" if row["named"] else ""
    why = [blocks.strong(f"{row['change_words']}.")]
    for rule in row["rules"]:
        why += [{"is": "break"}, blocks.text(rule)]
    return [[blocks.text(f"{row['title']}: {row['you']}{named}")], why]
