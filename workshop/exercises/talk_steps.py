"""The steps of a role-play: what each action makes of its state, and the talk that a state tells.

A talk is played in one of two ways, by the author's choices or in own words. A state holds what was said, never what
was answered: the answers follow from the scenario. A line in own words keeps the move that was heard when it was said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workshop.content.model import Scenario
from workshop.content.moves import Move
from workshop.errors import WorkshopError
from workshop.exercises.coaching import coach_of, is_coach_there
from workshop.exercises.kind import Action, Refused, Setting, State, index_in, replaced, text_in
from workshop.exercises.talk_rows import read_row, row_of
from workshop.roleplay import own_words, play
from workshop.roleplay.listening import LONGEST_LINE, Coach, hear_line, plain_words
from workshop.roleplay.own_talk import CORRECTED, Line, OwnTalk
from workshop.roleplay.replies import Reply, replies_of
from workshop.roleplay.retelling import Retelling, retell_choices, retell_own_words

WAYS = ("choices", "words")
MOST_VOTES = 99
# What of a state tells a talk.
TALK = ("way", "temper", "choices", "lines", "ended")


@dataclass(frozen=True)
class Scene:
    """What the steps need to know besides the state: the scenario, by its id, and the kit."""

    name: str
    setting: Setting
    temper: str = ""

    @property
    def scenario(self) -> Scenario:
        """The scenario as this client hears it, with the partner in the temper that was chosen; raises ValueError for
        one that it is not written for (any more).
        """
        scenario = self.setting.kit.scenario(self.name)
        for temper in scenario.tempers:
            if self.temper in ("", temper):
                return scenario.in_temper(temper)
        raise ValueError("This is no talk in a temper of this scenario.")

    def of(self, told: Mapping[str, Any]) -> Scene:
        """The same scene as a state, or what was kept of a talk, has it. Talks kept before tempers could be chosen name
        none.
        """
        return replace(self, temper=str(told.get("temper", "")))

    def replies(self) -> tuple[Reply, ...]:
        """The partner's answers in own-words play; none when their file is missing or damaged."""
        try:
            return replies_of(self.setting.kit, self.scenario.partner.temper)
        except WorkshopError:
            return ()

    def coach(self) -> Coach | None:
        """The coach, where own words can be played."""
        return coach_of(self.setting) if self.replies() else None

    def can_be_typed(self, way: str) -> bool:
        """True when the talk can be played in own words; by choices, only whether the files are there is looked at."""
        return self.coach() is not None if way == "words" else is_coach_there(self.setting)


def start_talk() -> State:
    """A talk before the first word, by choices; no earlier talk.

    `temper` is empty for the one that the scenario names first, `field` is what stands in the field for own words,
    `votes` the hands for each of the lines one can choose now.
    """
    talk = {"way": "choices", "temper": "", "choices": [], "lines": [], "ended": False}
    return talk | {"votes": [], "field": "", "earlier": None}


def take_step(scene: Scene, state: State, action: Action) -> State:
    """The state after one action; raises Refused when it does not fit."""
    doing = action.get("do")
    if doing == "clear":
        return start_talk()
    steps = _BOTH | (_OWN if state["way"] == "words" else _CHOSEN)
    if not isinstance(doing, str) or doing not in steps:
        raise Refused("Unknown action.")
    return steps[doing](scene.of(state), state, action)


def talk_of(scene: Scene, told: Mapping[str, Any]) -> Retelling:
    """The talk that a state, or what was kept of one, tells; raises some ValueError when it does not fit."""
    scene = scene.of(told)
    if told["way"] == "words":
        return retell_own_words(_own_talk(scene, told))
    if told["way"] != "choices" or told["lines"] or told["ended"]:
        raise ValueError("This is no talk.")
    return retell_choices(play.replay(scene.scenario, told["choices"]))


def _own_talk(scene: Scene, told: Mapping[str, Any]) -> OwnTalk:
    if told["choices"]:
        raise ValueError("This is no talk in own words.")
    lines = [read_row(row) for row in told["lines"]]
    talk = own_words.replay(scene.scenario, scene.replies(), lines)
    if len(talk.lines) < len(lines):
        raise ValueError("The talk was over before its last line.")
    return own_words.end_here(talk) if told["ended"] and not talk.outcome else talk


def _kept(state: State) -> dict[str, Any]:
    return {name: state.get(name, "") for name in TALK}


def _turn_in(action: Action, said: Sequence[Any]) -> None:
    if index_in(action, "turn", len(said) + 1) != len(said):
        raise Refused("This turn is over already.")


def _again(scene: Scene, state: State, action: Action) -> State:
    over = talk_of(scene, state).outcome is not None
    kept = {"way": state["way"], "temper": scene.temper}
    return start_talk() | kept | {"earlier": _kept(state) if over else state["earlier"]}


def _way(scene: Scene, state: State, action: Action) -> State:
    way = action.get("way")
    if not isinstance(way, str) or way not in WAYS or state["choices"] or state["lines"]:
        raise Refused("The way is chosen before the first line.")
    return state | {"way": way, "votes": []}


def _temper(scene: Scene, state: State, action: Action) -> State:
    temper = action.get("temper")
    if temper not in scene.scenario.tempers or state["choices"] or state["lines"]:
        raise Refused("The temper is chosen before the first line, among those the scenario is written for.")
    return state | {"temper": temper, "votes": []}


def _back(scene: Scene, state: State, action: Action) -> State:
    if state["ended"]:
        return state | {"ended": False}
    if state["choices"]:
        return state | {"choices": state["choices"][:-1], "votes": []}
    if state["lines"]:
        *kept, last = state["lines"]
        return state | {"lines": kept, "field": state["field"] or last["text"]}
    raise Refused("Nothing was said yet.")


