"""Group files: who belongs to a group, and what is said of one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.cli import main
from workshop.cli.check import find_all_problems
from workshop.errors import WorkshopError
from workshop.practice.groups import find_group_problems, list_groups, load_group


@pytest.fixture
def groups(practice: Path) -> Path:
    folder = practice / "groups"
    folder.mkdir(parents=True)
    (practice / "clients").mkdir(exist_ok=True)
    (practice / "clients" / "A17.yaml").write_text("name: Dana\n", encoding="utf-8")
    (folder / "G1.yaml").write_text("name: Tuesday\nmembers: [A17, Robin, A17]\n", encoding="utf-8")
    return folder


def test_members_are_clients_or_first_names_each_once_and_in_order(groups: Path) -> None:
    group = load_group("G1")
    assert (group.code, group.name, group.clients(), group.others()) == ("G1", "Tuesday", ["A17"], ["Robin"])
    assert list_groups() == ["G1"] and find_group_problems() == []


@pytest.mark.parametrize(
    ("name", "text", "code", "words"),
    [
        ("G1.yaml", "- a\n- b\n", "C102", "not made of fields"),
        ("G1.yaml", "code: G2\n", "C703", "not the file's name"),
        ("G1.yaml", "members: Robin\n", "C102", "list"),
        ("a b.yaml", "name: x\n", "C701", "cannot be a group's code"),
    ],
)
def test_a_bad_file_is_told_by_the_check(groups: Path, name: str, text: str, code: str, words: str) -> None:
    (groups / name).write_text(text, encoding="utf-8")
    (problem,) = find_all_problems()
    assert (problem.code, Path(problem.path).name) == (code, name) and words in f"{problem.what} {problem.todo}"


@pytest.mark.parametrize("code", ["G2", "../clients/A17", ""])
def test_a_group_that_is_not_there_is_said_in_words(groups: Path, code: str) -> None:
    with pytest.raises(WorkshopError, match="There is no group"):
        load_group(code)


def test_a_group_gets_its_clients_handouts_and_a_blank_one_for_the_others(
    groups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["handouts", "--group", "G1", "--keys", "6", "--out", str(out)]) == 0
    assert sorted(path.parent.name for path in out.rglob("*.pdf")) == ["A17", "blank"]
    capsys.readouterr()
    assert main(["handouts", "--group", "G9", "--keys", "6", "--out", str(out)]) == 1
    assert 'There is no group "G9"' in capsys.readouterr().err


def test_the_example_group_of_the_kit_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKSHOP_PRACTICE", raising=False)
    example = load_group("example")
    assert len(example.clients()) >= 2 and len(example.others()) >= 2
