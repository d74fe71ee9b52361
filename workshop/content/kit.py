"""The kit: content files found in their layers, read once, and fitted to the people they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from workshop.content.art import ALT_FILE, read_drawing
from workshop.content.blocks import Block, from_markdown, picture
from workshop.content.model import FORMAT, KitIndex, Page, PageFront, PageSection, Scenario
from workshop.content.reader import Section, Tree, Value, is_name, read_markdown, read_yaml
from workshop.content.validate import build
from workshop.content.wording import KNOWN_PRONOUNS, Person, Speech, put_in_words
from workshop.errors import Problem, WorkshopError, suggest_name
from workshop.paths import content_folder

M = TypeVar("M", bound=BaseModel)


class Kit:
    """All content of one language as one client hears it.

    `folders` are searched from the last to the first, so that a client's own files win over the practice's, and these
    over the kit's. Nothing is read before it is asked for, and a file that has not changed is parsed once in a process.
    """

    def __init__(self, folders: Sequence[Path], speech: Speech | None = None) -> None:
        self.folders = tuple(folders)
        self.index = read_index(self.folders[0])
        own = dict(speech.words) if speech else {}
        words = {name: word.text for name, word in self.index.words.items()} | own
        base = speech or Speech()
        self.speech = Speech(base.partner, base.client, words)
        self.interface = read_interface(self.folders[0])

    def find_file(self, relative: str) -> Path | None:
        """The file that wins for a path such as "exercises/say-it-back.yaml"; None when no layer has it."""
        for folder in reversed(self.folders):
            path = folder / relative
            if path.is_file():
                return path
        return None

    def find_names(self, kind: str, ending: str) -> list[str]:
        """The ids of all files of one folder, over all layers, sorted; the checker names those that cannot be ids."""
        found = {path.stem for folder in self.folders for path in (folder / kind).glob(f"*{ending}")}
        return sorted(filter(is_name, found))

    def page_file(self, name: str) -> str:
        """Where a page's file lies in a layer, such as "keys/patience.md"."""
        return f"{'keys' if name in self.index.keys else 'pages'}/{name}.md"

    @property
    def paper_words(self) -> dict[str, str]:
        """The words that paper itself needs, by the names it knows them by."""
        named = {key.removeprefix("paper-"): text for key, text in self.interface.items() if key.startswith("paper-")}
        return {key.replace("-", "_"): text for key, text in named.items()}

    def page(self, name: str) -> Page:
        """A page by its id, fitted."""
        if name not in self.index.pages:
            raise WorkshopError(_unknown("page", name, self.index.pages))
        tree, sections = _read_page(*self._stamp(self.page_file(name), "page", name))
        front = build(PageFront, tree)  # as written: a long name of a client's must not make the summary too long
        words = {"title": front.title, "summary": front.summary}
        parts = tuple(self._fit_section(section) for section in sections)
        fitted = front.model_copy(update=fit(words, self.speech))
        return Page(name, self.index.number_of(name), fitted, parts, tree)

    def card(self, file: str) -> tuple[Path, tuple[PageSection, ...]]:
        """A file of sections that belongs to no page, such as "safety.md": where it lies, and its sections, fitted."""
        path = self.find_file(file)
        if path is None:
            raise WorkshopError(_unknown("file", file, ()))
        sections = _read_page(path, path.stat().st_mtime_ns)[1]
        return path, tuple(self._fit_section(section) for section in sections)

    def scenario(self, name: str) -> Scenario:
        """A scenario by its id; its `((partner))` is the person in it."""
        tree = self.tree("scenarios", name)
        return build(Scenario, Tree(tree.path, fit(tree.value, self.scenario_speech(tree)), tree.lines))

    def scenario_speech(self, tree: Tree) -> Speech:
        """The speech inside a scenario: its own person in place of the client's partner."""
        who = tree.value.get("partner") if isinstance(tree.value, dict) else None
        who = who if isinstance(who, dict) else {}
        pronouns = KNOWN_PRONOUNS.get(str(who.get("pronouns")), self.speech.partner.pronouns)
        return Speech(Person(str(who.get("name") or "your partner"), pronouns), self.speech.client, self.speech.words)

    def exercise_tree(self, name: str) -> Tree:
        """An exercise's fields, fitted; the kind decides how they are read on."""
        tree = self.tree("exercises", name)
        return Tree(tree.path, fit(tree.value, self.speech), tree.lines)

    def tree(self, kind: str, name: str) -> Tree:
        """A YAML file of one folder as written; `kind` is "exercises" or "scenarios"."""
        return _read_tree(*self._stamp(f"{kind}/{name}.yaml", kind.removesuffix("s"), name))

    def drawing(self, folder: str, name: str) -> str:
        """The SVG text of a drawing, such as "arms-crossed" in "cues"; only what is safe to show comes out."""
        return _read_drawing(*self._stamp(f"art/{folder}/{name}.svg", "drawing", name))

    def page_drawing(self, folder: str, page: str) -> Block | None:
        """The drawing of a page as a picture with its words, from art/keys or art/steps; None where there is none."""
        path = self.find_file(f"art/{folder}/{page}.svg")
        return picture(self.drawing(folder, page), self._alt_of(folder, page)) if path else None

    def _alt_of(self, folder: str, name: str) -> str:
        path = self.find_file(f"art/{ALT_FILE}")
        value = _read_tree(path, path.stat().st_mtime_ns).value if path else None
        told = value.get(folder) if isinstance(value, dict) else None
        return str(told.get(name, "")) if isinstance(told, dict) else ""

    def _fit_section(self, section: Section) -> PageSection:
        blocks = tuple(fit(_section_blocks(section.text), self.speech))
        return PageSection(section.id, put_in_words(section.title, self.speech), blocks, section.line)

    def _stamp(self, relative: str, what: str, name: str) -> tuple[Path, int]:
        path = self.find_file(relative) if is_name(name) else None
        if path is None:
            folder, _, file = relative.rpartition("/")
            raise WorkshopError(_unknown(what, name, self.find_names(folder, Path(file).suffix)))
        return path, path.stat().st_mtime_ns


