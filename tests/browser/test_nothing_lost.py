"""Nothing is lost: kernels and servers are really killed, and what was typed or reached is there again."""

from __future__ import annotations

import signal
import subprocess
import time
import uuid
from pathlib import Path

import pytest
from killing import (
    SHOWN,
    WAIT,
    exercise,
    files_with,
    kernels_of,
    open_page,
    signal_all,
    text_of,
    wait_for_draft,
    wait_for_exercises,
)
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from workshop.paths import KIT_ROOT

pytestmark = pytest.mark.browser
PORT = "9377"
LID_SECONDS = 8


def write(page: Page, words: str) -> None:
    text_of(page).fill(words, timeout=WAIT)


def dialogs(page: Page) -> list[str]:
    return page.locator(".jp-Dialog").all_inner_texts()


def second_window(page: Page) -> Page:
    """One more window of the same browser, in which a dialog of JupyterLab is noted as soon as it comes."""
    return page.context.new_page()


def note_dialogs(context: BrowserContext) -> list[str]:
    """The texts of all dialogs that JupyterLab puts up from now on, in any window."""
    seen: list[str] = []
    context.expose_function("tkDialog", lambda text: seen.append(text))
    context.add_init_script("""
      new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach((node) =>
        node.classList && node.classList.contains("jp-Dialog") &&
          setTimeout(() => node.checkVisibility() && window.tkDialog(node.innerText), 100)
      ))).observe(document, { childList: true, subtree: true });
    """)
    return seen


def test_a_killed_kernel_loses_nothing_that_was_typed(page_with_noise: Page, server) -> None:
    page = page_with_noise
    seen = note_dialogs(page.context)
    open_page(page, server, "patience")
    write(page, "before the kill")
    wait_for_draft(server, "everyone", "before the kill")
    killed = kernels_of(server)
    assert killed
    signal_all(killed, signal.SIGKILL)
    write(page, "before the kill, and after it")
    wait_for_draft(server, "everyone", "and after it")
    expect(page.locator(".tk-notice")).to_have_count(0, timeout=WAIT)
    expect(text_of(page)).to_have_value("before the kill, and after it", timeout=WAIT)
    write(page, "and it goes on")
    wait_for_draft(server, "everyone", "and it goes on")
    assert seen == []


def test_a_kernel_killed_while_a_click_is_under_way_loses_no_step(page_with_noise: Page, server) -> None:
    talk, sort, plan, ladder = page_with_noise, *(second_window(page_with_noise) for _ in range(3))
    open_page(talk, server, "active-listening")
    open_page(sort, server, "safe-space")
    open_page(plan, server, "support-actions")
    open_page(ladder, server, "open-questions")
    week = exercise(plan, "a-week-of-small-acts")
    week.get_by_label("What I will do").fill("A walk before dinner")
    steps = exercise(ladder, "question-ladder").locator("li.tk-step .tk-row-text")
    first_step = steps.first.inner_text()
    kernels = kernels_of(server)
    assert len(kernels) >= 4
    # A stopped kernel hears the click and does not answer; then it dies without having done it.
    signal_all(kernels, signal.SIGSTOP)
    exercise(talk, "bad-day-at-work").locator(".tk-say button").nth(2).click()
    exercise(sort, "home-helps-or-hinders").locator(".tk-row button").first.click()
    week.get_by_role("button", name="Put it in my week").click()
    exercise(ladder, "question-ladder").get_by_role("button", name="Move down", exact=False).first.click()
    signal_all(kernels, signal.SIGKILL)
    expect(exercise(talk, "bad-day-at-work").locator(".tk-theirs")).to_have_count(2, timeout=WAIT)
    pressed = exercise(sort, "home-helps-or-hinders").locator(".tk-row button").first
    expect(pressed).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    expect(week.get_by_text("A walk before dinner").first).to_be_visible(timeout=WAIT)
    expect(steps.nth(1)).to_have_text(first_step, timeout=WAIT)
    assert [dialogs(one) for one in (talk, sort, plan, ladder)] == [[], [], [], []]


