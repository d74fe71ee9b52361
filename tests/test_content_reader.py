"""YAML and Markdown files, read as text that knows its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.content.reader import is_name, parse_yaml, read_markdown, read_text, read_yaml
from workshop.errors import Problem, WorkshopError


def parse(text: str) -> object:
    return parse_yaml(text, Path("x.yaml")).value


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(WorkshopError) as raised:
        parse_yaml(text, Path("x.yaml"))
    return raised.value.problems


def write(tmp_path: Path, data: bytes, name: str = "x.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("word", ["No", "yes", "off", "3:30", "1e3", "007", "null", "~", "2026-11-22", "0x10", "1_000"])
def test_what_yaml_would_turn_into_something_else_stays_text(word: str) -> None:
    assert parse(f"say: {word}\n") == {"say": word}


def test_an_empty_field_is_empty_text() -> None:
    assert parse("name:\nother: x\n") == {"name": "", "other": "x"}


def test_an_empty_file_is_an_empty_group_of_fields() -> None:
    assert parse("") == {}
    assert parse("# only a note\n") == {}


def test_folded_and_literal_text_is_read() -> None:
    assert parse("a: >\n  one\n  two\nb: |\n  one\n  two\n") == {"a": "one two\n", "b": "one\ntwo\n"}


def test_every_place_knows_its_line() -> None:
    tree = parse_yaml("a: 1\nb:\n  - x\n  - c: y\n    d: z\n", Path("x.yaml"))
    assert [tree.line_of(place) for place in (("a",), ("b",), ("b", 0), ("b", 1, "d"))] == [1, 2, 3, 5]


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    tree = parse_yaml("a: 1\nb:\n  - x\n", Path("x.yaml"))
    assert tree.line_of(("b", 7, "title")) == 2


def test_lines_count_from_where_the_text_stands_in_its_file() -> None:
    assert parse_yaml("a: 1\n", Path("x.yaml"), first_line=12).line_of(("a",)) == 12


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, '"a" stands here twice'),
        ("a:\n\t- x\n", 2, "cannot be understood"),
        ("a: b: c\n", 1, "cannot be understood"),
        ('a: "open\n', 2, "cannot be understood"),
        ("a: 'it's'\n", 1, "cannot be understood"),
        ("a: [1, 2\nb: 3\n", 2, "cannot be understood"),
        ("- a\nb: c\n", 2, "cannot be understood"),
        ("a: 1\n---\nb: 2\n", 2, "cannot be understood"),
        ("a: x\nb: \x00\n", 1, "a character that YAML does not allow"),
        ("? [a, b]\n: c\n", 1, "A key must be a simple word"),
        ("a: &mark x\n", 1, '"&mark"'),
        ("a: x\nb: *mark\n", 2, '"*mark"'),
        ("a: &all {b: 1}\nc:\n  <<: *all\n", 1, '"&all"'),
        ("a: x\nsay: !No way\n", 2, '"!No"'),
        ('a: !!python/object/apply:os.system ["x"]\n', 1, "python"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, part: str) -> None:
    first = problems_of(text)[0]
    assert (first.line, first.code) in {(line, "C002"), (line, "C004")}
    assert part in first.what


def test_a_tab_is_named_in_the_advice() -> None:
    assert "no tabs" in problems_of("a:\n\t- x\n")[0].todo


@pytest.mark.parametrize("text", ["a: Q&A", "a: x & y", 'a: "&x"', "a: wow!", "a: '*x*'", "a: x * y"])
def test_signs_inside_a_text_are_text(text: str) -> None:
    assert isinstance(parse(text), dict)


def test_all_repeated_keys_of_a_file_are_told_at_once() -> None:
    assert [problem.line for problem in problems_of("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")] == [2, 5]


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "x", "{a: " * 100_000, "[" * 400 + "]" * 400])
def test_nesting_without_end_is_refused(text: str) -> None:
    (problem,) = problems_of(text)
    assert "nested too deeply" in problem.what


def test_a_file_with_a_byte_order_mark_reads_like_any_other(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, b"\xef\xbb\xbfname: Sam\r\n")).value == {"name": "Sam"}


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"a: x\nb: caf\xe9\n", 2), ("a: x\n".encode("utf-16"), 1)],
    ids=["latin-1", "utf-16"],
)
def test_a_file_that_is_not_utf_8_is_told_with_its_line(data: bytes, line: int, tmp_path: Path) -> None:
    with pytest.raises(WorkshopError) as raised:
        read_yaml(write(tmp_path, data))
    (problem,) = raised.value.problems
    assert (problem.line, problem.code, problem.todo) == (line, "C001", "Save it again as UTF-8 text.")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="larger than 1 MB"):
        read_text(write(tmp_path, b"a: x\n" * 300_000))


@pytest.mark.parametrize("name", ["missing.yaml", "folder"])
def test_a_file_that_cannot_be_opened_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(WorkshopError, match=r"cannot be opened: .*\[C001\]"):
        read_yaml(tmp_path / name)


@pytest.mark.parametrize("name", ["patience", "say-it-back", "a1", "2-minutes"])
def test_small_letters_digits_and_hyphens_make_a_name(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "Patience", "a_b", "a--b", "-a", "a-", "a b", "../a", "a/b", "ä", "a\n", "a.b"])
def test_other_signs_make_no_name(name: str) -> None:
    assert not is_name(name)


PAGE = "---\ntitle: T\n---\n\n## One {#one}\ntext\n\n### Small\nmore\n## Two: what's next? {#two-b}\n"


def test_a_page_is_its_front_matter_and_its_sections(tmp_path: Path) -> None:
    front, sections = read_markdown(write(tmp_path, PAGE.encode()))
    assert front.value == {"title": "T"}
    assert [(s.id, s.title, s.line) for s in sections] == [("one", "One", 5), ("two-b", "Two: what's next?", 10)]
    assert sections[0].text == "text\n\n### Small\nmore"


def test_a_problem_in_the_front_matter_has_its_line_in_the_file(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError) as raised:
        read_markdown(write(tmp_path, b"---\ntitle: T\ntitle: U\n---\n"))
    assert raised.value.problems[0].line == 3


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    windows = read_markdown(write(tmp_path, PAGE.replace("\n", "\r\n").encode()))
    unix = read_markdown(write(tmp_path, PAGE.encode()))
    assert windows[1] == unix[1]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "C005"),
        ("title: T\n", 1, "C005"),
        ("---\ntitle: T\n", 1, "C005"),
        ("---\ntitle: T\n---\nwords\n## One {#one}\n", 4, "C005"),
        ("---\ntitle: T\n---\n## One\n", 4, "C005"),
        ("---\ntitle: T\n---\n## One {#One}\n", 4, "C005"),
        ("---\ntitle: T\n---\n# Big {#big}\n", 4, "C005"),
        ("---\ntitle: T\n---\n## One {#one}\n## Again {#one}\n", 5, "C004"),
    ],
)
def test_a_page_with_a_broken_frame_is_told_with_its_line(text: str, line: int, code: str, tmp_path: Path) -> None:
    with pytest.raises(WorkshopError) as raised:
        read_markdown(write(tmp_path, text.encode()))
    assert [(problem.line, problem.code) for problem in raised.value.problems] == [(line, code)]
