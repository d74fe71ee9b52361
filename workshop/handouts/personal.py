"""What is made for a person and not from one page: the workbook, the certificate, and the summary of a session."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.kit import Kit
from workshop.content.safety import safety_line
from workshop.errors import Problem, WorkshopError
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import load_exercise
from workshop.exercises.work import from_json
from workshop.handouts.document import ENGLISH, Document
from workshop.practice.clients import Client
from workshop.practice.drafts import owner_of
from workshop.practice.records import FORM, list_records, take_records

Kept = tuple[datetime, str, dict[str, str]]


def begin_document(kit: Kit, client: Client, title: str, summary: str = "") -> Document:
    """An empty document in the kit's language and on the client's paper."""
    return Document(
        title,
        summary,
        kit=kit.index.title,
        language=kit.index.language,
        person=client.name,
        paper=client.paper,
        large_print=client.large_print,
        safety=safety_line(kit),
        words=ENGLISH | kit.paper_words,
    )


def bind_workbook(kit: Kit, client: Client, pages: Iterable[Document]) -> Document:
    """All pages in one, each a part with a masthead of its own."""
    setting = Setting(kit)
    bound = begin_document(kit, client, kit.index.title, setting.say("workbook-about"))
    return replace(bound, form="workbook", blocks=tuple(block for page in pages for block in _part(page)))


def _part(page: Document) -> Iterator[Block]:
    yield blocks.part(page.title, page.summary, page.number, page.motif)
    yield from page.blocks


def write_certificate(kit: Kit, client: Client, pages: Sequence[str]) -> Document:
    """That the person took part and what was practiced; date and name are written by hand."""
    setting = Setting(kit)
    keys = [kit.page(name) for name in pages if name in kit.index.keys]
    inside = [
        blocks.paragraph(setting.say("certificate-says")),
        blocks.paragraph(setting.say("certificate-took-part")),
        *([blocks.bullets([f"{page.number}. {page.front.title}" for page in keys])] if keys else []),
        blocks.lines(1, setting.say("certificate-date")),
        blocks.lines(1, setting.say("certificate-signed")),
    ]
    about = setting.say("certificate-about")
    certificate = begin_document(kit, client, setting.say("certificate-title"), about)
    return replace(certificate, form="certificate", safety="", blocks=tuple(inside))


def sum_up_session(kit: Kit, client: Client) -> Document:
    """What the person's last session kept, page by page; raises WorkshopError when nothing was saved yet."""
    setting = Setting(kit)
    kept = sorted(_kept(kit, owner_of(client.code)), key=lambda row: row[0])
    if not kept:
        todo = 'Press "Save" at the top of a page first.'
        raise WorkshopError(Problem("", 0, "H212", "Nothing was saved for this person yet.", todo))
    day = kept[-1][0].date()
    last = {page: files for when, page, files in kept if when.date() == day}  # a later record of a page holds more
    date = setting.say("summary-date", month=setting.say(f"summary-month-{day.month}"), day=day.day, year=day.year)
    summary = begin_document(kit, client, setting.say("summary-title"), date)
    return replace(summary, blocks=tuple(block for page, files in last.items() for block in _done(kit, page, files)))


def _kept(kit: Kit, owner: str) -> Iterator[Kept]:
    for page in kit.index.pages:
        for name, text in take_records(owner, page).items() if list_records(owner, page) else ():
            try:
                files = json.loads(text)["files"]
                when = datetime.strptime("-".join(name.split("-")[:5]), FORM)
            except (ValueError, KeyError, TypeError):
                what = f'The record "{name}" of the page "{page}" is damaged.'
                raise WorkshopError(
                    Problem("", 0, "C721", what, "Delete it on the page, or look at the file.")
                ) from None
            yield when, page, files


def _done(kit: Kit, page: str, files: dict[str, str]) -> Iterator[Block]:
    """A page's title, and each exercise as the person did it; one that no longer fits its words is passed over."""
    yield blocks.heading(kit.page(page).front.title, 2)
    for file, text in files.items():
        name = file.removesuffix(".json")
        if "/" in name or "." in name:
            continue  # set aside, or not yet done
        try:
            exercise = load_exercise(kit, name)
            state = from_json(exercise, json.loads(text)).state
        except (WorkshopError, ValueError):
            yield blocks.paragraph(Setting(kit).say("summary-gone", name=name))
            continue
        if exercise.is_used(state):
            yield exercise.blocks(state)
