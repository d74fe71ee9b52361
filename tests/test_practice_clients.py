"""Client files: what may stand in them, what is told of mistakes, and what follows from them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop.content.wording import HE, SHE, THEY, put_in_words
from workshop.errors import WorkshopError
from workshop.paths import KIT_ROOT
from workshop.practice.clients import (
    BLANK,
    Client,
    chosen_exercises,
    chosen_keys,
    client_path,
    find_client_problems,
    is_code,
    kit_for,
    list_clients,
    load_client,
)


def write(practice: Path, text: str, code: str = "A17") -> None:
    (practice / "clients" / f"{code}.yaml").write_text(text, encoding="utf-8")


def told(practice: Path, text: str) -> list[str]:
    write(practice, text)
    return [str(problem) for problem in find_client_problems("A17")]


def test_the_example_client_has_no_problems(practice: Path) -> None:
    shutil.copy(KIT_ROOT / "practice" / "clients" / "example.yaml", practice / "clients")
    assert find_client_problems("example") == []


def test_the_example_client_is_spoken_of_as_it_says(practice: Path) -> None:
    shutil.copy(KIT_ROOT / "practice" / "clients" / "example.yaml", practice / "clients")
    speech = load_client("example").speech
    assert put_in_words("((Partner)) says ((client: he waits)).", speech) == "Sam says she waits."
    assert (speech.client.name, speech.client.pronouns, speech.partner.pronouns) == ("Dana", SHE, HE)


@pytest.mark.parametrize("text", ["", "# only a note\n", "name:\npartner:\nkeys:\n  skip:\nwords:\n", "code:\n"])
def test_every_field_may_stay_empty(text: str, practice: Path) -> None:
    assert told(practice, text) == []
    assert load_client("A17") == Client(code="A17")


def test_no_code_is_the_blank_client() -> None:
    assert load_client("") is BLANK
    assert BLANK.speech.partner.name == "your partner"
    assert BLANK.speech.partner.pronouns == THEY


def test_what_the_partner_is_called_stands_where_there_is_no_name(practice: Path) -> None:
    write(practice, "partner:\n  called: your son\n  pronouns: he\n")
    assert load_client("A17").speech.partner.name == "your son"


def test_the_partners_name_wins_over_what_they_are_called(practice: Path) -> None:
    write(practice, "partner:\n  called: your son\n  name: Ali\n")
    assert load_client("A17").speech.partner.name == "Ali"


def test_what_yaml_would_misread_is_kept_as_written(practice: Path) -> None:
    write(practice, "name: No\nwords:\n  talk-time: 3:30\nlarge_print: No\n")
    client = load_client("A17")
    assert (client.name, client.words["talk-time"], client.large_print) == ("No", "3:30", False)


def test_a_clients_words_replace_the_kits_and_the_others_stay(practice: Path) -> None:
    write(practice, "words:\n  talk-place: the bench\n  talk-time:\n")
    words = kit_for(load_client("A17")).speech.words
    assert (words["talk-place"], words["talk-time"]) == ("the bench", "a calm hour in the evening")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("pronoun: she\n", 1, '"pronoun" is not a field here. Did you mean "pronouns"? [C103]'),
        ("name: x\npartner:\n  nmae: Sam\n", 3, '"nmae" is not a field here. Did you mean "name"? [C103]'),
        ("pronouns: it/its\n", 1, '"pronouns" cannot be "it/its". Write he/him, she/her, they/them, or own pronouns'),
        ("partner:\n  pronouns: xe/xem\n", 2, '"pronouns" cannot be "xe/xem".'),
        ("partner: Sam\n", 1, '"partner" is "Sam". It must be fields of its own, indented below it. [C102]'),
        ("leave_out: work\n", 1, '"leave_out" is "work". It must be a list, one item a line beginning with a hyphen.'),
        ("paper: a5\n", 1, '"paper" cannot be "a5". Use one of: a4, letter. [C102]'),
        ("large_print: maybe\n", 1, '"large_print" is "maybe". It must be yes or no. [C102]'),
        (f"name: {'x' * 81}\n", 1, "Use at most 80 characters. [C102]"),
        (
            "keys:\n  skip:\n    - patience\n    - patince\n",
            4,
            'no key called "patince". Did you mean "patience"? [C201]',
        ),
        ("keys:\n  first: [welcome]\n", 2, 'There is no key called "welcome".'),
        ("exercises:\n  skip:\n    - say-it-bak\n", 3, 'no exercise called "say-it-bak". Did you mean "say-it-back"?'),
        ("exercises:\n  add:\n    patince: [say-it-back]\n", 3, 'no page called "patince". Did you mean "patience"?'),
        ("exercises:\n  add:\n    patience:\n      - sy-it-back\n", 4, 'Did you mean "say-it-back"? [C201]'),
        ("words:\n  talk-plaze: x\n", 2, 'no word of the kit called "talk-plaze". Did you mean "talk-place"? [C201]'),
        ("leave_out: [works]\n", 1, 'no topic called "works". Did you mean "work"? [C201]'),
        ("code: B22\n", 1, 'The code "B22" is not the file\'s name "A17". Delete the line or rename the file. [C703]'),
        ("name: x\nname: y\n", 2, '"name" stands here twice. Keep one and delete the other. [C004]'),
        ("name: Sam: x\n", 1, "[C002]"),
        ("- name\n", 1, "The file is not made of fields. Start from the example client. [C102]"),
        ("Dana\n", 1, "The file is not made of fields. Start from the example client. [C102]"),
    ],
)
def test_a_mistake_names_file_line_value_and_next_step(text: str, line: int, message: str, practice: Path) -> None:
    (problem,) = told(practice, text)
    assert problem.startswith(f"{practice.as_posix()}/clients/A17.yaml:{line}: ")
    assert message in problem


def test_a_mistake_is_said_in_the_form_of_the_contract(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(practice.parent)
    assert told(practice, "# a note\nname: Dana\n\npronoun: she\n") == [
        'practice/clients/A17.yaml:4: "pronoun" is not a field here. Did you mean "pronouns"? [C103]'
    ]


def test_all_mistakes_of_one_file_are_told_at_once(practice: Path) -> None:
    assert len(told(practice, "pronoun: x\npaper: a5\nlarge_print: maybe\npartner: Sam\n")) == 4


@pytest.mark.parametrize("code", ["A17", "a", "2026-11", "Sam_2", "x" * 40, "CONTACT", "example"])
def test_letters_digits_hyphen_and_underscore_make_a_code(code: str) -> None:
    assert is_code(code)


BAD_CODES = [
    "../A17",
    "a/b",
    "a\\b",
    "",
    "-a",
    "_a",
    ".a",
    "a.b",
    "a b",
    "x" * 41,
    "ä",
    "A17\n",
    "A:17",
    "~",
    "a\0",
    "١٢",
]
DEVICES = ["CON", "con", "Nul", "PRN", "AUX", "COM1", "com9", "LPT3"]
TAKEN = ["blank", "BLANK", "everyone", "Everyone"]


@pytest.mark.parametrize("code", [*BAD_CODES, *DEVICES, *TAKEN])
def test_what_is_not_safe_as_the_name_of_a_file_is_no_code(code: str) -> None:
    assert not is_code(code)
    with pytest.raises(WorkshopError, match="C701"):
        client_path(code)


def test_clients_are_listed_by_code_in_order(practice: Path) -> None:
    for name in ("B22.yaml", "A17.yaml", "Sam Miller.yaml", "notes.txt", "con.yaml"):
        (practice / "clients" / name).write_text("", encoding="utf-8")
    assert list_clients() == ["A17", "B22"]


def test_without_a_practice_folder_there_are_no_clients(practice: Path) -> None:
    shutil.rmtree(practice)
    assert list_clients() == []


def test_an_unknown_client_gets_the_nearest_one(practice: Path) -> None:
    write(practice, "", "A17")
    with pytest.raises(WorkshopError, match=r'There is no client "A71" in .*clients\. Did you mean "A17"\? \[C702\]'):
        load_client("A71")


def test_a_folder_that_is_named_like_a_client_is_told(practice: Path) -> None:
    (practice / "clients" / "A17.yaml").mkdir()
    assert [problem.code for problem in find_client_problems("A17")] == ["C001"]


INDEX = kit_for(BLANK).index


def client(**fields: object) -> Client:
    return Client.model_validate(fields)


def test_without_wishes_the_keys_are_the_kits() -> None:
    assert chosen_keys(BLANK, INDEX) == list(INDEX.keys)


def test_keys_put_first_come_first_and_those_left_out_are_gone() -> None:
    chosen = chosen_keys(client(keys={"first": ["patience", "boundaries"], "skip": ["safe-space"]}), INDEX)
    assert chosen[:2] == ["patience", "boundaries"]
    assert chosen[2:] == [key for key in INDEX.keys if key not in ("patience", "boundaries", "safe-space")]


def test_a_key_both_first_and_left_out_is_left_out() -> None:
    assert "patience" not in chosen_keys(client(keys={"first": ["patience"], "skip": ["patience"]}), INDEX)


def test_without_wishes_the_exercises_are_the_pages() -> None:
    assert chosen_exercises(BLANK, "patience", ["a", "b"], {}) == ["a", "b"]


def test_an_added_exercise_comes_last_on_its_page_only() -> None:
    wish = client(exercises={"add": {"patience": ["c"]}})
    assert chosen_exercises(wish, "patience", ["a", "b"], {}) == ["a", "b", "c"]
    assert chosen_exercises(wish, "boundaries", ["a", "b"], {}) == ["a", "b"]


def test_an_exercise_that_is_there_is_not_added_twice() -> None:
    assert chosen_exercises(client(exercises={"add": {"patience": ["a"]}}), "patience", ["a", "b"], {}) == ["a", "b"]


def test_an_exercise_put_first_comes_first_where_it_is() -> None:
    wish = client(exercises={"first": ["x", "b"]})
    assert chosen_exercises(wish, "patience", ["a", "b"], {}) == ["b", "a"]


def test_an_exercise_left_out_is_gone_even_if_it_was_added() -> None:
    wish = client(exercises={"skip": ["a", "c"], "add": {"patience": ["c"]}})
    assert chosen_exercises(wish, "patience", ["a", "b"], {}) == ["b"]


def test_an_exercise_that_touches_a_topic_left_out_is_gone() -> None:
    wish = client(leave_out=["work"])
    topics = {"a": ["home", "work"], "b": ["home"], "c": []}
    assert chosen_exercises(wish, "patience", ["a", "b", "c"], topics) == ["b", "c"]
