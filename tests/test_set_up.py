"""scripts/start.py, check.py and what they share, tried on a tiny kit: real venvs and real pip, without the network."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
sys.path.insert(0, str(SCRIPTS))

import set_up  # noqa: E402 (the scripts are no package)

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="signals and file permissions of POSIX")
MAIN = """import sys
print("workshop", sys.argv[1:], sys.stdin.read())
sys.exit(7)
"""
PYPROJECT = """[build-system]
requires = ["flit_core"]
build-backend = "flit_core.buildapi"
[project]
name = "tiny-kit"
version = "1"
description = "A kit to try the set-up on."
[tool.flit.module]
name = "workshop"
"""
ODD_PIP = """[global]
quiet = 3
target = {0}/elsewhere
[install]
user = true
no-binary = :all:
"""


def write_wheel(folder: Path, name: str, version: str, files: dict[str, bytes]) -> None:
    """Writes a wheel of these files."""
    info = f"{name}-{version}.dist-info"
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in (*files, f"{info}/RECORD")).encode()
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with wheels of three tiny parts, and of the flit_core that is installed here."""
    folder = tmp_path_factory.mktemp("wheels")
    for name, version in (("part", "1.0"), ("part", "2.0"), ("tool", "1.0"), ("old", "1.0")):
        write_wheel(folder, name, version, {f"{name}.py": f"version = {version!r}\n".encode()})
    flit = importlib.metadata.distribution("flit_core")
    code = [file for file in flit.files or [] if file.parts[0] == "flit_core" and file.suffix != ".pyc"]
    write_wheel(folder, "flit_core", flit.version, {file.as_posix(): file.read_binary() for file in code})
    return folder


def write_lock(path: Path, wheels: Path, *stems: str) -> None:
    """Writes a lock that lists these wheels with their hashes, and flit_core."""
    found = [next(wheels.glob(f"{stem}-*.whl")) for stem in (*stems, "flit_core")]
    rows = [
        f"{file.name.split('-')[0]}=={file.name.split('-')[1]} \\\n"
        f"    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"
        for file in found
    ]
    path.write_text("".join(rows), encoding="utf-8")


