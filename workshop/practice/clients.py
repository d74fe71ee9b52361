"""Client files: how the kit speaks to and for one person, and which exercises fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from workshop.content.kit import Kit, content_layers
from workshop.content.model import KitIndex, Model
from workshop.content.reader import Place, Tree, Value, read_yaml
from workshop.content.validate import build
from workshop.content.wording import THEY, Person, Pronouns, Speech, parse_pronouns
from workshop.errors import Problem, WorkshopError, shown_path, suggest_name
from workshop.paths import practice_folder

Paper = Literal["a4", "letter"]
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)]


def _check_pronouns(text: str) -> str:
    if text.strip():
        parse_pronouns(text)
    return text.strip()


PronounText = Annotated[str, AfterValidator(_check_pronouns)]


class PartnerFields(Model):
    """The person who may open up. `called` stands where no name is given, as in "your son"."""

    name: Label = ""
    called: Label = ""
    pronouns: PronounText = ""


class KeyChoices(Model):
    """Keys to leave out, and the order of those that come first; the others follow in the kit's order."""

    skip: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


class ExerciseChoices(Model):
    """Exercises to leave out, to add to a page, and to put first on their page."""

    skip: tuple[str, ...] = ()
    add: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    first: tuple[str, ...] = ()


class Client(Model):
    """One client file. Every field may stay empty; the code is the file's name."""

    code: str = ""
    name: Label = ""
    pronouns: PronounText = ""
    partner: PartnerFields = PartnerFields()
    relationship: Label = ""
    keys: KeyChoices = KeyChoices()
    exercises: ExerciseChoices = ExerciseChoices()
    words: Mapping[str, Label] = Field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    paper: Paper = "a4"
    large_print: bool = False

    @property
    def speech(self) -> Speech:
        """How the kit speaks of the two people, and the client's own words."""
        partner = Person(
            self.partner.name or self.partner.called or "your partner", _pronouns_or_they(self.partner.pronouns)
        )
        client = Person(self.name or "the client", _pronouns_or_they(self.pronouns))
        return Speech(partner, client, {name: text for name, text in self.words.items() if text})


BLANK = Client()


def _pronouns_or_they(text: str) -> Pronouns:
    return parse_pronouns(text) if text else THEY


def is_code(text: str) -> bool:
    """True for a client's code: letters, digits, hyphen and underscore, at most 40: safe as the name of a file."""
    return bool(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", text)) and text.upper() not in _RESERVED


# Windows does not allow files with these names; "blank" and "everyone" name the folders of what is for no client.
_RESERVED = {
    "SAMPLE",
    "CON",
    "PRN",
    "AUX",
    "NUL",
    "BLANK",
    "EVERYONE",
    *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)),
}


def clients_folder() -> Path:
    """Where client files are."""
    return practice_folder() / "clients"


def client_path(code: str) -> Path:
    """The file of a client; raises WorkshopError when the code could not be one."""
    if not is_code(code):
        what = f'"{code[:60]}" cannot be a client\'s code.'
        raise WorkshopError(Problem("", 0, "C701", what, "Use letters, digits, hyphen and underscore, at most 40."))
    return clients_folder() / f"{code}.yaml"


def list_clients() -> list[str]:
    """The codes of all clients, sorted; files whose name cannot be a code are passed over (the checker names them)."""
    return sorted(path.stem for path in clients_folder().glob("*.yaml") if is_code(path.stem))


def load_client(code: str) -> Client:
    """The client with this code; the blank client for "". Raises WorkshopError with every problem in the file."""
    if not code:
        return BLANK
    path = client_path(code)
    if not path.is_file():
        what = f'There is no client "{code}" in {shown_path(clients_folder())}.'
        raise WorkshopError(Problem("", 0, "C702", what, suggest_name(code, list_clients())))
    return parse_client(read_yaml(path), code)


def parse_client(tree: Tree, code: str) -> Client:
    """The client in a tree. "code" may be left out of the file; if it is there it must be the file's name."""
    raw = tree.value
    if not isinstance(raw, dict):
        raise WorkshopError(
            tree.problem((), "C102", "The file is not made of fields.", "Start from the example client.")
        )
    if (raw.get("code") or code) != code:
        what = f'The code "{raw["code"]}" is not the file\'s name "{code}".'
        raise WorkshopError(tree.problem(("code",), "C703", what, "Delete the line or rename the file."))
    return build(Client, tree, _without_empty(raw) | {"code": code})


def _without_empty(value: Value) -> Value:
    """Fields left empty are as good as not there."""
    if not isinstance(value, dict):
        return value
    kept = {key: _without_empty(item) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item not in ("", None, {})}


def find_client_problems(code: str) -> list[Problem]:
    """Every problem of one client's file at once: its fields, and names in it that the kit does not know."""
    problems: list[Problem] = []
    try:
        tree = read_yaml(client_path(code))
        try:
            parse_client(tree, code)
        except WorkshopError as error:
            problems += error.problems
        problems += _unknown_names(kit_for(Client(code=code)), tree)
    except WorkshopError as error:
        problems += error.problems
    return sorted(set(problems))


def _unknown_names(kit: Kit, tree: Tree) -> Iterable[Problem]:
    exercises = kit.find_names("exercises", ".yaml")
    checks: list[tuple[Place, str, Iterable[str]]] = [
        (("keys", "skip"), "key", kit.index.keys),
        (("keys", "first"), "key", kit.index.keys),
        (("exercises", "skip"), "exercise", exercises),
        (("exercises", "first"), "exercise", exercises),
        (("exercises", "add"), "page", kit.index.pages),
        (("words",), "word of the kit", kit.index.words),
        (("leave_out",), "topic", kit.index.topics),
    ]
    checks += [(("exercises", "add", page), "exercise", exercises) for page in _names_at(tree, ("exercises", "add"))]
    for place, what, known in checks:
        for at, name in enumerate(_names_at(tree, place)):
            if name not in known:
                spot: Place = (*place, name) if (*place, name) in tree.lines else (*place, at)
                yield tree.problem(spot, "C201", f'There is no {what} called "{name}".', suggest_name(name, known))


def _names_at(tree: Tree, place: Place) -> list[str]:
    """The names listed at a place, or the keys there; none where the file has something else, which is told elsewhere."""
    value = tree.value
    for part in place:
        value = value.get(part) if isinstance(value, dict) else None
    return [name for name in value if isinstance(name, str)] if isinstance(value, list | dict) else []


def kit_for(client: Client, language: str = "en") -> Kit:
    """The kit as this client hears it, with the practice's and the client's own content on top."""
    return Kit(content_layers(practice_folder(), client.code, language), client.speech)


def chosen_keys(client: Client, index: KitIndex) -> list[str]:
    """The client's keys in order: those put first, then the others, without those left out."""
    first = [name for name in client.keys.first if name in index.keys]
    rest = [name for name in index.keys if name not in first]
    return [name for name in (*first, *rest) if name not in client.keys.skip]


def chosen_exercises(
    client: Client, page: str, own: Iterable[str], topics_of: Mapping[str, Iterable[str]]
) -> list[str]:
    """The exercises of a page for this client, in order.

    `own` are the page's own; `topics_of` gives the topics each touches: those that touch one left out are skipped.
    """
    names = list(dict.fromkeys([*own, *client.exercises.add.get(page, ())]))
    first = [name for name in client.exercises.first if name in names]
    ordered = [*first, *(name for name in names if name not in first)]
    out = set(client.leave_out)
    return [n for n in ordered if n not in client.exercises.skip and not out & set(topics_of.get(n, ()))]
