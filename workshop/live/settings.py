"""JupyterLab's settings as the kit wants them: its own overrides, and no key that could destroy a cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Where a shortcut acts on cells or on the kernel while no editor has the focus.
OUTSIDE_EDITORS = ("jp-mod-commandMode", "data-jp-kernel-user")
KEY_FIELDS = ("keys", "macKeys", "winKeys", "linuxKeys")


def lab_settings(lab: Path, schemas: Path) -> dict[str, Any]:
    """The overrides in `lab/overrides.json`, and every shortcut that could destroy a page switched off.

    `schemas` is the folder of the installed JupyterLab's schemas, so that a shortcut of a newer version is off as well.
    """
    overrides: dict[str, Any] = json.loads((lab / "overrides.json").read_text(encoding="utf-8"))
    off = [shortcut | {"disabled": True} for shortcut in find_dangerous_shortcuts(schemas)]
    overrides["@jupyterlab/shortcuts-extension:shortcuts"] = {"shortcuts": off}
    return overrides


def find_dangerous_shortcuts(schemas: Path) -> Iterator[dict[str, Any]]:
    """Every shortcut that acts on cells or the kernel while no editor has the focus.

    One press of x would delete an exercise, and two of 0 would clear the page.
    """
    for path in sorted(schemas.glob("*/*/*.json")):
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        for shortcut in schema.get("jupyter.lab.shortcuts", []):
            if any(mark in shortcut.get("selector", "") for mark in OUTSIDE_EDITORS):
                kept = ("command", "selector", "args", *KEY_FIELDS)
                yield {key: shortcut[key] for key in kept if key in shortcut}
