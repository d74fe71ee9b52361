"""Makes the kit's own Python environment from a lock file, or sees that there is nothing to do."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from failures import SetUpFailure, explain_failure

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK = "requirements.lock"
CHECK_LOCK = "requirements-check.lock"  # the runtime lock and the test tools, with equal versions
STAMP = "ten-keys-stamp.json"  # written last, so an environment without it is half-made
CONDA_NAME = "ten-keys-workshop"
CONDA_MARK = "TEN_KEYS_CONDA"  # environment.yml sets it, and conda notes it in the environment itself

# What was found, and the sentence for it. Those in REMAKE begin with an empty environment.
SENTENCES = {
    "missing": "Setting up the kit. This happens once, needs the internet and takes a few minutes.",
    "unfinished": "The last set-up was not finished, so the kit's parts are put together anew.",
    "broken": "The Python the kit was set up with is gone or changed, so its parts are put together anew.",
    "moved": "The kit was moved or copied here, so its parts are put together anew.",
    "outdated": "Bringing the kit's parts up to date.",
}
ASK_PYTHON = """import os, sys
sys.exit(not os.path.samefile(sys.prefix, sys.argv[1]) or "%d.%d" % sys.version_info[:2] != sys.argv[2])"""
REMAKE = ("missing", "unfinished", "broken", "moved")


def say(sentence: str) -> None:
    """Tells the person at the computer something; on stderr, so that stdout stays the program's own."""
    print(sentence, file=sys.stderr, flush=True)


def prepare_or_exit(lock_name: str, root: Path = ROOT) -> Path:
    """The path of the kit's Python, set up if needed; else says what is wrong and exits (1, or 130 after Ctrl-C)."""
    try:
        return prepare_environment(root, lock_name)
    except SetUpFailure as failure:
        fault, code = str(failure), 1
    except OSError as error:
        fault, code = str(explain_failure(str(error))), 1
    except KeyboardInterrupt:
        fault, code = "\nStopped. Start again and the set-up goes on.", 130
    say(fault)
    sys.exit(code)


def prepare_environment(root: Path, lock_name: str) -> Path:
    """The path of the kit's Python with all that `lock_name` lists. Raises SetUpFailure or OSError."""
    environment = find_environment(root)
    wanted = take_fingerprints(root, lock_name)
    if judge_environment(environment, root, wanted) != "ready":
        from install import renew_environment  # only here: a start with nothing to do loads as little as possible

        with wait_for_turn(root / lock_name):
            found = judge_environment(environment, root, wanted)
            if found != "ready":
                renew_environment(environment, root, lock_name, found)
    return locate_python(environment)


def find_environment(root: Path) -> Path:
    """The folder of the environment: the running conda environment if it is the kit's own, else `.venv` in the kit."""
    prefix = Path(sys.prefix)
    return prefix if sys.prefix == sys.base_prefix and is_kit_conda(prefix) else root / ".venv"


def is_kit_conda(prefix: Path) -> bool:
    """Whether this folder is a conda environment made from environment.yml.

    conda notes the variables of environment.yml in conda-meta/state, whatever the environment is called and whether or
    not it is active. A conda that does not (some mambas) still gives it the name. Never the base environment: its
    folder has another name.
    """
    if not (prefix / "conda-meta").is_dir():
        return False
    try:
        state = json.loads((prefix / "conda-meta" / "state").read_text(encoding="utf-8"))
        return CONDA_MARK in state["env_vars"] or prefix.name == CONDA_NAME
    except (OSError, ValueError, LookupError, TypeError):
        return prefix.name == CONDA_NAME


