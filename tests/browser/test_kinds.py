"""Every kind of exercise in a browser: for all eyes and hands, on narrow windows, without motion, pressed twice."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pytest
from gallery_states import STATES, exercise_shown, work_shown
from looking import (
    ALL_RULES,
    COLORS_ONLY,
    find_faults,
    find_lost_in_forced_colors,
    find_moving,
    find_sideways,
    find_squeezed,
    heard,
    listen,
    places_of,
    walk_by_tab,
)
from playwright.sync_api import Browser, ElementHandle, Page
from stage import Stage

from workshop.exercises.kinds import KINDS

pytestmark = pytest.mark.browser
SNAPSHOTS = Path(__file__).parent / "snapshots"
REWRITE = "REWRITE_SNAPSHOTS"
BUTTONS = "section.tk-exercise button:enabled:visible:not([data-rapid], [aria-disabled=true])"
each_kind = pytest.mark.parametrize("kind", KINDS)
each_picture = pytest.mark.parametrize(("kind", "state"), [(kind, state) for kind in KINDS for state in STATES])


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """One page for all kinds; its owner wants no motion."""
    context = browser.new_context(
        viewport={"width": 1000, "height": 900}, reduced_motion="reduce", locale="en-US", timezone_id="UTC"
    )
    yield Stage(context.new_page(), steady=True)
    context.close()


def show(stage: Stage, kind: str, state: str) -> Page:
    """Draws a kind in one of its three states, in the light theme."""
    stage.show(exercise_shown(kind), work_shown(kind, state))
    stage.errors.clear()
    return stage.page


@each_picture
def test_axe_finds_no_fault_in_any_theme(stage: Stage, kind: str, state: str) -> None:
    page = show(stage, kind, state)
    assert find_faults(page, ALL_RULES) == []
    stage.turn(dark=True)
    assert find_faults(page, COLORS_ONLY) == [], "in the dark theme"


@each_picture
def test_nothing_is_told_by_a_background_alone(stage: Stage, kind: str, state: str) -> None:
    """Where a person forces their own colors, axe mixes these with the page's; so edges and marks are looked at."""
    page = show(stage, kind, state)
    assert find_lost_in_forced_colors(page) == []
    stage.turn(dark=True)
    assert find_lost_in_forced_colors(page) == [], "in the dark theme"


@each_picture
def test_what_a_screen_reader_is_told_is_what_was_agreed(stage: Stage, kind: str, state: str) -> None:
    told = show(stage, kind, state).locator("section.tk-exercise").aria_snapshot() + "\n"
    path = SNAPSHOTS / f"{kind}-{state}.yaml"
    if os.environ.get(REWRITE):
        path.write_text(told, encoding="utf-8")
    agreed = path.read_text(encoding="utf-8") if path.exists() else ""
    assert told == agreed, (
        f"{path.name} tells something else. Read the difference; if it is meant, write it anew with "
        f"{REWRITE}=1 python scripts/check.py tests/browser/test_kinds.py"
    )


def test_each_snapshot_belongs_to_a_kind() -> None:
    wanted = {f"{kind}-{state}.yaml" for kind in KINDS for state in STATES}
    left = {path.name for path in SNAPSHOTS.iterdir()} - wanted
    assert not left, f"Delete these from {SNAPSHOTS}: {sorted(left)}"


@each_picture
def test_nothing_scrolls_sideways_in_a_narrow_window_or_when_enlarged(stage: Stage, kind: str, state: str) -> None:
    page = show(stage, kind, state)
    assert [*find_sideways(page, 320), *find_sideways(page, 640)] == []
    # A laptop's 1280 pixels enlarged to twice their size leave 640, and a phone 320.
    assert [*find_squeezed(page, 320), *find_squeezed(page, 640)] == []


@each_picture
def test_tab_reaches_every_control_which_shows_it_and_is_large_enough(stage: Stage, kind: str, state: str) -> None:
    seen, missed = walk_by_tab(show(stage, kind, state))
    assert seen and missed == []
    unseen = [one["html"] for one in seen if not one["visible"] or one["outline"] < 2]
    small = [one["html"] for one in seen if min(one["width"], one["height"]) < 24]
    low = [one["html"] for one in seen if one["button"] and one["height"] < 44]
    assert (unseen, small, low) == ([], [], []), "(no outline, smaller than 24 px, a button lower than 44 px)"


