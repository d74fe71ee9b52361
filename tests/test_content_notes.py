"""The notes for the facilitator: no heading is missing or empty, and the minutes add up, however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from exercise_cases import kit_of

from workshop.content.kit import Kit
from workshop.content.notes import find_notes_problems

GOOD = """## For the facilitator {#facilitator}
### Before people come
Chairs.

### Time
| Minutes | What | What you say |
|---|---|---|
| 20 | First | "It takes 5." |
| 25 | Then | "Go." |

Another exercise (15) can take its place.

### Opening
Say hello.

### Step by step
Go on.

### What usually goes wrong
Nobody talks.

### Debrief
Ask.

### In 20 minutes
Check-in 2, opening "in 5," the first 3 lines 6, two of the 5 cards 8, one word 4. The rest goes home.

### If someone is shaken
Stop.

## Sources {#sources}
- None.
"""


def codes(kit_copy: Path, text: str) -> list[str]:
    page = kit_copy / "pages" / "questions.md"
    front = "---\ntitle: Questions\nsummary: What people ask.\nminutes: 45\n---\n\n## Why {#why}\nWords.\n\n"
    page.write_text(front + text, encoding="utf-8")
    kit = Kit([kit_copy])
    return [problem.code for problem in find_notes_problems(kit, kit.page("questions"))]


def test_every_page_that_ships_has_its_notes() -> None:
    kit = kit_of()
    assert [problem for page in kit.index.pages for problem in find_notes_problems(kit, kit.page(page))] == []


def test_good_notes_have_no_problems(kit_copy: Path) -> None:
    assert codes(kit_copy, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("### Opening\nSay hello.\n\n", "", "C212"),
        ("### Opening\nSay hello.\n\n", "### Opening\n\n", "C212"),
        ("### Opening", "### The opening", "C212"),
        ("### If someone is shaken\nStop.\n", "### If someone is shaken\n", "C212"),
        ("| 25 | Then", "| 24 | Then", "C213"),
        ("| 25 | Then", "| Last | Then", "C213"),
        ("one word 4.", "one word 3.", "C213"),
        ("Check-in 2,", "Check-in 2 and", "C213"),
    ],
)
def test_what_is_missing_or_does_not_add_up_is_found(kit_copy: Path, old: str, new: str, code: str) -> None:
    assert GOOD.count(old) == 1
    assert codes(kit_copy, GOOD.replace(old, new)) == [code]


def test_the_short_meeting_may_be_a_table_or_a_list(kit_copy: Path) -> None:
    row = next(row for row in GOOD.split("\n") if row.startswith("Check-in 2"))
    assert (
        codes(kit_copy, GOOD.replace(row, "| Minutes | What |\n|---|---|\n| 5 | One |\n| 15 | Two of 3 lines |")) == []
    )
    assert codes(kit_copy, GOOD.replace(row, "- One 5\n- Two of the 3 cards 15")) == []
