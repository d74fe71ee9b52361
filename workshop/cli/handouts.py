"""`workshop handouts`: prints handouts and all that is handed out besides them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from workshop.cli.failures import FINE, PROBLEM
from workshop.errors import Problem, WorkshopError, shown_path
from workshop.handouts.batch import Crew, print_handouts
from workshop.handouts.orders import KIT_ENGINE, STOCK_ENGINE, Printed, Wishes, plan_orders
from workshop.handouts.progress import Progress
from workshop.pages.edition import Edition
from workshop.pages.editions import EDITIONS, HANDOUT
from workshop.pages.variants import FORMATS, PAPERS, PDF, Variant
from workshop.paths import answers_folder, handouts_folder
from workshop.practice.clients import list_clients
from workshop.practice.groups import load_group

FOLDERS_TOLD = 20


class HandoutFault(RuntimeError):
    """A handout failed by our fault; the message names places in the program only."""


@click.command()
@click.option(
    "--client", "clients", multiple=True, metavar="CODE", help="For this client. May be given more than once."
)
@click.option("--group", metavar="CODE", help="For the members of this group.")
@click.option("--all", "everyone", is_flag=True, help="For every client in the practice folder.")
@click.option(
    "--keys", default="all", show_default=True, metavar="2,7|all|pages", help="Which keys: numbers, names, all, pages."
)
@click.option(
    "--kind", type=click.Choice(list(EDITIONS)), default=HANDOUT.name, show_default=True, help="What to print."
)
@click.option(
    "--paper", type=click.Choice(PAPERS), default=None, help="Paper size. Default: as the client's file says."
)
@click.option("--large-print", is_flag=True, help="18 points, whatever the client's file says.")
@click.option("--gray", "--black-and-white", is_flag=True, help="For a printer without color.")
@click.option("--booklet", is_flag=True, help="Half pages, to print on both sides, fold and staple.")
@click.option("--fillable", is_flag=True, help="With fields to fill in on a screen.")
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    default=PDF,
    show_default=True,
    help="A PDF, a web page in one file, or a file for a word processor.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder for the files. Default: handouts.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="How many at a time. Default: one for each processor."
)
@click.option("--force", is_flag=True, help="Make anew also what did not change.")
@click.option("--count", is_flag=True, help="Only tell how many files for how many people; make none.")
@click.option("--cluster", metavar="ADDRESS", help="Let the machines of this dask.distributed scheduler do the work.")
@click.option("--answers", is_flag=True, help="With what was chosen for print on the pages; into the practice folder.")
@click.option("--engine", type=click.Choice([KIT_ENGINE, STOCK_ENGINE]), default=KIT_ENGINE, hidden=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def handouts(clients: tuple[str, ...], group: str | None, everyone: bool, keys: str, **more: Any) -> int:
    """Print handouts: OUT/CODE/KEY.pdf for clients, OUT/blank/KEY.pdf without one; another kind is KEY_KIND.pdf."""
    if sum(map(bool, (clients, group, everyone))) > 1:
        raise click.UsageError("Give one of --client, --group and --all.")
    if more["answers"] and more["kind"] != HANDOUT.name:
        raise click.UsageError(f"--answers goes with --kind {HANDOUT.name} only.")
    private = more["answers"] or EDITIONS[more["kind"]].keeps
    folder = (more["out"] or (answers_folder() if private else handouts_folder())).resolve()
    flags = {name: more[name] for name in ("large_print", "gray", "booklet", "fillable", "format")}
    variant = Variant(more["paper"] or "", **flags)
    wishes = Wishes(folder, variant, more["engine"], more["answers"], more["kind"], more["force"])
    run = Run(wishes, more["jobs"] or 0, more["cluster"], more["as_json"], more["count"])
    return make_handouts(choose_clients(clients, group, everyone), keys.split(","), run)


@dataclass(frozen=True)
class Run:
    """How a batch is made and told of."""

    wishes: Wishes
    jobs: int = 0
    cluster: str | None = None
    as_json: bool = False
    only_count: bool = False


def choose_clients(clients: Sequence[str], group: str | None, everyone: bool) -> Sequence[str]:
    """The codes asked for; the blank client when none is, and for a group's members who have no file."""
    if group:
        met = load_group(group)
        return [*met.clients(), *([""] if met.others() or not met.members else [])]
    if not everyone:
        return clients or [""]
    found = list_clients()
    if not found:
        what = "There are no clients in the practice folder yet."
        raise WorkshopError(Problem("", 0, "H207", what, "Make one with: workshop new client CODE"))
    return found


