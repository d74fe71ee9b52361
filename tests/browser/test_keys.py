"""Each kind from untouched to finished by real key presses alone, and keys that are pressed twice or held down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from gallery_states import exercise_shown
from playwright.sync_api import Browser, Page
from stage import Stage

from workshop.exercises.kinds import KINDS

pytestmark = pytest.mark.browser
# The start of what a screen reader calls the control that has the focus.
_NAME = """() => {
  const one = document.activeElement;
  const ids = (one.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  const named = ids.map((id) => document.getElementById(id).textContent).join(" ");
  const label = one.labels && one.labels.length ? one.labels[0].textContent : "";
  return (named || one.getAttribute("aria-label") || label || one.textContent).trim();
}"""
MOST_STOPS = 90
WORD = "A few words."

# A line "to Helps" presses Tab until the focus is on what is called so, "back to" Shift+Tab; "type" types, "wait" puts
# the clock forward by seconds; any other line is one key. The rules answer before the next line.
AGAIN = ["Tab", "Shift+Tab", "Enter"]
SAY = ["Tab", "Enter"]
KEYS: dict[str, list[str]] = {
    "role-play": ["to On edge", *SAY * 5],
    "rewrite": ["to Your words", f"type {WORD}", "to Show examples", "Enter"] * 4,
    "sort": ["to Helps", "Space"] * 9,
    "choose": [*["Tab", "Enter", "Tab", "Tab", "Tab"] * 3, "Tab", "Space"],
    "scale": ["Tab", "ArrowRight", *["Tab", "Space"] * 11],
    "reflect": [*["Tab", f"type {WORD}"] * 4, "Tab"],
    "rounds": [
        *["to Start the clock", "Enter", "Tab", "Shift+Tab", "Enter", "to One more", "Enter", "Enter", "back to Next"],
        *["Enter", *AGAIN * 5],
    ],
    "ladder": [
        *["to Move up: How many", *["Enter"] * 5, "to Move up: Which part", *["Enter"] * 3],
        *["to Move up: What about", "back to Move down: What about", "Enter", "Enter", "to Check my order", "Enter"],
    ],
    "cards": ["to Deep", "Enter", "to Draw a card", "Enter", "to Keep this one", "Enter"],
    "cues": [
        *["to Draw a card", "Enter", "to What do you see", f"type {WORD}", "to What could it mean", "Enter"],
        *["Tab", "Space", "to Something else", f"type {WORD}", "to What would you ask", "Enter"],
        *["to Your question", f"type {WORD}", "to Show an example", "Enter"],
    ],
    "plan": [
        *["to Ask about the thing", "Enter", "ArrowDown", "to Put it in my week", "Enter"],
        *["to No reminder", "ArrowDown", "ArrowDown", "to Make a calendar file", "Enter"],
    ],
    "map": [
        *["to Two of us", "Enter", "to Private", "Space", "to I'm done", "Enter", "to I am person", "Enter"],
        *["to Between us", "Space", "to Up to three", "type My old letters", "Enter", "to I'm done", "Enter"],
        *["to I am person", "Enter", "to Yes, compare", "Enter", "to I am person", "Enter", "to Yes, compare", "Enter"],
    ],
    "silence": ["to Start", "Enter", "wait 9", *AGAIN],
    "poll": ["to One more", "Enter", "Enter", "to Show what", "Enter", "to Next question", "Enter"] * 2
    + ["Tab", "Tab", "type 7", "to Show what", "Enter"],
    "tally": ["to Said it back", "Enter", "Enter", "Space", "to Show the sheet", "Enter"],
}
# What the rules hold then, where a kind calls itself done earlier than that.
PROOF: dict[str, dict[str, Any]] = {
    "rewrite": {"texts": [WORD] * 4},
    "sort": {"placed": {str(at): "helps" for at in range(9)}},
    "scale": {"before": [6, 5, 5, 5, 5, 5], "after": [5] * 6},
    "reflect": {"notes": [WORD] * 4},
    "rounds": {"counts": [2, 0, 0, 0, 0]},
    "ladder": {"order": list(range(6)), "checked": True},
    "plan": {"reminder": "ten"},
    "poll": {"shown": [True] * 3, "counts": [[2, 0, 0, 0, 0], [2, 0, 0, 0, 0], [7, 0, 0, 0]]},
}


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """A page with a clock that tests can put forward."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install()
    yield Stage(page)
    context.close()


def walk_to(page: Page, key: str, name: str) -> None:
    """Presses Tab, at least once, until what has the focus is called so."""
    met = []
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        met.append(page.evaluate(_NAME))
        if met[-1].startswith(name):
            return
    raise AssertionError(f"{key} does not come to {name!r}, but to {met}")


def do(stage: Stage, line: str) -> None:
    """One line of a script of keys."""
    page = stage.page
    word, _, rest = line.partition(" ")
    if line.startswith("back to "):
        walk_to(page, "Shift+Tab", line.removeprefix("back to "))
    elif word == "to":
        walk_to(page, "Tab", rest)
    elif word == "type":
        page.keyboard.type(rest)
    elif word == "wait":
        page.clock.fast_forward(int(rest) * 1000)
    else:
        page.keyboard.press(line)
    stage.settle()


@pytest.mark.parametrize("kind", KINDS)
def test_keys_alone_finish_it(stage: Stage, kind: str) -> None:
    exercise = exercise_shown(kind)
    stage.show(exercise)
    stage.errors.clear()
    for line in KEYS[kind]:
        do(stage, line)
    state = stage.work.state
    assert exercise.view(state)["done"], state
    for name, value in PROOF.get(kind, {}).items():
        assert state[name] == value
    assert stage.errors == []


def test_keys_pressed_twice_or_held_down_are_one_press_and_counts_take_each(stage: Stage) -> None:
    """Counts and steps of a ladder take every press; elsewhere a second one right after was meant as one."""
    stage.show(exercise_shown("rewrite"))
    for key in ["to Show examples", "Enter", "Enter"]:
        do(stage, key)
    assert stage.work.state["shown"] == [True, False, False, False]
    stage.page.keyboard.down("Tab")
    stage.page.keyboard.up("Tab")
    do(stage, "back to Hide examples")
    for _ in range(3):
        stage.page.keyboard.down("Enter")
    stage.page.keyboard.up("Enter")
    stage.settle()
    assert stage.work.state["shown"] == [False] * 4


def test_one_press_too_many_at_the_top_of_a_ladder_does_not_turn_the_step_back(stage: Stage) -> None:
    """At the top of a ladder, one more press of the same key leaves the step and the focus where they are."""
    stage.show(exercise_shown("ladder"))
    for key in ["to Move up: How was it", "Enter", "Enter", "Enter"]:
        do(stage, key)
    assert stage.work.state["order"][0] == 3
    assert stage.page.evaluate(_NAME).startswith("Move up: How was it")
