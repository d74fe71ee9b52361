"""Prints one sample of everything into handouts/sample, and a picture for the README: python scripts/samples.py.

The picture needs pdftoppm (poppler-utils); the samples need nothing but the kit. `--check` only tells whether they are
as they would be printed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "handouts" / "sample"
PICTURE = ROOT / "docs" / "images" / "family.png"
CLIENT, PAGE, KEY = "example", "active-listening", "2"
WAYS = (
    ["--kind", "handout"],
    ["--kind", "worksheet"],
    ["--kind", "cards"],
    ["--kind", "facilitator"],
    ["--kind", "practice-log"],
    ["--kind", "poster"],
    ["--kind", "workbook"],
    ["--kind", "certificate"],
    ["--kind", "worksheet", "--fillable"],
    ["--kind", "handout", "--booklet"],
    ["--kind", "handout", "--format", "html"],
    ["--kind", "handout", "--format", "docx"],
)
# Looks that keep a file's name get a folder of their own.
LOOKS = {"large-print": ["--large-print"], "gray": ["--gray"]}
SHOWN = (
    f"{PAGE}.pdf",
    f"{PAGE}_worksheet.pdf",
    f"{PAGE}_cards.pdf",
    f"{PAGE}_facilitator.pdf",
    f"{PAGE}_practice-log.pdf",
    f"{PAGE}_poster.pdf",
    "workbook.pdf",
    "certificate.pdf",
)
HEIGHT, GAP, ACROSS = 420, 14, 4
GROUND = "#e4e0d8"


def print_samples(folder: Path, practice: Path) -> None:
    """One of everything for the example client, by the same command that a counselor uses."""
    (practice / "clients").mkdir(parents=True)
    shutil.copy(ROOT / "practice" / "clients" / f"{CLIENT}.yaml", practice / "clients")
    keep_a_session(practice)
    for way in WAYS:
        pages = "1,2,7" if way[1] in ("workbook", "certificate") else KEY
        run(practice, folder, [*way, "--keys", pages])
    for name, look in LOOKS.items():
        run(practice, folder / name, [*look, "--keys", KEY])
    run(practice, folder, ["--kind", "session-summary"])


def keep_a_session(practice: Path) -> None:
    """A record of one exercise, as Save on a page leaves it, so that there is something to sum up."""
    os.environ["WORKSHOP_PRACTICE"] = str(practice)
    from workshop.exercises.kinds import load_exercise
    from workshop.exercises.work import act, begin_work, to_json
    from workshop.practice.clients import kit_for, load_client
    from workshop.practice.drafts import write_draft
    from workshop.practice.records import save_record

    exercise = load_exercise(kit_for(load_client(CLIENT)), "my-own-pace")
    work = begin_work(exercise)
    for at, words in enumerate(("Mid-morning, when the post has come.", "My sister. She does not hurry me.")):
        work = act(exercise, work, {"do": "write", "at": at, "text": words})
    write_draft(CLIENT, exercise.id, to_json(exercise, work))
    save_record(CLIENT, "patience", [exercise.id], datetime(2026, 3, 8, 10))


def run(practice: Path, out: Path, words: list[str]) -> None:
    """`workshop handouts` for the example client; its files are moved out of the client's folder."""
    command = [sys.executable, "-m", "workshop", "handouts", "--client", CLIENT, "--out", str(out), *words]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"WORKSHOP_PRACTICE": str(practice)}, check=True)
    for path in (out / CLIENT).iterdir():
        if not path.name.startswith("."):
            path.replace(out / path.name)
    shutil.rmtree(out / CLIENT)


def differences(made: Path, there: Path) -> list[str]:
    """Files that are not the same in both folders."""
    names = {path.relative_to(folder).as_posix() for folder in (made, there) for path in folder.rglob("*.*")}
    return sorted(name for name in names if _bytes(made / name) != _bytes(there / name))


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def draw_family(folder: Path, out: Path) -> None:
    """The first pages side by side on one picture."""
    from PIL import Image

    pages = []
    for at, name in enumerate(SHOWN):
        stem = folder / f"page-{at}"
        command = ["pdftoppm", "-scale-to-y", str(HEIGHT), "-scale-to-x", "-1", "-f", "1", "-l", "1", "-singlefile"]
        subprocess.run([*command, "-png", str(folder / name), str(stem)], check=True)
        pages.append(Image.open(f"{stem}.png").convert("RGB"))
        Path(f"{stem}.png").unlink()
    rows = [pages[at : at + ACROSS] for at in range(0, len(pages), ACROSS)]
    width = max(sum(page.width + GAP for page in row) for row in rows) + GAP
    sheet = Image.new("RGB", (width, len(rows) * (HEIGHT + GAP) + GAP), GROUND)
    for at, row in enumerate(rows):
        left = (width - sum(page.width + GAP for page in row) + GAP) // 2
        for page in row:
            sheet.paste(page, (left, GAP + at * (HEIGHT + GAP)))
            left += page.width + GAP
    sheet.quantize(64).save(out, optimize=True)


def main() -> int:
    """Prints all samples; with --check, 1 when those that are there differ from what would be printed."""
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "sample"
        print_samples(made, Path(name) / "practice")
        if "--check" in sys.argv[1:]:
            different = differences(made, SAMPLES)
            print(
                "\n".join(f"{file} is not as it would be printed." for file in different) or "All samples are current."
            )
            return 1 if different else 0
        shutil.rmtree(SAMPLES, ignore_errors=True)
        shutil.copytree(made, SAMPLES)
        if shutil.which("pdftoppm"):
            draw_family(SAMPLES, PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
