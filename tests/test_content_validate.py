"""Trees become models, or problems that a person can act on, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field

from workshop.content.model import Model, Name, Text
from workshop.content.reader import parse_yaml
from workshop.content.validate import build
from workshop.errors import WorkshopError


class Step(Model):
    """A part of a thing."""

    say: Text
    minutes: int = 1


class Thing(Model):
    """A model with one field of each sort."""

    title: Annotated[Text, Field(max_length=20)]
    size: Literal["small", "large"] = "small"
    ready: bool = False
    count: Annotated[int, Field(alias="from", ge=1, le=10)] = 1
    weight: float = 1.0
    name: Name = "a"
    steps: Annotated[tuple[Step, ...], Field(min_length=2, max_length=3)] = (Step(say="x"), Step(say="y"))
    named: Mapping[Name, Step] = Field(default_factory=dict)


def made(text: str) -> Thing:
    return build(Thing, parse_yaml(text, Path("x.yaml")))


def told(text: str) -> list[str]:
    with pytest.raises(WorkshopError) as raised:
        made(text)
    return [str(problem) for problem in raised.value.problems]


def test_text_becomes_numbers_yes_and_no_where_the_model_asks_for_them() -> None:
    thing = made("title: 3:30\nready: yes\nfrom: 7\nweight: 1.5\n")
    assert (thing.title, thing.ready, thing.count, thing.weight) == ("3:30", True, 7, 1.5)


@pytest.mark.parametrize(("word", "value"), [("yes", True), ("No", False), ("true", True), ("off", False), ("1", True)])
def test_yes_and_no_may_be_written_in_many_ways(word: str, value: bool) -> None:
    assert made(f"title: x\nready: {word}\n").ready is value


def test_blanks_around_a_text_are_dropped() -> None:
    assert made('title: "  x  "\n').title == "x"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("size: small\n", 'x.yaml:1: The field "title" is missing. Add "title:" here. [C101]'),
        ("title:\n", 'x.yaml:1: "title" cannot be empty. Write some text. [C102]'),
        ('title: "  "\n', 'x.yaml:1: "title" cannot be "  ". Write some text. [C102]'),
        ("title: 123456789 123456789 123456789\n", "Use at most 20 characters. [C102]"),
        ("title: x\nsiez: small\n", 'x.yaml:2: "siez" is not a field here. Did you mean "size"? [C103]'),
        ("title: x\nfrm: 2\n", 'x.yaml:2: "frm" is not a field here. Did you mean "from"? [C103]'),
        ("title: x\nsize: smal\n", 'x.yaml:2: "size" cannot be "smal". Did you mean "small"? [C102]'),
        ("title: x\nsize: huge\n", 'x.yaml:2: "size" cannot be "huge". Use one of: large, small. [C102]'),
        ("title: x\nready: maybe\n", 'x.yaml:2: "ready" is "maybe". It must be yes or no. [C102]'),
        ("title: x\nfrom: two\n", 'x.yaml:2: "from" is "two". It must be a whole number. [C102]'),
        ("title: x\nfrom: 2.5\n", 'x.yaml:2: "from" is "2.5". It must be a whole number. [C102]'),
        ("title: x\nfrom:\n", 'x.yaml:2: "from" is empty. It must be a whole number. [C102]'),
        ("title: x\nfrom: 0\n", 'x.yaml:2: "from" cannot be "0". Use 1 or more. [C102]'),
        ("title: x\nfrom: 11\n", 'x.yaml:2: "from" cannot be "11". Use 10 or less. [C102]'),
        ("title: x\nweight: heavy\n", 'x.yaml:2: "weight" is "heavy". It must be a number. [C102]'),
        ("title: x\nname: Big_Name\n", 'cannot be "Big_Name". Use small letters, digits and hyphens only. [C102]'),
        ("title: [a, b]\n", 'x.yaml:1: "title" is a list. It must be text. [C102]'),
        ("title: {a: b}\n", 'x.yaml:1: "title" is a group of fields. It must be text. [C102]'),
        ("title: x\nsteps: now\n", "It must be a list, one item a line beginning with a hyphen. [C102]"),
        ("title: x\nnamed: now\n", "It must be fields of its own, indented below it. [C102]"),
        ("title: x\nsteps:\n  - say: a\n", 'x.yaml:2: "steps" has 1 item(s). It needs at least 2. [C102]'),
        ("title: x\nsteps: [{say: a}, {say: b}, {say: c}, {say: d}]\n", "has 4 item(s). It needs at most 3. [C102]"),
        ("- title\n", "x.yaml:1: The file is empty or not made of fields. Start from an example. [C102]"),
        ("title\n", "x.yaml:1: The file is empty or not made of fields. Start from an example. [C102]"),
    ],
)
def test_a_mistake_is_told_with_line_value_and_next_step(text: str, message: str) -> None:
    (problem,) = told(text)
    assert message in problem


def test_a_mistake_deep_in_a_file_has_its_own_line() -> None:
    assert told("title: x\nsteps:\n  - say: a\n  - say: b\n    minutes: x\n") == [
        'x.yaml:5: "minutes" is "x". It must be a whole number. [C102]'
    ]


def test_a_missing_field_of_an_item_names_the_item_as_people_count() -> None:
    assert told("title: x\nsteps:\n  - say: a\n  - minutes: 2\n") == [
        'x.yaml:4: The field "say" is missing in steps 2. Add "say:" here. [C101]'
    ]


def test_an_unknown_field_is_compared_with_those_of_its_own_place() -> None:
    assert told("title: x\nnamed:\n  one:\n    say: a\n    minuts: 2\n") == [
        'x.yaml:5: "minuts" is not a field here. Did you mean "minutes"? [C103]'
    ]


def test_a_key_that_is_no_name_is_told_where_it_stands() -> None:
    (problem,) = told("title: x\nnamed:\n  One Two:\n    say: a\n")
    assert problem.startswith('x.yaml:3: "One Two" cannot be "One Two".')


def test_all_mistakes_of_a_file_are_told_at_once_in_order() -> None:
    assert [problem.split(":")[1] for problem in told("titel: x\nsize: tiny\nready: maybe\nfrom: 99\n")] == [
        "1",
        "1",
        "2",
        "3",
        "4",
    ]


def test_a_long_value_is_cut_in_the_message() -> None:
    (problem,) = told(f"title: x\nsize: {'y' * 500}\n")
    assert len(problem) < 200


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        made("title: x\n").title = "y"
