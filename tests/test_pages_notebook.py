"""Notebooks of pages: built the same each time, fitted to a client, with codes for parameters and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from workshop.content.kit import Kit
from workshop.errors import WorkshopError
from workshop.pages.notebook import (
    START_PAGE,
    build_page,
    build_start,
    exercise_cell,
    fit_notebook,
    notebook_text,
    page_path,
    pages_for,
    set_parameters,
)
from workshop.pages.notebook_format import nbformat
from workshop.pages.parameters import PARAMETERS
from workshop.paths import NOTEBOOKS, content_folder
from workshop.practice.clients import BLANK, Client

KIT = Kit([content_folder()])
PAGES = (START_PAGE, *KIT.index.pages)
PAGE = "active-listening"


def build(name: str) -> Any:
    return build_start(KIT) if name == START_PAGE else build_page(KIT, KIT.page(name))


def client(**fields: object) -> Client:
    return Client.model_validate(fields)


def exercises_of(notebook: Any) -> list[str]:
    return [cell.metadata["workshop"]["exercise"] for cell in notebook.cells if "exercise-" in cell.id]


def parameters_of(notebook: Any) -> dict[str, object]:
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    values: dict[str, object] = {}
    exec(compile(cell.source, "parameters", "exec"), values)
    return {name: value for name, value in values.items() if not name.startswith("__")}


OWN = exercises_of(build(PAGE))


@pytest.mark.parametrize("name", PAGES)
def test_the_committed_notebook_is_what_the_content_makes(name: str) -> None:
    assert page_path(name).read_bytes() == notebook_text(build(name)).encode()


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_is_the_same_to_the_byte_each_time(name: str) -> None:
    again = Kit([content_folder()])
    second = build_start(again) if name == START_PAGE else build_page(again, again.page(name))
    assert notebook_text(build(name)) == notebook_text(second)


def test_there_are_no_other_notebooks() -> None:
    assert {path.name for path in NOTEBOOKS.glob("*.ipynb")} == {page_path(name).name for name in PAGES}


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_is_valid_and_holds_no_output(name: str) -> None:
    notebook = nbformat.reads(page_path(name).read_text(encoding="utf-8"), as_version=4)
    nbformat.validate(notebook)
    assert [cell.id for cell in notebook.cells if cell.get("outputs") or cell.get("execution_count")] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_begins_with_its_title_and_the_parameters(name: str) -> None:
    title, parameters, *rest = build(name).cells
    assert (title.cell_type, title.source[:2]) == ("markdown", "# ")
    assert parameters.metadata["tags"] == ["parameters"]
    assert [cell.id for cell in rest if cell.metadata.get("tags")] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_parameters_are_codes_and_empty_but_for_the_language(name: str) -> None:
    assert parameters_of(build(name)) == {"client": "", "group": "", "session": "", "language": "en"}


@pytest.mark.parametrize("name", PAGES)
def test_every_code_cell_stands_alone(name: str) -> None:
    for cell in build(name).cells:
        if cell.cell_type == "code":
            tree = ast.parse(cell.source)
            made = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
            used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
            assert used <= made, cell.id


@pytest.mark.parametrize("name", PAGES)
def test_every_cells_source_is_hidden(name: str) -> None:
    code = [cell for cell in build(name).cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if not cell.metadata["jupyter"]["source_hidden"]] == []


def test_a_page_shows_all_its_sections_and_exercises() -> None:
    page = KIT.page(PAGE)
    cells = [cell.metadata.get("workshop", {}) for cell in build(PAGE).cells]
    assert {cell.get("section") for cell in cells} - {None} == {section.id for section in page.sections}
    assert [cell["exercise"] for cell in cells if "exercise" in cell] == list(page.front.exercises)


def test_keys_are_numbered_in_their_file_names() -> None:
    assert [page_path(name).name for name in ("start", "safe-space", "support-actions", "welcome")] == [
        "00-start.ipynb",
        "01-safe-space.ipynb",
        "10-support-actions.ipynb",
        "welcome.ipynb",
    ]


@pytest.mark.parametrize("name", ["patince", "", "../practice/pages/x", "01-safe-space"])
def test_a_page_that_is_not_known_has_no_notebook(name: str) -> None:
    with pytest.raises(WorkshopError, match="C201"):
        page_path(name)


def test_for_no_one_in_particular_only_the_cell_for_added_exercises_goes() -> None:
    fitted = fit_notebook(build(PAGE), PAGE, BLANK)
    assert [cell.id for cell in fitted.cells] == [cell.id for cell in build(PAGE).cells if cell.id != "added"]


def test_fitting_changes_nothing_in_the_notebook_it_is_given(practice: Path) -> None:
    notebook = build(PAGE)
    fit_notebook(notebook, PAGE, client(exercises={"skip": OWN[:2]}))
    assert notebook_text(notebook) == notebook_text(build(PAGE))


def test_an_exercise_left_out_is_gone(practice: Path) -> None:
    fitted = fit_notebook(build(PAGE), PAGE, client(exercises={"skip": [OWN[1]]}))
    assert exercises_of(fitted) == [OWN[0], *OWN[2:]]


def test_an_added_exercise_comes_after_the_pages_own(practice: Path) -> None:
    fitted = fit_notebook(build(PAGE), PAGE, client(exercises={"add": {PAGE: ["the-diary"]}}))
    assert exercises_of(fitted) == [*OWN, "the-diary"]
    assert fitted.cells[[cell.id for cell in fitted.cells].index("exercise-the-diary") + 1].id == "text-debrief"


def test_an_exercise_added_to_another_page_is_not_here(practice: Path) -> None:
    fitted = fit_notebook(build(PAGE), PAGE, client(exercises={"add": {"patience": ["the-diary"]}}))
    assert exercises_of(fitted) == OWN


def test_exercises_put_first_come_first(practice: Path) -> None:
    wish = client(exercises={"first": [OWN[2], "the-diary"], "add": {PAGE: ["the-diary"]}})
    assert exercises_of(fit_notebook(build(PAGE), PAGE, wish)) == [OWN[2], "the-diary", OWN[0], OWN[1], *OWN[3:]]


def test_exercises_that_touch_a_topic_left_out_are_gone(practice: Path) -> None:
    scenario = KIT.scenario("bad-day-at-work")
    assert "work" in scenario.topics
    fitted = fit_notebook(build(PAGE), PAGE, client(leave_out=["work"]))
    assert "bad-day-at-work" not in exercises_of(fitted)


def test_all_exercises_may_be_left_out(practice: Path) -> None:
    fitted = fit_notebook(build(PAGE), PAGE, client(exercises={"skip": OWN}))
    assert exercises_of(fitted) == []
    assert [cell.id for cell in fitted.cells][-1] == [cell.id for cell in build(PAGE).cells][-1]


def test_a_start_page_has_nothing_to_fit() -> None:
    assert fit_notebook(build(START_PAGE), START_PAGE, BLANK) == build(START_PAGE)


def with_note(at_end: bool = False) -> Any:
    """The page with a counselor's own note before the exercise OWN[2], or as its last cell."""
    notebook = build(PAGE)
    place = len(notebook.cells) if at_end else [cell.id for cell in notebook.cells].index(f"exercise-{OWN[2]}")
    notebook.cells.insert(place, nbformat.v4.new_markdown_cell("A note of mine.", id="note"))
    return notebook


