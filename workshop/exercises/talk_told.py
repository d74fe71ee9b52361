"""A role-play's talk as it is told: turn by turn with feedback, and once it is over, what happened in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.kit import fit
from workshop.content.wording import Speech
from workshop.exercises.coaching import coach_of, move_in_words, note_on_line
from workshop.exercises.kind import Setting
from workshop.exercises.plots import draw_talk
from workshop.roleplay.own_words import Line
from workshop.roleplay.partner import HIGHEST
from workshop.roleplay.play import play_out
from workshop.roleplay.retelling import (
    Retelling,
    Step,
    given_and_asked,
    moves_used,
    retell_choices,
    turning_points,
)

DEEPEST = 4


@dataclass(frozen=True)
class Teller:
    """Puts talks in words: those of the interface, and how the partner is spoken of."""

    setting: Setting
    speech: Speech

    def turns(self, told: Retelling) -> list[dict[str, Any]]:
        """The talk turn by turn, with what each line did."""
        return [self._turn(step, told) for step in told.steps]

    def _turn(self, step: Step, told: Retelling) -> dict[str, Any]:
        over = step is told.steps[-1] and told.outcome
        turn: dict[str, Any] = {
            "does": fit(step.does, self.speech),
            "says": step.says,
            "thinks": fit(step.thinks, self.speech) if step.move or over else "",
            "depth": step.depth,
            "depth_words": self.setting.say(f"role-play-depth-{step.depth}"),
            "trust": step.trust,
            "you": "",
        }
        if step.move is None:
            return turn
        return turn | {
            "you": self._you(step),
            "move": move_in_words(step.move, self.setting),
            "feedback": step.feedback,
            "change": step.change,
            "weight": step.weight,
            "change_words": self._change(step),
            "trust_after": step.trust_after,
            "coach": note_on_line(step.line, coach_of(self.setting), self.setting) if step.line else None,
            "readings": self._readings(step.line) if step.line and step is told.said[-1] and not told.outcome else [],
        }

    def _you(self, step: Step) -> str:
        return step.you or self.setting.say("role-play-silent")

    def _readings(self, line: Line) -> list[dict[str, str]]:
        """The two moves that a line may be, where the coach is not sure."""
        if line.second is None:
            return []
        names = {move: move_in_words(move, self.setting) for move in (line.move, line.second)}
        return [
            {"move": str(move), "words": self.setting.say("role-play-read-as", move=name)}
            for move, name in names.items()
        ]

    def _change(self, step: Step) -> str:
        if step.change:
            key = "role-play-more" if step.change > 0 else "role-play-less"
        else:
            key = "role-play-full" if step.weight > 0 else "role-play-empty" if step.weight < 0 else "role-play-same"
        return self.setting.say(key, by=abs(step.change))

    def retold(self, told: Retelling) -> dict[str, Any]:
        """The end: how it ended and why, trust and depth over the turns, the turning points, what moved trust."""
        used = [f"{move_in_words(move, self.setting)} ({count})" for move, count in moves_used(told).items()]
        back, asked = given_and_asked([step.move for step in told.said if step.move])
        return {
            "outcome": self.setting.say(f"role-play-ends-{told.outcome}"),
            "lesson": told.lesson or self.setting.say(f"role-play-learned-{told.outcome}"),
            "points": [self._point(told, at) for at in turning_points(told)],
            "used": self.setting.say("role-play-used", moves=", ".join(used)),
            "ratio": self.setting.say("role-play-ratio", back=back, asked=asked),
            "strip": self._strip(told),
            "strip_words": self._strip_words(told),
            "moved": [self._moved(told, at) for at, step in enumerate(told.steps) if step.move],
            "skilled": self.turns(retell_choices(play_out(told.scenario))),
        }

    def _point(self, told: Retelling, at: int) -> dict[str, Any]:
        step, after = told.steps[at], told.steps[at + 1]
        kind = "fall" if step.change < 0 else "deeper" if after.depth > step.depth else "rise"
        return {
            "turn": at,
            "kind": kind,
            "title": self.setting.say(f"role-play-point-{kind}", turn=at + 1),
            "you": self._you(step),
            "answer": after.says,
            "feedback": step.feedback,
        }

    def _strip(self, told: Retelling) -> str:
        trusts, depths = [step.trust for step in told.steps], [step.depth for step in told.steps]
        names = (self.setting.say("role-play-trust-name"), self.setting.say("role-play-depth-name"))
        return draw_talk(trusts, depths, HIGHEST, DEEPEST, [at + 1 for at in turning_points(told)], names)

    def _strip_words(self, told: Retelling) -> str:
        trusts = ", ".join(str(step.trust) for step in told.steps)
        depths = ", ".join(str(step.depth) for step in told.steps)
        return self.setting.say("role-play-strip", trusts=trusts, depths=depths)

    def _moved(self, told: Retelling, at: int) -> dict[str, Any]:
        """What one line did to trust, rule by rule, and what else could be said there."""
        step = told.steps[at]
        others = [{"at": n, "say": words} for n, words in enumerate(step.choices) if n != step.chosen]
        return {
            "turn": at,
            "title": self.setting.say("role-play-turn", turn=at + 1),
            "you": self._you(step),
            "change_words": self._change(step),
            "rules": [self._rule(step, name, by) for name, by in step.reasons],
            "others": others,
        }

    def _rule(self, step: Step, name: str, by: int) -> str:
        move = move_in_words(step.move, self.setting) if step.move else ""
        signed = f"{by:+d}".replace("-", "−") if by else "0"
        return self.setting.say(f"partner-rule-{name}", move=move, by=signed)

    def script(self, told: Retelling) -> Block:
        """The talk as a script, with the move behind each of the learner's lines."""
        turns: list[dict[str, str]] = []
        for turn in self.turns(told):
            turns.append({"who": told.scenario.partner.name, "says": turn["says"], "does": turn["does"]})
            if turn["you"]:
                turns.append({"who": self.setting.say("role-play-you"), "says": turn["you"], "note": turn["move"]})
        return blocks.script(turns)

    def paper(self, told: Retelling) -> list[Block]:
        """The person's own talk, and once it is over, how it went and its turning points."""
        if not told.outcome:
            return [self.script(told)]
        retold = self.retold(told)
        shown = [
            blocks.heading(retold["outcome"], 4),
            blocks.picture(retold["strip"], retold["strip_words"], retold["strip_words"]),
            blocks.paragraph(retold["lesson"]),
        ]
        if retold["points"]:
            shown.append(blocks.heading(self.setting.say("role-play-points"), 4))
        for point in retold["points"]:
            said = f"{self.setting.say('role-play-you-said')}: “{point['you']}”"
            answer = f"{self.setting.say('role-play-answer')}: “{point['answer']}”"
            shown += blocks.written(point["title"], f"{said}\n{answer}\n{point['feedback']}")
        return [*shown, blocks.paragraph(retold["used"]), blocks.paragraph(retold["ratio"]), self.script(told)]
