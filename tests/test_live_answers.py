"""What a person did and chose is on his or her own handout, whatever the kind, and nothing else is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from gallery_states import exercise_shown, work_shown

from workshop.content.blocks import plain_text
from workshop.content.kit import Kit, content_layers
from workshop.exercises.kinds import KINDS, LoadedExercise, load_exercise
from workshop.exercises.work import Work, act, begin_work
from workshop.live.keeping import keep_work
from workshop.pages.notebook import page_path

KIT = Kit(content_layers())
OWNER = "everyone"
# Of each kind, what the person's own handout must say, in letters that paper does not change.
OWN_WORDS = {
    "role-play": ["after each line: 4, 6, 4, 6, 4, 6", "you took a step back and stayed kind"],
    "rewrite": ["i miss hearing how your day was", "i felt left out"],
    "sort": ["×"],
    "choose": ["what you picked", "no more climbing over! how did you find out?"],
    "scale": ["before", "after"],
    "reflect": ["that it would be used in the next fight", "maybe being laughed at, once more"],
    "rounds": ["counted"],
    "ladder": ["in order, from 1 (light) upward (deep)", "1 how many evenings a week did you play?"],
    "cards": ["kept"],
    "cues": ["noticed:", "came to mind:", "asked:"],
    "plan": ["put a warm drink within reach", "sit nearby, phone away", "7:15 am"],
    "map": ["talk about these", "fine for others who may hear this"],
    "silence": ["shortest 5.8 seconds, middle 8.9, longest 12.1"],
    "poll": ["while doing something side by side", "what would you like others to do when it is you"],
    "tally": ["marks: 10. of these, 8 gave room"],
}


def page_of(exercise: LoadedExercise) -> str:
    """The first page of the kit that has this exercise."""
    return next(name for name in KIT.index.pages if exercise.id in KIT.page(name).front.exercises)


def letters(text: str) -> str:
    """A text as it can be compared with what was read from a PDF: plain quotes, no soft breaks, one space."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("’", "'").replace("‘", "'")
    plain = re.sub(r"[“”]", '"', re.sub(r"(\w)-\s+(\w)", r"\1-\2", plain))
    return " ".join(plain.lower().split())


def lines_done(exercise: LoadedExercise, work: Work) -> set[str]:
    """What the sheet with the person's work says and the blank one does not."""
    answered, blank = (plain_text([exercise.blocks(state)]) for state in (work.state, None))
    return {line.strip() for line in answered.splitlines()} - {line.strip() for line in blank.splitlines()} - {""}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The text of the handout of each page, where every kind of exercise was finished and chosen but for one."""
    practice = tmp_path_factory.mktemp("practice")
    (practice / "clients").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_PRACTICE", str(practice))
        for kind in KINDS:
            keep_work(exercise_shown(kind), replace(work_shown(kind, "finished"), on_paper=True), OWNER)
        secret = load_exercise(KIT, "my-own-pace")
        keep_work(secret, act(secret, begin_work(secret), {"do": "write", "at": 0, "text": "not for paper"}), OWNER)
        pages = {page_of(exercise_shown(kind)) for kind in KINDS}
        return {page: text_printed(practice, page) for page in print_pages(practice, sorted(pages))}


def print_pages(practice: Path, pages: list[str]) -> list[str]:
    """Prints them by the command that *Print my answers* runs."""
    command = [sys.executable, "-m", "workshop", "handouts", "--json", "--answers", "--keys", ",".join(pages)]
    done = subprocess.run(
        command, env=os.environ | {"WORKSHOP_PRACTICE": str(practice)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(page_path(page).is_file() for page in pages)
    return pages


def text_printed(practice: Path, page: str) -> str:
    path = practice / "printed" / OWNER / f"{page}.pdf"
    told = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True).stdout
    return letters(told)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_person_did_is_on_his_or_her_own_handout(printed: dict[str, str], kind: str) -> None:
    exercise = exercise_shown(kind)
    done = lines_done(exercise, work_shown(kind, "finished"))
    assert done, "the sheet with answers says no more than the blank one"
    text = printed[page_of(exercise)]
    missing = [word for line in done for word in letters(line).split() if word.strip(".,:;!?\"'()–-") not in text]
    assert missing == []
    assert [words for words in OWN_WORDS[kind] if words not in text] == []


def test_what_was_not_chosen_is_on_no_handout(printed: dict[str, str]) -> None:
    assert printed["patience"] and not any("not for paper" in text for text in printed.values())
