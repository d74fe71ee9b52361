"""The command line: exit codes, what is said, and what is not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from workshop.cli import COMMANDS, main
from workshop.cli.failures import FINE, OUR_FAULT, PROBLEM, WRONG_USE
from workshop.errors import Problem, WorkshopError
from workshop.paths import KIT_ROOT

SECRET = "Sam drinks again"


@click.command()
@click.argument("words", default=SECRET)
def stumble(words: str) -> int:
    """Fails as a program fails: deep down, with a client's words in the message."""
    try:
        return int(words)
    except ValueError as error:
        raise KeyError(words) from error


@click.command()
def find_fault() -> int:
    """Finds two problems in what it was given."""
    raise WorkshopError([Problem("b.yaml", 2, "C102", "Wrong.", "Right it."), Problem("a.yaml", 1, "C101", "x.", "y.")])


@click.command()
def stop() -> int:
    """Is stopped by the person at the keyboard."""
    raise KeyboardInterrupt


@pytest.fixture
def extra_commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Commands of this file beside the real ones, and a folder of its own for failure logs."""
    for name in ("stumble", "find_fault", "stop"):
        monkeypatch.setitem(COMMANDS, name, f"{__name__}:{name}")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == FINE
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if not re.search(rf"(?m)^  {name}\b +\S", out)] == []


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == FINE
    assert f"{name} " in capsys.readouterr().out


def test_a_command_is_loaded_only_when_it_is_asked_for() -> None:
    code = "import sys, workshop.cli; workshop.cli.main(['check', '--help']); print('jupyter_server' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=KIT_ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip().endswith("False")


@pytest.mark.parametrize(
    "arguments", [["chekc"], ["check", "--jsno"], ["new", "client"], ["new", "clint", "A17"], ["check", "--json=1"]]
)
def test_wrong_use_is_told_and_gives_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == WRONG_USE
    assert "Error" in capsys.readouterr().err


def test_no_command_shows_the_help_and_gives_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == WRONG_USE
    assert "check" in capsys.readouterr().err


def test_a_problem_in_content_gives_1_and_is_told_line_by_line(
    extra_commands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find_fault"]) == PROBLEM
    assert capsys.readouterr().err == "a.yaml:1: x. y. [C101]\nb.yaml:2: Wrong. Right it. [C102]\n"


def test_a_stop_from_the_keyboard_is_no_failure(extra_commands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stop"]) == 130
    assert capsys.readouterr().err.strip() == "Stopped."
    assert list(extra_commands.glob("*.log")) == []


def test_our_own_fault_gives_3_and_names_a_log(extra_commands: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stumble"]) == OUR_FAULT
    (log,) = extra_commands.glob("workshop-failure-*.log")
    assert str(log) in capsys.readouterr().err


def test_neither_the_log_nor_the_screen_holds_a_clients_words(
    extra_commands: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["stumble", SECRET])
    (log,) = extra_commands.glob("workshop-failure-*.log")
    shown = capsys.readouterr()
    for text in (log.read_text(encoding="utf-8"), shown.out, shown.err):
        assert "drinks" not in text
        assert "Sam" not in text


def test_the_log_tells_each_fault_and_where_it_arose(extra_commands: Path) -> None:
    main(["stumble"])
    (log,) = extra_commands.glob("workshop-failure-*.log")
    text = log.read_text(encoding="utf-8")
    assert re.search(
        r"(?s)^workshop \S+, Python 3\..*^KeyError$.*test_cli\.py:\d+ in stumble.*^ValueError$", text, re.M
    )


def test_a_console_that_lacks_a_letter_still_shows_the_rest(practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("paper: سارة\n", encoding="utf-8")
    variables = {**os.environ, "WORKSHOP_PRACTICE": str(practice), "PYTHONIOENCODING": "cp1252"}
    command = [sys.executable, "-m", "workshop", "check"]
    done = subprocess.run(command, cwd=KIT_ROOT, env=variables, capture_output=True, timeout=60)
    assert done.returncode == PROBLEM
    assert b'A17.yaml:1: "paper" cannot be "????"' in done.stdout


def test_json_is_whole_whatever_the_console_can_show(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (practice / "clients" / "A17.yaml").write_text("paper: سارة\n", encoding="utf-8")
    main(["check", "--json"])
    assert "\\u0633\\u0627\\u0631\\u0629" in capsys.readouterr().out
