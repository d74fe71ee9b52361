"""What the cells of a page call. Each call stands alone and shows one part, live and with its face for paper.

A cell reads the page's codes (client, group, session, language) from the notebook's parameters; without them it shows
what everyone sees. A part that is broken shows one sentence and leaves the rest of the page working.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import publish_display_data

from workshop.content import blocks
from workshop.content.art import COVERS, STEPS, image_address
from workshop.content.blocks import Block, from_markdown, plain_text
from workshop.content.html import to_html
from workshop.content.kit import Kit
from workshop.content.model import FACILITATOR_SECTIONS, Page, PageSection
from workshop.content.safety import DISTRESS, safety_line
from workshop.errors import Problem, WorkshopError
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import LoadedExercise, load_exercise, topics_of
from workshop.live.choices import print_choices, print_row
from workshop.live.keeping import answers_wanted, chosen_for_paper, paper_wanted
from workshop.live.start import start_data
from workshop.live.widget import ExerciseWidget, PanelWidget
from workshop.pages.edition import Edition
from workshop.pages.editions import HANDOUT, editions_of
from workshop.pages.leads import safety_callout
from workshop.pages.parameters import PAGE_NAME, PARAMETERS
from workshop.practice.clients import BLANK, Client, chosen_exercises, chosen_keys, client_path, kit_for, load_client
from workshop.practice.drafts import owner_of

# Every exercise that is live in this kernel. Shown twice, it is the same one twice.
_widgets: dict[tuple[str, str], ExerciseWidget] = {}
# The heads of the pages that this kernel has shown.
_panels: list[PanelWidget] = []

LOG = logging.getLogger("workshop.live")

BLOCKS = "application/vnd.workshop.blocks+json"
WIDGET = "application/vnd.jupyter.widget-view+json"


def page_codes() -> dict[str, str]:
    """The codes of the page whose cell is running; those that are not set are empty."""
    shell = get_ipython()
    names = shell.user_ns if shell else {}
    return {name: str(names.get(name) or "") for name in PARAMETERS}


def _safely(show: Callable[[str], None] | Callable[[str, str], None]) -> Callable[..., None]:
    """A part that cannot be shown says so in one place, and does not stop the cells after it."""

    @wraps(show)
    def shown(*names: str) -> None:
        try:
            show(*names)
        except WorkshopError as error:
            _show_problems(error.problems)
        except Exception as error:
            # A fault in the rules of one exercise: told by its kind only, since its text may hold a person's words.
            LOG.error("%s %s failed: %s", show.__name__, " ".join(names), type(error).__name__)
            what = f"The program has a fault here ({type(error).__name__})."
            _show_problems([Problem("", 0, "C804", what, "The rest of the page works.")])

    return shown


def _show_problems(problems: list[Problem]) -> None:
    sentences = [str(problem) for problem in problems]
    rows = "".join(f"<li>{html.escape(row)}</li>" for row in sentences)
    try:
        text = kit_for(BLANK).interface["page-part-broken"]
    except WorkshopError:  # the words themselves are what cannot be read
        text = "This part cannot be shown."
    publish_display_data(
        {
            "text/html": f'<div class="tk-callout tk-warning"><p>{html.escape(text)}</p><ul>{rows}</ul></div>',
            "text/plain": "\n".join([text, *sentences]),
            BLOCKS: {"for": "everyone", "blocks": [], "problems": [problem.as_json() for problem in problems]},
        }
    )


def _open_kit() -> tuple[Kit, Client]:
    codes = page_codes()
    client = _read_client(codes["client"]) if codes["client"] else BLANK
    return kit_for(client, codes["language"] or "en"), client


def warm() -> None:
    """Reads ahead what every page needs: the kit's words, and the rules of Markdown."""
    kit_for(BLANK)
    from_markdown("*Ready*")


def _read_client(code: str) -> Client:
    path = client_path(code)
    return _client_at(path, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=8)
def _client_at(path: Path, stamp: int) -> Client:
    """A client's file is read once and not again for each cell, unless it was changed."""
    return load_client(path.stem)


@_safely
def show_header(page_name: str) -> None:
    """Where one is and where one can go: title, summary, for whom, neighbors, and the button that prints."""
    kit, client = _open_kit()
    page = kit.page(page_name)
    panel = PanelWidget("header", _header_data(kit, client, page), Setting(kit).words_of("page"))
    _panels.append(panel)
    edition = paper_wanted() or HANDOUT
    lead = edition.lead(Setting(kit), page) if edition.lead else []
    paper = {"for": "everyone", "blocks": lead, "document": _document(kit, client, page, edition)}
    _publish(panel, paper, page.front.title)


def _header_data(kit: Kit, client: Client, page: Page) -> dict[str, Any]:
    order = [*kit.index.before, *chosen_keys(client, kit.index), *kit.index.after]
    at = order.index(page.id) if page.id in order else len(order)
    near = {"previous": order[at - 1] if at else "", "next": order[at + 1] if at + 1 < len(order) else ""}
    setting = Setting(kit)
    return {
        "page": page.id,
        "client": client.code,
        "title": page.front.title,
        "summary": page.front.summary,
        "picture": _picture(kit, page),
        "work": {"used": False, "records": [], "undo": False},
        "key": setting.say("page-key", number=page.number) if page.number else "",
        "minutes": setting.say("page-minutes", minutes=page.front.minutes),
        "who": setting.say("page-for", name=client.name or client.code) if client.code else "",
        "print": print_choices(setting, editions_of(kit, client, page.id)) | {"client": print_row(client)},
        "safety": safety_line(kit),
        **{way: {"page": name, "title": kit.page(name).front.title} if name else None for way, name in near.items()},
    }


