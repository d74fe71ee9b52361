"""Starts JupyterLab with the kit's own settings and style, and leaves the user's alone."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode

from workshop.errors import Problem, WorkshopError
from workshop.exercises.faces import drawing_library, face_style
from workshop.live.desk import plan_visit
from workshop.live.notices import notice_templates
from workshop.live.settings import lab_settings
from workshop.live.start import title_template
from workshop.paths import practice_folder
from workshop.practice.files import keep_out_of_git

FIRST_PORT = 8888
PORTS_TRIED = 50
LAB = Path(__file__).parent / "lab"
# Server parts of JupyterLab that the kit does not use and that cost time at each start.
UNUSED = ("jupyter_lsp", "jupyter_server_terminals", "notebook_shim")


@dataclass(frozen=True)
class Running:
    """A server that runs already: its port on this machine and the token that signs in."""

    port: int
    token: str


def open_page(page: str, client: str, port: int | None, browser: bool) -> int:
    """Opens a page in JupyterLab, in the server that runs already for this practice folder or in a new one.

    Prints the address on one line. Gives the exit code once the server ends (at once when it ran already).
    """
    plan_visit(page, client)
    running = find_running()
    if running and port in (None, running.port):
        address = address_of(running.port, running.token, page, client)
        print(address, flush=True)
        print("The kit was running already, in another window.", file=sys.stderr, flush=True)
        if browser:
            webbrowser.open(address)
        return 0
    return start_server(page, client, port if port is not None else find_port(), browser)


def address_of(port: int, token: str, page: str, client: str) -> str:
    """The address that opens a page live."""
    asked = {"page": page} | ({"client": client} if client else {}) | {"token": token}
    return f"http://127.0.0.1:{port}/workshop/open?{urlencode(asked)}"


def start_server(page: str, client: str, port: int, browser: bool) -> int:
    """Runs JupyterLab in this process until it is stopped."""
    if not is_free(port):
        what = f"Port {port} is in use by another program."
        raise WorkshopError(Problem("", 0, "C801", what, "Leave out --port, or name another one."))
    own = set_up_folders()
    token = secrets.token_hex(24)
    os.environ["WORKSHOP_FIRST_PAGE"] = json.dumps({"page": page, "client": client})
    address = address_of(port, token, page, client)
    threading.Thread(target=_announce, args=(Running(port, token), address, browser), daemon=True).start()
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # see pages/notebook_format.py
    from jupyterlab.labapp import LabApp

    try:
        LabApp.launch_instance(argv=server_options(own, port, token))
    except SystemExit as ended:
        if ended.code:
            what = "JupyterLab could not be started; another program may just have taken its port."
            raise WorkshopError(Problem("", 0, "C803", what, "Start again. If it happens again, run doctor.")) from None
    return 0


def server_options(own: Path, port: int, token: str) -> Sequence[str]:
    """JupyterLab's options: this machine only, the practice folder, the kit's settings, nothing from outside."""
    extensions = {"jupyterlab": True, "workshop.live.server": True} | dict.fromkeys(UNUSED, False)
    chosen = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": practice_folder(),
        "ServerApp.open_browser": False,
        "ServerApp.answer_yes": True,
        "ServerApp.jpserver_extensions": extensions,
        "ServerApp.contents_manager_class": "workshop.live.contents.WaitingContents",
        "ServerApp.kernel_websocket_connection_class": "workshop.live.connection.PromptConnection",
        "ServerApp.terminals_enabled": False,
        "ServerApp.allow_unauthenticated_access": False,
        "ServerApp.allow_root": True,
        "Application.log_level": "ERROR",
        "ServerApp.log_level": "ERROR",
        "LabApp.log_level": "ERROR",
        "ServerApp.quit_button": False,
        "IdentityProvider.token": token,
        "FileContentsManager.delete_to_trash": False,
        # What a kernel sends could else be read by every account of this machine.
        "KernelManager.transport_encryption": "required",
        # The sign-in is never sent along when another site points the browser here.
        "IdentityProvider.cookie_options": {"samesite": "Strict"},
        "LabApp.extension_manager": "readonly",
        "LabApp.app_settings_dir": own / "lab" / "settings",
        "LabApp.user_settings_dir": own / "lab" / "user-settings",
        "LabApp.workspaces_dir": own / "lab" / "workspaces",
        "LabApp.extra_labextensions_path": str(own / "lab" / "extensions"),
        "LabApp.templates_dir": own / "lab" / "templates",
        "ServerApp.extra_template_paths": str([str(own / "notices")]),
        "LabApp.custom_css": True,
        "LabApp.news_url": "",
        "LabServerApp.notebook_starts_kernel": True,
        "MappingKernelManager.cull_idle_timeout": 0,
    }
    return [f"--{name}={value}" for name, value in chosen.items()]


def set_up_folders() -> Path:
    """Makes the folder for what JupyterLab writes for itself, in the practice folder, and points Jupyter there."""
    own = practice_folder() / ".jupyter"
    try:
        style = own / "config" / "custom"
        style.mkdir(parents=True, exist_ok=True)
        own.chmod(0o700)
        practice_folder().chmod(0o700)
        keep_out_of_git(practice_folder())
        settings = own / "lab" / "settings"
        settings.mkdir(parents=True, exist_ok=True)
        overrides = lab_settings(LAB, Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas")
        (settings / "overrides.json").write_text(json.dumps(overrides, indent=1), encoding="utf-8")
        # JupyterLab would ask at each start whether extensions must be built into it; the kit has none.
        (settings / "page_config.json").write_text(json.dumps({"buildCheck": False}), encoding="utf-8")
        set_up_templates(own)
        lab_style = "".join((LAB / name).read_text(encoding="utf-8") for name in ("lab.css", "print.css"))
        (style / "custom.css").write_text(face_style() + lab_style, encoding="utf-8")
        bar = own / "lab" / "extensions" / "ten-keys"
        (bar / "static").mkdir(parents=True, exist_ok=True)
        shutil.copyfile(LAB / "package.json", bar / "package.json")
        (bar / "static" / "remoteEntry.js").write_text(f"{{\n{bar_script()}\n}}", encoding="utf-8")
        profile = own / "ipython" / "profile_default"
        profile.mkdir(parents=True, exist_ok=True)
        # Nothing that was typed is kept in a history file.
        shutil.copyfile(LAB / "ipython_kernel_config.json", profile / "ipython_kernel_config.json")
    except OSError as error:
        what = f"The practice folder {practice_folder()} cannot be written to ({error.strerror})."
        raise WorkshopError(
            Problem("", 0, "C802", what, "Check its rights, or move it with WORKSHOP_PRACTICE.")
        ) from None
    os.environ["JUPYTER_CONFIG_DIR"] = str(own / "config")
    os.environ["JUPYTER_DATA_DIR"] = str(own / "data")
    os.environ["JUPYTER_RUNTIME_DIR"] = str(own / "runtime")
    os.environ["IPYTHONDIR"] = str(own / "ipython")
    return own


def set_up_templates(own: Path) -> None:
    """JupyterLab's page with the right title from the start, and the kit's own pages for what went wrong."""
    page = (Path(sys.prefix) / "share" / "jupyter" / "lab" / "static" / "index.html").read_text(encoding="utf-8")
    pages = {
        "lab/templates/index.html": page.replace("<title>JupyterLab</title>", f"<title>{title_template()}</title>")
    }
    for name, text in (pages | {f"notices/{name}": text for name, text in notice_templates().items()}).items():
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def bar_script() -> str:
    """The bar above the pages: the drawing library, what panels share, and the bar's own scripts."""
    here = Path(__file__).parent
    shared, lab, bar = ((here / f"{name}.js").read_text(encoding="utf-8") for name in ("panel", "lab", "bar"))
    return "\n".join([drawing_library(), shared.partition("export default")[0], lab, bar])


