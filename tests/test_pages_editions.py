"""The ways to print a page: what each is called, which pages have it, and what it puts on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from exercise_cases import kit_of

from workshop.content.kit import Kit
from workshop.errors import WorkshopError
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import load_exercise
from workshop.pages.editions import (
    CARDS,
    EDITIONS,
    HANDOUT,
    POSTER,
    WORKSHEET,
    aim_of,
    editions_of,
    has_sheets,
    page_exercises,
    split_name,
)
from workshop.pages.variants import Variant
from workshop.paths import content_folder
from workshop.practice.clients import BLANK, Client, ExerciseChoices

KIT = kit_of()
each_edition = pytest.mark.parametrize("edition", EDITIONS.values(), ids=lambda edition: edition.name)


VARIANTS = [Variant(), Variant(booklet=True), Variant(fillable=True), Variant(format="html"), Variant(format="docx")]


@each_edition
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_name_of_a_file_tells_its_page_edition_and_variant(edition, variant) -> None:
    for page in KIT.index.pages:
        told = split_name(edition.file_name(page, variant))
        assert told == ("" if edition.for_person else page, edition, variant)


def test_no_two_files_of_a_folder_share_a_name() -> None:
    pages = KIT.index.pages
    names = {
        edition.file_name(page, variant) for edition in EDITIONS.values() for page in pages for variant in VARIANTS
    }
    for_pages = sum(not edition.for_person for edition in EDITIONS.values())
    for_people = len(EDITIONS) - for_pages
    assert len(names) == len(VARIANTS) * (for_pages * len(pages) + for_people)
    assert not any("_" in page or page in EDITIONS for page in pages)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".pdf",
        "_cards.pdf",
        "patience",
        "patience.exe",
        "patience_nothing.pdf",
        "patience_cards_nothing.pdf",
        "../a.pdf",
    ],
)
def test_another_name_stands_for_nothing(name: str) -> None:
    told = split_name(name)
    assert told is None or told[0] not in KIT.index.pages


def test_paper_and_size_keep_the_name_and_another_thing_has_its_own() -> None:
    same = [Variant(), Variant(paper="letter"), Variant(large_print=True), Variant(gray=True)]
    assert {HANDOUT.file_name("patience", variant) for variant in same} == {"patience.pdf"}
    assert HANDOUT.file_name("patience", Variant(fillable=True)) == "patience_fillable.pdf"
    assert CARDS.file_name("patience", Variant(format="docx")) == "patience_cards.docx"


@pytest.mark.parametrize(
    ("variant", "count"),
    [
        (Variant(booklet=True, large_print=True), 1),
        (Variant(booklet=True, fillable=True), 1),
        (Variant(format="html", gray=True), 1),
        (Variant(format="docx", booklet=True, large_print=True, fillable=True), 3),
    ],
)
def test_wishes_that_do_not_go_together_are_told_all_at_once(variant: Variant, count: int) -> None:
    with pytest.raises(WorkshopError) as refused:
        variant.check()
    assert len(refused.value.problems) == count and {p.code for p in refused.value.problems} == {"H211"}


def test_wishes_that_go_together_are_taken() -> None:
    for variant in (*VARIANTS, Variant("letter", True, True, fillable=True), Variant(format="html", large_print=True)):
        variant.check()


def test_every_key_can_be_printed_in_every_way_and_the_pages_around_them_where_there_is_something() -> None:
    around = (*KIT.index.before, *KIT.index.after)
    assert all(has_sheets(edition, KIT, BLANK, key) for edition in EDITIONS.values() for key in KIT.index.keys)
    assert not any(has_sheets(CARDS, KIT, BLANK, page) for page in around)
    assert all(has_sheets(HANDOUT, KIT, BLANK, page) for page in KIT.index.pages)
    assert [page for page in around if not has_sheets(POSTER, KIT, BLANK, page)] == [
        page for page in around if not KIT.page(page).section("how") and not KIT.page(page).section("say")
    ]


DECKLESS = ExerciseChoices(skip=("safe-space-questions",))


@pytest.mark.parametrize(
    ("client", "page", "there"),
    [
        (
            Client(exercises=ExerciseChoices(skip=("not-now", "three-in-the-morning", "safe-space-questions"))),
            "safe-space",
            False,
        ),
        (Client(exercises=ExerciseChoices(add={"welcome": ("not-now",)})), "welcome", True),
        (Client(leave_out=tuple(KIT.scenario("not-now").topics), exercises=DECKLESS), "safe-space", False),
    ],
)
def test_cards_follow_what_the_client_leaves_out_and_adds(client: Client, page: str, there: bool) -> None:
    assert has_sheets(CARDS, KIT, client, page) is there
    assert ("not-now" in page_exercises(KIT, client, page)) is there
    assert (CARDS in editions_of(KIT, client, page)) is there


def test_the_aim_of_an_exercise_is_that_of_its_key_also_where_it_is_added() -> None:
    added = Client(exercises=ExerciseChoices(add={"welcome": ("not-now",)}))
    assert aim_of(KIT, BLANK, "not-now") == aim_of(KIT, added, "not-now") == KIT.page("safe-space").front.summary
    assert aim_of(KIT, BLANK, "no-such-exercise") == ""


@each_edition
def test_an_edition_tells_its_titles_and_what_it_is(edition) -> None:
    page, setting = KIT.page("patience"), Setting(KIT)
    if not edition.for_person:
        assert page.front.title in edition.titles(page, setting)["title"]
    words = edition.words(setting)
    assert words["kind"] == edition.name and words["name"] != words["about"]


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
