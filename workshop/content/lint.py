"""Rules that every content file must keep. Each yields problems as data; nothing prints here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workshop.content.art import ALT_FILE, COVERS, STEPS
from workshop.content.blocks import plain_text
from workshop.content.kit import Kit, walk_texts
from workshop.content.model import KEY_SECTIONS, MORE_SECTIONS, Page
from workshop.content.notes import find_notes_problems
from workshop.content.reader import Tree, is_name, read_text
from workshop.content.wording import Speech, find_faults
from workshop.errors import Problem, WorkshopError, shown_path, suggest_name

# The address of a link or of a bare <https://…> that holds a form in double brackets.
_FITTED_LINK = re.compile(r"(\]\(|<https?:|https?://)[^\s>]*\(\(")


def find_page_problems(kit: Kit) -> list[Problem]:
    """All problems in the kit's pages, whether listed in kit.yaml or lying in the folders."""
    problems = list(_unlisted_pages(kit)) + list(_bad_names(kit))
    for name in kit.index.pages:
        try:
            page = kit.page(name)
        except WorkshopError as error:
            problems += error.problems
            continue
        problems += [
            *_missing_sections(page),
            *_empty_sections(page),
            *_fitted_links(page),
            *_say_table(page),
            *_page_handout(page),
            *_key_drawings(kit, page),
            *find_notes_problems(kit, page),
            *_page_exercises(kit, page),
        ]
        problems += find_wording_problems_in_text(page.tree.path, kit.speech)
    return problems


def find_tree_problems(kit: Kit, tree: Tree, speech: Speech) -> list[Problem]:
    """Wording and topic problems of one YAML file."""
    problems = []
    for place, text in walk_texts(tree.value):
        for fault in find_faults(text, speech):
            problems.append(tree.problem(place, "C301", fault, "See the content guide, names and pronouns."))
    topics = tree.value.get("topics", []) if isinstance(tree.value, dict) else []
    for at, topic in enumerate(topics if isinstance(topics, list) else []):
        if topic not in kit.index.topics:
            what = f'"{topic}" is not a topic of the kit.'
            problems.append(tree.problem(("topics", at), "C203", what, suggest_name(str(topic), kit.index.topics)))
    return problems


def find_wording_problems_in_text(path: Path, speech: Speech) -> list[Problem]:
    """Faults in `((…))` of a Markdown file, by line."""
    return [
        Problem(shown_path(path), at, "C301", fault, "See the content guide, names and pronouns.")
        for at, row in enumerate(read_text(path).split("\n"), 1)
        for fault in find_faults(row, speech)
    ]


def _unlisted_pages(kit: Kit) -> Iterator[Problem]:
    for folder, listed in (("keys", kit.index.keys), ("pages", (*kit.index.before, *kit.index.after))):
        for name in kit.find_names(folder, ".md"):
            if name not in listed:
                path = kit.find_file(f"{folder}/{name}.md")
                what = f'The page "{name}" is not listed in kit.yaml.'
                yield Problem(shown_path(path) if path else name, 1, "C202", what, "List it there, or delete the file.")


def _bad_names(kit: Kit) -> Iterator[Problem]:
    for folder in kit.folders:
        for path in sorted(folder.glob("*/*")):
            if path.suffix in (".md", ".yaml") and not is_name(path.stem):
                what = f'The file name "{path.name}" has other signs than small letters, digits and hyphens.'
                yield Problem(shown_path(path), 0, "C204", what, "Rename it, and where it is named.")


def _missing_sections(page: Page) -> Iterator[Problem]:
    needed = KEY_SECTIONS if page.number else ("facilitator",)
    for name in needed:
        if page.section(name) is None:
            what = f'The section "{name}" is missing.'
            todo = f"Add a heading ## Title {{#{name}}} and its text."
            yield Problem(shown_path(page.tree.path), 1, "C205", what, todo)
    if page.number:
        known = (*KEY_SECTIONS, *MORE_SECTIONS)
        for section in page.sections:
            if section.id not in known:
                what = f'"{section.id}" is not a section of a key.'
                yield Problem(shown_path(page.tree.path), section.line, "C205", what, suggest_name(section.id, known))


def _fitted_links(page: Page) -> Iterator[Problem]:
    for at, row in enumerate(read_text(page.tree.path).split("\n"), 1):
        if _FITTED_LINK.search(row):
            what = "A web address holds double brackets, so a name would leave with a click."
            yield Problem(shown_path(page.tree.path), at, "C302", what, "Write the address without it.")


def _empty_sections(page: Page) -> Iterator[Problem]:
    for section in page.sections:
        if not plain_text(list(section.blocks)).strip():
            what = f'The section "{section.id}" is empty.'
            yield Problem(shown_path(page.tree.path), section.line, "C205", what, "Write its text or delete it.")


def _say_table(page: Page) -> Iterator[Problem]:
    section = page.section("say") if page.number else None
    if section and not any(block["is"] == "table" and len(block["head"]) == 2 for block in section.blocks):
        what = "The section has no table with two columns."
        yield Problem(shown_path(page.tree.path), section.line, "C206", what, "Write | Say | Rather not | and rows.")


def _kind_of(kit: Kit, name: str) -> str:
    """The kind an exercise's file names; empty when it cannot be read (that is reported with the exercises)."""
    try:
        tree = kit.tree("exercises", name)
    except WorkshopError:
        return ""
    return str(tree.value.get("kind", "")) if isinstance(tree.value, dict) else ""


def _key_drawings(kit: Kit, page: Page) -> Iterator[Problem]:
    for folder in (COVERS, STEPS) if page.number else ():
        try:
            drawing = kit.page_drawing(folder, page.id)
        except WorkshopError:
            continue  # told with the drawings
        if drawing is None or not drawing["alt"]:
            lacks = "no drawing" if drawing is None else "a drawing without words for people who cannot see it"
            what = f"The key has {lacks} in art/{folder}."
            todo = f"Put {page.id}.svg there, and one sentence into art/{ALT_FILE}."
            yield Problem(shown_path(page.tree.path), 1, "C605", what, todo)


def _page_handout(page: Page) -> Iterator[Problem]:
    for at, name in enumerate(page.front.handout):
        if name not in page.front.exercises:
            what = f'The handout names "{name}", which is not among the exercises of this page.'
            yield page.tree.problem(("handout", at), "C209", what, suggest_name(name, page.front.exercises))


def _page_exercises(kit: Kit, page: Page) -> Iterator[Problem]:
    known = kit.find_names("exercises", ".yaml")
    kinds: list[str] = []
    for at, name in enumerate(page.front.exercises):
        if name not in known:
            what = f'There is no exercise called "{name}".'
            yield page.tree.problem(("exercises", at), "C201", what, suggest_name(name, known))
            kinds.append("")
            continue
        kinds.append(_kind_of(kit, name))
    if page.number and kinds and "" not in kinds and (len(set(kinds)) < 2 or "role-play" not in kinds):
        what = "A key needs a role-play and an exercise of another kind."
        yield page.tree.problem(("exercises",), "C207", what, "Add the one that is missing.")
    if page.number and not page.front.exercises:
        todo = "List them under exercises: in the front matter."
        yield page.tree.problem((), "C207", "The key has no exercises.", todo)
