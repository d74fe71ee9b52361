"""What the tests of exercises share: one small exercise of each kind, the actions that fit it, and a few checks."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from workshop.content.kit import Kit, content_layers
from workshop.content.reader import Tree
from workshop.content.validate import build
from workshop.exercises.kind import Action, Refused, Setting, State, View
from workshop.exercises.kinds import KINDS, LoadedExercise
from workshop.practice.clients import Client, PartnerFields
from workshop.roleplay.coach.language import coach_folder
from workshop.roleplay.listening import hear_line, open_coach
from workshop.roleplay.partner import SHIFT

FACTS = {"minutes": 5, "who": "pair", "energy": "calm", "personal": "light"}
COMMON = {"title": "A title", "intro": "Do this.", **FACTS}

SAMPLES: dict[str, dict[str, Any]] = {
    "role-play": {"scenario": "bad-day-at-work", "compare": True},
    "rewrite": {
        "lines": [
            {
                "say": "You never talk.",
                "about": "No blame.",
                "examples": ["I miss your voice.", "I wonder how you are."],
            },
            {"say": "Calm down.", "about": "Stand beside.", "examples": ["That was a lot."]},
        ]
    },
    "sort": {
        "boxes": {"helps": "Helps", "hinders": "Hinders"},
        "items": [
            {"text": "A shut door.", "box": "helps", "because": "Nobody walks in."},
            {"text": "A loud screen.", "box": "hinders", "because": "It pulls the eyes."},
            {"text": "A slow walk.", "box": "helps", "because": "No one has to look up."},
        ],
    },
    "choose": {
        "questions": [
            {
                "ask": "What do you say?",
                "options": [
                    {"text": "Tell me more.", "good": True, "because": "It invites."},
                    {"text": "Not again.", "good": False, "because": "It shuts the door."},
                ],
            },
            {
                "ask": "And then?",
                "options": [
                    {"text": "I wait.", "good": True, "because": "It gives time."},
                    {"text": "I guess.", "because": "It takes the word away."},
                    {"text": "I nod.", "good": True, "because": "It stays near."},
                ],
            },
        ]
    },
    "scale": {
        "low": "Not",
        "high": "Very",
        "from": 1,
        "to": 5,
        "twice": True,
        "statements": ["It is calm.", "I am here."],
    },
    "reflect": {"questions": [{"ask": "When?", "lines": 2}, {"ask": "Who?"}]},
    "rounds": {
        "turn_seconds": 60,
        "pause_seconds": 20,
        "roles": [
            {"name": "Speaker", "does": "Talk."},
            {"name": "Listener", "does": "Listen."},
            {"name": "Observer", "does": "Watch."},
        ],
        "prompts": ["A good meal."],
        "observe": ["Said it back", "Gave advice"],
    },
    "ladder": {
        "low": "Easy",
        "high": "Hard",
        "right_order": True,
        "because": "Step by step.",
        "steps": ["One", "Two", "Three", "Four", "Five"],
    },
    "cards": {
        "light": [f"Light {number}?" for number in range(4)],
        "middle": [f"Middle {number}?" for number in range(5)],
        "deep": [f"Deep {number}?" for number in range(6)],
    },
    "cues": {
        "cards": [
            {
                "picture": ("one-chair", "two-lines")[number % 2],
                "see": f"Thing {number} stands still.",
                "meanings": [f"Cold {number}", "Listening hard", "Wants to be left alone"],
                "ask": f"Thing {number} stands still. How is that?",
            }
            for number in range(4)
        ]
    },
    "silence": {"seconds": 10, "debrief": ["What did you notice?"]},
    "poll": {
        "questions": [
            {"ask": "When?", "options": ["Now", "Later", "Never"], "talk": "Talk."},
            {"ask": "Where?", "options": ["Here", "There"]},
        ]
    },
    "tally": {"moves": ["say-back", "open-question", "closed-question", "advise"]},
    "plan": {"ideas": ["Make tea.", "Ask about the match.", "Sit near."], "most": 3},
    "map": {
        "places": {"private": "Private", "us": "Between us", "others": "Fine for others"},
        "items": [f"Thing {number}" for number in range(6)],
    },
}

CLIENTS = {
    "nobody": Client(),
    "she": Client(
        code="A1",
        name="Dana",
        pronouns="she/her",
        partner=PartnerFields(name="Chris", pronouns="he/him"),
        words={"talk-place": "the kitchen table"},
    ),
    "own pronouns": Client(
        code="B2", pronouns="they", partner=PartnerFields(called="your child", pronouns="xe/xem/xyr/xyrs/xemself")
    ),
}

# Values that fit no field of any action.
JUNK: list[Any] = [None, "7", 1.5, -1, 99, 10**400, float("nan"), float("inf"), [], [0], {}, {"do": "again"}, "\x00"]


@lru_cache
def kit_of(client: str = "nobody") -> Kit:
    """The kit's own content as one of the clients hears it."""
    return Kit(content_layers(), CLIENTS[client].speech)


