"""Notebooks that nobody here wrote: how each part of them becomes blocks for the template `notebook.typ`."""
