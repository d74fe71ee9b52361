"""Nothing serious or critical for axe on a whole page as JupyterLab shows it: all pages light, and two of them dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from looking import AXE
from playwright.sync_api import Browser, Page, expect

from workshop.content.kit import Kit, content_layers

pytestmark = pytest.mark.browser
WAIT = 60_000
KIT = Kit(content_layers())
# Each page with how many exercises it shows.
PAGES = {"start": 0} | {name: len(KIT.page(name).front.exercises) for name in KIT.index.pages}
DARK = ("start", "active-listening")
# The list of cells around the kit's parts has a role whose children JupyterLab does not name as that role asks.
JUPYTERLABS_OWN = 'role="feed" aria-label="Cells"'
# Inside JupyterLab, axe does not find the words that name a slider by aria-labelledby, though Chromium does. On the
# stage this rule runs, and the snapshots hold each slider's name; the stricter rule "label" runs here too.
_RUN_AXE = """async () => (await axe.run(
  { include: [[".jp-Notebook"], ["#tk-bar"]] },
  { resultTypes: ["violations"], rules: { "label-title-only": { enabled: false } } },
)).violations"""


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One window for all pages, so that the browser keeps JupyterLab's files."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def open_page(page: Page, address: str, exercises: int) -> None:
    """Opens a page, and waits until the bar and all its exercises have been drawn."""
    page.goto(address)
    page.get_by_role("navigation", name="The kit").wait_for(timeout=WAIT)
    page.locator(".tk-header, .tk-start").first.wait_for(timeout=WAIT)
    expect(page.locator(".tk-exercise")).to_have_count(exercises, timeout=WAIT)
    page.evaluate(AXE.read_text(encoding="utf-8"))


def faults_of(page: Page) -> list[str]:
    """What axe finds serious or critical in the page that is open and in the bar."""
    found: list[dict[str, Any]] = page.evaluate(_RUN_AXE)
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    told = [f"{fault['id']}: {node['html'][:160]}" for fault in serious for node in fault["nodes"]]
    return [row for row in told if JUPYTERLABS_OWN not in row]


@pytest.mark.parametrize("name", PAGES)
def test_a_whole_page_has_no_serious_fault(window: Page, server, name: str) -> None:
    open_page(window, server.url(name), PAGES[name])
    assert faults_of(window) == []
    if name not in DARK:
        return
    window.keyboard.press("Alt+Shift+KeyL")
    window.locator("body[data-jp-theme-light=false]").wait_for(state="attached", timeout=WAIT)
    assert faults_of(window) == []
    window.keyboard.press("Alt+Shift+KeyL")
    window.locator("body[data-jp-theme-light=true]").wait_for(state="attached", timeout=WAIT)
