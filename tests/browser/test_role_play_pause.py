"""Role-play in own words in a browser: after words of danger the talk waits, and can be stopped or go on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gallery_states import exercise_shown, in_own_words
from looking import ALL_RULES, COLORS_ONLY, find_faults, find_lost_in_forced_colors, find_sideways, find_squeezed
from playwright.sync_api import Browser
from stage import Stage
from test_keys import do
from test_role_play_words import FOCUSED, last_answer, press, show

from workshop.exercises.kind import Action

pytestmark = pytest.mark.browser
ALARM = "So you wanted to die of shame there."
WAITING = in_own_words("Sounds like a long day.", ALARM)
STATES: dict[str, list[Action]] = {"waiting": WAITING, "stopped": [*WAITING, {"do": "stop", "turn": 2}]}
STOP, ON = "Stop here", "It was about the scene, go on"
each_state = pytest.mark.parametrize("state", STATES)


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """One page for all; its owner wants no motion."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    yield Stage(context.new_page(), steady=True)
    context.close()


@each_state
def test_axe_finds_no_fault_in_any_theme_and_it_fits_narrow_windows(stage: Stage, state: str) -> None:
    page = show(stage, *STATES[state], unfold=True)
    assert find_faults(page, ALL_RULES) == []
    stage.turn(dark=True)
    assert find_faults(page, COLORS_ONLY) == [], "in the dark theme"
    assert find_lost_in_forced_colors(page) == []
    assert [*find_sideways(page, 320), *find_squeezed(page, 320)] == []


def test_the_note_stays_and_nothing_can_be_typed_until_one_of_the_two_is_pressed(stage: Stage) -> None:
    page = show(stage, *in_own_words("Sounds like a long day."))
    page.get_by_role("textbox").fill(ALARM)
    press(stage, "Say it")
    assert page.get_by_role("textbox").count() == 0 and page.get_by_role("button", name="Say nothing").count() == 0
    pause = page.get_by_role("group", name="Is this still about the scene?")
    told = pause.inner_text()
    assert all(words in told for words in ("wanted to die", "counselor", "waits", STOP, ON))
    assert page.evaluate(FOCUSED) == ["Robin: " + last_answer(stage), "DIV"]
    assert pause.evaluate("one => one.getBoundingClientRect().bottom <= innerHeight + 1")


def test_keys_alone_go_on_with_what_was_about_the_scene(stage: Stage) -> None:
    page = show(stage, *WAITING)
    for line in [f"to {ON}", "Enter"]:
        do(stage, line)
    assert stage.work.state["lines"][-1]["sort"] == "words"
    assert page.get_by_role("textbox").is_visible() and page.get_by_role("button", name=STOP).count() == 0
    assert page.evaluate(FOCUSED) == ["Robin: " + last_answer(stage), "DIV"] and stage.errors == []


def test_keys_alone_stop_the_talk_and_can_take_that_back(stage: Stage) -> None:
    page = show(stage, *WAITING)
    for line in [f"to {STOP}", "Enter"]:
        do(stage, line)
    say = exercise_shown("role-play").setting.say
    assert page.get_by_role("heading", name=say("role-play-stopped")).is_visible()
    assert page.get_by_text(say("role-play-stopped-call")).is_visible()
    assert page.get_by_text(say("role-play-retold")).count() == 0, "how it was played is no matter now"
    for line in ["to Go on with this talk", "Enter"]:
        do(stage, line)
    assert page.get_by_role("button", name=ON).is_visible() and stage.errors == []


def test_a_talk_that_waits_still_waits_when_the_page_is_opened_again(stage: Stage) -> None:
    page = show(stage, *WAITING)
    stage.show(exercise_shown("role-play"), stage.work)
    assert page.get_by_role("button", name=ON).is_visible() and page.get_by_role("textbox").count() == 0
