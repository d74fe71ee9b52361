"""Plan's calendar file: made only when asked for, sound by its bytes, and read back as it was meant."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from exercise_cases import act_all, assert_refused, is_json, make_exercise
from icalendar import Calendar

from workshop.exercises.kind import Action
from workshop.exercises.week_calendar import Entry, calendar_text

PLAN = make_exercise("plan")
START = PLAN.start()
TODAY = "2026-11-24"
NOW = 1_790_000_000_000
STAMP = "20260921T141320Z"


def name(number: int) -> str:
    return f"{number:032x}"


def add(number: int = 1, **fields: Any) -> Action:
    row = {"text": "Make tea.", "day": 1, "time": "18:30", "minutes": 15, "today": TODAY}
    return {"do": "add", "id": name(number), **row, **fields}


def file_of(*actions: Action) -> str:
    made: str = act_all(PLAN, *actions, {"do": "calendar", "now": NOW})["file"]
    return made


def test_an_empty_week_makes_no_file() -> None:
    assert_refused(PLAN, START, {"do": "calendar", "now": NOW})


@pytest.mark.parametrize("now", [-1, 10**15, float("nan"), float("inf"), "1", None, True])
def test_a_moment_that_is_none_is_refused(now: Any) -> None:
    assert_refused(PLAN, act_all(PLAN, add()), {"do": "calendar", "now": now})


@pytest.mark.parametrize(
    "action",
    [
        add(2),
        add(1, text="New.") | {"do": "change"},
        {"do": "remove", "id": name(1)},
        {"do": "week", "which": "next", "today": TODAY},
        {"do": "remind", "when": "ten"},
    ],
    ids=lambda action: action["do"],
)
def test_whatever_changes_the_plan_drops_the_file_made_before(action: Action) -> None:
    state = act_all(PLAN, add(1), {"do": "calendar", "now": NOW})
    assert state["file"] and act_all(PLAN, action, state=state)["file"] == ""


def unfolded(text: str) -> list[str]:
    """The lines of a file, put together again where they were folded."""
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]


def assert_is_calendar(text: str) -> None:
    """What RFC 5545 asks of every file, read from its bytes alone."""
    raw = text.encode("utf-8")
    assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert all(line.decode("utf-8") is not None for line in raw.split(b"\r\n"))
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and "VERSION:2.0" in lines
    assert sum(line.startswith("PRODID:") for line in lines) == 1
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text)
    open_parts: list[str] = []
    for line in lines:
        if line.startswith("BEGIN:"):
            open_parts.append(line[6:])
        elif line.startswith("END:"):
            assert open_parts.pop() == line[4:]
    assert open_parts == []
    for event in text.split("\r\nBEGIN:VEVENT\r\n")[1:]:
        for needed in ("UID:", "DTSTAMP:", "DTSTART:", "DURATION:", "SUMMARY:"):
            assert len(re.findall(rf"^{needed}", event, re.MULTILINE)) == 1


def test_the_file_is_a_calendar_by_its_bytes() -> None:
    assert_is_calendar(file_of(add(1), add(2, day=6), add(3, day=0, text="ü" * 120)))


def test_the_file_holds_each_row_with_its_day_time_and_length() -> None:
    events = Calendar.from_ical(file_of(add(1), add(2, day=6, time="07:05", minutes=95, text="Walk"))).walk("VEVENT")
    told = [(str(e["summary"]), e.decoded("dtstart"), e.decoded("duration")) for e in events]
    assert told == [
        ("Make tea.", datetime(2026, 11, 24, 18, 30), timedelta(minutes=15)),
        ("Walk", datetime(2026, 11, 29, 7, 5), timedelta(minutes=95)),
    ]


def test_a_time_in_the_file_has_no_zone() -> None:
    assert "DTSTART:20261124T183000" in unfolded(file_of(add()))
    assert Calendar.from_ical(file_of(add())).walk("VEVENT")[0].decoded("dtstart").tzinfo is None


def test_the_file_is_stamped_with_the_moment_it_was_asked_for() -> None:
    assert f"DTSTAMP:{STAMP}" in unfolded(file_of(add()))
    stamp = Calendar.from_ical(file_of(add())).walk("VEVENT")[0].decoded("dtstamp")
    assert stamp == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("today", ["2026-10-25", "2026-03-29", "2026-11-01", "2026-03-08"])
def test_an_hour_that_clocks_skip_or_repeat_stays_as_it_was_planned(today: str) -> None:
    week = {"do": "week", "which": "this", "today": today}
    lines = unfolded(file_of(week, add(1, day=6, time="02:30", minutes=120)))
    assert f"DTSTART:{today.replace('-', '')}T023000" in lines and "DURATION:PT2H" in lines


def test_a_row_keeps_its_name_in_the_file_when_it_is_changed_and_no_two_share_one() -> None:
    def uids(*actions: Action) -> list[str]:
        return [str(event["uid"]) for event in Calendar.from_ical(file_of(*actions)).walk("VEVENT")]

    first = uids(add(1), add(2, day=3))
    assert len(set(first)) == 2 and all(
        re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", uid) for uid in first
    )
    moved = uids(add(1), add(2, day=3), add(1, day=6, text="Other.") | {"do": "change"})
    assert sorted(moved) == sorted(first)


@pytest.mark.parametrize(("when", "before"), [("none", None), ("start", timedelta(0)), ("ten", timedelta(minutes=-10))])
def test_the_file_reminds_as_was_chosen(when: str, before: timedelta | None) -> None:
    alarms = Calendar.from_ical(file_of(add(1), add(2), {"do": "remind", "when": when})).walk("VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == ([] if before is None else [before, before])
    assert all(str(alarm["action"]) == "DISPLAY" and str(alarm["description"]) == "Make tea." for alarm in alarms)


HOSTILE_WORDS = {
    "commas and semicolons": "Tea, cake; and\\or talk",
    "a new line": "First\nsecond",
    "both line ends": "a\r\nEND:VCALENDAR\r\nBEGIN:VEVENT",
    "emoji": "🍵👩‍❤️‍👨" * 12,
    "long accents": "é" * 120,
    "colons and quotes": 'X-EVIL:"1";VALUE=2:3',
    "right to left": "שלום, עולם",
}


@pytest.mark.parametrize("words", HOSTILE_WORDS.values(), ids=HOSTILE_WORDS)
def test_any_words_come_out_of_the_file_as_they_went_in(words: str) -> None:
    text = calendar_text([Entry(name(7), words, datetime(2026, 11, 24, 9), 15)], 10, NOW)
    assert_is_calendar(text)
    written = next(line for line in unfolded(text) if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    signs = {"n": "\n", "N": "\n"}
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", written)
    read = re.sub(r"\\(.)", lambda found: signs.get(found[1], found[1]), written)
    assert read == words.replace("\r\n", "\n")
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == 1 and str(events[0]["summary"]) == words.replace("\r\n", "\n")


def test_the_same_plan_at_the_same_moment_makes_the_same_file() -> None:
    assert file_of(add(1), add(2, day=3)) == file_of(add(2, day=3), add(1))


def test_a_state_with_a_file_is_json() -> None:
    state = act_all(PLAN, add(text="Tee für zwei 🍵"), {"do": "calendar", "now": NOW})
    assert is_json(state) and is_json(PLAN.view(state))


def test_opening_a_page_does_not_load_the_calendar_library() -> None:
    code = "import sys, workshop.exercises.kinds; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
