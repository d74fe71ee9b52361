"""Problems as data, and how they are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.errors import Problem, WorkshopError, shown_path, suggest_name

PROBLEM = Problem("a/b.yaml", 4, "C103", '"pronoun" is not a field here.', 'Did you mean "pronouns"?')


def test_a_problem_names_file_line_value_next_step_and_code() -> None:
    assert str(PROBLEM) == 'a/b.yaml:4: "pronoun" is not a field here. Did you mean "pronouns"? [C103]'


def test_a_problem_of_a_whole_file_names_no_line() -> None:
    assert str(Problem("a.yaml", 0, "C001", "Gone.", "Look.")) == "a.yaml: Gone. Look. [C001]"


def test_a_problem_of_no_file_names_none() -> None:
    assert str(Problem("", 0, "C702", "No client.", "Add one.")) == "No client. Add one. [C702]"


def test_a_problem_is_a_plain_mapping_for_json() -> None:
    assert PROBLEM.as_json() == {
        "path": "a/b.yaml",
        "line": 4,
        "code": "C103",
        "what": '"pronoun" is not a field here.',
        "todo": 'Did you mean "pronouns"?',
    }


def test_problems_of_an_error_are_sorted_by_place_and_stand_once() -> None:
    later, earlier = Problem("b", 2, "C1", "x", "y"), Problem("a", 10, "C1", "x", "y")
    first = Problem("a", 9, "C9", "x", "y")
    assert WorkshopError([later, earlier, first, later]).problems == [first, earlier, later]


def test_an_error_of_one_problem_says_it() -> None:
    assert str(WorkshopError(PROBLEM)) == str(PROBLEM)


def test_a_path_below_the_current_folder_is_shown_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "practice" / "clients" / "A17.yaml") == "practice/clients/A17.yaml"


def test_a_path_elsewhere_is_shown_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown_path(tmp_path / "there.yaml") == (tmp_path / "there.yaml").as_posix()


def test_a_near_name_is_suggested() -> None:
    assert suggest_name("patince", ["patience", "boundaries"]) == 'Did you mean "patience"?'


def test_all_names_are_told_when_none_is_near() -> None:
    assert suggest_name("xyz", ["patience", "boundaries"]) == "Use one of: boundaries, patience."


def test_it_is_said_when_there_are_no_names() -> None:
    assert suggest_name("xyz", []) == "There is none to choose from yet."
