"""From page to page: by the bar, by keys, by links, and the title always says where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
WAIT = 60_000


def open_page(page: Page, server, name: str, client: str = "example") -> None:
    page.goto(server.url(name, client))
    page.locator("section.tk-exercise").first.wait_for(timeout=WAIT)
    bar(page).wait_for(timeout=WAIT)


def bar(page: Page):
    return page.get_by_role("navigation", name="The kit")


def test_next_back_and_home_go_without_loading_jupyterlab_again(page: Page, server) -> None:
    open_page(page, server, "safe-space")
    expect(page).to_have_title(re.compile(r"^1\. Safe space – "), timeout=WAIT)
    page.evaluate("window.tkStillHere = true")
    bar(page).get_by_role("button", name="Next").click()
    expect(page).to_have_title(re.compile(r"^2\. Active listening – "), timeout=WAIT)
    expect(page).to_have_url(re.compile("02-active-listening"))
    page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) section.tk-exercise").first.wait_for(timeout=WAIT)
    page.keyboard.press("Alt+Shift+KeyB")
    expect(page).to_have_title(re.compile(r"^1\. Safe space – "), timeout=WAIT)
    page.keyboard.press("Alt+Shift+KeyH")
    expect(page.get_by_label("Who is it for?")).to_be_visible(timeout=WAIT)
    assert page.evaluate("window.tkStillHere")


def test_the_browser_s_back_button_goes_back(page: Page, server) -> None:
    open_page(page, server, "safe-space")
    bar(page).get_by_role("button", name="Next").click()
    expect(page).to_have_title(re.compile(r"^2\."), timeout=WAIT)
    page.go_back()
    expect(page).to_have_title(re.compile(r"^1\."), timeout=WAIT)


def test_the_contents_lead_to_every_page_and_to_every_part_of_this_one(page: Page, server) -> None:
    open_page(page, server, "patience")
    page.keyboard.press("Alt+Shift+KeyC")
    sheet = page.get_by_role("dialog", name="Contents")
    expect(sheet.get_by_role("navigation", name="All pages").get_by_role("link")).to_have_count(16)
    parts = sheet.get_by_role("navigation", name="On this page").get_by_role("button")
    assert parts.count() > 8
    parts.filter(has_text="Wait, prompt or push").click()
    expect(page.get_by_role("heading", name="Wait, prompt or push")).to_be_focused()
    expect(page.get_by_role("heading", name="Wait, prompt or push")).to_be_in_viewport()


def test_a_link_can_lead_to_one_exercise(page: Page, server) -> None:
    page.goto(server.url("patience") + "&at=my-own-pace")
    expect(page.locator("#my-own-pace h2")).to_be_in_viewport(timeout=WAIT)


def test_text_size_and_theme_change_at_once_and_stay(page: Page, server) -> None:
    open_page(page, server, "patience")
    heading = page.locator("#my-own-pace h2")
    before = heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    bar(page).get_by_role("button", name="Larger").click()
    page.keyboard.press("Alt+Shift+Equal")
    after = heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert after > 1.3 * before
    bar(page).get_by_role("button", name="Light, dark").click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false", timeout=WAIT)
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false", timeout=WAIT)
    assert heading.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") == after
    bar(page).get_by_role("button", name="Light, dark").click(timeout=WAIT)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true", timeout=WAIT)


def test_menus_show_only_when_they_are_asked_for(page: Page, server) -> None:
    open_page(page, server, "patience")
    menu = page.get_by_role("menuitem", name="Kernel")
    expect(menu).to_be_hidden()
    page.keyboard.press("Alt+Shift+KeyM")
    expect(menu).to_be_visible()
    page.keyboard.press("Alt+Shift+KeyM")
    expect(menu).to_be_hidden()


def test_the_help_tells_the_keys(page: Page, server) -> None:
    open_page(page, server, "patience")
    page.keyboard.press("Alt+Shift+Slash")
    sheet = page.get_by_role("dialog", name="Help")
    expect(sheet.get_by_role("row")).to_have_count(10)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)
