"""`workshop check`: every content problem at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from workshop.cli.failures import FINE, PROBLEM
from workshop.content.art import find_art_problems
from workshop.content.kit import Kit, content_layers
from workshop.content.lint import find_page_problems, find_tree_problems
from workshop.content.program import FOLDER, find_program_problems
from workshop.content.prose_rules import find_prose_problems
from workshop.content.safety import find_safety_problems
from workshop.errors import Problem, WorkshopError, shown_path
from workshop.exercises.kinds import find_exercise_problems
from workshop.paths import practice_folder
from workshop.practice.clients import clients_folder, find_client_problems, is_code, kit_for, list_clients, load_client
from workshop.practice.groups import find_group_problems
from workshop.practice.strays import find_strays
from workshop.roleplay.story import find_story_problems
from workshop.roleplay.story_words import find_word_problems


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--paper", is_flag=True, help="Print every handout too, and tell which are too short or too long.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def check(paths: tuple[Path, ...], paper: bool, as_json: bool) -> int:
    """List every problem in the content and in client files (or only those in PATHS)."""
    return report_problems(paths, as_json, paper=paper)


def report_problems(paths: Iterable[Path], as_json: bool, *, paper: bool = False) -> int:
    """Prints all problems, or those at or below the paths; 1 when there are any."""
    wanted = list(paths)
    missing = [path for path in wanted if not path.exists()]
    problems = [
        Problem(path.as_posix(), 0, "C001", "There is no such file or folder.", "Check the path.") for path in missing
    ]
    found = find_all_problems()
    if paper:
        from workshop.handouts.lengths import find_length_problems  # starts workers, which only this needs

        found += find_length_problems(Kit(content_layers(practice_folder())))
    problems += [problem for problem in found if not wanted or _lies_in(problem, wanted)]
    for problem in sorted(set(problems)):
        click.echo(json.dumps(problem.as_json()) if as_json else str(problem))
    if not problems and not as_json:
        click.echo("All content is in order.")
    return PROBLEM if problems else FINE


def find_all_problems() -> list[Problem]:
    """Every problem in the kit's content, the practice's, and each client's."""
    practice = practice_folder()
    try:
        problems = find_kit_problems(Kit(content_layers(practice)))
    except WorkshopError as error:  # kit.yaml or interface.yaml: nothing else can be judged without them
        return error.problems
    for path in sorted(clients_folder().glob("*.yaml")):
        if not is_code(path.stem):
            what = f'The file name "{path.name}" cannot be a client\'s code.'
            problems.append(Problem(shown_path(path), 0, "C701", what, "Use letters, digits, hyphen and underscore."))
    problems += [*find_group_problems(), *find_strays(practice)]
    for code in list_clients():
        found = find_client_problems(code)
        problems += found
        own = practice / "clients" / code / "content"
        if own.is_dir() and not found:
            problems += [p for p in find_kit_problems(kit_for(load_client(code))) if _lies_in(p, [own])]
    return sorted(set(problems))


def find_kit_problems(kit: Kit) -> list[Problem]:
    """Every problem in pages, exercises, scenarios and drawings as one kit has them."""
    problems = [*find_page_problems(kit), *_unused_exercises(kit), *find_art_problems(kit.folders)]
    problems += find_safety_problems(kit)
    for name in kit.find_names("exercises", ".yaml"):
        problems += find_exercise_problems(kit, name)
    for name in kit.find_names("scenarios", ".yaml"):
        problems += find_scenario_problems(kit, name)
    for name in kit.find_names(FOLDER, ".yaml"):
        problems += find_program_problems(kit, name)
        problems += find_wording_of(kit, FOLDER, name)
    return [*problems, *_broken_words(kit), *find_prose_problems(kit)]


def find_wording_of(kit: Kit, folder: str, name: str) -> list[Problem]:
    """Every form in double brackets that cannot be put in words, in one file; a broken file is told elsewhere."""
    try:
        return find_tree_problems(kit, kit.tree(folder, name), kit.speech)
    except WorkshopError:
        return []


def _broken_words(kit: Kit) -> Iterator[Problem]:
    """What cannot be read or put in words in the interface, the partner's answers and the words of drawings."""
    answers = (("partner", name) for name in kit.find_names("partner", ".yaml"))
    for folder, name in ((".", "interface"), ("art", "alt"), *answers):
        try:
            yield from find_tree_problems(kit, kit.tree(folder, name), kit.speech)
        except WorkshopError as error:
            yield from error.problems


# Problems of scenarios by file, state of the file, and the kit that reads it: a client's content is checked with the
# same scenarios again and again, and every way through a story takes a while.
_known: dict[tuple[object, ...], list[Problem]] = {}


def find_scenario_problems(kit: Kit, name: str) -> list[Problem]:
    """Every problem in one scenario: its fields, its wording and its story."""
    path, index = kit.find_file(f"scenarios/{name}.yaml"), kit.folders[0] / "kit.yaml"
    stamps = [file.stat().st_mtime_ns if file and file.exists() else 0 for file in (path, index)]
    key = (path, kit.folders[0], repr(kit.speech), *stamps)
    if key not in _known:
        _known[key] = _read_scenario_problems(kit, name)
    return _known[key]


def _read_scenario_problems(kit: Kit, name: str) -> list[Problem]:
    try:
        tree = kit.tree("scenarios", name)
        speech = kit.scenario_speech(tree)
        found = [*find_tree_problems(kit, tree, speech), *find_word_problems(tree, speech, kit.folders[0])]
        return found + find_story_problems(tree, kit.scenario(name))
    except WorkshopError as error:
        return error.problems


def _unused_exercises(kit: Kit) -> Iterator[Problem]:
    """The kit's own exercises that none of its own pages lists; what a counselor adds is not judged by it."""
    own = Kit(kit.folders[:1])
    try:
        used = {name for page in own.index.pages for name in own.page(page).front.exercises}
    except WorkshopError:
        return  # the page that cannot be read may be the one that lists them
    for name in own.find_names("exercises", ".yaml"):
        if name not in used:
            path = own.folders[0] / "exercises" / f"{name}.yaml"
            what = "No page uses this exercise."
            yield Problem(shown_path(path), 1, "C208", what, "List it on a page, or delete the file.")


def _lies_in(problem: Problem, wanted: Iterable[Path]) -> bool:
    path = Path(problem.path).resolve()
    return any(path == place.resolve() or place.resolve() in path.parents for place in wanted)
