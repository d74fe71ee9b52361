"""What the gallery and the browser checks show of each kind: one exercise of the kit, untouched, in use and finished.

A new kind needs a part in SHOWN: which exercise, what the kind is for, what somebody does in it (the actions its rules
take), and what one sees then, in words for those who do not see the pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workshop.content.kit import Kit, content_layers
from workshop.exercises.kind import Action, Refused
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.exercises.work import Work, act, begin_work

STATES = ("empty", "in-use", "finished")
NOW = 1_795_514_400_000
TODAY = "2026-11-24"


class CannotShow(ValueError):
    """A part of SHOWN does not fit the kit any more. The text says which, and what to do."""


@dataclass(frozen=True)
class Shown:
    """An exercise, what its kind is for, what is done until it is in use and then until it is finished.

    `sees` tells what the three pictures show, one sentence or two each.
    """

    exercise: str
    purpose: str
    in_use: list[Action]
    finish: list[Action]
    sees: tuple[str, str, str]


@lru_cache
def exercise_shown(kind: str) -> LoadedExercise:
    """The exercise by which a kind is shown."""
    return load_exercise(Kit(content_layers()), SHOWN[kind].exercise)


@lru_cache
def work_shown(kind: str, state: str) -> Work:
    """How far that exercise has come in one of the three states; raises CannotShow when an action does not fit."""
    shown, exercise = SHOWN[kind], exercise_shown(kind)
    work = begin_work(exercise)
    for action in [*shown.in_use, *shown.finish][: _count(shown, state)]:
        try:
            work = act(exercise, work, action)
        except Refused as refused:
            what = f"{shown.exercise} refuses {action} ({refused})"
            raise CannotShow(f"{what} Change the actions of {kind} in scripts/gallery_states.py.") from None
    return work


def _count(shown: Shown, state: str) -> int:
    return {"empty": 0, "in-use": len(shown.in_use), "finished": len(shown.in_use) + len(shown.finish)}[state]


def _do(doing: str, **fields: Any) -> Action:
    return {"do": doing, **fields}


def _each(doing: str, name: str, values: dict[int, Any], field: str, **more: Any) -> list[Action]:
    """The same action for several numbers, each with a value of its own."""
    return [{"do": doing, name: at, field: value, **more} for at, value in values.items()]


def _place(**boxes: list[int]) -> list[Action]:
    return [_do("place", item=at, box=box) for box, items in boxes.items() for at in items]


def _hands(at: int, *counts: int) -> list[Action]:
    return [_do("hands", at=at, option=option, count=count) for option, count in enumerate(counts)]


def _cue(field: str, turn: int, text: str) -> Action:
    return _do("write", turn=turn, field=field, text=text)


def _plan(number: int, text: str, day: int, time: str, minutes: int) -> Action:
    return _do("add", id=f"{number:032x}", text=text, day=day, time=time, minutes=minutes, today=TODAY)


def _map(private: list[int], us: list[int], others: list[int]) -> list[Action]:
    places = {"private": private, "us": us, "others": others}
    return [_do("place", item=at, place=place) for place, items in places.items() for at in items]


def _marks(*marks: tuple[str, int]) -> list[Action]:
    return [_do("mark", move=move, now=NOW + second * 1000) for move, second in marks]


def in_own_words(*lines: str) -> list[Action]:
    """The actions of one who plays a role-play in own words; an empty line says nothing."""
    said = [_do("say", turn=at, text=text) if text else _do("nothing", turn=at) for at, text in enumerate(lines)]
    return [_do("way", way="words"), *said]


SHOWN: dict[str, Shown] = {
    "role-play": Shown(
        "bad-day-at-work",
        "A talk with someone who may open up, by choices or in own words. Each line moves trust; deeper things follow.",
        [_do("choose", turn=0, at=2), _do("choose", turn=1, at=1)],
        [_do("choose", turn=2, at=2), _do("choose", turn=3, at=1), _do("choose", turn=4, at=2)],
        (
            "The scene, trust at 4 of 10 as dots, two ways to play, the partner's first words, and four lines to say.",
            "A talk after two turns: what was said, what the partner thought, and what each line did to trust.",
            "The whole talk, and below it the talk retold: trust and depth over the turns, and the turning points.",
        ),
    ),
    "rewrite": Shown(
        "from-you-to-i",
        "A hurtful line, to be put in one's own words first; then one asks the coach and compares with examples.",
        [
            *_each(
                "write", "at", {0: "I miss hearing how your day was.", 1: "I wanted to hide when they laughed."}, "text"
            ),
            *[_do("ask", at=0), _do("show", at=0)],
        ],
        [
            *_each("write", "at", {2: "I saw you leave when Rosa came, and I worried.", 3: "I felt left out."}, "text"),
            _do("show", at=3),
        ],
        (
            "Four lines to reword, each with its aim, an empty field, and buttons for the coach and for examples.",
            "Two lines are reworded. Below the first stands what the coach says of it, then two examples.",
            "All four lines are reworded; below the first and the last, examples are shown.",
        ),
    ),
    "sort": Shown(
        "home-helps-or-hinders",
        "Things to put in boxes. Each answer is explained, also the one that fits.",
        _place(helps=[0, 4], hinders=[1, 2]),
        _place(helps=[3, 7, 8], hinders=[6], depends=[5]),
        (
            "Nine things about a home, each with the buttons Helps, Hinders and Depends on us.",
            "Four things are placed. Below each stands whether it fits there best, and why.",
            "All nine are placed and explained; the last line says that everything has a place.",
        ),
    ),
    "choose": Shown(
        "good-news-answers",
        "One situation, several answers. Each tells what it does, and another may be tried.",
        [_do("pick", question=0, option=0), _do("pick", question=0, option=2), _do("pick", question=1, option=2)],
        [_do("pick", question=1, option=0), _do("pick", question=2, option=3), _do("pick", question=3, option=1)],
        (
            "Four pieces of good news, each with four answers as wide buttons.",
            "In the first question two answers were tried, in the second one. Below each stands what it does.",
            "All four questions are answered, and each answer that was tried shows its reason.",
        ),
    ),
    "scale": Shown(
        "room-before-and-after",
        "Sliders for oneself, once or before and after. Nothing is judged.",
        _each("rate", "statement", {0: 4, 1: 2, 2: 6, 3: 7, 4: 5, 5: 3}, "value", when="before"),
        _each("rate", "statement", {0: 7, 1: 8, 2: 6, 3: 8, 4: 9, 5: 6}, "value", when="after"),
        (
            "Six statements about a room, each with two sliders, before and after, not yet rated.",
            "All six statements are rated before; the sliders for after still wait.",
            "All six statements are rated twice, and below each stands the change from before to after.",
        ),
    ),
    "reflect": Shown(
        "what-makes-it-hard",
        "Private writing. It can go on the person's own handout, and nowhere else.",
        _each(
            "write",
            "at",
            {0: "“Big boys don't cry.” And the look.", 1: "That it would be used in the next fight."},
            "text",
        ),
        _each("write", "at", {2: "I make a joke and get up.", 3: "Maybe being laughed at, once more?"}, "text"),
        (
            "Four questions with room to write, and the note that this is for the writer's eyes.",
            "Two questions are answered in a line each, two are open.",
            "All four questions are answered.",
        ),
    ),
    "rounds": Shown(
        "two-minute-listening",
        "Timed turns with roles that rotate, a clock, and the observer's counts.",
        [
            *[_do("skip", turn=turn, phase=phase) for turn, phase in ((0, "turn"), (0, "pause"))],
            _do("run", now=NOW),
            *[_do("count", at=at, by=1) for at in (0, 0, 0, 1, 2, 3)],
            _do("pause", now=NOW + 43_000),
        ],
        [_do("skip", turn=turn, phase=phase) for turn, phase in ((1, "turn"), (1, "pause"), (2, "turn"), (2, "pause"))],
        (
            "A round clock at two minutes, three people with their roles, prompts, and five things to count.",
            "The second of three turns with the clock stopped at 1:17, the roles moved on, and some things counted.",
            "All turns are over; the sheet still shows what was counted.",
        ),
    ),
    "ladder": Shown(
        "question-ladder",
        "Steps to put in order, by dragging, by buttons or by keys.",
        [_do("move", **{"from": 5, "to": 0}), _do("check")],
        [_do("move", **{"from": 5, "to": 2}), _do("move", **{"from": 5, "to": 4}), _do("check")],
        (
            "Six questions in a mixed order between Light and Deep, each with a button up and a button down.",
            "The order was checked: three questions have a check mark, three a sign to look again.",
            "All six stand in the right order, each with a check mark, and below stands why.",
        ),
    ),
    "cards": Shown(
        "draw-a-question",
        "Questions to draw from a light, a middle and a deep deck, and favorites to keep.",
        [_do("draw", chance=0.3), _do("keep"), _do("deck", deck="middle"), _do("draw", chance=0.6)],
        [_do("keep"), _do("deck", deck="deep"), _do("draw", chance=0.1), _do("keep")],
        (
            "Three decks to choose from, an empty place for a card, and a button that draws.",
            "A card of the middle deck lies open, and one favorite from the light deck is kept below.",
            "A card of the deep deck lies open, and three favorites are kept below.",
        ),
    ),
    "cues": Shown(
        "cue-cards",
        "Drawn cards of people. One says what is seen, holds several meanings open, and asks instead of guessing.",
        [
            _do("draw", turn=0, chance=0),
            _cue("saw", 1, "Both arms lie over the chest."),
            _do("step", turn=1, step="mean"),
            *[_do("pick", turn=1, at=at, on=True) for at in (0, 2)],
        ],
        [
            _cue("own", 1, "Hides a stain on the shirt"),
            _do("step", turn=1, step="ask"),
            _cue("asked", 1, "Your arms are crossed. Shall I close the window, or is it something else?"),
            _do("draw", turn=1, chance=0.5),
            _do("step", turn=2, step="ask"),
            _do("pick", turn=2, at=1, on=True),
            _do("show", turn=2),
        ],
        (
            "An empty place for a card, a button that draws, and the three steps: notice, wonder, ask.",
            "A drawing of a person with crossed arms, a note of what is seen, and meanings, two of them marked.",
            "A second card with its meanings and a question as an example; below it, what was done with the first.",
        ),
    ),
    "plan": Shown(
        "a-week-of-small-acts",
        "A week of small acts with day and time, and a file that calendars take.",
        [
            _plan(1, "Put a warm drink within reach", 2, "07:15", 5),
            _plan(2, "Do one chore without a word", 4, "18:30", 20),
        ],
        [
            _plan(3, "Send “thinking of you” at noon", 3, "12:00", 5),
            _plan(4, "Sit nearby, phone away", 6, "20:00", 30),
            _do("remind", when="ten"),
            _do("calendar", now=NOW),
        ],
        (
            "Ideas as buttons, a form for what, which day, what time and how long, and an empty week of seven days.",
            "Two small acts stand in the week, on Wednesday and on Friday.",
            "Four small acts stand in the week, a reminder is chosen, and the calendar file was made.",
        ),
    ),
    "map": Shown(
        "our-boundary-map",
        "Two people each draw what is private, and compare only if both say yes.",
        [_do("begin", alone=False), *_map([0, 1], [5, 6], [11])],
        [
            *_map([7], [3, 4, 10], [2, 8, 9]),
            *[_do("hide"), _do("take", who=1)],
            *_map([0, 7], [1, 4, 5, 6, 10], [2, 3, 8, 9, 11]),
            *[_do("hide"), _do("take", who=0), _do("answer", yes=True), _do("take", who=1), _do("answer", yes=True)],
        ],
        (
            "A calm panel that asks whether two people draw maps, or one person alone.",
            "Person A's map with twelve things, five of them placed; the other's map is not in sight.",
            "Both said yes: first what the two maps have in different places, each with a question, then what agrees.",
        ),
    ),
    "silence": Shown(
        "ten-quiet-seconds",
        "How long does a silence feel? One presses when it seems over and sees how far off one was.",
        [_do("tried", at=0, seconds=7.4)],
        _each("tried", "at", {1: 9.2, 2: 5.8, 3: 12.1, 4: 8.6, 5: 10.3}, "seconds"),
        (
            "A calm panel with what to do and one large button, Start. No clock is shown.",
            "One try: 7.4 seconds, told in words and as a dot on a line with a mark at ten.",
            "Six tries as dots on a line with a mark at ten, the spread in words, and what to talk about.",
        ),
    ),
    "poll": Shown(
        "hands-in-the-room",
        "Hands in the room, counted first and shown when the group is ready.",
        [*_hands(0, 6, 3, 4, 1, 2), _do("show", at=0)],
        [
            *[_do("question", at=1), *_hands(1, 4, 7, 2, 2, 1), _do("show", at=1)],
            *[_do("question", at=2), *_hands(2, 2, 5, 7, 2), _do("show", at=2)],
        ],
        (
            "The first of three questions with five options, each with a count between a minus and a plus button.",
            "The first question with its counts, the bars of what the room said, and what to talk about.",
            "The last question with its counts, the bars of what the room said, and what to talk about.",
        ),
    ),
    "tally": Shown(
        "observer-tally",
        "An observer marks what a listener does, move by move, and sees it over time.",
        _marks(("open-question", 4), ("say-back", 15), ("say-back", 31), ("advise", 48), ("give-time", 70)),
        [
            *_marks(("say-back", 92), ("affirm", 110), ("closed-question", 128), ("say-back", 150), ("share", 171)),
            _do("show"),
        ],
        (
            "Thirteen moves in two groups, each a button with an example and a count of zero.",
            "Five marks: two for saying back, one each for an open question, advice and giving time.",
            "Ten marks, and below them a chart with a lane for each move over three minutes, and what the sheet tells.",
        ),
    ),
}
