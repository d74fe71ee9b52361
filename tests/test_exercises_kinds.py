"""What holds for every kind of exercise: pure rules, JSON, refusals, and how an exercise is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import (
    JUNK,
    SAMPLES,
    act_pure,
    assert_refused,
    is_json,
    kit_of,
    kit_with,
    make_exercise,
    valid_actions,
    walk,
)

from workshop.content.reader import Tree
from workshop.errors import Problem, WorkshopError
from workshop.exercises.kind import Action, Refused, Setting, State, letter
from workshop.exercises.kinds import (
    FACES,
    KINDS,
    LoadedExercise,
    find_exercise_problems,
    kind_of,
    load_exercise,
    topics_of,
)

each_kind = pytest.mark.parametrize("kind", SAMPLES)


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(SAMPLES) == set(KINDS)


@each_kind
def test_a_kind_is_listed_by_its_name_and_has_its_script(kind: str) -> None:
    assert KINDS[kind].name == kind and (FACES / f"{kind}.js").is_file()


@each_kind
def test_a_random_walk_never_changes_a_state_in_place(kind: str) -> None:
    assert len(list(walk(make_exercise(kind), seed=1, steps=60))) == 61


@each_kind
def test_every_state_and_view_is_json(kind: str) -> None:
    exercise = make_exercise(kind)
    assert all(is_json(state) and is_json(exercise.view(state)) for state in walk(exercise, seed=2, steps=60))


@each_kind
def test_a_state_read_back_from_json_goes_on_the_same(kind: str) -> None:
    exercise = make_exercise(kind)
    for state in walk(exercise, seed=3, steps=25):
        again: State = json.loads(json.dumps(state))
        assert exercise.view(again) == exercise.view(state)
        for action in valid_actions(exercise, state):
            assert exercise.act(again, action) == exercise.act(state, action)


@each_kind
def test_a_view_does_not_change_the_state(kind: str) -> None:
    exercise = make_exercise(kind)
    for state in walk(exercise, seed=4, steps=25):
        before = json.dumps(state)
        exercise.view(state)
        assert json.dumps(state) == before


@each_kind
def test_a_view_says_whether_the_exercise_is_done(kind: str) -> None:
    exercise = make_exercise(kind)
    assert exercise.view(exercise.start())["done"] is False


@each_kind
def test_again_gives_the_start(kind: str) -> None:
    exercise = make_exercise(kind)
    state = list(walk(exercise, seed=5, steps=3))[-1]
    after = act_pure(exercise, state, {"do": "again"})
    kept = {key: state[key] for key in ("quiet", "earlier", "way", "temper") if key in state}
    assert after == exercise.start() | kept


@each_kind
@pytest.mark.parametrize("doing", [None, "", "fly", "AGAIN", 0, True, [], {}, ["again"]])
def test_an_unknown_action_is_refused(kind: str, doing: Any) -> None:
    exercise = make_exercise(kind)
    assert_refused(exercise, exercise.start(), {"do": doing})


@each_kind
def test_an_action_without_a_name_is_refused(kind: str) -> None:
    exercise = make_exercise(kind)
    assert_refused(exercise, exercise.start(), {})


def first_of_each_action(exercise: LoadedExercise) -> Iterator[tuple[State, Action]]:
    """Every action that has fields of its own, with a state in which it fits."""
    seen = set()
    for state in walk(exercise, seed=6, steps=30):
        for action in valid_actions(exercise, state):
            if len(action) > 1 and action["do"] not in seen:
                seen.add(action["do"])
                yield state, action


# Spoiled values that fit all the same.
FITTING = [("now", 1.5), ("now", 99), ("by", -1), ("minutes", 99), ("seconds", 1.5), ("seconds", 99), ("count", 99)]


def spoiled(value: Any) -> Iterator[Any]:
    """Values of another type than a good one, or out of any range."""
    yield from (junk for junk in JUNK if not (isinstance(value, str) and isinstance(junk, str)))
    if not isinstance(value, bool):
        yield from (True, False)


@each_kind
def test_a_field_of_the_wrong_type_or_out_of_range_is_refused(kind: str) -> None:
    exercise = make_exercise(kind)
    for state, action in first_of_each_action(exercise):
        for field in set(action) - {"do"}:
            for value in spoiled(action[field]):
                if (field, value) not in FITTING:
                    assert_refused(exercise, state, action | {field: value})


@each_kind
def test_a_missing_field_is_refused(kind: str) -> None:
    exercise = make_exercise(kind)
    for state, action in first_of_each_action(exercise):
        for field in set(action) - {"do"}:
            assert_refused(exercise, state, {key: value for key, value in action.items() if key != field})


@each_kind
def test_fields_that_an_action_does_not_have_change_nothing(kind: str) -> None:
    exercise = make_exercise(kind)
    for state, action in first_of_each_action(exercise):
        assert exercise.act(state, action | {"extra": [1]}) == exercise.act(state, action)


@each_kind
def test_nothing_but_refused_is_raised_by_any_mixture_of_fields(kind: str) -> None:
    exercise = make_exercise(kind)
    fields = sorted({field for _, action in first_of_each_action(exercise) for field in action})
    for state in walk(exercise, seed=7, steps=10):
        for junk in JUNK:
            for action in valid_actions(exercise, state)[:6]:
                try:
                    exercise.view(exercise.act(state, dict.fromkeys(fields, junk) | {"do": action["do"]}))
                except Refused:
                    continue


@each_kind
def test_the_face_on_paper_is_made_of_known_blocks(kind: str) -> None:
    assert list(find_block_faults(make_exercise(kind).blocks())) == []


@each_kind
def test_the_face_on_paper_begins_with_the_intro(kind: str) -> None:
    block = make_exercise(kind).blocks()
    assert block["inside"][0]["inside"] == [{"is": "text", "text": "Do this."}]


@each_kind
def test_the_header_has_title_intro_and_four_facts(kind: str) -> None:
    header = make_exercise(kind).header()
    assert (header["title"], header["intro"], len(header["facts"])) == ("A title", "Do this.", 4)


def test_the_facts_are_the_same_on_the_page_and_on_paper() -> None:
    exercise = make_exercise("sort")
    assert exercise.header()["facts"] == exercise.blocks()["facts"]


def test_the_time_is_told_in_minutes() -> None:
    exercise = make_exercise("sort", minutes=12)
    assert exercise.header()["facts"][0]["text"] == exercise.setting.say("fact-minutes", minutes=12)


def tree_of(value: Any) -> Tree:
    return Tree(Path("x.yaml"), value)


@pytest.mark.parametrize("value", [None, "text", [], {}, {"title": "T"}])
def test_a_file_that_names_no_kind_is_a_problem(value: Any) -> None:
    with pytest.raises(WorkshopError, match='"kind" is missing'):
        kind_of(tree_of(value))


@pytest.mark.parametrize("name", ["sorted", "Sort", ["sort"], {}])
def test_an_unknown_kind_is_a_problem(name: Any) -> None:
    with pytest.raises(WorkshopError, match="no exercise kind"):
        kind_of(tree_of({"kind": name}))


def test_a_misspelled_kind_gets_a_suggestion() -> None:
    with pytest.raises(WorkshopError, match='Did you mean "rounds"'):
        kind_of(tree_of({"kind": "round"}))


def test_an_unknown_exercise_gets_a_suggestion() -> None:
    with pytest.raises(WorkshopError, match='Did you mean "say-it-back"'):
        load_exercise(kit_of(), "say-it-bak")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    kit = kit_with(tmp_path, {"exercises/odd.yaml": "kind: scale\ntitle: T\nminutes: many\nwho: nobody\nhue: red\n"})
    found = find_exercise_problems(kit, "odd")
    assert {problem.line for problem in found} >= {3, 4, 5} and len(found) > 5


HEAD = "title: T\nminutes: 5\nwho: alone\nenergy: calm\npersonal: light\nintro: I.\n"
BOXES = "kind: sort\nboxes: {a: A, b: B}\nitems:\n"
ITEM = "  - {{text: t, box: {}, because: w}}\n"
BAD_OPTION = "{text: t, because: w}"
FAULTY = {
    "an item in no box": ("C401", 12, BOXES + "".join(map(ITEM.format, "abc"))),
    "an empty box": ("C402", 8, BOXES + "".join(map(ITEM.format, "aaa"))),
    "no good answer": ("C403", 9, f"kind: choose\nquestions:\n  - {{ask: q, options: [{BAD_OPTION}, {BAD_OPTION}]}}\n"),
    "the same statement twice": ("C404", 13, "kind: scale\nlow: l\nhigh: h\nto: 5\nstatements:\n  - A.\n  - A.\n"),
    "a scenario that is not there": ("C201", 8, "kind: role-play\nscenario: nowhere\n"),
    "a topic that is not there": ("C203", 8, "kind: reflect\ntopics: [stars]\nquestions: [{ask: q}]\n"),
    "a form that is not known": ("C301", 8, "kind: reflect\nquestions: [{ask: \"((qwx))?\"}]\n"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "line", "fields"), FAULTY.values(), ids=FAULTY)
def test_a_fault_in_the_content_is_found_at_its_line(code: str, line: int, fields: str, tmp_path: Path) -> None:
    kit = kit_with(tmp_path, {"exercises/odd.yaml": HEAD + fields})
    found: list[Problem] = find_exercise_problems(kit, "odd")
    assert [(problem.code, problem.line) for problem in found] == [(code, line)]


def test_an_exercise_s_topics_hold_those_of_its_scenario() -> None:
    assert "work" in topics_of(kit_of(), "bad-day-at-work")


def test_an_exercise_that_cannot_be_read_has_no_topics() -> None:
    assert topics_of(kit_of(), "nowhere") == ()


def test_words_are_filled_in_and_read_no_further() -> None:
    said = Setting(kit_of()).say("rounds-more", text="{text} & <b>")
    assert said == kit_of().interface["rounds-more"].split("{")[0] + "{text} & <b>"


def test_a_face_gets_its_own_words_and_those_in_common() -> None:
    words = Setting(kit_of()).words_of("sort")
    assert words["finished"] and words["restart"] and "draw" not in words


def test_a_kind_s_own_word_wins_over_the_one_in_common() -> None:
    assert Setting(kit_of()).words_of("role-play")["again"] == kit_of().interface["role-play-again"]


def test_letters_begin_with_a() -> None:
    assert [letter(at) for at in range(3)] == ["a", "b", "c"]


def test_own_content_wins_over_the_kit_s(tmp_path: Path) -> None:
    kit = kit_with(tmp_path, {"exercises/check-in.yaml": HEAD + "kind: reflect\nquestions: [{ask: Mine?}]\n"})
    assert load_exercise(kit, "check-in").view({"notes": [""]})["questions"][0]["ask"] == "Mine?"
