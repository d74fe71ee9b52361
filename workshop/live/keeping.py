"""Between an exercise in use and its draft in the practice folder: what is opened, done and kept."""

from __future__ import annotations

import logging
import os
from typing import Any

from workshop.errors import WorkshopError
from workshop.exercises.kind import Refused, State
from workshop.exercises.kinds import LoadedExercise
from workshop.exercises.work import Work, act, begin_work, from_json, has_new_words, is_touched, to_json
from workshop.pages.edition import Edition
from workshop.pages.editions import EDITIONS
from workshop.pages.parameters import ANSWERS, PAPER
from workshop.practice import drafts

LOG = logging.getLogger("workshop.live")


def paper_wanted() -> Edition | None:
    """The edition that the page is run for; None when it is live."""
    return EDITIONS.get(os.environ.get(PAPER, ""))


def answers_wanted() -> bool:
    """True when what a person chose for print goes on paper."""
    return bool(os.environ.get(ANSWERS))


def open_work(exercise: LoadedExercise, owner: str) -> tuple[Work, str]:
    """The work as it was left, with what a window could not hand over any more, and a sentence when something is amiss.

    A draft that cannot be read, or that does not fit the exercise any more, is set aside and not lost.
    """
    work, notice = _read_work(exercise, owner)
    waiting = drafts.take_waiting(owner, exercise.id)
    for row in waiting:
        work = do_once(exercise, work, row)
    if waiting:
        try:
            keep_work(exercise, work, owner)
            drafts.drop_waiting(owner, exercise.id)
        except WorkshopError as error:
            notice = exercise.setting.say("common-not-kept", why=error.problems[0].what)
    return work, notice


def _read_work(exercise: LoadedExercise, owner: str) -> tuple[Work, str]:
    try:
        draft = drafts.read_draft(owner, exercise.id)
        if draft is None:
            return begin_work(exercise), ""
        work = from_json(exercise, draft)
        return work, exercise.setting.say("common-new-words") if has_new_words(exercise, draft) else ""
    except (ValueError, OSError):
        return begin_work(exercise), _set_aside(exercise, owner)


def _set_aside(exercise: LoadedExercise, owner: str) -> str:
    """Moves a draft that cannot be used out of the way; gives the sentence to say."""
    try:
        drafts.set_draft_aside(owner, exercise.id)
    except OSError as error:
        return exercise.setting.say("common-not-kept", why=error.strerror or "")
    return exercise.setting.say("common-old-draft")


def do_once(exercise: LoadedExercise, work: Work, row: Any) -> Work:
    """The work after `{"face", "number", "action", "when"}`, unless it was done already or does not fit.

    A row that makes the rules fail must not keep the exercise from opening, so that it is passed over as well.
    """
    try:
        face, number = str(row["face"]), int(row["number"])
        if work.has_heard(face, number):
            return work
        return act(exercise, work, row["action"], int(row.get("when", 0))).hearing(face, number)
    except Refused:
        return work
    except Exception as error:
        LOG.error("exercise %s could not do what waited: %s", exercise.id, type(error).__name__)
        return work


def keep_work(exercise: LoadedExercise, work: Work, owner: str) -> None:
    """Writes the draft; one with nothing in it leaves no file. Raises WorkshopError when the disk does not take it."""
    if is_touched(exercise, work):
        drafts.write_draft(owner, exercise.id, to_json(exercise, work))
    else:
        drafts.drop_draft(owner, exercise.id)


def chosen_for_paper(exercise: LoadedExercise, owner: str) -> State | None:
    """What the person did in an exercise, if it was chosen for the handout; None leaves the sheet blank."""
    try:
        work = from_json(exercise, drafts.read_draft(owner, exercise.id) or {})
    except (ValueError, OSError):
        return None
    return work.state if work.on_paper and exercise.is_used(work.state) else None
