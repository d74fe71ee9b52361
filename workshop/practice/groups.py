"""Group files: who meets together. A member is a client's code, or a first name for whom there is no file."""

from __future__ import annotations

from pathlib import Path

from workshop.content.model import Model
from workshop.content.reader import read_yaml
from workshop.content.validate import build
from workshop.errors import Problem, WorkshopError, shown_path, suggest_name
from workshop.paths import practice_folder
from workshop.practice.clients import Label, is_code, list_clients


class Group(Model):
    """One group file; the code is the file's name."""

    code: str = ""
    name: Label = ""
    members: tuple[Label, ...] = ()

    def clients(self) -> list[str]:
        """The codes of those members who have a client's file, in the group's order."""
        known = set(list_clients())
        return [member for member in dict.fromkeys(self.members) if member in known]

    def others(self) -> list[str]:
        """The first names of those who have none."""
        known = set(list_clients())
        return [member for member in dict.fromkeys(self.members) if member and member not in known]


def groups_folder() -> Path:
    """Where group files are."""
    return practice_folder() / "groups"


def list_groups() -> list[str]:
    """The codes of all groups, sorted."""
    return sorted(path.stem for path in groups_folder().glob("*.yaml") if is_code(path.stem))


def load_group(code: str) -> Group:
    """The group with this code; raises WorkshopError when there is none, or with every problem in its file."""
    path = groups_folder() / f"{code}.yaml"
    if not is_code(code) or not path.is_file():
        what = f'There is no group "{code[:60]}" in {shown_path(groups_folder())}.'
        raise WorkshopError(Problem("", 0, "C710", what, suggest_name(code, list_groups())))
    tree = read_yaml(path)
    if not isinstance(tree.value, dict):
        todo = "Write members: and a list of codes or first names."
        raise WorkshopError(tree.problem((), "C102", "The file is not made of fields.", todo))
    if (tree.value.get("code") or code) != code:
        what = f'The code "{tree.value["code"]}" is not the file\'s name "{code}".'
        raise WorkshopError(tree.problem(("code",), "C703", what, "Delete the line or rename the file."))
    return build(Group, tree, {name: value for name, value in tree.value.items() if value} | {"code": code})


def find_group_problems() -> list[Problem]:
    """Every problem of every group's file."""
    problems: list[Problem] = []
    for path in sorted(groups_folder().glob("*.yaml")):
        if not is_code(path.stem):
            what = f'The file name "{path.name}" cannot be a group\'s code.'
            problems.append(Problem(shown_path(path), 0, "C701", what, "Use letters, digits, hyphen and underscore."))
            continue
        try:
            load_group(path.stem)
        except WorkshopError as error:
            problems += error.problems
    return problems