def make_handouts(clients: Iterable[str], keys: Iterable[str], run: Run) -> int:
    """Prints all handouts and reports; 1 when there was any problem, after everything else is done."""
    orders, problems = plan_orders(clients, keys, run.wishes)
    edition = EDITIONS[run.wishes.kind]
    report = Report(run.as_json, edition)
    report.tell_problems(problems)
    if run.only_count:
        report.tell_count(len(orders), len({order.client for order in orders}))
        return PROBLEM if problems else FINE
    progress = Progress(len(orders), sys.stderr, many=edition.many)
    try:
        with closing(print_handouts(orders, run.jobs, force=run.wishes.force, crew=_crew(run.cluster))) as made:
            for printed in made:
                progress.step()
                report.tell(printed)
    except KeyboardInterrupt:
        progress.close()
        done = f"{report.count} of {len(orders)} {edition.many}"
        click.echo(f"{done} are ready; the others are as they were. The same command goes on from there.", err=True)
        raise
    except WorkshopError as error:  # those who make the files are gone, or were never there
        report.tell_problems(error.problems)
    progress.close()
    report.close()
    return PROBLEM if report.problems else FINE


def _crew(address: str | None) -> Callable[[], Crew] | None:
    if address is None:
        return None
    from workshop.handouts.cluster.crew import is_open_to_all, open_cluster

    def hire() -> Crew:
        crew = open_cluster(address)
        if is_open_to_all(address):
            how = "docs/many-machines.md tells how to change that."
            click.echo(f"What goes to {address} can be read on the network. {how}", err=True)
        return crew

    return hire


@dataclass
class Report:
    """What is told of a run: in words at the end, or as JSON lines as it goes. Keeps counts, not what was made."""

    as_json: bool
    edition: Edition = HANDOUT
    made: Counter[Path] = field(default_factory=Counter)
    unchanged: Counter[Path] = field(default_factory=Counter)
    problems: dict[Problem, None] = field(default_factory=dict)
    faults: dict[str, None] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many files are ready."""
        return self.made.total() + self.unchanged.total()

    def tell(self, printed: Printed) -> None:
        """One order is done, was done before, or failed."""
        if printed.fault:
            self.faults[printed.fault] = None
        elif printed.problems:
            self.tell_problems(printed.problems)
        else:
            order = printed.order
            (self.unchanged if printed.unchanged else self.made)[order.path.parent] += 1
            row = {"client": order.client, "page": order.page, "kind": order.kind, "path": str(order.path)}
            self._line(row | {"seconds": printed.seconds} | ({"unchanged": True} if printed.unchanged else {}))

    def tell_problems(self, problems: Iterable[Problem]) -> None:
        """Problems, each told once."""
        for problem in problems:
            if problem not in self.problems:
                self.problems[problem] = None
                self._line({"problem": problem.as_json()})

    def tell_count(self, files: int, people: int) -> None:
        """How many files for how many people there would be."""
        self._line({"files": files, "people": people})
        if not self.as_json:
            self._say_problems()
            click.echo(f"{files} {self.edition.many if files != 1 else self.edition.one}, people: {people}")

    def close(self) -> None:
        """The last words; raises HandoutFault when something failed by our fault."""
        same = {"unchanged": self.unchanged.total()} if self.unchanged else {}
        self._line({"done": self.count, "problems": len(self.problems)} | same)
        if not self.as_json:
            self._say()
        if self.faults:
            raise HandoutFault(" | ".join(sorted(self.faults)))

    def _say(self) -> None:
        folders = sorted({*self.made, *self.unchanged})
        for folder in folders[:FOLDERS_TOLD]:
            click.echo(self._row(self.made[folder], self.unchanged[folder], shown_path(folder)))
        if len(folders) > FOLDERS_TOLD:
            rest = folders[FOLDERS_TOLD:]
            count = sum(self.made[folder] for folder in rest), sum(self.unchanged[folder] for folder in rest)
            click.echo(self._row(*count, f"{len(rest)} more folders"))
        self._say_problems()

    def _say_problems(self) -> None:
        for problem in sorted(self.problems):
            click.echo(str(problem), err=True)

    def _row(self, made: int, unchanged: int, place: str) -> str:
        count = made + unchanged
        named = self.edition.many if count > 1 else self.edition.one
        same = "" if not unchanged else " (not changed)" if not made else f" ({unchanged} of them not changed)"
        return f"{count} {named} in {place}{same}"

    def _line(self, row: dict[str, Any]) -> None:
        if self.as_json:
            click.echo(json.dumps(row, ensure_ascii=False))
            sys.stdout.flush()
