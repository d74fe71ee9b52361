"""The samples in handouts/sample: one of everything, accessible, and as the kit would print them today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import page as accessibility
import pytest
import samples

from workshop.pages.editions import EDITIONS

PDFS = sorted(path.relative_to(samples.SAMPLES).as_posix() for path in samples.SAMPLES.rglob("*.pdf"))


def test_there_is_a_sample_of_every_kind() -> None:
    asked = {way[1] for way in samples.WAYS} | {"session-summary"}
    assert asked == set(EDITIONS)
    assert set(samples.SHOWN) <= set(PDFS) and samples.PICTURE.is_file()


@pytest.mark.parametrize("name", PDFS)
def test_a_sample_is_accessible(name: str) -> None:
    assert accessibility.validate_pdf(str(samples.SAMPLES / name), profile="ua1").is_compliant


def test_the_samples_are_as_they_would_be_printed() -> None:
    command = [sys.executable, str(Path(samples.__file__)), "--check"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=500)
    assert told.returncode == 0, f"Run: python scripts/samples.py\n{told.stdout}{told.stderr}"


def test_a_sample_that_differs_or_is_missing_is_named(tmp_path: Path) -> None:
    for folder, names in (
        ("a", ("same.pdf", "other.pdf", "gray/more.pdf")),
        ("b", ("same.pdf", "other.pdf", "old.pdf")),
    ):
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"same" if name == "same.pdf" else folder.encode())
    assert samples.differences(tmp_path / "a", tmp_path / "b") == ["gray/more.pdf", "old.pdf", "other.pdf"]
