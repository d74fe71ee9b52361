"""Scripts and styles as the widgets of a kernel share them: each is sent to a window once, by a model of its own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from ipywidgets import Layout, Widget

from workshop.exercises.faces import face_style


class SharedText(Widget):  # type: ignore[misc]
    """A text that is not drawn; widgets name it by its model's id."""

    text = traitlets.Unicode().tag(sync=True)


class SharingWidget(anywidget.AnyWidget):  # type: ignore[misc]
    """A widget drawn by a script whose parts other widgets have too.

    `script` and `sheet`, its style, are ids of shared texts. (The name `style` means something else to ipywidgets.)
    """

    _esm = traitlets.Unicode().tag(sync=True)
    script = traitlets.List(traitlets.Unicode()).tag(sync=True)
    sheet = traitlets.Unicode().tag(sync=True)

    def __init__(self, script: tuple[str, ...], **values: Any) -> None:
        super().__init__(
            script=[share(part).model_id for part in script],
            sheet=share(face_style()).model_id,
            layout=_share_layout(),
            _esm=loader_script(),
            **values,
        )


_texts: dict[str, SharedText] = {}
_layouts: list[Layout] = []


def share(text: str) -> SharedText:
    """The one model of a text in this kernel; whatever cell needs it first makes it."""
    if text not in _texts or _texts[text].comm is None:
        _texts[text] = SharedText(text=text)
    return _texts[text]


def _share_layout() -> Layout:
    if not _layouts or _layouts[0].comm is None:
        _layouts[:] = [Layout()]
    return _layouts[0]


@lru_cache
def loader_script() -> str:
    """The script that each widget carries itself."""
    return (Path(__file__).parent / "loader.js").read_text(encoding="utf-8")
