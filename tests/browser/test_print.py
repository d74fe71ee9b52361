"""Printing on a page and on the start page: by keyboard, for many, stopped, with a problem; what comes out opens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from looking import find_faults, heard, listen
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
WAIT = 60_000
CLIENTS = {f"P{number}": f"name: N{number}\n" for number in range(1, 5)}
# What ends beyond the window, or is cut off, in the open form.
_SQUEEZED = """() => [...document.querySelectorAll(".tk-more-print *")]
  .filter((one) => one.checkVisibility() && !one.closest(".tk-hidden"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
  .map((one) => one.outerHTML.slice(0, 160))"""  # noqa: E501


def open_form(page: Page, server, name: str, client: str = "example") -> Locator:
    """Opens a page, and on it the form with everything there is to print."""
    page.goto(server.url(name, client))
    page.locator(".tk-more-print > summary").click(timeout=WAIT)
    return page.locator(".tk-form")


@pytest.fixture
def clients(server) -> Iterator[None]:
    """Four more clients in the practice folder."""
    folder = server.practice / "clients"
    for code, text in CLIENTS.items():
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    yield
    for code in CLIENTS:
        (folder / f"{code}.yaml").unlink()


def test_everything_is_printed_by_keyboard_and_told_once(page: Page, server) -> None:
    page.goto(server.url("patience", "example"))
    page.locator(".tk-more-print > summary").focus(timeout=WAIT)
    listen(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Handout")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    log = page.get_by_role("radio", name="Practice log")
    expect(log).to_be_focused()
    expect(log).to_have_accessible_description("The practice for the week, with a row for each day.")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Letter")).to_be_checked()
    for _ in range(4):
        page.keyboard.press("Tab")
    go = page.locator(".tk-form").get_by_role("button", name="Print")
    expect(go).to_be_focused()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible(timeout=WAIT)
    expect(go).to_be_focused()
    assert [words for words in heard(page) if words] == ["Printing…", "It is ready. Open the PDF"]
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.body().startswith(b"%PDF-")
    assert answer.headers["content-disposition"] == 'inline; filename="patience_practice-log.pdf"'


def test_what_does_not_go_together_is_switched_off_and_says_why(page: Page, server) -> None:
    form = open_form(page, server, "start", "")
    booklet, large = (form.get_by_role(role, name=name) for role, name in (("radio", "Booklet"), ("checkbox", "Large")))
    booklet.check()
    expect(large).to_be_disabled()
    expect(large).to_have_accessible_description("Large print does not fit on half pages.")
    form.get_by_role("radio", name="Poster").check()
    expect(booklet).to_be_disabled()
    expect(booklet).to_have_accessible_description("This is not made to be folded.")
    expect(form.get_by_role("radio", name="PDF", exact=True)).to_be_checked()
    form.get_by_role("radio", name="Web page").check()
    expect(form.get_by_role("checkbox", name="Black and white")).to_be_disabled()
    form.get_by_role("radio", name="Session summary").check()
    expect(form.get_by_role("radio", name="All pages")).to_have_count(0)
    expect(form.get_by_text("It holds what was saved, from all pages.")).to_be_visible()


def test_the_last_choices_stay_in_this_window_only(page: Page, browser: Browser, server) -> None:
    form = open_form(page, server, "patience")
    form.get_by_role("radio", name="Worksheet").check()
    form.get_by_role("checkbox", name="Black and white").check()
    form = open_form(page, server, "boundaries")
    expect(form.get_by_role("radio", name="Worksheet")).to_be_checked()
    expect(form.get_by_role("checkbox", name="Black and white")).to_be_checked()
    assert "Worksheet" not in page.evaluate("JSON.stringify(localStorage)")
    other = browser.new_context().new_page()
    expect(open_form(other, server, "patience").get_by_role("radio", name="Handout")).to_be_checked()
    other.context.close()


def test_a_page_without_a_role_play_has_no_cards(page: Page, server) -> None:
    expect(open_form(page, server, "safe-space").get_by_role("radio", name="Cards")).to_be_visible()
    form = open_form(page, server, "welcome")
    expect(form.get_by_role("radio", name="Worksheet")).to_be_visible()
    expect(form.get_by_role("radio", name="Cards")).to_have_count(0)


def test_a_printed_web_page_opens_and_can_run_nothing(page: Page, server) -> None:
    form = open_form(page, server, "patience")
    form.get_by_role("radio", name="Poster").check()
    form.get_by_role("radio", name="Web page").check()
    form.get_by_role("button", name="Print").click()
    with page.expect_popup(timeout=WAIT) as opened:
        form.get_by_role("link", name="Open the web page").click(timeout=WAIT)
    opened.value.wait_for_load_state()
    expect(opened.value.get_by_role("heading", name="Patience", level=1)).to_be_visible()
    assert opened.value.evaluate("self.origin") == "null"


def test_a_problem_is_told_in_words_and_the_form_stays_as_it_is(page: Page, server) -> None:
    form = open_form(page, server, "start")
    form.get_by_role("radio", name="Session summary").check()
    form.get_by_role("button", name="Print").click()
    expect(form.locator(".tk-notice")).to_have_text(re.compile("Nothing was saved for this person yet."), timeout=WAIT)
    form.get_by_role("radio", name="Worksheet").check()
    form.get_by_role("radio", name="Pages I pick").check()
    form.get_by_role("button", name="Print").click()
    expect(form.locator(".tk-notice")).to_have_text("Pick at least one page.")


def test_pages_that_were_picked_are_listed_with_their_links(page: Page, server) -> None:
    form = open_form(page, server, "start")
    form.get_by_role("radio", name="Poster").check()
    form.get_by_role("radio", name="Pages I pick").check()
    for name in ("6. Patience", "Closing"):
        form.get_by_role("checkbox", name=name).check()
    form.get_by_role("button", name="Print").click()
    expect(form.get_by_text("2 files are ready in the folder")).to_be_visible(timeout=WAIT)
    form.get_by_text("Open them one by one (2)").click()
    assert sorted(form.locator("details").get_by_role("link").all_inner_texts()) == [
        "example: Closing",
        "example: Patience",
    ]


@pytest.mark.usefixtures("clients")
def test_all_clients_are_counted_first_and_the_print_can_be_stopped(page: Page, server) -> None:
    form = open_form(page, server, "start", "")
    form.get_by_role("radio", name="Facilitator's guide").check()
    form.get_by_role("radio", name="All clients (5)").check()
    go = form.get_by_role("button", name="Print", exact=True)
    go.click()
    question = form.get_by_role("group", name="This prints 50 files for 5 clients.")
    expect(question.get_by_role("button", name="Do not print")).to_be_focused(timeout=WAIT)
    page.keyboard.press("Escape")
    expect(go).to_be_focused()
    assert not list(server.practice.glob("handouts/P?"))
    go.click()
    question.get_by_role("button", name="Print 50 files").click(timeout=WAIT)
    expect(form.get_by_text(re.compile(r"^[2-9] of 50 done, about \d+ (s|min) left"))).to_be_visible(timeout=WAIT)
    # The window may be loaded anew meanwhile.
    page.reload()
    form.get_by_role("button", name="Stop").click(timeout=WAIT)
    stopped = form.get_by_text(re.compile(r"^Stopped\. \d+ of 50 are ready\."))
    expect(stopped).to_be_visible(timeout=WAIT)
    expect(go).to_be_focused()
    made = list(server.practice.glob("handouts/*/*_facilitator.pdf"))
    assert 0 < len(made) < 50 and all(path.read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    assert list(server.practice.glob("handouts/*/.*.part")) == []


@pytest.mark.parametrize("name", ["start", "patience"])
def test_the_form_is_fit_for_everyone(page: Page, server, name: str) -> None:
    form = open_form(page, server, name)
    form.get_by_role("radio", name="Booklet").check()
    if name == "start":
        form.get_by_role("radio", name="Pages I pick").check()
    for light in ("true", "false"):
        page.evaluate("light => document.body.dataset.jpThemeLight = light", light)
        assert [row for row in find_faults(page, {}) if "tk-" in row and re.match("serious|critical", row)] == []
    for width in (320, 900):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(_SQUEEZED) == []
