"""What can be chosen in the form to print, on a page and on the start page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop.exercises.kind import Setting
from workshop.pages.edition import Edition
from workshop.practice.clients import Client


def print_choices(setting: Setting, editions: Iterable[Edition]) -> dict[str, Any]:
    """The words of the form, and what there is to print: what each is, and what can be done with it.

    `folds` tells what may be a booklet; `keeps` what is made of a person's saved work, so that no pages are chosen.
    """
    kinds = [edition.words(setting) | {"folds": edition.folds, "keeps": edition.keeps} for edition in editions]
    return {"words": setting.words_of("print"), "kinds": kinds}


def print_row(client: Client) -> dict[str, Any]:
    """How a client's file wants things printed."""
    return {"code": client.code, "paper": client.paper, "large": client.large_print}
