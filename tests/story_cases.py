"""A small story for the tests of role-play: every way through it can be worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workshop.content.model import Scenario
from workshop.content.reader import Tree, parse_yaml
from workshop.content.validate import build

# Reserved, so trust starts at 3, and give-time counts 2, push -3. Every path ends in opened, steady or left.
PORCH = """\
title: On the porch
summary: Kim sits outside and says little.
topics: [home]
partner: {name: Kim, pronouns: she, temper: reserved}
setting: The porch, in the evening.
depths:
  1: [It is warm.]
  2: [The neighbors called.]
  3: [They want us to leave.]
  4: [I am ashamed.]
scenes:
  porch:
    depth: 1
    does: looks at the street
    says: It is warm.
    thinks: Not now.
    choices:
      - {say: You want it quiet., move: say-back, feedback: You put it in words., next: [fence, gate]}
      - {say: Did you eat?, move: closed-question, feedback: A fact., next: [fence, gate]}
      - {say: You always sulk., move: judge, feedback: A verdict., next: gate}
  fence:
    depth: 2
    says: The neighbors called.
    thinks: Will you laugh?
    choices:
      - {say: I worry about it too., move: share, feedback: Your own., next: [roof, gate]}
      - {say: Just move., move: advise, feedback: A fix., next: gate}
      - {say: Say it now., move: push, feedback: Pressure., next: gate}
  gate:
    depth: 1
    says: Never mind.
    thinks: Too much.
    choices:
      - {say: No rush., move: give-time, feedback: Room., next: [fence, left]}
      - {say: It is nothing., move: dismiss, feedback: Made small., next: left}
  roof:
    depth: 3
    says: They want us to leave.
    thinks: There it is.
    choices:
      - {say: I am with you., move: affirm, feedback: Beside her., next: [opened, steady]}
      - {say: So home feels unsafe., move: say-back, feedback: Heard., next: [opened, steady]}
      - {say: The lease ends in May., move: inform, feedback: A fact., next: steady}
  opened: {depth: 4, says: I am ashamed., thinks: I said it., ends: opened, lesson: You stayed.}
  steady: {depth: 2, says: Good night., thinks: Some other day., ends: steady, lesson: The door is open.}
  left: {depth: 1, says: I am going in., thinks: Alone again., ends: closed, lesson: It was too fast.}
"""
# porch 0 (+2: 5), fence 0 (+1: 6), roof 1 (+2, and 1 since it is sore: 9): opened.
# porch 2 (-3: 0), gate 1 (-2: 0): left.
TO_OPENED = [0, 0, 1]
TO_LEFT = [2, 1]
# +2 to depth 2, -1, +2 and 1 since it mends, +1 to depth 3, +2 to depth 4 (10 is the most).
BY_A_DETOUR = [0, 1, 0, 0, 1]


def porch_tree(text: str = PORCH) -> Tree:
    """The story as a tree that knows its lines."""
    return parse_yaml(text, Path("porch.yaml"))


def make_scenario(text: str = PORCH) -> Scenario:
    """The story as a scenario."""
    return build(Scenario, porch_tree(text))


def change_porch(*changes: tuple[str, str]) -> str:
    """The story with some of its words replaced; each must stand there exactly once."""
    text = PORCH
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def porch_files(text: str = PORCH, **fields: Any) -> dict[str, str]:
    """The story as a file of a content folder, and an exercise that plays it."""
    lines = [f"{name}: {value}" for name, value in fields.items()]
    head = ["kind: role-play", "title: T", "minutes: 5", "who: pair", "energy: calm", "personal: light", "intro: Play."]
    exercise = "\n".join([*head, "scenario: porch", *lines])
    return {"scenarios/porch.yaml": text, "exercises/porch-talk.yaml": exercise}
