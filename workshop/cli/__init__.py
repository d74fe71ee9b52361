"""The command line: `workshop COMMAND`. One file a command; each calls a plain function that returns an exit code.

Exit codes: 0 fine · 1 a problem in content or input · 2 wrong use · 3 our fault, with a log to send.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Sequence

import click

from workshop.cli.failures import FINE, OUR_FAULT, PROBLEM, WRONG_USE, write_failure_log
from workshop.errors import WorkshopError

# Where each command lives. They are imported only when asked for, since Jupyter takes a second to load.
COMMANDS = {
    "open": "workshop.cli.open:open_workshop",
    "handouts": "workshop.cli.handouts:handouts",
    "check": "workshop.cli.check:check",
    "new": "workshop.cli.new:new",
    "coach": "workshop.cli.coach:coach",
    "scenario": "workshop.cli.scenario:scenario",
    "program": "workshop.cli.program:program",
    "doctor": "workshop.cli.doctor:doctor",
    "notebooks": "workshop.cli.notebooks:notebooks",
}


class LazyGroup(click.Group):
    """A group of commands that imports a command only when it is called or its help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def workshop() -> None:
    """Ten keys to helping someone open up: a workshop kit for counselors."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and says in words what went wrong; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that lacks a letter shows "?" and does not stop the work
    try:
        result = workshop.main(args=None if arguments is None else list(arguments), standalone_mode=False)
        return result if isinstance(result, int) else FINE
    except click.ClickException as error:
        error.show()
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)
        return 130
    except WorkshopError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return PROBLEM
    except Exception as error:
        log = write_failure_log(error)
        todo = f"Please send us this file: {log}" if log else "No log could be written: is the disk full?"
        print(f"Something went wrong that is our fault. {todo}", file=sys.stderr)
        return OUR_FAULT
