"""`workshop new`: a commented starter that passes the check."""

from __future__ import annotations

import re

import click

from workshop.cli.failures import FINE
from workshop.errors import Problem, WorkshopError, shown_path
from workshop.paths import KIT_ROOT
from workshop.practice.clients import client_path
from workshop.practice.files import write_new


@click.group()
def new() -> None:
    """Make a new file to fill in."""


@new.command()
@click.argument("name")
def client(name: str) -> int:
    """A client's file, under the code NAME."""
    return make_client(name)


def make_client(code: str) -> int:
    """Writes a client file with every field explained and empty; refuses to write over one that is there."""
    path = client_path(code)
    if path.exists():
        what = f'The client "{code}" is there already.'
        raise WorkshopError(Problem(shown_path(path), 0, "C704", what, "Open that file."))
    write_new(path, starter_text())
    click.echo(f"Made {shown_path(path)}. Open it in any text editor; every field may stay empty.")
    return FINE


def starter_text() -> str:
    """The example client with every value emptied and every comment kept."""
    example = (KIT_ROOT / "practice" / "clients" / "example.yaml").read_text(encoding="utf-8")
    rows = example.split("\n")
    start = next(at for at, row in enumerate(rows) if row.startswith("# The file's name"))
    return "# A client of yours.\n" + "\n".join(_emptied(row) for row in rows[start:])


def _emptied(row: str) -> str:
    kept = ("paper:", "large_print:", "skip:", "first:", "add:", "leave_out:")
    if row.lstrip().startswith("#") or row.strip().startswith(kept):
        return row
    return re.sub(r"^(\s*[a-z_-]+:).*$", r"\1", row)
