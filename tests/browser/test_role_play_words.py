"""Role-play in own words in a browser: by keys alone, what is said aloud, where the focus goes, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from exercise_cases import unsure_text
from gallery_states import exercise_shown, in_own_words
from looking import (
    ALL_RULES,
    COLORS_ONLY,
    find_faults,
    find_lost_in_forced_colors,
    find_sideways,
    find_squeezed,
    heard,
    listen,
    walk_by_tab,
)
from playwright.sync_api import Browser, Page
from stage import Stage
from test_keys import do, walk_to

from workshop.exercises.kind import Action
from workshop.exercises.work import Work, act, begin_work

pytestmark = pytest.mark.browser
LINES = ("Sounds like a long day.", "", "You always hide everything from me!", "qwx zzkpf", "What happened there?")
VOTES: list[Action] = [{"do": "vote", "turn": 0, "at": at, "count": count} for at, count in ((0, 2), (1, 5), (2, 1))]
STATES: dict[str, list[Action]] = {
    "begun": in_own_words(),
    "unsure": in_own_words(*LINES, unsure_text()),
    "over": [*in_own_words(*LINES), {"do": "end", "turn": len(LINES)}],
    "hands": VOTES,
}
FOCUSED = "() => [document.activeElement.getAttribute('aria-label'), document.activeElement.tagName]"
each_state = pytest.mark.parametrize("state", STATES)


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """One page for all; its owner wants no motion."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    yield Stage(context.new_page(), steady=True)
    context.close()


def work_after(*actions: Action) -> Work:
    work = begin_work(exercise_shown("role-play"))
    for action in actions:
        work = act(exercise_shown("role-play"), work, action)
    return work


def show(stage: Stage, *actions: Action, unfold: bool = False) -> Page:
    """Draws the role-play after these actions, with all that is folded unfolded where that is wished."""
    stage.show(exercise_shown("role-play"), work_after(*actions))
    stage.errors.clear()
    if unfold:
        stage.page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return stage.page


def press(stage: Stage, name: str) -> None:
    stage.page.get_by_role("button", name=name).first.click()
    stage.settle()


@each_state
def test_axe_finds_no_fault_in_any_theme(stage: Stage, state: str) -> None:
    page = show(stage, *STATES[state], unfold=True)
    assert find_faults(page, ALL_RULES) == []
    stage.turn(dark=True)
    assert find_faults(page, COLORS_ONLY) == [], "in the dark theme"
    assert find_lost_in_forced_colors(page) == []


@each_state
def test_it_fits_narrow_windows_and_tab_reaches_all(stage: Stage, state: str) -> None:
    page = show(stage, *STATES[state], unfold=True)
    assert [*find_sideways(page, 320), *find_sideways(page, 640)] == []
    assert [*find_squeezed(page, 320), *find_squeezed(page, 640)] == []
    seen, missed = walk_by_tab(page)
    assert seen and missed == []
    unseen = [one["html"] for one in seen if not one["visible"] or one["outline"] < 2]
    small = [one["html"] for one in seen if min(one["width"], one["height"]) < 24]
    assert (unseen, small) == ([], [])


def test_keys_alone_play_a_talk_in_own_words_to_its_end(stage: Stage) -> None:
    page = show(stage)
    for line in ["to In my own words", "Enter", "to What do you say", "type Sounds like a long day.", "Control+Enter"]:
        do(stage, line)
    assert page.evaluate(FOCUSED) == ["Robin: " + last_answer(stage), "DIV"]
    for line in ["to What do you say", "type Was it the meeting?", "to Say it", "Enter"]:
        do(stage, line)
    for line in ["to Say nothing", "Enter", "to End the talk here", "Enter"]:
        do(stage, line)
    state = stage.work.state
    assert [row["text"] for row in state["lines"]] == ["Sounds like a long day.", "Was it the meeting?", ""]
    assert state["ended"] and exercise_shown("role-play").view(state)["done"]
    assert page.evaluate(FOCUSED) == ["Robin: " + last_answer(stage), "DIV"]
    for line in ["to What if", "Enter", "to Say line 1 anew", "Enter"]:
        do(stage, line)
    walk_to(page, "Tab", "What do you say")
    assert page.evaluate("() => document.activeElement.value") == "Sounds like a long day."
    assert stage.errors == []


