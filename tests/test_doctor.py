"""`workshop doctor`: what counts as missing, what as worth a look, and what each line tells to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from workshop.cli import doctor
from workshop.cli.doctor import LOOK, MISSING, OK, OPTIONAL, Finding


def test_report_fails_only_for_what_is_missing(monkeypatch, capsys) -> None:
    findings = [Finding(OK, "a"), Finding(LOOK, "b"), Finding(OPTIONAL, "c")]
    monkeypatch.setattr(doctor, "find_everything", lambda: iter(findings))
    assert doctor.report_health() == 0
    assert capsys.readouterr().out.splitlines()[:3] == ["[ok]       a", "[look]     b", "[optional] c"]
    findings.append(Finding(MISSING, "d"))
    assert doctor.report_health() == 1
    assert "Missing: 1. To look at: 1." in capsys.readouterr().out


def test_report_names_every_direct_dependency_and_the_practice_folder(monkeypatch, tmp_path, capsys) -> None:
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path))
    doctor.report_health()
    told = capsys.readouterr().out
    for name in ("jupyterlab", "typst", "pyyaml", "flit-core", "ipywidgets"):
        assert f" {name} " in told
    assert f"can be written: {tmp_path}" in told


def test_part_is_compared_with_the_lock() -> None:
    parts = doctor.read_parts(["PyYAML>=6", "not_there", "click"], "pyyaml==6.0.3 \\\nclick==1 ; a\nclick==2 ; b\n")
    assert parts == {"pyyaml": {"6.0.3"}, "not-there": set(), "click": {"1", "2"}}
    assert doctor.check_part("not-there", {"1"}).mark == MISSING
    assert doctor.check_part("pytest", {"0.1"}).mark == LOOK


@pytest.mark.parametrize(("version", "mark"), [((3, 10), MISSING), ((3, 11), OK), ((3, 14), OK), ((3, 15), MISSING)])
def test_python_must_be_in_the_range(version, mark) -> None:
    assert doctor.check_python(">=3.11,<3.15", version).mark == mark


def test_missing_content_and_fonts_are_named(tmp_path) -> None:
    told = doctor.check_content(tmp_path)
    assert told.mark == MISSING and "kit.yaml" in told.text
    assert doctor.check_fonts(tmp_path).mark == MISSING
    (tmp_path / "a.TTF").touch()
    assert doctor.check_fonts(tmp_path).mark == OK


def test_practice_folder_that_is_not_there_may_be_a_locked_disk(tmp_path) -> None:
    told = doctor.check_writing(tmp_path / "safe" / "practice")
    assert told.mark == LOOK and "open that disk first" in told.text
    assert doctor.check_writing(tmp_path).mark == OK


def test_practice_folder_that_cannot_be_written_is_missing(tmp_path, monkeypatch) -> None:
    def refuse(dir: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    told = doctor.check_writing(tmp_path)
    assert told.mark == MISSING and "WORKSHOP_PRACTICE" in told.text


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Practice/kit", "OneDrive"),
        ("Dropbox/kit/practice", "Dropbox"),
        ("Library/CloudStorage/GoogleDrive-x/kit", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/kit", "iCloud"),
        ("Documents/kit", ""),
    ],
)
def test_sync_services_are_known_by_their_folders(tmp_path, folder, service) -> None:
    assert doctor.name_sync_service(tmp_path / folder, tmp_path) == service


def test_documents_that_a_mac_copies_to_icloud_are_known(tmp_path) -> None:
    (tmp_path / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)
    assert doctor.name_sync_service(tmp_path / "Documents/kit", tmp_path) == "iCloud"


def test_folder_with_a_sync_services_file_is_known(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / ".stfolder").touch()
    assert doctor.name_sync_service(tmp_path / "a" / "practice", tmp_path) == "Syncthing"


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_that_would_take_in_client_files_is_told(tmp_path) -> None:
    assert doctor.check_git(tmp_path).mark == OK, "no repository"
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert "would take in" in doctor.check_git(tmp_path).text
    (tmp_path / ".gitignore").write_text("clients/*\n!clients/example.yaml\n", encoding="utf-8")
    assert doctor.check_git(tmp_path).mark == OK
    for name in ("README.md", "clients/example.yaml", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
        subprocess.run(["git", "-C", tmp_path, "add", name], check=True)
    assert "keeps 1 files" in doctor.check_git(tmp_path).text


@pytest.mark.parametrize(("free", "mark"), [(50, MISSING), (500, LOOK), (50_000, OK)])
def test_free_space_is_told_in_three_steps(free, mark) -> None:
    assert doctor.check_space(free).mark == mark
