"""Makes the pictures of the README again: python scripts/pictures.py (needs Chromium and pdftoppm)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from chromium import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


def take_pictures(practice: Path, chromium: str) -> None:
    """Starts the kit on a folder of its own and photographs the start page and a talk under way."""
    from playwright.sync_api import sync_playwright

    environment = os.environ | {"WORKSHOP_PRACTICE": str(practice)}
    command = [sys.executable, "-m", "workshop", "open", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline().strip()
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                _photograph_start(page, address)
                _photograph_talk(page, address.replace("page=start", "page=active-listening&client=example"))
                browser.close()
        finally:
            server.terminate()


def _photograph_start(page, address: str) -> None:
    for _ in range(100):
        try:
            page.goto(address)
            break
        except Exception:
            page.wait_for_timeout(300)
    page.get_by_label("Who is it for?").select_option("example", timeout=60_000)
    page.mouse.click(2, 400)
    page.wait_for_timeout(800)
    page.screenshot(path=IMAGES / "start.png")


def _photograph_talk(page, address: str) -> None:
    page.goto(address)
    talk = page.locator("section.tk-exercise").filter(has=page.locator(".tk-play")).first
    for turn in range(2):
        talk.locator(".tk-say button").first.click(timeout=60_000)
        talk.locator(".tk-theirs").nth(turn + 1).wait_for()
    page.wait_for_timeout(800)
    talk.evaluate("frame => frame.scrollIntoView({block: 'start'})")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "role-play.png")


def picture_of_handout(folder: Path) -> None:
    """Prints one handout and makes a picture of its first page."""
    command = [sys.executable, "-m", "workshop", "handouts", "--client", "example", "--keys", "2", "--out", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    pdf = folder / "example" / "active-listening.pdf"
    subprocess.run(
        ["pdftoppm", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-png", str(pdf), str(IMAGES / "handout")],
        check=True,
    )


def main() -> int:
    """Makes all pictures; 1 when a program is missing."""
    chromium = find_chromium()
    if not chromium or not shutil.which("pdftoppm"):
        print("This needs Chromium and pdftoppm (poppler-utils).", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        practice = Path(name) / "practice"
        (practice / "clients").mkdir(parents=True)
        shutil.copy(ROOT / "practice" / "clients" / "example.yaml", practice / "clients")
        take_pictures(practice, chromium)
        picture_of_handout(Path(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
