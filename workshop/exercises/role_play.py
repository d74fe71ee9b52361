"""Role-play: a talk with someone who may open up. Each line moves trust; deeper things are said as it grows.

What one can do in it is in `talk_steps.py`, how a talk is told on the page and on paper in `talk_told.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Name
from workshop.content.moves import Move
from workshop.content.reader import Tree
from workshop.errors import Problem, WorkshopError
from workshop.exercises.kind import Action, Kind, Setting, State, View, letter
from workshop.exercises.talk_steps import MOST_VOTES, Scene, start_talk, take_step, talk_of, votes_in
from workshop.exercises.talk_told import Teller
from workshop.roleplay.listening import LONGEST_LINE
from workshop.roleplay.partner import HIGHEST
from workshop.roleplay.play import play_out
from workshop.roleplay.retelling import Retelling, retell_choices


class RolePlay(Exercise):
    """The scenario that is played. `compare` invites a second talk and shows both side by side.

    On paper the second talk is by one who makes the move named by `contrast` wherever it can be made; without it, by
    one who takes the worst line each time.
    """

    kind: Literal["role-play"]
    scenario: Name
    compare: bool = False
    contrast: Move | None = None


def start(exercise: RolePlay, setting: Setting) -> State:
    """A talk before the first word; no earlier talk."""
    return start_talk()


def act(exercise: RolePlay, setting: Setting, state: State, action: Action) -> State:
    """One step of a talk.

    In both ways: take the last line `back`, play `again` (a talk that is over is kept), `clear` all, and before the
    first line choose the `way`. By choices: `choose` a line, `vote` for one, or once it is over go on from a turn with
    another line (`what-if`). In own words: `say` a line or `nothing`, have the last one `read-as` one of the two moves
    that the coach named, `end` the talk, keep what is being typed (`write`), or once it is over say a line anew
    (`reword`).
    """
    return take_step(Scene(exercise.scenario, setting), state, action)


def view(exercise: RolePlay, setting: Setting, state: State) -> View:
    """The scene, the talk so far with feedback on each line, what can be said now, and at the end the talk retold."""
    scene, teller = Scene(exercise.scenario, setting), _teller(exercise, setting)
    scenario, told = scene.scenario, talk_of(scene, state)
    earlier = talk_of(scene, state["earlier"]) if state["earlier"] else None
    now, over = told.steps[-1], told.outcome is not None
    votes = votes_in(state, now.choices)
    turn = len(told.said)
    return {
        "setting": scenario.setting,
        "partner": scenario.partner.name,
        "way": state["way"],
        "begun": turn > 0,
        "coached": scene.can_be_typed(state["way"]),
        "turns": teller.turns(told),
        "turn": turn,
        "place": _place(told),
        "choices": list(now.choices),
        "votes": votes,
        "most_voted": [at for at, count in enumerate(votes) if count and count == max(votes)],
        "most_votes": MOST_VOTES,
        "field": state["field"],
        "longest": LONGEST_LINE,
        "trust": now.trust,
        "trust_words": setting.say("role-play-trust", trust=now.trust, most=HIGHEST),
        "most": HIGHEST,
        "over": over,
        "retold": teller.retold(told) if over else None,
        "earlier": teller.turns(earlier) if over and earlier else [],
        "compare": exercise.compare,
        "done": over,
    }


def _place(told: Retelling) -> str:
    """Changes with every step of a talk, so that the page knows when there is something new to go to."""
    last = told.said[-1] if told.said else None
    read = (last.move, last.line.sure if last.line else True) if last else ()
    return f"{len(told.said)} {told.outcome} {read}"


def _teller(exercise: RolePlay, setting: Setting) -> Teller:
    kit = setting.kit
    return Teller(setting, kit.scenario_speech(kit.tree("scenarios", exercise.scenario)))


def paper(exercise: RolePlay, setting: Setting, state: State | None = None) -> list[Block]:
    """The scene, then two talks side by side to compare, or the first lines to choose from and one way it can go.

    With a state: the person's own talk, and once it is over, how it went and its turning points.
    """
    scene, teller = Scene(exercise.scenario, setting), _teller(exercise, setting)
    scenario = scene.scenario
    if state is not None:
        return [blocks.paragraph(scenario.setting), *teller.paper(talk_of(scene, state))]
    skilled = teller.script(retell_choices(play_out(scenario)))
    good = [blocks.heading(setting.say("role-play-one-way"), 4), skilled]
    if exercise.compare:
        talk = play_out(scenario, worst=exercise.contrast is None, favor=exercise.contrast)
        other = [blocks.heading(setting.say("role-play-other-way"), 4), teller.script(retell_choices(talk))]
        return [blocks.paragraph(scenario.setting), blocks.columns(other, good)]
    first = scenario.scenes[scenario.opening]
    lines = [(letter(at), choice.say) for at, choice in enumerate(first.choices)]
    told = [(letter(at), choice.feedback) for at, choice in enumerate(first.choices)]
    return [
        blocks.paragraph(scenario.setting),
        blocks.script([{"who": scenario.partner.name, "says": first.says, "does": first.does}]),
        blocks.options(setting.say("role-play-what-say"), lines),
        *good,
        blocks.answers(setting.say("role-play-first-lines"), told),
    ]


def find_problems(exercise: RolePlay, setting: Setting, tree: Tree) -> Sequence[Problem]:
    """A scenario that is not there (its own faults are found where scenarios are checked)."""
    if setting.kit.find_file(f"scenarios/{exercise.scenario}.yaml"):
        return []
    try:
        setting.kit.scenario(exercise.scenario)
    except WorkshopError as error:
        return [tree.problem(("scenario",), found.code, found.what, found.todo) for found in error.problems]
    return []


KIND = Kind(
    "role-play",
    RolePlay,
    start,
    act,
    view,
    paper,
    find_problems,
    undoes=frozenset({"again", "clear"}),
    restart="clear",
)
