"""The codes a page can be given. Codes only: never words, never anything about a person."""

PARAMETERS = ("client", "group", "session", "language")

# The variable of a live kernel that tells which page it shows; the server sets it before it runs the cells.
PAGE_NAME = "_workshop_page"

# The environment variable that tells a page what it is run for: unset when it is live, "blank" or "answers" on paper.
PAPER = "WORKSHOP_PAPER"
