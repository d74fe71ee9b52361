"""The main job on paper: the example client's ten handouts, printed as a counselor prints them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import page as accessibility
import pypdf
import pytest

from workshop.content.kit import Kit, content_layers
from workshop.paths import KIT_ROOT

KEYS = Kit(content_layers()).index.keys
PAGES = Kit(content_layers()).index.pages


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that one command fills: the example client's keys, and every page for no client."""
    folder = tmp_path_factory.mktemp("prints")
    practice = folder / "practice"
    (practice / "clients").mkdir(parents=True)
    shutil.copy(KIT_ROOT / "practice" / "clients" / "example.yaml", practice / "clients")
    for wanted in (["--client", "example"], ["--keys", "all,pages"]):
        result = subprocess.run(
            [sys.executable, "-m", "workshop", "handouts", *wanted, "--out", str(folder / "out")],
            cwd=KIT_ROOT,
            env=os.environ | {"WORKSHOP_PRACTICE": str(practice)},
            capture_output=True,
            text=True,
            timeout=400,
        )
        assert result.returncode == 0, result.stderr
    return folder / "out"


def text_of(path: Path) -> str:
    return " ".join(" ".join(part.extract_text() for part in pypdf.PdfReader(path).pages).split())


def test_one_command_prints_the_clients_ten_keys(printed: Path) -> None:
    assert sorted(path.stem for path in (printed / "example").glob("*.pdf")) == sorted(KEYS)
    assert sorted(path.stem for path in (printed / "blank").glob("*.pdf")) == sorted(PAGES)


@pytest.mark.parametrize("key", KEYS)
def test_a_personal_handout_is_accessible_and_of_a_length_one_reads(printed: Path, key: str) -> None:
    path = printed / "example" / f"{key}.pdf"
    assert accessibility.validate_pdf(str(path), profile="ua1").is_compliant
    assert 2 <= len(pypdf.PdfReader(path).pages) <= 5


@pytest.mark.parametrize("key", KEYS)
def test_a_personal_handout_speaks_of_these_two_people(printed: Path, key: str) -> None:
    text = text_of(printed / "example" / f"{key}.pdf")
    assert "For Dana" in text
    assert "((" not in text
    assert "your partner" not in text.lower()


@pytest.mark.parametrize("name", PAGES)
def test_a_handout_leaves_out_what_is_for_the_facilitator(printed: Path, name: str) -> None:
    text = text_of(printed / "blank" / f"{name}.pdf")
    notes = (KIT_ROOT / "content" / "en").glob(f"*/{name}.md")
    sections = re.split(r"^## ", next(notes).read_text(encoding="utf-8"), flags=re.M)
    private = [part for part in sections if "{#facilitator}" in part.split("\n")[0]]
    assert private
    said = re.findall(r'"([^"(]{40,})"', private[0])
    assert [words for words in said if words in text] == []
