"""Role-play in own words: an apology is named as one on the page, in the retelling and on paper, and kept in drafts."""

from __future__ import annotations

from pathlib import Path

import pytest
from exercise_cases import act_all, kit_with
from story_cases import porch_files
from test_exercises_role_play_words import HIDING, end, said

from workshop.content.blocks import plain_text
from workshop.exercises.kinds import LoadedExercise, load_exercise

SORRY = "I'm sorry I said that. It was unfair of me."


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


def test_the_coach_names_an_apology_quotes_it_and_says_what_it_does(talk: LoadedExercise) -> None:
    turn = talk.view(said(talk, HIDING, SORRY))["turns"][1]
    note = turn["coach"]
    assert (turn["move"], note["move"], turn["change"]) == ("Owned up", "Owned up", 2)
    assert [piece["text"] for piece in note["pieces"] if piece["marked"]] == ["sorry I"]
    assert "“sorry I”" in note["quoted"] and note["worked"] and note["does"]


def test_a_question_beside_an_apology_does_not_hide_it(talk: LoadedExercise) -> None:
    turn = talk.view(said(talk, HIDING, f"{SORRY} What was it like for you?"))["turns"][1]
    assert (turn["move"], turn["change"]) == ("Owned up", 2)


def test_what_moved_trust_tells_of_the_apology_and_never_of_oneself(talk: LoadedExercise) -> None:
    state = act_all(talk, end(3), state=said(talk, "I was scared too.", HIDING, SORRY))
    rules = talk.view(state)["retold"]["moved"][2]["rules"]
    say = talk.setting.say
    assert rules == [say("role-play-apology-why", by="+1"), say("partner-rule-mended", by="+1")]
    paper = plain_text([talk.blocks(state)])
    assert rules[0] in paper and say("partner-rule-turned-to-self", by="−1") not in paper


def test_a_talk_in_which_an_apology_of_small_words_helped_most_has_its_lesson(talk: LoadedExercise) -> None:
    state = act_all(talk, end(2), state=said(talk, HIDING, "Sorry."))
    assert talk.view(state)["retold"]["learned"] and talk.view(state)["turns"][1]["change"] > 0


def test_a_talk_from_before_apologies_were_heard_is_told_as_it_was(talk: LoadedExercise) -> None:
    state = said(talk, HIDING, SORRY)
    old = state | {"lines": [{name: row[name] for name in row if name != "apology"} for row in state["lines"]]}
    assert talk.view(old)["turns"][1]["move"] == talk.setting.say(f"move-{state['lines'][1]['move']}")
