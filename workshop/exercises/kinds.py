"""All kinds, and how an exercise is read. A new kind is a file beside this one and a name in the list below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.kit import Kit
from workshop.content.lint import find_tree_problems
from workshop.content.model import Exercise
from workshop.content.reader import Tree
from workshop.content.validate import build
from workshop.errors import Problem, WorkshopError, suggest_name
from workshop.exercises import (
    boundary_map,
    cards,
    choose,
    cues,
    ladder,
    plan,
    poll,
    reflect,
    rewrite,
    role_play,
    rounds,
    scale,
    silence,
    sort,
    tally,
)
from workshop.exercises.kind import Kind, Setting, State, View, exercise_facts

KINDS: dict[str, Kind[Any]] = {
    module.KIND.name: module.KIND
    for module in (
        role_play,
        rewrite,
        sort,
        choose,
        scale,
        reflect,
        rounds,
        ladder,
        cards,
        cues,
        plan,
        boundary_map,
        silence,
        poll,
        tally,
    )
}
FACES = Path(__file__).parent


@dataclass(frozen=True)
class LoadedExercise:
    """An exercise ready for use: its id, its kind, its data, and the kit it belongs to."""

    id: str
    kind: Kind[Any]
    data: Exercise
    setting: Setting

    def start(self) -> State:
        """The state before anything was done."""
        return self.kind.start(self.data, self.setting)

    def act(self, state: State, action: dict[str, Any]) -> State:
        """The state after one action; raises Refused when it does not fit."""
        return self.kind.act(self.data, self.setting, state, action)

    def view(self, state: State) -> View:
        """What the face on the page draws."""
        return self.kind.view(self.data, self.setting, state)

    def is_used(self, state: State) -> bool:
        """True when something was done: the state is not the one at the start."""
        return state != self.start()

    def header(self) -> dict[str, Any]:
        """Id, language, title, intro and facts, as every face shows them."""
        rows = exercise_facts(self.data, self.setting)
        facts = [{"icon": icon, "label": label, "text": text} for icon, label, text in rows]
        language = self.setting.kit.index.language
        told = {"id": self.id, "language": language, "title": self.data.title, "intro": self.data.intro}
        return told | {"facts": facts}

    def blocks(self, state: State | None = None) -> Block:
        """The whole exercise on paper: to fill in, or with a state, as the person did it."""
        inside = [blocks.paragraph(self.data.intro), *self.kind.blocks(self.data, self.setting, state)]
        return blocks.exercise(self.data.title, exercise_facts(self.data, self.setting), inside)

    def cards(self, aim: str = "") -> list[Block]:
        """The sheets to hand out, one for each person; none for most kinds. `aim` tells what the page is about."""
        return self.kind.cards(self.data, self.setting, aim)


def load_exercise(kit: Kit, name: str) -> LoadedExercise:
    """An exercise by its id; raises WorkshopError with every problem in its file."""
    tree = kit.exercise_tree(name)
    kind = kind_of(tree)
    return LoadedExercise(name, kind, build(kind.model, tree), Setting(kit))


def kind_of(tree: Tree) -> Kind[Any]:
    """The kind that a file names; raises WorkshopError when there is none."""
    name = tree.value.get("kind") if isinstance(tree.value, dict) else None
    if name is None:
        todo = f"Use one of: {', '.join(KINDS)}."
        raise WorkshopError(tree.problem((), "C101", 'The field "kind" is missing.', todo))
    if not isinstance(name, str) or name not in KINDS:
        what = f'There is no exercise kind called "{name}".'
        raise WorkshopError(tree.problem(("kind",), "C201", what, suggest_name(str(name), KINDS)))
    return KINDS[name]


def topics_of(kit: Kit, name: str) -> tuple[str, ...]:
    """The topics an exercise touches, with those of its scenario; empty when it cannot be read."""
    try:
        exercise = load_exercise(kit, name)
        scenario = getattr(exercise.data, "scenario", None)
        return (*exercise.data.topics, *(kit.scenario(scenario).topics if scenario else ()))
    except WorkshopError:
        return ()


def find_exercise_problems(kit: Kit, name: str) -> list[Problem]:
    """All problems of one exercise file."""
    try:
        tree = kit.tree("exercises", name)
        found = find_tree_problems(kit, tree, kit.speech)
        exercise = load_exercise(kit, name)
        return [*found, *exercise.kind.problems(exercise.data, exercise.setting, tree)]
    except WorkshopError as error:
        return error.problems
