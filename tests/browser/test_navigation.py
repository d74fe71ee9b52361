"""From page to page: by the bar, by keys, by links, and the title always says where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

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


FAULTS = """() => [...document.querySelectorAll(".jp-CodeCell .jp-InputArea, .jp-RenderedText[data-mime-type*=std]")]
  .filter((one) => one.checkVisibility()).map((one) => one.innerText)
  .concat([...document.querySelectorAll(".jp-Notebook")].map((one) => one.innerText)
    .filter((text) => /Traceback|Error displaying widget|model not found|cannot be shown/.test(text)))"""


def faults_of(page: Page) -> list[str]:
    """What no page may show: code, an error of a cell, a widget that is not there."""
    return page.evaluate(FAULTS)


def expect_page(page: Page, title: str) -> None:
    """Waits until a page is the one that is shown, whole."""
    expect(page).to_have_title(re.compile("^" + re.escape(title)), timeout=WAIT)
    head = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) section.tk-header")
    expect(head).to_have_attribute("aria-label", re.sub(r"^\d+\. ", "", title), timeout=WAIT)
    assert faults_of(page) == []
    # A page that counts as changed would make the browser ask before it is left.
    assert page.locator(".jp-mod-dirty").count() == 0


def test_every_page_is_reached_by_keys_onward_and_by_the_mouse_back(page: Page, server) -> None:
    page.goto(server.url("start"))
    bar(page).wait_for(timeout=WAIT)
    page.keyboard.press("Alt+Shift+KeyC")
    sheet = page.get_by_role("dialog", name="Contents")
    titles = sheet.get_by_role("navigation", name="All pages").get_by_role("link").all_inner_texts()[1:]
    page.keyboard.press("Escape")
    assert len(titles) == 15
    for title in titles:
        page.keyboard.press("Alt+Shift+KeyN")
        expect_page(page, title)
    expect(bar(page).get_by_role("button", name="Next")).to_have_count(0)
    for title in reversed(titles[:-1]):
        bar(page).get_by_role("button", name="Back").click()
        expect_page(page, title)
    bar(page).get_by_role("button", name="All pages").click()
    expect(page.get_by_label("Who is it for?")).to_be_visible(timeout=WAIT)


def test_the_title_is_right_from_the_first_moment(page: Page, server) -> None:
    page.add_init_script(
        """window.titles = new Set(); const look = () => { window.titles.add(document.title); setTimeout(look, 5); };
           document.addEventListener("readystatechange", look, { once: true });"""
    )
    open_page(page, server, "patience")
    expect(page).to_have_title(re.compile("^6. Patience – "), timeout=WAIT)
    assert page.evaluate("[...window.titles]") == [page.title()]


def test_code_shows_when_the_counselor_asks_for_it(page: Page, server) -> None:
    open_page(page, server, "patience")
    code = page.get_by_text("lesson.show_exercise", exact=False).locator("visible=true")
    expect(code).to_have_count(0)
    page.keyboard.press("Alt+Shift+KeyM")
    for choice, there in (("Expand All Code", True), ("Collapse All Code", False)):
        page.get_by_role("menuitem", name="View").click()
        page.get_by_role("menuitem", name=choice).click()
        expect(code.first).to_be_visible(timeout=WAIT) if there else expect(code).to_have_count(0, timeout=WAIT)
    page.keyboard.press("Alt+Shift+KeyM")


def test_nothing_but_the_bar_takes_room_from_the_page(page: Page, server) -> None:
    open_page(page, server, "patience")
    place = page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer").bounding_box()
    height = bar(page).bounding_box()["height"]
    assert place["y"] <= height + 4 and place["y"] + place["height"] >= 899
    page.keyboard.press("Alt+Shift+KeyM")
    expect(page.get_by_text("JupyterLab's menus are shown")).to_be_visible(timeout=WAIT)
    page.keyboard.press("Alt+Shift+KeyM")


def test_a_link_without_sign_in_says_how_to_open_the_kit(browser: Browser, server) -> None:
    base = server.address.split("/workshop/")[0]
    context = browser.new_context()
    stranger = context.new_page()
    for address in ("/workshop/open?page=patience", "/doc/tree/pages/everyone/06-patience.ipynb", "/lab"):
        stranger.goto(base + address)
        expect(stranger.get_by_text("This window is not signed in to the kit")).to_be_visible()
        expect(stranger.get_by_role("textbox")).to_have_count(0)
    context.close()


def test_a_link_to_nothing_says_what_is_meant_and_leads_home(page_with_noise: Page, server) -> None:
    page = page_with_noise
    open_page(page, server, "patience")
    base = server.address.split("/workshop/")[0]
    before = len(server.said)
    said = {
        "/doc/tree/pages/example/06-patiense.ipynb": 'Did you mean "patience"?',
        "/workshop/open?page=patiense": 'Did you mean "patience"?',
        "/doc/tree/pages/nobody/06-patience.ipynb": "There is no client",
        "/workshop/nothing": "There is nothing at this address.",
    }
    for address, words in said.items():
        page.goto(base + address)
        expect(page.get_by_text(words)).to_be_visible(timeout=WAIT)
        expect(page.get_by_role("link", name="All pages")).to_be_visible()
        assert "Traceback" not in page.content()
    assert server.said[before:] == []


def test_a_second_window_of_the_same_browser_has_the_bar_and_its_keys(page: Page, server) -> None:
    open_page(page, server, "patience")
    other = page.context.new_page()
    open_page(other, server, "patience")
    expect(other).to_have_title(page.title(), timeout=WAIT)
    other.keyboard.press("Alt+Shift+KeyN")
    expect(other).to_have_title(re.compile(r"^7\. "), timeout=WAIT)
    other.reload()
    expect(other).to_have_title(re.compile(r"^7\. "), timeout=WAIT)
    other.close()


def test_whoever_leads_can_look_behind_a_role_play(page: Page, server) -> None:
    page.goto(server.url("start"))
    page.get_by_text("Look behind the role-plays").click(timeout=WAIT)
    page.get_by_label("Which role-play?").select_option("the-diary")
    page.get_by_role("button", name="Play it 200 times by chance").click()
    expect(page.get_by_text("200 talks were played by chance.")).to_be_visible(timeout=WAIT)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Show the story as a map").click()
    opened.value.wait_for_load_state()
    assert opened.value.url.endswith("/workshop/stories/the-diary.svg")
    expect(opened.value.locator("svg > title")).to_have_text("The diary on the table: the story as a map")


def test_printing_answers_where_nothing_was_chosen_tells_what_to_do_and_no_more(page: Page, server) -> None:
    page.goto(server.url("safe-space"))
    page.locator("section.tk-exercise").first.wait_for(timeout=WAIT)
    page.get_by_role("button", name="Print my answers").click()
    notice = page.locator(".tk-print .tk-notice")
    expect(notice).to_have_text(
        'Nothing was chosen for this handout yet. Press "On my handout" under an exercise first.', timeout=WAIT
    )
