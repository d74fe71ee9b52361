"""From a draft to an exercise in use and back: what fits comes back, what does not is kept aside, nothing twice."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from exercise_cases import make_exercise
from gallery_states import exercise_shown, work_shown

from workshop.exercises.kinds import KINDS
from workshop.exercises.work import act, begin_work, from_json, to_json
from workshop.live.keeping import chosen_for_paper, keep_work, open_work
from workshop.practice import drafts

SORT = make_exercise("sort")
PLACE = {"do": "place", "item": 0, "box": "helps"}


def test_work_comes_back_as_it_was_left(practice: Path) -> None:
    work = act(SORT, begin_work(SORT), PLACE)
    keep_work(SORT, work, "A17")
    assert open_work(SORT, "A17") == (work, "")


def test_work_in_which_nothing_was_done_leaves_no_file(practice: Path) -> None:
    keep_work(SORT, act(SORT, begin_work(SORT), PLACE), "A17")
    keep_work(SORT, begin_work(SORT), "A17")
    assert drafts.read_draft("A17", "sample") is None


def test_a_damaged_draft_is_kept_aside_and_told(practice: Path) -> None:
    folder = practice / "drafts" / "A17"
    folder.mkdir(parents=True)
    damaged = ["", "{", "[]", "null1", '{"kind": "sort"}', '{"kind": "choose", "state": {}}', "[" * 100_000]
    for text in damaged:
        (folder / "sample.json").write_text(text, encoding="utf-8")
        work, notice = open_work(SORT, "A17")
        assert (work, notice) == (begin_work(SORT), SORT.setting.say("common-old-draft"))
    assert {path.read_text(encoding="utf-8") for path in (folder / "earlier").iterdir()} == set(damaged)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_cut_at_any_length_never_stops_the_exercise_from_opening(practice: Path, kind: str) -> None:
    exercise, work = exercise_shown(kind), work_shown(kind, "finished")
    keep_work(exercise, work, "A17")
    path = practice / "drafts" / "A17" / f"{exercise.id}.json"
    whole = path.read_bytes()
    assert open_work(exercise, "A17") == (work, "")
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert open_work(exercise, "A17") == (begin_work(exercise), exercise.setting.say("common-old-draft"))


def test_a_folder_that_takes_no_file_is_told_and_the_exercise_opens_as_it_was(practice: Path, monkeypatch) -> None:
    keep_work(SORT, act(SORT, begin_work(SORT), PLACE), "A17")
    drafts.add_waiting("A17", "sample", "tk1", [{"number": 1, "action": PLACE | {"item": 1}}])
    monkeypatch.setattr("workshop.practice.files.tempfile.mkstemp", full_disk)
    work, notice = open_work(SORT, "A17")
    assert set(work.state["placed"]) == {"0", "1"} and "No space left" in notice
    assert drafts.has_waiting("A17")


def full_disk(**_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_waiting_action_that_makes_the_rules_fail_is_passed_over(practice: Path) -> None:
    failing = replace(SORT, kind=replace(SORT.kind, act=lambda *_: 1 // 0))
    drafts.add_waiting("A17", "sample", "tk1", [{"number": 1, "action": PLACE}])
    assert open_work(failing, "A17") == (begin_work(SORT), "")


def test_text_that_waited_in_one_window_does_not_replace_newer_text_of_another(practice: Path) -> None:
    reflect = make_exercise("reflect")
    newer = act(reflect, begin_work(reflect), {"do": "write", "at": 0, "text": "newer"}, 2_000)
    keep_work(reflect, newer, "A17")
    rows = [
        {"number": 1, "when": 1_000, "action": {"do": "write", "at": 0, "text": "older"}},
        {"number": 2, "when": 1_500, "action": {"do": "write", "at": 1, "text": "another field"}},
    ]
    drafts.add_waiting("A17", "sample", "tk2", rows)
    work, _ = open_work(reflect, "A17")
    assert work.state == act(reflect, newer, rows[1]["action"]).state
    assert from_json(reflect, to_json(reflect, work)) == work


def test_changed_words_are_told_and_the_answers_kept(practice: Path) -> None:
    work = act(SORT, begin_work(SORT), PLACE)
    drafts.write_draft("A17", "sample", to_json(SORT, work) | {"words": "other"})
    assert open_work(SORT, "A17") == (work, SORT.setting.say("common-new-words"))


def test_what_waits_is_done_once_and_then_forgotten(practice: Path) -> None:
    rows = [{"number": 1, "action": PLACE}, {"number": 2, "action": {"do": "fly"}}, {"number": 3, "action": 7}]
    drafts.add_waiting("A17", "sample", "tk1", rows)
    work, _ = open_work(SORT, "A17")
    assert work.state["placed"] == {"0": "helps"} and work.has_heard("tk1", 1)
    assert not drafts.has_waiting("A17") and open_work(SORT, "A17")[0].state == work.state


def test_what_the_kernel_did_already_is_not_done_again(practice: Path) -> None:
    rounds = make_exercise("rounds")
    count = {"do": "count", "at": 0, "by": 1}
    keep_work(rounds, act(rounds, begin_work(rounds), count).hearing("tk1", 4), "A17")
    drafts.add_waiting("A17", "sample", "tk1", [{"number": 4, "action": count}, {"number": 5, "action": count}])
    assert open_work(rounds, "A17")[0].state["counts"][0] == 2


def test_only_what_was_chosen_goes_on_paper(practice: Path) -> None:
    work = act(SORT, begin_work(SORT), PLACE)
    keep_work(SORT, work, "A17")
    assert chosen_for_paper(SORT, "A17") is None
    keep_work(SORT, act(SORT, work, {"do": "paper", "on": True}), "A17")
    assert chosen_for_paper(SORT, "A17") == work.state
    keep_work(SORT, act(SORT, begin_work(SORT), {"do": "paper", "on": True}), "A17")
    assert chosen_for_paper(SORT, "A17") is None


def test_a_draft_is_plain_json(practice: Path) -> None:
    keep_work(SORT, act(SORT, begin_work(SORT), PLACE).hearing("tk1", 1), "A17")
    text = (practice / "drafts" / "A17" / "sample.json").read_text(encoding="utf-8")
    assert json.loads(text)["heard"] == [["tk1", 1]]
