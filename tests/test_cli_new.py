"""`workshop new client`: a commented starter that passes the check."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop.cli import main
from workshop.cli.failures import FINE, PROBLEM
from workshop.practice.clients import Client, find_client_problems, load_client


def test_a_new_client_passes_the_check(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "client", "A17"]) == FINE
    assert find_client_problems("A17") == []
    assert main(["check"]) == FINE


def test_a_new_client_holds_nothing_of_the_example(practice: Path) -> None:
    main(["new", "client", "A17"])
    assert load_client("A17") == Client(code="A17")
    text = (practice / "clients" / "A17.yaml").read_text(encoding="utf-8")
    rows = [row for row in text.split("\n") if not row.lstrip().startswith("#")]
    assert [row for row in rows if any(word in row for word in ("Dana", "Sam", "husband", "peppermint"))] == []


def test_a_new_client_explains_every_field(practice: Path) -> None:
    main(["new", "client", "A17"])
    text = (practice / "clients" / "A17.yaml").read_text(encoding="utf-8")
    assert text.startswith("# A client of yours.\n")
    assert [name for name in Client.model_fields if name != "code" and f"\n{name}:" not in text] == []
    assert text.count("#") > 10


def test_the_file_that_was_made_is_named(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "client", "A17"])
    assert f"Made {(practice / 'clients' / 'A17.yaml').as_posix()}." in capsys.readouterr().out


def test_the_folder_of_clients_is_made_when_it_is_missing(practice: Path) -> None:
    (practice / "clients").rmdir()
    assert main(["new", "client", "A17"]) == FINE
    assert (practice / "clients" / "A17.yaml").is_file()


def test_a_client_that_is_there_is_not_written_over(practice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = practice / "clients" / "A17.yaml"
    path.write_text("name: Bo\n", encoding="utf-8")
    assert main(["new", "client", "A17"]) == PROBLEM
    assert path.read_text(encoding="utf-8") == "name: Bo\n"
    assert 'The client "A17" is there already. Open that file. [C704]' in capsys.readouterr().err


@pytest.mark.parametrize(
    "code",
    ["../A17", "..", "a/b", "a\\b", "/tmp/x", "CON", "nul", "Com1", "lpt9", "blank", "Everyone", "a.b", "", " ", "ä"],
)
def test_a_bad_code_is_refused_and_nothing_is_written(
    code: str, practice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "client", code]) == PROBLEM
    assert "C701" in capsys.readouterr().err
    assert [path for path in practice.parent.rglob("*") if path.is_file()] == []
