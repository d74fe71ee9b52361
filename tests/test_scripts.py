"""scripts/start.py and check.py: other Pythons, conda, the steps of the check, and the sentence for each failure."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "scripts"
sys.path.insert(0, str(SCRIPTS))

import check  # noqa: E402 (the scripts are no package)
import install  # noqa: E402
import pip_run  # noqa: E402
import python_version  # noqa: E402
import set_up  # noqa: E402
from failures import RULES, SetUpFailure, explain_failure  # noqa: E402

READ_BY_OLD_PYTHONS = ("start.py", "check.py", "python_version.py")


def find_old_pythons() -> list[str]:
    """Pythons on this machine that are too old for the kit, from the path and from pyenv."""
    names = [f"python{version}" for version in ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10")]
    found = [path for name in names if (path := shutil.which(name))]
    found += [str(path) for path in (Path.home() / ".pyenv" / "versions").glob("*/bin/python")]
    asked = {path: subprocess.run([path, "--version"], capture_output=True, text=True) for path in found}
    old = r"Python (?:2\.7|3\.[6-9]|3\.10)\."
    return [path for path, told in asked.items() if told.returncode == 0 and re.match(old, told.stdout + told.stderr)]


@pytest.mark.parametrize("name", READ_BY_OLD_PYTHONS)
def test_old_pythons_can_read_the_script(name) -> None:
    ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("name", ["start.py", "check.py"])
def test_old_pythons_say_one_sentence(name) -> None:
    pythons = find_old_pythons()
    if not pythons:
        pytest.skip("no Python before 3.11 on this machine")
    for python in pythons:
        told = subprocess.run([python, "-B", SCRIPTS / name, "doctor"], capture_output=True, text=True)
        sentence = r"Python [\d.]+ is too old for this kit, which needs Python 3\.11 to 3\.14: install .+\.\n"
        assert re.fullmatch(sentence, told.stderr), told.stderr
        assert (told.stdout, told.returncode) == ("", 1)


def test_new_python_is_told_apart_from_an_old_one() -> None:
    oldest, newest = python_version.OLDEST, python_version.NEWEST
    assert python_version.describe_misfit(oldest) == python_version.describe_misfit(newest) == ""
    assert "3.15 is too new" in python_version.describe_misfit((3, 15))
    assert "3.9 is too old" in python_version.describe_misfit((3, 9))


def test_only_a_conda_environment_of_the_kit_counts(tmp_path) -> None:
    def make(name: str, state: str | None) -> Path:
        (tmp_path / name / "conda-meta").mkdir(parents=True)
        if state is not None:
            (tmp_path / name / "conda-meta" / "state").write_text(state, encoding="utf-8")
        return tmp_path / name

    assert set_up.is_kit_conda(make("another-name", json.dumps({"env_vars": {"TEN_KEYS_CONDA": "1"}})))
    assert set_up.is_kit_conda(make("ten-keys-workshop", None))
    assert not set_up.is_kit_conda(make("miniconda3", None))
    assert not set_up.is_kit_conda(make("work", json.dumps({"env_vars": {"OTHER": "1"}})))
    assert not set_up.is_kit_conda(make("damaged", "{"))
    (tmp_path / "no-conda" / "ten-keys-workshop").mkdir(parents=True)
    assert not set_up.is_kit_conda(tmp_path / "no-conda" / "ten-keys-workshop")


def test_conda_environment_is_never_made_anew(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    (tmp_path / "conda-meta").mkdir()
    (tmp_path / "conda-meta" / "state").write_text('{"env_vars": {"TEN_KEYS_CONDA": "1"}}', encoding="utf-8")
    environment = set_up.find_environment(ROOT)
    assert environment == tmp_path
    assert set_up.locate_python(environment) == Path(sys.executable)
    assert set_up.judge_environment(environment, ROOT, {"a": "b"}) == "outdated"
    set_up.write_stamp(environment, {"a": "b", "root": str(ROOT)})
    assert set_up.judge_environment(environment, ROOT, {"a": "b"}) == "ready"
    assert set_up.judge_environment(environment, ROOT, {"a": "c"}) == "outdated"


def test_missing_lock_is_named(tmp_path) -> None:
    (tmp_path / "pyproject.toml").touch()
    with pytest.raises(SetUpFailure, match=r"The file requirements\.lock is missing from the kit .+ Get the kit again"):
        set_up.take_fingerprints(tmp_path, set_up.RUNTIME_LOCK)


def test_link_to_the_kit_is_ascii_wherever_it_lies(tmp_path) -> None:
    kit = tmp_path / "Zoë"
    inside = kit / ".venv" / "lib" / "site-packages"
    assert Path(install.spell_link(kit, inside)) == Path("../../..")
    outside = install.spell_link(kit, tmp_path / "conda")
    assert outside.isascii()
    assert str(kit) in ast.literal_eval(outside[outside.index("(") :])


def test_check_goes_on_after_a_failing_step_and_sums_up(monkeypatch, capsys) -> None:
    ran = []

    def run(python: Path, words: list[str]) -> int:
        ran.append(words)
        return 1 if "mypy" in words else 0

    monkeypatch.setattr(set_up, "prepare_or_exit", lambda lock: Path(sys.executable))
    monkeypatch.setattr(set_up, "run_program", run)
    monkeypatch.setattr(sys, "argv", ["check.py"])
    with pytest.raises(SystemExit) as ended:
        check.main()
    assert ended.value.code == 1
    assert len(ran) == 5 and ran[-1] == ["-m", "pytest"]
    summary = capsys.readouterr().out.split("=== Summary ===\n")[1].splitlines()
    assert summary == [
        *("ruff check: passed", "ruff format: passed", "mypy: FAILED (exit code 1)", "lint-imports: passed"),
        "pytest: passed",
    ]


def test_check_with_words_runs_only_pytest_with_them() -> None:
    assert check.list_steps(["-k", "locks"]) == [("pytest", ["-m", "pytest", "-k", "locks"])]


def test_program_runs_with_the_kits_own_python_parts(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PYTHONHOME", "elsewhere")
    monkeypatch.setenv("CI", "true")
    python = set_up.locate_python(tmp_path / ".venv")
    variables = set_up.make_program_environment(python, tmp_path)
    assert "PYTHONHOME" not in variables
    assert (variables["PYTHONPATH"], variables["CI"]) == (str(tmp_path), "true")
    assert variables["PATH"].split(os.pathsep)[0] == str(python.parent)


def test_progress_says_how_many_of_those_that_fit_this_computer(tmp_path, capsys) -> None:
    progress = pip_run.Progress(4, tmp_path)
    said = "Ignoring winpart: markers 'os_name == \"nt\"' don't match your environment\nCollecting one==1\n"
    progress.look(said)
    progress.look(said + "Processing /wheels/two.whl\nRequirement already satisfied: three\n")
    progress.look(said + "Installing collected packages: one, two\n")
    (tmp_path / "one-1.dist-info").mkdir()
    progress.look(said + "Installing collected packages: one, two\n")
    told = capsys.readouterr().err.splitlines()
    assert told == [
        *("Getting the parts: 1 of 3", "Getting the parts: 3 of 3"),
        "Putting the parts in place: 1 of 2",
    ]


SAID = {  # what pip, venv and the system said, as recorded or as in their sources
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "The disk is full.",
    "OSError: [WinError 112] There is not enough space on the disk": "The disk is full.",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have\n    six==1.17.0 from": (
        "A part (six==1.17.0) is not the one"
    ),
    "The virtual environment was not created successfully because ensurepip is not\navailable.": "This Python came",
    "/usr/bin/python3: No module named venv": "sudo apt install python3",
    "/kit/.venv/bin/python: No module named ensurepip": "sudo apt install python3",
    "Error: Refusing to create a venv in /a:b because it contains the PATH separator :.": "a folder with : in its name",
    "connect to HTTPS URL because the SSL module is not available.": "cannot make secure connections",
    "[WinError 32] The process cannot access the file because it is being used": "Another program is using",
    "HINT: This error might have occurred since this system does not have Windows Long Path support": "too deep",
    "[Errno 13] Permission denied: '/kit/.venv'": "does not let the kit write to /kit/.venv.",
    "[WinError 5] Access is denied: 'C:\\\\kit\\\\.venv'": "does not let the kit write to C:\\\\kit\\\\.venv.",
    "[Errno 30] Read-only file system": "does not let the kit write to its own folder.",
    "WARNING: Retrying (Retry(total=4)) after connection broken by 'ProxyError('Cannot connect to proxy.'": "The proxy",
    "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed": "trusted",
    "NewConnectionError('<x>: Failed to establish a new connection: [Errno 11001] getaddrinfo failed')": "no internet",
    "NewConnectionError('<x>: [Errno -3] Temporary failure in name resolution')": "no internet",
    "ERROR: HTTP error 403 while getting": "does not know",
    "ERROR: 401 Client Error: Unauthorized for url": "asks for a password",
    "ReadTimeoutError(\"HTTPSConnectionPool(host='packages.example', port=443): Read timed out.": "did not answer",
    "ERROR: No matching distribution found for typst==0.15.2": "One part (typst==0.15.2) is not made",
    "Segmentation fault": "does not know",
}


@pytest.mark.parametrize("said", SAID)
def test_failure_becomes_a_sentence_with_a_next_step(said) -> None:
    told = str(explain_failure(f"Collecting six\n{said}\n"))
    assert SAID[said] in told
    assert "{" not in told and "None" not in told


def test_every_rule_has_a_recorded_failure() -> None:
    firsts = [next((rule for rule in RULES if re.search(rule[0], said)), None) for said in SAID]
    assert [rule[0] for rule in RULES if rule not in firsts] == []
