"""An exercise in use: how far it has come, what can be brought back, and whether it goes on the person's own handout.

Pure: a work is a value, and every action gives a new one. Where it is kept over a reload is in
`workshop/practice/drafts.py`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from workshop.exercises.kind import Action, Refused, State
from workshop.exercises.kinds import LoadedExercise

FACES_REMEMBERED = 30
FIELDS_REMEMBERED = 100


@dataclass(frozen=True)
class Work:
    """`state` as the rules have it; `before`, what the last destructive act threw away; `on_paper`, chosen for print.

    `heard` is the number of the last action of each face (a window's drawing of the exercise), so that an action which
    arrives twice, by the kernel and by a draft, is done once. `written` tells when (in milliseconds) each field was
    written, so that what a window could hand over only late does not replace what another wrote after it.
    """

    state: State
    before: State | None = None
    on_paper: bool = False
    heard: tuple[tuple[str, int], ...] = ()
    written: tuple[tuple[str, int], ...] = ()

    def has_heard(self, face: str, number: int) -> bool:
        """True for an action that was done already."""
        return dict(self.heard).get(face, 0) >= number

    def hearing(self, face: str, number: int) -> Work:
        """The work once an action of a face was heard."""
        others = tuple(pair for pair in self.heard if pair[0] != face)
        return replace(self, heard=(*others, (face, number))[-FACES_REMEMBERED:])

    def writing(self, field: str, when: int) -> Work:
        """The work once a field was written; raises Refused when something newer stands in it."""
        if dict(self.written).get(field, 0) > when:
            raise Refused("Something newer stands there.")
        others = tuple(pair for pair in self.written if pair[0] != field)
        return replace(self, written=(*others, (field, when))[-FIELDS_REMEMBERED:])


def begin_work(exercise: LoadedExercise) -> Work:
    """An exercise nobody has touched."""
    return Work(exercise.start())


def act(exercise: LoadedExercise, work: Work, action: Action, when: int = 0) -> Work:
    """The work after one action: `undo` brings back what a destructive act threw away, `paper` chooses it for print
    (`on`), any other is the kind's own. `when` a window did it, in milliseconds, is 0 where that is not known. Raises
    Refused when the action does not fit.
    """
    doing = action.get("do")
    if when and "text" in action:
        field = json.dumps({name: value for name, value in action.items() if name != "text"}, sort_keys=True)
        work = work.writing(field, when)
    if doing == "undo":
        if work.before is None:
            raise Refused("There is nothing to bring back.")
        return replace(work, state=work.before, before=None)
    if doing == "paper":
        if not isinstance(action.get("on"), bool):
            raise Refused('"on" must be true or false.')
        return replace(work, on_paper=action["on"])
    state = exercise.act(work.state, action)
    if doing in exercise.kind.undoes and state != work.state and exercise.is_used(work.state):
        return replace(work, state=state, before=work.state)
    return replace(work, state=state)


def is_touched(exercise: LoadedExercise, work: Work) -> bool:
    """True when there is something that could be lost."""
    return exercise.is_used(work.state) or work.before is not None or work.on_paper


def frame_of(exercise: LoadedExercise, work: Work) -> dict[str, Any]:
    """What the frame around an exercise draws: which of its buttons have something to do."""
    return {
        "used": exercise.is_used(work.state),
        "undo": work.before is not None,
        "paper": work.on_paper,
        "restart": exercise.kind.restart,
    }


def to_json(exercise: LoadedExercise, work: Work) -> dict[str, Any]:
    """The work as a draft file holds it."""
    return {
        "kind": exercise.kind.name,
        "words": digest_of(exercise),
        "state": work.state,
        "before": work.before,
        "on_paper": work.on_paper,
        "heard": [list(pair) for pair in work.heard],
        "written": [list(pair) for pair in work.written],
    }


def from_json(exercise: LoadedExercise, draft: Any) -> Work:
    """The work a draft file holds. Raises ValueError when it does not fit the exercise (any more)."""
    try:
        if draft["kind"] != exercise.kind.name:
            raise ValueError("This draft is of another kind of exercise.")
        heard = tuple((str(face), int(number)) for face, number in draft["heard"])
        written = tuple((str(field), int(when)) for field, when in draft.get("written", ()))
        work = Work(draft["state"], draft["before"], bool(draft["on_paper"]), heard, written)
        for state in (work.state, *([] if work.before is None else [work.before])):
            _check_state(exercise, state)
    except ValueError:
        raise
    except Exception as error:  # whatever a kind's rules make of a damaged state
        raise ValueError(f"This draft does not fit the exercise ({type(error).__name__}).") from None
    return work


def _check_state(exercise: LoadedExercise, state: Any) -> None:
    """Raises some error for a state that is not shaped as at the start, or that cannot be drawn or printed."""
    first = exercise.start()
    if not isinstance(state, dict) or set(state) != set(first):
        raise ValueError("This draft has other fields than the exercise.")
    for name, value in first.items():
        if None not in (value, state[name]) and _sort_of(state[name]) is not _sort_of(value):
            raise ValueError("This draft holds something else than the exercise expects.")
    exercise.view(state)
    exercise.blocks(state)


def _sort_of(value: Any) -> type:
    """The type of a value as JSON has it: one kind of number."""
    return float if isinstance(value, int | float) and not isinstance(value, bool) else type(value)


def has_new_words(exercise: LoadedExercise, draft: dict[str, Any]) -> bool:
    """True when the exercise's words are others than those the draft was made with."""
    return bool(draft.get("words") != digest_of(exercise))


def digest_of(exercise: LoadedExercise) -> str:
    """A short hash of the exercise as this client reads it."""
    return hashlib.sha256(json.dumps(exercise.data.model_dump(mode="json")).encode()).hexdigest()[:16]
