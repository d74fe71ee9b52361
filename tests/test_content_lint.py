"""Every rule of the content check has a bad file in tests/content_bad, and finds there exactly what it should.

A bad file says at its top where it is put and what is expected: `# put: practice/content/exercises/a-bad-one.yaml`,
then for each problem `# expect: LINE CODE message` (… at the end: and so on). It is put in an empty practice folder, or
in a copy of the kit (`# put: kit/…`).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_files import TESTS

from workshop.cli.check import find_all_problems, find_kit_problems
from workshop.content.kit import Kit
from workshop.errors import Problem, WorkshopError
from workshop.paths import KIT_ROOT

BAD = sorted((TESTS / "content_bad").iterdir())
CHECKED = ("content", "exercises", "roleplay", "practice", "cli/check.py")
# Codes that stand in these folders and that no content file can bring about.
NOT_IN_FILES = {
    "C007": "writing a file failed; test_practice_files.py",
    "C008": "removing a file failed; test_practice_files.py",
    "C801": "the coach's weights are damaged; test_roleplay_coach.py",
    "C605": "a key lacks its drawings or their words; test_content_art.py",
    "C802": "a pattern of the coach cannot be read; test_roleplay_coach.py",
    "C211": "a file in a folder nothing reads; test_practice_strays.py",
    "C705": "a file beside the clients that nothing reads; test_practice_strays.py",
    "C720": "nothing on a page to save; test_practice_records.py",
    "C721": "a damaged record; test_practice_records.py",
    "C722": "a record that is not there; test_practice_records.py",
    "C710": "a group was asked for that is not there; test_practice_groups.py",
    "C702": "a client was asked for that is not there; test_practice_clients.py",
}


def directions(path: Path) -> tuple[str, list[str]]:
    rows = path.read_bytes().decode("utf-8", errors="replace").split("\n")
    (place,) = [row.removeprefix("# put: ") for row in rows if row.startswith("# put: ")]
    return place, [row.removeprefix("# expect: ") for row in rows if row.startswith("# expect: ")]


def problems_of_kit(folder: Path) -> list[Problem]:
    try:
        return find_kit_problems(Kit([folder]))
    except WorkshopError as error:
        return error.problems


def test_there_are_bad_files() -> None:
    assert len(BAD) > 50


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_a_bad_file_brings_exactly_its_problems(path: Path, practice: Path, request: pytest.FixtureRequest) -> None:
    place, expected = directions(path)
    in_kit = place.startswith("kit/")
    spot = (request.getfixturevalue("kit_copy").parent if in_kit else practice.parent) / place
    spot.parent.mkdir(parents=True, exist_ok=True)
    spot.write_bytes(path.read_bytes())
    found = problems_of_kit(spot.parents[place.count("/") - 1]) if in_kit else find_all_problems()
    assert len(found) == len(expected)
    for problem, wanted in zip(found, expected, strict=True):
        told = f"{problem.line} {problem.code} {problem.what} {problem.todo}"
        assert told.startswith(wanted.removesuffix(" …")) if wanted.endswith(" …") else told == wanted
    assert {p.path for p in found} == {spot.as_posix()}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_a_bad_file_is_named_after_a_problem_it_has(path: Path) -> None:
    assert path.name.split("-")[0] in [row.split(" ")[1] for row in directions(path)[1]]


def test_every_code_of_the_check_has_a_bad_file() -> None:
    sources = [file for part in CHECKED for file in [*(KIT_ROOT / "workshop" / part).rglob("*.py")]]
    sources += [KIT_ROOT / "workshop" / part for part in CHECKED if part.endswith(".py")]
    codes = {code for file in sources for code in re.findall(r'"(C\d{3})"', file.read_text(encoding="utf-8"))}
    assert len(codes) > 30
    shown = {row.split(" ")[1] for path in BAD for row in directions(path)[1]}
    assert codes - shown == set(NOT_IN_FILES)


def test_the_kit_itself_has_no_problems(kit_copy: Path) -> None:
    assert problems_of_kit(kit_copy) == []


def test_a_broken_exercise_does_not_hide_the_problems_of_other_files(kit_copy: Path) -> None:
    (kit_copy / "exercises" / "wait-or-push.yaml").write_text("kind: [", encoding="utf-8")
    (kit_copy / "keys" / "patience.md").write_text("no front matter", encoding="utf-8")
    (kit_copy / "scenarios" / "quiet-drive.yaml").write_text("title: x\n", encoding="utf-8")
    assert {Path(problem.path).name for problem in problems_of_kit(kit_copy)} == {
        "wait-or-push.yaml",
        "patience.md",
        "quiet-drive.yaml",
    }


def test_a_page_that_cannot_be_read_does_not_make_its_exercises_unused(kit_copy: Path) -> None:
    (kit_copy / "keys" / "patience.md").write_text("no front matter", encoding="utf-8")
    assert {problem.code for problem in problems_of_kit(kit_copy)} == {"C005"}


def test_a_page_of_the_practice_that_leaves_an_exercise_out_does_not_blame_the_kit(practice: Path) -> None:
    page = (KIT_ROOT / "content" / "en" / "keys" / "patience.md").read_text(encoding="utf-8")
    own = practice / "content" / "keys" / "patience.md"
    own.parent.mkdir(parents=True)
    own.write_text(re.sub(r"\n  - wait-or-push", "", page), encoding="utf-8")
    assert find_all_problems() == []
