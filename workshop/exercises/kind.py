"""What an exercise kind is: one definition, one set of rules, and its faces on the page and on paper."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from workshop.content.blocks import Block
from workshop.content.kit import Kit
from workshop.content.model import Exercise
from workshop.content.reader import Tree
from workshop.errors import Problem

State = dict[str, Any]
Action = dict[str, Any]
View = dict[str, Any]
E = TypeVar("E", bound=Exercise)


class Refused(ValueError):
    """An action that does not fit the exercise as it stands, such as a click that came twice; the state stays."""


@dataclass(frozen=True)
class Setting:
    """What the rules may know besides the exercise itself: the kit as this client hears it."""

    kit: Kit

    def say(self, key: str, **values: object) -> str:
        """Words of the interface, with `{name}` filled in from `values`; nothing else in them is interpreted."""
        words = self.kit.interface[key]
        for name, value in values.items():
            words = words.replace("{" + name + "}", str(value))
        return words

    def words_of(self, kind: str) -> dict[str, str]:
        """The interface words a kind's face needs: "sort-again" as "again", and those in common under "common-"."""
        found = {}
        for key, words in self.kit.interface.items():
            for prefix in ("common-", f"{kind}-"):
                if key.startswith(prefix):
                    found[key.removeprefix(prefix)] = words
        return found


def _no_cards(_exercise: Any, _setting: Setting, _aim: str) -> list[Block]:
    return []


def _no_problems(_exercise: Any, _setting: Setting, _tree: Tree) -> Sequence[Problem]:
    return ()


@dataclass(frozen=True)
class Kind(Generic[E]):
    """One kind of exercise. All functions are pure: they neither change what they are given nor read or write anything.

    `start` gives the state before anything was done, `act` the state after one action (a mapping whose "do" names it;
    raises Refused when it does not fit), `view` what the face on the page draws, and `blocks` the face on paper: to
    fill in when the state is None, else with what the person did. `name` is also the name of the script beside this
    file: `sort.js`. States and views are JSON. `undoes` names the actions that throw work away: the page offers to
    bring it back.
    `restart` is the action that begins the exercise again; the frame around each exercise has the button for it.
    `cards` is the face for people who do it with each other and without a screen: sheets, one for each of them, given
    in one line what the page is about. A kind that has none says so by leaving it out.
    """

    name: str
    model: type[E]
    start: Callable[[E, Setting], State]
    act: Callable[[E, Setting, State, Action], State]
    view: Callable[[E, Setting, State], View]
    blocks: Callable[[E, Setting, State | None], list[Block]]
    problems: Callable[[E, Setting, Tree], Sequence[Problem]] = _no_problems
    undoes: frozenset[str] = frozenset({"again"})
    restart: str = "again"
    cards: Callable[[E, Setting, str], list[Block]] = _no_cards

    @property
    def has_cards(self) -> bool:
        """True when there is something to hand out for it."""
        return self.cards is not _no_cards


def index_in(action: Action, key: str, size: int) -> int:
    """A whole number from 0 to size - 1 in an action; raises Refused otherwise."""
    value = action.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < size:
        raise Refused(f'"{key}" must be from 0 to {size - 1}.')
    return value


def number_in(action: Action, key: str, low: float, high: float) -> float:
    """A number from low to high in an action; raises Refused otherwise."""
    value = action.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        raise Refused(f'"{key}" must be from {low} to {high}.')
    return value


def text_in(action: Action, key: str, limit: int = 10_000) -> str:
    """A text in an action, cut at `limit` characters; raises Refused when it is none."""
    value = action.get(key)
    if not isinstance(value, str):
        raise Refused(f'"{key}" must be text.')
    return value[:limit]


def line_in(action: Action, key: str, limit: int) -> str:
    """One line of text in an action, without signs that cannot be printed; raises Refused when no words are left."""
    joined = " ".join(text_in(action, key).split())
    line = "".join(sign for sign in joined if unicodedata.category(sign) not in ("Cc", "Cs"))[:limit].strip()
    if not line:
        raise Refused(f'"{key}" must have words.')
    return line


def replaced(items: Sequence[Any], at: int, value: Any) -> list[Any]:
    """A copy of a list with one item changed."""
    return [value if index == at else item for index, item in enumerate(items)]


def letter(at: int) -> str:
    """a, b, c… for 0, 1, 2…"""
    return chr(ord("a") + at)


def exercise_facts(exercise: Exercise, setting: Setting) -> list[tuple[str, str, str]]:
    """Time, who with, energy and how personal: icon, label, words for each."""
    return [
        ("clock", setting.say("fact-time"), setting.say("fact-minutes", minutes=exercise.minutes)),
        ("people", setting.say("fact-who"), setting.say(f"fact-who-{exercise.who}")),
        ("energy", setting.say("fact-energy"), setting.say(f"fact-energy-{exercise.energy}")),
        ("personal", setting.say("fact-personal"), setting.say(f"fact-personal-{exercise.personal}")),
    ]
