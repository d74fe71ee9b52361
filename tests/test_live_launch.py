"""Starting JupyterLab: ports, folders, and a server that runs already."""

import json
import os
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from workshop.errors import WorkshopError
from workshop.live.launch import (
    address_of,
    find_port,
    find_running,
    is_free,
    server_options,
    set_up_folders,
    start_server,
)


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path))
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, "elsewhere")
    return tmp_path


@pytest.fixture
def taken_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_not_free(taken_port: int) -> None:
    assert not is_free(taken_port)


def test_the_port_found_is_free() -> None:
    assert is_free(find_port())


def test_a_taken_port_is_said_in_one_sentence(practice: Path, taken_port: int) -> None:
    with pytest.raises(WorkshopError, match=f"Port {taken_port} is in use by another program"):
        start_server("start", "", taken_port, browser=False)


def test_jupyters_own_files_go_to_the_practice_folder(practice: Path) -> None:
    own = set_up_folders()
    assert own == practice / ".jupyter"
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert Path(os.environ[name]).is_relative_to(practice)
    assert (own / "config" / "custom" / "custom.css").stat().st_size > 1000


def test_kernels_keep_no_history_of_what_was_typed(practice: Path) -> None:
    own = set_up_folders()
    settings = json.loads((own / "ipython" / "profile_default" / "ipython_kernel_config.json").read_text())
    assert settings["HistoryManager"] == {"enabled": False, "hist_file": ":memory:"}


def test_a_practice_folder_that_cannot_be_made_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path / "file"))
    with pytest.raises(WorkshopError, match="cannot be written to"):
        set_up_folders()


def test_the_server_listens_on_this_machine_only(practice: Path) -> None:
    options = server_options(practice, 8888, "secret")
    assert "--ServerApp.ip=127.0.0.1" in options
    assert "--ServerApp.allow_unauthenticated_access=False" in options
    assert "--IdentityProvider.token=secret" in options


class Status(BaseHTTPRequestHandler):
    """Answers as a Jupyter server does: only those who hold the token."""

    def do_GET(self) -> None:
        signed = self.path == "/api/status" and self.headers["Authorization"] == "token abc"
        self.send_response(200 if signed else 403)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def status_port():
    with ThreadingHTTPServer(("127.0.0.1", 0), Status) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def note_server(practice: Path, port: int, token: str) -> None:
    runtime = practice / ".jupyter" / "runtime"
    runtime.mkdir(parents=True)
    told = {"port": port, "token": token, "root_dir": str(practice.resolve())}
    (runtime / "jpserver-1.json").write_text(json.dumps(told))


def test_a_running_server_of_the_same_practice_is_found(practice: Path, status_port: int) -> None:
    note_server(practice, status_port, "abc")
    running = find_running()
    assert running is not None
    assert (running.port, running.token) == (status_port, "abc")


def test_a_server_that_does_not_take_the_noted_token_is_another(practice: Path, status_port: int) -> None:
    note_server(practice, status_port, "of yesterday")
    assert find_running() is None


def test_kernels_talk_in_a_way_that_other_accounts_cannot_hear(practice: Path) -> None:
    assert "--KernelManager.transport_encryption=required" in server_options(practice, 8888, "secret")


def test_a_moved_practice_folder_stays_out_of_git(practice: Path) -> None:
    set_up_folders()
    assert (practice / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("told", ["{", "[]", '{"port": 1, "token": "abc", "root_dir": "/elsewhere"}', '{"port": "x"}'])
def test_a_stale_or_broken_note_of_a_server_is_passed_over(practice: Path, told: str) -> None:
    runtime = practice / ".jupyter" / "runtime"
    runtime.mkdir(parents=True)
    (runtime / "jpserver-1.json").write_text(told)
    assert find_running() is None


def test_an_address_carries_page_client_and_token() -> None:
    address = address_of(8890, "abc", "patience", "A17")
    assert address == "http://127.0.0.1:8890/workshop/open?page=patience&client=A17&token=abc"
