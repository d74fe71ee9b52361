"""The ways to print a page: the handout, and what is handed out besides it. `workshop handouts --kind` names one.

A new way is an `Edition` in the table at the end. Everything else asks the table: the command, what a page shows when
it is run for paper, the names of files, the buttons in JupyterLab.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workshop.content.blocks import Block
from workshop.content.kit import Kit
from workshop.content.model import FACILITATOR_SECTIONS, Page
from workshop.errors import WorkshopError
from workshop.exercises.kind import Kind, Setting, State
from workshop.exercises.kinds import LoadedExercise, kind_of, topics_of
from workshop.pages import leads
from workshop.pages.edition import Edition
from workshop.pages.variants import BOOKLET, FILLABLE, FORMATS, VARIANT_ENDINGS, Variant
from workshop.practice.clients import Client, chosen_exercises


def _whole_exercise(exercise: LoadedExercise, client: Client, state: State | None) -> list[Block]:
    return [exercise.blocks(state)]


def _cards(exercise: LoadedExercise, client: Client, state: State | None) -> list[Block]:
    return exercise.cards(aim_of(exercise.setting.kit, client, exercise.id))


def _is_on_handout(exercise: LoadedExercise, client: Client) -> bool:
    """True when a page names the exercise for its handout, or names none, or a client's file adds it."""
    kit = exercise.setting.kit
    named = [kit.page(page).front.handout for page in pages_with(kit, client, exercise.id)]
    added = any(exercise.id in names for names in client.exercises.add.values())
    return added or not named or any(not names or exercise.id in names for names in named)


def _at_a_glance(exercise: LoadedExercise, client: Client, state: State | None) -> list[Block]:
    return [leads.glance(exercise)]


def _none(kind: Kind[Any]) -> bool:
    return False


def _all(kind: Kind[Any]) -> bool:
    return True


def _for_participants(section: str) -> bool:
    return section not in FACILITATOR_SECTIONS


def _log_after_practice(setting: Setting, section: str) -> list[Block]:
    return leads.week_log(setting) if section == "practice" else []


def _has_practice(page: Page) -> bool:
    return page.section("practice") is not None


def _has_steps(page: Page) -> bool:
    return any(page.section(name) for name in leads.POSTER_SECTIONS)


HANDOUT = Edition(
    "handout",
    "",
    "handout",
    "handouts",
    _whole_exercise,
    _all,
    has_room=_is_on_handout,
    sections=_for_participants,
    whole=True,
)
WORKSHEET = Edition(
    "worksheet",
    "_worksheet",
    "worksheet",
    "worksheets",
    _whole_exercise,
    _all,
    lacks=("This page has no exercises, so there is no worksheet to print.", "Choose a page with exercises."),
)
CARDS = Edition(
    "cards",
    "_cards",
    "set of cards",
    "sets of cards",
    _cards,
    lambda kind: kind.has_cards,
    lead=leads.how_cards_go,
    lacks=("This page has no role-play and no questions to cut out, so there are no cards to print.", "Choose a key."),
    folds=False,
)
FACILITATOR = Edition(
    "facilitator",
    "_facilitator",
    "facilitator's guide",
    "facilitator's guides",
    _at_a_glance,
    _all,
    sections=lambda section: section in ("debrief", "practice", "review"),
    lead=leads.guide,
)
PRACTICE_LOG = Edition(
    "practice-log",
    "_practice-log",
    "practice log",
    "practice logs",
    _whole_exercise,
    _none,
    sections=lambda section: section in ("practice", "review"),
    after=_log_after_practice,
    lacks=("This page has no practice for the week, so there is no log to print.", "Choose a page that has one."),
    suits=_has_practice,
)
POSTER = Edition(
    "poster",
    "_poster",
    "poster",
    "posters",
    _whole_exercise,
    _none,
    lead=leads.poster,
    whole=True,
    form="poster",
    lacks=("This page has no steps to put on a poster.", "Choose a page that has them."),
    suits=_has_steps,
    folds=False,
)
WORKBOOK = Edition(
    "workbook",
    "",
    "workbook",
    "workbooks",
    _whole_exercise,
    _all,
    has_room=_is_on_handout,
    sections=lambda section: _for_participants(section) and section != "sources",
    after=_log_after_practice,
    whole=True,
    form="workbook",
    for_person=True,
)
CERTIFICATE = Edition(
    "certificate",
    "",
    "certificate",
    "certificates",
    _whole_exercise,
    _none,
    form="certificate",
    for_person=True,
    folds=False,
)
SUMMARY = Edition(
    "session-summary",
    "",
    "session summary",
    "session summaries",
    _whole_exercise,
    _none,
    for_person=True,
    keeps=True,
)
EDITIONS = {
    edition.name: edition
    for edition in (
        HANDOUT,
        WORKSHEET,
        CARDS,
        FACILITATOR,
        PRACTICE_LOG,
        POSTER,
        WORKBOOK,
        SUMMARY,
        CERTIFICATE,
    )
}


def split_name(name: str) -> tuple[str, Edition, Variant] | None:
    """The page, the edition and the variant that a file's name stands for, as far as the name tells; None for another.

    The page is empty for what is made once for each person. No page is looked for, so it may be none of the kit's.
    """
    stem, _, format_ = name.rpartition(".")
    page, *_ = stem.split("_")
    for edition in sorted(EDITIONS.values(), key=lambda edition: not edition.for_person):
        for ending in VARIANT_ENDINGS:
            variant = Variant(booklet=ending == BOOKLET, fillable=ending == FILLABLE, format=format_)
            if format_ in FORMATS and page and edition.file_name(page, variant) == name:
                return ("" if edition.for_person else page), edition, variant
    return None


def page_exercises(kit: Kit, client: Client, page: str) -> list[str]:
    """The exercises that the kit and the client's file put on a page, in order."""
    own = kit.page(page).front.exercises
    names = [*own, *client.exercises.add.get(page, ())]
    return chosen_exercises(client, page, own, {name: topics_of(kit, name) for name in names if client.leave_out})


def has_sheets(edition: Edition, kit: Kit, client: Client, page: str) -> bool:
    """True when a page can be printed in an edition. An exercise that cannot be read counts: its problem is told."""
    if edition.lacks is None or edition.suits(kit.page(page)):
        return True
    return any(_takes(edition, kit, name) for name in page_exercises(kit, client, page))


def _takes(edition: Edition, kit: Kit, name: str) -> bool:
    try:
        return edition.takes(kind_of(kit.exercise_tree(name)))
    except WorkshopError:
        return True


def editions_of(kit: Kit, client: Client, page: str) -> Sequence[Edition]:
    """What a page can be printed as."""
    return [
        edition for edition in EDITIONS.values() if not edition.for_person and has_sheets(edition, kit, client, page)
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
