"""What a counselor does first: pick a client, open a key, play a talk to its end, print."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
WAIT = 90_000


def exercise(page: Page, title: str):
    """The frame of an exercise by its title."""
    return page.locator("section.tk-exercise").filter(has=page.get_by_role("heading", name=title, exact=True))


def open_key(page: Page, server, key: str = "active-listening", client: str = "example") -> None:
    page.goto(server.url(key, client))
    page.locator("section.tk-exercise").first.wait_for(timeout=WAIT)


def play_to_the_end(page: Page, title: str) -> None:
    """Takes the first line each time until the talk is over."""
    talk = exercise(page, title)
    for _ in range(12):
        lines = talk.locator(".tk-say button")
        before = talk.locator(".tk-theirs").count()
        lines.first.click()
        expect(talk.locator(".tk-theirs")).to_have_count(before + 1, timeout=WAIT)
        if talk.locator(".tk-retold").count():
            return
        # Two presses at one place within 0.4 seconds count as one, as with a double click.
        page.wait_for_timeout(450)
    raise AssertionError("the talk did not end")


def test_a_counselor_picks_a_client_plays_a_talk_and_prints(page: Page, server) -> None:
    page.goto(server.address)
    page.get_by_label("Who is it for?").select_option("example", timeout=WAIT)
    page.get_by_role("link", name="Active listening").click()
    expect(page.get_by_text("For Dana")).to_be_visible(timeout=WAIT)
    play_to_the_end(page, "The bad day at work")
    expect(
        exercise(page, "The bad day at work").get_by_role("heading", name=re.compile("The talk retold"))
    ).to_be_visible()

    page.get_by_role("button", name="Print handout").click()
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible(timeout=WAIT)
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")


def test_no_code_is_in_sight(page: Page, server) -> None:
    open_key(page, server)
    expect(page.get_by_text("lesson.show", exact=False).locator("visible=true")).to_have_count(0)
    expect(page.locator(".jp-InputPrompt:visible")).to_have_count(0)


def test_what_was_reached_is_there_after_a_reload_and_in_a_second_window(page: Page, browser: Browser, server) -> None:
    open_key(page, server, "patience")
    sorting = page.locator("section.tk-exercise").filter(has=page.locator(".tk-row")).first
    button = sorting.locator(".tk-row button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true", timeout=WAIT)

    page.reload()
    expect(sorting.locator(".tk-row button").first).to_have_attribute("aria-pressed", "true", timeout=WAIT)

    window = browser.new_context(viewport={"width": 1280, "height": 900})
    second = window.new_page()
    second.goto(server.url("patience", "example"))
    other = second.locator("section.tk-exercise").filter(has=second.locator(".tk-row")).first
    expect(other.locator(".tk-row button").first).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    other.locator(".tk-row").nth(1).locator("button").first.click()
    expect(sorting.locator(".tk-row").nth(1).locator("button").first).to_have_attribute(
        "aria-pressed", "true", timeout=WAIT
    )
    window.close()


def test_no_key_destroys_a_part_of_the_page(page: Page, server) -> None:
    open_key(page, server, "safe-space")
    cells = page.locator(".jp-Notebook .jp-Cell")
    before = cells.count()
    page.locator("section.tk-exercise h2").first.click()
    for key in ("d", "d", "x", "a", "b", "m", "y", "r", "Shift+M", "0", "0"):
        page.keyboard.press(key)
    page.locator(".jp-MarkdownOutput h1").first.click()
    for key in ("d", "d", "x", "a", "b", "m", "y", "r", "Shift+M"):
        page.keyboard.press(key)
    expect(cells).to_have_count(before)
    expect(page.locator("section.tk-exercise").first).to_be_visible()


def test_what_is_typed_reaches_the_kernel_and_a_second_window(page: Page, browser: Browser, server) -> None:
    open_key(page, server, "active-listening", "")
    words = "d d x: you never listen, it’s “fine” \\o/ <b>no</b>"
    writing = page.locator("section.tk-exercise textarea").first
    writing.fill(words)
    writing.blur()
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    second = window.new_page()
    second.goto(server.url("active-listening"))
    expect(second.locator("section.tk-exercise textarea").first).to_have_value(words, timeout=WAIT)
    window.close()


def test_an_unknown_page_or_client_is_said_in_a_sentence(page: Page, server) -> None:
    answer = page.request.get(server.url("activ-listening"))
    assert answer.status == 400
    assert "Did you mean &quot;active-listening&quot;?" in answer.text()
    answer = page.request.get(server.url("patience", "nobody"))
    assert answer.status == 400
    assert "There is no client" in answer.text()


def test_another_site_cannot_open_or_print(page: Page, server) -> None:
    answer = page.request.get(server.url("patience"), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403
    bare = server.address.split("/workshop/")[0]
    assert page.request.get(bare + "/workshop/open?page=patience", max_redirects=0).status in (302, 403)
    assert page.request.post(bare + "/workshop/print", data="{}").status == 403


def test_the_export_menu_makes_the_same_handout(page: Page, server) -> None:
    open_key(page, server, "boundaries")
    page.keyboard.press("Alt+Shift+KeyM")
    page.get_by_role("menuitem", name="File").click()
    page.get_by_text("Save and Export Notebook As").hover()
    expect(page.get_by_text("Workshop_handout")).to_be_visible(timeout=WAIT)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+Shift+KeyM")
    base, token = server.address.split("/workshop/")[0], server.address.partition("token=")[2]
    exported = f"{base}/nbconvert/workshop_handout/pages/example/09-boundaries.ipynb?download=true"
    answer = page.request.get(exported, headers={"Authorization": f"token {token}"})
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("application/pdf")
    page.get_by_role("button", name="Print handout").click()
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible(timeout=WAIT)
    printed = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert printed.body() == answer.body()


def test_a_broken_exercise_leaves_the_rest_of_the_page_working(page: Page, server) -> None:
    own = server.practice / "content" / "exercises"
    own.mkdir(parents=True, exist_ok=True)
    broken = own / "wait-or-push.yaml"
    (server.practice / "clients" / "B20.yaml").write_text("", encoding="utf-8")
    broken.write_text("kind: choose\ntitle: Mine\nminuts: 5\n", encoding="utf-8")
    try:
        # Nobody else's test has opened this page for this client, so it is laid out now.
        page.goto(server.url("patience", "B20"))
        expect(page.get_by_text("This part cannot be shown.")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text('Did you mean "minutes"?')).to_be_visible()
        button = page.locator("section.tk-exercise .tk-row button").first
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    finally:
        broken.unlink()
        (server.practice / "clients" / "B20.yaml").unlink()


def test_a_page_whose_kernel_was_killed_opens_again(page: Page, server) -> None:
    open_key(page, server, "own-vulnerability", "")
    base, token = server.address.split("/workshop/")[0], server.address.partition("token=")[2]
    sessions = page.request.get(f"{base}/api/sessions?token={token}").json()
    kernel = next(s["kernel"]["id"] for s in sessions if s["path"].endswith("everyone/03-own-vulnerability.ipynb"))
    headers = {"Authorization": f"token {token}"}
    assert page.request.delete(f"{base}/api/kernels/{kernel}", headers=headers).status == 204
    page.goto(server.url("own-vulnerability"))
    button = page.locator("section.tk-exercise button.tk-line").first
    button.click(timeout=WAIT)
    expect(page.locator("section.tk-exercise .tk-feedback").first).to_be_visible(timeout=WAIT)


def test_the_clock_runs_in_the_browser_and_can_be_paused(page: Page, server) -> None:
    open_key(page, server, "active-listening", "")
    rounds = exercise(page, "Two-minute listening")
    rounds.get_by_role("button", name="Start the clock").click()
    expect(rounds.locator(".tk-clock span")).to_have_text(re.compile(r"1:5\d"), timeout=WAIT)
    rounds.get_by_role("button", name="Pause").click()
    expect(rounds.get_by_role("button", name="Go on")).to_be_visible(timeout=WAIT)
    page.reload()
    expect(exercise(page, "Two-minute listening").locator(".tk-clock span")).to_have_text(
        re.compile(r"1:5\d"), timeout=WAIT
    )
