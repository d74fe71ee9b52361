"""Settings of the kit's kernels: nothing that was typed is kept in a history file."""

c = get_config()  # noqa: F821
c.HistoryManager.enabled = False
c.HistoryManager.hist_file = ":memory:"
