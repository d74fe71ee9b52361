"""Role-play in own words in a browser: what one says to a coach that is wrong, and what is in view on small screens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from exercise_cases import unsure_text
from gallery_states import exercise_shown, in_own_words
from looking import heard, listen
from playwright.sync_api import Browser, Page
from stage import Stage
from test_keys import do
from test_role_play_words import FOCUSED, LINES, last_answer, press, show

from workshop.content.moves import Move

pytestmark = pytest.mark.browser
HIDING = "You always hide everything from me!"
NOT_SURE, SURE = "Something else", "I meant it as"
FOLDED = "Did you mean something else?"
# What is called a tick: the path of the icon that says "good".
TICKS = ".tk-feedback .tk-icon path[d='m7.8 12.4 2.9 2.9 5.5-6.2']"
_PLACES = """() => {
  const place = (one) => { const box = one.getBoundingClientRect(); return { top: box.top, bottom: box.bottom }; };
  const mine = [...document.querySelectorAll(".tk-mine")].pop();
  return {
    mine: place(mine),
    note: place(mine.nextElementSibling.querySelector("[id*=-line]")),
    field: place(document.querySelector("[data-next]")),
    seen: innerHeight,
  };
}"""


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    """One page for all; its owner wants no motion."""
    context = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    yield Stage(context.new_page(), steady=True)
    context.close()


def last_row(stage: Stage) -> dict[str, object]:
    row: dict[str, object] = stage.work.state["lines"][-1]
    return row


def test_where_the_coach_is_not_sure_every_move_can_be_picked_by_keys_alone(stage: Stage) -> None:
    page = show(stage, *in_own_words(unsure_text()))
    names = page.get_by_label(NOT_SURE).locator("option").all_inner_texts()
    assert names[1:] == [exercise_shown("role-play").setting.say(f"move-{move}") for move in Move]
    for line in [f"to {NOT_SURE}", "type Offered", "Tab", "Enter"]:
        do(stage, line)
    assert (last_row(stage)["move"], last_row(stage)["meant"]) == ("offer-help", True)
    assert "You meant it as “Offered help.”" in page.locator(".tk-feedback").last.inner_text()
    assert page.evaluate(FOCUSED) == ["Robin: " + last_answer(stage), "DIV"]
    assert page.get_by_label(NOT_SURE).count() == 0 and stage.errors == []


def test_below_a_line_of_which_the_coach_was_sure_the_list_is_folded_and_opens_by_keys(stage: Stage) -> None:
    page = show(stage, *in_own_words("Sounds like a long day.", HIDING))
    assert page.get_by_label(SURE).is_hidden()
    for line in [f"to {FOLDED}", "Enter", f"to {SURE}", "type Shared", "Tab", "Enter"]:
        do(stage, line)
    assert (last_row(stage)["move"], last_row(stage)["meant"]) == ("share", True)
    assert page.get_by_text(FOLDED).count() == 1 and page.get_by_label(SURE).is_hidden()


def test_a_press_without_a_move_tells_what_to_do_and_changes_nothing(stage: Stage) -> None:
    page = show(stage, *in_own_words(unsure_text()))
    listen(page)
    press(stage, "Read it so")
    assert heard(page) == ["Choose a move from the list first."]
    assert page.evaluate(FOCUSED)[1] == "SELECT" and last_row(stage)["meant"] is False


@pytest.mark.parametrize("text", ["", "I want to die"])
def test_below_silence_and_danger_there_is_no_list(stage: Stage, text: str) -> None:
    page = show(stage, *in_own_words(text))
    assert page.get_by_text(FOLDED).count() == 0 and page.locator(".tk-feedback select").count() == 0


def test_no_line_that_hurts_or_may_hurt_or_does_nothing_has_a_tick(stage: Stage) -> None:
    # The last one ends the talk: it is the third that hurts.
    lines = (*LINES, "You idiot.", "Dinner is at seven.", unsure_text(hurts_or_helps=True), HIDING)
    page = show(stage, *in_own_words(*lines))
    assert page.locator(".tk-feedback .tk-icon").count() >= len(lines)
    assert page.locator(TICKS).count() == 0


def places_after(stage: Stage, page: Page, text: str) -> dict[str, dict[str, float]]:
    """Where things stand in the window once a line was said by Ctrl+Enter."""
    page.get_by_role("textbox").fill(text)
    page.keyboard.press("Control+Enter")
    stage.settle()
    assert last_row(stage)["text"] == text
    places: dict[str, dict[str, float]] = page.evaluate(_PLACES)
    return places


@pytest.mark.parametrize(("width", "height"), [(640, 360), (320, 568), (1000, 900)])
@pytest.mark.parametrize("text", ["Sounds like it was too much.", HIDING, "Some people.", "Have you tried a bath?"])
def test_what_one_said_and_the_coach_s_note_are_in_view_on_a_small_screen(
    stage: Stage, width: int, height: int, text: str
) -> None:
    page = show(stage, *in_own_words("What happened there?", "I was worried about you."))
    page.set_viewport_size({"width": width, "height": height})
    try:
        places = places_after(stage, page, text)
    finally:
        page.set_viewport_size({"width": 1000, "height": 900})
    assert places["mine"]["top"] >= 0
    assert places["note"]["bottom"] <= height + 1
    if places["field"]["bottom"] - places["mine"]["top"] <= height:
        assert places["field"]["bottom"] <= height + 1


def test_the_help_does_not_stand_between_the_field_and_its_buttons(stage: Stage) -> None:
    page = show(stage, *in_own_words("What happened there?"))
    top = "one => one.getBoundingClientRect().top"
    button = page.get_by_role("button", name="Say it", exact=True)
    helped = page.get_by_role("textbox").evaluate("one => one.getAttribute('aria-describedby')")
    assert page.locator(f"[id='{helped}']").evaluate(top) > button.evaluate(top)


def test_a_talk_that_was_ended_can_go_on(stage: Stage) -> None:
    page = show(stage, *in_own_words("What happened there?"))
    press(stage, "End the talk here")
    assert stage.work.state["ended"] and page.get_by_role("button", name="Take back my last line").count() == 0
    press(stage, "Go on with this talk")
    assert not stage.work.state["ended"] and len(stage.work.state["lines"]) == 1
    assert page.get_by_role("textbox").is_visible() and stage.errors == []