def test_a_closed_lid_loses_nothing_and_frightens_nobody(page_with_noise: Page, start_server, tmp_path: Path) -> None:
    page = page_with_noise
    seen = note_dialogs(page.context)
    server = start_server(tmp_path, PORT)
    open_page(page, server, "patience")
    write(page, "before the lid")
    wait_for_draft(server, "everyone", "before the lid")
    sleeping = [server.process.pid, *kernels_of(server)]
    signal_all(sleeping, signal.SIGSTOP)
    write(page, "before the lid, under it")
    # Longer than a window waits for an answer before it takes another way.
    signal.sigtimedwait([], LID_SECONDS)
    signal_all(reversed(sleeping), signal.SIGCONT)
    wait_for_draft(server, "everyone", "under it")
    wait_for_exercises(page)
    expect(page.locator(".tk-notice, .tk-away")).to_have_count(0, timeout=WAIT)
    page.context.set_offline(True)
    write(page, "before the lid, under it, offline")
    signal.sigtimedwait([], LID_SECONDS)
    page.context.set_offline(False)
    wait_for_draft(server, "everyone", "offline")
    expect(text_of(page)).to_have_value("before the lid, under it, offline", timeout=WAIT)
    expect(page.locator(".tk-notice, .tk-away")).to_have_count(0, timeout=WAIT)
    assert seen == []


def test_a_stopped_kit_is_one_calm_notice_and_comes_back(page_with_noise: Page, start_server, tmp_path: Path) -> None:
    page = page_with_noise
    seen = note_dialogs(page.context)
    server = start_server(tmp_path, PORT)
    open_page(page, server, "patience")
    title = page.title()
    other = second_window(page)
    open_page(other, server, "closing")
    write(page, "while it ran")
    wait_for_draft(server, "everyone", "while it ran")
    server.stop()
    for window in (page, other):
        expect(window.locator(".tk-away")).to_contain_text("waits in this window", timeout=WAIT)
    write(page, "while it was gone")
    # JupyterLab saves on its own once a minute; asked for now, it must not put a dialog over the page either.
    signal.sigtimedwait([], 7)
    assert [one.locator(".tk-away, .tk-lost").locator("visible=true").count() for one in (page, other)] == [1, 1]
    assert seen == [] and page.title() == title
    again = start_server(tmp_path, PORT)
    wait_for_draft(again, "everyone", "while it was gone")
    for window in (page, other):
        expect(window.locator(".tk-away")).to_have_count(0, timeout=WAIT)
        wait_for_exercises(window)
    expect(text_of(page)).to_have_value("while it was gone", timeout=WAIT)
    write(other, "live again")
    wait_for_draft(again, "everyone", "live again")
    assert seen == []


def go_there(page: Page, address: str) -> None:
    """Goes to an address, also when the window, which found its server again, is just on its own way there."""
    try:
        page.goto(address)
    except Error as error:
        if f'interrupted by another navigation to "{address}"' not in str(error):
            raise
        page.wait_for_load_state()


def test_a_killed_server_and_kernels_lose_nothing_also_for_a_window_that_is_loaded_anew(
    page_with_noise: Page, start_server, tmp_path: Path
) -> None:
    page = page_with_noise
    seen = note_dialogs(page.context)
    server = start_server(tmp_path, PORT)
    open_page(page, server, "patience")
    write(page, "before both died")
    wait_for_draft(server, "everyone", "before both died")
    address = page.url
    signal_all([*kernels_of(server), server.process.pid], signal.SIGKILL)
    server.process.wait(30)
    write(page, "after both died")
    expect(page.locator(".tk-away")).to_be_visible(timeout=WAIT)
    again = start_server(tmp_path, PORT)
    wait_for_draft(again, "everyone", "after both died")
    expect(text_of(page)).to_have_value("after both died", timeout=WAIT)
    signal_all([*kernels_of(again), again.process.pid], signal.SIGKILL)
    again.process.wait(30)
    third = start_server(tmp_path, PORT)
    # A bookmark of the address that JupyterLab shows, and a reload of it: neither comes by the kit's own door.
    go_there(page, address)
    expect(text_of(page)).to_have_value("after both died", timeout=WAIT)
    page.reload()
    expect(text_of(page)).to_have_value("after both died", timeout=WAIT)
    expect(page.get_by_text("Error displaying widget")).to_have_count(0)
    write(page, "third life")
    wait_for_draft(third, "everyone", "third life")
    assert seen == []


