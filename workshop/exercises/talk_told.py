"""A role-play's talk as it is told turn by turn: what was said, what it did, and the words for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.kit import fit
from workshop.content.wording import Speech
from workshop.exercises.coaching import Note, coach_of, move_in_words, note_on_line
from workshop.exercises.kind import Setting
from workshop.roleplay.own_talk import Line
from workshop.roleplay.retelling import Retelling, Step


@dataclass(frozen=True)
class Teller:
    """Puts talks in words: those of the interface, and how the partner is spoken of."""

    setting: Setting
    speech: Speech

    def turns(self, told: Retelling) -> list[dict[str, Any]]:
        """The talk turn by turn, with what each line did."""
        return [self._turn(step, told) for step in told.steps]

    def _turn(self, step: Step, told: Retelling) -> dict[str, Any]:
        turn: dict[str, Any] = {
            "does": fit(step.does, self.speech),
            "says": step.says,
            "thinks": fit(step.thinks, self.speech) if step.move or told.outcome else "",
            "depth": step.depth,
            "depth_words": self.setting.say(f"role-play-depth-{step.depth}"),
            "trust": step.trust,
            "you": "",
        }
        if step.move is None:
            return turn
        return turn | {
            "you": self.words_of(step),
            "move": self.name_of(step),
            "heard": self.heard_in(step),
            "feedback": step.feedback,
            "change": step.change,
            "weight": step.weight,
            "change_words": self.change_of(step),
            "trust_after": step.trust_after,
            "coach": self.note_on(step),
            "readings": self._readings(step.line) if step.line and step is told.said[-1] and not told.outcome else [],
        }

    def words_of(self, step: Step) -> str:
        """What the learner said, or that it was nothing."""
        return step.you or self.setting.say("role-play-silent")

    def quote_of(self, step: Step) -> str:
        """The learner's words in marks, or that nothing was said."""
        return self.setting.say("role-play-quote", text=step.you) if step.you else self.words_of(step)

    def line_of(self, step: Step, at: int) -> str:
        """The same with the line's number; `at` is 0 for the first."""
        return self.setting.say("role-play-line", turn=at + 1, quote=self.quote_of(step))

    def note_on(self, step: Step) -> Note | None:
        """What the coach says about a line in own words; None for one that was chosen."""
        if step.line is None:
            return None
        note = note_on_line(step.line, coach_of(self.setting), self.setting)
        if step.line.sort == "silence" and step.weight <= 0:
            # Where a rule took the gain away, the quiet was no gift.
            return note | {"worked": self.setting.say("coach-silence-again")}
        return note

    def name_of(self, step: Step) -> str:
        """The name of what the learner's line did: its move, the two it may be, or what it was instead of words."""
        line = step.line
        if line and line.sort != "words" and not line.meant:
            return self.setting.say(f"role-play-sort-{line.sort}")
        if line and line.owns_up and not line.meant:
            return self.setting.say("role-play-apology")
        names = [move_in_words(move, self.setting) for move in (line.likely if line else (step.move,)) if move]
        return self.setting.say("role-play-unsure", first=names[0], second=names[1]) if names[1:] else "".join(names)

    def heard_in(self, step: Step) -> str:
        """The same beside a line in a script; what a coach heard is told as that, since it can be wrong."""
        name = self.name_of(step)
        is_heard = step.line and step.line.sort in ("words", "insult") and not step.line.meant
        return self.setting.say("role-play-heard", move=name) if is_heard else name

    def _readings(self, line: Line) -> list[dict[str, str]]:
        """The two moves that a line may be, where the coach is not sure."""
        if line.second is None:
            return []
        names = {move: move_in_words(move, self.setting) for move in line.likely}
        return [
            {"move": str(move), "words": self.setting.say("role-play-read-as", move=name)}
            for move, name in names.items()
        ]

    def change_of(self, step: Step) -> str:
        """By how much trust moved, and what it would have done with more room."""
        if step.change and step.change != step.weight:
            key = "role-play-more-cut" if step.change > 0 else "role-play-less-cut"
        elif step.change:
            key = "role-play-more" if step.change > 0 else "role-play-less"
        else:
            key = "role-play-full" if step.weight > 0 else "role-play-empty" if step.weight < 0 else "role-play-same"
        return self.setting.say(key, by=abs(step.change), weight=abs(step.weight))

    def script(self, told: Retelling) -> Block:
        """The talk as a script, with the move behind each of the learner's lines."""
        turns: list[dict[str, str]] = []
        for turn in self.turns(told):
            turns.append({"who": told.scenario.partner.name, "says": turn["says"], "does": turn["does"]})
            if turn["you"]:
                turns.append({"who": self.setting.say("role-play-you"), "says": turn["you"], "note": turn["heard"]})
        return blocks.script(turns)
