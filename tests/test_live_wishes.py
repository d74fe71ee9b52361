"""What is asked to be printed: read from a request, refused when it is not known, and put as the command's options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from workshop.errors import WorkshopError
from workshop.live.wishes import PrintWish, read_wish
from workshop.pages.variants import Variant
from workshop.practice.clients import BLANK, kit_for

INDEX = kit_for(BLANK).index
PAGES = {"pages": ["patience"]}


def add_client(practice: Path, code: str, text: str = "") -> None:
    (practice / "clients" / f"{code}.yaml").write_text(text, encoding="utf-8")


def test_a_page_for_nobody_in_particular_is_the_plain_handout(practice: Path) -> None:
    wish = read_wish({"client": "", "pages": ["patience"]})
    assert wish == PrintWish(pages=("patience",))
    assert wish.options() == ["--keys", "patience", "--kind", "handout", "--format", "pdf"]
    assert wish.folder == practice / "handouts" / "blank" and wish.count_files() == 1


def test_every_choice_becomes_an_option_of_the_command(practice: Path) -> None:
    add_client(practice, "A17")
    asked = {"client": "A17", "kind": "worksheet", "paper": "letter", "large_print": True, "gray": True}
    wish = read_wish({**PAGES, **asked})
    assert wish.variant == Variant("letter", large_print=True, gray=True)
    options = "--keys patience --client A17 --kind worksheet --paper letter --large-print --gray --format pdf"
    assert wish.options() == options.split()
    for name in ("booklet", "fillable"):
        assert f"--{name}" in read_wish({**PAGES, name: True}).options()
    assert read_wish({**PAGES, "format": "docx"}).options()[-1] == "docx"


def test_what_holds_a_person_s_work_lies_in_the_private_folder(practice: Path) -> None:
    add_client(practice, "A17")
    answers = read_wish({**PAGES, "client": "A17", "answers": True})
    summary = read_wish({"pages": ["all"], "kind": "session-summary"})
    assert answers.folder == practice / "printed" / "A17" and "--answers" in answers.options()
    assert summary.folder == practice / "printed" / "everyone" and summary.count_files() == 1


def test_all_clients_and_every_page_are_said_so_that_each_has_the_own_keys(practice: Path) -> None:
    add_client(practice, "A17", "keys:\n  skip: [boundaries]\n")
    wish = read_wish({"all": True, "pages": ["every"]})
    assert wish.pages == (*INDEX.before, "all", *INDEX.after)
    assert "--all" in wish.options() and wish.folder == practice / "handouts"
    own = read_wish({"client": "A17", "pages": ["every"]})
    assert own.count_files() == len(INDEX.pages) - 1


def test_every_page_means_every_page_that_has_such_sheets(practice: Path) -> None:
    assert read_wish({"pages": ["every"], "kind": "cards"}).pages == ("all",)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"pages": []},
        {"pages": "patience"},
        {"pages": [7]},
        {"pages": ["start"]},
        {"pages": ["activ-listening"]},
        {"pages": ["../../etc/passwd"]},
        {"pages": ["patience", "every"]},
        PAGES | {"kind": "book"},
        PAGES | {"kind": ["handout"]},
        PAGES | {"paper": "a5"},
        PAGES | {"format": "exe"},
        PAGES | {"format": None},
        PAGES | {"gray": "yes"},
        PAGES | {"large_print": 1},
        PAGES | {"client": "../A17"},
        PAGES | {"client": 7},
        PAGES | {"client": "A17", "all": True},
        PAGES | {"all": "yes"},
        PAGES | {"answers": True, "kind": "cards"},
        PAGES | {"out": "/tmp"},
    ],
)
def test_what_is_not_known_is_refused(practice: Path, asked: dict[str, Any]) -> None:
    add_client(practice, "A17")
    with pytest.raises(ValueError, match=r"known|There is no|These are not|This is not|yes or no|handouts only"):
        read_wish(asked)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"booklet": True, "large_print": True}, "too small for large print"),
        ({"booklet": True, "fillable": True}, "for the screen"),
        ({"gray": True, "format": "html"}, "PDF only"),
        ({"booklet": True, "format": "docx"}, "PDF only"),
        ({"booklet": True, "kind": "poster"}, "no booklet of posters"),
        ({"client": "nobody"}, "There is no client"),
        ({"client": "BAD"}, 'Did you mean "pronouns"?'),
    ],
)
def test_what_a_person_can_mend_is_said_in_a_sentence(practice: Path, asked: dict[str, Any], words: str) -> None:
    add_client(practice, "BAD", "pronoun: she\n")
    with pytest.raises(WorkshopError) as refused:
        read_wish(PAGES | asked)
    assert words in str(refused.value)


def test_all_clients_where_there_is_none_is_said_in_a_sentence(practice: Path) -> None:
    with pytest.raises(WorkshopError, match="no clients in the practice folder"):
        read_wish(PAGES | {"all": True})
