"""The partner who opens up: pure rules, no Jupyter."""
