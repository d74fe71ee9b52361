"""A stage for one exercise: its real face and its real rules in a browser, without JupyterLab around it.

Tests, the gallery and whoever writes a new kind use it. To look at an exercise: python scripts/stage.py NAME OUT.png
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from chromium import FLAGS, find_chromium
from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from workshop.content.kit import Kit, content_layers
from workshop.exercises import work as works
from workshop.exercises.faces import face_script, face_style
from workshop.exercises.kind import Refused
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.exercises.work import Work, begin_work, frame_of

ADDRESS = "https://stage.invalid/"
FONTS = Path(__file__).resolve().parent.parent / "workshop" / "handouts" / "fonts" / "atkinson"
FONT_FACES = {"400Regular": "400", "400Regular_Italic": "400; font-style: italic", "700Bold": "600 700"}

# A widget model as anywidget gives it, whose messages go to Python by `stageAct`.
MODEL = """
const told = JSON.parse(document.getElementById("told").textContent);
const heard = {};
const model = {
  get: (name) => told[name],
  on: (name, hear) => (heard[name] = heard[name] || []).push(hear),
  off: (name, hear) => (heard[name] = (heard[name] || []).filter((other) => other !== hear)),
  async send(message) {
    window.stageWaiting += 1;
    const answer = await window.stageAct(message, told.showing);
    if (answer === null) return;
    Object.assign(told, { view: answer.view, frame: answer.frame });
    (heard["change:view"] || []).forEach((hear) => hear());
    (heard["change:frame"] || []).forEach((hear) => hear());
    const back = { number: message.number, face: message.face, notice: "" };
    (heard["msg:custom"] || []).forEach((hear) => hear(back));
    window.stageWaiting -= 1;
  },
};
window.stageWaiting = 0;
const source = document.getElementById("face").textContent;
const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
const face = (await import(address)).default;
face.render({ model, el: document.getElementById("stage") });
await document.fonts.ready;
document.body.dataset.ready = "yes";
"""
# A day, a chance and an id that are always the same: Tuesday, November 24, 2026, ten o'clock in the morning (UTC).
NOW = 1_795_514_400_000
STEADY = f"""
Date = class extends Date {{
  constructor(...given) {{ super(...(given.length ? given : [{NOW}])); }}
  static now() {{ return {NOW}; }}
}};
Math.random = () => 0.5;
crypto.getRandomValues = (bytes) => bytes.fill(7);
"""
# Done when every action was answered and the page was drawn, with what its effects still changed.
SETTLE = """async () => {
  const rest = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  do await rest(); while (window.stageWaiting > 0);
  await rest();
}"""


class Stage:
    """One exercise at a time on a browser page. `work` is how far it has come, `errors` what went wrong in the page.

    A `steady` stage has no clock and no chance: the same state always looks the same.
    """

    def __init__(self, page: Page, *, steady: bool = False) -> None:
        self.page = page
        self.steady = steady
        self.exercise: LoadedExercise | None = None
        self.work = Work({})
        self.errors: list[str] = []
        self._html = ""
        self._showing = 0
        page.route(f"{ADDRESS}**", lambda route: route.fulfill(body=self._html, content_type="text/html"))
        page.expose_function("stageAct", self._act)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def show(self, exercise: LoadedExercise, work: Work | None = None, *, dark: bool = False) -> None:
        """Draws an exercise, untouched or as far as `work` has come."""
        self.exercise = exercise
        self.work = work or begin_work(exercise)
        self._showing += 1
        self._html = stage_html(exercise, self.work, dark=dark, steady=self.steady, showing=self._showing)
        self.page.goto(ADDRESS)
        self.page.wait_for_selector("body[data-ready]")

    def settle(self) -> None:
        """Waits until the rules have answered and the page shows what they said."""
        self.page.evaluate(SETTLE)

    def turn(self, *, dark: bool) -> None:
        """Changes between the light and the dark theme, as JupyterLab does."""
        self.page.evaluate("light => document.body.dataset.jpThemeLight = light", "false" if dark else "true")

    def _act(self, message: dict[str, Any], showing: int) -> dict[str, Any] | None:
        # What a page still sends while it goes belongs to the exercise that was shown before.
        if self.exercise is None or showing != self._showing:
            return None
        with contextlib.suppress(Refused):
            self.work = works.act(self.exercise, self.work, message["action"])
        return {"view": self.exercise.view(self.work.state), "frame": frame_of(self.exercise, self.work)}

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


def stage_html(
    exercise: LoadedExercise, work: Work, *, dark: bool = False, steady: bool = False, showing: int = 0
) -> str:
    """The page on which an exercise is drawn. `showing` comes back with each action."""
    told = {
        "showing": showing,
        "uid": "stage",
        "header": exercise.header(),
        "words": exercise.setting.words_of(exercise.kind.name),
        "view": exercise.view(work.state),
        "frame": frame_of(exercise, work),
        "notice": "",
        "page": {"page": "stage"},
    }
    data = json.dumps(told).replace("</", "<\\/")
    script = face_script(exercise.kind.name).replace("</script", "<\\/script")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stage</title><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_font_style()} {face_style()} body {{ background: var(--tk-paper); margin: 1rem auto;"
        f" max-width: 52rem }}</style><script>{STEADY if steady else ''}</script>"
        f'</head><body data-jp-theme-light="{"false" if dark else "true"}"><main><h1 class="tk-hidden">Stage</h1>'
        f'<div id="stage"></div></main><script id="told" type="application/json">{data}</script>'
        f'<script id="face" type="text/plain">{script}</script><script type="module">{MODEL}</script></body></html>'
    )


@lru_cache
def _font_style() -> str:
    """The kit's typeface as part of the style, since this page has no address to fetch it from."""
    faces = []
    for name, weight in FONT_FACES.items():
        data = base64.b64encode((FONTS / f"AtkinsonHyperlegibleNext_{name}.ttf").read_bytes()).decode("ascii")
        source = f"url(data:font/ttf;base64,{data})"
        faces.append(
            f'@font-face {{ font-family: "Atkinson Hyperlegible Next"; src: {source}; font-weight: {weight} }}'
        )
    return "\n".join(faces)


def main() -> int:
    """Draws one exercise of the kit into a picture."""
    parser = argparse.ArgumentParser(description="Draws an exercise into a picture.")
    parser.add_argument("exercise")
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1000)
    asked = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        print("Chromium is not installed.", file=sys.stderr)
        return 1
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": asked.width, "height": 900})
        Stage(page).show(load_exercise(Kit(content_layers()), asked.exercise), dark=asked.dark)
        page.screenshot(path=asked.out, full_page=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
