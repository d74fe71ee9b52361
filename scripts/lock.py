"""Remakes both lock files from pyproject.toml: `python scripts/lock.py`, with `--upgrade` to take the newest versions.

Needs uv (`python -m pip install uv`) and the internet. Ends with a test that everything a counselor needs comes
ready-made for each kind of computer.
"""

import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = [
    *("compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
]
# argon2-cffi-bindings 26 has no ready-made part for Macs with Intel.
CONSTRAINTS = "argon2-cffi-bindings<26 ; sys_platform == 'darwin' and platform_machine == 'x86_64'\n"
# pikepdf has ready-made parts for Macs with Apple's chip from macOS 14 on; such Macs can all have it.
OLDEST_MAC = "14.0"
COMPUTERS = [
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
]


def run_uv(*words, given=None):
    """Runs `uv pip WORDS` in the kit's folder and gives its exit code."""
    settings = os.environ | {"MACOSX_DEPLOYMENT_TARGET": OLDEST_MAC}
    command = [sys.executable, "-m", "uv", "pip", *words]
    return subprocess.run(command, cwd=ROOT, env=settings, input=given, text=True).returncode


def make_locks(options):
    """Writes the runtime lock, then the check lock with the same versions and the test tools. Gives the exit code."""
    runtime = ["-c", "-", "-o", "requirements.lock"]
    check = ["--extra", "check", "-c", "requirements.lock", "-o", "requirements-check.lock"]
    return run_uv(*COMPILE, *options, *runtime, given=CONSTRAINTS) or run_uv(*COMPILE, *options, *check)


def try_computers():
    """Tries, without installing, whether all parts are ready-made for each computer. Gives the number that fail."""
    failed = 0
    only = ["--only-binary", ":all:", "--no-deps", "--require-hashes", "-r", "requirements.lock"]
    for computer, version in itertools.product(COMPUTERS, ("3.11", "3.14")):
        with tempfile.TemporaryDirectory() as empty:
            asked = ["--python-platform", computer, "--python-version", version, "--target", empty]
            code = run_uv("install", "--quiet", "--dry-run", *asked, *only)
        print(computer, version, "fine" if code == 0 else "NOT READY-MADE")
        failed += code != 0
    return failed


if __name__ == "__main__":
    sys.exit(make_locks(sys.argv[1:]) or min(try_computers(), 1))
