"""The stories behind the role-plays, for whoever leads: drawn as a map, and played many times by chance."""

from __future__ import annotations

import asyncio
from typing import Any

import tornado.web

from workshop.content.kit import Kit, content_layers
from workshop.content.model import Scenario
from workshop.errors import WorkshopError
from workshop.exercises.kind import Setting
from workshop.live.handling import KitHandler
from workshop.paths import practice_folder
from workshop.roleplay.explore import Report, explore
from workshop.roleplay.story import find_story_problems
from workshop.roleplay.story_map import draw_story

PLAYS = 200
SEED = 1


def story_rows(kit: Kit) -> list[dict[str, str]]:
    """All scenarios that can be read, with the counselor's own among them: id and title, by title."""
    rows = []
    for name in kit.find_names("scenarios", ".yaml"):
        try:
            rows.append({"id": name, "title": kit.scenario(name).title})
        except WorkshopError:
            continue  # told by `workshop check`, and where the role-play is shown
    return sorted(rows, key=lambda row: row["title"])


def open_story(name: str) -> tuple[Scenario, Setting]:
    """A scenario that can be played, and the words for it; raises WorkshopError with every problem in it."""
    kit = Kit(content_layers(practice_folder()))
    scenario = kit.scenario(name)
    problems = find_story_problems(kit.tree("scenarios", name), scenario)
    if problems:
        raise WorkshopError(problems)
    return scenario, Setting(kit)


def report_in_words(scenario: Scenario, report: Report, setting: Setting) -> list[str]:
    """What many plays by chance showed, as sentences."""
    say, (low, middle, high), (short, _, long) = setting.say, report.trusts, report.turns
    ended = [f"{_sort(setting, scenario, name)}: {count}" for name, count in report.endings.items()]
    best, worst = (_sort(setting, scenario, name) for name in (report.best, report.worst))
    return [
        say("stories-played", plays=report.plays, short=short, long=long),
        say("stories-trust", low=low, middle=middle, high=high),
        say("stories-ends", ends="; ".join(ended)),
        say("stories-best", best=best, worst=worst),
        say("stories-never", scenes=", ".join(report.never)) if report.never else say("stories-all"),
    ]


def _sort(setting: Setting, scenario: Scenario, name: str) -> str:
    return f"{setting.say(f'role-play-ends-{scenario.scenes[name].ends}')} ({name})"


class StoryMapHandler(KitHandler):
    """`workshop/stories/NAME.svg`: the story as a map."""

    @tornado.web.authenticated
    async def get(self, name: str) -> None:
        """The drawing, shown in the browser to look at or print."""
        try:
            scenario, setting = open_story(name)
        except WorkshopError as error:
            self.show_problems(error.problems)
            return
        self.set_header("Content-Type", "image/svg+xml; charset=utf-8")
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        self.finish(draw_story(scenario, setting.say))


class StoryPlaysHandler(KitHandler):
    """`workshop/stories/NAME`: what many plays by chance show."""

    @tornado.web.authenticated
    async def get(self, name: str) -> None:
        """The report as `{"told": [sentence], "problems": [sentence]}`."""
        try:
            scenario, setting = open_story(name)
        except WorkshopError as error:
            self.finish({"told": [], "problems": [str(problem) for problem in error.problems]})
            return
        report = await asyncio.to_thread(explore, scenario, PLAYS, SEED)
        told: dict[str, Any] = {"told": report_in_words(scenario, report, setting), "problems": []}
        self.finish(told)
