"""Nothing serious or critical for axe: every kind, untouched and under way, in both themes, and whole pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from exercise_cases import make_exercise, valid_actions
from playwright.sync_api import Browser, Page
from stage import Stage

from workshop.exercises.kinds import KINDS
from workshop.exercises.work import Work, act, begin_work

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
WAIT = 60_000
# The list of cells around the kit's parts has a role whose children JupyterLab does not name as that role asks.
JUPYTERLABS_OWN = 'role="feed" aria-label="Cells"'


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[Stage]:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    yield Stage(context.new_page())
    context.close()


def under_way(kind: str) -> Work:
    """An exercise after some steps, the same each time."""
    exercise = make_exercise(kind)
    chance = random.Random(2)
    work = begin_work(exercise)
    for _ in range(12):
        actions = [action for action in valid_actions(exercise, work.state) if action["do"] not in ("again", "clear")]
        if actions:
            work = act(exercise, work, chance.choice(actions))
    return work


def faults_of(page: Page, within: str) -> list[str]:
    """What axe finds serious or critical in a part of the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "async (within) => (await axe.run({ include: [within] }, { resultTypes: ['violations'] })).violations", within
    )
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    told = [f"{fault['id']}: {node['html'][:160]}" for fault in serious for node in fault["nodes"]]
    return [row for row in told if JUPYTERLABS_OWN not in row]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_no_serious_fault(stage: Stage, kind: str, dark: bool) -> None:
    exercise = make_exercise(kind)
    for work in (begin_work(exercise), under_way(kind)):
        stage.show(exercise, work, dark=dark)
        assert faults_of(stage.page, "main") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 640])
def test_a_kind_needs_no_sideways_scrolling(stage: Stage, kind: str, width: int) -> None:
    stage.page.set_viewport_size({"width": width, "height": 800})
    exercise = make_exercise(kind)
    for work in (begin_work(exercise), under_way(kind)):
        stage.show(exercise, work)
        assert stage.page.evaluate("document.documentElement.scrollWidth") <= width
    stage.page.set_viewport_size({"width": 1000, "height": 900})


@pytest.mark.parametrize("name", ["start", "welcome", "active-listening"])
def test_a_whole_page_has_no_serious_fault(page: Page, server, name: str) -> None:
    page.goto(server.url(name))
    page.locator(".tk").nth(1).wait_for(timeout=WAIT)
    page.get_by_role("navigation", name="The kit").wait_for(timeout=WAIT)
    page.locator(".tk-exercise, .tk-start").first.wait_for(timeout=WAIT)
    assert [*faults_of(page, ".jp-Notebook"), *faults_of(page, "#tk-bar")] == []
