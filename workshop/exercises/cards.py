"""Cards: draw a question from a light, middle or deep deck, none twice until the deck is through; keep favorites."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, number_in

DECKS = ("light", "middle", "deep")
Deck = Annotated[tuple[Text, ...], Field(min_length=4, max_length=40)]


class Cards(Exercise):
    """Three decks of questions."""

    kind: Literal["cards"]
    light: Deck
    middle: Deck
    deep: Deck

    def deck(self, name: str) -> tuple[str, ...]:
        """The questions of one deck."""
        return {"light": self.light, "middle": self.middle, "deep": self.deep}[name]


def start(exercise: Cards, setting: Setting) -> State:
    """The light deck, nothing drawn or kept."""
    return {"deck": "light", "drawn": {name: [] for name in DECKS}, "kept": []}


def act(exercise: Cards, setting: Setting, state: State, action: Action) -> State:
    """Take a `deck`, `draw` a card (with `chance` from 0 to 1), `keep` or let go the card shown, or start `again`."""
    doing, deck = action.get("do"), state["deck"]
    if doing == "again":
        return start(exercise, setting)
    if doing == "deck" and action.get("deck") in DECKS:
        return state | {"deck": action["deck"]}
    if doing == "draw":
        return state | {"drawn": state["drawn"] | {deck: _draw(exercise, state, action)}}
    if doing == "keep" and state["drawn"][deck]:
        card = [deck, state["drawn"][deck][-1]]
        kept = [other for other in state["kept"] if other != card]
        return state | {"kept": kept if len(kept) < len(state["kept"]) else [*kept, card]}
    raise Refused("Unknown action.")


def _draw(exercise: Cards, state: State, action: Action) -> list[int]:
    chance = number_in(action, "chance", 0, 1)
    drawn = state["drawn"][state["deck"]]
    every = range(len(exercise.deck(state["deck"])))
    left = [card for card in every if card not in drawn]
    if not left:
        left, drawn = [card for card in every if card != drawn[-1]], []
    return [*drawn, left[min(int(chance * len(left)), len(left) - 1)]]


def view(exercise: Cards, setting: Setting, state: State) -> View:
    """The deck, the card on top, how many are left, and what was kept."""
    deck = state["deck"]
    drawn, size = state["drawn"][deck], len(exercise.deck(deck))
    top = drawn[-1] if drawn else None
    return {
        "decks": [{"id": name, "label": setting.say(f"cards-{name}")} for name in DECKS],
        "deck": deck,
        "card": exercise.deck(deck)[top] if top is not None else "",
        "kept_now": [deck, top] in state["kept"],
        "left": setting.say("cards-left", left=size - len(drawn), all=size),
        "through": len(drawn) == size,
        "kept": [exercise.deck(name)[card] for name, card in state["kept"]],
        "done": bool(drawn),
    }


def paper(exercise: Cards, setting: Setting, state: State | None = None) -> list[Block]:
    """All cards, deck by deck; with a state, those that were kept."""
    if state is not None and state["kept"]:
        return [
            blocks.cards([(setting.say("cards-kept"), [exercise.deck(name)[card] for name, card in state["kept"]])])
        ]
    return [blocks.cards([(setting.say(f"cards-{name}"), exercise.deck(name)) for name in DECKS])]


def cards(exercise: Cards, setting: Setting, aim: str) -> list[Block]:
    """All cards to cut out."""
    return [blocks.deck(exercise.title, [(setting.say(f"cards-{name}"), exercise.deck(name)) for name in DECKS])]


KIND = Kind("cards", Cards, start, act, view, paper, cards=cards)
