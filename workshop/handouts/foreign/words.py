"""The few words that paper adds to a notebook of anyone's. Such a notebook brings no words of the kit along."""

from __future__ import annotations

WORDS = {
    "untitled": "Notebook",
    "output_picture": "Picture {number}, made by the code above it",
    "output_picture_alone": "Picture {number}, made by code",
    "no_alt": "Picture without a description: {name}",
    "no_alt_inside": "Picture without a description, kept in the notebook",
    "picture_on_the_web": "Picture on the web: {name}",
    "picture_not_found": "Here would be a picture, but no such file lies beside the notebook: {name}.",
    "picture_unreadable": "Here would be a picture, but it cannot be read: {name}.",
    "picture_made_unreadable": "Here would be a picture made by the code, but it cannot be read.",
    "on_screen_only": "Here the screen shows something that paper cannot.",
    "lines_left_out": "{count} more lines are left out here.",
    "rows_left_out": "{count} more rows are left out here.",
    "lines_left_out_before": "{count} lines before these are left out.",
    "columns": "Columns {first} to {last} of {all}",
    "stopped": "The code stopped here: {name}",
    "picture_in_a_cell": "Picture: {name}",
}


def say(key: str, **values: object) -> str:
    """A sentence with its values put in."""
    return WORDS[key].format(**values)
