"""Role-play: a talk with someone who may open up. Each line moves trust; deeper things are said as it grows.

What one can do in it is in `talk_steps.py`, how a talk is told on the page and on paper in `talk_told.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Name, Scenario
from workshop.content.moves import Move
from workshop.content.reader import Tree
from workshop.errors import Problem, WorkshopError
from workshop.exercises.coaching import moves_to_pick
from workshop.exercises.kind import Action, Kind, Setting, State, View, letter
from workshop.exercises.talk_cards import deal_cards
from workshop.exercises.talk_pause import pause_of, pause_on_paper, stopped_of
from workshop.exercises.talk_retold import retell, retell_on_paper
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
    first line choose the `way`, and the partner's `temper` where the scenario is written for several. By choices:
    `choose` a line, `vote` for one, or once it is over go on from a turn with another line (`what-if`). In own words:
    `say` a line or `nothing`, have the last one `read-as` the move that was meant, `end` the talk, keep what is being
    typed (`write`), or once it is over say a line anew (`reword`). After words of danger the talk waits: one can `stop`
    it, or say that it was about the `scene`.
    """
    return take_step(Scene(exercise.scenario, setting), state, action)


def view(exercise: RolePlay, setting: Setting, state: State) -> View:
    """The scene, the talk so far with feedback on each line, what can be said now, and at the end the talk retold."""
    scene, teller = Scene(exercise.scenario, setting).of(state), _teller(exercise, setting)
    scenario, told = scene.scenario, talk_of(scene, state)
    earlier = talk_of(scene, state["earlier"]) if state["earlier"] else None
    now, over = told.steps[-1], told.outcome is not None
    votes = votes_in(state, now.choices)
    turn, stopped = len(told.said), stopped_of(told, setting)
    return {
        "setting": scenario.setting,
        "partner": scenario.partner.name,
        "way": state["way"],
        "temper": scenario.partner.temper,
        "tempers": _tempers(scenario, setting),
        "how_is": setting.say("role-play-how-is", name=scenario.partner.name),
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
        "ended": state["ended"],
        "moves": moves_to_pick(told.said[-1].line if told.said and not over else None, setting),
        "pause": pause_of(told, setting),
        "stopped": stopped,
        "retold": retell(told, teller) if over and not stopped else None,
        "earlier": teller.turns(earlier) if over and earlier else [],
        "compare": exercise.compare,
        "done": over,
    }


def _tempers(scenario: Scenario, setting: Setting) -> list[dict[str, str]]:
    """The tempers to choose from before the first line; none where the scenario is written for one alone."""
    rows = [{"temper": temper, "words": setting.say(f"role-play-temper-{temper}")} for temper in scenario.tempers]
    return rows if len(rows) > 1 else []


def _place(told: Retelling) -> str:
    """Changes with every step of a talk, so that the page knows when there is something new to go to."""
    last = told.said[-1] if told.said else None
    line = last.line if last else None
    read = [last and last.move, line and line.sort, line and line.sure, line and line.meant]
    return f"{len(told.said)} {told.outcome} {' '.join(map(str, read))}"


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
        own = talk_of(scene, state)
        retold = [teller.script(own)] if stopped_of(own, setting) else retell_on_paper(own, teller)
        return [blocks.paragraph(scenario.setting), *retold, *pause_on_paper(own, setting)]
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


def cards(exercise: RolePlay, setting: Setting, aim: str) -> list[Block]:
    """The same talk with a person in the partner's place: a card for each of three people."""
    return deal_cards(exercise.scenario, setting, aim)


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
    cards=cards,
)
