"""`workshop open`: a page, live in JupyterLab."""

from __future__ import annotations

import click

from workshop.live.launch import open_page


@click.command("open")
@click.argument("page", default="start")
@click.option("--client", default="", help="The client's code.")
@click.option("--port", type=click.IntRange(1024, 65535), default=None, help="The port on this machine.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def open_workshop(page: str, client: str, port: int | None, no_browser: bool) -> int:
    """Open PAGE (the start page, a key's name or number 1 to 10) in JupyterLab."""
    return open_page(page_named(page), client, port, not no_browser)


def page_named(text: str) -> str:
    """A page id for what was typed; a number means that key."""
    if not text.isdecimal():
        return text
    from workshop.pages.notebook import pages_for
    from workshop.practice.clients import BLANK

    return pages_for(BLANK, [text])[0]
