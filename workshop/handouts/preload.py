"""What the clean server process imports before it forks: all that pages and their printing need."""

from __future__ import annotations

import contextlib
import importlib

PRELOADED = (
    "workshop.handouts.shell",
    "workshop.handouts.printer",
    "papermill",
    "ipywidgets",
    "anywidget",
    "workshop.live.lesson",  # by name only: pages import it, this floor does not know it
)

for _name in PRELOADED:
    # A module that is missing here is missed again, with a message, by whoever needs it.
    with contextlib.suppress(Exception):
        importlib.import_module(_name)
