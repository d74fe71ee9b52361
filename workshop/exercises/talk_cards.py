"""A role-play with people and paper only: a card for the one who plays the partner, one for the listener, an observer's
sheet. Every number on them comes from the partner's rules, so that paper and screen follow the same ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.content import blocks
from workshop.content.blocks import Block, Inline
from workshop.content.kit import fit
from workshop.content.model import Scenario, Temper
from workshop.content.moves import Move
from workshop.content.wording import Speech
from workshop.exercises.kind import Setting
from workshop.exercises.tally import stroke_table
from workshop.roleplay.partner import EXTRA, HIGHEST, LOWEST, NEEDED, START, Moment, weigh_move

LINES_FIRST, LINES_THEN = 4, 2


def deal_cards(name: str, setting: Setting, aim: str) -> list[Block]:
    """The cards of a scenario: the listener's, the observer's sheet, and a partner's card for each temper."""
    kit = setting.kit
    deck = Deck(kit.scenario(name), setting, kit.scenario_speech(kit.tree("scenarios", name)))
    return [deck.for_listener(aim), deck.for_observer(), *map(deck.for_partner, deck.scenario.tempers)]


def coin_moves(temper: Temper) -> dict[int, list[Move]]:
    """How far each move takes the coin at the start of a talk, from up to down."""
    found: dict[int, list[Move]] = {}
    for move in Move:
        found.setdefault(sum(by for _, by in weigh_move(move, Moment(temper))), []).append(move)
    return {by: found[by] for by in sorted(found, reverse=True)}