def _picture(kit: Kit, page: Page) -> dict[str, str] | None:
    drawing = kit.page_drawing(COVERS, page.id)
    return {"address": image_address(drawing["svg"]), "alt": drawing["alt"]} if drawing else None


def _document(kit: Kit, client: Client, page: Page, edition: Edition) -> dict[str, Any]:
    """What paper needs to know of the whole page."""
    return {
        "page": page.id,
        "number": page.number,
        "motif": kit.page_drawing(COVERS, page.id),
        "form": edition.form,
        **edition.titles(page, Setting(kit)),
        "safety": safety_line(kit),
        "kit": kit.index.title,
        "language": kit.index.language,
        "person": client.name,
        "paper": client.paper,
        "large_print": client.large_print,
        "words": kit.paper_words,
    }


@_safely
def show_text(page_name: str, section_name: str) -> None:
    """One section of a page. Notes for the facilitator are folded, and stay off the participant's paper."""
    kit, _ = _open_kit()
    section = kit.page(page_name).section(section_name)
    printed, edition = paper_wanted() is not None, paper_wanted() or HANDOUT
    on_paper = edition.sections(section_name)
    if section is None or (printed and not on_paper):
        return
    setting = Setting(kit)
    parts = _section_parts(kit, page_name, section)
    private = section.id in FACILITATOR_SECTIONS
    shown = [*parts, safety_callout(setting, DISTRESS)] if section.id == "facilitator" else parts
    inside = f'<div class="tk-text tk-text-{section.id}">{to_html(shown)}</div>'
    if private:
        who = setting.say("page-facilitator")
        note = html.escape(who if section.id == "facilitator" else f"{who}: {section.title}")
        inside = f'<details class="tk-fold"><summary>{note}</summary>{inside}</details>'
    told = [*parts, *edition.after(setting, section.id)]
    publish_display_data(
        {
            "text/html": inside,
            "text/plain": plain_text(list(section.blocks)),
            BLOCKS: {"for": "everyone" if on_paper else "facilitator", "blocks": told},
        }
    )


def _section_parts(kit: Kit, page_name: str, section: PageSection) -> list[Block]:
    if section.id == "caution":
        return [blocks.callout("warning", section.title, section.blocks)]
    strip = kit.page_drawing(STEPS, page_name) if section.id == "how" else None
    return [blocks.heading(section.title, 2), *([strip] if strip else []), *section.blocks]


@_safely
def show_exercise(name: str) -> None:
    """One exercise, unless the client's file leaves it out."""
    kit, client = _open_kit()
    if chosen_exercises(client, "", [name], {name: topics_of(kit, name)}):
        _show_exercise(kit, name, client)


@_safely
def show_added_exercises(page_name: str) -> None:
    """The exercises that the client's file adds to this page."""
    kit, client = _open_kit()
    added = client.exercises.add.get(page_name, ())
    own = kit.page(page_name).front.exercises
    for name in chosen_exercises(client, "", added, {name: topics_of(kit, name) for name in added}):
        if name not in own:
            _show_exercise(kit, name, client)


def _show_exercise(kit: Kit, name: str, client: Client) -> None:
    exercise = load_exercise(kit, name)
    owner = owner_of(client.code)
    edition = paper_wanted()
    if edition:
        _show_on_paper(exercise, edition, client)
        return
    widget = _widgets.get((owner, name))
    if widget is None or widget.exercise.data != exercise.data:
        widget = _widgets[(owner, name)] = ExerciseWidget(exercise, _page_of(client.code), owner)
    # Exporting a live page makes its handout.
    shown = [exercise.blocks()] if HANDOUT.has_room(exercise, client) else []
    _publish(widget, {"for": "everyone", "blocks": shown}, exercise.data.title)


def _show_on_paper(exercise: LoadedExercise, edition: Edition, client: Client) -> None:
    """What of an exercise goes on paper in an edition; one that has no place in it shows nothing."""
    state = chosen_for_paper(exercise, owner_of(client.code)) if answers_wanted() else None
    if edition.takes(exercise.kind) and (state is not None or edition.has_room(exercise, client)):
        shown = edition.face(exercise, client, state)
        paper = {"for": "everyone", "blocks": shown, "answered": state is not None}
        publish_display_data({BLOCKS: paper, "text/plain": exercise.data.title})


def _page_of(client: str) -> dict[str, str]:
    shell = get_ipython()
    page = str(shell.user_ns.get(PAGE_NAME) or "start") if shell else "start"
    return {"page": page} | ({"client": client} if client else {})


def tell_windows() -> None:
    """Has every window that shows this page load it anew, since another one is about to change it as a whole."""
    for panel in _panels:
        panel.send({"again": True})


def catch_up() -> None:
    """Does in all exercises what waits in the drafts because a window lost its connection."""
    for widget in _widgets.values():
        widget.catch_up()


@_safely
def show_start(_name: str = "") -> None:
    """The start page: for whom, all pages, printing, help."""
    kit, client = _open_kit()
    data = start_data(kit, client.code)
    _publish(
        PanelWidget("start", data, Setting(kit).words_of("start")), {"for": "everyone", "blocks": []}, data["title"]
    )


def _publish(widget: Any, paper: dict[str, Any], text: str) -> None:
    """Shows a widget together with its face for paper in one bundle."""
    view = {"version_major": 2, "version_minor": 1, "model_id": widget.model_id}
    publish_display_data({WIDGET: view, BLOCKS: paper, "text/plain": text})
