"""Plain pages outside of JupyterLab: problems and help. Self-contained, no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workshop.exercises.kinds import FACES


def notice_page(title: str, sentences: Sequence[str], base_url: str, inside: str = "") -> str:
    """An HTML page with a title, sentences and a way home; `inside` is HTML made by the kit itself."""
    style = (FACES / "theme.css").read_text(encoding="utf-8")
    rows = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    home = f'<p><a href="{escape(base_url)}workshop/open?page=start">All pages</a></p>'
    shown = f"<ul>{rows}</ul>" if rows else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ten keys</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{style}</style></head><body class="tk-page"><main class="tk-text">'
        f"{heading}{shown}{inside}{home}</main></body></html>"
    )
