"""A scenario played by chance, and its story drawn: from the rules and from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as xml

import pytest
from exercise_cases import kit_of
from story_cases import change_porch, make_scenario

from workshop.cli import main
from workshop.cli.failures import FINE, PROBLEM, WRONG_USE
from workshop.exercises.kind import Setting
from workshop.paths import KIT_ROOT
from workshop.roleplay.explore import LONGEST, explore
from workshop.roleplay.story_map import draw_story

STORY = make_scenario()
SHIPPED = sorted((KIT_ROOT / "content" / "en" / "scenarios").glob("*.yaml"))
SVG = "{http://www.w3.org/2000/svg}"


def drawn(scenario) -> xml.Element:
    return xml.fromstring(draw_story(scenario, Setting(kit_of()).say))


def test_the_same_seed_plays_the_same_talks() -> None:
    assert explore(STORY, 40, 3) == explore(STORY, 40, 3) != explore(STORY, 40, 4)


def test_many_plays_reach_every_scene_and_count_each_once_a_talk() -> None:
    report = explore(STORY, 300, 1)
    assert report.never == () and report.broken == ()
    assert report.scenes[STORY.opening] == 300 == sum(report.endings.values())
    assert 0 <= report.trusts[0] <= report.trusts[1] <= report.trusts[2] <= 10


def test_a_talk_that_goes_in_circles_is_told_with_its_choices() -> None:
    # From the gate one comes back to the gate.
    circle = (
        ("feedback: Room., next: [fence, left]", "feedback: Room., next: gate"),
        ("Made small., next: left", "Made small., next: gate"),
    )
    endless = make_scenario(change_porch(*circle))
    report = explore(endless, 30, 1)
    assert report.broken and len(report.broken[0]) == LONGEST


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_scenario_is_played_to_an_ending_each_time(path: Path, capsys) -> None:
    assert main(["scenario", "play", str(path), "--random", "200", "--seed", "7", "--json"]) == FINE
    told = json.loads(capsys.readouterr().out)
    assert told["plays"] == 200 == sum(told["endings"].values()) and told["broken"] == []
    assert told["best"] != told["worst"]


def test_a_scenario_is_played_in_another_temper_that_it_is_written_for(capsys) -> None:
    path = str(KIT_ROOT / "content" / "en" / "scenarios" / "the-diary.yaml")
    asked = ["scenario", "play", path, "--random", "50", "--json", "--temper"]
    reports = []
    for temper in ("irritable", "reserved"):
        assert main([*asked, temper]) == FINE
        reports.append(json.loads(capsys.readouterr().out))
    assert reports[0]["trusts"] != reports[1]["trusts"]
    assert main([*asked, "joking"]) == WRONG_USE
    assert "written for: irritable, reserved" in capsys.readouterr().err


def test_the_report_in_words_names_scenes_and_endings(capsys) -> None:
    assert main(["scenario", "play", str(SHIPPED[0]), "--random", "50"]) == FINE
    out = capsys.readouterr().out
    assert "50 talks by chance" in out and "Endings:" in out


def test_a_scenario_that_cannot_be_played_is_told_with_its_line(tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.yaml"
    text = SHIPPED[0].read_text(encoding="utf-8")
    bad.write_text(text.replace("next: [", "next: [nowhere, ", 1), encoding="utf-8")
    assert main(["scenario", "play", str(bad), "--random", "5"]) == PROBLEM
    err = capsys.readouterr().err
    assert "bad.yaml:" in err and '"nowhere"' in err and "C506" in err


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_map_shows_every_scene_and_a_line_for_each_way(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.svg"
    assert main(["scenario", "map", str(path), "--out", str(out)]) == FINE
    root = xml.fromstring(out.read_text(encoding="utf-8"))
    scenario = kit_of().scenario(path.stem)
    words = [one.text or "" for one in root.iter(f"{SVG}text")]
    assert all(any(name in row for row in words) for name in scenario.scenes)
    ways = sum(len(choice.next) for scene in scenario.scenes.values() for choice in scene.choices)
    curves = [one for one in root.iter(f"{SVG}path") if "C" in one.get("d", "")]
    assert len(curves) == ways


def test_a_map_has_a_name_and_nothing_lies_outside_it() -> None:
    root = drawn(STORY)
    assert root.findtext(f"{SVG}title")
    wide, high = (float(part) for part in root.get("viewBox", "").split()[2:])
    for one in root.iter(f"{SVG}rect"):
        assert float(one.get("x", 0)) >= 0 and float(one.get("x", 0)) + float(one.get("width", 0)) <= wide
        assert float(one.get("y", 0)) + float(one.get("height", 0)) <= high


def test_lines_are_told_apart_without_color() -> None:
    looks = {(one.get("stroke"), one.get("stroke-dasharray")) for one in drawn(STORY).iter(f"{SVG}path")}
    assert len({dashes for _, dashes in looks}) == 3
