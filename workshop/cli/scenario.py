"""`workshop scenario`: play a scenario by chance or by hand, and draw its story."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from workshop.cli.failures import FINE, PROBLEM
from workshop.content.kit import Kit, content_layers, fit
from workshop.content.model import Scenario, Temper
from workshop.content.reader import Tree, read_yaml
from workshop.content.validate import build
from workshop.errors import WorkshopError
from workshop.exercises.kind import Setting
from workshop.practice.files import write_new
from workshop.roleplay.explore import Report, explore
from workshop.roleplay.partner import TEMPERS
from workshop.roleplay.play import Talk, begin, choose
from workshop.roleplay.story import find_story_problems
from workshop.roleplay.story_map import draw_story


@click.group()
def scenario() -> None:
    """Play a role-play's story, or draw it."""


@scenario.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--random", "plays", type=click.IntRange(1, 100_000), help="Play so many talks by chance.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same talks.")
@click.option("--temper", type=click.Choice(TEMPERS), help="One of the tempers it is written for.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (with --random).")
def play(file: Path, plays: int | None, seed: int, temper: Temper | None, as_json: bool) -> int:
    """Play FILE at the keyboard, or many times by chance."""
    story = in_temper(open_scenario(file), temper)
    if plays is None:
        return play_by_hand(story)
    report = explore(story, plays, seed)
    click.echo(json.dumps(asdict(report)) if as_json else in_words(report))
    return PROBLEM if report.broken else FINE


@scenario.command(name="map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The SVG to write.")
def draw(file: Path, out: Path) -> int:
    """Draw the story of FILE as a map to print and read."""
    setting = Setting(Kit(content_layers()))
    write_new(out, draw_story(open_scenario(file), setting.say))
    click.echo(f"Made {out}.")
    return FINE


def open_scenario(file: Path) -> Scenario:
    """The scenario in a file; raises WorkshopError with every problem that keeps it from being played."""
    kit, raw = Kit(content_layers()), read_yaml(file)
    tree = Tree(raw.path, fit(raw.value, kit.scenario_speech(raw)), raw.lines)
    story = build(Scenario, tree)
    # Without scenes, endings or targets there is no talk; other faults do not keep one from playing.
    blocking = [problem for problem in find_story_problems(tree, story) if problem.code in ("C501", "C502", "C506")]
    if blocking:
        raise WorkshopError(blocking)
    return story


def in_temper(story: Scenario, temper: Temper | None) -> Scenario:
    """The scenario in the temper asked for; refuses one that it is not written for."""
    if temper and temper not in story.tempers:
        raise click.UsageError(f"This scenario is written for: {', '.join(story.tempers)}.")
    return story.in_temper(temper) if temper else story


def play_by_hand(story: Scenario) -> int:
    """A talk at the keyboard; an empty answer or Ctrl-C ends it."""
    talk = begin(story)
    click.echo(f"{story.title}. {story.setting}\n")
    while not talk.over:
        _show(talk)
        answer = click.prompt("Your line (a number; Enter ends)", default="", show_default=False).strip()
        if not answer:
            return FINE
        if not answer.isdigit() or not 1 <= int(answer) <= len(talk.now.scene.choices):
            click.echo(f"Type a number from 1 to {len(talk.now.scene.choices)}.")
            continue
        talk = choose(talk, int(answer) - 1)
        made = talk.turns[-2]
        if made.choice:
            rules = ", ".join(f"{name} {by:+d}" for name, by in made.reasons)
            click.echo(
                f"\n  {made.choice.move}: trust {made.trust} to {made.trust_after} ({rules}). {made.choice.feedback}\n"
            )
    _show(talk)
    click.echo(f"\n{talk.now.scene.lesson}")
    return FINE


def _show(talk: Talk) -> None:
    scene = talk.now.scene
    does = f" ({scene.does})" if scene.does else ""
    click.echo(f"{talk.scenario.partner.name}{does}: {scene.says}")
    for number, choice in enumerate(scene.choices, 1):
        click.echo(f"  {number}. {choice.say}")


def in_words(report: Report) -> str:
    """A report for a person at a terminal."""
    low, middle, high = report.trusts
    rows = [
        f"{report.plays} talks by chance. Trust at the end: {low} to {high}, {middle} in the middle. "
        f"Turns: {report.turns[0]} to {report.turns[2]}.",
        *(f"  {name}: {count} talks" for name, count in report.scenes.items()),
        "Endings: " + ", ".join(f"{name} {count}" for name, count in report.endings.items()) + ".",
        f"One who takes the best line each time ends at {report.best}, one who takes the worst at {report.worst}.",
    ]
    if report.never:
        rows.append(f"No talk came to: {', '.join(report.never)}.")
    if report.broken:
        shown = " ".join(str(at + 1) for at in report.broken[0][:12])
        rows.append(f"{len(report.broken)} talks never ended. One of them chose: {shown} …")
    return "\n".join(rows)
