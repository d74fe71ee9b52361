"""The words: reading them, checking them, and fitting them to the people they are about."""
