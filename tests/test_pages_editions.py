"""The ways to print a page: what each is called, which pages have it, and what it puts on paper."""

from __future__ import annotations

import pytest
from exercise_cases import kit_of

from workshop.exercises.kind import Setting
from workshop.pages.editions import (
    CARDS,
    EDITIONS,
    HANDOUT,
    aim_of,
    has_sheets,
    other_editions,
    page_exercises,
    split_name,
)
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
        (Client(exercises=ExerciseChoices(skip=("not-now",))), "safe-space", False),
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
