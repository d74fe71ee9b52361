"""Ctrl-C ends the kit, once pressed, also while it is still starting; and leaves no kernel behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from interrupts import hear_interrupts

from workshop.paths import KIT_ROOT


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for what is left in /proc")
@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_one_interrupt_ends_a_server_that_has_just_begun(practice: Path, seconds: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", "open", "--no-browser"],
        cwd=KIT_ROOT,
        env=os.environ | {"WORKSHOP_PRACTICE": str(practice)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline().startswith("http://127.0.0.1:")
    assert "The kit is running" in process.stderr.readline()
    time.sleep(seconds)  # not waiting for something: the moment at which the counselor changes her mind
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    process.communicate()
    runtime = str(practice / ".jupyter")
    left = [p for p in Path("/proc").glob("[0-9]*/cmdline") if runtime.encode() in _read(p)]
    assert left == []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
