"""What is said aloud when something happens, and timers: they can be paused, and end with a sign for the eyes too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from gallery_states import exercise_shown, work_shown
from looking import heard, listen
from playwright.sync_api import Browser, Page, expect
from stage import Stage

from workshop.exercises.kinds import KINDS

pytestmark = pytest.mark.browser
# Counts the tones a page would play.
COUNT_TONES = """window.tones = 0;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () { window.tones += 1; return make.call(this); };"""

# What is pressed in an exercise in use, and what is said then. None: the control says its own state, as a slider does.
TOLD: dict[str, tuple[str, str] | None] = {
    "role-play": ("Start again", "Started again."),
    "rewrite": ("Start again", "Started again."),
    "sort": ("Depends on us", "Depends on us. Most would say: Helps. At a corner, .+ 4 of 9 sorted."),
    "choose": ("Wait until it rains.", "This is likely to close it. .+ 2 of 4 answered."),
    "scale": ("Start again", "Started again."),
    "reflect": ("Start again", "Started again."),
    "rounds": ("One more: Advice slipped out", "Advice slipped out: 2"),
    "ladder": ("Move up: Which part", r"Now in place 5: Which part of it did you like best\?"),
    "cards": ("Draw another", ".+[?.] [0-9] of 8 left."),
    "cues": ("Next card", "A new card. .+ left."),
    "plan": ("Next week", "The plan is now for .+"),
    "map": ("Fine for others", "Fine for others: What I write down for myself. 5 of 12 placed"),
    "silence": ("Next person", "It has begun."),
    "poll": ("One more: In writing", "In writing: 2"),
    "tally": ("Gave time", "Gave time: 2"),
}


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """A page with a clock that tests can put forward, and that counts the tones it plays."""
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    page.add_init_script(COUNT_TONES)
    page.clock.install()
    yield Stage(page)
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_is_said_once_in_words_that_tell_it(stage: Stage, kind: str) -> None:
    stage.show(exercise_shown(kind), work_shown(kind, "in-use"))
    name, words = TOLD[kind]
    listen(stage.page)
    press(stage, name)
    assert len(heard(stage.page)) == 1, heard(stage.page)
    assert re.fullmatch(words, heard(stage.page)[0])


def test_the_same_words_are_said_anew(stage: Stage) -> None:
    stage.show(exercise_shown("sort"))
    listen(stage.page)
    for _ in range(2):
        button = stage.page.get_by_role("button", name="Bring it back")
        expect(button).to_have_attribute("aria-disabled", "true")
        button.focus()
        stage.page.keyboard.press("Tab")
        stage.page.keyboard.press("Shift+Tab")
        stage.page.keyboard.press("Enter")
        stage.settle()
    assert heard(stage.page) == ["There is nothing to bring back."] * 2


def press(stage: Stage, name: str) -> None:
    """Presses the first button that is called so."""
    stage.page.get_by_role("button", name=name).first.click()
    stage.settle()


def clock_of(page: Page) -> str:
    return page.locator(".tk-clock span").inner_text()


def test_the_clock_of_rounds_stands_still_when_it_is_paused(stage: Stage) -> None:
    stage.show(exercise_shown("rounds"))
    press(stage, "Start the clock")
    stage.page.clock.fast_forward(30_000)
    press(stage, "Pause")
    left = stage.work.state["left"]
    assert stage.work.state["ends"] is None and 85_000 < left <= 90_000
    shown = clock_of(stage.page)
    stage.page.clock.fast_forward(600_000)
    stage.settle()
    assert (stage.work.state["left"], clock_of(stage.page), stage.work.state["turn"]) == (left, shown, 0)
    press(stage, "Go on")
    assert stage.work.state["ends"] is not None


@pytest.mark.parametrize("quiet", [False, True], ids=["with sound", "silent"])
def test_the_end_of_a_turn_shows_for_the_eyes_and_is_said_once(stage: Stage, quiet: bool) -> None:
    page = stage.page
    stage.show(exercise_shown("rounds"))
    if quiet:
        page.get_by_label("Sound at the end").uncheck()
        stage.settle()
    press(stage, "Start the clock")
    before = page.locator(".tk-clock").evaluate("one => getComputedStyle(one).outlineStyle")
    listen(page)
    page.clock.fast_forward(121_000)
    expect(page.locator(".tk-time-up")).to_have_text("Time is up")
    stage.settle()
    assert heard(page) == ["Time is up. After turn 1 of 3: talk it over."]
    assert page.locator(".tk-clock").evaluate("one => getComputedStyle(one).outlineStyle") != before
    assert page.evaluate("window.tones") == (0 if quiet else 2)
    # It stays until the next step.
    page.clock.fast_forward(300_000)
    expect(page.locator(".tk-time-up")).to_be_visible()
    assert stage.work.state["phase"] == "pause" and stage.work.state["ends"] is None
    press(stage, "Start the clock")
    expect(page.locator(".tk-time-up")).to_have_count(0)


def test_a_silence_has_no_limit_no_sound_and_can_be_stopped(stage: Stage) -> None:
    page = stage.page
    stage.show(exercise_shown("silence"))
    press(stage, "Start")
    page.clock.fast_forward(3_600_000)
    stage.settle()
    expect(page.get_by_role("button", name="Now it is over")).to_be_visible()
    press(stage, "Stop this try")
    assert stage.work.state["tries"] == []
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_focused()
    page.clock.fast_forward(1_000)
    press(stage, "Start")
    page.clock.fast_forward(12_000)
    press(stage, "Now it is over")
    assert 12 <= stage.work.state["tries"][0] < 15
    assert page.evaluate("window.tones") == 0
