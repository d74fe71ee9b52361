"""A role-play in own words, retold: fair about what the coach was not sure of, concrete, and the same on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from block_shapes import find_block_faults
from exercise_cases import act_all, is_json, kit_with
from story_cases import TO_LEFT, change_porch, porch_files
from test_exercises_role_play_words import WORDS

from workshop.content.blocks import plain_text
from workshop.content.moves import Move
from workshop.exercises.kind import State
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.roleplay.own_talk import Line


@pytest.fixture
def talk(tmp_path: Path) -> LoadedExercise:
    """The small story as an exercise."""
    return load_exercise(kit_with(tmp_path, porch_files()), "porch-talk")


def row_of(line: Line) -> dict[str, Any]:
    """A line as a state keeps it."""
    second = line.second and str(line.second)
    told = {"text": line.text, "move": str(line.move), "sort": line.sort, "sure": line.sure}
    return told | {"second": second, "meant": line.meant}


def state_of(talk: LoadedExercise, *lines: Line, ended: bool = True) -> State:
    """A talk of these lines, as the coach heard them."""
    return act_all(talk, WORDS) | {"lines": [row_of(line) for line in lines], "ended": ended}


def retold(talk: LoadedExercise, *lines: Line, ended: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = talk.view(state_of(talk, *lines, ended=ended))["retold"]
    return found


BACK = Line("So it is loud here.", Move.SAY_BACK)
ASK = Line("What was it like?", Move.OPEN_QUESTION)
BLAME = Line("You always sulk.", Move.JUDGE)
DOUBT = Line("You are like that, then.", Move.JUDGE, sure=False, second=Move.SAY_BACK)
QUIET = Line("", Move.GIVE_TIME, "silence")


def test_a_line_of_which_the_coach_was_not_sure_is_never_told_as_small_words(talk: LoadedExercise) -> None:
    found, say = retold(talk, DOUBT, BACK), talk.setting.say
    unsure = say("role-play-unsure", first=say("move-say-back"), second=say("move-judge"))
    assert found["used"] == say("role-play-used", moves=f"{unsure} (1), {say('move-say-back')} (1)")
    row = found["moved"][0]
    assert (row["named"], row["rules"]) == (unsure, [say("role-play-unclear", by="0")])
    text = plain_text([talk.blocks(state_of(talk, DOUBT, BACK))])
    assert unsure in text and say("move-other") not in text


def test_what_could_not_be_read_and_silence_are_told_as_that(talk: LoadedExercise) -> None:
    found, say = retold(talk, Line("qwx", Move.OTHER, "nonsense"), QUIET), talk.setting.say
    names = [say("role-play-sort-nonsense"), say("role-play-sort-silence")]
    assert found["used"] == say("role-play-used", moves=", ".join(f"{name} (1)" for name in names))
    assert found["moved"][0]["rules"] == [say("coach-nonsense")]
    assert found["moved"][1]["you"] == say("role-play-silent")


def test_given_back_asked_and_stood_by_are_told_also_when_they_are_none(talk: LoadedExercise) -> None:
    found, say = retold(talk, BLAME), talk.setting.say
    assert found["ratio"] == say("role-play-ratio", back=0, asked=0)
    assert found["stood"] == say("role-play-stood", count=0)
    beside = [Line("I am with you.", Move.AFFIRM), Line("No rush.", Move.GIVE_TIME), Line("Tea?", Move.OFFER_HELP)]
    assert retold(talk, *beside)["stood"] == say("role-play-stood", count=3)


def test_a_fall_without_room_tells_both_numbers_and_the_lowest_is_a_turning_point(talk: LoadedExercise) -> None:
    found, say = retold(talk, BACK, BLAME, BLAME, BLAME), talk.setting.say
    assert [row["change_words"] for row in found["moved"]] == [
        say("role-play-more", by=2),
        say("role-play-less", by=3),
        say("role-play-less-cut", by=2, weight=3),
        say("role-play-empty", weight=3),
    ]
    assert [(point["turn"], point["kind"]) for point in found["points"]] == [(0, "deeper"), (1, "fall"), (2, "lowest")]


def test_a_rise_without_room_tells_both_numbers(talk: LoadedExercise) -> None:
    # 3, 5, 7, 8: the fourth line holds something sore and would lift trust to 11, the fifth has no room at all.
    moves = (Move.SAY_BACK, Move.SAY_BACK, Move.AFFIRM, Move.SAY_BACK, Move.SHARE)
    found, say = retold(talk, *[Line(f"Mine {at}.", move) for at, move in enumerate(moves)]), talk.setting.say
    assert [row["change_words"] for row in found["moved"][3:]] == [
        say("role-play-more-cut", by=2, weight=3),
        say("role-play-full", weight=1),
    ]


def test_each_rule_has_its_number_and_a_sentence_of_its_own(talk: LoadedExercise) -> None:
    found, say = retold(talk, Line("No rush.", Move.GIVE_TIME), Line("Tell me now.", Move.PUSH)), talk.setting.say
    assert [row["rules"] for row in found["moved"]] == [
        [
            say("partner-rule-move-give-time", by="+1", move=say("move-give-time")),
            say("partner-rule-temper-reserved-give-time", by="+1"),
        ],
        [
            say("partner-rule-move-push", by="−2", move=say("move-push")),
            say("partner-rule-temper-reserved-push", by="−1"),
        ],
    ]


@pytest.mark.parametrize(
    ("lines", "outcome"), [([ASK], "steady"), ([BACK, BLAME, BLAME], "closed"), ([BLAME, DOUBT], "closed")]
)
def test_who_ended_the_talk_is_told(talk: LoadedExercise, lines: list[Line], outcome: str) -> None:
    assert retold(talk, *lines)["outcome"] == talk.setting.say(f"role-play-ended-{outcome}")


def test_a_talk_that_went_deep_and_was_ended_has_opened(talk: LoadedExercise) -> None:
    moves = (Move.SAY_BACK, Move.SHARE, Move.AFFIRM, Move.SAY_BACK, Move.OPEN_QUESTION, Move.AFFIRM, Move.SAY_BACK)
    lines: list[Line] = []
    for at, move in enumerate(moves):
        lines.append(Line(f"Mine {at}.", move))
        view = talk.view(state_of(talk, *lines, ended=False))
        if view["turns"][-1]["depth"] == 4:
            break
    assert not view["over"] and view["trust"] >= 8
    assert retold(talk, *lines)["outcome"] == talk.setting.say("role-play-ended-opened")
    # What the partner ends is told as before.
    on = retold(talk, *lines, Line("So it was fear.", Move.SAY_BACK), ended=False)
    assert on["outcome"] == talk.setting.say("role-play-ends-opened")


def test_the_lesson_quotes_the_learner_s_own_lines_with_why_and_how_to_mend(talk: LoadedExercise) -> None:
    learned, say = retold(talk, BACK, ASK, BLAME)["learned"], talk.setting.say
    assert [(part["kind"], part["line"]) for part in learned] == [
        ("helped", say("role-play-line", turn=1, quote=f"“{BACK.text}”")),
        ("cost", say("role-play-line", turn=3, quote=f"“{BLAME.text}”")),
        ("next", ""),
    ]
    assert [part["words"] for part in learned] == [
        say("lesson-helped-say-back"),
        f"{say('lesson-cost-judge')} {say('lesson-mend-judge')}",
        say("lesson-next-hurt"),
    ]


def test_the_lesson_says_when_a_cost_was_mended_and_what_the_moment_added(talk: LoadedExercise) -> None:
    learned, say = retold(talk, ASK, BLAME, BACK)["learned"], talk.setting.say
    kept = f"{say('lesson-helped-say-back')} {say('lesson-also-mended')} {say('lesson-good-mended')}"
    assert [(part["kind"], part["words"]) for part in learned] == [
        ("cost", f"{say('lesson-cost-judge')} {say('lesson-mended')}"),
        ("good", kept),
    ]


def test_a_line_that_mended_and_is_not_what_helped_most_is_praised_on_its_own(talk: LoadedExercise) -> None:
    sorry = Line("I'm sorry. That was unfair.", Move.SHARE, apology=True)
    waited = Line("Take your time.", Move.GIVE_TIME)
    learned, say = retold(talk, BLAME, sorry, ASK, waited)["learned"], talk.setting.say
    repair = next(part for part in learned if part["kind"] == "repair")
    assert repair["title"] == say("lesson-repair") and repair["words"] == say("lesson-repaired")
    assert repair["line"] == say("role-play-line", turn=2, quote=f"“{sorry.text}”")


@pytest.mark.parametrize(
    ("lines", "what", "quoted"),
    [
        ([BACK, ASK, BACK], "say-back", 1),
        ([ASK, QUIET, BACK], "say-back", 3),
        ([BACK, Line("You are not alone.", Move.AFFIRM), Line("So you hid.", Move.SAY_BACK),
          Line("So they want you out.", Move.SAY_BACK)], "held", 4),
        ([BACK, Line("You are not alone.", Move.AFFIRM), Line("I see.", Move.AFFIRM), QUIET], "silence", 4),
        ([ASK, Line("Take your time.", Move.GIVE_TIME), BACK], "waited", 2),
        ([BLAME, BACK, ASK], "mended", 2),
    ],
)  # fmt: skip
def test_a_good_talk_is_told_by_its_best_line_and_what_was_good_in_it(
    talk: LoadedExercise, lines: list[Line], what: str, quoted: int
) -> None:
    *_, last = retold(talk, *lines)["learned"]
    say = talk.setting.say
    assert (last["kind"], last["title"]) == ("good", say("lesson-good"))
    assert last["words"].endswith(say(f"lesson-good-{what}"))
    text = lines[quoted - 1].text
    quote = f"“{text}”" if text else say("role-play-silent")
    assert last["line"] == say("role-play-line", turn=quoted, quote=quote)


def test_the_lesson_about_quiet_quotes_what_was_sore_and_names_the_button(talk: LoadedExercise) -> None:
    lines = [BACK, Line("You are not alone.", Move.AFFIRM), Line("I'm with you.", Move.AFFIRM), Line("Hm.", Move.OTHER)]
    state = state_of(talk, *lines)
    *_, last = talk.view(state)["retold"]["learned"]
    sore = talk.view(state)["turns"][3]["says"]
    assert last["kind"] == "next" and f"After “{sore}”" in last["words"]
    assert f"“{talk.setting.say('role-play-say-nothing')}”" in last["words"]


@pytest.mark.parametrize(
    ("line", "what"),
    [(Line("You idiot.", Move.JUDGE, "insult"), "insult"), (Line("Tell me now.", Move.PUSH), "push")],
)
def test_a_lesson_for_one_who_only_hurt_is_honest(talk: LoadedExercise, line: Line, what: str) -> None:
    learned, say = retold(talk, line, line)["learned"], talk.setting.say
    assert [part["kind"] for part in learned] == ["cost", "next"]
    assert learned[0]["words"] == f"{say(f'lesson-cost-{what}')} {say(f'lesson-mend-{what}')}"
    assert learned[1]["words"] == say("lesson-next-harsh")


def test_a_lesson_for_one_who_could_not_be_heard_says_so(talk: LoadedExercise) -> None:
    learned = retold(talk, Line("qwx", Move.OTHER, "nonsense"), Line("Hm.", Move.OTHER))["learned"]
    say = talk.setting.say
    assert [(part["title"], part["words"]) for part in learned] == [(say("lesson-unheard"), say("lesson-next-unheard"))]


def test_a_silence_that_gained_nothing_is_not_called_a_gift(talk: LoadedExercise) -> None:
    turns, say = talk.view(state_of(talk, QUIET, QUIET, ended=False))["turns"], talk.setting.say
    assert [turn["coach"]["worked"] for turn in turns[:2]] == [say("coach-silence"), say("coach-silence-again")]


def test_what_the_partner_thought_last_is_shown_also_where_the_learner_ended_the_talk(talk: LoadedExercise) -> None:
    open_turns = talk.view(state_of(talk, BACK, ended=False))["turns"]
    ended_turns = talk.view(state_of(talk, BACK))["turns"]
    assert open_turns[-1]["thinks"] == ""
    assert len(ended_turns) == 3 and all(turn["thinks"] for turn in ended_turns)


def test_between_two_moves_that_hurt_the_milder_one_is_told(talk: LoadedExercise) -> None:
    either = Line("Maybe just stop.", Move.JUDGE, sure=False, second=Move.ADVISE)
    found, say = retold(talk, BACK, either), talk.setting.say
    assert found["moved"][1]["rules"] == [say("role-play-milder", by="−1")]
    turn = talk.view(state_of(talk, BACK, either, ended=False))["turns"][1]
    first, second = say("move-advise"), say("move-judge")
    assert turn["coach"]["unsure"] == say("coach-unsure-hurts", first=first, second=second)
    assert [reading["move"] for reading in turn["readings"]] == ["advise", "judge"]


def test_a_talk_by_choices_has_the_author_s_lesson_alone(talk: LoadedExercise) -> None:
    choices = [{"do": "choose", "turn": turn, "at": at} for turn, at in enumerate(TO_LEFT)]
    found = talk.view(act_all(talk, *choices))["retold"]
    assert (found["lesson"], found["learned"]) == ("It was too fast.", [])


def test_every_turning_point_in_own_words_has_a_reason(talk: LoadedExercise) -> None:
    points = retold(talk, BACK, BLAME, QUIET, DOUBT, ASK)["points"]
    assert points and all(point["feedback"] for point in points)


def test_what_if_names_each_line_on_its_button(talk: LoadedExercise) -> None:
    say, rows = talk.setting.say, retold(talk, BACK, QUIET)["moved"]
    assert [row["reword"] for row in rows] == [
        say("role-play-reword", turn=1, quote=f"“{BACK.text}”"),
        say("role-play-reword", turn=2, quote=say("role-play-silent")),
    ]


def test_each_depth_is_explained_once(talk: LoadedExercise) -> None:
    found = retold(talk, BACK)
    assert found["levels"] == [talk.setting.say(f"role-play-level-{depth}") for depth in (1, 2, 3, 4)]


def test_the_retold_talk_is_the_same_on_paper_and_tells_what_the_coach_heard(talk: LoadedExercise) -> None:
    lines = [BACK, BLAME, QUIET, DOUBT]
    state, say = state_of(talk, *lines), talk.setting.say
    found, block = talk.view(state)["retold"], talk.blocks(state)
    assert list(find_block_faults(block)) == [] and is_json(found)
    text = plain_text([block])
    told = [found["outcome"], found["used"], found["ratio"], found["stood"], *found["levels"]]
    told += [part[name] for part in found["learned"] for name in ("title", "line", "words")]
    told += [point[name] for point in found["points"] for name in ("title", "you", "answer", "feedback")]
    told += [words for row in found["moved"] for words in (row["you"], row["change_words"], *row["rules"])]
    assert [words for words in told if words not in text] == []
    notes = [turn["note"] for turn in block["inside"][-1]["turns"] if turn["note"]]
    unsure = say("role-play-unsure", first=say("move-say-back"), second=say("move-judge"))
    assert notes == [
        say("role-play-heard", move=say("move-say-back")),
        say("role-play-heard", move=say("move-judge")),
        say("role-play-sort-silence"),
        say("role-play-heard", move=unsure),
    ]


def test_a_line_that_the_learner_corrected_and_one_that_was_chosen_are_not_told_as_heard(
    talk: LoadedExercise, tmp_path: Path
) -> None:
    meant = Line("You are like that, then.", Move.SAY_BACK, meant=True)
    turns = talk.blocks(state_of(talk, meant))["inside"][-1]["turns"]
    assert [turn["note"] for turn in turns if turn["note"]] == [talk.setting.say("move-say-back")]
    changed = load_exercise(kit_with(tmp_path, porch_files(change_porch())), "porch-talk")
    turns = changed.blocks(act_all(changed, {"do": "choose", "turn": 0, "at": 2}))["inside"][-1]["turns"]
    assert [turn["note"] for turn in turns if turn["note"]] == [talk.setting.say("move-judge")]
