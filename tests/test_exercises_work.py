"""An exercise in use: what can be brought back, what a draft holds, and no draft that harms."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import JUNK, make_exercise, walk

from workshop.exercises.kind import Refused
from workshop.exercises.kinds import KINDS
from workshop.exercises.work import (
    FACES_REMEMBERED,
    Work,
    act,
    begin_work,
    frame_of,
    from_json,
    has_new_words,
    is_touched,
    to_json,
)

SORT = make_exercise("sort")
PLACE = {"do": "place", "item": 0, "box": "helps"}
AGAIN = {"do": "again"}
UNDO = {"do": "undo"}
each_kind = pytest.mark.parametrize("kind", KINDS)


def done(*actions: dict[str, Any]) -> Work:
    work = begin_work(SORT)
    for action in actions:
        work = act(SORT, work, action)
    return work


def test_starting_again_can_be_taken_back() -> None:
    assert done(PLACE, AGAIN, UNDO).state == done(PLACE).state


def test_starting_again_twice_loses_nothing() -> None:
    assert done(PLACE, AGAIN, AGAIN, UNDO).state == done(PLACE).state


def test_there_is_nothing_to_take_back_before_something_was_thrown_away() -> None:
    for actions in ((), (PLACE,), (AGAIN,), (PLACE, AGAIN, UNDO)):
        with pytest.raises(Refused):
            act(SORT, done(*actions), UNDO)


def test_the_frame_offers_only_what_has_something_to_do() -> None:
    told = [frame_of(SORT, done(*actions)) for actions in ((), (PLACE,), (PLACE, AGAIN))]
    assert [(one["used"], one["undo"]) for one in told] == [(False, False), (True, False), (False, True)]


@pytest.mark.parametrize("on", [None, 1, "yes", []])
def test_choosing_for_paper_takes_yes_or_no(on: Any) -> None:
    assert act(SORT, done(), {"do": "paper", "on": True}).on_paper
    with pytest.raises(Refused):
        act(SORT, done(), {"do": "paper", "on": on})


def test_work_is_touched_as_soon_as_something_could_be_lost() -> None:
    touched = [is_touched(SORT, done(*actions)) for actions in ((), (AGAIN,), (PLACE,), (PLACE, AGAIN))]
    assert touched == [False, False, True, True]


def test_what_a_face_said_is_remembered_and_old_faces_forgotten() -> None:
    work = begin_work(SORT).hearing("first", 3)
    assert work.has_heard("first", 2) and work.has_heard("first", 3) and not work.has_heard("first", 4)
    for number in range(FACES_REMEMBERED):
        work = work.hearing(f"face{number}", 1)
    assert len(work.heard) == FACES_REMEMBERED and not work.has_heard("first", 1)


@each_kind
def test_a_draft_comes_back_as_it_was_in_every_state(kind: str) -> None:
    exercise = make_exercise(kind)
    for state in walk(exercise, seed=3, steps=40):
        work = Work(state, exercise.start(), True, (("tk1", 4),))
        draft = json.loads(json.dumps(to_json(exercise, work)))
        assert from_json(exercise, draft) == work and not has_new_words(exercise, draft)


@each_kind
def test_every_state_has_a_face_on_paper(kind: str) -> None:
    exercise = make_exercise(kind)
    faults = [
        fault for state in walk(exercise, seed=4, steps=40) for fault in find_block_faults(exercise.blocks(state))
    ]
    assert faults == []


ANSWERS: dict[str, list[dict[str, Any]]] = {
    "rewrite": [{"do": "write", "at": 0, "text": "My own *words*"}],
    "reflect": [{"do": "write", "at": 1, "text": "My own *words*"}],
    "sort": [{"do": "place", "item": 1, "box": "helps"}],
    "choose": [{"do": "pick", "question": 0, "option": 1}],
    "scale": [{"do": "rate", "statement": 1, "when": "after", "value": 4}],
    "rounds": [{"do": "count", "at": 1, "by": 1}, {"do": "count", "at": 1, "by": 1}],
    "cards": [{"do": "draw", "chance": 0}, {"do": "keep"}],
    "ladder": [{"do": "move", "from": 0, "to": 4}],
}
ON_PAPER = {
    "rewrite": "My own *words*",
    "reflect": "My own *words*",
    "sort": "2. A loud screen. ×",
    "choose": "b) Not again.",
    "scale": "I am here. 4",
    "rounds": "Gave advice 2",
    "cards": "Kept Light 0?",
    "ladder": "5 Two",
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_what_a_person_did_stands_on_paper(kind: str) -> None:
    exercise = make_exercise(kind)
    work = begin_work(exercise)
    for action in ANSWERS[kind]:
        work = act(exercise, work, action)
    words = " ".join(_words_in(exercise.blocks(work.state)))
    assert ON_PAPER[kind] in " ".join(words.split())
    assert ON_PAPER[kind] not in " ".join(" ".join(_words_in(exercise.blocks())).split())


def _words_in(value: Any) -> Iterator[str]:
    """Every text in blocks, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ("is", "icon", "align"):
                yield from _words_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words_in(item)


@each_kind
def test_a_damaged_draft_is_refused_and_never_harms(kind: str) -> None:
    exercise = make_exercise(kind)
    *_, state = walk(exercise, seed=5, steps=25)
    whole = to_json(exercise, Work(state, state, True, (("tk1", 4),)))
    for damaged in _damaged(whole):
        try:
            work = from_json(exercise, damaged)
        except ValueError:
            continue
        assert isinstance(exercise.view(work.state), dict) and exercise.blocks(work.state)["is"] == "exercise"


def _damaged(whole: dict[str, Any]) -> list[Any]:
    """The draft with each field, and each field of its state, missing or junk."""
    drafts: list[Any] = [None, [], "", 7, {}]
    for name in ("kind", "state", "before", "on_paper", "heard"):
        drafts.append({key: value for key, value in whole.items() if key != name})
        drafts += [whole | {name: junk} for junk in JUNK if name != "before" or junk is not None]
    for name in whole["state"]:
        drafts.append(whole | {"state": {key: value for key, value in whole["state"].items() if key != name}})
        drafts += [whole | {"state": whole["state"] | {name: junk}} for junk in (None, 7, "x", [], [None], {})]
    return copy.deepcopy(drafts)


def test_a_draft_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="another kind"):
        from_json(SORT, to_json(make_exercise("choose"), begin_work(make_exercise("choose"))))
