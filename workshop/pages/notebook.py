"""Builds the notebooks of pages, and fits one to a client. Built notebooks are the same to the byte each time.

A page's notebook: a Markdown cell with its title, the cell tagged `parameters` (codes only), then one cell for each
part of the page. Every code cell stands alone, so that a counselor may copy, move or delete cells.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from workshop.content.kit import Kit
from workshop.content.model import AFTER_EXERCISES, Page
from workshop.errors import Problem, WorkshopError, suggest_name
from workshop.exercises.kinds import topics_of
from workshop.pages.notebook_format import nbformat
from workshop.pages.parameters import PARAMETERS
from workshop.paths import NOTEBOOKS
from workshop.practice.clients import Client, chosen_exercises, chosen_keys, is_code, kit_for

START_PAGE = "start"
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_name(kit: Kit, page: str) -> str:
    """The file name of a page's notebook: "02-active-listening.ipynb"; pages around the keys have no number."""
    if page == START_PAGE:
        return "00-start.ipynb"
    number = kit.index.number_of(page)
    return f"{number:02d}-{page}.ipynb" if number else f"{page}.ipynb"


def page_path(page: str, kit: Kit | None = None) -> Path:
    """The committed notebook of a page; raises WorkshopError for a page that is not known."""
    kit = kit or kit_for(Client())
    known = (START_PAGE, *kit.index.pages)
    if page not in known:
        raise WorkshopError(Problem("", 0, "C201", f'There is no page called "{page}".', suggest_name(page, known)))
    return NOTEBOOKS / notebook_name(kit, page)


def build_page(kit: Kit, page: Page) -> Any:
    """The notebook of a page as the kit has it, for no client in particular."""
    title = f"{page.number}. {page.front.title}" if page.number else page.front.title
    before = [section.id for section in page.sections if section.id not in AFTER_EXERCISES]
    after = [name for name in AFTER_EXERCISES if page.section(name)]
    cells = [
        _markdown_cell("title", f"# {title}"),
        _parameters_cell(),
        _code_cell("header", f'lesson.show_header("{page.id}")', {"part": "header"}),
    ]
    cells += [_text_cell(page.id, name) for name in before]
    cells += [exercise_cell(name) for name in page.front.exercises]
    cells.append(_code_cell("added", f'lesson.show_added_exercises("{page.id}")', {"part": "added"}))
    cells += [_text_cell(page.id, name) for name in after]
    return _notebook(cells, page.id)


def build_start(kit: Kit) -> Any:
    """The notebook of the start page."""
    cells = [
        _markdown_cell("title", f"# {kit.index.title}"),
        _parameters_cell(),
        _code_cell("start", "lesson.show_start()", {"part": "start"}),
    ]
    return _notebook(cells, START_PAGE)


def exercise_cell(name: str) -> Any:
    """The cell of one exercise."""
    return _code_cell(f"exercise-{name}", f'lesson.show_exercise("{name}")', {"part": "exercise", "exercise": name})


def fit_notebook(notebook: Any, page: str, client: Client) -> Any:
    """A copy of a page's notebook with the client's exercises: those left out gone, those added there, in their order.

    Cells that a counselor wrote stay where they are, between the same neighbors.
    """
    fitted = copy.deepcopy(notebook)
    own = [cell.metadata["workshop"]["exercise"] for cell in fitted.cells if _part(cell) == "exercise"]
    names = list(dict.fromkeys([*own, *client.exercises.add.get(page, ())]))
    kit = kit_for(client)
    chosen = chosen_exercises(client, page, own, {name: topics_of(kit, name) for name in names})
    places = {name for name in own if name in chosen}
    in_place, at_the_end = iter(chosen[: len(places)]), chosen[len(places) :]
    cells: list[Any] = []
    for cell in fitted.cells:
        if _part(cell) == "exercise":
            name = cell.metadata["workshop"]["exercise"]
            cells += [exercise_cell(next(in_place))] if name in places else []
            places.discard(name)
        elif _part(cell) == "added":
            cells += [exercise_cell(name) for name in at_the_end]
        else:
            cells.append(cell)
    fitted.cells = cells
    return fitted


def set_parameters(notebook: Any, **codes: str) -> Any:
    """A copy of a notebook whose parameters cell holds these codes; refuses words, and names no page has."""
    unknown = [name for name in codes if name not in PARAMETERS]
    if unknown:
        raise WorkshopError(
            Problem("", 0, "C209", f'A page has no parameter "{unknown[0]}".', suggest_name(unknown[0], PARAMETERS))
        )
    for name, code in codes.items():
        if code and not is_code(code):
            what = f'"{code[:60]}" cannot be the code for "{name}".'
            raise WorkshopError(Problem("", 0, "C701", what, "Use letters, digits, hyphen and underscore, at most 40."))
    fitted = copy.deepcopy(notebook)
    for cell in fitted.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = _parameters_source(**codes)
    return fitted


def pages_for(client: Client, wanted: Iterable[str]) -> list[str]:
    """Page ids for what was asked, in that order: numbers, ids, "all" (the client's keys), "pages" (the others)."""
    index = kit_for(client).index
    found: list[str] = []
    for name in (part.strip() for part in wanted):
        if name == "all":
            found += chosen_keys(client, index)
        elif name == "pages":
            found += [*index.before, *index.after]
        elif name.isdecimal() and 1 <= int(name) <= len(index.keys):
            found.append(index.keys[int(name) - 1])
        elif name in index.pages:
            found.append(name)
        else:
            what = f'There is no key "{name}".'
            todo = f"Use 1 to {len(index.keys)}, all, pages, or a name: {', '.join(index.pages)}."
            raise WorkshopError(Problem("", 0, "C201", what, todo))
    return list(dict.fromkeys(found))


def notebook_text(notebook: Any) -> str:
    """A notebook as it is written to a file."""
    text: str = nbformat.writes(notebook, version=4, indent=1, sort_keys=True)
    return text if text.endswith("\n") else text + "\n"


def _part(cell: Any) -> str:
    return str(cell.metadata.get("workshop", {}).get("part", ""))


def _notebook(cells: list[Any], page: str) -> Any:
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=copy.deepcopy(_METADATA) | {"workshop": {"page": page}})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _markdown_cell(name: str, source: str) -> Any:
    return nbformat.v4.new_markdown_cell(source, id=name)


def _text_cell(page: str, section: str) -> Any:
    call = f'lesson.show_text("{page}", "{section}")'
    return _code_cell(f"text-{section}", call, {"part": "text", "section": section})


def _code_cell(name: str, call: str, workshop: dict[str, str]) -> Any:
    source = f"from workshop.live import lesson\n\n{call}"
    metadata = {"jupyter": {"source_hidden": True}, "workshop": workshop}
    return nbformat.v4.new_code_cell(source, id=name[:64], metadata=metadata)


def _parameters_cell() -> Any:
    metadata = {"jupyter": {"source_hidden": True}, "tags": ["parameters"]}
    return nbformat.v4.new_code_cell(_parameters_source(), id="parameters", metadata=metadata)


def _parameters_source(client: str = "", group: str = "", session: str = "", language: str = "en") -> str:
    note = "# Codes only. Whom this page is for; empty means everyone."
    rows = [f'{name} = "{value}"' for name, value in zip(PARAMETERS, (client, group, session, language), strict=True)]
    return "\n".join([note, *rows])
