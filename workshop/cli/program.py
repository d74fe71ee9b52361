"""`workshop program`: the ready-made programs, to read, to print, and to copy and change."""

from __future__ import annotations

import re
from pathlib import Path

import click

from workshop.cli.failures import FINE
from workshop.content.blocks import plain_text
from workshop.content.kit import Kit, content_layers
from workshop.content.program import FOLDER, load_program
from workshop.content.reader import is_name
from workshop.errors import Problem, WorkshopError, shown_path
from workshop.pages.programs import program_blocks, program_rows
from workshop.paths import handouts_folder, practice_folder
from workshop.practice.files import write_bytes, write_new


@click.group()
def program() -> None:
    """Ready-made programs: list, read, print, or copy one to change it."""


@program.command(name="list")
def list_programs() -> int:
    """All programs, the kit's and your own."""
    for row in program_rows(_kit()):
        click.echo(f"{row['id']}: {row['title']}. {row['summary']}")
    return FINE


@program.command()
@click.argument("name")
def show(name: str) -> int:
    """The program NAME in words."""
    kit = _kit()
    told = load_program(kit, name)
    click.echo(f"{told.title}\n{told.summary}\n")
    click.echo(plain_text(program_blocks(kit, name)))
    return FINE


@program.command(name="print")
@click.argument("name")
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The PDF. Default: handouts/programs.")
def print_program(name: str, paper: str, out: Path | None) -> int:
    """The program NAME as a PDF."""
    path = out or handouts_folder() / FOLDER / f"{name}.pdf"
    write_bytes(path, make_pdf(_kit(), name, paper))
    click.echo(f"Made {shown_path(path)}.")
    return FINE


def make_pdf(kit: Kit, name: str, paper: str) -> bytes:
    """The PDF of a program."""
    from workshop.handouts.document import ENGLISH, Document
    from workshop.handouts.typesetting import print_document  # loads Typst, which only this needs

    told = load_program(kit, name)
    document = Document(
        told.title,
        told.summary,
        kit=kit.index.title,
        language=kit.index.language,
        paper=paper,
        words=ENGLISH | kit.paper_words,
        blocks=tuple(program_blocks(kit, name)),
    )
    return print_document(document)


@program.command()
@click.argument("name")
@click.argument("new_name")
def copy(name: str, new_name: str) -> int:
    """A copy of the program NAME in your practice folder, under NEW_NAME, to change."""
    kit = _kit()
    load_program(kit, name)
    source = kit.find_file(f"{FOLDER}/{name}.yaml")
    path = practice_folder() / "content" / FOLDER / f"{new_name}.yaml"
    if not is_name(new_name):
        what = f'"{new_name}" cannot be the name of a program.'
        raise WorkshopError(Problem("", 0, "C204", what, "Use small letters, digits and hyphens."))
    if path.exists() or source is None:
        what = f'The program "{new_name}" is there already.'
        raise WorkshopError(Problem(shown_path(path), 0, "C704", what, "Open that file."))
    text = source.read_text(encoding="utf-8")
    write_new(path, re.sub(r"^title: (.*)$", r"title: \1 (my own)", text, count=1, flags=re.MULTILINE))
    click.echo(f"Made {shown_path(path)}. Change it in any text editor, then run: python scripts/start.py check")
    return FINE


def _kit() -> Kit:
    return Kit(content_layers(practice_folder()))
