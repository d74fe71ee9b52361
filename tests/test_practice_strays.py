"""Files that nothing reads are told, so that a wrong ending is not taken for a file in order."""

from pathlib import Path

import pytest

from workshop.practice.strays import find_strays


@pytest.mark.parametrize("name", ["A17.yml", "A17.yaml.txt", "A17.txt"])
def test_a_client_file_with_a_wrong_ending_is_told(practice: Path, name: str) -> None:
    (practice / "clients" / name).write_text("name: Ana\n")
    (found,) = find_strays(practice)
    assert found.code == "C705"
    assert found.todo == 'Rename it to "A17.yaml".'


def test_a_folder_that_belongs_to_no_client_is_told(practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("name: Ana\n")
    (practice / "clients" / "A18" / "content").mkdir(parents=True)
    (found,) = find_strays(practice)
    assert found.todo == 'Did you mean "A17"?'


def test_a_misspelled_content_folder_is_told(practice: Path) -> None:
    (practice / "content" / "exercise").mkdir(parents=True)
    (found,) = find_strays(practice)
    assert (found.code, found.todo) == ("C211", 'Did you mean "exercises"?')


def test_a_file_beside_the_content_folders_is_told(practice: Path) -> None:
    (practice / "content").mkdir()
    (practice / "content" / "kit.yaml").write_text("format: 1\n")
    assert [found.code for found in find_strays(practice)] == ["C211"]


def test_a_content_file_with_a_wrong_ending_is_told_for_a_client_too(practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("name: Ana\n")
    own = practice / "clients" / "A17" / "content" / "exercises"
    own.mkdir(parents=True)
    (own / "mine.yml").write_text("kind: sort\n")
    assert [found.todo for found in find_strays(practice)] == ['Rename it to "mine.yaml".']


def test_readme_and_hidden_files_are_left_alone(practice: Path) -> None:
    (practice / "clients" / "README.md").write_text("mine\n")
    (practice / "clients" / ".DS_Store").write_text("")
    assert find_strays(practice) == []


def test_drawings_are_looked_for_in_the_folder_of_their_kind(practice: Path) -> None:
    art = practice / "content" / "art"
    (art / "cues").mkdir(parents=True)
    (art / "cues" / "mine.svg").write_text("<svg />")
    assert find_strays(practice) == []
    (art / "cues" / "mine.png").write_text("")
    (art / "alt.yaml").write_text("keys: {}")
    (art / "loose.svg").write_text("<svg />")
    (art / "cue").mkdir()
    assert [(found.code, found.todo) for found in find_strays(practice)] == [
        ("C211", "Put drawings in one of: cues, keys, steps."),
        ("C211", 'Rename it to "mine.svg".'),
        ("C211", "Put drawings in one of: cues, keys, steps."),
    ]
