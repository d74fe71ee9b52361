"""Map: two people each draw, apart, what is private, between them, or fine for others, and compare only if both want.

Both use one machine: a map is open in its owner's turn only. A view holds the map of the person whose turn it is and
nothing of the other's, and nobody's yes or no, until both have said yes. Paper shows no more than the screen does.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, letter, line_in, replaced
from workshop.exercises.map_pair import PLACES, compare_maps

PEOPLE = (0, 1)
MOST_OWN = 3
LONGEST_TEXT = 120
NOBODY_ASKED = {"answers": [None, None]}


class Places(Model):
    """How the three places are called, from near to far."""

    private: Text
    us: Text
    others: Text


class BoundaryMap(Exercise):
    """The three places and the things to put there."""

    kind: Literal["map"]
    places: Places
    items: Annotated[tuple[Text, ...], Field(min_length=6, max_length=16)]

    @property
    def labels(self) -> list[str]:
        """The names of the places in their order."""
        return [self.places.private, self.places.us, self.places.others]


def start(exercise: BoundaryMap, setting: Setting) -> State:
    """Nobody has begun: not chosen for one or two, two empty maps, nobody asked."""
    return {
        "mode": "",
        "open": None,
        "task": "fill",
        "gate": None,
        "sure": False,
        "maps": [{"placed": {}, "own": []} for _ in PEOPLE],
        "finished": [False, False],
        **NOBODY_ASKED,
    }


def screen_of(state: State) -> tuple[str, int | None]:
    """What the page shows, and whom it is about: a person's number, or None."""
    if state["sure"]:
        return "sure", None
    if not state["mode"]:
        return "start", None
    if state["open"] is not None:
        return state["task"], state["open"]
    if state["gate"] is not None:
        return "gate", state["gate"]
    if state["mode"] == "one":
        return "kept", None
    if (expected := _expected(state)) is not None:
        return "handover", expected
    return ("compare" if all(state["answers"]) else "closed"), None


def _expected(state: State) -> int | None:
    """Whose turn comes next: first each fills, then each is asked, whatever the first one said."""
    filling = [who for who in PEOPLE if not state["finished"][who]]
    asking = [who for who in PEOPLE if state["answers"][who] is None]
    return next(iter([*filling, *asking]), None)


def _lookers(state: State) -> list[int]:
    """Who may look at an own map now, after a question who they are."""
    screen, _ = screen_of(state)
    if screen == "kept":
        return [0]
    return [who for who in PEOPLE if state["finished"][who]] if screen in ("handover", "closed") else []


def act(exercise: BoundaryMap, setting: Setting, state: State, action: Action) -> State:
    """One step; each fits one screen only.

    start: `begin` (alone or not). handover: `take` the turn. fill: `place`, `add`, `remove`, `hide`. ask: `answer`.
    gate: `enter` or `back`, after one `knocks` to see an own map. kept: `join`. closed: `reask`. compare: `part`.
    `leave` shuts a map when its page goes. `fresh` asks before all is cleared: `clear` or `stay`. `again` starts over.
    """
    if action.get("do") == "again":
        return start(exercise, setting)
    screen, who = screen_of(state)
    if screen == "fill" and who is not None and action.get("do") in ("place", "add", "remove"):
        drawn = _draw(exercise, state["maps"][who], action)
        return state | {"maps": replaced(state["maps"], who, drawn)}
    changed = _change_turn(state, action, screen, who)
    changed = _change_whole(state, action, screen) if changed is None else changed
    if changed is None:
        raise Refused("This does not fit what the page shows.")
    return start(exercise, setting) if action.get("do") == "clear" else state | changed


def _draw(exercise: BoundaryMap, drawn: State, action: Action) -> State:
    placed, own, given = drawn["placed"], drawn["own"], len(exercise.items)
    if action["do"] == "add":
        if len(own) >= MOST_OWN:
            raise Refused("There is no room for more.")
        return {"placed": placed, "own": [*own, {"text": line_in(action, "text", LONGEST_TEXT), "place": None}]}
    if action["do"] == "remove":
        at = index_in(action, "own", len(own))
        return {"placed": placed, "own": [*own[:at], *own[at + 1 :]]}
    if action.get("place") not in PLACES:
        raise Refused("There is no such place.")
    at = index_in(action, "item", given + len(own))
    if at < given:
        return {"placed": placed | {str(at): action["place"]}, "own": own}
    return {"placed": placed, "own": replaced(own, at - given, own[at - given] | {"place": action["place"]})}


def _change_turn(state: State, action: Action, screen: str, who: int | None) -> State | None:
    """What changes when one person's turn begins or ends; None when the action is another or does not fit."""
    doing = action.get("do")
    if doing == "knock" and index_in(action, "who", len(PEOPLE)) in _lookers(state):
        return {"gate": action["who"]}
    if doing == "take" and screen == "handover" and index_in(action, "who", len(PEOPLE)) == who:
        return {"open": who, "task": "ask" if state["finished"][who] else "fill"}
    if doing == "enter" and screen == "gate" and index_in(action, "who", len(PEOPLE)) == who:
        return {"open": who, "task": "fill", "gate": None}
    if doing == "back" and screen == "gate":
        return {"gate": None}
    if doing == "hide" and screen == "fill" and who is not None:
        return {"open": None, "finished": replaced(state["finished"], who, True)}
    if doing == "answer" and screen == "ask" and who is not None and isinstance(action.get("yes"), bool):
        return {"open": None, "task": "fill", "answers": replaced(state["answers"], who, action["yes"])}
    if doing == "leave" and screen in ("fill", "ask", "gate"):
        return {"open": None, "task": "fill", "gate": None}
    return None


