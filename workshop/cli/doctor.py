"""`workshop doctor`: what is installed, what is missing, and what to look at, in words."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from workshop.cli.failures import FINE, PROBLEM
from workshop.paths import KIT_ROOT, content_folder, practice_folder

KIT_NAME = "ten-keys-workshop"
FONTS = KIT_ROOT / "workshop" / "handouts" / "fonts"
OK, LOOK, MISSING, OPTIONAL = "ok", "look", "MISSING", "optional"
NEEDED_SPACE, EASY_SPACE = 200, 1000  # megabytes: with less, handouts may fail; with less, it is time to make room
BROWSERS_FOR_TESTS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# How the folders of sync services begin, in small letters, and the files they leave in them.
SYNC_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "cloudstorage": "a sync service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "proton drive": "Proton Drive",
    "box sync": "Box",
}
SYNC_FILES = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "Nextcloud or ownCloud"}
COMMITTED = re.compile(r"(?:^|/)(?:README\.md|example\.yaml)$")


class Finding(NamedTuple):
    """One line of the report: its mark (OK, LOOK, MISSING, OPTIONAL) and what was found, with a next step if needed."""

    mark: str
    text: str


@click.command()
def doctor() -> int:
    """Say what is installed, what is missing and what to look at."""
    return report_health()


def report_health() -> int:
    """Prints the report. 0 if everything that is needed is there, else 1."""
    findings = list(find_everything())
    for finding in findings:
        click.echo(f"{f'[{finding.mark}]':<10} {finding.text}")
    missing = sum(finding.mark == MISSING for finding in findings)
    looks = sum(finding.mark == LOOK for finding in findings)
    verdict = f"Missing: {missing}." if missing else "Everything the kit needs is here."
    click.echo(f"\n{verdict}" + (f" To look at: {looks}." if looks else ""))
    return PROBLEM if missing else FINE


def find_everything() -> Iterator[Finding]:
    """All findings, in the order they are told."""
    project = tomllib.loads((KIT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield check_python(project["requires-python"], sys.version_info[:2])
    yield check_kit()
    lock = (KIT_ROOT / "requirements.lock").read_text(encoding="utf-8")
    yield from (check_part(name, versions) for name, versions in read_parts(project["dependencies"], lock).items())
    yield check_fonts(FONTS)
    yield check_content(content_folder())
    practice = practice_folder()
    yield check_writing(practice)
    yield check_sync(practice)
    yield check_git(practice)
    yield check_space(shutil.disk_usage(nearest_folder(practice)).free // 10**6)
    yield check_browser()
    yield check_test_browser()


def advise_repair() -> str:
    """What to do when a part is missing or other than it should be."""
    own = KIT_ROOT / ".venv"
    return f"{'Delete the folder .venv in the kit, then run' if own.is_dir() else 'Run'}: python scripts/start.py"


def check_python(asked: str, version: tuple[int, ...]) -> Finding:
    """Whether this Python is one the kit was made for; `asked` is as in ">=3.11,<3.15"."""
    oldest, beyond = (tuple(map(int, found.split("."))) for found in re.findall(r"\d+\.\d+", asked))
    if oldest <= version < beyond:
        return Finding(OK, f"Python {platform.python_version()} in {sys.prefix}")
    span = f"{oldest[0]}.{oldest[1]} to {beyond[0]}.{beyond[1] - 1}"
    return Finding(MISSING, f"Python {span}: this is {platform.python_version()}. Install one from python.org.")


def check_kit() -> Finding:
    """Whether the kit is installed so that JupyterLab and nbconvert find it."""
    exporters = importlib.metadata.entry_points(group="nbconvert.exporters")
    if any(point.name == "workshop_handout" for point in exporters):
        return Finding(OK, f"The kit {importlib.metadata.version(KIT_NAME)} in {KIT_ROOT}")
    return Finding(MISSING, f"The kit is not installed in this Python. {advise_repair()}")


def read_parts(dependencies: list[str], lock: str) -> dict[str, set[str]]:
    """Each direct dependency with the versions the lock lists for it (more than one where markers tell them apart)."""
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", lock, re.MULTILINE):
        locked.setdefault(name.lower(), set()).add(version)
    names = (re.match(r"[\w.-]+", dependency) for dependency in dependencies)
    plain = (re.sub(r"[-_.]+", "-", found[0]).lower() for found in names if found)
    return {name: locked.get(name, set()) for name in plain}


def check_part(name: str, tested: set[str]) -> Finding:
    """Whether a part is installed, and in the version the kit was tested with."""
    wanted = " or ".join(sorted(tested)) or "a version the lock does not tell"
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(MISSING, f"{name} {wanted} is not installed. {advise_repair()}")
    if version in tested:
        return Finding(OK, f"{name} {version}")
    return Finding(LOOK, f"{name} {version}: the kit was tested with {wanted}. {advise_repair()}")


def check_fonts(folder: Path) -> Finding:
    """Whether the typefaces for handouts are there."""
    fonts = [path for path in folder.rglob("*") if path.suffix.lower() in (".ttf", ".otf")]
    if fonts:
        return Finding(OK, f"Fonts for handouts: {len(fonts)}")
    return Finding(MISSING, f"There are no fonts in {folder}. Get the kit again and keep all its files together.")


def check_content(folder: Path) -> Finding:
    """Whether the kit's words are there and can be read."""
    try:
        files = [path for path in folder.rglob("*") if path.is_file()]
        for path in files:
            path.read_bytes()
        (folder / "kit.yaml").read_bytes()
    except OSError as error:
        return Finding(MISSING, f"The content cannot be read: {error.filename}. Get the kit or this file again.")
    return Finding(OK, f"Content: {len(files)} files in {folder}")


