"""Makes the gallery again: `python scripts/gallery.py` draws every kind of exercise, untouched, in use and finished.

The pictures land in `docs/gallery/`, the page that shows them is `docs/gallery.md`. Needs Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

from chromium import FLAGS, find_chromium
from gallery_states import SHOWN, STATES, exercise_shown, work_shown
from playwright.sync_api import sync_playwright
from stage import Stage

from workshop.exercises.kinds import KINDS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "gallery.md"
PICTURES = ROOT / "docs" / "gallery"
NAMES = {"empty": "Untouched", "in-use": "In use", "finished": "Finished"}
WIDTH = 900
QUALITY = 82
HEAD = """<!-- Made by scripts/gallery.py. Do not edit: change scripts/gallery_states.py and run it again. -->
# Gallery

Every kind of exercise as it looks on the page: untouched, in use and finished, and once in the dark theme. The pictures
are made by `python scripts/gallery.py`.
"""


def picture_of(kind: str, state: str, *, dark: bool = False) -> Path:
    """Where the picture of a kind in one state lies."""
    return PICTURES / f"{kind}-{state}{'-dark' if dark else ''}.jpg"


def gallery_page() -> str:
    """The text of the gallery page."""
    parts = [HEAD, "## Kinds\n", "\n".join(f"- [{kind}](#{kind}): {SHOWN[kind].purpose}" for kind in KINDS) + "\n"]
    for kind in KINDS:
        parts.append(f"## {kind}\n\n{SHOWN[kind].purpose}\n")
        for state, sees in zip(STATES, SHOWN[kind].sees, strict=True):
            picture = picture_of(kind, state).relative_to(PAGE.parent).as_posix()
            parts.append(f"### {NAMES[state]}\n\n{sees}\n\n![{kind}, {NAMES[state].lower()}: {sees}]({picture})\n")
        dark = picture_of(kind, "in-use", dark=True).relative_to(PAGE.parent).as_posix()
        parts.append(f"### In use, dark\n\n![{kind} in use in the dark theme]({dark})\n")
    return "\n".join(parts)


def draw_pictures(chromium: str) -> None:
    """Draws every picture of the gallery."""
    PICTURES.mkdir(exist_ok=True)
    wanted = [(kind, state, False) for kind in KINDS for state in STATES] + [(kind, "in-use", True) for kind in KINDS]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": 700}, reduced_motion="reduce", locale="en-US", timezone_id="UTC"
        )
        stage = Stage(context.new_page(), steady=True)
        for kind, state, dark in wanted:
            stage.show(exercise_shown(kind), work_shown(kind, state), dark=dark)
            path = picture_of(kind, state, dark=dark)
            stage.page.screenshot(path=path, full_page=True, type="jpeg", quality=QUALITY)
        browser.close()
    for path in set(PICTURES.glob("*.jpg")) - {picture_of(kind, state, dark=dark) for kind, state, dark in wanted}:
        path.unlink()


def main() -> int:
    """Makes the pictures and the page; 1 when there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 1
    draw_pictures(chromium)
    PAGE.write_text(gallery_page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
