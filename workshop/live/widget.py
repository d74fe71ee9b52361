"""One widget for every exercise: it carries actions to the rules and the view back to the page. It has no rules."""

from __future__ import annotations

import logging
import re
import threading
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workshop.exercises.kind import Refused, State
from workshop.exercises.kinds import FACES, LoadedExercise

LOG = logging.getLogger("workshop.live")


class ExerciseWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """The live face of an exercise.

    `view` is what the page draws; all windows that show this widget get it. An action comes as a message
    `{"number", "face", "action"}` and is answered with `{"number", "face", "notice"}`; a notice is empty or a sentence.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    uid = traitlets.Unicode().tag(sync=True)
    header = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def __init__(self, exercise: LoadedExercise, page: dict[str, str]) -> None:
        self.exercise = exercise
        self.state: State = exercise.start()
        self._lock = threading.Lock()
        super().__init__(
            uid=uuid.uuid4().hex[:8],
            header=exercise.header(),
            words=exercise.setting.words_of(exercise.kind.name),
            view=exercise.view(self.state),
            page=page,
            _esm=face_script(exercise.kind.name),
            _css=face_style(),
        )
        self.on_msg(self._receive)

    def act(self, action: dict[str, Any]) -> str:
        """Carries out one action; gives an empty text, or one sentence when it could not be done.

        JupyterLab may deliver two messages in two threads, so the state changes under a lock.
        """
        with self._lock:
            try:
                state = self.exercise.act(self.state, action)
                view = self.exercise.view(state)
                self.state, self.view = state, view
                return ""
            except Refused:
                return ""
            except Exception as error:
                LOG.error("exercise %s failed: %s", self.exercise.id, type(error).__name__)
                return self.exercise.setting.say("page-broken")

    def _receive(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if not isinstance(content, dict) or not isinstance(content.get("action"), dict):
            return
        notice = self.act(content["action"])
        self.send({"number": content.get("number"), "face": content.get("face"), "notice": notice})


@lru_cache
def face_script(kind: str) -> str:
    """The script of a kind's face: the drawing library, what all faces share, and the kind's own."""
    own = (FACES / f"{kind}.js").read_text(encoding="utf-8")
    return "\n".join([drawing_library(), (FACES / "face.js").read_text(encoding="utf-8"), own])


@lru_cache
def face_style() -> str:
    """The style of all faces."""
    return (FACES / "theme.css").read_text(encoding="utf-8") + (FACES / "face.css").read_text(encoding="utf-8")


@lru_cache
def drawing_library() -> str:
    """The vendored Preact and htm as constants, since a widget's script cannot import a file beside it."""
    source = (FACES / "vendor" / "preact-htm.js").read_text(encoding="utf-8")
    body, _, exports = source.rpartition("export{")
    pairs = re.sub(r"(\w+) as (\w+)", r"\2: \1", exports.split("}")[0])
    names = "h, html, render, useState, useEffect, useLayoutEffect, useRef"
    return f"const {{{names}}} = (() => {{{body}return {{{pairs}}};}})();"


class PanelWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """A part of a page that is not an exercise: the header with its buttons, or the start page."""

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, script: str, data: dict[str, Any], words: dict[str, str]) -> None:
        super().__init__(data=data, words=words, _esm=panel_script(script), _css=face_style())


@lru_cache
def panel_script(name: str) -> str:
    """The script of a panel, with the drawing library and what panels share."""
    here = Path(__file__).parent
    parts = [(here / file).read_text(encoding="utf-8") for file in ("panel.js", f"{name}.js")]
    return "\n".join([drawing_library(), *parts])
