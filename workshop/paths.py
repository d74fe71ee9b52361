"""Where the kit's folders are."""

from __future__ import annotations

import os
from pathlib import Path

KIT_ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = KIT_ROOT / "notebooks"


def content_folder(language: str = "en") -> Path:
    """The kit's own words in one language."""
    return KIT_ROOT / "content" / language


def practice_folder() -> Path:
    """All that is private. `WORKSHOP_PRACTICE` moves it, for example to an encrypted disk."""
    moved = os.environ.get("WORKSHOP_PRACTICE", "").strip()
    return Path(moved).expanduser().resolve() if moved else KIT_ROOT / "practice"


def handouts_folder() -> Path:
    """Where PDFs land unless another folder is named. They move with the practice folder, since they hold its names."""
    moved = os.environ.get("WORKSHOP_PRACTICE", "").strip()
    return practice_folder() / "handouts" if moved else KIT_ROOT / "handouts"


def answers_folder() -> Path:
    """Where handouts with a person's own answers land: in the practice folder, never among the others."""
    return practice_folder() / "printed"
