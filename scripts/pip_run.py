"""Runs pip and venv so that they behave alike everywhere, and shows how far they are."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from failures import explain_failure
from set_up import clean_environment, say

# What a person or an office told pip about reaching the net stays; everything else (another target folder, --user,
# quiet, a log, constraints) could only spoil the kit's own environment.
KEPT_SETTINGS = (
    *("index-url", "extra-index-url", "find-links", "no-index", "trusted-host", "proxy", "cert", "client-cert"),
    *("keyring-provider", "use-feature", "default-timeout", "timeout", "retries", "cache-dir", "no-cache-dir"),
)
TICK = 0.2  # seconds between two looks at how far pip is
GOT_ONE = r"^(?:Collecting|Processing|Requirement already satisfied)"  # how pip's line for each part begins
SPARSE = 20  # parts between two lines where there is no terminal to rewrite a line in


def read_pip_settings(python: Path) -> dict[str, str]:
    """The settings of the person's own pip that are kept, as environment variables; none if pip cannot read them."""
    listed = subprocess.run(
        [python, "-I", "-X", "utf8", "-m", "pip", "-vvv", "config", "list"],  # louder than the quietest setting
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=clean_environment(),
        encoding="utf-8",
        errors="replace",
    )
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for section, name, value in re.findall(r"^(global|install|:env:)\.([\w-]+)=(.*)$", listed.stdout, re.MULTILINE):
        if name.replace("_", "-") in KEPT_SETTINGS:
            found[section]["PIP_" + name.replace("-", "_").upper()] = str(ast.literal_eval(value))
    return found["global"] | found["install"] | found[":env:"]


def make_pip_environment(python: Path) -> dict[str, str]:
    """The environment variables pip runs with: no configuration file, and only the settings that are kept."""
    plain = {name: value for name, value in clean_environment().items() if not name.startswith("PIP_")}
    kept = read_pip_settings(python)
    if kept.get("PIP_RETRIES") == "0":
        kept["PIP_RETRIES"] = "1"  # only when it tries again does pip tell what is wrong with the network
    if kept.get("PIP_USE_FEATURE") != "truststore":
        kept.pop("PIP_USE_FEATURE", None)  # another pip may have features that this one refuses to hear of
    return plain | kept | {"PIP_CONFIG_FILE": os.devnull}


@contextmanager
def open_log() -> Iterator[Path]:
    """A file for what pip and venv say. It goes away when all went well or Ctrl-C came, and stays after a failure."""
    handle, name = tempfile.mkstemp(prefix="ten-keys-set-up-", suffix=".log")
    os.close(handle)
    log = Path(name)
    try:
        yield log
    except Exception:
        raise
    except BaseException:
        log.unlink(missing_ok=True)
        raise
    log.unlink(missing_ok=True)


def run_logged(
    command: list[str | Path], log: Path, environment: dict[str, str], look: Callable[[str], None] | None = None
) -> None:
    """Runs a command into the log, giving `look` what it has said so far. A failure becomes a SetUpFailure."""
    start = log.stat().st_size
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment, cwd=log.parent
        )
        try:
            running = True
            while running:
                running = process.poll() is None
                if look:
                    look(read_from(log, start))
                if running:
                    time.sleep(TICK)
        except BaseException:
            stop_process(process)
            raise
    if process.returncode:
        raise explain_failure(read_from(log, start))


def read_from(log: Path, start: int) -> str:
    """What was written to the log after its first `start` bytes."""
    return log.read_bytes()[start:].decode("utf-8", "replace")


def stop_process(process: subprocess.Popen[bytes]) -> None:
    """Waits until a process that got the same Ctrl-C has tidied up; ends it if it does not."""
    try:
        process.wait(timeout=2)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        process.terminate()
        process.wait()


class Progress:
    """One line that says how far pip is, rewritten on a terminal and repeated now and then elsewhere.

    `parts` is how many requirements the lock names, `site` the folder where they land.
    """

    def __init__(self, parts: int, site: Path) -> None:
        self.parts, self.site = parts, site
        self.began = time.time()
        self.shown = ""
        self.told = ("", 0)
        self.warned = False

    def look(self, said: str) -> None:
        """Shows what pip's words so far mean."""
        placing = re.search(r"^Installing collected packages: (.+)$", said, re.MULTILINE)
        if placing:
            total = placing[1].count(",") + 1
            self.show("Putting the parts in place", min(self.count_placed(), total), total)
            return
        total = self.parts - len(re.findall(r"^Ignoring ", said, re.MULTILINE))
        self.show("Getting the parts", len(re.findall(GOT_ONE, said, re.MULTILINE)), total)
        if not self.warned and "WARNING: Retrying" in said:
            self.end()
            say("The internet does not answer well; trying again.")
            self.warned = True

    def count_placed(self) -> int:
        """How many parts have landed since the start; two seconds of slack for disks with coarse clocks."""
        placed = 0
        for part in self.site.glob("*.dist-info"):
            with suppress(OSError):  # pip may be moving it at this moment
                placed += part.stat().st_mtime >= self.began - 2
        return placed

    def show(self, doing: str, done: int, total: int) -> None:
        """Writes the line if there is something new to say."""
        line = f"{doing}: {done} of {total}"
        if not done or line == self.shown:
            return
        if sys.stderr.isatty():
            print("\r" + line.ljust(len(self.shown)), end="", file=sys.stderr, flush=True)
        elif self.told[0] != doing or done - self.told[1] >= SPARSE or done == total:
            say(line)
            self.told = (doing, done)
        self.shown = line

    def end(self) -> None:
        """Leaves the rewritten line, so that the next words begin on their own."""
        if self.shown and sys.stderr.isatty():
            print(file=sys.stderr)
        self.shown = ""
