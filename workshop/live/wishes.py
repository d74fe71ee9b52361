"""What is asked to be printed on a page or on the start page: read, checked, and put as the command's options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop.errors import Problem, WorkshopError
from workshop.pages.edition import Edition
from workshop.pages.editions import EDITIONS, HANDOUT, has_sheets
from workshop.pages.notebook import START_PAGE, page_path
from workshop.pages.variants import FORMATS, PAPERS, PDF, Variant
from workshop.paths import answers_folder, handouts_folder
from workshop.practice.clients import BLANK, Client, chosen_keys, is_code, kit_for, list_clients, load_client
from workshop.practice.drafts import owner_of

# In place of pages: the person's own keys, and all pages that have something to print, in the kit's order.
OWN_KEYS, EVERY_PAGE = "all", "every"
SWITCHES = ("large_print", "gray", "booklet", "fillable")
FIELDS = frozenset({"client", "all", "pages", "kind", "answers", "paper", "format", *SWITCHES})
PLAIN = Variant()


@dataclass(frozen=True)
class PrintWish:
    """One thing to print: for whom (a client, everybody blank, all clients), which pages, as what and how."""

    client: str = ""
    all_clients: bool = False
    pages: tuple[str, ...] = ()
    kind: str = HANDOUT.name
    answers: bool = False
    variant: Variant = PLAIN

    @property
    def private(self) -> bool:
        """True when what is printed holds what a person did."""
        return self.answers or EDITIONS[self.kind].keeps

    @property
    def folder(self) -> Path:
        """Where the files lie, or the folders with the files."""
        top = answers_folder() if self.private else handouts_folder()
        if self.all_clients:
            return top
        return top / (owner_of(self.client) if self.private else self.client or "blank")

    def options(self) -> list[str]:
        """The options of the command that prints it."""
        told = ["--keys", ",".join(self.pages)]
        told += ["--all"] if self.all_clients else ["--client", self.client] if self.client else []
        told += ["--answers"] if self.answers else ["--kind", self.kind]
        told += ["--paper", self.variant.paper] if self.variant.paper else []
        told += [f"--{name.replace('_', '-')}" for name in SWITCHES if getattr(self.variant, name)]
        return [*told, "--format", self.variant.format]

    def count_files(self) -> int:
        """How many files are to be expected; 0 when that is not known from the wish alone."""
        if self.all_clients:
            return 0
        if EDITIONS[self.kind].for_person:
            return 1
        client = load_client(self.client)
        return len(self.pages) + (len(chosen_keys(client, kit_for(client).index)) - 1) * (OWN_KEYS in self.pages)


def read_wish(asked: Mapping[str, Any]) -> PrintWish:
    """The wish in a request: `{"client": code}` or `{"all": true}`, "pages", "kind", "answers", and how.

    Raises ValueError for what is not known, and WorkshopError where a sentence helps: a client that is not there,
    wishes that do not go together.
    """
    if set(asked) - FIELDS:
        raise ValueError("There is no such field.")
    edition = EDITIONS[_one_of(asked, "kind", EDITIONS, HANDOUT.name)]
    answers, all_clients = _switch(asked, "answers"), _switch(asked, "all")
    code = asked.get("client", "")
    if not isinstance(code, str) or (code and (all_clients or not is_code(code))):
        raise ValueError("This is not a client.")
    if answers and edition is not HANDOUT:
        raise ValueError("Answers are on handouts only.")
    variant = _read_variant(asked)
    _check(edition, variant)
    client = load_client(code)
    if all_clients and not list_clients():
        todo = "Make one with: python scripts/start.py new client CODE"
        raise WorkshopError(Problem("", 0, "H207", "There are no clients in the practice folder yet.", todo))
    pages = _read_pages(asked.get("pages"), edition, client)
    return PrintWish(code, all_clients, pages, edition.name, answers, variant)


def _check(edition: Edition, variant: Variant) -> None:
    variant.check()
    if variant.booklet and not edition.folds:
        todo = "Print them as they are, or choose another kind."
        raise WorkshopError(Problem("", 0, "H211", f"There is no booklet of {edition.many}.", todo))


def _read_variant(asked: Mapping[str, Any]) -> Variant:
    paper = _one_of(asked, "paper", ("", *PAPERS), "")
    large_print, gray, booklet, fillable = (_switch(asked, name) for name in SWITCHES)
    return Variant(paper, large_print, gray, booklet, fillable, _one_of(asked, "format", FORMATS, PDF))


def _read_pages(pages: Any, edition: Edition, client: Client) -> tuple[str, ...]:
    if not isinstance(pages, list) or not pages or not all(isinstance(page, str) for page in pages):
        raise ValueError("These are not pages.")
    if pages == [EVERY_PAGE]:
        kit = kit_for(client)
        named = [[page for page in row if has_sheets(edition, kit, client, page)] for row in _around(client)]
        return (*named[0], OWN_KEYS, *named[1])
    for page in pages:
        if page == START_PAGE or (page != OWN_KEYS and not _is_page(page)):
            raise ValueError("There is no such page.")
    return tuple(dict.fromkeys(pages))


def _around(client: Client) -> tuple[Iterable[str], Iterable[str]]:
    index = kit_for(client).index
    return index.before, index.after


def _is_page(name: str) -> bool:
    try:
        page_path(name, kit_for(BLANK))
    except WorkshopError:
        return False
    return True


def _one_of(asked: Mapping[str, Any], name: str, known: Iterable[str], usual: str) -> str:
    value = asked.get(name, usual)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f'"{name}" is not known.')
    return value


def _switch(asked: Mapping[str, Any], name: str) -> bool:
    value = asked.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(f'"{name}" is yes or no.')
    return value
