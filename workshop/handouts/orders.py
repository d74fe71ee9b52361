"""What is asked for: one order for each file to make. Codes, never words. Imports little: it starts fast."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workshop.errors import Problem, WorkshopError
from workshop.pages.edition import Edition
from workshop.pages.editions import EDITIONS, HANDOUT, has_sheets
from workshop.pages.notebook import pages_for
from workshop.pages.variants import Variant
from workshop.practice.clients import Client, kit_for, load_client
from workshop.practice.drafts import chosen_drafts, owner_of
from workshop.practice.files import keep_out_of_git, write_bytes

KIT_ENGINE, STOCK_ENGINE = "workshop", "nbclient"
PLAIN = Variant()


@dataclass(frozen=True)
class Wishes:
    """What holds for all that is printed in one run. `force` makes anew what did not change."""

    out: Path
    variant: Variant = PLAIN
    engine: str = KIT_ENGINE
    answers: bool = False
    kind: str = HANDOUT.name
    force: bool = False


@dataclass(frozen=True)
class Order:
    """One file to make, from one page or from several: codes, never words."""

    client: str
    page: str
    path: Path
    pages: tuple[str, ...] = ()
    variant: Variant = PLAIN
    engine: str = KIT_ENGINE
    answers: bool = False
    kind: str = HANDOUT.name


@dataclass(frozen=True)
class Printed:
    """What became of an order: a file, problems a counselor can mend, or a fault of ours as places in the program.

    `unchanged` files were there already, made of just the same.
    """

    order: Order
    seconds: float = 0.0
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    unchanged: bool = False


def put_file(order: Order, data: bytes) -> None:
    """Writes an order's file; raises WorkshopError when that fails."""
    write_bytes(order.path, data)
    if order.client or order.answers:
        keep_out_of_git(order.path.parent)


def plan_orders(clients: Iterable[str], keys: Iterable[str], wishes: Wishes) -> tuple[list[Order], list[Problem]]:
    """The orders for clients (blank: "") and keys, with the problems of clients that cannot be printed for."""
    _check(wishes)
    wanted = list(keys)
    orders: list[Order] = []
    problems: list[Problem] = []
    for code in dict.fromkeys(clients):
        try:
            client = load_client(code)
            pages = pages_for(client, wanted)
            pages = answered_pages(client, pages) if wishes.answers else pages
        except WorkshopError as error:
            problems += error.problems
            continue
        found, missed = _orders_for(client, pages, wishes)
        orders += found
        problems += missed
    return orders, sorted(set(problems))


def _check(wishes: Wishes) -> None:
    """Raises WorkshopError for wishes that do not go together."""
    wishes.variant.check()
    edition = EDITIONS[wishes.kind]
    if wishes.variant.booklet and not edition.folds:
        what = f"There is no booklet of {edition.many}."
        raise WorkshopError(Problem("", 0, "H211", what, "Print them as they are, or choose another kind."))


def _orders_for(client: Client, pages: list[str], wishes: Wishes) -> tuple[list[Order], list[Problem]]:
    edition, variant = EDITIONS[wishes.kind], wishes.variant
    private = wishes.answers or edition.keeps
    folder = wishes.out / (owner_of(client.code) if private else client.code or "blank")
    how = (variant, wishes.engine, wishes.answers, wishes.kind)
    if edition.for_person:
        return [Order(client.code, "", folder / edition.file_name("", variant), tuple(pages), *how)], []
    lacking = pages_without(edition, client, pages)
    named = [(page, edition.file_name(page, variant)) for page in pages]
    orders = [Order(client.code, page, folder / name, (page,), *how) for page, name in named if page not in lacking]
    return orders, [_nothing_for(edition, f"{folder.name}/{name}") for page, name in named if page in lacking]


def pages_without(edition: Edition, client: Client, pages: Iterable[str]) -> list[str]:
    """Those pages on which there is nothing for an edition."""
    if edition.lacks is None:
        return []
    kit = kit_for(client)
    return [page for page in pages if not has_sheets(edition, kit, client, page)]


def _nothing_for(edition: Edition, name: str) -> Problem:
    what, todo = edition.lacks or ("", "")
    return Problem(name, 0, "H209", what, todo)


def answered_pages(client: Client, pages: Iterable[str]) -> list[str]:
    """Those pages on which an exercise was chosen for print; raises WorkshopError when there is none."""
    chosen = chosen_drafts(owner_of(client.code))
    kit = kit_for(client)
    found = [page for page in pages if chosen & {*kit.page(page).front.exercises, *client.exercises.add.get(page, ())}]
    if not found:
        what = "Nothing was chosen for this handout yet."
        raise WorkshopError(Problem("", 0, "H208", what, 'Press "On my handout" under an exercise first.'))
    return found
