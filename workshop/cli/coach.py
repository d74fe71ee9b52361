"""`workshop coach`: which move a line makes, and the words that show it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from workshop.cli.failures import FINE
from workshop.content.reader import read_text
from workshop.roleplay.coach.coach import Reading, main_reading, read_line
from workshop.roleplay.coach.feedback import Sayings, give_feedback, read_feedback
from workshop.roleplay.coach.language import Language, coach_folder, load_language

NOTHING = "other"


@click.command()
@click.argument("text", required=False)
@click.option("--lines", metavar="FILE|-", help="Read every line of a file; - for what comes in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def coach(text: str | None, lines: str | None, as_json: bool) -> int:
    """Say which move TEXT makes, or each line of a file."""
    if (text is None) == (lines is None):
        raise click.UsageError('Give a text in quotes, or --lines FILE, such as: workshop coach "How was it for you?"')
    language, feedback = load_language(coach_folder()), read_feedback(coach_folder())
    for line in [text] if text is not None else read_lines(str(lines)):
        told = tell_line(line, language, feedback)
        click.echo(json.dumps(told, ensure_ascii=False) if as_json else in_words(told))
    return FINE


def read_lines(name: str) -> Iterator[str]:
    """The lines of a file, or of what comes in, without their ends; empty ones too, so that numbers stay right."""
    if name == "-":
        yield from (line.rstrip("\r\n") for line in sys.stdin)
    else:
        yield from read_text(Path(name)).splitlines()


def tell_line(text: str, language: Language, feedback: Sayings) -> dict[str, Any]:
    """What the coach says about a line: {"text", "move", "second", "sure", "because", "try", "sentences"}.

    The line's move is that of its last sentence that is more than small words. `because` are places in the text, in
    characters, [start, end). An empty line is `other`, and not sure.
    """
    readings = read_line(text, language)
    main = main_reading(readings)
    sentences = [_told(reading, language, feedback) for reading in readings]
    if main is None:
        return {
            "text": text,
            "move": NOTHING,
            "second": NOTHING,
            "sure": False,
            "because": [],
            "try": "",
            "sentences": [],
        }
    return {"text": text} | _told(main, language, feedback) | {"sentences": sentences}


def _told(reading: Reading, language: Language, feedback: Sayings) -> dict[str, Any]:
    said = give_feedback(reading, language.spelling, feedback)
    return {
        "move": reading.move.value,
        "second": reading.second.value,
        "sure": reading.sure,
        "because": [list(span) for span in reading.because],
        "worked": said.worked,
        "does": said.does,
        "try": said.tries,
    }


def in_words(told: dict[str, Any]) -> str:
    """One reading for a person at a terminal."""
    name = told["move"] if told["sure"] else f"not sure: {told['move']} or {told['second']}"
    quoted = ", ".join(f"“{told['text'][start:end]}”" for start, end in told["because"])
    rows = [f"{told['text']}", f"  {name}{': ' + quoted if quoted else ''}"]
    rows += [f"  {told[part]}" for part in ("worked", "does") if told.get(part)]
    rows += [f"  Another way: {told['try']}"] if told["try"] else []
    return "\n".join(rows)