@lru_cache
def kit_of_samples() -> Kit:
    """The kit with what the small exercises need besides, such as drawings."""
    return Kit([*content_layers(), Path(__file__).parent / "samples"])


def kit_with(folder: Path, files: dict[str, str]) -> Kit:
    """The kit with files of the counselor's own, in a folder, on top."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Kit([*content_layers(), folder])


def make_exercise(kind: str, **fields: Any) -> LoadedExercise:
    """The small exercise of a kind, with some fields other than usual."""
    tree = Tree(Path(f"{kind}.yaml"), {"kind": kind, **COMMON, **SAMPLES[kind], **fields})
    return LoadedExercise("sample", KINDS[kind], build(KINDS[kind].model, tree), Setting(kit_of_samples()))


def act_pure(exercise: LoadedExercise, state: State, action: Action) -> State:
    """The state after an action, sure that neither the state nor the action was changed in place."""
    before = copy.deepcopy((state, action))
    after = exercise.act(state, action)
    assert (state, action) == before
    return after


def act_all(exercise: LoadedExercise, *actions: Action, state: State | None = None) -> State:
    """The state after several actions from the start, or from a state."""
    now = exercise.start() if state is None else state
    for action in actions:
        now = act_pure(exercise, now, action)
    return now


def assert_refused(exercise: LoadedExercise, state: State, action: Action) -> None:
    """The action is refused and leaves the state as it was."""
    before = copy.deepcopy(state)
    with pytest.raises(Refused):
        exercise.act(state, action)
    assert state == before


def valid_actions(exercise: LoadedExercise, state: State) -> list[Action]:
    """Every sort of action that fits an exercise as it stands, with several values each."""
    return list(_ACTIONS[exercise.kind.name](exercise.data, exercise.view(state)))


def walk(exercise: LoadedExercise, seed: int, steps: int) -> Iterator[State]:
    """The states of a random walk through valid actions, the first one included; the same for the same seed."""
    chance = random.Random(seed)
    state = exercise.start()
    yield state
    for _ in range(steps):
        action = chance.choice(valid_actions(exercise, state))
        state = act_pure(exercise, state, action)
        yield state


def is_json(value: Any) -> bool:
    """True when a value comes back the same from strict JSON."""
    return bool(json.loads(json.dumps(value, allow_nan=False)) == value)


# What somebody types: kind, unkind, a line of two sentences, nonsense, an insult, nothing but a mark.
TYPED = ("It was too much.", "You never talk to me!", "No rush. What was it like?", "qwx zzk", "You idiot.", "?!")
STOPPING = ("I want to die.", "He hit me.")


@lru_cache
def unsure_text(hurts_or_helps: bool = False) -> str:
    """Some line of which the coach is not sure; if so asked, one that may hurt and may help."""
    coach = open_coach(coach_folder())
    assert coach, "The coach's files are missing or damaged."
    for path in sorted((coach_folder() / "held-out").glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines():
            if row.startswith("#"):
                continue
            line = hear_line(row.split("\t")[-1], coach)
            if line.second and (not hurts_or_helps or (SHIFT[line.move] < 0 < SHIFT[line.second])):
                return line.text
    raise AssertionError("The coach is sure of every line.")


def _role_play(data: Any, view: View) -> Iterator[Action]:
    turn = {"turn": view["turn"]}
    for at in range(len(view["choices"])):
        yield from [{"do": "choose", **turn, "at": at}] * 2
    if view["choices"]:
        yield {"do": "vote", **turn, "at": 0, "count": 3}
    if not view["begun"]:
        yield from ({"do": "way", "way": way} for way in ("choices", "words", "words"))
        yield from ({"do": "temper", "temper": row["temper"]} for row in view["tempers"])
    if view["way"] == "words":
        yield {"do": "write", "text": "A line half typed"}
        if view["pause"]:
            yield from [{"do": "stop", **turn}, {"do": "scene", **turn}] * 3
        elif not view["over"]:
            yield from ({"do": "say", **turn, "text": text} for text in (*TYPED, *STOPPING, *[unsure_text()] * 4))
            yield {"do": "nothing", **turn}
    if view["begun"]:
        yield {"do": "back"}
        for reading in view["turns"][view["turn"] - 1]["readings"]:
            yield from [{"do": "read-as", **turn, "move": reading["move"]}] * 3
        yield from ({"do": "read-as", **turn, "move": row["move"]} for row in view["moves"][::8])
        if view["way"] == "words" and not view["over"] and not view["pause"]:
            yield {"do": "end", **turn}
    if view["over"]:
        yield from ({"do": "again"}, {"do": "again"}, {"do": "clear"})
    if view["retold"]:
        row = view["retold"]["moved"][-1]
        yield from ({"do": "what-if", "turn": row["turn"], "at": other["at"]} for other in row["others"])
        if view["way"] == "words":
            yield from [{"do": "reword", "turn": row["turn"]}] * 2


def _rewrite(data: Any, view: View) -> Iterator[Action]:
    for at in range(len(data.lines)):
        yield {"do": "write", "at": at, "text": f"My words, “{at}”.\n"}
        yield from ({"do": doing, "at": at} for doing in ("show", "hide", "leave"))
        if view["lines"][at]["text"].strip():
            yield {"do": "ask", "at": at}
    yield {"do": "again"}


def _sort(data: Any, view: View) -> Iterator[Action]:
    yield from ({"do": "place", "item": at, "box": box} for at in range(len(data.items)) for box in data.boxes)
    yield {"do": "again"}


def _choose(data: Any, view: View) -> Iterator[Action]:
    for number, question in enumerate(data.questions):
        yield from ({"do": "pick", "question": number, "option": at} for at in range(len(question.options)))
    yield {"do": "again"}


def _scale(data: Any, view: View) -> Iterator[Action]:
    for when in ("before", "after") if data.twice else ("before",):
        for at in range(len(data.statements)):
            yield {"do": "rate", "statement": at, "when": when, "value": data.start}
            yield {"do": "rate", "statement": at, "when": when, "value": data.stop}
    yield {"do": "again"}


def _reflect(data: Any, view: View) -> Iterator[Action]:
    yield from ({"do": "write", "at": at, "text": "A note."} for at in range(len(data.questions)))
    yield {"do": "again"}


def _rounds(data: Any, view: View) -> Iterator[Action]:
    if view["phase"] != "over":
        yield {"do": "run" if view["ends"] is None else "pause", "now": 1_790_000_000_000}
        yield from ({"do": doing, "turn": view["turn"], "phase": view["phase"]} for doing in ("up", "skip"))
    yield from ({"do": "count", "at": at, "by": by} for at in range(len(data.observe)) for by in (1, -1))
    yield from ({"do": "quiet", "on": on} for on in (True, False))
    yield {"do": "again"}


def _ladder(data: Any, view: View) -> Iterator[Action]:
    places = range(len(data.steps))
    yield from ({"do": "move", "from": start, "to": end} for start in places for end in places)
    if data.right_order:
        yield {"do": "check"}
    yield {"do": "again"}


def _cards(data: Any, view: View) -> Iterator[Action]:
    yield from ({"do": "deck", "deck": deck} for deck in ("light", "middle", "deep"))
    yield from ({"do": "draw", "chance": chance} for chance in (0, 0.5, 0.999, 1))
    if view["card"]:
        yield {"do": "keep"}


def _cues(data: Any, view: View) -> Iterator[Action]:
    now = {"turn": view["turn"]}
    yield from ({"do": "draw", **now, "chance": chance} for chance in (0, 0.5, 1))
    if view["card"]:
        yield from ({"do": "step", **now, "step": step} for step in ("see", "mean", "ask"))
        yield from ({"do": "write", **now, "field": name, "text": f"My {name}."} for name in ("saw", "own", "asked"))
        yield from ({"do": "pick", **now, "at": at, "on": on} for at in range(3) for on in (True, False))
        yield from ({"do": doing, **now} for doing in ("show", "hide"))
    yield {"do": "again"}


def _silence(data: Any, view: View) -> Iterator[Action]:
    yield from ({"do": "tried", "at": view["tries"], "seconds": seconds} for seconds in (1.0, 8.44, 120))
    if view["tries"]:
        yield {"do": "back", "at": view["tries"] - 1}
    yield {"do": "again"}


def _poll(data: Any, view: View) -> Iterator[Action]:
    for at, question in enumerate(data.questions):
        yield from ({"do": doing, "at": at} for doing in ("question", "show", "hide"))
        yield from ({"do": "hands", "at": at, "option": n, "count": 3 + n} for n in range(len(question.options)))
    yield {"do": "again"}


def _tally(data: Any, view: View) -> Iterator[Action]:
    yield from ({"do": "mark", "move": str(move), "now": 1_790_000_000_000 + view["marks"]} for move in data.moves)
    yield from ({"do": doing} for doing in ("show", "hide"))
    if view["marks"]:
        yield {"do": "back", "at": view["marks"] - 1}
    yield {"do": "again"}


def _plan(data: Any, view: View) -> Iterator[Action]:
    rows = [row for day in view["days"] for row in day["rows"]]
    fields = {"text": "Tea, “two”; cups 🍵", "day": 6, "time": "18:30", "minutes": 20}
    if not view["full"]:
        free = next(name for name in (f"{number:032x}" for number in range(99)) if name not in [r["id"] for r in rows])
        yield {"do": "add", "id": free, **fields, "today": "2026-11-24"}
    for row in rows:
        yield {"do": "change", "id": row["id"], **fields, "day": 0}
        yield {"do": "remove", "id": row["id"]}
    yield from ({"do": "week", "which": which, "today": "2026-12-31"} for which in ("this", "next"))
    yield from ({"do": "remind", "when": when} for when in ("none", "start", "ten"))
    if rows:
        yield {"do": "calendar", "now": 1_790_000_000_000}
    yield {"do": "again"}


def _map(data: Any, view: View) -> Iterator[Action]:
    screen, who = view["screen"], view["who"]
    if screen == "fill":
        for at in range(0, len(view["items"]), 3):
            yield {"do": "place", "item": at, "place": ("private", "us", "others")[(at + (who or 0)) % 3]}
        if view["room"]:
            yield {"do": "add", "text": f"Own thing of {view['letter']}"}
        yield from ({"do": "remove", "own": at} for at in range(len(view["items"]) - view["given"]))
    yield from ({"do": "knock", "who": look["who"]} for look in view["looks"])
    yes, no = ({"do": "answer", "yes": yes} for yes in (True, False))
    # What leads on stands more than once, so that a walk comes to both maps and beyond.
    yield from {
        "start": [*[{"do": "begin", "alone": False}] * 3, {"do": "begin", "alone": True}],
        "handover": [{"do": "take", "who": who}] * 4,
        "fill": [*[{"do": "hide"}] * 2, {"do": "leave"}],
        "ask": [*[yes] * 5, no, {"do": "leave"}],
        "gate": [{"do": "enter", "who": who}, {"do": "back"}, {"do": "leave"}],
        "kept": [{"do": "join"}] * 2,
        "closed": [{"do": "reask"}] * 3,
        "compare": [{"do": "part"}],
        "sure": [*[{"do": "stay"}] * 3, {"do": "clear"}],
    }[screen]
    if screen in ("kept", "closed", "compare", "gate"):
        yield {"do": "fresh"}


_ACTIONS = {
    "role-play": _role_play,
    "rewrite": _rewrite,
    "sort": _sort,
    "choose": _choose,
    "scale": _scale,
    "reflect": _reflect,
    "rounds": _rounds,
    "ladder": _ladder,
    "cards": _cards,
    "cues": _cues,
    "plan": _plan,
    "silence": _silence,
    "tally": _tally,
    "poll": _poll,
    "map": _map,
}
