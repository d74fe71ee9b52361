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


def read_pages() -> None:
    """Reads the kit's pages once, so that each child has them parsed; a file that changes later is read again."""
    from workshop.content.kit import Kit, content_layers

    kit = Kit(content_layers())
    for page in kit.index.pages:
        kit.page(page)


# A broken page is reported by whoever prints it.
with contextlib.suppress(Exception):
    read_pages()
