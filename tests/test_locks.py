"""environment.yml, pyproject.toml and both lock files agree with each other."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import python_version  # noqa: E402 (the scripts are no package)
import set_up  # noqa: E402

LOCKS = (set_up.RUNTIME_LOCK, set_up.CHECK_LOCK)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
COMPUTERS = [
    {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
    {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
]


def read_lock(name: str) -> dict[str, tuple[str, ...]]:
    """Each requirement of a lock, as it is written there, with its hashes."""
    joined = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    rows = [row.split("--hash=") for row in joined.splitlines() if row.strip()]
    return {row[0].strip(): tuple(part.strip() for part in row[1:]) for row in rows}


def choose_versions(name: str, marks: dict[str, str]) -> dict[str, list[str]]:
    """The versions a lock gives a computer with these marks, by canonical name."""
    chosen: dict[str, list[str]] = {}
    for requirement in map(Requirement, read_lock(name)):
        if requirement.marker is None or requirement.marker.evaluate(marks):
            chosen.setdefault(canonicalize_name(requirement.name), []).append(str(requirement.specifier)[2:])
    return chosen


def every_computer() -> list[dict[str, str]]:
    """The marks of each kind of computer with each Python the kit allows."""
    minors = range(python_version.OLDEST[1], python_version.NEWEST[1] + 1)
    here = {name: str(value) for name, value in default_environment().items()}
    versions = [(f"3.{minor}", patch) for minor in minors for patch in (0, 9)]
    return [
        {**here, **computer, "python_version": version, "python_full_version": f"{version}.{patch}"}
        for computer in COMPUTERS
        for version, patch in versions
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_and_hashes_every_part_and_names_no_address(name) -> None:
    lock = read_lock(name)
    assert len(lock) > 50
    for row, hashes in lock.items():
        assert re.fullmatch(r"[A-Za-z0-9][\w.-]*==[^\s;]+(?: ; .+)?", row), row
        assert hashes and all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes), row
        if ";" in row:
            Marker(row.split(";", 1)[1])
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|http[s:]|^\s*-(?!-hash=)", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_gives_every_computer_one_version_that_the_project_allows(name) -> None:
    asked = PROJECT["dependencies"] + (PROJECT["optional-dependencies"]["check"] if name == set_up.CHECK_LOCK else [])
    for marks in every_computer():
        chosen = choose_versions(name, marks)
        assert [part for part, versions in chosen.items() if len(versions) > 1] == []
        for requirement in map(Requirement, asked):
            versions = chosen.get(canonicalize_name(requirement.name))
            assert versions and requirement.specifier.contains(versions[0], prereleases=True), (requirement, marks)


def test_check_lock_holds_the_runtime_lock_unchanged() -> None:
    runtime, both = read_lock(set_up.RUNTIME_LOCK), read_lock(set_up.CHECK_LOCK)
    assert {row: both.get(row) for row in runtime} == runtime
    assert len(both) > len(runtime)


def test_build_tool_of_the_project_is_in_the_lock() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    chosen = choose_versions(set_up.RUNTIME_LOCK, every_computer()[0])
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(chosen[canonicalize_name(requirement.name)][0])


def test_same_pythons_everywhere() -> None:
    asked = SpecifierSet(PROJECT["requires-python"])
    fitting = [minor for minor in range(30) if asked.contains(f"3.{minor}.0")]
    assert (fitting[0], fitting[-1]) == (python_version.OLDEST[1], python_version.NEWEST[1])
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python = next(part for part in conda["dependencies"] if str(part).startswith("python"))
    assert SpecifierSet(python.removeprefix("python")) == asked


def test_conda_environment_installs_the_lock_alone_and_is_known_to_the_set_up() -> None:
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    pip = next(part["pip"] for part in conda["dependencies"] if isinstance(part, dict))
    assert pip == [f"-r {set_up.RUNTIME_LOCK}"], "pip's hash mode takes nothing without a hash beside the lock"
    assert "pip" in conda["dependencies"]
    assert (conda["name"], list(conda["variables"])) == (set_up.CONDA_NAME, [set_up.CONDA_MARK])
