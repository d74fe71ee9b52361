"""Cues: draw a picture, say what is seen, hold several meanings open, and ask. Nothing here is ever right or wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.art import image_address
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Model, Name, Text
from workshop.content.reader import Tree
from workshop.errors import Problem, WorkshopError
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, number_in, text_in

FOLDER = "cues"
STEPS = ("see", "mean", "ask")
FIELDS = ("saw", "own", "asked")
SHEET = 6  # cards on a sheet to fill in
MOST_KEPT = 100


class Card(Model):
    """A drawing, what a camera would film, what it might mean, and one way to ask."""

    picture: Name
    see: Text
    meanings: Annotated[tuple[Annotated[Text, Field(max_length=80)], ...], Field(min_length=3, max_length=4)]
    ask: Text


class Cues(Exercise):
    """A deck of cards."""

    kind: Literal["cues"]
    cards: Annotated[tuple[Card, ...], Field(min_length=4, max_length=40)]


def start(exercise: Cues, setting: Setting) -> State:
    """No card drawn. Raises WorkshopError when a drawing cannot be shown, so that it is told before anybody draws."""
    for card in exercise.cards:
        setting.kit.drawing(FOLDER, card.picture)
    return {"turn": 0, "drawn": [], "now": None, "step": "see", "example": False, "kept": []}


def act(exercise: Cues, setting: Setting, state: State, action: Action) -> State:
    """`draw` the next card (with `chance` from 0 to 1), or begin `again`; with the card of this `turn`: go to a `step`,
    `write` a field, `pick` a meaning or not, `show` or `hide` the example."""
    doing, now = action.get("do"), state["now"]
    if doing == "again":
        return start(exercise, setting)
    if index_in(action, "turn", state["turn"] + 1) != state["turn"]:
        raise Refused("That was for an earlier card.")
    if doing == "draw":
        return _draw(exercise, state, number_in(action, "chance", 0, 1))
    if now is None:
        raise Refused("There is no card yet.")
    if doing == "step" and action.get("step") in STEPS:
        return state | {"step": action["step"]}
    if doing in ("show", "hide"):
        return state | {"example": doing == "show"}
    if doing == "write" and action.get("field") in FIELDS:
        return state | {"now": now | {action["field"]: text_in(action, "text")}}
    if doing == "pick" and isinstance(action.get("on"), bool):
        at = index_in(action, "at", len(exercise.cards[now["card"]].meanings))
        others = [picked for picked in now["picked"] if picked != at]
        return state | {"now": now | {"picked": sorted([*others, at] if action["on"] else others)}}
    raise Refused("Unknown action.")


def _draw(exercise: Cues, state: State, chance: float) -> State:
    kept, drawn = _worked(state), state["drawn"]
    if len(kept) > MOST_KEPT:
        raise Refused("There is no room for more.")
    left = [card for card in range(len(exercise.cards)) if card not in drawn]
    if not left:
        left, drawn = [card for card in range(len(exercise.cards)) if card != drawn[-1]], []
    card = left[min(int(chance * len(left)), len(left) - 1)]
    now = {"card": card, "saw": "", "picked": [], "own": "", "asked": ""}
    table = {"drawn": [*drawn, card], "now": now, "step": "see", "example": False}
    return {"turn": state["turn"] + 1, **table, "kept": kept}


def _worked(state: State) -> list[dict[str, Any]]:
    """The cards somebody did something with, in order; the one on the table too."""
    now = state["now"]
    used = now is not None and (now["picked"] or any(now[field].strip() for field in FIELDS))
    return [*state["kept"], now] if used else state["kept"]


def view(exercise: Cues, setting: Setting, state: State) -> View:
    """The card on the table with what is open of it, how many are left, and the cards before it."""
    size, now = len(exercise.cards), state["now"]
    return {
        "turn": state["turn"],
        "step": state["step"] if now else "",
        "card": _card(exercise, setting, state) if now else None,
        "left": setting.say("cues-left", left=size - len(state["drawn"]), all=size),
        "through": len(state["drawn"]) == size,
        "kept": [_told(exercise, entry) for entry in state["kept"]],
        "done": bool(_worked(state)),
    }


def _card(exercise: Cues, setting: Setting, state: State) -> dict[str, Any]:
    """The card on the table; its meanings and its question only once they are asked for."""
    now, opened = state["now"], STEPS.index(state["step"])
    card = exercise.cards[now["card"]]
    meanings = [{"text": text, "picked": at in now["picked"]} for at, text in enumerate(card.meanings)]
    return {
        "picture": image_address(setting.kit.drawing(FOLDER, card.picture)),
        "see": card.see,
        "saw": now["saw"],
        "meanings": meanings if opened >= STEPS.index("mean") else [],
        "own": now["own"],
        "asked": now["asked"],
        "example": card.ask if state["example"] else "",
    }


def _told(exercise: Cues, entry: dict[str, Any]) -> dict[str, str]:
    """A card that was worked on, in words."""
    card = exercise.cards[entry["card"]]
    readings = [*(card.meanings[at] for at in entry["picked"]), *entry["own"].split("\n")]
    came = "; ".join(reading.strip() for reading in readings if reading.strip())
    return {"see": card.see, "saw": entry["saw"].strip(), "came": came, "asked": entry["asked"].strip()}


def paper(exercise: Cues, setting: Setting, state: State | None = None) -> list[Block]:
    """Cards to fill in, or those a person worked on with that person's own words."""
    worked = _worked(state) if state else []
    rows = [_own_row(exercise, setting, entry) for entry in worked]
    return [blocks.paragraph(setting.say("cues-sheet"))] + (
        rows or [_blank_row(setting, card) for card in exercise.cards[:SHEET]]
    )


def _blank_row(setting: Setting, card: Card) -> Block:
    could = blocks.options(setting.say("cues-could", see=card.see), [("", text) for text in card.meanings])
    return _row(setting, card, [could, blocks.lines(1, setting.say("cues-would"))])


def _own_row(exercise: Cues, setting: Setting, entry: dict[str, Any]) -> Block:
    told, card = _told(exercise, entry), exercise.cards[entry["card"]]
    labels = [("saw", "cues-noticed"), ("came", "cues-came"), ("asked", "cues-asked")]
    words = [block for field, label in labels for block in blocks.written(setting.say(label), told[field])]
    return _row(setting, card, [blocks.paragraph(card.see), *words])


def _row(setting: Setting, card: Card, beside: list[Block]) -> Block:
    return blocks.columns([blocks.picture(setting.kit.drawing(FOLDER, card.picture), card.see)], beside)


def find_problems(exercise: Cues, setting: Setting, tree: Tree) -> Iterator[Problem]:
    """Drawings that are not there, and drawings that may not be shown."""
    for at, card in enumerate(exercise.cards):
        try:
            setting.kit.drawing(FOLDER, card.picture)
        except WorkshopError as error:
            for problem in error.problems:
                todo = f"{problem.todo} Or put {card.picture}.svg into art/{FOLDER}/."
                missing = tree.problem(("cards", at, "picture"), problem.code, problem.what, todo)
                yield problem if problem.path else missing


KIND = Kind("cues", Cues, start, act, view, paper, lambda e, s, t: list(find_problems(e, s, t)))
