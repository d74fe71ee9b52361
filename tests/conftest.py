"""What several tests share: a practice folder of their own, a copy of the kit's content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop.paths import content_folder


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty practice folder, used in place of the real one."""
    folder = tmp_path / "practice"
    (folder / "clients").mkdir(parents=True)
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(folder))
    return folder


@pytest.fixture
def kit_copy(tmp_path: Path) -> Path:
    """A copy of the kit's content that a test may change."""
    return Path(shutil.copytree(content_folder(), tmp_path / "kit"))
