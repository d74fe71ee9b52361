"""`workshop handouts --cluster`: the same files by other processes, of which some die, and nothing stays with them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest
from handout_samples import text_of
from own_loop import run_apart

from workshop.cli import main
from workshop.exercises.kinds import load_exercise
from workshop.exercises.work import act, begin_work, to_json
from workshop.handouts import private_folder
from workshop.handouts.batch import print_handouts
from workshop.handouts.cluster import crew as cluster_module
from workshop.handouts.cluster.crew import ClusterCrew, is_open_to_all
from workshop.handouts.cluster.parcel import pack_order, unpack_order
from workshop.handouts.cluster.press import Press
from workshop.handouts.orders import Wishes, plan_orders
from workshop.handouts.private_folder import HELD, MEMORY, NAME, PrivateFolder
from workshop.pages.editions import SUMMARY
from workshop.practice.clients import kit_for, load_client
from workshop.practice.drafts import write_draft
from workshop.practice.records import save_record

KIT = Path(__file__).parents[1]
PEOPLE = {"A": ("Wilhelmina", "Bartholomew"), "B": ("Quirinius", "Leokadia"), "C": ("Zdzisława", "Thaddeus")}
KEYS = ("patience", "boundaries", "active-listening", "questions")
FILES = len(PEOPLE) * len(KEYS)
OWN = "title: The words of Ottokar\n"


@pytest.fixture(scope="module")
def own_cluster(tmp_path_factory):
    pytest.importorskip("distributed", reason="dask.distributed is an extra and is not installed")
    from own_cluster import OwnCluster

    own = OwnCluster(tmp_path_factory.mktemp("cluster"))
    yield own
    own.end()


@pytest.fixture
def people(practice):
    for code, (name, partner) in PEOPLE.items():
        text = f"name: {name}\npartner:\n  name: {partner}\n  pronouns: he/him\n"
        (practice / "clients" / f"{code}.yaml").write_text(text, encoding="utf-8")
    return practice


def told(capsys):
    return [json.loads(row) for row in capsys.readouterr().out.splitlines()]


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


def private_folders(place=None):
    places = {MEMORY, Path(tempfile.gettempdir()), place or MEMORY}
    return {path for place in places for path in place.glob(f"{NAME}*")}


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_worker_killed_in_the_middle_loses_nothing_doubles_nothing_and_leaves_nothing(
    own_cluster, people, tmp_path, capsys
):
    from own_cluster import wait_for

    before = private_folders(own_cluster.folder)
    asked = ["handouts", "--all", "--keys", ",".join(KEYS)]
    far = ["--out", str(tmp_path / "far"), "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", *asked, *far, "--cluster", own_cluster.address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=KIT,
    )
    assert process.stdout
    first = process.stdout.readline()
    assert private_folders(own_cluster.folder) > before  # they are in use: what follows could be seen
    own_cluster.workers[0].send_signal(signal.SIGKILL)
    rest, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    *rows, last = [json.loads(row) for row in (first + rest).splitlines()]
    assert last == {"done": FILES, "problems": 0}
    assert sorted((row["client"], row["page"]) for row in rows) == sorted((c, k) for c in PEOPLE for k in KEYS)
    made = files_in(tmp_path / "far")
    for code, names in PEOPLE.items():
        text = text_of(made[f"{code}/patience.pdf"])
        assert all(name in text for name in names)
        assert not any(name in text for other in PEOPLE if other != code for name in PEOPLE[other])

    assert main([*asked, "--out", str(tmp_path / "near"), "--json"]) == 0
    assert files_in(tmp_path / "near") == made
    assert (tmp_path / "far" / "A" / ".gitignore").read_text() == "*\n"
    capsys.readouterr()
    assert main([*asked, *far, "--cluster", "not needed any more"]) == 0
    assert told(capsys)[-1] == {"done": FILES, "problems": 0, "unchanged": FILES}

    wait_for(lambda: private_folders(own_cluster.folder) <= before, "the workers to remove their folders")
    kept = [path for path in own_cluster.folder.rglob("*") if path.is_file()]
    assert len(kept) >= 3
    written = b"".join(path.read_bytes() for path in kept) + "".join(map(str, kept)).encode()
    words = [*(word for pair in PEOPLE.values() for word in pair), "patience", "clients"]
    assert [word for word in words if word.encode() in written] == []


def test_problems_are_told_as_if_they_were_made_here(own_cluster, people, tmp_path, capsys):
    own = people / "clients" / "A" / "content" / "pages" / "questions.md"
    own.parent.mkdir(parents=True)
    own.write_text("no front matter for Ottokar\n", encoding="utf-8")
    (people / "clients" / "B.yaml").write_text("name: Dana 🎉\n", encoding="utf-8")
    (people / "clients" / "BAD.yaml").write_text("pronoun: she/her\n", encoding="utf-8")
    asked = ["handouts", "--all", "--keys", "questions", "--json"]
    found = []
    for name, more in (("far", ["--cluster", own_cluster.address]), ("near", [])):
        assert main([*asked, "--out", str(tmp_path / name), *more]) == 1
        rows = told(capsys)
        found.append(sorted((row["problem"] for row in rows if "problem" in row), key=str))
        assert rows[-1] == {"done": 1, "problems": len(found[-1])}
    assert found[0] == found[1]
    assert {problem["code"] for problem in found[0]} >= {"C103", "H101"}
    assert any(problem["path"].endswith("clients/A/content/pages/questions.md") for problem in found[0])
    assert list(files_in(tmp_path / "far")) == ["C/questions.pdf"]


def test_the_stock_engine_runs_on_a_worker_too(own_cluster, people, tmp_path):
    asked = ["handouts", "--client", "A", "--keys", "patience", "--out"]
    far = ["--cluster", own_cluster.address, "--engine", "nbclient"]
    assert main([*asked, str(tmp_path / "far"), *far]) == 0
    assert main([*asked, str(tmp_path / "near")]) == 0
    assert files_in(tmp_path / "far") == files_in(tmp_path / "near") != {}


def test_what_a_person_did_is_printed_there_as_it_is_here(own_cluster, people, tmp_path):
    exercise = load_exercise(kit_for(load_client("A")), "my-own-pace")
    work = act(exercise, begin_work(exercise), {"do": "write", "at": 0, "text": "The pear tree by the gate"})
    write_draft("A", exercise.id, to_json(exercise, act(exercise, work, {"do": "paper", "on": True})))
    save_record("A", "patience", [exercise.id], datetime(2026, 3, 8, 9))
    for more in (["--answers"], ["--kind", SUMMARY.name]):
        asked = ["handouts", "--client", "A", "--keys", "patience", *more, "--out"]
        assert main([*asked, str(tmp_path / "far"), "--cluster", own_cluster.address]) == 0
        assert main([*asked, str(tmp_path / "near")]) == 0
    far = files_in(tmp_path / "far")
    assert far == files_in(tmp_path / "near") and len(far) == 2
    assert all("pear tree" in text_of(made) for made in far.values())


@pytest.mark.parametrize(("which", "code"), [("program", "H223"), ("content", "H224")])
def test_a_worker_with_another_kit_gets_no_order(own_cluster, people, tmp_path, capsys, monkeypatch, which, code):
    ours = cluster_module.kit_numbers()
    monkeypatch.setattr(cluster_module, "kit_numbers", lambda: ours | {which: "another"})
    asked = ["handouts", "--client", "A", "--keys", "patience", "--cluster", own_cluster.address]
    assert main([*asked, "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert code in said and "The worker at tcp://127.0.0.1:" in said
    assert not (tmp_path / "out").exists()


def test_a_scheduler_lost_in_the_middle_is_told_and_the_same_command_goes_on(
    own_cluster, people, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(cluster_module, "ANSWER", 4.0)
    out = tmp_path / "out"
    asked = ["handouts", "--all", "--keys", ",".join(KEYS), "--out", str(out), "--json"]

    def kill_scheduler():
        while not list(out.rglob("*.pdf")):
            time.sleep(0.02)
        own_cluster.scheduler.kill()

    killer = threading.Thread(target=kill_scheduler)
    killer.start()
    assert main([*asked, "--cluster", own_cluster.address]) == 1
    killer.join()
    rows = told(capsys)
    assert [row["problem"]["code"] for row in rows if "problem" in row] == ["H226"]
    ready = rows[-1]["done"]
    assert 1 <= ready < FILES
    assert list(out.rglob(".*.part")) == []
    assert main(asked) == 0
    last = told(capsys)[-1]
    assert last["done"] == FILES and last["unchanged"] >= ready


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:1", "nonsense"])
def test_an_address_without_a_scheduler_is_told_in_one_sentence(people, tmp_path, capsys, monkeypatch, address):
    pytest.importorskip("distributed", reason="dask.distributed is an extra and is not installed")
    monkeypatch.setattr(cluster_module, "ANSWER", 1.0)
    out = tmp_path / "out"
    assert main(["handouts", "--client", "A", "--keys", "patience", "--out", str(out), "--cluster", address]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "[H221]" in said
    assert not out.exists()


def test_without_the_extra_it_is_told_what_to_install(people, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    asked = ["handouts", "--client", "A", "--keys", "patience", "--out", str(tmp_path / "out")]
    assert main([*asked, "--cluster", "tcp://127.0.0.1:1"]) == 1
    said = capsys.readouterr().err
    assert "[H220]" in said and 'pip install "distributed' in said


def test_nothing_else_loads_dask(people, tmp_path):
    program = "import sys, workshop.cli.handouts, workshop.handouts.printer, workshop.handouts.cluster.press"
    found = subprocess.run(
        [sys.executable, "-c", f"{program}; print([name for name in sys.modules if name in ('dask', 'distributed')])"],
        capture_output=True,
        text=True,
        cwd=KIT,
        check=True,
    )
    assert found.stdout.strip() == "[]"


def test_an_order_takes_along_what_it_needs_and_nothing_else(people, tmp_path):
    for name in ("content/keys/x.md", "clients/A/content/keys/y.md", "clients/B/content/keys/z.md"):
        (people / name).parent.mkdir(parents=True, exist_ok=True)
        (people / name).write_text(OWN, encoding="utf-8")
    for name in (
        "drafts/A/one.json",
        "sessions/A/patience/two.json",
        "sessions/B/patience/three.json",
        "groups/G.yaml",
    ):
        (people / name).parent.mkdir(parents=True, exist_ok=True)
        (people / name).write_text('{"on_paper": true}', encoding="utf-8")
    always = {"clients/A.yaml", "content/keys/x.md", "clients/A/content/keys/y.md"}
    orders, problems = plan_orders(["A"], ["patience"], Wishes(tmp_path / "out"))
    kept, _ = plan_orders(["A"], ["patience"], Wishes(tmp_path / "out", kind=SUMMARY.name))
    assert len(orders) == len(kept) == 1 and problems == []
    assert _taken_along(orders[0], tmp_path / "1") == always
    own_work = {"drafts/A/one.json", "sessions/A/patience/two.json"}
    assert _taken_along(kept[0], tmp_path / "2") == always | own_work
    assert b"Ottokar" not in pack_order(orders[0]) and str(tmp_path).encode() not in pack_order(orders[0])
    there = unpack_order(pack_order(orders[0]), tmp_path / "3")
    assert there.path == tmp_path / "3" / "made" / "A" / "patience.pdf"
    assert there.variant == orders[0].variant and there.pages == ("patience",)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_child_that_is_killed_is_told_and_the_next_order_gets_another(people, tmp_path):
    before = private_folders()
    (order,), _ = plan_orders(["A"], ["patience"], Wishes(tmp_path / "out"))

    async def print_twice():
        press = Press(1)
        first = asyncio.create_task(press.print_order(pack_order(order)))
        while not (children := list(press._crew.pool._processes) if press._crew else []):
            await asyncio.sleep(0.01)
        os.kill(children[0], signal.SIGKILL)
        replies = [await first, await press.print_order(pack_order(order))]
        press.rest()
        return replies

    died, printed = run_apart(print_twice())
    assert died == {"died": True}
    assert printed["file"].startswith(b"%PDF") and printed["problems"] == [] and printed["fault"] == ""
    assert private_folders() <= before


class DeadlyCluster:
    """Stands in for dask's client: one worker, in which children die of one order and print the others."""

    def __init__(self, address, **options):
        self.scheduler = self
        self.deaths = 0

    def __await__(self):
        yield from asyncio.sleep(0).__await__()

    async def identity(self, **options):
        return {"workers": {"tcp://here": {}}}

    async def run(self, function, **options):
        return {"tcp://here": {"children": 2} | cluster_module.kit_numbers()}

    async def close(self):
        pass

    def rpc(self, address):
        return self

    async def workshop_print(self, parcel):
        order = unpack_order(parcel, Path("unused"))
        if order.page == "patience":
            self.deaths += 1
            return {"died": True}
        return {"seconds": 0.5, "pages": 2, "fault": "", "problems": [], "file": b"made"}


