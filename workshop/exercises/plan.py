"""Plan: a week of small acts with day and time, and a file that calendars take."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from workshop.content import blocks
from workshop.content.blocks import Block
from workshop.content.model import Exercise, Text
from workshop.exercises.kind import Action, Kind, Refused, Setting, State, View, index_in, line_in, number_in
from workshop.exercises.week_calendar import Entry, calendar_text

DAYS = 7
SUNDAY = 6
LONGEST_TEXT = 120
LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES = 5, 240, 15
# The first moment of the year 2200, in milliseconds since 1970: no plan is made later.
LATEST = 7_258_118_400_000
# Space that gives the column for what one will do its width on an empty sheet.
ROOM = "\u00a0" * 40
# How a reminder is named, and how many minutes it comes before the time itself.
REMINDERS: dict[str, int | None] = {"none": None, "start": 0, "ten": 10}

_ID = re.compile(r"[0-9a-f]{32}")
_DATE = re.compile(r"2[01]\d\d-\d\d-\d\d")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Plan(Exercise):
    """Ideas for small acts, and how many a person can plan at the most."""

    kind: Literal["plan"]
    ideas: Annotated[tuple[Text, ...], Field(min_length=3, max_length=12)]
    most: Annotated[int, Field(ge=1, le=14)] = 7


def start(exercise: Plan, setting: Setting) -> State:
    """No week chosen, nothing planned, no reminder, no file."""
    return {"monday": "", "rows": [], "reminder": "none", "file": "", "made": 0}


def act(exercise: Plan, setting: Setting, state: State, action: Action) -> State:
    """`add` a row, `change` or `remove` one (by its id), choose the `week` or how to `remind`, make the `calendar`.

    `today` is the browser's date and `now` its time in milliseconds since 1970. `again` starts over. Whatever changes
    the plan drops a file that was made before.
    """
    doing = action.get("do")
    if doing == "again":
        return start(exercise, setting)
    if doing == "calendar":
        return _make_file(state, number_in(action, "now", 0, LATEST))
    if doing in ("add", "change", "remove"):
        changed = _change_rows(exercise, state, action)
    elif doing == "week" and action.get("which") in ("this", "next"):
        changed = {"monday": _monday(_today_in(action), action["which"] == "next")}
    elif doing == "remind" and action.get("when") in list(REMINDERS):
        changed = {"reminder": action["when"]}
    else:
        raise Refused("Unknown action.")
    return state | changed | {"file": "", "made": 0}


def _change_rows(exercise: Plan, state: State, action: Action) -> State:
    others = [row for row in state["rows"] if row["id"] != action.get("id")]
    known = len(others) < len(state["rows"])
    if known == (action["do"] == "add"):
        raise Refused("There is one already, or none, by this id.")
    if action["do"] == "remove":
        return {"rows": others}
    if action["do"] == "change":
        return {"rows": _in_order([*others, _row_in(action)])}
    if len(others) >= exercise.most:
        raise Refused("The week is full.")
    today = _today_in(action)
    monday = state["monday"] or _monday(today, today.weekday() == SUNDAY)
    return {"rows": _in_order([*others, _row_in(action)]), "monday": monday}


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["day"], row["time"]))


def _row_in(action: Action) -> dict[str, Any]:
    name, at = action.get("id"), action.get("time")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise Refused('"id" must be 32 hex digits.')
    if not isinstance(at, str) or not _TIME.fullmatch(at):
        raise Refused('"time" must be from 00:00 to 23:59.')
    minutes = number_in(action, "minutes", LEAST_MINUTES, MOST_MINUTES)
    if not isinstance(minutes, int):
        raise Refused('"minutes" must be a whole number.')
    words, day = line_in(action, "text", LONGEST_TEXT), index_in(action, "day", DAYS)
    return {"id": name, "text": words, "day": day, "time": at, "minutes": minutes}


def _today_in(action: Action) -> date:
    value = action.get("today")
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise Refused('"today" must be a date such as 2026-11-24.')
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused(f"There is no day {value}.") from None


def _monday(today: date, after: bool) -> str:
    return (today - timedelta(days=today.weekday()) + timedelta(days=DAYS if after else 0)).isoformat()


def _make_file(state: State, now: float) -> State:
    if not state["rows"]:
        raise Refused("There is nothing to put into a calendar.")
    monday = date.fromisoformat(state["monday"])
    entries = [
        Entry(row["id"], row["text"], datetime.combine(day, time.fromisoformat(row["time"])), row["minutes"])
        for row in state["rows"]
        for day in [monday + timedelta(days=row["day"])]
    ]
    return state | {"file": calendar_text(entries, REMINDERS[state["reminder"]], now), "made": now}


def view(exercise: Plan, setting: Setting, state: State) -> View:
    """The ideas, the week day by day, what can still be added, the reminder, and the file once it was made."""
    count = len(state["rows"])
    return {
        "ideas": list(exercise.ideas),
        "monday": state["monday"],
        "week": _week(setting, state["monday"]),
        "days": [
            {
                "name": setting.say(f"plan-day-{day}"),
                "date": _date_words(setting, state["monday"], day),
                "rows": [_row_shown(setting, row) for row in state["rows"] if row["day"] == day],
            }
            for day in range(DAYS)
        ],
        "count": setting.say("plan-count", done=count, all=exercise.most),
        "empty": count == 0,
        "full": count >= exercise.most,
        "least": LEAST_MINUTES,
        "longest": MOST_MINUTES,
        "usual": USUAL_MINUTES,
        "letters": LONGEST_TEXT,
        "reminder": state["reminder"],
        "reminders": [{"id": name, "label": setting.say(f"plan-remind-{name}")} for name in REMINDERS],
        "file": state["file"],
        "made": state["made"],
        "done": count > 0,
    }


def _row_shown(setting: Setting, row: dict[str, Any]) -> dict[str, Any]:
    return row | {"when": _time_words(setting, row["time"]), "length": _length(setting, row)}


def _length(setting: Setting, row: dict[str, Any]) -> str:
    return setting.say("plan-minutes", minutes=row["minutes"])


def _time_words(setting: Setting, at: str) -> str:
    hour, minute = int(at[:2]), at[3:]
    key = "plan-time-morning" if hour < 12 else "plan-time-afternoon"
    return setting.say(key, hour=(hour - 1) % 12 + 1, hour24=at[:2], minute=minute)


def _date_words(setting: Setting, monday: str, day: int) -> str:
    """A day of the week that begins on a Monday, such as Nov 24; empty while no week is chosen."""
    if not monday:
        return ""
    on = date.fromisoformat(monday) + timedelta(days=day)
    return setting.say("plan-date", month=setting.say(f"plan-month-{on.month}"), day=on.day)


def _week(setting: Setting, monday: str) -> str:
    if not monday:
        return ""
    first, last = _date_words(setting, monday, 0), _date_words(setting, monday, DAYS - 1)
    return setting.say("plan-week", first=first, last=last)


def paper(exercise: Plan, setting: Setting, state: State | None = None) -> list[Block]:
    """An empty week to fill in, and the ideas. With a state: the week, and the person's plan day by day."""
    if state is None:
        shown = [_week_table(setting, [])]
        return [*shown, blocks.heading(setting.say("plan-ideas"), 4), blocks.bullets(exercise.ideas)]
    week = _week(setting, state["monday"])
    return [*([blocks.paragraph(week)] if week else []), _week_table(setting, state["rows"])]


def _week_table(setting: Setting, rows: list[dict[str, Any]]) -> Block:
    """A table with each day, at its first row the day's name; a day with nothing keeps room to write."""
    room = "" if rows else ROOM
    head = [setting.say(key) for key in ("plan-day", "plan-time", "plan-what", "plan-how-long")]
    table = []
    for day in range(DAYS):
        name = setting.say(f"plan-day-{day}")
        planned = [
            [_time_words(setting, row["time"]), row["text"], _length(setting, row)] for row in rows if row["day"] == day
        ]
        for at, cells in enumerate(planned or [["", room, ""]]):
            table.append([name if at == 0 else "", *cells])
    return blocks.table(head, table)


KIND = Kind("plan", Plan, start, act, view, paper, undoes=frozenset({"again", "remove"}))
