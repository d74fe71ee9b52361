"""The scripts on the page and the rules in Python use the same names for actions, words and parts of the view."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import pytest
from exercise_cases import SAMPLES, kit_of, make_exercise, valid_actions, walk

from workshop.content.model import Energy, Outcome, Personal, Who
from workshop.content.moves import Move
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import FACES
from workshop.exercises.talk_lesson import ALSO, TITLED
from workshop.pages.editions import EDITIONS
from workshop.roleplay import lesson
from workshop.roleplay.own_rules import OWN_RULES
from workshop.roleplay.own_talk import SORTS
from workshop.roleplay.partner import EXTRA, RULES, SHIFT, TEMPERS

WORKSHOP = FACES.parent
HELPFUL = tuple(move for move, shift in SHIFT.items() if shift > 0)
COSTS = (*(move for move, shift in SHIFT.items() if shift < 0), "insult", "missed")
WORDS = kit_of().interface
PANELS = {"header": "page", "start": "start", "bar": "bar", "print": "print"}
TITLED_EDITIONS = tuple(one.name for one in EDITIONS.values() if not (one.whole or one.for_person))
MAP_SCREENS = ("start", "fill", "alone-fill", "handover", "turn", "ask", "gate", "alone-gate", "kept", "closed",
               "compare", "sure")  # fmt: skip
# What can stand in the brackets of a key such as f"move-{…}".
FILLS: dict[str, tuple[str, ...]] = {
    "move-{}": tuple(Move),
    "tally-{}": tuple(Move),
    "fact-who-{}": get_args(Who),
    "fact-energy-{}": get_args(Energy),
    "fact-personal-{}": get_args(Personal),
    "role-play-depth-{}": ("1", "2", "3", "4"),
    "role-play-ends-{}": get_args(Outcome),
    "role-play-temper-{}": TEMPERS,
    "role-play-ended-{}": get_args(Outcome),
    "role-play-point-{}": ("rise", "fall", "lowest", "deeper"),
    "role-play-level-{}": ("1", "2", "3", "4"),
    "role-play-sort-{}": tuple(sort for sort in SORTS if sort != "words"),
    "lesson-{}": ("helped", "cost", "repair", "next", *TITLED),
    "lesson-helped-{}": (*HELPFUL, "apology"),
    "lesson-good-{}": (*HELPFUL, "held", "silence", "waited", "mended"),
    "lesson-also-{}": ALSO,
    "lesson-cost-{}": COSTS,
    "lesson-mend-{}": COSTS,
    "lesson-next-{}": tuple(rule.name for rule in lesson.RULES),
    "coach-{}": ("silence", "nonsense", "insult", "danger", "apology", "missing"),
    "partner-rule-{}": tuple(rule.name for rule in (*RULES, *OWN_RULES) if rule.name != "temper"),
    "partner-rule-move-{}": tuple(Move),
    "partner-rule-temper-{}": tuple(f"{temper}-{move}" for temper, moves in EXTRA.items() for move in moves),
    "cards-{}": ("light", "middle", "deep"),
    "scale-{}": ("before", "after"),
    "plan-day-{}": tuple("0123456"),
    "plan-month-{}": tuple(str(month) for month in range(1, 13)),
    "plan-remind-{}": ("none", "start", "ten"),
    "map-title-{}": MAP_SCREENS,
    "map-lead-{}": MAP_SCREENS,
    "map-ask-{}": ("private-us", "private-others", "us-others"),
    "map-paper-{}": ("1", "2", "3"),
    "roles-how-{}": ("share", "read", "talk"),
    "roles-mood-{}": TEMPERS,
    "roles-temper-{}": TEMPERS,
    "roles-spot-{}": tuple(dict.fromkeys(move for spots in EXTRA.values() for move in spots)),
    **{f"edition-{what}-{{}}": tuple(EDITIONS) for what in ("name", "about")},
    **{f"edition-{what}-{{}}": TITLED_EDITIONS for what in ("title", "summary")},
    "summary-month-{}": tuple(str(month) for month in range(1, 13)),
    "log-{}": ("day", "did", "noticed", "felt"),
}
# Names a script gives to a part of the view, and how to get there.
PARTS: dict[str, dict[str, Any]] = {
    "sort": {"item": lambda v: v["items"], "box": lambda v: v["boxes"]},
    "choose": {"question": lambda v: v["questions"], "option": lambda v: v["questions"][0]["options"]},
    "rewrite": {"line": lambda v: v["lines"]},
    "reflect": {"question": lambda v: v["questions"]},
    "scale": {"row": lambda v: v["rows"], "when": lambda v: v["times"]},
    "rounds": {"person": lambda v: v["people"], "row": lambda v: v["counts"]},
    "ladder": {"step": lambda v: v["steps"]},
    "cards": {"deck": lambda v: v["decks"]},
    "cues": {
        "card": lambda v: [v["card"] or {}],
        "meaning": lambda v: (v["card"] or {}).get("meanings", []),
        "entry": lambda v: v["kept"],
    },
    "poll": {"option": lambda v: v["options"]},
    "tally": {"group": lambda v: v["groups"], "row": lambda v: [r for group in v["groups"] for r in group["rows"]]},
    "plan": {
        "day": lambda v: v["days"],
        "row": lambda v: [row for day in v["days"] for row in day["rows"]],
        "reminder": lambda v: v["reminders"],
    },
    "map": {
        "item": lambda v: v["items"],
        "to": lambda v: v["places"],
        "look": lambda v: v["looks"],
        "row": lambda v: (v["both"] or {}).get("differ", []),
    },
    "role-play": {
        "turn": lambda v: v["turns"],
        "retold": lambda v: [v["retold"] or {}],
        "pause": lambda v: [v["pause"] or {}],
        "stopped": lambda v: [v["stopped"] or {}],
        "part": lambda v: (v["retold"] or {}).get("learned", []),
        "point": lambda v: (v["retold"] or {}).get("points", []),
        "row": lambda v: (v["retold"] or {}).get("moved", []),
        "meaning": lambda v: v["moves"],
        "mood": lambda v: v["tempers"],
        "reading": lambda v: [reading for turn in v["turns"] for reading in turn.get("readings", [])],
    },
}
HANDED_ON = (r'\bshow\("([a-z-]+)"\)', r'\$\{?.*?\bbutton\("([a-z]+)"', r'\["([a-z]+)", "[^"]"\]')
each_kind = pytest.mark.parametrize("kind", SAMPLES)


@lru_cache
def script_of(path: Path) -> str:
    """A script without its comments."""
    return re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def used_words(*scripts: str) -> set[str]:
    """The names after `words.` and in `words["…"]`."""
    text = "\n".join(scripts)
    plain = {*re.findall(r"\bwords\.(?!replace\()(\w+)", text), *re.findall(r'\bwords\["([^"]+)"\]', text)}
    # Names handed on to where the word is looked up: what was lost, a button of the bar, a row of its table of keys.
    return plain | {name for form in HANDED_ON for name in re.findall(form, text)}


def fields_of(name: str, script: str) -> set[str]:
    """The names after a variable's dot, without those every list has."""
    return set(re.findall(rf"(?<![\w.-]){name}\.(\w+)", script)) - {"length", "map"}


