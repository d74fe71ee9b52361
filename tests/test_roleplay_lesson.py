"""The lesson of a talk in own words: what helped, what cost, and the one thing to try next; each true for its talk."""

from __future__ import annotations

import random

import pytest
from exercise_cases import kit_of
from story_cases import make_scenario

from workshop.content.moves import Move
from workshop.roleplay.lesson import RULES, Lesson, draw_lesson
from workshop.roleplay.own_talk import Line, Sort
from workshop.roleplay.own_words import begin, end_here, say
from workshop.roleplay.partner import HEARING, HURTING, QUESTIONS
from workshop.roleplay.replies import replies_of
from workshop.roleplay.retelling import Retelling, Step, retell_own_words

BACK, ASK, FACT, SHARE, STAND, TIME = (
    Move.SAY_BACK,
    Move.OPEN_QUESTION,
    Move.CLOSED_QUESTION,
    Move.SHARE,
    Move.AFFIRM,
    Move.GIVE_TIME,
)
ADVISE, JUDGE, PUSH, SMALLER, INFORM, OTHER = (
    Move.ADVISE,
    Move.JUDGE,
    Move.PUSH,
    Move.DISMISS,
    Move.INFORM,
    Move.OTHER,
)
QUIET = Line("", TIME, "silence")
UNREAD = Line("qwx", OTHER, "nonsense")
DANGER = Line("Danger.", OTHER, "danger")
UNSURE = Line("Which?", JUDGE, sure=False, second=BACK)


def tell(*made: Move | Line) -> Retelling:
    """A talk of these lines, ended by the learner where it goes on."""
    talk = begin(make_scenario(), replies_of(kit_of(), "reserved"))
    for at, one in enumerate(made):
        if not talk.outcome:
            talk = say(talk, one if isinstance(one, Line) else Line(f"Mine {at}.", one))
    return retell_own_words(talk if talk.outcome else end_here(talk))


def lesson_of(*made: Move | Line) -> Lesson:
    return draw_lesson(tell(*made))


# The talk, and what is to be tried next. In the small story trust is 3; depth 2 opens at 4, 3 at 6, 4 at 8.
NEXT: dict[str, tuple[Move | Line, ...]] = {
    "danger": (BACK, DANGER, ASK),
    "silent": (QUIET, QUIET),
    "unheard": (OTHER, UNREAD, UNSURE, QUIET),
    "harsh": (JUDGE, PUSH, BACK),
    "hurt": (BACK, ASK, JUDGE),
    "advice": (ASK, ADVISE, BACK),
    # Heard, small, sore: then a fact.
    "sore": (BACK, STAND, STAND, INFORM),
    "subject": (BACK, INFORM, ASK),
    "self": (SHARE, SHARE, ASK),
    "questions": (FACT, ASK),
    "three": (TIME, TIME, TIME, BACK),
    "back": (STAND, TIME, ASK),
    # Something sore, and then small words.
    "quiet": (BACK, STAND, STAND, OTHER),
    "short": (BACK, ASK),
    "good": (BACK, ASK, TIME),
}


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_each_thing_to_try_is_drawn_from_a_talk_that_lacks_it(name: str) -> None:
    assert lesson_of(*NEXT[name]).next == name


def test_what_helped_most_is_the_first_greatest_rise() -> None:
    assert lesson_of(ASK, BACK, OTHER, BACK).helped == 1


def test_what_the_coach_was_not_sure_of_is_no_example() -> None:
    doubt = Line("So.", BACK, sure=False, second=ASK)
    told = tell(doubt, ASK)
    assert told.said[0].change > told.said[1].change > 0 and draw_lesson(told).helped == 1


def test_a_silence_is_what_helped_most_only_after_something_sore() -> None:
    # Asked and waited: +3, and still the question is the example.
    told = tell(ASK, QUIET)
    assert told.said[1].change > told.said[0].change and draw_lesson(told).helped == 0
    assert draw_lesson(tell(QUIET)).helped is None
    sore = tell(BACK, STAND, STAND, QUIET)
    assert sore.steps[3].depth == 3 and draw_lesson(sore).helped == 3


def test_a_line_between_two_that_hurt_is_no_example_of_what_cost_most() -> None:
    told = tell(BACK, Line("Either.", PUSH, sure=False, second=ADVISE))
    assert told.said[1].change < 0 and draw_lesson(told).cost is None


def test_what_cost_most_is_the_greatest_fall_also_where_trust_had_no_room_for_it() -> None:
    assert lesson_of(BACK, PUSH, ASK, JUDGE, STAND).cost == 1
    # From 3: to 0, and then there is nothing left to lose.
    assert lesson_of(JUDGE, JUDGE).cost == 0


def test_a_talk_without_a_rise_or_a_fall_has_no_line_that_helped_or_cost() -> None:
    told = lesson_of(FACT, INFORM)
    assert (told.helped, told.cost, told.mended) == (None, None, False)


