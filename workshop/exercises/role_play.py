"""Role-play: a talk with someone who may open up. Choices move trust; deeper things are said as it grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Name
from workshop.content.moves import Move
from workshop.content.reader import Tree
from workshop.errors import Problem, WorkshopError
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, letter
from workshop.exercises.plots import draw_path
from workshop.roleplay.partner import HIGHEST
from workshop.roleplay.play import Talk, Turn, choose, moves_used, play_out, replay, turning_points


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
    return {"choices": [], "earlier": None}


def act(exercise: RolePlay, setting: Setting, state: State, action: Action) -> State:
    """`choose` a line in a turn, take the last one `back`, play `again` (a talk that ended is kept), or `clear` all."""
    doing, choices = action.get("do"), state["choices"]
    if doing == "clear":
        return start(exercise, setting)
    if doing == "back" and choices:
        return state | {"choices": choices[:-1]}
    if doing not in ("choose", "again"):
        raise Refused("Unknown action.")
    talk = replay(setting.kit.scenario(exercise.scenario), choices)
    if doing == "again":
        return {"choices": [], "earlier": choices if talk.over else state["earlier"]}
    if talk.over or index_in(action, "turn", len(choices) + 1) != len(choices):
        raise Refused("This turn is over already.")
    return state | {"choices": choose(talk, index_in(action, "at", len(talk.now.scene.choices))).choices}


def view(exercise: RolePlay, setting: Setting, state: State) -> View:
    """The scene, the talk so far with feedback on each line, what can be said now, and at the end the talk retold."""
    scenario = setting.kit.scenario(exercise.scenario)
    talk = replay(scenario, state["choices"])
    now = talk.now
    choices = [] if talk.over else [choice.say for choice in now.scene.choices]
    return {
        "setting": scenario.setting,
        "partner": scenario.partner.name,
        "turns": _told(talk, setting),
        "turn": len(state["choices"]),
        "choices": choices,
        "trust": now.trust,
        "trust_words": setting.say("role-play-trust", trust=now.trust, most=HIGHEST),
        "most": HIGHEST,
        "over": talk.over,
        "retold": _retold(talk, setting) if talk.over else None,
        "earlier": _told(replay(scenario, state["earlier"]), setting) if talk.over and state["earlier"] else [],
        "compare": exercise.compare,
        "done": talk.over,
    }


def _told(talk: Talk, setting: Setting) -> list[dict[str, Any]]:
    return [_turn_told(turn, setting) for turn in talk.turns]


def _turn_told(turn: Turn, setting: Setting) -> dict[str, Any]:
    told: dict[str, Any] = {
        "does": turn.scene.does,
        "says": turn.scene.says,
        "thinks": turn.scene.thinks if turn.choice or turn.scene.ends else "",
        "depth": turn.scene.depth,
        "depth_words": setting.say(f"role-play-depth-{turn.scene.depth}"),
        "trust": turn.trust,
        "you": "",
    }
    if turn.choice is None:
        return told
    return told | {
        "you": turn.choice.say,
        "move": setting.say(f"move-{turn.choice.move}"),
        "feedback": turn.choice.feedback,
        "change": turn.change,
        "weight": turn.weight,
        "change_words": _change_words(turn, setting),
        "trust_after": turn.trust_after,
    }


def _change_words(turn: Turn, setting: Setting) -> str:
    if turn.change:
        key = "role-play-more" if turn.change > 0 else "role-play-less"
    else:
        key = "role-play-full" if turn.weight > 0 else "role-play-empty" if turn.weight < 0 else "role-play-same"
    return setting.say(key, by=abs(turn.change))


def _retold(talk: Talk, setting: Setting) -> dict[str, Any]:
    """The end: how it ended, what made the difference, trust after each line, and the turning points."""
    points = []
    for at in turning_points(talk):
        turn, after = talk.turns[at], talk.turns[at + 1]
        kind = "fall" if turn.change < 0 else "deeper" if after.scene.depth > turn.scene.depth else "rise"
        points.append(
            {
                "turn": at,
                "kind": kind,
                "title": setting.say(f"role-play-point-{kind}", turn=at + 1),
                "you": turn.choice.say if turn.choice else "",
                "answer": after.scene.says,
                "feedback": turn.choice.feedback if turn.choice else "",
            }
        )
    used = [f"{setting.say(f'move-{move}')} ({count})" for move, count in moves_used(talk).items()]
    outcome = str(talk.now.scene.ends)
    return {
        "outcome": setting.say(f"role-play-ends-{outcome}"),
        "lesson": talk.now.scene.lesson,
        "points": points,
        "used": setting.say("role-play-used", moves=", ".join(used)),
        "strip": _strip(talk),
        "strip_words": _strip_words(talk, setting),
    }


def _strip(talk: Talk) -> str:
    marked = [at + 1 for at in turning_points(talk)]
    return draw_path([turn.trust for turn in talk.turns], HIGHEST, marked)


def _strip_words(talk: Talk, setting: Setting) -> str:
    trusts = ", ".join(str(turn.trust) for turn in talk.turns)
    return setting.say("role-play-strip", trusts=trusts, deepest=talk.deepest)


def paper(exercise: RolePlay, setting: Setting, state: State | None = None) -> list[Block]:
    """The scene, then two talks side by side to compare, or the first lines to choose from and one way it can go.

    With a state: the person's own talk, and once it is over, how it went and its turning points.
    """
    scenario = setting.kit.scenario(exercise.scenario)
    if state is not None:
        return [blocks.paragraph(scenario.setting), *_own_talk(replay(scenario, state["choices"]), setting)]
    good = [blocks.heading(setting.say("role-play-one-way"), 4), _script(play_out(scenario), setting)]
    if exercise.compare:
        talk = play_out(scenario, worst=exercise.contrast is None, favor=exercise.contrast)
        other = [blocks.heading(setting.say("role-play-other-way"), 4), _script(talk, setting)]
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


def _own_talk(talk: Talk, setting: Setting) -> list[Block]:
    if not talk.over:
        return [_script(talk, setting)]
    retold = _retold(talk, setting)
    shown = [
        blocks.heading(retold["outcome"], 4),
        blocks.picture(retold["strip"], retold["strip_words"], retold["strip_words"]),
        blocks.paragraph(retold["lesson"]),
    ]
    if retold["points"]:
        shown.append(blocks.heading(setting.say("role-play-points"), 4))
    for point in retold["points"]:
        said = f"{setting.say('role-play-you-said')}: “{point['you']}”"
        answer = f"{setting.say('role-play-answer')}: “{point['answer']}”"
        shown += blocks.written(point["title"], f"{said}\n{answer}\n{point['feedback']}")
    return [*shown, blocks.paragraph(retold["used"]), _script(talk, setting)]


def _script(talk: Talk, setting: Setting) -> Block:
    turns: list[dict[str, str]] = []
    for turn in talk.turns:
        turns.append({"who": talk.scenario.partner.name, "says": turn.scene.says, "does": turn.scene.does})
        if turn.choice:
            you = setting.say("role-play-you")
            turns.append({"who": you, "says": turn.choice.say, "note": setting.say(f"move-{turn.choice.move}")})
    return blocks.script(turns)


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
