"""`workshop notebooks`: builds the pages' notebooks from the content."""

from __future__ import annotations

import click

from workshop.cli.failures import FINE, PROBLEM
from workshop.content.kit import Kit, content_layers
from workshop.errors import shown_path
from workshop.pages.notebook import START_PAGE, build_page, build_start, notebook_text, page_path
from workshop.practice.files import write_new


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; say which notebooks are not current.")
def notebooks(only_check: bool) -> int:
    """Build the notebooks of all pages from the content."""
    return build_notebooks(only_check)


def build_notebooks(only_check: bool) -> int:
    """Builds every page's notebook; 1 when `only_check` finds one that is not current."""
    kit = Kit(content_layers())
    built = {START_PAGE: build_start(kit)} | {name: build_page(kit, kit.page(name)) for name in kit.index.pages}
    stale = 0
    for name, notebook in built.items():
        path, text = page_path(name, kit), notebook_text(notebook)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if only_check:
            click.echo(f"{shown_path(path)} is not current. Run: python scripts/build_notebooks.py")
        else:
            path.parent.mkdir(exist_ok=True)
            write_new(path, text)
            click.echo(f"Built {shown_path(path)}")
    return PROBLEM if only_check and stale else FINE
