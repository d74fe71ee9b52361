"""Work copies: fitted to the client, kept when a counselor changed them, made anew when not."""

from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.live.desk import lay_out, plan_visit, visit_at, was_edited
from workshop.pages.notebook import page_path
from workshop.pages.notebook_format import nbformat


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "práctica"
    (folder / "clients").mkdir(parents=True)
    (folder / "clients" / "A17.yaml").write_text(
        "exercises:\n  skip: [say-it-back]\n  add:\n    active-listening: [my-own-pace]\n", encoding="utf-8"
    )
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(folder))
    return folder


def read(path: Path):
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)


def exercises(notebook) -> list[str]:
    parts = [cell.metadata.get("workshop", {}) for cell in notebook.cells]
    return [part["exercise"] for part in parts if "exercise" in part]


def test_a_work_copy_lies_in_the_clients_folder_and_names_the_client(practice: Path) -> None:
    path = lay_out(plan_visit("active-listening", "A17"))
    assert path == practice / "pages" / "A17" / "02-active-listening.ipynb"
    parameters = next(c for c in read(path).cells if "parameters" in c.metadata.get("tags", []))
    assert 'client = "A17"' in parameters.source


def test_a_work_copy_has_the_clients_exercises(practice: Path) -> None:
    names = exercises(read(lay_out(plan_visit("active-listening", "A17"))))
    assert "say-it-back" not in names
    assert names[-1] == "my-own-pace"


def test_the_kits_notebook_stays_as_it_is(practice: Path) -> None:
    before = page_path("active-listening").read_bytes()
    lay_out(plan_visit("active-listening", "A17"))
    assert page_path("active-listening").read_bytes() == before


def test_a_copy_that_nobody_changed_follows_the_clients_file(practice: Path) -> None:
    visit = plan_visit("active-listening", "A17")
    lay_out(visit)
    (practice / "clients" / "A17.yaml").write_text("exercises:\n  skip: [quiet-drive]\n", encoding="utf-8")
    names = exercises(read(lay_out(plan_visit("active-listening", "A17"))))
    assert "say-it-back" in names
    assert "quiet-drive" not in names


def test_a_copy_that_a_counselor_changed_is_kept(practice: Path) -> None:
    visit = plan_visit("patience")
    path = lay_out(visit)
    notebook = read(path)
    notebook.cells.append(nbformat.v4.new_markdown_cell("My own note"))
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert was_edited(path)
    assert read(lay_out(visit)).cells[-1].source == "My own note"


def test_a_fresh_copy_replaces_a_changed_one(practice: Path) -> None:
    visit = plan_visit("patience")
    path = lay_out(visit)
    notebook = read(path)
    notebook.cells.append(nbformat.v4.new_markdown_cell("My own note"))
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert read(lay_out(visit, fresh=True)).cells[-1].source != "My own note"


def test_outputs_do_not_count_as_a_change(practice: Path) -> None:
    path = lay_out(plan_visit("patience"))
    notebook = read(path)
    notebook.cells[2].outputs = [nbformat.v4.new_output("stream", text="shown")]
    path.write_text(nbformat.writes(notebook), encoding="utf-8")
    assert not was_edited(path)


def test_a_damaged_copy_is_made_anew(practice: Path) -> None:
    visit = plan_visit("patience")
    path = lay_out(visit)
    path.write_text("{ not a notebook", encoding="utf-8")
    assert exercises(read(lay_out(visit)))


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("pages/everyone/06-patience.ipynb", "patience"),
        ("pages/A17/00-start.ipynb", "start"),
        ("pages/A17/welcome.ipynb", "welcome"),
        ("pages/everyone/07-patience.ipynb", None),
        ("pages/nobody/06-patience.ipynb", None),
        ("pages/../06-patience.ipynb", None),
        ("pages/everyone/my-own.ipynb", None),
        ("pages/everyone", None),
    ],
)
def test_a_page_is_known_by_its_file(practice: Path, path: str, page: str | None) -> None:
    visit = visit_at(path)
    assert (visit.page if visit else None) == page


@pytest.mark.parametrize("page", ["activ-listening", "../practice/clients/A17", "", "C:\\windows"])
def test_an_unknown_page_is_refused(practice: Path, page: str) -> None:
    with pytest.raises(WorkshopError) as refused:
        plan_visit(page)
    assert "no page called" in str(refused.value)


@pytest.mark.parametrize("code", ["../A17", "A 17", "nul", "A17.yaml", "x" * 41])
def test_a_code_that_cannot_be_one_is_refused(practice: Path, code: str) -> None:
    with pytest.raises(WorkshopError):
        plan_visit("patience", code)
