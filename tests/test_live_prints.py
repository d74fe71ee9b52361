"""The addresses that print and that hand out what was printed, asked of a real server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from interrupts import hear_interrupts

from workshop.paths import KIT_ROOT

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
STRICT = ("sandbox;", "default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'")


class Kit:
    """The kit's server on a practice folder with one client, and how to ask it."""

    def __init__(self, practice: Path) -> None:
        (practice / "clients").mkdir(parents=True)
        (practice / "clients" / "A17.yaml").write_text("name: Dana\n", encoding="utf-8")
        self.practice = practice
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop", "open", "--no-browser"],
            cwd=KIT_ROOT,
            env=os.environ | {"WORKSHOP_PRACTICE": str(practice)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            preexec_fn=hear_interrupts,
        )
        assert self.process.stdout is not None
        address = urlsplit(self.process.stdout.readline().strip())
        self.base, self.token = f"http://{address.netloc}/workshop/", parse_qs(address.query)["token"][0]

    def ask(self, address: str, body: Any = None, method: str = "") -> tuple[int, dict[str, str], bytes]:
        """Status, headers and bytes of an answer."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {self.token}"}
        asked = urllib.request.Request(self.base + address, data, headers, method=method or None)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def told(self, address: str, body: Any = None) -> Any:
        return json.loads(self.ask(address, body)[2])

    def print(self, **asked: Any) -> dict[str, Any]:
        """Prints and gives the last that was told of it."""
        job = self.told("print", asked)["job"]
        end = time.monotonic() + 60
        while time.monotonic() < end:
            step: dict[str, Any] = self.told(f"print?job={job}")
            if step["over"]:
                return step
            time.sleep(0.1)
        raise AssertionError("The print did not end.")

    def put(self, folder: str, name: str, data: bytes = b"here") -> None:
        path = self.practice / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    started = Kit(tmp_path_factory.mktemp("printing") / "practice")
    yield started
    started.process.send_signal(signal.SIGINT)
    started.process.communicate(timeout=60)


def test_what_is_printed_is_told_and_can_be_read_as_a_web_page_that_may_do_nothing(kit: Kit) -> None:
    step = kit.print(client="A17", pages=["patience"], kind="practice-log", format="html")
    assert (step["problems"], step["all"], step["done"]) == ([], 1, 1)
    (file,) = step["made"]
    assert file["address"] == "workshop/handouts/A17/patience_practice-log.html"
    status, headers, body = kit.ask(file["address"].removeprefix("workshop/"))
    assert status == 200 and b"Dana" in body and headers["Content-Type"] == "text/html; charset=utf-8"
    assert [part for part in STRICT if part not in headers["Content-Security-Policy"]] == []
    assert "allow-" not in headers["Content-Security-Policy"] and "script-src" not in headers["Content-Security-Policy"]
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


def test_a_file_for_a_word_processor_is_saved_and_not_shown(kit: Kit) -> None:
    (file,) = kit.print(client="", pages=["patience"], kind="practice-log", format="docx")["made"]
    status, headers, body = kit.ask(file["address"].removeprefix("workshop/"))
    assert (status, headers["Content-Type"], body[:2]) == (200, DOCX, b"PK")
    assert headers["Content-Disposition"] == 'attachment; filename="patience_practice-log.docx"'


@pytest.mark.parametrize(
    ("address", "sort", "shown"),
    [
        ("handouts/A17/patience.pdf", "application/pdf", "inline"),
        ("handouts/blank/patience_cards_fillable.pdf", "application/pdf", "inline"),
        ("handouts/blank/workbook_booklet.pdf", "application/pdf", "inline"),
        ("handouts/A17/patience_worksheet.docx", DOCX, "attachment"),
        ("answers/everyone/session-summary.docx", DOCX, "attachment"),
        ("answers/A17/patience.pdf", "application/pdf", "inline"),
    ],
)
def test_each_sort_of_file_has_its_type_and_is_kept_in_no_cache(kit: Kit, address: str, sort: str, shown: str) -> None:
    shelf, owner, name = address.split("/")
    kit.put({"handouts": "handouts", "answers": "printed"}[shelf] + "/" + owner, name)
    status, headers, body = kit.ask(address)
    assert (status, headers["Content-Type"], body) == (200, sort, b"here")
    assert headers["Content-Disposition"] == f'{shown}; filename="{name}"'
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store", "nosniff")


@pytest.mark.parametrize(
    "address",
    [
        "handouts/A17/notes.pdf",
        "handouts/A17/patience.exe",
        "handouts/A17/patience_booklet.html.pdf",
        "handouts/A17/.gitignore",
        "handouts/A17/..%2Fsecret.pdf",
        "handouts/everyone/patience.pdf",
        "handouts/../patience.pdf",
        "handouts/%2E%2E/patience.pdf",
        "handouts/nobody/patience.pdf",
        "answers/blank/patience.pdf",
        "answers/A17/boundaries.pdf",
    ],
)
def test_no_other_file_is_handed_out(kit: Kit, address: str) -> None:
    for name in ("notes.pdf", "patience.exe", ".gitignore"):
        kit.put("handouts/A17", name)
    kit.put("handouts/everyone", "patience.pdf")
    kit.put("handouts", "secret.pdf")
    kit.put("handouts", "patience.pdf")
    kit.put("printed/blank", "patience.pdf")
    status, _, body = kit.ask(address)
    assert status == 404 and b"here" not in body.removeprefix(b"<!doctype html>")[:4]


@pytest.mark.parametrize("change", [{"pages": ["start"]}, {"kind": "book"}, {"format": "exe"}, {"out": "/tmp"}])
def test_a_wish_that_is_not_known_is_refused(kit: Kit, change: dict[str, Any]) -> None:
    assert kit.ask("print", {"client": "", "pages": ["patience"]} | change)[0] == 400


def test_wishes_that_clash_are_told_in_a_sentence(kit: Kit) -> None:
    told = kit.told("print", {"client": "", "pages": ["patience"], "booklet": True, "large_print": True})
    sentence = "A booklet has half pages, too small for large print. Choose one."
    assert told["job"] is None and told["problems"] == [sentence]


def test_people_and_files_are_counted_and_nothing_is_printed(kit: Kit) -> None:
    told = kit.told("print", {"all": True, "pages": ["all"], "kind": "poster", "count": True})
    assert (told["people"], told["files"], told["problems"]) == (1, 10, [])
    assert list(kit.practice.rglob("*_poster.pdf")) == []


def test_a_session_summary_where_nothing_was_saved_says_what_to_do(kit: Kit) -> None:
    step = kit.print(client="A17", pages=["all"], kind="session-summary")
    assert (step["done"], step["made"]) == (0, [])
    assert "Nothing was saved for this person yet." in step["problems"][0]


def test_a_print_can_be_stopped_and_one_that_is_not_there_cannot(kit: Kit) -> None:
    job = kit.told("print", {"client": "A17", "pages": ["every"], "kind": "worksheet"})["job"]
    assert kit.ask(f"print?job={job}", method="DELETE")[0] == 200
    end = time.monotonic() + 60
    while not kit.told(f"print?job={job}")["over"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    step = kit.told(f"print?job={job}")
    assert step["stopped"] and step["problems"] == [] and step["done"] < step["all"]
    assert kit.ask("print?job=nothing", method="DELETE")[0] == 404


def test_a_stranger_may_not_print_stop_or_read(kit: Kit) -> None:
    kit.put("handouts/A17", "patience.pdf")
    for method, address in (("POST", "print"), ("DELETE", "print?job=x"), ("GET", "handouts/A17/patience.pdf")):
        asked = urllib.request.Request(kit.base + address, b"{}" if method == "POST" else None, method=method)
        opener = urllib.request.build_opener(NoRedirect)
        with pytest.raises(urllib.error.HTTPError) as refused:
            opener.open(asked, timeout=60)
        assert refused.value.code in (302, 403)


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None
