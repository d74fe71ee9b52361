"""JupyterLab's settings as the kit wants them: its own overrides, and no key that could destroy a cell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMAND_MODE = "jp-mod-commandMode"
KEY_FIELDS = ("keys", "macKeys", "winKeys", "linuxKeys")


def lab_settings(lab: Path, schemas: Path) -> dict[str, Any]:
    """The overrides in `lab/overrides.json`, and every shortcut of the notebook's command mode switched off.

    `schemas` is the folder of the installed JupyterLab's schemas, so that a shortcut of a newer version is off as well.
    """
    overrides: dict[str, Any] = json.loads((lab / "overrides.json").read_text(encoding="utf-8"))
    off = [shortcut | {"disabled": True} for shortcut in find_command_mode_shortcuts(schemas)]
    overrides["@jupyterlab/shortcuts-extension:shortcuts"] = {"shortcuts": off}
    return overrides


def find_command_mode_shortcuts(schemas: Path) -> Iterator[dict[str, Any]]:
    """Every shortcut that acts on cells while no editor has the focus: one press of d or x would delete an exercise."""
    for path in sorted(schemas.glob("*/*/*.json")):
        try:
            schema = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        for shortcut in schema.get("jupyter.lab.shortcuts", []):
            if COMMAND_MODE in shortcut.get("selector", ""):
                kept = ("command", "selector", "args", *KEY_FIELDS)
                yield {key: shortcut[key] for key in kept if key in shortcut}
