"""Nothing is lost: kernels and servers are really killed, and what was typed or reached is there again."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from workshop.practice import drafts

pytestmark = pytest.mark.browser
WAIT = 60_000
PORT = "9377"


def text_of(page: Page):
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) section.tk-exercise textarea").first


def open_page(page: Page, server, name: str) -> None:
    page.goto(server.url(name))
    page.locator("section.tk-exercise").first.wait_for(timeout=WAIT)


def kernels_of(server) -> list[int]:
    """The processes of the kernels that this server has started."""
    found = subprocess.run(
        ["pgrep", "-f", f"ipykernel_launcher.*{server.practice}"], capture_output=True, text=True, check=False
    )
    return [int(number) for number in found.stdout.split()]


def write(page: Page, words: str) -> None:
    text_of(page).fill(words)


def wait_for_draft(server, owner: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits until a draft on the disk holds these words."""
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(server.practice))
    folder = drafts.drafts_of(owner)
    for _ in range(300):
        if any(words in path.read_text(encoding="utf-8") for path in folder.glob("*.json")):
            return
        signal.sigtimedwait([], 0.1)
    raise AssertionError("the words did not reach the practice folder")


def test_a_killed_kernel_loses_nothing_that_was_typed(page_with_noise: Page, server, monkeypatch) -> None:
    page = page_with_noise
    open_page(page, server, "patience")
    write(page, "before the kill")
    wait_for_draft(server, "everyone", "before the kill", monkeypatch)
    killed = kernels_of(server)
    assert killed
    for kernel in killed:
        os.kill(kernel, signal.SIGKILL)
    write(page, "before the kill, and after it")
    wait_for_draft(server, "everyone", "and after it", monkeypatch)
    expect(page.locator(".tk-notice")).to_have_count(0, timeout=WAIT)
    expect(text_of(page)).to_have_value("before the kill, and after it", timeout=WAIT)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    write(page, "and it goes on")
    wait_for_draft(server, "everyone", "and it goes on", monkeypatch)


def test_a_killed_server_loses_nothing_that_was_typed(
    page_with_noise: Page, start_server, tmp_path: Path, monkeypatch
) -> None:
    page = page_with_noise
    first = start_server(tmp_path, PORT)
    open_page(page, first, "patience")
    write(page, "while it ran")
    wait_for_draft(first, "everyone", "while it ran", monkeypatch)
    first.process.kill()
    first.process.wait(30)
    write(page, "while it was gone")
    expect(page.locator(".tk-notice").first).to_contain_text("waits in this window", timeout=WAIT)
    second = start_server(tmp_path, PORT)
    wait_for_draft(second, "everyone", "while it was gone", monkeypatch)
    expect(page.locator(".tk-notice")).to_have_count(0, timeout=WAIT)
    expect(text_of(page)).to_have_value("while it was gone", timeout=WAIT)


def test_a_closed_window_hands_over_the_last_words(page: Page, browser, server, monkeypatch) -> None:
    context = browser.new_context()
    other = context.new_page()
    open_page(other, server, "small-disclosures")
    write(other, "the very last words")
    other.close(run_before_unload=True)
    wait_for_draft(server, "everyone", "the very last words", monkeypatch)
    context.close()


def test_starting_an_exercise_again_can_be_taken_back_also_after_a_reload(page: Page, server) -> None:
    open_page(page, server, "safe-space")
    sorting = page.locator("section.tk-exercise").filter(has=page.locator(".tk-row")).first
    button = sorting.locator(".tk-row button").first
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    sorting.get_by_role("button", name="Start again").click()
    expect(button).to_have_attribute("aria-pressed", "false", timeout=WAIT)
    page.reload()
    sorting.get_by_role("button", name="Bring it back").click(timeout=WAIT)
    expect(button).to_have_attribute("aria-pressed", "true", timeout=WAIT)


def test_a_page_is_saved_cleared_and_brought_back(page: Page, server, monkeypatch) -> None:
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(server.practice))
    open_page(page, server, "closing")
    write(page, "words to clear")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved: 1")).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Keep it as it is").click()
    expect(text_of(page)).to_have_value("words to clear")
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_label("Clear also what was saved").check()
    page.get_by_role("button", name="Clear it").click()
    expect(text_of(page)).to_have_value("", timeout=WAIT)
    left = [path for path in server.practice.rglob("*") if path.is_file() and b"words to clear" in path.read_bytes()]
    assert left == []
    page.get_by_role("button", name="Undo").click(timeout=WAIT)
    expect(text_of(page)).to_have_value("words to clear", timeout=WAIT)
    expect(page.get_by_text("Saved: 1")).to_be_visible(timeout=WAIT)


def test_what_was_chosen_is_on_the_person_s_own_handout(page: Page, server, tmp_path: Path) -> None:
    open_page(page, server, "closing")
    write(page, "My seventeen words for paper")
    frame = page.locator("section.tk-exercise").filter(has=page.locator("textarea")).first
    frame.get_by_role("button", name="On my handout").click(timeout=WAIT)
    expect(frame.get_by_role("button", name="On my handout")).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    page.get_by_role("button", name="Print my answers").click()
    link = page.get_by_role("link", name="Open the PDF")
    expect(link).to_be_visible(timeout=WAIT)
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    pdf = tmp_path / "own.pdf"
    pdf.write_bytes(answer.body())
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "My seventeen words for paper" in " ".join(text.split())
    assert (server.practice / "printed" / "everyone" / "closing.pdf").is_file()


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"page": "patience", "client": "", "exercise": "../x", "face": "t", "actions": []}',
     '{"page": "patience", "client": "", "exercise": "my-own-pace", "face": 7, "actions": []}',
     '{"page": "patience", "client": "", "exercise": "my-own-pace", "face": "t", "actions": [{"number": true}]}',
     '{"page": "patience", "client": "../..", "exercise": "my-own-pace", "face": "t", "actions": []}'],
)  # fmt: skip
def test_a_draft_of_another_shape_is_refused(page: Page, server, body: str) -> None:
    base, token = server.address.split("/workshop/")[0], server.address.partition("token=")[2]
    headers = {"Authorization": f"token {token}"}
    assert page.request.post(base + "/workshop/drafts", data=body, headers=headers).status in (400, 507)
    assert page.request.post(base + "/workshop/drafts", data=body).status == 403
