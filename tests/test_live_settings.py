"""JupyterLab as the kit starts it: no key may destroy a page, and each setting must be one that JupyterLab has."""

import json
import sys
from pathlib import Path

import jupyterlab.commands
import pytest

from workshop.live.launch import LAB
from workshop.live.settings import lab_settings

SCHEMAS = Path(jupyterlab.commands.get_app_dir()) / "schemas"
SHORTCUTS = "@jupyterlab/shortcuts-extension:shortcuts"


def schema(plugin: str) -> dict:
    package, _, name = plugin.partition(":")
    return json.loads((SCHEMAS / package / f"{name}.json").read_text(encoding="utf-8"))


def test_the_schemas_are_where_the_kit_looks_for_them() -> None:
    assert Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas" == SCHEMAS


@pytest.mark.parametrize(
    "command",
    [
        "notebook:delete-cell",
        "notebook:cut-cell",
        "notebook:insert-cell-above",
        "notebook:change-cell-to-markdown",
        "notebook:merge-cells",
        "kernelmenu:restart",
        "kernelmenu:interrupt",
    ],
)
def test_a_shortcut_that_could_destroy_a_page_is_off(command: str) -> None:
    off = [s for s in lab_settings(LAB, SCHEMAS)[SHORTCUTS]["shortcuts"] if s["command"] == command]
    assert off
    assert all(shortcut["disabled"] for shortcut in off)


def test_no_bare_letter_is_left_that_acts_on_a_notebook() -> None:
    off = {json.dumps([s["command"], s["selector"]]) for s in lab_settings(LAB, SCHEMAS)[SHORTCUTS]["shortcuts"]}
    left = []
    for path in SCHEMAS.glob("*/*/*.json"):
        for shortcut in json.loads(path.read_text(encoding="utf-8")).get("jupyter.lab.shortcuts", []):
            bare = any(len(key) == 1 for key in shortcut.get("keys", []))
            acts = "Notebook" in shortcut["selector"] or "kernel" in shortcut["selector"]
            if bare and acts and json.dumps([shortcut["command"], shortcut["selector"]]) not in off:
                left.append(shortcut)
    assert left == []


def test_every_override_is_a_setting_of_the_installed_jupyterlab() -> None:
    overrides = json.loads((LAB / "overrides.json").read_text(encoding="utf-8"))
    assert overrides
    for plugin, values in overrides.items():
        known = schema(plugin)["properties"]
        assert set(values) <= set(known), plugin
