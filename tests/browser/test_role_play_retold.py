"""A talk retold in a browser: two talks side by side or one below the other, and one thing to do next."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gallery_states import exercise_shown, in_own_words
from looking import ALL_RULES, COLORS_ONLY, find_faults, find_lost_in_forced_colors, find_sideways, find_squeezed
from playwright.sync_api import Browser, Page
from stage import Stage

from workshop.exercises.kind import Action
from workshop.exercises.work import act, begin_work

pytestmark = pytest.mark.browser
LINES = ("Sounds like a long day.", "", "You always hide everything from me!", "What happened there?")
FIRST: list[Action] = [*in_own_words(*LINES), {"do": "end", "turn": len(LINES)}]
SECOND: list[Action] = [
    {"do": "again"},
    {"do": "way", "way": "choices"},
    *({"do": "choose", "turn": turn, "at": at} for turn, at in enumerate((2, 1, 2, 1, 2))),
]
# The columns' left edges and widths, and where their first turns begin.
COLUMNS = """() => [...document.querySelectorAll(".tk-compared > div")].map((one) => {
  const { left, top, bottom, width } = one.getBoundingClientRect();
  const turns = [...one.querySelectorAll("li")].map((turn) => Math.round(turn.getBoundingClientRect().top));
  return { left, top, bottom, width: Math.round(width), turns };
})"""


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """One page for all; its owner wants no motion."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    yield Stage(context.new_page(), steady=True)
    context.close()


def show(stage: Stage, *actions: Action, width: int = 1000) -> Page:
    """Draws the role-play after these actions, with all that is folded unfolded."""
    work = begin_work(exercise_shown("role-play"))
    for action in actions:
        work = act(exercise_shown("role-play"), work, action)
    stage.page.set_viewport_size({"width": width, "height": 900})
    stage.show(exercise_shown("role-play"), work)
    stage.errors.clear()
    stage.page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    return stage.page


def test_two_talks_side_by_side_have_equal_width_and_turns_at_the_same_height(stage: Stage) -> None:
    earlier, now = show(stage, *FIRST, *SECOND).evaluate(COLUMNS)
    assert earlier["width"] == now["width"] > 200 and earlier["left"] < now["left"]
    both = min(len(earlier["turns"]), len(now["turns"]))
    assert both > 3 and earlier["turns"][:both] == now["turns"][:both]


def test_in_a_narrow_window_one_talk_stands_below_the_other(stage: Stage) -> None:
    earlier, now = show(stage, *FIRST, *SECOND, width=480).evaluate(COLUMNS)
    assert now["top"] >= earlier["bottom"] and now["left"] == earlier["left"] and earlier["width"] == now["width"]


def test_two_talks_have_no_fault_and_fit_in_any_window(stage: Stage) -> None:
    page = show(stage, *FIRST, *SECOND)
    assert find_faults(page, ALL_RULES) == []
    stage.turn(dark=True)
    assert find_faults(page, COLORS_ONLY) == [], "in the dark theme"
    assert find_lost_in_forced_colors(page) == []
    assert [*find_sideways(page, 320), *find_squeezed(page, 320), *find_sideways(page, 640)] == []


def test_at_the_end_one_button_stands_out_and_each_line_has_a_button_with_its_words(stage: Stage) -> None:
    page = show(stage, *FIRST)
    assert page.locator(".tk-play .tk-main").all_inner_texts() == ["Play it again"]
    last = page.get_by_role("button", name="Take back").or_(page.get_by_role("button", name="Go on")).first
    assert last.evaluate("one => getComputedStyle(one).borderTopColor") == "rgba(0, 0, 0, 0)"
    names = page.get_by_role("button", name="Say line").all_inner_texts()
    assert len(names) == len(set(names)) == len(LINES)
    assert names[2] == "Say line 3 anew: “You always hide everything from me!”"


def test_the_chart_s_numbers_are_those_of_the_lines(stage: Stage) -> None:
    page = show(stage, *FIRST)
    labels = page.locator(".tk-plot text").all_text_contents()
    assert labels[-len(LINES) - 1 :] == ["Start", *(str(at + 1) for at in range(len(LINES)))]