@pytest.mark.parametrize("at_end", [True, False])
@pytest.mark.parametrize("wish", [{}, {"skip": OWN}, {"first": OWN[::-1]}, {"add": {PAGE: ["the-diary"]}}])
def test_a_counselors_own_cell_stays(wish: dict[str, object], at_end: bool, practice: Path) -> None:
    fitted = fit_notebook(with_note(at_end), PAGE, client(exercises=wish))
    assert [cell.source for cell in fitted.cells if cell.id == "note"] == ["A note of mine."]


def test_a_counselors_own_cell_stays_before_its_exercise(practice: Path) -> None:
    names = [cell.id for cell in fit_notebook(with_note(), PAGE, BLANK).cells]
    assert names[names.index("note") + 1] == f"exercise-{OWN[2]}"


def test_a_counselors_own_cell_stays_before_its_exercise_when_an_earlier_one_is_left_out(practice: Path) -> None:
    names = [cell.id for cell in fit_notebook(with_note(), PAGE, client(exercises={"skip": [OWN[0]]})).cells]
    assert names[names.index("note") + 1] == f"exercise-{OWN[2]}"


def test_an_exercise_that_was_copied_is_shown_once(practice: Path) -> None:
    notebook = build(PAGE)
    notebook.cells.append(exercise_cell(OWN[0]))
    assert sorted(exercises_of(fit_notebook(notebook, PAGE, BLANK))) == sorted(OWN)


def test_parameters_are_set_in_a_copy() -> None:
    notebook = build(PAGE)
    fitted = set_parameters(notebook, client="A17", session="2026-11-22")
    assert parameters_of(fitted) == {"client": "A17", "group": "", "session": "2026-11-22", "language": "en"}
    assert parameters_of(notebook)["client"] == ""


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(WorkshopError, match=r'no parameter "clinet"\. Did you mean "client"\? \[C209\]'):
        set_parameters(build(PAGE), clinet="A17")


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_parameter_can_be_set(name: str) -> None:
    assert parameters_of(set_parameters(build(PAGE), **{name: "x1"}))[name] == "x1"


@pytest.mark.parametrize("value", ['x"; import os #', "Sam Miller", "a\nb = 1"])
def test_a_parameter_that_is_no_code_is_refused(value: str) -> None:
    with pytest.raises(WorkshopError):
        set_parameters(build(PAGE), client=value)


@pytest.mark.parametrize(
    ("wanted", "pages"),
    [
        (["2", "7"], ["active-listening", "open-questions"]),
        (["patience", " 1 "], ["patience", "safe-space"]),
        (["welcome", "2", "2", "active-listening"], ["welcome", "active-listening"]),
        (["all"], list(KIT.index.keys)),
        (["pages"], [*KIT.index.before, *KIT.index.after]),
        (["2", "all"], ["active-listening", *(key for key in KIT.index.keys if key != "active-listening")]),
        ([], []),
    ],
)
def test_pages_are_found_by_number_and_name(wanted: list[str], pages: list[str]) -> None:
    assert pages_for(BLANK, wanted) == pages


def test_all_pages_of_a_client_are_the_clients_keys(practice: Path) -> None:
    wish = client(keys={"skip": ["safe-space"], "first": ["patience"]})
    assert pages_for(wish, ["all"])[0] == "patience"
    assert "safe-space" not in pages_for(wish, ["all"])


@pytest.mark.parametrize("name", ["0", "11", "-1", "2.5", "", "patince", "two"])
def test_a_page_that_is_not_known_is_told(name: str) -> None:
    with pytest.raises(WorkshopError, match=r"Use 1 to 10, all, pages, or a name: .*\[C201\]"):
        pages_for(BLANK, [name])


def test_a_raised_digit_is_told_like_any_other_word() -> None:
    with pytest.raises(WorkshopError):
        pages_for(BLANK, ["²"])
