"""The ways to print a page: what each is called, which pages have it, and what it puts on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from exercise_cases import kit_of

from workshop.content.kit import Kit
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import load_exercise
from workshop.pages.editions import (
    CARDS,
    EDITIONS,
    HANDOUT,
    WORKSHEET,
    aim_of,
    has_sheets,
    other_editions,
    page_exercises,
    split_name,
)
from workshop.paths import content_folder
from workshop.practice.clients import BLANK, Client, ExerciseChoices

KIT = kit_of()
each_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: edition.name)


@each_edition
def test_the_name_of_a_file_tells_its_page_and_edition(edition) -> None:
    for page in KIT.index.pages:
        assert split_name(edition.file_name(page).removesuffix(".pdf")) == (page, edition)


def test_no_two_files_of_a_folder_share_a_name() -> None:
    names = [edition.file_name(page) for edition in EDITIONS.values() for page in KIT.index.pages]
    assert len(set(names)) == len(names) and not any("_" in page for page in KIT.index.pages)


@pytest.mark.parametrize("stem", ["", "_cards", "safe-space_nothing", "a_b_cards"])
def test_the_name_of_no_edition_is_left_as_it_is(stem: str) -> None:
    page, edition = split_name(stem)
    assert page not in KIT.index.pages and edition.file_name(page) == f"{stem}.pdf"


def test_every_key_has_cards_and_the_pages_around_them_have_none() -> None:
    assert all(has_sheets(CARDS, KIT, BLANK, key) for key in KIT.index.keys)
    assert not any(has_sheets(CARDS, KIT, BLANK, page) for page in (*KIT.index.before, *KIT.index.after))
    assert all(has_sheets(HANDOUT, KIT, BLANK, page) for page in KIT.index.pages)


@pytest.mark.parametrize(
    ("client", "page", "there"),
    [
        (Client(exercises=ExerciseChoices(skip=("not-now", "three-in-the-morning"))), "safe-space", False),
        (Client(exercises=ExerciseChoices(add={"welcome": ("not-now",)})), "welcome", True),
        (Client(leave_out=tuple(KIT.scenario("not-now").topics)), "safe-space", False),
    ],
)
def test_cards_follow_what_the_client_leaves_out_and_adds(client: Client, page: str, there: bool) -> None:
    assert has_sheets(CARDS, KIT, client, page) is there
    assert ("not-now" in page_exercises(KIT, client, page)) is there
    assert (CARDS in other_editions(KIT, client, page)) is there


def test_the_aim_of_an_exercise_is_that_of_its_key_also_where_it_is_added() -> None:
    added = Client(exercises=ExerciseChoices(add={"welcome": ("not-now",)}))
    assert aim_of(KIT, BLANK, "not-now") == aim_of(KIT, added, "not-now") == KIT.page("safe-space").front.summary
    assert aim_of(KIT, BLANK, "no-such-exercise") == ""


@each_edition
def test_an_edition_tells_its_title_and_a_button_its_words(edition) -> None:
    page, setting = KIT.page("patience"), Setting(KIT)
    assert page.front.title in edition.titles(page, setting)["title"]
    if edition is not HANDOUT:
        one, many = edition.button(setting), edition.button(setting, many=True)
        assert one["kind"] == many["kind"] == edition.name and one["label"] != many["label"]
        assert "{folder}" in one["words"]["printed"]


def test_only_pages_with_exercises_have_a_worksheet() -> None:
    with_exercises = {page for page in KIT.index.pages if KIT.page(page).front.exercises}
    assert {page for page in KIT.index.pages if has_sheets(WORKSHEET, KIT, BLANK, page)} == with_exercises
    assert with_exercises and with_exercises != set(KIT.index.pages)


def handout_of(tmp_path: Path, handout: str) -> tuple[Kit, list[str]]:
    """A kit whose page on patience names these exercises for its handout, and all exercises of the page."""
    text = (content_folder("en") / "keys" / "patience.md").read_text(encoding="utf-8")
    head, rest = text.split("\n---\n", 1)
    head = re.sub(r"\nhandout:(\n  - .*)*", "", head)
    path = tmp_path / "keys" / "patience.md"
    path.parent.mkdir()
    path.write_text(f"{head}{handout}\n---\n{rest}", encoding="utf-8")
    kit = Kit([content_folder("en"), tmp_path])
    return kit, list(kit.page("patience").front.exercises)


def test_a_page_names_the_exercises_of_its_handout(tmp_path: Path) -> None:
    kit, names = handout_of(tmp_path, "\nhandout: [wait-or-push]")
    there = [name for name in names if HANDOUT.has_room(load_exercise(kit, name), BLANK)]
    assert there == ["wait-or-push"]
    assert all(WORKSHEET.has_room(load_exercise(kit, name), BLANK) for name in names)


def test_a_page_that_names_none_has_all_on_its_handout(tmp_path: Path) -> None:
    kit, names = handout_of(tmp_path, "")
    assert all(HANDOUT.has_room(load_exercise(kit, name), BLANK) for name in names)


def test_what_a_client_s_file_adds_is_on_the_handout(tmp_path: Path) -> None:
    kit, _ = handout_of(tmp_path, "\nhandout: [my-own-pace]")
    client = Client(exercises=ExerciseChoices(add={"welcome": ("wait-or-push",)}))
    assert HANDOUT.has_room(load_exercise(kit, "wait-or-push"), client)
    assert not HANDOUT.has_room(load_exercise(kit, "wait-or-push"), BLANK)