def test_a_damaged_draft_is_one_sentence_and_the_rest_of_the_page_works(page: Page, server) -> None:
    folder = server.practice / "drafts" / "example"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "check-out.json").write_bytes(b"")
    (folder / "one-thing-i-keep.json").write_bytes(b'{"kind": "reflect", "state": {"te')
    open_page(page, server, "closing", "example")
    expect(page.get_by_text("It is kept aside in the practice folder.")).to_have_count(2, timeout=WAIT)
    assert {path.name for path in (folder / "earlier").iterdir()} == {"check-out.json", "one-thing-i-keep.json"}
    write(page, "all the same")
    wait_for_draft(server, "example", "all the same")


def test_a_folder_that_takes_nothing_is_told_and_the_words_stay_in_the_window(page: Page, server) -> None:
    open_page(page, server, "small-disclosures", "example")
    drafts = server.practice / "drafts"
    drafts.mkdir(exist_ok=True)
    aside = drafts.rename(server.practice / "drafts-aside")
    drafts.write_text("in the way of every draft", encoding="utf-8")
    try:
        write(page, "nowhere to put this")
        expect(page.locator(".tk-notice").first).to_contain_text("This is not kept:", timeout=WAIT)
        expect(text_of(page)).to_have_value("nowhere to put this")
    finally:
        drafts.unlink()
        aside.rename(drafts)
    write(page, "nowhere to put this, until now")
    wait_for_draft(server, "example", "until now")
    expect(page.locator(".tk-notice")).to_have_count(0, timeout=WAIT)


def test_a_closed_window_hands_over_the_last_words(page: Page, browser: Browser, server) -> None:
    context = browser.new_context()
    other = context.new_page()
    open_page(other, server, "small-disclosures")
    write(other, "the very last words")
    other.close(run_before_unload=True)
    wait_for_draft(server, "everyone", "the very last words")
    context.close()


def test_a_slow_answer_takes_no_letter_away(page: Page, server) -> None:
    open_page(page, server, "closing", "example")
    kernels = kernels_of(server)
    field = text_of(page)
    field.fill("")
    field.press_sequentially("abc")
    signal_all(kernels, signal.SIGSTOP)
    # Each rest in typing hands on what stands there so far.
    page.wait_for_timeout(500)
    field.press_sequentially("def")
    page.wait_for_timeout(500)
    signal_all(kernels, signal.SIGCONT)
    field.press_sequentially("ghi", delay=60)
    wait_for_draft(server, "example", "abcdefghi")
    expect(field).to_have_value("abcdefghi")


def test_starting_an_exercise_again_can_be_taken_back_also_after_a_reload(page: Page, server) -> None:
    open_page(page, server, "safe-space")
    sorting = exercise(page, "home-helps-or-hinders")
    button = sorting.locator(".tk-row button").nth(1)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    sorting.get_by_role("button", name="Start again").click()
    expect(button).to_have_attribute("aria-pressed", "false", timeout=WAIT)
    page.reload()
    sorting.get_by_role("button", name="Bring it back").click(timeout=WAIT)
    expect(button).to_have_attribute("aria-pressed", "true", timeout=WAIT)


