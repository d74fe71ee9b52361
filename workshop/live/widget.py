"""One widget for every exercise: it carries actions to the rules and the view back to the page. It has no rules."""

from __future__ import annotations

import logging
import threading
import uuid
from functools import lru_cache
from pathlib import Path
from typing import Any

import traitlets

from workshop.errors import WorkshopError
from workshop.exercises.faces import drawing_library, face_parts
from workshop.exercises.kind import Refused
from workshop.exercises.kinds import LoadedExercise
from workshop.exercises.work import Work, act, begin_work, frame_of
from workshop.live.keeping import do_once, keep_work, open_work
from workshop.live.shared import SharingWidget
from workshop.practice import drafts

LOG = logging.getLogger("workshop.live")


class ExerciseWidget(SharingWidget):
    """The live face of an exercise.

    `view` is what the page draws and `frame` what its frame offers; all windows that show this widget get them. An
    action comes as a message `{"number", "face", "action", "when"}` and is answered with `{"number", "face",
    "notice"}`; a notice is empty or a sentence. With an `owner`, each step is kept in the owner's drafts before it is
    shown.
    """

    uid = traitlets.Unicode().tag(sync=True)
    header = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def __init__(self, exercise: LoadedExercise, page: dict[str, str], owner: str = "") -> None:
        self.exercise = exercise
        self.owner = owner
        self.work, notice = open_work(exercise, owner) if owner else (begin_work(exercise), "")
        self._lock = threading.Lock()
        super().__init__(
            face_parts(exercise.kind.name),
            uid=uuid.uuid4().hex[:8],
            header=exercise.header(),
            words=exercise.setting.words_of(exercise.kind.name),
            view=exercise.view(self.work.state),
            frame=frame_of(exercise, self.work),
            notice=notice,
            page=page,
        )
        self.on_msg(self._receive)

    def act(self, action: dict[str, Any], face: str = "", number: int = 0, when: int = 0) -> str:
        """Carries out one action; gives an empty text, or one sentence when it could not be done or kept.

        JupyterLab may deliver two messages in two threads, so the work changes under a lock. An action whose face and
        number were heard before is done already.
        """
        with self._lock:
            try:
                if number and self.work.has_heard(face, number):
                    return ""
                work = act(self.exercise, self.work, action, when)
                return self._show(work.hearing(face, number) if number else work)
            except Refused:
                return ""
            except Exception as error:
                LOG.error("exercise %s failed: %s", self.exercise.id, type(error).__name__)
                return self.exercise.setting.say("page-broken")

    def catch_up(self) -> None:
        """Does what waits in the drafts because a window lost its connection."""
        with self._lock:
            rows = drafts.take_waiting(self.owner, self.exercise.id) if self.owner else []
            work = self.work
            for row in rows:
                work = do_once(self.exercise, work, row)
            if rows:
                self._show(work)
                drafts.drop_waiting(self.owner, self.exercise.id)

    def _show(self, work: Work) -> str:
        view, frame = self.exercise.view(work.state), frame_of(self.exercise, work)
        notice = self._keep(work)
        self.work = work
        with self.hold_sync():
            self.view, self.frame = view, frame
        return notice

    def _keep(self, work: Work) -> str:
        try:
            if self.owner:
                keep_work(self.exercise, work, self.owner)
            return ""
        except WorkshopError as error:
            return self.exercise.setting.say("common-not-kept", why=error.problems[0].what)

    def _receive(self, _widget: Any, content: Any, _buffers: Any) -> None:
        if not isinstance(content, dict) or not isinstance(content.get("action"), dict):
            return
        face, number = content.get("face"), content.get("number")
        known = isinstance(face, str) and isinstance(number, int) and not isinstance(number, bool)
        when = content.get("when")
        when = when if isinstance(when, int) and not isinstance(when, bool) else 0
        notice = self.act(content["action"], str(face), number if known and isinstance(number, int) else 0, when)
        self.send({"number": number, "face": face, "notice": notice})


class PanelWidget(SharingWidget):
    """A part of a page that is not an exercise: the header with its buttons, or the start page."""

    data = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, script: str, data: dict[str, Any], words: dict[str, str]) -> None:
        super().__init__(panel_parts(script), data=data, words=words)


@lru_cache
def panel_parts(name: str) -> tuple[str, ...]:
    """The parts of a panel's script: the drawing library, what panels share, the form to print, and its own."""
    here = Path(__file__).parent
    files = ("panel.js", "print.js", f"{name}.js")
    return (drawing_library(), *((here / file).read_text(encoding="utf-8") for file in files))