def last_answer(stage: Stage) -> str:
    return exercise_shown("role-play").view(stage.work.state)["turns"][-1]["says"]


def test_what_the_coach_says_belongs_to_the_answer_that_gets_the_focus(stage: Stage) -> None:
    page = show(stage, *in_own_words("Sounds like a long day."))
    page.get_by_role("textbox").fill("You always hide everything from me!")
    listen(page)
    press(stage, "Say it")
    told = page.evaluate(
        "() => document.activeElement.getAttribute('aria-describedby').split(' ')"
        ".map((id) => document.getElementById(id)).filter(Boolean).map((one) => one.textContent).join(' ')"
    )
    note = exercise_shown("role-play").view(stage.work.state)["turns"][1]["coach"]
    assert all(words in told for words in (note["worked"], "Judged.", note["quoted"], note["does"], "Trust fell"))
    # The focus tells it; a live region would tell it twice.
    assert heard(page) == []


def test_the_words_that_show_a_move_are_marked_in_the_line(stage: Stage) -> None:
    page = show(stage, *in_own_words("You always hide everything from me!"))
    assert page.locator(".tk-mine mark").all_inner_texts() == ["You always"]


def test_a_press_of_say_it_on_an_empty_field_tells_what_to_do(stage: Stage) -> None:
    page = show(stage, *in_own_words())
    listen(page)
    press(stage, "Say it")
    assert heard(page) == ["The field is empty. Type a line, or choose Say nothing."]
    assert stage.work.state["lines"] == [] and page.evaluate(FOCUSED)[1] == "TEXTAREA"


def test_a_line_is_said_once_whatever_is_pressed_twice(stage: Stage) -> None:
    page = show(stage, *in_own_words())
    page.get_by_role("textbox").fill("I was worried.")
    for _ in range(2):
        page.keyboard.press("Control+Enter")
    stage.settle()
    assert [row["text"] for row in stage.work.state["lines"]] == ["I was worried."]
    assert page.get_by_role("textbox").input_value() == "" and stage.work.state["field"] == ""


def test_what_is_half_typed_is_kept_by_the_rules_when_the_field_is_left(stage: Stage) -> None:
    page = show(stage, *in_own_words())
    page.get_by_role("textbox").fill("I was wor")
    page.keyboard.press("Tab")
    stage.settle()
    assert stage.work.state["field"] == "I was wor"


@pytest.mark.parametrize("at", [0, 1])
def test_an_unsure_line_goes_on_with_the_move_that_is_picked(stage: Stage, at: int) -> None:
    page = show(stage, *in_own_words(unsure_text()))
    wanted = exercise_shown("role-play").view(stage.work.state)["turns"][0]["readings"][at]["move"]
    page.get_by_role("button", name="Read it as").nth(at).click()
    stage.settle()
    row = stage.work.state["lines"][0]
    assert (row["move"], row["sure"]) == (wanted, True)
    assert page.get_by_role("button", name="Read it as").count() == 0
    assert page.evaluate(FOCUSED) == ["Robin: " + last_answer(stage), "DIV"]


def test_a_group_s_hands_mark_the_line_and_whoever_leads_still_picks_it(stage: Stage) -> None:
    page = show(stage)
    press(stage, "Count hands")
    more = page.get_by_role("button", name="One more hand").nth(1)
    listen(page)
    for _ in range(3):
        more.click()
        stage.settle()
    assert stage.work.state["votes"] == [0, 3, 0, 0] and stage.work.state["choices"] == []
    assert len(heard(page)) == 3 and heard(page)[-1].endswith(" 3")
    assert page.locator(".tk-choice").nth(1).inner_text().endswith("Most hands")