def test_an_order_of_which_processes_die_is_given_up_and_the_others_are_made(practice, tmp_path):
    orders, _ = plan_orders([""], ["safe-space", "patience", "boundaries"], Wishes(tmp_path / "out"))
    crew = ClusterCrew("tcp://here", DeadlyCluster)
    printed = list(print_handouts(orders, crew=lambda: crew))
    assert crew._client.deaths == cluster_module.TRIES
    assert {row.order.page for row in printed if row.fault} == {"patience"}
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.pdf")) == ["boundaries.pdf", "safe-space.pdf"]
    assert all("patience" not in row.fault for row in printed)


@pytest.mark.parametrize(
    ("address", "is_so"),
    [
        ("tcp://127.0.0.1:8786", False),
        ("localhost:8786", False),
        ("tls://office:8786", False),
        ("tcp://office:8786", True),
        ("10.0.0.5:8786", True),
    ],
)
def test_it_is_known_which_way_can_be_read_by_others(address, is_so):
    assert is_open_to_all(address) is is_so


def test_a_private_folder_is_for_one_account_and_what_a_killed_program_left_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(private_folder, "FRESH", -1.0)
    left = tmp_path / f"{NAME}left"
    left.mkdir()
    (left / HELD).touch()
    (left / "client.yaml").write_text("name: Ottokar\n", encoding="utf-8")
    folder = PrivateFolder(tmp_path)
    assert not left.exists()
    assert os.name == "nt" or folder.path.stat().st_mode & 0o777 == 0o700
    other = PrivateFolder(tmp_path)  # does not take away what is in use
    assert folder.path.exists()
    folder.close()
    other.close()
    assert list(tmp_path.glob(f"{NAME}*")) == []


def _taken_along(order, folder):
    folder.mkdir()
    unpack_order(pack_order(order), folder)
    return {path.relative_to(folder / "practice").as_posix() for path in folder.rglob("*") if path.is_file()}