def fit(value: Value, speech: Speech) -> Any:
    """The same value with `((…))` put in words in every text. A form that is not known stays, for the checker."""
    if isinstance(value, str):
        if "((" not in value:
            return value
        try:
            return put_in_words(value, speech)
        except ValueError:
            return value
    if isinstance(value, list):
        return [fit(item, speech) for item in value]
    if isinstance(value, dict):
        # An address stays as it is written: a name put into it would leave with the first click.
        return {key: item if key == "to" else fit(item, speech) for key, item in value.items()}
    return value


def read_index(folder: Path) -> KitIndex:
    """`kit.yaml` of a content folder; refuses a format that is older or newer than this program's."""
    path = folder / "kit.yaml"
    tree = _read_tree(path, path.stat().st_mtime_ns if path.exists() else 0)
    index = build(KitIndex, tree)
    if index.format != FORMAT:
        newer = index.format > FORMAT
        what = f"The content has format {index.format}; this program reads format {FORMAT}."
        todo = "Get the newer version of the program." if newer else "Get the newer version of the content."
        raise WorkshopError(tree.problem(("format",), "C006", what, todo))
    return index


def read_interface(folder: Path) -> dict[str, str]:
    """`interface.yaml`: the words on buttons and around exercises, by their key."""
    path = folder / "interface.yaml"
    tree = _read_tree(path, path.stat().st_mtime_ns if path.exists() else 0)
    if not isinstance(tree.value, dict):
        raise WorkshopError(
            tree.problem((), "C102", "The file is not made of fields.", "Write one text a line, as key: text.")
        )
    wrong = [key for key, words in tree.value.items() if not isinstance(words, str) or not words.strip()]
    if wrong:
        todo = "Write the words after the colon."
        raise WorkshopError(tree.problem((key,), "C102", f'"{key}" is not one text.', todo) for key in wrong)
    return dict(tree.value)


def content_layers(practice: Path | None = None, client: str = "", language: str = "en") -> list[Path]:
    """The folders of one client's content, from the kit's own to the client's own."""
    layers = [content_folder(language)]
    if practice:
        layers.append(practice / "content")
        if client:
            layers.append(practice / "clients" / client / "content")
    return layers


def walk_texts(value: Value, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in a value, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from walk_texts(item, (*place, at))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from walk_texts(item, (*place, key))


def _unknown(what: str, name: str, known: Sequence[str]) -> Problem:
    return Problem("", 0, "C201", f'There is no {what} called "{name}".', suggest_name(name, known))


@lru_cache(maxsize=4096)
def _read_tree(path: Path, stamp: int) -> Tree:
    return read_yaml(path)


@lru_cache(maxsize=512)
def _read_page(path: Path, stamp: int) -> tuple[Tree, list[Section]]:
    return read_markdown(path)


@lru_cache(maxsize=4096)
def _section_blocks(text: str) -> list[Block]:
    return from_markdown(text)


@lru_cache(maxsize=512)
def _read_drawing(path: Path, stamp: int) -> str:
    return read_drawing(path)
