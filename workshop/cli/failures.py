"""Exit codes, and the log that is written when the fault is ours.

The log names places in the program, never what anyone wrote.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
import traceback
from pathlib import Path

from workshop import __version__

FINE, PROBLEM, WRONG_USE, OUR_FAULT = 0, 1, 2, 3


def write_failure_log(error: BaseException) -> Path | None:
    """A log of where the program failed, and the path of it; None when there is no room to write one.

    Only the kind of error, files, lines and functions are written: messages and values may hold a client's words.
    """
    rows = [f"workshop {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}"]
    fault: BaseException | None = error
    while fault is not None:
        rows.append(type(fault).__name__)
        frames = traceback.extract_tb(fault.__traceback__)
        rows += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        fault = fault.__cause__ or fault.__context__
    rows.append(f"command: {Path(sys.argv[0]).name} {' '.join(sys.argv[1:2])}")
    try:
        handle, name = tempfile.mkstemp(prefix=f"workshop-failure-{time.strftime('%Y%m%d-%H%M%S')}-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(rows) + "\n")
    except OSError:
        return None
    return Path(name)
