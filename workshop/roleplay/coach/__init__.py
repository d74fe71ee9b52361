"""The coach: which move a line makes, with the words that show it. Pure Python, offline."""
