"""A role-play's cards: every secret is on the partner's card and on no other, and every number is the rules' own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import CLIENTS, SAMPLES, kit_of, kit_with, make_exercise
from story_cases import change_porch, porch_files

from workshop.content.blocks import Block, plain_text
from workshop.content.model import Scenario
from workshop.content.moves import Move
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import KINDS, load_exercise
from workshop.exercises.talk_cards import Deck, deal_cards
from workshop.roleplay.partner import HIGHEST, NEEDED, START, TEMPERS, Moment, shift_trust

SCENARIOS = kit_of().find_names("scenarios", ".yaml")
AIM = "Hear more than was said."
each_scenario = pytest.mark.parametrize("name", SCENARIOS)


def cards_of(name: str, client: str = "nobody") -> list[Block]:
    return deal_cards(name, Setting(kit_of(client)), AIM)


def on_place(cards: list[Block], place: str) -> list[Block]:
    return [card for card in cards if card["place"] == place]


def texts_of(cards: list[Block]) -> str:
    return " ".join(plain_text(cards).split())


def hidden_in(scenario: Scenario) -> list[str]:
    """What the listener must find out. The lightest lines are small talk, and the first of them opens the talk."""
    return [line for depth, lines in scenario.depths.items() if depth > 1 for line in lines]


def block_in(card: Block, kind: str, at: int = 0) -> dict[str, Any]:
    return [block for block in card["inside"] if block["is"] == kind][at]


def card_in(temper: Any) -> Block:
    """A partner's card in any temper, also one that no shipped scenario has."""
    kit = kit_of()
    name = SCENARIOS[0]
    deck = Deck(kit.scenario(name), Setting(kit), kit.scenario_speech(kit.tree("scenarios", name)))
    return deck.for_partner(temper)


def printed_moves(card: Block) -> dict[str, int]:
    """How far the card says that each move takes the coin, by the move's name."""
    say = Setting(kit_of()).say
    ways = {say("roles-coin-stays"): 0}
    for by in range(1, HIGHEST + 1):
        ways |= {say("roles-coin-up", by=by): by, say("roles-coin-down", by=by): -by}
    found = {}
    for way, moves in block_in(card, "table")["rows"]:
        found |= {name: ways[plain_text(way)] for name in plain_text(moves).split(" · ")}
    return found


@each_scenario
def test_every_secret_is_on_the_partners_card(name: str) -> None:
    scenario = kit_of().scenario(name)
    text = texts_of(on_place(cards_of(name), "secret"))
    lines = [line for depth in scenario.depths.values() for line in depth]
    assert len(lines) >= 4 and [line for line in lines if line not in text] == []


@each_scenario
def test_no_secret_is_on_the_listeners_card_or_the_observers_sheet(name: str) -> None:
    scenario = kit_of().scenario(name)
    open_cards = [card for card in cards_of(name) if card["place"] != "secret"]
    text = texts_of(open_cards)
    thoughts = [scene.thinks for scene in scenario.scenes.values()]
    assert len(open_cards) == 2
    assert [words for words in (*hidden_in(scenario), *thoughts) if words in text] == []


@each_scenario
def test_the_listener_reads_the_scene_the_first_line_and_the_aim(name: str) -> None:
    scenario = kit_of().scenario(name)
    text = texts_of(on_place(cards_of(name), "shared"))
    first = scenario.scenes[scenario.opening]
    assert all(words in text for words in (scenario.setting, first.says, AIM))


@each_scenario
def test_a_secret_stands_beside_the_trust_that_it_needs(name: str) -> None:
    scenario, say = kit_of().scenario(name), Setting(kit_of()).say
    (card, *_) = on_place(cards_of(name), "secret")
    rows = [(plain_text(when), plain_text(lines)) for when, lines in block_in(card, "table", 1)["rows"]]
    assert [when for when, _ in rows] == [
        say("roles-from", at=NEEDED[depth]) if NEEDED[depth] else say("roles-from-start")
        for depth in sorted(scenario.depths)
    ]
    assert all(
        line in told for (_, told), depth in zip(rows, sorted(scenario.depths), strict=True)
        for line in scenario.depths[depth]
    )  # fmt: skip


@pytest.mark.parametrize("temper", TEMPERS)
def test_each_move_takes_the_coin_as_far_as_it_moves_trust_in_a_fresh_moment(temper: Any) -> None:
    middle = 5
    printed = printed_moves(card_in(temper))
    names = {Setting(kit_of()).say(f"move-{move}"): move for move in Move}
    assert set(printed) == set(names) and len(printed) == 13
    assert {
        name: by for name, by in printed.items() if middle + by != shift_trust(middle, names[name], Moment(temper))
    } == {}


@pytest.mark.parametrize("temper", TEMPERS)
def test_the_coin_begins_where_trust_does_and_the_row_opens_where_the_rules_do(temper: Any) -> None:
    track = block_in(card_in(temper), "track")
    assert (track["start"], track["begins"], track["stop"]) == (0, START[temper], HIGHEST)
    assert str(START[temper]) in track["label"]
    assert [part["first"] for part in track["parts"]] == sorted(NEEDED.values())
    reached = [number for part in track["parts"] for number in range(part["first"], part["last"] + 1)]
    assert reached == list(range(HIGHEST + 1))


@pytest.mark.parametrize("temper", TEMPERS)
def test_each_temper_says_how_the_partner_is_today(temper: Any) -> None:
    told = {other: plain_text(card_in(other)["inside"]) for other in TEMPERS}
    own = Setting(kit_of()).say(f"roles-temper-{temper}").split(" ((")[0].split("((Partner)) ")[1]
    assert own in told[temper] and all(own not in told[other] for other in TEMPERS if other != temper)


@each_scenario
@pytest.mark.parametrize("client", CLIENTS)
def test_cards_are_made_of_known_blocks_and_leave_no_brackets(name: str, client: str) -> None:
    for card in cards_of(name, client):
        assert list(find_block_faults(card)) == []
        assert "{" not in plain_text([card])


def test_the_observer_has_a_row_with_room_for_each_of_the_thirteen_moves() -> None:
    (sheet,) = on_place(cards_of(SCENARIOS[0]), "own")
    rows = block_in(sheet, "table")["rows"]
    assert [plain_text(row[0]) for row in rows] == [Setting(kit_of()).say(f"move-{move}") for move in Move]
    assert {plain_text(row[2]) for row in rows} == {""}


def test_a_partner_with_more_than_one_temper_has_a_card_for_each(tmp_path: Path) -> None:
    story = change_porch(("temper: reserved", "temper: reserved, also: [tired]"))
    talk = load_exercise(kit_with(tmp_path, porch_files(story)), "porch-talk")
    cards = on_place(talk.cards(AIM), "secret")
    begins = [block_in(card, "track")["begins"] for card in cards]
    assert begins == [START["reserved"], START["tired"]]
    assert all(talk.setting.say("roles-one-of", name="Kim") in texts_of([card]) for card in cards)


def test_only_role_plays_and_decks_of_questions_have_cards() -> None:
    assert {kind.name for kind in KINDS.values() if kind.has_cards} == {"role-play", "cards"}
    assert {name for name in SAMPLES if make_exercise(name).cards(AIM)} == {"role-play", "cards"}


def test_without_an_aim_the_listener_is_told_none() -> None:
    label = Setting(kit_of()).say("roles-aim")
    assert label in texts_of(cards_of(SCENARIOS[0]))
    assert label not in texts_of(deal_cards(SCENARIOS[0], Setting(kit_of()), ""))