def actions_in(script: str) -> Iterator[tuple[str, set[str]]]:
    """Every action a script sends: its name and its other fields."""
    for inside in re.findall(r"\{ (do: [^}]*) \}", script):
        first, *others = inside.split(", ")
        for name in re.findall(r'"([a-z]+)"', first):
            yield name, {field.split(":")[0] for field in others}


@lru_cache
def actions_known(kind: str) -> dict[str, set[str]]:
    """Every action that a kind's rules take in a long walk: its name and its other fields."""
    exercise = make_exercise(kind)
    known = {"again": set[str]()}
    for state in walk(exercise, seed=9, steps=240):
        known |= {action["do"]: set(action) - {"do"} for action in valid_actions(exercise, state)}
    return known


@each_kind
def test_every_action_of_a_script_is_known_to_the_rules_with_its_fields(kind: str) -> None:
    sent = list(actions_in(script_of(FACES / f"{kind}.js")))
    assert sent and all(actions_known(kind).get(name) == fields for name, fields in sent)


@each_kind
def test_every_object_with_a_do_is_read_as_an_action(kind: str) -> None:
    script = script_of(FACES / f"{kind}.js")
    assert len(re.findall(r"\bdo:", script)) == len(re.findall(r"\{ (do: [^}]*) \}", script))


@each_kind
def test_every_word_of_a_script_stands_in_the_interface(kind: str) -> None:
    used = used_words(script_of(FACES / f"{kind}.js"), script_of(FACES / "face.js"))
    assert used - set(Setting(kit_of()).words_of(kind)) == set()


