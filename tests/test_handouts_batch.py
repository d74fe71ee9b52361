"""The command `workshop handouts`: what it prints where, what it tells, and that nothing is ever half there."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from handout_samples import read_pdf, squeezed, text_of
from interrupts import hear_interrupts

from workshop.cli import main
from workshop.errors import WorkshopError
from workshop.handouts.orders import Order, Wishes, plan_orders
from workshop.handouts.printer import print_handout
from workshop.handouts.progress import Progress, progress_line

CLIENT = "name: {name}\npartner:\n  name: {partner}\n  pronouns: he/him\npaper: {paper}\nlarge_print: {large}\n"


@pytest.fixture
def practice(tmp_path, monkeypatch):
    folder = tmp_path / "practice"
    (folder / "clients").mkdir(parents=True)
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(folder))
    return folder


def add_client(practice, code, name="Dana", partner="Sam", paper="a4", large="no"):
    text = CLIENT.format(name=name, partner=partner, paper=paper, large=large)
    (practice / "clients" / f"{code}.yaml").write_text(text, encoding="utf-8")


def told(capsys):
    return [json.loads(row) for row in capsys.readouterr().out.splitlines()]


def test_each_client_gets_a_folder_with_the_own_words_and_paper(practice, tmp_path, capsys):
    add_client(practice, "A17", "Zoë Nguyễn", "Łukasz")
    add_client(practice, "B2", "Omar", "سارة", paper="letter", large="yes")
    out = tmp_path / "out"
    assert main(["handouts", "--all", "--keys", "6,questions", "--out", str(out), "--json", "--jobs", "2"]) == 0
    rows = told(capsys)
    assert rows[-1] == {"done": 4, "problems": 0}
    made = {(row["client"], row["page"]): Path(row["path"]) for row in rows[:-1]}
    assert set(made) == {(code, page) for code in ("A17", "B2") for page in ("patience", "questions")}
    assert all(set(row) == {"client", "page", "kind", "path", "seconds"} and row["seconds"] > 0 for row in rows[:-1])
    assert made["A17", "patience"] == out / "A17" / "patience.pdf"
    first, second = (made[code, "patience"].read_bytes() for code in ("A17", "B2"))
    assert "ForZoëNguyễn" in squeezed(text_of(first)) and "Łukasz" in text_of(first)
    assert "Omar" in text_of(second) and "سارة" in squeezed(text_of(second))
    assert "Zoë" not in text_of(second) and "Łukasz" not in text_of(second)
    assert [round(float(read_pdf(pdf).pages[0].mediabox.width)) for pdf in (first, second)] == [595, 612]
    assert len(read_pdf(second).pages) > len(read_pdf(first).pages)


def test_without_a_client_the_blank_handout_is_made_on_the_paper_asked_for(practice, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["handouts", "--keys", "6", "--paper", "letter", "--out", str(out)]) == 0
    pdf = (out / "blank" / "patience.pdf").read_bytes()
    assert round(float(read_pdf(pdf).pages[0].mediabox.width)) == 612
    assert "your partner" in text_of(pdf)
    assert "1 handout in" in capsys.readouterr().out


def test_one_bad_client_does_not_stop_the_others_and_all_problems_are_told(practice, tmp_path, capsys):
    add_client(practice, "GOOD")
    add_client(practice, "EMOJI", name="Dana 🎉")
    (practice / "clients" / "BAD.yaml").write_text("pronoun: she/her\n", encoding="utf-8")
    out = tmp_path / "out"
    (out / "EMOJI").mkdir(parents=True)
    (out / "EMOJI" / "patience.pdf").write_bytes(b"the old one")
    assert main(["handouts", "--all", "--keys", "6", "--out", str(out), "--json"]) == 1
    rows = told(capsys)
    problems = [row["problem"] for row in rows if "problem" in row]
    assert rows[-1] == {"done": 1, "problems": 2}
    assert {problem["code"] for problem in problems} == {"C103", "H101"}
    refused = next(problem for problem in problems if problem["code"] == "H101")
    assert (refused["path"], refused["line"]) == ("EMOJI/patience.pdf", 0)
    assert set(refused) == {"path", "line", "code", "what", "todo"}
    assert (out / "GOOD" / "patience.pdf").read_bytes().startswith(b"%PDF")
    assert (out / "EMOJI" / "patience.pdf").read_bytes() == b"the old one"
    assert sorted(path.name for path in out.rglob("*.pdf")) == ["patience.pdf", "patience.pdf"]
    assert (out / "GOOD" / ".gitignore").read_text() == "*\n"
    assert [path for path in out.rglob("*") if path.suffix == ".part"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--client", "NOBODY"], 1, 'There is no client "NOBODY"'),
        (["--client", "../../etc"], 1, "cannot be a client's code"),
        (["--keys", "77"], 1, 'There is no key "77"'),
        (["--all"], 1, "no clients in the practice folder"),
        (["--all", "--client", "A"], 2, "one of --client, --group and --all"),
        (["--paper", "a5"], 2, "a5"),
        (["--jobs", "0"], 2, "jobs"),
    ],
)
def test_wrong_wishes_are_refused_in_words_and_nothing_is_written(practice, tmp_path, capsys, arguments, code, words):
    out = tmp_path / "out"
    assert main(["handouts", "--out", str(out), *arguments]) == code
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_cannot_be_written_to_is_a_problem_in_words(practice, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "blank").write_text("a file stands here")
    assert main(["handouts", "--keys", "6", "--out", str(tmp_path / "out")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_error_of_ours_is_told_by_places_and_never_by_words(practice, tmp_path):
    add_client(practice, "A17", name="Dana")
    order = Order("A17", "patience", tmp_path / "x.pdf", ("patience",), engine="no such engine for Dana")
    printed = print_handout(order)
    assert printed.fault and "Dana" not in printed.fault
    assert "printer.py" in printed.fault or "engines.py" in printed.fault
    assert not order.path.exists()


def test_orders_follow_the_clients_choice_of_keys(practice, tmp_path):
    (practice / "clients" / "A.yaml").write_text("keys:\n  skip: [patience]\n  first: [boundaries]\n", encoding="utf-8")
    orders, problems = plan_orders(["A", "", "A"], ["all"], Wishes(tmp_path))
    assert problems == []
    assert [order.page for order in orders[:2]] == ["boundaries", "safe-space"]
    assert len(orders) == 9 + 10
    assert {order.path.parent.name for order in orders} == {"A", "blank"}
    with pytest.raises(WorkshopError):
        list(map(_raise, plan_orders(["A"], ["nonsense"], Wishes(tmp_path))[1]))


def test_a_second_clients_page_shows_nothing_of_the_first(practice, tmp_path):
    add_client(practice, "A", "Wilhelmina", "Bartholomew")
    add_client(practice, "B", "Dana", "Sam")
    assert (
        main(["handouts", "--client", "A", "--client", "B", "--keys", "2", "--out", str(tmp_path), "--jobs", "1"]) == 0
    )
    first, second = (text_of((tmp_path / code / "active-listening.pdf").read_bytes()) for code in "AB")
    assert "Wilhelmina" in first and "Bartholomew" in first
    assert "Wilhelmina" not in second and "Bartholomew" not in second


@pytest.mark.skipif(os.name == "nt", reason="signals to a family of processes are POSIX")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_every_file_is_whole(practice, tmp_path, kind):
    out = tmp_path / "out"
    keys = ["safe-space", "patience", "boundaries", "questions", "closing", "obstacles", "closeness", "open-questions"]
    codes = ["A", "B", "C", "D", "E"]
    for code in codes:
        add_client(practice, code)
        (out / code).mkdir(parents=True)
        for key in keys:
            (out / code / f"{key}.pdf").write_bytes(b"%PDF the old one %%EOF\n")
    command = [
        sys.executable,
        "-m",
        "workshop",
        "handouts",
        "--all",
        "--keys",
        ",".join(keys),
        "--out",
        str(out),
        "--json",
    ]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        cwd=Path(__file__).parents[1],
        preexec_fn=hear_interrupts,
    )
    assert process.stdout is not None and process.stderr is not None
    row = json.loads(process.stdout.readline())
    if kind == signal.SIGINT:
        os.killpg(process.pid, kind)
    else:
        process.kill()
    _, said = process.communicate(timeout=60)
    assert row["page"] in keys
    made = [path.read_bytes() for path in out.rglob("*.pdf")]
    assert len(made) == len(keys) * len(codes)
    assert all(pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF") for pdf in made)
    if kind == signal.SIGINT:
        assert process.returncode == 130
        assert "of 40 handouts are ready; the others are as they were." in said
        assert list(out.rglob(".*.part")) == []
    assert family_ends(process.pid)


def test_progress_is_a_living_line_on_a_terminal_and_plain_lines_elsewhere():
    live, plain = io.StringIO(), io.StringIO()
    for stream, is_live in ((live, True), (plain, False)):
        progress = Progress(3, stream, live=is_live)
        for _ in range(3):
            progress.step()
        progress.close()
    assert live.getvalue().startswith("\r1 of 3 handouts\r2 of 3 handouts, about 1 s left\r3 of 3 handouts")
    assert live.getvalue().endswith("\r")
    assert plain.getvalue() == ""


def test_the_time_left_is_guessed_from_the_pace():
    assert progress_line(1, 100, 0.0) == "1 of 100 handouts"
    assert progress_line(11, 21, 20.0) == "11 of 21 handouts, about 20 s left"
    assert progress_line(2, 302, 1.0) == "2 of 302 handouts, about 5 min left"
    assert progress_line(5, 5, 9.0) == "5 of 5 handouts"


def family_ends(group):
    """True when no process of the group is left, within a while."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def _raise(problem):
    raise WorkshopError(problem)


