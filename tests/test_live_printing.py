"""Print jobs: one after the other, told step by step, stopped when somebody says so, and gone with the kit."""

from __future__ import annotations

import asyncio
import sys
import textwrap
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from own_loop import run_apart

from workshop.live.printing import MOST_LINKS, MOST_PROBLEMS, PrintDesk, PrintJob
from workshop.live.wishes import PrintWish

WISH = PrintWish(pages=("patience", "boundaries"))
PRINTS_TWO = """
for page in ("patience", "boundaries"):
    print(json.dumps({"client": "A17", "page": page, "kind": "handout", "path": f"/x/A17/{page}.pdf", "seconds": 1}))
print(json.dumps({"done": 2, "problems": 0}))
"""
# Writes its number, then one file, and then waits to be ended. With "deaf" it does not hear Ctrl-C.
WAITS = """
signal.signal(signal.SIGINT, signal.SIG_IGN if "deaf" in sys.argv else signal.default_int_handler)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {child.pid}")
print(json.dumps({"client": "", "page": "patience", "kind": "handout", "path": "/x/blank/patience.pdf"}), flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    child.kill()
    sys.exit(130)
"""


def program(tmp_path: Path, body: str, *more: str) -> list[str]:
    """A stand-in for the command that prints."""
    path = tmp_path / "program.py"
    head = "import json, os, pathlib, signal, subprocess, sys, time\n"
    path.write_text(head + textwrap.dedent(body), encoding="utf-8")
    return [sys.executable, str(path), str(tmp_path / "numbers"), *more]


async def until(true: Callable[[], Any]) -> None:
    end = time.monotonic() + 60
    while not true():
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


async def to_the_end(desk: PrintDesk, job: str) -> dict[str, Any]:
    def told() -> dict[str, Any]:
        progress = desk.progress(job)
        assert progress is not None
        return progress

    await until(lambda: told()["over"])
    return told()


def run(story: Coroutine[Any, Any, Any]) -> Any:
    return run_apart(story)


