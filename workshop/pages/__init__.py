"""A page's notebook: built from the content, and fitted to a client."""
