"""What several tests share: a practice folder of their own, a copy of the kit's content, and cases kept in files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop.paths import content_folder

TESTS = Path(__file__).resolve().parent


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


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Cases from tests/cases: title, input and expected text, each ended by a line that holds only a dot."""
    rows = (TESTS / "cases" / name).read_text(encoding="utf-8").split("\n")
    parts: list[list[str]] = [[]]
    for row in rows:
        if row == ".":
            parts.append([])
        else:
            parts[-1].append(row)
    texts = ["\n".join(part).strip("\n") for part in parts]
    cases = list(zip(texts[0::3], texts[1::3], texts[2::3], strict=False))
    assert cases, f"{name} holds no cases"
    assert len(texts) == 3 * len(cases) + 1, f"a case in {name} has no end"
    return cases
