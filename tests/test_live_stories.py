"""The stories behind the role-plays, for whoever leads: which there are, the report of many plays, and bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from story_cases import PORCH, change_porch

from workshop.content.kit import Kit, content_layers
from workshop.errors import WorkshopError
from workshop.live.stories import PLAYS, open_story, report_in_words, story_rows
from workshop.roleplay.explore import explore


def put(practice: Path, text: str) -> None:
    path = practice / "content" / "scenarios" / "porch.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_counselor_s_own_scenarios_stand_among_the_kit_s(practice: Path) -> None:
    put(practice, PORCH)
    kit = Kit(content_layers(practice))
    rows = story_rows(kit)
    assert {"id": "porch", "title": "On the porch"} in rows and len(rows) == len(kit.find_names("scenarios", ".yaml"))
    assert [row["title"] for row in rows] == sorted(row["title"] for row in rows)


def test_a_scenario_that_cannot_be_read_is_left_out_of_the_list(practice: Path) -> None:
    put(practice, "title: Half\n")
    assert "porch" not in [row["id"] for row in story_rows(Kit(content_layers(practice)))]


def test_a_scenario_with_a_fault_is_refused_with_its_line(practice: Path) -> None:
    put(practice, change_porch(("next: [fence, left]", "next: [fence, shed]")))
    with pytest.raises(WorkshopError) as raised:
        open_story("porch")
    assert '"shed"' in str(raised.value.problems[0]) and raised.value.problems[0].line > 1


def test_the_report_is_told_in_sentences(practice: Path) -> None:
    put(practice, PORCH)
    scenario, setting = open_story("porch")
    told = report_in_words(scenario, explore(scenario, PLAYS, 1), setting)
    assert told[0].startswith(f"{PLAYS} talks") and all(row.endswith((".", "!")) for row in told)
    assert "(opened)" in told[3] and "(left)" in told[3] and told[4] == setting.say("stories-all")


def test_a_scene_that_no_play_came_to_is_named(practice: Path) -> None:
    put(practice, PORCH)
    scenario, setting = open_story("porch")
    assert report_in_words(scenario, explore(scenario, 1, 1), setting)[4].startswith("No talk reached: ")
