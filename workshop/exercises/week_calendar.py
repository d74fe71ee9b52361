"""A week's plan as the text of a calendar file (RFC 5545) that phones and computers take."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event as EventPart

MAKER = "-//Ten Keys Workshop//Week plan//EN"


@dataclass(frozen=True)
class Entry:
    """One thing to do: its name for life (32 hex digits), what, when it begins (no time zone), and its minutes."""

    id: str
    text: str
    begins: datetime
    minutes: int


def calendar_text(entries: Iterable[Entry], remind: int | None, now: float) -> str:
    """The file's text; `remind` is minutes before each entry (None: no reminder), `now` milliseconds since 1970.

    Times carry no zone: six o'clock stays six o'clock, wherever the calendar is and when clocks change.
    """
    # Late, since it takes longer to load than a page's other parts and most pages never need it.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    stamp = datetime.fromtimestamp(now // 1000, UTC)
    for entry in entries:
        calendar.add_component(_event(entry, remind, stamp))
    written: bytes = calendar.to_ical()
    return written.decode("utf-8")


def _event(entry: Entry, remind: int | None, stamp: datetime) -> EventPart:
    from icalendar import Alarm, Event

    event = Event()
    # A bare UUID, as RFC 7986 asks, so that nothing about the computer or its owner is in it.
    event.add("uid", str(uuid.UUID(hex=entry.id)))
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.begins)
    event.add("duration", timedelta(minutes=entry.minutes))
    event.add("summary", entry.text)
    if remind is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.text)
        alarm.add("trigger", -timedelta(minutes=remind))
        event.add_component(alarm)
    return event
