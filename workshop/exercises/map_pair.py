"""Two boundary maps side by side: what differs comes first, each with a gentle question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workshop.exercises.kind import Setting

PLACES = ("private", "us", "others")


def compare_maps(setting: Setting, labels: Sequence[str], items: Sequence[str], maps: Sequence[Any]) -> dict[str, Any]:
    """Items in different places with a question each (`differ`), all others (`rest`), and what each one added (`own`).

    `labels` are the names of the three places and `maps` the two maps as the state holds them.
    """
    named = dict(zip(PLACES, labels, strict=True)) | {None: setting.say("map-open")}
    differ, rest = [], []
    for at, text in enumerate(items):
        first, second = (one["placed"].get(str(at)) for one in maps)
        row = {"text": text, "places": [named[first], named[second]]}
        if first and second and first != second:
            pair = "-".join(sorted((first, second), key=PLACES.index))
            differ.append(row | {"ask": setting.say(f"map-ask-{pair}")})
        else:
            rest.append(row)
    own = [[{"text": one["text"], "place": named[one["place"]]} for one in each["own"]] for each in maps]
    return {"differ": differ, "rest": rest, "own": own}