def is_there(process: int) -> bool:
    """True for a process that runs; one that has ended and was not fetched yet does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def test_each_file_is_told_with_its_address_and_the_end_comes_once(practice: Path, tmp_path: Path) -> None:
    async def story() -> dict[str, Any]:
        desk = PrintDesk(program(tmp_path, PRINTS_TWO))
        return await to_the_end(desk, desk.start(WISH))

    told = run(story())
    assert (told["all"], told["done"], told["problems"], told["stopped"]) == (2, 2, [], False)
    assert [row["address"] for row in told["made"]] == [
        "workshop/handouts/A17/patience.pdf",
        "workshop/handouts/A17/boundaries.pdf",
    ]
    assert told["folder"] == str(practice / "handouts" / "blank")


def test_a_person_s_own_work_has_another_address(practice: Path, tmp_path: Path) -> None:
    async def story() -> dict[str, Any]:
        desk = PrintDesk(program(tmp_path, PRINTS_TWO))
        return await to_the_end(desk, desk.start(PrintWish("", False, ("patience",), answers=True)))

    assert run(story())["made"][0]["address"] == "workshop/answers/A17/patience.pdf"


def test_problems_are_sentences_without_codes(practice: Path, tmp_path: Path) -> None:
    body = """
    for path, line in (("A17/x.pdf", 0), ("clients/B.yaml", 4), ("", 0)):
        print(json.dumps({"problem": {"path": path, "line": line, "code": "H1", "what": "It is.", "todo": "Do."}}))
    sys.exit(1)
    """

    async def story() -> dict[str, Any]:
        desk = PrintDesk(program(tmp_path, body))
        return await to_the_end(desk, desk.start(WISH))

    assert run(story())["problems"] == ["A17/x.pdf: It is. Do.", "clients/B.yaml:4: It is. Do.", "It is. Do."]


@pytest.mark.parametrize("body", ["sys.exit(3)", "os.kill(os.getpid(), signal.SIGKILL)", "print('[1]'); sys.exit(3)"])
def test_a_program_that_fails_is_told_with_what_to_do(practice: Path, tmp_path: Path, body: str) -> None:
    async def story() -> dict[str, Any]:
        desk = PrintDesk(program(tmp_path, body))
        return await to_the_end(desk, desk.start(WISH))

    (sentence,) = run(story())["problems"]
    assert sentence.startswith("Printing ended early") and "doctor" in sentence


def test_a_program_that_is_not_there_is_told(practice: Path, tmp_path: Path) -> None:
    async def story() -> dict[str, Any]:
        desk = PrintDesk([str(tmp_path / "nothing")])
        return await to_the_end(desk, desk.start(WISH))

    assert "could not be started" in run(story())["problems"][0]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for what is left in /proc")
@pytest.mark.parametrize("deaf", [False, True])
def test_a_job_that_is_stopped_ends_with_its_family_and_tells_what_is_ready(
    practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaf: bool
) -> None:
    monkeypatch.setattr("workshop.live.printing.STOPPING_SECONDS", 0.5 if deaf else 30.0)

    async def story() -> tuple[dict[str, Any], bool]:
        desk = PrintDesk(program(tmp_path, WAITS, *(["deaf"] if deaf else [])))
        job, waiting = desk.start(WISH), desk.start(WISH)
        await until(lambda: (desk.progress(job) or {})["done"] == 1)
        assert (desk.progress(waiting) or {})["done"] == 0
        assert await desk.stop(waiting)
        assert await desk.stop(job)
        last = await to_the_end(desk, waiting)
        assert (last["stopped"], last["done"], last["problems"]) == (True, 0, [])
        return await to_the_end(desk, job), await desk.stop("another")

    told, found = run(story())
    assert (told["stopped"], told["done"], told["all"], told["problems"]) == (True, 1, 2, [])
    assert told["made"][0]["name"] == "patience.pdf" and not found
    left = [int(number) for number in (tmp_path / "numbers").read_text().split()]
    assert [process for process in left if is_there(process)] == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for what is left in /proc")
def test_nothing_goes_on_printing_when_the_kit_ends(practice: Path, tmp_path: Path) -> None:
    async def story() -> None:
        desk = PrintDesk(program(tmp_path, WAITS))
        job = desk.start(WISH)
        await until(lambda: (desk.progress(job) or {})["done"] == 1)
        await desk.close()

    run(story())
    left = [int(number) for number in (tmp_path / "numbers").read_text().split()]
    assert len(left) == 2 and [process for process in left if is_there(process)] == []


def test_people_and_files_are_counted_before_anything_is_printed(practice: Path, tmp_path: Path) -> None:
    body = """
    assert "--count" in sys.argv or "--all" in sys.argv
    if "--count" in sys.argv:
        print(json.dumps({"files": 40, "people": 4}))
    """

    async def story() -> tuple[dict[str, Any], dict[str, Any]]:
        desk = PrintDesk(program(tmp_path, body))
        wish = PrintWish(all_clients=True, pages=("all",))
        counted = await desk.count(wish)
        return counted, desk.progress(desk.start(wish)) or {}

    counted, told = run(story())
    assert counted == {"files": 40, "people": 4, "problems": [], "more_problems": 0} and told["all"] == 40


def test_the_time_left_is_guessed_from_the_pace_of_what_is_made_anew() -> None:
    now = [0.0]
    job = PrintJob(WISH, 12, clock=lambda: now[0])
    for at in range(4):
        job.hear({"path": f"/x/A/{at}.pdf", "unchanged": True})
    for at in range(3):
        now[0] += 2
        assert job.as_json()["left"] is None or at > 1
        job.hear({"path": f"/x/A/{at + 4}.pdf"})
    assert (job.as_json()["done"], job.as_json()["left"]) == (7, 10)


def test_of_very_many_files_and_problems_the_page_gets_some_and_a_number() -> None:
    job = PrintJob(WISH, 1000)
    for at in range(1000):
        job.hear({"path": f"/x/A{at}/patience.pdf", "client": f"A{at}", "page": "patience"})
        job.add_problem(f"Problem {at}")
    assert job.as_json()["made"] == [], "while it runs, the list would be sent again and again"
    job.over = True
    told = job.as_json()
    assert (len(told["made"]), told["more"]) == (MOST_LINKS, 1000 - MOST_LINKS)
    assert (len(told["problems"]), told["more_problems"]) == (MOST_PROBLEMS, 1000 - MOST_PROBLEMS)


def test_old_jobs_are_forgotten_but_none_that_runs(practice: Path, tmp_path: Path) -> None:
    async def story() -> list[bool]:
        desk = PrintDesk(program(tmp_path, ""))
        jobs = [desk.start(WISH)]
        for _ in range(25):
            jobs.append(desk.start(WISH))
            await to_the_end(desk, jobs[-1])
        return [desk.progress(job) is not None for job in jobs]

    known = run(story())
    assert known[-1] and sum(known) <= 21 and known[-20:] == [True] * 20


def test_the_real_command_prints_what_a_wish_says(practice: Path) -> None:
    async def story() -> dict[str, Any]:
        desk = PrintDesk()
        return await to_the_end(desk, desk.start(PrintWish(pages=("patience",), kind="practice-log")))

    told = run(story())
    assert told["problems"] == [] and told["made"][0]["name"] == "patience_practice-log.pdf"
    assert (practice / "handouts" / "blank" / "patience_practice-log.pdf").read_bytes().startswith(b"%PDF")
    assert [path.name for path in (practice / "handouts").iterdir()] == ["blank"]
