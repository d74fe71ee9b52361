"""Exercise kinds: for each, one file of rules and faces, with its script for the page beside it."""
