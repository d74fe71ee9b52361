"""A stage for one exercise: its real face and its real rules in a browser, without JupyterLab around it.

Tests, the gallery and whoever writes a new kind use it. To look at an exercise: python scripts/stage.py NAME OUT.png
"""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from workshop.content.kit import Kit, content_layers
from workshop.exercises import work as works
from workshop.exercises.faces import face_script, face_style
from workshop.exercises.kind import Refused
from workshop.exercises.kinds import LoadedExercise, load_exercise
from workshop.exercises.work import Work, begin_work, frame_of

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# A widget model as anywidget gives it, whose messages go to Python by `stageAct`.
MODEL = """
const told = JSON.parse(document.getElementById("told").textContent);
const heard = {};
const model = {
  get: (name) => told[name],
  on: (name, hear) => (heard[name] = heard[name] || []).push(hear),
  off: (name, hear) => (heard[name] = (heard[name] || []).filter((other) => other !== hear)),
  async send(message) {
    const answer = await window.stageAct(message);
    Object.assign(told, { view: answer.view, frame: answer.frame });
    (heard["change:view"] || []).forEach((hear) => hear());
    (heard["change:frame"] || []).forEach((hear) => hear());
    const back = { number: message.number, face: message.face, notice: "" };
    (heard["msg:custom"] || []).forEach((hear) => hear(back));
    document.body.dataset.answered = String(message.number);
  },
};
const source = document.getElementById("face").textContent;
const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
const face = (await import(address)).default;
face.render({ model, el: document.getElementById("stage") });
document.body.dataset.ready = "yes";
"""


class Stage:
    """One exercise at a time on a browser page. `work` is how far it has come."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.exercise: LoadedExercise | None = None
        self.work = Work({})
        page.expose_function("stageAct", self._act)

    def show(self, exercise: LoadedExercise, work: Work | None = None, *, dark: bool = False) -> None:
        """Draws an exercise, untouched or as far as `work` has come."""
        self.exercise = exercise
        self.work = work or begin_work(exercise)
        self.page.set_content(stage_html(exercise, self.work, dark=dark))
        self.page.wait_for_selector("body[data-ready]")

    def _act(self, message: dict[str, Any]) -> dict[str, Any]:
        assert self.exercise is not None
        with contextlib.suppress(Refused):
            self.work = works.act(self.exercise, self.work, message["action"])
        return {"view": self.exercise.view(self.work.state), "frame": frame_of(self.exercise, self.work)}


def stage_html(exercise: LoadedExercise, work: Work, *, dark: bool = False) -> str:
    """The page on which an exercise is drawn."""
    told = {
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
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Stage</title>'
        f"<style>{face_style()} body {{ background: var(--tk-paper); margin: 1rem auto; max-width: 52rem }}</style>"
        f'</head><body data-jp-theme-light="{"false" if dark else "true"}"><main><h1 class="tk-hidden">Stage</h1>'
        f'<div id="stage"></div></main><script id="told" type="application/json">{data}</script>'
        f'<script id="face" type="text/plain">{script}</script><script type="module">{MODEL}</script></body></html>'
    )


def find_chromium() -> str | None:
    """The path of a Chromium on this machine, if there is one."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


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