@pytest.mark.parametrize(
    ("after", "mended"), [(STAND, True), (BACK, True), (ASK, False), (JUDGE, False), (None, False)]
)
def test_a_line_that_began_to_mend_what_cost_most_is_seen(after: Move | None, mended: bool) -> None:
    lesson = lesson_of(BACK, JUDGE, *([after] if after else []))
    assert (lesson.mended, lesson.repair) == (mended, 2 if mended else None)


def test_an_apology_a_little_later_mends_too() -> None:
    sorry = Line("I'm sorry, I was unfair.", SHARE, apology=True)
    lesson = lesson_of(BACK, JUDGE, INFORM, sorry)
    assert (lesson.cost, lesson.mended, lesson.repair) == (1, True, 3)


def test_a_silence_is_no_repair() -> None:
    assert lesson_of(BACK, JUDGE, QUIET).repair is None


def test_good_answers_to_something_sore_are_not_told_to_wait() -> None:
    for answer in (BACK, STAND, ASK, SHARE, TIME):
        told = tell(BACK, STAND, BACK, answer, BACK)
        assert told.steps[3].depth == 3 and draw_lesson(told).next == "good"


def test_the_answer_that_gained_nothing_is_shown() -> None:
    told = tell(*NEXT["quiet"])
    lesson = draw_lesson(told)
    assert lesson.shown is not None
    step = told.said[lesson.shown]
    assert step.depth > 2 and step.weight == 0
    assert lesson_of(*NEXT["good"]).shown is None


def test_a_hurt_that_was_mended_is_not_what_to_try_next() -> None:
    assert lesson_of(BACK, ASK, SMALLER, ASK).next == "hurt"
    assert lesson_of(BACK, ASK, SMALLER, STAND).next not in ("hurt", "harsh")


def test_advice_after_hearing_is_not_what_to_try_next() -> None:
    assert lesson_of(BACK, ASK, ADVISE, ASK).next != "advice"


def _line(chance: random.Random) -> Line:
    sort: Sort = chance.choice(("words",) * 9 + ("silence", "nonsense", "insult"))
    moves: dict[Sort, Move] = {"silence": TIME, "nonsense": OTHER, "insult": JUDGE}
    move = moves.get(sort, chance.choice(list(Move)))
    second = chance.choice((None, None, None, chance.choice(list(Move)))) if sort == "words" else None
    return Line("" if sort == "silence" else f"Mine {chance.random()}.", move, sort, second is None, second)


def _made(told: Retelling) -> list[Move]:
    return [step.move for step in told.said if step.move]


def _is_silent(step: Step) -> bool:
    return step.line is not None and step.line.sort == "silence"


# What the words of each lesson say, checked from the bare moves: whoever reads it can find it in the talk.
TRUE = {
    "silent": lambda told: all(map(_is_silent, told.said)),
    "unheard": lambda told: all(step.move is OTHER or _is_silent(step) for step in told.said),
    "harsh": lambda told: sum(move in HURTING for move in _made(told)) > len(told.said) / 2,
    "hurt": lambda told: any(move in HURTING for move in _made(told)),
    "advice": lambda told: not HEARING & set(_made(told)[: _made(told).index(ADVISE)]),
    "sore": lambda told: any(step.depth > 2 and step.move not in (BACK, STAND, TIME) for step in told.said),
    "subject": lambda told: any(step.depth > 1 and step.move in (INFORM, SMALLER) for step in told.said),
    "self": lambda told: _made(told).count(SHARE) > 1,
    "questions": lambda told: all(step.move in QUESTIONS or _is_silent(step) for step in told.said),
    "three": lambda told: len(told.said) > 2,
    "back": lambda told: BACK not in _made(told),
    "quiet": lambda told: any(step.depth > 2 and step.weight <= 0 and not _is_silent(step) for step in told.said),
    "short": lambda told: len(told.said) < 3,
    "good": lambda told: BACK in _made(told),
}


@pytest.mark.parametrize("seed", range(300))
def test_a_lesson_is_true_for_every_talk_that_gets_it(seed: int) -> None:
    chance = random.Random(seed)
    told = tell(*[_line(chance) for _ in range(chance.randint(1, 9))])
    lesson = draw_lesson(told)
    assert TRUE[lesson.next](told)
    sure = [step for step in told.said if step.line and step.line.sure]
    rises = [step.change for step in sure if not _is_silent(step) or "sore-spot-held" in dict(step.reasons)]
    assert max([0, *rises]) == (told.said[lesson.helped].change if lesson.helped is not None else 0)
    if lesson.cost is not None:
        assert told.said[lesson.cost].change == min(step.change for step in sure)
    if lesson.repair is not None:
        assert any(step.weight < 0 for step in told.said[: lesson.repair])