def test_two_windows_show_the_same_at_once_and_clear_empties_both(page: Page, server) -> None:
    own = f"zebra{uuid.uuid4().hex}"
    since = time.time() - 1
    open_page(page, server, "closing")
    other = second_window(page)
    open_page(other, server, "closing")
    expect(other.get_by_role("navigation", name="The kit")).to_be_visible(timeout=WAIT)
    expect(other).to_have_title(page.title(), timeout=WAIT)
    write(page, own)
    expect(text_of(other)).to_have_value(own, timeout=WAIT)
    write(other, f"{own} and more")
    text_of(page).focus()
    text_of(page).blur()
    expect(text_of(page)).to_have_value(f"{own} and more", timeout=WAIT)
    choose_and_print(page)
    page.keyboard.press("Control+KeyS")
    save_and_clear(page)
    for window in (page, other):
        expect(text_of(window)).to_have_value("", timeout=WAIT)
    assert files_with(server.practice, own) == []
    assert not (server.practice / "printed" / "everyone" / "closing.pdf").exists()
    page.get_by_role("button", name="Undo", exact=True).click(timeout=WAIT)
    for window in (page, other):
        expect(text_of(window)).to_have_value(f"{own} and more", timeout=WAIT)
    expect(page.get_by_text("Saved records: 1")).to_be_visible(timeout=WAIT)
    assert (server.practice / "printed" / "everyone" / "closing.pdf").is_file()
    other.close()
    records_come_and_go(page, own)
    start_fresh(page, server, own)
    assert_nowhere_else(server, own, since)


def choose_and_print(page: Page) -> None:
    frame = page.locator(SHOWN).filter(has=page.locator("textarea")).first
    frame.get_by_role("button", name="On my handout").click(timeout=WAIT)
    expect(frame.get_by_role("button", name="On my handout")).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    page.get_by_role("button", name="Print my answers").click()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=WAIT)


def save_and_clear(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved records: 1")).to_be_visible(timeout=WAIT)
    before = text_of(page).input_value()
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("button", name="Keep it as it is").click()
    expect(text_of(page)).to_have_value(before)
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_label("Clear the saved records").check()
    page.get_by_role("button", name="Clear it").click()
    expect(page.get_by_text("Cleared. You can undo it")).to_be_visible(timeout=WAIT)


def records_come_and_go(page: Page, own: str) -> None:
    """Deletes the record, undoes that, brings it back over something newer, undoes that too."""
    page.get_by_text("Saved records: 1").click()
    page.get_by_role("button", name="Delete what was saved").click()
    expect(page.get_by_text("Saved records: 1")).to_have_count(0, timeout=WAIT)
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_text("Saved records: 1").click(timeout=WAIT)
    write(page, "newer")
    page.get_by_role("button", name="Bring back what was saved").click()
    expect(text_of(page)).to_have_value(f"{own} and more", timeout=WAIT)
    page.get_by_role("button", name="Undo", exact=True).click(timeout=WAIT)
    expect(text_of(page)).to_have_value("newer", timeout=WAIT)


def start_fresh(page: Page, server, own: str) -> None:
    write(page, own)
    wait_for_draft(server, "everyone", own)
    page.get_by_role("button", name="Start fresh").click()
    page.get_by_role("button", name="Make it new").click()
    expect(page.get_by_text("The page is new.")).to_be_visible(timeout=WAIT)
    expect(text_of(page)).to_have_value("")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(text_of(page)).to_have_value(own, timeout=WAIT)


def assert_nowhere_else(server, own: str, since: float) -> None:
    """What was typed is in the practice folder and nowhere else: home, program, temporary files, what the kit said."""
    assert files_with(server.practice, own) != []
    passed = {".venv", ".git", "node_modules", ".cache", str(server.practice)}
    passed |= {str(path) for path in Path("/tmp").glob("playwright*")}
    for folder in (Path.home(), KIT_ROOT, Path("/tmp")):
        assert files_with(folder, own, since=since, without=passed) == []
    assert own not in "".join(server.said)


def test_what_was_chosen_is_on_the_person_s_own_handout(page: Page, server, tmp_path: Path) -> None:
    open_page(page, server, "closing", "example")
    write(page, "My seventeen words for paper")
    choose_and_print(page)
    link = page.get_by_role("link", name="Open the PDF")
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    pdf = tmp_path / "own.pdf"
    pdf.write_bytes(answer.body())
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "My seventeen words for paper" in " ".join(text.split())
    assert (server.practice / "printed" / "example" / "closing.pdf").is_file()


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