def nearest_folder(path: Path) -> Path:
    """The folder itself if it exists, else the nearest one above it that does, else (its disk is not there) the kit."""
    return next((folder for folder in (path, *path.parents) if folder.is_dir()), KIT_ROOT)


def check_writing(practice: Path) -> Finding:
    """Whether something can be saved in the practice folder, tried for real."""
    try:
        with tempfile.TemporaryFile(dir=nearest_folder(practice)) as file:
            file.write(b"can this be saved?")
    except OSError as error:
        todo = "Set WORKSHOP_PRACTICE to a folder you may write to."
        return Finding(MISSING, f"Nothing can be saved in the practice folder {practice} ({error.strerror}). {todo}")
    if not practice.is_dir():
        todo = "If it should be on a locked or separate disk, open that disk first; else the kit will make it."
        return Finding(LOOK, f"The practice folder {practice} does not exist. {todo}")
    return Finding(OK, f"Practice folder, can be written: {practice}")


def check_sync(practice: Path) -> Finding:
    """Whether a sync service would copy the practice folder to other computers, as far as names tell."""
    service = name_sync_service(practice, Path.home())
    if not service:
        return Finding(OK, "The practice folder is in no sync service that could be recognized")
    todo = "Unless you may keep clients' files there, set WORKSHOP_PRACTICE to a folder outside it."
    return Finding(LOOK, f"The practice folder seems to be copied to other computers by {service}. {todo}")


def name_sync_service(path: Path, home: Path) -> str:
    """The name of the sync service a folder lies in, or nothing."""
    for folder in (path, *path.parents):
        for start, service in SYNC_FOLDERS.items():
            if folder.name.lower().startswith(start):
                return service
        for name, service in SYNC_FILES.items():
            if (folder / name).exists() and folder != home:  # Dropbox keeps its settings in the home folder
                return service
    for name in ("Desktop", "Documents"):  # a Mac may copy both to iCloud without moving them
        if path.is_relative_to(home / name) and (home / "Library/Mobile Documents/com~apple~CloudDocs" / name).exists():
            return "iCloud"
    return ""


def check_git(practice: Path) -> Finding:
    """Whether git would take in what is private."""
    if not shutil.which("git"):
        return Finding(OPTIONAL, "git is not installed; the kit does not need it")
    folder = nearest_folder(practice)
    tracked = [name for name in ask_git(folder, "ls-files").stdout.splitlines() if not COMMITTED.search(name)]
    seen = ask_git(folder, "check-ignore", "--quiet", str(practice / "clients" / "NEW.yaml")).returncode == 1
    if folder == practice and tracked:
        return Finding(LOOK, f"git keeps {len(tracked)} files of the practice folder. Take them out: git rm --cached")
    if seen:
        return Finding(LOOK, f"git would take in new client files in {practice}. Add the folder to .gitignore.")
    return Finding(OK, "git does not see what is private in the practice folder")


def ask_git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What git answers about a folder; exit code 128 where there is no repository."""
    return subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, check=False, encoding="utf-8", errors="replace"
    )


def check_space(free: int) -> Finding:
    """Whether the disk has room for the practice folder; `free` in megabytes."""
    if free < NEEDED_SPACE:
        return Finding(MISSING, f"Free disk space: only {free} MB. Make room for at least {NEEDED_SPACE} MB.")
    if free < EASY_SPACE:
        return Finding(LOOK, f"Free disk space: {free} MB. It is enough for now; make room soon.")
    return Finding(OK, f"Free disk space: {free / 1000:.0f} GB")


def check_browser() -> Finding:
    """Whether a browser would open by itself."""
    try:
        name = getattr(webbrowser.get(), "name", "")
    except webbrowser.Error:
        todo = "Install Firefox, Chrome, Edge or Safari, or open the address that the kit prints."
        return Finding(LOOK, f"No web browser that opens by itself was found. {todo}")
    return Finding(OK, f"Web browser: {name if name and not name.startswith('windows') else 'the default one'}")


def check_test_browser() -> Finding:
    """Whether Chromium is there for the developers' tests."""
    found = next(filter(None, map(shutil.which, BROWSERS_FOR_TESTS)), None)
    if found:
        return Finding(OK, f"Chromium for tests (only developers need it): {found}")
    return Finding(OPTIONAL, "Chromium is not installed; only the developers' tests need it")
