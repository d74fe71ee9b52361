"""Role-play in own words: talks survive as drafts, damaged ones do no harm, and without the coach the rest works."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, kit_with
from story_cases import porch_files
from test_exercises_role_play_words import BACK_AND_ASK, WORDS, said, say

from workshop.content.kit import Kit
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.exercises.work import act as act_work
from workshop.exercises.work import begin_work, from_json, to_json


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


@pytest.mark.parametrize("texts", [BACK_AND_ASK, ["", "qzx"], ["You idiot", "You never talk!"]])
def test_a_talk_survives_as_a_draft(talk: LoadedExercise, texts: list[str]) -> None:
    work = begin_work(talk)
    for action in [*say(*texts), {"do": "write", "text": "Half a li"}]:
        work = act_work(talk, work, action)
    assert from_json(talk, json.loads(json.dumps(to_json(talk, work)))) == work


SPOILED: dict[str, dict[str, Any]] = {
    "another way": {"way": "typing"},
    "a temper it is not written for": {"temper": "joking"},
    "a line that is none": {"lines": ["Hello."]},
    "a move that is none": {"lines": [{"text": "a", "move": "sing", "sort": "words", "sure": True, "second": None}]},
    "a sort that is none": {"lines": [{"text": "a", "move": "judge", "sort": "song", "sure": True, "second": None}]},
    "a text that is none": {"lines": [{"text": 7, "move": "judge", "sort": "words", "sure": True, "second": None}]},
    "choices too": {"choices": [0]},
    "an earlier talk that is none": {"earlier": {"way": "words"}},
    "an earlier talk of another shape": {"earlier": [0]},
    "votes that are none": {"votes": ["7"]},
}


@pytest.mark.parametrize("fields", SPOILED.values(), ids=SPOILED)
def test_a_damaged_draft_is_not_taken(talk: LoadedExercise, fields: dict[str, Any]) -> None:
    work = begin_work(talk)
    for action in say("What was that like for you?"):
        work = act_work(talk, work, action)
    draft = to_json(talk, work)
    with pytest.raises(ValueError, match=r"draft|talk|votes|line|Move"):
        from_json(talk, draft | {"state": draft["state"] | fields})


def test_a_page_that_opens_does_not_read_the_coach(talk: LoadedExercise, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> None:
        raise AssertionError("The coach was opened.")

    monkeypatch.setattr("workshop.roleplay.listening._open_coach", fail)
    assert talk.view(talk.start())["coached"] and talk.blocks()


@pytest.mark.parametrize("name", ["coach/weights.txt", "coach/feedback.yaml", "partner/reserved.yaml"])
def test_without_the_coach_or_the_answers_choices_still_work(name: str, kit_copy: Path, tmp_path: Path) -> None:
    layered = kit_with(tmp_path, porch_files())
    (kit_copy / name).unlink()
    talk = load_exercise(Kit([kit_copy, *layered.folders[1:]]), "porch-talk")
    state = act_all(talk, WORDS)
    assert talk.view(state)["coached"] is False
    assert_refused(talk, state, {"do": "say", "turn": 0, "text": "I was scared too."})
    assert act_all(talk, {"do": "way", "way": "choices"}, state=state) == talk.start()
    assert talk.view(act_all(talk, {"do": "choose", "turn": 0, "at": 0}))["trust"] == 5


@pytest.mark.parametrize("name", ["coach/weights.txt", "partner/reserved.yaml"])
def test_a_talk_in_own_words_can_still_be_seen_when_the_files_are_gone(
    talk: LoadedExercise, name: str, kit_copy: Path
) -> None:
    state = said(talk, *BACK_AND_ASK)
    (kit_copy / name).unlink()
    alone = replace(talk, setting=Setting(Kit([kit_copy, *talk.setting.kit.folders[1:]])))
    assert [turn["you"] for turn in alone.view(state)["turns"]] == [*BACK_AND_ASK, ""]
    assert_refused(alone, state, {"do": "say", "turn": 2, "text": "More."})
    assert alone.blocks(state)
