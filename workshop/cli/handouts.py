"""`workshop handouts`: prints handouts as PDF."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from workshop.cli.failures import FINE, PROBLEM
from workshop.errors import Problem, WorkshopError, shown_path
from workshop.handouts.batch import KIT_ENGINE, STOCK_ENGINE, Printed, Wishes, plan_orders, print_handouts
from workshop.handouts.progress import Progress
from workshop.pages.editions import EDITIONS, HANDOUT, Edition
from workshop.paths import answers_folder, handouts_folder
from workshop.practice.clients import list_clients


class HandoutFault(RuntimeError):
    """A handout failed by our fault; the message names places in the program only."""


@click.command()
@click.option(
    "--client", "clients", multiple=True, metavar="CODE", help="For this client. May be given more than once."
)
@click.option("--all", "everyone", is_flag=True, help="For every client in the practice folder.")
@click.option(
    "--keys", default="all", show_default=True, metavar="2,7|all|pages", help="Which keys: numbers, names, all, pages."
)
@click.option(
    "--kind",
    type=click.Choice(list(EDITIONS)),
    default=HANDOUT.name,
    show_default=True,
    help="What to print: the handout, or the cards of its role-plays for groups of three.",
)
@click.option(
    "--paper", type=click.Choice(["a4", "letter"]), default=None, help="Paper size. Default: as the client's file says."
)
@click.option("--large-print", is_flag=True, help="18 points, whatever the client's file says.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder for the PDFs. Default: handouts.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="How many at a time. Default: one for each processor."
)
@click.option("--answers", is_flag=True, help="With what was chosen for print on the pages; into the practice folder.")
@click.option("--engine", type=click.Choice([KIT_ENGINE, STOCK_ENGINE]), default=KIT_ENGINE, hidden=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def handouts(clients: tuple[str, ...], everyone: bool, keys: str, out: Path | None, **more: Any) -> int:
    """Print handouts as PDF: OUT/CODE/KEY.pdf for clients, OUT/blank/KEY.pdf without one; cards are KEY_cards.pdf."""
    if clients and everyone:
        raise click.UsageError("Give --client or --all, not both.")
    if more["answers"] and more["kind"] != HANDOUT.name:
        raise click.UsageError(f"--answers goes with --kind {HANDOUT.name} only.")
    folder = (out or (answers_folder() if more["answers"] else handouts_folder())).resolve()
    wishes = Wishes(folder, more["paper"] or "", more["large_print"], more["engine"], more["answers"], more["kind"])
    return make_handouts(choose_clients(clients, everyone), keys.split(","), wishes, more["jobs"] or 0, more["as_json"])


def choose_clients(clients: Sequence[str], everyone: bool) -> Sequence[str]:
    """The codes asked for; the blank client when none is."""
    if not everyone:
        return clients or [""]
    found = list_clients()
    if not found:
        what = "There are no clients in the practice folder yet."
        raise WorkshopError(Problem("", 0, "H207", what, "Make one with: workshop new client CODE"))
    return found


def make_handouts(clients: Iterable[str], keys: Iterable[str], wishes: Wishes, jobs: int, as_json: bool) -> int:
    """Prints all handouts and reports; 1 when there was any problem, after everything else is done."""
    orders, problems = plan_orders(clients, keys, wishes)
    edition = EDITIONS[wishes.kind]
    report = Report(as_json, edition)
    report.tell_problems(problems)
    progress = Progress(len(orders), sys.stderr, many=edition.many)
    try:
        with closing(print_handouts(orders, jobs)) as made:
            for printed in made:
                progress.step()
                report.tell(printed)
    except KeyboardInterrupt:
        progress.close()
        done = f"{len(report.made)} of {len(orders)} {edition.many}"
        click.echo(f"{done} are ready; the others are as they were.", err=True)
        raise
    progress.close()
    report.close()
    return PROBLEM if report.problems else FINE


@dataclass
class Report:
    """What is told of a run: in words at the end, or as JSON lines as it goes."""

    as_json: bool
    edition: Edition = HANDOUT
    made: list[Printed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def tell(self, printed: Printed) -> None:
        """One order is done, or failed."""
        if printed.fault:
            self.faults.append(printed.fault)
        elif printed.problems:
            self.tell_problems(printed.problems)
        else:
            self.made.append(printed)
            order = printed.order
            row = {"client": order.client, "page": order.page, "kind": order.kind, "path": str(order.path)}
            self._line(row | {"seconds": printed.seconds})

    def tell_problems(self, problems: Iterable[Problem]) -> None:
        """Problems, each told once."""
        for problem in problems:
            if problem not in self.problems:
                self.problems.append(problem)
                self._line({"problem": problem.as_json()})

    def close(self) -> None:
        """The last words; raises HandoutFault when something failed by our fault."""
        self._line({"done": len(self.made), "problems": len(self.problems)})
        if not self.as_json:
            self._say()
        if self.faults:
            raise HandoutFault(" | ".join(sorted(set(self.faults))))

    def _say(self) -> None:
        for folder in sorted({printed.order.path.parent for printed in self.made}):
            count = sum(printed.order.path.parent == folder for printed in self.made)
            click.echo(f"{count} {self.edition.many if count > 1 else self.edition.one} in {shown_path(folder)}")
        for problem in sorted(self.problems):
            click.echo(str(problem), err=True)

    def _line(self, row: dict[str, Any]) -> None:
        if self.as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
            sys.stdout.flush()
