"""The codes a page can be given. Codes only: never words, never anything about a person."""

PARAMETERS = ("client", "group", "session", "language")

# The variable of a live kernel that tells which page it shows; the server sets it before it runs the cells.
PAGE_NAME = "_workshop_page"

# The environment variables that tell a page what it is run for: the edition it is printed in (unset when it is live),
# and whether what a person chose for print goes on it.
PAPER = "WORKSHOP_PAPER"
ANSWERS = "WORKSHOP_ANSWERS"