def find_running() -> Running | None:
    """The server that runs for this practice folder, if there is one that answers."""
    folder = practice_folder() / ".jupyter" / "runtime"
    for path in sorted(folder.glob("jpserver-*.json"), reverse=True):
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            running = Running(int(told["port"]), str(told["token"]))
            if Path(told["root_dir"]) == practice_folder() and is_ours(running):
                return running
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def is_ours(running: Running) -> bool:
    """True when a server answers at this port and takes this token; a note of a dead server may name another's port."""
    address = f"http://127.0.0.1:{running.port}/api/status"
    asked = urllib.request.Request(address, headers={"Authorization": f"token {running.token}"})
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(asked, timeout=3) as answer:
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def find_port() -> int:
    """The first free port."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_free(port):
            return port
    what = f"No free port between {FIRST_PORT} and {FIRST_PORT + PORTS_TRIED - 1}."
    raise WorkshopError(Problem("", 0, "C801", what, "Close other programs of this kind, or name one with --port."))


def is_free(port: int) -> bool:
    """True when this machine's port can be listened on."""
    with socket.socket() as probe:
        if os.name != "nt":  # a port of a server that was just stopped is free; on Windows this would share a taken one
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def _announce(started: Running, address: str, browser: bool) -> None:
    """Gives the address once the kit listens, says so, and opens the browser."""
    while not is_ours(started):
        time.sleep(0.1)
    print(address, flush=True)
    print("The kit is running. Leave this window open; press Ctrl-C here to stop it.", file=sys.stderr, flush=True)
    if browser:
        webbrowser.open(address)
