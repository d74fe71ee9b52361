"""Makes the coach's weights again and measures it: `python scripts/train_coach.py`.

Trains on `content/en/coach/sentences/`, writes `weights.txt` beside it, reads `held-out/` (voices and topics that the
training never sees) with the coach as it ships, and puts the figures into `docs/coach.md`. `--check` writes nothing and
fails when the weights or the figures are not what this gives.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from coach_figures import figures_text, measure, put_figures
from coach_training import Seen, read_labelled, train

from workshop.paths import KIT_ROOT
from workshop.roleplay.coach.language import coach_folder, load_language
from workshop.roleplay.coach.model import write_model

PAGE = KIT_ROOT / "docs" / "coach.md"


def make_weights(folder: Path) -> str:
    """The text of the weights file that the labelled sentences give."""
    return write_model(train(Seen(read_labelled(folder / "sentences"), folder), say))


def make_page(folder: Path) -> str:
    """The page about the coach with the figures that the shipped weights give."""
    trained, held_out = read_labelled(folder / "sentences"), read_labelled(folder / "held-out")
    figures = figures_text(measure(held_out, load_language(folder)), trained, held_out)
    return put_figures(PAGE.read_text(encoding="utf-8"), figures)


def say(sentence: str) -> None:
    """Tells how far it is; on stderr."""
    print(sentence, file=sys.stderr, flush=True)


def main() -> int:
    """Trains and measures; with --check, 1 when something is not current."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file is not current")
    asked = parser.parse_args()
    folder, begun = coach_folder(), time.perf_counter()
    path = folder / "weights.txt"
    weights = make_weights(folder)
    stale = not path.exists() or path.read_text(encoding="utf-8") != weights
    if stale and not asked.check:
        path.write_text(weights, encoding="utf-8")
    page = "" if stale and asked.check else make_page(folder)
    old = stale or PAGE.read_text(encoding="utf-8") != page
    if old and not asked.check:
        PAGE.write_text(page, encoding="utf-8")
    say(f"{'Not current' if old and asked.check else 'Done'} after {time.perf_counter() - begun:.0f} s.")
    return 1 if old and asked.check else 0


if __name__ == "__main__":
    sys.exit(main())