def _choose(scene: Scene, state: State, action: Action) -> State:
    talk = _waiting(scene, state, action)
    return state | {"choices": play.choose(talk, _choice_in(action, talk.now)).choices, "votes": []}


def _vote(scene: Scene, state: State, action: Action) -> State:
    talk = _waiting(scene, state, action)
    at, count = _choice_in(action, talk.now), index_in(action, "count", MOST_VOTES + 1)
    return state | {"votes": replaced(votes_in(state, talk.now.scene.choices), at, count)}


def votes_in(state: State, choices: Sequence[Any]) -> list[int]:
    """The hands for each of the lines one can choose now; raises ValueError when they are none."""
    votes = state["votes"]
    if not all(isinstance(count, int) and 0 <= count <= MOST_VOTES for count in votes):
        raise ValueError("These are no votes.")
    # A story that has changed since may offer other lines.
    return list(votes) if len(votes) == len(choices) else [0] * len(choices)


def _what_if(scene: Scene, state: State, action: Action) -> State:
    talk, choices = play.replay(scene.scenario, state["choices"]), state["choices"]
    if not talk.over:
        raise Refused("The talk goes on as it is.")
    turn = index_in(action, "turn", len(choices))
    at = _choice_in(action, talk.turns[turn])
    if at == choices[turn]:
        raise Refused("This line was said.")
    return state | {"choices": [*choices[:turn], at], "votes": [], "earlier": _kept(state)}


def _waiting(scene: Scene, state: State, action: Action) -> play.Talk:
    talk = play.replay(scene.scenario, state["choices"])
    if talk.over:
        raise Refused("This talk is over.")
    _turn_in(action, state["choices"])
    return talk


def _choice_in(action: Action, turn: play.Turn) -> int:
    return index_in(action, "at", len(turn.scene.choices))


def _say(scene: Scene, state: State, action: Action) -> State:
    text, coach = text_in(action, "text", LONGEST_LINE), scene.coach()
    if coach is None:
        raise Refused("There is no coach to read own words.")
    talk = _listening(scene, state, action)
    return _answered(state, hear_line(text, coach, _known_words(talk, coach)))


def _known_words(talk: OwnTalk, coach: Coach) -> set[str]:
    """The words of this talk: what a coach for all talks need not know, such as a name."""
    told = [talk.scenario.partner.name, talk.scenario.setting, *(exchange.says for exchange in talk.exchanges)]
    return {word for text in told for word in plain_words(text, coach)}


def _nothing(scene: Scene, state: State, action: Action) -> State:
    _listening(scene, state, action)
    return _answered(state, Line("", Move.GIVE_TIME, "silence"), state["field"])


def _answered(state: State, line: Line, field: str = "") -> State:
    return state | {"lines": [*state["lines"], row_of(line)], "field": field}


def _read_as(scene: Scene, state: State, action: Action) -> State:
    _listening(scene, state, action)
    lines, move = state["lines"], action.get("move")
    if not lines:
        raise Refused("Nothing was said yet.")
    if not isinstance(move, str) or move not in set(Move):
        raise Refused("This is no move.")
    if lines[-1]["sort"] not in CORRECTED:
        raise Refused("This line cannot have been meant otherwise.")
    meant = {"move": move, "sort": "words", "sure": True, "second": None, "meant": True}
    return state | {"lines": [*lines[:-1], lines[-1] | meant]}


def _write(scene: Scene, state: State, action: Action) -> State:
    return state | {"field": text_in(action, "text", LONGEST_LINE)}


def _stop(scene: Scene, state: State, action: Action) -> State:
    _waiting_talk(scene, state, action)
    return state | {"ended": True}


def _about_scene(scene: Scene, state: State, action: Action) -> State:
    talk, coach, text = _waiting_talk(scene, state, action), scene.coach(), state["lines"][-1]["text"]
    if coach is None:
        raise Refused("There is no coach to read own words.")
    line = hear_line(text, coach, _known_words(talk, coach), about_scene=True)
    return _answered(state | {"lines": state["lines"][:-1]}, line, state["field"])


def _waiting_talk(scene: Scene, state: State, action: Action) -> OwnTalk:
    talk = _own_talk(scene, state)
    if not talk.waits:
        raise Refused("The talk goes on as it is.")
    _turn_in(action, state["lines"])
    return talk


def _end(scene: Scene, state: State, action: Action) -> State:
    _listening(scene, state, action)
    if not state["lines"]:
        raise Refused("Nothing was said yet.")
    return state | {"ended": True}


def _listening(scene: Scene, state: State, action: Action) -> OwnTalk:
    talk = _own_talk(scene, state)
    if talk.outcome or talk.waits:
        raise Refused("This talk is over." if talk.outcome else "The talk waits.")
    _turn_in(action, state["lines"])
    return talk


def _reword(scene: Scene, state: State, action: Action) -> State:
    if talk_of(scene, state).outcome is None:
        raise Refused("The talk goes on as it is.")
    turn = index_in(action, "turn", len(state["lines"]))
    field = state["lines"][turn]["text"]
    return state | {"lines": state["lines"][:turn], "ended": False, "field": field, "earlier": _kept(state)}


_Step = Callable[[Scene, State, Action], State]
_BOTH: dict[str, _Step] = {"again": _again, "way": _way, "temper": _temper, "back": _back}
_CHOSEN: dict[str, _Step] = {"choose": _choose, "vote": _vote, "what-if": _what_if}
_OWN: dict[str, _Step] = {
    "say": _say,
    "nothing": _nothing,
    "read-as": _read_as,
    "write": _write,
    "stop": _stop,
    "scene": _about_scene,
    "end": _end,
    "reword": _reword,
}