def _change_whole(state: State, action: Action, screen: str) -> State | None:
    """What changes for both; None when the action is another or does not fit."""
    doing = action.get("do")
    if doing == "begin" and screen == "start" and isinstance(action.get("alone"), bool):
        return {"mode": "one" if action["alone"] else "two", "open": 0, "task": "fill"}
    if doing == "join" and screen == "kept":
        return {"mode": "two", "finished": [True, False]}
    if (doing, screen) in (("reask", "closed"), ("part", "compare")):
        return NOBODY_ASKED
    if doing == "fresh" and screen not in ("start", "sure"):
        # What was shown to both is not shown again by "bring it back" without asking both again.
        return {
            "sure": True,
            "open": None,
            "task": "fill",
            "gate": None,
            **(NOBODY_ASKED if screen == "compare" else {}),
        }
    if doing == "stay" and screen == "sure":
        return {"sure": False}
    return {} if doing == "clear" and screen == "sure" else None


def view(exercise: BoundaryMap, setting: Setting, state: State) -> View:
    """The screen with its words; the open person's own map, or both maps once both have said yes."""
    screen, who = screen_of(state)
    shown = _items_shown(exercise, state["maps"][who]) if screen == "fill" and who is not None else []
    names = {"letter": _letter(who), "other": _letter(None if who is None else 1 - who)}
    key = _words_of(state, screen, who)
    return {
        "screen": screen,
        "who": who,
        "letter": names["letter"],
        "title": setting.say(f"map-title-{key}", **names),
        "lead": setting.say(f"map-lead-{key}", **names),
        "alone": state["mode"] == "one",
        "places": [{"id": place, "label": label} for place, label in zip(PLACES, exercise.labels, strict=True)],
        "items": shown,
        "given": len(exercise.items),
        "progress": setting.say("map-progress", done=sum(bool(one["place"]) for one in shown), all=len(shown)),
        "room": max(0, MOST_OWN - sum(one["own"] for one in shown)),
        "letters": LONGEST_TEXT,
        "looks": [{"who": one, "letter": _letter(one)} for one in _lookers(state)],
        "people": [setting.say("map-person", letter=letter(one).upper()) for one in PEOPLE],
        "both": compare_maps(setting, exercise.labels, exercise.items, state["maps"]) if screen == "compare" else None,
        "done": screen in ("kept", "closed", "compare"),
    }


def _letter(who: int | None) -> str:
    return "" if who is None else letter(who).upper()


def _words_of(state: State, screen: str, who: int | None) -> str:
    """Which words a screen has: filling alone, and being asked, have their own."""
    if state["mode"] == "one" and screen in ("fill", "gate"):
        return f"alone-{screen}"
    return "turn" if screen == "handover" and who is not None and state["finished"][who] else screen


def _items_shown(exercise: BoundaryMap, drawn: State) -> list[dict[str, Any]]:
    given = [
        {"text": text, "place": drawn["placed"].get(str(at)), "own": False} for at, text in enumerate(exercise.items)
    ]
    return [*given, *({**own, "own": True} for own in drawn["own"])]


def paper(exercise: BoundaryMap, setting: Setting, state: State | None = None) -> list[Block]:
    """A sheet for one person, and what to ask when both want to compare.

    A printed page lies about, so it shows no more than the screen: both maps while both agree, one's own while it is
    open and nobody else takes part; else the empty sheet.
    """
    screen, who = screen_of(state) if state is not None else ("start", None)
    if state is not None and screen == "compare":
        return _both_on_paper(exercise, setting, state)
    if state is not None and state["mode"] == "one" and screen == "fill" and who is not None:
        return [_own_on_paper(exercise, setting, state["maps"][who])]
    empty = [[text, *("" for _ in PLACES)] for text in [*exercise.items, *[""] * MOST_OWN]]
    questions = [setting.say(f"map-paper-{number}") for number in (1, 2, 3)]
    return [
        blocks.paragraph(setting.say("map-paper-apart")),
        blocks.table([setting.say("map-item"), *exercise.labels], empty),
        blocks.heading(setting.say("map-paper-compare"), 4),
        blocks.bullets(questions),
    ]


def _own_on_paper(exercise: BoundaryMap, setting: Setting, drawn: State) -> Block:
    named = dict(zip(PLACES, exercise.labels, strict=True)) | {None: setting.say("map-open")}
    rows = [[item["text"], named[item["place"]]] for item in _items_shown(exercise, drawn)]
    return blocks.table([setting.say("map-item"), setting.say("map-place")], rows)


def _both_on_paper(exercise: BoundaryMap, setting: Setting, state: State) -> list[Block]:
    both = compare_maps(setting, exercise.labels, exercise.items, state["maps"])
    people = [setting.say("map-person", letter=letter(who).upper()) for who in PEOPLE]
    head = [setting.say("map-item"), *people]
    shown: list[Block] = []
    if both["differ"]:
        rows = [[row["text"], *row["places"], row["ask"]] for row in both["differ"]]
        shown += [blocks.heading(setting.say("map-differ"), 4)]
        shown += [blocks.table([*head, setting.say("map-question")], rows)]
    if both["rest"]:
        shown += [blocks.heading(setting.say("map-rest"), 4)]
        shown += [blocks.table(head, [[row["text"], *row["places"]] for row in both["rest"]])]
    for person, own in zip(people, both["own"], strict=True):
        if own:
            title = setting.say("map-added", person=person)
            shown.append(blocks.table([title, setting.say("map-place")], [[row["text"], row["place"]] for row in own]))
    return shown


KIND = Kind("map", BoundaryMap, start, act, view, paper, undoes=frozenset({"clear"}), restart="fresh")