@each_kind
def test_nothing_moves_for_those_who_want_no_motion(stage: Stage, kind: str) -> None:
    page = show(stage, kind, "in-use")
    button = page.locator(BUTTONS).first
    button.hover()
    button.click()
    assert find_moving(page) == []
    stage.settle()
    assert find_moving(page) == []


@dataclass
class Press:
    """What pressing one button did: where things stood before and after, and what a second press then changed."""

    button: str
    toggles: bool
    carries: bool
    before: dict[str, list[int] | None] = field(default_factory=dict)
    after: dict[str, list[int] | None] = field(default_factory=dict)
    changed: bool = False
    changed_again: bool = False
    said: list[str] = field(default_factory=list)
    said_again: list[str] = field(default_factory=list)
    focus_moved: bool = False
    errors: list[str] = field(default_factory=list)


@lru_cache
def press_everything(stage: Stage, kind: str) -> list[Press]:
    """Presses buttons twice at the same place, each time in the exercise in use as it was."""
    presses = []
    words = show(stage, kind, "in-use").locator(BUTTONS).all_inner_texts()
    for number, text in enumerate(words):
        # Rows have the same buttons again and again; the first three of a kind tell enough.
        if words[:number].count(text) < 3:
            show(stage, kind, "in-use")
            presses.append(press_twice(stage, stage.page.locator(BUTTONS).nth(number).element_handle()))
    return presses


def press_twice(stage: Stage, button: ElementHandle) -> Press:
    """Two presses as of a double click, the second one after the rules have answered the first."""
    page = stage.page
    button.scroll_into_view_if_needed()
    toggles = button.evaluate("button => button.matches('[aria-pressed], [aria-expanded]')")
    # A step of a ladder moves with its button; the frame's own buttons stand below what may grow.
    carries = button.evaluate("button => Boolean(button.closest('.tk-step, .tk-tools'))")
    press = Press(button.evaluate("button => button.outerHTML"), toggles, carries)
    press.before = places_of(page, button)
    box = button.bounding_box()
    was = stage.work
    listen(page)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.up()
    stage.settle()
    once, press.after = stage.work, places_of(page, button)
    press.changed, press.said = once != was, heard(page)
    press.focus_moved = page.evaluate("button => ![button, document.body].includes(document.activeElement)", button)
    listen(page)
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    stage.settle()
    press.changed_again, press.said_again, press.errors = stage.work != once, heard(page), list(stage.errors)
    if page.evaluate("() => Boolean(document.fullscreenElement)"):
        page.evaluate("() => document.exitFullscreen()")
    return press


@each_kind
def test_a_button_pressed_twice_does_the_same_as_pressed_once(stage: Stage, kind: str) -> None:
    presses = press_everything(stage, kind)
    assert presses
    assert [press.button for press in presses if press.changed_again] == []
    assert [press.errors for press in presses if press.errors] == []
    assert [(press.button, press.said_again) for press in presses if press.said_again] == []


@each_kind
def test_what_a_press_does_is_told_once(stage: Stage, kind: str) -> None:
    """By a live region, by the focus that moves to what is new, or by the button's own state."""
    presses = press_everything(stage, kind)
    assert [(press.button, press.said) for press in presses if len(press.said) > 1] == []
    assert [(press.button, press.said) for press in presses if press.said and len(press.said[0]) < 4] == []
    told = [press.button for press in presses if press.said or press.focus_moved or press.toggles]
    assert [press.button for press in presses if press.changed and press.button not in told] == []


@each_kind
def test_a_pressed_button_stays_where_it_is(stage: Stage, kind: str) -> None:
    """One that moves its own thing moves with it, the frame's own come after whatever grows above them, and one that
    takes the person elsewhere is out of sight.
    """
    presses = [press for press in press_everything(stage, kind) if press.after["button"]]
    still = [press for press in presses if not press.carries and not press.focus_moved]
    moved = [(press.button, press.before, press.after) for press in still if press.before != press.after]
    assert moved == []