@pytest.mark.parametrize(("panel", "prefix"), PANELS.items())
def test_every_word_of_a_panel_stands_in_the_interface(panel: str, prefix: str) -> None:
    used = used_words(script_of(WORKSHOP / "live" / f"{panel}.js"), script_of(WORKSHOP / "live" / "panel.js"))
    assert used - set(Setting(kit_of()).words_of(prefix)) == set()


@lru_cache
def views_of(kind: str) -> list[dict[str, Any]]:
    exercise = make_exercise(kind)
    return [exercise.view(state) for state in walk(exercise, seed=10, steps=120)]


@each_kind
def test_every_part_of_the_view_that_a_script_draws_is_there(kind: str) -> None:
    used = fields_of("view", script_of(FACES / f"{kind}.js"))
    assert used and all(used <= set(view) for view in views_of(kind))


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in PARTS.items() for name in names])
def test_every_field_that_a_script_draws_is_there(kind: str, name: str) -> None:
    known = {field for view in views_of(kind) for part in PARTS[kind][name](view) for field in part}
    used = fields_of(name, script_of(FACES / f"{kind}.js"))
    assert used and used <= known


@each_kind
def test_every_icon_that_a_script_draws_is_there(kind: str) -> None:
    icons = set(re.findall(r"^  (\w+): html`", script_of(FACES / "face.js").split("const ICONS")[1], re.MULTILINE))
    used = set(re.findall(r'\$\{Icon\} name="(\w+)"', script_of(FACES / f"{kind}.js")))
    assert used | {fact["icon"] for fact in make_exercise(kind).header()["facts"]} <= icons


@lru_cache
def python_texts() -> set[str]:
    """Every text in the program; a part that is filled in later is {}."""
    found = set()
    for path in WORKSHOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
                found.add("".join(map(str, parts)))
    return found


def said_keys() -> Iterator[str]:
    """The keys that stand in a `say(…)` of the program."""
    for path in WORKSHOP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                made = {id(part) for text in ast.walk(node) if isinstance(text, ast.JoinedStr) for part in text.values}
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant | ast.JoinedStr) and id(part) not in made:
                        yield ast.unparse(part)


def filled(template: str) -> list[str]:
    """All keys that a text of the program stands for."""
    return [template.replace("{}", fill) for fill in FILLS.get(template, ())] or [template]


def test_every_plain_key_said_in_the_program_stands_in_the_interface() -> None:
    keys = {ast.literal_eval(text) for text in said_keys() if not text.startswith("f")}
    assert len(keys) > 30 and keys - set(WORDS) == set()


def test_every_key_made_in_the_program_stands_in_the_interface() -> None:
    assert {key for template in FILLS for key in filled(template)} - set(WORDS) == set()


def test_every_way_to_make_a_key_is_known_here() -> None:
    made = {text for text in python_texts() if re.fullmatch(r"[a-z-]+-\{\}", text)}
    said = {re.sub(r"\{[^}]*\}", "{}", text[2:-1]) for text in said_keys() if text.startswith("f")}
    assert said <= made and said == set(FILLS)


def paper_words() -> set[str]:
    """The words that the Typst templates use, also by a callout's tone, and those of web pages and Word files."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (WORKSHOP / "handouts").rglob("*.typ"))
    named = {*re.findall(r"\bwords\.(\w+)\b(?!\()", text), *re.findall(r'\bwords\.at\("(\w+)"', text)}
    tones = {"tip", "note", "warning"} if "words.at(b.tone" in text else set()
    files = "\n".join(path.read_text(encoding="utf-8") for path in sorted((WORKSHOP / "handouts").glob("w*/*.py")))
    named |= set(re.findall(r'\bwords\["(\w+)"\]', files))
    return {f"paper-{name.replace('_', '-')}" for name in named | tones}


def test_every_word_of_the_paper_stands_in_the_interface() -> None:
    assert paper_words() and paper_words() - set(WORDS) == set()


def test_every_word_of_the_interface_is_used_somewhere() -> None:
    used = {key for text in python_texts() for key in filled(text)} | paper_words()
    live = WORKSHOP / "live"
    scripts = [(kind, FACES / f"{kind}.js", FACES / "face.js") for kind in SAMPLES]
    scripts += [(prefix, live / f"{panel}.js", live / "panel.js") for panel, prefix in PANELS.items()]
    for prefix, *paths in scripts:
        for word in used_words(*map(script_of, paths)):
            used.add(f"{prefix}-{word}" if f"{prefix}-{word}" in WORDS else f"common-{word}")
    assert set(WORDS) - used == set()
