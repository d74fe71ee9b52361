"""`workshop check`: all problems at once, sorted, as words or as JSON."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.cli import main
from workshop.cli.failures import FINE, PROBLEM
from workshop.paths import KIT_ROOT


@pytest.fixture
def faulty(practice: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A practice folder with problems in two clients, an exercise, a page and a client's own scenario."""
    files = {
        "clients/B22.yaml": "paper: a5\npronoun: she\n",
        "clients/A17.yaml": "keys:\n  skip: [patince]\n",
        "clients/C33.yaml": "name: Bo\n",
        "clients/C33/content/scenarios/our-talk.yaml": "title: Ours\n",
        "content/exercises/ours.yaml": "kind: [\n",
        "content/keys/patience.md": "no front matter\n",
    }
    for relative, text in files.items():
        path = practice / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(practice)
    return practice


def places(out: str) -> list[tuple[str, int, str]]:
    return [(row["path"], row["line"], row["code"]) for row in map(json.loads, out.splitlines())]


def test_content_in_order_is_said_and_gives_0(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == FINE
    assert capsys.readouterr().out == "All content is in order.\n"


def test_content_in_order_is_nothing_in_json(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == FINE
    assert capsys.readouterr().out == ""


def test_problems_of_all_files_are_told_at_once_and_sorted(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == PROBLEM
    found = places(capsys.readouterr().out)
    assert found == sorted(found)
    assert [(path, line, code) for path, line, code in found if code != "C101"] == [
        ("clients/A17.yaml", 2, "C201"),
        ("clients/B22.yaml", 1, "C102"),
        ("clients/B22.yaml", 2, "C103"),
        ("content/exercises/ours.yaml", 2, "C002"),
        ("content/keys/patience.md", 1, "C005"),
    ]
    assert {path for path, _, code in found if code == "C101"} == {"clients/C33/content/scenarios/our-talk.yaml"}


def test_words_and_json_tell_the_same(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check"])
    words = capsys.readouterr().out.splitlines()
    main(["check", "--json"])
    rows = [json.loads(row) for row in capsys.readouterr().out.splitlines()]
    assert words == [f"{row['path']}:{row['line']}: {row['what']} {row['todo']} [{row['code']}]" for row in rows]


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["clients/A17.yaml"], {"clients/A17.yaml"}),
        (["clients"], {"clients/A17.yaml", "clients/B22.yaml", "clients/C33/content/scenarios/our-talk.yaml"}),
        (["clients/../content"], {"content/exercises/ours.yaml", "content/keys/patience.md"}),
        (["clients/A17.yaml", "content/keys"], {"clients/A17.yaml", "content/keys/patience.md"}),
    ],
)
def test_only_what_lies_in_the_paths_is_told(
    paths: list[str], files: set[str], faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--json", *paths]) == PROBLEM
    assert {path for path, _, _ in places(capsys.readouterr().out)} == files


def test_a_path_without_problems_gives_0(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clients/C33.yaml"]) == FINE
    assert capsys.readouterr().out == "All content is in order.\n"


def test_a_path_that_is_not_there_is_told(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "clients/A71.yaml"]) == PROBLEM
    assert capsys.readouterr().out == "clients/A71.yaml: There is no such file or folder. Check the path. [C001]\n"


def test_a_client_with_problems_does_not_hide_the_own_content_of_another(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--json", "clients/C33"])
    assert places(capsys.readouterr().out) != []


def test_a_client_file_with_a_name_that_is_no_code_is_told(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (practice / "clients" / "Sam Miller.yaml").write_text("name: Sam\n", encoding="utf-8")
    assert main(["check", "--json"]) == PROBLEM
    assert [code for _, _, code in places(capsys.readouterr().out)] == ["C701"]


def test_without_a_practice_folder_the_kit_is_checked(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(practice)
    assert main(["check"]) == FINE


def test_a_kit_whose_index_is_broken_is_told_as_json_too(tmp_path: Path) -> None:
    leave = shutil.ignore_patterns("__pycache__", "fonts", "*.js", "*.css", "*.typ")
    shutil.copytree(KIT_ROOT / "workshop", tmp_path / "workshop", ignore=leave)
    shutil.copytree(KIT_ROOT / "content", tmp_path / "content")
    with (tmp_path / "content" / "en" / "kit.yaml").open("a", encoding="utf-8") as file:
        file.write("colour: blue\n")
    command = [sys.executable, "-m", "workshop", "check", "--json"]
    variables = {**os.environ, "WORKSHOP_PRACTICE": str(tmp_path / "practice")}
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=60)
    assert done.returncode == PROBLEM
    assert [(path, code) for path, _, code in places(done.stdout)] == [("content/en/kit.yaml", "C103")]
