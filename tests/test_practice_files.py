"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.practice.files import remove_file, write_bytes, write_new


def test_a_text_is_written_as_utf_8_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "a.yaml"
    write_new(path, "Zoë\n")
    assert path.read_bytes() == "Zoë\n".encode()


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a long text that was here before", encoding="utf-8")
    write_new(path, "short")
    assert path.read_text(encoding="utf-8") == "short"


def test_nothing_is_left_beside_a_written_file(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.bin", b"\x00\xff")
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]


@pytest.mark.skipif(os.name == "nt", reason="file permissions of POSIX")
def test_only_the_owner_can_read_what_is_written(tmp_path: Path) -> None:
    write_new(tmp_path / "a.yaml", "private")
    assert stat.S_IMODE((tmp_path / "a.yaml").stat().st_mode) == 0o600


def test_a_folder_in_the_way_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.yaml" / "inside").mkdir(parents=True)
    with pytest.raises(WorkshopError, match=r"a\.yaml: The file cannot be written: .*\[C007\]"):
        write_new(tmp_path / "a.yaml", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "clients").write_text("not a folder", encoding="utf-8")
    with pytest.raises(WorkshopError, match="C007"):
        write_new(tmp_path / "clients" / "a.yaml", "x")
    assert (tmp_path / "clients").read_text(encoding="utf-8") == "not a folder"


def test_a_file_that_cannot_be_removed_is_told_and_one_that_is_gone_is_fine(tmp_path: Path) -> None:
    remove_file(tmp_path / "gone.yaml")
    (tmp_path / "a.yaml").mkdir()
    with pytest.raises(WorkshopError, match=r"a\.yaml: The file cannot be removed: .*\[C008\]"):
        remove_file(tmp_path / "a.yaml")