def locate_python(environment: Path) -> Path:
    """The path of an environment's Python, whether or not it is there."""
    if environment == Path(sys.prefix):
        return Path(sys.executable)
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def take_fingerprints(root: Path, lock_name: str) -> dict[str, str]:
    """The SHA-256 of each file that decides what is installed, by file name; line ends do not count."""
    prints = {}
    for name in ("pyproject.toml", lock_name):
        try:
            prints[name] = hashlib.sha256((root / name).read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        except FileNotFoundError:
            what = f"The file {name} is missing from the kit ({root})."
            raise SetUpFailure(f"{what} Get the kit again and keep all its files together.") from None
    return prints


def judge_environment(environment: Path, root: Path, wanted: dict[str, str]) -> str:
    """What to do about an environment: "ready", or one of the keys of SENTENCES."""
    stamp = read_stamp(environment)
    if environment != root / ".venv":  # conda's: not ours to make anew
        return "ready" if is_stamp_current(stamp, wanted) and is_same_folder(stamp, root) else "outdated"
    if not environment.exists():
        return "missing"
    if not stamp:
        return "unfinished"
    if not does_python_run(environment, stamp):
        return "broken"
    if not is_same_folder(stamp, root):
        return "moved"
    return "ready" if is_stamp_current(stamp, wanted) else "outdated"


def is_stamp_current(stamp: dict[str, str], wanted: dict[str, str]) -> bool:
    """Whether the stamp tells of the same files."""
    return wanted.items() <= stamp.items()


def is_same_folder(stamp: dict[str, str], root: Path) -> bool:
    """Whether the stamp was written for a kit in this very folder, under whichever name."""
    try:
        return Path(stamp["root"]).samefile(root)
    except (OSError, KeyError):
        return False


def does_python_run(environment: Path, stamp: dict[str, str]) -> bool:
    """Whether the environment's Python starts, knows where it is, and is the version the parts were chosen for."""
    try:
        asked = subprocess.run(
            [locate_python(environment), "-I", "-c", ASK_PYTHON, environment, stamp.get("python", "")],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def read_stamp(environment: Path) -> dict[str, str]:
    """What the last finished set-up wrote down; empty if there was none."""
    try:
        stamp = json.loads((environment / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(environment: Path, stamp: dict[str, str]) -> None:
    """Writes the stamp whole or not at all; an empty one is taken away."""
    if not stamp:
        (environment / STAMP).unlink(missing_ok=True)
        return
    beside = environment / (STAMP + ".new")
    beside.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    beside.replace(environment / STAMP)


@contextmanager
def wait_for_turn(path: Path) -> Iterator[None]:
    """Lets only one set-up of this kit run at a time (a second click, a second window). `path` is an existing file."""
    import time

    with path.open("rb") as file:
        told = False
        while not take_turn(file.fileno()):
            if not told:
                say("Another window is setting up the kit; waiting for it.")
                told = True
            time.sleep(0.5)
        yield  # closing the file, or the end of this process, lets the next one in


def take_turn(descriptor: int) -> bool:
    """Whether this process now holds the open file. Where files cannot be held, everyone may go on."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # past the end: a held byte could not be read by others
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def clean_environment() -> dict[str, str]:
    """The environment variables without those that would mix another Python into the kit's."""
    strangers = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    return {name: value for name, value in os.environ.items() if name not in strangers} | {"PYTHONNOUSERSITE": "1"}


def make_program_environment(python: Path, root: Path) -> dict[str, str]:
    """The environment variables the kit runs with: its own folder to import from, its own programs found first."""
    variables = clean_environment()
    variables["PATH"] = os.pathsep.join([str(python.parent), variables.get("PATH", os.defpath)])
    variables["PYTHONPATH"] = str(root)
    if python.is_relative_to(root):
        variables["VIRTUAL_ENV"] = str(python.parent.parent)
    return variables


def become_workshop(python: Path, words: list[str], root: Path = ROOT) -> NoReturn:
    """Runs `workshop WORDS` in place of this program: same input and output, exit code and Ctrl-C.

    `-P` keeps Python files that happen to lie in the current folder out.
    """
    command = [str(python), "-P", "-m", "workshop", *words]
    variables = make_program_environment(python, root)
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], command, variables)
    sys.exit(wait_through(subprocess.Popen(command, env=variables))[0])


def run_program(python: Path, words: list[str], root: Path = ROOT) -> int:
    """Runs the kit's Python with these words in the kit's folder and gives its exit code."""
    variables = make_program_environment(python, root)
    code, stopped = wait_through(subprocess.Popen([python, *words], env=variables, cwd=root))
    if stopped:
        raise KeyboardInterrupt
    return code


def wait_through(process: subprocess.Popen[bytes]) -> tuple[int, bool]:
    """The exit code of a program that gets Ctrl-C itself and ends in its own way, and whether Ctrl-C came."""
    stopped = False
    while True:
        try:
            return process.wait(), stopped
        except KeyboardInterrupt:
            stopped = True