def write_kit(kit: Path, wheels: Path) -> Path:
    """Writes a tiny kit with this project's own scripts."""
    shutil.copytree(SCRIPTS, kit / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    (kit / "workshop").mkdir()
    (kit / "workshop" / "__init__.py").write_text('"""A kit to try the set-up on."""\n', encoding="utf-8")
    (kit / "workshop" / "__main__.py").write_text(MAIN, encoding="utf-8")
    (kit / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    write_lock(kit / set_up.RUNTIME_LOCK, wheels, "part-1.0", "old")
    write_lock(kit / set_up.CHECK_LOCK, wheels, "part-1.0", "old", "tool")
    return kit


def start(kit: Path, links: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs start.py in a kit; without `links`, pip finds nothing."""
    plain = {name: os.environ[name] for name in os.environ if not re.search("(?i)^PIP_|_PROXY$|^PYTHONPATH$", name)}
    pip = {"PIP_FIND_LINKS": str(links)} if links else {}
    if "PIP_INDEX_URL" not in variables:
        pip["PIP_NO_INDEX"] = "1"
    return subprocess.run(
        [sys.executable, kit / "scripts" / "start.py", "say", "héllo"],
        env={**plain, "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", **pip, **variables},
        input="words",
        capture_output=True,
        encoding="utf-8",
    )


def ask(kit: Path, code: str, **variables: str) -> str:
    """What the kit's own Python prints."""
    command = [set_up.locate_python(kit / ".venv"), "-I", "-c", code]
    return subprocess.check_output(command, env={**os.environ, **variables}, encoding="utf-8").strip()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A kit in a folder with a space and an accent, set up under a strange pip configuration, and what was said."""
    folder = tmp_path_factory.mktemp("first")
    kit = write_kit(folder / "Zoë kit", wheels)
    (folder / "pip.conf").write_text(ODD_PIP.format(folder) + f"find-links = {wheels}\n", encoding="utf-8")
    return kit, start(kit, PIP_CONFIG_FILE=str(folder / "pip.conf"), PIP_PREFIX=str(folder / "prefix"))


def copy_or_link(source: str, target: str) -> None:
    """Copies a file, or links it if it is one of pip's many, which nothing writes into."""
    (os.link if "site-packages" in source else shutil.copy2)(source, target)


@pytest.fixture
def kit(tmp_path: Path, made: tuple[Path, object]) -> Path:
    """A copy of the kit that is set up, as if it had been set up where it lies."""
    copy = shutil.copytree(made[0], tmp_path / "Zoë kit", symlinks=True, copy_function=copy_or_link)
    set_up.write_stamp(copy / ".venv", {**set_up.read_stamp(copy / ".venv"), "root": str(copy)})
    return copy


def test_first_start_sets_up_then_runs_with_the_words_input_and_exit_code(made) -> None:
    kit, first = made
    assert first.stdout == "workshop ['say', 'héllo'] words\n"
    assert first.returncode == 7
    assert "Setting up the kit" in first.stderr
    assert "\nPutting the parts in place: 3 of 3\n" in first.stderr
    assert "elsewhere" not in [path.name for path in kit.parent.iterdir()], "pip's odd settings won"
    assert ask(kit, "import part, old; print(part.version)") == "1.0"


def test_kit_is_found_from_its_python_even_where_the_system_speaks_only_ascii(made) -> None:
    assert ask(made[0], "import workshop; print(ascii(workshop.__file__))", LC_ALL="C").endswith("__init__.py'")


def test_second_start_says_and_does_nothing_of_its_own(kit) -> None:
    second = start(kit)
    assert (second.stdout, second.stderr, second.returncode) == ("workshop ['say', 'héllo'] words\n", "", 7)


def test_changed_lock_brings_parts_up_to_date_and_takes_away_what_it_no_longer_lists(kit, wheels) -> None:
    write_lock(kit / set_up.RUNTIME_LOCK, wheels, "part-2.0")
    changed = start(kit, wheels)
    assert "up to date" in changed.stderr and changed.returncode == 7
    assert ask(kit, "import importlib.util, part; print(part.version, importlib.util.find_spec('old'))") == "2.0 None"
    assert start(kit).stderr == ""


def test_changed_project_needs_no_network(kit) -> None:
    (kit / "pyproject.toml").write_text(PYPROJECT + "# changed\n", encoding="utf-8")
    changed = start(kit)
    assert "up to date" in changed.stderr and changed.returncode == 7
    assert start(kit).stderr == ""


def test_after_the_check_lock_a_start_has_nothing_to_do(kit, wheels, monkeypatch) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    set_up.prepare_environment(kit, set_up.CHECK_LOCK)
    assert ask(kit, "import tool, part; print(tool.version)") == "1.0"
    assert start(kit).stderr == ""


def test_unfinished_broken_and_moved_are_told_apart(kit, tmp_path) -> None:
    environment, wanted = kit / ".venv", set_up.take_fingerprints(kit, set_up.RUNTIME_LOCK)
    stamp = set_up.read_stamp(environment)
    assert set_up.judge_environment(environment, kit, wanted) == "ready"
    set_up.write_stamp(environment, {**stamp, "root": str(tmp_path)})
    assert set_up.judge_environment(environment, kit, wanted) == "moved"
    set_up.write_stamp(environment, {**stamp, "python": "3.10"})
    assert set_up.judge_environment(environment, kit, wanted) == "broken"
    (environment / set_up.STAMP).write_text('{"root":', encoding="utf-8")
    assert set_up.judge_environment(environment, kit, wanted) == "unfinished"
    shutil.rmtree(environment)
    assert set_up.judge_environment(environment, kit, wanted) == "missing"


def test_environment_whose_python_is_gone_is_made_anew(kit, wheels) -> None:
    python = set_up.locate_python(kit / ".venv")
    python.unlink()
    python.write_text("not a program", encoding="utf-8")
    (kit / ".venv" / "left-over").touch()
    again = start(kit, wheels)
    assert "put together anew" in again.stderr and again.returncode == 7
    assert not (kit / ".venv" / "left-over").exists()


def test_moved_kit_is_made_anew(kit, wheels) -> None:
    moved = kit.rename(kit.with_name("somewhere else"))
    again = start(moved, wheels)
    assert "moved or copied" in again.stderr and again.returncode == 7
    assert "Until that works" not in again.stderr
    assert start(moved).stderr == ""
    assert not list(moved.glob(".venv-*"))


@POSIX_ONLY
def test_moved_kit_still_starts_where_it_cannot_be_made_anew(kit) -> None:
    moved = kit.rename(kit.with_name("some:where"))  # no venv can be made here, which fails sooner than no network
    again = start(moved)
    assert "goes on with the parts it was moved with" in again.stderr
    assert (again.stdout, again.returncode) == ("workshop ['say', 'héllo'] words\n", 7)
    assert not list(moved.glob(".venv-*"))


def test_two_starts_at_once_set_up_once(kit) -> None:
    (kit / "pyproject.toml").write_text(PYPROJECT + "# changed\n", encoding="utf-8")
    command = [sys.executable, kit / "scripts" / "start.py"]
    both = [subprocess.Popen(command, stdin=-3, stdout=-1, stderr=-1, encoding="utf-8") for _ in range(2)]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [7, 7], said
    assert sorted("Another window" in text for text in said) == [False, True]
    assert sum("up to date" in text for text in said) == 1


def check_refusal(run: subprocess.CompletedProcess[str], sentence: str) -> None:
    """One sentence with a next step on stderr, exit code 1, nothing on stdout, and a log that is there."""
    assert sentence in run.stderr, run.stderr
    assert (run.stdout, run.returncode) == ("", 1)
    assert "Traceback" not in run.stderr
    log = re.search(r"^Details: (.+)$", run.stderr, re.MULTILINE)
    assert log and Path(log[1]).stat().st_size > 0
    Path(log[1]).unlink()


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PIP_INDEX_URL": "http://127.0.0.1:9/simple"}, "did not answer"),
        ({"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_PROXY": "http://127.0.0.1:9"}, "The proxy"),
        ({}, "One part (part==2.0) is not made for this computer"),
    ],
    ids=["no answer", "proxy", "no such part"],
)
def test_failed_update_says_why_and_keeps_what_was_there(kit, wheels, variables, sentence) -> None:
    write_lock(kit / set_up.RUNTIME_LOCK, wheels, "part-2.0")
    check_refusal(start(kit, PIP_RETRIES="1", **variables), sentence)
    assert ask(kit, "import part; print(part.version)") == "1.0"
    write_lock(kit / set_up.RUNTIME_LOCK, wheels, "part-1.0", "old")
    assert start(kit).stderr == ""


def test_part_with_another_hash_is_refused(kit, wheels) -> None:
    lock = kit / set_up.RUNTIME_LOCK
    write_lock(lock, wheels, "part-2.0")
    lock.write_text(re.sub(r"(part==2.0.*\n.*sha256:).{8}", r"\g<1>00000000", lock.read_text()), encoding="utf-8")
    check_refusal(start(kit, wheels), "A part (part==2.0) is not the one this kit was tested with")
    assert ask(kit, "import part; print(part.version)") == "1.0"


@POSIX_ONLY
def test_folder_with_a_colon_is_refused(tmp_path, wheels) -> None:
    check_refusal(start(write_kit(tmp_path / "ten:keys", wheels), wheels), "a folder with : in its name")


@POSIX_ONLY
def test_folder_that_cannot_be_written_is_named(tmp_path, wheels) -> None:
    kit = write_kit(tmp_path / "kit", wheels)
    command = [sys.executable, str(kit / "scripts" / "start.py")]
    if os.geteuid() == 0:  # the superuser may write everywhere, unless that power is taken away
        if not shutil.which("setpriv"):
            pytest.skip("run as root, and there is no setpriv to take root's power away")
        command = ["setpriv", "--bounding-set=-dac_override", *command]
    kit.chmod(0o555)
    refused = subprocess.run(command, capture_output=True, encoding="utf-8")
    kit.chmod(0o755)
    check_refusal(refused, f"does not let the kit write to {kit / '.venv'}")


@POSIX_ONLY
def test_ctrl_c_stops_with_a_sentence_and_leaves_no_stamp(tmp_path, wheels) -> None:
    kit = write_kit(tmp_path / "kit", wheels)
    command = [sys.executable, kit / "scripts" / "start.py"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a child of a job in the background ignores it
    process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True)
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 30
    while not (kit / ".venv" / "pyvenv.cfg").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[1]
    assert "Stopped." in said and "Traceback" not in said
    assert process.returncode == 130
    assert set_up.judge_environment(kit / ".venv", kit, {}) == "unfinished"
