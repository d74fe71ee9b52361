"""Puts the kit's parts together: a venv, what the lock lists, and the kit itself."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from failures import SetUpFailure, explain_failure
from pip_run import Progress, make_pip_environment, open_log, read_from, run_logged
from set_up import (
    CHECK_LOCK,
    REMAKE,
    RUNTIME_LOCK,
    SENTENCES,
    clean_environment,
    is_stamp_current,
    locate_python,
    read_stamp,
    say,
    take_fingerprints,
    write_stamp,
)

ASIDE = ".venv-before-move"
PIP = ["-I", "-X", "utf8", "-m", "pip", "--disable-pip-version-check", "--no-input", "--no-color"]
# Ready-made parts only: making one from source would fetch tools the lock does not list, and needs a compiler.
FROM_LOCK = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-warn-script-location"]
ASK_SITE = "import sys, sysconfig; print(ascii((sysconfig.get_path('purelib'), '%d.%d' % sys.version_info[:2])))"


def renew_environment(environment: Path, root: Path, lock_name: str, found: str) -> None:
    """Makes or updates the environment, saying why (`found` is a key of SENTENCES). Raises SetUpFailure."""
    say(SENTENCES[found])
    with open_log() as log:
        try:
            if found == "moved":
                renew_moved(environment, root, lock_name, log)
            else:
                put_together(environment, root, lock_name, found, log)
        except (SetUpFailure, OSError) as error:
            failure = error if isinstance(error, SetUpFailure) else explain_failure(str(error))
            raise SetUpFailure(f"{failure}\nDetails: {log}") from error
    shutil.rmtree(environment.with_name(ASIDE), ignore_errors=True)


def renew_moved(environment: Path, root: Path, lock_name: str, log: Path) -> None:
    """Puts everything together anew; if that fails (no internet in the room), goes on with the parts that were moved.

    They still work: Python finds itself and the kit from where it lies. Only the small programs in `bin` do not.
    """
    aside = environment.with_name(ASIDE)
    shutil.rmtree(aside, ignore_errors=True)
    environment.rename(aside)
    try:
        put_together(environment, root, lock_name, "moved", log)
    except BaseException as stopped:
        shutil.rmtree(environment, ignore_errors=True)
        aside.rename(environment)
        whole = is_stamp_current(read_stamp(environment), take_fingerprints(root, lock_name))
        if not (whole and isinstance(stopped, SetUpFailure | OSError)):
            raise
        say(f"{stopped}\nUntil that works, the kit goes on with the parts it was moved with.")


def put_together(environment: Path, root: Path, lock_name: str, found: str, log: Path) -> None:
    """Makes the venv if needed, installs what the lock lists if that changed, then the kit. The stamp tells how far."""
    before = {} if found in REMAKE else read_stamp(environment)
    if CHECK_LOCK in before:
        lock_name = CHECK_LOCK  # who had the test tools keeps them
    if found in REMAKE:
        make_venv(environment, log)
    python = locate_python(environment)
    site, version = ask_python(python)
    run_pip = partial(run_logged_pip, python, make_pip_environment(python), log)
    prints = take_fingerprints(root, lock_name)
    if lock_name == CHECK_LOCK:
        prints |= take_fingerprints(root, RUNTIME_LOCK)
    kit_print = prints.pop("pyproject.toml")
    parts = read_parts(root / lock_name)
    stamp = {"root": str(root), "python": version, "parts": " ".join(parts)} | prints
    if not is_stamp_current(before, prints):
        with take_stamp_away(environment, before, log):
            install_parts(run_pip, root / lock_name, parts, site)
            remove_parts(run_pip, set(before.get("parts", "").split()) - set(parts))
        write_stamp(environment, stamp)
        before = stamp
    with take_stamp_away(environment, before, log):
        install_kit(run_pip, root, site)
    write_stamp(environment, stamp | {"pyproject.toml": kit_print})
    say("The kit is set up.")


@contextmanager
def take_stamp_away(environment: Path, stamp: dict[str, str], log: Path) -> Iterator[None]:
    """Takes the stamp away while pip works, and puts it back if pip stopped before it changed anything."""
    start = log.stat().st_size
    write_stamp(environment, {})
    try:
        yield
    except BaseException:
        if stamp and "\nInstalling collected packages:" not in read_from(log, start):
            write_stamp(environment, stamp)
        raise


def make_venv(environment: Path, log: Path) -> None:
    """Makes an empty environment, in place of what was there; git does not look into it."""
    base = getattr(sys, "_base_executable", "") or sys.executable  # this Python may lie in what is to be emptied
    variables = clean_environment()
    run_logged([base, "-I", "-m", "venv", "--clear", "--without-pip", environment], log, variables)
    # A step of its own, since venv hides why it fails.
    run_logged([locate_python(environment), "-I", "-m", "ensurepip", "--default-pip"], log, variables)
    (environment / ".gitignore").write_text("*\n", encoding="utf-8")


def ask_python(python: Path) -> tuple[Path, str]:
    """Where this Python's packages lie, and its version as in "3.13"."""
    answer = subprocess.run([python, "-I", "-c", ASK_SITE], check=True, capture_output=True, encoding="ascii")
    site, version = ast.literal_eval(answer.stdout)
    return Path(site), version


def read_parts(lock: Path) -> list[str]:
    """The name of every requirement in a lock, one for each line, so with doubles where markers tell them apart."""
    return re.findall(r"^([A-Za-z0-9][\w.-]*)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


def run_logged_pip(
    python: Path, variables: dict[str, str], log: Path, *words: str | Path, look: Callable[[str], None] | None = None
) -> None:
    """Runs this Python's pip with these words."""
    run_logged([python, *PIP, *words], log, variables, look)


def install_parts(run_pip: Callable[..., None], lock: Path, parts: list[str], site: Path) -> None:
    """Installs what the lock lists for this computer, each part with the very bytes the lock tells of."""
    progress = Progress(len(parts), site)
    try:
        run_pip("install", "--progress-bar", "off", *FROM_LOCK, "-r", lock, look=progress.look)
    finally:
        progress.end()


def remove_parts(run_pip: Callable[..., None], names: set[str]) -> None:
    """Removes what an older lock listed and this one does not."""
    if names:
        run_pip("uninstall", "--yes", *sorted(names))


def install_kit(run_pip: Callable[..., None], root: Path, site: Path) -> None:
    """Installs the kit itself as a link to its folder, in ASCII.

    pip writes the folder's name into the link in UTF-8; before Python 3.12.4 an accent in it keeps Python from starting
    where the system does not speak UTF-8 (much of Windows). A relative name has no accent and outlives a move.
    """
    run_pip("install", "--no-deps", "--no-build-isolation", "--no-index", "-e", root)
    for link in site.glob("*.pth"):
        if link.read_bytes().strip() == str(root.resolve()).encode():
            link.write_text(spell_link(root, site) + "\n", encoding="ascii")


def spell_link(root: Path, site: Path) -> str:
    """The line that lets Python in `site` import from `root`, in ASCII."""
    with suppress(ValueError):  # Windows: another disk
        relative = os.path.relpath(root, site)
        if relative.isascii():
            return relative
    return f"import sys; sys.path.append({str(root)!a})"
