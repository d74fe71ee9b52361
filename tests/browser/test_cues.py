"""Cues in a browser: words stay with the card they were written for, and a drawing is only ever an image."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from exercise_cases import make_exercise
from playwright.sync_api import Browser
from stage import Stage

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(browser: Browser) -> Iterator[Stage]:
    """A page with the small sample of cues, its first card drawn."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    stage = Stage(context.new_page(), steady=True)
    stage.show(make_exercise("cues"))
    stage.page.get_by_role("button", name="Draw a card").click()
    stage.settle()
    yield stage
    context.close()


def test_what_is_typed_right_before_the_next_card_stays_with_the_old_one(stage: Stage) -> None:
    page = stage.page
    page.get_by_role("textbox").press_sequentially("It stands still")
    # As in a browser that leaves the focus in the field when a button is pressed.
    page.evaluate(
        "() => [...document.querySelectorAll('button')].find((one) => one.textContent === 'Next card').click()"
    )
    stage.settle()
    assert [entry["saw"] for entry in stage.work.state["kept"]] == ["It stands still"]
    assert page.get_by_role("textbox").input_value() == ""


def test_the_new_card_is_told_and_the_button_keeps_the_focus(stage: Stage) -> None:
    page = stage.page
    page.get_by_role("textbox").press_sequentially("It stands still")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    stage.settle()
    see = stage.exercise.view(stage.work.state)["card"]["see"] if stage.exercise else ""
    assert see in (page.locator("section > [role=status]").text_content() or "")
    assert page.get_by_role("button", name="Next card").evaluate("button => button === document.activeElement")
    assert page.get_by_role("img", name=see).is_visible()


def test_a_drawing_is_an_image_and_never_part_of_the_page(stage: Stage) -> None:
    card = stage.page.locator(".tk-cue-card")
    assert card.locator("img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert card.locator("svg").count() == 0
