"""One way to print: what each part of a page asks when it is run for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workshop.content.blocks import Block
from workshop.content.model import Page
from workshop.exercises.kind import Kind, Setting, State
from workshop.exercises.kinds import LoadedExercise
from workshop.pages.variants import Variant
from workshop.practice.clients import Client


def _no_section(name: str) -> bool:
    return False


def _nothing_after(setting: Setting, section: str) -> list[Block]:
    return []


@dataclass(frozen=True)
class Edition:
    """One way to print.

    `ending` stands in a file's name after the page's. It begins with "_", which no page's name has, so no two files
    share a name. `one` and `many` are what the command calls it. One that is `for_person` is made once for each person
    and not for each page, and its name is the file's.

    A page that is run for paper asks: `takes` tells which kinds of exercises are on it, `has_room` whether just this
    one is where nobody has answered it, and `face` gives such an exercise for a client, with what a person did in it,
    if anything; `sections` tells which of the page's texts are on it and `after` what follows one; the first page
    begins with `lead`. `whole` keeps the page's own title and summary.

    `form` is the template. `lacks` is what is wrong with a page for which there is nothing to print, and what to do;
    without it, every page can be printed. `suits` tells whether a page has something besides exercises.
    `keeps` marks what holds a person's own work: it never lands among the others. What does not `folds` has a paper of
    its own, or sheets that must not lie behind each other, so that there is no booklet of it.
    """

    name: str
    ending: str
    one: str
    many: str
    face: Callable[[LoadedExercise, Client, State | None], list[Block]]
    takes: Callable[[Kind[Any]], bool]
    has_room: Callable[[LoadedExercise, Client], bool] = lambda exercise, client: True
    sections: Callable[[str], bool] = _no_section
    after: Callable[[Setting, str], list[Block]] = _nothing_after
    lead: Callable[[Setting, Page], list[Block]] | None = None
    whole: bool = False
    form: str = "handout"
    lacks: tuple[str, str] | None = None
    suits: Callable[[Page], bool] = lambda page: False
    for_person: bool = False
    keeps: bool = False
    folds: bool = True

    def file_name(self, page: str, variant: Variant | None = None) -> str:
        """The name of a file; a page has one, and what is for a person has one in all."""
        variant = variant or Variant()
        stem = self.name if self.for_person else f"{page}{self.ending}"
        return f"{stem}{variant.ending}.{variant.format}"

    def titles(self, page: Page, setting: Setting) -> dict[str, str]:
        """The title and the summary on top of the first page."""
        if self.whole:
            return {"title": page.front.title, "summary": page.front.summary}
        title = setting.say(f"edition-title-{self.name}", title=page.front.title)
        return {"title": title, "summary": setting.say(f"edition-summary-{self.name}")}

    def words(self, setting: Setting) -> dict[str, str]:
        """What one reads where it is chosen in JupyterLab: its name, what it is, and what is said when it is there."""
        name, about = setting.say(f"edition-name-{self.name}"), setting.say(f"edition-about-{self.name}")
        return {"kind": self.name, "name": name, "about": about}
