"""What the start page shows: clients, pages in their groups, and help."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop.content.kit import Kit
from workshop.content.model import KitIndex
from workshop.errors import WorkshopError
from workshop.exercises.kind import Setting
from workshop.live.choices import print_choices, print_row
from workshop.live.stories import story_rows
from workshop.pages.editions import EDITIONS
from workshop.pages.notebook import START_PAGE, page_path
from workshop.pages.programs import program_rows
from workshop.practice.clients import BLANK, chosen_keys, find_client_problems, kit_for, list_clients, load_client


def start_data(kit: Kit, code: str) -> dict[str, Any]:
    """Everything the start page draws; `code` is the client picked, or empty."""
    setting = Setting(kit)
    words = kit.speech.words
    return {
        "title": kit.index.title,
        "client": code,
        "clients": [_client_row(name, kit.index) for name in list_clients()],
        "groups": [
            {"title": setting.say("start-before"), "pages": _page_rows(kit, kit.index.before)},
            {"title": setting.say("start-keys"), "pages": _page_rows(kit, kit.index.keys)},
            {"title": setting.say("start-after"), "pages": _page_rows(kit, kit.index.after)},
        ],
        "programs": program_rows(kit),
        "stories": story_rows(kit),
        "stop_word": words.get("stop-word", ""),
        "minutes": setting.say("fact-minutes"),
        "print": print_choices(setting, EDITIONS.values()) | {"blank": print_row(BLANK)},
    }


def bar_data(code: str) -> dict[str, Any]:
    """Everything the bar above a page draws: all pages in the client's order, and its words."""
    client = load_client(code)
    kit = kit_for(client)
    setting = Setting(kit)
    rows = [{"page": START_PAGE, "label": kit.index.title, "file": page_path(START_PAGE, kit).name}]
    for name in (*kit.index.before, *chosen_keys(client, kit.index), *kit.index.after):
        page = kit.page(name)
        label = f"{page.number}. {page.front.title}" if page.number else page.front.title
        rows.append({"page": name, "label": label, "file": page_path(name, kit).name})
    return {"title": kit.index.title, "client": client.code, "pages": rows, "words": setting.words_of("bar")}


def title_template() -> str:
    """A template that gives the window's title by the file it opens, as the bar says it a moment later."""
    told = bar_data("")
    names = {row["file"]: f"{row['label']} – {told['title']}" for row in told["pages"][1:]}
    file = "(page_config.treePath or '').split('/')[-1]"
    return f"{{{{ ({names!r}).get({file}, {told['title']!r}) | e }}}}"


def _page_rows(kit: Kit, names: Iterable[str]) -> list[dict[str, Any]]:
    rows = []
    for name in names:
        page = kit.page(name)
        front = page.front
        row = {"page": name, "number": page.number, "title": front.title, "summary": front.summary}
        rows.append(row | {"minutes": front.minutes})
    return rows


def _client_row(code: str, index: KitIndex) -> dict[str, Any]:
    """A client to pick: how to show it, which keys it has, and what is wrong with its file, if anything."""
    problems = find_client_problems(code)
    if problems:
        return {"code": code, "label": code, "keys": [], "problems": [str(problem) for problem in problems]}
    try:
        client = load_client(code)
    except WorkshopError as error:
        return {"code": code, "label": code, "keys": [], "problems": [str(problem) for problem in error.problems]}
    label = f"{code} ({client.name})" if client.name else code
    return print_row(client) | {"label": label, "keys": chosen_keys(client, index), "problems": []}
