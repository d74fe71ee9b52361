"""What did not change is not made again: content, client, notebook, program and settings are what counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.content.kit import Kit
from workshop.handouts import stamps
from workshop.handouts.stamps import Stamps, page_sources, shared_sources
from workshop.paths import KIT_ROOT, content_folder
from workshop.practice.clients import BLANK, kit_for

READS = """
import json, os, sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from pathlib import Path
from workshop.handouts.orders import Order
from workshop.handouts.printer import make_document
from workshop.pages.notebook import page_path
page, kind = sys.argv[1:]
# In this very process, so that the hook hears what the page reads.
os.environ["WORKSHOP_TEST"] = "1"
from workshop.pages.parameters import PAPER
from IPython.core.interactiveshell import InteractiveShell
import workshop.handouts.shell as shell
os.environ[PAPER] = kind
own = shell.open_shell()
notebook = json.loads(page_path(page).read_text(encoding="utf-8"))
for number, cell in enumerate(notebook["cells"]):
    if cell["cell_type"] == "code":
        own.recorder.begin(number)
        assert own.run_cell("".join(cell["source"])).success
assert any(own.recorder.cells.values())
print(json.dumps(sorted(opened)))
"""


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "practice"
    (folder / "clients").mkdir(parents=True)
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(folder))
    (folder / "clients" / "A.yaml").write_text("name: Dana\n", encoding="utf-8")
    return folder


@pytest.fixture
def run(practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Prints patience and boundaries for client A, and tells which of the two were made."""

    def printed(*more: str) -> list[str]:
        base = ["handouts", "--client", "A", "--keys", "6,9", "--out", str(tmp_path / "out"), "--json", "--jobs", "1"]
        assert main([*base, *more]) == 0
        rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
        assert rows[-1]["done"] == 2
        return sorted(row["page"] for row in rows[:-1] if not row.get("unchanged"))

    return printed


def test_the_second_time_nothing_is_made_and_force_makes_it_again_to_the_same_bytes(run, tmp_path: Path) -> None:
    assert run() == ["boundaries", "patience"]
    before = {path.name: path.read_bytes() for path in (tmp_path / "out" / "A").glob("*.pdf")}
    assert run() == []
    assert run("--force") == ["boundaries", "patience"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "out" / "A").glob("*.pdf")} == before


def test_the_folder_holds_nothing_but_what_was_printed(run, practice: Path, tmp_path: Path) -> None:
    run()
    assert sorted(path.name for path in (tmp_path / "out" / "A").iterdir()) == [
        ".gitignore",
        "boundaries.pdf",
        "patience.pdf",
    ]
    notes = [path.read_text(encoding="utf-8") for path in (practice / stamps.NOTES).iterdir()]
    assert len(notes) == 1 and "Dana" not in notes[0]


def test_only_the_page_whose_words_changed_is_made_again(run, practice: Path) -> None:
    run()
    own = practice / "content" / "keys" / "patience.md"
    own.parent.mkdir(parents=True)
    kit = content_folder() / "keys" / "patience.md"
    own.write_text(kit.read_text(encoding="utf-8").replace("One person asks", "Someone asks"), encoding="utf-8")
    assert run() == ["patience"]
    assert run() == []
    own.unlink()
    assert run() == ["patience"]


def test_an_exercise_changes_the_page_on_which_it_stands(run, practice: Path) -> None:
    run()
    for scope in (practice / "content", practice / "clients" / "A" / "content"):
        own = scope / "exercises" / "my-own-pace.yaml"
        own.parent.mkdir(parents=True)
        kit = content_folder() / "exercises" / "my-own-pace.yaml"
        own.write_text(kit.read_text(encoding="utf-8") + f"# {scope.parent.name}\n", encoding="utf-8")
        assert run() == ["patience"]


def test_the_client_the_settings_and_shared_words_change_every_page(run, practice: Path) -> None:
    run()
    (practice / "clients" / "A.yaml").write_text("name: Ruth\n", encoding="utf-8")
    assert run() == ["boundaries", "patience"]
    assert run("--paper", "letter") == ["boundaries", "patience"]
    assert run("--paper", "letter", "--gray") == ["boundaries", "patience"]
    (practice / "content").mkdir()
    shutil.copy(content_folder() / "safety.md", practice / "content" / "safety.md")
    (practice / "content" / "safety.md").write_text(
        (content_folder() / "safety.md").read_text(encoding="utf-8").replace("nobody asks why", "no one asks why"),
        encoding="utf-8",
    )
    assert run("--paper", "letter", "--gray") == ["boundaries", "patience"]


def test_a_file_that_was_lost_or_changed_is_made_again(run, tmp_path: Path) -> None:
    run()
    (tmp_path / "out" / "A" / "patience.pdf").unlink()
    assert run() == ["patience"]
    (tmp_path / "out" / "A" / "boundaries.pdf").write_bytes(b"something else")
    assert run() == ["boundaries"]


def test_a_damaged_note_is_as_good_as_none(run, practice: Path) -> None:
    run()
    (note,) = (practice / stamps.NOTES).iterdir()
    for text in ("{", "[]", '{"patience.pdf": 3}'):
        note.write_text(text, encoding="utf-8")
        assert run() == ["boundaries", "patience"]


def test_another_version_of_the_program_makes_everything_again(run, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(stamps, "program_number", lambda: "another")
    assert run() == ["boundaries", "patience"]


def test_a_program_file_changes_the_programs_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = tmp_path / "workshop" / "handouts" / "typst" / "look.typ"
    template.parent.mkdir(parents=True)
    template.write_text("one", encoding="utf-8")
    monkeypatch.setattr(stamps, "KIT_ROOT", tmp_path)
    numbers = set()
    for text in ("one", "two and more"):
        template.write_text(text, encoding="utf-8")
        stamps.program_number.cache_clear()
        numbers.add(stamps.program_number())
    stamps.program_number.cache_clear()
    assert len(numbers) == 2


def test_where_there_is_no_practice_folder_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path / "none"))
    assert main(["handouts", "--keys", "6", "--out", str(tmp_path / "out")]) == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("kind", ["handout", "cards", "facilitator"])
@pytest.mark.parametrize("page", ["open-questions", "nonverbal-cues", "welcome"])
def test_a_page_reads_no_file_that_its_number_does_not_know(page: str, kind: str, tmp_path: Path) -> None:
    """Runs the page with a hook on every file that is opened; what lies in the content must be in the number."""
    environment = os.environ | {"WORKSHOP_PRACTICE": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", READS, page, kind],
        capture_output=True,
        text=True,
        cwd=KIT_ROOT,
        env=environment,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    opened = {Path(name) for name in json.loads(told.stdout.splitlines()[-1])}
    read = {path for path in opened if content_folder() in path.parents}
    kit = Kit([content_folder()])
    fronts = {content_folder() / kit.page_file(name) for name in kit.index.pages}  # their first lines count
    known = {*page_sources(kit_for(BLANK), BLANK, page), *shared_sources(kit)}
    assert len(read) > 5
    assert read - known - fronts == set()


def test_what_a_person_did_is_made_each_time(practice: Path, tmp_path: Path) -> None:
    from workshop.handouts.orders import Order

    for more in ({"answers": True}, {"kind": "session-summary"}):
        assert not Stamps().holds(Order("A", "patience", tmp_path / "x.pdf", ("patience",), **more))
