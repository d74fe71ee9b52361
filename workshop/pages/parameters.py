"""The codes a page can be given. Codes only: never words, never anything about a person."""

PARAMETERS = ("client", "group", "session", "language")