@pytest.mark.parametrize("kind", ["cards", "poster", "certificate"])
def test_what_has_a_paper_of_its_own_is_no_booklet(practice, tmp_path, capsys, kind):
    assert main(["handouts", "--keys", "6", "--kind", kind, "--booklet", "--out", str(tmp_path / "out")]) == 1
    assert "There is no booklet of" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="limits on the size of a file are POSIX")
def test_a_disk_without_room_is_said_in_words_and_nothing_is_half_written(practice, tmp_path):
    import resource

    out = tmp_path / "out"
    (out / "blank").mkdir(parents=True)
    (out / "blank" / "patience.pdf").write_bytes(b"the old one")
    told = subprocess.run(
        [sys.executable, "-m", "workshop", "handouts", "--keys", "6,9", "--out", str(out)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
        timeout=120,
    )
    assert told.returncode == 1
    assert told.stderr.count("The file cannot be written") == 2 and "that the disk has room" in told.stderr
    assert [(path.name, path.read_bytes()) for path in out.rglob("*.*")] == [("patience.pdf", b"the old one")]


def test_a_pdf_that_another_program_holds_is_said_in_words_and_the_others_are_made(practice, tmp_path, monkeypatch):
    held, free = (Order("", key, tmp_path / f"{key}.pdf", (key,)) for key in ("patience", "boundaries"))
    held.path.write_bytes(b"the old one")
    replace = Path.replace

    def as_on_windows(path, target):
        if Path(target) == held.path:
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", as_on_windows)
    (problem,) = print_handout(held).problems
    assert "used by another process" in problem.what and "no program has the file open" in problem.todo
    assert print_handout(free).problems == () and free.path.is_file()
    assert sorted(path.name for path in tmp_path.glob("*.p*")) == ["boundaries.pdf", "patience.pdf"]
    assert held.path.read_bytes() == b"the old one"


def test_one_bad_client_among_many_is_named_with_its_line_and_the_others_are_made(practice, tmp_path, capsys):
    for number in range(40):
        add_client(practice, f"C{number:02}")
    (practice / "clients" / "C17.yaml").write_text("name: Dana\npronoun: she/her\n", encoding="utf-8")
    asked = ["handouts", "--all", "--keys", "6", "--kind", "certificate", "--out", str(tmp_path / "out")]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "C17.yaml:2:" in said and 'Did you mean "pronouns"?' in said
    assert len(list((tmp_path / "out").rglob("certificate.pdf"))) == 39