@dataclass(frozen=True)
class Deck:
    """The cards of one scenario. `speech` is how the partner is spoken of."""

    scenario: Scenario
    setting: Setting
    speech: Speech

    def for_listener(self, aim: str) -> Block:
        """The scene and the first line; nothing that is not said yet."""
        about = [_labeled(self.say("roles-aim"), aim)] if aim else []
        inside = [self._scene(), self._first_line(), *about, blocks.paragraph(self.say("roles-listener-hint"))]
        return blocks.sheet(self.say("roles-listener"), self.say("roles-listener-note"), inside, "shared")

    def for_observer(self) -> Block:
        """The moves with room for strokes, two counts at the end, and what to say first."""
        counts = [[self.say("roles-count-back"), ""], [self.say("roles-count-questions"), ""]]
        inside = [
            blocks.paragraph(self.say("roles-observer-how")),
            stroke_table(self.setting, Move),
            blocks.table([self.say("roles-count"), self.say("roles-count-room")], counts),
            blocks.paragraph(self.say("roles-count-hint")),
            blocks.lines(LINES_FIRST, self.say("roles-worked")),
            blocks.lines(LINES_THEN, self.say("roles-try")),
        ]
        return blocks.sheet(self.say("roles-observer"), self.say("roles-observer-note"), inside, "own")

    def for_partner(self, temper: Temper) -> Block:
        """Who one plays, how that person is today, what moves the coin, and what can be said once it is there."""
        one_of = [blocks.paragraph(self.say("roles-one-of"))] if len(self.scenario.tempers) > 1 else []
        inside = [
            *one_of,
            _labeled(self.say("roles-they-read"), self.scenario.setting),
            self._beginning(),
            _labeled(self.say("roles-think"), self._opening().thinks),
            *self._today(temper),
            *self._coin(temper),
            *self._secrets(),
            blocks.paragraph(f"{self.say('roles-pass')} {self.setting.say('role-play-step-out')}"),
        ]
        title = self.say("roles-partner", mood=self.say(f"roles-mood-{temper}"))
        return blocks.sheet(title, self.say("roles-partner-note"), inside, "secret")

    def say(self, key: str, **values: Any) -> str:
        """Words of the interface about this partner: forms first, so that nothing in a name is read as one."""
        words: str = fit(self.setting.say(key), self.speech)
        for name, value in {"name": self.scenario.partner.name, **values}.items():
            words = words.replace("{" + name + "}", str(value))
        return words

    def _opening(self) -> Any:
        return self.scenario.scenes[self.scenario.opening]

    def _scene(self) -> Block:
        return blocks.paragraph(self.scenario.setting)

    def _first_line(self) -> Block:
        first = self._opening()
        return blocks.script([{"who": self.scenario.partner.name, "says": first.says, "does": first.does}])

    def _beginning(self) -> Block:
        first = self._opening()
        does = [blocks.text(" "), _aside(first.does)] if first.does else []
        label = blocks.strong(self.say("roles-begin"))
        return {"is": "paragraph", "inside": [label, blocks.text(f" “{first.says}”"), *does]}

    def _today(self, temper: Temper) -> list[Block]:
        told = [blocks.text(self.say(f"roles-temper-{temper}"))]
        for move, by in sorted(EXTRA[temper].items(), key=lambda spot: -spot[1]):
            soft = by > 0
            label = self.say("roles-soft-spot" if soft else "roles-sore-spot")
            told += [blocks.text(" "), blocks.strong(label), blocks.text(f" {self.say(f'roles-spot-{move}')}")]
        return [blocks.heading(self.say("roles-today"), 3), {"is": "paragraph", "inside": told}]

    def _coin(self, temper: Temper) -> list[Block]:
        """The row of dots with the depths that they open, and what moves the coin along it."""
        begins = START[temper]
        ends = [*(NEEDED[depth + 1] - 1 for depth in list(NEEDED)[:-1]), HIGHEST]
        parts = [(NEEDED[depth], end, self._depth(depth)) for depth, end in zip(NEEDED, ends, strict=True)]
        label = self.say("roles-coin-how", at=begins)
        rows = [
            [[blocks.strong(self._way(by))], [blocks.text(self._named(moves))]]
            for by, moves in coin_moves(temper).items()
        ]
        return [
            blocks.heading(self.say("roles-coin"), 3),
            blocks.track(label, LOWEST, HIGHEST, (begins, self.say("roles-coin-start")), parts),
            _table([self.say("roles-coin-move"), self.say("roles-coin-did")], rows),
            blocks.paragraph(self.say("roles-coin-hint")),
        ]

    def _way(self, by: int) -> str:
        if by == 0:
            return self.say("roles-coin-stays")
        up = by > 0
        return self.say("roles-coin-up" if up else "roles-coin-down", by=abs(by))

    def _named(self, moves: Iterable[Move]) -> str:
        return " · ".join(self.setting.say(f"move-{move}") for move in moves)

    def _depth(self, depth: int) -> str:
        return self.setting.say(f"role-play-depth-{depth}")

    def _secrets(self) -> list[Block]:
        """What can be said, with the trust that each depth needs."""
        rows = []
        for depth, lines in sorted(self.scenario.depths.items()):
            need = NEEDED[depth]
            when = self.say("roles-from", at=need) if need > LOWEST else self.say("roles-from-start")
            rows.append([[blocks.strong(when)], _rows(*map(_quoted, lines))])
        head = [self.say("roles-secrets-when"), self.say("roles-secrets-what")]
        return [
            blocks.heading(self.say("roles-secrets"), 3),
            blocks.paragraph(self.say("roles-secrets-how")),
            _table(head, rows),
        ]


def _table(head: Sequence[str], rows: Sequence[Sequence[list[Inline]]]) -> Block:
    return blocks.table(head, []) | {"rows": [list(row) for row in rows]}


def _labeled(label: str, words: str) -> Block:
    return {"is": "paragraph", "inside": [blocks.strong(label), blocks.text(f" {words}")]}


def _aside(words: str) -> Inline:
    return {"is": "emphasis", "inside": [blocks.text(f"({words})")]}


def _quoted(line: str) -> list[Inline]:
    return [blocks.text(f"“{line}”")]


def _rows(*parts: list[Inline]) -> list[Inline]:
    """Inline parts, each on a line of its own."""
    first, *others = parts
    return [*first, *(part for row in others for part in ({"is": "break"}, *row))]
