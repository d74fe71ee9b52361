"""Where the kit's folders are."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.paths import KIT_ROOT, content_folder, handouts_folder, practice_folder


def test_the_kits_words_are_where_the_program_looks() -> None:
    assert (content_folder() / "kit.yaml").is_file()


def test_the_practice_folder_lies_in_the_kit_unless_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WORKSHOP_PRACTICE", raising=False)
    assert practice_folder() == KIT_ROOT / "practice"


def test_the_practice_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path / "safe disk"))
    assert practice_folder() == tmp_path / "safe disk"


@pytest.mark.parametrize("value", ["", "   "])
def test_an_empty_setting_moves_nothing(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_PRACTICE", value)
    assert practice_folder() == KIT_ROOT / "practice"


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("WORKSHOP_PRACTICE", "~/private")
    assert practice_folder() == tmp_path / "private"


def test_a_path_from_the_current_folder_becomes_a_whole_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKSHOP_PRACTICE", "private")
    assert practice_folder() == tmp_path / "private"


def test_handouts_land_in_the_kit() -> None:
    assert handouts_folder() == KIT_ROOT / "handouts"
