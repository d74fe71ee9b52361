"""Files in the practice folder that look as if they should be read and are not: a wrong ending, a wrong folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from workshop.content.art import ALT_FILE, FOLDERS
from workshop.content.safety import SAFETY
from workshop.errors import Problem, shown_path, suggest_name
from workshop.practice.clients import list_clients

# Which files the folders of a content layer hold.
ENDINGS = {"keys": ".md", "pages": ".md", "exercises": ".yaml", "scenarios": ".yaml", "programs": ".yaml", "art": ".svg"}


def find_strays(practice: Path) -> list[Problem]:
    """Every file in `clients/` and `content/` that nothing reads, and what to do with it."""
    codes = list_clients()
    problems = list(_stray_clients(practice / "clients", codes))
    for layer in (practice / "content", *(practice / "clients" / code / "content" for code in codes)):
        problems += _stray_content(layer)
    return problems


def _stray_clients(folder: Path, codes: list[str]) -> Iterator[Problem]:
    for path in _visible(folder):
        if path.is_file() and path.suffix != ".yaml" and path.stem.lower() != "readme":
            what = f'The file "{path.name}" is not read, since a client\'s file ends in .yaml.'
            yield Problem(shown_path(path), 0, "C705", what, f'Rename it to "{path.name.split(".")[0]}.yaml".')
        elif path.is_dir() and path.name not in codes:
            what = f'The folder "{path.name}" belongs to no client.'
            yield Problem(shown_path(path), 0, "C705", what, suggest_name(path.name, codes))


def _stray_content(layer: Path) -> Iterator[Problem]:
    for path in _visible(layer):
        if path.name == SAFETY:
            continue
        if path.is_file():
            what = f'The file "{path.name}" is not read here.'
            yield Problem(shown_path(path), 0, "C211", what, f"Put it in one of: {', '.join(ENDINGS)}.")
        elif path.name not in ENDINGS:
            what = f'The folder "{path.name}" is not read.'
            yield Problem(shown_path(path), 0, "C211", what, suggest_name(path.name, ENDINGS))
        elif path.name == "art":
            yield from _stray_art(path)
        else:
            yield from _wrong_endings(path, ENDINGS[path.name])


def _stray_art(folder: Path) -> Iterator[Problem]:
    for path in _visible(folder):
        if path.is_dir() and path.name in FOLDERS:
            yield from _wrong_endings(path, ENDINGS["art"])
        elif path.name != ALT_FILE:
            what = f'"{path.name}" is not read here.'
            yield Problem(shown_path(path), 0, "C211", what, f"Put drawings in one of: {', '.join(FOLDERS)}.")


def _wrong_endings(folder: Path, ending: str) -> Iterator[Problem]:
    for path in _visible(folder):
        if path.suffix != ending:
            what = f'The file "{path.name}" is not read, since files in this folder end in {ending}.'
            yield Problem(shown_path(path), 0, "C211", what, f'Rename it to "{path.name.split(".")[0]}{ending}".')


def _visible(folder: Path) -> list[Path]:
    """What lies in a folder, without hidden files; nothing when there is no such folder."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))
