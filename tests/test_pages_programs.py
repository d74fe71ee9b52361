"""Ready-made programs: all can be read, add up, are printed, and can be copied and changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from block_shapes import find_block_faults
from exercise_cases import kit_of

from workshop.cli import main
from workshop.cli.check import find_all_problems
from workshop.cli.failures import FINE, PROBLEM
from workshop.content.blocks import plain_text
from workshop.content.kit import Kit, content_layers
from workshop.content.program import find_program_problems, load_program
from workshop.pages.programs import program_blocks, program_rows
from workshop.paths import KIT_ROOT

KIT = kit_of()
NAMES = KIT.find_names("programs", ".yaml")
each_program = pytest.mark.parametrize("name", NAMES)


def test_the_programs_that_counselors_ask_for_are_there() -> None:
    shape = {name: [meeting.minutes for meeting in load_program(KIT, name).meetings] for name in NAMES}
    assert shape["six-meetings"] == [90] * 6 and shape["ten-meetings"] == [60] * 10
    assert shape["three-hours"] == [180] and len(shape["one-day"]) == 1 and len(shape["one-client-alone"]) > 3


@each_program
def test_a_program_has_no_problems_and_is_made_of_known_blocks(name: str) -> None:
    assert find_program_problems(KIT, name) == []
    assert [fault for block in program_blocks(KIT, name) for fault in find_block_faults(block)] == []


@each_program
def test_each_meeting_begins_at_zero_and_ends_on_time(name: str) -> None:
    for meeting in load_program(KIT, name).meetings:
        assert meeting.begins()[0] == 0 and meeting.begins()[-1] + meeting.parts[-1].minutes == meeting.minutes


@each_program
def test_a_program_asks_for_safety_before_anyone_comes(name: str) -> None:
    assert plain_text(program_blocks(KIT, name)[:1]).startswith(KIT.interface["program-first"])


@pytest.mark.parametrize("name", ["six-meetings", "ten-meetings"])
def test_the_long_programs_hold_all_ten_keys(name: str) -> None:
    parts = [part for meeting in load_program(KIT, name).meetings for part in meeting.parts]
    used = {page for page in KIT.index.keys for part in parts if part.exercise in KIT.page(page).front.exercises}
    assert used | {part.page for part in parts} >= set(KIT.index.keys)


@each_program
def test_no_role_play_is_cut_short_and_no_exercise_is_stretched(name: str) -> None:
    for meeting in load_program(KIT, name).meetings:
        for part in meeting.parts:
            if part.exercise:
                data = KIT.tree("exercises", part.exercise).value
                assert part.minutes <= int(data["minutes"]) + 5
                assert data["kind"] != "role-play" or part.minutes >= 12


def test_the_list_and_the_words_of_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["program", "list"]) == FINE
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == [r["id"] for r in program_rows(KIT)]
    assert main(["program", "show", "three-hours"]) == FINE
    out = capsys.readouterr().out
    assert "0:00" in out and "3:00 End." in out


def test_an_unknown_program_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["program", "show", "six-meeting"]) == PROBLEM
    assert 'Did you mean "six-meetings"?' in capsys.readouterr().err


def test_a_program_is_printed_as_an_accessible_pdf(tmp_path: Path) -> None:
    path = tmp_path / "one-day.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "program", "print", "one-day", "--out", str(path)], cwd=KIT_ROOT, check=False
    )
    data = path.read_bytes()
    assert done.returncode == FINE and data.startswith(b"%PDF-") and b"pdfuaid" in data


def test_a_copy_can_be_changed_and_is_checked(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["program", "copy", "three-hours", "our-evening"]) == FINE
    path = practice / "content" / "programs" / "our-evening.yaml"
    assert find_all_problems() == []
    kit = Kit(content_layers(practice))
    assert "our-evening" in [row["id"] for row in program_rows(kit)]
    assert load_program(kit, "our-evening").title.endswith("(my own)")
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 180", "minutes: 150", 1), encoding="utf-8")
    assert [problem.code for problem in find_all_problems()] == ["C220"]


@pytest.mark.parametrize("name", ["three-hours", "Ours", "our evening", "../x"])
def test_a_copy_needs_a_name_of_its_own(practice: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    own = practice / "content" / "programs" / "three-hours.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("kept: yes\n", encoding="utf-8")
    assert main(["program", "copy", "six-meetings", name]) == PROBLEM
    assert own.read_text(encoding="utf-8") == "kept: yes\n" and list(own.parent.iterdir()) == [own]
