"""The ways to print a page: the handout, and what is handed out besides it. `workshop handouts --kind` names one.

A new way is an `Edition` in the table at the end. Everything else asks the table: the command, what a page shows when
it is run for paper, the names of files, the buttons in JupyterLab.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.kit import Kit
from workshop.content.model import Page
from workshop.errors import WorkshopError
from workshop.exercises.kind import Kind, Setting, State
from workshop.exercises.kinds import LoadedExercise, kind_of, topics_of
from workshop.practice.clients import Client, chosen_exercises


@dataclass(frozen=True)
class Edition:
    """One way to print a page.

    `ending` stands in a file's name after the page's. It begins with "_", which no page's name has, so no two files
    share a name. `one` and `many` are what the command calls it. `takes` tells which kinds of exercises are on it,
    `has_room` whether just this one is where nobody has answered it, and
    `face` gives such an exercise on paper for a client, with what a person did in it, if anything. `whole` prints the
    page's own texts too; else the first page begins with `lead`. `lacks` is what is wrong with a page that has no such
    exercise, and what to do; without it, such a page can be printed all the same.
    """

    name: str
    ending: str
    one: str
    many: str
    face: Callable[[LoadedExercise, Client, State | None], list[Block]]
    takes: Callable[[Kind[Any]], bool]
    has_room: Callable[[LoadedExercise, Client], bool] = lambda exercise, client: True
    whole: bool = False
    lead: Callable[[Setting], list[Block]] | None = None
    lacks: tuple[str, str] | None = None

    def file_name(self, page: str) -> str:
        """The name of a page's PDF."""
        return f"{page}{self.ending}.pdf"

    def titles(self, page: Page, setting: Setting) -> dict[str, str]:
        """The title and the summary on top of the first page."""
        if self.whole:
            return {"title": page.front.title, "summary": page.front.summary}
        title = setting.say(f"edition-title-{self.name}", title=page.front.title)
        return {"title": title, "summary": setting.say(f"edition-summary-{self.name}")}

    def button(self, setting: Setting, *, many: bool = False) -> dict[str, Any]:
        """What a button that prints it needs: the edition's name, the button's words, and what it says at the end."""
        label = setting.say(f"edition-print-all-{self.name}" if many else f"edition-print-{self.name}")
        ready = {
            "ready": setting.say(f"edition-ready-{self.name}"),
            "printed": setting.say(f"edition-printed-{self.name}"),
        }
        return {"kind": self.name, "label": label, "words": ready}


def _whole_exercise(exercise: LoadedExercise, client: Client, state: State | None) -> list[Block]:
    return [exercise.blocks(state)]


def _cards(exercise: LoadedExercise, client: Client, state: State | None) -> list[Block]:
    return exercise.cards(aim_of(exercise.setting.kit, client, exercise.id))


def _how_cards_go(setting: Setting) -> list[Block]:
    """What a group of three does with its cards."""
    stop = setting.say("roles-how-stop", word=setting.kit.speech.words.get("stop-word", ""))
    steps = [setting.say(f"roles-how-{step}") for step in ("share", "read", "talk")]
    steps += [stop, setting.say("role-play-step-out"), setting.say("roles-how-tell")]
    return [blocks.heading(setting.say("roles-how"), 2), blocks.bullets(steps, ordered=True)]


def _is_on_handout(exercise: LoadedExercise, client: Client) -> bool:
    """True when a page names the exercise for its handout, or names none, or a client's file adds it."""
    kit = exercise.setting.kit
    named = [kit.page(page).front.handout for page in pages_with(kit, client, exercise.id)]
    added = any(exercise.id in names for names in client.exercises.add.values())
    return added or not named or any(not names or exercise.id in names for names in named)


HANDOUT = Edition(
    "handout", "", "handout", "handouts", _whole_exercise, lambda kind: True, has_room=_is_on_handout, whole=True
)
WORKSHEET = Edition(
    "worksheet",
    "_worksheet",
    "worksheet",
    "worksheets",
    _whole_exercise,
    lambda kind: True,
    lacks=("This page has no exercises, so there is no worksheet to print.", "Choose a page with exercises."),
)
CARDS = Edition(
    "cards",
    "_cards",
    "set of cards",
    "sets of cards",
    _cards,
    lambda kind: kind.has_cards,
    lead=_how_cards_go,
    lacks=("This page has no role-play, so there are no cards to print.", "Choose a page with a role-play."),
)
EDITIONS = {edition.name: edition for edition in (HANDOUT, WORKSHEET, CARDS)}


def split_name(stem: str) -> tuple[str, Edition]:
    """The page and the edition that the name of a PDF stands for."""
    page = stem.partition("_")[0]
    found = next((edition for edition in EDITIONS.values() if edition.ending == stem[len(page) :]), None)
    return (page, found) if found else (stem, HANDOUT)


def page_exercises(kit: Kit, client: Client, page: str) -> list[str]:
    """The exercises that the kit and the client's file put on a page, in order."""
    own = kit.page(page).front.exercises
    names = [*own, *client.exercises.add.get(page, ())]
    return chosen_exercises(client, page, own, {name: topics_of(kit, name) for name in names if client.leave_out})


def has_sheets(edition: Edition, kit: Kit, client: Client, page: str) -> bool:
    """True when a page can be printed in an edition. An exercise that cannot be read counts: its problem is told."""
    return edition.lacks is None or any(_takes(edition, kit, name) for name in page_exercises(kit, client, page))


def _takes(edition: Edition, kit: Kit, name: str) -> bool:
    try:
        return edition.takes(kind_of(kit.exercise_tree(name)))
    except WorkshopError:
        return True


def other_editions(kit: Kit, client: Client, page: str) -> Sequence[Edition]:
    """What a page can be printed as besides the handout."""
    return [
        edition for edition in EDITIONS.values() if edition is not HANDOUT and has_sheets(edition, kit, client, page)
    ]


def pages_with(kit: Kit, client: Client, exercise: str) -> list[str]:
    """The pages on which an exercise stands, those first that have it by themselves."""
    pages = [name for name in kit.index.pages if exercise in kit.page(name).front.exercises]
    return pages + [
        name for name, added in client.exercises.add.items() if exercise in added and name in kit.index.pages
    ]


def aim_of(kit: Kit, client: Client, exercise: str) -> str:
    """What the page is about on which an exercise stands, in one line; empty when it stands on none."""
    pages = pages_with(kit, client, exercise)
    return kit.page(pages[0]).front.summary if pages else ""
